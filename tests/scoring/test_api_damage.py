"""Rulebooks that somebody damaged: each is refused in words or runs; none breaks the office."""

import copy
import json
import random
from typing import Any

import pytest
from django.test import Client

from scoring.api.manners import ClientThrottle
from scoring.selectors import shipped, slugs

ODD: list[Any] = [None, True, 0, -1, 1, 10**15, "", "x", "sui-12", [], {}, [None], {"all": []}, -1_000_000, 36_500]
TOWN = {"citizens": 30, "seed": 1}


@pytest.fixture(autouse=True)
def no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ClientThrottle, "allow_request", lambda *_: True)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a document where something can be put."""
    if not isinstance(value, dict | list):
        return []
    keys = list(value) if isinstance(value, dict) else range(len(value))
    return [(value, key) for key in keys] + [place for key in keys for place in places(value[key])]


def damaged(slug: str, luck: random.Random) -> dict[str, Any]:
    document: dict[str, Any] = copy.deepcopy(shipped(slug).document)
    for _ in range(luck.choice([1, 1, 2])):
        container, key = luck.choice(places(document))
        if isinstance(container, dict) and luck.random() < 0.2:
            del container[key]
        else:
            container[key] = copy.deepcopy(luck.choice(ODD))
    return document


@pytest.mark.parametrize("slug", slugs())
def test_a_damaged_rulebook_is_refused_or_runs(client: Client, slug: str) -> None:
    luck = random.Random(slug)
    example = shipped(slug).document["examples"][-1]
    life = {key: example[key] for key in ("observations", "days")}
    for _ in range(12):
        document = damaged(slug, luck)
        for address, body in (
            ("rulebooks/validate/", document),
            ("explain/", {"rulebook": document, **life}),
            ("replay/", {"rulebook": document, "town": TOWN}),
        ):
            response = client.post(f"/api/v1/{address}", json.dumps(body), content_type="application/json")
            assert response.status_code in (200, 400), (address, response.content[:300])
            if response.status_code == 400:
                assert all(fault["message"] and fault["remedy"] for fault in response.json()["faults"])
