"""Who travels to whom: the direction follows from the visitors and the place."""

import pytest

from analysis.filters import Filters
from analysis.reciprocity import reciprocity
from analysis.selection import UNITS, select

EVERYTHING = Filters(scopes=(), statuses=())


def trip(event_id, *visitors, host="", **event):
    people = [{"event_id": event_id, "actor_id": actor, "role": "visitor"} for actor in visitors]
    people += [{"event_id": event_id, "actor_id": host, "role": "host"}] if host else []
    return {"event_id": event_id, "event_type": "visit", **event}, people


def data_of(tiny, *trips):
    return tiny(
        events=[event for event, _ in trips], participants=[row for _, people in trips for row in people]
    )


@pytest.mark.parametrize(
    ("one", "direction"),
    [
        (trip("t", "aze-minister", country="ISR"), "first"),
        (trip("t", "isr-minister", country="AZE"), "second"),
        (trip("t", "isr-minister", host="aze-president"), "second"),
        (trip("t", "isr-minister", country="CHE", host="aze-president"), "other"),
        (trip("t", "isr-minister", "aze-minister", country="ISR"), "other"),
        (trip("t", "tur-minister", country="ISR"), "other"),
        (trip("t", "aze-minister", country="AZE"), "other"),
        (trip("t", "aze-minister"), "other"),
        (trip("t"), "other"),
        (trip("t", "commission", "aze-minister", country="ISR"), "first"),
    ],
)
def test_the_direction_of_a_trip(tiny, one, direction):
    table = reciprocity(select(data_of(tiny, one), EVERYTHING)).placed.table
    assert list(table.itertuples(index=False, name=None)) == [("2023", direction, 1)]


def test_trips_stand_in_the_year_in_which_they_began_and_undated_ones_apart(tiny):
    data = data_of(
        tiny,
        trip("new-year", "aze-minister", country="ISR", date="2022-12-30/2023-01-02"),
        trip("may", "isr-minister", country="AZE", date="2023-05"),
        trip("some-time", "isr-minister", country="AZE", date="[2022-12-31..2023-01-01]"),
    )
    found = reciprocity(select(data, EVERYTHING))
    assert list(found.placed.table.itertuples(index=False, name=None)) == [
        ("2022", "first", 1),
        ("2023", "second", 1),
    ]
    assert list(found.undated.table.itertuples(index=False, name=None)) == [("2022-12/2023-01", "second", 1)]
    assert [found.count(way) for way in ("first", "second", "other")] == [1, 2, 0]


def test_only_trips_count_and_their_meetings_do_not(tiny):
    event, people = trip("t", "isr-minister", country="AZE")
    data = tiny(events=[event, {"event_id": "m", "parent_id": "t"}, {"event_id": "n"}], participants=people)
    assert reciprocity(select(data, EVERYTHING)).whole.total == 1


@pytest.mark.parametrize("unit", UNITS)
def test_every_mark_leads_to_the_trips_that_it_counts(dataset, unit):
    selection = select(dataset, EVERYTHING)
    found = reciprocity(selection, "quarter", unit)
    for tally in (found.placed, found.undated, found.whole):
        for row, count in enumerate(tally.table["count"]):
            assert selection.weights(unit)[tally.events(row)].sum() == count
    assert found.placed.total + found.undated.total == found.whole.total


def test_no_trip_gives_empty_tables(tiny):
    found = reciprocity(select(tiny(events=[{}]), EVERYTHING))
    assert found.whole.table.empty
    assert found.count("first") == 0
