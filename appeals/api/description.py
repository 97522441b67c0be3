"""What the OpenAPI description says of the addresses of appeals."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiResponse

from appeals.procedure.model import GROUNDS, KNOBS
from appeals.procedure.office import INSTANCES, TRUTHS
from appeals.procedure.papers import papers
from appeals.procedure.spec import KnobSpec
from scoring.api.description import (
    TEXT,
    TEXT_OR_NONE,
    WHOLE_OR_NONE,
    WORDS,
    Schema,
    mapping,
    problem,
    responses,
)

WHOLE: Final[Schema] = {"type": "integer"}
YES: Final[Schema] = {"type": "boolean"}
SIZES = (1000, 10_000, 100_000)
MAX_SEED = 999_999
SEED: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": MAX_SEED}


def _knob(spec: KnobSpec) -> Schema:
    if spec.choices:
        return {"enum": list(spec.choices)}
    if spec.low is None:
        return YES
    number: Schema = {"type": ["integer", "null"] if spec.may_be_empty else "integer"}
    return {**number, "minimum": spec.low, "maximum": spec.high}


KNOBS_GIVEN: Final[Schema] = {
    "type": "object",
    "properties": {name: _knob(spec) for name, spec in KNOBS.items()},
    "additionalProperties": False,
    "description": "Knobs that are turned; what is left out stands as in the system's own procedure.",
}
KNOBS_ALL: Final[Schema] = {**KNOBS_GIVEN, "required": list(KNOBS)}
CARD = mapping({"id": TEXT, "label": TEXT, "system": TEXT_OR_NONE, "route": TEXT, "url": TEXT})
STEP = mapping({"source": TEXT, "event": TEXT, "to": TEXT, "by": TEXT, "letter": TEXT_OR_NONE})
PROCEDURE = mapping(
    {
        "id": TEXT,
        "label": TEXT,
        "system": TEXT_OR_NONE,
        "route": {"enum": ["none", "unknown", "exists"]},
        "text": TEXT,
        "standard": TEXT,
        "grounds": WORDS,
        "who_may_file": WORDS,
        "papers": WORDS,
        "required": WORDS,
        "file_within_days": WHOLE_OR_NONE,
        "knobs": KNOBS_ALL,
        "markers": {"type": "object", "additionalProperties": TEXT, "description": "What each knob may claim."},
        "steps": {"type": "array", "items": STEP},
    }
)
CASE = mapping(
    {
        "truth": {"enum": list(TRUTHS), "description": "What really happened; no office is told."},
        "ground": {"enum": list(GROUNDS)},
        "papers": {"type": "array", "items": {"enum": list(papers())}, "maxItems": 10},
    },
    ["truth", "ground"],
)
DECIDE = mapping(
    {
        "system": TEXT,
        "case": CASE,
        "knobs": KNOBS_GIVEN,
        "instance": {"enum": list(INSTANCES), "default": "first"},
        "seed": SEED,
    },
    ["case", "seed"],
)
DECISION = mapping(
    {
        "granted": YES,
        "after_days": WHOLE,
        "late": YES,
        "hours": {"type": "number"},
        "chance": {"type": "number", "description": "How likely this case is granted when somebody decides it."},
        "why": {"type": "array", "items": mapping({"id": TEXT, "text": TEXT})},
    }
)
SIMULATE = mapping(
    {"system": TEXT, "citizens": {"type": "integer", "enum": list(SIZES)}, "seed": SEED, "knobs": KNOBS_GIVEN},
    ["system", "citizens", "seed"],
)
JOB: Final[Schema] = {"$ref": "#/components/schemas/Job"}

PROCEDURES: Final[dict[str, Any]] = {"responses": responses(mapping({"procedures": {"type": "array", "items": CARD}}))}
READ: Final[dict[str, Any]] = {"responses": responses(PROCEDURE, named=True)}
DECIDED: Final[dict[str, Any]] = {
    "request": {"application/json": DECIDE},
    "responses": responses(DECISION, body=True, named=True),
}
SIMULATED: Final[dict[str, Any]] = {
    "request": {"application/json": SIMULATE},
    "responses": {key: value for key, value in responses({}, body=True, named=True).items() if key[0] != 200}
    | {
        (202, "application/json"): OpenApiResponse(
            mapping({"id": TEXT, "url": TEXT}, closed=False), "The year is being run; ask its address."
        ),
        (503, "application/problem+json"): problem("Too much is being worked out at once; ask again later."),
    },
}
