"""The published schemas are those of the code, and describe what it reads and writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import scoring.engine
from scoring.engine import explain_example
from scoring.engine.schemas import files, rulebook_schema, trace_schema

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["rulebook.v1.schema.json", "trace.v1.schema.json"])
def test_the_published_file_is_fresh(name):
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == files()[name]


def test_a_rulebook_fits_its_schema(harbour):
    jsonschema.Draft202012Validator(rulebook_schema()).validate(harbour.document)


@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_trace_fits_its_schema(harbour, position):
    trace = explain_example(harbour, position).to_dict()
    jsonschema.Draft202012Validator(trace_schema()).validate(trace)


def test_importing_the_engine_loads_no_framework_and_no_arrays():
    code = "import sys, scoring.engine; print([m for m in ('django', 'numpy', 'pydantic') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_is_there():
    for name in scoring.engine.__all__:
        assert getattr(scoring.engine, name) is not None
    with pytest.raises(AttributeError, match="no 'nothing'"):
        _ = scoring.engine.nothing


def test_functions_are_not_hidden_by_modules_of_their_name():
    assert callable(scoring.engine.explain)
    assert callable(scoring.engine.replay)
    assert callable(scoring.engine.sentence)
