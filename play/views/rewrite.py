"""Act 6, first form: hold the pen. Every edit is one POST; the draft is a list of steps, so each can be undone."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from play.access import station
from play.drafts import token, tokens
from play.edits import Typed, apply_steps, read_edits
from play.models import Life, Stage
from play.pages.bench_bet import BETS, SKIP, bet_page
from play.pages.bench_worked import worked_page
from play.pages.blanks import CHOICE, NUMBER
from play.pages.pen import Desk, lines_touched, marks, pen_page, touched
from play.pages.town import harm_page, town_part
from play.pages.town_places import whereabouts
from play.pages.town_waiting import harm_waits
from play.services import Stale, note_pen, save_draft
from registry.lives import File
from registry.replays import ON_OFFER, SIZES
from registry.runs import runs
from scoring.engine import Rulebook

WRONG = 422
MOST_SHOWN = 20  # characters of a value
MOST_WRITTEN = 5  # values that are told again after a form of an earlier state


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@station(Stage.REWRITE)
def pen(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    if request.method == "POST":
        with runs.pressing():
            return _edit(request, life, file)
    return _whole(request, life, state_of(request, life, file))


@never_cache
@require_safe
@station(Stage.REWRITE)
def harm(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    """Innocent-person-days: a part of the page that may take a moment longer than the dots."""
    desk = state_of(request, life, file)
    if not _part(request):
        return redirect(_state(life, desk))
    page = {"busy": True, **whereabouts(desk)} if harm_waits(desk) else harm_page(desk)
    return _varied(render(request, "play/_harm.html", {"life": life, "desk": desk, **page}))


def state_of(request: HttpRequest, life: Life, file: File) -> Desk:
    """The draft as it is, or the state that `?at=` names: only to be looked at. 404 where it never was, or is gone."""
    size, asked = _size(request), request.GET.get("at", "")
    if not asked or asked == token(life.draft):
        return Desk(file, life.draft, size, asker=str(life.pk))
    chain = [*life.draft, *life.undone]
    names = tokens(chain)
    if asked not in names:
        raise Http404(_("This state of the rulebook is not kept. The pen still has all that you wrote last."))
    return Desk(file, chain[: names.index(asked)], size, read_only=True, asker=str(life.pk))


def _edit(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    if request.POST.get("base", token(life.draft)) != token(life.draft):
        return _stale(request, life, file)
    verb, _colon, what = request.POST.get("do", "").partition(":")
    if verb == "bet":
        return _bet(request, life, what)
    typed = _back(life, what) if verb == "back" else _read(request, life, file)
    if typed.errors:
        return _refused(request, life, Desk(file, life.draft, _size(request), typed))
    was = Desk(file, life.draft, _size(request))
    try:
        save_draft(life=life, steps=typed.steps, before=life.draft, undone=typed.undone, given=typed.given)
    except Stale:
        return _stale(request, life, file)
    life.refresh_from_db(fields=["draft", "undone", "pen"])
    return _edited(request, life, was, Desk(file, typed.steps, _size(request), asker=str(life.pk)))


def _read(request: HttpRequest, life: Life, file: File) -> Typed:
    return read_edits(request.POST, file.rulebook, life.draft, life.undone, life.pen.get("given", 0))


def _back(life: Life, name: str) -> Typed:
    """Back (or forth) to a state by its name; what came after it can be redone."""
    chain = [*life.draft, *life.undone]
    names = tokens(chain)
    if name not in names:
        raise Http404(_("This state of the rulebook is not kept. The pen still has all that you wrote last."))
    place = names.index(name)
    return Typed(chain[:place], undone=chain[place:], given=life.pen.get("given", 0))


def _edited(request: HttpRequest, life: Life, was: Desk, desk: Desk) -> HttpResponse:
    if not _part(request):
        beside = urlencode([("life", name) for name in request.POST.getlist("life")[:2] if name])
        return redirect(f"{_address(request, life)}{beside and '&'}{beside}#town")
    if desk.baseline != was.baseline or desk.outline != was.outline:
        return HttpResponseClientRedirect(_address(request, life))  # rules came, went or changed places
    part = town_part(desk, request.POST.getlist("life"))
    at_hand = _at_hand(desk, part)
    edited = {**marks(desk), **part, "rows": touched(at_hand, was.reform), "lines": lines_touched(desk, was.reform)}
    edited |= {"bet": bet_page(life.pen.get("bet", ""), desk)}
    return _varied(render(request, "play/_edited.html", {"life": life, "file": desk.file, **edited}))


def _bet(request: HttpRequest, life: Life, what: str) -> HttpResponse:
    """Who will this edit hurt? Asked once, before the first edit; an answer can't be taken back afterwards."""
    if what in (*BETS, SKIP) and not life.pen.get("bet") and not life.draft:
        note_pen(life=life, bet=what)
    address = f"{_address(request, life)}#pen-head"
    return HttpResponseClientRedirect(address) if _part(request) else redirect(address)


