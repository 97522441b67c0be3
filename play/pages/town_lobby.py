"""Who asks for which rule, what it would do, whom it pleases, and how the book swells."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from play.drafts import INSERT, TAKE_OUT, Step
from play.pages.pen import Desk
from play.pages.town_names import group_label, n
from registry.lobby import CITIZENS, AskRow, accepted, conflicts, load_lobby, moods, with_ask, would_do
from scoring.engine import Comparison, Rulebook, from_document, plain, sentence
from scoring.engine.sentences import lower
from scoring.selectors import vocabulary


@dataclass(frozen=True)
class Ask:
    id: str
    group: str
    why: str
    sentence: str
    standing: bool  # it stands in the draft
    gain: str
    lose: str
    listed: str
    freed: str
    who: str  # which incomes it serves and which it costs; "" where that is all the same
    against: tuple[str, ...]
    conflicts: tuple[str, ...]


def lobby_page(desk: Desk) -> dict[str, Any]:
    names = {group.id: group.name for group in load_lobby().groups}
    odd = conflicts(desk.reform, accepted(desk.reform), desk.file.seed)
    asks = [_ask(desk, ask, names, [r.message for r in odd.get(ask.id, [])]) for ask in load_lobby().asks]
    return {
        "asks": [ask for ask in asks if ask],
        "moods": moods(desk.reform),
        "rules": (len(desk.baseline.rules), sum(rule.enabled for rule in desk.reform.rules)),
        "citizens": n(CITIZENS),
    }


def _ask(desk: Desk, ask: AskRow, names: dict[str, str], odd: list[str]) -> Ask | None:
    """None where the rule does not fit this system."""
    standing = ask.id in accepted(desk.reform)
    without = _without(desk.reform, ask.id) if standing else desk.reform
    more = with_ask(without, ask) if without else None
    done = would_do(without, ask.id, desk.baseline, desk.file.seed) if without else None
    if more is None or done is None:
        return None
    return Ask(
        id=ask.id,
        group=names[ask.group],
        why=ask.why,
        sentence=plain(sentence(more.rule(ask.id), vocabulary(), rulebook=more)),
        standing=standing,
        gain=n(done.winners.number),
        lose=n(done.losers.number),
        listed=n(done.newly_listed.number),
        freed=n(done.newly_freed.number),
        who=_who(done),
        against=tuple(names[each] for each in ask.against),
        conflicts=tuple(odd),
    )


def _without(rulebook: Rulebook, name: str) -> Rulebook | None:
    document = {**rulebook.document, "rules": [each for each in rulebook.document["rules"] if each["id"] != name]}
    return from_document(document, file=rulebook.id, vocabulary=rulebook.vocabulary)


def _who(done: Comparison) -> str:
    """The income that gains most and the one that loses most, a head."""
    lines = [line for line in done.groups if line.group == "income" and line.after.of]
    if not lines or not (done.winners.number or done.losers.number):
        return ""
    balance = {line.label: (line.winners - line.losers) / line.after.of for line in lines}
    best, worst = max(balance, key=lambda label: balance[label]), min(balance, key=lambda label: balance[label])
    if best == worst:
        return ""
    words = _("Best for income %(best)s, worst for income %(worst)s.")
    return words % {"best": lower(group_label("income", best)), "worst": lower(group_label("income", worst))}


def step_for(desk: Desk, name: str, *, accept: bool) -> Step:
    """The step that puts a rule that is asked for into the draft, or takes it out; [] where there is nothing to do."""
    places = {rule["id"]: place for place, rule in enumerate(desk.reform.document["rules"])}
    ask = next((each for each in load_lobby().asks if each.id == name), None)
    if ask is None:
        return []
    if not accept:
        return [[f"{TAKE_OUT}/rules/{places[name]}", None]] if name in places else []
    if with_ask(desk.reform, ask) is None:
        return []
    if name in places:
        return [[f"/rules/{places[name]}/enabled", True]] if name not in accepted(desk.reform) else []
    return [[f"{INSERT}/rules/{len(places)}", ask.document]]
