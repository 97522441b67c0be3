"""Two taps at the same moment, on SQLite here and on PostgreSQL where one answers."""

from collections.abc import Callable

from cast import LISTED, begin, choices_of, decisions, life_at, put
from django.test import Client
from racing import at_once, both

from play.models import Bet, Decision, Life, Ranking, Stage
from play.selectors import file_of
from play.services import advance, place_bet, rank_systems

TAPS = 4


def same_browser(you: Client) -> Client:
    again = Client()
    again.cookies = you.cookies
    return again


def tap(you: Client, life: Life, position: int, choice: str) -> Callable[[], int]:
    client = same_browser(you)
    return lambda: client.post(f"/play/{life.pk}/day/", {"position": position, "choice": choice}).status_code


@both
def test_a_choice_tapped_many_times_at_once_counts_once(database: str) -> None:
    you = Client()
    life = begin(you)
    choice = choices_of(life)[0]
    assert at_once(*(tap(you, life, 0, choice) for _ in range(TAPS))) == [302] * TAPS
    assert list(life.decisions.values_list("position", "choice")) == [(0, choice)]


@both
def test_of_two_different_choices_at_once_one_stands(database: str) -> None:
    you = Client()
    life = begin(you)
    choices = choices_of(life)[:2]
    assert at_once(*(tap(you, life, 0, choice) for choice in choices)) == [302, 302]
    assert life.decisions.count() == 1
    assert life.decisions.get().choice in choices
    file_of(life)  # and it can be read


@both
def test_the_last_choice_tapped_twice_at_once_ends_the_days_once(database: str) -> None:
    you = Client()
    life = begin(you)
    made = decisions(LISTED)
    put(life, made[:-1])
    at_once(*(tap(you, life, len(made) - 1, made[-1].choice_id) for _ in range(2)))
    life.refresh_from_db()
    assert (life.stage, life.decisions.count()) == (Stage.BET, len(made))


@both
def test_two_lives_at_once_do_not_wait_for_ever_and_are_kept_apart(database: str) -> None:
    people = [Client(), Client()]
    lives = [begin(people[0], "oke"), begin(people[1], "rook")]
    at_once(*(tap(you, life, 0, choices_of(life)[0]) for you, life in zip(people, lives, strict=True)))
    assert [life.decisions.count() for life in lives] == [1, 1]


@both
def test_bets_at_once_leave_one_bet(database: str) -> None:
    you = Client()
    life = life_at(you, Stage.BET)
    at_once(*(lambda cause=cause: place_bet(life=life, cause=cause) for cause in ("acts", "luck", "data")))
    assert Bet.objects.filter(life=life, again=False).count() == 1


@both
def test_stations_opened_at_once_open_once(database: str) -> None:
    you = Client()
    life = life_at(you, Stage.LISTED)
    at_once(*(lambda: advance(life=life, to=Stage.BOX) for _ in range(TAPS)))
    life.refresh_from_db()
    assert life.stage == Stage.BOX


@both
def test_rankings_at_once_leave_one_ranking(database: str) -> None:
    you = Client()
    life = life_at(you, Stage.DEBRIEF)
    ranked = (["fico", "nosedive", "no_system"], ["no_system", "fico", "nosedive"])
    at_once(*(lambda systems=systems: rank_systems(life=life, systems=systems) for systems in ranked))
    assert Ranking.objects.get(life=life).systems in ranked


@both
def test_lives_begun_at_once_share_one_kept_version(database: str) -> None:
    people = [Client() for _ in range(TAPS)]
    lives = at_once(*(lambda you=you: begin(you, "oke").digest for you in people))
    assert len(set(lives)) == 1
    assert Life.objects.count() == TAPS


@both
def test_erasing_while_choosing_leaves_nothing_half(database: str) -> None:
    you = Client()
    life = begin(you)
    erase = same_browser(you)
    at_once(tap(you, life, 0, choices_of(life)[0]), lambda: erase.post("/play/file/erase/").status_code)
    assert Life.objects.count() == 0
    assert Decision.objects.count() == 0
