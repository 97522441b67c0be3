"""What a scorecard for offices leads to: in the town, at the counter that reads it, and in the offices' own words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from appeals.bureau.countersign import Countersigned, countersigned
from appeals.bureau.vacancy import vacancy
from appeals.bureau.ways import Standing, ways_of
from appeals.bureau.words import vocabulary
from appeals.procedure.parameters import Parameter
from play.pages.bureau_state import Bureau
from play.pages.town_names import decimal, n, percent

countersigned_kept = lru_cache(maxsize=32)(countersigned)
vacancy_kept = lru_cache(maxsize=32)(vacancy)
LOOKS: Final[Mapping[str, StrPromise]] = {
    "paper": gettext_lazy("looks at the paper"),
    "fresh": gettext_lazy("looks at what happened"),
}
REASONS: Final[Mapping[str, StrPromise]] = {
    "none": gettext_lazy("gives no reason"),
    "code": gettext_lazy("gives a code"),
    "trace": gettext_lazy("gives the full trace"),
}
SHOWN = ("clerks_per_10000", "clerk_minutes_a_day", "minutes_paper", "minutes_fresh", "minutes_reasons_code",
         "minutes_reasons_trace", "seen_paper_none", "seen_fresh_none", "error_paper", "error_fresh")  # fmt: skip


@dataclass(frozen=True)
class Measure:
    label: str
    before: str
    after: str
    moved: str  # up | down | ""


@dataclass(frozen=True)
class WayLine:
    words: str
    now: bool
    chosen: bool
    surest: bool
    standing: str
    days: str
    unanswered: str
    errors: str
    share: str
    innocent: str


@dataclass(frozen=True)
class Reason:
    """Something the offices say, how often, and how often the counter would grant it."""

    words: str
    times: str
    granted: str


def follows_page(bureau: Bureau) -> dict[str, Any]:
    return {
        **_signatures(bureau),
        **_ways(bureau),
        **_objections(bureau),
        "vacant": _vacant(bureau),
        "model": _model(bureau),
    }


# in the town


def _signatures(bureau: Bureau) -> dict[str, Any]:
    done = countersigned_kept(bureau.rated, bureau.signs)
    before, after = done.before, done.after
    return {
        "signed": _signed(done),
        "measures": [
            _measure(_("Innocent-person-days on a blacklist"), before.innocent, after.innocent),
            _measure(_("Residents whom only mistakes put there"), before.innocents, after.innocents),
            _measure(_("All other person-days on a blacklist"), before.rightful, after.rightful),
        ],
    }


def _measure(label: str, before: int, after: int) -> Measure:
    moved = "" if before == after else "up" if after > before else "down"
    return Measure(label, n(before), n(after), moved)


def _signed(done: Countersigned) -> str:
    if not done.entries_waited and not done.listings_waited:
        return _("Nobody who enters or lists is under supervision, so nothing waits for a second signature.")
    words = _(
        "%(entries)s entries and %(listings)s listings waited for a second signature. It was refused to %(wrong)s "
        "wrong entries, to %(true)s true ones, and to %(fell)s listings."
    )
    return words % {
        "entries": n(done.entries_waited),
        "listings": n(done.listings_waited),
        "wrong": n(done.wrong_fell),
        "true": n(done.true_fell),
        "fell": n(done.listings_fell),
    }


def _vacant(bureau: Bureau) -> str:
    """What the counter's own supervision does to its work; "" where it is not under supervision."""
    found = vacancy_kept(bureau.rated)
    if found is None:
        return ""
    words = _(
        "The counter was under supervision, so its vacant desk stays vacant. With %(staff)s %% of the time the same "
        "year leaves %(late)s appeals to the deadline instead of %(was_late)s, takes %(days)s days for an answer "
        "instead of %(was_days)s, and the counter stands at %(standing)s instead of %(was)s."
    )
    return words % {
        "staff": found.staff,
        "late": n(found.after.unanswered),
        "was_late": n(found.before.unanswered),
        "days": decimal(found.after.days, 1),
        "was_days": decimal(found.before.days, 1),
        "standing": n(found.after.standing),
        "was": n(found.before.standing),
    }


