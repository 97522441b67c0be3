"""What is laid beside a shift, in words: its rates and how wide they may lie, other shifts, other procedures."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from appeals.knobs.form import QUESTIONS, WORDS
from appeals.officer.rates import Rate
from appeals.officer.tally import Tally
from appeals.officer.variants import Variant


@dataclass(frozen=True)
class RateLine:
    """`bar`: where the range and the share lie, in hundredths of the line."""

    label: str
    words: str
    range: str
    low: int
    high: int
    share: int | None


def rate_line(label: str, rate: Rate) -> RateLine:
    low, high = round(100 * rate.low), round(100 * rate.high)
    words = _("%(count)s of %(of)s") % {"count": rate.count, "of": rate.of} if rate.of else _("none in the stack")
    spread = _("%(low)s to %(high)s in 100") % {"low": low, "high": high} if rate.of else "–"
    return RateLine(label, words, spread, low, high, None if rate.share is None else round(100 * rate.share))


def rates(found: Tally) -> list[RateLine]:
    return [
        rate_line(_("Wrongly listed and left on the list"), found.left_on),
        rate_line(_("Rightly listed and let go"), found.let_off),
    ]


# under other procedures


@dataclass(frozen=True)
class VariantLine:
    label: str
    own: bool
    asked: str
    left_on: str
    let_off: str
    hours: str
    files: int


def variant_line(each: Variant) -> VariantLine:
    asked = [number_format(count, force_grouping=True) for count in (each.wrongly, each.rightly)]
    return VariantLine(
        label=f"{QUESTIONS[each.turned]}: {_value(each)}" if each.turned else _("As at your desk"),
        own=not each.turned,
        asked=" + ".join(asked),
        left_on=_in_100(each.left_on),
        let_off=_in_100(each.let_off),
        hours=str(number_format(each.hours, decimal_pos=1)),
        files=each.files_a_day,
    )


def _value(each: Variant) -> str:
    value = each.knobs.to_dict()[each.turned]
    return str(WORDS[value]) if isinstance(value, str) else _("yes") if value else _("no")


def _in_100(share: float | None) -> str:
    return "–" if share is None else str(round(100 * share))


# shift beside shift


@dataclass(frozen=True)
class ShiftLine:
    """One shift of this browser that is done."""

    procedure: str
    quota: bool
    here: bool
    tally: Tally
    left_on: RateLine
    let_off: RateLine


def shift_line(procedure: str, quota: bool, here: bool, found: Tally) -> ShiftLine:
    left_on, let_off = rates(found)
    return ShiftLine(procedure, quota, here, found, left_on, let_off)


def few(lines: Sequence[ShiftLine]) -> str:
    """What these numbers can carry: whether any two shifts lie apart by more than so few files scatter."""
    apart = any(
        not one.tally.left_on.overlaps(other.tally.left_on) or not one.tally.let_off.overlaps(other.tally.let_off)
        for one in lines
        for other in lines
    )
    if apart:
        return _("At least two of these ranges lie apart. It is still one officer and a handful of files.")
    return _("All of these ranges overlap. From so few files nobody can tell procedures apart; the year below can.")
