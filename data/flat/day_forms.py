"""Dates as spreadsheets and letters write them → the ISO form they probably mean, as a suggestion only."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from datetime import date, timedelta

_NAMES = {
    name.lower(): number for names in (month_name, month_abbr) for number, name in enumerate(names) if name
}
_YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})([-./ ])(\d{1,2})[-./ ](\d{4})")
_MONTH = re.compile(r"(?:(\d{1,2})[-./](\d{4})|(\d{4})[./](\d{1,2}))")
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[-. ]+)?([a-z]+)[-., ]+(?:(\d{1,2})(?:st|nd|rd|th)?,? +)?(\d{4})"
)
_SERIAL = re.compile(r"[2-6]\d{4}")
_SERIAL_START = date(1899, 12, 30)


def suggestion(text: str) -> str:
    """The ISO date that ``text`` may mean, both when it can be read in two ways, else nothing.

    >>> suggestion("30.05.2023"), suggestion("5/6/2023"), suggestion("May 2023")
    ('2023-05-30', '2023-06-05 (day first) or 2023-05-06 (month first)', '2023-05')
    """
    found = _numbers(text) or _named(text.lower())
    if not found and _SERIAL.fullmatch(text):
        return (_SERIAL_START + timedelta(days=int(text))).isoformat()
    return found


def _numbers(text: str) -> str:
    if form := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _iso(form[1], form[2], form[3])
    if form := _YEAR_LAST.fullmatch(text):
        return _two_ways(form)
    if form := _MONTH.fullmatch(text):
        return _iso(form[2] or form[3], form[1] or form[4])
    return ""


def _two_ways(form: re.Match[str]) -> str:
    day_first, month_first = _iso(form[4], form[3], form[1]), _iso(form[4], form[1], form[3])
    # With points the day stands first wherever dates are written so.
    if form[2] == "." or day_first == month_first or not month_first:
        return day_first or month_first
    return f"{day_first} (day first) or {month_first} (month first)" if day_first else month_first


def _named(text: str) -> str:
    form = _WORDS.fullmatch(text)
    if not form or form[2] not in _NAMES or (form[1] and form[3]):
        return ""
    return _iso(form[4], str(_NAMES[form[2]]), form[1] or form[3] or "")


def _iso(year: str, month: str, day: str = "") -> str:
    try:
        found = date(int(year), int(month), int(day or 1)).isoformat()
    except ValueError:
        return ""
    return found if day else found[:7]
