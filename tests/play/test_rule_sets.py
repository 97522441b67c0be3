"""Rule sets that learners keep: shown as what they are, so many a day, and not for ever."""

from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from cast import life_at
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from play import keeping
from play.keeping import purge_rule_sets
from play.models import Life, Stage
from scoring.engine import Rulebook, from_document
from scoring.models import RulebookVersion
from scoring.selectors import shipped
from scoring.sharing import as_yaml, share_name

HOME = shipped("tessamere")


@pytest.fixture
def life(you: Client) -> Life:
    return life_at(you, Stage.REWRITE)


def forged(**changed: Any) -> Rulebook:
    """A rulebook that calls itself tessamere and is not."""
    document = {**HOME.document, "title": "Somebody’s town", **changed}
    return from_document(document, vocabulary=HOME.vocabulary)


def bring(you: Client, life: Life, rulebook: Rulebook) -> Any:
    file = SimpleUploadedFile("rules.yaml", as_yaml(rulebook).encode())
    response = you.post(f"/play/{life.pk}/rewrite/import/", {"file": file})
    life.refresh_from_db()
    return response


def save(you: Client, life: Life, why: str) -> Any:
    return you.post(f"/play/{life.pk}/rewrite/save/", {"why": why})


def edit(life: Life, label: str) -> None:
    life.draft = [[["/bands/0/label", label]]]
    life.save()


# what it is


def test_an_imported_rulebook_of_a_shipped_name_is_never_called_a_kept_version(you: Client, life: Life) -> None:
    rulebook = forged()
    assert bring(you, life, rulebook).status_code == 302
    shown = unescape(you.get(f"/rulebooks/tessamere/?version={rulebook.digest}").content.decode())
    assert "Somebody brought this rulebook from a file." in shown
    assert f"It bears the name of “{HOME.title}” (tessamere), which stands on the shelf here, and is not" in shown
    assert "This is a kept version" not in shown


def test_what_is_known_of_a_system_is_not_said_of_a_rulebook_that_took_its_name(you: Client, life: Life) -> None:
    home = shipped("rongcheng")
    rulebook = from_document({**home.document, "title": "Not Rongcheng"}, vocabulary=home.vocabulary)
    bring(you, life, rulebook)
    shown = you.get(f"/rulebooks/rongcheng/?version={rulebook.digest}").content.decode()
    for section in ('id="did"', 'id="said"', 'id="timeline"'):
        assert section in you.get("/rulebooks/rongcheng/").content.decode()
        assert section not in shown


def test_the_link_to_an_imported_rulebook_says_how_it_differs_from_its_namesake(you: Client, life: Life) -> None:
    rulebook = forged(consent="opt_in")
    bring(you, life, rulebook)
    shown = unescape(you.get(f"/rulebooks/shared/{share_name(rulebook.digest)}/").content.decode())
    assert "Brought from a file" in shown
    assert f"How it differs from “{HOME.title}”" in shown
    assert "mandatory → opt_in" in shown


def test_an_import_that_names_a_known_parent_says_from_what_it_was_made(you: Client, life: Life) -> None:
    rulebook = forged(parent=HOME.digest, why="For a better town")
    bring(you, life, rulebook)
    shown = unescape(you.get(f"/rulebooks/tessamere/?version={rulebook.digest}").content.decode())
    assert f"It was made from “{HOME.title}”." in shown


def test_a_saved_reform_is_called_what_it_is(you: Client, life: Life) -> None:
    edit(life, "the best")
    save(you, life, "Names matter")
    kept = RulebookVersion.objects.get(why="Names matter")
    assert kept.origin == "reform"
    shown = unescape(you.get(f"/rulebooks/tessamere/?version={kept.digest}").content.decode())
    assert "Somebody wrote this rulebook with the pen." in shown


