"""The boards of a system by name, and how each presents itself to the town."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry.asked import Asked
from registry.postings import Posting
from registry.years import Hall

PLACES: Final[dict[str, str | Promise]] = {
    "screen": _("Street screen"),
    "newspaper": _("Newspaper list"),
    "ringback": _("Ringback tone"),
}
THANKS = _("The town thanks these residents.")
LINES: Final[dict[str, str | Promise]] = {
    "black": _("Not in good standing. A number, a district, a code."),
    "red": THANKS,
    "screen": _("Shown above the square, between the weather and the tides."),
    "newspaper": _("Printed on page two, for everybody who buys bread in it."),
    "ringback": _("Whoever telephones one of these hears it before they hear a voice."),
}


@dataclass(frozen=True)
class Tab:
    id: str
    label: str
    line: str
    colour: str
    posted: bool
    number: int
    current: bool
    query: str


def label(board: Posting) -> str:
    return board.label or str(PLACES[board.id])


def tabs(hall: Hall, asked: Asked) -> list[Tab]:
    """Every board that hangs; behind the curtain those too that hang nowhere."""
    return [
        Tab(
            id=board.id,
            label=label(board),
            line=str(LINES[board.id if board.kind == "display" else board.colour]),
            colour=board.colour,
            posted=board.posted,
            number=len(board),
            current=board.id == asked.board,
            query=asked.query(board=board.id, page=1, q=""),
        )
        for board in hall.boards
        if board.posted or asked.curtain
    ]
