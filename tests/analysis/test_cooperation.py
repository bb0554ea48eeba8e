"""Spheres, their periods, pairs, stages and actors: literal rows, and a slow count over any data that agrees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cooperation import (
    NO_SPHERE,
    UNDATED,
    periods_shown,
    sphere_labels,
    sphere_pairs,
    sphere_periods,
    spheres,
)
from analysis.filters import DEFAULT, Filters
from analysis.selection import UNITS, select, unit_of_actors
from analysis.sphere_actors import WHO, active, parts, sphere_actors
from analysis.stages import first_reached, furthest, stages
from data.vocabulary import vocabulary
from tests.tiny import tiny as build

EVERYTHING = Filters(scopes=(), statuses=())
SPHERES = ("political", "energy", "health")
TALLIES = {
    "spheres": spheres,
    "years": lambda selection, unit: sphere_periods(selection, "year", unit),
    "quarters": lambda selection, unit: sphere_periods(selection, "quarter", unit),
    "pairs": sphere_pairs,
    "stages": stages,
    "institutions": lambda selection, unit: sphere_actors(selection, "institution", unit),
    "sectors": lambda selection, unit: sphere_actors(selection, "sector", unit),
    "active institutions": lambda selection, unit: active(selection, "institution", unit),
    "active sectors": lambda selection, unit: active(selection, "sector", unit),
}
dates = st.sampled_from(
    ["2022-03-05", "2022-04", "2023", "2023-12-30/2024-01-02", "[2024-02-01..2024-05-01]"]
)
named = st.lists(st.sampled_from(SPHERES), unique=True)
coded = st.lists(
    st.tuples(dates, named, st.sampled_from(vocabulary("stages").ids), st.integers(0, 3)), max_size=7
)


def data_of(events):
    """A data set from (date, spheres, stage of each, number of institutions that take part) per event."""
    return build(
        events=[{"event_id": f"e{i}", "date": date} for i, (date, *_) in enumerate(events)],
        event_spheres=[
            {"event_id": f"e{i}", "sphere": sphere, "stage": stage}
            for i, (_, names, stage, _) in enumerate(events)
            for sphere in names
        ],
        actors=[
            {"actor_id": f"aze-{n}", "kind": "institution", "sector": ("energy", "health")[n % 2]}
            for n in range(3)
        ],
        participants=[
            {"event_id": f"e{i}", "actor_id": f"aze-{n}"}
            for i, (*_, people) in enumerate(events)
            for n in range(people)
        ],
        evidence=[{"event_id": f"e{i}"} for i in range(len(events))],
    )


def by_hand(selection, unit):
    """Event row → its spheres (``none`` for no sphere) and how much it counts, from the tables themselves."""
    data, weights = selection.dataset, selection.weights(unit)
    rows = data.event_spheres
    for event in selection.rows:
        yield event, list(rows["sphere"][rows["event"] == event]) or [NO_SPHERE], int(weights[event])


def sums(pairs):
    """Key → sum, without the keys that count nothing."""
    total: dict = {}
    for key, count in pairs:
        total[key] = total.get(key, 0) + count
    return {key: count for key, count in total.items() if count}


def counted(tally):
    table = tally.table
    return dict(zip(zip(*(table[key] for key in tally.keys), strict=True), table["count"], strict=True))


def assert_every_count_has_its_events(tally):
    weights = tally.selection.weights(tally.unit)
    for row, count in enumerate(tally.table["count"]):
        assert weights[tally.events(row)].sum() == count > 0


@given(coded, st.sampled_from(sorted(UNITS)), st.sampled_from([(), ("energy",), ("energy", "health")]))
def test_spheres_and_pairs_agree_with_a_count_by_hand(events, unit, chosen):
    selection = select(data_of(events), Filters(spheres=chosen))
    each = list(by_hand(selection, unit))
    assert counted(spheres(selection, unit)) == sums(((s,), n) for _, names, n in each for s in names)
    order = {id_: place for place, id_ in enumerate(vocabulary("spheres").ids)}
    assert counted(sphere_pairs(selection, unit)) == sums(
        ((a, b), n)
        for _, names, n in each
        for a in names
        for b in names
        if NO_SPHERE not in names and order[a] <= order[b]
    )


@given(coded, st.sampled_from(sorted(UNITS)))
def test_stages_agree_with_a_count_by_hand(events, unit):
    selection = select(data_of(events), DEFAULT)
    weights, rows = selection.weights(unit), selection.of("event_spheres")
    keys = zip(rows["sphere"], rows["stage"], strict=True)
    assert counted(stages(selection, unit)) == sums(
        (key, int(weights[e])) for key, e in zip(keys, rows["event"], strict=True)
    )


@given(coded, st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(WHO)))
def test_actors_agree_with_a_count_by_hand(events, unit, who):
    selection = select(data_of(events), DEFAULT)
    people, actors = selection.of("participants"), selection.dataset.actors
    column = actors["actor_id" if who == "institution" else "sector"]
    there = {e: sorted(set(column.iloc[people["actor"][people["event"] == e]])) for e in selection.rows}
    each = list(by_hand(selection, unit_of_actors(unit)))
    assert counted(sphere_actors(selection, who, unit)) == sums(
        ((a, s), n) for e, names, n in each for a in there[e] for s in names
    )
    assert counted(active(selection, who, unit)) == sums(((a,), n) for e, _, n in each for a in there[e])


@given(coded, st.sampled_from(sorted(UNITS)), st.sampled_from(["year", "quarter", "month"]))
def test_the_periods_of_a_sphere_add_up_to_its_count(events, unit, by):
    selection = select(data_of(events), DEFAULT)
    periods = sphere_periods(selection, by, unit)
    assert periods.table.groupby("sphere")["count"].sum().to_dict() == {
        sphere: count for (sphere,), count in counted(spheres(selection, unit)).items()
    }
    assert set(periods.table["period"]) <= {*periods_shown(selection, by), UNDATED}


@given(coded, st.sampled_from(sorted(UNITS)))
def test_no_number_without_its_events(events, unit):
    selection = select(data_of(events), DEFAULT)
    for make in TALLIES.values():
        assert_every_count_has_its_events(make(selection, unit))


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("name", TALLIES)
def test_no_number_without_its_events_in_the_default_data(dataset, name, unit):
    assert_every_count_has_its_events(TALLIES[name](select(dataset, EVERYTHING), unit))


def test_an_event_in_two_spheres_counts_once_in_the_total_and_once_in_each(dataset):
    selection = select(dataset, DEFAULT)
    count = counted(spheres(selection))
    mentions = len(selection.of("event_spheres"))
    assert sum(count.values()) - count[NO_SPHERE,] == mentions > len(selection) - count[NO_SPHERE,]
    assert count[NO_SPHERE,] == len(selection) - selection.of("event_spheres")["event"].nunique()


def test_the_period_of_an_event_that_cannot_be_placed_is_undated():
    events: list[tuple] = [
        ("2023-05", ["energy"], "signed", 0),
        ("2023", ["energy"], "signed", 0),
        ("2024-05-02", [], "signed", 0),
    ]
    selection = select(data_of(events), DEFAULT)
    assert counted(sphere_periods(selection, "quarter")) == {
        ("energy", "2023-Q2"): 1, ("energy", UNDATED): 1, (NO_SPHERE, "2024-Q2"): 1,
    }  # fmt: skip
    assert counted(sphere_periods(selection, "year")) == {("energy", "2023"): 2, (NO_SPHERE, "2024"): 1}
    assert periods_shown(selection, "quarter") == [f"2023-Q{n}" for n in (1, 2, 3, 4)] + [
        "2024-Q1",
        "2024-Q2",
    ]


def test_years_without_events_are_shown():
    events: list[tuple] = [("2020", [], "signed", 0), ("2023-01", [], "signed", 0)]
    assert periods_shown(select(data_of(events), DEFAULT), "year") == ["2020", "2021", "2022", "2023"]


@pytest.mark.parametrize(
    ("given_dates", "words", "year"),
    [
        (["2023-05-30"], "30 May 2023", "2023"),
        (["2023-05-30", "2023-05-29"], "29 May 2023", "2023"),
        (["2023-05-30", "2023"], "by 30 May 2023", "≤2023"),
        (["2023-05", "2022-01-01/2024-01-01"], "by May 2023", "≤2023"),
        (["[2023-05-01..2023-05-09]", "2023"], "by 9 May 2023", "≤2023"),
        (["[2022-05-01..2023-05-09]"], "between 1 May 2022 and 9 May 2023", "≤2023"),
        (["2022~"], "about 2022", "~2022"),
        (["2022?"], "2022 (uncertain)", "2022?"),
    ],
)
def test_a_stage_is_dated_by_the_event_that_ends_first_and_says_when_another_may_come_before(
    given_dates, words, year
):
    first = first_reached(select(data_of([(date, ["energy"], "signed", 0) for date in given_dates]), DEFAULT))
    assert list(first) == [("energy", "signed")]
    assert (first["energy", "signed"].words, first["energy", "signed"].year) == (words, year)


def test_the_furthest_stage_goes_by_rank_not_by_date():
    events = [
        ("2020", ["energy"], "signed", 0),
        ("2023", ["energy"], "mentioned", 0),
        ("2022", ["health"], "agreed", 0),
    ]
    last = furthest(first_reached(select(data_of(events), DEFAULT)))
    assert {sphere: (first.stage, first.date) for sphere, first in last.items()} == {
        "energy": ("signed", "2020"), "health": ("agreed", "2022"),
    }  # fmt: skip


def test_first_dates_are_those_of_the_selected_events(dataset):
    selection = select(dataset, DEFAULT)
    for (sphere, stage), first in first_reached(selection).items():
        rows = stages(selection)
        place = list(counted(rows)).index((sphere, stage))
        behind = dataset.events.iloc[rows.events(place)]
        assert dataset.events["last_day"].iloc[first.event] == behind["last_day"].min()
        assert first.event in behind.index


def test_a_subject_of_the_talks_takes_no_part_and_a_sector_counts_once_per_event():
    people = [("aze-oil", "host"), ("isr-oil", "visitor"), ("isr-gas", "discussed")]
    data = build(
        actors=[{"actor_id": actor, "kind": "institution", "sector": "energy"} for actor, _ in people],
        participants=[{"event_id": "e", "actor_id": actor, "role": role} for actor, role in people],
    )
    selection = select(data, DEFAULT)
    assert counted(active(selection, "institution")) == {("aze-oil",): 1, ("isr-oil",): 1}
    assert counted(sphere_actors(selection, "sector")) == {("energy", NO_SPHERE): 1}


def test_persons_are_no_institutions():
    data = build(participants=[{"event_id": "e", "actor_id": "aze-minister"}])
    assert active(select(data, DEFAULT), "institution").table.empty
    assert counted(active(select(data, DEFAULT), "sector")) == {("government",): 1}


@pytest.mark.parametrize("name", TALLIES)
def test_no_event_gives_an_empty_table(dataset, name):
    for selection in (select(build(), DEFAULT), select(dataset, Filters(text="no such words anywhere"))):
        assert TALLIES[name](selection, "events").table.empty
        assert first_reached(selection) == {}


def test_no_sphere_stands_last_beside_every_sphere_of_the_vocabulary():
    assert list(sphere_labels()) == [*vocabulary("spheres").ids, NO_SPHERE]


def test_what_depends_on_no_filter_is_made_once(dataset):
    assert parts(dataset, "sector") is parts(dataset, "sector")
