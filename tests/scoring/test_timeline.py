"""The timeline: everything in the notes, in order, with its sources, on one page and on the pages of systems."""

import pytest
from django.test import Client
from facts import copy

from scoring.engine import DocumentError
from scoring.pages.done import when
from scoring.selectors import slugs
from scoring.timeline import FILE, about, read, timeline


@pytest.mark.parametrize("noted", copy("timeline"), ids=lambda each: each["date"])
def test_every_entry_of_the_notes_is_told_in_its_year_with_its_sources(noted) -> None:
    told = {source for event in timeline() if event.year == noted["date"][:4] for source in event.sources}
    assert set(noted["sources"]) <= told


def test_there_are_twenty_five_entries_in_the_notes() -> None:
    assert len(copy("timeline")) == 25


def test_events_stand_in_order() -> None:
    dates = [event.date for event in timeline()]
    assert dates == sorted(dates)


def test_a_date_is_as_precise_as_its_source() -> None:
    assert when("1999") == "1999"
    assert when("2014-06") == "June 2014"
    assert when("2014-06-14") in ("14 June 2014", "June 14, 2014")


@pytest.mark.parametrize("slug", [slug for slug in slugs() if about(slug)])
def test_a_system_shows_its_own_events(client: Client, slug: str) -> None:
    page = client.get(f"/rulebooks/{slug}/").content.decode()
    assert 'id="timeline"' in page
    part = page[page.index('id="timeline"') :]
    part = part[: part.index("</section>")]
    assert part.count('class="line"') == len(about(slug))


def test_the_page_shows_all(client: Client) -> None:
    page = client.get("/about/timeline/").content.decode()
    for position in range(1, len(timeline()) + 1):
        assert page.count(f'id="event-{position}"') == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('date: "1989"', 'date: "in 1989"'),
        ('date: "1989"', 'date: "1989-13"'),
        ("about: [fico]", "about: [narnia]"),
        ("sources: [FICO_W]", "sources: []"),
        ("marker: reported", "marker: fictionalised"),
    ],
)
def test_a_wrong_event_is_refused(before: str, after: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert before in text
    with pytest.raises(DocumentError):
        read(text.replace(before, after, 1).encode(), "timeline.yaml")
