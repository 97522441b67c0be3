"""The boards of a whole town: the thirteen in front, everybody else by number, and the same with the curtain lifted."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registry.asked import Asked, Refused, asked
from registry.boards import collects, register
from registry.pages.tabs import tabs
from registry.postings import Posting
from registry.sheets import sheet
from registry.views.answers import answering, hall_of
from registry.years import SIZES, Hall
from scoring.systems import cards


@require_safe
@answering
def boards(request: HttpRequest) -> HttpResponse:
    question = asked(request.GET)
    town = question.town
    hall = hall_of(town)
    board = _board(hall, question)
    shown = sheet(hall, board, question) if board else None
    if shown and shown.beyond:
        return redirect(f"{request.path}?{question.query(page=shown.pages)}#wall")
    question = replace(question, board=board.id if board else "")
    context = {
        "asked": question,
        "town": town,
        "rulebook": town.rulebook,
        "register": register(town.seed, town.rulebook),
        "collects": collects(town.rulebook),
        "tabs": (hung := tabs(hall, question)),
        "board": next((tab for tab in hung if tab.current), None),
        "sheet": shown,
        "pages": _pages(question, shown.near) if shown else [],
        "systems": cards(),
        "sizes": SIZES,
        "sorts": [("since", _("day of entry")), ("code", _("code")), ("number", _("number"))],
        "hidden": sum(not each.posted for each in hall.boards),
        "lift": question.query(curtain=int(not question.curtain), **_still_there(board, question)),
    }
    return render(request, "registry/boards.html", context)


def _board(hall: Hall, question: Asked) -> Posting | None:
    """The board asked for, or the first that hangs; None where none does. Raises Refused."""
    open_ones = [board for board in hall.boards if board.posted or question.curtain]
    if not question.board:
        first = [board for board in open_ones if board.colour == "black"]
        return next(iter([*first, *open_ones]), None)
    found = next((board for board in open_ones if board.id == question.board), None)
    if found is None:
        raise Refused(404, _("No such board"), _no_board(hall, question))
    return found


def _no_board(hall: Hall, question: Asked) -> str:
    if hall.board(question.board):
        return _("The office keeps that list, and hangs it nowhere. Lift the curtain to read it.")
    return _("No board of this system is called that.")


def _still_there(board: Posting | None, question: Asked) -> dict[str, str | int]:
    """With the curtain down again, a list that hangs nowhere is no page to return to."""
    return {"board": "", "page": 1} if question.curtain and board and not board.posted else {}


def _pages(question: Asked, near: list[int]) -> list[tuple[int, str]]:
    return [(page, question.query(page=page)) for page in near]
