"""Reforms are saved with a reason, handed on by a link, taken in from files; nothing of anybody's life goes along."""

import json
import re
from html import unescape

import pytest
from cast import life_at
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from play.drafts import tokens
from play.edits import apply_steps
from play.models import Life, Stage
from play.pages.bench_desk import Desk
from play.selectors import file_of
from scoring.engine import Rulebook
from scoring.models import RulebookVersion
from scoring.selectors import shipped, slugs, version
from scoring.sharing import as_json, as_yaml, parent_of, read_file, share_name

HOME = shipped("tessamere")
WHY = "Nobody should be listed for a red light"


@pytest.fixture
def life(you: Client) -> Life:
    return life_at(you, Stage.REWRITE)


def desk(life: Life, part: str = "") -> str:
    return f"/play/{life.pk}/rewrite/{part}"


def press(you: Client, life: Life, do: str) -> None:
    assert you.post(desk(life), {"do": do}).status_code == 302
    life.refresh_from_db()


def save(you: Client, life: Life, why: str = WHY) -> str:
    response = you.post(desk(life, "save/"), {"why": why})
    assert response.status_code == 302
    return str(response.url)


def bring(you: Client, life: Life, content: bytes, name: str = "mine.yaml") -> tuple[int, str]:
    response = you.post(desk(life, "import/"), {"file": SimpleUploadedFile(name, content)})
    life.refresh_from_db()
    return response.status_code, unescape(response.content.decode())


# to and from files


@pytest.mark.parametrize("slug", slugs())
def test_a_rulebook_written_to_a_file_and_read_again_is_the_same_version(slug: str) -> None:
    book = shipped(slug)
    assert read_file(as_yaml(book).encode()) == book
    assert read_file(as_json(book).encode()) == book


def test_the_draft_is_handed_out_as_a_file_and_comes_back_the_same(you: Client, life: Life) -> None:
    press(you, life, "remove:tes-03")
    for form in ("yaml", "json"):
        response = you.get(desk(life, f"history/?as={form}"))
        assert "attachment" in response["Content-Disposition"]
        assert read_file(response.content) == apply_steps(HOME, life.draft)


def test_an_imported_rulebook_is_one_step_that_can_be_undone(you: Client, life: Life) -> None:
    press(you, life, "repeal:tes-01")
    document = {**HOME.document, "why": "Mine", "rules": HOME.document["rules"][:3]}
    assert bring(you, life, json.dumps(document).encode(), "mine.json")[0] == 302
    now = apply_steps(HOME, life.draft)
    assert [rule.id for rule in now.rules] == ["tes-01", "tes-02", "tes-03"]
    assert now.rule("tes-01").enabled
    press(you, life, "undo")
    assert not apply_steps(HOME, life.draft).rule("tes-01").enabled


def test_a_file_with_faults_lists_each_with_its_line_and_changes_nothing(you: Client, life: Life) -> None:
    press(you, life, "repeal:tes-01")
    before = life.draft
    wrong = as_yaml(HOME).replace("- cross_on_red", "- cross_on_rde", 1)
    status, shown = bring(you, life, wrong.encode())
    assert status == 422
    line = next(number for number, text in enumerate(wrong.splitlines(), 1) if "cross_on_rde" in text)
    assert f'<td class="n">{line}</td>' in shown
    assert "Did you mean 'cross_on_red'?" in shown
    assert life.draft == before


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"just words",
        b"[]",
        b"{" * 5000,
        b"a: &a [*a]",
        b"!!python/object/apply:os.system ['true']",
        b"a: " + b"[" * 3000,
        ("id: \u202e" + "x").encode(),
        b"\x00" * 100,
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence(you: Client, life: Life, content: bytes) -> None:
    status, shown = bring(you, life, content)
    assert status == 422
    assert "Your rulebook is as it was" in shown or "Choose a file first" in shown or "is empty" in shown
    assert life.draft == []


def test_a_file_of_ten_megabytes_is_not_read(you: Client, life: Life) -> None:
    status, shown = bring(you, life, b"a" * 10_000_000)
    assert status == 413
    assert "larger than 256 KB" in shown
    assert life.draft == []


def test_without_a_file_nothing_happens(you: Client, life: Life) -> None:
    response = you.post(desk(life, "import/"), {})
    assert response.status_code == 422
    assert "Choose a file first" in response.content.decode()


# another system


@pytest.mark.parametrize("slug", slugs())
def test_the_pen_can_be_put_to_any_system(you: Client, life: Life, slug: str) -> None:
    assert you.post(desk(life, "take/"), {"set": slug}).status_code == 302
    life.refresh_from_db()
    assert apply_steps(HOME, life.draft) == shipped(slug)
    shown = unescape(you.get(desk(life)).content.decode())
    assert "A town of 1,000" in shown
    if slug != HOME.id:
        assert "The pen is put to another rulebook" in shown


