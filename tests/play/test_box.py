"""Any number leads in two clicks to its rule, its condition, its observation and its source."""

import re
from functools import cache
from html import unescape

import pytest
from cast import SEED, by_lot, life_at, seed_of_a_mistake
from django.test import Client

from play.models import Life, Stage
from play.pages.box import box_page
from play.pages.trail import trail
from registry.lives import DAYS
from registry.whatif import what_if
from scoring import display
from scoring.selectors import shipped, slugs

LINK = re.compile(r'<a class="code-link" href="([^"#]+)#([^"]+)"')


def box(you: Client, life: Life, query: str = "", **headers: str) -> str:
    response = you.get(f"/play/{life.pk}/box/{query}", headers=headers)
    assert response.status_code == 200
    return unescape(response.content.decode())


@cache
def anchors(address: str) -> frozenset[str]:
    return frozenset(re.findall(r'\sid="([^"]+)"', Client().get(address).content.decode()))


@pytest.mark.parametrize("citizen", ["davit", "yara", "ludmille"])
def test_every_day_of_the_waterfall_leads_to_a_trail_with_the_engine_s_numbers(you: Client, citizen: str) -> None:
    life = life_at(you, Stage.BOX, citizen=citizen)
    file = by_lot(citizen)
    page = box(you, life)
    for day in range(1, DAYS + 1):
        assert f'href="?day={day}#trail"' in page
        before, now = (file.explanation.settlements[each].standing for each in (day - 1, day))
        told = f"{display.standing(file.rulebook, before)} → {display.standing(file.rulebook, now)}"
        assert told in box(you, life, f"?day={day}")


@pytest.mark.parametrize("citizen", ["davit", "yara"])
def test_every_rule_in_a_trail_can_be_read_where_its_link_leads(you: Client, citizen: str) -> None:
    life = life_at(you, Stage.BOX, citizen=citizen)
    links = {link for day in range(1, DAYS + 1) for link in LINK.findall(box(you, life, f"?day={day}"))}
    assert links
    for address, anchor in links:
        assert anchor in anchors(address), anchor


@pytest.mark.parametrize("system", slugs())
def test_every_step_names_its_rule_and_where_it_comes_from(system: str) -> None:
    file = by_lot("davit", SEED, system)
    for day in range(DAYS + 1):
        for step in trail(file, day)["steps"]:
            assert step.sentence, step.rule
            assert step.url.endswith(f"#rule-{step.rule}")
            assert step.grounds.marks, step.rule
            ours = any(mark.word == "fictionalised" for mark in step.grounds.marks)
            assert step.grounds.sources or step.descent or ours, step.rule


@pytest.mark.parametrize("system", slugs())
def test_the_steps_of_the_waterfall_are_the_settlements(system: str) -> None:
    file = by_lot("davit", SEED, system)
    page = box_page(file, 1)
    settlements = file.explanation.settlements
    for column in page["columns"]:
        if column.day and settlements[column.day].standing is not None:
            before = settlements[column.day - 1].standing or 0
            change = (settlements[column.day].standing or 0) - before
            assert column.delta == (display.signed(file.rulebook, change) if change else "0")


def test_what_belonged_to_somebody_else_is_said_beside_the_number(you: Client) -> None:
    seed = seed_of_a_mistake("yara")
    life = life_at(you, Stage.BOX, citizen="yara", seed=seed)
    file = by_lot("yara", seed)
    days = {seen.day for seen in file.observations if seen.id in file.wrong and 1 <= seen.day <= DAYS}
    assert any("card-paper wrong" in box(you, life, f"?day={day}") for day in days)


def test_what_the_office_could_not_see_stands_beside_what_it_counted(you: Client) -> None:
    file = by_lot("davit")
    unseen = [column.unseen for column in box_page(file, 1)["columns"] if column.unseen]
    page = box(you, life_at(you, Stage.BOX))
    assert unseen
    assert all(words in page for words in unseen)


def test_evidence_markers_are_words_on_the_page_and_no_tooltips(you: Client) -> None:
    page = box(you, life_at(you, Stage.BOX))
    shown = set(re.findall(r'<span class="ev \w+"[^>]*>(\w+)</span>', page))
    assert shown
    assert shown <= {"documented", "reported", "fictionalised", "recalled"}


def test_seed_and_version_stand_on_the_page_so_that_anybody_can_repeat_it(you: Client) -> None:
    life = life_at(you, Stage.BOX)
    page = box(you, life)
    assert f"Seed {life.seed}" in page
    assert life.digest[:8] in page


def test_every_day_has_an_address_that_marks_it_with_and_without_script(you: Client) -> None:
    life = life_at(you, Stage.BOX)
    plain, swapped = box(you, life, "?day=3"), box(you, life, "?day=3", HX_Request="true")
    for page in (plain, swapped):
        chosen = re.findall(r'id="day-(\d+)"[^>]*aria-current="true"', page)
        assert chosen == ["3"]


@pytest.mark.parametrize("day", ["11", "-1", "x", "9" * 5000, "", "²"])
def test_a_day_that_is_none_opens_the_heaviest_one(you: Client, day: str) -> None:
    life = life_at(you, Stage.BOX)
    assert 'id="trail"' in box(you, life, f"?day={day}")


def test_the_five_findings_are_the_engine_s(you: Client) -> None:
    life = life_at(you, Stage.BOX, citizen="hector")
    page = unescape(you.get(f"/play/{life.pk}/box/findings/").content.decode())
    for head in ("Your acts", "Your circumstances", "The data", "The rules", "The procedure"):
        assert head in page
    assert page.count('<li class="none">') == sum(not each.found for each in what_if(by_lot("hector")).findings)


def test_nothing_you_did_would_have_helped_is_said_to_whom_it_is_true(you: Client) -> None:
    for citizen in ("davit", "ludmille"):
        lives = what_if(by_lot(citizen)).lives
        life = life_at(you, Stage.BOX, citizen=citizen)
        said = 'class="hopeless' in you.get(f"/play/{life.pk}/box/findings/").content.decode()
        assert said == bool(lives and lives.hopeless)


def test_the_crossing_counts_what_was_not_yours(you: Client) -> None:
    seed = seed_of_a_mistake("yara")
    life = life_at(you, Stage.BOX, citizen="yara", seed=seed)
    page = you.get(f"/play/{life.pk}/light/").content.decode()
    counted = re.search(r"(\d+) entr(?:y|ies), (\d+) rules?, (\d+) not yours", page)
    assert counted
    assert int(counted[3]) > 0


@pytest.mark.parametrize("system", slugs())
def test_the_box_opens_under_every_system(you: Client, system: str) -> None:
    life = life_at(you, Stage.BOX, citizen="hector", system=system)
    page = box(you, life)
    assert 'id="trail"' in page
    assert shipped(system).digest[:8] in page
    assert you.get(f"/play/{life.pk}/light/").status_code == 200
    assert you.get(f"/play/{life.pk}/register/").status_code == 200
