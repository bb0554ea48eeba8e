"""One mark per event, or one cell per type and year."""

import pytest

from analysis.filters import Filters
from analysis.selection import select
from analysis.timeline import event_marks, everything, type_order, year_cells
from data.vocabulary import vocabulary


def all_of(dataset):
    return select(dataset, Filters(scopes=(), statuses=()))


@pytest.mark.parametrize(
    ("date", "form", "doubtful"),
    [
        ("2023-05-30", "day", False),
        ("2023-05-30~", "day", True),
        ("2023-05-28/2023-05-30", "lasted", False),
        ("2023-05", "within", False),
        ("2023?", "within", True),
        ("[2023-05-01..2023-05-09]", "within", False),
    ],
)
def test_a_date_that_is_no_day_is_drawn_as_a_span(tiny, date, form, doubtful):
    table = event_marks(all_of(tiny(events=[{"date": date}]))).table
    assert table[["form", "doubtful"]].values.tolist() == [[form, doubtful]]


def test_an_event_with_the_dates_of_its_trip_has_no_known_day(tiny):
    days = "2023-05-28/2023-05-30"
    events = [
        {"event_id": "trip", "date": days, "event_type": "visit"},
        {"event_id": "talks", "date": days, "date_basis": "inferred", "parent_id": "trip"},
        {"event_id": "congress", "date": days, "event_type": "forum", "parent_id": "trip"},
        {"event_id": "fair", "date": "2023-05-28/2023-05-29", "event_type": "forum", "parent_id": "trip"},
    ]
    table = event_marks(all_of(tiny(events=events))).table
    assert dict(zip(table["event_id"], table["form"], strict=True)) == {
        "trip": "lasted",
        "talks": "within",
        "congress": "lasted",
        "fair": "lasted",
    }


def test_a_mark_carries_the_highest_level_present(tiny):
    people = [
        {"event_id": "a", "actor_id": "aze-official", "level": "official"},
        {"event_id": "a", "actor_id": "isr-minister", "level": "minister"},
    ]
    table = event_marks(
        all_of(tiny(events=[{"event_id": "a"}, {"event_id": "b"}], participants=people))
    ).table
    assert dict(zip(table["event_id"], table["level"], strict=True)) == {"a": "minister", "b": ""}


def test_families_of_types_stand_together():
    family = vocabulary("event_types").column("family")
    row = [family[id_] for id_ in type_order()]
    assert sorted(type_order()) == sorted(family)
    assert [name for name, before in zip(row[1:], row, strict=False) if name != before] == list(
        dict.fromkeys(row)
    )[1:]


def test_cells_count_by_year_and_keep_apart_what_may_lie_in_two(tiny):
    events = [
        {"date": "2022"},
        {"date": "2022-05-30"},
        {"date": "[2022-12-31..2023-01-01]"},
        {"event_type": "call"},
    ]
    placed, undated = year_cells(all_of(tiny(events=events)))
    assert placed.table.values.tolist() == [["meeting", "2022", 2], ["call", "2023", 1]]
    assert undated.table.values.tolist() == [["meeting", "2022-12/2023-01", 1]]


@pytest.mark.parametrize("filters", [Filters(), Filters(spheres=("water",)), Filters(scopes=(), statuses=())])
def test_every_count_is_its_events_and_no_event_is_lost(dataset, filters):
    selection = select(dataset, filters)
    weights = selection.weights("events")
    tallies = [event_marks(selection), *year_cells(selection)]
    for tally in tallies:
        for row, number in enumerate(tally.table["count"]):
            assert weights[tally.events(row)].sum() == number
    marks, placed, undated = tallies
    assert marks.total == placed.total + undated.total == len(selection)


def test_nothing_selected_gives_no_marks(tiny):
    assert event_marks(all_of(tiny())).table.empty
    assert [tally.table.empty for tally in year_cells(all_of(tiny()))] == [True, True]


def test_the_coverage_is_measured_on_everything(dataset):
    assert len(everything(dataset)) == len(dataset)
