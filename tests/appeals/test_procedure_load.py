"""Procedures and papers as they are written: every rulebook has one, and a wrong one is refused with a remedy."""

import pytest

from appeals.procedure.load import UnknownProcedure, load_procedure, parse, procedure_for, procedures, slugs
from appeals.procedure.model import GROUNDS, KNOBS, REMEDIES, Knobs, knobs_from
from appeals.procedure.papers import papers, papers_for, strength_for
from appeals.procedure.papers import parse as parse_papers
from appeals.procedure.parameters import parameters
from appeals.procedure.parameters import parse as parse_parameters
from registry.boards import autoplay
from scoring.engine import DocumentError, Observation, load_rulebook
from scoring.selectors import FOLDER, shipped
from scoring.selectors import slugs as rulebooks
from town.events import Truth

OWN = """
label: Ours
standard: Whoever made the entry proves it.
grounds: [not_me, context]
who_may_file: [oneself]
documented: []
knobs: {fee: 0, look: fresh}
"""


def faults(text: str) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        parse(text, "ours.yaml")
    return [str(fault) for fault in caught.value.faults]


def test_every_rulebook_has_one_procedure_and_the_town_s_comes_first() -> None:
    assert list(slugs()) == rulebooks()
    assert [each.system for each in procedures()] == rulebooks()


@pytest.mark.parametrize("slug", rulebooks())
def test_what_a_procedure_says_of_itself_is_the_rulebook_s(slug: str) -> None:
    ours, theirs = procedure_for(slug), shipped(slug).appeal
    assert (ours.route, ours.text, ours.evidence) == (theirs.route, theirs.text, theirs.evidence)
    assert ours.open == (theirs.route == "exists")


@pytest.mark.parametrize("slug", rulebooks())
def test_a_number_of_days_that_the_rulebook_gives_is_a_knob(slug: str) -> None:
    ours, days = procedure_for(slug), shipped(slug).appeal.days
    assert days in (None, ours.knobs.office_days, ours.knobs.notice_days)


def test_where_there_is_no_path_nobody_may_file() -> None:
    closed = procedure_for("nosedive")
    assert not closed.open
    assert closed.grounds == closed.who_may_file == closed.papers == ()


def test_the_town_s_own_is_the_counter() -> None:
    town = procedure_for("tessamere").knobs
    assert town == Knobs()
    assert town.fee > 0
    assert town.office_days == 30
    assert (town.reviewer, town.look, town.stay, town.hearing) == ("same_clerk", "paper", False, False)


def test_a_knob_that_no_sentence_supports_is_called_ours() -> None:
    bureau = procedure_for("fico")
    assert bureau.marker_of("office_days") == "documented"
    assert bureau.marker_of("reviewer") == "fictionalised"


def test_nothing_documented_by_a_source_that_is_only_recalled() -> None:
    for each in procedures():
        assert each.evidence.evidence != "recalled" or each.evidence.marker != "documented"


def test_a_learner_can_write_one() -> None:
    ours = parse(OWN, "ours.yaml")
    assert (ours.system, ours.evidence.marker) == (None, "fictionalised")
    assert (ours.knobs.fee, ours.knobs.look, ours.knobs.office_days) == (0, "fresh", Knobs().office_days)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("fee: 0", "fee: cheap", "/knobs/fee: 'cheap' is no whole number. Write a whole number from 0 to 1000."),
        ("fee: 0", "fee: -1", "/knobs/fee: -1 lies outside 0 to 1000."),
        ("fee: 0", "office_days: 0", "/knobs/office_days: 0 lies outside 1 to 365."),
        ("look: fresh", "look: kind", "/knobs/look: 'kind' is no value of 'look'. Write one of: paper, fresh."),
        ("look: fresh", "stay: 1", "/knobs/stay: 1 is neither yes nor no."),
        ("look: fresh", "tea: true", "/knobs/tea: There is no knob 'tea'."),
        ("[not_me, context]", "[]", "/grounds: 'grounds' is empty."),
        ("[not_me, context]", "[luck]", "/grounds/0: 'luck' cannot stand here."),
        ("[oneself]", "oneself", "/who_may_file: 'who_may_file' is no list."),
        ("label: Ours", "label: 4", "/label: 'label' is no text."),
        ("label: Ours", "lable: Ours", "/lable: 'lable' is no key here."),
        ("label: Ours", "label: Ours\nfile_within_days: soon", "/file_within_days: 'soon' is no number of days."),
        ("label: Ours", "label: Ours\ndays: office_days", "/days: No rulebook gives a number of days."),
    ],
)
def test_what_is_wrong_is_named_with_file_key_and_remedy(was: str, now: str, said: str) -> None:
    assert any(f"ours.yaml {said}" in fault for fault in faults(OWN.replace(was, now)))


