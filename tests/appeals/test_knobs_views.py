"""The knobs of due process: a form that keeps what was typed, and a year whose numbers are the simulation's."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from appeals.knobs.form import QUESTIONS, WORDS, fields, read, text_of
from appeals.knobs.page import COST, EFFECT, GLANCE, n
from appeals.knobs.year import compared_years
from appeals.procedure.compare import compare_knobs
from appeals.procedure.load import procedure_for
from appeals.procedure.model import KNOBS, Knobs
from appeals.procedure.parameters import parameters
from appeals.procedure.simulation import simulate
from play.models import Life, Stage
from scoring import jobs
from scoring.api.trials import MOST_WAITING
from scoring.models import Job
from scoring.selectors import shipped

ROOM = "/appeals/knobs/"
TYPED = {name: text_of(value) for name, value in Knobs().to_dict().items()}
needs_database = pytest.mark.django_db


def ask(client: Client, follow: bool = True, **turned: str) -> HttpResponse:
    typed = {"system": "tessamere", "citizens": "1000", "seed": "4417", **TYPED, **turned}
    return client.post(ROOM, typed, follow=follow)


def kept(state: str, **fields: Any) -> Job:
    """A job that stands so."""
    asked = {"system": "tessamere", "citizens": 1000, "seed": 7, "knobs": {**Knobs().to_dict(), "fee": 3}}
    due = timezone.now() + timedelta(minutes=5)
    return Job.objects.create(
        kind="appeals_year", asked=asked, state=state, fingerprint=uuid4().hex, due_at=due, **fields
    )


def words(response: HttpResponse) -> str:
    return response.content.decode()


# the form


def test_every_knob_has_its_question_and_every_choice_its_words() -> None:
    assert set(QUESTIONS) == set(KNOBS)
    assert {choice for spec in KNOBS.values() for choice in spec.choices} <= set(WORDS)


def test_a_form_that_was_not_touched_gives_the_knobs_as_they_stand() -> None:
    assert read(TYPED) == (Knobs().to_dict(), {})
    assert not any(field.changed for field in fields(Knobs(), TYPED, {}))


def test_a_turned_knob_is_marked_and_no_other() -> None:
    assert [each.name for each in fields(Knobs(), {**TYPED, "fee": "0"}, {}) if each.changed] == ["fee"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [("fee", "x"), ("fee", ""), ("fee", "-1"), ("fee", "1001"), ("office_days", "0"), ("look", "away"), ("court", "?"),
     ("expiry_days", "0"), ("notice_days", "9" * 5000)],
)  # fmt: skip
def test_what_cannot_be_turned_is_told_at_its_knob_alone(name: str, typed: str) -> None:
    assert list(read({**TYPED, name: typed})[1]) == [name]


@needs_database
def test_a_wrong_form_keeps_what_was_typed_and_runs_nothing(client: Client) -> None:
    response = ask(client, fee="twelve", look="fresh", seed="many", citizens="7")
    assert response.status_code == 422
    assert 'value="twelve"' in words(response)
    assert 'value="many"' in words(response)
    assert '<option value="fresh" selected>' in words(response)
    for told in ("is no whole number", "A seed is a whole number from 0 to 999,999.", "Choose one of the sizes."):
        assert told in words(response)
    assert not Job.objects.exists()


@needs_database
@pytest.mark.parametrize("typed", ["<script>", "\x00", "٣٤٥٦٧٨٩٠", "²"])
def test_odd_signs_are_refused_and_shown_as_text(client: Client, typed: str) -> None:
    response = ask(client, fee=typed)
    assert response.status_code == 422
    assert "<script>" not in words(response).split("<main")[1]


@needs_database
@pytest.mark.parametrize("system", ["atlantis", "", "../tessamere", "sources"])
def test_a_system_that_is_none_is_not_found(client: Client, system: str) -> None:
    assert client.get(ROOM, {"system": system}).status_code == 404
    assert ask(client, system=system).status_code == 404
    assert not Job.objects.exists()


@needs_database
def test_the_room_shows_the_system_s_own_knobs_and_starts_nothing(client: Client) -> None:
    response = client.get(ROOM, {"system": "rongcheng"})
    assert [field.value for field in response.context["fields"]] == [
        text_of(value) for value in procedure_for("rongcheng").knobs.to_dict().values()
    ]
    assert not Job.objects.exists()


# the year


@needs_database
def test_the_numbers_on_the_page_are_the_simulation_s(client: Client) -> None:
    response = ask(client, look="fresh", fee="0")
    before = simulate(shipped("tessamere"), 1000, 4417, Knobs())
    after = simulate(shipped("tessamere"), 1000, 4417, Knobs(look="fresh", fee=0))
    for side, labels in (("effect", EFFECT), ("cost", COST)):
        assert [(line.before, line.after) for line in response.context[side]] == [
            (n(getattr(before, name)), n(getattr(after, name))) for name in labels
        ]
    for sentence in compare_knobs(before, after).sentences:
        assert sentence in words(response)
    assert response.context["chart"].most == max(*before.backlog, *after.backlog)
    assert before.to_dict() != after.to_dict()


@needs_database
def test_the_same_knobs_change_nothing(client: Client) -> None:
    response = ask(client)
    assert "This changed nothing for anybody." in words(response)
    assert response.context["turned"] == []
    assert not any(line.moved for line in (*response.context["effect"], *response.context["cost"]))


@needs_database
def test_a_year_asked_for_twice_is_run_once(client: Client) -> None:
    assert ask(client, follow=False, stay="yes").url == ask(client, follow=False, stay="yes").url
    assert Job.objects.count() == 1


@needs_database
def test_beside_a_system_without_a_path_stands_a_town_that_has_one(client: Client) -> None:
    response = ask(client, system="nosedive")
    assert response.status_code == 200
    assert "no path of appeal" in words(response)
    assert response.context["cost"][0].before == "0"


@needs_database
def test_where_no_list_is_kept_there_is_nobody_to_free(client: Client) -> None:
    assert "This system keeps no list." in words(ask(client, system="no_system"))


def test_a_year_that_is_stopped_gives_nothing() -> None:
    asked = {"system": "tessamere", "citizens": 1000, "seed": 4417, "knobs": {}}
    assert compared_years(asked, lambda done, total: False) == {}


def test_progress_of_two_runs_is_told_as_one() -> None:
    told: list[tuple[int, int]] = []
    asked = {"system": "tessamere", "citizens": 1000, "seed": 4417, "knobs": {}}
    compared_years(asked, lambda done, total: not told.append((done, total)))
    shares = [done / total for done, total in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


# on the way


@needs_database
def test_a_year_on_its_way_says_how_far_it_is_and_can_be_stopped(client: Client) -> None:
    job = kept("running", done=30, total=200)
    response = client.get(f"{ROOM}{job.pk}/")
    assert '<progress max="200" value="30"' in words(response)
    assert "Look again" in words(response)  # without a script
    stopped = client.post(f"{ROOM}{job.pk}/stop/", follow=True)
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert "Stopped. Nothing was kept of it." in words(stopped)
    assert {field.name: field.value for field in stopped.context["fields"]}["fee"] == "3"


@needs_database
def test_a_year_that_failed_says_why_and_keeps_the_knobs(client: Client) -> None:
    response = client.get(f"{ROOM}{kept('failed', message='Ask for less.').pk}/")
    assert "Ask for less." in words(response)
    assert 'value="3"' in words(response)


@needs_database
def test_a_mistake_of_the_office_is_said_in_a_sentence(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(jobs._handlers, "appeals_year", lambda asked, step: 1 // 0)
    assert "The office made a mistake with this." in words(ask(client, fee="1"))


@needs_database
def test_a_year_that_is_not_kept_any_more_says_so(client: Client) -> None:
    for response in (client.get(f"{ROOM}{uuid4()}/"), client.post(f"{ROOM}{uuid4()}/stop/")):
        assert response.status_code == 404
        assert "not kept any more" in words(response)


@needs_database
def test_a_year_that_would_wait_too_long_is_not_begun_and_the_knobs_stand(client: Client) -> None:
    for _each in range(MOST_WAITING):
        kept("queued")
    response = ask(client, fee="3")
    assert response.status_code == 503
    assert "Too many years" in words(response)
    assert 'name="fee" inputmode="numeric" size="5" maxlength="4" value="3"' in words(response)
    assert Job.objects.count() == MOST_WAITING


@needs_database
def test_a_job_of_another_kind_is_no_year(client: Client) -> None:
    job = kept("done", result={})
    Job.objects.update(kind="other")
    assert client.get(f"{ROOM}{job.pk}/").status_code == 404


@needs_database
def test_reading_stops_nothing(client: Client) -> None:
    job = kept("running")
    assert client.get(f"{ROOM}{job.pk}/stop/").status_code == 405
    job.refresh_from_db()
    assert job.state == "running"


# the model


@needs_database
def test_every_number_of_the_office_is_on_the_page_of_the_model(client: Client) -> None:
    text = words(client.get(f"{ROOM}model/"))
    for name, row in parameters().rows.items():
        assert f'<div id="{name}"><dt class="mono">{row.value} ' in text, name


# one's own procedure, met in person


@needs_database
def test_the_code_of_an_address_turns_the_knobs_and_starts_nothing(client: Client) -> None:
    response = client.get(ROOM, {"own": "look-fresh.fee-0", "seed": "31"})
    assert [each.name for each in response.context["fields"] if each.changed] == ["look", "fee"]
    assert response.context["seed"] == "31"
    assert not Job.objects.exists()


@needs_database
@pytest.mark.parametrize("query", [{"own": "magic-yes"}, {"own": "fee-99999"}, {"own": "a" * 900}, {"seed": "-1"}])
def test_a_code_or_seed_that_cannot_be_read_leaves_the_knobs_as_they_stand_and_says_so(
    client: Client, query: dict[str, str]
) -> None:
    response = client.get(ROOM, query)
    assert response.status_code == 200
    assert 'class="message error"' in words(response)
    assert not any(each.changed for each in response.context["fields"])


@needs_database
@pytest.mark.parametrize(
    ("then", "system", "leads_to"),
    [
        ("case", "tessamere", "/appeals/contest/?system=tessamere&seed=4417&own=look-fresh"),
        ("case", "nosedive", "/appeals/contest/?system=nosedive&seed=4417&own=look-fresh"),
        ("life", "tessamere", "/appeals/contest/?system=tessamere&seed=4417&own=look-fresh"),  # no life is open
        ("shift", "tessamere", "/appeals/officer/?system=tessamere&seed=4417&procedure=own-tessamere&own=look-fresh"),
        ("shift", "rail_air_2018",
         "/appeals/officer/?system=rail_air_2018&seed=4417&procedure=own-rail_air_2018&own=look-fresh"),
        ("shift", "schufa_2026",  # keeps no list: its procedure is laid over the town's own
         "/appeals/officer/?system=tessamere&seed=4417&procedure=own-schufa_2026&own=look-fresh"),
    ],
)  # fmt: skip
def test_a_procedure_of_one_s_own_leads_to_one_case_or_one_stack(
    client: Client, then: str, system: str, leads_to: str
) -> None:
    response = ask(client, follow=False, then=then, system=system, look="fresh")
    assert (response.status_code, response.url) == (302, leads_to)
    assert client.get(response.url).status_code == 200
    assert not Job.objects.exists()


@needs_database
@pytest.mark.parametrize("then", ["case", "shift", "life"])
def test_a_procedure_with_a_fault_is_met_by_nobody(client: Client, then: str) -> None:
    response = ask(client, follow=False, then=then, fee="twelve")
    assert response.status_code == 422
    assert "is no whole number" in words(response)


@needs_database
def test_knobs_that_were_not_turned_are_a_procedure_too(client: Client) -> None:
    assert ask(client, follow=False, then="shift").url.endswith("&own=town")


@needs_database
def test_the_chair_that_the_knobs_lead_to_has_the_procedure_chosen(client: Client) -> None:
    response = ask(client, then="shift", look="fresh", hearing="yes")
    assert 'value="own-tessamere" checked' in words(response)
    assert "The sources’ records lie in the file." in words(response)


@needs_database
def test_in_a_life_the_case_is_filed_in_it_and_its_town_is_the_knobs_own(client: Client) -> None:
    client.post("/play/begin/", {"citizen": "joren", "seed": "31", "system": "tessamere"})
    Life.objects.update(stage=Stage.BOX)
    life = Life.objects.get()
    room = client.get(ROOM)
    assert room.context["seed"] == "31"
    assert f'href="/play/{life.pk}/appeal/"' in words(room)
    assert ask(client, follow=False, then="life", fee="0").url == f"/play/{life.pk}/appeal/?own=fee-0"


@needs_database
def test_the_year_says_first_what_was_turned_from_what_to_what(client: Client) -> None:
    text = words(ask(client, look="fresh"))
    assert "<b>at the paper → at what happened</b>" in text
    assert text.index("at the paper → at what happened") < text.index('class="glance"') < text.index('class="said"')


@needs_database
def test_the_figures_at_a_glance_are_the_simulation_s(client: Client) -> None:
    response = ask(client, look="fresh")
    before = simulate(shipped("tessamere"), 1000, 4417, Knobs())
    after = simulate(shipped("tessamere"), 1000, 4417, Knobs(look="fresh"))
    assert [(line.before, line.after) for line in response.context["glance"]] == [
        (n(getattr(before, name)), n(getattr(after, name))) for name in GLANCE
    ]
