"""A file shows what its procedure lays into it: each knob adds one sign, as often as the model's clerk would see it."""

from dataclasses import replace
from typing import Any

import pytest

from appeals.officer.content import day
from appeals.officer.desk import DISMISS, LOOK, Desk, NotNow, day_under, step
from appeals.officer.shown import file_page
from appeals.officer.signs import Signs, signs
from appeals.officer.stack import DeskFile, stack
from appeals.officer.terms import terms
from appeals.officer.variants import TURNS, variants
from appeals.procedure.load import procedure_for
from appeals.procedure.model import KNOBS, Knobs
from appeals.procedure.parameters import parameters
from scoring.selectors import shipped

TOWN, USUAL = shipped("tessamere"), procedure_for("tessamere")
MANY = 4000


def share(wrongly: bool, sign: str, **turned: Any) -> float:
    """How often a sign is there, in per cent."""
    knobs = replace(Knobs(), **turned)
    return 100 * sum(getattr(signs(wrongly, knobs, (7, n)), sign) for n in range(MANY)) / MANY


@pytest.mark.parametrize(
    ("wrongly", "sign", "turned", "row"),
    [
        (True, "record", {}, "seen_fresh_none"),
        (True, "account", {}, "hearing_gain"),
        (True, "panel", {}, "tribunal_gain"),
        (True, "aimed", {"reasons": "none"}, "aimed_none"),
        (True, "aimed", {"reasons": "trace"}, "aimed_trace"),
        (False, "record", {}, "error_fresh"),
        (False, "account", {}, "error_hearing"),
    ],
)
def test_a_sign_is_there_as_often_as_the_model_says(wrongly: bool, sign: str, turned: dict[str, Any], row: str) -> None:
    assert share(wrongly, sign, **turned) == pytest.approx(parameters()[row], abs=2.5)


def test_a_claim_that_names_another_entry_finds_no_record() -> None:
    assert not Signs(aimed=False, record=True).doubt
    assert share(True, "doubt", reasons="none") < share(True, "doubt", reasons="trace")


@pytest.mark.parametrize("name", sorted(set(KNOBS) - {"reasons"}))
def test_no_knob_changes_what_is_so(name: str) -> None:
    """A knob lets a sign be seen. Only how much one is told changes what one can say."""
    spec = KNOBS[name]
    value = spec.choices[-1] if spec.choices else spec.high if spec.high else True
    assert [signs(True, Knobs(), (7, n)) for n in range(50)] == [
        signs(True, replace(Knobs(), **{name: value}), (7, n)) for n in range(50)
    ]


# the file

SEEN = Signs(record=True, panel=True, account=True)


def a_file(**changed: Any) -> DeskFile:
    files = stack(TOWN, 4417, 0, day().files, USUAL)
    return replace(next(file for file in files if file.wrongly and file.doubted), **{"signs": SEEN, **changed})


def shown(*steps: str, file: DeskFile | None = None, **turned: Any) -> dict[str, Any]:
    file = replace(file or a_file(), position=0)
    knobs = replace(Knobs(), **turned)
    desk = Desk(day_under(day(), knobs), (file,), tuple((0, what) for what in steps), 4417, False, knobs)
    return file_page(desk, file, TOWN)


def test_by_the_town_s_own_procedure_a_file_holds_codes_a_note_and_no_record() -> None:
    page = shown()
    assert page["note"] in day().notes
    assert (page["voice"], page["panel"], page["finding"], page["records"]) == ("", "", "", False)
    assert all(line.code and line.act and not (line.rule or line.points or line.seen) for line in page["entries"])


def test_without_reasons_the_file_says_only_how_many_entries_there_are() -> None:
    page = shown(reasons="none")
    assert page["entries"] == []
    assert page["unlisted"] == len(a_file().entries) + a_file().more
    assert "nobody says for what" in page["claim"]


def test_a_full_trace_lays_rule_and_points_beside_each_entry() -> None:
    page = shown(reasons="trace")
    assert all(line.rule and line.points for line in page["entries"])
    assert "Of day" in page["claim"]


