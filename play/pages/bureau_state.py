"""What an address asks for: a year of a town's offices, a learner's scorecard, and what was worked out for both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from appeals.bureau.countersign import SIGNS, Signs
from appeals.bureau.numbers import not_a_number, whole_number
from appeals.bureau.objections import BELIEVED, Believed, Objection, granted_by, objections_of
from appeals.bureau.rated import Rated
from appeals.bureau.setting import USUAL, Setting
from appeals.bureau.weights import Written, read_weights
from appeals.bureau.words import scorecard
from appeals.bureau.year import OfficeYear, office_year
from appeals.procedure.load import procedure_for, slugs
from appeals.procedure.model import Knobs
from scoring.engine import Replay, Rulebook

LEAST_STAFF, MOST_STAFF = 10, 400
rate_kept = lru_cache(maxsize=32)(Rated)
objections_kept = lru_cache(maxsize=32)(objections_of)


@dataclass(frozen=True)
class Bureau:
    """What an address asks for: a year of offices, and a scorecard. `town` are the parts of it that name the town."""

    rulebook: Rulebook
    baseline: Rulebook
    seed: int
    home: str
    town: Mapping[str, str]
    written: Written
    staff: int = USUAL
    signs: Signs = SIGNS[0]
    believed: Believed = BELIEVED[0]
    errors: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def said(self) -> dict[str, str]:
        """All that differs from what is issued, as an address holds it."""
        turned = {"staff": str(self.staff), "signs": self.signs, "believed": self.believed}
        usual = {"staff": str(USUAL), "signs": SIGNS[0], "believed": BELIEVED[0]}
        return {**self.written.said, **{name: held for name, held in turned.items() if held != usual[name]}}

    @cached_property
    def year(self) -> OfficeYear:
        knobs = knobs_under(self.baseline)
        return office_year(Setting(self.rulebook, self.baseline, self.seed, knobs, self.staff))

    @cached_property
    def rated(self) -> Rated:
        return rate_kept(self.written.scorecard, self.year, granted_by(self.objections, self.believed))

    @cached_property
    def issued(self) -> Rated:
        """The same year under the scorecard as it ships."""
        return rate_kept(scorecard(), self.year)

    @cached_property
    def objections(self) -> tuple[Objection, ...]:
        return objections_kept(self.written.scorecard, self.year)

    @cached_property
    def heard(self) -> Replay:
        """As it would be, were their own counter's word final."""
        return rate_kept(self.written.scorecard, self.year, granted_by(self.objections, "counter")).noted

    def place_of(self, name: str) -> int | None:
        """The place of an office among the rated ones; None where none has this name."""
        names = [office.id for office in self.year.offices]
        return names.index(name) if name in names else None

    def address(self, said: Mapping[str, str], office: str = "") -> str:
        """The page with these differences, or an office's file under them."""
        query = urlencode({**self.town, **said})
        return f"{self.home}{office + '/' if office else ''}{'?' + query if query else ''}"

    @property
    def here(self) -> str:
        return self.address(self.said)


def knobs_under(rulebook: Rulebook) -> Knobs | None:
    """The procedure of a rulebook that ships; of another, the town's own, where it says that there is a path."""
    if rulebook.appeal.route != "exists":
        return None
    return procedure_for(rulebook.id).knobs if rulebook.id in slugs() else Knobs()


def read_bureau(
    rulebook: Rulebook, baseline: Rulebook, seed: int, *, home: str, town: Mapping[str, str], asked: Mapping[str, str]
) -> Bureau:
    """What an address says. What cannot be read is in `errors`, and stays there as it is issued."""
    written = read_weights(asked)
    errors = dict(written.errors)
    staff = whole_number(asked.get("staff", str(USUAL)))
    if staff is None or not LEAST_STAFF <= staff <= MOST_STAFF:
        errors["staff"] = not_a_number(asked["staff"], LEAST_STAFF, MOST_STAFF)
        staff = USUAL
    signs = next((each for each in SIGNS if each == asked.get("signs")), SIGNS[0])
    believed = next((each for each in BELIEVED if each == asked.get("believed")), BELIEVED[0])
    return Bureau(rulebook, baseline, seed, home, town, written, staff, signs, believed, errors)