def test_an_edit_of_another_system_is_compared_with_that_system(you: Client, life: Life) -> None:
    you.post(desk(life, "take/"), {"set": "rongcheng"})
    life.refresh_from_db()
    table = Desk(file_of(life), life.draft, 1000)
    assert table.baseline == shipped("rongcheng")
    press(you, life, f"repeal:{shipped('rongcheng').rules[0].id}")
    reform = apply_steps(HOME, life.draft)
    assert reform.parent == shipped("rongcheng").digest
    assert you.get(desk(life)).status_code == 200


@pytest.mark.parametrize("system", ["schufa_2026", "dutch_fraud_scorecard"])
def test_the_weights_of_a_scorecard_can_be_changed(you: Client, system: str) -> None:
    life = life_at(you, Stage.REWRITE, system=system)
    path = "/characteristics/0/bins/0/points"
    old = shipped(system).characteristics[0].bins[0].points
    assert you.post(desk(life), {f"n:{path}": str(old - 7)}).status_code == 302
    life.refresh_from_db()
    assert apply_steps(shipped(system), life.draft).characteristics[0].bins[0].points == old - 7


@pytest.mark.parametrize(
    ("name", "value", "held"),
    [
        ("c:/consent", "opt_in", lambda book: book.consent == "opt_in"),
        ("c:/disclosure/told", "reasons", lambda book: book.disclosure.told == "reasons"),
        ("c:/scale/expiry", "refund", lambda book: book.scale.expiry == "refund"),
        ("c:/doors/0/state", "open", lambda book: book.doors[0].state == "open"),
    ],
)
def test_terms_and_doors_are_blanks_too(you: Client, life: Life, name: str, value: str, held: object) -> None:
    assert you.post(desk(life), {name: value}).status_code == 302
    life.refresh_from_db()
    assert held(apply_steps(HOME, life.draft))  # type: ignore[operator]
    shown = unescape(you.get(desk(life)).content.decode())
    assert f'name="{name}"' in shown


# saved and shared


def test_a_reform_is_saved_with_its_reason_and_its_parent(you: Client, life: Life) -> None:
    press(you, life, "repeal:tes-01")
    url = save(you, life)
    kept = RulebookVersion.objects.get(why=WHY)
    assert url == f"/rulebooks/shared/{share_name(kept.digest)}/"
    assert kept.parent == HOME.digest
    assert parent_of(version(kept.digest)) == HOME
    history = unescape(you.get(desk(life, "history/")).content.decode())
    assert WHY in history
    assert "Switched off:" in history


@pytest.mark.parametrize("why", ["", "   ", "w" * 281])
def test_a_reform_without_a_reason_is_not_saved(you: Client, life: Life, why: str) -> None:
    press(you, life, "repeal:tes-01")
    before = RulebookVersion.objects.count()
    assert you.post(desk(life, "save/"), {"why": why}).status_code == 422
    assert RulebookVersion.objects.count() == before


def test_nothing_edited_is_nothing_to_save(you: Client, life: Life) -> None:
    response = you.post(desk(life, "save/"), {"why": WHY})
    assert response.status_code == 422
    assert "nothing to save" in response.content.decode()


def test_the_link_shows_the_rules_and_never_a_life(you: Client, stranger: Client, life: Life) -> None:
    press(you, life, "repeal:tes-01")
    shown = unescape(stranger.get(save(you, life)).content.decode())
    assert WHY in shown
    assert "Switched off:" in shown
    for secret in (str(life.pk), life.persona.title(), str(life.seed)):
        assert secret not in shown
    assert "Begin a life" in shown


def test_a_stranger_takes_the_pen_and_has_the_same_rules(you: Client, stranger: Client, life: Life) -> None:
    press(you, life, "remove:tes-01")
    link = save(you, life)
    theirs = life_at(stranger, Stage.REWRITE, citizen="oke")
    assert "Begin with these rules" in unescape(stranger.get(link).content.decode())
    assert stranger.post(desk(theirs, "take/"), {"set": link.split("/")[3]}).status_code == 302
    theirs.refresh_from_db()
    assert "tes-01" not in [rule.id for rule in apply_steps(HOME, theirs.draft).rules]
    assert stranger.get(desk(theirs)).status_code == 200


def test_the_shared_rules_are_files_too(you: Client, stranger: Client, life: Life) -> None:
    press(you, life, "remove:tes-01")
    link = save(you, life)
    kept = RulebookVersion.objects.get(why=WHY)
    for form in ("yaml", "json"):
        assert read_file(stranger.get(f"{link}{form}/").content).digest == kept.digest
    assert stranger.get(f"{link}exe/").status_code == 404


@pytest.mark.parametrize("name", ["0" * 12, "x", "0" * 11, "A" * 12, "%00" * 4, "0" * 64])
def test_a_link_to_nothing_says_so_in_clear_words(db: None, you: Client, name: str) -> None:
    response = you.get(f"/rulebooks/shared/{name}/")
    assert response.status_code == 404
    assert "No such rule set" in response.content.decode() or name == "%00" * 4


