"""The claimant's pages: whose they are, what they refuse, and that bad input changes nothing."""

import pytest
from cast import LISTED, SEED, UNLISTED, life_at
from claims import GROUND, PAPER, judgment
from django.test import Client

from appeals.claims.models import Case, Event
from appeals.procedure.load import procedures
from play.models import Life, Stage
from play.services import purge
from registry.boards import autoplay
from scoring.selectors import shipped, slugs

pytestmark = pytest.mark.django_db


@pytest.fixture
def you() -> Client:
    return Client()


def form() -> dict[str, str]:
    return {"citizen": LISTED, "target": f"observation:{judgment().id}", "ground-observation": GROUND}


def begun(you: Client) -> tuple[Life, str]:
    """A life at its box, and the address of the case opened in it."""
    life = life_at(you, Stage.BOX)
    response = you.post(f"/play/{life.pk}/appeal/", form())
    assert response.status_code == 302
    return life, response.url


def step(you: Client, url: str, **data: object) -> str:
    """Take a step as the page offers it; what is said under the bar."""
    seq = you.get(url).context["docket"].seq
    response = you.post(url, {"seq": seq, **data}, follow=True)
    assert response.status_code == 200
    return " ".join(str(each) for each in response.context["messages"])


def test_a_life_appeals_from_its_box_to_the_tribunal_and_sees_it_at_both_ends(you: Client) -> None:
    life, url = begun(you)
    step(you, url, act="file", paper=[PAPER], pay="yes")
    for act in ("wait", "wait", "go_on", "wait"):
        assert step(you, url, act=act, pay="yes") == ""
    page = you.get(url)
    assert page.context["won"]
    assert [office.took for office in page.context["offices"]] == [True] + [False] * 10
    for address in ("appeal", "box"):
        assert "960, B" in you.get(f"/play/{life.pk}/{address}/").content.decode()
    life.stage = Stage.DEBRIEF
    life.save()
    assert "After the appeal" in you.get(f"/play/{life.pk}/debrief/").content.decode()


def test_the_appeal_opens_with_the_box(you: Client) -> None:
    life = life_at(you, Stage.LISTED)
    assert you.get(f"/play/{life.pk}/appeal/").url == f"/play/{life.pk}/register/"


def test_the_box_leads_to_the_appeal_and_the_appeal_to_the_pen(you: Client) -> None:
    life = life_at(you, Stage.BOX)
    assert f"/play/{life.pk}/appeal/" in you.get(f"/play/{life.pk}/box/").content.decode()
    assert you.post(f"/play/{life.pk}/next/", {"to": "5"}).url == f"/play/{life.pk}/rewrite/"


def test_who_has_nothing_to_contest_writes_for_a_neighbour(you: Client) -> None:
    life = life_at(you, Stage.BOX, citizen=UNLISTED)
    page = you.get(f"/play/{life.pk}/appeal/")
    assert page.context["file"].persona.id != UNLISTED
    you.post(f"/play/{life.pk}/appeal/", form())
    assert (Case.objects.get().persona, Case.objects.get().subject) == (LISTED, life.pk)


def test_a_stranger_sees_neither_case_nor_letter(you: Client) -> None:
    _, url = begun(you)
    step(you, url, act="file")
    step(you, url, act="wait")
    assert you.get(f"{url}letter/1/").status_code == 200
    for address in (url, f"{url}letter/1/", f"{url}next-time/"):
        assert Client().get(address).status_code == 403
    assert Client().post(url, {"act": "wait", "seq": "0"}).status_code == 403