def test_all_faults_are_told_at_once() -> None:
    assert len(faults(OWN.replace("fee: 0", "fee: -1").replace("[oneself]", "[anybody]"))) == 2


def test_knobs_cannot_be_made_wrong() -> None:
    with pytest.raises(DocumentError, match="'loud' is no value of 'reasons'"):
        Knobs(reasons="loud")  # type: ignore[arg-type]
    with pytest.raises(DocumentError, match="There is no knob"):
        knobs_from({"mercy": 1})


def test_every_knob_is_described_and_every_ground_has_a_remedy() -> None:
    assert list(KNOBS) == list(Knobs().to_dict())
    assert tuple(sorted(REMEDIES)) == tuple(sorted(GROUNDS))


def test_an_unknown_procedure_is_refused() -> None:
    with pytest.raises(UnknownProcedure):
        load_procedure("atlantis")
    assert load_procedure("tessamere") is procedure_for("tessamere")


def entry(kind: str) -> Observation:
    return Observation("o1", 3, kind, "face_camera", {})


def test_the_second_picture_exists_only_where_the_camera_erred() -> None:
    wrong = papers_for(entry("cross_on_red"), Truth(False, "Somebody else did it", "wrong_person"), {})
    right = papers_for(entry("cross_on_red"), Truth(True, "The road was empty"), {})
    assert "camera_picture" in {paper.id for paper in wrong}
    assert "camera_picture" not in {paper.id for paper in right}


def test_a_reason_is_shown_by_a_paper_only_to_whom_it_happened() -> None:
    ill = papers_for(entry("late_utility_bill"), Truth(True, "In hospital"), {})
    lazy = papers_for(entry("late_utility_bill"), Truth(True, "Forgot it"), {})
    assert "hospital_note" in {paper.id for paper in ill}
    assert {paper.strength for paper in lazy} == {"none"}


def test_a_carer_s_card_is_for_those_who_are_registered() -> None:
    truth = Truth(True, "His mother was on the road")
    assert "care_card" in {p.id for p in papers_for(entry("cross_on_red"), truth, {"carer_registered": True})}
    assert "care_card" not in {p.id for p in papers_for(entry("cross_on_red"), truth, {"carer_registered": False})}


def test_a_paper_counts_only_for_what_it_shows() -> None:
    assert strength_for("not_me", ("camera_picture",)) == "strong"
    assert strength_for("context", ("camera_picture",)) == "none"
    assert strength_for("context", ("witness", "hospital_note")) == "strong"


def test_in_a_life_every_entry_about_somebody_else_has_a_paper_that_says_so() -> None:
    book = load_rulebook(FOLDER / "tessamere.yaml")
    found = 0
    for seed in range(4):
        file = autoplay("yara", seed, book)
        for seen in file.life.seen:
            if seen.truth.error == "wrong_person":
                shown = [paper.id for paper in papers_for(seen.observation, seen.truth, file.facts)]
                assert strength_for("not_me", tuple(shown)) == "strong"
                found += 1
    assert found


def test_papers_name_only_what_the_town_knows() -> None:
    row = "id: a, label: A, text: A, from: A, proves: identity, strength: weak, days: 0, quills: 0, errors: [moon]"
    text = f"papers:\n- {{{row}}}"
    with pytest.raises(DocumentError, match="'moon' is unknown in the town"):
        parse_papers(text, "papers.yaml")
    assert len(papers()) >= 20


def test_a_parameter_that_is_not_ours_needs_a_source() -> None:
    row = "parameters:\n- {id: a, value: 4, unit: per cent, note: Why., marker: documented}"
    with pytest.raises(DocumentError, match="needs a source"):
        parse_parameters(row, "model.yaml")
    with pytest.raises(DocumentError, match="'NOBODY' is no source"):
        parse_parameters(row.replace("documented", "documented, sources: [NOBODY]"), "model.yaml")


def test_every_parameter_can_be_shown() -> None:
    for row in parameters().rows.values():
        assert row.unit
        assert row.note.endswith(".")
