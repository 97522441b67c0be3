"""The town beside the pen: its numbers are the comparison's, and every dot is a resident whose file can be opened."""

import gzip
import random
import re
from html import unescape

import numpy as np
import pytest
from cast import life_at
from django.test import Client

from play.edits import apply_steps
from play.models import Life, Stage
from play.pages.dots import ACROSS, kinds_in, letters, paths, per_dot, resident_at
from play.pages.pen import Desk
from play.pages.town import harm_page, town_page
from play.pages.town_moved import ON_A_PAGE, WHO, Moves, moved_page
from play.pages.town_names import n, shown
from play.pages.town_places import places_of, run, standing_in
from play.selectors import file_of
from registry.replays import comparison, innocent, reformed_year, shared_seed, year
from scoring.bills import bill_for, pointer
from scoring.engine.model import Points
from scoring.selectors import shipped, slugs

HTMX = {"HX-Request": "true"}
HOME = shipped("tessamere")
MILD = [[[pointer(HOME, "tes-01", "effects/0/points"), -5]]]
REPEALED = [[[f"/rules/{position}/enabled", False] for position in range(len(HOME.rules))]]
LOWER = [[["/bands/2/from", 700], ["/bands/3/to", 699]]]


def drawn(seed: int) -> list[list[list[object]]]:
    """A draft as a lively hand leaves it: a few points written anew, a rule repealed, a source no longer heard."""
    luck = random.Random(seed)
    fixed = [at for at, rule in enumerate(HOME.rules) if isinstance(rule.effects[0], Points)]
    points = [[f"/rules/{at}/effects/0/points", luck.randint(-60, 40)] for at in luck.sample(fixed, 4)]
    heard = sorted(set(HOME.vocabulary.sources) - {luck.choice(sorted(HOME.vocabulary.sources))})
    return [points, [[f"/rules/{luck.choice(fixed)}/enabled", False]], [["/observers", heard]]]


DRAFTS = {"nothing": [], "milder": MILD, "repealed": REPEALED, "lower": LOWER}
DRAFTS |= {f"drawn {seed}": drawn(seed) for seed in range(5)}


@pytest.fixture
def life(you: Client) -> Life:
    return life_at(you, Stage.REWRITE)


def desk(life: Life, steps: list[object] | None = None, size: int = 1000) -> Desk:
    return Desk(file_of(life), steps or [], size)


def drafted(life: Life, steps: list[object]) -> Life:
    Life.objects.filter(pk=life.pk).update(draft=steps)
    life.refresh_from_db()
    return life


def words(you: Client, address: str, **headers: str) -> str:
    response = you.get(address, headers=headers or None)
    assert response.status_code == 200, response.status_code
    return unescape(response.content.decode())


# the page's numbers are compare's


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("size", [1000, 10_000])
def test_every_number_beside_the_dots_is_the_comparison_s(life: Life, draft: str, size: int) -> None:
    page = town_page(desk(life, DRAFTS[draft], size))
    bill = bill_for(HOME)
    assert bill is not None
    reform = apply_steps(HOME, DRAFTS[draft])
    yours, theirs = (
        comparison(HOME, book, size, shared_seed(size, life.seed)) for book in (reform, bill.rulebook)
    )  # fmt: skip
    for figure, name in zip(
        page["figures"], ("winners", "unaffected", "losers", "newly_freed", "newly_listed"), strict=True
    ):
        assert (figure.yours, figure.bill) == (n(getattr(yours, name).number), n(getattr(theirs, name).number))
    for band in page["bands"]:
        assert (band.in_force, band.bill) == (n(yours.bands[0][band.id]), n(theirs.bands[1][band.id]))
        assert band.yours == n(yours.bands[1][band.id])
    assert {(old, new): now for old, new, _, now in page["moves"] if now != "0"} == {
        (old, new): n(count.number) for old, new, count in yours.moves
    }
    assert page["doors"][0].yours == n(yours.days_listed[1])
    for row, line, other in zip(page["groups"], yours.groups, theirs.groups, strict=True):
        assert (row.of, row.small) == (line.after.of, line.after.small)
        assert row.bill == f"{100 * other.after.share:.1f} %"
        assert row.after == f"{100 * line.after.share:.1f} %"


@pytest.mark.parametrize("draft", DRAFTS)
def test_innocent_days_stand_in_three_columns(life: Life, draft: str) -> None:
    bill = bill_for(HOME)
    assert bill is not None
    row = harm_page(desk(life, DRAFTS[draft]))["innocent"]
    books = (HOME, bill.rulebook, apply_steps(HOME, DRAFTS[draft]))
    assert (row.in_force, row.bill, row.yours) == tuple(n(innocent(b, HOME, 1000, life.seed).days) for b in books)