def test_the_pen_on_an_imported_rulebook_leads_to_no_page_of_its_namesake(you: Client, life: Life) -> None:
    bands = [{"id": "A", "label": "all", "from": 0, "to": 1200}]
    other = {**HOME.document, "bands": bands, "lists": [], "doors": [], "rules": HOME.document["rules"][:1]}
    examples = [{**each, "expect": {"standing": 1000}} for each in HOME.document["examples"][:3]]
    rulebook = from_document({**other, "examples": examples}, vocabulary=HOME.vocabulary)
    bring(you, life, rulebook)
    shown = unescape(you.get(f"/play/{life.pk}/rewrite/").content.decode())
    assert "Somebody brought this rulebook from a file." in shown
    assert "/rulebooks/tessamere/#rule-" not in shown


# how many


def test_so_many_rule_sets_are_kept_of_one_browser_and_no_more(
    you: Client, life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_OF_A_BROWSER", 2)
    for number in range(2):
        edit(life, f"label {number}")
        assert save(you, life, f"why {number}").status_code == 302
        life.refresh_from_db()
    second = life_at(you, Stage.REWRITE, seed=7)
    edit(second, "another life of the same browser")
    response = save(you, second, "once more")
    assert response.status_code == 429
    shown = unescape(response.content.decode())
    assert "2 rule sets were kept from this browser today, and that is the most for a day." in shown
    assert 'value="once more"' in shown
    assert not RulebookVersion.objects.filter(why="once more").exists()
    second.refresh_from_db()
    assert second.draft


def test_a_file_counts_like_a_reform_and_nothing_is_taken_in(
    you: Client, life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_OF_A_BROWSER", 1)
    bring(you, life, forged(title="One"))
    before = life.draft
    response = bring(you, life, forged(title="Two"))
    assert response.status_code == 429
    assert life.draft == before


def test_what_is_kept_already_costs_nothing(you: Client, life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_OF_A_BROWSER", 1)
    for _again in range(3):
        assert bring(you, life, forged()).status_code == 302


def test_tomorrow_more_can_be_kept(you: Client, life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_OF_A_BROWSER", 1)
    bring(you, life, forged(title="One"))
    yesterday = (timezone.now() - timedelta(days=1)).date().isoformat()
    life.pen = {**life.pen, "kept": [yesterday, 1]}
    life.save()
    assert bring(you, life, forged(title="Two")).status_code == 302


def test_all_browsers_together_keep_so_many_a_day(
    you: Client, stranger: Client, life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_OF_ALL", 1)
    bring(you, life, forged(title="One"))
    theirs = life_at(stranger, Stage.REWRITE, seed=9)
    response = bring(stranger, theirs, forged(title="Two"))
    assert response.status_code == 429
    assert "no more are taken today" in response.content.decode()


# how long


def age(days: int) -> None:
    then = timezone.now() - timedelta(days=days)
    RulebookVersion.objects.update(kept_at=then, asked_at=then)


def test_a_rule_set_that_nobody_needs_and_nobody_opens_is_deleted(you: Client, life: Life) -> None:
    edit(life, "the best")
    save(you, life, "For a while")
    kept = RulebookVersion.objects.get(why="For a while")
    age(91)
    assert purge_rule_sets() == 0  # the life that saved it still stands
    life.delete()
    assert purge_rule_sets() == 1
    answer = you.get(f"/rulebooks/shared/{share_name(kept.digest)}/")
    assert answer.status_code == 404
    assert "A link that nobody has opened for ninety days is deleted" in answer.content.decode()
    assert RulebookVersion.objects.filter(digest=HOME.digest).exists()  # an edition that shipped stays


def test_who_opens_a_link_keeps_it(you: Client, stranger: Client, life: Life) -> None:
    edit(life, "the best")
    save(you, life, "For a while")
    kept = RulebookVersion.objects.get(why="For a while")
    age(91)
    stranger.get(f"/rulebooks/shared/{share_name(kept.digest)}/")
    life.delete()
    assert purge_rule_sets() == 0


def test_a_rulebook_that_lies_under_a_pen_is_not_deleted(you: Client, life: Life) -> None:
    bring(you, life, forged())
    you.post(f"/play/{life.pk}/rewrite/", {"do": "undo"})
    age(400)
    assert purge_rule_sets() == 0  # redo would need it
    assert you.post(f"/play/{life.pk}/rewrite/", {"do": "redo"}).status_code == 302