def test_a_link_to_a_deleted_rule_set_says_so_and_the_draft_stands(you: Client, life: Life) -> None:
    press(you, life, "remove:tes-01")
    link = save(you, life)
    RulebookVersion.objects.filter(why=WHY).delete()
    assert "It was deleted" in you.get(link).content.decode()
    assert you.post(desk(life, "take/"), {"set": link.split("/")[3]}).status_code == 404
    life.refresh_from_db()
    assert "tes-01" not in [rule.id for rule in apply_steps(HOME, life.draft).rules]


def test_a_reason_is_never_markup(you: Client, stranger: Client, life: Life) -> None:
    press(you, life, "repeal:tes-01")
    assert b"<script>alert" not in stranger.get(save(you, life, "<script>alert(1)</script>")).content


# states


def test_a_hundred_steps_are_undone_and_redone(you: Client, life: Life) -> None:
    name = "n:/rules/0/effects/0/points"
    for number in range(100):
        you.post(desk(life), {name: str(number + 20)}, headers={"HX-Request": "true"})
    life.refresh_from_db()
    assert len(life.draft) == 100
    for _ in range(100):
        you.post(desk(life), {"do": "undo"})
    life.refresh_from_db()
    assert (len(life.draft), len(life.undone)) == (0, 100)
    assert apply_steps(HOME, life.draft) == HOME
    for _ in range(100):
        you.post(desk(life), {"do": "redo"})
    life.refresh_from_db()
    assert apply_steps(HOME, life.draft).document["rules"][0]["effects"][0] == {"points": -119}


def test_a_new_edit_ends_what_could_be_redone(you: Client, life: Life) -> None:
    press(you, life, "repeal:tes-01")
    press(you, life, "undo")
    press(you, life, "repeal:tes-02")
    press(you, life, "redo")
    assert life.undone == []
    assert apply_steps(HOME, life.draft).rule("tes-01").enabled


def test_start_again_can_be_taken_back(you: Client, life: Life) -> None:
    press(you, life, "repeal:tes-01")
    press(you, life, "repeal:tes-02")
    press(you, life, "restart")
    assert life.draft == []
    press(you, life, "redo")
    press(you, life, "redo")
    assert len(life.draft) == 2


def test_every_state_has_an_address_and_can_be_gone_back_to(you: Client, life: Life) -> None:
    for rule in ("tes-01", "tes-02", "tes-03"):
        press(you, life, f"repeal:{rule}")
    name = tokens(life.draft)[1]
    shown = unescape(you.get(f"{desk(life)}?at={name}").content.decode())
    assert "only to be looked at" in shown
    assert re.search(r'<fieldset class="bare" disabled', shown)
    assert len(life.draft) == 3
    press(you, life, f"back:{name}")
    assert (len(life.draft), len(life.undone)) == (1, 2)
    assert "only to be looked at" not in you.get(f"{desk(life)}?at={name}").content.decode()


@pytest.mark.parametrize("name", ["0" * 12, "x", "%00", "9" * 5000])
def test_a_state_that_never_was_is_not_found(you: Client, life: Life, name: str) -> None:
    assert you.get(f"{desk(life)}?at={name}").status_code == 404
    assert you.post(desk(life), {"do": f"back:{name}"}).status_code == 404


# the guess


def test_a_guess_comes_first_once_and_the_town_answers(you: Client, life: Life) -> None:
    assert "who will your first edit hurt" in unescape(you.get(desk(life)).content.decode())
    press(you, life, "bet:newcomer")
    press(you, life, "bet:carer")
    assert life.pen["bet"] == "newcomer"
    you.post(desk(life), {"n:/rules/0/effects/0/points": "60"})
    shown = unescape(you.get(desk(life)).content.decode())
    assert "Your guess, before the first edit: <b>newcomers" in shown
    assert "those who lose most often are" in shown


def test_the_guess_can_be_skipped_and_is_not_asked_after_an_edit(you: Client, life: Life) -> None:
    press(you, life, "bet:skip")
    assert "who will your first edit hurt" not in unescape(you.get(desk(life)).content.decode())
    press(you, life, "repeal:tes-01")
    press(you, life, "bet:carer")
    assert life.pen["bet"] == "skip"


def test_the_examples_that_an_edit_breaks_are_named(you: Client, life: Life) -> None:
    part = {"HX-Request": "true"}
    you.post(desk(life), {"n:/rules/0/effects/0/points": "60"}, headers=part)
    shown = unescape(you.get(desk(life, "examples/"), headers=part).content.decode())
    broken = re.findall(r"<li><b>([^<]+)</b>: standing", shown)
    assert broken
    names = {example["name"] for example in HOME.document["examples"]}
    assert set(broken) <= names
    assert you.get(desk(life, "examples/")).status_code == 302


def test_a_version_of_a_rulebook_is_a_rulebook(you: Client, life: Life) -> None:
    press(you, life, "copy:tes-02")
    save(you, life)
    assert isinstance(version(RulebookVersion.objects.get(why=WHY).digest), Rulebook)
