"""Filing under a procedure of one's own, in a life and outside of one: chosen, kept, shown; bad input opens nothing."""

import pytest
from cast import LISTED, SEED, life_at
from claims import GROUND, PAPER, judgment
from django.test import Client

from appeals.claims.models import Case
from appeals.procedure.load import procedures
from play.models import Stage

pytestmark = pytest.mark.django_db
CODE = "look-fresh.fee-0.stay-yes"


@pytest.fixture
def you() -> Client:
    return Client()


def form(**more: str) -> dict[str, str]:
    about = {"citizen": LISTED, "target": f"observation:{judgment().id}", "ground-observation": GROUND}
    return {**about, "seed": str(SEED), "system": "tessamere", **more}


def as_offered(page: object) -> dict[str, str]:
    """What a browser sends of the knobs on a page that nobody has touched."""
    context = page.context  # type: ignore[attr-defined]
    held = {field.name: field.value for _label, fields in context["knob_groups"] for field in fields}
    return held | dict(context["carried"])


def test_knobs_that_nobody_turns_are_the_offices_own(you: Client) -> None:
    page = you.get("/appeals/contest/")
    you.post("/appeals/contest/", form(**as_offered(page)))
    assert Case.objects.get().procedure == "tessamere"


def test_an_address_with_a_code_fills_in_the_knobs_and_the_case_keeps_them(you: Client) -> None:
    page = you.get(f"/appeals/contest/?system=tessamere&seed={SEED}&own={CODE}.notice_days-7")
    assert page.context["under"].turned == 4
    url = you.post("/appeals/contest/", form(**as_offered(page))).url
    case = Case.objects.get()
    assert (case.procedure, case.knobs["fee"], case.knobs["notice_days"]) == ("own-tessamere", 0, 7)
    shown = you.get(url).content.decode()
    assert "A procedure of your own" in shown
    assert "/appeals/procedures/own-" not in shown
    assert "own=notice_days-7.look-fresh.fee-0.stay-yes" in shown


def test_its_letters_say_whose_procedure_it_is(you: Client) -> None:
    page = you.get(f"/appeals/contest/?own={CODE}")
    url = you.post("/appeals/contest/", form(**as_offered(page))).url
    you.post(url, {"act": "file", "seq": "0", "paper": PAPER})
    you.post(url, {"act": "wait", "seq": "1"})
    assert ("Procedure", "of your own") in you.get(f"{url}letter/1/").context["references"]
    assert Case.objects.get().events.last().kind == "stay_granted"


def test_in_a_life_one_knob_turned_makes_it_ones_own(you: Client) -> None:
    life = life_at(you, Stage.BOX)
    address = f"/play/{life.pk}/appeal/"
    knobs = as_offered(you.get(address)) | {"burden": "office", "supervisor_days": "5"}
    you.post(address, form(**knobs))
    case = Case.objects.get()
    assert (case.procedure, case.knobs["burden"], case.above["supervisor_days"]) == ("own-tessamere", "office", 5)
    assert case.subject == life.pk


@pytest.mark.parametrize(
    ("name", "value"), [("fee", "free"), ("office_days", "0"), ("reasons", "poems"), ("second_fee", "99999")]
)
def test_a_knob_that_cannot_stand_is_said_beside_it_and_what_was_written_stays(
    you: Client, name: str, value: str
) -> None:
    life = life_at(you, Stage.BOX)
    for address in ("/appeals/contest/", f"/play/{life.pk}/appeal/"):
        knobs = as_offered(you.get(address)) | {name: value, "burden": "office"}
        page = you.post(address, form(**knobs))
        assert page.status_code == 422
        fields = {field.name: field for _label, some in page.context["knob_groups"] for field in some}
        assert fields[name].error
        assert (fields[name].value, fields["burden"].value) == (value, "office")
        assert page.context["picked"] == f"observation:{judgment().id}"
        assert page.context["groups"][0].ground == GROUND
    assert not Case.objects.exists()


@pytest.mark.parametrize("code", ["fee-free", "moon", "fee-0." * 200, "<script>", "court-yes-no"])
def test_a_code_that_means_nothing_gets_a_page_with_a_sentence(you: Client, code: str) -> None:
    page = you.get("/appeals/contest/", {"own": code})
    assert page.status_code == 422
    assert "Nothing was opened" in page.content.decode()


def test_a_system_without_a_path_offers_to_be_given_one(you: Client) -> None:
    closed = [each.id for each in procedures() if not each.open]
    pages = {name: you.get(f"/appeals/contest/?system={name}") for name in closed}
    name, page = next((name, page) for name, page in pages.items() if page.context.get("groups"))
    group = page.context["groups"][0]
    target, ground = group.lines[0].value, group.grounds[0][0]
    data = {"citizen": page.context["file"].persona.id, "seed": str(SEED), "system": name, "target": target}
    url = you.post("/appeals/contest/", {**data, f"ground-{group.kind}": ground, **as_offered(page)}).url
    assert Case.objects.get().procedure == f"own-{name}"
    assert you.get(url).status_code == 200


def test_a_refusal_leads_back_to_the_same_knobs(you: Client) -> None:
    page = you.get(f"/appeals/contest/?own={CODE}")
    again = you.post("/appeals/contest/", form(**as_offered(page)) | {"target": "observation:nothing"})
    assert f"own={CODE}" in again.url
    assert not Case.objects.exists()


def test_what_is_stored_is_told_in_sentences(you: Client) -> None:
    page = you.get(f"/appeals/contest/?own={CODE}")
    url = you.post("/appeals/contest/", form(**as_offered(page))).url
    you.post(url, {"act": "file", "seq": "0", "paper": PAPER})
    for act in ("wait", "complain", "go_public"):
        seq = you.get(url).context["docket"].seq
        you.post(url, {"act": act, "seq": str(seq)})
    shown = you.get("/play/file/").content.decode()
    assert "The entry sleeps until it is decided." in shown
    assert "The council placed your complaint on file." in shown
    kinds = {event.kind for event in Case.objects.get().events.all()}
    assert {"stay_granted", "complaint_noted", "go_public"} <= kinds
    assert not [kind for kind in kinds if "_" in kind and kind in shown]


def test_knobs_that_a_form_leaves_out_stand_as_at_the_office(you: Client) -> None:
    harmed = (
        (name, you.get(f"/appeals/contest/?system={name}")) for name in ("creditchina_lists", "spc_defaulter_list")
    )
    name, page = next((name, page) for name, page in harmed if page.context.get("groups"))
    group = page.context["groups"][0]
    data = {"citizen": page.context["file"].persona.id, "seed": str(SEED), "system": name, "fee": "9"}
    data |= {"target": group.lines[0].value, f"ground-{group.kind}": group.grounds[0][0]}
    you.post("/appeals/contest/", data)
    case = Case.objects.get()
    assert (case.procedure, case.knobs["fee"], case.knobs["reviewer"]) == (f"own-{name}", 9, "other_clerk")


def test_what_is_far_too_long_is_answered_like_anything_else_that_is_wrong(you: Client) -> None:
    page = you.post("/appeals/contest/", form(fee="9" * 5000, reasons="x" * 5000))
    assert page.status_code == 422
    assert "x" * 21 not in page.content.decode()
