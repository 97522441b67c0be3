"""Hold the pen: every edit is one form, what it does is the engine's, and nothing that was written is lost."""

import json
import re
from html import unescape

import pytest
from cast import LISTED, life_at, seed_of_a_mistake
from django.test import Client

from play.edits import MOST_STEPS, apply_steps, read_edits, token
from play.models import Life, Stage
from play.pages.blanks import places
from play.pages.dots import ACROSS, paths
from play.pages.pen import Desk, met_rules
from play.pages.town import harm_page, town_page
from play.selectors import file_of
from registry.replays import comparison, innocent, year
from scoring.bills import pointer
from scoring.selectors import shipped, slugs

HTMX = {"HX-Request": "true"}
HOME = shipped("tessamere")
CROSSING = "n:" + pointer(HOME, "tes-01", "effects/0/points")


def address(life: Life, size: int = 1000) -> str:
    return f"/play/{life.pk}/rewrite/?size={size}"


@pytest.fixture
def life(you: Client) -> Life:
    return life_at(you, Stage.REWRITE)


def page(you: Client, life: Life, size: int = 1000) -> str:
    response = you.get(address(life, size))
    assert response.status_code == 200
    return unescape(response.content.decode())


def written(page: str) -> dict[str, str]:
    """The whole form as a browser would send it, without any button."""
    form = {m[1]: m[2] for m in re.finditer(r'<input[^>]* name="([^"]+)" value="([^"]*)"', page)}
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        assert chosen, name
        form[name] = chosen[1]
    return {name: value for name, value in form.items() if name[:2] in ("n:", "c:") or name == "base"}


def edit(you: Client, life: Life, **fields: str) -> str:
    """Write on the form as it stands and send it the plain way."""
    response = you.post(address(life), written(page(you, life)) | fields, follow=True)
    assert response.status_code == 200
    life.refresh_from_db()
    return unescape(response.content.decode())


def said(page: str) -> str:
    found = re.search(r'id="said">([^<]*)<', page)
    assert found
    return found[1]


# what the page says


def test_the_page_s_numbers_are_the_comparison_s(you: Client, life: Life) -> None:
    shown = edit(you, life, **{CROSSING: "5"})
    compared = comparison(HOME, apply_steps(HOME, life.draft), 1000, life.seed)
    assert f"{compared.winners.number} gain, {compared.losers.number} lose" in said(shown)
    assert compared.winners.number > 0
    for band, number in compared.bands[1].items():
        assert re.search(rf'<b class="d">{band}</b>.*?<b><span class="vh">yours </span>{number}</b>', shown, re.S)
    days = innocent(apply_steps(HOME, life.draft), HOME, 1000, life.seed).days
    assert f'<b class="d">{days:,}</b> <span class="small">innocent-person-days' in shown


def test_every_resident_is_a_dot(life: Life) -> None:
    desk = Desk(file_of(life), [], 1000)
    dots = [band.dots for band in town_page(desk)["bands"] if band.dots]
    assert sum(each.still.count("M") for each in dots) == 1000
    assert sum(len(each.still + each.risen + each.fallen) for each in dots) < 40_000
    assert all(each.width == ACROSS * 12 for each in dots)


def test_a_place_where_nobody_stands_has_no_drawing() -> None:
    band = year(HOME, 1000, 1).band
    assert paths(band, band, 77) is None


def test_the_heaviest_rule_of_this_life_comes_first(you: Client, life: Life) -> None:
    first = re.search(r'<li class="rl on" id="r-([^"]+)"', page(you, life))
    assert first
    assert first[1] == met_rules(file_of(life))[0]


def test_every_number_and_word_of_the_book_can_be_written_on(you: Client, life: Life) -> None:
    form = written(page(you, life))
    offered = {("c:" if place.words else "n:") + place.path for place in places(HOME, HOME)}
    assert offered == set(form) - {"base"}
    assert len(offered) > 180


