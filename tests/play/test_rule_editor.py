"""One rule as a form: whatever a rulebook can say, the form can say, and nothing counts before it is saved."""

import re
from html import unescape

import pytest
from cast import life_at
from django.test import Client
from filled import typed

from play.edits import apply_steps
from play.models import Life, Stage
from play.pages.bench_condition import ROOT, TEST, Node, Written, condition_of, node_of
from play.pages.bench_rule import read_rule, sheet_of
from scoring.selectors import shipped, slugs

HOME = shipped("tessamere")
NIGHT = {
    "text": "Crossing on red by night",
    "on": ["cross_on_red"],
    "w.form": "all",
    "w.parts": "1",
    "w.0.form": "test",
    "w.0.fact": "hour",
    "w.0.op": "between",
    "w.0.value": ["22", "6"],
    "w.0.for": "hour between",
    "e.count": "1",
    "e.0.kind": "points",
    "e.0.for": "points",
    "e.0.sign": "take",
    "e.0.amount": "20",
    "expires": "365",
    "times": "",
    "days": "",
    "enabled": "on",
}


@pytest.fixture
def life(you: Client) -> Life:
    return life_at(you, Stage.REWRITE)


def at(life: Life, rule: str = "new") -> str:
    return f"/play/{life.pk}/rewrite/rule/{rule}/"


def send(you: Client, life: Life, rule: str = "new", *, status: int = 200, **fields: object) -> str:
    """The form as somebody fills it in, with one button pressed."""
    form = {key: value for key, value in {**NIGHT, **{k.replace("__", "."): v for k, v in fields.items()}}.items()}
    response = you.post(at(life, rule), {key: value for key, value in form.items() if value is not None})
    assert response.status_code == status, response.content.decode()[:2000]
    life.refresh_from_db()
    return unescape(response.content.decode())


def reads(page: str) -> str:
    found = re.search(r'id="reads"[^>]*>([^<]*)<', page)
    assert found
    return found[1]


# whatever a rulebook says, the form says it too


@pytest.mark.parametrize("system", slugs())
def test_every_shipped_rule_passes_through_the_form_and_means_the_same(system: str) -> None:
    book = shipped(system)
    for rule, document in zip(book.rules, book.document["rules"], strict=True):
        reading = read_rule(book, [], book, sheet_of(document))
        assert reading.errors == {}, rule.id
        again = {**document, "when": document.get("when")}
        written = {**reading.document, "when": reading.document.get("when")}
        assert meaning(written) == meaning(again), rule.id


def meaning(document: dict[str, object]) -> dict[str, object]:
    """A group of one is its one part, and a mark without a weight weighs 1."""
    when = condition_of(node_of(document.get("when")), Written(), "/when")
    effects = [
        {"stars": {"weight": 1, **each["stars"]}} if "stars" in each else each
        for each in document["effects"]  # type: ignore[attr-defined]
    ]
    enabled = document.get("enabled", True)
    return {**document, "when": when, "effects": effects, "enabled": enabled} | dict.fromkeys(("x",))


def test_none_of_several_is_written_as_not_any() -> None:
    test = Node(TEST, (), "hour", "is", ("3",))
    both = condition_of(Node("none", (test, test)), Written(), "/when", ROOT)
    assert both == {"not": {"any": [{"fact": "hour", "op": "is", "value": 3}] * 2}}
    assert condition_of(node_of(both), Written(), "/when") == both


def test_a_page_sent_back_untouched_changes_nothing(you: Client, life: Life) -> None:
    for rule in HOME.rules:
        shown = unescape(you.get(at(life, rule.id)).content.decode())
        response = you.post(at(life, rule.id), {**typed(shown), "do": "save"})
        assert response.status_code == 302, rule.id
    life.refresh_from_db()
    assert apply_steps(HOME, life.draft) == HOME


# a new rule


def test_a_rule_is_added_and_the_town_is_scored_with_it(you: Client, life: Life) -> None:
    send(you, life, do="save", status=302)
    now = apply_steps(HOME, life.draft)
    rule = now.rules[-1]
    assert (rule.id, rule.on, rule.expires) == ("own-01", ("cross_on_red",), 365)
    assert now.document["rules"][-1]["when"] == {"fact": "hour", "op": "between", "value": [22, 6]}
    shown = you.get(f"/play/{life.pk}/rewrite/").content.decode()
    assert 'id="r-own-01"' in shown


def test_the_sentence_reads_as_the_rule_would(you: Client, life: Life) -> None:
    assert reads(send(you, life, do="look")) == (
        "When “crossed on red” is noted and “hour of the day” is between 22 and 6 o'clock: take 20 points; "
        "they count for 365 days."
    )
    assert life.draft == []


