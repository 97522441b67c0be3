"""One person: the card held against the light, and the whole file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registry.asked import Refused, Town, town_asked
from registry.boards import register
from registry.pages.dossier import file_page
from registry.pages.entry import Hung, entry_page, hung_in_front, hung_in_town
from registry.subjects import Subject, citizen, one_of_thirteen
from registry.views.answers import answering, hall_of


@require_safe
@answering
def entry(request: HttpRequest, who: str) -> HttpResponse:
    town = town_asked(request.GET)
    subject, cards = find(town, who)
    return render(request, "registry/entry.html", {**_common(town), **entry_page(subject, cards)})


@require_safe
@answering
def file(request: HttpRequest, who: str) -> HttpResponse:
    town = town_asked(request.GET)
    subject, cards = find(town, who)
    return render(request, "registry/file.html", {**_common(town), **file_page(subject, cards)})


def find(town: Town, who: str) -> tuple[Subject, list[Hung]]:
    """The person and their cards. Raises Refused, or NotYet."""
    try:
        if who.isascii() and who.isdecimal():
            hall = hall_of(town)
            subject = citizen(hall, int(who[:9]))
            return subject, hung_in_town(hall, subject)
        subject = one_of_thirteen(who, town.seed, town.rulebook)
        return subject, hung_in_front(subject, register(town.seed, town.rulebook))
    except IndexError:
        detail = _("Numbers here go from 0 to %(last)s.") % {"last": f"{town.citizens - 1:,}"}
        raise Refused(404, _("Nobody has that number"), detail) from None
    except KeyError:
        detail = _("Thirteen have a name. All others have a number.")
        raise Refused(404, _("Nobody is called that"), detail) from None


def _common(town: Town) -> dict[str, Any]:
    return {"town": town, "rulebook": town.rulebook}
