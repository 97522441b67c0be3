"""A choice counts once, at the moment for which it was meant, and only where a door lets it."""

import uuid

import pytest
from cast import EVERYONE, LISTED, SEED, begin, by_lot, choices_of, decisions, mornings, put, written
from django.test import Client

from play.models import Decision, Life, Stage
from play.selectors import file_of
from play.services import Refused, Stale, decide
from registry.lives import allowed

EARLIER = "That page was of an earlier moment"
SHUT = "That can’t be done today"


def post(client: Client, life: Life, position: int | str, choice: str) -> str:
    """Send a choice and read the page it leads to."""
    return client.post(
        f"/play/{life.pk}/day/", {"position": str(position), "choice": choice}, follow=True
    ).content.decode()


def a_shut_choice() -> tuple[str, int, str]:
    """A citizen, how many decisions in, and a choice that a door then forbids: found, not scripted."""
    for citizen in EVERYONE:
        for count, file in enumerate(mornings(citizen)[:-1]):
            for choice in file.scene.choices if file.scene else ():
                if not allowed(file, choice):
                    return citizen, count, choice.id
    raise AssertionError("in no life by lot does a door forbid anything")


def test_a_choice_is_kept_and_the_next_scene_opens(you: Client) -> None:
    life = begin(you)
    first = file_of(life).scene
    page = post(you, life, 0, choices_of(life)[0])
    assert 'name="position" value="1"' in page
    assert [row[1] for row in written(life)] == [first.id if first else ""]


def test_the_same_form_sent_twice_counts_once_and_says_nothing(you: Client) -> None:
    life = begin(you)
    choice = choices_of(life)[0]
    post(you, life, 0, choice)
    page = post(you, life, 0, choice)
    assert EARLIER not in page
    assert len(written(life)) == 1


def test_the_back_button_and_another_choice_change_nothing_and_are_told(you: Client) -> None:
    life = begin(you)
    first, other = choices_of(life)[:2]
    post(you, life, 0, first)
    before = written(life)
    page = post(you, life, 0, other)
    assert EARLIER in page
    assert written(life) == before
    assert 'name="position" value="1"' in page


@pytest.mark.parametrize("position", ["1", "99", "-1", "", "x", "9" * 30, "9" * 5000, "0.0", "²"])
def test_a_position_that_is_not_now_is_told_and_changes_nothing(you: Client, position: str) -> None:
    life = begin(you)
    assert EARLIER in post(you, life, position, choices_of(life)[0])
    assert not Decision.objects.exists()


@pytest.mark.parametrize("choice", ["", "nothing", "a" * 3000, "' or 1=1 --", "<b>", "\x00"])
def test_a_tampered_choice_is_refused_and_changes_nothing(you: Client, choice: str) -> None:
    life = begin(you)
    assert SHUT in post(you, life, 0, choice)
    assert not Decision.objects.exists()


def test_a_tampered_choice_for_an_earlier_moment_is_told_as_well(you: Client) -> None:
    life = begin(you)
    post(you, life, 0, choices_of(life)[0])
    for choice in ("\x00", "nothing", "a" * 3000):
        assert EARLIER in post(you, life, 0, choice)
    assert len(written(life)) == 1


def test_a_choice_of_another_scene_is_refused(you: Client) -> None:
    life = begin(you)
    here = set(choices_of(life))
    elsewhere = next(each.choice_id for each in decisions(LISTED) if each.choice_id not in here)
    assert SHUT in post(you, life, 0, elsewhere)
    assert not Decision.objects.exists()


def test_a_choice_that_a_door_forbids_is_shown_struck_out_and_refused(you: Client) -> None:
    citizen, count, choice = a_shut_choice()
    life = begin(you, citizen)
    put(life, decisions(citizen)[:count])
    page = you.get(f"/play/{life.pk}/day/").content.decode()
    assert "choice shut" in page
    assert f'name="choice" value="{choice}"' not in page
    assert SHUT in post(you, life, count, choice)
    assert len(written(life)) == count


def test_the_service_itself_refuses_what_the_page_would_not_send(you: Client) -> None:
    life = begin(you)
    with pytest.raises(Refused):
        decide(life=life, position=0, choice_id="nothing")
    with pytest.raises(Stale):
        decide(life=life, position=5, choice_id=choices_of(life)[0])
    assert not Decision.objects.exists()


def test_ten_days_by_clicks_end_at_the_bet_and_are_the_life_that_the_engine_tells(you: Client) -> None:
    life = begin(you)
    for position, made in enumerate(decisions(LISTED)):
        post(you, life, position, made.choice_id)
    life.refresh_from_db()
    assert life.stage == Stage.BET
    told = by_lot(LISTED)
    assert file_of(life).life.digest == told.life.digest
    assert file_of(life).explanation.to_dict() == told.explanation.to_dict()


def test_after_the_tenth_day_there_is_nothing_more_to_decide(you: Client) -> None:
    life = begin(you)
    put(life, decisions(LISTED))
    Life.objects.filter(pk=life.pk).update(stage=Stage.BET)
    count = len(decisions(LISTED))
    assert you.get(f"/play/{life.pk}/day/").url == f"/play/{life.pk}/bet/"
    post(you, life, count, "anything")
    assert len(written(life)) == count


def test_the_position_survives_a_new_browser_window_with_the_same_cookie(you: Client) -> None:
    life = begin(you)
    post(you, life, 0, choices_of(life)[0])
    again = Client()
    again.cookies["gs-file"] = you.cookies["gs-file"].value
    assert again.get("/").status_code == 200
    page = again.get(f"/play/{life.pk}/", follow=True).content.decode()
    assert 'name="position" value="1"' in page


def test_two_tabs_of_one_life_do_not_undo_each_other(you: Client) -> None:
    life = begin(you)
    first = choices_of(life)[0]
    you.get(f"/play/{life.pk}/day/")  # the second tab stands on the same scene
    post(you, life, 0, first)
    post(you, life, 1, choices_of(life)[0])
    before = written(life)
    page = post(you, life, 1, "nothing")
    assert EARLIER in page
    assert written(life) == before


def test_a_form_that_was_forged_says_so_on_a_readable_page_and_changes_nothing(you: Client, strict: Client) -> None:
    strict.cookies = you.cookies
    life = begin(you)
    response = strict.post(f"/play/{life.pk}/day/", {"position": "0", "choice": choices_of(life)[0]})
    assert response.status_code == 403
    assert "Nothing was changed" in response.content.decode()
    assert not Decision.objects.exists()


def test_a_form_with_its_own_token_is_taken(strict: Client) -> None:
    page = strict.get("/").content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    response = strict.post("/play/begin/", {"seed": str(SEED), "citizen": "oke", "csrfmiddlewaretoken": token})
    assert response.status_code == 302
    assert Life.objects.count() == 1


def test_the_rows_themselves_refuse_a_second_decision_at_one_position(you: Client) -> None:
    from django.db import IntegrityError, transaction

    life = begin(you)
    put(life, decisions(LISTED)[:1])
    with pytest.raises(IntegrityError), transaction.atomic():
        put(life, decisions(LISTED)[:1])
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(life=life, position=1, day=11, scene="x", choice="y")


def test_an_unknown_life_is_not_found(you: Client) -> None:
    begin(you)
    assert you.post(f"/play/{uuid.uuid4()}/day/", {"position": "0", "choice": "x"}).status_code == 404