def test_rows_come_and_go_by_buttons_and_keep_what_was_typed(you: Client, life: Life) -> None:
    shown = send(you, life, do="add:w")
    form = typed(shown)
    assert form["w.parts"] == ["2"]
    assert form["w.0.value"] == ["22", "6"]
    shown = unescape(you.post(at(life), {**form, "do": "up:w.1"}).content.decode())
    assert typed(shown)["w.1.value"] == ["22", "6"]
    shown = unescape(you.post(at(life), {**typed(shown), "do": "group:w"}).content.decode())
    shown = unescape(you.post(at(life), {**typed(shown), "do": "drop:w.0"}).content.decode())
    assert typed(shown)["w.parts"] == ["2"]
    assert typed(shown)["w.1.form"] == ["any"]
    shown = unescape(you.post(at(life), {**typed(shown), "do": "add:e"}).content.decode())
    assert typed(shown)["e.count"] == ["2"]
    life.refresh_from_db()
    assert life.draft == []


def test_another_fact_gets_the_right_boxes_and_a_value_of_its_own(you: Client, life: Life) -> None:
    shown = send(you, life, do="look", w__0__fact="place")
    assert typed(shown)["w.0.op"] == ["is"]
    assert typed(shown)["w.0.value"] == ["bureau"]
    assert "“place” is The counter of the Harbour Credit Bureau" in reads(shown)


def test_another_effect_gets_fields_of_its_own(you: Client, life: Life) -> None:
    shown = send(you, life, do="look", e__0__kind="put_on")
    assert "e.0.list" in typed(shown)
    assert "e.0.amount" not in typed(shown)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"w__0__value": ["22", "66"]}, "Write a whole number from 0 to 23."),
        ({"w__0__value": ["night", "6"]}, "Write a whole number from 0 to 23."),
        ({"w__0__value": ["22"]}, "Write a whole number from 0 to 23."),
        ({"e__0__amount": "many"}, "Write a whole number from 0 to 1,000,000."),
        ({"expires": "0"}, "Write a whole number from 1 to 36,500, or nothing."),
        ({"times": "3"}, "Write both numbers of the limit, or none."),
        ({"text": ""}, "There is too little here."),
        ({"e__count": "0"}, "There is too little here."),
        ({"w__parts": "2", "w__1__form": "any", "w__1__parts": "0"}, "This group is empty."),
    ],
)
def test_what_cannot_stand_is_said_at_its_field_and_nothing_is_saved(
    you: Client, life: Life, fields: dict[str, object], words: str
) -> None:
    shown = send(you, life, do="save", status=422, **fields)
    assert words in shown
    assert "field-error" in shown
    assert life.draft == []


def test_conditions_deeper_than_permitted_are_refused_with_a_sentence(you: Client, life: Life) -> None:
    deep = {f"{'w' + '.0' * depth}.form": "any" for depth in range(7)} | {
        f"{'w' + '.0' * depth}.parts": "2" for depth in range(7)
    }
    tests = {}
    for depth in range(8):
        name = f"{'w' + '.0' * depth}" if depth == 7 else f"{'w' + '.0' * depth}.1"
        tests |= {f"{name}.form": "test", f"{name}.fact": "hour", f"{name}.op": "is", f"{name}.value": "3"}
    form = {**{key: value for key, value in NIGHT.items() if not key.startswith("w.")}, **deep, **tests}
    response = you.post(at(life), {**form, "do": "save"})
    assert response.status_code == 422
    assert "nested deeper" in unescape(response.content.decode())


@pytest.mark.parametrize(
    "fields",
    [
        {"on": ["fly"]},
        {"w__parts": "999"},
        {"w__parts": "-1"},
        {"w__parts": "٣"},
        {"w__form": "xor"},
        {"w__0__fact": "soul"},
        {"w__0__op": "smells"},
        {"e__count": "9" * 500},
        {"e__0__kind": "exile"},
        {"do": "drop:w"},
        {"do": "drop:w.9"},
        {"do": "up:e.x"},
        {"do": "add:w.0"},
        {"do": "add:" + "w.0" * 500},
        {"do": "fly"},
        {"w__parts": "3"},
    ],
)
def test_a_form_that_no_page_has_made_is_refused_in_a_sentence(
    you: Client, life: Life, fields: dict[str, object]
) -> None:
    shown = send(you, life, status=400, **{"do": "look", **fields})
    assert "This form did not come from this page" in shown
    assert life.draft == []


def test_what_is_typed_is_never_markup(you: Client, life: Life) -> None:
    response = you.post(at(life), {**NIGHT, "text": "<script>alert(1)</script>", "do": "look"})
    assert b"<script>alert" not in response.content


