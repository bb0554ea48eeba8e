"""EDTF dates (ISO 8601-2): what an event's date says, and what it leaves open.

The plain forms are read here, all others by the ``edtf`` library; this module wraps its infinite bounds and parse
errors, and puts a date into the words a reader expects.
"""

from __future__ import annotations

import re
import time
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

ALLOWED = (
    "an EDTF date: 2023-05-30, 2023-05 or 2023; with ~ (approximate) or ? (uncertain); "
    "2023-05-28/2023-05-30 for several days; [2023-05-01..2023-05-09] for one unknown day between"
)
# Fixed in English: the locale of a server must not change what a reader quotes.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class DateError(ValueError):
    """A text is not a date that Rapport can use; the message says which forms are allowed."""

    @classmethod
    def unreadable(cls, text: str) -> DateError:
        """The text is no EDTF date."""
        return cls(f"{text!r} is not {ALLOWED}")

    @classmethod
    def unbounded(cls, text: str) -> DateError:
        """The date is open at one end."""
        return cls(f"{text!r} has no first or no last day; give both, as in 2023-05-28/2023-05-30")

    @classmethod
    def reversed(cls, text: str) -> DateError:
        """The end lies before the beginning."""
        return cls(f"{text!r} ends before it begins")


@dataclass(frozen=True)
class Span:
    """What one EDTF text says.

    ``first_day`` and ``last_day`` are the first and last *possible* day (of a trip: its first and last day).
    ``precision`` is ``day``, ``month`` or ``year``; ``between`` for one unknown day in a range or a span of another
    length; ``duration`` for something that lasted several days. ``approximate`` and ``uncertain`` carry ~ and ?.
    """

    first_day: date
    last_day: date
    precision: str
    approximate: bool
    uncertain: bool


@lru_cache(maxsize=100_000)
def read(text: str) -> Span:
    """The span of an EDTF text.

    Raises DateError, which says what is allowed; dates are never guessed.
    """
    first, last = _plain_bounds(text) or _bounds(text)
    if first > last:
        raise DateError.reversed(text)
    both = "%" in text  # EDTF's sign for "uncertain and approximate"
    return Span(first, last, _precision(text, first, last), both or "~" in text, both or "?" in text)


def _bounds(text: str) -> tuple[date, date]:
    if "/" in text and not all(text.split("/")):  # the library would put the missing end ten years away
        raise DateError.unbounded(text)
    try:
        parsed = parse_edtf(text)
        bounds = parsed.lower_strict(), parsed.upper_strict()
    except (EDTFParseException, ValueError) as error:
        raise DateError.unreadable(text) from error
    if not all(isinstance(bound, time.struct_time) and 0 < bound.tm_year < 10_000 for bound in bounds):
        raise DateError.unbounded(text)
    try:
        first, last = (date(*bound[:3]) for bound in bounds)
    except ValueError as error:  # the grammar lets 30 February pass when a sign follows
        raise DateError.unreadable(text) from error
    return first, last


# Nearly all dates have one of these forms, and the library's grammar takes 5 to 30 milliseconds for each text.
_MONTH = "[0-9]{4}-(?:0[1-9]|1[0-2])"  # higher months are EDTF's seasons
_DAY = f"{_MONTH}-[0-9]{{2}}"
_PART = f"{_DAY}|{_MONTH}|[0-9]{{4}}"
_PLAIN = re.compile(rf"({_PART})[~?%]?|({_PART})/({_PART})|\[({_DAY})\.\.({_DAY})\]")


def _plain_bounds(text: str) -> tuple[date, date] | None:
    """First and last possible day of a text in one of the plain forms; None for all others."""
    form = _PLAIN.fullmatch(text)
    if form is None:
        return None
    one, start, end, earliest, latest = form.groups()
    try:
        return _first_day(one or start or earliest), _last_day(one or end or latest)
    except ValueError as error:
        raise DateError.unreadable(text) from error


def _first_day(part: str) -> date:
    return date.fromisoformat(part + "-01-01"[len(part) - len("2023") :])


def _last_day(part: str) -> date:
    if len(part) == len("2023-05-30"):
        return date.fromisoformat(part)
    first = _first_day(part if len(part) > len("2023") else f"{part}-12")
    return first.replace(day=monthrange(first.year, first.month)[1])


def _precision(text: str, first: date, last: date) -> str:
    if "/" in text:
        return "duration"
    if first == last:
        return "day"
    if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return "year"
    whole_month = first.day == 1 and last == date(
        first.year, first.month, monthrange(first.year, first.month)[1]
    )
    return "month" if whole_month and "[" not in text else "between"


def read_all(texts: pd.Series) -> pd.DataFrame:
    """The spans of many texts: a row for each, with the columns of ``Span``; nothing known for an empty text.

    Each distinct text is read once. Raises DateError for the first text that is no date.
    """
    numbers, distinct = pd.factorize(texts)
    spans = [read(text) if text else None for text in distinct]
    columns: dict[str, Any] = {
        "first_day": np.array([span.first_day if span else None for span in spans], "datetime64[s]"),
        "last_day": np.array([span.last_day if span else None for span in spans], "datetime64[s]"),
        "precision": pd.array([span.precision if span else "" for span in spans], "str"),
        "approximate": np.array([span is not None and span.approximate for span in spans], bool),
        "uncertain": np.array([span is not None and span.uncertain for span in spans], bool),
    }
    return pd.DataFrame({name: column[numbers] for name, column in columns.items()}, texts.index)


def in_words(text: str) -> str:
    """The date as a reader expects it; a text that cannot be read comes back as it is.

    >>> in_words("2023-05-30"), in_words("2022~"), in_words("2023-05?")
    ('30 May 2023', 'about 2022', 'May 2023 (uncertain)')
    """
    try:
        span = read(text)
    except DateError:
        return text
    words = _range_words(text, span)
    words = f"about {words}" if span.approximate else words
    return f"{words} (uncertain)" if span.uncertain else words


def when(text: str, days_of_trip: bool) -> str:
    """The date of an event in words; an event that only carries the dates of its trip says so.

    >>> when("2023-05-30/2023-05-31", True)
    '30–31 May 2023, day not stated'
    """
    return f"{in_words(text)}, day not stated" if days_of_trip else in_words(text)


def _range_words(text: str, span: Span) -> str:
    if span.precision == "year":
        return str(span.first_day.year)
    if span.precision == "month":
        return month_words(span.first_day)
    if span.precision == "day":
        return day_words(span.first_day)
    if span.precision == "between":
        return f"between {day_words(span.first_day)} and {day_words(span.last_day)}"
    same_month = span.first_day.replace(day=1) == span.last_day.replace(day=1)
    start = str(span.first_day.day) if same_month else day_words(span.first_day)
    return f"{start}–{day_words(span.last_day)}" if same_month else f"{start} – {day_words(span.last_day)}"


def day_words(day: date) -> str:
    """``30 May 2023``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_words(day: date) -> str:
    """``May 2023``."""
    return f"{_MONTHS[day.month - 1]} {day.year}"
