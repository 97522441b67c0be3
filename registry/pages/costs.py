"""The ledger's page: days of people's lives by list and by door, drawn to one scale; and the cascade beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from registry.asked import Refused, Town, whole
from registry.cascade import Cascade, Model, Parameter, cascade, model, parameters
from registry.ledger import Costs, DoorDays
from registry.pages.opened import keeper_of
from registry.replays import town_of
from scoring.engine import Rulebook
from scoring.engine.columns import Array
from scoring.selectors import vocabulary

WIDTH = 300


@dataclass(frozen=True)
class DoorRow:
    """One door as a bar: all days, of these days on a black list, of these days that only wrong entries explain."""

    label: str
    text: str
    office: str
    copied: bool
    door: DoorDays
    whole: float
    wrong: float


@dataclass(frozen=True)
class Field:
    parameter: Parameter
    value: int


def costs_page(town: Town, costs: Costs, asked: Mapping[str, str]) -> dict[str, Any]:
    """Raises Refused where a number of the model is out of its range."""
    chosen = model_asked(asked)
    shaming = asked.get("shame", "") == "1"
    return {
        "costs": costs,
        "doors": (rows := door_rows(town.rulebook, costs)),
        "beyond": sum(row.door.innocent for row in rows if row.copied),
        "copies": len({row.office for row in rows if row.copied}),
        "shaming": shaming,
        "cascade": shame(town, costs, chosen) if shaming else None,
        "fields": [Field(each, getattr(chosen, each.id)) for each in parameters()],
        "changed": chosen != model(),
        "black": [each for each in costs.lists if each.colour == "black"],
    }


def door_rows(rulebook: Rulebook, costs: Costs) -> list[DoorRow]:
    most = max((door.days for door in costs.doors), default=0) or 1
    words = vocabulary().doors
    keepers = {door.id: keeper_of(rulebook, door.id) for door in costs.doors}
    rows = [
        DoorRow(
            label=words[door.id].label,
            text=words[door.id].shut_text,
            office=keepers[door.id].label,
            copied=not keepers[door.id].home,
            door=door,
            whole=round(WIDTH * door.days / most, 1),
            wrong=round(WIDTH * door.innocent / most, 1),
        )
        for door in costs.doors
    ]
    return sorted(rows, key=lambda row: -row.door.days)


def model_asked(asked: Mapping[str, str]) -> Model:
    """The model with the numbers that were written into the form. Raises Refused."""
    chosen = model()
    for each in parameters():
        value = whole(asked.get(each.id, ""), each.value, each.least, each.most)
        if value is None:
            detail = _("%(label)s: write a number from %(least)s to %(most)s.") % {
                "label": each.label,
                "least": each.least,
                "most": f"{each.most:,}",
            }
            raise Refused(400, _("The model takes no such number"), detail)
        chosen = replace(chosen, **{each.id: value})
    return chosen


def shame(town: Town, costs: Costs, chosen: Model) -> Cascade:
    friends = town_of(town.citizens, town.seed).friends
    return cascade(_days(costs.public, town), _days(costs.public_clean, town), friends, chosen, town.seed)


def _days(bits: Array, town: Town) -> Array:
    return np.unpackbits(bits, axis=1, count=town.citizens).astype(bool)
