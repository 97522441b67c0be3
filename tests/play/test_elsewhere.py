"""The same ten days elsewhere: nothing but the rulebook changes, every row adds up, every number leads to its rule."""

import re
from functools import cache
from html import unescape

import pytest
from cast import EVERYONE, LISTED, by_lot, life_at, seed_of_a_mistake
from claims import GROUND, PAPER, judgment, seq, waited
from django.test import Client

from appeals.claims.services import file as file_appeal
from appeals.claims.services import open_case, second_instance
from play.models import Life, Stage
from play.pages.appeal import struck_entries
from play.pages.elsewhere import elsewhere_page, laid, laid_of
from play.pages.elsewhere_cells import evidence
from play.pages.elsewhere_columns import MOST_COLUMNS
from play.pages.elsewhere_rows import Row
from play.pages.elsewhere_week import of_file
from play.pages.short_acts import SHORT
from play.pages.tickets import FOOT
from play.selectors import file_of
from registry.deeds import deeds, never_seen
from registry.elsewhere import everywhere
from registry.lives import File, open_file
from scoring.engine import explain, from_document
from scoring.lines import lines
from scoring.selectors import shipped, slugs
from scoring.systems import cards
from town.content import load_content

LINK = re.compile(r'class="ce [^"]*" href="([^"#]+)#([^"]+)"')
BOX = "/box/"


def page_of(file: File, **asked: str) -> dict:
    return elsewhere_page(laid(of_file(file), BOX), asked)


def rows(file: File, family: str = "") -> dict[str, Row]:
    return {row.slug: row for shelf in page_of(file, family=family)["shelves"] for row in shelf.rows}


def shown(you: Client, life: Life, query: str = "") -> str:
    response = you.get(f"/play/{life.pk}/elsewhere/{query}")
    assert response.status_code == 200
    return unescape(response.content.decode())


def matrix_of(page: str) -> str:
    """The table alone, without what else is on the page."""
    return page[page.index('<table class="mx"') : page.index("</table>", page.index('<table class="mx"'))]


@cache
def anchors(address: str) -> frozenset[str]:
    return frozenset(re.findall(r'\sid="([^"]+)"', Client().get(address).content.decode()))


@pytest.mark.parametrize("citizen", EVERYONE)
def test_every_system_is_run_on_the_same_entries_and_the_same_facts(citizen: str) -> None:
    file = by_lot(citizen)
    runs = everywhere(file)
    assert [run.rulebook.id for run in runs] == slugs()
    for run in runs:
        alone = explain(shipped(run.rulebook.id), file.observations, facts=file.facts, days=10, trace=False)
        assert (run.band, run.lists, run.scored) == (alone.band, alone.lists, alone.last.scored)
        assert run.levels[-1] == (alone.standing if alone.standing is not None else len(alone.last.entries))


@pytest.mark.parametrize("citizen", EVERYONE)
def test_what_entries_did_adds_up_to_the_standing(citizen: str) -> None:
    """What is left over is only what ran out, what the end of the scale cut off, or a rounding of a mean."""
    file = by_lot(citizen)
    for run in everywhere(file):
        book = run.rulebook
        if not run.scored or book.scale.kind not in {"points", "stars"} or book.scale.expiry == "refund":
            continue
        traces = [day.trace for day in explain(book, file.observations, facts=file.facts, days=10).settlements]
        lapsed = sum(gone.points for trace in traces for gone in trace.expired)
        looks = [look for trace in traces for look in trace.looks if look.fired and look.stars]
        if any(book.rule(look.rule).expires for look in looks):
            continue
        rest = run.levels[-1] - run.levels[0] - sum(mark.points for mark in run.marks.values())
        assert abs(rest + lapsed + traces[-1].lost_to_clamp) <= len(looks) + 10 * bool(looks), book.id


@pytest.mark.parametrize("citizen", EVERYONE)
def test_a_scorecard_is_explained_by_the_entries_that_its_lines_count(citizen: str) -> None:
    for run in everywhere(by_lot(citizen)):
        if run.rulebook.scale.kind != "scorecard" or not run.scored:
            continue
        alone = explain(run.rulebook, by_lot(citizen).observations, facts=by_lot(citizen).facts, days=10)
        lapsed = sum(gone.points for day in alone.settlements for gone in day.trace.expired)
        cut = alone.last.trace.lost_to_clamp
        rest = run.levels[-1] - run.levels[0] - sum(mark.points for mark in run.marks.values())
        assert rest == -lapsed - cut, run.rulebook.id


