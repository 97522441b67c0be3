"""What is at stake when entries lie together, and what when they lie apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from play.pages.pen import Desk
from play.pages.town_knobs import knobs, values
from play.pages.town_names import n, percent
from registry.breach import Stake, load_model, stakes
from registry.replays import town_of

WIDTH, HEIGHT = 240, 22


@dataclass(frozen=True)
class Measure:
    """A number in words and as the length of a bar, for what is in force and for yours."""

    label: str
    was: str
    now: str
    was_bar: int
    now_bar: int
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Way:
    id: str
    head: str
    text: str
    measures: tuple[Measure, ...]


def breach_page(desk: Desk, asked: Mapping[str, str]) -> dict[str, Any]:
    model = load_model()
    found = knobs(model.parameters, asked)
    town = town_of(desk.size, desk.seed)
    was, now = (stakes(book, town, values(found)) for book in (desk.baseline, desk.reform))
    return {
        "knobs": found,
        "ways": [_way(desk, old, new, len(town)) for old, new in zip(was, now, strict=True)],
        "said": _said(now),
        "span": values(found)["years"],
    }


def _way(desk: Desk, was: Stake, now: Stake, entries: int) -> Way:
    head, text = {
        "pooled": (_("In one pool"), _("All sources file into one store. This is how the Bureau has it.")),
        "apart": (_("Each with its source"), _("Every source keeps what it wrote, and nobody keeps it all.")),
        "home": (_("With the people"), _("Everybody keeps their own file and shows what is asked for.")),
    }[was.way]
    return Way(
        was.way,
        head,
        text,
        (
            _share(_("Chance that anything gets out"), was.any, now.any),
            _share(_("Chance, for one resident, of being in it"), was.person, now.person),
            _count(_("Residents in the largest breach"), was.at_once, now.at_once, desk.size),
            _count(_("Entries in it"), was.entries, now.entries, entries),
        ),
    )


def _share(label: str, was: float, now: float) -> Measure:
    return Measure(label, percent(was), percent(now), round(WIDTH * was), round(WIDTH * now))


def _count(label: str, was: int, now: int, whole: int) -> Measure:
    return Measure(label, n(was), n(now), round(WIDTH * was / whole), round(WIDTH * now / whole))


def _said(now: list[Stake]) -> str:
    pool, apart, _home = now
    if not pool.entries:
        return _("Nothing is collected, so nothing can get out.")
    if apart.any < pool.any:
        return _("Pooling makes a breach likelier and larger. Kept apart, both fall.")
    return _("With this draw, splitting up makes some breach likelier. Each is smaller.")
