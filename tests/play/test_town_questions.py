"""What can be asked of the town: goals and what lies near, years more, breaches, and a town that takes a while."""

import re
from html import unescape
from time import monotonic, sleep

import pytest
from cast import life_at
from django.test import Client

from play.drafts import token
from play.edits import apply_steps
from play.models import Life, Stage
from play.pages.pen import Desk
from play.pages.town_drift import small
from play.pages.town_goals import goals_of
from play.pages.town_moved import moved_page
from play.pages.town_newly import newly_listed
from play.pages.town_search import search_page
from play.selectors import file_of
from registry import drift, goal_search
from registry.goals import errors
from registry.replays import reformed_year, year
from registry.warm import Progress, Warmer
from scoring.bills import pointer
from scoring.selectors import shipped, slugs

HTMX = {"HX-Request": "true"}
HOME = shipped("tessamere")
MILD = [[[pointer(HOME, "tes-01", "effects/0/points"), -5]]]
REPEALED = [[[f"/rules/{position}/enabled", False] for position in range(len(HOME.rules))]]
PAGES = ("goals", "drift", "breach", "residents", "resident/1")


@pytest.fixture
def life(you: Client) -> Life:
    return life_at(you, Stage.REWRITE)


def desk(life: Life, steps: list[object] | None = None) -> Desk:
    return Desk(file_of(life), steps or [], 1000)


def words(you: Client, address: str, **headers: str) -> str:
    response = you.get(address, headers=headers or None)
    assert response.status_code == 200, response.status_code
    return unescape(response.content.decode())


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_town_belongs_to_its_life_alone(you: Client, stranger: Client, life: Life, page: str) -> None:
    assert stranger.get(f"/play/{life.pk}/rewrite/{page}/").status_code == 403
    early = life_at(you, Stage.BOX)
    assert you.get(f"/play/{early.pk}/rewrite/{page}/").url == f"/play/{early.pk}/box/"
    assert you.post(f"/play/{life.pk}/rewrite/{page}/").status_code == 405


