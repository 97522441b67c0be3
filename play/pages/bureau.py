"""The offices of a town as citizens: who stands where under the learner's scorecard, and who is under supervision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy
from django_stubs_ext import StrPromise

from appeals.bureau.words import scorecard
from play.pages.bureau_state import Bureau
from play.pages.town_names import n
from scoring import display

KINDS: Final[Mapping[str, StrPromise]] = {
    "desk": pgettext_lazy("office", "makes entries"),
    "lists": pgettext_lazy("office", "keeps the list"),
    "appeals": pgettext_lazy("office", "answers appeals"),
    "copy": pgettext_lazy("office", "holds a copy"),
}


@dataclass(frozen=True)
class Chip:
    """One office in its band. `moved`: up, down, or "" against the scorecard as issued."""

    label: str
    standing: str
    url: str
    under: bool
    moved: str


@dataclass(frozen=True)
class Band:
    """`full`: offices that have lost nothing; there are many, and they are folded away."""

    sign: display.BandSign
    range: str
    chips: tuple[Chip, ...]
    full: tuple[Chip, ...]

    @property
    def count(self) -> int:
        return len(self.chips) + len(self.full)


@dataclass(frozen=True)
class Line:
    """An office in the table. Days are days under supervision in the year."""

    label: str
    url: str
    kind: str
    standing: str
    band: str
    days: str
    wrongly: str
    noted: str
    objects: str
    granted: str
    heard: str


def rated_page(bureau: Bureau) -> dict[str, Any]:
    rated = bureau.rated
    order = sorted(range(len(rated.year.offices)), key=lambda place: (rated.standing(place), place))
    return {
        "bureau": bureau,
        "said": _said(bureau),
        "tally": _tally(bureau),
        "against_issued": _against_issued(bureau),
        "wrongly": _wrongly(bureau),
        "bands": _bands(bureau, order),
        "lines": [_line(bureau, place) for place in order],
        "offices": n(len(order)),
    }


def names_of(bureau: Bureau, places: list[int]) -> str:
    return ", ".join(str(bureau.year.offices[place].label) for place in places)


def _said(bureau: Bureau) -> str:
    places = [place for place in range(len(bureau.year.offices)) if bureau.rated.supervised(place)]
    if not places:
        return _("No office ends the year under supervision.")
    count = len(places)
    words = ngettext(
        "%(n)s office of %(of)s ends the year under supervision: %(names)s.",
        "%(n)s offices of %(of)s end the year under supervision: %(names)s.",
        count,
    )
    return words % {"n": n(count), "of": n(len(bureau.year.offices)), "names": names_of(bureau, places)}


def _tally(bureau: Bureau) -> str:
    """The same in a few words, for a narrow screen."""
    count = sum(bureau.rated.supervised(place) for place in range(len(bureau.year.offices)))
    words = ngettext("%(n)s office under supervision", "%(n)s offices under supervision", count)
    return words % {"n": n(count)}


def _against_issued(bureau: Bureau) -> str:
    """Whom the learner's weights put under supervision, and whom they free."""
    if bureau.written.scorecard == scorecard() and not bureau.rated.struck:
        return ""
    every = range(len(bureau.year.offices))
    now, was = ({place for place in every if side.supervised(place)} for side in (bureau.rated, bureau.issued))
    parts = []
    if now - was:
        parts.append(_("New under your weights: %(names)s.") % {"names": names_of(bureau, sorted(now - was))})
    if was - now:
        parts.append(_("No longer: %(names)s.") % {"names": names_of(bureau, sorted(was - now))})
    return " ".join(parts) or _("Against the scorecard as issued, the same offices are under supervision.")


def _wrongly(bureau: Bureau) -> str:
    """What only untrue notes explain, as the town has its innocent-person-days."""
    days = int(bureau.rated.innocent_days.sum())
    if not days:
        return ""
    places = [place for place, count in enumerate(bureau.rated.innocent_days) if count]
    words = ngettext(
        "%(n)s office-day under supervision is explained by nothing but notes that are not so: %(names)s.",
        "%(n)s office-days under supervision are explained by nothing but notes that are not so: %(names)s.",
        days,
    )
    return words % {"n": n(days), "names": names_of(bureau, places)}


def _bands(bureau: Bureau, order: list[int]) -> list[Band]:
    """Whoever is under supervision first."""
    book, found = bureau.written.scorecard, []
    start = book.scale.start
    for index, band in reversed(list(enumerate(book.bands))):
        sign = display.band_sign(book, band.id)
        places = [place for place in order if int(bureau.rated.noted.band[place]) == index]
        lost, full = (
            tuple(_chip(bureau, place) for place in places if (bureau.rated.standing(place) >= start) == whole)
            for whole in (False, True)
        )
        if sign:
            found.append(Band(sign, f"{n(band.low)}–{n(band.high)}", lost, full))
    return found


def _chip(bureau: Bureau, place: int) -> Chip:
    office, was = bureau.year.offices[place], int(bureau.issued.noted.band[place])
    now = int(bureau.rated.noted.band[place])
    return Chip(
        label=office.label,
        standing=n(bureau.rated.standing(place)),
        url=bureau.address(bureau.said, office.id),
        under=bureau.rated.supervised(place),
        moved="" if now == was else "up" if now < was else "down",
    )


def _line(bureau: Bureau, place: int) -> Line:
    office, rated = bureau.year.offices[place], bureau.rated
    own = [each for each in bureau.objections if each.act.office == place]
    return Line(
        label=office.label,
        url=bureau.address(bureau.said, office.id),
        kind=str(KINDS[office.kind]),
        standing=n(rated.standing(place)),
        band=rated.scorecard.bands[int(rated.noted.band[place])].id,
        days=n(int(rated.days[place])),
        wrongly=n(int(rated.innocent_days[place])),
        noted=n(len(rated.year.of(place))),
        objects=n(len(own)),
        granted=n(sum(each.granted for each in own)),
        heard=n(int(bureau.heard.standing[place])),
    )
