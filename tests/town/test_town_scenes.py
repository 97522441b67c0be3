"""Scenes are well formed, and every day of every life has one."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.engine.vocabulary import DEFAULT
from town.content import load_content
from town.reading import ContentError
from town.scenes import choice_is_open, load_scenes, scenes_of_day

SMALL = Path(__file__).parent / "small"
TEN_DAYS = range(1, 11)
PERSONAS = list(load_content().personas)
DOORS = load_content().doors


def day(persona, number, *, seed=7, doors=None, listed=False, history=(), folder=SMALL):
    return scenes_of_day(persona, number, seed=seed, doors=doors or {}, listed=listed, history=history, folder=folder)


def ids(scenes):
    return [scene.id for scene in scenes]


@pytest.fixture
def spoiled(tmp_path):
    """Spoil the small town's scenes and return the first fault."""

    def spoil(old, new):
        folder = Path(shutil.copytree(SMALL, tmp_path / "small"))
        path = folder / "scenes" / "all.yaml"
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        with pytest.raises(ContentError) as caught:
            load_scenes(folder)
        return caught.value.faults[0]

    return spoil


def test_every_scene_of_the_town_is_well_formed():
    assert load_scenes()


def test_a_text_that_is_too_short_is_refused(spoiled):
    fault = spoiled("    A gull has taken somebody's lunch and eats it on the roof", "    The roof")
    assert (fault.item, fault.key) == ("gull", "text")
    assert fault.remedy == "Write 30 to 70."


def test_an_unknown_act_is_refused(spoiled):
    fault = spoiled("act: cross_on_red", "act: fly")
    assert (fault.item, fault.key) == ("mira_signal", "choices.cross.act")


def test_what_others_do_to_you_is_no_choice(spoiled):
    assert spoiled("act: cross_on_red, facts: {hour: 16}", "act: peer_rating").key == "choices.cross.act"


def test_a_fact_the_kind_cannot_carry_is_refused(spoiled):
    fault = spoiled("facts: {hour: 16}", "facts: {stars: 5}")
    assert fault.key == "choices.cross.facts.stars"
    assert "hour, place, match" in fault.remedy


def test_a_fact_out_of_range_is_refused(spoiled):
    assert spoiled("facts: {hour: 16}", "facts: {hour: 24}").key == "choices.cross.facts.hour"


def test_an_unknown_door_or_state_is_refused(spoiled):
    assert "'attic' is unknown" in spoiled("door: express_tram", "door: attic").message


def test_a_state_that_the_door_does_not_have_is_refused(spoiled):
    assert spoiled("is: shut}", "is: ajar}").remedy == "Write one of: open, shut."


def test_an_own_scene_starts_with_its_citizen(spoiled):
    assert spoiled("id: mira_signal", "id: the_signal").remedy == "Write mira_…."


def test_a_choice_must_always_be_left(spoiled):
    fault = spoiled("act: null, after: You see", "act: null, needs: {listed: true}, after: You see")
    assert fault.message == "Every choice can be forbidden."


def test_a_condition_has_one_form(spoiled):
    fault = spoiled("when: {door: express_tram, is: shut}", "when: {door: express_tram, is: shut, listed: true}")
    assert "exactly one of door, fact, listed or chose" in fault.message


def test_a_condition_on_a_choice_that_does_not_exist_is_refused(spoiled):
    fault = spoiled("when: {door: express_tram, is: shut}", "when: {chose: pie.eat}")
    assert "no choice 'eat'" in fault.message


def test_the_own_scene_comes_on_its_day():
    assert ids(day("mira", 2))[0] == "mira_signal"
    assert "mira_signal" not in ids(day("tomas", 2))
    assert "mira_signal" not in ids(day("mira", 3))


def test_a_shut_door_calls_its_scene():
    assert "slow_tram" in ids(day("mira", 3, doors={"express_tram": "shut"}))
    assert "slow_tram" not in ids(day("mira", 3))


def test_a_shut_door_calls_once():
    history = [(3, "slow_tram", "ride")]
    assert "slow_tram" not in ids(day("mira", 4, doors={"express_tram": "shut"}, history=history))


def test_the_own_scene_goes_before_the_door():
    assert ids(day("mira", 2, doors={"express_tram": "shut"})) == ["mira_signal", "slow_tram"]


def test_what_only_a_changed_town_makes_possible_is_drawn_first():
    open_heating = {"heating_discount": "open"}
    for seed in range(20):
        seen = [ids(day("yara", n, seed=seed, doors=open_heating, folder=DEFAULT)) for n in (2, 4)]
        assert any("door_heating_open" in names for names in seen)


def test_playing_the_day_does_not_change_the_day():
    morning = ids(day("mira", 2))
    assert ids(day("mira", 2, history=[(2, "mira_signal", "cross")])) == morning


def test_the_order_of_doors_does_not_matter():
    doors = {"express_tram": "shut", "loan_rate": "none"}
    backwards = dict(reversed(doors.items()))
    assert ids(day("mira", 5, doors=doors)) == ids(day("mira", 5, doors=backwards))


def test_an_exception_never_sees_the_scene():
    seen = {name for seed in range(30) for number in TEN_DAYS for name in ids(day("tomas", number, seed=seed))}
    assert "gull" not in seen


def test_a_choice_can_be_forbidden():
    tram = load_scenes(SMALL)["slow_tram"]
    state = {"day": 3, "doors": {}, "listed": False, "history": [], "folder": SMALL}
    assert choice_is_open(tram.choice("pay"), "mira", **state)
    assert not choice_is_open(tram.choice("pay"), "tomas", **state)
    assert choice_is_open(tram.choice("ride"), "tomas", **state)


def test_a_day_outside_the_life_is_refused():
    with pytest.raises(ValueError, match="Days go from 1 to 10"):
        day("mira", 11)


@settings(max_examples=60, deadline=None)
@given(
    persona=st.sampled_from(PERSONAS),
    seed=st.integers(0, 2**31),
    doors=st.lists(
        st.fixed_dictionaries({door.id: st.sampled_from(door.states) for door in DOORS.values()}),
        min_size=10,
        max_size=10,
    ),
    listed=st.lists(st.booleans(), min_size=10, max_size=10),
    picks=st.lists(st.integers(0, 3), min_size=20, max_size=20),
)
def test_every_day_of_every_life_has_one_or_two_new_scenes(persona, seed, doors, listed, picks):
    history = []
    for number in TEN_DAYS:
        state = {"doors": doors[number - 1], "listed": listed[number - 1], "history": tuple(history)}
        scenes = scenes_of_day(persona, number, seed=seed, **state)
        assert 1 <= len(scenes) <= 2
        for scene in scenes:
            assert scene.id not in [name for _, name, _ in history]
            free = [c for c in scene.choices if choice_is_open(c, persona, day=number, **state)]
            assert free
            history.append((number, scene.id, free[picks[len(history)] % len(free)].id))


@pytest.mark.parametrize("persona", PERSONAS)
def test_no_set_of_doors_can_leave_a_day_empty(persona):
    """Scenes without conditions alone suffice, even when earlier days used up two of them each."""
    always = [scene for scene in load_scenes().values() if scene.concerns(persona) and not scene.when]
    for number in TEN_DAYS:
        own = [scene for scene in always if scene.own and number in scene.on_days]
        drawn = [scene for scene in always if not scene.own and number in scene.on_days]
        used = 2 * sum(any(earlier in scene.on_days for scene in drawn) for earlier in range(1, number))
        assert own or len(drawn) > used, f"{persona} may have nothing on day {number}"
