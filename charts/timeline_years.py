"""The timeline of large selections: one bubble per type and year, its area the number of events."""

from __future__ import annotations

import pandas as pd

from analysis.periods import period_words, span_words
from analysis.selection import Selection
from analysis.timeline import LIMIT, type_order, year_cells
from analysis.words import count
from charts.figure import Figure, Spec
from charts.rows import hatched, row_label, row_layout
from charts.strip import DAY_MS, bar_middle, span_bounds
from charts.template import plain
from charts.timeline import finding, type_labels, x_range
from data.vocabulary import vocabulary

ROW = 17
"""Height of half a row in pixels: bubbles stand in the upper half, spans in the lower."""
LARGEST = 30
"""Diameter of the largest bubble in pixels."""


def timeline_years(selection: Selection) -> Figure:
    """Bubbles by type × year; what may lie in several years is a hatched bar over them."""
    placed, undated = year_cells(selection)
    there = set(placed.table["event_type"]) | set(undated.table["event_type"])
    places = {
        type_: 2.0 * number for number, type_ in enumerate(type_ for type_ in type_order() if type_ in there)
    }
    rows = {row_label(type_labels()[type_]): (top, 1.0) for type_, top in places.items()}
    traces = [_bubbles(placed.table, places), _spans(undated.table, places)]
    notes = [
        f"More than {LIMIT:,} events are selected: each bubble stands for all events of one type in one year."
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
            "layout": row_layout(rows, x_range(selection, "year"), ROW),
        },
        sentence=finding(selection),
        tallies=(placed, undated),
        notes=notes,
        own_table=_table(placed.table, undated.table),
    )


def _bubbles(table: pd.DataFrame, places: dict[str, float]) -> Spec:
    largest = int(table["count"].max()) if len(table) else 1
    return _common(table, places, 0, [period_words(period) for period in table["period"]]) | {
        "type": "scatter",
        "mode": "markers",
        "x": [bar_middle(period, "year") for period in table["period"]],
        "marker": {
            "size": table["count"].tolist(), "sizemode": "area", "sizeref": 2 * largest / LARGEST**2, "sizemin": 3,
            "color": _colours(table), "opacity": 0.85, "line": {"width": 0},
        },
    }  # fmt: skip


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
        "textposition": "none" if number else "middle center",
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
