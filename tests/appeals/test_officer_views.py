"""The officer's chair by its pages: what they show, what they must not show, and what changes nothing."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from appeals.officer.models import Ruling, Shift
from appeals.officer.page import desk_page
from appeals.officer.selectors import desk_of, rulebook_of

pytestmark = pytest.mark.django_db
CHAIR = "/appeals/officer/"


def begin(client: Client, *, seed: str = "4417", quota: str = "no") -> Shift:
    response = client.post(f"{CHAIR}begin/", {"seed": seed, "quota": quota})
    assert response.status_code == 302, response.content
    return Shift.objects.get(pk=response.url.strip("/").rpartition("/")[2])


def at(shift: Shift, page: str = "") -> str:
    return f"{CHAIR}{shift.pk}/{page}"


def send(client: Client, shift: Shift, what: str, seq: int | str | None = None) -> HttpResponse:
    seq = shift.rulings.count() if seq is None else seq
    return client.post(at(shift), {"seq": str(seq), "step": what}, follow=True)


def all_dismissed(client: Client, shift: Shift) -> None:
    while desk_of(shift).current is not None:
        send(client, shift, "dismiss")


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def test_the_chair_says_what_it_is_before_one_sits_down(client: Client) -> None:
    words = page(client, CHAIR)
    assert "8 files lie on the desk" in words
    assert "closes after 420 minutes of work" in words
    assert "10,000 invented citizens" in words
    assert not Shift.objects.exists()


@pytest.mark.parametrize("quota", ["yes", "no"])
def test_whoever_sits_down_has_the_first_file_open(client: Client, quota: str) -> None:
    shift = begin(client, quota=quota)
    words = page(client, at(shift))
    assert shift.quota == (quota == "yes")
    assert "File 1 of 8" in words
    assert ("minutes until the office closes" in words) == shift.quota


@pytest.mark.parametrize("seed", ["", "-1", "1000000", "x", "4417.5", "9" * 400, "٣x", "\x00"])
def test_a_seed_that_is_none_begins_nothing_and_says_so(client: Client, seed: str) -> None:
    response = client.post(f"{CHAIR}begin/", {"seed": seed, "quota": "no"}, follow=True)
    assert "A seed is a whole number from 0 to 999,999." in response.content.decode()
    assert not Shift.objects.exists()


def test_a_second_look_shows_what_the_source_wrote(client: Client) -> None:
    shift = begin(client)
    assert 'class="seen' not in page(client, at(shift))
    words = send(client, shift, "look").content.decode()
    assert 'class="seen' in words
    assert 'value="look"' not in words


def test_papers_that_are_asked_for_come_or_do_not(client: Client) -> None:
    shift = begin(client)
    assert "Asked for, and come:" in send(client, shift, "ask").content.decode()


@pytest.mark.parametrize("what", ["shred", "", "silence", "a" * 500])
def test_an_unknown_step_is_refused_with_a_sentence(client: Client, what: str) -> None:
    shift = begin(client)
    response = send(client, shift, what)
    assert response.status_code == 200
    assert "That is no step of an officer." in response.content.decode()
    assert not Ruling.objects.exists()


@pytest.mark.parametrize("seq", ["", "-1", "x", "7", "9" * 50])
def test_a_form_of_another_moment_is_told_where_the_desk_stands(client: Client, seq: str) -> None:
    shift = begin(client)
    assert "moved on in another tab" in send(client, shift, "grant", seq).content.decode()
    assert not Ruling.objects.exists()


@pytest.mark.parametrize("address", ["", "after/"])
def test_a_shift_that_nobody_began_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"{CHAIR}{uuid4()}/{address}").status_code == 404


def test_steps_and_second_shifts_of_a_foreign_address_are_not_found(client: Client) -> None:
    assert client.post(f"{CHAIR}{uuid4()}/", {"seq": "0", "step": "grant"}).status_code == 404
    assert client.post(f"{CHAIR}{uuid4()}/second/").status_code == 404
    assert not Shift.objects.exists()


def test_reading_changes_nothing(client: Client) -> None:
    shift = begin(client)
    for address in (at(shift), at(shift, "?step=grant&seq=0"), at(shift, "after/"), CHAIR):
        client.get(address)
        client.head(address)
    assert client.get(f"{CHAIR}begin/").status_code == 405
    assert client.get(at(shift, "second/")).status_code == 405
    assert (Shift.objects.count(), Ruling.objects.count()) == (1, 0)


def test_a_form_without_its_token_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{CHAIR}begin/", {"seed": "4417"}).status_code == 403
    assert not Shift.objects.exists()


def test_the_truth_is_not_on_the_desk(client: Client) -> None:
    shift = begin(client)
    while desk_of(shift).current is not None:
        send(client, shift, "look")
        send(client, shift, "ask")
        words = page(client, at(shift)).lower()
        for told in ("somebody else’s", "should not be on the list", "in truth", "misfiled", "the whole file"):
            assert told not in words, told
        send(client, shift, "dismiss")


def test_two_files_alike_in_all_but_the_truth_are_shown_alike(client: Client) -> None:
    shift = begin(client)
    desk = desk_of(shift)
    file = desk.files[0]
    other = replace(file, wrongly=not file.wrongly, wrong=9)
    shown = [desk_page(desk, each, rulebook_of(shift)) for each in (file, other)]
    assert {**shown[0], "file": None} == {**shown[1], "file": None}


def test_before_the_end_there_is_nothing_to_see_afterwards(client: Client) -> None:
    shift = begin(client)
    response = client.get(at(shift, "after/"))
    assert (response.status_code, response.url) == (302, at(shift))


def test_after_the_last_file_the_desk_leads_to_what_the_files_did_not_show(client: Client) -> None:
    shift = begin(client)
    all_dismissed(client, shift)
    assert client.get(at(shift)).url == at(shift, "after/")
    words = page(client, at(shift, "after/"))
    wrongly = [file for file in desk_of(shift).files if file.wrongly]
    assert words.count("should not be on the list</b>") == len(wrongly)
    assert f"for {sum(file.days_left for file in wrongly)} person-days more" in words
    assert f"{len(wrongly)}.0" in words  # by lot, had nobody been granted, all of them stay
    assert "Both shifts" not in words


def test_a_step_after_the_end_changes_nothing(client: Client) -> None:
    shift = begin(client)
    all_dismissed(client, shift)
    assert "The shift is over." in send(client, shift, "grant").content.decode()
    assert shift.rulings.count() == 8


def test_both_shifts_stand_beside_each_other_after_the_second(client: Client) -> None:
    first = begin(client, quota="yes")
    all_dismissed(client, first)
    for _ in range(2):  # a double tap begins one shift
        response = client.post(at(first, "second/"))
    second = Shift.objects.get(first=first)
    assert response.url == at(second)
    assert "Both shifts" not in page(client, at(first, "after/"))
    all_dismissed(client, second)
    for shift in (first, second):
        words = page(client, at(shift, "after/"))
        assert words.index("With a quota</th>") < words.index("Without a quota</th>")
    assert Shift.objects.count() == 2
