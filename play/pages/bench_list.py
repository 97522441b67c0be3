"""One list as a form: its name and colour, what puts somebody on it, for how long at least, after what notice."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Self

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from play.buttons import OWN_LIST
from play.drafts import Document
from play.edits import whole
from play.pages.bench_condition import Tampered, Written
from play.pages.bench_controls import with_lost
from play.pages.bench_part import PEN, say_lost
from scoring.engine import Rulebook, plain, sentence
from scoring.engine.model import PutOn, TakeOff
from scoring.engine.sentences_of_lines import list_sentence
from scoring.selectors import vocabulary

COLOURS: Final[dict[str, StrPromise]] = {
    "black": pgettext_lazy("list", "black: who is on it is worse off"),
    "red": pgettext_lazy("list", "red: who is on it is held up as a model"),
}
MOST_STAY, MOST_NOTICE, MOST_WORDS = 36_500, 3_650, 300
WRITTEN: Final = ("label", "colour", "minimum_days", "notice_days", "posted", "joint", "enter")
MOST_LISTS: Final = 8  # as the format allows
MOST_TICKS: Final = 60


@dataclass(frozen=True)
class List:
    """A list as it stands in the form; numbers as they were typed. `held` is its line of the rulebook."""

    id: str
    label: str
    colour: str
    bands: tuple[str, ...]
    stay: str
    notice: str
    posted: bool
    joint: tuple[str, ...]
    held: Mapping[str, Any]
    template: str = "play/list_form.html"

    def read(self, form: QueryDict, _rulebook: Rulebook) -> Self:
        bands, joint = ([name[:64] for name in form.getlist(key)[:MOST_TICKS]] for key in ("bands", "joint"))
        colour = form.get("colour", "")
        if colour not in COLOURS:
            raise Tampered("list")
        return replace(
            self,
            label=form.get("label", "").strip()[:MOST_WORDS],
            colour=colour,
            bands=tuple(dict.fromkeys(bands)),
            stay=form.get("stay", "")[:20],
            notice=form.get("notice", "")[:20],
            posted="posted" in form,
            joint=tuple(dict.fromkeys(joint)),
        )

    def pressed(self, verb: str, name: str, _rulebook: Rulebook) -> Self:
        """A list has no rows."""
        raise Tampered(f"{verb}:{name}")

    def document(self, now: Document, written: Written) -> Document:
        rows = list(now.get("lists") or ())
        place = next((index for index, row in enumerate(rows) if row["id"] == self.id), len(rows))
        fields = {"minimum_days": "stay", "notice_days": "notice", "enter": "bands"}
        path = f"/lists/{place}"
        written.fields |= {f"{path}/{key}": fields.get(key, key) for key in WRITTEN}
        written.fields |= {path: "label", "/lists": "label"}
        say_lost(self.bands, [band["id"] for band in now.get("bands") or ()], "bands", written)
        say_lost(self.joint, [row["id"] for row in rows], "joint", written)
        stay = _days(self.stay, "stay", MOST_STAY, written)
        notice = _days(self.notice, "notice", MOST_NOTICE, written)
        rows[place : place + 1] = [self._line(stay, notice)]
        return {**now, "lists": rows}

    def _line(self, stay: int, notice: int) -> Document:
        """What says nothing new is only written where it was written."""
        line = {**self.held, "id": self.id, "label": self.label, "colour": self.colour}
        unsaid: dict[str, tuple[Any, Any]] = {
            "minimum_days": (stay, 0),
            "notice_days": (notice, 0),
            "posted": (self.posted, True),
        }
        unsaid |= {"joint": (list(self.joint), []), "enter": ({"bands": list(self.bands)}, {"bands": []})}
        line |= {key: value for key, (value, usual) in unsaid.items() if value != usual or key in self.held}
        if not self.bands:
            line.pop("enter", None)
        return line

    def sentences(self, tried: Rulebook) -> tuple[str, ...]:
        entry = next(entry for entry in tried.lists if entry.id == self.id)
        words = plain(list_sentence(entry, tried))
        return (words, _("It hangs on the public boards.") if entry.posted else _("It is kept inside the office."))

    def owns(self, part: str, name: str) -> bool:
        return part == "lists" and name == self.id

    def page(self, rulebook: Rulebook, errors: Mapping[str, str]) -> dict[str, Any]:
        return {
            "colours": COLOURS.items(),
            "bands": _ticked(((band.id, f"{band.id} ({band.label})") for band in rulebook.bands), self.bands),
            "others": _ticked(((e.id, e.label) for e in rulebook.lists if e.id != self.id), self.joint),
            "puts_on": _rules(rulebook, self.id, PutOn),
            "takes_off": _rules(rulebook, self.id, TakeOff),
        }


def _ticked(choices: Iterable[tuple[str, str]], ticked: Collection[str]) -> list[tuple[str, str, bool]]:
    return [(value, words, value in ticked) for value, words in with_lost(choices, ticked)]


def _days(text: str, name: str, most: int, written: Written) -> int:
    number = whole(text or "0", 0, most)
    if number is None:
        words = _("Write a whole number from %(low)s to %(high)s.")
        written.errors[name] = words % {"low": 0, "high": f"{most:,}"}
    return number or 0


def _rules(rulebook: Rulebook, name: str, effect: type[PutOn] | type[TakeOff]) -> list[tuple[str, str]]:
    """The rules in use that put somebody on this list, or take somebody off it: id and sentence."""
    return [
        (rule.id, plain(sentence(rule, vocabulary(), rulebook=rulebook)))
        for rule in rulebook.rules
        if rule.enabled and any(isinstance(each, effect) and each.list == name for each in rule.effects)
    ]


def list_of(document: Document) -> List:
    """A list of the rulebook."""
    return List(
        id=document["id"],
        label=document["label"],
        colour=document["colour"],
        bands=tuple((document.get("enter") or {}).get("bands", ())),
        stay=str(document.get("minimum_days", 0)),
        notice=str(document.get("notice_days", 0)),
        posted=document.get("posted", True),
        joint=tuple(document.get("joint", ())),
        held=document,
    )


def blank_list(rulebook: Rulebook) -> List:
    """A list that is not written yet: nobody is on it before something puts them there."""
    taken = {entry.id for entry in rulebook.lists}
    name = next(f"{OWN_LIST}{number}" for number in range(1, MOST_LISTS + 2) if f"{OWN_LIST}{number}" not in taken)
    return List(name, "", "black", (), "0", "0", True, (), {"evidence": dict(PEN)})
