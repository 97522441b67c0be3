"""A life: acts become entries, rightly and wrongly, and the same life can always be lived again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from town.content import load_content
from town.life import Decision, live, observe
from town.luck import below, between

SMALL = Path(__file__).parent / "small"
ROOT = Path(__file__).parents[2]
CROSS = Decision(2, "mira_signal", "cross")
LATE = Decision(3, "bill", "late")
GIVE = Decision(4, "pie", "give")
DIGEST = "90ecacda64824014b04db919633fdcc62c95145463bd17b7461055bcd1afcb3b"
SEEDS = range(400)


def entries(life, kind=None):
    return [row for row in life.seen if kind in (None, row.observation.kind)]


def of_choice(life, decision):
    return [
        row for row in life.seen if (row.truth.scene, row.truth.choice) == (decision.scene_id, decision.choice_id)
    ]


def test_a_life_can_be_lived_again_byte_for_byte():
    assert live("mira", 7, [CROSS, LATE], folder=SMALL).digest == DIGEST


@pytest.mark.parametrize("hash_seed", ["0", "4417"])
def test_another_process_lives_the_same_life(hash_seed):
    program = (
        "from town.life import Decision, live\n"
        f"d = [Decision(2, 'mira_signal', 'cross'), Decision(3, 'bill', 'late')]\n"
        f"print(live('mira', 7, d, folder={str(SMALL)!r}).digest)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == DIGEST


def test_another_seed_is_another_life():
    assert live("mira", 8, [CROSS, LATE], folder=SMALL).digest != DIGEST


def test_the_order_of_decisions_does_not_matter():
    assert live("mira", 7, [LATE, CROSS], folder=SMALL).digest == DIGEST


def test_one_changed_choice_leaves_all_other_luck_alone():
    for seed in range(50):
        crossed = live("mira", seed, [CROSS, LATE, GIVE], folder=SMALL)
        waited = live("mira", seed, [Decision(2, "mira_signal", "wait"), LATE, GIVE], folder=SMALL)
        rest = [row for row in crossed.seen if row.truth.scene != "mira_signal"]
        assert rest == list(waited.seen)


def test_a_shorter_life_is_the_beginning_of_a_longer_one():
    for seed in range(50):
        whole = live("mira", seed, [CROSS, LATE], folder=SMALL)
        part = live("mira", seed, [CROSS, LATE], days=4, folder=SMALL)
        assert list(part.seen) == [row for row in whole.seen if row.observation.day <= 4]
        assert list(part.unseen) == [row for row in whole.unseen if row.day <= 4]


def test_what_was_on_file_before_stays_on_file():
    life = live("mira", 7, [], folder=SMALL)
    assert life.seen[0].observation.day == -9
    assert life.seen[0].observation.facts["able_to_pay"] is False


def test_every_act_is_either_on_file_or_reported_as_unseen():
    for seed in SEEDS:
        life = live("mira", seed, [CROSS], folder=SMALL)
        filed = [row for row in of_choice(life, CROSS) if row.observation.kind == "cross_on_red"]
        missed = [row for row in life.unseen if row.scene == CROSS.scene_id]
        assert len(filed) + len(missed) == 1


def test_a_source_sees_as_often_as_it_says():
    seen = sum(bool(entries(live("tomas", seed, [CROSS], folder=SMALL), "cross_on_red")) for seed in SEEDS)
    assert 0.52 < seen / len(SEEDS) < 0.68  # 60 per cent; 400 draws


def test_the_entry_says_what_the_scene_says_and_where_it_was():
    rows = [row for seed in range(20) for row in of_choice(live("mira", seed, [LATE], folder=SMALL), LATE)]
    assert rows
    for row in rows:
        assert row.observation.facts["place"] == "online"
        assert row.observation.facts["hour"] == 9
        assert row.observation.facts["amount"] >= 20
        assert row.truth.circumstance == "The wages came late"


def test_a_misread_bill_is_marked_with_the_error_and_reads_as_unwilling():
    rows = [row for seed in SEEDS for row in of_choice(live("mira", seed, [LATE], folder=SMALL), LATE)]
    misread = [row for row in rows if row.truth.error == "faulty_meter"]
    assert 0.05 < len(misread) / len(rows) < 0.35
    assert all(row.observation.facts["able_to_pay"] is True for row in misread)
    assert all(row.observation.facts["able_to_pay"] is False for row in rows if row.truth.error is None)


def test_an_act_filed_on_somebody_else_is_reported():
    errors = [row.error for seed in SEEDS for row in live("mira", seed, [LATE], folder=SMALL).unseen if row.scene]
    assert "other_name" in errors


def test_an_old_page_comes_back_as_something_that_nobody_did():
    rows = [row for seed in range(60) for row in live("mira", seed, [], folder=SMALL).seen]
    stale = [row for row in rows if row.truth.error == "old_page"]
    assert stale
    assert not any(row.truth.act for row in stale)


def test_cameras_file_strangers_on_whom_they_mistake():
    mira = [row for seed in range(100) for row in live("mira", seed, [], folder=SMALL).seen]
    faces = [row for row in mira if row.truth.error == "wrong_person"]
    assert 150 < len(faces) < 250  # 20 per cent of 1,000 days
    assert all(row.observation.source == "face_camera" and not row.truth.act for row in faces)
    assert all(row.observation.facts["match"] < 90 for row in faces)
    assert not [
        row
        for seed in range(100)
        for row in live("tomas", seed, [], folder=SMALL).seen
        if not row.truth.act and row.observation.source == "face_camera"
    ]


def test_bystanders_like_a_gift_better_than_a_crossing():
    lives = [live("mira", seed, [CROSS, GIVE], folder=SMALL) for seed in SEEDS]
    given = [
        row.observation.facts["stars"]
        for life in lives
        for row in of_choice(life, GIVE)
        if row.observation.kind == "peer_rating"
    ]
    crossed = [
        row.observation.facts["stars"]
        for life in lives
        for row in of_choice(life, CROSS)
        if row.observation.kind == "peer_rating"
    ]
    assert set(given) == {3, 4, 5}
    assert set(crossed) == {1, 2, 3}


def test_who_has_no_telephone_is_rated_by_nobody():
    lives = [live("tomas", seed, [GIVE], folder=SMALL) for seed in SEEDS]
    assert not [row for life in lives for row in life.seen if row.observation.source == "peer_app"]


def test_ids_tell_nothing_and_stand_once():
    life = live("mira", 7, [CROSS, LATE], folder=SMALL)
    ids = [row.observation.id for row in life.seen]
    assert len(set(ids)) == len(ids)
    assert all(len(name) == 13 and name[0] == "o" for name in ids)


def test_observe_gives_the_file_of_a_life():
    assert observe("mira", 7, [CROSS], folder=SMALL) == list(live("mira", 7, [CROSS], folder=SMALL).seen)


@pytest.mark.parametrize("persona", list(load_content().personas))
def test_everybody_can_live_without_deciding_anything(persona):
    life = live(persona, 1, [])
    start = load_content().persona(persona).start_observations
    assert [row for row in life.seen if row.observation.day < 1][: len(start)] or not start
    assert [row.observation.day for row in life.seen] == sorted(row.observation.day for row in life.seen)


def test_decisions_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="There is no scene 'nowhere'"):
        live("mira", 1, [Decision(1, "nowhere", "x")], folder=SMALL)
    with pytest.raises(ValueError, match=r"no choice 'fly'\. Choose one of: cross, wait"):
        live("mira", 1, [Decision(2, "mira_signal", "fly")], folder=SMALL)
    with pytest.raises(ValueError, match="decided twice"):
        live("mira", 1, [CROSS, CROSS], folder=SMALL)
    with pytest.raises(ValueError, match="outside a life"):
        live("mira", 1, [Decision(0, "mira_signal", "cross")], folder=SMALL)


def test_luck_belongs_to_its_key_alone():
    assert below(100, 1, "a") == below(100, 1, "a")
    assert below(10**9, 1, "2") != below(10**9, "1", 2)
    assert {between(1, 3, seed) for seed in range(50)} == {1, 2, 3}
