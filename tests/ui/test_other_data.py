"""Every page over data that are not the default: no event, one event, and a list of trips."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.tiny import ABOUT, AGAINST_ALL, tiny_tables, write_folder
from tests.ui.opened import opened
from ui.navigation import PAGES, question

ROOT = Path(__file__).parents[2]
SIDES = [{"event_id": "e1", "actor_id": "aze-minister"}, {"event_id": "e1", "actor_id": "isr-minister"}]
NONE = tiny_tables()
ONE = tiny_tables(events=[{"event_id": "e1"}], participants=SIDES, evidence=[{"event_id": "e1"}])
TRIPS = tiny_tables(
    events=[
        {"event_id": "e1", "event_type": "visit", "country": "SUN", "city": "Moscow", "date": "1972-05-22/1972-05-30"},
        {"event_id": "e2", "event_type": "visit", "country": "USA", "date": "1973-06-18"},
    ],
    actors=[
        {"actor_id": "president", "country": "USA"}, {"actor_id": "secretary", "country": "SUN"},
        {"actor_id": "usa", "kind": "country", "country": "USA"},
        {"actor_id": "sun", "kind": "country", "country": "SUN"},
    ],
    participants=[
        {"event_id": "e1", "actor_id": "president", "role": "visitor", "level": "head_of_state"},
        {"event_id": "e1", "actor_id": "sun", "role": "host", "level": "country"},
        {"event_id": "e2", "actor_id": "secretary", "role": "visitor"},
        {"event_id": "e2", "actor_id": "usa", "role": "host", "level": "country"},
    ],
    evidence=[{"event_id": "e1"}, {"event_id": "e2"}],
)  # fmt: skip
"""A list of trips between one country and all others."""


def run(page: str, folder: Path, monkeypatch, **query: str) -> AppTest:
    monkeypatch.setenv("RAPPORT_DATA", str(folder))
    return opened(page, query)


@pytest.mark.parametrize(
    ("tables", "about"),
    [(NONE, ABOUT), (ONE, ABOUT), (NONE, AGAINST_ALL), (TRIPS, AGAINST_ALL)],
    ids=["no event", "one event", "no event against all", "trips against all"],
)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_on_small_and_strange_data(page, tables, about, tmp_path, monkeypatch):
    app = run(page, write_folder(tables, tmp_path / "data", about), monkeypatch)
    assert [error.message for error in app.exception] == []
    assert app.title[0].value == question(page, about)


def test_the_overview_of_one_against_all_counts_trips(tmp_path, monkeypatch):
    app = run("overview", write_folder(TRIPS, tmp_path / "data", AGAINST_ALL), monkeypatch)
    assert app.title[0].value == "How do they deal with each other?"
    lead = "The sources report 2 trips between the United States and other countries from 1972 to 1973"
    assert any(heading.value.startswith(lead) for heading in app.subheader)
    assert [metric.label for metric in app.metric] == ["Trips", "Sources"]


def test_trips_alone_are_counted_on_the_page_of_meetings(tmp_path, monkeypatch):
    app = run("meetings", write_folder(TRIPS, tmp_path / "data", AGAINST_ALL), monkeypatch)
    said = [text.value for text in app.markdown]
    assert any(
        "1 from the United States to other countries and 1 from other countries to the United States" in text
        for text in said
    )
    assert any("Soviet Union" in text for text in said)


def test_the_network_opens_with_ties_that_the_data_have(tmp_path, monkeypatch):
    app = run("network", write_folder(TRIPS, tmp_path / "data", AGAINST_ALL), monkeypatch)
    said = " ".join(text.value for text in app.markdown)
    assert "2 countries are joined by 1 tie, resting on 2 events" in said


def test_a_sphere_that_the_data_do_not_have_can_still_be_asked_for(tmp_path, monkeypatch):
    app = run("meetings", write_folder(ONE, tmp_path / "data"), monkeypatch, sphere="health")
    assert not app.exception
    assert any("0 of 1 event selected" in text.value for text in app.markdown)


def test_a_data_set_without_spheres_stays_open_after_one_with_them(tmp_path, monkeypatch):
    spheres = tiny_tables(
        events=[{"event_id": "e1"}],
        participants=SIDES,
        evidence=[{"event_id": "e1"}],
        event_spheres=[{"event_id": "e1"}],
    )  # fmt: skip
    folders = [write_folder(spheres, tmp_path / "with"), write_folder(ONE, tmp_path / "without")]
    monkeypatch.setenv("RAPPORT_DATA", os.pathsep.join(map(str, folders)))
    app = AppTest.from_file(str(ROOT / "ui" / "frame.py"), default_timeout=60).run()
    app.query_params["data"] = "without"
    for _ in range(3):
        app.run()
        assert [error.message for error in app.exception] == []


@pytest.mark.parametrize("page", ["overview", "meetings"])
@pytest.mark.parametrize("per", ["", "event"])
def test_machine_coded_data_say_how_often_one_meeting_may_stand_there(page, per, tmp_path, monkeypatch):
    folder = write_folder(ONE, tmp_path / "set", replace(ABOUT, per=per))
    app = run(page, folder, monkeypatch)
    told = [caption.value for caption in app.caption if "A machine coded these events" in caption.value]
    assert len(told) == (1 if per else 0)


@pytest.mark.parametrize(
    ("dates", "by"),
    [
        (["2018-11-25", "2018-12-03"], "month"),
        (["2017-01-05", "2018-12-03"], "quarter"),
        (["1999", "2018"], "year"),
    ],
)
def test_meetings_open_on_periods_that_fit_the_data_set_and_the_address_keeps_any_other(
    dates, by, tmp_path, monkeypatch
):
    events = [{"event_id": f"e{number}", "date": day} for number, day in enumerate(dates)]
    parts = [{**side, "event_id": event["event_id"]} for event in events for side in SIDES]
    evidence = [{"event_id": event["event_id"]} for event in events]
    tables = tiny_tables(events=events, participants=parts, evidence=evidence)
    folder = write_folder(tables, tmp_path / "set")
    opens = run("meetings", folder, monkeypatch)
    assert (opens.session_state["option-meetings-by"], "by" in opens.query_params) == (by, False)
    other = "year" if by == "month" else "month"
    asked = run("meetings", folder, monkeypatch, by=other)
    assert (asked.session_state["option-meetings-by"], asked.query_params["by"]) == (other, other)


@pytest.mark.parametrize(
    ("title", "lines"), [("Short", 0), ("China and the United States in ICEWS coded events", 1)]
)
def test_a_title_that_the_choice_would_cut_stands_above_it_in_full(title, lines, tmp_path, monkeypatch):
    write_folder(ONE, tmp_path / "a", replace(ABOUT, title=title))
    write_folder(ONE, tmp_path / "b")
    app = run("codebook", tmp_path, monkeypatch)
    assert len(app.selectbox(key=f"data-set  of {title} | {ABOUT.title}").options) == 2
    assert len([text for text in app.markdown if text.value == f":small[{title}]"]) == lines


def test_very_many_documents_are_counted_and_not_drawn_one_by_one(tmp_path, monkeypatch):
    tables = tiny_tables(
        events=[{"event_id": "e1"}],
        participants=SIDES,
        evidence=[{"event_id": "e1"}],
        agreements=[{"agreement_id": f"d{number:04}", "event_id": "e1"} for number in range(2_001)],
    )
    monkeypatch.setenv("RAPPORT_DATA", str(write_folder(tables, tmp_path / "data")))
    page = opened("agreements")
    assert not page.exception
    said = " ".join(caption.value for caption in page.caption)
    assert "2,001 documents are too many to be drawn one by one" in said
    assert "The latest 2,000 of 2,001 documents" in said
    assert len(page.dataframe[0].value) == 2_000
