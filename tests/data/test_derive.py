"""Derived facts of events: trips, hosts, levels, third countries, months."""

import pytest

from data.vocabulary import vocabulary

LEVELS = vocabulary("levels").ids


def only(data, column):
    (value,) = data.events[column]
    return value


def test_meetings_are_the_types_that_the_codebook_marks(tiny):
    types = vocabulary("event_types").ids
    data = tiny(events=[{"event_id": name.replace("_", "-"), "event_type": name} for name in types])
    marked = {row["id"] for row in vocabulary("event_types").rows if row["is_meeting"] == "true"}
    assert set(data.events.loc[data.events["is_meeting"], "event_type"]) == marked


@pytest.mark.parametrize(
    ("part", "lone"),
    [
        ({}, True),
        ({"event_type": "meeting"}, False),
        ({"event_type": "call"}, False),
        ({"event_type": "signing"}, True),
        ({"event_type": "meeting", "status": "planned"}, True),
        ({"event_type": "meeting", "status": "cancelled"}, True),
    ],
)
def test_a_trip_is_alone_while_no_meeting_of_it_is_known_to_have_taken_place(tiny, part, lone):
    events = [{"event_id": "trip", "event_type": "visit"}]
    if part:
        events.append({"event_id": "part", "parent_id": "trip", **part})
    data = tiny(events=events)
    assert bool(data.events["lone_trip"].iat[data.event_row("trip")]) is lone
    assert data.events["lone_trip"].sum() == int(lone)


@pytest.mark.parametrize(
    ("third", "multilateral"),
    [
        ([], False),
        ([{"actor_id": "tur-minister"}], True),
        ([{"actor_id": "tur-minister", "role": "discussed"}], False),
        ([{"actor_id": "commission"}], False),
    ],
)
def test_a_third_country_in_the_room_makes_an_event_multilateral(tiny, third, multilateral):
    pair = [{"actor_id": "aze-minister"}, {"actor_id": "isr-minister"}]
    data = tiny(participants=[{"event_id": "a", **row} for row in pair + third])
    assert bool(only(data, "multilateral")) is multilateral


def test_the_highest_level_of_each_side_counts(tiny):
    data = tiny(participants=[
        {"event_id": "a", "actor_id": "aze-1", "level": "ambassador"},
        {"event_id": "a", "actor_id": "aze-2", "level": "minister"},
        {"event_id": "a", "actor_id": "isr-1", "level": "official"},
        {"event_id": "a", "actor_id": "isr-2", "level": "head_of_state", "role": "discussed"},
        {"event_id": "a", "actor_id": "tur-1", "level": "head_of_state"},
    ])  # fmt: skip
    assert LEVELS[only(data, "level_first")] == "minister"
    assert LEVELS[only(data, "level_second")] == "official"
    assert LEVELS[only(data, "level")] == "minister"


def test_a_side_that_is_absent_has_no_level(tiny):
    data = tiny(participants=[{"event_id": "a", "actor_id": "isr-1", "level": "minister"}])
    assert only(data, "level_first") == -1
    assert LEVELS[only(data, "level")] == "minister"
    assert only(tiny(events=[{"event_id": "a"}]), "level") == -1


@pytest.mark.parametrize(
    ("event", "host", "expected"),
    [
        ({"country": "AZE"}, "", "first"),
        ({"country": "ISR"}, "", "second"),
        ({"country": "DEU"}, "", "third"),
        ({}, "", "none"),
        ({}, "aze-minister", "first"),
        ({}, "isr-minister", "second"),
        ({}, "commission", "none"),
        ({"country": "DEU"}, "isr-minister", "third"),
        ({"event_type": "call"}, "isr-minister", "none"),
    ],
)
def test_the_stated_country_decides_on_the_host_side_then_the_host(tiny, event, host, expected):
    rows = [{"event_id": "a", "actor_id": host, "role": "host"}] if host else []
    assert only(tiny(events=[{"event_id": "a", **event}], participants=rows), "host") == expected


@pytest.mark.parametrize(
    ("date", "months"),
    [
        # months since January 2023: first possible, last possible, the last one for placing
        ("2023-05-30", (4, 4, 4)),
        ("2023-05", (4, 4, 4)),
        ("2023", (0, 11, 11)),
        ("2023-05-30/2023-06-02", (4, 5, 4)),
        ("2023-05/2023-06", (4, 5, 5)),
        ("[2023-05-30..2023-06-02]", (4, 5, 5)),
        ("2024-01-01", (12, 12, 12)),
    ],
)
def test_an_event_that_lasted_belongs_where_it_began_if_that_day_is_known(tiny, date, months):
    data = tiny(events=[{"event_id": "a", "date": date}])
    start = 2023 * 12
    assert tuple(only(data, f"{end}_month") - start for end in ("first", "last", "placed")) == months


@pytest.mark.parametrize(("basis", "borrowed", "placed"), [("inferred", True, 5), ("stated", False, 4)])
def test_an_event_that_only_carries_the_days_of_its_trip_is_not_placed_where_the_trip_began(
    tiny, basis, borrowed, placed
):
    days = "2023-05-30/2023-06-02"
    data = tiny(events=[
        {"event_id": "trip", "date": days, "date_basis": "inferred", "event_type": "visit"},
        {"event_id": "talks", "date": days, "date_basis": basis, "parent_id": "trip"},
    ])  # fmt: skip
    row = data.event_row("talks")
    assert data.events["days_of_trip"].sum() == int(borrowed)
    assert bool(data.events["days_of_trip"].iat[row]) is borrowed
    assert data.events["placed_month"].iat[row] - 2023 * 12 == placed