# rules come, go and change places


def press(you: Client, life: Life, do: str) -> None:
    assert you.post(f"/play/{life.pk}/rewrite/", {"do": do}).status_code == 302
    life.refresh_from_db()


def ids(life: Life) -> list[str]:
    return [rule.id for rule in apply_steps(HOME, life.draft).rules]


def test_a_rule_is_duplicated_moved_removed_and_put_back(you: Client, life: Life) -> None:
    press(you, life, "copy:tes-02")
    assert ids(life)[:4] == ["tes-01", "tes-02", "own-01", "tes-03"]
    press(you, life, "up:own-01")
    assert ids(life)[:4] == ["tes-01", "own-01", "tes-02", "tes-03"]
    press(you, life, "remove:tes-01")
    assert ids(life)[:3] == ["own-01", "tes-02", "tes-03"]
    press(you, life, "restore:tes-01")
    assert ids(life)[:3] == ["tes-01", "own-01", "tes-02"]
    press(you, life, "remove:own-01")
    assert apply_steps(HOME, life.draft) == HOME


def test_an_id_is_never_given_twice_not_even_after_undo(you: Client, life: Life) -> None:
    press(you, life, "copy:tes-02")
    press(you, life, "undo")
    press(you, life, "copy:tes-03")
    assert "own-02" in ids(life)
    assert "own-01" not in ids(life)


def test_a_number_is_written_on_the_rule_it_belongs_to_wherever_that_stands(you: Client, life: Life) -> None:
    press(you, life, "remove:tes-01")
    response = you.post(f"/play/{life.pk}/rewrite/", {"n:/rules/0/effects/0/points": "77"})
    assert response.status_code in (302, 422)
    life.refresh_from_db()
    now = apply_steps(HOME, life.draft)
    assert now.rule("tes-03") == HOME.rule("tes-03")
    shown = unescape(you.get(f"/play/{life.pk}/rewrite/").content.decode())
    assert "Rules that you removed" in shown


def test_the_ends_of_the_book_are_no_way_out(you: Client, life: Life) -> None:
    press(you, life, "up:tes-01")
    press(you, life, f"down:{HOME.rules[-1].id}")
    assert life.draft == []


def test_a_rule_that_was_removed_has_no_page(you: Client, life: Life) -> None:
    press(you, life, "remove:tes-01")
    assert you.get(at(life, "tes-01")).status_code == 404


def test_what_was_written_on_a_rule_that_another_tab_removed_is_kept_and_saved_as_a_new_one(
    you: Client, life: Life
) -> None:
    form = typed(unescape(you.get(at(life, "tes-01")).content.decode())) | {"text": ["Not lost"]}
    press(you, life, "remove:tes-01")
    response = you.post(at(life, "tes-01"), {**form, "do": "save"})
    kept = unescape(response.content.decode())
    assert response.status_code == 409
    assert "Not lost" in kept
    assert you.post(at(life, "tes-01"), {**typed(kept), "do": "save"}).status_code == 302
    life.refresh_from_db()
    assert "tes-01" not in ids(life)
    assert apply_steps(HOME, life.draft).rules[-1].text == "Not lost"


def test_a_stale_rule_keeps_what_was_written_and_saves_the_second_time(you: Client, life: Life) -> None:
    shown = unescape(you.get(at(life, "tes-03")).content.decode())
    form = typed(shown) | {"text": ["Written in a second tab"]}
    press(you, life, "repeal:tes-05")
    response = you.post(at(life, "tes-03"), {**form, "do": "save"})
    kept = unescape(response.content.decode())
    assert response.status_code == 409
    assert "Written in a second tab" in kept
    assert you.post(at(life, "tes-03"), {**typed(kept), "do": "save"}).status_code == 302
    life.refresh_from_db()
    now = apply_steps(HOME, life.draft)
    assert now.rule("tes-03").text == "Written in a second tab"
    assert not now.rule("tes-05").enabled


def test_undo_takes_a_rule_back_and_redo_brings_it_again(you: Client, life: Life) -> None:
    send(you, life, do="save", status=302)
    press(you, life, "undo")
    assert "own-01" not in ids(life)
    press(you, life, "redo")
    assert ids(life)[-1] == "own-01"


def test_a_change_of_the_outline_brings_the_whole_page_anew(you: Client, life: Life) -> None:
    send(you, life, do="save", status=302)
    response = you.post(f"/play/{life.pk}/rewrite/", {"do": "undo"}, headers={"HX-Request": "true"})
    assert response["HX-Redirect"].startswith(f"/play/{life.pk}/rewrite/")
