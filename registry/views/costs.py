"""What the boards cost, and two lenses to look at them through."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registry.asked import Refused, asked, town_asked
from registry.boards import collects
from registry.pages.costs import costs_page
from registry.pages.lenses import lenses_page
from registry.pages.tabs import tabs
from registry.postings import Posting
from registry.views.answers import answering, at_hand, hall_of
from registry.years import SIZES, Hall, equals, ledgers
from scoring.systems import cards

QUICK = 5000  # citizens whose ledger is counted within the request


@require_safe
@answering
def ledger(request: HttpRequest) -> HttpResponse:
    town = town_asked(request.GET)
    counted = at_hand(ledgers, town, below=QUICK)
    context = {
        "town": town,
        "rulebook": town.rulebook,
        "collects": collects(town.rulebook),
        "systems": cards(),
        "sizes": SIZES,
        **costs_page(town, counted, request.GET),
    }
    return render(request, "registry/ledger.html", context)


@require_safe
@answering
def lenses(request: HttpRequest) -> HttpResponse:
    question = asked({**request.GET.dict(), "curtain": "1"})
    town = question.town
    hall = hall_of(town)
    board = _board(hall, question.board)
    context = {"town": town, "rulebook": town.rulebook, "systems": cards(), "sizes": SIZES, "board": board}
    context["collects"] = collects(town.rulebook)
    if board is not None:
        context["tabs"] = [(tab, tab.id == board.id) for tab in tabs(hall, question)]
        context |= lenses_page(hall, board, at_hand(equals, town))
    return render(request, "registry/lenses.html", context)


def _board(hall: Hall, name: str) -> Posting | None:
    """The list asked for, or the longest; None where none is kept. Raises Refused."""
    if name:
        found = hall.board(name)
        if found is None:
            raise Refused(404, _("No such board"), _("No board of this system is called that."))
        return found
    return max((board for board in hall.boards if board.colour == "black"), key=len, default=None)
