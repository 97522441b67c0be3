"""A rule that was sent to the council: what the town would be without it. The council has not decided; this counts."""

from dataclasses import dataclass

from appeals.claims.docket import Docket
from appeals.claims.matter import Matter
from registry.replays import SIZES, comparison
from scoring.engine import reform

CITIZENS = SIZES[0]


@dataclass(frozen=True)
class Without:
    """People on a black list at the end of the town's year, and who is better or worse off without the rule."""

    rule: str
    text: str
    citizens: int
    listed: int
    listed_without: int
    gain: int
    lose: int

    @property
    def fewer(self) -> int:
        return self.listed - self.listed_without


def without_rule(matter: Matter, docket: Docket) -> Without | None:
    """None unless the case has sent a rule to the council. Two years of the town, kept while somebody reads."""
    if not docket.won or matter.ground != "rule_wrong" or matter.target.kind != "rule":
        return None
    book, rule = matter.file.rulebook, matter.target.id
    place = next(index for index, each in enumerate(book.rules) if each.id == rule)
    repealed = reform(book, {f"/rules/{place}/enabled": False}, why="remitted to the council")
    found = comparison(book, repealed, CITIZENS, matter.file.seed)
    was, now = found.listed
    return Without(
        rule=rule,
        text=book.rule(rule).text,
        citizens=CITIZENS,
        listed=was.number,
        listed_without=now.number,
        gain=found.winners.number,
        lose=found.losers.number,
    )
