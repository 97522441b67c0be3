"""Context cards: to be read, with a marker and sources, and nothing that could be run."""

import re

import pytest
from django.test import Client

from scoring.cards import FILE, context_cards, parse
from scoring.engine import DocumentError
from scoring.references import references
from scoring.selectors import slugs

EXPECTED = {"xinjiang_context", "plan_2014", "eight_companies", "baihang", "sweden_chips", "camera_networks"}


def index(client: Client, query: str = "") -> str:
    return client.get(f"/rulebooks/{query}").content.decode()


def shown(client: Client, name: str) -> str:
    """One card as it stands on the page."""
    page = index(client)
    start = page.index(f'id="{name}"')
    return page[start : page.index("</li>", start)]


def test_the_cards_are_those_of_the_plan_and_no_rulebooks() -> None:
    assert {card.id for card in context_cards()} == EXPECTED
    assert not EXPECTED & set(slugs())


@pytest.mark.parametrize("card", context_cards(), ids=lambda card: card.id)
def test_a_card_is_short_and_has_sources(card) -> None:
    assert 2 <= len(re.findall(r"[.](?:\s|$)", card.text)) <= 4
    assert card.evidence.sources
    assert set(card.evidence.sources) <= set(references())


@pytest.mark.parametrize("card", context_cards(), ids=lambda card: card.id)
def test_the_page_shows_a_card_with_its_marker_and_its_sources(client: Client, card) -> None:
    part = shown(client, card.id)
    assert f">{card.evidence.marker}</span>" in part
    for source in card.evidence.sources:
        assert f'href="/about/sources/#{source}"' in part


@pytest.mark.parametrize("card", context_cards(), ids=lambda card: card.id)
def test_a_card_leads_to_no_play_and_shows_no_score(client: Client, card) -> None:
    part = shown(client, card.id)
    assert not re.search(r"<(?:form|button|input|svg|img)", part)
    assert set(re.findall(r'href="([^"#]*)', part)) == {"/about/sources/"}
    assert client.get(f"/rulebooks/{card.id}/").status_code == 404
    assert client.get(f"/api/v1/rulebooks/{card.id}/").status_code == 404


def test_the_xinjiang_card_is_words_and_sources_only(client: Client) -> None:
    part = shown(client, "xinjiang_context")
    assert "not a credit score" in part
    assert set(re.findall(r"<(\w+)", part)) <= {"div", "span", "h3", "p", "br", "a"}


def test_one_family_is_shown_without_the_context(client: Client) -> None:
    assert 'id="asides"' in index(client)
    assert 'id="asides"' not in index(client, "?family=list")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sources: [HRW2019]", "sources: [NARNIA]"),
        ("sources: [HRW2019]", "sources: []"),
        ("marker: documented", "marker: fictionalised"),
        ("evidence: excerpt", "evidence: recalled"),
        ("id: plan_2014", "id: xinjiang_context"),
        ("id: plan_2014", "id: fico"),
        ("place: Sweden", 'place: ""'),
        ("place: Sweden", "score: 1"),
        ('note: ""', "note: 3"),
        ("cards:", "games:"),
    ],
)
def test_a_wrong_card_is_refused(before: str, after: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert before in text
    with pytest.raises(DocumentError):
        parse(text.replace(before, after, 1).encode(), "cards.yaml")