def _refused(request: HttpRequest, life: Life, desk: Desk) -> HttpResponse:
    """Nothing is saved; what is wrong is said at the field, and the rest of what was typed stays to be mended."""
    elsewhere = desk.typed.errors.get("")
    if not _part(request) or elsewhere:
        messages.error(request, elsewhere or _("Something that you wrote can’t stand. It is marked; nothing changed."))
    if elsewhere and _part(request):
        return HttpResponseClientRedirect(_address(request, life))
    if not _part(request):
        return _whole(request, life, desk, status=WRONG)
    context = {"life": life, "file": desk.file, "rows": touched(desk, desk.reform), **marks(desk)}
    context |= {"lines": lines_touched(desk, desk.reform)}
    response = _varied(render(request, "play/_edited.html", context, status=WRONG))
    response["HX-Reswap"] = "none"  # the town stays; only the rows are brought anew
    return response


def _stale(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    words = _("This rulebook was changed in another tab. Here it is; your last change was not made.")
    written = _written(request, life, file)
    if written:
        words = f"{words} {_('You had written: %(written)s.') % {'written': ', '.join(written)}}"
    messages.warning(request, words)
    address = _address(request, life)
    return HttpResponseClientRedirect(address) if _part(request) else redirect(address)


def _written(request: HttpRequest, life: Life, file: File) -> list[str]:
    """What was typed over the state that the form shows, with the rule it was for; nothing where that state is gone."""
    chain = [*life.draft, *life.undone]
    names = tokens(chain)
    base = request.POST.get("base", "")
    if base not in names:
        return []
    steps = chain[: names.index(base)]
    typed = read_edits(request.POST, file.rulebook, steps)
    paths = [*typed.text, *(path for step in typed.steps[len(steps) :] for path, _value in step)]
    sent = [(path, request.POST.get(f"{kind}{path}", "")) for path in paths for kind in (NUMBER, CHOICE)]
    shown = apply_steps(file.rulebook, steps)
    return [f"{text[:MOST_SHOWN]} ({_where(shown, path)})" for path, text in sent if text][:MOST_WRITTEN]


def _where(rulebook: Rulebook, path: str) -> str:
    _blank, part, place, *_rest = [*path.split("/"), "", ""]
    return rulebook.rules[int(place)].id if part == "rules" and place.isdigit() else part


@never_cache
@require_safe
@station(Stage.REWRITE)
def examples(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    """Which worked examples of the rulebook the draft breaks: a part that follows every edit."""
    desk = state_of(request, life, file)
    if not _part(request):
        return redirect(_state(life, desk))
    context = {"life": life, "desk": desk, **whereabouts(desk), **worked_page(desk)}
    return _varied(render(request, "play/_worked.html", context))


def _whole(request: HttpRequest, life: Life, desk: Desk, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"life": life, "file": desk.file, "everything": "all" in request.GET}
    context |= worked_page(desk)
    part = town_part(desk, request.GET.getlist("life"))
    context |= {"bet": bet_page(life.pen.get("bet", ""), desk)}
    context |= pen_page(_at_hand(desk, part), request.GET.getlist("rule")) | marks(desk) | part
    context |= {} if "waiting" in part else harm_page(desk)
    return _varied(render(request, "play/rewrite.html", context, status=status))


def _at_hand(desk: Desk, part: dict[str, Any]) -> Desk:
    """What is odd about an edited rule is looked for in a town: in a small one while the large one is worked out."""
    return replace(desk, size=SIZES[0]) if "waiting" in part else desk


def _varied(response: HttpResponse) -> HttpResponse:
    response["Vary"] = "HX-Request"
    return response


def _part(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def _size(request: HttpRequest) -> int:
    asked = request.GET.get("size", "")
    return int(asked) if asked in {str(size) for size in ON_OFFER} else SIZES[0]


def _state(life: Life, desk: Desk) -> str:
    return f"{reverse('play:rewrite', args=[life.pk])}?{whereabouts(desk)['here']}"


def _address(request: HttpRequest, life: Life) -> str:
    return f"{reverse('play:rewrite', args=[life.pk])}?size={_size(request)}"
