"""What came of a case in one line, in the box and on the sheet: dismissed ones too, with the reason as given."""

import pytest
from cast import life_at
from claims import GROUND, PAPER, after_waiting, docket_of_nothing, ending_in, filed, judgment, matter
from django.test import Client

from appeals.letters.line import in_a_line
from play.models import Stage


def dismissed_line(reasons: str) -> str:
    here = matter(reasons=reasons)
    return in_a_line(here, after_waiting(here, filed(), 2))


def test_a_dismissal_keeps_its_day_and_as_much_reason_as_was_given() -> None:
    here = matter(reasons="code")
    day = after_waiting(here, filed(), 2).since
    assert dismissed_line("code") == f"contested, dismissed on day {day}, reason as given: J-01, J-02"
    assert dismissed_line("none") == f"contested, dismissed on day {day}, reason as given: none"
    assert "A paper was handed in and did not convince." in dismissed_line("trace")


def test_what_was_not_filed_has_no_line_and_what_waits_says_so() -> None:
    here = matter()
    assert in_a_line(here, docket_of_nothing()) == ""
    assert in_a_line(here, filed()).startswith("contested, not decided by day 23")


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (("withdraw",), "contested, withdrawn on day 23"),
        (("find_late",), "contested, refused as too late on day 23"),
        (("find_defect", "lapse"), "contested, lapsed on day 23: what was missing did not come"),
    ],
)
def test_every_other_end_has_its_line(steps: tuple[str, ...], said: str) -> None:
    assert in_a_line(matter(), ending_in(*steps)) == said


def test_silence_is_not_a_reason() -> None:
    case = ending_in("accept", "silence_dismisses")
    assert "none; the days were over and nobody had answered" in in_a_line(matter(reasons="trace"), case)


@pytest.mark.django_db
def test_a_dismissed_case_stands_in_the_box_and_on_the_sheet_of_its_life() -> None:
    you = Client()
    life = life_at(you, Stage.BOX)
    about = {"citizen": life.persona, "target": f"observation:{judgment().id}", "ground-observation": GROUND}
    url = you.post(f"/play/{life.pk}/appeal/", about).url
    you.post(url, {"act": "file", "seq": "0", "paper": PAPER, "pay": "yes"})
    for _ in range(2):
        you.post(url, {"act": "wait", "seq": str(you.get(url).context["docket"].seq)})
    line = "dismissed on day"
    assert line in you.get(f"/play/{life.pk}/box/").content.decode()
    life.stage = Stage.DEBRIEF
    life.save()
    sheet = you.get(f"/play/{life.pk}/debrief/").content.decode()
    assert line in sheet
    assert "reason as given: J-01, J-02" in sheet


@pytest.mark.django_db
def test_a_form_that_was_only_taken_leaves_no_line() -> None:
    you = Client()
    life = life_at(you, Stage.BOX)
    about = {"citizen": life.persona, "target": f"observation:{judgment().id}", "ground-observation": GROUND}
    you.post(f"/play/{life.pk}/appeal/", about)
    assert "contested," not in you.get(f"/play/{life.pk}/box/").content.decode()
