"""Rules as sentences with blanks: what a page prints, and which part of the document each blank edits."""

from __future__ import annotations

from typing import Any

from scoring.engine import model as m
from scoring.engine.conditions import All, Condition, Not, Test
from scoring.engine.conditions import Any as Any_
from scoring.engine.shapes import MAX_DAYS, MAX_POINTS
from scoring.engine.vocabulary import Fact, Value, Vocabulary

Part = dict[str, Any]


def text(words: str) -> Part:
    return {"text": words}


def number(value: int, path: str, label: str, low: int, high: int, unit: str = "") -> Part:
    return {
        "blank": value,
        "path": path,
        "type": "int",
        "min": low,
        "max": high,
        "unit": unit,
        "label": label,
    }


def days(value: int, path: str, label: str) -> Part:
    return number(value, path, label, 1, MAX_DAYS, "days")


def period(value: int, path: str, label: str = "Days") -> list[Part]:
    """[30] days · [1] day"""
    return [days(value, path, label), text(" day" if value == 1 else " days")]


def choice(value: Any, path: str, label: str, options: list[tuple[Any, str]], kind: str = "enum") -> Part:
    rows = [{"value": option, "label": words} for option, words in options]
    return {"blank": value, "path": path, "type": kind, "options": rows, "unit": "", "label": label}


def plain(parts: list[Part]) -> str:
    """The sentence without blanks, for a letter or a diff."""
    return "".join(part["text"] if "text" in part else _shown(part) for part in parts)


def _shown(part: Part) -> str:
    labels = {_key(row["value"]): row["label"] for row in part.get("options", ())}
    value = part["blank"]
    if isinstance(value, list):
        return either([labels.get(_key(one), str(one)) for one in value])
    return str(labels.get(_key(value), part.get("shown", value)))


def _key(value: Any) -> str:
    return f"{type(value).__name__}:{value}"


def either(words: list[str]) -> str:
    """one · one or another · one, another or a third"""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def sentence(rule: m.Rule, vocabulary: Vocabulary, *, rulebook: m.Rulebook | None = None) -> list[Part]:
    """A rule as parts. With the rulebook, paths and the names of bands and lists are complete."""
    where = rulebook.rules.index(rule) if rulebook is not None else 0
    path = f"/rules/{where}"
    parts = [text("When "), *_acts(rule, path, vocabulary)]
    if rule.when is not None:
        asked = condition_parts(rule.when, f"{path}/when")
        either_of = isinstance(rule.when, Any_) and len(rule.when.parts) > 1
        parts += [text(" and ("), *asked, text(")")] if either_of else [text(" and "), *asked]
    parts.append(text(": "))
    for index, effect in enumerate(rule.effects):
        parts += [text("; ")] if index else []
        parts += effect_parts(effect, f"{path}/effects/{index}", rulebook)
    parts += _terms(rule, path)
    parts.append(text("."))
    return joined(parts)


def _acts(rule: m.Rule, path: str, vocabulary: Vocabulary) -> list[Part]:
    options = [(kind.id, lower(kind.past)) for kind in vocabulary.kinds.values()]
    if not rule.on:
        return [text("anything at all is noted")]
    return [text("“"), choice(list(rule.on), f"{path}/on", "Acts", options, "kinds"), text("” is noted")]


def lower(words: str) -> str:
    """A label in the middle of a sentence; names and words that are capitals throughout stay as they are."""
    is_name = any(word[:1].isupper() for word in words.split()[1:])
    return words if is_name or (words[:2].isalpha() and words[:2].isupper()) else words[:1].lower() + words[1:]


def _terms(rule: m.Rule, path: str) -> list[Part]:
    parts: list[Part] = []
    if rule.expires is not None:
        counts = any(isinstance(effect, m.Stars) for effect in rule.effects)
        points = "; they count for " if len(rule.effects) == 1 else "; the points count for "
        words = "; the mark counts for " if counts else points
        parts += [text(words), *period(rule.expires, f"{path}/expires", "Days until it expires")]
    if rule.at_most is not None:
        limit = rule.at_most
        parts += [
            text("; at most "),
            number(limit.times, f"{path}/at_most/times", "Times", 1, 10_000, "times"),
            text(" time in " if limit.times == 1 else " times in "),
            *period(limit.days, f"{path}/at_most/days", "Days of the limit"),
        ]
    return parts


def joined(parts: list[Part]) -> list[Part]:
    """Neighbouring texts as one."""
    result: list[Part] = []
    for part in parts:
        if "text" in part and result and "text" in result[-1]:
            result[-1] = text(result[-1]["text"] + part["text"])
        else:
            result.append(part)
    return result


# conditions


def condition_parts(condition: Condition, path: str) -> list[Part]:
    if isinstance(condition, Test):
        return _test_parts(condition, path)
    if isinstance(condition, Not):
        return [text("not ("), *condition_parts(condition.part, f"{path}/not"), text(")")]
    key, word = ("all", " and ") if isinstance(condition, All) else ("any", " or ")
    parts: list[Part] = []
    for index, inner in enumerate(condition.parts):
        parts += [text(word)] if index else []
        inner_parts = condition_parts(inner, f"{path}/{key}/{index}")
        nested = not isinstance(inner, (Test, Not)) and len(inner.parts) > 1 and len(condition.parts) > 1
        parts += [text("("), *inner_parts, text(")")] if nested else inner_parts
    return parts


