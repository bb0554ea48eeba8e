"""How often: each event in its period, in its span when the period is not known, and in exactly one class."""

import pytest

from analysis.filters import Filters
from analysis.frequency import frequency
from analysis.meetings import MEETINGS_AND_TRIPS, TRIPS, lone_trips, meetings, with_third_countries
from analysis.periods import LENGTH
from analysis.selection import UNITS, select
from analysis.stacks import STACKS, class_labels

EVERYTHING = Filters(scopes=(), statuses=())


def rows(table, *columns):
    return list(table[[*columns]].itertuples(index=False, name=None))


def test_a_period_counts_what_lies_wholly_in_it(tiny):
    dates = [
        "2022-12-31",
        "2023-05-30",
        "2023-05",
        "2023",
        "2023-05-31/2023-06-02",
        "[2022-12-31..2023-01-01]",
    ]
    data = tiny(events=[{"date": date} for date in dates])
    held = select(data, EVERYTHING)
    assert rows(frequency(held, "year").placed.table, "period", "count") == [("2022", 1), ("2023", 4)]
    assert rows(frequency(held, "year").undated.table, "span", "count") == [("2022-12/2023-01", 1)]
    by_month = frequency(held, "month")
    assert rows(by_month.placed.table, "period", "count") == [("2022-12", 1), ("2023-05", 3)]
    assert rows(by_month.undated.table, "span", "count") == [("2022-12/2023-01", 1), ("2023", 1)]


def test_classes_of_every_split_add_up_to_the_whole(dataset):
    held = meetings(select(dataset, EVERYTHING), trips=True)
    for stack in STACKS:
        counts = frequency(held, "year", stack)
        assert counts.placed.total + counts.undated.total == len(held)
        assert set(counts.placed.table["class"]) <= set(class_labels(dataset, stack))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("stack", STACKS)
@pytest.mark.parametrize("by", LENGTH)
def test_every_bar_and_span_leads_to_the_events_that_it_counts(dataset, by, stack, unit):
    selection = meetings(select(dataset, EVERYTHING), trips=True)
    weights = selection.weights(unit)
    for tally in (
        frequency(selection, by, stack, unit).placed,
        frequency(selection, by, stack, unit).undated,
    ):
        for row, count in enumerate(tally.table["count"]):
            assert weights[tally.events(row)].sum() == count


def test_meetings_are_the_types_that_the_codebook_marks(tiny):
    types = ["meeting", "call", "consultation", "forum", "credentials", "visit", "signing", "ceremony"]
    data = tiny(events=[{"event_id": f"e-{kind}", "event_type": kind} for kind in types])
    held = meetings(select(data, EVERYTHING))
    assert set(held.events["event_id"]) == {
        "e-meeting",
        "e-call",
        "e-consultation",
        "e-forum",
        "e-credentials",
    }


def test_a_trip_is_added_only_when_none_of_its_meetings_is_known(tiny):
    data = tiny(
        events=[
            {"event_id": "alone", "event_type": "visit"},
            {"event_id": "with-meeting", "event_type": "visit"},
            {"event_id": "its-meeting", "parent_id": "with-meeting"},
            {"event_id": "with-wreath-only", "event_type": "visit"},
            {"event_id": "its-wreath", "event_type": "ceremony", "parent_id": "with-wreath-only"},
        ]
    )
    selection = select(data, EVERYTHING)
    assert set(lone_trips(selection).events["event_id"]) == {"alone", "with-wreath-only"}
    assert set(meetings(selection).events["event_id"]) == {"its-meeting"}
    assert set(meetings(selection, trips=True).events["event_id"]) == {
        "alone",
        "with-wreath-only",
        "its-meeting",
    }


def test_a_planned_trip_is_not_counted_beside_its_own_planned_meeting(tiny):
    data = tiny(
        events=[
            {"event_id": "trip", "event_type": "visit", "status": "planned"},
            {"event_id": "talks", "status": "planned", "parent_id": "trip"},
        ]
    )
    assert list(meetings(select(data, EVERYTHING), trips=True).events["event_id"]) == ["talks"]


def test_a_lone_trip_is_a_class_of_its_own_in_every_split(tiny):
    data = tiny(events=[{"event_id": "trip", "event_type": "visit"}, {"event_id": "talks"}])
    for stack in STACKS:
        table = frequency(meetings(select(data, EVERYTHING), trips=True), "year", stack).placed.table
        assert rows(table[table["class"] == "trip"], "count", "label") == [
            (1, "Trip without a known meeting")
        ]


def test_third_countries_in_the_room_are_told_apart(tiny):
    data = tiny(
        events=[{"event_id": "two"}, {"event_id": "three"}, {"event_id": "about-a-third"}],
        participants=[
            {"event_id": "two", "actor_id": "aze-minister"},
            {"event_id": "three", "actor_id": "tur-minister"},
            {"event_id": "about-a-third", "actor_id": "irn-minister", "role": "discussed"},
        ],
    )
    held = select(data, EVERYTHING)
    assert list(with_third_countries(held).events["event_id"]) == ["three"]
    table = frequency(held, "year", "room").placed.table
    assert rows(table, "class", "count") == [("two", 2), ("more", 1)]


def test_an_empty_selection_gives_empty_tables(dataset):
    nothing = select(dataset, Filters(text="no such word anywhere"))
    for stack in STACKS:
        counts = frequency(meetings(nothing), "month", stack)
        assert counts.placed.table.empty
        assert counts.undated.table.empty


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (0, "events", "no meetings and trips"),
        (1, "events", "1 meeting or trip"),
        (2, "events", "2 meetings and trips"),
        (1, "reports", "1 report of meetings and trips"),
        (1204, "participations", "1,204 participations in meetings and trips"),
    ],
)
def test_nouns_stay_right_for_every_number_and_unit(number, unit, words):
    assert MEETINGS_AND_TRIPS.count(number, unit) == words


def test_trips_without_their_meetings_in_the_selection_are_still_not_alone(tiny):
    data = tiny(
        events=[
            {"event_id": "trip", "event_type": "visit", "title": "Health trip"},
            {"event_id": "talks", "parent_id": "trip", "title": "Other talks", "summary": "Nothing"},
        ]
    )
    selection = select(data, Filters(text="health"))
    assert TRIPS.count(len(lone_trips(selection))) == "no trips"
