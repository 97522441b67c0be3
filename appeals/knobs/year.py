"""One town's year of appeals twice: as the procedure stands, and with the knobs turned. Pure."""

from collections.abc import Callable
from typing import Any

from appeals.procedure.compare import compare_knobs, turned
from appeals.procedure.load import procedure_for
from appeals.procedure.model import knobs_from
from appeals.procedure.simulation import Cancelled, simulate
from scoring.selectors import shipped

Progress = Callable[[int, int], bool]


def compared_years(asked: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """asked: {system, citizens, seed, knobs}. Gives {before, after, changes, turned}; {} where it was cancelled.

    `before` is the system's own procedure; where it has none, nobody can file.
    """
    rulebook, knobs = shipped(asked["system"]), knobs_from(asked["knobs"])
    own = procedure_for(asked["system"])
    in_force = own.knobs if own.open else None
    try:
        before, after = (
            simulate(rulebook, asked["citizens"], asked["seed"], each, progress=half(progress, done))
            for done, each in enumerate((in_force, knobs))
        )
    except Cancelled:
        return {}
    lines = compare_knobs(before, after)
    return {
        "before": before.to_dict(),
        "after": after.to_dict(),
        "sentences": list(lines.sentences),
        "changes": [
            {"id": each.id, "side": each.side, "text": each.text, "better": each.better} for each in lines.said
        ],
        "turned": list(turned(own.knobs, knobs)) if own.open else ["route"],
    }


def half(progress: Progress, done: int) -> Progress:
    """The progress of one of two runs as that of both."""
    return lambda part, of: progress(done * of + part, 2 * of)