# at the counter


def _ways(bureau: Bureau) -> dict[str, Any]:
    ways = ways_of(bureau.written.scorecard, bureau.year)
    if ways is None:
        return {"ways": [], "choice": _("Under this system there is no counter that could work otherwise.")}
    lines = [_way(each, chosen=each == ways.chosen, surest=each == ways.surest) for each in ways.all]
    return {"ways": lines, "choice": _choice(ways.chosen, ways.surest, ways.all)}


def _way(each: Standing, *, chosen: bool, surest: bool) -> WayLine:
    way = each.way
    return WayLine(
        words=way_words(each),
        now=way.now,
        chosen=chosen,
        surest=surest,
        standing=n(each.number),
        days=decimal(way.days, 1),
        unanswered=n(way.unanswered),
        errors=_("%(errors)s of %(of)s") % {"errors": n(way.errors), "of": n(way.decided)},
        share=percent(way.error_share),
        innocent=n(way.innocent_days),
    )


def way_words(each: Standing) -> str:
    return f"{LOOKS[each.way.look]}, {REASONS[each.way.reasons]}"


def _choice(chosen: Standing, surest: Standing, every: tuple[Standing, ...]) -> str:
    if len({each.number for each in every}) == 1:
        return _("Your scorecard does not tell the ways apart: the counter stands at %(n)s whatever it does.") % {
            "n": n(chosen.number)
        }
    words = _(
        "A counter that reads your scorecard %(way)s: so it stands at %(standing)s and answers in %(days)s days. "
        "%(share)s of its decisions go against what happened."
    )
    said = words % {
        "way": way_words(chosen),
        "standing": n(chosen.number),
        "days": decimal(chosen.way.days, 1),
        "share": percent(chosen.way.error_share),
    }
    if chosen == surest:
        return said + " " + _("No other way is less often wrong.")
    least = _("Least often wrong is the one that %(way)s: %(share)s, in %(days)s days. It would stand at %(standing)s.")
    return (
        said
        + " "
        + least
        % {
            "way": way_words(surest),
            "share": percent(surest.way.error_share),
            "days": decimal(surest.way.days, 1),
            "standing": n(surest.number),
        }
    )


def _model(bureau: Bureau) -> list[Parameter]:
    """The numbers of the simulated office that these ways hang on, with the clerks' time as it is set here."""
    rows = bureau.year.setting.model.rows
    return [rows[name] for name in SHOWN]


# in the offices' own words


def _objections(bureau: Bureau) -> dict[str, Any]:
    found = bureau.objections
    said = Counter(_reason(each.act.observation.kind, each.act.reason, each.ground) for each in found)
    granted = Counter(
        _reason(each.act.observation.kind, each.act.reason, each.ground) for each in found if each.granted
    )
    return {
        "objected": _objected(bureau, len(found), sum(each.granted for each in found)),
        "reasons": [Reason(words, n(times), n(granted[words])) for words, times in said.most_common()],
    }


def _objected(bureau: Bureau, count: int, granted: int) -> str:
    if not count:
        return _("No office has anything to say against what is held against it.")
    said = ngettext(
        "The offices have %(n)s objection of their own.", "The offices have %(n)s objections of their own.", count
    ) % {"n": n(count)}
    if bureau.year.setting.knobs is None:
        return said + " " + _("This system hears nobody, and so not them.")
    words = ngettext(
        "Before their own counter, under the rules that their citizens have, %(n)s would be granted within the year.",
        "Before their own counter, under the rules that their citizens have, %(n)s would be granted within the year.",
        granted,
    )
    return said + " " + words % {"n": n(granted)}


def _reason(kind: str, reason: str, ground: str) -> str:
    if ground == "not_so":
        return _("It is not so.")
    row = next(each for each in vocabulary().kinds[kind].circumstances if each.id == reason)
    return row.text[:1].upper() + row.text[1:] + "."
