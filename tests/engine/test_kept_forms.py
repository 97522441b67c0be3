"""What a process has checked is kept for the next one; a kept form that is not exactly right is as good as none."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import date
from os import utime
from pathlib import Path

import pytest

from scoring.engine import RulebookError, VocabularyError, compiled, load_rulebook, load_shipped, load_vocabulary
from scoring.engine import vocabulary as words
from scoring.engine.reader import read

HERE = Path(__file__).parent
HARBOUR = HERE / "rulebooks" / "harbour.yaml"
SHIPPED = sorted(path for path in (HERE.parents[1] / "scoring" / "rulebooks").glob("*.yaml") if path.stem != "sources")


@pytest.fixture
def may_write(monkeypatch):
    """As on a machine where Python keeps what it compiles."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.fixture
def book(tmp_path, may_write):
    """A rulebook in a folder of its own."""
    path = tmp_path / "harbour.yaml"
    path.write_bytes(HARBOUR.read_bytes())
    return path


@pytest.fixture
def readings(monkeypatch):
    """The names of the files that are read as YAML from now on."""
    names = []

    def noted(text, file="document"):
        names.append(file)
        return read(text, file)

    monkeypatch.setattr("scoring.engine.reader.read", noted)
    return names


def same(one, other):
    """Every field by itself: two rulebooks are called equal when only their documents are."""
    return all(getattr(one, field.name) == getattr(other, field.name) for field in fields(one)) and (
        list(one.document) == list(other.document)
    )


def test_what_is_kept_is_what_was_read(book, vocabulary, readings):
    first = load_shipped(book, vocabulary=vocabulary)
    again = load_shipped(book, vocabulary=vocabulary)
    assert readings == ["harbour.yaml"]
    assert again is not first
    assert same(again, first)
    assert again.digest == first.digest
    assert again.vocabulary is vocabulary


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_every_shipped_rulebook_is_the_same_from_its_kept_form(path, tmp_path, may_write, readings):
    vocabulary = load_vocabulary()
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    load_shipped(copy, vocabulary=vocabulary)
    fresh = load_rulebook(path, vocabulary=vocabulary)
    readings.clear()
    assert same(load_shipped(copy, vocabulary=vocabulary), fresh)
    assert readings == []


def test_one_changed_byte_of_the_document_counts(book, vocabulary):
    load_shipped(book, vocabulary=vocabulary)
    text = book.read_text()
    title = load_rulebook(book, vocabulary=vocabulary).title
    book.write_text(text.replace(title, title + "!", 1))
    assert load_shipped(book, vocabulary=vocabulary).title == title + "!"


def test_a_wrong_document_is_refused_and_nothing_kept(book, vocabulary):
    book.write_text(book.read_text() + "\nmistake: 1\n")
    for _ in range(2):
        with pytest.raises(RulebookError, match="mistake"):
            load_shipped(book, vocabulary=vocabulary)
    assert not compiled.place_of(book, "rulebook").exists()


def test_another_vocabulary_is_another_matter(book, vocabulary):
    rule = load_shipped(book, vocabulary=vocabulary).rules[0]
    fewer = {name: kind for name, kind in vocabulary.kinds.items() if name != rule.on[0]}
    with pytest.raises(RulebookError, match=f"'{rule.on[0]}' is unknown"):
        load_shipped(book, vocabulary=replace(vocabulary, kinds=fewer))


def test_another_engine_reads_anew(book, vocabulary, monkeypatch):
    load_shipped(book, vocabulary=vocabulary)
    before = compiled.place_of(book, "rulebook").read_bytes()
    monkeypatch.setattr(compiled, "_engine", lambda: "another")
    load_shipped(book, vocabulary=vocabulary)
    assert compiled.place_of(book, "rulebook").read_bytes() != before


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: b"",
        lambda kept: kept[:-1],
        lambda kept: kept.replace(b"Harbour", b"Harbor?", 1),
        lambda kept: kept.split(b"\n", 1)[1],
        lambda kept: b"\x00" * len(kept),
        lambda kept: b"{}",
    ],
)
def test_a_damaged_form_is_ignored_and_made_again(book, vocabulary, damage):
    fresh = load_shipped(book, vocabulary=vocabulary)
    place = compiled.place_of(book, "rulebook")
    good = place.read_bytes()
    assert damage(good) != good
    place.write_bytes(damage(good))
    assert same(load_shipped(book, vocabulary=vocabulary), fresh)
    assert place.read_bytes() == good


def test_where_nothing_can_be_written_it_works_as_well(book, vocabulary):
    (book.parent / "__pycache__").write_text("a file where the folder would be")
    fresh = load_rulebook(book, vocabulary=vocabulary)
    assert same(load_shipped(book, vocabulary=vocabulary), fresh)
    assert sorted(path.name for path in book.parent.iterdir()) == ["__pycache__", "harbour.yaml"]


