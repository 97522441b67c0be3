"""The officer's chair by its pages: what they show, what they must not show, and what changes nothing."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from appeals.officer.models import Ruling, Shift
from appeals.officer.page import desk_page
from appeals.officer.selectors import desk_of, rulebook_of
from appeals.procedure.load import procedures
from appeals.procedure.model import Knobs
from play.models import Life, Stage
from town.content import load_content

pytestmark = pytest.mark.django_db
CHAIR = "/appeals/officer/"


def begin(client: Client, *, seed: str = "4417", quota: str = "no", **more: str) -> Shift:
    response = client.post(f"{CHAIR}begin/", {"seed": seed, "quota": quota, **more})
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
    assert f"{len(wrongly)}.0 of the wrongly listed" in words  # by lot, had nobody been granted, all of them stay
    assert "In 100 of 100 such deals" in words
    assert "Your shifts beside each other" not in words


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
    assert "Your shifts beside each other" not in page(client, at(first, "after/"))
    all_dismissed(client, second)
    for shift in (first, second):
        words = page(client, at(shift, "after/"))
        table = words[words.index("Your shifts beside each other") :]
        assert table.index("<td>with</td>") < table.index("<td>without</td>")
        assert "All of these ranges overlap." in words
    assert Shift.objects.count() == 2


def test_shifts_under_two_procedures_stand_beside_each_other(client: Client) -> None:
    for more in ({}, {"own": "look-fresh", "procedure": "own-tessamere"}):
        shift = begin(client, **more)
        all_dismissed(client, shift)
    words = page(client, at(shift, "after/"))
    assert "The counter of the Harbour Credit Bureau" in words
    assert "A procedure of your own" in words


# under which procedure


def test_every_documented_path_that_is_open_is_offered_and_the_town_s_own_is_chosen(client: Client) -> None:
    words = page(client, CHAIR)
    for each in procedures():
        assert (f'value="{each.id}"' in words.split("</details>")[0]) == each.open, each.id
    assert 'value="tessamere" checked' in words


def test_another_system_s_procedure_is_laid_over_the_same_town(client: Client) -> None:
    shift = begin(client, procedure="schufa_2026")
    assert shift.procedure == "schufa_2026"
    assert rulebook_of(shift).id == "tessamere"
    words = page(client, at(shift))
    assert "Correction of the file" in words
    assert "Note of this desk" not in words


def test_a_procedure_of_one_s_own_is_offered_by_its_code_and_kept(client: Client) -> None:
    words = page(client, f"{CHAIR}?own=look-fresh.hearing-yes")
    assert 'value="own-tessamere" checked' in words
    shift = begin(client, own="look-fresh.hearing-yes", procedure="own-tessamere")
    assert shift.knobs == Knobs(look="fresh", hearing=True).to_dict()
    words = page(client, at(shift))
    assert "Heard today" in words
    assert 'class="seen' in words
    assert 'value="look"' not in words


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"procedure": "nosedive"}, "nobody can file anything"),
        ({"procedure": "nothing_of_that_name"}, "No procedure has that name"),
        ({"procedure": "own-nothing", "own": "fee-1"}, "No procedure has that name"),
        ({"procedure": "own-tessamere", "own": "fee-9999999999"}, "cannot be read"),
        ({"procedure": "own-tessamere", "own": "magic-yes"}, "cannot be read"),
        ({"procedure": "own-tessamere", "own": "a" * 5000}, "cannot be read"),
        ({"system": "nosedive"}, "keeps no list"),
        ({"system": "../etc"}, "No system has that name"),
        ({"system": "business_env"}, "too few appeals"),
    ],
)
def test_what_cannot_be_chosen_begins_nothing_and_says_why(client: Client, asked: dict[str, str], says: str) -> None:
    response = client.post(f"{CHAIR}begin/", {"seed": "11", **asked}, follow=True)
    assert response.status_code == 200
    assert says in response.content.decode()
    assert not Shift.objects.exists()


@pytest.mark.parametrize("query", ["own=magic-yes", "system=%00", "seed=-1", "procedure=nosedive", "own=" + "a" * 900])
def test_an_address_that_cannot_be_read_shows_the_usual_chair_and_says_so(client: Client, query: str) -> None:
    words = page(client, f"{CHAIR}?{query}")
    assert 'class="message error"' in words
    assert 'value="tessamere" checked' in words


# whose shift


@pytest.mark.parametrize("address", ["", "after/"])
def test_another_browser_s_shift_is_not_shown(client: Client, address: str) -> None:
    shift = begin(client)
    assert Client().get(at(shift, address)).status_code == 403


def test_another_browser_decides_nothing_and_begins_no_second(client: Client) -> None:
    shift, stranger = begin(client), Client()
    assert stranger.post(at(shift), {"seq": "0", "step": "grant"}).status_code == 403
    assert stranger.post(at(shift, "second/")).status_code == 403
    assert (Ruling.objects.count(), Shift.objects.count()) == (0, 1)


def test_a_shift_is_told_among_what_is_stored_and_goes_with_it(client: Client) -> None:
    shift = begin(client)
    assert at(shift) in page(client, "/play/file/")
    client.post("/play/file/erase/")
    assert not Shift.objects.exists()


def test_a_shift_of_an_earlier_edition_says_so_and_stays_as_it_was(client: Client) -> None:
    shift = begin(client)
    Shift.objects.filter(pk=shift.pk).update(procedure="gone")
    for address in ("", "after/"):
        response = client.get(at(shift, address))
        assert response.status_code == 410
        assert "earlier edition" in response.content.decode()
    assert client.post(at(shift), {"seq": "0", "step": "grant"}).status_code == 410
    assert not Ruling.objects.exists()


# from a life and back


def a_life(client: Client, *, system: str = "tessamere", seed: int = 31, stage: int = Stage.BOX) -> Life:
    client.post("/play/begin/", {"citizen": "joren", "seed": str(seed), "system": system})
    life = Life.objects.get()
    Life.objects.update(stage=stage)
    return life


def test_without_a_life_no_way_leads_back_to_one(client: Client) -> None:
    assert "way-back" not in page(client, CHAIR)


def test_a_life_that_is_open_lends_its_town_and_a_way_back_leads_to_it(client: Client) -> None:
    life = a_life(client)
    words = page(client, CHAIR)
    assert 'name="seed" inputmode="numeric" pattern="[0-9]{1,6}" value="31"' in words
    shift = begin(client, seed="31")
    desk = page(client, at(shift))
    all_dismissed(client, shift)
    for each in (words, desk, page(client, at(shift, "after/"))):
        assert f'href="/play/{life.pk}/"' in each
        assert f'href="/play/{life.pk}/appeal/"' in each
        assert f"Back to {load_content().persona('joren').name}’s ten days" in each


def test_before_the_box_is_open_the_way_back_leads_to_the_day_alone(client: Client) -> None:
    life = a_life(client, stage=Stage.LIVE)
    words = page(client, CHAIR)
    assert f'href="/play/{life.pk}/"' in words
    assert f'href="/play/{life.pk}/appeal/"' not in words


@pytest.mark.parametrize(("system", "lists"), [("rail_air_2018", "rail_air_2018"), ("schufa_2026", "tessamere")])
def test_a_life_s_system_is_taken_where_it_keeps_a_list(client: Client, system: str, lists: str) -> None:
    a_life(client, system=system)
    assert f'<option value="{lists}" selected' in page(client, CHAIR)


def test_of_another_procedure_only_what_differs_is_said(client: Client) -> None:
    words = page(client, CHAIR)
    offers = {each.id: each for each in client.get(CHAIR).context["offers"]}
    assert [term.name for term in offers["vitality_tiers"].differs] == [
        "The claim",
        "The record",
        "The desk",
        "In doubt",
    ]
    assert offers["business_env"].differs == ()
    assert "The files look the same; other people may ask." in words
