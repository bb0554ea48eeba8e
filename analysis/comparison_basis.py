"""What stands behind the counts of two views: how much time each covers, and how many sources tell of that time.

A count that doubled because the period or the sources doubled is no finding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.comparison import Comparison
from analysis.periods import reached
from analysis.selection import Selection, month_number
from analysis.words import count


@dataclass(frozen=True)
class Basis:
    """The time of one view in months since year 0, both ends included, and the sources published in it.

    ``sources`` counts all sources of the data set whose date of publication lies in these months, whatever they
    report; where the view is of one side's press, only those of that side.
    """

    first: int
    last: int
    sources: int

    @property
    def months(self) -> int:
        """How many months the view covers."""
        return self.last - self.first + 1


def window(selection: Selection) -> tuple[int, int]:
    """The first and last month of the filters' period; an open end is that of the data set."""
    filters, (start, end) = selection.filters, reached(selection.dataset)
    first = month_number(filters.first) if filters.first else start
    last = month_number(filters.last) if filters.last else end
    return min(first, last), max(first, last)


def basis(selection: Selection) -> Basis:
    """What one view rests on; ValueError for a data set without events."""
    first, last = window(selection)
    sources = selection.dataset.sources
    inside = (
        (sources["first_month"] >= first) & (sources["last_month"] <= last) & (sources["first_month"] >= 0)
    )
    if selection.filters.press:
        inside &= sources["side"].isin(selection.filters.press)
    return Basis(first, last, int(np.count_nonzero(inside)))


def cut(selection: Selection, length: int) -> list[int]:
    """The numbers of the periods, ``length`` months long, of which the filters take a part only."""
    filters, found = selection.filters, set()
    if filters.first and month_number(filters.first) % length:
        found.add(month_number(filters.first) // length)
    if filters.last and (month_number(filters.last) + 1) % length:
        found.add(month_number(filters.last) // length)
    return sorted(found)


def follows(comparison: Comparison) -> bool:
    """True when the time of view B begins after that of view A has ended."""
    return window(comparison.first)[1] < window(comparison.second)[0]


def apart(comparison: Comparison) -> bool:
    """True when the two views cover different times that do not overlap."""
    return follows(comparison) or follows(Comparison(comparison.second, comparison.first))


def basis_words(comparison: Comparison) -> list[str]:
    """What a reader has to know before taking a difference for a finding, one sentence each."""
    a, b = basis(comparison.first), basis(comparison.second)
    return [_time(a, b), *_coverage(a, b, comparison.first.filters.press != comparison.second.filters.press)]


def _time(a: Basis, b: Basis) -> str:
    if (a.first, a.last) == (b.first, b.last):
        return "Both views cover the same time."
    if a.months == b.months:
        return f"Each view covers {_length(a.months)}."
    return (
        f"View A covers {_length(a.months)}, view B {_length(b.months)}: their sums say little beside each other; "
        "compare the counts period by period."
    )


def _coverage(a: Basis, b: Basis, of_press: bool) -> list[str]:
    """How many sources each view could draw on; nothing where they are the same sources."""
    if (a.first, a.last) == (b.first, b.last) and not of_press:
        return []
    what = ("from the time and the press", "from those") if of_press else ("published in the time", "in that")
    held = (
        f"The data set holds {count(a.sources, 'source')} {what[0]} of view A and {b.sources or 'none'} {what[1]} of "
        "view B"
    )
    if a.months != b.months:
        held += f", that is {_per_year(a)} and {_per_year(b)} a year"
    return [
        f"{held}. Where sources are fewer, fewer events are known: a difference can come from that alone."
    ]


def _length(months: int) -> str:
    """``5 years``, ``18 months``, ``1 year and 2 months``."""
    years, rest = divmod(months, 12)
    if not rest:
        return count(years, "year")
    if months < 24:
        return count(months, "month")
    return f"{count(years, 'year')} and {count(rest, 'month')}"


def _per_year(basis: Basis) -> str:
    """Sources per year of the view; to one decimal where there are few."""
    share = basis.sources * 12 / basis.months
    return f"{share:,.0f}" if share >= 10 else f"{share:.1f}"
