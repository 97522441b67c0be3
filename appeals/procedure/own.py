"""A procedure of a learner's own: a system's, with its knobs turned; and its code, which fits into an address.

A code is what differs: `fee-0.look-fresh.stay-yes`. Knobs that it leaves out stand as in the town; what stands above
the office (appeals/procedure/above.py) stands as in the system's own procedure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from appeals.procedure.above import ABOVE, Above
from appeals.procedure.load import OURS, procedure_for
from appeals.procedure.model import GROUNDS, KNOBS, OWN, Knobs, Procedure, knobs_from
from appeals.procedure.papers import papers
from appeals.procedure.spec import faults_of, text_of, value_of
from scoring.engine import DocumentError, Fault

LABEL = "A procedure of your own"
TEXT = "You have turned its knobs. No rulebook gives this path; it stands in this case and nowhere else."
STANDARDS = {
    "citizen": "An entry stands until it is shown to be wrong.",
    "office": "An entry falls unless the office can show that it is right.",
}
SUPERVISOR = "The supervisor that you have named"
AS_IN_TOWN = "town"
LONGEST = 600
SPECS = {**KNOBS, **ABOVE}


def code_of(knobs: Knobs, above: Above | None = None, base: Above | None = None) -> str:
    """The code of these knobs. `above` is written as far as it differs from `base`, the system's own."""
    found = _differences(knobs.to_dict(), Knobs().to_dict())
    if above is not None:
        found += _differences(above.to_dict(), (base or Above()).to_dict())
    return ".".join(found) or AS_IN_TOWN


def _differences(now: Mapping[str, object], was: Mapping[str, object]) -> list[str]:
    return [f"{name}-{text_of(value)}" for name, value in now.items() if value != was[name]]


def own_procedure(system: str, code: str) -> Procedure:
    """The procedure that a code stands for. Raises UnknownProcedure; DocumentError with every fault of the code."""
    if len(code) > LONGEST:
        message = "This code of a procedure is too long."
        raise DocumentError([Fault("own", "", "", message, "Set the knobs again and take the new address.")])
    written = dict(part.partition("-")[::2] for part in code.split(".") if part and code != AS_IN_TOWN)
    values = {name: value_of(SPECS[name], text) if name in SPECS else text for name, text in written.items()}
    faults = faults_of(SPECS, values, "own")
    if faults:
        raise DocumentError(faults)
    above = procedure_for(system).above.to_dict()
    above |= {name: value for name, value in values.items() if name in ABOVE}
    knobs = {name: value for name, value in values.items() if name in KNOBS}
    return own_from(system, knobs_from(knobs), Above(**above))  # type: ignore[arg-type]  # read by its specs above


def own_from(system: str, knobs: Knobs, above: Above) -> Procedure:
    """A learner's own for a system: its grounds and papers where it has a path, or else all there are."""
    base = procedure_for(system)
    if not base.open:
        base = replace(base, grounds=GROUNDS, who_may_file=("oneself",), papers=tuple(papers()), route="exists")
    named = above.supervisor_days is not None
    return replace(
        base,
        id=f"{OWN}{system}",
        label=LABEL,
        text=TEXT,
        standard=STANDARDS[knobs.burden],
        evidence=OURS,
        documented=(),
        knobs=knobs,
        supervisor=(base.supervisor or SUPERVISOR) if named else "",
        above=above,
    )


def procedure_as_filed(name: str, knobs: Knobs, above: Above) -> Procedure:
    """The procedure under which something was filed, by its id. Raises UnknownProcedure."""
    if name.startswith(OWN):
        return own_from(name.removeprefix(OWN), knobs, above)
    return replace(procedure_for(name), knobs=knobs, above=above)
