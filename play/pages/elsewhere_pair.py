"""Two systems side by side in full."""

from dataclasses import dataclass

from play.pages.elsewhere_cells import Cell, cell
from play.pages.elsewhere_columns import column, mark_of
from play.pages.elsewhere_rows import Row, row
from play.pages.elsewhere_week import Week
from registry.elsewhere import Run
from scoring.selectors import shipped, slugs
from scoring.switches import Switch, about


@dataclass(frozen=True)
class Act:
    """One act that counted in either of the two."""

    label: str
    when: str
    note: str
    cells: tuple[Cell, Cell]


@dataclass(frozen=True)
class Pair:
    names: tuple[str, str]  # of the systems, or of other readings
    titles: tuple[str, str]
    rows: tuple[Row, Row]
    acts: tuple[Act, ...]


def choices() -> list[tuple[str, str]]:
    """Every system by its name, each followed by its other readings."""
    found = []
    for slug in slugs():
        found.append((slug, shipped(slug).short))
        found += [(each.name, _title(each)) for each in about(slug)]
    return found


def _title(switch: Switch) -> str:
    return f"{shipped(switch.rulebook).short}: {switch.title}"


def pair(week: Week, first: str, second: str) -> Pair | None:
    """None unless two systems or readings are named that there are. One and the same may be named twice."""
    one, two = week.under(first), week.under(second)
    if one is None or two is None:
        return None
    titles = dict(choices())
    rows = row(one, (), week), row(two, (), week)
    return Pair((first, second), (titles[first], titles[second]), rows, _acts(week, (one, two)))


def _acts(week: Week, both: tuple[Run, Run]) -> tuple[Act, ...]:
    found = []
    for deed in week.deeds:
        if any(mark_of(run, deed) for run in both):
            head = column(deed)
            found.append(Act(head.label, head.when, head.note, (cell(both[0], deed), cell(both[1], deed))))
    return tuple(found)
