"""Bands, lists and doors as forms: whatever a rulebook can say about them the forms can say, and undo takes back."""

import re
from html import unescape
from time import process_time
from typing import Any

import pytest
from cast import life_at
from django.test import Client
from filled import typed

from play.edits import apply_steps
from play.models import Life, Stage
from play.pages.bench_bands import bands_of
from play.pages.bench_condition import Written
from play.pages.bench_door import door_of
from play.pages.bench_list import list_of
from scoring.engine import Rulebook, from_document
from scoring.selectors import shipped, slugs
from scoring.services import keep_version

HOME = shipped("tessamere")


@pytest.fixture
def life(you: Client) -> Life:
    return life_at(you, Stage.REWRITE)


def at(life: Life, part: str) -> str:
    return f"/play/{life.pk}/rewrite/{part}/"


def press(you: Client, life: Life, part: str, *buttons: str, status: int = 200, **changed: Any) -> str:
    """Open the form, write on it, press one button after the other; the page after the last."""
    page = unescape(you.get(at(life, part)).content.decode())
    for count, button in enumerate(buttons):
        last = count == len(buttons) - 1
        form: dict[str, Any] = {**typed(page), "do": button}
        if last:
            form |= {key.replace("__", "."): value for key, value in changed.items()}
        response = you.post(at(life, part), {key: value for key, value in form.items() if value is not None})
        assert response.status_code == (status if last else 200), response.content.decode()[:3000]
        page = unescape(response.content.decode())
    life.refresh_from_db()
    return page


def now(life: Life) -> Rulebook:
    return apply_steps(HOME, life.draft)


def do(you: Client, life: Life, button: str) -> None:
    response = you.post(f"/play/{life.pk}/rewrite/", {"do": button})
    assert response.status_code == 302
    life.refresh_from_db()


# whatever a rulebook says, the forms say it too


@pytest.mark.parametrize("system", slugs())
def test_every_shipped_part_passes_through_its_form_unchanged(system: str) -> None:
    book = shipped(system)
    written = Written()
    document = bands_of(book).document(book.document, written) if book.bands else book.document
    for row in book.document.get("lists") or ():
        document = list_of(row).document(document, written)
    for place, row in enumerate(book.document.get("doors") or ()):
        document = door_of(row, place).document(document, written)
    assert written.errors == {}
    assert from_document(document, vocabulary=book.vocabulary).digest == book.digest


def test_a_page_sent_back_untouched_changes_nothing(you: Client, life: Life) -> None:
    for part in ("bands", "list/blacklist", "list/redlist", *(f"door/{place}" for place in range(len(HOME.doors)))):
        press(you, life, part, "save", status=302)
    assert life.draft == []


# bands


def test_a_band_is_renamed_and_moved_and_the_one_below_ends_where_it_begins(you: Client, life: Life) -> None:
    press(you, life, "bands", "save", status=302, b__1__label="watched", b__1__from="950")
    assert [(band.label, band.low, band.high) for band in now(life).bands[1:3]] == [
        ("watched", 950, 979),
        ("under notice", 900, 949),
    ]
    do(you, life, "undo")
    assert now(life) == HOME


def test_a_band_split_in_two_changes_nobodys_list_and_no_door(you: Client, life: Life) -> None:
    press(you, life, "bands", "split:3", "save", status=302)
    reform = now(life)
    assert [(band.id, band.low, band.high) for band in reform.bands[3:]] == [("D", 450, 899), ("D2", 0, 449)]
    assert reform.document["lists"][0]["enter"]["bands"] == ["D", "D2"]
    for line in reform.doors:
        for test in line.when:
            assert test.bands is None or (3 in test.bands) == (4 in test.bands)
    shown = you.get(f"/play/{life.pk}/rewrite/").content.decode()
    assert "This edit changed nobody." in shown


def test_a_band_that_is_removed_leaves_its_points_and_its_doors_to_the_one_above(you: Client, life: Life) -> None:
    shown = press(you, life, "bands", "drop:3")
    assert "With it changes:" in shown
    assert "Now: The black list “Blacklist”: whoever falls into band C (under notice) is entered" in shown
    press(you, life, "bands", "drop:3", "save", status=302)
    assert [(band.id, band.low) for band in now(life).bands] == [("A", 980), ("B", 940), ("C", 0)]
    assert now(life).document["lists"][0]["enter"]["bands"] == ["C"]


