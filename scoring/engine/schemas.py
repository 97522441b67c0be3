"""The published JSON Schemas: python -m scoring.engine.schemas docs  writes both files."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from scoring.engine.document import RulebookShape

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
MAYBE_WHOLE: Schema = {"type": ["integer", "null"]}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
VALUE: Schema = {"type": ["integer", "string", "boolean", "null"]}
NAMES: Schema = {"type": "array", "items": TEXT}
DOORS: Schema = {"type": "object", "additionalProperties": TEXT}


def one_of(*words: str) -> Schema:
    return {"enum": list(words)}


def rows(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def thing(needed: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    """An object with exactly these keys."""
    return {
        "type": "object",
        "properties": {**needed, **(optional or {})},
        "required": list(needed),
        "additionalProperties": False,
    }


def rulebook_schema() -> Schema:
    schema = RulebookShape.model_json_schema(by_alias=True)
    return {"$schema": DIALECT, "$id": "rulebook.v1", **schema, "title": "rulebook.v1"}


CONDITION: Schema = {"$ref": "#/$defs/condition"}
PARTS: dict[str, Schema] = {
    "condition": {
        "description": "What was wanted and what was seen. Every part is there, also after the answer was known.",
        "oneOf": [
            thing({"form": one_of("all", "any", "not"), "ok": {"type": "boolean"}, "parts": rows(CONDITION)}),
            thing(
                {
                    "form": one_of("test"),
                    "ok": {"type": "boolean"},
                    "fact": TEXT,
                    "op": one_of("is", "is_not", "in", "at_least", "at_most", "between"),
                    "wanted": {"anyOf": [VALUE, rows(VALUE)]},
                    "seen": VALUE,
                }
            ),
        ],
    },
    "look": thing(
        {
            "rule": TEXT,
            "observation": TEXT,
            "day": WHOLE,
            "outcome": one_of("fired", "not_fired", "over_limit"),
            "condition": {"anyOf": [CONDITION, {"type": "null"}]},
            "points": WHOLE,
            "effects": NAMES,
            "stars": {"anyOf": [{"type": "null"}, rows(WHOLE)]},
        }
    ),
    "unseen": thing({"observation": TEXT, "why": one_of("struck", "source", "consent")}),
    "expiry": thing({"rule": TEXT, "points": WHOLE, "of_day": WHOLE}),
    "characteristic": thing(
        {"id": TEXT, "text": TEXT, "value": VALUE, "counted": WHOLE, "bin": WHOLE, "points": WHOLE, "best": WHOLE}
    ),
    "multiplier": thing({"id": TEXT, "text": TEXT, "percent": WHOLE, "condition": CONDITION}),
    "list_change": thing(
        {
            "list": TEXT,
            "change": one_of("entered", "left"),
            "why": one_of("band", "rule", "joint", "ended", "taken_off"),
            "by": NAMES,
        }
    ),
    "door_change": thing({"door": TEXT, "before": TEXT, "after": TEXT, "line": MAYBE_WHOLE}),
    "reason": thing(
        {
            "kind": one_of("rule", "characteristic", "multiplier", "list", "band"),
            "id": TEXT,
            "text": TEXT,
            "reason_code": MAYBE_TEXT,
            "points": WHOLE,
            "times": WHOLE,
        }
    ),
}


def _settlement() -> Schema:
    def many(name: str) -> Schema:
        return rows({"$ref": f"#/$defs/{name}"})

    ends = {
        "day": WHOLE,
        "scored": {"type": "boolean"},
        "before": MAYBE_WHOLE,
        "standing": MAYBE_WHOLE,
        "band": MAYBE_TEXT,
        "lists": NAMES,
        "entries": NAMES,
        "displays": NAMES,
        "doors": DOORS,
        "reasons": many("reason"),
    }
    record = {
        "looks": many("look"),
        "unseen": many("unseen"),
        "expired": many("expiry"),
        "characteristics": many("characteristic"),
        "multipliers": many("multiplier"),
        "list_changes": many("list_change"),
        "door_changes": many("door_change"),
        "points": WHOLE,
        "lost_to_limit": WHOLE,
        "unclamped": MAYBE_WHOLE,
        "lost_to_clamp": WHOLE,
    }
    return thing(ends, record)


def trace_schema() -> Schema:
    whole = thing(
        {
            "schema": one_of("trace.v1"),
            "rulebook": TEXT,
            "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "days": WHOLE,
            "standing": MAYBE_WHOLE,
            "band": MAYBE_TEXT,
            "lists": NAMES,
            "doors": DOORS,
            "reasons": rows({"$ref": "#/$defs/reason"}),
            "settlements": rows({"$ref": "#/$defs/settlement"}),
        }
    )
    defs = {**PARTS, "settlement": _settlement()}
    return {"$schema": DIALECT, "$id": "trace.v1", "title": "trace.v1", **whole, "$defs": defs}


def files() -> dict[str, str]:
    """The name and the text of each published file."""
    schemas = {"rulebook.v1.schema.json": rulebook_schema(), "trace.v1.schema.json": trace_schema()}
    return {name: json.dumps(schema, indent=1, ensure_ascii=False) + "\n" for name, schema in schemas.items()}


def main() -> int:
    folder = Path(sys.argv[1])
    for name, text in files().items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
