"""What the press said beside what research says: all 75 claims, each in its place, with sources that are listed."""

from html import unescape

import pytest
from django.test import Client
from facts import copy

from scoring.claims import FILE, claims, disputes, read
from scoring.engine import DocumentError
from scoring.selectors import slugs

KEPT = {row["id"]: row for row in copy("claims")}


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_every_claim_of_the_notes_is_kept_once_and_no_other() -> None:
    assert len(KEPT) == 75
    assert [each.id for each in claims()] == list(KEPT)


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.id)
def test_a_claim_keeps_its_article_its_system_and_its_sources(claim) -> None:
    noted = KEPT[claim.id]
    assert claim.article == noted["article"]
    assert noted["system"] is None or noted["system"] in claim.about
    assert set(noted.get("sources") or ()) <= set(claim.sources)


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.id)
def test_a_verdict_of_wrong_or_accurate_is_not_turned_round(claim) -> None:
    noted = KEPT[claim.id]["verdict"]
    if noted.startswith(("wrong", "contradicted", "not supported", "unsupported")):
        assert claim.finding == "fails"
    if noted.startswith("accurate") and not any(word in noted for word in ("separate", "label", "but")):
        assert claim.finding == "holds"
    if "opinion" in noted and "accurate" not in noted:
        assert claim.finding == "opinion"


def test_every_claim_is_shown_where_it_belongs(client: Client) -> None:
    everywhere = page(client, "/about/claims/")
    for claim in claims():
        assert claim.said in everywhere
        assert everywhere.count(f'id="{claim.id}"') == 1
        for slug in set(claim.about) & set(slugs()):
            shown = page(client, f"/rulebooks/{slug}/")
            assert claim.said in shown
            assert claim.says in shown


def test_contradictions_between_articles_stand_side_by_side(client: Client) -> None:
    shown = page(client, "/about/claims/")
    for name in ("suining_end", "ringback_direction", "listed_how_many"):
        part = shown[shown.index(f'id="{name}"') :]
        part = part[: part.index("</section>")]
        for claim in disputes()[name]:
            assert claim.said in part
            assert claim.says in part


def test_the_counts_add_up(client: Client) -> None:
    shown = page(client, "/about/claims/")
    counts = shown[shown.index('class="plate tally"') : shown.index("</dl>")]
    numbers = [int(part.split("<")[0]) for part in counts.split('<dd class="mono">')[1:]]
    assert sum(numbers) == 75


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sources: [XH2014, BJN2014]", "sources: [NARNIA]"),
        ("sources: [XH2014, BJN2014]", "sources: []"),
        ("about: [suining_2010]", "about: [narnia]"),
        ("article: S0", "article: S9"),
        ("finding: fails\n    verdict: contradicted", "finding: maybe\n    verdict: contradicted"),
        ("id: s0-suining-revised", "id: s0-suining-points"),
        ('dispute: ""', 'dispute: "", more: 1'),
        ("claims:", "rumours:"),
    ],
)
def test_a_wrong_claim_is_refused(before: str, after: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert before in text
    with pytest.raises(DocumentError):
        read(text.replace(before, after, 1).encode(), "claims.yaml")
