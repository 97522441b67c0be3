"""Other readings: built whole from what ships, shown as what they are, and laid beside it."""

from html import unescape

import pytest
from django.test import Client

from scoring.engine import DocumentError, Observation, explain
from scoring.references import references
from scoring.selectors import shipped
from scoring.switches import FILE, about, read, reading, switches

NAMES = [each.name for each in switches()]


@pytest.mark.parametrize("switch", switches(), ids=lambda each: each.name)
def test_a_reading_is_a_whole_rulebook_made_from_the_one_that_ships(switch) -> None:
    book, base = reading(switch.name), shipped(switch.rulebook)
    assert book.parent == base.digest
    assert book.digest != base.digest
    assert book.why == switch.why
    assert switch.sources
    assert set(switch.sources) <= set(references())


def test_the_full_score_of_suining_ends_at_a_thousand() -> None:
    book = reading("suining_2010~full-score")
    assert book.scale.ceiling == book.scale.start == 1000


def test_before_2024_who_could_not_pay_was_listed_too() -> None:
    seen = Observation("o1", 2, "unpaid_court_judgment", "court_register", {"able_to_pay": False})
    now, before = shipped("spc_defaulter_list"), reading("spc_defaulter_list~before-2024")
    assert explain(now, [seen], facts={}, days=10).lists == ()
    assert explain(before, [seen], facts={}, days=10).lists == ("defaulters",)


def test_in_rongcheng_nobody_was_asked_at_first() -> None:
    assert explain(shipped("rongcheng"), [], facts={"consents": False}, days=1).standing is None
    assert explain(reading("rongcheng~mandatory"), [], facts={"consents": False}, days=1).standing == 1000


@pytest.mark.parametrize("switch", switches(), ids=lambda each: each.name)
def test_a_reading_is_shown_and_called_one(client: Client, switch) -> None:
    page = unescape(client.get(f"/rulebooks/{switch.rulebook}/?reading={switch.id}").content.decode())
    assert "This is another reading" in page
    assert switch.why in page
    shown = unescape(client.get(f"/rulebooks/{switch.rulebook}/").content.decode())
    assert "This is another reading" not in shown
    assert switch.title in shown
    for source in switch.sources:
        assert f'href="/about/sources/#{source}"' in shown


@pytest.mark.parametrize("name", NAMES)
def test_a_reading_stands_beside_the_rulebook_elsewhere(client: Client, name: str) -> None:
    slug = name.partition("~")[0]
    asked = {"citizen": "hector", "seed": "7", "a": slug, "b": name}
    page = unescape(client.get("/elsewhere/", asked).content.decode())
    assert 'class="pair"' in page
    assert f'<option value="{name}" selected>' in page
    assert about(slug)[0].title in page


@pytest.mark.parametrize("asked", ["narnia", "\x00", "full-score~"])
def test_a_reading_that_there_is_not_is_said(client: Client, asked: str) -> None:
    assert client.get("/rulebooks/suining_2010/", {"reading": asked}).status_code == 404


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("rulebook: rongcheng", "rulebook: narnia"),
        ("sources: [CD2010, S0]", "sources: []"),
        ("{rule: bjs-01, key: enabled, value: false}", "{rule: bjs-01, key: enabled}"),
        ("id: mandatory", "id: full-score"),
    ],
)
def test_a_wrong_reading_is_refused(before: str, after: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert before in text
    with pytest.raises(DocumentError):
        read(text.replace(before, after, 1).encode(), "switches.yaml")
