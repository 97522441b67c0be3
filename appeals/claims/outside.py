"""Speaking outside a case: what a complaint about delay and the newspaper set going. Pure.

A complaint binds an office only where its procedure names a supervisor. An office that reads about itself may move;
whether it does is a number of ours (appeals/content/model.yaml). Neither decides anything.
"""

import numpy as np

from appeals.claims.docket import Docket
from appeals.claims.matter import Matter, Step, with_knobs
from appeals.procedure.parameters import Parameters, parameters
from appeals.procedure.states import STAYS
from registry.cascade import Cascade, cascade, model
from registry.replays import SIZES, town_of
from town.luck import below

MOVED = ("other_desk", "look_again")  # the newspaper has moved the office
READ = (*MOVED, "press_unread")
AN_ANSWER = 1  # days until a complaint is answered


def answer_to_complaint(matter: Matter, docket: Docket) -> Step:
    """The letter that a complaint brings: a day by which the office must answer, or that nothing follows."""
    day, days = docket.today + AN_ANSWER, matter.procedure.above.supervisor_days
    if days is None:
        return Step("complaint_noted", day, "council")
    return Step("complaint_taken", day, "supervisor", {"until": day + days})


def deadline(docket: Docket) -> int | None:
    """The day until which a supervisor has told the office to answer; None where nobody has."""
    for each in reversed(docket.events):
        if each.kind == "complaint_taken":
            return int(each.data["until"])
        if each.data.get("instance"):  # what was complained of has been decided
            return None
    return None


def hurries(matter: Matter, numbers: Parameters | None = None) -> bool:
    """Whether this office keeps the day that its supervisor has set."""
    return _draw(matter, "hurries") < (numbers or parameters())["complaint_hurries"]


def asleep_now(docket: Docket) -> bool:
    """Whether a stay holds."""
    for each in reversed(docket.events):
        if each.kind in STAYS:
            return True
        if each.data.get("instance"):
            return False
    return False


def as_looked_at(matter: Matter, docket: Docket) -> Matter:
    """The case as the office looks at it now: at another desk, once the newspaper has moved it."""
    if docket.day_of(*MOVED) is None:
        return matter
    reviewer = "other_clerk" if matter.knobs.reviewer == "same_clerk" else matter.knobs.reviewer
    return with_knobs(matter, reviewer=reviewer, look="fresh")


def reading(matter: Matter, docket: Docket, numbers: Parameters | None = None) -> Step | None:
    """What the office does about the newspaper, and when; None where nothing is to be expected of it any more."""
    went = docket.day_of("go_public")
    if went is None or docket.day_of(*READ) is not None or not (docket.at_office or docket.state == "dismissed"):
        return None
    numbers = numbers or parameters()
    day = max(docket.today, went + numbers["press_days"])
    if moves(matter, numbers):
        return Step("look_again" if docket.state == "dismissed" else "other_desk", day, "office")
    return Step("press_unread", day, "clock") if docket.state == "dismissed" else None


def moves(matter: Matter, numbers: Parameters | None = None) -> bool:
    """Whether this office gives the file to another desk, where the procedure does not do so anyway."""
    already = matter.knobs.look == "fresh" and matter.knobs.reviewer != "same_clerk"
    return not already and _draw(matter, "press") < (numbers or parameters())["press_reopens"]


def _draw(matter: Matter, purpose: str) -> int:
    return below(100, "appeal", *matter.key, purpose)


def told_of(matter: Matter, numbers: Parameters | None = None) -> Cascade:
    """What acquaintances make of the newspaper while it lies about: the open model of the boards, for one citizen.

    The thirteen have no ties in the town's columns, so this one stands in for a resident whom the seed names.
    """
    days = (numbers or parameters())["press_lies"]
    friends = town_of(SIZES[0], matter.file.seed).friends
    public = np.zeros((days + 2, SIZES[0]), bool)  # those who are told hear of it a day later
    public[1 : days + 1, below(SIZES[0], "resident", matter.file.persona.id)] = True
    wrongly = matter.facts(Docket()).deserved
    clean = np.zeros_like(public) if wrongly else public
    return cascade(public, clean, friends, model(), matter.file.seed)