def test_what_is_not_there_is_not_found(you: Client) -> None:
    _, url = begun(you)
    assert you.get(f"{url}letter/0/").status_code == 404
    assert you.get("/appeals/case/00000000-0000-0000-0000-000000000000/").status_code == 404
    assert you.get("/appeals/procedures/nowhere/").status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"act": "file"},
        {"act": "file", "seq": "x"},
        {"act": "file", "seq": "99999999999"},
        {"act": "file", "seq": "0", "paper": "a castle"},
        {"act": "burn", "seq": "0"},
        {"act": "go_on", "seq": "0"},
        {"act": "give", "seq": "0"},
        {"act": "wait", "seq": "0"},
    ],
)
def test_a_wrong_form_is_answered_with_a_sentence_and_changes_nothing(you: Client, data: dict[str, str]) -> None:
    _, url = begun(you)
    response = you.post(url, data, follow=True)
    assert response.status_code == 200
    assert list(response.context["messages"])
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"target": "observation:nothing"},
        {"target": "moon:x"},
        {"target": "observation"},
        {"citizen": "nobody", "target": "rule:tes-99"},
        {"target": "listing:blacklist", "ground-listing": "not_me"},
    ],
)
def test_a_wrong_choice_opens_no_case(you: Client, data: dict[str, str]) -> None:
    life = life_at(you, Stage.BOX)
    for address in (f"/play/{life.pk}/appeal/", "/appeals/contest/"):
        response = you.post(address, {"citizen": LISTED, "seed": str(SEED), **data}, follow=True)
        assert response.status_code == 200
    assert not Case.objects.exists()


def test_forms_are_checked_against_forgery() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/appeals/contest/", form()).status_code == 403


def test_without_a_life_one_takes_up_the_case_of_one_of_the_thirteen(you: Client) -> None:
    response = you.post("/appeals/contest/", {"seed": str(SEED), "system": "tessamere", **form()})
    case = Case.objects.get()
    assert (case.persona, case.subject, response.url) == (LISTED, None, f"/appeals/case/{case.pk}/")
    assert judgment().id in Case.objects.get().target["id"]
    assert LISTED.capitalize() in you.get("/appeals/").content.decode()


@pytest.mark.parametrize("query", ["seed=x", "seed=-1", "seed=1234567890", "system=moon", "citizen=nobody", ""])
def test_odd_questions_get_a_page(you: Client, query: str) -> None:
    assert you.get(f"/appeals/contest/?{query}", follow=True).status_code == 200


@pytest.mark.parametrize("system", slugs())
def test_every_system_has_a_page_for_its_procedure_and_one_for_contesting(you: Client, system: str) -> None:
    page = you.get(f"/appeals/procedures/{system}/").content.decode()
    assert ("How an appeal moves here" in page) == next(p for p in procedures() if p.id == system).open
    assert you.get(f"/appeals/contest/?system={system}").status_code == 200


@pytest.mark.parametrize("system", [each.id for each in procedures() if each.open])
def test_every_open_procedure_can_be_gone_through(you: Client, system: str) -> None:
    """Whatever can be contested there, for as long as somebody else has to act."""
    for citizen in ("davit", "hector", "thibo"):
        life = autoplay(citizen, SEED, shipped(system))
        page = you.get(f"/appeals/contest/?system={system}&citizen={citizen}")
        for group in (page.context.get("groups") or [])[:3]:
            target, ground = group.lines[0], group.grounds[0][0]
            data = {"citizen": page.context["file"].persona.id, "seed": str(SEED), "system": system}
            url = you.post("/appeals/contest/", {**data, "target": target.value, f"ground-{group.kind}": ground}).url
            if "/case/" not in url:
                continue
            step(you, url, act="file", pay="yes")
            for _ in range(6):
                if not you.get(url).context["waits"]:
                    break
                step(you, url, act="wait")
            for line in you.get(url).context["lines"]:
                assert not line.letter or you.get(f"{url}letter/{line.seq}/").status_code == 200
        assert life.complete


def test_what_is_stored_is_listed_and_goes_with_the_rest(you: Client) -> None:
    begun(you)
    assert "One entry. There was a reason that nobody saw." in you.get("/play/file/").content.decode()
    you.post("/play/file/erase/")
    assert not Case.objects.exists()


def test_a_life_left_alone_takes_its_cases_along(you: Client) -> None:
    begun(you)
    assert purge(untouched_days=-1) == 1
    assert not Case.objects.exists()