def test_the_best_band_that_is_removed_leaves_its_points_to_the_one_below(you: Client, life: Life) -> None:
    press(you, life, "bands", "drop:0", "save", status=302)
    assert [(band.id, band.low, band.high) for band in now(life).bands][:1] == [("B", 940, 1200)]


def test_a_band_of_which_nothing_would_be_left_is_refused_at_its_field(you: Client, life: Life) -> None:
    shown = press(you, life, "bands", "save", status=422, b__2__from="960")
    assert "Nothing would be left of C: B, above it, begins at 940. Write less than that." in shown
    assert 'aria-describedby="f-b.2-from-e"' in shown
    assert typed(shown)["b.2.from"] == ["960"]
    assert life.draft == []


@pytest.mark.parametrize("nonsense", ["", "a lot", "-5", "1201", "99999999999"])
def test_a_boundary_that_is_no_number_of_the_scale_is_told_so(you: Client, life: Life, nonsense: str) -> None:
    shown = press(you, life, "bands", "save", status=422, b__1__from=nonsense)
    assert "Write a whole number from 1 to 1,200." in shown


def test_two_bands_of_one_sign_are_refused_at_the_sign(you: Client, life: Life) -> None:
    shown = press(you, life, "bands", "split:3", "save", status=422, b__4__id="A")
    assert "Two bands cannot both have the sign A. Give one of them another." in shown
    assert 'aria-describedby="f-b.4-id-e"' in shown


@pytest.mark.parametrize(
    ("sign", "said"),
    [
        ("", "Give the band a sign: a letter, say."),
        ("far too long for a sign", "This sign is too long. Write 16 characters or fewer."),
        ("D 2", "A sign is made of the letters A to Z and of figures, without a space."),
        ("<b>", "A sign is made of the letters A to Z and of figures, without a space."),
    ],
)
def test_a_sign_that_is_none_is_refused_at_the_sign(you: Client, life: Life, sign: str, said: str) -> None:
    shown = press(you, life, "bands", "split:3", "save", status=422, b__4__id=sign)
    assert said in shown
    assert 'aria-describedby="f-b.4-id-e"' in shown
    assert life.draft == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (" ", "Give the band a name."),
        ("Bright", ""),
        ("x" * 301, "This name is too long. Write 300 characters or fewer."),
        (" UNDER notice ", "Two bands cannot both be called “UNDER notice”. Give one of them another name."),
    ],
)
def test_a_name_that_cannot_stand_is_refused_at_the_second_of_two_and_kept(
    you: Client, life: Life, name: str, said: str
) -> None:
    shown = press(you, life, "bands", "save", status=422 if said else 302, b__3__label=name)
    assert said in shown
    if said:
        assert 'aria-describedby="f-b.3-label-e"' in shown
        assert typed(shown)["b.3.label"] == [name.strip()]
        assert life.draft == []


def test_a_band_of_ones_own_gets_another_sign_and_what_names_it_follows(you: Client, life: Life) -> None:
    press(you, life, "bands", "split:3", "save", status=302)
    assert "b.4.old" not in typed(unescape(you.get(at(life, "bands")).content.decode()))
    press(you, life, "bands", "save", status=302, b__4__id="E", b__4__label="the rest")
    assert [(band.id, band.label) for band in now(life).bands[3:]] == [("D", HOME.bands[3].label), ("E", "the rest")]
    assert now(life).document["lists"][0]["enter"]["bands"] == ["D", "E"]
    do(you, life, "undo")
    do(you, life, "undo")
    assert now(life) == HOME


def test_the_sign_of_a_band_in_force_stays_whatever_is_sent(you: Client, life: Life) -> None:
    press(you, life, "bands", "save", status=302, b__3__id="Z", b__3__label="out")
    assert [(band.id, band.label) for band in now(life).bands][3] == ("D", "out")


def test_where_low_is_best_a_band_is_split_and_removed_all_the_same() -> None:
    book = shipped("dutch_fraud_scorecard")
    sheet = bands_of(book)
    assert sheet.rising
    split = sheet.pressed("split", "0", book)
    made = from_document(split.document(book.document, Written()), vocabulary=book.vocabulary)
    assert len(made.bands) == len(book.bands) + 1
    assert made.bands[1].high == book.bands[0].high
    back = split.pressed("drop", "1", book)
    again = from_document(back.document(book.document, Written()), vocabulary=book.vocabulary)
    assert again.digest == book.digest


