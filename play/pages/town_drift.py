"""Some years more of the town: what is counted against what is done, under the rules in force and under yours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from play.pages.pen import Desk
from play.pages.town_knobs import knobs, values
from play.pages.town_names import decimal, group_label, n
from registry.drift import CITIZENS, Model, Year, drift, load_model
from scoring.engine.sentences import lower
from town.content import load_content

WIDTH, HEIGHT, GAP, EDGE, TICK = 180, 72, 6, 6, 5


@dataclass(frozen=True)
class Bar:
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Small:
    """One of many small drawings: bars for yours, year by year, and a stepped line for what is in force."""

    label: str
    first: str
    last: str
    in_force: str  # the last year's number in force
    bars: tuple[Bar, ...]
    line: str
    rises: bool
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Line:
    """One year of the table: each measure in force and under yours."""

    year: int
    rewards: bool
    cells: tuple[str, ...]


def drift_page(desk: Desk, asked: Mapping[str, str]) -> dict[str, Any]:
    model = load_model()
    found = knobs(model.parameters, asked)
    off = _off_after(asked.get("off", ""), model)
    was = drift(desk.baseline, desk.file.seed, values(found), off)
    now = drift(desk.reform, desk.file.seed, values(found), off)
    return {
        "knobs": found,
        "off": off,
        "years": range(1, model.years),
        "citizens": n(CITIZENS),
        "said": _said(was, now, edited=desk.edited, off=off),
        "heads": [*_heads(was, now)],
        "deeds": _deeds(was, now),
        "lines": [_line(year, pair) for year, pair in enumerate(zip(was, now, strict=True), 1)],
    }


def _off_after(asked: str, model: Model) -> int | None:
    """The year after which rewards are off; None for never."""
    return int(asked) if asked in {str(year) for year in range(1, model.years)} else None


# the drawings


def _heads(was: Sequence[Year], now: Sequence[Year]) -> list[Small]:
    found = [
        small(_("Hours a head that count"), [y.counted for y in was], [y.counted for y in now]),
        small(_("Hours a head that nobody counts"), [y.uncounted for y in was], [y.uncounted for y in now]),
        small(_("Entries about these deeds"), [float(y.entries) for y in was], [float(y.entries) for y in now]),
    ]
    standings = [y.standing for y in (*was, *now)]
    if None in standings:
        return found
    number = small(_("Mean standing"), [y.standing or 0 for y in was], [y.standing or 0 for y in now], whole=False)
    return [number, *found]


def _deeds(was: Sequence[Year], now: Sequence[Year]) -> list[Small]:
    """Hours a head for each deed, those that fall most first."""
    kinds = load_content().kinds
    found = [
        (now[-1].hours[kind] - now[0].hours[kind], small(kinds[kind].past, *_both(was, now, kind)))
        for kind in now[0].hours
    ]
    return [drawing for _change, drawing in sorted(found, key=lambda pair: pair[0])]


def _both(was: Sequence[Year], now: Sequence[Year], kind: str) -> tuple[list[float], list[float]]:
    return [year.hours[kind] for year in was], [year.hours[kind] for year in now]


def small(label: str, was: Sequence[float], now: Sequence[float], *, whole: bool = True) -> Small:
    """`whole`: the scale begins at nothing, and bars stand on it. Otherwise only the change is drawn, as ticks."""
    top = max(*was, *now) or 1.0
    bottom = 0.0 if whole else min(*was, *now) - (top - min(*was, *now)) * 0.25
    span = (top - bottom) or 1.0
    step = (WIDTH - 2 * EDGE) // len(now)

    def height(value: float) -> int:
        return round((HEIGHT - 2 * EDGE) * (value - bottom) / span)

    bars = [
        Bar(EDGE + step * year + GAP // 2, HEIGHT - EDGE - tall, step - GAP, max(1, tall) if whole else TICK)
        for year, tall in enumerate(map(height, now))
    ]
    steps = [
        f"{'M' if not year else 'L'}{EDGE + step * year} {HEIGHT - EDGE - height(value)}h{step}"
        for year, value in enumerate(was)
    ]
    return Small(label, short(now[0]), short(now[-1]), short(was[-1]), tuple(bars), "".join(steps), now[-1] > now[0])


def short(value: float) -> str:
    return decimal(value, 0 if abs(value) >= 100 else 1)


def _line(year: int, pair: tuple[Year, Year]) -> Line:
    cells = []
    for side in pair:
        cells += ["–" if side.standing is None else short(side.standing), short(side.counted), short(side.uncounted)]
    return Line(year, pair[1].rewards, tuple(cells))


# what is said


def _said(was: Sequence[Year], now: Sequence[Year], *, edited: bool, off: int | None) -> list[str]:
    first, last = now[0], now[-1]
    kinds = load_content().kinds
    moves = {kind: last.hours[kind] - first.hours[kind] for kind in first.hours}
    down, up = min(moves, key=lambda kind: moves[kind]), max(moves, key=lambda kind: moves[kind])
    if not any(moves.values()):
        return [_("Nothing moves: no deed pays, so nobody has a reason to change what they do.")]
    words = _("“%(down)s”: from %(a)s hours a head and year to %(b)s. “%(up)s”: from %(c)s to %(d)s.")
    found = [
        words
        % {
            "down": kinds[down].past,
            "a": short(first.hours[down]),
            "b": short(last.hours[down]),
            "up": lower(kinds[up].past),
            "c": short(first.hours[up]),
            "d": short(last.hours[up]),
        }
    ]
    return [*found, *_risen(first, last), *_by_income(first, last), *(_after(now, off) if off else [])]


def _risen(first: Year, last: Year) -> list[str]:
    if first.standing is None or last.standing is None or last.standing <= first.standing:
        return []
    words = _("The mean standing rises from %(a)s to %(b)s. Nobody has become better; the time has gone elsewhere.")
    return [words % {"a": short(first.standing), "b": short(last.standing)}]


def _by_income(first: Year, last: Year) -> list[str]:
    """Who had the means to follow."""
    rises = {name: last.by_income[name] - first.by_income[name] for name in first.by_income if name in last.by_income}
    if len(rises) < 2 or max(rises.values()) <= 0:
        return []
    best, least = max(rises, key=lambda name: rises[name]), min(rises, key=lambda name: rises[name])
    words = _("Who has the means follows fastest: income %(best)s gains %(a)s points, income %(least)s %(b)s.")
    return [
        words
        % {
            "best": lower(group_label("income", best)),
            "a": short(rises[best]),
            "least": lower(group_label("income", least)),
            "b": short(rises[least]),
        }
    ]


def _after(now: Sequence[Year], off: int) -> list[str]:
    """What switching off has not brought back, by the last year."""
    first, last = now[0], now[-1]
    kinds = load_content().kinds
    gone = {kind: first.hours[kind] - last.hours[kind] for kind in first.hours}
    most = max(gone, key=lambda kind: gone[kind])
    words = _("Rewards end with year %(off)s. In year %(last)s “%(kind)s” still lacks %(n)s hours of what it had.")
    left = {"off": off, "last": len(now), "kind": lower(kinds[most].past), "n": short(gone[most])}
    return [words % left] if gone[most] > 0 else []
