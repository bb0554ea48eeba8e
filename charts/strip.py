"""Time axes of all charts: bars per period, and below them a hatched strip for what cannot be placed in a period."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.periods import LENGTH, period_start, period_words
from analysis.tally import Tally
from charts.figure import Spec
from charts.template import HATCH, NEUTRAL, axis, layout

DAY_MS = 86_400_000


def bar_width(by: str) -> float:
    """The width of a bar in milliseconds: a little less than the period is long."""
    return LENGTH[by] * 30.4 * DAY_MS * 0.84


def bar_middle(period: str, by: str) -> str:
    """The moment in the middle of a period, where its bar stands."""
    start = pd.Timestamp(period_start(period))
    return (start + (start + pd.DateOffset(months=LENGTH[by]) - start) / 2).isoformat()


def strip(undated: Tally) -> list[Spec]:
    """Hatched spans on an axis of their own, in as many lanes as overlap."""
    if undated.table.empty:
        return []
    spans = [_bounds(span) for span in undated.table["span"]]
    return [{
        "type": "bar",
        "orientation": "h",
        "name": "Undated at this resolution",
        "base": [start.isoformat() for start, _ in spans],
        "x": [(end - start).days * DAY_MS for start, end in spans],
        "y": lanes(spans),
        "width": 0.7,
        "yaxis": "y2",
        "text": undated.table["count"].tolist(),
        "textposition": "none",
        "marker": {"color": NEUTRAL, "pattern": HATCH | {"fgcolor": NEUTRAL}, "line": {"width": 1, "color": NEUTRAL}},
        "customdata": [[1, row, f"Some time in {span_words(span)}"] for row, span in undated.table["span"].items()],
        "hovertemplate": "%{customdata[2]}: %{text:,d}<extra></extra>",
    }]  # fmt: skip


def _bounds(span: str) -> tuple[date, date]:
    first, _, last = span.partition("/")
    end = pd.Timestamp(period_start(last or first)) + pd.DateOffset(months=1 if "-" in (last or first) else 12)
    return period_start(first), end.date()


def span_words(span: str) -> str:
    """``2023`` or ``March 2025 to January 2026``."""
    first, _, last = span.partition("/")
    return f"{period_words(first)} to {period_words(last)}" if last else period_words(first)


def lanes(spans: list[tuple[date, date]]) -> list[int]:
    """The first lane for each span in which it overlaps no earlier one; spans come sorted by their start."""
    ends: list[date] = []
    lane_of = []
    for start, end in spans:
        lane = next((i for i, busy_until in enumerate(ends) if busy_until <= start), len(ends))
        ends[lane:lane + 1] = [end]
        lane_of.append(lane)
    return lane_of


def time_layout(with_strip: bool) -> Spec:
    """Stacked bars over time, with room for the strip when there is one."""
    whole = axis(gridcolor="rgba(118,123,132,0.22)", rangemode="tozero", tickformat=",d")
    if not with_strip:
        return layout(barmode="stack", yaxis=whole, xaxis=axis(type="date"))
    return layout(
        barmode="stack",
        xaxis=axis(type="date", anchor="y2"),
        yaxis=whole | {"domain": [0.2, 1]},
        yaxis2=axis(domain=[0, 0.12], showticklabels=False, autorange="reversed"),
        height=400,
    )
