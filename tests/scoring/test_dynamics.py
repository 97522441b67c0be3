"""Dynamics, data, myths and tellings: whole, sourced, and honest about what is met here."""

import re
from html import unescape

import pytest
from django.test import Client
from facts import copy

from scoring import dynamics as of_dynamics
from scoring import effects as of_effects
from scoring import inputs as of_inputs
from scoring import tellings as of_tellings
from scoring.engine import DocumentError
from scoring.myths import myths
from scoring.selectors import slugs, vocabulary
from scoring.strict import parse
from town.content import load_content


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


@pytest.mark.parametrize("noted", copy("dynamics"), ids=lambda each: each["id"])
def test_every_dynamic_of_the_notes_is_told_with_its_articles_and_sources(noted) -> None:
    told = next(each for each in of_dynamics.dynamics() if each.id == noted["id"])
    assert set(noted["articles"]) <= set(told.articles)
    assert set(noted["sources"]) <= set(told.sources)


def test_there_are_thirty_one_dynamics() -> None:
    assert len(copy("dynamics")) == len(of_dynamics.dynamics()) == 31


def test_a_dynamic_is_met_somewhere_or_says_what_is_missing(client: Client) -> None:
    shown = page(client, "/about/dynamics/")
    for each in of_dynamics.dynamics():
        assert each.met or each.not_yet
        for place in each.met:
            assert place.text in shown
        assert each.not_yet in shown


@pytest.mark.django_db
@pytest.mark.parametrize("address", sorted({place.address for each in of_dynamics.dynamics() for place in each.met}))
def test_where_a_dynamic_is_met_is_really_there(client: Client, address: str) -> None:
    path, _mark, anchor = address.partition("#")
    shown = page(client, path)
    if anchor:
        assert re.search(rf'\sid="{anchor}"', shown), address


@pytest.mark.parametrize("noted", copy("data_sources"), ids=lambda each: each["id"])
def test_every_source_of_data_in_the_notes_is_told(noted) -> None:
    told = next(each for each in of_inputs.inputs() if each.id == noted["id"])
    assert list(told.named_in) == noted["named_in_articles"]
    assert set(noted["sources"]) <= set(told.sources)


def test_the_sources_of_data_are_those_of_the_town() -> None:
    assert {each.id for each in of_inputs.inputs()} == set(vocabulary().sources)


def test_there_are_ten_myths_and_the_opposite_one_is_among_them(client: Client) -> None:
    assert len(myths()) == 10
    shown = page(client, "/about/myths/")
    for each in myths():
        assert each.myth in shown
        assert each.correction in shown
        assert each.scholars in shown
    assert "so_it_is_harmless" in {each.id for each in myths()}


def test_both_tellings_of_a_case_stand_on_the_page_with_their_sources(client: Client) -> None:
    shown = page(client, "/about/tellings/")
    for each in of_tellings.tellings():
        assert each.first.text in shown
        assert each.second.text in shown
        for source in each.sources:
            assert f'href="/about/sources/#{source}"' in shown


def test_nobody_who_is_told_of_can_be_played(client: Client) -> None:
    shown = page(client, "/about/tellings/")
    assert "/play/begin" not in shown
    assert "<form" not in shown[shown.index("<main") :]
    for name in ("Liu Hu", "Dong Mingzhu", "Rao", "Li Wenchun"):
        assert name not in shown
        assert not any(name in persona.name for persona in load_content().personas.values())


@pytest.mark.parametrize("slug", slugs())
def test_a_page_says_what_a_system_did_and_for_whom(client: Client, slug: str) -> None:
    shown = page(client, f"/rulebooks/{slug}/")
    for heading in ("What it was good for", "Whom it harmed", "Who objected", "How to object", "What we simplified"):
        assert heading in shown
    found = of_effects.about(slug)
    assert found
    for each in found:
        assert each.text in shown


@pytest.mark.parametrize(
    ("module", "heading", "before", "after"),
    [
        (of_dynamics, "dynamics", "address: \"/play/\"", "address: \"play\""),
        (of_dynamics, "dynamics", "articles: [S1]", "articles: [S9]"),
        (of_inputs, "inputs", "id: face_camera", "id: narnia"),
        (of_inputs, "inputs", "used: shown", "used: perhaps"),
        (of_effects, "effects", "about: suining_2010", "about: narnia"),
        (of_effects, "effects", "sources: [SD2010, XH2014]", "sources: []"),
        (of_tellings, "tellings", "sources: [AIID36]", "sources: []"),
        (of_tellings, "tellings", "about: [tourism_list]", "about: [narnia]"),
    ],
)  # fmt: skip
def test_a_wrong_line_of_content_is_refused(module, heading: str, before: str, after: str) -> None:
    text = module.FILE.read_text(encoding="utf-8")
    assert before in text
    with pytest.raises(DocumentError):
        parse(text.replace(before, after, 1).encode(), "wrong.yaml", heading, module.SHAPE)
