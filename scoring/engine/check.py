"""Check rulebooks from the command line: python -m scoring.engine.check scoring/rulebooks/*.yaml"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from scoring.engine.examples import run_examples
from scoring.engine.faults import DocumentError, Fault
from scoring.engine.load import load_rulebook
from scoring.engine.model import Rulebook
from scoring.engine.reader import read
from scoring.engine.vocabulary import DEFAULT, Vocabulary, load_vocabulary

SOURCES = "sources.yaml"


def check_rulebook(path: Path, vocabulary: Vocabulary) -> tuple[Rulebook | None, list[str]]:
    """The rulebook, if it loads, and everything that is wrong with it, as lines."""
    try:
        rulebook = load_rulebook(path, vocabulary=vocabulary)
    except DocumentError as error:
        return None, [str(fault) for fault in error.faults]
    problems = [f"{path.name} {difference}" for difference in run_examples(rulebook)]
    problems += [str(fault) for fault in unknown_sources(rulebook, path)]
    if path.stem != rulebook.id:
        problems.append(f"{path.name} /id: The id '{rulebook.id}' is not the name of the file.")
    return rulebook, problems


def unknown_sources(rulebook: Rulebook, path: Path) -> list[Fault]:
    """Sources that are named but not listed in the sources.yaml beside the rulebook, if there is one."""
    beside = path.parent / SOURCES
    if not beside.is_file():
        return []
    known = read(beside.read_bytes(), SOURCES).data
    known = known.get("sources", known) if isinstance(known, dict) else known
    names = set(known) if isinstance(known, dict) else {row["id"] for row in known}
    missing = [name for name in rulebook.sources_used if name not in names]
    remedy = f"Add it to {SOURCES} or correct the name."
    return [Fault(path.name, "", "", f"The source '{name}' is not listed.", remedy) for name in missing]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Validate rulebooks and run their examples.")
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--vocabulary", type=Path, default=DEFAULT)
    options = parser.parse_args(arguments)
    vocabulary = load_vocabulary(options.vocabulary)
    wrong = 0
    for path in options.paths:
        if path.name == SOURCES:
            continue
        rulebook, problems = check_rulebook(path, vocabulary)
        wrong += bool(problems)
        for problem in problems:
            print(problem)
        if rulebook is not None and not problems:
            examples = len(rulebook.document["examples"])
            print(f"{path.name}: fine, {len(rulebook.rules)} rules, {examples} examples")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
