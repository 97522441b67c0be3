"""The waterfall: ten days side by side, what was counted above, what could not be seen below."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from registry.lives import DAYS, File
from scoring import display
from scoring.engine import Settlement
from town.content import load_content

HEIGHT = 200  # of a column's drawing, in its own units; the page stretches it
MARGIN = 12
MOST_WORDS = 2


@dataclass(frozen=True)
class Column:
    """One day. `y` counts downwards from the top of the drawing."""

    day: int
    delta: str
    moved: bool
    y: int  # top of the step
    height: int
    level: int  # where the standing ends
    counted: str
    unseen: str
    wrong: bool  # an observation of somebody else's act counted that day


@dataclass(frozen=True)
class Limit:
    y: int
    text: str


def box_page(file: File, day: int) -> dict[str, Any]:
    """The context of the waterfall; `day` is the one whose trail stands open."""
    settlements = file.explanation.settlements
    first, last = settlements[0], settlements[DAYS]
    before = [_start(file)] if anything_before(file) else []  # day 0 is drawn from there
    scale = Scale([*before, *(height(each) for each in settlements)])
    return {
        "columns": [column(file, each, scale) for each in range(0 if before else 1, DAYS + 1)],
        "limits": limits(file, scale),
        # A scorecard reads what people are: its number stood before anybody did anything.
        "first": display.standing(file.rulebook, height(first) if _reads_people(first) else _start(file)),
        "last": display.standing(file.rulebook, last.standing if last.standing is not None else len(last.entries)),
        "band": display.band_sign(file.rulebook, last.band),
        "chosen": day,
        "height": HEIGHT,
        "scored": last.scored,
    }


class Scale:
    """Standings to heights. Higher is up; a life that never moved lies in the middle."""

    def __init__(self, values: list[int]) -> None:
        self.low, self.high = min(values), max(values)

    def y(self, value: int) -> int:
        if self.high == self.low:
            return HEIGHT // 2
        return MARGIN + (self.high - value) * (HEIGHT - 2 * MARGIN) // (self.high - self.low)

    def holds(self, value: int) -> bool:
        return self.low <= value <= self.high


def height(settlement: Settlement) -> int:
    """What is drawn: the standing, or the number of entries where the scale has no number."""
    return settlement.standing if settlement.standing is not None else len(settlement.entries)


def column(file: File, day: int, scale: Scale) -> Column:
    settlement = file.explanation.settlements[day]
    before = height(file.explanation.settlements[day - 1]) if day else _start(file)
    after = height(settlement)
    top, bottom = sorted((scale.y(before), scale.y(after)))
    fired = {look.observation for look in counting(settlement)}
    return Column(
        day=day,
        delta=display.signed(file.rulebook, after - before) if after != before else _both_ways(file, settlement),
        moved=after != before,
        y=max(0, top),
        height=max(2, min(HEIGHT, bottom) - max(0, top)),
        level=scale.y(after),
        counted=_counted(file, fired),
        unseen=_unseen(file, day, fired),
        wrong=bool(fired & file.wrong),
    )


def limits(file: File, scale: Scale) -> list[Limit]:
    """The band limits that lie within the drawing."""
    found = []
    for band in file.rulebook.bands:
        if scale.holds(band.low) and band.low > file.rulebook.scale.floor:
            text = _("%(band)s from %(limit)s") % {"band": band.id, "limit": display.number(file.rulebook, band.low)}
            found.append(Limit(scale.y(band.low), text))
    return found


def _start(file: File) -> int:
    """The number before anything was on file."""
    return file.rulebook.scale.start if file.rulebook.scale.has_number else 0


def anything_before(file: File) -> bool:
    """Whether something counted before day 1: entries on file, or a scorecard's reading of who somebody is."""
    first = file.explanation.settlements[0]
    return bool(counting(first)) or _reads_people(first)


def _reads_people(settlement: Settlement) -> bool:
    return bool(settlement.trace and settlement.trace.characteristics)


def _both_ways(file: File, settlement: Settlement) -> str:
    """A day without a net change may still hold a loss and a gain: both are said."""
    points = [look.points for look in counting(settlement)]
    sums = sum(each for each in points if each < 0), sum(each for each in points if each > 0)
    return " ".join(display.signed(file.rulebook, each) for each in sums if each) if all(sums) else "0"


def counting(settlement: Settlement) -> list[Any]:
    """What counted, as the trail tells it: a rule that adds 0 points and does nothing else let the act pass."""
    looks = settlement.trace.looks if settlement.trace else []
    return [look for look in looks if look.fired and (look.points or set(look.effects) - {"points"})]


def _counted(file: File, fired: set[str]) -> str:
    kinds = load_content().kinds
    names = [kinds[seen.observation.kind].past for seen in file.life.seen if seen.observation.id in fired]
    return _short(list(dict.fromkeys(names))) or _("Nothing counted")


def _unseen(file: File, day: int, fired: set[str]) -> str:
    """What the system could not see: circumstances of what counted, then acts that nobody saw."""
    kinds = load_content().kinds
    found = [seen.truth.circumstance for seen in file.life.seen if seen.observation.id in fired]
    found += [act.circumstance or kinds[act.kind].past for act in file.life.unseen if act.day == day]
    return _short(list(dict.fromkeys(text for text in found if text)))


def _short(texts: list[str]) -> str:
    return "; ".join([*texts[:MOST_WORDS], *(["…"] if len(texts) > MOST_WORDS else [])])
