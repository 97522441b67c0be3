"""What docs/appeals.md draws from the table of states: python -m appeals.procedure.diagram docs/appeals.md"""

from __future__ import annotations

import sys
from pathlib import Path

from appeals.procedure.states import STATES, TRANSITIONS

BEGIN, END = "<!-- states: begin -->", "<!-- states: end -->"


def diagram() -> str:
    """The states as a Mermaid diagram, and beneath it every step with its hand and its letter."""
    arrows = [f"    {row.source} --> {row.to}: {row.event} ({row.by})" for row in TRANSITIONS]
    sources = {row.source for row in TRANSITIONS}
    ends = [f"    {state} --> [*]" for state in STATES if state not in sources]
    chart = ["```mermaid", "stateDiagram-v2", "    [*] --> draft", *arrows, *ends, "```"]
    head = ["| from | event | to | by | letter |", "|---|---|---|---|---|"]
    lines = [f"| {row.source} | {row.event} | {row.to} | {row.by} | {row.letter or '–'} |" for row in TRANSITIONS]
    return "\n".join([*chart, "", *head, *lines])


def with_diagram(page: str) -> str:
    """The page with the part between the marks made anew. Raises ValueError where the marks are missing."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"The page needs the lines {BEGIN} and {END}.")
    return f"{before}{BEGIN}\n\n{diagram()}\n\n{END}{after}"


def main() -> int:
    path = Path(sys.argv[1])
    path.write_text(with_diagram(path.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
