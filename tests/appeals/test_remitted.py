"""A rule that was sent to the council: what the town would be without it, and a way to take it out of one's draft."""

from functools import cache

import pytest
from cast import EVERYONE, SEED, by_lot, life_at
from claims import HOLDER, waited
from django.test import Client

from appeals.claims.conduct import Matter
from appeals.claims.docket import docket
from appeals.claims.models import Case
from appeals.claims.selectors import docket_of, matter_of
from appeals.claims.services import file, open_case
from appeals.claims.targets import Target, targets_of
from appeals.letters.page import letter_page
from appeals.pages.remitted import CITIZENS, without_rule
from appeals.procedure.office import decide
from appeals.procedure.own import own_procedure
from play.drafts import token
from play.models import Life, Stage
from registry.replays import comparison
from scoring.engine import reform

pytestmark = pytest.mark.django_db
OWN = own_procedure("tessamere", "reviewer-tribunal.look-fresh.hearing-yes.fee-0.office_days-365")


@cache
def remitted() -> tuple[str, Target]:
    """Somebody who would win against a rule before a tribunal."""
    for name in EVERYONE:
        for target in targets_of(by_lot(name)):
            matter = Matter(by_lot(name), target, "rule_wrong", OWN, OWN.knobs)
            if target.kind == "rule" and decide(matter.facts(docket([])), OWN.knobs, matter.key).granted:
                return name, target
    raise AssertionError("no rule goes to the council at this seed")


def won(*, holder: str = HOLDER, life: Life | None = None) -> Case:
    name, target = remitted()
    subject = life.pk if life else None
    case = open_case(
        holder=holder, subject=subject, file=by_lot(name), target=target, ground="rule_wrong", procedure=OWN
    )
    file(case=case, seq=0)
    for _ in range(6):
        if docket_of(Case.objects.get(pk=case.pk)).won:
            break
        waited(case)
    assert docket_of(Case.objects.get(pk=case.pk)).won
    return case


def test_the_numbers_are_those_of_two_years_of_the_same_town() -> None:
    case = won()
    found = without_rule(matter_of(case), docket_of(Case.objects.get(pk=case.pk)))
    assert found is not None
    book = by_lot(remitted()[0]).rulebook
    place = [rule.id for rule in book.rules].index(remitted()[1].id)
    said = comparison(book, reform(book, {f"/rules/{place}/enabled": False}), CITIZENS, SEED)
    assert (found.listed, found.listed_without) == (said.listed[0].number, said.listed[1].number)
    assert (found.gain, found.lose) == (said.winners.number, said.losers.number)
    assert found.gain > 0


def test_the_letter_says_that_the_council_has_not_decided() -> None:
    case = won()
    matter, stands = matter_of(case), docket_of(Case.objects.get(pk=case.pk))
    decided = stands.decided
    assert decided is not None
    page = letter_page(matter, stands, decided.seq)
    assert page["remitted"]
    assert "the council, which has not decided" in " ".join(str(each) for each in page["body"])


def test_nothing_is_said_of_a_council_where_no_rule_was_sent_to_it() -> None:
    case = won()
    matter, stands = matter_of(case), docket_of(Case.objects.get(pk=case.pk))
    assert without_rule(matter, docket(stands.events[:2])) is None
    other = Matter(matter.file, matter.target, "disproportionate", OWN, OWN.knobs)
    assert without_rule(other, stands) is None


def test_from_the_case_of_a_life_the_pen_takes_the_rule_out_as_one_step() -> None:
    you = Client()
    life = life_at(you, Stage.BOX, citizen=remitted()[0])
    case = won(holder=life.holder, life=life)
    page = you.get(f"/appeals/case/{case.pk}/").content.decode()
    assert "The council of this town has not decided." in page
    address = f"/play/{life.pk}/appeal/without/{remitted()[1].id}/"
    assert f'action="{address}"' in page
    assert you.post(address).url == f"/play/{life.pk}/rewrite/"
    life.refresh_from_db()
    place = [rule.id for rule in by_lot(life.persona).rulebook.rules].index(remitted()[1].id)
    assert (life.draft, life.stage) == ([[[f"/rules/{place}/enabled", False]]], Stage.REWRITE)
    you.post(address)  # twice is once
    life.refresh_from_db()
    assert len(life.draft) == 1
    you.post(f"/play/{life.pk}/rewrite/", {"do": "undo", "base": token(life.draft)})
    life.refresh_from_db()
    assert life.draft == []


def test_a_rule_that_the_draft_has_not_is_refused_with_a_sentence() -> None:
    you = Client()
    life = life_at(you, Stage.REWRITE)
    page = you.post(f"/play/{life.pk}/appeal/without/no-such-rule/", follow=True)
    assert "has no such rule" in " ".join(str(each) for each in page.context["messages"])
    assert Life.objects.get(pk=life.pk).draft == []
    assert Client().post(f"/play/{life.pk}/appeal/without/tes-01/").status_code == 403


def test_outside_of_a_life_the_page_leads_to_the_rule_in_its_book() -> None:
    you = Client()
    case = won()
    you.get("/appeals/contest/")
    Case.objects.filter(pk=case.pk).update(holder=_holder(you))
    page = you.get(f"/appeals/case/{case.pk}/").content.decode()
    assert f"/rulebooks/tessamere/#{remitted()[1].id}" in page


def _holder(you: Client) -> str:
    """The hash of a secret that this browser is given."""
    from appeals.holder import COOKIE, hash_of

    you.cookies[COOKIE] = "a secret of this test"
    return hash_of("a secret of this test")
