"""API v1: the boards of a town, and what stands behind one card. It reads; nothing here writes."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from registry import api_description as told
from registry.asked import Refused, Town, asked, town_asked
from registry.pages.entry import Hung, entry_page
from registry.pages.opened import Counted
from registry.pages.tabs import label
from registry.postings import Posting
from registry.sheets import Card, Sheet, sheet
from registry.subjects import Subject
from registry.views.answers import NotYet, hall_of
from registry.views.files import find
from registry.years import Hall
from scoring.api.views import Desk

WAIT = 3  # seconds after which to ask again


class Question(APIException):
    """A question that has no answer, as a problem."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.detail)
        self.status_code = refused.status


class Registers(Desk):
    """Every query is read as the pages read it; a town of 100,000 may have to be worked out first (202)."""

    @extend_schema(operation_id="list_registers", summary="The boards of a town, a sheet at a time", **told.LIST)
    def get(self, request: Request) -> Response:
        try:
            question = asked({**request.query_params.dict(), "curtain": "1"})
            hall = hall_of(question.town)
            board = _board(hall, question.board)
            shown = sheet(hall, board, question) if board else Sheet((), 0, 0, 1, 1)
            if shown.beyond:
                raise Refused(404, "", f"There are {shown.pages} pages.")
        except Refused as refused:
            raise Question(refused) from None
        except NotYet as not_yet:
            return waiting(not_yet)
        return Response(_page(question.town, hall, board, shown))


class RegisterEntry(Desk):
    @extend_schema(operation_id="read_register_entry", summary="One card, and what the board leaves out", **told.ENTRY)
    def get(self, request: Request, who: str) -> Response:
        try:
            town = town_asked(request.query_params.dict())
            subject, cards = find(town, who)
        except Refused as refused:
            raise Question(refused) from None
        except NotYet as not_yet:
            return waiting(not_yet)
        return Response({"schema": "register-entry.v1", **_town(town), **_entry(subject, cards)})


def waiting(not_yet: NotYet) -> Response:
    progress = not_yet.progress
    body = {
        "schema": "waiting.v1",
        **_town(not_yet.town),
        "step": progress.step,
        "days_done": progress.done,
        "days": progress.of,
    }
    return Response(body, status=202, headers={"Retry-After": str(WAIT)})


def _board(hall: Hall, name: str) -> Posting | None:
    """The board asked for, or the first. Raises Refused."""
    if not name:
        return next(iter(hall.boards), None)
    found = hall.board(name)
    if found is None:
        known = ", ".join(board.id for board in hall.boards) or "none"
        raise Refused(404, "", f"No board of this system is called {name!r}. Boards: {known}.")
    return found


def _town(town: Town) -> dict[str, Any]:
    return {
        "system": town.rulebook.id,
        "digest": town.rulebook.digest,
        "town": {"citizens": town.citizens, "seed": town.seed},
    }


def _page(town: Town, hall: Hall, board: Posting | None, shown: Sheet) -> dict[str, Any]:
    boards = [
        {"id": each.id, "label": label(each), "kind": each.kind, "colour": each.colour, "posted": each.posted,
         "number": len(each)}
        for each in hall.boards
    ]  # fmt: skip
    return {
        "schema": "register.v1",
        **_town(town),
        "boards": boards,
        "board": board.id if board else None,
        "found": shown.found,
        "page": shown.page,
        "pages": shown.pages,
        "entries": [_card(town, card) for card in shown.cards],
    }


def _card(town: Town, card: Card) -> dict[str, Any]:
    """What the board prints; what it leaves out is the entry's own address."""
    return {
        "number": card.number,
        "district": card.district,
        "code": card.code,
        "since": card.since,
        "until": card.until,
        "for_good": card.for_good,
        "url": f"{reverse('registry-api:entry', args=[card.number])}?{town.query}",
    }


def _entry(subject: Subject, cards: list[Hung]) -> dict[str, Any]:
    page = entry_page(subject, cards)
    kind, sentence = page["verdict"]
    return {
        "who": subject.id,
        "name": subject.name or None,
        "district": subject.place,
        "days": subject.days,
        "cards": [_hung(card) for card in cards],
        "verdict": {"kind": kind, "sentence": sentence},
        "entries": len(subject.observations),
        "wrong_entries": len(subject.wrong),
        "weighed": [_counted(each) for each in page["led"]],
        "doors": [
            {
                "door": door.label,
                "state": door.state,
                "text": door.text,
                "office": door.office,
                "copied": door.copied,
                "why": group.why,
            }
            for group in page["doors"]
            for door in group.doors
        ],
        "relatives": list(subject.relatives),
    }


def _hung(card: Hung) -> dict[str, Any]:
    names = ("board", "label", "kind", "colour", "posted", "code", "since", "until", "for_good", "wrongly")
    return {**{name: getattr(card, name) for name in names}, "by": list(card.by)}


def _counted(each: Counted) -> dict[str, Any]:
    return {
        "observation": each.paper.id,
        "day": each.paper.day,
        "kind": each.paper.kind,
        "source": each.paper.source,
        "wrong": bool(each.paper.stamp),
        "circumstance": each.paper.circumstance or None,
        "rules": [{"rule": step.rule, "code": step.code or None, "points": step.points} for step in each.steps],
    }
