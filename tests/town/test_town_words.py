"""The words of Tessamere are complete and mean one thing."""

import shutil
from pathlib import Path

import pytest

from town.content import load_content
from town.reading import ContentError

SMALL = Path(__file__).parent / "small"


@pytest.fixture
def small(tmp_path):
    """A copy of the small town that a test may spoil."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def spoil(folder, file, old, new):
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(ContentError) as caught:
        load_content(folder)
    return caught.value.faults[0]


def test_there_are_forty_five_kinds_of_act_and_one_that_others_do_to_you():
    kinds = load_content().kinds.values()
    assert len([kind for kind in kinds if not kind.received]) == 45
    assert [kind.id for kind in kinds if kind.received] == ["peer_rating"]


def test_the_town_has_its_sources_doors_places_and_citizens():
    content = load_content()
    assert len(content.sources) == 26
    assert len(content.doors) == 18
    assert len(content.places) == 14
    assert len(content.personas) == 13


def test_two_sources_that_articles_claim_see_nothing():
    content = load_content()
    seeing = {seen.id for kind in content.kinds.values() for seen in kind.sources}
    assert set(content.sources) - seeing == {"chat_email", "smart_home"}


def test_every_act_has_a_circumstance_that_no_rule_can_ask_for():
    content = load_content()
    assert all(kind.circumstances for kind in content.kinds.values())
    circumstances = {c.id for kind in content.kinds.values() for c in kind.circumstances}
    assert not circumstances & set(content.facts)


def test_an_act_is_filed_at_most_once():
    assert all(kind.detection <= 100 for kind in load_content().kinds.values())


def test_the_starts_are_those_that_the_facts_describe():
    content = load_content()
    on_file = {name: [o.kind for o in persona.start_observations] for name, persona in content.personas.items()}
    assert "unpaid_court_judgment" in on_file["hector"]
    assert "unpaid_court_judgment" in on_file["davit"]
    assert on_file["ludmille"] == []
    judgment = content.personas["hector"].start_observations[-1]
    assert judgment.facts["able_to_pay"] is False
    assert judgment.facts["served"] is False
    assert content.citizen_facts("pia")["relative_listed"] is True
    assert content.citizen_facts("ludmille")["smartphone"] is False
    assert content.citizen_facts("ludmille")["consents"] is False


def test_the_traits_that_the_dutch_card_asks_for_are_there():
    content = load_content()
    assert content.citizen_facts("caspian")["housing"] == "owner"
    assert content.citizen_facts("oke")["occupation"] == "courier"
    assert content.citizen_facts("nadir")["occupation"] == "catering"
    assert {content.citizen_facts(name)["housing"] for name in ("joren", "sefa")} == {"lodger"}
    assert content.citizen_facts("hector")["unfit_for_work_percent"] >= 16
    assert content.citizen_facts("hector")["months_without_income"] >= 4


def test_cameras_mistake_one_citizen_most_and_all_others_alike():
    misread = {name: persona.misread for name, persona in load_content().personas.items()}
    yara = misread.pop("yara")
    assert len(set(misread.values())) == 1
    assert yara > max(misread.values())


def test_an_unknown_citizen_is_answered_with_those_there_are():
    with pytest.raises(ValueError, match=r"Choose one of: joren, sefa"):
        load_content().persona("nobody")


def test_a_key_that_stands_twice_is_refused_with_its_line(small):
    fault = spoil(small, "places.yaml", "label: Harbour Cross", "label: Harbour Cross, label: Again")
    assert fault.file == "places.yaml"
    assert "line" in fault.key
    assert fault.remedy == "Keep one of the two."


def test_an_unknown_key_is_refused(small):
    fault = spoil(small, "kinds.yaml", "domain: traffic", "domain: traffic\n  mood: bad")
    assert (fault.item, fault.key) == ("cross_on_red", "mood")
    assert fault.remedy == "Delete the key."


def test_an_id_that_stands_twice_is_refused(small):
    fault = spoil(small, "personas.yaml", "id: tomas", "id: mira")
    assert (fault.item, fault.key) == ("mira", "id")


def test_words_are_not_turned_into_other_types(small):
    fault = spoil(small, "sources.yaml", "error_rate: 300", 'error_rate: "300"')
    assert (fault.item, fault.key) == ("utility_billing", "error_rate")


def test_a_source_that_does_not_exist_is_refused(small):
    fault = spoil(small, "kinds.yaml", "{id: face_camera", "{id: crystal_ball")
    assert "'crystal_ball' is unknown" in fault.message


def test_a_fact_out_of_its_range_is_refused(small):
    fault = spoil(small, "personas.yaml", "days_late: 9", "days_late: 900")
    assert fault.item == "mira"
    assert "outside 0 to 365" in fault.message


def test_sources_that_see_more_than_everything_are_refused(small):
    fault = spoil(small, "kinds.yaml", "detection: 30", "detection: 90")
    assert "more than 100 per cent" in fault.message


def test_somebody_elses_act_on_file_needs_the_error_that_put_it_there(small):
    fault = spoil(small, "personas.yaml", "act: true", "act: false")
    assert "no error is named" in fault.message


def test_a_missing_file_is_named(small):
    (small / "doors.yaml").unlink()
    with pytest.raises(ContentError, match=r"doors\.yaml: The file is missing"):
        load_content(small)