def test_a_town_of_many_bands_is_drawn(you: Client, life: Life) -> None:
    """More bands than letters and figures."""
    page = press(you, life, "bands", "split:0")
    for _ in range(45):
        form = {**typed(page), "do": "split:" + str(widest(page))}
        page = unescape(you.post(at(life, "bands"), form).content.decode())
    assert you.post(at(life, "bands"), {**typed(page), "do": "save"}).status_code == 302
    life.refresh_from_db()
    assert len(now(life).bands) == 50
    shown = you.get(f"/play/{life.pk}/rewrite/").content.decode()
    assert shown.count('class="bnd"') == 50


def widest(page: str) -> int:
    lows = [int(low[0]) for name, low in sorted(typed(page).items(), key=number) if name.endswith(".from")]
    ends = [1200, *(low - 1 for low in lows[:-1])]
    lows[-1] = 0
    return max(range(len(lows)), key=lambda index: ends[index] - lows[index])


def number(item: tuple[str, list[str]]) -> int:
    digits = re.search(r"\.(\d+)\.", item[0])
    return int(digits[1]) if digits else -1


# lists


def test_a_list_is_told_what_puts_somebody_on_it(you: Client, life: Life) -> None:
    fields = {"label": "The board", "bands": ["C", "D"], "stay": "5", "notice": "3", "posted": None, "colour": "black"}
    press(you, life, "list/blacklist", "save", status=302, **fields)
    entry = next(entry for entry in now(life).lists if entry.id == "blacklist")
    assert (entry.label, entry.colour, entry.minimum_days, entry.notice_days, entry.posted) == (
        "The board", "black", 5, 3, False,
    )  # fmt: skip
    assert entry.enter == {2, 3}
    do(you, life, "undo")
    assert now(life) == HOME


def test_the_page_of_a_list_leads_to_the_rules_that_put_people_on_it(you: Client, life: Life) -> None:
    shown = you.get(at(life, "list/blacklist")).content.decode()
    assert f'href="/play/{life.pk}/rewrite/rule/tes-28/"' in shown
    form = you.get(f"/play/{life.pk}/rewrite/rule/new/?list=redlist").content.decode()
    assert typed(form)["e.0.kind"] == ["put_on"]
    assert typed(form)["e.0.list"] == ["redlist"]


def test_a_list_is_added_stands_on_the_pen_and_can_be_removed_again(you: Client, life: Life) -> None:
    press(you, life, "new-list", "save", status=302, label="Those who jaywalk", bands=["B"], colour="black")
    assert [entry.id for entry in now(life).lists] == ["blacklist", "redlist", "own-list-1"]
    shown = unescape(you.get(f"/play/{life.pk}/rewrite/?all=1").content.decode())
    assert 'id="l-lists-own-list-1"' in shown
    assert "Those who jaywalk" in shown
    do(you, life, "unlist:own-list-1")
    assert now(life) == HOME
    do(you, life, "undo")
    assert len(now(life).lists) == 3


def test_what_names_a_list_goes_with_it_and_comes_back_with_undo(you: Client, life: Life) -> None:
    do(you, life, "unlist:blacklist")
    reform = now(life)
    assert [entry.id for entry in reform.lists] == ["redlist"]
    assert not any(test.list == "blacklist" for line in reform.doors for test in line.when)
    assert "blacklist" not in str([rule["effects"] for rule in reform.document["rules"]])
    assert reform.rule("tes-28")  # it takes points too
    assert you.get(f"/play/{life.pk}/rewrite/").status_code == 200
    do(you, life, "undo")
    assert now(life) == HOME


def test_a_list_without_a_name_is_refused_at_the_name(you: Client, life: Life) -> None:
    shown = press(you, life, "new-list", "save", status=422, label="  ", stay="4")
    assert 'aria-describedby="f-label-e"' in shown
    assert typed(shown)["stay"] == ["4"]


def test_lists_that_would_hold_each_other_for_ever_are_refused_where_it_was_ticked(you: Client, life: Life) -> None:
    press(you, life, "list/blacklist", "save", status=302, joint=["redlist"])
    shown = press(you, life, "list/redlist", "save", status=422, joint=["blacklist"])
    assert "keep each other listed for ever" in shown


def test_there_is_a_ninth_list_for_nobody(you: Client, life: Life) -> None:
    for number in range(6):
        press(you, life, "new-list", "save", status=302, label=f"List {number}")
    response = you.get(at(life, "new-list"), follow=True)
    assert "A rulebook may keep 8 lists, and yours does." in response.content.decode()


