"""Time axes of all charts: bars per period, and a hatched strip for what cannot be placed in a period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any

from analysis.periods import LENGTH, period_start, span_words
from analysis.tally import Tally
from analysis.words import sentence
from charts.figure import Spec
from charts.template import GRID, HATCH, HEIGHT, NEUTRAL, axis, layout, plain

DAY_MS = 86_400_000
ABOVE, LANE, GAP, SLIDER = 290, 13, 26, 70
"""Heights in pixels: of the bars, of one lane of the strip, of what lies between them, of a range slider."""


def bar_width(by: str) -> float:
    """The width of a bar in milliseconds: a little less than the period is long."""
    return LENGTH[by] * 30.4 * DAY_MS * 0.84


@cache
def bar_middle(period: str, by: str) -> str:
    """The moment in the middle of a period, where its bar stands."""
    start = datetime.combine(period_start(period), time.min)
    return (start + (_months_later(start, LENGTH[by]) - start) / 2).isoformat()


def _months_later(day: datetime, months: int) -> datetime:
    years, month = divmod(day.month - 1 + months, 12)
    return day.replace(year=day.year + years, month=month + 1)


def strip(undated: Tally, number: int = 1, words: Mapping[str, str] | None = None) -> list[Spec]:
    """Hatched spans on an axis of their own, in as many lanes as overlap.

    ``number`` is the tally's place in the figure. If the tally has a second key, ``words`` says its
    classes in the captions.
    """
    if undated.table.empty:
        return []
    spans = [span_bounds(span) for span in undated.table["span"]]
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
        "marker": {
            "color": NEUTRAL, "pattern": HATCH | {"fgcolor": NEUTRAL}, "line": {"width": 1, "color": NEUTRAL},
        },
        "customdata": [[number, row, caption] for row, caption in enumerate(_captions(undated, words))],
        "hovertemplate": "%{customdata[2]}: %{text:,d}<extra></extra>",
    }]  # fmt: skip


def _captions(undated: Tally, words: Mapping[str, str] | None) -> list[str]:
    lead = [""] * len(undated.table)
    if words:
        lead = [f"{plain(sentence(words[id_]))} · " for id_ in undated.table[undated.keys[1]]]
    spans = undated.table["span"]
    return [
        sentence(f"{first}some time in {span_words(span)}") for first, span in zip(lead, spans, strict=True)
    ]


@cache
def span_bounds(span: str) -> tuple[date, date]:
    """The first day of a span, and the day after its last."""
    first, _, last = span.partition("/")
    end = datetime.combine(period_start(last or first), time.min)
    return period_start(first), _months_later(end, 1 if "-" in (last or first) else 12).date()


def lanes(spans: list[tuple[date, date]]) -> list[int]:
    """The first lane for each span in which it overlaps no earlier one; spans come sorted by their start."""
    ends: list[date] = []
    lane_of = []
    for start, end in spans:
        lane = next((i for i, busy_until in enumerate(ends) if busy_until <= start), len(ends))
        ends[lane : lane + 1] = [end]
        lane_of.append(lane)
    return lane_of


def time_layout(undated: Tally, xaxis: Spec | None = None, **changes: Any) -> Spec:
    """Bars over time, with room for the strip when there is something in it: the more lanes, the higher.

    ``changes`` go into the layout; those of ``yaxis`` into the axis of the bars.
    """
    along = axis(type="date") | (xaxis or {})
    slider = SLIDER if "rangeslider" in along else 0
    counts = axis(gridcolor=GRID, rangemode="tozero", tickformat=",d") | changes.pop("yaxis", {})
    below = {"barmode": "stack", "legend": {"traceorder": "normal"}} | changes
    if undated.table.empty:
        return layout(xaxis=along, yaxis=counts, height=HEIGHT + slider, **below)
    n_lanes = max(lanes([span_bounds(span) for span in undated.table["span"]])) + 1
    lower = LANE * max(n_lanes, 2)
    plot = ABOVE + GAP + lower
    return layout(
        xaxis=along | {"anchor": "y2"},
        yaxis=counts | {"domain": [(lower + GAP) / plot, 1]},
        yaxis2=axis(domain=[0, lower / plot], range=[n_lanes - 0.4, -0.6], showticklabels=False),
        height=plot + HEIGHT - ABOVE + slider,
        **below,
    )
