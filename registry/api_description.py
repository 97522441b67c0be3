"""What the OpenAPI description says of the register's addresses."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from registry.asked import MAX_SEED, SORTS
from registry.years import SIZES
from scoring.api.description import DIGEST, TEXT, TEXT_OR_NONE, WHOLE_OR_NONE, WORDS, Schema, mapping, problem

WHOLE: Final[Schema] = {"type": "integer"}
YES: Final[Schema] = {"type": "boolean"}
TOWN = mapping({"citizens": WHOLE, "seed": WHOLE})
HEAD: Final[dict[str, Schema]] = {"schema": TEXT, "system": TEXT, "digest": DIGEST, "town": TOWN}
COLOUR: Final[Schema] = {"enum": ["black", "red"]}
KIND: Final[Schema] = {"enum": ["list", "display"]}
BOARD = mapping({"id": TEXT, "label": TEXT, "kind": KIND, "colour": COLOUR, "posted": YES, "number": WHOLE})
CARD = mapping(
    {"number": WHOLE, "district": TEXT, "code": TEXT, "since": WHOLE, "until": WHOLE_OR_NONE, "for_good": YES,
     "url": TEXT}
)  # fmt: skip
REGISTER = mapping(
    {
        **HEAD,
        "boards": {"type": "array", "items": BOARD},
        "board": TEXT_OR_NONE,
        "found": WHOLE,
        "page": WHOLE,
        "pages": WHOLE,
        "entries": {"type": "array", "items": CARD, "maxItems": 60},
    }
)
HUNG = mapping(
    {"board": TEXT, "label": TEXT, "kind": KIND, "colour": COLOUR, "posted": YES, "code": TEXT, "since": WHOLE,
     "until": WHOLE_OR_NONE, "for_good": YES, "wrongly": YES, "by": WORDS}
)  # fmt: skip
RULE = mapping({"rule": TEXT, "code": TEXT_OR_NONE, "points": TEXT})
WEIGHED = mapping(
    {"observation": TEXT, "day": WHOLE, "kind": TEXT, "source": TEXT, "wrong": YES, "circumstance": TEXT_OR_NONE,
     "rules": {"type": "array", "items": RULE}}
)  # fmt: skip
DOOR = mapping({"door": TEXT, "state": TEXT, "text": TEXT, "office": TEXT, "copied": YES, "why": TEXT})
ENTRY_SHAPE = mapping(
    {
        **HEAD,
        "who": TEXT,
        "name": TEXT_OR_NONE,
        "district": TEXT,
        "days": WHOLE,
        "cards": {"type": "array", "items": HUNG},
        "verdict": mapping({"kind": {"enum": ["none", "wrong", "mixed", "own"]}, "sentence": TEXT}),
        "entries": WHOLE,
        "wrong_entries": WHOLE,
        "weighed": {"type": "array", "items": WEIGHED},
        "doors": {"type": "array", "items": DOOR},
        "relatives": WORDS,
    }
)
STEP: Final[Schema] = {"enum": ["town", "year", "clean", "days"]}
WAITING = mapping({**HEAD, "step": STEP, "days_done": WHOLE, "days": WHOLE})

SYSTEM = OpenApiParameter("system", TEXT, description="A rulebook's name; the town's own where none is given.")
SEED = OpenApiParameter("seed", {"type": "integer", "minimum": 0, "maximum": MAX_SEED})
CITIZENS = OpenApiParameter("citizens", {"type": "integer", "enum": list(SIZES)})
BOARD_NAME = OpenApiParameter("board", TEXT, description="A board of the answer's own list; the first without it.")
Q = OpenApiParameter("q", {"type": "string", "maxLength": 20}, description="A citizen's number, or a reason code.")
SORT = OpenApiParameter("sort", {"type": "string", "enum": list(SORTS)})
PAGE = OpenApiParameter("page", {"type": "integer", "minimum": 1}, description="Sixty cards a page.")


def _responses(ok: Schema, missing: str) -> dict[Any, Any]:
    return {
        (200, "application/json"): ok,
        (202, "application/json"): OpenApiResponse(WAITING, "The year is being worked out; ask again."),
        (400, "application/problem+json"): problem("A value cannot be read; the detail says what it may be."),
        (404, "application/problem+json"): problem(missing),
        (429, "application/problem+json"): problem("Too many requests from one address; wait as Retry-After says."),
    }


LIST: Final[dict[str, Any]] = {
    "parameters": [SYSTEM, SEED, CITIZENS, BOARD_NAME, Q, SORT, PAGE],
    "responses": _responses(REGISTER, "No system, board or page is called that."),
}
ENTRY: Final[dict[str, Any]] = {
    "parameters": [SYSTEM, SEED, CITIZENS],
    "responses": _responses(ENTRY_SHAPE, "No system, and nobody in this town, is called that."),
}
