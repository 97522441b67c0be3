"""A trial of two rulebooks on one town: answered at once where it is small, and as a job where it is large."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from scoring import blocks
from scoring.api.asked import keys, refuse, rulebook_of, whole
from scoring.api.cost import MOST_JOB_WORK, MOST_REPLAY_WORK, replaying
from scoring.api.parsing import TooLarge
from scoring.api.progress import Busy
from scoring.engine import Rulebook, TownColumns
from scoring.jobs import launch
from scoring.models import Job
from town.population import FEWEST, MOST, make_town

MOST_AT_ONCE = 20_000
MOST_WAITING = 30  # jobs
SAMPLE = 2_000  # citizens by whom the work of a large town is estimated
MOST_SEED = 999_999


@dataclass(frozen=True)
class Trial:
    """Two rulebooks to be tried on one town."""

    rulebook: Rulebook
    baseline: Rulebook
    citizens: int
    seed: int
    innocent: bool

    @property
    def at_once(self) -> bool:
        """Does it fit one request?"""
        return self.citizens <= MOST_AT_ONCE and self.work() <= MOST_REPLAY_WORK

    def work(self) -> int:
        """About how many nanoseconds it takes, at most; of a large town by a small one."""
        town = _town(self.citizens if self.citizens <= MOST_AT_ONCE else SAMPLE, self.seed)
        once = replaying(self.rulebook, town) + replaying(self.baseline, town)
        return once * (2 if self.innocent else 1) * self.citizens // town.citizens

    def answer(self) -> dict[str, Any]:
        """The comparison, now."""
        town = _town(self.citizens, self.seed)
        found = blocks.compared(self.baseline, self.rulebook, town, innocent=self.innocent)
        return blocks.told(found, seed=self.seed, citizens=town.citizens, days=town.days, observations=len(town))

    def job(self) -> Job:
        """The comparison, later. Raises TooLarge, Busy."""
        if self.work() > MOST_JOB_WORK:
            raise TooLarge("These rulebooks in a town of this size are too much work. Ask for fewer citizens.")
        if Job.objects.filter(state__in=Job.UNFINISHED).count() >= MOST_WAITING:
            raise Busy
        asked = blocks.asked_of(
            self.baseline, self.rulebook, citizens=self.citizens, seed=self.seed, innocent=self.innocent
        )
        return launch(kind=blocks.KIND, asked=asked)


def trial_of(body: Any) -> Trial:
    keys(body, ("rulebook", "version", "baseline", "baseline_version", "town", "innocent"), ("rulebook", "town"))
    asked = keys(body["town"], ("citizens", "seed"), ("citizens", "seed"), "/town")
    citizens = whole(asked, "citizens", FEWEST, MOST, "/town")
    seed = whole(asked, "seed", 0, MOST_SEED, "/town")
    innocent = body.get("innocent", False)
    if not isinstance(innocent, bool):
        raise refuse("/innocent", "Yes or no is expected.", "Write true or false.")
    rulebook = rulebook_of(body)
    baseline = rulebook_of(body, "baseline", "baseline_version") if "baseline" in body else rulebook
    return Trial(rulebook, baseline, citizens, seed, innocent)


@lru_cache(maxsize=2)
def _town(citizens: int, seed: int) -> TownColumns:
    """Who tries one edit after another does so in the same town."""
    return make_town(citizens, seed)
