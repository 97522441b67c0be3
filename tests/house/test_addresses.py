"""Every address of the house, taken from the URL conf: a new one is tested without being written down here."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from cast import life_at
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from appeals.claims.models import Case
from appeals.claims.services import file as file_case
from appeals.claims.services import open_case
from appeals.claims.targets import grounds_of, targets_of
from appeals.officer.services import begin_shift
from appeals.procedure.load import procedure_for
from play.models import Life, Stage
from play.selectors import file_of
from scoring.jobs import launch
from scoring.selectors import shipped

pytestmark = pytest.mark.django_db

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
JUNK = {
    "choice": "\x00", "position": "9" * 5000, "seed": "-1", "citizen": "' or 1=1", "cause": "\x00",
    "to": "four", "size": "huge", "edit": "{", "rule": "no", "value": "NaN", "path": "/rules/99/x", "n": "1e9",
    "do": "repeal:\x00", "system": ["\x00", "x", "x"], "/rules/0/then/0/points": "\x00",
}  # fmt: skip
QUERY = {
    "seed": "9" * 5000, "day": "²", "system": "\x00", "version": "\x00", "family": "\x00", "page": "-1",
    "size": "9" * 5000, "n": "x",
}  # fmt: skip


def addresses(resolver: URLResolver | None = None, prefix: str = "/") -> Iterator[str]:
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from addresses(each, prefix + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield prefix + str(each.pattern)


EVERY = sorted(set(addresses()))
PAGES = [each for each in EVERY if not each.startswith("/api/")]


def filled(pattern: str, life: Life) -> str:
    """An address of something that exists. A new kind of argument must be named here."""
    for argument in re.findall(r"<[^>]+>", pattern):
        pattern = pattern.replace(argument, HELD[argument](life))
    return pattern


def a_case(life: Life) -> str:
    """An appeal of this browser, filed, so that it has a letter."""
    begun = Case.objects.filter(subject=life.pk).first()
    if begun:
        return str(begun.pk)
    file = file_of(life)
    target = targets_of(file)[0]
    ground = grounds_of(target, procedure_for(life.rulebook))[0]
    case = open_case(holder=life.holder, subject=life.pk, file=file, target=target, ground=ground)
    file_case(case=case, seq=0, pay=True)
    return str(case.pk)


def a_shift(life: Life) -> str:
    """A shift of this browser."""
    town, procedure = shipped("tessamere"), procedure_for("tessamere")
    return str(begin_shift(holder=life.holder, rulebook=town, seed=4417, quota=True, procedure=procedure).pk)


HELD: dict[str, Callable[[Life], str]] = {
    "<uuid:case_id>": a_case,
    "<int:seq>": lambda _: "0",
    "<slug:name>": lambda _: "tessamere",
    "<slug:office>": lambda _: "face_camera",
    "<uuid:life_id>": lambda life: str(life.pk),
    "<slug:slug>": lambda _: "tessamere",
    "<slug:who>": lambda _: "davit",
    "<int:number>": lambda _: "3",
    "<str:rule_id>": lambda _: "tes-01",
    "<str:list_id>": lambda _: "blacklist",
    "<int:place>": lambda _: "0",
    "<str:name>": lambda _: shipped("tessamere").digest[:12],
    "<str:form>": lambda _: "yaml",
    "<uuid:shift_id>": a_shift,
    "<uuid:job_id>": lambda _: str(launch(kind="appeals_year", asked=A_YEAR).pk),
}
A_YEAR = {"system": "tessamere", "citizens": 1000, "seed": 4417, "knobs": {"fee": 0}}


@pytest.fixture
def you() -> Client:
    cache.clear()
    return Client(raise_request_exception=False)


@pytest.fixture
def life(you: Client) -> Life:
    return life_at(you, Stage.DEBRIEF, citizen="ludmille")


ANSWERED: dict[str, Any] = {}


def answer(you: Client, life: Life, pattern: str) -> Any:
    """What an address answers, asked once: several tests read the same page."""
    if pattern not in ANSWERED:
        ANSWERED[pattern] = you.get(filled(pattern, life))
    return ANSWERED[pattern]


def rows() -> dict[str, list[Any]]:
    return {model._meta.label: sorted(map(str, model.objects.values_list())) for model in apps.get_models()}


@pytest.mark.parametrize("pattern", EVERY)
def test_no_address_answers_with_a_mistake_of_ours(you: Client, life: Life, pattern: str) -> None:
    address = filled(pattern, life)
    answers = {
        "get junk": you.get(address, QUERY),
        "post nothing": you.post(address),
        "put": you.put(address, b"\xff\xfe\x00", content_type="application/octet-stream"),
        "patch": you.patch(address, b"{", content_type="application/json"),
        "delete": you.delete(address),
        "options": you.options(address),
        "post junk": you.post(address, JUNK),
        "post json": you.post(address, b'{"a": [', content_type="application/json"),
        "post form that is none": you.post(address, b"--x", content_type="multipart/form-data; boundary=x"),
    }
    assert {name: each.status_code for name, each in answers.items() if each.status_code >= 500} == {}


@pytest.mark.services
def test_on_postgresql_no_junk_leads_to_a_mistake_of_ours_either(you: Client, life: Life) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs DATABASE_URL of a PostgreSQL")
    for pattern in EVERY:
        address = filled(pattern, life)
        codes = [you.get(address, QUERY).status_code, you.post(address, JUNK).status_code]
        assert max(codes) < 500, address


@pytest.mark.parametrize("pattern", EVERY)
def test_reading_changes_nothing(you: Client, life: Life, pattern: str) -> None:
    address = filled(pattern, life)
    before = rows()
    for response in (you.get(address), you.get(address, headers={"HX-Request": "true"}), you.head(address)):
        assert response.status_code < 500
    assert rows() == before


@pytest.mark.parametrize("pattern", PAGES)
def test_no_form_is_taken_without_its_token(life: Life, you: Client, pattern: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = you.cookies
    address = filled(pattern, life)
    before = rows()
    response = strict.post(address, {"to": "4", "cause": "luck", "citizen": "oke", "seed": "1"})
    assert response.status_code == 403
    assert "Nothing was changed" in response.content.decode()
    assert rows() == before


def check_headers(response: Any) -> None:
    for name, value in HEADERS.items():
        assert response.headers.get(name) == value, name
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "http" not in policy
    assert "camera=()" in response.headers["Permissions-Policy"]


@pytest.mark.parametrize("pattern", EVERY)
def test_every_answer_carries_the_headers(you: Client, life: Life, pattern: str) -> None:
    check_headers(answer(you, life, pattern))
    check_headers(you.put(filled(pattern, life)))


NOWHERE = ["/nowhere/", "/play/not-a-life/", "/api/v1/nowhere/", "/static/none.css", "/%00", "/.env"]
FILES = ["/static/css/base.css", "/static/fonts/hammersmith-one-400.woff2", "/static/mark.svg"]


@pytest.mark.parametrize("address", NOWHERE)
def test_what_is_not_there_carries_them_too_and_is_readable(you: Client, address: str) -> None:
    response = you.get(address)
    assert response.status_code == 404
    check_headers(response)
    if address.startswith("/api/"):
        assert response["Content-Type"] == "application/problem+json"
        assert response.json()["detail"]
    else:
        assert "<h1>No such page in this town</h1>" in response.content.decode()


@pytest.mark.parametrize("file", FILES)
def test_files_cannot_be_embedded_elsewhere(you: Client, file: str) -> None:
    response = you.get(file)
    assert response.status_code == 200
    assert b"".join(response.streaming_content)  # read to the end, so that the file is closed
    response.close()
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_mistake_of_ours_is_a_readable_page_with_its_headers(you: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr("play.views.beginning.fresh_seed", fail)
    response = you.get("/")
    assert response.status_code == 500
    assert "The office made a mistake" in response.content.decode()
    assert "a secret detail" not in response.content.decode()
    check_headers(response)


def test_a_form_of_thousands_of_fields_is_refused_readably(you: Client) -> None:
    response = you.post("/play/begin/", {f"f{n}": "1" for n in range(20_100)})
    assert response.status_code == 400
    assert "can’t be read" in response.content.decode()
    check_headers(response)


class Inline(HTMLParser):
    """Finds what a strict policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        self.found += [f"<{tag} {name}>" for name in names if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(f"<{tag}>")
        for name in ("href", "src", "action", "xlink:href"):
            value = (names.get(name) or "").strip().lower()
            if value.startswith(("javascript:", "data:", "//")) or (tag != "a" and value.startswith("http")):
                self.found.append(f"<{tag} {name}={value[:40]}>")


@pytest.mark.parametrize("pattern", PAGES)
def test_no_page_holds_anything_inline_or_from_elsewhere(you: Client, life: Life, pattern: str) -> None:
    response = answer(you, life, pattern)
    if response.headers.get("Content-Type", "").startswith("text/html"):
        reader = Inline()
        reader.feed(response.content.decode())
        assert reader.found == []


@pytest.mark.parametrize("pattern", PAGES)
def test_ids_on_a_page_are_unique_and_it_has_one_heading_and_a_title(you: Client, life: Life, pattern: str) -> None:
    response = answer(you, life, pattern)
    if response.status_code != 200 or not response.headers["Content-Type"].startswith("text/html"):
        return
    page = response.content.decode()
    if "<html" not in page:
        return
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert [each for each in set(ids) if ids.count(each) > 1] == []
    assert page.count("<h1") == 1
    assert re.search(r"<title>\s*\S", page)
    assert 'id="main"' in page


def test_pages_of_a_life_are_kept_by_no_cache(you: Client, life: Life) -> None:
    for pattern in PAGES:
        if "life_id" in pattern:
            response = answer(you, life, pattern)
            if response.status_code == 200:
                assert "no-store" in response.headers.get("Cache-Control", ""), pattern


def test_no_cookie_can_be_read_by_a_script_but_the_text_size(you: Client, life: Life) -> None:
    for pattern in PAGES:
        for name, cookie in answer(you, life, pattern).cookies.items():
            assert name == "gs-text" or cookie["httponly"], (pattern, name)
            assert cookie["samesite"] == "Lax", (pattern, name)


def test_the_text_size_goes_back_to_the_page_it_came_from_and_nowhere_else(you: Client) -> None:
    there = {"referer": "http://testserver/rulebooks/"}
    assert you.post("/text-size/", {"size": "large"}, headers=there).url == "http://testserver/rulebooks/"
    assert you.cookies["gs-text"].value == "large"
    assert 'data-text="large"' in you.get("/").content.decode()
    assert you.post("/text-size/", {"size": "large"}, headers={"referer": "https://elsewhere.example/"}).url == "/"


@pytest.mark.parametrize("size", ["", "huge", "\x00", '"><script>'])
def test_a_text_size_that_is_none_changes_nothing(you: Client, size: str) -> None:
    assert "gs-text" not in you.post("/text-size/", {"size": size}).cookies
    you.cookies["gs-text"] = "huge"
    assert 'data-text="normal"' in you.get("/").content.decode()


def test_health_is_said_in_json(you: Client) -> None:
    assert you.get("/healthz").json()["status"] == "ok"
