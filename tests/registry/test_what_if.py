"""What would have helped is only said when a run of the engine shows that it helps."""

from collections.abc import Iterable

import pytest
from cast import EVERYONE, SEED, by_lot, mornings, seed_of_a_mistake

from registry.lives import DAYS, File, allowed, black_lists, open_file
from registry.whatif import alternatives, excused, what_if
from scoring.engine import Explanation, Finding, Observation, Rulebook, explain, reform
from town.events import Decision
from town.life import live
from town.scenes import load_scenes

CITIZENS = ("davit", "hector", "yara", "ludmille", "joren", "nadir")
SYSTEMS = ("tessamere", "suining_2010", "rongcheng", "schufa_2026", "dutch_fraud_scorecard", "nosedive")
LIVES = [(citizen, SEED, "tessamere") for citizen in CITIZENS] + [("davit", SEED, system) for system in SYSTEMS[1:]]


def run(file: File, observations: Iterable[Observation] | None = None, rulebook: Rulebook | None = None) -> Explanation:
    seen = file.observations if observations is None else observations
    return explain(rulebook or file.rulebook, seen, facts=file.facts, days=DAYS)


def helps(file: File, life: Explanation) -> bool:
    """Off the black lists; for whoever is on none, a better band."""
    black = black_lists(file.rulebook)
    if black & set(file.explanation.lists):
        return not black & set(life.lists)
    names = [band.id for band in file.rulebook.bands]
    return life.band is None or names.index(life.band) < names.index(file.explanation.band)


def found(kind: str) -> list[tuple[File, Finding]]:
    """Every finding of one kind that names a change, over the lives of these tests."""
    rows = []
    for citizen, seed, system in [*LIVES, ("yara", seed_of_a_mistake("yara"), "tessamere")]:
        file = by_lot(citizen, seed, system)
        rows += [(file, each) for each in what_if(file).findings if each.kind == kind and each.found and each.changes]
    return rows


def as_told(finding: Finding, life: Explanation) -> bool:
    return (finding.standing, finding.band, finding.lists) == (life.standing, life.band, tuple(life.lists))


@pytest.mark.parametrize("kind", ["acts", "data", "rules"])
def test_these_lives_do_hold_findings_to_be_checked(kind: str) -> None:
    assert found(kind)


@pytest.mark.parametrize("kind", ["circumstances", "data"])
def test_striking_what_is_named_frees_and_gives_the_numbers_told(kind: str) -> None:
    for file, finding in found(kind):
        struck = {change["strike"] for change in finding.changes}
        may_go = file.wrong if kind == "data" else excused(file)
        life = run(file, [seen for seen in file.observations if seen.id not in struck])
        assert struck <= may_go
        assert helps(file, life)
        assert as_told(finding, life)


@pytest.mark.parametrize("kind", ["circumstances", "data"])
def test_striking_fewer_would_not_do(kind: str) -> None:
    for file, finding in found(kind):
        struck = [change["strike"] for change in finding.changes]
        for kept in struck if finding.exhaustive else ():
            fewer = set(struck) - {kept}
            assert not helps(file, run(file, [seen for seen in file.observations if seen.id not in fewer]))


def test_changing_the_number_that_is_named_frees_and_gives_the_numbers_told() -> None:
    for file, finding in found("rules"):
        (change,) = finding.changes
        life = run(file, rulebook=reform(file.rulebook, {change["path"]: change["new"]}))
        assert helps(file, life)
        assert as_told(finding, life)


def test_the_procedure_that_is_named_frees() -> None:
    for file, finding in found("procedure"):
        (change,) = finding.changes
        lists = file.rulebook.document.get("lists") or []
        if change["procedure"] == "notice":
            edits = {f"/lists/{i}/notice_days": change["days"] for i in range(len(lists))}
            life = run(file, rulebook=reform(file.rulebook, edits))
        elif change["procedure"] == "no_minimum_stay":
            edits = {f"/lists/{i}/minimum_days": 0 for i, each in enumerate(lists) if each.get("minimum_days")}
            life = run(file, rulebook=reform(file.rulebook, edits))
        else:
            assert set(change["struck"]) <= excused(file)
            life = run(file, [seen for seen in file.observations if seen.id not in set(change["struck"])])
        assert helps(file, life)


def instead(file: File, change: dict) -> tuple[int, Decision]:
    """The decision that a finding would rather have had, and its place in the life."""
    for position, made in enumerate(file.decisions):
        if made.day != change["day"]:
            continue
        for choice in load_scenes()[made.scene_id].choices:
            if choice.text == change["instead"] and choice.id != made.choice_id:
                return position, Decision(made.day, made.scene_id, choice.id)
    raise AssertionError(f"no such choice: {change}")


def test_the_other_choice_that_is_named_was_open_on_that_day() -> None:
    for file, finding in found("acts"):
        for change in finding.changes:
            position, other = instead(file, change)
            then = open_file(file.persona.id, file.seed, file.rulebook, file.decisions[:position])
            assert then.scene is not None
            assert allowed(then, then.scene.choice(other.choice_id)), (file.persona.id, file.rulebook.id, other)


@pytest.mark.parametrize("citizen", EVERYONE)
def test_no_choice_is_tried_that_a_door_then_forbade(citizen: str) -> None:
    tried = {(day, text) for day, others in alternatives(by_lot(citizen)).items() for text, _ in others}
    for file in mornings(citizen)[:-1]:
        assert file.scene is not None
        shut = {(file.day, choice.text) for choice in file.scene.choices if not allowed(file, choice)}
        assert not tried & shut


def test_having_made_the_other_choice_frees_with_everything_that_it_would_have_put_on_file() -> None:
    for file, finding in found("acts"):
        made = list(file.decisions)
        for change in finding.changes:
            position, other = instead(file, change)
            made[position] = other
        seen = [row.observation for row in live(file.persona.id, file.seed, made).seen]
        assert helps(file, run(file, seen)), (file.persona.id, file.rulebook.id, finding.changes)


def test_who_was_listed_by_mistake_is_told_to_have_the_mistake_struck() -> None:
    file = by_lot("yara", seed_of_a_mistake("yara"))
    data = next(each for each in what_if(file).findings if each.kind == "data")
    assert what_if(file).listed
    assert data.found
    assert {change["strike"] for change in data.changes} <= file.wrong


def test_nothing_would_have_helped_is_said_only_after_every_life_was_followed() -> None:
    told = [what_if(by_lot(citizen)) for citizen in ("davit", "hector")]
    assert any(answer.lives is not None and answer.lives.hopeless for answer in told)
    for answer in told:
        if answer.lives is not None and answer.lives.hopeless:
            assert answer.lives.complete
            assert answer.lives.saved is None
            assert not answer.findings[0].found


def test_the_same_question_has_the_same_answer() -> None:
    file = by_lot("hector")
    again = open_file("hector", SEED, file.rulebook, file.decisions)
    assert [each.to_dict() for each in what_if(again).findings] == [each.to_dict() for each in what_if(file).findings]


def test_five_kinds_are_always_answered() -> None:
    for citizen in EVERYONE[:4]:
        kinds = [each.kind for each in what_if(by_lot(citizen)).findings]
        assert kinds == ["acts", "circumstances", "data", "rules", "procedure"]
