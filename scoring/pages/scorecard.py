"""A scorecard as small tables: what is asked, what each answer is worth, what multiplies the sum."""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from scoring.engine import Rulebook
from scoring.engine import model as m
from scoring.engine.conditions import tests_in
from scoring.engine.vocabulary import Fact
from scoring.pages import sentences
from scoring.pages.book import own_grounds
from scoring.pages.evidence import Grounds


@dataclass(frozen=True)
class Table:
    id: str
    text: str
    asks: str
    rows: tuple[tuple[str, str], ...]  # answer, points
    number_is_ours: bool
    sensitive: str
    grounds: Grounds


@dataclass(frozen=True)
class Factor:
    id: str
    text: str
    condition: str
    percent: int
    number_is_ours: bool
    sensitive: str
    grounds: Grounds


def tables(rulebook: Rulebook) -> tuple[Table, ...]:
    rows = rulebook.document.get("characteristics", [])
    return tuple(_table(rulebook, part, row) for part, row in zip(rulebook.characteristics, rows, strict=True))


def factors(rulebook: Rulebook) -> tuple[Factor, ...]:
    found = []
    for part, row in zip(rulebook.multipliers, rulebook.document.get("multipliers", []), strict=True):
        ours = not row.get("number_stated", False) and part.evidence.marker != "fictionalised"
        asked = sensitivity([test.fact for test in tests_in(part.when)])
        why = own_grounds(part.evidence, row, row.get("note"))
        condition = sentences.condition(part.when)
        found.append(Factor(part.id, part.text, condition, part.percent, ours, asked, why))
    return tuple(found)


def _table(rulebook: Rulebook, part: m.Characteristic, row: dict[str, object]) -> Table:
    answers = [(_answer(part, each), f"{each.points:,}") for each in part.bins]
    answers.append((_("anything else"), f"{part.otherwise:,}"))
    note = row.get("note")
    return Table(
        id=part.id,
        text=part.text,
        asks=_asks(rulebook, part),
        rows=tuple(answers),
        number_is_ours=not row.get("number_stated", False) and part.evidence.marker != "fictionalised",
        sensitive=sensitivity([part.fact] if part.fact else []),
        grounds=own_grounds(part.evidence, row, str(note) if note else None),
    )


def _asks(rulebook: Rulebook, part: m.Characteristic) -> str:
    asked = [part.fact.label] if part.fact else []
    if part.count_on:
        words = {"acts": sentences.kinds(part.count_on, rulebook.vocabulary), "days": sentences.days(part.count_days)}
        asked.append(_("the number of times in %(days)s: %(acts)s") % words)
    return _(" plus ").join(asked)


def _answer(part: m.Characteristic, each: m.Bin) -> str:
    if each.values is not None:
        values = [sentences.value(part.fact, value) if part.fact else str(value) for value in each.values]
        return get_text_list(values, _("or"))
    if each.low is None:
        return _("up to %(n)s") % {"n": f"{each.high:,}"} if each.high else _("none")
    if each.high is None:
        return _("%(n)s or more") % {"n": f"{each.low:,}"}
    if each.low == each.high:
        return f"{each.low:,}"
    return _("%(low)s to %(high)s") % {"low": f"{each.low:,}", "high": f"{each.high:,}"}


def sensitivity(facts: list[Fact]) -> str:
    """What a fact gives away besides what it says."""
    found = [_("“%(fact)s” is sensitive.") % {"fact": fact.label} for fact in facts if fact.sensitive]
    for fact in facts:
        if fact.proxy_for:
            words = {"fact": fact.label, "other": fact.proxy_for}
            found.append(_("“%(fact)s” can stand in for: %(other)s.") % words)
    return " ".join(found)
