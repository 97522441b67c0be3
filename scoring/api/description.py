"""What the OpenAPI description says of each address: parameters, bodies and answers."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from scoring.api.asked import MOST_OBSERVATIONS
from scoring.api.cost import MOST_DAYS
from scoring.api.trials import MOST_AT_ONCE, MOST_SEED
from scoring.engine.document import RulebookShape
from scoring.models import Job
from town.population import FEWEST, MOST

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
WORDS: Final[Schema] = {"type": "array", "items": TEXT}
DIGEST: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
WHOLE_OR_NONE: Final[Schema] = {"type": ["integer", "null"]}
TEXT_OR_NONE: Final[Schema] = {"type": ["string", "null"]}
FACTS: Final[Schema] = {
    "type": "object",
    "additionalProperties": {"type": ["integer", "boolean", "string"]},
    "description": "Facts by their ids; see town/content/facts.yaml.",
}


def mapping(properties: dict[str, Schema], required: list[str] | None = None, *, closed: bool = True) -> Schema:
    shape: Schema = {"type": "object", "properties": properties, "required": required or list(properties)}
    return {**shape, "additionalProperties": False} if closed else shape


FAULT = mapping(
    {"path": TEXT, "message": TEXT, "remedy": TEXT, "rule": TEXT, "line": WHOLE_OR_NONE},
)
PROBLEM = mapping(
    {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "faults": {"type": "array", "items": FAULT},
    },
    ["type", "title", "status", "detail"],
)


def problem(description: str) -> OpenApiResponse:
    return OpenApiResponse(PROBLEM, description)


def responses(ok: Any, *, body: bool = False, named: bool = False) -> dict[Any, Any]:
    """The good answer and the problems that can stand in its place."""
    found: dict[Any, Any] = {(200, "application/json"): ok}
    if body:
        found[400, "application/problem+json"] = problem("The body has faults; each says where and how to mend it.")
        found[413, "application/problem+json"] = problem("The body, or the work it asks for, is too large.")
        found[415, "application/problem+json"] = problem("The body is of another type.")
    if named:
        found[404, "application/problem+json"] = problem("Nothing has this name.")
    found[429, "application/problem+json"] = problem("Too many requests from one address; wait as Retry-After says.")
    return found


CARD = mapping(
    dict.fromkeys(
        ("slug", "title", "short", "family", "place", "years", "summary", "scale", "marker", "url", "page"), TEXT
    )
    | {"digest": DIGEST}
)
MARKER = mapping(
    {
        "marker": {"enum": ["documented", "reported", "fictionalised"]},
        "recalled": {"type": "boolean"},
        "evidence": {"enum": ["article", "excerpt", "recalled", None]},
        "sources": WORDS,
        "note": TEXT_OR_NONE,
    }
)
SOURCE = mapping(dict.fromkeys(("title", "author", "year", "url", "verification"), TEXT))
DETAIL = mapping(
    {
        "slug": TEXT,
        "digest": DIGEST,
        "document": {"$ref": "#/components/schemas/RulebookShape"},
        "markers": {"type": "object", "additionalProperties": MARKER},
        "sources": {"type": "object", "additionalProperties": SOURCE},
        "page": TEXT,
    }
)
OBSERVATION = mapping(
    {
        "id": TEXT,
        "day": {"type": "integer", "minimum": -36_500, "maximum": MOST_DAYS},
        "kind": {**TEXT, "description": "Kind of act; see town/content/kinds.yaml."},
        "source": {**TEXT, "description": "Who observed it; see town/content/sources.yaml."},
        "facts": FACTS,
        "struck": {"type": "boolean", "default": False},
    },
    ["day", "kind", "source"],
)
RULEBOOK: Final[Schema] = {
    "oneOf": [
        {"type": "string", "description": "The name of a rulebook that ships.", "examples": ["tessamere"]},
        {"$ref": "#/components/schemas/RulebookShape"},
    ]
}
LIFE = mapping(
    {
        "rulebook": RULEBOOK,
        "version": {**DIGEST, "description": "A kept version of the named rulebook."},
        "observations": {"type": "array", "items": OBSERVATION, "maxItems": MOST_OBSERVATIONS},
        "facts": FACTS,
        "days": {"type": "integer", "minimum": 1, "maximum": MOST_DAYS},
    },
    ["rulebook", "observations", "days"],
)
REASON = mapping(
    {
        "kind": {"enum": ["rule", "characteristic", "multiplier", "list", "band"]},
        "id": TEXT,
        "text": TEXT,
        "reason_code": TEXT_OR_NONE,
        "points": {"type": "integer"},
        "times": {"type": "integer"},
    }
)
DOORS: Final[Schema] = {"type": "object", "additionalProperties": TEXT}
SETTLEMENT = mapping(
    {
        "day": {"type": "integer"},
        "scored": {"type": "boolean"},
        "before": WHOLE_OR_NONE,
        "standing": WHOLE_OR_NONE,
        "band": TEXT_OR_NONE,
        "lists": WORDS,
        "entries": WORDS,
        "displays": WORDS,
        "doors": DOORS,
        "reasons": {"type": "array", "items": REASON},
        "looks": {"type": "array", "items": {"type": "object"}, "description": "Every rule that looked."},
    },
    closed=False,
)
TRACE = mapping(
    {
        "schema": {"const": "trace.v1"},
        "rulebook": TEXT,
        "digest": DIGEST,
        "days": {"type": "integer"},
        "standing": WHOLE_OR_NONE,
        "band": TEXT_OR_NONE,
        "lists": WORDS,
        "doors": DOORS,
        "reasons": {"type": "array", "items": REASON},
        "settlements": {"type": "array", "items": SETTLEMENT},
    }
)
TRIAL = mapping(
    {
        "rulebook": RULEBOOK,
        "version": {**DIGEST, "description": "A kept version of the named rulebook."},
        "baseline": {**RULEBOOK, "description": "What it is compared with; without it, the rulebook itself."},
        "baseline_version": DIGEST,
        "town": mapping(
            {
                "citizens": {"type": "integer", "minimum": FEWEST, "maximum": MOST},
                "seed": {"type": "integer", "minimum": 0, "maximum": MOST_SEED},
            }
        ),
        "innocent": {"type": "boolean", "description": "Count the days on black lists for acts of somebody else."},
    },
    ["rulebook", "town"],
)
COUNT = mapping({"number": {"type": "integer"}, "examples": {"type": "array", "items": {"type": "integer"}}})
PAIR: Final[Schema] = {"type": "array", "items": COUNT, "minItems": 2, "maxItems": 2, "description": "before, after"}
GROUP = mapping(
    {"group": TEXT, "label": TEXT, "winners": {"type": "integer"}, "losers": {"type": "integer"}}, closed=False
)
COMPARISON = mapping(
    {
        "schema": {"const": "replay.v1"},
        "town": {"type": "object", "additionalProperties": {"type": "integer"}},
        "before": DIGEST,
        "after": DIGEST,
        "citizens": {"type": "integer"},
        "winners": COUNT,
        "losers": COUNT,
        "unaffected": COUNT,
        "moves": {"type": "array", "items": mapping({"from": TEXT_OR_NONE, "to": TEXT_OR_NONE}, closed=False)},
        "bands": {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "integer"}}},
        "newly_listed": COUNT,
        "newly_freed": COUNT,
        "listed": PAIR,
        "by_list": {"type": "object", "additionalProperties": PAIR},
        "days_listed": {"type": "array", "items": {"type": "integer"}},
        "doors": {"type": "object", "additionalProperties": PAIR},
        "groups": {"type": "array", "items": GROUP},
    },
    closed=False,
)
JOB = mapping(
    {
        "id": {"type": "string", "format": "uuid"},
        "kind": TEXT,
        "state": {"enum": list(Job.State.values)},
        "progress": mapping({"done": {"type": "integer"}, "total": {"type": "integer"}}),
        "result": {"type": ["object", "null"], "description": "Of a replay: what a small town is answered at once."},
        "problem": {"oneOf": [PROBLEM, {"type": "null"}]},
        "url": TEXT,
        "cancel": TEXT,
        "created_at": {"type": "string", "format": "date-time"},
        "touched_at": {"type": "string", "format": "date-time"},
    }
)
VERSION = OpenApiParameter("version", DIGEST, description="The digest of a kept version.")

RULEBOOKS: Final[dict[str, Any]] = {"responses": responses(mapping({"rulebooks": {"type": "array", "items": CARD}}))}
READ: Final[dict[str, Any]] = {"parameters": [VERSION], "responses": responses(DETAIL, named=True)}
VALIDATE: Final[dict[str, Any]] = {
    "request": {"application/json": RulebookShape, "application/yaml": TEXT, "text/plain": TEXT},
    "responses": responses(mapping({"id": TEXT, "digest": DIGEST}), body=True),
}
EXPLAIN: Final[dict[str, Any]] = {
    "request": {"application/json": LIFE},
    "responses": responses(TRACE, body=True, named=True),
}
REPLAY: Final[dict[str, Any]] = {
    "description": f"Up to {MOST_AT_ONCE:,} citizens are answered at once. A larger town is answered 202 with a job: "
    "ask its `url` how far it is, and read the comparison there as `result`.",
    "request": {"application/json": TRIAL},
    "responses": responses(COMPARISON, body=True, named=True)
    | {
        (202, "application/json"): OpenApiResponse(JOB, "The work goes on; Location names the job."),
        (503, "application/problem+json"): problem("Too much work is waiting already; wait as Retry-After says."),
    },
}
READ_JOB: Final[dict[str, Any]] = {"responses": responses(JOB, named=True)}
CANCEL_JOB: Final[dict[str, Any]] = {
    "request": None,
    "responses": responses(JOB, named=True)
    | {(409, "application/problem+json"): problem("The job has ended; nothing was changed.")},
}