@pytest.mark.parametrize(("reviewer", "note", "panel"), [("other_clerk", False, False), ("tribunal", False, True)])
def test_the_first_desk_s_note_lies_on_top_only_where_that_desk_reviews(reviewer: str, note: bool, panel: bool) -> None:
    page = shown(reviewer=reviewer)
    assert (bool(page["note"]), bool(page["panel"])) == (note, panel)


def test_the_note_tells_the_rightly_and_the_wrongly_listed_the_same() -> None:
    file = a_file()
    assert shown(file=file)["note"] == shown(file=replace(file, wrongly=False, signs=Signs()))["note"]


def test_the_claimant_s_own_voice_is_there_only_where_they_are_heard() -> None:
    assert shown()["voice"] == ""
    assert shown(hearing=True)["voice"].startswith("“On day ")
    assert shown(hearing=True, file=a_file(signs=Signs()))["voice"] in day().denials


def test_a_fresh_look_lays_the_records_into_the_file_and_a_paper_check_lets_them_be_sent_for() -> None:
    fresh, sent_for = shown(look="fresh"), shown(LOOK)
    assert fresh["finding"] == sent_for["finding"]
    assert "seems to be of somebody else" in fresh["finding"]
    assert all(line.seen for line in fresh["entries"])


def test_that_no_record_speaks_for_the_citizen_is_said_too() -> None:
    page = shown(look="fresh", file=a_file(signs=Signs()))
    assert page["finding"] == "Each record was held against its entry. None of them speaks for the citizen."


def test_records_that_lie_in_the_file_are_not_sent_for_again() -> None:
    knobs = Knobs(look="fresh")
    with pytest.raises(NotNow, match="lie in this file already"):
        step(Desk(day_under(day(), knobs), (a_file(),), (), 4417, False, knobs), LOOK)


def test_what_a_procedure_puts_into_a_file_has_to_be_read() -> None:
    cost = day().step
    assert day_under(day(), Knobs()).step == cost
    assert day_under(day(), Knobs(look="fresh")).step["read"] == cost["read"] + cost["look"]
    assert day_under(day(), Knobs(hearing=True)).step["read"] == cost["read"] + cost["hear"]


@pytest.mark.parametrize("name", ["reasons", "reviewer", "look", "hearing", "burden", "late_rule"])
def test_the_desk_s_rules_name_every_knob_that_a_file_hangs_on(name: str) -> None:
    spec = KNOBS[name]
    said = {
        tuple(line.says for line in terms(replace(Knobs(), **{name: value})))
        for value in (spec.choices or (True, False))
    }
    assert len(said) == len(spec.choices or (True, False))


# the year


def test_the_year_under_each_turned_knob_begins_with_the_desk_s_own() -> None:
    own, *turned = variants(TOWN, 4417, USUAL.knobs, day())
    assert (own.turned, own.knobs) == ("", USUAL.knobs)
    assert [each.turned for each in turned] == list(TURNS)
    for each in turned:
        changed = {name for name, value in each.knobs.to_dict().items() if value != own.knobs.to_dict()[name]}
        assert changed == {each.turned}


def test_looking_at_what_happened_frees_more_and_fewer_files_are_read() -> None:
    own, *turned = variants(TOWN, 4417, USUAL.knobs, day())
    fresh = next(each for each in turned if each.turned == "look")
    assert own.left_on is not None
    assert fresh.left_on is not None
    assert fresh.left_on < own.left_on
    assert fresh.files_a_day < own.files_a_day
    assert fresh.hours > own.hours


def test_where_nobody_asks_no_rate_is_given() -> None:
    none = variants(shipped("schufa_2026"), 4417, USUAL.knobs, day())[0]
    assert (none.wrongly, none.left_on, none.let_off) == (0, None, None)


def test_the_files_that_can_be_read_before_closing_are_those_that_a_hasty_shift_opens() -> None:
    own = variants(TOWN, 4417, USUAL.knobs, day())[0]
    today = replace(day(), interruptions=())
    files = tuple(replace(a_file(), position=n) for n in range(20))
    now = Desk(today, files, (), 4417, True)
    while now.current:
        now = replace(now, steps=(*now.steps, step(now, DISMISS)))
    assert len(now.verdicts) == own.files_a_day
