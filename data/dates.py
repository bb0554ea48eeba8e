"""EDTF dates (ISO 8601-2): what an event's date says, and what it leaves open.

Reading is left to the ``edtf`` library; this module wraps its infinite bounds and parse errors, and puts a date
into the words a reader expects.
"""

from __future__ import annotations

import re
import time
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

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
    if _PLAIN_DAY.fullmatch(text):
        return _plain_day(text)
    if _PLAIN_DAYS.fullmatch(text):
        return _plain_days(text)
    first, last = _bounds(text)
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
    # The library trips over forms that it knows in part, such as 2022-1X.
    except (EDTFParseException, ValueError, AttributeError, TypeError) as error:
        raise DateError.unreadable(text) from error
    if not all(isinstance(bound, time.struct_time) and 0 < bound.tm_year < 10_000 for bound in bounds):
        raise DateError.unbounded(text)
    try:
        first, last = (date(*bound[:3]) for bound in bounds)
    except ValueError as error:  # the grammar lets 30 February pass when a sign follows
        raise DateError.unreadable(text) from error
    return first, last


# Plain ISO days are the bulk of every large table, and a grammar takes milliseconds for each.
_PLAIN_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PLAIN_DAYS = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")


def _plain_day(text: str) -> Span:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise DateError.unreadable(text) from error
    return Span(day, day, "day", False, False)


def _plain_days(text: str) -> Span:
    try:
        first, last = map(date.fromisoformat, text.split("/"))
    except ValueError as error:
        raise DateError.unreadable(text) from error
    if first > last:
        raise DateError.reversed(text)
    return Span(first, last, "duration", False, False)


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