def test_without_the_entry_the_standing_is_what_the_cell_says_it_would_be() -> None:
    """Struck one by one, in a rulebook whose scale ends at the start: losses there are never cut off."""
    file, checked = by_lot("joren"), 0
    for run in everywhere(file):
        for entry, mark in run.marks.items():
            if run.rulebook.id not in {"fico", "schufa_old", "suqian_2018"} or not mark.points:
                continue
            others = [seen for seen in file.observations if seen.id != entry]
            without = explain(run.rulebook, others, facts=file.facts, days=10, trace=False)
            assert run.levels[-1] - without.standing == mark.points
            checked += 1
    assert checked >= 3


@pytest.mark.parametrize("citizen", EVERYONE)
def test_the_sentence_is_counted_from_the_runs(citizen: str) -> None:
    file = by_lot(citizen)
    black = {slug: {each.id for each in shipped(slug).lists if each.colour == "black"} for slug in slugs()}
    ends = {slug: explain(shipped(slug), file.observations, facts=file.facts, days=10) for slug in slugs()}
    listed = sum(bool(black[slug] & set(end.lists)) for slug, end in ends.items())
    words = [row.result.word for row in rows(file).values()]
    said = page_of(file)["sentence"]
    assert words.count("listed") == listed
    assert f"Under {words.count('untouched') + words.count('no score')} of {len(slugs())} systems" in said
    assert (f"Under {listed}, {file.persona.name} ends on a list." in said) == bool(listed)
    assert ("on file before" in said) == any(seen.day <= 0 for seen in file.observations)


@pytest.mark.parametrize("citizen", EVERYONE)
def test_an_untouched_life_has_no_mark_and_a_life_with_marks_is_not_called_untouched(citizen: str) -> None:
    for row in rows(by_lot(citizen)).values():
        assert (row.result.word == "untouched") <= (not row.counted), row.slug
        assert all(cell.text in ("", "0", "·") for cell in row.cells if not cell.url)


@pytest.mark.parametrize("citizen", EVERYONE)
def test_columns_are_few_in_the_order_of_days_and_the_same_for_every_system(citizen: str) -> None:
    page = page_of(by_lot(citizen))
    assert 0 < len(page["columns"]) <= MOST_COLUMNS
    for shelf in page["shelves"]:
        for row in shelf.rows:
            assert len(row.cells) == len(page["columns"])


def test_what_nobody_saw_is_a_column_without_a_number_anywhere() -> None:
    file = by_lot("joren")
    page = page_of(file)
    missed = [index for index, column in enumerate(page["columns"]) if not column.seen]
    assert missed
    assert {row.cells[index].look for shelf in page["shelves"] for row in shelf.rows for index in missed} == {"unseen"}
    assert not {entry for deed in never_seen(file.life) for entry in deed.entries}


def test_every_entry_belongs_to_exactly_one_act() -> None:
    for citizen in EVERYONE:
        file = by_lot(citizen)
        entries = [entry for deed in deeds(file.life) for entry in deed.entries]
        assert sorted(entries) == sorted(seen.id for seen in file.observations)


def test_an_entry_about_somebody_else_is_marked_with_words() -> None:
    file = by_lot("yara", seed_of_a_mistake("yara"))
    page = page_of(file)
    wrong = [index for index, column in enumerate(page["columns"]) if column.note == "not this person"]
    assert wrong
    counted = [row.cells[index] for shelf in page["shelves"] for row in shelf.rows for index in wrong]
    assert all(cell.wrong == bool(cell.url) for cell in counted)
    assert any(cell.wrong for cell in counted)


def test_who_never_agreed_has_no_score_where_agreement_is_asked_for() -> None:
    absent = [name for name in EVERYONE if not load_content().citizen_facts(name)["consents"]]
    assert absent
    for name in absent:
        found = rows(by_lot(name))
        asked = [slug for slug in slugs() if shipped(slug).consent == "opt_in"]
        assert {found[slug].result.word for slug in asked} == {"no score"}
        assert not any(found[slug].counted for slug in asked)


def test_a_life_keeps_the_edition_under_which_it_was_lived() -> None:
    edition = from_document({**shipped("tessamere").document, "title": "The Ordinance, as it once was"})
    file = by_lot("joren")
    old = open_file("joren", file.seed, edition, file.decisions)
    assert next(run.rulebook for run in everywhere(old)).digest == edition.digest
    assert next(run.rulebook for run in everywhere(file)).digest != edition.digest


def test_every_kind_of_act_has_a_short_name() -> None:
    assert set(SHORT) == set(load_content().kinds)


def test_every_drawing_stays_in_its_frame() -> None:
    for citizen in EVERYONE:
        for row in rows(by_lot(citizen)).values():
            heights = [int(y) for y in re.findall(r"V(-?\d+)", row.drawing.path)]
            assert all(0 <= y < FOOT for y in [*heights, *row.drawing.limits]), row.slug


