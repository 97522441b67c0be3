"""The forms of the pen in two tabs: the second is told, and what was written there stays to be saved or mended."""

from html import unescape
from typing import Any

import pytest
from cast import life_at
from django.test import Client
from filled import typed

from play.drafts import token
from play.edits import apply_steps
from play.models import Life, Stage
from scoring.engine import Rulebook
from scoring.selectors import shipped

HOME = shipped("tessamere")
DOORS = [line.door for line in HOME.doors]


@pytest.fixture
def life(you: Client) -> Life:
    return life_at(you, Stage.REWRITE)


def at(life: Life, part: str) -> str:
    return f"/play/{life.pk}/rewrite/{part}/"


def opened(you: Client, life: Life, part: str, **written: Any) -> dict[str, Any]:
    """A form that lies open in a tab, with something written on it."""
    form = typed(unescape(you.get(at(life, part)).content.decode()))
    return form | {key.replace("__", "."): value for key, value in written.items()}


def save(you: Client, life: Life, part: str, form: dict[str, Any], status: int, button: str = "save") -> str:
    response = you.post(at(life, part), {**form, "do": button})
    assert response.status_code == status, response.content.decode()[:3000]
    life.refresh_from_db()
    return unescape(response.content.decode())


def button(you: Client, life: Life, do: str) -> None:
    assert you.post(f"/play/{life.pk}/rewrite/", {"do": do}).status_code == 302
    life.refresh_from_db()


def bands_changed(you: Client, life: Life, press: str) -> None:
    """Another tab splits or removes a band."""
    page = save(you, life, "bands", opened(you, life, "bands"), 200, press)
    save(you, life, "bands", typed(page), 302)


def now(life: Life) -> Rulebook:
    life.refresh_from_db()
    return apply_steps(HOME, life.draft)


# bands


def test_bands_that_another_tab_removed_are_kept_in_the_second_and_can_be_saved_again(you: Client, life: Life) -> None:
    form = opened(you, life, "bands", b__3__label="Written in a second tab", b__3__from="0", b__2__from="850")
    bands_changed(you, life, "drop:3")
    shown = save(you, life, "bands", form, 409)
    assert "What you wrote is still here; save it once more. It will stand instead of this:" in shown
    assert [band.id for band in now(life).bands] == ["A", "B", "C"]
    again = typed(shown)
    assert (again["b.3.label"], again["b.2.from"], again["b.count"]) == (["Written in a second tab"], ["850"], ["4"])
    save(you, life, "bands", again, 302)
    assert [(band.id, band.low) for band in now(life).bands[2:]] == [("C", 850), ("D", 0)]
    assert now(life).bands[3].label == "Written in a second tab"


def test_bands_that_another_tab_added_leave_their_points_and_their_lists_to_those_of_the_second(
    you: Client, life: Life
) -> None:
    form = opened(you, life, "bands", b__0__label="Shining")
    bands_changed(you, life, "split:3")
    assert now(life).document["lists"][0]["enter"]["bands"] == ["D", "D2"]
    shown = save(you, life, "bands", form, 409)
    assert "Now: The black list “Blacklist”: whoever falls into band D" in shown
    save(you, life, "bands", typed(shown), 302)
    assert [band.id for band in now(life).bands] == ["A", "B", "C", "D"]
    assert now(life).bands[0].label == "Shining"
    assert now(life).document["lists"][0]["enter"]["bands"] == ["D"]


def test_bands_that_another_tab_renamed_are_not_renamed_back_unsaid(you: Client, life: Life) -> None:
    form = opened(you, life, "bands", b__0__label="Shining")
    save(you, life, "bands", opened(you, life, "bands", b__0__label="Splendid"), 302)
    shown = save(you, life, "bands", form, 409)
    assert "It will stand instead of this: Band A (Splendid)" in shown
    assert typed(shown)["b.0.label"] == ["Shining"]
    assert now(life).bands[0].label == "Splendid"


def test_a_row_is_split_on_a_form_whose_bands_another_tab_removed(you: Client, life: Life) -> None:
    form = opened(you, life, "bands", b__3__label="Kept")
    bands_changed(you, life, "drop:3")
    shown = save(you, life, "bands", form, 200, "split:3")
    assert typed(shown)["b.3.label"] == ["Kept"]
    assert "save it once more" in save(you, life, "bands", typed(shown), 409)


