"""The API against its own description: whatever is sent, the answer is one that the description names."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from config.wsgi import application
from scoring import jobs
from scoring.api.manners import ClientThrottle
from scoring.selectors import slugs, vocabulary

load_all_checks()
# A description can say that a number is whole, not that 3.0 is refused, nor which kind of act may carry which fact.
TOO_STRICT = [CHECKS.get_one("positive_data_acceptance")]
# Answers are compressed for whoever takes it; the checker reads them as they are.
HEADERS = {"Accept-Encoding": "identity"}
FEW = settings(
    max_examples=20,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
OPERATIONS = [
    ("/api/v1/rulebooks/{slug}/", "get"),
    ("/api/v1/rulebooks/validate/", "post"),
    ("/api/v1/explain/", "post"),
    ("/api/v1/replay/", "post"),
    ("/api/v1/jobs/{job_id}/", "get"),
    ("/api/v1/jobs/{job_id}/cancel/", "post"),
]


@pytest.fixture(autouse=True)
def no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ClientThrottle, "allow_request", lambda *_: True)


@pytest.fixture(autouse=True)
def no_large_town_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_start", lambda job_id: None)


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The test's own connection outlives each request, as Django's test client arranges it for its own."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Client().get("/api/v1/schema/").content)
    return found


@pytest.fixture(scope="module")
def plain(description: dict[str, Any]) -> Any:
    return _loaded(description)


@pytest.fixture(scope="module")
def narrowed(description: dict[str, Any]) -> Any:
    """The description with the names that exist, so that more of what is sent comes through to the engine."""
    known = json.loads(json.dumps(description))
    for node in _nodes(known["paths"]):
        properties = node.get("properties", {})
        if "town" in properties and "rulebook" in properties:
            properties["town"]["properties"]["citizens"]["maximum"] = 40
        if "days" in properties and "observations" in properties:
            properties["days"]["maximum"] = 12
            properties["observations"]["maxItems"] = 4
        if {"kind", "source", "struck"} <= set(properties):
            properties["kind"] = {"enum": list(vocabulary().kinds)}
            properties["source"] = {"enum": list(vocabulary().sources)}
            properties["facts"] = {"const": {}}
        for name in ("rulebook", "baseline"):
            if name in properties and "oneOf" in properties[name]:
                properties[name] = {"enum": slugs()}
    return _loaded(known)


def _loaded(description: dict[str, Any]) -> Any:
    loaded = schemathesis.openapi.from_dict(description)
    loaded.app = application
    return loaded


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)


def test_the_description_is_openapi_3_1_and_names_every_address(description: dict[str, Any]) -> None:
    assert description["openapi"] == "3.1.0"
    assert {path for path, _ in OPERATIONS} < set(description["paths"])
    assert "RulebookShape" in description["components"]["schemas"]


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.django_db
def test_whatever_is_sent_the_answer_is_one_that_is_described(
    plain: Any, narrowed: Any, path: str, method: str, mode: GenerationMode
) -> None:
    described = narrowed if mode is GenerationMode.POSITIVE else plain
    operation = described[path][method.upper()]

    @FEW
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        response = case.call(headers=HEADERS)
        assert response.status_code < 500
        case.validate_response(response, excluded_checks=TOO_STRICT)

    send()


def test_a_life_of_known_words_is_always_explained(client: Client, narrowed: Any) -> None:
    operation = narrowed["/api/v1/explain/"]["POST"]
    explained = []

    @FEW
    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def send(case: Any) -> None:
        if not isinstance(case.body, dict):  # a description cannot say that a body is needed
            return
        body = {**case.body, "facts": {}}
        body.pop("version", None)
        for row in body["observations"]:
            row["day"] = min(int(row["day"]), int(body["days"]))
        body["days"] = int(body["days"])
        response = client.post("/api/v1/explain/", json.dumps(body), content_type="application/json")
        explained.append(response.status_code)

    send()
    assert explained.count(200) > len(explained) // 2
