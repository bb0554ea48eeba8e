"""EDTF dates: all forms of the codebook, bad dates, and words."""

from datetime import date

import pandas as pd
import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given
from hypothesis import strategies as st

from data.dates import DateError, day_words, in_words, month_words, read, read_all, when

GOOD = [
    # text, first possible day, last possible day, precision, approximate, uncertain, words
    ("2023-05-30", (2023, 5, 30), (2023, 5, 30), "day", False, False, "30 May 2023"),
    ("2023-05-30~", (2023, 5, 30), (2023, 5, 30), "day", True, False, "about 30 May 2023"),
    ("2023-05-30?", (2023, 5, 30), (2023, 5, 30), "day", False, True, "30 May 2023 (uncertain)"),
    ("2023-05", (2023, 5, 1), (2023, 5, 31), "month", False, False, "May 2023"),
    ("2024-02", (2024, 2, 1), (2024, 2, 29), "month", False, False, "February 2024"),
    ("2023-05~", (2023, 5, 1), (2023, 5, 31), "month", True, False, "about May 2023"),
    ("2023-05?", (2023, 5, 1), (2023, 5, 31), "month", False, True, "May 2023 (uncertain)"),
    ("2023-05%", (2023, 5, 1), (2023, 5, 31), "month", True, True, "about May 2023 (uncertain)"),
    ("2023", (2023, 1, 1), (2023, 12, 31), "year", False, False, "2023"),
    ("2022~", (2022, 1, 1), (2022, 12, 31), "year", True, False, "about 2022"),
    ("2022?", (2022, 1, 1), (2022, 12, 31), "year", False, True, "2022 (uncertain)"),
    ("2023-05-28/2023-05-30", (2023, 5, 28), (2023, 5, 30), "duration", False, False, "28–30 May 2023"),
    ("2023-05-30/2023-06-01", (2023, 5, 30), (2023, 6, 1), "duration", False, False, "30 May 2023 – 1 June 2023"),
    ("2023-05/2023-06", (2023, 5, 1), (2023, 6, 30), "duration", False, False, "1 May 2023 – 30 June 2023"),
    ("[2023-05-01..2023-05-09]", (2023, 5, 1), (2023, 5, 9), "between", False, False,
     "between 1 May 2023 and 9 May 2023"),
    ("[2023-05-01..2023-05-31]", (2023, 5, 1), (2023, 5, 31), "between", False, False,
     "between 1 May 2023 and 31 May 2023"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "approximate", "uncertain", "words"),
    GOOD,
    ids=[row[0] for row in GOOD],
)
def test_a_date_is_read_as_the_codebook_says(text, first, last, precision, approximate, uncertain, words):
    span = read(text)
    assert (span.first_day, span.last_day) == (date(*first), date(*last))
    assert (span.precision, span.approximate, span.uncertain) == (precision, approximate, uncertain)
    assert in_words(text) == words


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is not an EDTF date"),
        ("30 May 2023", "is not an EDTF date"),
        ("30.05.2023", "is not an EDTF date"),
        ("2023-02-30", "is not an EDTF date"),
        ("2023-02-30~", "is not an EDTF date"),
        ("2023-13", "is not an EDTF date"),
        ("spring 2023", "is not an EDTF date"),
        ("2023-05-30T10:00", "is not an EDTF date"),
        ("2023-05-30 or so", "is not an EDTF date"),
        ("2023-05-28/", "no first or no last day"),
        ("/2023-05-28", "no first or no last day"),
        ("2023-05-28/..", "no first or no last day"),
        ("../2023-05-28", "no first or no last day"),
        ("2023-05-30/2023-05-28", "ends before it begins"),
    ],
)
def test_a_bad_date_says_what_is_wrong_and_is_shown_as_it_is(text, reason):
    with pytest.raises(DateError, match=reason) as caught:
        read(text)
    assert repr(text) in str(caught.value)
    assert in_words(text) == text


EDTF_LIKE = st.text(alphabet="0123459-/.[]{}~?%XuYSE, ", max_size=16)


@given(st.text(max_size=30) | EDTF_LIKE)
def test_reading_either_gives_a_span_or_a_date_error(text):
    try:
        span = read(text)
    except DateError:
        assert in_words(text) == text
    else:
        assert span.first_day <= span.last_day
        assert span.precision in {"day", "month", "year", "between", "duration"}


def of_library(text: str) -> tuple[date, date] | str:
    try:
        parsed = parse_edtf(text)
        bounds = [date(*bound[:3]) for bound in (parsed.lower_strict(), parsed.upper_strict())]
    except (EDTFParseException, ValueError):
        return "no date"
    return (bounds[0], bounds[1]) if bounds[0] <= bounds[1] else "no date"


def test_the_forms_that_are_read_without_the_library_are_read_as_the_library_reads_them():
    parts = [
        "2023",
        "2024-02",
        "2023-12",
        "2023-02-29",
        "2024-02-29",
        "2023-11-31",
        "2023-13-01",
        "2023-21",
        "2023-00",
    ]
    texts = [part + sign for part in parts for sign in ("", "~", "?", "%")]
    texts += [f"{start}/{end}" for start in parts[:5] for end in parts[:5]]
    texts += [f"[{start}..{end}]" for start in parts[:5] for end in parts[2:5]]
    ours = [as_pair(text) for text in texts]
    assert ours == [of_library(text) for text in texts]
    assert 30 < sum(pair != "no date" for pair in ours) < len(texts)


def as_pair(text: str) -> tuple[date, date] | str:
    try:
        return read(text).first_day, read(text).last_day
    except DateError:
        return "no date"


def test_many_texts_are_read_as_each_of_them_and_an_empty_one_says_nothing():
    texts = pd.Series(["2023-05", "", "2024-02~", "2023-05"], index=[7, 3, 3, 9])
    spans = read_all(texts)
    assert list(spans.index) == list(texts.index)
    assert [*spans["first_day"].dt.date.iloc[[0, 2, 3]]] == [
        date(2023, 5, 1),
        date(2024, 2, 1),
        date(2023, 5, 1),
    ]
    assert [*spans["last_day"].dt.date.iloc[[0, 2, 3]]] == [
        date(2023, 5, 31),
        date(2024, 2, 29),
        date(2023, 5, 31),
    ]
    assert spans.iloc[1].isna().tolist() == [True, True, False, False, False]
    assert spans["approximate"].tolist() == [False, False, True, False]
    assert read_all(texts[:0]).dtypes.equals(spans.dtypes)


def test_an_event_with_the_dates_of_its_trip_says_that_its_day_is_not_stated():
    assert when("2023-05-30/2023-05-31", False) == "30–31 May 2023"
    assert when("2023-05-30/2023-05-31", True) == "30–31 May 2023, day not stated"


@given(st.dates(min_value=date(1000, 1, 1)))
def test_any_day_reads_as_itself(day):
    span = read(day.isoformat())
    assert span.first_day == span.last_day == day
    assert in_words(day.isoformat()) == day_words(day)
    assert in_words(day.isoformat()[:7]) == month_words(day)
