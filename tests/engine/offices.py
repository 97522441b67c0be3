"""Small offices and acts for tests that read as sentences."""

from __future__ import annotations

from copy import deepcopy

from scoring.engine import Observation, from_document

SCALE = {"kind": "points", "start": 60, "floor": 0, "ceiling": 100, "higher_is": "better", "expiry": "window"}
BANDS = [
    {"id": "high", "label": "High", "from": 50, "to": 100},
    {"id": "low", "label": "Low", "from": 0, "to": 49},
]
EXAMPLES = [{"name": str(i), "days": 1, "observations": [], "expect": {}} for i in range(3)]
BARE = {"scale": SCALE, "bands": BANDS, "doors": [], "characteristics": [], "multipliers": [], "examples": EXAMPLES}


def office_from(base, rules, lists=(), **parts):
    """A bare office of points from 0 to 100 with two bands; its parts are given."""
    document = {**deepcopy(base.document), **deepcopy(BARE), "rules": list(rules), "lists": list(lists), **parts}
    return from_document(document, vocabulary=base.vocabulary)


def scale(**changed):
    return {**SCALE, **changed}


def bill(day, late=40, name=""):
    return Observation(name or f"bill-{day}", day, "late_utility_bill", "utility_billing", {"days_late": late})


def blood(day):
    return Observation(f"blood-{day}", day, "donate_blood", "blood_centre")


def rating(day, stars, weight=1):
    return Observation(f"rating-{day}", day, "peer_rating", "peer_app", {"stars": stars, "rater_weight": weight})


def rule(name, on, *, expires=None, at_most=None, **effects):
    """A rule for one kind of act; each keyword is an effect."""
    more = {key: value for key, value in (("expires", expires), ("at_most", at_most)) if value is not None}
    return {"id": name, "text": name, "on": [on], "effects": [{key: e} for key, e in effects.items()], **more}


def listed(name, **more):
    return {"id": name, "label": name, "colour": "black", "minimum_days": 0, "notice_days": 0, "joint": [], **more}
