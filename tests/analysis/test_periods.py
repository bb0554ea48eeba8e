"""Periods: their names, their words, and how far a time axis has to reach."""

from datetime import date

import pytest

from analysis.filters import Filters
from analysis.periods import extent, period_id, period_start, period_words, resolution, span_id, span_words
from analysis.selection import select

EVERYTHING = Filters(scopes=(), statuses=())


@pytest.mark.parametrize(
    ("number", "by", "id_", "words", "start"),
    [
        (2023, "year", "2023", "2023", date(2023, 1, 1)),
        (2023 * 4 + 1, "quarter", "2023-Q2", "the second quarter of 2023", date(2023, 4, 1)),
        (2023 * 4 + 3, "quarter", "2023-Q4", "the fourth quarter of 2023", date(2023, 10, 1)),
        (2023 * 12 + 4, "month", "2023-05", "May 2023", date(2023, 5, 1)),
    ],
)
def test_a_period_has_one_name_and_stands_in_a_sentence(number, by, id_, words, start):
    assert period_id(number, by) == id_
    assert period_words(id_) == words
    assert period_start(id_) == start


@pytest.mark.parametrize(
    ("first", "last", "id_", "words"),
    [
        (2023 * 12, 2023 * 12 + 11, "2023", "2023"),
        (2023 * 12 + 4, 2023 * 12 + 4, "2023-05", "May 2023"),
        (2025 * 12 + 2, 2026 * 12, "2025-03/2026-01", "March 2025 to January 2026"),
        (2022 * 12, 2023 * 12 + 11, "2022-01/2023-12", "January 2022 to December 2023"),
    ],
)
def test_a_span_is_named_by_its_months(first, last, id_, words):
    assert span_id(first, last) == id_
    assert span_words(id_) == words


def test_the_axis_reaches_over_all_the_time_of_the_data_set(tiny):
    data = tiny(
        events=[{"date": "1992-04-07"}, {"date": "2023-05-30", "title": "Wanted"}, {"date": "2026-01"}]
    )
    chosen = select(data, Filters(text="wanted"))
    assert extent(chosen, "year") == (date(1992, 1, 1), date(2027, 1, 1))
    assert extent(chosen, "quarter") == (date(1992, 4, 1), date(2026, 4, 1))
    assert extent(chosen, "month") == (date(1992, 4, 1), date(2026, 2, 1))


def test_a_period_in_the_filters_is_shown_whole_even_when_half_of_it_is_empty(tiny):
    data = tiny(events=[{"date": "1992-04-07"}, {"date": "2023-05-30"}])
    chosen = select(data, Filters(first="2021-01", last="2024-06"))
    assert extent(chosen, "month") == (date(2021, 1, 1), date(2024, 7, 1))


def test_an_event_that_reaches_beyond_the_filter_is_not_cut_off(tiny):
    data = tiny(events=[{"date": "2023"}, {"date": "2023-05-30"}])
    chosen = select(data, Filters(first="2023-05", last="2023-06"))
    assert extent(chosen, "month") == (date(2023, 1, 1), date(2024, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "by"),
    [("2023-01", "2023-12", "month"), ("2022-12", "2023-12", "quarter"), ("2020-01", "2023-12", "quarter"),
     ("2019-12", "2023-12", "year")],
)  # fmt: skip
def test_short_periods_are_drawn_finely(dataset, first, last, by):
    assert resolution(select(dataset, Filters(first=first, last=last, types=("call",)))) == by
