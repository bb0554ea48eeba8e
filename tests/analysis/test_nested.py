"""Nested events hold exactly the rows of the flat extracts, as plain JSON."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import nested
from analysis.extracts import EXTRACTS
from analysis.filters import Filters
from analysis.links import Links
from analysis.nested import nested_events
from analysis.registry import NESTED
from analysis.selection import select
from analysis.snapshot import Snapshot
from data.schema import EVENTS
from tests.analysis.strategies import filters

ALL = Filters(scopes=(), statuses=())
LINKS = Links("https://example.org/rapport", "abc")


def flat(name, selection, *columns):
    """The rows of an extract as tuples, empty cells as None."""
    table = EXTRACTS[name].make(selection, LINKS)[list(columns)].astype(object)
    return [tuple(None if value == "" else value for value in row) for row in table.itertuples(index=False)]


def inner(events, name, *keys):
    return [(event["event_id"], *(row[key] for key in keys)) for event in events for row in event[name]]


@settings(max_examples=25)
@given(data=st.data())
def test_the_objects_hold_the_rows_of_the_extracts(data, dataset):
    selection = select(dataset, data.draw(filters(dataset)))
    events = list(nested_events(selection, LINKS))
    plain = ("event_id", "title", "summary", "event_type", "status", "scope", "city", "country", "note", "is_meeting",
             "multilateral", "link")  # fmt: skip
    assert [tuple(event[name] for name in plain) for event in events] == flat("events", selection, *plain)
    who = ("actor_id", "name", "kind", "country", "office", "level", "role", "takes_part")
    assert inner(events, "participants", *who) == flat("participations", selection, "event_id", *who)
    what = ("sphere", "stage", "source_id")
    assert inner(events, "spheres", *what) == flat("spheres", selection, "event_id", *what)
    signed = ("agreement_id", "title", "kind", "valid_from", "valid_to")
    assert inner(events, "agreements", *signed) == flat("agreements", selection, "event_id", *signed)
    told = [
        (event["event_id"], row["paragraphs"], *row["source"].values())
        for event in events
        for row in event["evidence"]
    ]
    source = ("source_id", "publisher", "title", "url", "published", "language", "side")
    assert [row[:-1] for row in told] == flat("evidence", selection, "event_id", "paragraphs", *source)
    claims = {
        (event["event_id"], field, *(version[key] for key in ("value", "preferred", "source_id", "note")))
        for event in events for field, versions in event["claims"].items() for version in versions
    }  # fmt: skip
    disputed = ("event_id", "field", "value", "preferred", "source_id", "note")
    assert claims == set(flat("claims", selection, *disputed))


def test_no_column_of_an_event_is_left_out(dataset):
    event = next(nested_events(select(dataset, Filters()), LINKS))
    assert set(EVENTS.columns) - {"date_basis", "parent_id"} <= set(event)
    assert {"basis", "edtf"} <= set(event["date"])


def test_dates_say_what_they_leave_open(dataset):
    events = {event["event_id"]: event for event in nested_events(select(dataset, ALL), LINKS)}
    days = (
        "date",
        "date_in_words",
        "first_day",
        "last_day",
        "precision",
        "approximate",
        "uncertain",
        "date_basis",
    )
    table = EXTRACTS["events"].make(select(dataset, ALL), LINKS).set_index("event_id")
    table[["first_day", "last_day"]] = table[["first_day", "last_day"]].apply(
        lambda day: day.dt.strftime("%Y-%m-%d")
    )
    keys = ("edtf", "in_words", "first_day", "last_day", "precision", "approximate", "uncertain", "basis")
    for event_id, row in table[list(days)].iterrows():
        assert events[event_id]["date"] == dict(zip(keys, row, strict=True))


def test_trips_reactions_and_lists_are_nested(tiny):
    data = tiny(
        events=[
            {"event_id": "trip", "event_type": "visit", "date": "2023-05-28/2023-05-30"},
            {"event_id": "talk", "parent_id": "trip", "reaction_to": "word", "date": "2023-05~"},
            {"event_id": "word", "event_type": "statement", "date": "2023"},
        ],
        participants=[{"event_id": "talk", "actor_id": "aze-a"}],
        agreements=[
            {"agreement_id": "pact", "event_id": "talk", "spheres": "trade; energy", "parties": "One;;Two "}
        ],
        claims=[
            {"event_id": "talk", "field": "date", "value": "May", "preferred": "true"},
            {"event_id": "talk", "field": "city", "value": "Baku", "preferred": "false"},
            {"event_id": "talk", "field": "date", "value": "June", "preferred": "false"},
        ],
    )
    talk = next(event for event in nested_events(select(data, ALL), LINKS) if event["event_id"] == "talk")
    assert talk["trip"] == {"event_id": "trip", "link": LINKS.event("trip")}
    assert talk["reaction_to"] == {"event_id": "word", "link": LINKS.event("word")}
    assert talk["date"]["in_words"] == "about May 2023"
    assert talk["date"]["approximate"] is True
    assert talk["agreements"][0]["spheres"] == ["trade", "energy"]
    assert talk["agreements"][0]["parties"] == ["One", "Two"]
    assert talk["agreements"][0]["valid_to"] is None
    assert [version["value"] for version in talk["claims"]["date"]] == ["May", "June"]
    assert list(talk["claims"]) == ["date", "city"]
    assert talk["participants"][0]["link"] == LINKS.actor("aze-a")
    assert talk["spheres"] == []


def test_the_file_is_plain_json_with_what_it_is(dataset, monkeypatch):
    monkeypatch.setattr(nested, "_SLICE", 100)
    selection = select(dataset, Filters())
    snapshot = Snapshot(selection, LINKS, date(2026, 1, 2))
    pieces = list(NESTED.chunks(snapshot))
    assert len([piece for piece in pieces if piece.startswith((b"\n{", b",\n{"))]) == -(
        -len(selection) // 100
    )
    file = json.loads(b"".join(pieces), parse_constant=lambda name: f"no JSON: {name}")
    assert file["about"]["events_selected"] == len(file["events"]) == len(selection)
    assert file["events"] == list(nested_events(selection, LINKS))
    assert file["about"]["files"][0]["path"] == "events.json"


def test_nothing_selected_is_a_file_without_events(tiny):
    snapshot = Snapshot(select(tiny(), ALL), LINKS, date(2026, 1, 2))
    assert json.loads(NESTED.content(snapshot))["events"] == []
