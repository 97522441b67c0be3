"""Elsewhere outside a life: sorted by harm, two side by side, anybody by lot, and a week written by hand."""

import json
import re
from html import unescape
from time import perf_counter

import pytest
from cast import EVERYONE, by_lot, seed_of_a_mistake
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from play.models import Life
from play.pages.elsewhere import elsewhere_page, laid
from play.pages.elsewhere_upload import MOST_BYTES, MOST_ENTRIES, read_week, written
from play.pages.elsewhere_week import of_file
from scoring.engine import DocumentError, explain
from scoring.selectors import shipped, slugs
from town.content import load_content

pytestmark = pytest.mark.django_db
HERE = "/elsewhere/"


def order(week, sort: str) -> list[str]:
    return [row.slug for shelf in elsewhere_page(laid(week), {"sort": sort})["shelves"] for row in shelf.rows]


def text_of(response) -> str:
    return unescape(response.content.decode())


def send(client: Client, week: object, **more: str):
    text = week if isinstance(week, str) else json.dumps(week)
    return client.post(HERE, {"week": text, **more})


def one(**changes: object) -> dict:
    entry = {"day": 3, "kind": "cross_on_red", "source": "face_camera", "facts": {"hour": 16}, **changes}
    return {"facts": {}, "observations": [entry]}


MEASURES = {
    "innocent": lambda harm: harm.innocent,
    "listed": lambda harm: harm.listed,
    "doors": lambda harm: len(harm.closed),
}


@pytest.mark.parametrize(("sort", "measure"), MEASURES.items())
def test_systems_can_be_sorted_by_what_they_did(sort: str, measure) -> None:
    for citizen in EVERYONE:
        week = of_file(by_lot(citizen))
        found = [measure(week.harms[slug]) for slug in order(week, sort)]
        assert sorted(order(week, sort)) == sorted(slugs())
        assert found == sorted(found, reverse=True), citizen


def test_what_is_sorted_by_can_be_read_in_every_row(client: Client) -> None:
    shown = text_of(client.get(HERE, {"citizen": "davit", "seed": "4417", "sort": "doors"}))
    week = of_file(by_lot("davit"))
    table = shown[shown.index('<table class="mx"') : shown.index("</table>")]
    closed = {load_content().doors[name].label for harm in week.harms.values() for name, _state in harm.closed}
    assert closed
    for label in closed:
        assert f"{label}: " in table
    assert table.count("No list, no door closed.") == sum(not harm.any for harm in week.harms.values())


def test_innocent_days_are_those_that_vanish_when_entries_of_others_are_struck() -> None:
    file = by_lot("yara", seed_of_a_mistake("yara"))
    week = of_file(file)
    book = shipped("tessamere")
    true = [seen for seen in file.observations if seen.id not in file.wrong]
    days = [explain(book, entries, facts=file.facts, days=10).settlements for entries in (file.observations, true)]
    listed, justly = ({day.day for day in each[1:] if "blacklist" in day.lists} for each in days)
    assert week.harms["tessamere"].innocent == len(listed - justly) > 0
    assert order(week, "innocent")[0] == "tessamere"


def test_nobody_is_listed_for_others_where_no_entry_is_wrong() -> None:
    for citizen in EVERYONE:
        file = by_lot(citizen)
        for harm in of_file(file).harms.values():
            assert 0 <= harm.innocent <= harm.listed <= 10
            assert not harm.innocent or file.wrong


def test_a_door_that_opened_is_no_harm() -> None:
    kinds = load_content().doors
    for citizen in EVERYONE:
        for harm in of_file(by_lot(citizen)).harms.values():
            assert all(name in kinds and state in {"shut", "high", "none"} for name, state in harm.closed)


def test_the_page_is_open_to_anybody_and_keeps_nothing(client: Client) -> None:
    response = client.get(HERE, {"citizen": "hector", "seed": "7", "sort": "doors"})
    assert response.status_code == 200
    assert "Hector" in text_of(response)
    assert '<option value="doors" selected>' in text_of(response)
    assert not Life.objects.exists()
    assert "gs-holder" not in " ".join(response.cookies)


def test_a_citizen_by_lot_is_the_one_whom_the_seed_draws(client: Client) -> None:
    shown = text_of(client.get(HERE, {"citizen": "pia", "seed": "12"}))
    file = by_lot("pia", 12)
    assert elsewhere_page(laid(of_file(file)), {})["sentence"] in shown


@pytest.mark.parametrize("query", [{"citizen": "narnia"}, {"seed": "9" * 5000}, {"seed": "²"}, {"sort": "x", "a": "x"}])
def test_what_is_asked_wrongly_is_passed_over(client: Client, query: dict[str, str]) -> None:
    assert client.get(HERE, query).status_code == 200


def test_two_systems_stand_side_by_side_in_full(client: Client) -> None:
    shown = text_of(client.get(HERE, {"citizen": "hector", "seed": "7", "a": "suining_2010", "b": "law_based_2020s"}))
    part = shown[shown.index('class="pair"') : shown.index("</section>", shown.index('class="pair"'))]
    for slug in ("suining_2010", "law_based_2020s"):
        book = shipped(slug)
        assert book.short in part
        assert book.disclosure.text in part
        assert book.appeal.text in part
    heads = set(re.findall(r'\sid="(pr-[^"]+)"', part))
    for cell in re.findall(r'headers="([^"]+)"', part):
        assert set(cell.split()) <= heads


