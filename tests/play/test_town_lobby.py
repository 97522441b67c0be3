"""Who wants a rule: what is written in is a step of the draft, and can be taken out and undone like any other."""

import re
from html import unescape

import pytest
from cast import life_at
from django.test import Client

from play.edits import apply_steps
from play.models import Life, Stage
from scoring.selectors import shipped

HOME = shipped("tessamere")


@pytest.fixture
def life(you: Client) -> Life:
    return life_at(you, Stage.REWRITE)


def page(you: Client, life: Life) -> str:
    response = you.get(f"/play/{life.pk}/rewrite/lobby/")
    assert response.status_code == 200
    return unescape(response.content.decode())


def base(text: str) -> str:
    found = re.search(r'name="base" value="(\w+)"', text)
    assert found
    return found[1]


def send(you: Client, life: Life, **form: str) -> str:
    form = {"base": base(page(you, life))} | form
    response = you.post(f"/play/{life.pk}/rewrite/lobby/", form, follow=True)
    assert response.status_code == 200
    life.refresh_from_db()
    return unescape(response.content.decode())


def rules(life: Life) -> list[str]:
    return [rule.id for rule in apply_steps(HOME, life.draft).rules if rule.enabled]


def test_a_rule_that_is_accepted_stands_in_the_draft_and_on_the_galley(you: Client, life: Life) -> None:
    shown = send(you, life, accept="lob-04")
    assert rules(life)[-1] == "lob-04"
    assert len(life.draft) == 1
    assert "tes-19 gives for the same act what this takes" in shown
    assert "Yours has 56 that count" in shown
    assert "thank you. They will come again." in shown
    assert 'id="r-lob-04"' in you.get(f"/play/{life.pk}/rewrite/").content.decode()


def test_a_rule_is_taken_out_again_and_can_come_back(you: Client, life: Life) -> None:
    send(you, life, accept="lob-04")
    send(you, life, withdraw="lob-04")
    assert apply_steps(HOME, life.draft) == HOME
    send(you, life, accept="lob-04")
    assert rules(life)[-1] == "lob-04"


def test_a_long_draft_stays_as_long_and_keeps_what_was_written_in(
    you: Client, life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("play.edits.MOST_STEPS", 2)
    for name in ("lob-04", "lob-07", "lob-01"):
        send(you, life, accept=name)
    assert len(life.draft) == 2
    assert {"lob-04", "lob-07", "lob-01"} <= set(rules(life))


def test_a_rule_that_was_repealed_with_the_pen_is_put_back(you: Client, life: Life) -> None:
    send(you, life, accept="lob-07")
    you.post(f"/play/{life.pk}/rewrite/", {"do": "repeal:lob-07"})
    life.refresh_from_db()
    assert "lob-07" not in rules(life)
    send(you, life, accept="lob-07")
    assert "lob-07" in rules(life)


@pytest.mark.parametrize(
    "form", [{"accept": "lob-99"}, {"withdraw": "tes-01"}, {"withdraw": "lob-01"}, {}, {"accept": ""}]
)
def test_what_nobody_asked_for_changes_nothing(you: Client, life: Life, form: dict[str, str]) -> None:
    send(you, life, **form)
    assert apply_steps(HOME, life.draft) == HOME


def test_a_second_tab_is_told_and_nothing_is_lost(you: Client, life: Life) -> None:
    old = base(page(you, life))
    send(you, life, accept="lob-01")
    shown = send(you, life, accept="lob-02", base=old)
    assert "changed in another tab" in shown
    assert rules(life)[-1] == "lob-01"


def test_a_stranger_writes_nothing_in(stranger: Client, life: Life) -> None:
    assert stranger.post(f"/play/{life.pk}/rewrite/lobby/", {"accept": "lob-01"}).status_code == 403
