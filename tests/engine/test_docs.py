"""What the documentation works out is what the engine does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scoring.engine import Observation, explain, from_document, load_rulebook, run_examples

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_example_of_the_format_page_holds(vocabulary):
    text = (DOCS / "rulebook-format.md").read_text(encoding="utf-8")
    block = re.search(r"```yaml\n(schema: .*?)```", text, re.DOTALL)
    assert block is not None
    assert run_examples(load_rulebook(block.group(1), vocabulary=vocabulary)) == []


@pytest.mark.parametrize(
    ("expiry", "expected"), [("window", [1000, 990, 950, 1000]), ("refund", [1000, 950, 910, 960])]
)
def test_the_two_meanings_of_expires_are_worked_out_rightly(harbour, vocabulary, expiry, expected):
    rules = [
        {"id": "a", "text": "Blood", "on": ["donate_blood"], "effects": [{"points": 40}], "expires": 60},
        {"id": "b", "text": "Red", "on": ["cross_on_red"], "effects": [{"points": -50}], "expires": 365},
    ]
    scale = {"kind": "points", "start": 1000, "floor": 0, "ceiling": 1000, "higher_is": "better", "expiry": expiry}
    examples = [{"name": str(i), "days": 1, "observations": [], "expect": {}} for i in range(3)]
    parts = {"scale": scale, "bands": [], "rules": rules, "lists": [], "doors": [], "examples": examples}
    rulebook = from_document({**harbour.document, **parts}, vocabulary=vocabulary)
    file = [Observation("a", 1, "donate_blood", "blood_centre"), Observation("b", 30, "cross_on_red", "face_camera")]
    life = explain(rulebook, file, facts={}, days=395)
    assert [life.settlements[day].standing for day in (1, 30, 61, 395)] == expected
    table = (DOCS / "engine.md").read_text(encoding="utf-8")
    assert life.settlements[1].trace.lost_to_clamp == 40
    assert "| 395 | the −50 lapses | 1000 | 910 + 50 = **960** |" in table
