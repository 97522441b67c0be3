"""How sure every line is: refused where a marker or a source is missing, counted in a table that is never stale."""

import re
from copy import deepcopy
from html import unescape

import pytest
from django.core.management import CommandError, call_command

from scoring import evidence_table
from scoring.engine import DocumentError, from_document
from scoring.evidence_check import lacking
from scoring.management.commands.evidence import FILE
from scoring.references import references
from scoring.selectors import shipped, slugs
from scoring.support import supports, unused


def damaged(slug: str, change) -> list[str]:
    document = deepcopy(shipped(slug).document)
    change(document)
    return lacking(from_document(document))


@pytest.mark.parametrize("slug", slugs())
def test_every_line_that_ships_has_a_marker_and_a_source_where_one_is_asked_for(slug: str) -> None:
    assert lacking(shipped(slug)) == []


@pytest.mark.parametrize("part", ["rules", "bands", "doors"])
def test_a_line_without_a_marker_is_named(part: str) -> None:
    (said,) = damaged("suining_2010", lambda document: document[part][0].pop("evidence"))
    assert f"/{part}/0" in said
    assert "no marker" in said


def test_a_line_without_a_source_is_named() -> None:
    (said,) = damaged("suining_2010", lambda document: document["rules"][0]["evidence"].update(sources=[]))
    assert "names no source" in said


def test_what_nobody_read_is_not_called_documented() -> None:
    change = {"marker": "documented", "evidence": "excerpt", "sources": ["CREEMERS2018"]}
    assert references()["CREEMERS2018"].verification == "recalled"
    (said,) = damaged("suining_2010", lambda document: document["rules"][0]["evidence"].update(change))
    assert "nobody read" in said


def test_the_engine_refuses_to_call_what_is_recalled_documented() -> None:
    document = deepcopy(shipped("suining_2010").document)
    document["rules"][0]["evidence"].update(marker="documented", evidence="recalled")
    with pytest.raises(DocumentError, match="cannot be called documented"):
        from_document(document)


def test_every_source_supports_something() -> None:
    assert unused() == ()


def test_no_source_is_named_that_nobody_lists() -> None:
    assert set(supports()) == set(references())


def test_a_title_is_a_title() -> None:
    """What was read there, and how, stands in the note."""
    for reference in references().values():
        assert not any(word in reference.title for word in ("I read", "inferred", "Same ", "->", "NOT", " m ")), (
            reference.id
        )


def test_the_table_of_evidence_is_up_to_date() -> None:
    before = FILE.read_bytes()
    call_command("evidence", "--check")  # raises where it is stale, as the next test shows
    assert FILE.read_bytes() == before


def test_a_stale_table_is_refused(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    stale = tmp_path / "evidence.md"
    stale.write_text("old", encoding="utf-8")
    monkeypatch.setattr("scoring.management.commands.evidence.FILE", stale)
    with pytest.raises(CommandError, match="stale"):
        call_command("evidence", "--check")
    call_command("evidence")
    call_command("evidence", "--check")


def test_the_table_counts_every_line_once() -> None:
    text = evidence_table.table()
    for slug in slugs():
        lines, *marks = [int(cell) for cell in text.split(f"| `{slug}` |")[1].split("\n")[0].split("|")[:5]]
        assert lines == sum(marks), slug


def test_sources_and_what_rests_on_them_lead_to_each_other(client) -> None:
    """Every line, claim, event and whatever else names a source is linked from it, and is really there."""
    shown = unescape(client.get("/about/sources/").content.decode())
    part = shown[shown.index('id="letter-A"') :]
    links = {link for link in re.findall(r'href="(/[^"]+)"', part)}
    pages: dict[str, set[str]] = {}
    for link in links:
        address, _mark, anchor = link.partition("#")
        if address not in pages:
            response = client.get(address)
            assert response.status_code == 200, address
            pages[address] = set(re.findall(r'\sid="([^"]+)"', response.content.decode()))
        assert not anchor or anchor in pages[address], link
    assert len(links) > 400
    assert {f"/rulebooks/{slug}/" for slug in slugs() if shipped(slug).sources_used} <= set(pages)
