"""The scorecard as a form: a sentence for each rule with its blanks, what was changed, and ready-made scorecards."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from appeals.bureau.countersign import SIGNS
from appeals.bureau.objections import BELIEVED
from appeals.bureau.own_rules import NUMBERS, OWN, USUAL, choices
from appeals.bureau.setting import USUAL as USUAL_STAFF
from appeals.bureau.weights import HEAR, Field, fields
from appeals.bureau.words import scorecard, vocabulary
from play.pages.bureau_state import LEAST_STAFF, MOST_STAFF, Bureau
from scoring.engine import plain, sentence
from scoring.pages.sentences import value as fact_value

SPEED, ERROR, RATE = ("off-07", "off-08"), ("off-10", "off-11"), ("off-14",)
PRESETS: Final[tuple[tuple[StrPromise, tuple[str, ...]], ...]] = (
    (gettext_lazy("By speed alone"), SPEED),
    (gettext_lazy("By error alone"), ERROR),
    (gettext_lazy("By rate, not by number"), RATE),
)
BLANKS: Final[Mapping[str, StrPromise]] = {
    "points": gettext_lazy("points"),
    "days": gettext_lazy("days"),
    "times": gettext_lazy("times in a month"),
    "noted": gettext_lazy("Noted below"),
    "below": gettext_lazy("Under supervision below"),
    "stay": gettext_lazy("Days of supervision, at least"),
}
DOMAINS: Final[Mapping[str, StrPromise]] = {
    "entries": gettext_lazy("What the desks enter"),
    "lists": gettext_lazy("Who is listed, and how"),
    "appeals": gettext_lazy("How appeals are answered"),
    "copies": gettext_lazy("What copies keep"),
}
BELIEF_WORDS: Final[Mapping[str, StrPromise]] = {
    "nobody": gettext_lazy("none of them"),
    "counter": gettext_lazy("those that their own counter grants"),
    "not_so": gettext_lazy("all that say: it is not so"),
    "all": gettext_lazy("all of them, reasons too"),
}
SIGN_WORDS: Final[Mapping[str, StrPromise]] = {
    "colleague": gettext_lazy("a colleague looks at what happened"),
    "nobody": gettext_lazy("nobody; what waits falls away"),
}


@dataclass(frozen=True)
class Blank:
    name: str
    label: str
    value: str
    usual: str
    low: int
    high: int
    error: str

    @property
    def changed(self) -> bool:
        return self.value != self.usual


@dataclass(frozen=True)
class Row:
    """A rule that ships: whether it counts, its sentence as it now stands, its numbers."""

    id: str
    on: bool
    sentence: str
    blanks: tuple[Blank, ...]

    @property
    def errors(self) -> list[str]:
        return [blank.error for blank in self.blanks if blank.error]

    @property
    def changed(self) -> bool:
        return self.on != scorecard().rule(self.id).enabled or any(blank.changed for blank in self.blanks)


@dataclass(frozen=True)
class Shelf:
    """The rules about one kind of work; those of the first are open."""

    label: str
    rows: tuple[Row, ...]
    open: bool


@dataclass(frozen=True)
class OwnRow:
    """A place for a rule of the learner's own, as it was typed."""

    name: str
    number: int
    kind: str
    test: str
    value: str
    points: str
    days: str
    sentence: str
    errors: Mapping[str, str]


@dataclass(frozen=True)
class Changed:
    """A difference in words, and the address without it."""

    words: str
    url: str


def form_page(bureau: Bureau) -> dict[str, Any]:
    rows = [_row(bureau, rule.id) for rule in scorecard().rules]
    return {
        "rows": rows,
        "shelves": _shelves(rows),
        "own_rows": [_own(bureau, number) for number in range(1, OWN + 1)],
        "limits": [_blank(bureau, fields()[name]) for name in ("noted", "below", "stay")],
        "watchers": [
            (f"{HEAR}{source.id}", source.label, source.sees, f"{HEAR}{source.id}" not in bureau.said)
            for source in vocabulary().sources.values()
        ],
        "staff": _staff(bureau),
        "beliefs": [(name, BELIEF_WORDS[name], name == bureau.believed) for name in BELIEVED],
        "signs": [(name, SIGN_WORDS[name], name == bureau.signs) for name in SIGNS],
        "kinds": [(kind.id, kind.past) for kind in vocabulary().kinds.values()],
        "tests": [(choice.id, _test_words(choice.id)) for choice in choices().values()],
        "presets": presets(bureau),
        "changes": changes(bureau),
        "faults": [(name, words) for name, words in bureau.errors.items()],
    }


def _shelves(rows: list[Row]) -> list[Shelf]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        kind = scorecard().rule(row.id).on[0]
        found.setdefault(vocabulary().kinds[kind].domain, []).append(row)
    return [
        Shelf(str(DOMAINS[name]), tuple(own), not place or any(row.changed or row.errors for row in own))
        for place, (name, own) in enumerate(found.items())
    ]


