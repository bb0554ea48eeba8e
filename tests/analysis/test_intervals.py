"""Days between meetings: between certain days only, and no median of a handful."""

import pytest

from analysis.filters import Filters
from analysis.intervals import CLASSES, MINIMUM, intervals
from analysis.selection import select

EVERYTHING = Filters(scopes=(), statuses=())


def gaps_of(tiny, *dates):
    return intervals(select(tiny(events=[{"date": date} for date in dates]), EVERYTHING))


@pytest.mark.parametrize(
    ("second", "days", "label"),
    [
        ("2023-01-01", 0, "same day"),
        ("2023-01-02", 1, "1–7 days"),
        ("2023-01-08", 7, "1–7 days"),
        ("2023-01-09", 8, "8–30 days"),
        ("2023-01-31", 30, "8–30 days"),
        ("2023-02-01", 31, "31–90 days"),
        ("2023-04-01", 90, "31–90 days"),
        ("2023-04-02", 91, "91–365 days"),
        ("2024-01-01", 365, "91–365 days"),
        ("2024-01-02", 366, "over a year"),
    ],
)
def test_a_gap_has_one_class(tiny, second, days, label):
    gaps = gaps_of(tiny, "2023-01-01", second)
    assert gaps.days.tolist() == [days]
    assert list(gaps.tally.table.itertuples(index=False, name=None)) == [(label, 1)]


def test_only_certain_days_have_a_gap(tiny):
    gaps = gaps_of(
        tiny, "2023-01-01", "2023-01-05~", "2023-01-06?", "2023-01", "2023", "2023-01-02/2023-01-04",
        "[2023-01-02..2023-01-03]", "2023-01-11",
    )  # fmt: skip
    assert gaps.days.tolist() == [10]
    assert gaps.left_out == 6


def test_a_gap_stands_with_the_meeting_that_ends_it(tiny):
    data = tiny(events=[{"event_id": "b", "date": "2023-01-08"}, {"event_id": "a", "date": "2023-01-01"}])
    gaps = intervals(select(data, EVERYTHING))
    assert list(data.events["event_id"].iloc[gaps.tally.events(0)]) == ["b"]


def test_gaps_are_those_of_the_selection_not_of_the_data_set(tiny):
    data = tiny(
        events=[
            {"date": "2023-01-01", "title": "Wanted"},
            {"date": "2023-01-15"},
            {"date": "2023-01-31", "title": "Wanted"},
        ]
    )
    assert intervals(select(data, Filters(text="wanted"))).days.tolist() == [30]


def test_the_median_needs_five_gaps(tiny):
    days = [f"2023-01-{day:02}" for day in (1, 2, 4, 7, 11, 16)]
    assert MINIMUM == 5
    assert gaps_of(tiny, *days).median == 3
    assert gaps_of(tiny, *days[:5]).median is None


def test_the_median_between_days_leaves_out_meetings_of_the_same_day(tiny):
    days = ["01", "01", "01", "02", "04", "07", "11", "16"]
    gaps = gaps_of(tiny, *(f"2023-01-{day}" for day in days))
    assert (gaps.median, gaps.median_between_days) == (2, 3)


@pytest.mark.parametrize("dates", [(), ("2023-01-01",), ("2023", "2024")])
def test_no_gap_without_two_certain_days(tiny, dates):
    gaps = gaps_of(tiny, *dates)
    assert gaps.tally.table.empty
    assert gaps.median is None


def test_every_bar_leads_to_the_meetings_that_it_counts(dataset):
    gaps = intervals(select(dataset, EVERYTHING))
    assert [len(gaps.tally.events(row)) for row in gaps.tally.table.index] == gaps.tally.table[
        "count"
    ].tolist()
    assert gaps.tally.total == len(gaps.days)
    assert list(gaps.tally.table["gap"]) == list(CLASSES)
