"""Nothing is rigged: a file is the town's observations under the engine's rules, and can always be opened again."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cast import EVERYONE, SEED, by_lot, decisions, mornings

from registry.boards import autoplay
from registry.lives import DAYS, EditionError, File, ForbiddenChoice, allowed, choose, citizen_facts, open_file
from scoring.engine import explain
from scoring.selectors import FOLDER, shipped, slugs
from town.events import Decision
from town.life import observe

ROOT = Path(__file__).parents[2]


def digest(file: File) -> str:
    """SHA-256 of everything a file says: what is on it, what is not, and how it was scored."""
    trace = json.dumps(file.explanation.to_dict(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256((file.life.canonical_json() + trace).encode()).hexdigest()


@pytest.mark.parametrize("system", slugs())
def test_the_same_seed_and_choices_give_the_same_file_byte_for_byte(system: str) -> None:
    file = by_lot("davit", SEED, system)
    assert digest(open_file("davit", SEED, shipped(system), file.decisions)) == digest(file)


def test_another_process_opens_the_same_file() -> None:
    program = (
        "import django; django.setup()\n"
        "import sys; sys.path[:0] = ['tests', 'tests/registry']\n"
        "from cast import by_lot\nfrom test_files import digest\n"
        "print(digest(by_lot('yara', 4417, 'tessamere')), digest(by_lot('pia', 4417, 'nosedive')))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4417", "DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [digest(by_lot("yara")), digest(by_lot("pia", SEED, "nosedive"))]


@pytest.mark.parametrize("citizen", EVERYONE)
def test_a_file_is_what_the_engine_says_of_what_the_town_observed(citizen: str) -> None:
    file = by_lot(citizen)
    on_file = [seen.observation for seen in observe(citizen, SEED, file.decisions)]
    by_hand = explain(shipped("tessamere"), on_file, facts=citizen_facts(citizen), days=DAYS)
    assert by_hand.to_dict() == file.explanation.to_dict()


@pytest.mark.parametrize("system", slugs())
def test_under_every_system_it_is_the_engine_that_scores(system: str) -> None:
    file = by_lot("hector", SEED, system)
    on_file = [seen.observation for seen in observe("hector", SEED, file.decisions)]
    by_hand = explain(shipped(system), on_file, facts=citizen_facts("hector"), days=DAYS)
    assert by_hand.to_dict() == file.explanation.to_dict()


def test_another_seed_is_another_life() -> None:
    assert digest(autoplay("oke", 1, shipped("tessamere"))) != digest(autoplay("oke", 2, shipped("tessamere")))


@pytest.mark.parametrize("citizen", EVERYONE)
def test_everybody_lives_ten_days_of_one_or_two_scenes_and_always_has_a_choice(citizen: str) -> None:
    counts = dict.fromkeys(range(1, DAYS + 1), 0)
    for file in mornings(citizen)[:-1]:
        assert file.scene is not None
        assert any(allowed(file, choice) for choice in file.scene.choices), file.scene.id
        counts[file.day] += 1
    assert set(counts.values()) <= {1, 2}
    assert mornings(citizen)[-1].complete


@pytest.mark.parametrize("citizen", EVERYONE)
def test_a_decision_changes_no_day_before_it(citizen: str) -> None:
    whole = by_lot(citizen).explanation.settlements
    for file in mornings(citizen):
        for day in range(file.day):
            told, later = file.explanation.settlements[day], whole[day]
            assert (told.standing, told.band, told.lists) == (later.standing, later.band, later.lists)


def test_doors_of_a_day_are_those_that_the_evening_before_has_set() -> None:
    for file in mornings("davit"):
        assert file.doors == file.explanation.settlements[min(file.day, DAYS + 1) - 1].doors


def test_the_last_scene_is_known_only_on_the_last_day() -> None:
    files = mornings("davit")
    assert [file.last_scene for file in files[:-1]] == [False] * (len(files) - 2) + [True]


def test_a_choice_can_only_be_made_in_the_scene_that_offers_it() -> None:
    first, *_, last = mornings("oke")
    elsewhere = decisions("oke")[-1].choice_id
    with pytest.raises(ForbiddenChoice):
        choose(first, elsewhere if elsewhere not in {c.id for c in first.scene.choices} else "nothing")
    with pytest.raises(ForbiddenChoice):
        choose(last, elsewhere)


@pytest.mark.parametrize(
    "broken",
    [
        (Decision(1, "no_such_scene", "yes"),),
        (Decision(11, "no_such_scene", "yes"),),
        (Decision(2, decisions("oke")[0].scene_id, decisions("oke")[0].choice_id),),
        (decisions("oke")[0], decisions("oke")[0]),
        (Decision(1, decisions("oke")[0].scene_id, "no_such_choice"),),
    ],
)
def test_decisions_that_fit_no_scene_are_another_edition(broken: tuple[Decision, ...]) -> None:
    with pytest.raises(EditionError):
        open_file("oke", SEED, shipped("tessamere"), broken)


def test_groups_behave_identically() -> None:
    """By lot, who you are changes what is on file; it never changes which rule is asked."""
    rules = {rule.id for rule in shipped("tessamere").rules}
    for citizen in EVERYONE:
        looked = {look.rule for s in by_lot(citizen).explanation.settlements if s.trace for look in s.trace.looks}
        assert looked <= rules


def test_no_rule_names_a_citizen() -> None:
    for path in FOLDER.glob("*.yaml"):
        if path.stem in slugs():
            words = set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
            assert not words & {"persona", *EVERYONE} - {"rook"}, path.name
