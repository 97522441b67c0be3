"""What a reader finds on the pages about systems."""

import re

import pytest
from django.test import Client

from scoring.lines import lines
from scoring.pages.index import traits
from scoring.pages.words import FAMILIES, REGIONS
from scoring.references import references
from scoring.selectors import shipped, slugs
from scoring.services import keep_version

EVERY = slugs()


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def part_of(page: str, anchor: str) -> str:
    """The line that begins at an anchor, up to the next one."""
    start = page.index(f'id="{anchor}"')
    return page[start : page.index("</li>", page.index('class="body"', start))]


@pytest.mark.parametrize("slug", EVERY)
def test_every_line_shows_its_marker_as_a_word_and_has_an_anchor(client: Client, slug: str) -> None:
    page = text_of(client, f"/rulebooks/{slug}/")
    for line in lines(shipped(slug)):
        shown = part_of(page, f"rule-{line.id}")
        assert f">{line.evidence.marker}</span>" in shown, line.id
        assert (">recalled</span>" in shown) == (line.evidence.evidence == "recalled"), line.id


@pytest.mark.parametrize("slug", EVERY)
def test_every_source_of_a_line_leads_to_the_list_of_sources(client: Client, slug: str) -> None:
    page = text_of(client, f"/rulebooks/{slug}/")
    for line in lines(shipped(slug)):
        for source in line.evidence.sources:
            assert f'href="/about/sources/#{source}"' in part_of(page, f"rule-{line.id}")


@pytest.mark.parametrize("slug", EVERY)
def test_every_worked_example_agrees_with_the_engine(client: Client, slug: str) -> None:
    page = text_of(client, f"/rulebooks/{slug}/")
    assert page.count('class="bins checks"') == len(shipped(slug).document["examples"])
    assert ">differs<" not in page


@pytest.mark.parametrize("slug", EVERY)
def test_no_page_holds_an_inline_style_script_or_handler(client: Client, slug: str) -> None:
    page = text_of(client, f"/rulebooks/{slug}/")
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*src=)", page)


def test_ids_on_a_page_are_unique(client: Client) -> None:
    for slug in EVERY:
        ids = re.findall(r'\sid="([^"]+)"', text_of(client, f"/rulebooks/{slug}/"))
        assert len(ids) == len(set(ids)), slug


def test_the_index_names_every_rulebook_and_how_sure_it_is(client: Client) -> None:
    page = text_of(client, "/rulebooks/")
    for slug in EVERY:
        assert f'href="/rulebooks/{slug}/"' in page
    for word in ("documented", "reported", "fictionalised", "recalled"):
        assert word in page


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("family=fiction", "nosedive", "suining_2010"),
        ("place=netherlands", "dutch_fraud_scorecard", "fico"),
        ("scale=stars", "nosedive", "fico"),
        ("evidence=recalled", "suining_2010", "jinan_dogs"),
        ("place=germany&scale=scorecard", "schufa_2026", "schufa_old"),
    ],
)
def test_the_index_is_sifted_by_a_plain_form(client: Client, query: str, there: str, gone: str) -> None:
    page = text_of(client, f"/rulebooks/?{query}")
    assert f'href="/rulebooks/{there}/"' in page
    assert f'href="/rulebooks/{gone}/"' not in page
    for part in query.split("&"):
        name, _, value = part.partition("=")
        assert f'<select name="{name}">' in page
        assert f'<option value="{value}" selected>' in page


def test_every_choice_of_the_form_finds_something(client: Client) -> None:
    choices = re.findall(r'<option value="(\w+)">', text_of(client, "/rulebooks/"))
    names = [("family", each) for each in FAMILIES if each in choices]
    names += [("place", each) for each in REGIONS if each in choices]
    assert len(names) >= 12
    for name, each in names:
        assert "spines" in text_of(client, f"/rulebooks/?{name}={each}")


def test_what_nothing_is_at_once_is_said(client: Client) -> None:
    assert "No system is all of this at once" in text_of(client, "/rulebooks/?place=germany&scale=stars")


def test_no_chinese_system_opens_the_shelf_and_half_of_the_first_eight_are_from_elsewhere(client: Client) -> None:
    first = re.findall(r'<h3><a href="/rulebooks/(\w+)/"', text_of(client, "/rulebooks/"))[:8]
    chinese = [slug for slug in first if "china" in traits(shipped(slug))["place"]]
    reforms = [slug for slug in first if shipped(slug).family == "reform"]
    assert first[0] not in chinese
    assert len(first) - len(chinese) + len(set(chinese) & set(reforms)) >= 4


