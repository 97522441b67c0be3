"""Random rulebooks and random towns, small enough that everything meets everything."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import strategies as st

from scoring.engine.columns import columns_from
from scoring.engine.observation import Observation
from scoring.engine.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary(Path(__file__).parent / "vocabulary")
KINDS = list(VOCABULARY.kinds)
INTS = {"hour": (0, 6, 22, 23), "amount": (0, 9, 10, 99), "days_late": (0, 10, 30), "hours": (0, 1, 8)}
INTS |= {"stars": (1, 2, 5), "rater_weight": (1, 3), "age": (18, 40, 65), "inquiries_12m": (0, 1, 4)}
INTS |= {"friends_standing": (0, 90, 100, 110, 1000)}  # thresholds and values are drawn from the same few numbers
TEXT = {"evidence": {"marker": "fictionalised", "sources": []}, "consent": "mandatory", "observers": "all"}
DAYS = st.sampled_from([1, 2, 3, 7, 30, 31])
MAYBE_DAYS = st.one_of(st.none(), DAYS)
POINTS = st.sampled_from([-60, -20, -7, -1, 1, 5, 20, 45])


def value_of(fact, draw):
    if fact.type == "bool":
        return draw(st.booleans())
    if fact.type == "enum":
        return draw(st.sampled_from([choice.id for choice in fact.values]))
    return draw(st.sampled_from(INTS[fact.id]))


@st.composite
def single_tests(draw, owners=("observation", "citizen", "association")):
    fact = draw(st.sampled_from([f for f in VOCABULARY.facts.values() if f.owner in owners]))
    ops = ["is", "is_not", "in", *(("at_least", "at_most", "between") if fact.type == "int" else ())]
    op = draw(st.sampled_from(ops))
    if op == "in":
        value = [value_of(fact, draw) for _ in range(draw(st.integers(1, 2)))]
    elif op == "between":
        value = [value_of(fact, draw), value_of(fact, draw)]
        value = value if fact.wraps else sorted(value)
    else:
        value = value_of(fact, draw)
    return {"fact": fact.id, "op": op, "value": value}


def conditions(owners=("observation", "citizen", "association")):
    return st.recursive(
        single_tests(owners),
        lambda inner: st.one_of(
            st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)}),
            st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)}),
            st.fixed_dictionaries({"not": inner}),
        ),
        max_leaves=4,
    ).filter(lambda cond: _depth(cond) <= 6)


def _depth(cond):
    parts = cond.get("all") or cond.get("any") or ([cond["not"]] if "not" in cond else [])
    return 1 + max((_depth(part) for part in parts), default=0)


@st.composite
def effects(draw, scale, bands, lists):
    forms = ["record", "display"]
    forms += ["points", "points", "points", "per"] if scale in ("points", "balance", "scorecard") else []
    forms += ["stars"] * 3 if scale == "stars" else []
    forms += ["set_band"] if bands else []
    forms += ["put_on", "take_off"] if lists else []
    form = draw(st.sampled_from(forms))
    if form == "points":
        return {"points": draw(POINTS)}
    if form == "per":
        fact = draw(st.sampled_from(["amount", "days_late", "hours", "age", "friends_standing"]))
        cap = draw(st.sampled_from([None, 0, 13, 40]))
        table = {
            "per": fact,
            "every": draw(st.sampled_from([1, 3, 10])),
            "each": draw(st.sampled_from([-9, -2, 1, 4])),
        }
        return {"points": table if cap is None else {**table, "cap": cap}}
    if form == "stars":
        weight = draw(st.sampled_from(["rater_weight", 0, 1, 2]))
        return {"stars": {"value": draw(st.sampled_from(["stars", 100, 480])), "weight": weight}}
    if form == "record":
        return {"record": {"entry": draw(st.sampled_from(["one", "two"])), "days": draw(MAYBE_DAYS)}}
    if form == "display":
        where = draw(st.sampled_from(["screen", "newspaper", "ringback"]))
        return {"display": {"where": where, "days": draw(DAYS)}}
    if form == "set_band":
        return {"set_band": {"band": draw(st.sampled_from(bands)), "days": draw(MAYBE_DAYS)}}
    name = draw(st.sampled_from(lists))
    return {"put_on": {"list": name, "days": draw(MAYBE_DAYS)}} if form == "put_on" else {"take_off": {"list": name}}


@st.composite
def rules(draw, index, scale, bands, lists):
    rule = {
        "id": f"r-{index}",
        "text": f"Rule {index}",
        "on": draw(st.lists(st.sampled_from(KINDS), max_size=3, unique=True)),
        "effects": draw(st.lists(effects(scale, bands, lists), min_size=1, max_size=2)),
    }
    if draw(st.booleans()):
        rule["when"] = draw(conditions())
    if any(name in effect for effect in rule["effects"] for name in ("points", "stars")) and draw(st.booleans()):
        rule["expires"] = draw(DAYS)
    if draw(st.integers(0, 2)) == 0:
        rule["at_most"] = {"times": draw(st.integers(1, 3)), "days": draw(st.sampled_from([1, 2, 7, 30, 45]))}
    if draw(st.integers(0, 9)) == 0:
        rule["enabled"] = False
    return rule


@st.composite
def characteristics(draw, index):
    form = draw(st.sampled_from(["int", "choice", "count", "both"]))
    part = {"id": f"c-{index}", "text": f"Characteristic {index}", "otherwise": draw(POINTS)}
    if form == "choice":
        fact = VOCABULARY.facts[draw(st.sampled_from(["district", "carer", "relative_listed"]))]
        return part | {
            "of": {"fact": fact.id},
            "bins": [{"is": [value_of(fact, draw)], "points": draw(POINTS)}],
        }
    of = {} if form == "count" else {"fact": draw(st.sampled_from(["age", "inquiries_12m", "friends_standing"]))}
    if form != "int":
        kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True))
        of["count"] = {"on": kinds, "days": draw(DAYS)}
    edge = draw(st.sampled_from([0, 1, 2, 40, 100]))
    bins = [{"to": edge, "points": draw(POINTS)}, {"from": edge + 1, "to": edge + 3, "points": draw(POINTS)}]
    return part | {"of": of, "bins": bins}


@st.composite
def bands_of(draw, floor, ceiling, higher_is):
    edges = sorted(draw(st.sets(st.integers(floor + 1, ceiling), max_size=3)))
    lows, highs = [floor, *edges], [edge - 1 for edge in edges] + [ceiling]
    bands = [
        {"id": f"b{i}", "label": f"band {i}", "from": a, "to": b}
        for i, (a, b) in enumerate(zip(lows, highs, strict=True))
    ]
    return bands if higher_is == "worse" else bands[::-1]


@st.composite
def lists_of(draw, bands):
    names = ["black", "copy", "red"][: draw(st.integers(0, 3))]
    result = []
    for index, name in enumerate(names):
        entry = {"id": name, "label": name, "colour": "red" if name == "red" else "black"}
        if bands and draw(st.booleans()):
            entry["enter"] = {"bands": draw(st.lists(st.sampled_from(bands), min_size=1, max_size=2, unique=True))}
        entry["minimum_days"] = draw(st.sampled_from([0, 1, 2, 9]))
        entry["notice_days"] = draw(st.sampled_from([0, 0, 1, 5]))
        entry["joint"] = draw(st.lists(st.sampled_from(names[index + 1 :]), unique=True)) if names[index + 1 :] else []
        result.append(entry)
    return draw(st.permutations(result))


@st.composite
def doors_of(draw, bands, lists, numbered):
    tests_ = [
        {"display": "screen"},
        {"display": "ringback"},
        {"entries_at_least": 1},
        {"entries_at_least": 2},
    ]
    tests_ += [{"scored": False}, {"scored": True}]
    tests_ += [{"list": name} for name in lists] + [{"bands": [name]} for name in bands]
    tests_ += [{"standing_at_most": 90}, {"standing_at_least": 100}] if numbered else []
    lines = []
    for _ in range(draw(st.integers(0, 4))):
        door = draw(st.sampled_from(list(VOCABULARY.doors.values())))
        when = draw(st.lists(st.sampled_from(tests_), min_size=1, max_size=2))
        when = [{**when[0], **when[-1]}] if draw(st.booleans()) else when
        lines.append({"door": door.id, "state": draw(st.sampled_from(door.states)), "when": when})
    return lines


@st.composite
def documents(draw, kinds=("points", "points", "balance", "scorecard", "stars", "record")):
    kind = draw(st.sampled_from(kinds))
    higher = draw(st.sampled_from(["better", "better", "worse", "neither"]))
    floor, start, ceiling = draw(st.sampled_from([(0, 100, 120), (0, 100, 100), (-50, 0, 400), (0, 90, 10_000)]))
    scale = {"kind": kind, "start": start, "floor": floor, "ceiling": ceiling, "higher_is": higher}
    if kind in ("points", "balance"):
        scale["expiry"] = draw(st.sampled_from(["window", "refund"]))
    if kind == "stars":
        scale |= {"prior_weight": draw(st.sampled_from([1, 3, 20])), "divisor": 100}
    bands = draw(bands_of(floor, ceiling, higher)) if draw(st.booleans()) else []
    band_ids = [band["id"] for band in bands]
    lists = draw(lists_of(band_ids))
    names = [entry["id"] for entry in lists]
    card = kind == "scorecard"
    multipliers = [
        {
            "id": f"m-{i}",
            "text": "A factor",
            "when": draw(conditions(("citizen", "association"))),
            "percent": percent,
        }
        for i, percent in enumerate(draw(st.lists(st.sampled_from([0, 50, 90, 110, 150]), max_size=2 if card else 0)))
    ]
    return {
        "schema": "rulebook.v1", "id": "random", "title": "Random", "short": "Random", "family": "none", "place": "x",
        "years": "x", "operator": "x", "summary": "x", **TEXT,
        "consent": draw(st.sampled_from(["mandatory", "mandatory", "opt_in"])),
        "observers": draw(st.sampled_from(["all", "all", ["face_camera", "utility_billing", "peer_app"]])),
        "disclosure": {"told": "score", "text": "x"}, "appeal": {"route": "none", "text": "x"},
        "scale": scale, "bands": bands, "lists": lists, "multipliers": multipliers,
        "characteristics": [draw(characteristics(i)) for i in range(draw(st.integers(1, 3)) if card else 0)],
        "rules": [draw(rules(i, kind, band_ids, names)) for i in range(draw(st.integers(0, 5)))],
        "doors": draw(doors_of(band_ids, names, kind != "record")),
        "examples": [{"name": f"e{i}", "days": 1, "observations": [], "expect": {}} for i in range(3)],
    }  # fmt: skip


@st.composite
def observations(draw, index, days, first=1):
    kind = draw(st.sampled_from(list(VOCABULARY.kinds.values())))
    asks = [VOCABULARY.facts[name] for name in kind.asks]
    return Observation(
        id=f"o{index}",
        day=draw(st.integers(first, days)),
        kind=kind.id,
        source=draw(st.sampled_from([seen.id for seen in kind.sources])),
        facts={fact.id: value_of(fact, draw) for fact in asks if draw(st.booleans())},
    )


@st.composite
def citizens(draw):
    owned = [fact for fact in VOCABULARY.facts.values() if fact.owner != "observation"]
    return {fact.id: value_of(fact, draw) for fact in owned if draw(st.integers(0, 2)) == 0}


@st.composite
def lives(draw, days=14, most=14):
    """(facts, observations), some of them on file at the start, some struck."""
    filed = [draw(observations(i, days, first=-40)) for i in range(draw(st.integers(0, most)))]
    return draw(citizens()), [o.strike() if draw(st.integers(0, 9)) == 0 else o for o in filed]


@st.composite
def towns(draw, most_days=65):
    """A town of a few citizens with their files: (columns, facts, files)."""
    days = draw(st.sampled_from([9, 31, most_days]))
    facts = [draw(citizens()) for _ in range(draw(st.integers(1, 5)))]
    count = len(facts)
    rows = [(draw(st.integers(0, count - 1)), draw(observations(i, days))) for i in range(draw(st.integers(0, 30)))]
    tie = st.integers(-1, count - 1)
    friends = np.array([[draw(tie) for _ in range(2)] for _ in range(count)], np.int32)
    relatives = np.array([[draw(tie)] for _ in range(count)], np.int32) if draw(st.booleans()) else None
    columns = columns_from(rows, facts, VOCABULARY, days=days, friends=friends, relatives=relatives)
    return columns, facts, [[o for who, o in rows if who == c] for c in range(count)]
