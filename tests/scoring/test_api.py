"""The API, asked well and asked badly."""

import json
from typing import Any

import pytest
from django.test import Client

from scoring.api.manners import ClientThrottle
from scoring.engine import load_rulebook
from scoring.engine.examples import explain_example
from scoring.selectors import FOLDER, shipped, slugs

PROBLEM = "application/problem+json"
CROSSED = {"day": 1, "kind": "cross_on_red", "source": "face_camera"}
LIFE = {"rulebook": "suining_2010", "observations": [CROSSED], "days": 3}


def post(client: Client, address: str, body: Any, kind: str = "application/json") -> Any:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(f"/api/v1/{address}", text, content_type=kind)


def problem(response: Any, status: int) -> dict[str, Any]:
    """The body of a refusal, once it is what every refusal must be."""
    assert (response.status_code, response["content-type"]) == (status, PROBLEM)
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    for fault in body.get("faults", []):
        assert fault["message"]
        assert fault["remedy"]
    return body


def test_the_list_names_every_rulebook_with_its_digest(client: Client) -> None:
    found = client.get("/api/v1/rulebooks/").json()["rulebooks"]
    assert [each["slug"] for each in found] == slugs()
    assert {each["digest"] for each in found} == {shipped(slug).digest for slug in slugs()}


def test_a_rulebook_comes_with_its_document_markers_and_sources(client: Client) -> None:
    body = client.get("/api/v1/rulebooks/suining_2010/").json()
    assert body["document"]["schema"] == "rulebook.v1"
    assert body["markers"]["sui-12"]["marker"] == "documented"
    assert body["markers"]["sui-06"]["recalled"] is True
    assert "SD2010" in body["sources"]


def test_the_document_that_is_given_out_is_the_one_its_digest_names(client: Client) -> None:
    body = client.get("/api/v1/rulebooks/nosedive/").json()
    assert load_rulebook(json.dumps(body["document"])).digest == body["digest"]


def test_an_unknown_rulebook_is_said_to_be_unknown(client: Client) -> None:
    assert "narnia" in problem(client.get("/api/v1/rulebooks/narnia/"), 404)["detail"]


@pytest.mark.parametrize("version", ["beef", "\x00", "0" * 64])
@pytest.mark.django_db
def test_an_unknown_version_is_said_to_be_unknown(client: Client, version: str) -> None:
    assert "no version" in problem(client.get("/api/v1/rulebooks/nosedive/", {"version": version}), 404)["detail"]


def test_an_address_that_does_not_exist_answers_as_the_others_do(client: Client) -> None:
    assert problem(client.get("/api/v1/narnia/"), 404)["detail"]


@pytest.mark.parametrize("kind", ["application/yaml", "text/plain"])
def test_a_sound_rulebook_as_yaml_is_given_its_digest(client: Client, kind: str) -> None:
    text = (FOLDER / "nosedive.yaml").read_text()
    response = post(client, "rulebooks/validate/", text, kind)
    assert response.json() == {"id": "nosedive", "digest": shipped("nosedive").digest}


def test_a_sound_rulebook_as_json_is_given_its_digest(client: Client) -> None:
    response = post(client, "rulebooks/validate/", shipped("nosedive").document)
    assert response.json()["digest"] == shipped("nosedive").digest


def test_each_fault_says_where_it_is_and_how_to_mend_it(client: Client) -> None:
    document = {**shipped("nosedive").document, "family": "cult", "consent": "maybe"}
    faults = problem(post(client, "rulebooks/validate/", document), 400)["faults"]
    assert {fault["path"] for fault in faults} == {"/family", "/consent"}


def test_a_fault_in_yaml_names_the_line(client: Client) -> None:
    text = (FOLDER / "nosedive.yaml").read_text().replace("kind: stars", "kind: starz")
    (fault,) = problem(post(client, "rulebooks/validate/", text, "application/yaml"), 400)["faults"]
    assert text.splitlines()[fault["line"] - 1].strip() == "kind: starz"


@pytest.mark.parametrize("body", ["", "{", "[]", "null", "1", "{]", '{"a": 1, "a": 2}', "&a [*a]", b"\xff\xfe", "\x00"])
def test_what_is_no_rulebook_is_refused_in_words(client: Client, body: str | bytes) -> None:
    assert problem(post(client, "rulebooks/validate/", body), 400)["faults"]
    assert problem(post(client, "rulebooks/validate/", body, "application/yaml"), 400)["faults"]


def test_a_body_of_another_type_is_refused(client: Client) -> None:
    for address, body, kind in (
        ("rulebooks/validate/", "<a/>", "application/xml"),
        ("explain/", "a=1", "application/x-www-form-urlencoded"),
    ):
        assert "application/json" in problem(post(client, address, body, kind), 415)["detail"]