@pytest.mark.parametrize("system", slugs())
@pytest.mark.parametrize("form", ["whole", "part"])
def test_the_page_stands_under_every_system(you: Client, system: str, form: str) -> None:
    life = life_at(you, Stage.REWRITE, system=system)
    if form == "whole":
        assert "A town of 1,000" in page(you, life)
    else:
        assert you.post(address(life), {"do": "repeal:all"}, headers=HTMX).status_code == 200


def test_what_is_sent_unchanged_changes_nothing(you: Client, life: Life) -> None:
    edit(you, life)
    assert life.draft == []


# edits


def test_an_edit_stands_in_three_columns_and_outlives_a_reload(you: Client, life: Life) -> None:
    edit(you, life, **{CROSSING: "5"})
    assert life.draft == [[["/rules/0/effects/0/points", -5]]]
    again = page(you, life)
    row = again[again.index('id="r-tes-01"') :][:3000]
    assert re.search(r"In force: </span><s>−15</s>.*bill: </span>−30<.*Yours: </span>−5<", row, re.S)
    assert 'value="5"' in row


def test_a_rule_edited_to_nothing_can_be_edited_back(you: Client, life: Life) -> None:
    shown = edit(you, life, **{CROSSING: "0"})
    assert "is noted: take <s" in shown[shown.index('id="r-tes-01"') :]
    edit(you, life, **{CROSSING: "15"})
    assert apply_steps(HOME, life.draft) == HOME


def test_where_a_band_begins_the_one_below_ends(you: Client, life: Life) -> None:
    edit(you, life, **{"n:/bands/2/from": "700"})
    bands = apply_steps(HOME, life.draft).bands
    assert (bands[2].low, bands[3].high) == (700, 699)


def test_a_word_is_chosen_from_its_list(you: Client, life: Life) -> None:
    name = "c:" + pointer(HOME, "tes-02", "when/all/0/value")
    edit(you, life, **{name: "market"})
    assert apply_steps(HOME, life.draft).document["rules"][1]["when"]["all"][0]["value"] == "market"


def test_repeal_and_put_back(you: Client, life: Life) -> None:
    shown = edit(you, life, do="repeal:tes-01")
    assert "Put back" in shown
    assert not apply_steps(HOME, life.draft).rule("tes-01").enabled
    edit(you, life, do="putback:tes-01")
    assert apply_steps(HOME, life.draft) == HOME


def test_what_was_typed_counts_with_the_button_that_was_pressed(you: Client, life: Life) -> None:
    edit(you, life, **{CROSSING: "5"}, do="repeal:tes-21")
    now = apply_steps(HOME, life.draft)
    assert now.rule("tes-01").effects != HOME.rule("tes-01").effects
    assert not now.rule("tes-21").enabled
    assert len(life.draft) == 1


def test_repeal_the_system_frees_everybody_and_the_page_says_so(you: Client, life: Life) -> None:
    shown = edit(you, life, do="repeal:all")
    assert "This is a fair, low-harm town" in shown
    assert "Nobody is listed at all" in shown
    assert "Put the system back" in shown
    assert not any(rule.enabled for rule in apply_steps(HOME, life.draft).rules)


def test_a_source_is_no_longer_collected(you: Client, life: Life) -> None:
    offered = re.findall(r'value="stop:([a-z_]+)"', page(you, life))
    assert set(offered) == {row.observation.source for row in file_of(life).life.seen}
    edit(you, life, do=f"stop:{offered[0]}")
    observers = apply_steps(HOME, life.draft).observers
    assert observers is not None
    assert offered[0] not in observers
    edit(you, life, do=f"collect:{offered[0]}")
    assert apply_steps(HOME, life.draft) == HOME


def test_undo_goes_back_one_step_and_start_again_all_of_them(you: Client, life: Life) -> None:
    edit(you, life, **{CROSSING: "5"})
    edit(you, life, do="repeal:tes-21")
    edit(you, life, do="undo")
    assert life.draft == [[["/rules/0/effects/0/points", -5]]]
    edit(you, life, do="restart")
    edit(you, life, do="undo")
    assert life.draft == []