def test_all_rules_put_to_another_system_leave_the_bands_that_were_written(you: Client, life: Life) -> None:
    form = opened(you, life, "bands", b__0__label="Not lost")
    assert you.post(f"/play/{life.pk}/rewrite/take/", {"set": "rongcheng"}).status_code == 302
    assert typed(save(you, life, "bands", form, 409))["b.0.label"] == ["Not lost"]


# lists, doors and rules


def test_a_list_keeps_its_words_and_says_which_band_is_no_more(you: Client, life: Life) -> None:
    form = opened(you, life, "list/blacklist", label="Not lost", bands=["C", "D"])
    bands_changed(you, life, "drop:3")
    shown = save(you, life, "list/blacklist", form, 409)
    again = typed(shown)
    assert (again["label"], again["bands"]) == (["Not lost"], ["C", "D"])
    assert "D (not in your rulebook any more)" in shown
    told = save(you, life, "list/blacklist", again, 422)
    assert "Not in your rulebook any more: D. Choose another, or leave it out." in told
    save(you, life, "list/blacklist", {**typed(told), "bands": ["C"]}, 302)
    assert now(life).document["lists"][0]["label"] == "Not lost"


def test_a_list_that_went_with_another_is_said_where_it_was_ticked(you: Client, life: Life) -> None:
    form = opened(you, life, "list/redlist", label="Not lost", joint=["blacklist"])
    button(you, life, "unlist:blacklist")
    again = typed(save(you, life, "list/redlist", form, 409))
    assert again["joint"] == ["blacklist"]
    assert "Not in your rulebook any more: blacklist." in save(you, life, "list/redlist", again, 422)


def test_what_was_written_on_a_list_that_another_tab_removed_is_added_anew(you: Client, life: Life) -> None:
    form = opened(you, life, "list/blacklist", label="Not lost")
    button(you, life, "unlist:blacklist")
    shown = save(you, life, "list/blacklist", form, 409)
    assert "It was removed there: saved once more, it is added anew." in shown
    save(you, life, "list/blacklist", typed(shown), 302)
    assert now(life).lists[-1].label == "Not lost"


def test_a_door_keeps_the_list_that_another_tab_removed_and_says_so(you: Client, life: Life) -> None:
    place = DOORS.index("express_tram")
    form = opened(you, life, f"door/{place}")
    button(you, life, "unlist:blacklist")
    shown = save(you, life, f"door/{place}", form, 409)
    again = typed(shown)
    assert again["d.0.0.value"] == ["blacklist"]
    assert "blacklist (not in your rulebook any more)" in shown
    assert "It will stand instead of this: Express tram is shut for whoever is in band D." in shown
    told = save(you, life, f"door/{place}", again, 422)
    assert "Not in your rulebook any more: blacklist." in told


def test_a_line_that_another_tab_moved_up_is_still_the_line_that_was_written_on(you: Client, life: Life) -> None:
    form = opened(you, life, "door/2", d__0__count="1")
    button(you, life, "undoor:0")
    shown = save(you, life, "door/2", form, 409)
    address = shown.split('id="rule-form"')[1].split('action="')[1].split('"')[0]
    assert address == at(life, "door/1")
    assert you.post(address, {**typed(shown), "do": "save"}).status_code == 302
    assert [line.door for line in now(life).doors] == DOORS[1:]


def test_a_line_that_another_tab_removed_is_added_anew_and_writes_over_no_other(you: Client, life: Life) -> None:
    form = opened(you, life, "door/2", state="open")
    button(you, life, "undoor:2")
    shown = save(you, life, "door/2", form, 409)
    assert "It was removed there: saved once more, it is added anew." in shown
    address = shown.split('id="rule-form"')[1].split('action="')[1].split('"')[0]
    assert you.post(address, {**typed(shown), "do": "save"}).status_code == 302
    assert [line.door for line in now(life).doors] == [*DOORS[:2], *DOORS[3:], DOORS[2]]