@pytest.mark.parametrize("system", slugs())
def test_the_bands_of_every_system_hold_the_whole_town(you: Client, system: str) -> None:
    here = desk(life_at(you, Stage.REWRITE, system=system))
    side = run(here, here.baseline)
    stand = standing_in(here, side)
    assert int((stand >= 0).sum()) == int(side.scored.sum()) or not here.baseline.bands
    assert len(places_of(here)) >= int(stand.max()) + 1


# dots


@pytest.mark.parametrize("size", [1000, 10_000])
def test_every_dot_leads_to_somebody_who_stands_there(life: Life, size: int) -> None:
    here = desk(life, MILD, size)
    before, after = (standing_in(here, run(here, book)) for book in (here.baseline, here.reform))
    for place in range(len(places_of(here))):
        drawn = paths(before, after, place)
        kinds = kinds_in(before, after, place)
        counts = [int(each) for each in drawn.slots.split()] if drawn else [0, 0, 0]
        found = [resident_at(before, after, place, slot) for slot in range(sum(counts))]
        assert len(set(found)) == len(found)
        for slot, resident in enumerate(found):
            kind = int(np.searchsorted(np.cumsum(counts), slot, side="right"))
            assert kinds[kind][resident]
        assert resident_at(before, after, place, sum(counts)) is None


def test_motion_knows_the_place_of_every_resident_for_whom_a_dot_moves(life: Life) -> None:
    here = desk(life, MILD, 10_000)
    page = town_page(here)
    stand = standing_in(here, run(here, here.reform))
    assert len(page["now"]) == len(page["home"]) == 1000
    assert page["now"] == "".join(str(place) for place in stand[:: per_dot(10_000)])
    assert letters(np.array([0, 10, -1], np.int16)) == "0A-"


def test_an_edit_of_a_thousand_weighs_little_on_the_wire(you: Client, life: Life) -> None:
    form = {"n:" + str(MILD[0][0][0]): "5"}
    response = you.post(f"/play/{life.pk}/rewrite/?size=1000", form, headers=HTMX)
    assert response.status_code == 200
    assert len(gzip.compress(response.content)) < 20_000
    assert response.content.decode().count("<path") <= 3 * len(HOME.bands)


def test_a_tap_on_a_dot_opens_a_file_and_a_tap_on_nothing_the_table(you: Client, life: Life) -> None:
    address = f"/play/{drafted(life, MILD).pk}/rewrite/resident/?size=1000"
    before, after = year(HOME, 1000, life.seed), reformed_year(apply_steps(HOME, MILD), HOME, 1000, life.seed)
    number = resident_at(before.band, after.band, 0, 3)
    assert number is not None
    assert you.get(f"{address}&place=0&slot=3").url == f"/play/{life.pk}/rewrite/resident/{shown(number)}/?size=1000"
    for wrong in ("place=0&slot=99999", "place=77&slot=0", "place=&slot=x", "slot=-1&place=0", ""):
        assert you.get(f"{address}&{wrong}").url == f"/play/{life.pk}/rewrite/residents/?size=1000"


# residents one by one


@pytest.mark.parametrize("who", WHO)
def test_the_table_holds_everybody_of_a_kind_once(life: Life, who: str) -> None:
    here = desk(life, MILD)
    moves = Moves(run(here, here.baseline), run(here, here.reform))
    wanted = [shown(int(each)) for each in np.flatnonzero(moves.of(who))]
    first = moved_page(here, who, 1)
    pages = [moved_page(here, who, page) for page in range(1, first["pages"] + 1)]
    assert [line.number for page in pages for line in page["lines"]] == wanted
    assert all(len(page["lines"]) <= ON_A_PAGE for page in pages)
    assert first["all"] == n(len(wanted))


def test_the_counts_of_the_table_are_the_comparison_s(life: Life) -> None:
    compared = comparison(HOME, apply_steps(HOME, MILD), 1000, life.seed)
    counts = {who: number for who, _, _, number in moved_page(desk(life, MILD), "moved", 1)["others"]}
    assert counts["gain"] == n(compared.winners.number)
    assert counts["freed"] == n(compared.newly_freed.number)
    assert counts["listed"] == n(compared.newly_listed.number)


@pytest.mark.parametrize("query", ["who=gain&page=2", "who=nobody", "page=0", "page=99999999", "page=x", "size=5"])
def test_the_table_is_shown_whatever_is_asked(you: Client, life: Life, query: str) -> None:
    assert "A number opens the file" in words(you, f"/play/{drafted(life, MILD).pk}/rewrite/residents/?{query}")


