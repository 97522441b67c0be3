"""What a page of the register was asked for: read, checked, and written back into addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from registry.years import SIZES, Key
from scoring.engine import Rulebook
from scoring.selectors import DEFAULT, UnknownRulebook, shipped

EXAMPLE_SEED = 4417
MAX_SEED = 999_999
SORTS = ("since", "code", "number")


class Refused(Exception):
    """A question that no page answers: the status, a title and a sentence about what may be asked."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail = status, title, detail


@dataclass(frozen=True)
class Town:
    """Which town, under which rulebook."""

    rulebook: Rulebook
    seed: int
    citizens: int

    @property
    def key(self) -> Key:
        return (self.rulebook, self.citizens, self.seed)

    @property
    def query(self) -> str:
        return urlencode(self.parts())

    def parts(self) -> dict[str, str | int]:
        return {"system": self.rulebook.id, "seed": self.seed, "citizens": self.citizens}


@dataclass(frozen=True)
class Asked:
    """A page of a board. `q` is a citizen's number, or a reason code in capitals."""

    town: Town
    board: str = ""
    q: str = ""
    sort: str = "since"
    page: int = 1
    curtain: bool = False

    def query(self, **changes: str | int) -> str:
        """The address of a neighbouring page; what is usual is left out."""
        parts: dict[str, str | int] = {
            **self.town.parts(),
            "board": self.board,
            "q": self.q,
            "sort": self.sort,
            "page": self.page,
            "curtain": int(self.curtain),
            **changes,
        }
        usual = {"board": "", "q": "", "sort": "since", "page": 1, "curtain": 0}
        return urlencode({name: value for name, value in parts.items() if usual.get(name) != value})


def town_asked(query: Mapping[str, str]) -> Town:
    """Raises Refused."""
    seed = whole(query.get("seed", ""), EXAMPLE_SEED, 0, MAX_SEED)
    if seed is None:
        raise Refused(400, _("No town grows from that seed"), _("A seed is a whole number from 0 to 999,999."))
    size = whole(query.get("citizens", ""), SIZES[0], 1, max(SIZES))
    if size not in SIZES:
        raise Refused(400, _("No town has that size"), _("A town has 1,000, 10,000 or 100,000 citizens."))
    try:
        rulebook = shipped(query.get("system", "") or DEFAULT)
    except UnknownRulebook:
        detail = _("No system is called that. The register lists those that there are.")
        raise Refused(404, _("No such system"), detail) from None
    return Town(rulebook, seed, size)


def asked(query: Mapping[str, str]) -> Asked:
    """Raises Refused. Which board and page there are is only known once the year is."""
    page = whole(query.get("page", ""), 1, 1, 10_000_000)
    if page is None:
        raise Refused(404, _("No such page"), _("Pages are counted from 1."))
    sort = query.get("sort", "") or SORTS[0]
    if sort not in SORTS:
        raise Refused(400, _("No such order"), _("A board is ordered by day of entry, by code or by number."))
    q = query.get("q", "").strip()
    if len(q) > 20:
        raise Refused(400, _("Too long to look up"), _("Write a citizen’s number, or a code such as T-01."))
    curtain = query.get("curtain", "") == "1"
    return Asked(town_asked(query), query.get("board", ""), _looked_up(q), sort, page, curtain)


def _looked_up(q: str) -> str:
    """A number as it is stored, whatever it is grouped by; a code in capitals."""
    number = q.upper().removeprefix("NO").lstrip(".")
    digits = "".join(number.replace(",", " ").replace("\u00a0", " ").split())
    return str(int(digits)) if digits.isascii() and digits.isdecimal() else q.upper()


def whole(text: str, usual: int, least: int, most: int) -> int | None:
    """A whole number within limits; `usual` where nothing is written; None where it is anything else."""
    if not text:
        return usual
    if not (text.isascii() and text.isdecimal()) or len(text) > 8 or not least <= int(text) <= most:
        return None
    return int(text)
