"""How long the slowest wrong document takes to be refused, as a JSON line: python -m tests.engine.wrong.bench"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path

from scoring.engine import RulebookError, load_rulebook, load_vocabulary
from scoring.engine.bench import line, timed
from tests.engine.wrong.corpus import CASES, NO_RULEBOOKS

ENGINE = Path(__file__).parents[1]


def main() -> int:
    vocabulary = load_vocabulary(ENGINE / "vocabulary")
    right = (ENGINE / "rulebooks" / "harbour.yaml").read_text()
    documents: list[tuple[str, str | bytes]] = [(name, right.replace(old, new, 1)) for name, old, new, *_ in CASES]
    documents += [(repr(text[:20]), text) for text in NO_RULEBOOKS]

    def refuse(text: str | bytes) -> None:
        with suppress(RulebookError):
            load_rulebook(text, vocabulary=vocabulary)
            raise ValueError("A wrong document was taken.")

    seconds, name = max((timed(lambda text=text: refuse(text)), name) for name, text in documents)  # type: ignore[misc]
    print(json.dumps({**line("wrong_document_slowest", seconds, len(documents)), "document": name}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
