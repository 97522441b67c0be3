"""Offices as citizens, on the page: every state has an address, bad input is said, and a file is one click away."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from cast import life_at
from django.test import Client

from appeals.bureau.rated import Rated
from appeals.bureau.setting import Setting
from appeals.bureau.weights import read_weights
from appeals.bureau.words import scorecard
from appeals.bureau.year import office_year
from appeals.procedure.load import procedure_for
from play.models import Life, Stage
from scoring.selectors import shipped

SEED = 4417
HOME = shipped("tessamere")
SHARED = "/bureau/"


@pytest.fixture
def life(you: Client) -> Life:
    return life_at(you, Stage.REWRITE)


def text(you: Client, address: str, status: int = 200, **headers: str) -> str:
    response = you.get(address, headers=headers)
    assert response.status_code == status
    return unescape(response.content.decode())


def chips(page: str) -> dict[str, int]:
    found = re.findall(r'class="chip[^"]*".*?<span>([^<]+)</span> <b class="mono">([\d,]+)</b>', page)
    return {label: int(number.replace(",", "")) for label, number in found}


# the page


def test_the_page_shows_the_standing_that_the_engine_gives_each_office(you: Client) -> None:
    year = office_year(Setting(HOME, HOME, SEED, procedure_for("tessamere").knobs))
    side = Rated(scorecard(), year)
    shown = chips(text(you, f"{SHARED}?seed={SEED}"))
    assert shown == {office.label: side.standing(place) for place, office in enumerate(year.offices)}


def test_harsher_weights_in_the_address_put_more_offices_under_supervision(you: Client) -> None:
    usual, harsher = text(you, SHARED), text(you, f"{SHARED}?off-01.points=-60&off-03.points=-60")
    assert usual.count('class="chip under"') < harsher.count('class="chip under"')
    assert "New under your weights:" in harsher
    assert "“Entry on the wrong file”, points: −60 instead of −20" in harsher


def test_the_town_beside_the_pen_leads_to_its_offices(you: Client, life: Life) -> None:
    assert f"/play/{life.pk}/rewrite/bureau/?size=1000" in text(you, f"/play/{life.pk}/rewrite/")
    page = text(you, f"/play/{life.pk}/rewrite/bureau/?size=1000")
    assert "Rate the offices" in page
    assert len(chips(page)) > 30


def test_the_offices_are_those_of_the_draft(you: Client, life: Life) -> None:
    """A source that the draft no longer hears has no desk that could be rated."""
    life.draft = [[["/observers", [name for name in HOME.vocabulary.sources if name != "face_camera"]]]]
    life.save()
    assert "Face camera" not in chips(text(you, f"/play/{life.pk}/rewrite/bureau/"))


def test_a_stranger_does_not_open_the_offices_of_a_life_but_opens_a_shared_link(
    you: Client, stranger: Client, life: Life
) -> None:
    address = f"/play/{life.pk}/rewrite/bureau/?off-03.on=0"
    page = text(you, address)
    text(stranger, address, status=403)
    found = re.search(r'value="http://[^/]+(/bureau/[^"]+)"', page)
    assert found
    assert dict(parse_qsl(urlsplit(found[1]).query))["off-03.on"] == "0"
    assert str(life.pk) not in found[1]
    assert "“Complaint” does not count" in text(stranger, found[1])


def test_a_sent_form_leads_to_the_address_with_the_differences_alone(you: Client) -> None:
    page = text(you, SHARED)
    sent = {
        "off-01.points": "-44",
        **{name: "1" for name in re.findall(r'type="checkbox" name="([^"]+)"[^>]* checked', page)},
    }
    response = you.get(SHARED, {**sent, "sent": "1", "seed": str(SEED), "staff": "100", "own1.kind": ""})
    assert response.status_code == 302
    query = dict(parse_qsl(urlsplit(response["Location"]).query))
    assert query == {"system": "tessamere", "seed": str(SEED), "off-01.points": "-44"}


def test_each_change_can_be_taken_back_alone(you: Client) -> None:
    page = text(you, f"{SHARED}?off-01.points=-44&below=700")
    links = re.findall(r'class="btn-t" href="([^"]+)#weights">Take back', page)
    assert [sorted(set(dict(parse_qsl(urlsplit(link).query))) - {"system", "seed"}) for link in links] == [
        ["below"], ["off-01.points"]]  # fmt: skip


def test_an_edit_brings_only_what_changed_and_pushes_its_address(you: Client) -> None:
    response = you.get(SHARED, {"sent": "1", "off-01.points": "-44"}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response["HX-Push-Url"].endswith("off-01.points=-44")
    body = response.content.decode()
    assert "<html" not in body
    assert 'id="follows" hx-swap-oob="true"' in body
    assert 'name="off-01.points"' not in body  # a blank is never exchanged under a hand


def test_who_grants_every_objection_supervises_fewer_offices(you: Client) -> None:
    usual, believed = text(you, SHARED), text(you, f"{SHARED}?believed=all")
    assert believed.count('class="chip under"') < usual.count('class="chip under"')
    assert "Objections you grant: all of them, reasons too" in believed


def test_ready_made_scorecards_are_addresses(you: Client) -> None:
    page = text(you, SHARED)
    found = re.search(r'href="([^"]+)#rated">By speed alone', page)
    assert found
    book = read_weights(dict(parse_qsl(urlsplit(found[1]).query))).scorecard
    assert [rule.id for rule in book.rules if rule.enabled] == ["off-07", "off-08"]


# bad input


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("off-01.points=abc", "“abc” does not fit here. Write a whole number from -1000 to 1000."),
        ("staff=0", "Write a whole number from 10 to 400."),
        ("below=999", "Both stand as issued."),
        ("own1.kind=theft", "Choose an act from the list."),
        ("own1.kind=answered&own1.test=days.at_least&own1.value=", "Nothing is written here."),
        ("off-01.points=" + "9" * 5000, "does not fit here"),
        ("off-01.points=%00%0d%0a", "does not fit here"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field_and_the_rest_stands(you: Client, query: str, words: str) -> None:
    page = text(you, f"{SHARED}?{query}&off-02.points=-11", status=422)
    assert words in page
    assert "“Fact written down wrongly”, points: −11 instead of −10" in page
    assert len(chips(page)) > 30


def test_what_was_typed_stays_in_its_blank(you: Client) -> None:
    page = text(you, f"{SHARED}?below=999", status=422)
    assert re.search(r'name="below" value="999"[^>]*aria-invalid="true"', page)


@pytest.mark.parametrize(
    "query", ["signs=pirate", "size=x", "unknown=1", "own9.kind=complaint", "hear.nobody=0", "seed=-1"]
)
def test_what_nobody_asked_for_changes_nothing(you: Client, query: str) -> None:
    assert "Nothing is changed yet" in text(you, f"{SHARED}?{query}")


def test_a_system_that_does_not_exist_is_not_found(you: Client) -> None:
    assert "The list of systems has all of them." in text(you, f"{SHARED}?system=atlantis", status=404)


@pytest.mark.parametrize("slug", ["business_env", "fico", "nosedive", "rail_air_2018"])
def test_the_offices_of_other_systems_can_be_rated(you: Client, slug: str) -> None:
    assert 'id="follows"' in text(you, f"{SHARED}?system={slug}&below=940")


# one office


def test_a_file_leads_from_each_point_to_rule_note_and_source(you: Client) -> None:
    page = text(you, f"{SHARED}face_camera/")
    assert "With all struck that is not so" in page
    assert "a machine named the person; nobody at the desk saw a face" in page
    for step in ("points", "rule", "condition", "observation", "source", "objection"):
        assert f'<span class="k mono">{step}</span>' in page
    assert "The town auditor" in page


def test_a_file_is_read_under_the_weights_of_its_address(you: Client) -> None:
    page = text(you, f"{SHARED}face_camera/?off-01.on=0&off-03.on=0&off-04.on=0")
    assert "Nothing that is noted about this office counts against it." in page


def test_an_office_that_does_not_exist_is_not_found(you: Client) -> None:
    assert "The list has all of them." in text(you, f"{SHARED}ministry/", status=404)


def test_beside_the_pen_a_note_leads_to_the_resident_it_is_about(you: Client, life: Life) -> None:
    page = text(you, f"/play/{life.pk}/rewrite/bureau/lists/?size=1000")
    found = re.search(rf'href="(/play/{life.pk}/rewrite/resident/\d+/\?size=1000)"', page)
    assert found
    assert "Resident no." in text(you, found[1])
