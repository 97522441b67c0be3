"""Rules in plain words: what was entered, what was asked, what follows, for how long."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from scoring import display
from scoring.engine import Rulebook, Vocabulary
from scoring.engine import conditions as c
from scoring.engine import model as m
from scoring.engine.sentences import lower
from scoring.engine.vocabulary import Fact, Value
from scoring.pages.words import DISPLAYS, word

ONE = {  # units of the vocabulary that lose more than an s
    "addresses": "address",
    "inquiries": "inquiry",
    "tenths of a per mille": "tenth of a per mille",
}


def days(count: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": f"{count:,}"}


def period(count: int | None) -> str:
    return _("for ever") if count is None else _("for %(days)s") % {"days": days(count)}


def value(fact: Fact, wanted: Value) -> str:
    """One value of a fact, with its unit."""
    if fact.type == "bool":
        return _("yes") if wanted else _("no")
    if fact.type == "enum":
        return next((choice.label for choice in fact.values if choice.id == wanted), str(wanted))
    if not isinstance(wanted, int):
        return str(wanted)
    unit = ONE.get(fact.unit, fact.unit.removesuffix("s")) if wanted == 1 else fact.unit
    return f"{wanted:,} {unit}".rstrip()


def kinds(on: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """The acts that are looked at, as what somebody did."""
    if not on:
        return _("has any entry at all")
    return get_text_list([lower(vocabulary.kinds[kind].past) for kind in on], _("or"))


def condition(node: c.Condition) -> str:
    """A condition in words. Brackets stand where two joins meet."""
    if isinstance(node, c.Test):
        return _test(node)
    if isinstance(node, c.Not):
        return _("not (%(condition)s)") % {"condition": condition(node.part)}
    joint = _(" and ") if isinstance(node, c.All) else _(" or ")
    return joint.join(_bracketed(part) for part in node.parts)


def _bracketed(node: c.Condition) -> str:
    several = isinstance(node, c.All | c.Any) and len(node.parts) > 1
    return f"({condition(node)})" if several else condition(node)


def _test(test: c.Test) -> str:
    wanted, fact = test.value, test.fact
    label = lower(fact.label)
    if isinstance(wanted, tuple):
        if test.op == "between":
            low, high = str(wanted[0]), value(fact, wanted[1])
            return _("%(fact)s: from %(low)s to %(high)s") % {"fact": label, "low": low, "high": high}
        return f"{label}: {get_text_list([value(fact, each) for each in wanted], _('or'))}"
    forms = {
        "is": _("%(fact)s: %(value)s"),
        "is_not": _("%(fact)s: not %(value)s"),
        "at_least": _("%(fact)s: %(value)s or more"),
        "at_most": _("%(fact)s: %(value)s or less"),
    }
    return forms[test.op] % {"fact": label, "value": value(fact, wanted)}


def effects(rulebook: Rulebook, rule: m.Rule) -> tuple[str, ...]:
    return tuple(_effect(rulebook, effect) for effect in rule.effects)


def _effect(rulebook: Rulebook, effect: m.Effect) -> str:
    if isinstance(effect, m.Points):
        return _points(rulebook, effect.amount)
    if isinstance(effect, m.PointsPer):
        return _points_per(rulebook, effect)
    if isinstance(effect, m.Stars):
        return _stars(rulebook, effect)
    if isinstance(effect, m.SetBand):
        label = rulebook.bands[effect.band].label
        return _("no better than “%(band)s” %(period)s") % {"band": label, "period": period(effect.days)}
    if isinstance(effect, m.Display):
        return _("shown %(where)s %(period)s") % {
            "where": word(DISPLAYS, effect.where), "period": period(effect.days)
        }  # fmt: skip
    if isinstance(effect, m.Record):
        return _("entered on the record as “%(entry)s” %(period)s") % {
            "entry": effect.entry, "period": period(effect.days)
        }  # fmt: skip
    label = list_label(rulebook, effect.list)
    if isinstance(effect, m.TakeOff):
        return _("taken off “%(list)s”") % {"list": label}
    until = _("until taken off") if effect.days is None else period(effect.days)
    return _("put on “%(list)s” %(period)s") % {"list": label, "period": until}


def _points(rulebook: Rulebook, amount: int) -> str:
    return f"{display.signed(rulebook, amount)} {rulebook.scale.unit}"


def _points_per(rulebook: Rulebook, effect: m.PointsPer) -> str:
    words = {
        "points": _points(rulebook, effect.each),
        "every": value(effect.fact, effect.every),
        "fact": effect.fact.label.lower(),
    }
    text = _("%(points)s for every %(every)s (%(fact)s)") % words
    if effect.cap is None:
        return text
    return _("%(text)s, at most %(cap)s") % {"text": text, "cap": display.number(rulebook, effect.cap)}


def _stars(rulebook: Rulebook, effect: m.Stars) -> str:
    mark = _("the stars that were given") if isinstance(effect.value, Fact) else (
        _("a mark of %(stars)s") % {"stars": display.number(rulebook, effect.value)}
    )  # fmt: skip
    if isinstance(effect.weight, Fact):
        return _("%(mark)s, counted by %(fact)s") % {"mark": mark, "fact": effect.weight.label.lower()}
    return ngettext("%(mark)s, counted once", "%(mark)s, counted %(n)s times", effect.weight) % {
        "mark": mark, "n": effect.weight
    }  # fmt: skip


def limits(rule: m.Rule) -> tuple[str, ...]:
    """How long it lasts and how often it can happen."""
    found = []
    if rule.expires is not None:
        found.append(_("It counts for %(days)s.") % {"days": days(rule.expires)})
    if rule.at_most is not None:
        times = ngettext("At most once in %(days)s.", "At most %(n)s times in %(days)s.", rule.at_most.times)
        found.append(times % {"n": rule.at_most.times, "days": days(rule.at_most.days)})
    return tuple(found)


def list_label(rulebook: Rulebook, name: str) -> str:
    return next((entry.label for entry in rulebook.lists if entry.id == name), name)


def door_test(rulebook: Rulebook, test: m.DoorTest) -> str:
    """What must be so for a door line to hold."""
    found = []
    if test.list is not None:
        found.append(_("on “%(list)s”") % {"list": list_label(rulebook, test.list)})
    if test.bands is not None:
        labels = [rulebook.bands[position].label for position in sorted(test.bands)]
        found.append(get_text_list([f"“{label}”" for label in labels], _("or")))
    if test.display is not None:
        found.append(_("shown %(where)s") % {"where": word(DISPLAYS, test.display)})
    if test.standing_at_most is not None:
        found.append(_("standing at most %(n)s") % {"n": display.number(rulebook, test.standing_at_most)})
    if test.standing_at_least is not None:
        found.append(_("standing at least %(n)s") % {"n": display.number(rulebook, test.standing_at_least)})
    if test.entries_at_least is not None:
        count = test.entries_at_least
        found.append(ngettext("%(n)s entry or more", "%(n)s entries or more", count) % {"n": count})
    if test.scored is not None:
        found.append(_("has a standing") if test.scored else _("has no standing"))
    return _(" and ").join(found)