# doors


def test_a_condition_of_a_door_is_added_and_taken_away(you: Client, life: Life) -> None:
    page = press(you, life, "door/0", "add:d")
    form = {**typed(page), "d.2.0.kind": "standing_at_most", "do": "look"}
    page = unescape(you.post(at(life, "door/0"), form).content.decode())
    form = {**typed(page), "d.2.0.value": "700", "do": "drop:d.0"}
    page = unescape(you.post(at(life, "door/0"), form).content.decode())
    assert you.post(at(life, "door/0"), {**typed(page), "do": "save"}).status_code == 302
    life.refresh_from_db()
    assert now(life).document["doors"][0]["when"] == [{"bands": ["D"]}, {"standing_at_most": 700}]
    do(you, life, "undo")
    assert now(life) == HOME


def test_a_case_may_ask_for_two_things_at_once(you: Client, life: Life) -> None:
    page = press(you, life, "door/0", "add:d.0")
    form = {**typed(page), "do": "save"}
    assert form["d.0.1.kind"] == ["bands"]
    assert you.post(at(life, "door/0"), form).status_code == 302
    life.refresh_from_db()
    assert now(life).document["doors"][0]["when"][0] == {"list": "blacklist", "bands": ["D"]}


def test_a_line_is_added_after_the_last(you: Client, life: Life) -> None:
    press(you, life, "new-door", "save", status=302, door="fast_lane", state="open", d__0__0__value="redlist")
    assert len(now(life).doors) == len(HOME.doors) + 1
    line = now(life).doors[-1]
    assert (line.door, line.state, line.when[0].list) == ("fast_lane", "open", "redlist")


def test_lines_of_one_door_are_asked_in_another_order(you: Client, life: Life) -> None:
    first = next(at for at, line in enumerate(HOME.doors) if line.door == "loan_rate")
    do(you, life, f"doordown:{first}")
    assert [line.state for line in now(life).doors if line.door == "loan_rate"] == ["high", "none", "low"]
    do(you, life, f"doorup:{first + 1}")
    assert [line.state for line in now(life).doors if line.door == "loan_rate"] == ["none", "high", "low"]


def test_a_line_of_a_door_is_removed(you: Client, life: Life) -> None:
    do(you, life, "undoor:0")
    assert "express_tram" not in {line.door for line in now(life).doors}
    shown = unescape(you.get(f"/play/{life.pk}/rewrite/history/").content.decode())
    assert "Removed: Express tram is shut for whoever is on the list “Blacklist”, or is in band D." in shown


def test_a_line_for_nobody_is_refused(you: Client, life: Life) -> None:
    shown = press(you, life, "door/0", "drop:d.1", "drop:d.0", "save", status=422)
    assert "Say for whom: add a case." in shown


def test_the_same_thing_asked_for_twice_in_a_case_is_refused_at_the_second(you: Client, life: Life) -> None:
    page = press(you, life, "door/0", "add:d.0")
    form = {**typed(page), "d.0.1.kind": "list", "d.0.1.for": "list", "d.0.1.value": "redlist", "do": "save"}
    response = you.post(at(life, "door/0"), form)
    assert response.status_code == 422
    assert "This is asked for twice in one case." in response.content.decode()


# two tabs, and forms that no page has made


@pytest.mark.parametrize("part", ["bands", "list/blacklist", "door/0"])
def test_what_was_written_in_a_second_tab_is_told_and_stays(you: Client, life: Life, part: str) -> None:
    form = typed(unescape(you.get(at(life, part)).content.decode()))
    do(you, life, "repeal:tes-28")
    response = you.post(at(life, part), {**form, "do": "save"})
    assert response.status_code == 409
    shown = unescape(response.content.decode())
    assert "What you wrote is still here; save it once more. It will stand instead of this:" in shown
    assert len(life.draft) == 1
    own = ("base", "csrfmiddlewaretoken")
    again = typed(shown)
    assert {key: again[key] for key in form if key not in own} == {key: form[key] for key in form if key not in own}


def test_a_list_that_was_removed_in_another_tab_can_be_saved_as_a_new_one(you: Client, life: Life) -> None:
    form = typed(unescape(you.get(at(life, "list/blacklist")).content.decode()))
    do(you, life, "unlist:blacklist")
    response = you.post(at(life, "list/blacklist"), {**form, "do": "save"})
    assert response.status_code == 409
    assert typed(unescape(response.content.decode()))["label"] == ["Blacklist"]


