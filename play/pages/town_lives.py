"""Three named lives beside the numbers: this one, and two that can be chosen among the thirteen."""

from collections.abc import Sequence
from typing import Any

from play.pages.lives import named_lives
from play.pages.pen import Desk
from town.content import load_content


def lives_beside(desk: Desk, chosen: Sequence[str] = ()) -> dict[str, Any]:
    """`chosen` are ids of citizens; who is not chosen is whom the edit moves most."""
    own = desk.file.persona.id
    names = {name: row.name for name, row in load_content().personas.items() if name != own}
    picked = [name for name in chosen if name in names]
    return {
        "lives": named_lives(desk.file, desk.reform, picked),
        "picked": picked,
        "citizens": sorted(names.items(), key=lambda pair: pair[1]),
    }
