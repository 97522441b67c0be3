"""The policy forbids inline code; so nobody may write any, in any template, even one that no test renders."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.svg"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style[\s>]", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "a handler attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "a script address": re.compile(r"=\s*[\"']\s*javascript:", re.I),
    "htmx code in an attribute": re.compile(r"\shx-(on|vals=\W*js:|headers=\W*js:)", re.I),
}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_template_holds_inline_code(path: Path) -> None:
    text = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.suffix == ".html"], ids=name)
def test_every_form_that_posts_carries_a_token(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", text, flags=re.S | re.I):
        assert "{% csrf_token %}" in form


@pytest.mark.parametrize("path", [*SCRIPTS, *STYLES], ids=name)
def test_nothing_is_loaded_from_elsewhere_or_made_from_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function|document\.write|innerHTML|insertAdjacentHTML", text)
    assert not re.search(r"(url\(|@import|import\s+.*from|fetch\()\s*[\"']?(https?:)?//", text)
