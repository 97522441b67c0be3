"""What a rulebook means, written as slowly and plainly as possible.

It reads the written document, shares no code with the engine, keeps nothing from one day to the next except who was
on which list, and asks about every past observation again on every day. The engine must agree with it.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

FOREVER = 10**9


def holds(cond, facts):
    if "all" in cond:
        return all([holds(part, facts) for part in cond["all"]])
    if "any" in cond:
        return any([holds(part, facts) for part in cond["any"]])
    if "not" in cond:
        return not holds(cond["not"], facts)
    seen, op, value = facts[cond["fact"]], cond["op"], cond["value"]
    if op == "between":
        low, high = value
        return low <= seen <= high if low <= high else not (high < seen < low)
    return {
        "is": lambda: seen == value,
        "is_not": lambda: seen != value,
        "in": lambda: seen in value,
        "at_least": lambda: seen >= value,
        "at_most": lambda: seen <= value,
    }[op]()


def worth(rule, facts):
    """Points, and (marks × weight, weight), of one hit."""
    points, marks, weights = 0, 0, 0
    for effect in rule["effects"]:
        given = effect.get("points")
        if isinstance(given, int):
            points += given
        elif given is not None:
            one = floor(Fraction(facts[given["per"]], given["every"])) * given["each"]
            cap = given.get("cap")
            points += one if cap is None else max(-cap, min(cap, one))
        if "stars" in effect:
            value, weight = effect["stars"]["value"], effect["stars"].get("weight", 1)
            value = facts[value] * 100 if isinstance(value, str) else value
            weight = facts[weight] if isinstance(weight, str) else weight
            marks, weights = marks + value * weight, weights + weight
    return points, marks, weights


def all_hits(doc, seen, facts_of):
    """(day, rule, points, marks, weight) of every hit that counts."""
    hits = []
    for rule in doc["rules"]:
        if not rule.get("enabled", True):
            continue
        mine = []
        for o in seen:
            facts = {**facts_of(o.day), **o.facts}
            if (not rule["on"] or o.kind in rule["on"]) and ("when" not in rule or holds(rule["when"], facts)):
                mine.append((o.day, rule, *worth(rule, facts)))
        if "at_most" in rule:
            days, times = rule["at_most"]["days"], rule["at_most"]["times"]
            blocks = {}
            for hit in sorted(mine, key=lambda h: (h[0], -abs(h[2]), h[2], h[3], h[4])):
                blocks.setdefault(floor(Fraction(hit[0] - 1, days)), []).append(hit)
            mine = [hit for block in blocks.values() for hit in block[:times]]
        hits += mine
    return hits


def alive(hit_day, days, day):
    return hit_day <= day < hit_day + (FOREVER if days is None else days)


def settle_life(doc, defaults, observations, facts, days, associations=None):
    """The end of each day 0..days: standing, band, lists, entries, displays."""
    associations = associations or {}

    def facts_of(day):
        month = max(0, (day - 1) // 30)
        known = [m for m in associations if m <= month]
        return {**defaults, **facts, **(associations[max(known)] if known else {})}

    if doc["consent"] == "opt_in" and not facts_of(0)["consents"]:
        nothing = {"scored": False, "standing": None, "band": None, "lists": [], "entries": 0, "displays": []}
        return [nothing for _ in range(days + 1)]
    seen = [o for o in observations if not o.struck and o.day <= days]
    seen = [o for o in seen if doc["observers"] == "all" or o.source in doc["observers"]]
    hits = all_hits(doc, seen, facts_of)
    memory = {entry["id"]: {"on": False, "hold": -FOREVER, "since": None} for entry in doc["lists"]}
    number, previous, result = doc["scale"]["start"], -FOREVER, []
    for day in sorted({o.day for o in seen if o.day < 0} | set(range(days + 1))):
        number = new_number(doc, hits, seen, facts_of(day), day, previous, number)
        band = band_of(doc, hits, number, day)
        settle_lists(doc, hits, memory, band, day)
        effects = [(h[0], e) for h in hits for e in h[1]["effects"]]
        result.append(
            {
                "scored": True,
                "standing": None if doc["scale"]["kind"] == "record" else number,
                "band": None if band is None else doc["bands"][band]["id"],
                "lists": sorted(name for name, entry in memory.items() if entry["on"]),
                "entries": sum("record" in e and alive(at, e["record"]["days"], day) for at, e in effects),
                "displays": sorted(
                    {
                        e["display"]["where"]
                        for at, e in effects
                        if "display" in e and alive(at, e["display"]["days"], day)
                    }
                ),
            }
        )
        previous = day
    return result[-(days + 1) :]


def new_number(doc, hits, seen, facts, day, previous, number):
    scale = doc["scale"]
    living = [h for h in hits if alive(h[0], h[1].get("expires"), day)]
    if scale.get("expiry", "window") == "refund":
        came = sum(h[2] for h in hits if previous < h[0] <= day)
        left = sum(h[2] for h in hits if previous < h[0] + h[1].get("expires", FOREVER) <= day)
        number = number + came - left
    elif scale["kind"] == "stars":
        prior = scale["prior_weight"]
        number = (scale["start"] * prior + sum(h[3] for h in living)) // (prior + sum(h[4] for h in living))
    else:
        number = scale["start"] + sum(h[2] for h in living)
        if scale["kind"] == "scorecard":
            number += scorecard(doc, seen, facts, day)
    return max(scale["floor"], min(scale["ceiling"], number))


def scorecard(doc, seen, facts, day):
    total = Fraction(0)
    for part in doc["characteristics"]:
        of, value = part["of"], 0
        if "fact" in of:
            value = facts[of["fact"]]
        if "count" in of:
            value += sum(o.kind in of["count"]["on"] and alive(o.day, of["count"]["days"], day) for o in seen)
        points = part.get("otherwise", 0)
        for one in part["bins"]:
            inside = value in one["is"] if "is" in one else one.get("from", -FOREVER) <= value <= one.get("to", FOREVER)
            points = one["points"] if inside else points
        total += points
    for factor in doc["multipliers"]:
        total *= Fraction(factor["percent"], 100) if holds(factor["when"], facts) else 1
    return floor(total)


def band_of(doc, hits, number, day):
    if not doc["bands"]:
        return None
    positions = {band["id"]: index for index, band in enumerate(doc["bands"])}
    found = [index for index, band in enumerate(doc["bands"]) if band["from"] <= number <= band["to"]]
    held = [(hit[0], effect["set_band"]) for hit in hits for effect in hit[1]["effects"] if "set_band" in effect]
    found += [positions[hold["band"]] for at, hold in held if alive(at, hold["days"], day)]
    return max(found)


def settle_lists(doc, hits, memory, band, day):
    band_id = None if band is None else doc["bands"][band]["id"]
    waiting = list(doc["lists"])
    while waiting:  # a list is settled after those that pull onto it
        entry = next(e for e in waiting if not any(e["id"] in other.get("joint", []) for other in waiting))
        waiting.remove(entry)
        name, mine = entry["id"], memory[entry["id"]]
        offs = [h[0] for h in hits for e in h[1]["effects"] if e.get("take_off", {}).get("list") == name]
        puts = [
            (h[0], e["put_on"]["days"])
            for h in hits
            for e in h[1]["effects"]
            if e.get("put_on", {}).get("list") == name
        ]
        last_off = max([d for d in offs if d <= day], default=-FOREVER)
        wanted = any(alive(at, days, day) and at >= last_off for at, days in puts)
        wanted |= "enter" in entry and band_id in entry["enter"]["bands"]
        wanted |= any(name in other.get("joint", []) and memory[other["id"]]["on"] for other in doc["lists"])
        if day in offs:
            mine["on"], mine["since"] = False, None
        mine["since"] = None if not wanted else day if mine["since"] is None else mine["since"]
        if mine["on"]:
            mine["on"] = wanted or day <= mine["hold"]
        elif wanted and day - mine["since"] >= entry.get("notice_days", 0):
            mine["on"], mine["hold"] = True, day + entry.get("minimum_days", 0) - 1


def door_states(doc, doors, end):
    """Every door's state after a settlement."""
    result = {}
    for door in doors.values():
        result[door.id] = {"ordinary": "open", "perk": "shut", "rate": "standard"}[door.kind]
        for line in reversed(doc["doors"]):
            if line["door"] == door.id and any(all(asks(k, v, end) for k, v in test.items()) for test in line["when"]):
                result[door.id] = line["state"]
    return result


