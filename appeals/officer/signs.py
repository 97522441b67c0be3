"""What can tell an officer whom an entry is about. Drawn once for each citizen; a knob lets it be seen or not.

The chances are those of the simulated office (appeals/content/model.yaml), so a file holds as much as the model's own
clerk is given, and no file is thinner or fuller than its procedure makes it.
"""

from dataclasses import dataclass

from appeals.procedure.model import Knobs
from appeals.procedure.parameters import Parameters, parameters
from town.luck import Key, below


@dataclass(frozen=True)
class Signs:
    """`aimed`: the claim is about what the listing rests on. `record`: that entry's record is of somebody else, as far
    as one can see. `panel`: a second pair of eyes sees so. `account`: whoever is heard can say where they were.
    """

    aimed: bool = True
    record: bool = False
    panel: bool = False
    account: bool = False

    @property
    def doubt(self) -> bool:
        """Whoever holds the records against the entries that the claim names finds that one does not fit."""
        return self.aimed and self.record


def signs(wrongly: bool, knobs: Knobs, key: tuple[Key, ...], model: Parameters | None = None) -> Signs:
    """The same citizen meets the same luck under every procedure."""
    model = model or parameters()
    if not wrongly:
        return Signs(
            record=_drawn(model["error_fresh"], "record", key), account=_drawn(model["error_hearing"], "account", key)
        )
    return Signs(
        aimed=_drawn(model[f"aimed_{knobs.reasons}"], "aim", key),
        record=_drawn(model["seen_fresh_none"], "record", key),
        panel=_drawn(model["tribunal_gain"], "panel", key),
        account=_drawn(model["hearing_gain"], "account", key),
    )


def _drawn(per_cent: int, purpose: str, key: tuple[Key, ...]) -> bool:
    return below(100, "desk", purpose, *key) < per_cent
