"""A trimmed copy of the notes that the rulebooks were written from: what was read, with its numbers and markers."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def copy(name: str) -> Any:
    """claims | data_sources | dynamics | mappings | rules | scales | timeline."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
