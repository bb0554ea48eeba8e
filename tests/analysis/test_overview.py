"""What the overview says in words and numbers."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.announced import announced, latest
from analysis.filters import Filters
from analysis.headline import headlines
from analysis.overview import lead, leaders, top_actors, top_spheres
from analysis.selection import UNITS, select

PEOPLE = [
    {"event_id": "a", "actor_id": "aze-minister"},
    {"event_id": "a", "actor_id": "isr-minister"},
    {"event_id": "b", "actor_id": "aze-minister"},
]
SPHERES = [
    {"event_id": "a", "sphere": "health"},
    {"event_id": "a", "sphere": "energy"},
    {"event_id": "b", "sphere": "health"},
]


def default(dataset, **changes):
    return select(dataset, Filters(**changes))


@pytest.fixture
def two(tiny):
    events = [{"event_id": "a", "date": "2022-05"}, {"event_id": "b", "date": "2023-05-30"}]
    return tiny(events=events, participants=PEOPLE, event_spheres=SPHERES)


def test_the_lead_says_how_often_on_what_and_who(two):
    assert lead(default(two)) == (
        "The sources report 2 meetings between Azerbaijan and Israel from 2022 to 2023. "
        "The spheres named are Health (2 events) and Energy (1). "
        "The people involved are Actor aze-minister (2 events) and Actor isr-minister (1)."
    )


@pytest.mark.parametrize(
    ("events", "beginning"),
    [
        ([], "No event is selected."),
        (
            [{"event_type": "signing"}],
            "The one selected event is no meeting. No sphere is named in the sources.",
        ),
        ([{"event_type": "signing"}, {"event_type": "aid"}], "None of the 2 selected events is a meeting."),
        ([{}], "The sources report 1 meeting between Azerbaijan and Israel in 2023. "),
        ([{}] * 3, "The sources report 3 meetings between Azerbaijan and Israel in 2023. "),
        (
            [{"date": "[2022-12-30..2023-01-02]"}],
            "The sources report 1 meeting between Azerbaijan and Israel from 2022 to 2023. ",
        ),
        (
            [{}, {"event_type": "credentials"}, {"event_type": "call"}],
            "The sources report 3 meetings between Azerbaijan and Israel in 2023 (calls and credentials included). ",
        ),
    ],
)
def test_the_lead_is_right_for_none_one_and_many(tiny, events, beginning):
    assert lead(default(tiny(events=events))).startswith(beginning)


@pytest.mark.parametrize("odd", [{"scope": "third_party"}, {"status": "claimed"}])
def test_the_lead_names_the_two_countries_only_for_their_own_meetings_that_occurred(tiny, odd):
    selection = default(tiny(events=[{}, odd]), scopes=(), statuses=())
    assert lead(selection).startswith("The selection holds 2 meetings in 2023.")


def test_the_lead_names_no_winner_among_equals(tiny):
    people = [{"event_id": "a", "actor_id": f"aze-{letter}"} for letter in "klmn"]
    sentence = lead(default(tiny(events=[{"event_id": "a"}], participants=people)))
    assert sentence.endswith("Of the people involved, 4 share the first place with 1 event each.")


@pytest.mark.parametrize(
    ("counts", "shown"), [([], 0), ([5, 5], 2), ([5, 4, 3, 2], 3), ([5, 4, 4, 4], 1), ([4, 4, 4, 4], 0)]
)
def test_a_tie_that_does_not_fit_is_left_out_whole(counts, shown):
    assert len(leaders(pd.DataFrame({"count": counts}))) == shown


def test_an_event_in_two_spheres_counts_in_each_and_a_subject_of_the_talks_is_not_present(tiny):
    people = [*PEOPLE, {"event_id": "b", "actor_id": "irn", "role": "discussed"}]
    selection = default(
        tiny(events=[{"event_id": "a"}, {"event_id": "b"}], participants=people, event_spheres=SPHERES)
    )
    assert top_spheres(selection).table[["sphere", "count"]].values.tolist() == [["health", 2], ["energy", 1]]
    actors = top_actors(selection).table
    assert actors[["actor", "count", "side"]].values.tolist() == [
        ["aze-minister", 2, "first"], ["isr-minister", 1, "second"],
    ]  # fmt: skip


def test_countries_named_as_such_are_no_actors_of_the_overview(tiny):
    actors = [{"actor_id": "isr", "kind": "country"}]
    people = [{"event_id": "a", "actor_id": "isr"}, {"event_id": "a", "actor_id": "aze-minister"}]
    selection = default(tiny(events=[{"event_id": "a"}], actors=actors, participants=people))
    assert top_actors(selection).table["actor"].tolist() == ["aze-minister"]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("rank", [top_spheres, top_actors])
@pytest.mark.parametrize(
    "filters", [Filters(), Filters(spheres=("health", "energy")), Filters(scopes=(), statuses=())]
)
def test_every_count_is_the_weight_of_its_events(dataset, filters, rank, unit):
    selection = select(dataset, filters)
    tally = rank(selection, unit)
    weights = selection.weights(tally.unit)
    assert len(tally.table) > 0
    for row, number in tally.table["count"].items():
        assert weights[tally.events(row)].sum() == number


def test_an_actor_is_not_credited_with_the_participations_of_others(two):
    actors = top_actors(default(two), "participations")
    assert actors.unit == "events"
    assert actors.table[["actor", "count"]].values.tolist() == [["aze-minister", 2], ["isr-minister", 1]]


def test_nothing_selected_gives_empty_tables_and_no_numbers(tiny):
    selection = default(tiny())
    assert top_spheres(selection).table.empty
    assert top_actors(selection).table.empty
    assert headlines(selection) == ()
    assert len(latest(selection)) == 0


def test_the_four_numbers_and_their_years(tiny):
    events = [
        {"event_id": "a", "date": "2021"}, {"event_id": "b", "date": "[2021-12-31..2022-01-01]"},
        {"event_id": "c", "date": "2023-05", "event_type": "visit"},
        {"event_id": "d", "date": "2023-05-30", "event_type": "signing"},
    ]  # fmt: skip
    dataset = tiny(
        events=events,
        agreements=[{"event_id": "d"}, {"event_id": "d"}],
        evidence=[{"event_id": id_, "source_id": "late"} for id_ in "abcd"]
        + [{"event_id": "a", "source_id": "undated"}],
        sources=[{"source_id": "late", "published": "2024-01"}, {"source_id": "undated", "published": ""}],
    )
    numbers = {number.name: number for number in headlines(default(dataset))}
    assert {name: (number.total, number.per_year, number.undated) for name, number in numbers.items()} == {
        "meetings": (2, (1, 0, 0, 0), 1),
        "trips": (1, (0, 0, 1, 0), 0),
        "documents": (2, (0, 0, 2, 0), 0),
        "sources": (2, (0, 0, 0, 1), 1),
    }
    assert {number.first_year for number in numbers.values()} == {2021}


def test_the_numbers_and_their_years_add_up(dataset):
    for number in headlines(select(dataset, Filters(scopes=(), statuses=()))):
        assert sum(number.per_year) + number.undated == number.total


def test_the_latest_come_first(tiny):
    dataset = tiny(events=[{"event_id": f"e{day}", "date": f"2023-05-0{day}"} for day in range(1, 8)])
    assert dataset.events["event_id"].iloc[latest(default(dataset))].tolist() == [
        "e7",
        "e6",
        "e5",
        "e4",
        "e3",
    ]


@pytest.mark.parametrize(
    ("today", "ahead"),
    [
        (date(2023, 5, 29), ["day", "month"]),
        (date(2023, 5, 30), ["day", "month"]),
        (date(2023, 5, 31), ["month"]),
        (date(2023, 6, 1), []),
    ],
)
def test_an_announced_event_is_ahead_until_its_last_possible_day(tiny, today, ahead):
    planned = {"status": "planned"}
    dataset = tiny(
        events=[
            {"event_id": "day", **planned},
            {"event_id": "month", "date": "2023-05", **planned},
            {"event_id": "done"},
        ]
    )
    rows, overdue = announced(default(dataset), today)
    assert sorted(dataset.events["event_id"].iloc[rows]) == ahead
    assert sorted(dataset.events["event_id"].iloc[np.concatenate([rows, overdue])]) == ["day", "month"]


def test_announced_events_obey_the_other_filters(tiny):
    events = [
        {"event_id": "a", "status": "planned"},
        {"event_id": "b", "status": "planned", "event_type": "forum"},
    ]
    rows, overdue = announced(default(tiny(events=events), types=("forum",)), date(2023, 1, 1))
    assert len(rows) == 1
    assert len(overdue) == 0
