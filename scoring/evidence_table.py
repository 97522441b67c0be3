"""docs/evidence.md: how sure the lines of every rulebook are, counted from the rulebooks themselves."""

from pathlib import Path

from scoring.engine import Rulebook
from scoring.lines import lines
from scoring.selectors import shipped, slugs

FILE = Path(__file__).parent.parent / "docs" / "evidence.md"
MARKS = ("documented", "reported", "fictionalised", "recalled")
HEAD = """# Evidence

How sure each line is, system by system. Made by `manage.py evidence`; a test fails when it is stale. A line that was
written from memory counts as recalled, whatever its marker. *Numbers of ours* are lines whose rule a source gives and
whose number none does. The pages under `/rulebooks/` show marker, sources and notes of every line.

"""


def table() -> str:
    """The whole document as Markdown."""
    books = [shipped(slug) for slug in slugs()]
    return HEAD + _table("Rules, criteria and multipliers", [_row(book) for book in books]) + "\n" + _parts(books)


def _row(book: Rulebook) -> tuple[str, list[int]]:
    found = [_mark(line.evidence.marker, line.evidence.evidence) for line in lines(book)]
    return book.id, [len(found), *(found.count(mark) for mark in MARKS), _numbers_of_ours(book)]


def _mark(marker: str, evidence: str | None) -> str:
    return "recalled" if evidence == "recalled" else marker


def _numbers_of_ours(book: Rulebook) -> int:
    parts = [row for key in ("rules", "characteristics", "multipliers") for row in book.document.get(key, [])]
    return sum(
        not row.get("number_stated", False) and line.evidence.marker != "fictionalised" and _has_number(row)
        for row, line in zip(parts, lines(book), strict=True)
    )


def _has_number(row: dict[str, object]) -> bool:
    effects = row.get("effects")
    if not isinstance(effects, list):
        return True  # a criterion or a multiplier
    return any({"points", "stars"} & set(effect) for effect in effects)


def _parts(books: list[Rulebook]) -> str:
    rows = []
    for book in books:
        told = [band.evidence for band in book.bands] + [entry.evidence for entry in book.lists]
        told += [door.evidence for door in book.doors]
        told += [book.scale.evidence, book.disclosure.evidence, book.appeal.evidence]
        found = [_mark(each.marker, each.evidence) for each in told]
        rows.append((book.id, [len(found), *(found.count(mark) for mark in MARKS)]))
    return _table("Scales, bands, lists, doors, disclosure and appeal", rows)


def _table(title: str, rows: list[tuple[str, list[int]]]) -> str:
    heads = ["lines", *MARKS, "numbers of ours"][: len(rows[0][1])]
    out = [f"## {title}", f"| system | {' | '.join(heads)} |", "|---|" + "---:|" * len(heads)]
    out += [f"| `{name}` | {' | '.join(str(n) for n in counts)} |" for name, counts in rows]
    sums = [sum(column) for column in zip(*(counts for _name, counts in rows), strict=True)]
    out.append(f"| **all {len(rows)}** | {' | '.join(f'**{n}**' for n in sums)} |")
    return "\n".join(out) + "\n"
