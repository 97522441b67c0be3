"""A life is governed by the rulebook it began under, however the shipped one has changed since."""

import pytest
from cast import LISTED, begin, decisions, life_at, put
from django.test import Client

from play.models import Decision, Life, Stage
from play.selectors import file_of
from scoring import selectors
from scoring.engine import Rulebook, reform
from scoring.models import RulebookVersion


def test_a_life_keeps_its_rulebook_when_the_shipped_one_changes(
    you: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    life = life_at(you, Stage.BOX)
    before = file_of(life).explanation.to_dict()
    digest = life.digest
    changed = change_the_shipped_rulebook(monkeypatch)
    life.refresh_from_db()
    assert changed.digest != digest
    assert file_of(life).rulebook.digest == digest
    assert file_of(life).explanation.to_dict() == before
    assert you.get(f"/play/{life.pk}/box/").status_code == 200


def test_a_life_begun_afterwards_has_the_new_one_and_both_are_kept(
    you: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = begin(you)
    changed = change_the_shipped_rulebook(monkeypatch)
    new = begin(you)
    assert (old.digest == changed.digest, new.digest) == (False, changed.digest)
    assert set(RulebookVersion.objects.values_list("digest", flat=True)) == {old.digest, new.digest}
    assert file_of(old).explanation.settlements[0].standing != file_of(new).explanation.settlements[0].standing


def change_the_shipped_rulebook(monkeypatch: pytest.MonkeyPatch) -> Rulebook:
    """From now on a later edition ships: everybody starts 100 lower."""
    now = selectors.shipped("tessamere")
    later = reform(now, {"/scale/start": now.scale.start - 100})
    monkeypatch.setattr("play.services.shipped", lambda slug: later)
    selectors.version.cache_clear()
    return later


def test_versions_are_kept_once_for_all_lives(you: Client) -> None:
    begin(you)
    begin(you, "oke")
    assert RulebookVersion.objects.count() == 1


def test_a_kept_version_gives_back_the_very_rulebook(you: Client) -> None:
    life = begin(you)
    selectors.version.cache_clear()
    assert selectors.version(life.digest).digest == life.digest == selectors.shipped("tessamere").digest


def test_scenes_that_are_told_no_more_close_a_life_with_a_readable_page(you: Client) -> None:
    life = begin(you)
    put(life, decisions(LISTED)[:3])
    Decision.objects.filter(life=life, position=1).update(scene="a_scene_of_last_year")
    response = you.get(f"/play/{life.pk}/day/")
    page = response.content.decode()
    assert response.status_code == 410
    assert "This life belongs to an earlier edition" in page
    assert f'href="/?seed={life.seed}"' in page
    assert you.get("/play/file/").status_code == 200
    assert you.get("/").status_code == 200


def test_a_choice_that_is_offered_no_more_closes_it_too(you: Client) -> None:
    life = begin(you)
    put(life, decisions(LISTED)[:3])
    Decision.objects.filter(life=life, position=1).update(choice="a_choice_of_last_year")
    assert you.get(f"/play/{life.pk}/day/").status_code == 410
    assert Life.objects.filter(pk=life.pk).exists()


@pytest.mark.parametrize("how", ["its version is gone", "it asks what the town no longer knows"])
def test_a_rulebook_that_can_be_read_no_more_closes_it_with_the_same_page(you: Client, how: str) -> None:
    life = begin(you)
    kept = RulebookVersion.objects.get()
    if how == "its version is gone":
        kept.delete()
    else:
        document = kept.document.replace('"hour"', '"hour_of_last_year"')
        RulebookVersion.objects.filter(pk=kept.pk).update(document=document)
    selectors.version.cache_clear()
    assert you.get(f"/play/{life.pk}/day/").status_code == 410
    assert you.get("/play/file/").status_code == 200
    selectors.version.cache_clear()
