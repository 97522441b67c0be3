"""Where the learner of this browser is: the life that was used last. Importing the module registers it."""

from django.http import HttpRequest
from django.urls import reverse

from appeals.holder import holder_of
from appeals.whereabouts import Place, finder
from play.models import Stage
from play.selectors import lives_of
from scoring.selectors import DEFAULT, slugs
from town.content import load_content


@finder
def last_life(request: HttpRequest) -> Place | None:
    life = lives_of(holder_of(request)).first()
    citizen = load_content().personas.get(life.persona) if life else None
    if life is None or citizen is None:
        return None
    return Place(
        name=citizen.name,
        url=reverse("play:resume", args=[life.pk]),
        appeals=reverse("play:appeal", args=[life.pk]) if life.stage >= Stage.BOX else "",
        system=life.rulebook if life.rulebook in slugs() else DEFAULT,
        seed=life.seed,
    )