@pytest.mark.parametrize(
    ("part", "sent"),
    [
        ("bands", {"b.count": "9999"}),
        ("bands", {"b.count": "1", "do": "split:7"}),
        ("list/blacklist", {"colour": "green"}),
        ("door/0", {"door": "heaven"}),
        ("door/0", {"door": "flat", "d.count": "1", "d.0.count": "1", "d.0.0.kind": "luck"}),
        ("door/0", {"door": "flat", "d.count": "-1"}),
    ],
)
def test_a_form_that_no_page_has_made_changes_nothing(you: Client, life: Life, part: str, sent: dict[str, str]) -> None:
    response = you.post(at(life, part), {"do": "save", **sent})
    assert response.status_code == 400
    life.refresh_from_db()
    assert life.draft == []


@pytest.mark.parametrize(
    ("part", "sent", "said"),
    [
        ("bands", {"b.count": "1", "b.0.was": "Z"}, "Give the band a name."),
        ("list/blacklist", {"colour": "black", "bands": "Q"}, "Not in your rulebook any more: Q."),
    ],
)
def test_a_form_that_names_what_is_not_in_the_book_is_told_so_at_its_field(
    you: Client, life: Life, part: str, sent: dict[str, str], said: str
) -> None:
    response = you.post(at(life, part), {"do": "save", "label": "x", **sent})
    assert response.status_code == 422
    assert said in unescape(response.content.decode())
    life.refresh_from_db()
    assert life.draft == []


@pytest.mark.parametrize("part", ["list/none", "door/99", "door/-1"])
def test_what_is_not_in_the_book_has_no_page(you: Client, life: Life, part: str) -> None:
    assert you.get(at(life, part)).status_code == 404


@pytest.mark.parametrize("button", ["unlist:none", "undoor:99", "undoor:x", "doorup:0", "doordown:-4"])
def test_a_button_for_nothing_does_nothing(you: Client, life: Life, button: str) -> None:
    do(you, life, button)
    assert life.draft == []


# at the limits of a rulebook


@pytest.fixture
def full(you: Client, life: Life) -> Life:
    """A pen put to a rulebook of as many rules as one may hold, each with several blanks."""
    first = {**HOME.document["rules"][0], "when": {"all": [{"fact": "hour", "op": "between", "value": [1, 9]}] * 4}}
    rules = [{**first, "id": f"r-{number}"} for number in range(200)]
    examples = [{**each, "expect": {}} for each in HOME.document["examples"][:3]]
    document = {**HOME.document, "rules": rules, "examples": examples}
    kept = keep_version(rulebook=from_document(document, vocabulary=HOME.vocabulary))
    life.draft = [[["=", kept.digest]]]
    life.save()
    return life


def test_a_rulebook_at_its_limits_is_shown_soon_and_each_rule_has_few_remarks(you: Client, full: Life) -> None:
    began = process_time()
    shown = unescape(you.get(f"/play/{full.pk}/rewrite/").content.decode())
    assert process_time() - began < 30  # it was minutes: every pair of 200 rules, for every rule
    assert "like these." in shown


def row(page: str, rule: str) -> str:
    return page[page.index(f'id="r-{rule}"') :].split("</li>")[0]


def boxes(row: str) -> int:
    return row.count("<input") + row.count("<select")


def test_a_long_book_is_read_first_and_takes_less_than_300_kilobytes(you: Client, full: Life) -> None:
    page = you.get(f"/play/{full.pk}/rewrite/").content
    assert len(page) < 300_000
    shown = unescape(page.decode())
    assert boxes(row(shown, "r-77")) == 0
    assert "“hour of the day” is between 1 and 9 o'clock: take 15 points; they count for 90 days." in row(shown, "r-77")
    assert f'href="/play/{full.pk}/rewrite/rule/r-77/"' in row(shown, "r-77")
    assert 'value="repeal:r-77"' in row(shown, "r-77")


