"""What the listing desk, the counter for appeals and the holders of copies did in a year."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from appeals.bureau.acts import Notes, draws, seen_part
from appeals.bureau.offices import COUNTER, LISTS, RatedOffice
from appeals.bureau.setting import Setting
from appeals.bureau.tipping import NONE, tipping_rows
from appeals.procedure.accounts import Fates
from appeals.procedure.filing import filings, shut_until
from appeals.procedure.listings import Listings
from appeals.procedure.model import Knobs
from appeals.procedure.simulation import fates_of
from scoring.engine import TownColumns
from scoring.engine.columns import Array

HALF = 2


@dataclass(frozen=True, eq=False)
class Answers:
    """A year of listings and appeals. `first` is what the counter itself said, `final` what the last instance said.

    One place for each appeal in `first`, `final`, `relieved` and `strength`; `relieved` is the counter with twice
    the time.
    """

    listings: Listings
    knobs: Knobs
    first: Fates
    final: Fates
    relieved: Fates
    strength: Array
    tipped: Array  # by listing, a row of the town

    @property
    def wrong(self) -> Array:
        """By appeal: whether the listing was wrongful."""
        return np.asarray(self.listings.wrong[self.first.of])


def answers_of(setting: Setting, listings: Listings, town: TownColumns) -> Answers:
    knobs = setting.knobs or Knobs()
    counter = setting.knobs and replace(setting.knobs, second_instance=False, court=False)
    filed = filings(listings, knobs, setting.model, setting.seed)
    first = fates_of(listings, setting.seed, counter, model=setting.model)
    return Answers(
        listings=listings,
        knobs=knobs,
        first=first,
        final=fates_of(listings, setting.seed, setting.knobs, model=setting.model),
        relieved=fates_of(listings, setting.seed, counter, model=setting.twice_the_staff().model),
        strength=filed.strength[: len(first.of)],
        tipped=tipping_rows(listings, setting.rulebook, town),
    )


def note_answers(
    notes: Notes, offices: tuple[RatedOffice, ...], town: TownColumns, answers: Answers, seed: int
) -> None:
    places = {office.id: position for position, office in enumerate(offices)}
    if LISTS in places:
        _note_listings(notes, places[LISTS], answers, seed)
    if COUNTER in places:
        _note_complaints(notes, offices, places[LISTS], town, answers)
        note_counter(notes, places[COUNTER], answers, seed)
        _note_copies(notes, [p for p, office in enumerate(offices) if office.kind == "copy"], answers, seed)


# the listing desk


def _note_listings(notes: Notes, desk: int, answers: Answers, seed: int) -> None:
    listings = answers.listings
    opened = draws(seed, "listings", len(listings)) < seen_part("listed_innocent")
    for index in range(len(listings)):
        first, resident = int(listings.first[index]), int(listings.citizen[index])
        day = max(1, first)  # who is listed from the start is listed on the first day
        if answers.knobs.notice_days == 0:
            notes.add(desk, "listed_unannounced", day, reason="council", resident=resident)
        if listings.wrong[index]:
            notes.add(  # without the mistakes of others it would not be: that is what makes a listing wrongful
                desk,
                "listed_innocent",
                day,
                seen=bool(opened[index]),
                reason="others",
                resident=resident,
                facts={"days": int(listings.last[index]) - first + 1},
            )


def _note_complaints(
    notes: Notes, offices: tuple[RatedOffice, ...], lists: int, town: TownColumns, answers: Answers
) -> None:
    """A complaint lands on the desk whose entry tipped the listing, or else on the desk that lists."""
    by_source = {office.source: position for position, office in enumerate(offices) if office.source >= 0}
    first, final, listings = answers.first, answers.final, answers.listings
    for place, listing in enumerate(first.of.tolist()):
        row, resident = int(answers.tipped[listing]), int(listings.citizen[listing])
        desk = by_source[int(town.source[row])] if row != NONE else lists
        so = bool(town.wrong[row]) if row != NONE else bool(listings.wrong[listing])
        notes.add(desk, "complaint", _day(first.filed[place]), so=so, resident=resident)
        if final.granted[place]:
            reason = "machine" if so and offices[desk].machine else ""
            notes.add(desk, "entry_struck", _day(final.left[place]), so=so, reason=reason, resident=resident)


# the counter


def note_counter(notes: Notes, counter: int, answers: Answers, seed: int) -> None:
    """Each appeal that was answered within the year, as the counter itself answered it."""
    first, final, wrong = answers.first, answers.final, answers.wrong
    opened = draws(seed, "decisions", len(answers.listings))[first.of] < seen_part("decided_wrongly")
    for place in np.flatnonzero(first.done).tolist():
        resident = int(answers.listings.citizen[first.of[place]])
        day = _day(first.left[place])
        _note_answer(notes, counter, answers, place, day, resident)
        granted = bool(first.granted[place])
        paper = "" if answers.strength[place] else "no_paper"
        if granted != bool(wrong[place]):
            outcome = "granted" if granted else "dismissed"
            reason = "" if granted else paper
            facts = {"outcome": outcome}
            notes.add(
                counter,
                "decided_wrongly",
                day,
                seen=bool(opened[place]),
                reason=reason,
                resident=resident,
                facts=facts,
            )
        if final.granted[place] and not granted:
            later, deserved = _day(final.left[place]), bool(wrong[place])
            notes.add(
                counter, "overturned", later, so=deserved, reason=paper if deserved else "", resident=resident
            )  # fmt: skip
        if final.granted[place] and answers.knobs.propagate == "home_only" and answers.listings.doors:
            notes.add(counter, "not_passed_on", _day(final.left[place]), reason="council", resident=resident)


def _note_answer(notes: Notes, counter: int, answers: Answers, place: int, day: int, resident: int) -> None:
    first, relieved = answers.first, answers.relieved
    took, would = _took(first, place), _took(relieved, place)
    if first.served[place]:
        reason = "staff" if would * HALF <= took else ""
        facts = {"days": took, "reasons": answers.knobs.reasons}
        notes.add(counter, "answered", day, reason=reason, resident=resident, facts=facts)
    else:
        reason = "staff" if relieved.served[place] else ""
        notes.add(counter, "unanswered", day, reason=reason, resident=resident, facts={"days": took})


def _note_copies(notes: Notes, copies: list[int], answers: Answers, seed: int) -> None:
    """Where corrections stay at home, each copy keeps its doors shut for the rest of the listing."""
    if answers.knobs.propagate != "home_only" or not answers.listings.doors:
        return
    final, listings = answers.final, answers.listings
    until = shut_until(listings, answers.knobs)
    width = max(len(copies), 1)
    luck = draws(seed, "copies", len(listings) * width).reshape(len(listings), width)
    for place in np.flatnonzero(final.granted & answers.wrong).tolist():
        listing = int(final.of[place])
        day = _day(final.left[place])
        days = int(until[listing]) - day
        for number, office in enumerate(copies if days > 0 else []):
            notes.add(
                office,
                "kept_shut",
                day + 1,
                seen=bool(luck[listing, number] < seen_part("kept_shut")),
                reason="not_told",
                resident=int(listings.citizen[listing]),
                facts={"days": days},
            )


def _day(time: float) -> int:
    """The day on which something happens at a time that counts parts of days."""
    return max(1, int(time))


def _took(fates: Fates, place: int) -> int:
    return min(365, max(0, int(fates.left[place] - fates.filed[place])))
