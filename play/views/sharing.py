"""Save a draft as a reform, look at how it came to be, hand a rule set on by a link or a file, and take one in."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from appeals.holder import holder_of
from play.access import station
from play.drafts import ANEW, token
from play.edits import with_step
from play.models import Life, Stage
from play.pages.bench_desk import Desk
from play.pages.bench_history import as_reform, changes, history_page
from play.pages.town_places import whereabouts
from play.selectors import lives_of
from play.services import Refused, Stale, keep_file, save_draft, save_reform
from play.views.rewrite import state_of
from registry.lives import File
from registry.replays import SIZES, town_of
from scoring.api.cost import MOST_REPLAY_WORK, replaying
from scoring.editions import ships
from scoring.engine import Rulebook, RulebookError
from scoring.engine.faults import Fault
from scoring.engine.reader import MAX_BYTES
from scoring.selectors import UnknownRulebook, shipped, slugs
from scoring.services import OURS, keep_version, note_asked
from scoring.sharing import as_json, as_yaml, parent_of, provenance, read_file, share_name
from scoring.sharing import shared as shared_set

MOST_WHY = 280
FORMS = {"yaml": (as_yaml, "application/yaml"), "json": (as_json, "application/json")}
SLUG = re.compile(r"[-a-zA-Z0-9_]+")
WRONG, TOO_LARGE, TOO_MANY = 422, 413, 429


@never_cache
@require_safe
@station(Stage.REWRITE)
def history(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    """The states of the draft, saved reforms, and the forms to save, to bring a file and to take a system. `?at=` names
    an earlier state: it is looked at, and written as a file, like the last."""
    desk = state_of(request, life, file)
    form = request.GET.get("as", "")
    if form in FORMS:
        return _file(desk.reform, form)
    return _page(request, life, desk)


def _page(
    request: HttpRequest, life: Life, desk: Desk, status: int = 200, faults: list[Fault] | None = None, why: str = ""
) -> HttpResponse:
    context = {"life": life, "desk": desk, "token": token(desk.steps), "faults": faults or (), "why": why}
    context |= whereabouts(desk) | history_page(desk, life)
    return render(request, "play/rule_history.html", context, status=status)


@never_cache
@require_POST
@station(Stage.REWRITE)
def save(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    """Keep the draft as a reform, with its reason."""
    desk, why = Desk(file, life.draft, SIZES[0]), " ".join(request.POST.get("why", "").split())
    if request.POST.get("base", token(life.draft)) != token(life.draft):
        messages.warning(request, _("The rulebook was changed in another tab. Look at it once more, then save it."))
        return redirect("play:history", life_id=life.pk)
    problem = _unsaved(desk, why)
    if problem:
        messages.error(request, problem)
        return _page(request, life, desk, WRONG, why=why)
    try:
        kept = save_reform(life=life, rulebook=as_reform(desk, why), why=why)
    except RulebookError as error:
        return _page(request, life, desk, WRONG, error.faults, why)
    except Refused as refused:
        messages.error(request, str(refused))
        return _page(request, life, desk, TOO_MANY, why=why)
    messages.success(request, _("Saved. The link to this rule set can be handed on; no score goes with it."))
    return redirect("play:shared", name=share_name(kept.digest))


def _unsaved(desk: Desk, why: str) -> str:
    if not desk.edited:
        return _("Nothing is edited yet, so there is nothing to save.")
    if not why:
        return _("Say why, in a sentence: somebody will read it beside your rules.")
    if len(why) > MOST_WHY:
        return _("Say it in %(most)s characters; these are %(n)s.") % {"most": MOST_WHY, "n": len(why)}
    return ""


@never_cache
@require_POST
@station(Stage.REWRITE)
def take(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    """Put the pen to a shared rule set, or to a system that ships. It is one step, and can be undone."""
    asked = request.POST.get("set", "")
    try:
        taken = shipped(asked) if asked in slugs() else shared_set(asked)[0]
    except (UnknownRulebook, RulebookError):
        return _gone(request)
    if ships(taken):
        keep_version(rulebook=taken, author=OURS)
    return _begin_with(request, life, taken)


@never_cache
@require_POST
@station(Stage.REWRITE)
def bring(request: HttpRequest, life: Life, file: File) -> HttpResponse:
    """Take in a rulebook from a file. With a fault nothing is changed, and every fault is listed."""
    sent, desk = request.FILES.get("file"), Desk(file, life.draft, SIZES[0])
    if sent is None:
        messages.error(request, _("Choose a file first: a rulebook in YAML or JSON."))
        return _page(request, life, desk, WRONG)
    if (sent.size or 0) > MAX_BYTES:
        words = _("This file is larger than %(most)s KB, so it was not read. Your rulebook is as it was.")
        messages.error(request, words % {"most": MAX_BYTES // 1024})
        return _page(request, life, desk, TOO_LARGE)
    try:
        taken = read_file(sent.read())
    except RulebookError as error:
        messages.error(request, _("This file can’t be used as a rulebook. Your rulebook is as it was."))
        return _page(request, life, desk, WRONG, error.faults)
    if replaying(taken, town_of(SIZES[0], file.seed)) > MOST_REPLAY_WORK:
        messages.error(request, _("A town under this rulebook would take too long to score. Fewer rules would do."))
        return _page(request, life, desk, WRONG)
    try:
        keep_file(life=life, rulebook=taken)
    except Refused as refused:
        messages.error(request, str(refused))
        return _page(request, life, desk, TOO_MANY)
    return _begin_with(request, life, taken)


def _begin_with(request: HttpRequest, life: Life, taken: Rulebook) -> HttpResponse:
    steps = with_step(life.draft, [[ANEW, taken.digest]])
    try:
        save_draft(life=life, steps=steps, before=life.draft, given=life.pen.get("given", 0))
    except Stale:
        messages.warning(request, _("The rulebook was changed in another tab meanwhile. Nothing was taken in."))
        return redirect("play:history", life_id=life.pk)
    messages.success(request, _("The pen is put to: %(title)s. Undo takes you back.") % {"title": taken.title})
    return redirect("play:rewrite", life_id=life.pk)


# for everybody who has the link


@require_safe
def shared(request: HttpRequest, name: str) -> HttpResponse:
    """A rule set by its link: what it changes, why, and a pen. Never anybody's score."""
    try:
        rulebook, kept = shared_set(name)
    except (UnknownRulebook, RulebookError):
        return _gone(request)
    if kept:
        note_asked(kept)
    parent, came = parent_of(rulebook), provenance(rulebook)
    against = came.namesake if came and not parent else None
    origin = parent or against
    context = {
        "rulebook": rulebook,
        "why": rulebook.why or (kept.why if kept else ""),
        "name": name,
        "parent": parent,
        "came": came,
        "against": against,
        "changes": changes(origin, rulebook) if origin else (),
        "has_page": bool(SLUG.fullmatch(rulebook.id)),
        "lives": [life for life in lives_of(holder_of(request)) if life.stage >= Stage.REWRITE],
    }
    return render(request, "play/rule_shared.html", context)


@require_safe
def export(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """The same rule set as a file."""
    if form not in FORMS:
        raise Http404(_("Rule sets are written as yaml or json."))
    try:
        return _file(shared_set(name)[0], form)
    except (UnknownRulebook, RulebookError):
        return _gone(request)


def _file(rulebook: Rulebook, form: str) -> HttpResponse:
    write, kind = FORMS[form]
    response = HttpResponse(write(rulebook), content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{rulebook.id}-{rulebook.digest[:8]}.{form}"'
    return response


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "play/rule_gone.html", status=404)