def test_the_page_is_a_table_whose_every_number_leads_to_a_line_of_a_rulebook(you: Client) -> None:
    life = life_at(you, Stage.ELSEWHERE, citizen="joren")
    page = shown(you, life)
    assert matrix_of(page).count('<th scope="row"') == len(slugs())
    assert "<caption" in page
    assert matrix_of(page).count('<th scope="col"') == len(page_of(by_lot("joren"))["columns"]) + 3
    links = set(LINK.findall(page))
    for address, anchor in links:
        if address.startswith("/rulebooks/"):
            assert anchor in anchors(address), (address, anchor)
        else:
            assert address.startswith(f"/play/{life.pk}/box/?day=")
            assert anchor == "trail"
    assert len({address for address, _anchor in links}) > 5


def test_each_system_stands_with_its_page_its_place_and_how_sure_it_is(you: Client) -> None:
    page = shown(you, life_at(you, Stage.ELSEWHERE, citizen="hector"))
    for card in cards():
        assert f'href="/rulebooks/{card.id}/">{card.short}</a>' in page
    assert page.count('class="ev ') >= 2 * len(slugs())


def test_one_family_can_be_shown_alone_and_counts_stay_those_of_all(you: Client) -> None:
    life = life_at(you, Stage.ELSEWHERE, citizen="hector")
    page = shown(you, life, "?family=fiction")
    assert matrix_of(page).count('<th scope="row"') == 1
    assert f"of {len(slugs())} systems" in page
    assert matrix_of(shown(you, life, "?family=narnia")).count('<th scope="row"') == len(slugs())


def test_the_page_leads_on_to_the_debrief(you: Client) -> None:
    life = life_at(you, Stage.ELSEWHERE, citizen="ludmille")
    assert '<input type="hidden" name="to" value="7">' in shown(you, life)
    response = you.post(f"/play/{life.pk}/next/", {"to": "7"})
    assert response.url == f"/play/{life.pk}/debrief/"


@pytest.mark.parametrize("system", ["no_system", "nosedive", "dutch_fraud_scorecard", "spc_defaulter_list"])
def test_a_life_lived_under_another_system_has_its_own_row_marked(you: Client, system: str) -> None:
    page = shown(you, life_at(you, Stage.ELSEWHERE, citizen="pia", system=system))
    assert page.count("lived here") == 2  # in the table and on the ticket
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*src=)", page)


def test_no_act_shows_a_stronger_marker_than_any_line_that_counted_it() -> None:
    """Neither in a cell nor on a ticket: the least sure line speaks for all."""
    rank = {"recalled": 0, "fictionalised": 0, "reported": 1, "documented": 2}
    checked = 0
    for citizen in EVERYONE:
        for run in everywhere(by_lot(citizen)):
            behind = {line.id: line.evidence for line in lines(run.rulebook)}
            shown = {mark.id for mark in evidence(run)}
            for mark in run.marks.values():
                for line in mark.lines:
                    assert min(rank[each] for each in shown) <= rank[behind[line].marker]
                    assert behind[line].evidence != "recalled" or shown & {"recalled", "fictionalised"}
                    checked += 1
    assert checked > 100


@pytest.mark.django_db
def test_what_an_appeal_struck_can_be_left_out_under_every_system(you: Client) -> None:
    life = life_at(you, Stage.DEBRIEF)
    file, entry = file_of(life), judgment().id
    case = open_case(holder=life.holder, subject=life.pk, file=file, target=judgment(), ground=GROUND)
    file_appeal(case=case, seq=0, papers=(PAPER,), pay=True)
    waited(case, 2)
    assert "As your appeal left it" not in shown(you, life)
    second_instance(case=case, seq=seq(case), pay=True)
    waited(case)
    assert struck_entries(life, file) == {entry}
    assert "As your appeal left it" in shown(you, life)
    assert "1 entry that your appeal struck is left out, everywhere." in shown(you, life, "?corrected=1")


def test_an_entry_that_is_struck_is_as_good_as_absent_under_every_system() -> None:
    file, entry = by_lot(LISTED), judgment().id
    kept = [seen for seen in file.observations if seen.id != entry]
    for run in laid_of(file, "", frozenset({entry})).week.runs:
        alone = explain(shipped(run.rulebook.id), kept, facts=file.facts, days=10, trace=False).settlements
        levels = tuple(len(day.entries) if day.standing is None else day.standing for day in alone)
        assert run.levels[1:] == levels, run.rulebook.id
