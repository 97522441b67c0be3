"""What the office does next with a case, and on which day. Pure: the same case gives the same step."""

from collections.abc import Iterator
from dataclasses import replace

from appeals.claims.docket import Docket
from appeals.claims.matter import Matter, Step, with_knobs
from appeals.claims.outside import as_looked_at, asleep_now, deadline, hurries, reading
from appeals.claims.targets import in_part, last_day_of, papers_of
from appeals.procedure.office import Outcome, decide
from appeals.procedure.papers import SHOWN_BY
from appeals.procedure.spec import YEAR
from appeals.procedure.states import SILENCE
from registry.offices import offices_of

__all__ = ["AT_THE_COUNTER", "PATIENCE", "Matter", "Step", "missing_of", "next_steps", "with_knobs"]

PATIENCE = 14  # days an office waits for what it has asked for
AT_THE_COUNTER = 1  # days until a filing is opened


def next_steps(matter: Matter, docket: Docket) -> tuple[Step, ...]:
    """What happens when the claimant waits: the next act of somebody else. () where nobody else has to act."""
    steps, read = _steps(as_looked_at(matter, docket), docket), reading(matter, docket)
    if read is not None and (not steps or read.day <= steps[0].day):
        return (read,)
    return steps


def _steps(matter: Matter, docket: Docket) -> tuple[Step, ...]:
    if docket.state == "filed":
        return tuple(_at_the_counter(matter, docket))
    if docket.state in ("defect", "info_wanted"):
        return (Step("lapse", (docket.day_of("find_defect", "ask_for_papers") or docket.today) + PATIENCE, "clock"),)
    if docket.state in ("pending", "heard"):
        return tuple(_at_the_desk(matter, docket))
    if docket.state in ("second_pending", "court_pending"):
        return tuple(_above(matter, docket))
    return ()


def _at_the_counter(matter: Matter, docket: Docket) -> Iterator[Step]:
    day, limit = docket.today + AT_THE_COUNTER, matter.procedure.file_within_days
    filed, missing = docket.filed_on or docket.today, missing_of(matter, docket)
    if limit is not None and filed - last_day_of(matter.file, matter.target) > limit:
        yield Step("find_late", day, "office", {"limit": limit})
    elif missing:
        yield Step("find_defect", day, "office", {"missing": missing})
        if "fee" in missing:
            yield Step("fee_wanted", day, "office", {"owed": matter.knobs.fee})
    else:
        yield Step("accept", day, "office")
        if matter.knobs.stay:
            yield Step("stay_granted", day, "office")
        elif docket.wants_stay:
            yield Step("stay_refused", day, "office")


def missing_of(matter: Matter, docket: Docket) -> list[str]:
    """What the counter still wants: papers that can be had, and the fee."""
    can = {paper.id for paper in papers_of(matter.file, matter.target, matter.procedure)}
    wanted = [each for each in matter.procedure.required if each in can and each not in docket.papers]
    return [*wanted, *(["fee"] if docket.paid < matter.knobs.fee else [])]


def _at_the_desk(matter: Matter, docket: Docket) -> Iterator[Step]:
    outcome, day = _answer(matter, docket)
    ordered = deadline(docket)
    if ordered is not None and day > ordered and not asleep_now(docket):
        yield Step("stay_ordered", max(docket.today, ordered), "supervisor")
        return
    if docket.state == "pending" and not outcome.late:
        if _asks(matter, docket):
            yield Step("ask_for_papers", docket.today + 1, "office")
            return
        if matter.knobs.hearing:
            yield Step("hear", max(docket.today, day - 1), "office")
            return
    yield from _decision(matter, outcome, day)


def _answer(matter: Matter, docket: Docket) -> tuple[Outcome, int]:
    """What is decided at the desk, and on which day: by its own time, or by the day that a supervisor has set."""
    taken = docket.day_of("accept", "look_again") or docket.today
    again = docket.day_of("look_again") is not None  # no deadline holds for what was taken up again
    outcome = _unhurried(matter, docket) if again else decide(matter.facts(docket), matter.knobs, matter.key)
    day, ordered = max(docket.today, taken + outcome.after_days), deadline(docket)
    if ordered is None or day <= ordered or not hurries(matter):
        return outcome, day
    return _unhurried(matter, docket), max(docket.today, ordered)


def _unhurried(matter: Matter, docket: Docket) -> Outcome:
    """The decision as somebody makes it, whatever the deadline says of silence."""
    return decide(matter.facts(docket), replace(matter.knobs, office_days=YEAR), matter.key)


def _asks(matter: Matter, docket: Docket) -> bool:
    """Who looks at what happened, or has to prove it, asks once for the paper that would show it."""
    looks = matter.knobs.look == "fresh" or matter.knobs.burden == "office"
    shown = matter.ground not in SHOWN_BY or matter.facts(docket).strength != "none"
    return looks and not shown and docket.day_of("ask_for_papers") is None


def _decision(matter: Matter, outcome: Outcome, day: int) -> Iterator[Step]:
    data = {"instance": "first", "why": list(outcome.why), "minutes": round(outcome.hours * 60)}
    if outcome.late:
        yield Step(SILENCE[matter.knobs.late_rule], day, "clock", {**data, "minutes": 0})
    elif not outcome.granted:
        yield Step("dismiss", day, "office", data)
    else:
        partly = in_part(matter.file, matter.target)
        yield Step("grant_in_part" if partly else "grant", day, "office", data)
    if outcome.granted:
        yield from _copies(matter, day)


def _above(matter: Matter, docket: Docket) -> Iterator[Step]:
    outcome = decide(matter.facts(docket), matter.knobs, matter.key, instance=docket.instance)
    day = (docket.day_of("go_on", "go_to_court") or docket.today) + outcome.after_days
    by = "court" if docket.instance == "court" else "tribunal"
    data = {"instance": docket.instance, "why": list(outcome.why), "minutes": round(outcome.hours * 60)}
    yield Step("grant" if outcome.granted else "dismiss", day, by, data)
    if outcome.granted:
        yield from _copies(matter, day)


def _copies(matter: Matter, day: int) -> Iterator[Step]:
    """Where corrections stay at home, the other offices write what they hold."""
    others = [office.id for office in offices_of(matter.file.rulebook) if not office.home]
    if matter.knobs.propagate == "home_only" and others:
        yield Step("copy_not_corrected", day + 1, "office", {"offices": others})