def test_where_nothing_is_edited_nobody_moves(you: Client, life: Life) -> None:
    assert "nobody moves" in words(you, f"/play/{life.pk}/rewrite/residents/")


# one resident


def test_a_file_tells_the_year_before_and_after_with_rule_condition_and_source(you: Client, life: Life) -> None:
    moved = moved_page(desk(drafted(life, MILD), MILD), "gain", 1)["lines"][0]
    page = words(you, f"/play/{life.pk}/rewrite/resident/{moved.number}/?size=1000")
    was, now = (re.escape(text.split()[0]) for text in (moved.was, moved.now))
    assert re.search(rf'In force</h2>\s*<p class="d big">{was}<', page)
    assert re.search(rf'Yours</h2>\s*<p class="d big">{now}<', page)
    event = page[page.index('<li class="changed"') :].split("</details>")[0]
    assert "<s>−15</s>" in event
    assert "<b>−5</b>" in event
    assert "/rulebooks/tessamere/#rule-tes-01" in event
    for word in ("rule", "condition", "observation", "source", "Sees:"):
        assert word in event


def test_what_counted_adds_up_to_the_standing(life: Life) -> None:
    """Of a resident whose points all still count: start and points are the standing."""
    from registry.residents import resident

    side = year(HOME, 1000, life.seed)
    for number in range(40):
        person = resident(number, HOME, HOME, 1000, life.seed)
        trace = [end.trace for end in person.after.settlements if end.trace]
        points = sum(each.points for each in trace) - sum(e.points for each in trace for e in each.expired)
        last = trace[-1]
        assert HOME.scale.start + points - last.lost_to_clamp == int(side.standing[number])


@pytest.mark.parametrize("number", ["0", "1001", "999999999"])
def test_a_number_that_nobody_has_is_not_found(you: Client, life: Life, number: str) -> None:
    assert you.get(f"/play/{life.pk}/rewrite/resident/{number}/?size=1000").status_code == 404


@pytest.mark.parametrize("system", slugs())
def test_a_resident_s_file_opens_under_every_system(you: Client, system: str) -> None:
    life = life_at(you, Stage.REWRITE, system=system)
    assert "What counted" in words(you, f"/play/{life.pk}/rewrite/resident/7/?size=1000")


def test_a_wrong_entry_is_marked_on_the_file(you: Client, life: Life) -> None:
    from registry.replays import town_of

    town = town_of(1000, life.seed)
    wrongs = [shown(int(each)) for each in town.citizen[town.wrong][:30]]
    assert any(
        "wrong entry" in words(you, f"/play/{life.pk}/rewrite/resident/{number}/?size=1000") for number in wrongs
    )


# lives that can be chosen


def test_the_two_lives_beside_can_be_chosen_and_stay_with_the_next_edit(you: Client, life: Life) -> None:
    part = words(you, f"/play/{life.pk}/rewrite/lives/?size=1000&life=oke&life=rook", **HTMX)
    assert re.findall(r'<option value="(\w+)" selected', part) == ["oke", "rook"]
    form = {"n:" + str(MILD[0][0][0]): "5", "life": ["oke", "rook"]}
    again = you.post(f"/play/{life.pk}/rewrite/?size=1000", form, headers=HTMX).content.decode()
    assert re.findall(r'<option value="(\w+)" selected', again) == ["oke", "rook"]


@pytest.mark.parametrize("chosen", [["nobody"], ["davit"], ["oke", "oke", "oke"], [""], ["oke"] * 50])
def test_whoever_is_chosen_three_lives_stand_there(life: Life, chosen: list[str]) -> None:
    lives = town_page(desk(life), chosen)["lives"]
    assert len({each.id for each in lives}) == 3
    assert lives[0].own


def test_without_a_script_the_choice_comes_back_with_the_page(you: Client, life: Life) -> None:
    form = {"n:" + str(MILD[0][0][0]): "5", "life": ["oke", ""]}
    assert "life=oke" in you.post(f"/play/{life.pk}/rewrite/?size=1000", form).url
    assert "life=oke" in you.get(f"/play/{life.pk}/rewrite/lives/?size=1000&life=oke").url


def test_dots_stand_in_rows(life: Life) -> None:
    drawn = paths(np.zeros(1000, np.int16), np.zeros(1000, np.int16), 0)
    assert drawn is not None
    assert drawn.slots == "1000 0 0"
    assert drawn.height == -(-1000 // ACROSS) * 12
