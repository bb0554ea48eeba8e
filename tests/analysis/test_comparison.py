"""Two views: the counts of A, B, either and both add up, and each of them leads to exactly its events."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import comparison as compared
from analysis.comparison import Comparison, compare
from analysis.comparison_basis import apart, basis, basis_words, follows
from analysis.comparison_change import MEASURES, change
from analysis.comparison_course import by_that_fits, course
from analysis.comparison_extract import comparison_table
from analysis.comparison_ideas import ideas
from analysis.cooperation import UNDATED
from analysis.extracts import EXTRACTS
from analysis.filters import DEFAULT, Filters
from analysis.links import Links
from analysis.meetings import meetings
from analysis.selection import UNITS, select
from tests.analysis.strategies import filters

LINKS = Links("http://rapport.example", "0" * 12)
PAIRS = {
    "spheres": compared.spheres,
    "actors": compared.actors,
    "types": compared.types,
    "levels": compared.levels,
}
OLD, NEW = Filters(first="2016-01", last="2020-12"), Filters(first="2021-01", last="2025-12")


def views(dataset, first=DEFAULT, second=DEFAULT) -> Comparison:
    return Comparison(select(dataset, first), select(dataset, second))


def pairs_of_views(dataset):
    """Any two filters; among them views that share events, and two periods."""
    alike = filters(dataset).map(lambda one: (one, one.without("spheres")))
    return st.tuples(filters(dataset), filters(dataset)) | alike | st.just((OLD, NEW))


@settings(max_examples=12)
@given(data=st.data(), unit=st.sampled_from([*UNITS]))
def test_counts_add_up_and_lead_to_their_events(dataset, data, unit):
    comparison = views(dataset, *data.draw(pairs_of_views(dataset)))
    for count in PAIRS.values():
        pair = count(comparison, unit)
        table = pair.table
        assert (table["difference"] == table["b"] - table["a"]).all()
        both = count(Comparison(comparison.shared, comparison.shared), unit).first
        assert table["a"].sum() + table["b"].sum() == pair.either.total + both.total
        for side in pair.tallies:
            weights = side.selection.weights(side.unit)
            for row, number in enumerate(side.table["count"]):
                behind = side.events(row)
                assert weights[behind].sum() == number
                assert side.selection.mask[behind].all()
        for row in range(len(table)):
            ours = np.union1d(pair.first.events(row), pair.second.events(row))
            assert ours.tolist() == pair.either.events(row).tolist()


@settings(max_examples=12)
@given(data=st.data(), unit=st.sampled_from([*UNITS]))
def test_the_overlap_holds_every_event_once(dataset, data, unit):
    comparison = views(dataset, *data.draw(pairs_of_views(dataset)))
    table = compared.overlap(comparison, unit).table
    counts = dict(zip(table["held"], table["count"], strict=True))
    assert counts.get("A", 0) + counts.get("both", 0) == comparison.first.total(unit)
    assert counts.get("B", 0) + counts.get("both", 0) == comparison.second.total(unit)
    assert sum(counts.values()) == comparison.either.total(unit)


@settings(max_examples=12)
@given(data=st.data())
def test_a_measure_has_events_exactly_when_it_counts_something(dataset, data):
    comparison = views(dataset, *data.draw(pairs_of_views(dataset)))
    pair = change(comparison)
    assert pair.table["measure"].tolist() == [
        id_ for id_, one in MEASURES.items() if one.value(comparison.first) + one.value(comparison.second)
    ]
    table = pair.table
    for row in range(len(table)):
        for side, name in ((pair.first, "a"), (pair.second, "b")):
            assert (len(side.events(row)) > 0) == (table[name].iloc[row] > 0)
        ours = np.union1d(pair.first.events(row), pair.second.events(row))
        assert ours.tolist() == pair.either.events(row).tolist()


@settings(max_examples=12)
@given(data=st.data(), by=st.sampled_from(["year", "quarter", "month"]))
def test_every_meeting_is_in_one_period_or_undated(dataset, data, by):
    comparison = views(dataset, *data.draw(pairs_of_views(dataset)))
    found = course(comparison, by)
    for view, side in zip((comparison.first, comparison.second), found.tallies, strict=True):
        assert side.total == len(meetings(view))
    for periods, side in zip(found.periods, found.tallies, strict=True):
        assert set(side.table["period"]) <= {*periods, UNDATED}
    per_view = found.table.groupby("view")["count"].sum()
    assert [per_view.get(name, 0) for name in "AB"] == [side.total for side in found.tallies]


@settings(max_examples=12)
@given(data=st.data())
def test_the_file_has_one_row_per_event_with_the_view_that_holds_it(dataset, data):
    comparison = views(dataset, *data.draw(pairs_of_views(dataset)))
    table = comparison_table(comparison, comparison.either, comparison.either.rows, LINKS)
    assert table.drop(columns="selection").equals(EXTRACTS["events"].make(comparison.either, LINKS))
    by_view = {name: set(table["event_id"][table["selection"].isin([name, "both"])]) for name in "AB"}
    assert by_view["A"] == set(comparison.first.events["event_id"])
    assert by_view["B"] == set(comparison.second.events["event_id"])


def test_a_query_is_a_comparison(dataset):
    comparison, refused = compare({"sphere": ["energy"], "b.sphere": ["health", "x"]}, dataset)
    assert (comparison.first.filters.spheres, comparison.second.filters.spheres) == (("energy",), ("health",))
    assert [part.key for part in refused] == ["b.sphere"]


def test_views_of_different_times_have_axes_of_their_own(dataset):
    comparison = views(dataset, OLD, NEW)
    found = course(comparison, "year")
    assert found.apart
    assert found.periods == (
        ["2016", "2017", "2018", "2019", "2020"],
        ["2021", "2022", "2023", "2024", "2025"],
    )
    assert follows(comparison)
    assert apart(views(dataset, NEW, OLD))
    assert not follows(views(dataset, NEW, OLD))


def test_views_of_overlapping_times_share_one_axis(dataset):
    found = course(views(dataset, OLD, Filters(first="2019-01", last="2021-12")), "year")
    assert not found.apart
    assert found.periods[0] == found.periods[1] == ["2016", "2017", "2018", "2019", "2020", "2021"]


@pytest.mark.parametrize(
    ("by", "parts"), [("year", ["2021", "2022"]), ("quarter", ["2022-Q2"]), ("month", [])]
)
def test_periods_that_the_filters_cut_are_named(dataset, by, parts):
    found = course(views(dataset, OLD, Filters(first="2021-04", last="2022-05")), by)
    assert found.cut == ([], parts)


@pytest.mark.parametrize(
    ("last", "asked", "by", "said"),
    [
        ("2020-12", "fitting", "month", False),
        ("2022-12", "fitting", "quarter", False),
        ("2024-12", "fitting", "year", False),
        ("2024-12", "month", "month", False),
        ("2026-12", "month", "quarter", True),
        ("2026-12", "quarter", "quarter", False),
    ],
)
def test_periods_are_as_long_as_the_views_allow(dataset, last, asked, by, said):
    one = Filters(first="2020-01", last=last)
    found, notes = by_that_fits(views(dataset, one, one), asked)
    assert found == by
    assert bool(notes) is said


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (Filters(first="2016-01", last="2020-12", spheres=("energy",)), ["Both views cover the same time."]),
        (
            NEW,
            [
                "Each view covers 5 years.",
                "The data set holds 76 sources published in the time of view A and ",
            ],
        ),
        (
            Filters(first="2021-01", last="2022-06"),
            [
                "View A covers 5 years, view B 18 months: their sums",
                "The data set holds 76 sources published",
            ],
        ),
        (
            Filters(first="2016-01", last="2020-12", press=("ISR",)),
            [
                "Both views cover the same time.",
                "The data set holds 76 sources from the time and the press of view A",
            ],
        ),
    ],
)
def test_lengths_and_coverage_stand_beside_the_counts(dataset, second, words):
    said = basis_words(views(dataset, OLD, second))
    assert [one.startswith(start) for one, start in zip(said, words, strict=True)] == [True] * len(words)


def test_sources_of_a_view_are_those_published_in_its_time(dataset):
    known = dataset.sources["published"].str.match(r"20(16|17|18|19|20)")
    assert basis(select(dataset, OLD)).sources == int(known.sum())


@given(data=st.data())
@settings(max_examples=12)
def test_every_idea_compares_two_views_that_hold_something(dataset, data):
    for idea in ideas(select(dataset, data.draw(filters(dataset)))):
        assert len(idea.comparison.first)
        assert len(idea.comparison.second)
        assert not idea.comparison.same
        assert idea.label


def test_the_first_ideas_a_reader_is_offered(dataset):
    found = {idea.name: idea for idea in ideas(select(dataset, DEFAULT))}
    assert [*found] == ["before", "spheres", "hosts", "persons", "press"]
    assert found["before"].label == "2016–2020, then 2021–2025"
    assert found["before"].comparison.filters.second == NEW
    assert found["hosts"].comparison.first.filters.places == (dataset.about.dyad[0],)


def test_the_time_before_the_reader_s_own_period_is_offered(dataset):
    found = ideas(select(dataset, Filters(first="2023-04", last="2023-09")))[0]
    assert found.label == "October 2022 to March 2023, then April 2023 to September 2023"


def test_empty_views_give_empty_tables(tiny):
    comparison = views(tiny(), DEFAULT, Filters(spheres=("energy",)))
    assert all(count(comparison).table.empty for count in PAIRS.values())
    assert change(comparison).table.empty
    assert comparison_table(comparison, comparison.either, comparison.either.rows, LINKS).empty
    assert ideas(comparison.first) == []