@pytest.mark.parametrize("system", slugs())
def test_every_page_of_the_town_stands_under_every_system(
    you: Client, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(goal_search, "_searcher", Warmer(1))  # what is found here is kept for nobody else
    monkeypatch.setattr(goal_search, "trials_of", lambda *_: iter([goal_search.Trial("none")]))
    monkeypatch.setattr(goal_search, "heard_in", lambda *_: [])
    life = life_at(you, Stage.REWRITE, system=system)
    for page in PAGES:
        assert "Back to the pen" in words(you, f"/play/{life.pk}/rewrite/{page}/"), page


# goals


def test_the_goals_are_counted_in_three_columns(life: Life) -> None:
    wronged, half, even = goals_of(desk(life, MILD))
    guilt = goal_search.guilty(HOME, 1000, life.seed)
    was, now = year(HOME, 1000, life.seed), reformed_year(apply_steps(HOME, MILD), HOME, 1000, life.seed)
    assert wronged.was == f"{errors(was, guilt).innocent} + {errors(was, guilt).missed}"
    assert wronged.now == f"{errors(now, guilt).innocent} + {errors(now, guilt).missed}"
    assert half.was == "100.0 % · 0"
    assert [goal.id for goal in (wronged, half, even)] == ["wronged", "half", "even"]
    assert all(goal.bill for goal in (wronged, half, even))


def test_a_goal_that_is_not_met_says_why(life: Life) -> None:
    wronged, _half, even = goals_of(desk(life))
    said = " ".join(wronged.why)
    assert "entries are about somebody else" in said
    assert "No limit can do it" in said
    assert even.met or "Everybody in this town behaves alike" in " ".join(even.why)


def test_a_repealed_system_is_even_and_misses_the_guilty(life: Life) -> None:
    wronged, _half, even = goals_of(desk(life, REPEALED))
    assert even.met
    assert not wronged.met
    assert wronged.now.startswith("0 + ")


def test_the_goals_come_with_the_harm_and_lead_to_their_page(you: Client, life: Life) -> None:
    part = words(you, f"/play/{life.pk}/rewrite/harm/?size=1000", **HTMX)
    assert part.count('id="goal-') == 3
    assert f'href="/play/{life.pk}/rewrite/goals/?size=1000"' in part


def test_the_search_tells_how_far_it_has_come_and_then_what_it_found(
    you: Client, life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    Trial = goal_search.Trial
    some = [Trial("none"), Trial("limit", "D", 870), Trial("rule", "tes-51"), Trial("source", "peer_app")]
    monkeypatch.setattr(goal_search, "_searcher", Warmer(1))  # what is found here is kept for nobody else
    monkeypatch.setattr(goal_search, "trials_of", lambda *_: iter(some))
    monkeypatch.setattr(goal_search, "heard_in", lambda *_: ["peer_app", "smart_bin"])
    Life.objects.filter(pk=life.pk).update(draft=MILD)
    address = f"/play/{life.pk}/rewrite/goals/search/?size=1000"
    part, until = words(you, address, **HTMX), monotonic() + 60
    while "<progress" in part and monotonic() < until:
        assert "of 4 rulebooks tried" in part
        sleep(0.05)
        part = words(you, address, **HTMX)
    assert "4 rulebooks were tried" in part
    assert "None of them does it" in part
    assert "A low-harm town is one edit away" in part
    found = search_page(desk(life, MILD))
    assert len(found["points"]) == 4
    best = [point for point in found["points"] if point.kind != "other"]
    assert any(point.innocent == "0" for point in best)
    assert you.get(address).url == f"/play/{life.pk}/rewrite/goals/?size=1000"


# newly listed


def test_who_is_newly_listed_by_a_milder_rule_is_shown_with_the_reason(you: Client, life: Life) -> None:
    Life.objects.filter(pk=life.pk).update(draft=MILD)
    one = newly_listed(desk(life, MILD))
    assert one is not None
    assert "must stay 30 days" in one.words or "friends and relatives" in one.words
    part = words(you, f"/play/{life.pk}/rewrite/harm/?size=1000", **HTMX)
    assert f"/rewrite/resident/{one.number}/?size=1000" in part
    assert one.words in part


def test_nobody_newly_listed_is_nobody_explained(life: Life) -> None:
    assert newly_listed(desk(life)) is None
    assert newly_listed(desk(life, REPEALED)) is None


# years more, and breaches


def test_the_years_are_those_of_the_model(you: Client, life: Life) -> None:
    page = words(you, f"/play/{life.pk}/rewrite/drift/?off=3")
    lived = drift.drift(HOME, life.seed, drift.load_model().values, 3)
    assert page.count('<span class="tiny">without rewards') == 3
    assert f"<b>{lived[-1].hours['visit_elder']:.1f}</b>" in page
    assert "Rewards end with year 3" in page


@pytest.mark.parametrize("page", ["drift", "breach"])
@pytest.mark.parametrize("query", ["pull=999999&chance=9999", "pull=-1&chance=x", "off=99&years=0", "pull=٣&draw=", ""])
def test_parameters_that_make_no_sense_are_brought_into_range(you: Client, life: Life, page: str, query: str) -> None:
    shown = words(you, f"/play/{life.pk}/rewrite/{page}/?{query}")
    for field in re.findall(r'<input type="number"[^>]*>', shown):
        value, low, high = (int(re.search(rf'{name}="(\d+)"', field)[1]) for name in ("value", "min", "max"))
        assert low <= value <= high


def test_without_a_pull_the_page_says_that_nothing_moves(you: Client, life: Life) -> None:
    assert "Nothing moves" in words(you, f"/play/{life.pk}/rewrite/drift/?pull=0")


def test_what_is_no_longer_collected_is_no_longer_at_stake(you: Client, life: Life) -> None:
    Life.objects.filter(pk=life.pk).update(draft=[[["/observers", []]]])
    assert "Nothing is collected" in words(you, f"/play/{life.pk}/rewrite/breach/")


def test_small_drawings_stand_on_nothing_or_show_only_the_change() -> None:
    whole = small("hours", [10, 5], [10, 20])
    assert whole.bars[1].height == 2 * whole.bars[0].height
    change = small("standing", [950, 955], [950, 960], whole=False)
    assert change.bars[0].height == change.bars[1].height
    assert change.bars[0].y > change.bars[1].y
    assert small("nothing", [0, 0], [0, 0]).last == "0.0"


# a town that takes a while


def test_a_large_town_is_worked_out_beside_the_page(
    you: Client, life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr("play.pages.town_waiting.LARGE", 1000)
    monkeypatch.setattr("registry.warm._warmer", Warmer(2))
    page = words(you, f"/play/{life.pk}/rewrite/?size=1000")
    assert "<progress" in page or "data-now" in page
    part, until = words(you, f"/play/{life.pk}/rewrite/town/?size=1000", **HTMX), monotonic() + 60
    while "<progress" in part and monotonic() < until:
        assert "of 5 parts done" in part
        sleep(0.05)
        part = words(you, f"/play/{life.pk}/rewrite/town/?size=1000", **HTMX)
    assert "data-now" in part
    assert you.get(f"/play/{life.pk}/rewrite/town/?size=1000").url.endswith("/rewrite/?size=1000")


def test_an_edit_is_kept_while_the_large_town_is_on_its_way(
    you: Client, life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("play.pages.town_waiting.LARGE", 1000)
    monkeypatch.setattr("play.pages.town_waiting.warm", lambda *_: Progress(2, 5))
    form = {"n:" + str(MILD[0][0][0]): "5"}
    part = you.post(f"/play/{life.pk}/rewrite/?size=1000", form, headers=HTMX).content.decode()
    assert "2 of 5 parts done" in part
    assert 'id="r-tes-01"' in part
    life.refresh_from_db()
    assert life.draft == MILD
    for page in ("goals", "breach"):
        assert you.get(f"/play/{life.pk}/rewrite/{page}/?size=1000").status_code == 302


def test_what_went_wrong_is_begun_again_when_it_is_asked_for() -> None:
    calls = []

    def sometimes() -> None:
        calls.append(1)
        if len(calls) == 1:
            raise ValueError("once")

    warmer, until = Warmer(2), monotonic() + 10
    first = warmer.progress(("a", 1, 1), lambda: [sometimes])
    while not first.failed and monotonic() < until:
        sleep(0.01)
    again = warmer.progress(("a", 1, 1), lambda: [sometimes])
    while not again.ready and monotonic() < until:
        sleep(0.01)
    assert again.ready
    assert len(calls) == 2


def test_an_earlier_state_of_the_draft_has_a_town_of_its_own(you: Client, life: Life) -> None:
    """What is only looked at is asked about as it was, and nothing is written in from there."""
    Life.objects.filter(pk=life.pk).update(draft=[*MILD, *REPEALED])
    at = token(MILD)
    page = words(you, f"/play/{life.pk}/rewrite/residents/?size=1000&who=gain&at={at}")
    assert f"at={at}" in page
    counts = moved_page(desk(life, MILD), "gain", 1)["all"]
    assert f"{counts} residents." in page
    assert "<form" not in words(you, f"/play/{life.pk}/rewrite/lobby/?at={at}").split("<main")[1]
    you.post(f"/play/{life.pk}/rewrite/lobby/?at={at}", {"accept": "lob-01", "base": token([*MILD, *REPEALED])})
    life.refresh_from_db()
    assert life.draft == [*MILD, *REPEALED]
    assert you.get(f"/play/{life.pk}/rewrite/residents/?at=nothing").status_code == 404
