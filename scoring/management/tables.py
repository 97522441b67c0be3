"""A comparison of two replays as lines of plain text."""

from collections.abc import Iterator
from typing import Any

from scoring.engine import Rulebook


def table(found: dict[str, Any], before: Rulebook, after: Rulebook) -> str:
    """Everything that a reader at a terminal wants of a comparison (`replay.v1`)."""
    return "\n".join(_lines(found, before, after))


def _lines(found: dict[str, Any], before: Rulebook, after: Rulebook) -> Iterator[str]:
    town = found["town"]
    yield f"{after.title} ({after.id}, {after.digest[:8]})"
    yield f"compared with {before.title} ({before.id}, {before.digest[:8]})" if before is not after else "alone"
    yield (
        f"{town['citizens']:,} citizens, {town['observations']:,} observations in {town['days']} days, "
        f"seed {town['seed']}"
    )
    yield ""
    yield _row("", "before", "after")
    yield from _bands(found["bands"], before, after)
    for name, pair in found["by_list"].items():
        yield _row(f"on list {name}", *(side["number"] for side in pair))
    yield _row("days on black lists", *found["days_listed"])
    if found["innocent"]:
        yield _row("  of them innocent", *(side["days"] for side in found["innocent"]))
    for name, pair in found["doors"].items():
        yield _row(f"door shut: {name}", *(side["number"] for side in pair))
    yield ""
    for name in ("winners", "losers", "unaffected", "newly_listed", "newly_freed"):
        yield f"{name.replace('_', ' '):<34}{found[name]['number']:>12,}{_examples(found[name])}"
    yield ""
    yield _row("share on a black list", "before", "after", "better off", "worse off")
    for line in found["groups"]:
        shares = (_share(line[side]) for side in ("before", "after"))
        yield _row(f"{line['group']}: {line['label']}", *shares, line["winners"], line["losers"])


def _bands(sides: list[dict[str, int]], before: Rulebook, after: Rulebook) -> Iterator[str]:
    """Bands by their names; a label is told where both rulebooks mean the same by it."""
    labels: dict[str, set[str]] = {}
    for book in (before, after):
        for band in book.bands:
            labels.setdefault(band.id, set()).add(band.label)
    for name, meant in labels.items():
        label = f" {next(iter(meant))}" if len(meant) == 1 else ""
        yield _row(f"band {name}{label}", *(side.get(name, "–") for side in sides))


def _row(name: str, *cells: object) -> str:
    return f"{name[:33]:<34}" + "".join(f"{_cell(cell):>12}" for cell in cells)


def _cell(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _examples(count: dict[str, Any]) -> str:
    return "  such as no. " + ", ".join(str(number) for number in count["examples"]) if count["examples"] else ""


def _share(rate: dict[str, Any]) -> str:
    """A share in per cent; a small group is marked, since its share says little."""
    return f"{100 * rate['share']:.1f} %{'*' if rate['small'] else ''}"
