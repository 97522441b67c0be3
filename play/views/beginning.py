"""Landing, choosing a citizen, beginning, coming back, stepping out, erasing."""

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from appeals.claims.selectors import held_by
from appeals.holder import COOKIE, hand_out, hash_of, holder_of, secret_for
from appeals.officer.selectors import shifts_of
from appeals.pages.stored import stored_cases
from play.access import life_of
from play.selectors import lives_of, stage_name
from play.services import MAX_SEED, begin_life, erase
from scoring.selectors import DEFAULT, slugs
from scoring.systems import cards
from town.content import load_content
from town.luck import below
from town.shapes import PersonaRow

LOT = "lot"
NO_SEED = gettext_lazy("A seed is a whole number from 0 to 999,999. Here is a fresh one.")


def drawn(seed: int) -> PersonaRow:
    """The citizen whom this seed draws; anyone can repeat the draw."""
    everyone = list(load_content().personas.values())
    return everyone[below(len(everyone), "lot", seed)]


def seed_from(text: str) -> int | None:
    """A seed as somebody wrote it, or None where it is out of range."""
    return int(text) if text.isdecimal() and len(text) < 9 and int(text) <= MAX_SEED else None


def fresh_seed() -> int:
    return secrets.randbelow(9000) + 1000


def _asked_seed(request: HttpRequest) -> int:
    """The seed of the address, or a fresh one, and a word about it where what was asked is none."""
    asked = request.GET.get("seed", "")
    seed = seed_from(asked)
    if asked and seed is None:
        messages.error(request, NO_SEED)
    return fresh_seed() if seed is None else seed


@never_cache
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    seed = _asked_seed(request)
    paused = lives_of(holder_of(request)).first()
    context = {
        "seed": seed,
        "citizen": drawn(seed),
        "paused": paused,
        "paused_citizen": load_content().persona(paused.persona) if paused else None,
    }
    return render(request, "play/landing.html", context)


@never_cache
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    slug = request.GET.get("system", DEFAULT)
    if slug not in slugs():
        messages.error(request, _("No system has that name. Tessamere’s own is chosen; the others are on the list."))
    context = {
        "seed": _asked_seed(request),
        "citizens": load_content().personas.values(),
        "systems": cards(),
        "chosen": slug if slug in slugs() else DEFAULT,
    }
    return render(request, "play/choose.html", context)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    seed = seed_from(request.POST.get("seed", ""))
    if seed is None:
        messages.error(request, NO_SEED)
        return redirect("play:choose")
    asked = request.POST.get("citizen", LOT)
    citizen = drawn(seed).id if asked == LOT else asked
    secret = secret_for(request)
    try:
        life = begin_life(
            holder=hash_of(secret), persona_id=citizen, seed=seed, slug=request.POST.get("system", DEFAULT)
        )
    except LookupError:
        messages.error(request, _("Nobody of that name lives here, or no system has that name. Choose from the sheet."))
        return redirect("play:choose")
    response = redirect("play:day", life_id=life.pk)
    hand_out(response, secret)
    return response


@never_cache
@require_safe
def resume(request: HttpRequest, life_id: UUID) -> HttpResponse:
    life = life_of(request, life_id)
    return redirect(stage_name(life), life_id=life.pk)


@never_cache
@require_safe
def step_out(request: HttpRequest, life_id: UUID) -> HttpResponse:
    life = life_of(request, life_id)
    return render(request, "play/out.html", {"life": life, "citizen": load_content().persona(life.persona)})


@never_cache
@require_safe
def stored(request: HttpRequest) -> HttpResponse:
    """What this app stored about this browser: every row, in plain words."""
    lives = lives_of(holder_of(request)).prefetch_related("decisions", "bets", "ranking")
    holder = holder_of(request)
    context = {
        "lives": lives,
        "cases": stored_cases(held_by(holder)),
        "shifts": shifts_of(holder),
        "citizens": load_content().personas,
    }
    return render(request, "play/stored.html", context)


@require_POST
def erase_file(request: HttpRequest) -> HttpResponse:
    erase(holder=holder_of(request))
    response = render(request, "play/erased.html")
    response.delete_cookie(COOKIE, samesite="Lax")
    response["Clear-Site-Data"] = '"cache"'
    return response
