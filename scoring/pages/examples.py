"""Worked examples: what goes in, what was expected, and what the engine says now."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from scoring import display
from scoring.engine import Rulebook, Vocabulary
from scoring.engine.examples import explain_example
from scoring.engine.trace import Settlement
from scoring.engine.vocabulary import Value
from scoring.pages import sentences
from scoring.pages.words import DISPLAYS, STATES, word


@dataclass(frozen=True)
class Check:
    """One thing that an example expects, beside what the engine says."""

    what: str
    expected: str
    got: str

    @property
    def agrees(self) -> bool:
        return self.expected == self.got


@dataclass(frozen=True)
class Worked:
    anchor: str
    name: str
    days: str
    facts: tuple[str, ...]
    entries: tuple[str, ...]
    checks: tuple[Check, ...]


def worked(rulebook: Rulebook) -> tuple[Worked, ...]:
    examples = rulebook.document["examples"]
    return tuple(_worked(rulebook, position, example) for position, example in enumerate(examples))


def _worked(rulebook: Rulebook, position: int, example: dict[str, Any]) -> Worked:
    vocabulary = rulebook.vocabulary
    last = explain_example(rulebook, position).last
    return Worked(
        anchor=f"example-{position + 1}",
        name=example["name"],
        days=sentences.days(example["days"]),
        facts=_facts(example.get("facts") or {}, vocabulary),
        entries=tuple(_entry(row, vocabulary) for row in example["observations"]),
        checks=tuple(_checks(rulebook, example["expect"], last)),
    )


def _facts(facts: Mapping[str, Value], vocabulary: Vocabulary) -> tuple[str, ...]:
    known = vocabulary.facts
    return tuple(f"{known[name].label}: {sentences.value(known[name], value)}" for name, value in facts.items())


def _entry(row: dict[str, Any], vocabulary: Vocabulary) -> str:
    words = {
        "day": row["day"],
        "act": vocabulary.kinds[row["kind"]].past,
        "source": vocabulary.sources[row["source"]].short,
    }
    text = _("Day %(day)s: %(act)s (%(source)s)") % words
    facts = ", ".join(_facts(row.get("facts") or {}, vocabulary))
    struck = _("; struck out") if row.get("struck") else ""
    return f"{text}. {facts}{struck}" if facts else f"{text}{struck}"


def _checks(rulebook: Rulebook, expect: dict[str, Any], last: Settlement) -> list[Check]:
    found = []
    if "standing" in expect:
        pair = (display.standing(rulebook, expect["standing"]), display.standing(rulebook, last.standing))
        found.append(Check(_("Standing"), *pair))
    if "band" in expect:
        found.append(Check(_("Band"), _band(rulebook, expect["band"]), _band(rulebook, last.band)))
    if expect.get("lists") is not None:
        found.append(Check(_("Lists"), _lists(rulebook, expect["lists"]), _lists(rulebook, last.lists)))
    if expect.get("entries") is not None:
        found.append(Check(_("Entries"), str(expect["entries"]), str(len(last.entries))))
    if expect.get("displays") is not None:
        found.append(Check(_("Shown"), _displays(expect["displays"]), _displays(last.displays)))
    for door, state in (expect.get("doors") or {}).items():
        label = rulebook.vocabulary.doors[door].label
        found.append(Check(label, word(STATES, state), word(STATES, last.doors[door])))
    return found


def _band(rulebook: Rulebook, name: str | None) -> str:
    sign = display.band_sign(rulebook, name)
    return sign.label if sign else _("none")


def _lists(rulebook: Rulebook, names: Any) -> str:
    labels = [sentences.list_label(rulebook, name) for name in sorted(names)]
    return get_text_list(labels, _("and")) if labels else _("none")


def _displays(names: Any) -> str:
    return get_text_list([word(DISPLAYS, name) for name in sorted(names)], _("and")) if names else _("nowhere")
