"""Point the mutmut settings of a copy of this project at some modules of the engine and the tests about them."""

import json
import os
import re
import sys
from pathlib import Path


def setting(text: str, key: str, values: list[str]) -> str:
    """The settings with one list of strings replaced."""
    return re.sub(rf"^{key} = \[[^\]]*\]", lambda _: f"{key} = {json.dumps(values)}", text, flags=re.MULTILINE)


if __name__ == "__main__":
    path = Path(sys.argv[1])
    text = path.read_text(encoding="utf-8")
    plugins = [part for name in os.environ["WITHOUT"].split() for part in ("-p", f"no:{name}")]
    text = setting(text, "only_mutate", [f"scoring/engine/{name}.py" for name in os.environ["MODULES"].split()])
    tests = [f"tests/engine/test_{name}.py" for name in os.environ["TESTS"].split()]
    text = setting(text, "pytest_add_cli_args_test_selection", tests)
    path.write_text(setting(text, "pytest_add_cli_args", ["-x", "-q", *plugins]), encoding="utf-8")