def test_a_body_over_the_limit_is_refused(client: Client) -> None:
    assert "256 KB" in problem(post(client, "rulebooks/validate/", "#" * 262_145, "application/yaml"), 413)["detail"]
    assert "256 KB" in problem(post(client, "explain/", " " * 262_145), 413)["detail"]


def test_a_wrong_method_is_refused_and_the_right_ones_are_named(client: Client) -> None:
    response = client.delete("/api/v1/rulebooks/")
    problem(response, 405)
    assert "GET" in response["allow"]


def test_an_explanation_is_the_engine_s_own(client: Client) -> None:
    example = shipped("tessamere").document["examples"][1]
    asked = {key: example[key] for key in ("observations", "facts", "days") if key in example}
    body = post(client, "explain/", {"rulebook": "tessamere", **asked}).json()
    assert body == json.loads(json.dumps(explain_example(shipped("tessamere"), 1).to_dict()))


def test_an_explanation_goes_day_by_day_and_names_the_rule(client: Client) -> None:
    body = post(client, "explain/", LIFE).json()
    assert body["standing"] == 980
    assert [day["standing"] for day in body["settlements"]] == [1000, 980, 980, 980]
    assert [look["rule"] for look in body["settlements"][1]["looks"]] == ["sui-12", "sui-32"]


def test_a_document_can_stand_in_the_place_of_a_name(client: Client) -> None:
    document = json.loads(json.dumps(shipped("suining_2010").document))
    document["rules"] = [rule for rule in document["rules"] if rule["id"] != "sui-12"]
    assert post(client, "explain/", {**LIFE, "rulebook": document}).json()["standing"] == 1000


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"days": 0}, "/days"),
        ({"days": 3651}, "/days"),
        ({"days": True}, "/days"),
        ({"days": None}, "/days"),
        ({"colour": "red"}, "/colour"),
        ({"observations": {}}, "/observations"),
        ({"observations": [1]}, "/observations/0"),
        ({"observations": [CROSSED] * 2001}, "/observations"),
        ({"observations": [{**CROSSED, "kind": "levitate"}]}, "/observations/0/kind"),
        ({"observations": [{**CROSSED, "day": 4}]}, "/observations/0/day"),
        ({"observations": [{**CROSSED, "facts": {"hour": 25}}]}, "/observations/0/facts/hour"),
        ({"facts": {"age": "old"}}, "/facts/age"),
        ({"facts": []}, "/facts"),
        ({"rulebook": 7}, "/rulebook"),
        ({"rulebook": {}}, "/rulebook/schema"),
        ({"rulebook": {}, "version": "x"}, "/version"),
        ({"version": 7}, "/version"),
    ],
)
def test_a_fault_in_a_life_is_named_by_its_path(client: Client, change: dict[str, Any], path: str) -> None:
    faults = problem(post(client, "explain/", {**LIFE, **change}), 400)["faults"]
    assert path in {fault["path"] for fault in faults}


@pytest.mark.parametrize("body", ["", "{", "[]", "1.5", '{"days": 1e999}', '{"days": NaN}', "[" * 5000, "9" * 5000])
def test_a_life_that_cannot_be_read_is_refused_in_words(client: Client, body: str) -> None:
    assert problem(post(client, "explain/", body), 400)["detail"].endswith(".")


def test_a_life_under_an_unknown_rulebook_is_refused(client: Client) -> None:
    assert "narnia" in problem(post(client, "explain/", {**LIFE, "rulebook": "narnia"}), 404)["detail"]


def test_more_work_than_one_answer_may_take_is_refused_before_it_is_done(client: Client) -> None:
    document = json.loads(json.dumps(shipped("suining_2010").document))
    document["rules"] = [
        {"id": f"r{n}", "text": "any", "on": [], "effects": [{"points": -1}], "expires": 3650} for n in range(200)
    ]
    body = {"rulebook": document, "observations": [CROSSED] * 2000, "days": 3650}
    assert "too much work" in problem(post(client, "explain/", body), 413)["detail"]


def test_each_client_has_a_share_and_is_told_when_it_is_spent(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ClientThrottle, "THROTTLE_RATES", {"api": "2/min", "replay": "1/min"})
    answers = [client.get("/api/v1/rulebooks/nosedive/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    problem(answers[2], 429)
    assert int(answers[2]["retry-after"]) <= 60
    assert client.get("/api/v1/rulebooks/nosedive/", REMOTE_ADDR="10.9.9.9").status_code == 200


def test_a_client_s_address_is_nowhere_in_the_cache(client: Client) -> None:
    from django.core.cache import cache

    client.get("/api/v1/rulebooks/nosedive/", REMOTE_ADDR="10.9.9.9")
    assert "10.9.9.9" not in repr(cache._cache) + repr(list(cache._cache))  # type: ignore[attr-defined]