def test_every_system_lies_somewhere() -> None:
    for slug in EVERY:
        assert traits(shipped(slug))["place"], slug


def test_every_family_of_a_rulebook_has_a_word() -> None:
    assert {shipped(slug).family for slug in EVERY} <= set(FAMILIES)


@pytest.mark.parametrize(
    "address", ["/rulebooks/narnia/", "/rulebooks/?family=narnia", "/rulebooks/tessamere/?version=beef"]
)
def test_what_is_not_there_is_said_on_a_readable_page(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "<h1>" in response.content.decode()


def test_a_rule_of_the_town_leads_to_the_rule_it_descends_from(client: Client) -> None:
    shown = part_of(text_of(client, "/rulebooks/tessamere/"), "rule-tes-01")
    assert 'href="/rulebooks/suining_2010/#rule-sui-12"' in shown
    assert 'id="rule-sui-12"' in text_of(client, "/rulebooks/suining_2010/")


def test_an_ancestor_without_a_line_of_its_own_is_named_with_its_system(client: Client) -> None:
    page = text_of(client, "/rulebooks/tessamere/")
    assert "People’s Bank of China credit file" in page
    assert "rule-pbo-03" not in page


def test_an_ancestor_may_be_a_line_of_a_card(client: Client) -> None:
    assert 'href="/rulebooks/jinan_dogs/#rule-jin-01"' in text_of(client, "/rulebooks/tessamere/")
    assert 'id="rule-jin-01"' in text_of(client, "/rulebooks/jinan_dogs/")


def test_a_rule_that_is_switched_off_says_so(client: Client) -> None:
    off = next(rule for rule in shipped("fico").rules if not rule.enabled)
    assert "Switched off" in part_of(text_of(client, "/rulebooks/fico/"), f"rule-{off.id}")


def test_a_record_is_drawn_without_a_staff(client: Client) -> None:
    assert 'class="ruler"' not in text_of(client, "/rulebooks/shenzhen_screens/")
    assert 'class="ruler"' in text_of(client, "/rulebooks/nosedive/")


def test_nobody_is_crossed_out_for_a_small_balance(client: Client) -> None:
    page = text_of(client, "/rulebooks/yanji_morality_bank/")
    assert 'class="bd d"' not in page
    assert 'class="bd d"' in text_of(client, "/rulebooks/jinan_dogs/")


def test_stars_are_written_as_stars(client: Client) -> None:
    page = text_of(client, "/rulebooks/nosedive/")
    assert "4.20" in page
    assert ">420<" not in page


def test_every_source_is_listed_once_under_its_anchor(client: Client) -> None:
    page = text_of(client, "/about/sources/")
    for name in references():
        assert page.count(f'id="{name}"') == 1


def test_only_real_addresses_are_links(client: Client) -> None:
    page = text_of(client, "/about/sources/")
    for reference in references().values():
        linked = f'href="{reference.url.replace("&", "&amp;")}"' in page
        assert linked == reference.url.startswith("http"), reference.id


def test_the_page_about_says_what_is_stored_and_under_which_licences(client: Client) -> None:
    page = text_of(client, "/about/")
    for words in ("GNU Affero", "Creative Commons", "SIL Open Font License", 'name="seed"', 'href="/play/file/"'):
        assert words in page


@pytest.mark.django_db
def test_a_kept_version_is_shown_and_called_one(client: Client, another_edition: str) -> None:
    page = text_of(client, f"/rulebooks/nosedive/?version={another_edition}")
    assert "This is a kept version" in page
    assert "Nosedive, the second edition" in page
    assert client.get(f"/rulebooks/fico/?version={another_edition}").status_code == 404


def test_the_edition_in_force_has_a_lasting_address(client: Client) -> None:
    page = text_of(client, f"/rulebooks/nosedive/?version={shipped('nosedive').digest}")
    assert "This is a kept version" not in page


@pytest.fixture
def another_edition() -> str:
    from scoring.engine import from_document

    document = {**shipped("nosedive").document, "title": "Nosedive, the second edition"}
    return keep_version(rulebook=from_document(document), author="Good Standing").digest
