"""The acts of a life, each with the entries that it led to; and entries that are no act of this citizen."""

from collections.abc import Iterable
from dataclasses import dataclass

from town.content import load_content
from town.events import Seen, Unseen
from town.life import Life


@dataclass(frozen=True)
class Deed:
    """`entries` are ids of observations: the act's own and the ratings of bystanders. None: nobody saw it."""

    day: int
    kind: str
    entries: tuple[str, ...]
    error: str = ""  # wrong_person | stale | misread: how the source went wrong
    circumstance: str = ""
    days: tuple[int, ...] = ()  # an unseen act of every day stands once, with all its days


def deeds(life: Life) -> tuple[Deed, ...]:
    """Everything that left an entry, in the order of days. A rating belongs to the act that was rated."""
    rated = [row for row in life.seen if _received(row)]
    found = []
    acts: list[Seen | Unseen] = [row for row in life.seen if not _received(row)]
    for act in [*acts, *life.unseen]:
        stars = [row for row in rated if _rates(row, act)]
        rated = [row for row in rated if row not in stars]
        if isinstance(act, Seen):
            found.append(_filed(act, stars))
        elif stars:  # no office saw it, but bystanders gave stars
            entries = tuple(row.observation.id for row in stars)
            found.append(Deed(act.day, act.kind, entries, "", act.circumstance, (act.day,)))
    found += [_filed(row, ()) for row in rated]
    return tuple(sorted(found, key=lambda deed: deed.day))


def _filed(row: Seen, stars: Iterable[Seen]) -> Deed:
    seen = row.observation
    entries = (seen.id, *(each.observation.id for each in stars))
    return Deed(seen.day, seen.kind, entries, effect(row), row.truth.circumstance, (seen.day,))


def never_seen(life: Life) -> tuple[Deed, ...]:
    """Acts of which nobody wrote down anything, once for each kind; those of most days first."""
    rated = [row for row in life.seen if _received(row)]
    missed = [row for row in life.unseen if not any(_rates(each, row) for each in rated)]
    kinds: dict[str, list[Unseen]] = {}
    for row in missed:
        kinds.setdefault(row.kind, []).append(row)
    found = [
        Deed(rows[0].day, kind, (), "", rows[0].circumstance, tuple(row.day for row in rows))
        for kind, rows in kinds.items()
    ]
    return tuple(sorted(found, key=lambda deed: (-len(deed.days), deed.day)))


def effect(row: Seen) -> str:
    """How the source went wrong with this entry, in one of the town's words; "" where it did not."""
    errors = load_content().sources[row.observation.source].errors
    known = next((error.effect for error in errors if error.id == row.truth.error), "")
    if not row.truth.act:
        return known if known == "stale" else "wrong_person"
    return known if known == "misread" else ""


def _received(row: Seen) -> bool:
    return load_content().kinds[row.observation.kind].received


def _rates(rating: Seen, act: Seen | Unseen) -> bool:
    """Whether these stars were given for this act."""
    if isinstance(act, Seen):
        if not act.truth.act:
            return False
        day, kind, where = act.observation.day, act.observation.kind, (act.truth.scene, act.truth.choice)
    else:
        day, kind, where = act.day, act.kind, (act.scene, act.choice)
    same = (rating.observation.day, (rating.truth.scene, rating.truth.choice)) == (day, where)
    return same and load_content().kinds[kind].past.lower() in rating.truth.circumstance
