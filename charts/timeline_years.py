"""The timeline of large selections: one bar per type and year, as high as the number of events."""

from __future__ import annotations

import pandas as pd

from analysis.periods import period_words, span_words
from analysis.selection import Selection
from analysis.timeline import LIMIT, type_order, year_cells
from analysis.words import count
from charts.figure import Figure, Spec
from charts.rows import hatched, row_label, row_layout
from charts.strip import DAY_MS, bar_middle, bar_width, span_bounds
from charts.template import plain
from charts.timeline import finding, type_labels, x_range
from data.vocabulary import vocabulary

ROW, HIGHEST, ROOM = 17, 60, 240
"""Height of half a row in pixels, at the least and where few rows share the ``ROOM``: bars stand in the upper part of a
row, spans in the lower."""
FOOT, TALL = 0.9, 1.35
"""In halves of a row: how far below its top the bars stand, and how high the highest is."""
LOW = 3
"""Height of the lowest bars in pixels, to be seen and hit."""


def timeline_years(selection: Selection) -> Figure:
    """Bars by type × year on one scale; what may lie in several years is a hatched bar below them."""
    placed, undated = year_cells(selection)
    there = set(placed.table["event_type"]) | set(undated.table["event_type"])
    places = {
        type_: 2.0 * number for number, type_ in enumerate(type_ for type_ in type_order() if type_ in there)
    }
    rows = {row_label(type_labels()[type_]): (top, 1.0) for type_, top in places.items()}
    unit = _half_row(len(rows))
    traces = [_bars(placed.table, places, LOW / unit), _spans(undated.table, places)]
    notes = [
        f"More than {LIMIT:,} events are selected: each bar stands for all events of one type in one year, on one "
        "scale for all types. The lowest are drawn high enough to be seen."
    ]
    if undated.total:
        notes.append(
            f"The year is not known for {count(undated.total, 'event')}: drawn hatched, over all the years in question."
        )
    return Figure(
        name="timeline-by-year",
        title="Events by type and year",
        unit="events",
        spec={
            "data": [trace for trace in traces if trace["x"]],
            "layout": row_layout(rows, x_range(selection, "year"), unit),
        },
        sentence=finding(selection),
        tallies=(placed, undated),
        notes=notes,
        own_table=_table(placed.table, undated.table),
    )


def _half_row(rows: int) -> float:
    """The height of half a row in pixels: a single type has room for bars that can be compared."""
    return min(max(ROOM / (2 * max(rows, 1)), ROW), HIGHEST)


def _bars(table: pd.DataFrame, places: dict[str, float], low: float) -> Spec:
    """Upwards from the foot of a row: the axis runs downwards, so that their heights are negative."""
    tall = (
        (TALL * table["count"] / max(table["count"].max(), 1)).clip(lower=low)
        if len(table)
        else table["count"]
    )
    return _common(table, places, 0, [period_words(period) for period in table["period"]]) | {
        "type": "bar",
        "x": [bar_middle(period, "year") for period in table["period"]],
        "base": [places[type_] + FOOT for type_ in table["event_type"]],
        "y": (-tall).tolist(),
        "width": bar_width("year"),
        "marker": {"color": _colours(table), "line": {"width": 0}},
    }


def _spans(table: pd.DataFrame, places: dict[str, float]) -> Spec:
    bounds = [span_bounds(span) for span in table["span"]]
    return _common(table, places, 1, [f"some time in {span_words(span)}" for span in table["span"]]) | {
        "type": "bar",
        "orientation": "h",
        "base": [start.isoformat() for start, _ in bounds],
        "x": [(end - start).days * DAY_MS for start, end in bounds],
        "width": 0.5,
        "marker": hatched(_colours(table)),
    }


def _common(table: pd.DataFrame, places: dict[str, float], number: int, when: list[str]) -> Spec:
    labels = vocabulary("event_types").column("plural")
    captions = [f"{labels[type_]} · {words}" for type_, words in zip(table["event_type"], when, strict=True)]
    return {
        "y": [places[type_] + 0.5 + 0.75 * number for type_ in table["event_type"]],
        "text": table["count"].tolist(),
        "textposition": "none",
        "customdata": [
            [number, row, plain(caption)] for row, caption in zip(table.index, captions, strict=True)
        ],
        "hovertemplate": "%{customdata[2]}: %{text:,d}<extra></extra>",
        "showlegend": False,
    }


def _colours(table: pd.DataFrame) -> list[str]:
    return table["event_type"].map(vocabulary("event_types").column("colour")).tolist()


def _table(placed: pd.DataFrame, undated: pd.DataFrame) -> pd.DataFrame:
    """One row per type and year, then one per type and span of years that cannot be told apart."""
    both = [placed.assign(dated="yes"), undated.rename(columns={"span": "period"}).assign(dated="no")]
    return pd.concat(both, ignore_index=True)[["event_type", "period", "dated", "count"]]