def test_a_long_draft_forgets_its_oldest_undo_and_no_edit() -> None:
    steps = [[["/rules/0/effects/0/points", -1 - step]] for step in range(MOST_STEPS)]
    steps[0] = [["/rules/1/enabled", False]]
    typed = read_edits({"do": "repeal:tes-03"}, HOME, steps)
    assert len(typed.steps) == MOST_STEPS
    now = apply_steps(HOME, typed.steps)
    assert [rule.id for rule in now.rules if not rule.enabled] == ["tes-02", "tes-03"]


def test_an_edit_that_changes_nobody_is_said_aloud_with_the_nearest_miss(you: Client, life: Life) -> None:
    """No camera is ever so sure; the rule that hangs faces on the street screen no longer does."""
    place = "c:" + pointer(HOME, "tes-02", "when/all/0/value")
    edit(you, life, **{place: "court"})
    shown = edit(you, life, **{place: "clinic"})
    assert said(shown) == "This edit changed nobody."
    assert "nearest miss: place" in shown


# what is refused


@pytest.mark.parametrize("number", ["", "-5", "501", "5.5", "five", "٥", "9" * 5000, "1e3", "\x00", "<b>"])
def test_a_number_that_cannot_stand_is_explained_and_nothing_is_saved(you: Client, life: Life, number: str) -> None:
    edit(you, life, **{CROSSING: "5"})
    form = written(page(you, life)) | {CROSSING: number, "n:/rules/2/effects/0/points": "31"}
    response = you.post(address(life), form)
    shown = unescape(response.content.decode())
    assert response.status_code == 422
    assert "Write a whole number from 0 to 500." in shown
    assert 'aria-invalid="true"' in shown
    assert 'value="31"' in shown  # what was typed beside it stays to be sent again
    life.refresh_from_db()
    assert life.draft == [[["/rules/0/effects/0/points", -5]]]


def test_bands_that_would_cross_are_refused_at_their_limit(you: Client, life: Life) -> None:
    response = you.post(address(life), {"n:/bands/1/from": "990"})
    assert response.status_code == 422
    assert "field-error" in response.content.decode()
    life.refresh_from_db()
    assert life.draft == []


def test_the_wrong_row_alone_comes_back_and_the_town_stays(you: Client, life: Life) -> None:
    response = you.post(address(life), {CROSSING: "501"}, headers=HTMX)
    shown = response.content.decode()
    assert response.status_code == 422
    assert response["HX-Reswap"] == "none"
    assert re.findall(r'<li class="rl[^"]*" id="r-([^"]+)"', shown) == ["tes-01"]
    assert "field-error" in shown
    assert "town-head" not in shown


@pytest.mark.parametrize(
    "form",
    [
        {"n:/rules/0/text": "9"},
        {"n:/scale/start": "9"},
        {"n:/rules/99/effects/0/points": "9"},
        {"c:/scale/kind": "stars"},
        {"do": "repeal:tes-99"},
        {"do": "stop:nobody"},
        {"do": "fly"},
        {"do": ":"},
    ],
)
def test_what_the_page_does_not_offer_is_ignored(you: Client, life: Life, form: dict[str, str]) -> None:
    assert you.post(address(life), form).status_code == 302
    life.refresh_from_db()
    assert life.draft == []


def test_a_word_that_is_not_on_the_list_is_refused(you: Client, life: Life) -> None:
    name = "c:" + pointer(HOME, "tes-02", "when/all/0/value")
    assert you.post(address(life), {name: "moon"}).status_code == 422


@pytest.mark.parametrize("size", ["", "999", "100001", "-1", "x", "1" * 5000, "1000%00"])
def test_a_size_that_is_not_offered_is_a_town_of_a_thousand(you: Client, life: Life, size: str) -> None:
    assert "A town of 1,000" in you.get(f"/play/{life.pk}/rewrite/?size={size}").content.decode()


@pytest.mark.parametrize(
    "draft",
    [
        [[["/rules/999/enabled", False]]],
        [[["/rules/0/effects/0/points", "many"]]],
        [[["/bands/2/from", 1]]],
        [[["", None]]],
        [[["/rules", []]]],
    ],
)
def test_a_draft_that_fits_no_longer_is_set_aside(you: Client, life: Life, draft: list[object]) -> None:
    Life.objects.filter(pk=life.pk).update(draft=draft)
    assert "You hold the pen" in page(you, life)


