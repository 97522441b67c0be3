"""Groups ask for rules; each is a rule that the engine runs, and what it would do is a run of the town."""

import pytest

from registry.lobby import CITIZENS, accepted, conflicts, load_lobby, moods, with_ask, would_do
from registry.replays import town_of
from scoring.engine import compare, replay
from scoring.selectors import shipped, slugs

SEED = 4417
HOME = shipped("tessamere")
LOBBY = load_lobby()
ASKS = {ask.id: ask for ask in LOBBY.asks}


@pytest.mark.parametrize("name", ASKS)
def test_every_rule_that_is_asked_for_fits_the_town_and_does_something(name: str) -> None:
    more = with_ask(HOME, ASKS[name])
    assert more is not None
    assert accepted(more) == [name]
    done = would_do(HOME, name, HOME, SEED)
    assert done is not None
    assert done.winners.number + done.losers.number > 0


def test_what_a_rule_would_do_is_the_engine_s() -> None:
    more, town = with_ask(HOME, ASKS["lob-02"]), town_of(CITIZENS, SEED)
    assert more is not None
    whole = compare(replay(HOME, town), replay(more, town), town)
    done = would_do(HOME, "lob-02", HOME, SEED)
    assert done is not None
    assert done.to_dict() == whole.to_dict()
    assert done.newly_listed.number > 0


def test_every_group_asks_and_names_only_groups_that_there_are() -> None:
    groups = {group.id for group in LOBBY.groups}
    assert {ask.group for ask in LOBBY.asks} <= groups
    assert all(set(ask.against) <= groups - {ask.group} for ask in LOBBY.asks)
    assert len(ASKS) == len(LOBBY.asks)


def test_accepting_pleases_some_and_crosses_others() -> None:
    more = with_ask(HOME, ASKS["lob-04"])
    assert more is not None
    found = {mood.group.id: mood for mood in moods(more)}
    assert found["animals"].pleased == ("lob-04",)
    assert found["parents"].cross == ("lob-04",)
    assert not any(mood.pleased or mood.cross for mood in moods(HOME))


def test_a_rule_that_speaks_against_the_book_is_linted() -> None:
    more = with_ask(HOME, ASKS["lob-04"])
    assert more is not None
    remarks = conflicts(more, ["lob-04"], SEED)["lob-04"]
    assert ("opposite", "tes-19") in {(remark.code, remark.data.get("other")) for remark in remarks}


@pytest.mark.parametrize("slug", slugs())
def test_where_a_rule_does_not_fit_nobody_asks_for_it(slug: str) -> None:
    for ask in LOBBY.asks:
        more = with_ask(shipped(slug), ask)
        assert more is None or more.rule(ask.id).enabled
