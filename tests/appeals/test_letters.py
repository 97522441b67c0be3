"""Letters: every kind says what happened, in the office's voice, with as many reasons as the procedure grants."""

import re

import pytest
from claims import PAPER, after_waiting, events, filed, matter, mistaken

from appeals.claims.conduct import Matter
from appeals.claims.docket import Docket, docket
from appeals.claims.targets import targets_of
from appeals.letters.bodies import BODIES
from appeals.letters.page import letter_page
from appeals.procedure.above import Above
from appeals.procedure.load import procedure_for
from appeals.procedure.states import LETTERS, NOTICES, TRANSITIONS


def text(page: dict[str, object]) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", str(each)) for each in page["body"])  # type: ignore[attr-defined]


def ending(matter: Matter, kind: str, by: str, before: Docket, **data: object) -> Docket:
    old = [(each.kind, each.day, each.by, each.data) for each in before.events]
    return docket(events(*old, (kind, before.today + 1, by, dict(data))))


def last(matter: Matter, case: Docket) -> dict[str, object]:
    return letter_page(matter, case, len(case.events) - 1)


def walks() -> dict[str, tuple[Matter, Docket]]:
    """One case for every letter there is, made by taking each arrow of the table once."""
    here = matter(above=Above(supervisor_days=7, second_fee=40, court_fee=9), court=True, hearing=True)
    found: dict[str, tuple[Matter, Docket]] = {}
    data = {"missing": ["fee", PAPER], "limit": 400, "instance": "first", "why": ["no_paper"], "minutes": 50}
    reached = {"draft": docket([])}
    for row in TRANSITIONS:  # in an order in which each state is reached before it is left
        if row.source not in reached:
            continue
        instance = {"tribunal": "second", "court": "court"}.get(row.by, "first")
        given = data | {"instance": instance, "papers": [PAPER]}
        case = ending(here, row.event, row.by, reached[row.source], **given)
        reached.setdefault(row.to, case)
        if row.letter:
            found.setdefault(row.letter, (here, case))
    base = reached["pending"]
    for kind in NOTICES:
        found[kind] = (here, ending(here, kind, "office", base, owed=20, offices=["tram"], until=40))
    return found


@pytest.mark.parametrize("kind", LETTERS)
def test_every_letter_can_be_written(kind: str) -> None:
    page = last(*walks()[kind])
    assert page["kind"] == kind
    assert len(text(page)) > 60
    assert "%(" not in text(page)
    assert "**" not in text(page)
    assert page["stamp"] is not None or kind in ("request", "invitation")


def test_there_are_more_than_twelve_kinds_and_each_has_words() -> None:
    assert len(LETTERS) >= 12
    assert set(BODIES) == set(LETTERS)


def dismissal(reasons: str) -> str:
    here = matter(reasons=reasons)
    case = after_waiting(here, filed(), 2)
    assert case.events[-1].letter == "dismissal"
    return text(last(here, case))


def test_a_letter_gives_as_much_reason_as_the_procedure_grants_and_no_more() -> None:
    none, code, trace = (dismissal(each) for each in ("none", "code", "trace"))
    assert "Reasons are not given" in none
    assert "J-0" not in none
    assert "tes-28" not in none
    assert "J-01" in code
    assert "tes-28" not in code
    assert "tes-28" in trace
    assert "take 40 points" in trace


def test_a_dismissal_says_where_one_stands_and_that_nobody_looked() -> None:
    said = dismissal("code")
    assert "Your standing remains: 920, C" in said
    assert "compared the entry with the entry" in said
    assert "burden of proof" in said


def test_an_upheld_letter_tells_the_engines_number() -> None:
    here = matter(reviewer="tribunal", look="fresh", hearing=True, burden="office", reasons="trace", propagate="all")
    case = filed()
    for _ in range(4):
        case = after_waiting(here, case)
    assert case.events[-1].letter == "upheld"
    assert "960, B" in text(last(here, case))
    assert "has been told today" in text(last(here, case))


def test_who_looks_at_what_happened_asks_once_for_the_paper_that_would_show_it() -> None:
    here = matter(look="fresh")
    case = after_waiting(here, filed(papers=[]), 2)
    assert case.state == "info_wanted"
    assert case.events[-1].letter == "request"
    case = after_waiting(here, case, 2)
    assert case.day_of("ask_for_papers") is not None
    assert case.decided is not None


def test_a_stay_that_is_granted_puts_the_entry_to_sleep_at_once() -> None:
    here = matter(stay=True)
    case = after_waiting(here, filed())
    assert [each.letter for each in case.letters] == ["receipt", "stay_granted"]
    assert "960, B" in text(last(here, case))


def test_a_stay_is_refused_only_to_who_has_asked() -> None:
    assert [each.letter for each in after_waiting(matter(), filed()).letters] == ["receipt"]
    asked = after_waiting(matter(), filed(stay=True))
    assert [each.letter for each in asked.letters] == ["receipt", "stay_refused"]


def test_silence_is_what_the_procedure_says_it_is() -> None:
    for rule, letter in (("grant", "upheld_by_silence"), ("dismiss", "dismissed_by_silence")):
        here = next(each for each in (_slow(rule, n) for n in range(80)) if each is not None)
        case = after_waiting(here, filed(), 2)
        assert letter in [each.letter for each in case.letters]


def _slow(rule: str, n: int) -> Matter | None:
    """A case for whose luck one day is too short."""
    base = matter(office_days=1, late_rule=rule)
    targets = targets_of(base.file)
    if n >= len(targets) or targets[n].kind != "observation":
        return None
    here = Matter(base.file, targets[n], "context", base.procedure, base.knobs)
    events_ = [each.kind for each in after_waiting(here, filed(), 2).events]
    return here if any(each.startswith("silence") for each in events_) else None


def test_what_comes_too_late_is_not_read() -> None:
    case = after_waiting(matter(), filed(day=900))
    assert case.state == "out_of_time"


def test_what_a_letter_leaves_out_stands_beside_it() -> None:
    here = matter()
    case = after_waiting(here, filed(), 2)
    page = last(here, case)
    beside = dict(page["trace"])  # type: ignore[call-overload]
    assert beside["who reviewed"] == "the clerk who made the entry"
    assert beside["what is true"].startswith("The apology was refused")
    assert "the same luck" in str(page["otherwise"])


def test_a_mix_up_is_upheld_in_part_where_some_entries_are_ones_own() -> None:
    file, source = mistaken()
    procedure = procedure_for(file.rulebook.id)
    here = Matter(file, source, "not_me", procedure, procedure.knobs)
    case = ending(here, "grant_in_part", "office", after_waiting(here, filed(papers=[]), 1), instance="first", why=[])
    assert "upheld in part" in text(last(here, case))


def test_no_letter_came_with_what_one_did_oneself() -> None:
    with pytest.raises(LookupError):
        letter_page(matter(), filed(), 0)