def asks(key, value, end):
    if key == "scored":
        return end["scored"] == value
    if not end["scored"]:
        return False
    number = end["standing"]
    return {
        "list": lambda: value in end["lists"],
        "bands": lambda: end["band"] in value,
        "display": lambda: value in end["displays"],
        "standing_at_most": lambda: number is not None and number <= value,
        "standing_at_least": lambda: number is not None and number >= value,
        "entries_at_least": lambda: end["entries"] >= value,
    }[key]()


def settle_town(doc, defaults, files, facts, days, friends, relatives):
    """Everybody's life, month by month: what is asked about one's company is read off the end of the month before."""
    known = [{} for _ in facts]
    for first in range(1, days + 1, 30):
        last = min(first + 29, days)
        lives = [settle_life(doc, defaults, files[c], facts[c], last, known[c]) for c in range(len(facts))]
        month = first // 30 + 1
        black = {entry["id"] for entry in doc["lists"] if entry["colour"] == "black"}
        for c in range(len(facts)):
            ends = [lives[f][last] for f in friends[c] if f >= 0 and lives[f][last]["standing"] is not None]
            before = known[c].get(month - 1, {})
            now = dict(before)
            if ends:
                now["friends_standing"] = max(0, min(10_000, sum(e["standing"] for e in ends) // len(ends)))
            if relatives is not None:
                now["relative_listed"] = any(black & set(lives[r][last]["lists"]) for r in relatives[c] if r >= 0)
            known[c][month] = now
    return lives, known
