"""A whole town, asked for over the API."""

import json
from typing import Any

import pytest
from django.test import Client

from scoring.selectors import shipped

TOWN = {"citizens": 300, "seed": 7}


def replay(client: Client, **body: Any) -> Any:
    return client.post("/api/v1/replay/", json.dumps(body), content_type="application/json")


def without(rule: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(shipped("suining_2010").document))
    document["rules"] = [each for each in document["rules"] if each["id"] != rule]
    return document


def test_a_town_alone_moves_nobody(client: Client) -> None:
    body = replay(client, rulebook="tessamere", town=TOWN).json()
    assert body["citizens"] == body["unaffected"]["number"] == 300
    assert sum(body["bands"][1].values()) == 300
    assert body["town"]["seed"] == 7


def test_a_repealed_rule_has_winners_and_no_losers(client: Client) -> None:
    body = replay(client, rulebook=without("sui-01"), baseline="suining_2010", town=TOWN).json()
    assert body["winners"]["number"] > 0
    assert body["losers"]["number"] == 0


def test_the_same_seed_gives_the_same_town(client: Client) -> None:
    first, again = (replay(client, rulebook="rongcheng", town=TOWN).json() for _ in range(2))
    assert first == again


@pytest.mark.parametrize(
    ("town", "path"),
    [
        ({"citizens": 1, "seed": 7}, "/town/citizens"),
        ({"citizens": 1_000_001, "seed": 7}, "/town/citizens"),
        ({"citizens": 300, "seed": -1}, "/town/seed"),
        ({"citizens": 300}, "/town/seed"),
        ({**TOWN, "mayor": "x"}, "/town/mayor"),
        (7, "/town"),
    ],
)
def test_a_town_that_cannot_be_is_refused_with_the_place(client: Client, town: Any, path: str) -> None:
    response = replay(client, rulebook="tessamere", town=town)
    assert response.status_code == 400
    assert response.json()["faults"][0]["path"] == path


def test_innocent_days_are_counted_for_who_asks(client: Client) -> None:
    body = replay(client, rulebook="tessamere", town=TOWN, innocent=True).json()
    assert [side["days"] > 0 for side in body["innocent"]] == [True, True]
    assert replay(client, rulebook="tessamere", town=TOWN).json()["innocent"] is None


def test_a_fault_in_the_baseline_is_named_there(client: Client) -> None:
    response = replay(client, rulebook="tessamere", baseline={}, town=TOWN)
    assert {fault["path"] for fault in response.json()["faults"]} >= {"/baseline/schema"}


def test_innocent_is_yes_or_no(client: Client) -> None:
    response = replay(client, rulebook="tessamere", town=TOWN, innocent="perhaps")
    assert response.status_code == 400
    assert response.json()["faults"][0]["path"] == "/innocent"