def test_both_show_every_act_that_counted_in_either(client: Client) -> None:
    week = of_file(by_lot("hector", 7))
    pair = elsewhere_page(laid(week), {"a": "suining_2010", "b": "fico"})["pair"]
    counted = {entry for run in week.runs if run.rulebook.id in ("suining_2010", "fico") for entry in run.marks}
    assert len(pair.acts) == sum(bool(counted & set(deed.entries)) for deed in week.deeds)


def test_one_system_alone_makes_no_pair(client: Client) -> None:
    assert 'class="pair"' not in text_of(client.get(HERE, {"a": "suining_2010"}))


def test_everything_stands_in_one_plain_table_too(client: Client) -> None:
    shown = text_of(client.get(HERE, {"citizen": "hector", "seed": "7", "table": "1"}))
    table = shown[shown.index('<table class="pl"') : shown.index("</table>", shown.index('<table class="pl"'))]
    assert table.count('<th scope="row"') == len(slugs())
    assert table.count('<th scope="col"') == 11
    assert "<caption" in table


def test_a_week_can_be_taken_edited_and_laid_under_every_system(client: Client) -> None:
    file = by_lot("joren")
    week = json.loads(written(file))
    again = read_week(json.dumps(week).encode())
    for before, after in zip(of_file(file).runs, again.runs, strict=True):
        assert (before.levels[-1], before.lists, before.band) == (after.levels[-1], after.lists, after.band)
    week["observations"] = []
    response = send(client, week, sort="doors", a="fico", b="nosedive")
    assert response.status_code == 200
    assert "0 acts counted" not in text_of(response)
    assert "this person" in text_of(response)
    assert 'class="pair"' in text_of(response)


def test_a_file_takes_the_place_of_what_is_written(client: Client) -> None:
    sent = SimpleUploadedFile("week.json", json.dumps(one()).encode(), "application/json")
    shown = text_of(client.post(HERE, {"week": "{}", "file": sent}))
    assert "Crossed on red" in shown or "cross_on_red" in shown
    assert "−50" in shown or "−20" in shown


@pytest.mark.parametrize(
    ("week", "said"),
    [
        ("", "cannot be read"),
        ("{", "week"),
        ("[]", "facts and observations"),
        ('{"observations": 3}', "At most 300"),
        ({"weeks": []}, "facts and observations"),
        (one(kind="fly"), "is unknown"),
        (one(source="moon"), "is unknown"),
        (one(day=11), "outside the ten days"),
        (one(day="one"), "whole number"),
        (one(facts={"hour": 25}), "outside 0 to 23"),
        (one(facts={"soul": 1}), "not a fact"),
        ({"facts": {"friends_low": 1}, "observations": []}, "not a fact"),
        ({"observations": [{"id": "x", **one()["observations"][0]}] * 2}, "same id"),
        ({"observations": one()["observations"] * (MOST_ENTRIES + 1)}, "At most 300"),
    ],
)
def test_a_week_with_faults_is_refused_in_sentences_and_given_back(client: Client, week: object, said: str) -> None:
    response = send(client, week)
    shown = text_of(response)
    assert response.status_code == 400
    assert "This week cannot be read" in shown
    assert said in shown
    assert 'aria-invalid="true"' in shown


def test_a_week_that_is_too_large_is_refused(client: Client) -> None:
    large = SimpleUploadedFile("week.json", b" " * (MOST_BYTES + 1), "application/json")
    response = client.post(HERE, {"file": large})
    assert response.status_code == 400
    assert "256 KB" in text_of(response)
    with pytest.raises(DocumentError):
        read_week(b" " * (MOST_BYTES + 1))


def test_a_week_without_the_form_is_not_taken() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(HERE, {"week": json.dumps(one())}).status_code == 403


def test_what_was_written_is_not_run_as_a_page(client: Client) -> None:
    response = send(client, '{"<script>alert(1)</script>": 1}')
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("citizen", EVERYONE)
def test_a_typical_week_of_everybody_runs_under_every_system(citizen: str) -> None:
    runs = of_file(by_lot(citizen)).runs
    assert [run.rulebook.id for run in runs] == slugs()
    for found in runs:
        book = found.rulebook
        assert len(found.levels) == 12
        if found.scored and book.scale.has_number:
            assert all(book.scale.floor <= level <= book.scale.ceiling for level in found.levels)
        if found.scored and book.bands:
            assert found.band in {band.id for band in book.bands}


def test_the_largest_week_is_laid_out_within_a_second_or_two() -> None:
    entries = [
        {"day": 1 + n % 10, "kind": "cross_on_red", "source": "face_camera", "facts": {}} for n in range(MOST_ENTRIES)
    ]
    read_week(json.dumps({"observations": entries[:10]}).encode())
    began = perf_counter()
    read_week(json.dumps({"observations": entries}).encode())
    assert perf_counter() - began < 4
