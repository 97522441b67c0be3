"""The public register: the boards of a town that lived ten days by lot."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registry.boards import collects, register
from scoring.selectors import DEFAULT, UnknownRulebook, shipped
from scoring.systems import cards

EXAMPLE_SEED = 4417
MAX_SEED = 999_999


@require_safe
def boards(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("seed", str(EXAMPLE_SEED))
    slug = request.GET.get("system", DEFAULT)
    if not asked.isdecimal() or len(asked) > 8 or int(asked) > MAX_SEED:
        messages.error(request, _("A seed is a whole number from 0 to 999,999. These are the boards of seed 4417."))
        return redirect("registry:boards")
    try:
        rulebook = shipped(slug)
    except UnknownRulebook:
        messages.error(request, _("No system is called that. These are the boards of the town’s own rulebook."))
        return redirect("registry:boards")
    context = {
        "register": register(int(asked), rulebook),
        "seed": int(asked),
        "rulebook": rulebook,
        "collects": collects(rulebook),
        "systems": cards(),
    }
    return render(request, "registry/boards.html", context)