def _test_parts(test: Test, path: str) -> list[Part]:
    fact, value = test.fact, test.value
    name = quoted(fact)
    if not isinstance(value, tuple):
        words = {"is": "is", "is_not": "is not", "at_least": "is at least", "at_most": "is at most"}[test.op]
        return [text(f"{name} {words} "), _blank(fact, value, f"{path}/value"), _unit(fact)]
    blanks = [_blank(fact, one, f"{path}/value/{index}") for index, one in enumerate(value)]
    if test.op == "in":
        return [text(f"{name} is "), *listed_with_or(blanks), _unit(fact)]
    return [text(f"{name} is between "), blanks[0], text(" and "), blanks[1], _unit(fact)]


def listed_with_or(blanks: list[Part]) -> list[Part]:
    parts = []
    for index, blank in enumerate(blanks):
        if index:
            parts.append(text(" or " if index == len(blanks) - 1 else ", "))
        parts.append(blank)
    return parts


def quoted(fact: Fact) -> str:
    """A fact is named as the form has it, so that any label reads well in a sentence."""
    return f"“{lower(fact.label)}”"


def _unit(fact: Fact) -> Part:
    said = fact.unit == lower(fact.label)
    return text(f" {fact.unit}" if fact.unit and fact.type == "int" and not said else "")


def _blank(fact: Fact, value: Value, path: str) -> Part:
    if fact.type == "bool":
        return choice(value, path, fact.label, [(True, "true"), (False, "false")])
    if fact.type == "enum":
        return choice(value, path, fact.label, [(one.id, lower(one.label)) for one in fact.values])
    return number(int(value), path, fact.label, fact.min, fact.max, fact.unit)


# effects


def effect_parts(effect: m.Effect, path: str, rulebook: m.Rulebook | None) -> list[Part]:
    if isinstance(effect, (m.Points, m.PointsPer)):
        return points_parts(effect, path)
    if isinstance(effect, m.Stars):
        return _stars_parts(effect, path, rulebook)
    if isinstance(effect, m.Display):
        options = [("screen", "on the street screen"), ("newspaper", "in the newspaper")]
        options.append(("ringback", "to everybody who calls"))
        where = choice(effect.where, f"{path}/display/where", "Where", options)
        return [
            text("show it "),
            where,
            text(" for "),
            *period(effect.days, f"{path}/display/days"),
        ]
    if isinstance(effect, m.Record):
        return [
            text(f"enter “{effect.entry}” in the record "),
            *_how_long(effect.days, f"{path}/record/days"),
        ]
    if isinstance(effect, m.SetBand):
        options = [(band.id, f"{band.id} ({band.label})") for band in rulebook.bands] if rulebook else []
        value = rulebook.bands[effect.band].id if rulebook else effect.band
        band = choice(value, f"{path}/set_band/band", "Band", options)
        return [
            text("hold the band no better than "),
            band,
            text(" "),
            *_how_long(effect.days, f"{path}/set_band/days"),
        ]
    options = [(entry.id, f"“{entry.label}”") for entry in rulebook.lists] if rulebook else []
    if isinstance(effect, m.TakeOff):
        return [text("take off the list "), choice(effect.list, f"{path}/take_off/list", "List", options)]
    name = choice(effect.list, f"{path}/put_on/list", "List", options)
    until = _how_long(effect.days, f"{path}/put_on/days", "until somebody takes them off")
    return [text("put on the list "), name, text(" "), *until]


def _how_long(value: int | None, path: str, for_ever: str = "for ever") -> list[Part]:
    return [text(for_ever)] if value is None else [text("for "), *period(value, path)]


def points_parts(effect: m.Points | m.PointsPer, path: str) -> list[Part]:
    amount = effect.amount if isinstance(effect, m.Points) else effect.each
    key = "points" if isinstance(effect, m.Points) else "points/each"
    blank = number(amount, f"{path}/{key}", "Points", -MAX_POINTS, MAX_POINTS, "points")
    blank["shown"] = abs(amount)  # the verb carries the sign; an editor shows the signed number
    parts = [
        text("take " if amount < 0 else "add "),
        blank,
        text(" point" if abs(amount) == 1 else " points"),
    ]
    if isinstance(effect, m.PointsPer):
        every = number(effect.every, f"{path}/points/every", "For every", 1, MAX_POINTS, effect.fact.unit)
        parts += [text(" for every "), every, text(f" {_measure(effect.fact)}")]
        if effect.cap is not None:
            cap = number(effect.cap, f"{path}/points/cap", "At most", 0, MAX_POINTS, "points")
            parts += [text(", at most "), cap, text(" each time")]
    return parts


def _measure(fact: Fact) -> str:
    """days late · quills (amount)"""
    label = lower(fact.label)
    if fact.unit in label:
        return label if fact.unit else f"of {label}"
    return f"{fact.unit} ({label})"


def _stars_parts(effect: m.Stars, path: str, rulebook: m.Rulebook | None) -> list[Part]:
    """A mark lies on the scale that it is a mark of."""
    value, weight = effect.value, effect.weight
    low, high = (rulebook.scale.floor, rulebook.scale.ceiling) if rulebook else (0, 100_000)
    if isinstance(value, int):
        hundredths = number(value, f"{path}/stars/value", "Mark in hundredths", low, high, "hundredths")
        mark = [text("a mark of "), hundredths, text(" hundredths")]
    else:
        mark = [text(f"{quoted(value)} as a mark")]
    if isinstance(weight, int):
        heavy = [number(weight, f"{path}/stars/weight", "Weight", 0, 100_000)]
    else:
        heavy = [text(quoted(weight))]
    return [text("count "), *mark, text(" with the weight "), *heavy]