def test_a_rule_of_a_long_book_is_changed_where_it_stands_when_somebody_asks(you: Client, full: Life) -> None:
    page = unescape(you.get(f"/play/{full.pk}/rewrite/").content.decode())
    link = re.search(r'href="(\?[^"#]*rule=r-77)#r-r-77"', page)
    assert link
    shown = you.get(f"/play/{full.pk}/rewrite/{link[1]}").content.decode()
    assert boxes(row(shown, "r-77")) == 10
    assert boxes(row(shown, "r-78")) == 0
    place = next(iter(re.findall(r'name="(n:/rules/\d+/expires)"', row(shown, "r-77"))))
    assert you.post(f"/play/{full.pk}/rewrite/", {place: "33"}).status_code == 302
    full.refresh_from_db()
    assert apply_steps(HOME, full.draft).rule("r-77").expires == 33
    after = you.get(f"/play/{full.pk}/rewrite/").content.decode()
    assert boxes(row(after, "r-77")) == 10  # written on last
    do(you, full, "repeal:r-5")
    later = unescape(you.get(f"/play/{full.pk}/rewrite/").content.decode())
    assert boxes(row(later, "r-77")) == 0
    assert "they count for 33 days." in row(later, "r-77")
    assert 'value="putback:r-5"' in row(later, "r-5")


def test_what_was_typed_on_a_rule_of_a_long_book_stays_when_another_is_refused(you: Client, full: Life) -> None:
    response = you.post(f"/play/{full.pk}/rewrite/", {"n:/rules/7/expires": "33", "n:/rules/9/expires": "soon"})
    shown = response.content.decode()
    assert response.status_code == 422
    assert 'value="33"' in row(shown, "r-7")
    assert 'value="soon"' in row(shown, "r-9")
    assert boxes(row(shown, "r-8")) == 0


def test_a_book_of_a_usual_length_has_every_box_at_once(you: Client, life: Life) -> None:
    page = you.get(f"/play/{life.pk}/rewrite/").content
    assert len(page) < 200_000
    assert b'class="rl plain' not in page


def test_every_blank_of_a_rulebook_at_its_limits_fits_into_one_form(you: Client, full: Life) -> None:
    fields = {f"n:/rules/{rule}/when/all/{test}/value/{end}": str(1 + 8 * end)
              for rule in range(200) for test in range(4) for end in range(2)}  # fmt: skip
    fields |= {f"n:/rules/{rule}/expires": "365" for rule in range(200)} | {f"x{number}": "" for number in range(900)}
    response = you.post(f"/play/{full.pk}/rewrite/", {**fields, "n:/rules/7/when/all/0/value/0": "2"})
    assert response.status_code == 302
    full.refresh_from_db()
    assert apply_steps(HOME, full.draft).document["rules"][7]["when"]["all"][0]["value"] == [2, 9]


def test_one_rule_too_many_is_told_how_many_are_the_most(you: Client, full: Life) -> None:
    response = you.post(f"/play/{full.pk}/rewrite/", {"do": "copy:r-3"})
    assert response.status_code == 422
    words = "A rulebook may hold 200 rules, and yours does. Remove one before you add another."
    assert words in unescape(response.content.decode())


def test_one_condition_too_many_is_told_and_nothing_typed_is_lost(you: Client, life: Life) -> None:
    form: dict[str, Any] = typed(unescape(you.get(at(life, "rule/tes-01")).content.decode()))
    form |= {"w.form": "all", "w.parts": "61"}
    for number in range(61):
        name = f"w.{number}"
        form |= {f"{name}.form": "test", f"{name}.fact": "hour", f"{name}.op": "is", f"{name}.value": "3"}
        form |= {f"{name}.for": "hour is"}
    response = you.post(at(life, "rule/tes-01"), {**form, "do": "save"})
    assert response.status_code == 422
    shown = unescape(response.content.decode())
    assert "A rule may hold 60 tests. Split it into two rules." in shown
    assert typed(shown)["w.parts"] == ["61"]


@pytest.mark.parametrize("begins", ["980", "900", "1200", "0"])
def test_a_band_begins_between_its_neighbours(you: Client, life: Life, begins: str) -> None:
    response = you.post(f"/play/{life.pk}/rewrite/", {"n:/bands/1/from": begins})
    assert response.status_code == 422
    assert "Write a whole number from 901 to 979." in unescape(response.content.decode())


def test_a_count_that_did_not_change_is_not_struck_through(you: Client, life: Life) -> None:
    """Whoever moves leaves one band and enters another; the rest of the bands hold as many as before."""
    you.post(f"/play/{life.pk}/rewrite/", {"n:/bands/1/from": "945"})
    shown = unescape(you.get(f"/play/{life.pk}/rewrite/").content.decode())
    counts = re.findall(r'<span class="mono tri">(.*?)</header>', shown, re.S)
    struck = ["<s>" in count for count in counts]
    assert struck == [False, True, True, False]
