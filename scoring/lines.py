"""The lines of a rulebook that move a standing, whatever its kind."""

from scoring.engine import Rulebook
from scoring.engine.model import Characteristic, Multiplier, Rule

Line = Rule | Characteristic | Multiplier


def lines(rulebook: Rulebook) -> tuple[Line, ...]:
    return (*rulebook.rules, *rulebook.characteristics, *rulebook.multipliers)