def presets(bureau: Bureau) -> list[Changed]:
    """Ready-made scorecards: all rules off but some. They are addresses like any other."""
    found = [Changed(_("As issued"), bureau.address({}))]
    for words, kept in PRESETS:
        said = {
            f"{rule.id}.on": str(int(rule.id in kept))
            for rule in scorecard().rules
            if rule.enabled != (rule.id in kept)
        }
        found.append(Changed(str(words), bureau.address(said)))
    return found


def _row(bureau: Bureau, name: str) -> Row:
    rule = bureau.written.scorecard.rule(name)
    own = [field for field in fields().values() if field.name.startswith(f"{name}.") and not field.switch]
    return Row(
        id=name,
        on=rule.enabled,
        sentence=plain(sentence(rule, vocabulary(), rulebook=bureau.written.scorecard)),
        blanks=tuple(_blank(bureau, field) for field in own),
    )


def _blank(bureau: Bureau, field: Field) -> Blank:
    error = bureau.errors.get(field.name, "")
    held = bureau.said.get(field.name, str(field.value))
    return Blank(
        name=field.name,
        label=str(BLANKS[field.name.rpartition(".")[2]]),
        value=bureau.written.text.get(field.name, held) if error else held,
        usual=str(field.value),
        low=field.low,
        high=field.high,
        error=error,
    )


def _staff(bureau: Bureau) -> Blank:
    error = bureau.errors.get("staff", "")
    held = bureau.written.text["staff"] if error else str(bureau.staff)
    label = _("The clerks’ time for appeals, in per cent of the usual")
    return Blank("staff", label, held, str(USUAL_STAFF), LEAST_STAFF, MOST_STAFF, error)


def _own(bureau: Bureau, number: int) -> OwnRow:
    name = f"own{number}"
    text = {key: bureau.written.text.get(f"{name}.{key}", "") for key in ("kind", "test", "value", "points", "days")}
    rules = {rule.id: rule for rule in bureau.written.scorecard.rules}
    rule = rules.get(f"own-{number}")
    return OwnRow(
        name=name,
        number=number,
        kind=text["kind"],
        test=text["test"],
        value=text["value"],
        points=text["points"] or USUAL["points"],
        days=text["days"] or USUAL["days"],
        sentence=plain(sentence(rule, vocabulary(), rulebook=bureau.written.scorecard)) if rule else "",
        errors={key.partition(".")[2]: words for key, words in bureau.errors.items() if key.startswith(f"{name}.")},
    )


def _test_words(name: str) -> str:
    choice = choices()[name]
    if choice.value is None:
        form = _("%(fact)s: at least …") if choice.op == NUMBERS[0] else _("%(fact)s: at most …")
        return form % {"fact": choice.fact.label}
    return f"{choice.fact.label}: {fact_value(choice.fact, choice.value)}"


# what was changed


def changes(bureau: Bureau) -> list[Changed]:
    """Every difference from the scorecard as issued, each with the address that takes it back."""
    found, rules = [], {rule.id: rule.text for rule in scorecard().rules}
    for name, value in bureau.said.items():
        head, _dot, key = name.partition(".")
        if head.startswith("own"):
            if key == "kind":
                words = _("A rule of your own: %(kind)s") % {"kind": vocabulary().kinds[value].past}
                found.append(Changed(words, _without(bureau, f"{head}.")))
            continue
        found.append(Changed(_changed(bureau, rules, name, value), _without(bureau, name)))
    return found


def _changed(bureau: Bureau, rules: Mapping[str, str], name: str, value: str) -> str:
    head, _dot, key = name.partition(".")
    if head == "hear":
        return _("Not heard: %(source)s") % {"source": vocabulary().sources[key].label}
    if name == "believed":
        return _("Objections you grant: %(which)s") % {"which": BELIEF_WORDS[value]}
    if name == "signs":
        return _("Who signs: %(who)s") % {"who": SIGN_WORDS[value]}
    if name == "staff":
        return _("The clerks’ time: %(now)s %% instead of %(was)s %%") % {"now": value, "was": USUAL_STAFF}
    if key == "on":
        form = _("“%(rule)s” counts") if value == "1" else _("“%(rule)s” does not count")
        return form % {"rule": rules[head]}
    now = {"label": BLANKS[key or head], "now": value.replace("-", "−"), "was": _minus(fields()[name].value)}
    if not key:
        return _("%(label)s: %(now)s instead of %(was)s") % now
    return _("“%(rule)s”, %(label)s: %(now)s instead of %(was)s") % {"rule": rules[head], **now}


def _minus(number: int) -> str:
    return str(number).replace("-", "−")


def _without(bureau: Bureau, start: str) -> str:
    return bureau.address({name: value for name, value in bureau.said.items() if not name.startswith(start)})