def test_a_rule_keeps_the_list_that_another_tab_removed_and_says_so(you: Client, life: Life) -> None:
    form = opened(you, life, "rule/tes-28", text="Not lost", e__0__kind="put_on", e__0__for="put_on", e__0__days="")
    form["e.0.list"] = "blacklist"
    button(you, life, "unlist:blacklist")
    shown = save(you, life, "rule/tes-28", form, 409)
    again = typed(shown)
    assert (again["text"], again["e.0.list"]) == (["Not lost"], ["blacklist"])
    assert "blacklist (not in your rulebook any more)" in shown
    told = save(you, life, "rule/tes-28", again, 422)
    assert "The list 'blacklist' is unknown." in told
    assert typed(told)["text"] == ["Not lost"]


def test_a_rule_that_another_tab_rewrote_is_told_before_it_is_written_over(you: Client, life: Life) -> None:
    form = opened(you, life, "rule/tes-01", e__0__amount="7")
    save(you, life, "rule/tes-01", opened(you, life, "rule/tes-01", e__0__amount="8"), 302)
    shown = save(you, life, "rule/tes-01", form, 409)
    assert "It will stand instead of this: When “crossed on red” is noted: take 8 points" in shown
    save(you, life, "rule/tes-01", typed(shown), 302)
    assert now(life).document["rules"][0]["effects"] == [{"points": -7}]


def test_a_rule_that_another_tab_removed_is_told_to_be_added_anew(you: Client, life: Life) -> None:
    form = opened(you, life, "rule/tes-01", text="Not lost")
    button(you, life, "remove:tes-01")
    assert "It was removed there: saved once more, it is added anew." in save(you, life, "rule/tes-01", form, 409)


def test_a_form_that_was_opened_at_the_address_of_a_state_is_a_form_of_the_last_one(you: Client, life: Life) -> None:
    """The state was the last one then; when another tab has written, the form still sends to the present."""
    button(you, life, "repeal:tes-28")
    here = typed(unescape(you.get(at(life, "bands")).content.decode()))["base"][0]
    page = unescape(you.get(at(life, "bands"), {"at": here}).content.decode())
    assert f'action="{at(life, "bands")}"' in page
    page = unescape(you.get(at(life, "rule/tes-01"), {"at": here}).content.decode())
    assert f'action="{at(life, "rule/tes-01")}"' in page


# the pen's own page


def pen(life: Life) -> str:
    return f"/play/{life.pk}/rewrite/"


def base(life: Life) -> str:
    life.refresh_from_db()
    return token(life.draft)


def warned(you: Client, life: Life, form: dict[str, str], **extra: Any) -> str:
    life.refresh_from_db()
    before = life.draft
    you.post(pen(life), form, **extra)
    life.refresh_from_db()
    assert life.draft == before
    return unescape(you.get(pen(life)).content.decode())


@pytest.mark.parametrize("script", [True, False], ids=["a script", "no script"])
def test_a_number_written_in_a_second_tab_is_told_again_with_its_rule(you: Client, life: Life, script: bool) -> None:
    place = next(i for i, rule in enumerate(HOME.rules) if "points" in (rule_effect(i) or {}))
    field, other = f"n:/rules/{place}/effects/0/points", base(life)
    button(you, life, f"repeal:{HOME.rules[-1].id}")
    extra = {"headers": {"HX-Request": "true"}} if script else {}
    shown = warned(you, life, {"base": other, field: "77"}, **extra)
    assert f"You had written: 77 ({HOME.rules[place].id})." in shown


def rule_effect(place: int) -> Any:
    effects = HOME.document["rules"][place]["effects"]
    return effects[0] if effects and isinstance(effects[0].get("points"), int) else None


def test_where_nothing_was_typed_nothing_is_told_again(you: Client, life: Life) -> None:
    other = base(life)
    button(you, life, f"repeal:{HOME.rules[-1].id}")
    shown = warned(you, life, {"base": other})
    assert "your last change was not made" in shown
    assert "You had written" not in shown


@pytest.mark.parametrize("name", ["", "0123456789ab", "<b>"])
def test_a_form_of_a_state_that_is_gone_is_told_so_and_nothing_more(you: Client, life: Life, name: str) -> None:
    shown = warned(you, life, {"base": name, "n:/rules/0/effects/0/points": "77"})
    assert "your last change was not made" in shown
    assert "You had written" not in shown
