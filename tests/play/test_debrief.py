"""The debrief: two answers side by side, five counts that are true, an order of systems, a sheet to print."""

import re
from html import unescape

import pytest
from cast import EVERYONE, by_lot, life_at, seed_of_a_mistake
from django.test import Client

from play.models import Bet, Life, Ranking, Stage
from play.pages.debrief import debrief_page
from registry.elsewhere import run
from scoring.engine import DocumentError
from scoring.myths import FILE, about, myths, parse
from scoring.references import references
from scoring.selectors import slugs
from town.content import load_content

THREE = ["law_based_2020s", "fico", "dutch_fraud_scorecard"]


def shown(you: Client, life: Life) -> str:
    response = you.get(f"/play/{life.pk}/debrief/")
    assert response.status_code == 200
    return unescape(response.content.decode())


def sheet_of(page: str) -> str:
    return page[page.index("<article") : page.index("</article>")]


def answer(you: Client, life: Life, cause: str) -> str:
    response = you.post(f"/play/{life.pk}/debrief/bet/", {"cause": cause}, follow=True)
    assert response.status_code == 200
    return unescape(response.content.decode())


# the question, asked again


def test_the_first_answer_stands_there_and_nothing_is_counted_before_the_second(you: Client) -> None:
    page = shown(you, life_at(you, Stage.DEBRIEF, cause="luck"))
    assert "On day 10 you said: luck" in page
    assert "<dl>" not in sheet_of(page)
    assert page.count('name="cause"') == len(Bet.Cause.values)


def test_after_the_second_answer_both_stand_side_by_side_with_five_counts(you: Client) -> None:
    life = life_at(you, Stage.DEBRIEF, cause="acts")
    sheet = sheet_of(answer(you, life, "rules"))
    assert "Before the box: <b>what I did</b>" in sheet
    assert "At the end: <b>the rules</b>" in sheet
    assert len(re.findall(r"<dt>(what I did|luck|the rules|the data|the office)</dt>", sheet)) == 5
    assert ("your first answer" in sheet, "your last answer" in sheet) == (True, True)
    assert list(life.bets.order_by("again").values_list("again", "cause")) == [(False, "acts"), (True, "rules")]


def test_the_second_answer_can_be_changed_and_the_first_cannot(you: Client) -> None:
    life = life_at(you, Stage.DEBRIEF, cause="acts")
    answer(you, life, "rules")
    answer(you, life, "office")
    assert list(life.bets.order_by("again").values_list("cause", flat=True)) == ["acts", "office"]


@pytest.mark.parametrize("cause", ["", "fate", "ACTS"])
def test_an_answer_that_is_none_of_the_five_is_refused_with_a_sentence(you: Client, cause: str) -> None:
    life = life_at(you, Stage.DEBRIEF)
    assert "Choose one of the five." in answer(you, life, cause)
    assert not life.bets.filter(again=True).exists()


@pytest.mark.parametrize("citizen", EVERYONE)
def test_the_five_counts_are_those_of_the_life(citizen: str) -> None:
    file = by_lot(citizen)
    told = [count.text for count in debrief_page(file, "acts", "luck", [])["counts"]]
    numbers = [int(re.search(r"\d+", text).group()) for text in told]  # type: ignore[union-attr]
    acts = [seen for seen in file.life.seen if seen.observation.kind != "peer_rating"]
    misread = {error.id for source in load_content().sources.values() for error in source.errors_of("misread")}
    wrong = [seen for seen in acts if not seen.truth.act or seen.truth.error in misread]
    doors = [change for day in file.explanation.settlements for change in day.trace.door_changes]
    lines = {line for mark in run(file.rulebook, file.observations, file.facts).marks.values() for line in mark.lines}
    fired = {look.rule for day in file.explanation.settlements for look in day.trace.looks if look.fired}
    assert numbers == [len(acts) - len(wrong), len(file.life.unseen), len(lines), len(wrong), len(doors)]
    assert lines <= fired


# systems in order


def rank(you: Client, life: Life, systems: list[str]) -> tuple[int, str]:
    response = you.post(f"/play/{life.pk}/debrief/ranking/", {"system": systems}, follow=True)
    return response.status_code, unescape(response.content.decode())


def test_three_systems_are_kept_in_order_and_printed(you: Client) -> None:
    life = life_at(you, Stage.DEBRIEF)
    status, page = rank(you, life, THREE)
    assert status == 200
    assert Ranking.objects.get(life=life).systems == THREE
    printed = re.findall(r"<li><b>([^<]+)</b></li>", sheet_of(page))
    assert printed == ["Law-based 2020s", "FICO", "Dutch scorecard"]


def test_the_order_can_be_changed(you: Client) -> None:
    life = life_at(you, Stage.DEBRIEF)
    rank(you, life, THREE)
    rank(you, life, THREE[::-1])
    assert Ranking.objects.get(life=life).systems == THREE[::-1]


@pytest.mark.parametrize(
    "systems", [["fico", "fico", "tessamere"], ["fico", "tessamere"], [], ["fico", "narnia", "tessamere"], ["", "", ""]]
)
def test_anything_but_three_different_systems_is_refused_in_place(you: Client, systems: list[str]) -> None:
    life = life_at(you, Stage.DEBRIEF)
    status, page = rank(you, life, systems)
    assert status == 422
    assert "Choose three different systems, one for each place." in page
    assert 'aria-invalid="true"' in page
    assert page.count('<select name="system"') == 3
    assert page.count("selected>FICO") == systems.count("fico")
    assert not Ranking.objects.filter(life=life).exists()


def test_only_systems_can_be_ranked(you: Client) -> None:
    page = shown(you, life_at(you, Stage.DEBRIEF))
    offered = set(re.findall(r'<option value="([^"]+)"', page))
    assert offered == set(slugs())