def test_python_is_told_to_write_nothing_and_nothing_is_written(book, vocabulary, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    load_shipped(book, vocabulary=vocabulary)
    assert [path.name for path in book.parent.iterdir()] == ["harbour.yaml"]


def test_a_disk_that_fills_up_leaves_no_half_of_a_form(book, vocabulary, monkeypatch):
    write = Path.write_bytes

    def half(path, content):
        write(path, content[: len(content) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    load_shipped(book, vocabulary=vocabulary)
    assert list((book.parent / "__pycache__").iterdir()) == []


def test_it_lies_where_python_keeps_what_it_compiles(book, monkeypatch, tmp_path):
    assert compiled.place_of(book, "rulebook") == book.parent / "__pycache__" / "harbour.yaml.rulebook.json"
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    assert tmp_path / "elsewhere" in compiled.place_of(book, "rulebook").parents


def test_many_may_keep_the_same_form_at_once(tmp_path, may_write):
    source, rows = tmp_path / "rows.yaml", list(range(20_000))
    key = compiled.key_of("rows")

    def work(_):
        compiled.keep(source, "rows", key, rows)
        return compiled.kept(source, "rows", key)

    with ThreadPoolExecutor(8) as pool:
        assert all(found == rows for found in pool.map(work, range(64)))
    assert [path.name for path in (tmp_path / "__pycache__").iterdir()] == ["rows.yaml.rows.json"]


@pytest.mark.parametrize("data", [{1: "a"}, {"when": date(2026, 1, 1)}, [float("nan")], "\ud800", {"a": (1, 2)}])
def test_what_json_cannot_say_is_not_kept(tmp_path, may_write, data):
    compiled.keep(tmp_path / "odd.yaml", "data", "key", data)
    assert compiled.kept(tmp_path / "odd.yaml", "data", "key") is None
    compiled.keep(tmp_path / "odd.yaml", "data", "key", {"a": [1, "b", None, True]})
    assert compiled.kept(tmp_path / "odd.yaml", "data", "key") == {"a": [1, "b", None, True]}


def test_a_changed_module_has_another_stamp(tmp_path):
    module = tmp_path / "reader.py"
    module.write_text("a = 1")
    utime(module, (1_000, 1_000))
    before = compiled.stamp_of(module)
    utime(module, ns=(10**12 + 5, 10**12 + 5))  # an image that is sent elsewhere keeps whole seconds only
    assert compiled.stamp_of(module) == before
    utime(module, (1_001, 1_001))
    assert compiled.stamp_of(module) != before


def test_a_key_tells_its_parts_apart():
    assert compiled.key_of("ab", "c") != compiled.key_of("a", "bc")
    assert compiled.key_of("ab") == compiled.key_of(b"ab")


def folder_of(tmp_path):
    folder = tmp_path / "words"
    folder.mkdir()
    for path in (HERE / "vocabulary").glob("*.yaml"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_a_kept_vocabulary_is_the_one_that_was_read(tmp_path, may_write, readings):
    folder = folder_of(tmp_path)
    fresh = load_vocabulary(folder)
    words._load.cache_clear()
    again = load_vocabulary(folder)
    assert sorted(readings) == sorted(path.name for path in folder.glob("*.yaml"))
    assert again is not fresh
    assert again == fresh
    assert again.digest == fresh.digest


def test_a_wrong_vocabulary_is_refused_from_its_kept_form_too(tmp_path, may_write):
    folder = folder_of(tmp_path)
    kinds = folder / "kinds.yaml"
    first = load_vocabulary(folder).kinds
    kinds.write_text(kinds.read_text().replace(f"id: {next(iter(first))}", f"id: {list(first)[1]}", 1))
    for _ in range(2):
        words._load.cache_clear()
        with pytest.raises(VocabularyError, match="stands twice"):
            load_vocabulary(folder)


def test_a_program_whose_rulebooks_were_checked_waits_neither_for_yaml_nor_for_pydantic(tmp_path):
    code = (
        "import sys; from pathlib import Path; from scoring.engine import load_shipped; "
        f"book = load_shipped(Path({str(tmp_path / 'tessamere.yaml')!r})); "
        "print(book.digest, 'pydantic' in sys.modules, 'scoring.engine.reader' in sys.modules)"
    )
    (tmp_path / "tessamere.yaml").write_bytes((SHIPPED[0].parent / "tessamere.yaml").read_bytes())
    where = {"PYTHONPYCACHEPREFIX": str(tmp_path / "compiled"), "PATH": ""}
    said = [
        subprocess.run(
            [sys.executable, "-c", code], env=where, cwd=HERE.parents[1], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    ]
    assert [each[1:] for each in said] == [["True", "True"], ["False", "False"]]
    assert said[0][0] == said[1][0]


def test_the_kept_form_is_plain_json(book, vocabulary):
    load_shipped(book, vocabulary=vocabulary)
    head, body = compiled.place_of(book, "rulebook").read_bytes().split(b"\n", 1)
    assert head.split()[0].decode() == compiled.key_of(book.read_bytes(), vocabulary.digest)
    assert json.loads(body)["document"]["id"] == "harbour"