# two tabs, and only a part of the page


def test_a_second_tab_is_told_and_nothing_is_lost(you: Client, life: Life) -> None:
    old = written(page(you, life))
    edit(you, life, **{CROSSING: "5"})
    shown = you.post(address(life), old | {CROSSING: "9"}, follow=True).content.decode()
    assert "changed in another tab" in shown
    life.refresh_from_db()
    assert life.draft == [[["/rules/0/effects/0/points", -5]]]


def test_a_second_tab_with_a_script_is_led_to_the_page(you: Client, life: Life) -> None:
    old = written(page(you, life))
    edit(you, life, **{CROSSING: "5"})
    response = you.post(address(life), old | {CROSSING: "9"}, headers=HTMX)
    assert response["HX-Redirect"] == address(life)


def test_an_edit_brings_the_town_and_the_rows_that_it_changed(you: Client, life: Life) -> None:
    response = you.post(address(life), {CROSSING: "5"}, headers=HTMX)
    shown = response.content.decode()
    life.refresh_from_db()
    assert response["Vary"].startswith("HX-Request") or "HX-Request" in response["Vary"]
    assert re.findall(r'<li class="rl[^"]*" id="r-([^"]+)"', shown) == ["tes-01"]
    assert f'name="base" value="{token(life.draft)}"' in shown
    assert "hx-get" in shown  # innocent-person-days follow
    assert len(response.content) < 60_000


def test_the_innocent_days_follow(you: Client, life: Life) -> None:
    url = f"/play/{life.pk}/rewrite/harm/?size=1000"
    part = you.get(url, headers=HTMX).content.decode()
    assert f"{innocent(HOME, HOME, 1000, life.seed).days:,}</b>" in part
    assert you.get(url).url == address(life)


def test_a_page_of_ten_thousand_draws_a_thousand_dots(you: Client, life: Life) -> None:
    shown = page(you, life, 10_000)
    assert "A town of 10,000" in shown
    assert "one dot is 10 residents" in shown


# three lives, and the way on


def test_this_life_stands_among_three_with_its_own_ten_days(you: Client) -> None:
    life = life_at(you, Stage.REWRITE, citizen="yara", seed=seed_of_a_mistake())
    steps = [[["/bands/2/from", 100], ["/bands/3/to", 99]]]
    lives = town_page(Desk(file_of(life), steps, 1000))["lives"]
    assert [each.own for each in lives] == [True, False, False]
    assert len({each.id for each in lives}) == 3
    assert lives[0].words == "off the blacklist"
    assert lives[0].moved == "up"


def test_the_two_others_are_those_whom_the_edit_moves_most(you: Client, life: Life) -> None:
    off = [[[pointer(HOME, "tes-28", "enabled"), False]]]
    lives = town_page(Desk(file_of(life), off, 1000))["lives"]
    assert LISTED in {each.id for each in lives}
    assert "hector" in {each.id for each in lives}


def test_both_tests_of_a_fair_town_are_printed_with_what_was_found(life: Life) -> None:
    found = harm_page(Desk(file_of(life), [], 1000))
    assert not found["fair"]
    assert not found["tests"][0].met
    fair = harm_page(Desk(file_of(life), [[["/bands/2/from", 700], ["/bands/3/to", 699]]], 1000))
    assert fair["fair"]
    assert fair["still_listed"] > 0


def test_the_way_on_leads_elsewhere(you: Client, life: Life) -> None:
    shown = page(you, life)
    assert f'action="/play/{life.pk}/next/"' in shown
    assert you.post(f"/play/{life.pk}/next/", {"to": "6"}).url == f"/play/{life.pk}/elsewhere/"


def test_a_draft_is_json_and_of_this_life_alone(you: Client, life: Life) -> None:
    other = life_at(you, Stage.REWRITE, citizen="oke")
    edit(you, life, **{CROSSING: "5"})
    other.refresh_from_db()
    assert other.draft == []
    assert json.loads(json.dumps(life.draft)) == life.draft
