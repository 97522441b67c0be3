"""The API of appeals: procedures are read, simulated cases decided, years run as jobs."""

import pytest
from django.core.cache import cache
from django.test import Client

from appeals.procedure.load import procedure_for, slugs
from appeals.procedure.model import Knobs, knobs_from
from appeals.procedure.office import Facts, chance
from appeals.procedure.simulation import simulate
from scoring.selectors import shipped

CASE = {"truth": "wrong_person", "ground": "not_me", "papers": ["camera_picture"]}


@pytest.fixture
def you() -> Client:
    cache.clear()
    return Client()


def decide(you: Client, **body):
    return you.post("/api/v1/appeals/decide/", {"case": CASE, "seed": 1, **body}, content_type="application/json")


def test_every_system_has_a_procedure_or_the_sentence_that_there_is_none(you: Client) -> None:
    found = you.get("/api/v1/procedures/").json()["procedures"]
    assert [each["id"] for each in found] == list(slugs())
    for each in found:
        detail = you.get(each["url"]).json()
        assert detail["text"]
        assert bool(detail["steps"]) == (detail["route"] == "exists")


def test_an_unknown_procedure_is_a_problem_with_a_sentence(you: Client) -> None:
    response = you.get("/api/v1/procedures/atlantis/")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert "atlantis" in response.json()["detail"]


def test_the_same_case_is_decided_alike_and_says_how_likely_it_was(you: Client) -> None:
    first, again = decide(you).json(), decide(you).json()
    assert first == again
    facts = Facts("wrong_person", "not_me", ("camera_picture",))
    assert first["chance"] == round(chance(facts, procedure_for("tessamere").knobs), 4)


def test_a_turned_knob_changes_the_chance(you: Client) -> None:
    assert decide(you, knobs={"look": "fresh"}).json()["chance"] > decide(you).json()["chance"]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"case": {**CASE, "truth": "maybe"}}, "/case/truth"),
        ({"case": {**CASE, "papers": ["a note"]}}, "/case/papers/0"),
        ({"case": {**CASE, "name": "x"}}, "/case/name"),
        ({"knobs": {"fee": -1}}, "/knobs/fee"),
        ({"knobs": {"mercy": True}}, "/knobs/mercy"),
        ({"seed": "1"}, "/seed"),
        ({"instance": "third"}, "/instance"),
        ({"system": 7}, "/system"),
    ],
)
def test_a_fault_says_where_it_is_and_how_to_mend_it(you: Client, body: dict[str, object], path: str) -> None:
    response = decide(you, **body)
    assert response.status_code == 400
    [fault] = response.json()["faults"]
    assert (fault["path"], bool(fault["remedy"])) == (path, True)


def test_under_a_system_without_a_path_nothing_is_decided_but_by_knobs_of_one_s_own(you: Client) -> None:
    response = decide(you, system="nosedive")
    assert response.status_code == 400
    [fault] = response.json()["faults"]
    assert (fault["path"], fault["message"]) == ("/system", "Under nosedive nobody can file anything.")
    assert decide(you, system="nosedive", knobs={"fee": 0}).status_code == 200


@pytest.mark.parametrize(
    "raw", ["", "{", "[]", "null", '{"seed":NaN}', '{"seed":1e400}', "[" * 50_000, '{"seed":' + "9" * 6000 + "}"]
)
def test_a_body_that_is_no_case_is_refused_and_never_an_accident(you: Client, raw: str) -> None:
    response = you.post("/api/v1/appeals/decide/", raw, content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["detail"]


@pytest.mark.django_db
def test_a_year_is_run_as_a_job_and_equals_the_simulation(you: Client) -> None:
    asked = {"system": "tessamere", "citizens": 1000, "seed": 7, "knobs": {"fee": 0}}
    response = you.post("/api/v1/appeals/simulate/", asked, content_type="application/json")
    assert response.status_code == 202
    job = you.get(response["Location"]).json()
    own = procedure_for("tessamere").knobs.to_dict()
    after = simulate(shipped("tessamere"), 1000, 7, knobs_from({**own, "fee": 0}))
    assert job["state"] == "done"
    assert job["result"]["after"] == {**after.to_dict()}


@pytest.mark.django_db
@pytest.mark.parametrize("citizens", [999, 10**9, "1000", True, None])
def test_a_town_that_is_not_kept_is_refused(you: Client, citizens: object) -> None:
    asked = {"system": "tessamere", "citizens": citizens, "seed": 7}
    response = you.post("/api/v1/appeals/simulate/", asked, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["faults"][0]["path"] == "/citizens"


def test_knobs_left_out_stand_as_in_the_town() -> None:
    assert knobs_from({}) == Knobs()
