"""Comparisons of blocks of citizens, put together: the same as one comparison of the whole town.

Comparisons are in the form of `Comparison.to_dict()`. Shares of groups are worked out anew from the summed counts.
"""

from collections.abc import Sequence
from typing import Any

from scoring.engine import Rulebook
from scoring.engine.comparison import EXAMPLES, rate

Told = dict[str, Any]


def renumbered(told: Told, first: int) -> Told:
    """The comparison of a block, its examples named as in the whole town, where the block begins at `first`."""
    return dict(_renumbered(told, first))


def _renumbered(told: Any, first: int) -> Any:
    if isinstance(told, list):
        return [_renumbered(inner, first) for inner in told]
    if not isinstance(told, dict):
        return told
    return {
        key: [number + first for number in inner] if key == "examples" else _renumbered(inner, first)
        for key, inner in told.items()
    }


def merged(parts: Sequence[Told], before: Rulebook, after: Rulebook) -> Told:
    """One comparison of a whole town from those of its blocks, in order."""
    one = parts[0]
    return {
        "before": one["before"],
        "after": one["after"],
        "citizens": sum(part["citizens"] for part in parts),
        "winners": _count(part["winners"] for part in parts),
        "losers": _count(part["losers"] for part in parts),
        "unaffected": _count(part["unaffected"] for part in parts),
        "moves": _moves(parts, before, after),
        "bands": [_sums([part["bands"][side] for part in parts]) for side in (0, 1)],
        "newly_listed": _count(part["newly_listed"] for part in parts),
        "newly_freed": _count(part["newly_freed"] for part in parts),
        "listed": _pair([part["listed"] for part in parts]),
        "by_list": {name: _pair([part["by_list"][name] for part in parts]) for name in one["by_list"]},
        "days_listed": [sum(part["days_listed"][side] for part in parts) for side in (0, 1)],
        "doors": {name: _pair([part["doors"][name] for part in parts]) for name in one["doors"]},
        "groups": [_group([part["groups"][place] for part in parts]) for place in range(len(one["groups"]))],
        "innocent": [_innocent([part["innocent"][side] for part in parts]) for side in (0, 1)]
        if one["innocent"]
        else None,
    }


def _count(counts: Any) -> Told:
    counts = list(counts)
    examples = [citizen for count in counts for citizen in count["examples"]]
    return {"number": sum(count["number"] for count in counts), "examples": examples[:EXAMPLES]}


def _pair(pairs: Sequence[Sequence[Told]]) -> list[Told]:
    return [_count(pair[side] for pair in pairs) for side in (0, 1)]


def _sums(parts: Sequence[dict[str, int]]) -> dict[str, int]:
    return {name: sum(part[name] for part in parts) for name in parts[0]}


def _moves(parts: Sequence[Told], before: Rulebook, after: Rulebook) -> list[Told]:
    """In the order of the bands, as a comparison of the whole has them: no band comes last."""
    found: dict[tuple[str | None, str | None], list[Told]] = {}
    for part in parts:
        for move in part["moves"]:
            found.setdefault((move["from"], move["to"]), []).append(move)
    names: list[tuple[str | None, str | None]] = [
        (old, new)
        for old in (*(band.id for band in before.bands), None)
        for new in (*(band.id for band in after.bands), None)
    ]
    return [{"from": old, "to": new, **_count(found[old, new])} for old, new in names if (old, new) in found]


def _group(lines: Sequence[Told]) -> Told:
    return {
        "group": lines[0]["group"],
        "label": lines[0]["label"],
        "before": _rate([line["before"] for line in lines]),
        "after": _rate([line["after"] for line in lines]),
        "winners": sum(line["winners"] for line in lines),
        "losers": sum(line["losers"] for line in lines),
    }


def _rate(rates: Sequence[Told]) -> Told:
    return rate(sum(one["number"] for one in rates), sum(one["of"] for one in rates)).to_dict()


def _innocent(sides: Sequence[Told]) -> Told:
    return {"days": sum(side["days"] for side in sides), "citizens": _count(side["citizens"] for side in sides)}