# the sheet


@pytest.mark.parametrize("citizen", ["davit", "ludmille", "yara"])
def test_the_sheet_holds_what_repeats_this_life(you: Client, citizen: str) -> None:
    life = life_at(you, Stage.DEBRIEF, citizen=citizen)
    sheet, file = sheet_of(shown(you, life)), by_lot(citizen)
    assert f"No. {life.seed}" in sheet
    assert life.digest[:12] in sheet
    assert file.persona.name in sheet
    strip = re.findall(r"</span>\d+</span><b>([\d,]+)</b>", sheet)
    assert strip == [f"{day.standing:,}" for day in file.explanation.settlements[1:]]


def test_the_heaviest_rule_stands_there_as_a_sentence_that_leads_to_it(you: Client) -> None:
    life = life_at(you, Stage.DEBRIEF, citizen="davit")
    reason = by_lot("davit").explanation.reasons[0]
    assert f'href="/rulebooks/tessamere/#rule-{reason.id}"' in sheet_of(shown(you, life))


def test_what_could_not_be_seen_is_short_and_names_a_wrong_entry_first() -> None:
    for citizen in EVERYONE:
        assert len(debrief_page(by_lot(citizen), "acts", "", [])["unseen"]) <= 5
    file = by_lot("yara", seed_of_a_mistake("yara"))
    assert debrief_page(file, "acts", "", [])["unseen"][0]["text"] in {
        seen.truth.circumstance for seen in file.life.seen if not seen.truth.act
    }


def test_a_life_in_which_nothing_was_kept_says_so(you: Client) -> None:
    life = life_at(you, Stage.DEBRIEF, citizen="ludmille", system="no_system")
    sheet = sheet_of(shown(you, life))
    assert '<p class="d num">nothing</p>' in sheet
    assert "holds nothing against" in sheet
    assert sheet_of(answer(you, life, "office")).count("<dt>") > 5


def test_edits_of_the_rulebook_are_counted_and_lead_to_the_pen(you: Client) -> None:
    life = life_at(you, Stage.DEBRIEF)
    assert "/rewrite/" not in sheet_of(shown(you, life))
    Life.objects.filter(pk=life.pk).update(draft=[["/rules/0/effects/0/points", -5]])
    assert f'href="/play/{life.pk}/rewrite/">1</a>' in sheet_of(shown(you, life))


def test_the_print_button_waits_for_a_script_and_the_findings_for_nobody(you: Client) -> None:
    life = life_at(you, Stage.DEBRIEF)
    page = shown(you, life)
    assert "data-print hidden" in page
    assert f'href="/play/{life.pk}/box/findings/"' in page
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*src=)", page)


def test_the_page_leads_on(you: Client) -> None:
    life = life_at(you, Stage.DEBRIEF)
    page = shown(you, life)
    for address in (f"/play/?seed={life.seed}", "/play/file/", f"/register/?seed={life.seed}", "/rulebooks/"):
        assert f'href="{address}"' in page, address


# whose it is


def test_nobody_else_reads_or_writes_it(you: Client, stranger: Client) -> None:
    life = life_at(you, Stage.DEBRIEF)
    assert stranger.get(f"/play/{life.pk}/debrief/").status_code == 403
    assert stranger.post(f"/play/{life.pk}/debrief/bet/", {"cause": "luck"}).status_code == 403
    assert stranger.post(f"/play/{life.pk}/debrief/ranking/", {"system": THREE}).status_code == 403
    assert not Ranking.objects.exists()
    assert not Bet.objects.filter(again=True).exists()


@pytest.mark.parametrize("part", ["bet", "ranking"])
def test_answers_are_posted_and_only_once_the_station_is_open(you: Client, part: str) -> None:
    life = life_at(you, Stage.ELSEWHERE)
    response = you.post(f"/play/{life.pk}/debrief/{part}/", {"cause": "luck", "system": THREE})
    assert response.url == f"/play/{life.pk}/elsewhere/"
    assert you.get(f"/play/{life.pk}/debrief/{part}/").status_code == 405
    assert not Ranking.objects.exists()


# what was said, and what the sources say


@pytest.mark.parametrize("slug", slugs())
def test_every_system_has_three_corrections_with_sources_that_are_listed(slug: str) -> None:
    found = about(slug)
    assert len(found) == len({each.id for each in found}) == 3
    for each in found:
        assert each.sources
        assert {*each.sources, *([each.said_in] if each.said_in else [])} <= set(references())


def test_what_was_said_of_the_system_comes_before_what_is_said_of_all() -> None:
    for each in myths():
        for slug in each.systems:
            assert about(slug)[0].systems, each.id


def test_corrections_lead_to_their_sources(you: Client) -> None:
    page = shown(you, life_at(you, Stage.DEBRIEF, citizen="pia", system="spc_defaulter_list"))
    for each in about("spc_defaulter_list"):
        assert each.myth in page
        for source in each.sources:
            assert f'href="/about/sources/#{source}"' in page


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sources: [RAIL2018, CJO2018, CLT_QUIZ]", "sources: [NARNIA]"),
        ("sources: [RAIL2018, CJO2018, CLT_QUIZ]", "sources: []"),
        ("systems: [sesame_credit]", "systems: [narnia]"),
        ("id: low_score_no_flight", "id: one_national_score"),
        ("verdict: also wrong", "verdikt: also wrong"),
        ("verdict: also wrong", 'verdict: ""'),
        ("said_in: S4", "said_in: S9"),
        ("myths:", "legends:"),
    ],
)
def test_a_wrong_line_is_refused(before: str, after: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert before in text
    with pytest.raises(DocumentError):
        parse(text.replace(before, after, 1).encode(), "myths.yaml")
