"""A whole brief: every number is that of the pages, every note leads to exactly its events, nothing is left loose."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.agreements import by_state, in_force
from analysis.brief.compose import SECTIONS, compose
from analysis.brief.model import Brief, Chart, Mark, Paragraph, Table, Words
from analysis.coverage import limits
from analysis.filters import DEFAULT, FIELDS, Filters
from analysis.headline import headlines
from analysis.links import Links
from analysis.overview import lead, top_actors, top_spheres
from analysis.selection import UNITS, Selection, select
from data.dataset import Dataset
from tests.analysis.strategies import filters

DAY = date(2026, 11, 22)
UNCOUNTED = ("The table", "Of", "From", "No ", "This brief is silent", "The chart", "In all")


def brief_of(selection: Selection, unit: str = "events", **options) -> Brief:
    return compose(
        selection, unit, Links("https://rapport.example", selection.dataset.version), DAY, **options
    )


def some_filters(dataset: Dataset) -> st.SearchStrategy[Filters]:
    """Two filters at most beside the default ones, so that something is left most of the time."""
    fields = st.lists(st.sampled_from(FIELDS), max_size=2, unique=True)
    return st.builds(
        lambda drawn, kept: replace(DEFAULT, **{field: getattr(drawn, field) for field in kept}).normal(),
        filters(dataset),
        fields,
    )


def said(words: Words) -> str:
    return "".join(word if isinstance(word, str) else f"[{word.number}]" for word in words)


def texts(brief: Brief) -> list[Words]:
    found: list[Words] = []
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                found.append(block.words)
            elif isinstance(block, Table):
                found += [cell for row in block.rows for cell in row]
    return found


def marks(brief: Brief) -> list[int]:
    return [word.number for words in texts(brief) for word in words if isinstance(word, Mark)]


def tables(brief: Brief) -> dict[str, list[list[str]]]:
    blocks = [block for section in brief.sections for block in section.blocks if isinstance(block, Table)]
    return {
        table.caption: [[re.sub(r"\[\d+\]", "", said(cell)) for cell in row] for row in table.rows]
        for table in blocks
    }


def whole_text(brief: Brief) -> str:
    return "\n".join(map(said, texts(brief)))


@settings(max_examples=10)
@given(data=st.data())
def test_any_brief_has_the_numbers_of_the_pages_and_notes_that_lead_to_their_events(dataset, data):
    selection = select(dataset, data.draw(some_filters(dataset)))
    unit = data.draw(st.sampled_from([*UNITS]))
    brief = brief_of(selection, unit)
    if len(selection):
        _has_the_numbers_of_the_pages(brief, selection, unit)
    _is_tied_up(brief, dataset)


def _has_the_numbers_of_the_pages(brief: Brief, selection: Selection, unit: str) -> None:
    figures = {row[0]: int(row[1].replace(",", "")) for row in tables(brief)["Key figures"]}
    assert figures["Selected events"] == len(selection)
    pages = {number.name: number.total for number in headlines(selection)}
    assert pages == {
        "meetings": figures["Meetings"], "trips": figures["Trips"], "documents": figures["Documents signed"],
        "sources": figures["Sources"],
    }  # fmt: skip
    assert re.sub(r"\[\d+\]", "", said(texts(brief)[0])) == lead(selection)
    _same_rows(tables(brief).get("Where the spheres stand", []), top_spheres(selection, unit).table[:8], 1)
    ranked = top_actors(selection, unit).table
    for side, code in zip(("first", "second"), ("Azerbaijan", "Israel"), strict=True):
        _same_rows(tables(brief).get(code, []), ranked[ranked["side"] == side][:5], 2)
    if figures["Documents signed"]:
        assert in_force(by_state(selection, DAY), DAY) in whole_text(brief)
    open_ = limits(selection).table
    _same_rows(tables(brief).get("What the selected events leave open", []), open_, 1)


def _same_rows(rows: list[list[str]], table, column: int) -> None:
    assert [row[0] for row in rows] == list(table["label"])
    assert [int(row[column].replace(",", "")) for row in rows] == list(table["count"])


def _is_tied_up(brief: Brief, dataset: Dataset) -> None:
    first_seen = list(dict.fromkeys(marks(brief)))
    assert first_seen == [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    assert [reference.number for reference in brief.references] == list(range(1, len(brief.references) + 1))
    assert {number for note in brief.notes for number in note.sources} == {r.number for r in brief.references}
    for note in brief.notes:
        assert note.links
        assert list(note.sources) == sorted(set(note.sources))
        for label, address in note.links:
            _leads_to(dataset, label, address)


def _leads_to(dataset: Dataset, label: str, address: str) -> None:
    """An address of the list of events shows exactly as many as its label says, that of an event this event."""
    parts = urlsplit(address)
    query = parse_qs(parts.query)
    assert query.pop("version") == [dataset.version]
    if "event" in query:
        assert dataset.event_row(query["event"][0]) is not None
        return
    found, refused = Filters.from_query(query, dataset)
    assert not refused
    number = re.search(r"([\d,]+) (events?|meetings?|trips?)$", label)
    if parts.path == "/events" and number:
        assert len(select(dataset, found)) == int(number[1].replace(",", "")), label


@pytest.fixture(scope="module")
def brief(dataset) -> Brief:
    """The brief of the default view."""
    return brief_of(select(dataset, DEFAULT))


def test_the_default_brief_is_short_and_every_count_is_followed_by_its_note(brief):
    assert [section.name for section in brief.sections] == list(SECTIONS)
    assert all(len(rows) <= 10 for rows in tables(brief).values())
    counted = re.compile(r"\d (events|meetings|trips|documents|spheres|people)\b")
    for section in brief.sections[:-1]:
        for block in section.blocks:
            words = block.words if isinstance(block, Paragraph) else ()
            for at, word in enumerate(words):
                if isinstance(word, str) and counted.search(word) and not word.strip().startswith(UNCOUNTED):
                    assert any(isinstance(after, Mark) for after in words[at + 1 : at + 2]), word


def test_a_chart_adds_up_to_what_its_sentence_counts(brief, dataset):
    charts = {
        block.name: block
        for section in brief.sections
        for block in section.blocks
        if isinstance(block, Chart)
    }
    assert [*charts] == ["meetings", "spheres", "sources"]
    drawn = sum(sum(series.counts) for series in charts["meetings"].series)
    assert charts["meetings"].sentence.startswith(f"{drawn} of 188 meetings")
    for chart in charts.values():
        assert all(len(series.counts) == len(chart.labels) for series in chart.series)
    shown = top_spheres(select(dataset, DEFAULT)).table[:8]
    totals = np.sum([series.counts for series in charts["spheres"].series], axis=0)
    assert dict(zip(charts["spheres"].labels, totals, strict=True)) == dict(
        zip(shown["label"], shown["count"], strict=True)
    )


@pytest.mark.parametrize("name", SECTIONS)
def test_each_section_can_be_left_out_and_stand_alone(dataset, name):
    selection = select(dataset, Filters(first="2023-05", last="2023-05"))
    without = brief_of(selection, sections=[other for other in SECTIONS if other != name])
    alone = brief_of(selection, sections=[name])
    assert [section.name for section in without.sections] == [other for other in SECTIONS if other != name]
    assert [section.name for section in alone.sections] == [name]
    assert sorted(set(marks(alone))) == [note.number for note in alone.notes]


def test_no_section_leaves_the_facts(dataset):
    brief = brief_of(select(dataset, DEFAULT), sections=[])
    assert (brief.sections, brief.notes, brief.references) == ((), (), ())
    assert dict(brief.facts)["Events"] == "361 of 495 events in the data set"


def test_sources_are_numbered_by_date_and_each_stands_once(brief, dataset):
    addresses = [reference.url for reference in brief.references]
    assert len(set(addresses)) == len(addresses)
    day = dict(zip(dataset.sources["url"], dataset.sources["published_day"], strict=True))
    known = [day[url] for url in addresses if day[url] == day[url]]
    assert known == sorted(known)
    assert all(day[url] != day[url] for url in addresses[len(known) :])


def test_more_sources_than_a_list_can_hold_are_left_to_their_file(dataset, monkeypatch):
    monkeypatch.setattr("analysis.brief.references.MOST", 447)
    brief = brief_of(select(dataset, DEFAULT), sections=["summary"])
    assert brief.references == ()
    assert all(not note.sources and "eported by" in note.told for note in brief.notes)
    assert "https://rapport.example/extract/sources.csv?" in dict(brief.facts)["Sources"]


def test_heading_and_remark_are_the_readers_own(dataset):
    brief = brief_of(
        select(dataset, DEFAULT), heading="  Note to the minister ", remark="For Tuesday.\nDraft. "
    )
    assert (brief.heading, brief.remark) == ("Note to the minister", "For Tuesday.\nDraft.")
    assert "“Note to the minister”" in brief.citation
    assert brief_of(select(dataset, DEFAULT), sections=[], heading=" ").heading == dataset.about.title


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        (Filters(text="no such words"), "Without the filter on text there would be 361 events."),
        (
            Filters(types=("threat",), text="no such words"),
            "No single filter is to blame: only several of them together leave nothing.",
        ),
        (
            Filters(first="1800-01", last="1800-12", spheres=("energy",)),
            "Without the filter on period there would be 47 events.",
        ),
    ],
)
def test_an_empty_selection_says_which_filters_leave_nothing(dataset, chosen, sentence):
    brief = brief_of(select(dataset, chosen))
    found, _, lifted = whole_text(brief).partition("). ")
    assert found.startswith("None of the 495 events of the data set matches the filters (Bilateral events")
    assert (lifted, brief.notes) == (sentence, ())


def test_a_data_set_without_events_says_so(tiny):
    assert whole_text(brief_of(select(tiny(), DEFAULT))) == "The data set holds no event."


def test_text_of_the_data_stays_as_it_is(tiny):
    title = "<b>Talks</b> & **tea** [x](javascript:alert) \u202e\u05e9\u05dc\u05d5\u05dd " + "long " * 60
    data = tiny(
        events=[{"event_id": "a", "title": title}],
        actors=[{"actor_id": "aze-x", "name": "<script>1</script>", "country": "AZE"}],
        participants=[{"event_id": "a", "actor_id": "aze-x", "office": "Head of *all* <i>"}],
        evidence=[{"event_id": "a"}],
        sources=[{"source_id": "s1", "title": title, "published": ""}],
    )
    brief = brief_of(select(data, DEFAULT), heading="<h1>", remark="<script>")
    text = whole_text(brief)
    assert title in text
    assert "<script>1</script>" in text
    assert "Head of *all* <i> (2023)" in text
    assert (brief.heading, brief.remark) == ("<h1>", "<script>")
    assert title in brief.references[0].text
    assert "Undated." in brief.references[0].text
