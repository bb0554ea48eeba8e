"""Marks over time in labelled rows: one row per class, and in it as many lanes as keep the marks apart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from textwrap import wrap
from typing import Any

import pandas as pd

from charts.figure import Spec
from charts.strip import lanes
from charts.template import GRID, HATCH, axis, layout, plain

LANE = 8
"""Height of one lane in pixels."""

LANES = 16
LEFT = 104
"""Width of the row labels in pixels, the same for every chart on one time axis, so that the years stand in line."""

MARK_SHARE = 0.011
"""Width of a mark as a share of the time axis, on a screen of ordinary width."""

Rows = Mapping[str, tuple[float, float]]
"""Label → top and height of a row."""


def in_rows(
    table: pd.DataFrame,
    by: str,
    labels: Mapping[str, str],
    whole: tuple[date, date],
    columns: tuple[str, str] = ("first_day", "last_day"),
) -> tuple[pd.DataFrame, Rows]:
    """The marks with their ``y``, and the rows that occur, in the order of ``labels`` (class → label of its row).

    ``columns`` hold the first and last day that a mark covers. The first lane is the middle of the row; the next ones
    lie below and above it in turn.
    """
    width = timedelta(days=max(round((whole[1] - whole[0]).days * MARK_SHARE), 1))
    parts, rows, top = [], {}, 0.0
    for class_ in (class_ for class_ in labels if class_ in set(table[by])):
        row = table[table[by] == class_].sort_values(columns[0], kind="stable")
        spans = [
            _room(first.date(), last.date(), width)
            for first, last in zip(row[columns[0]], row[columns[1]], strict=True)
        ]
        lane = pd.Series(lanes(spans), index=row.index) % LANES
        outwards = (lane + 1) // 2 * (1 - 2 * (lane % 2))
        label = row_label(labels[class_])
        height = max(2 * int(outwards.abs().max()) + 1, 2 * len(label.split("<br>")))
        parts.append(row.assign(y=top + height / 2 + outwards))
        rows[label] = (top, height)
        top += height + 1
    return (pd.concat(parts) if parts else table.assign(y=0.0)), rows


def row_label(label: str) -> str:
    """The label, broken where it would be wider than the margin."""
    return "<br>".join(map(plain, wrap(label, 14)))


def _room(first: date, last: date, width: timedelta) -> tuple[date, date]:
    """The days that a mark covers on the screen: its own, or as many as a symbol is wide."""
    missing = max((width - (last - first)).days, 0)
    return first - timedelta(days=missing // 2), last + timedelta(days=missing - missing // 2)


def with_room(first: date, last: date) -> tuple[date, date]:
    """A time axis with a little room at both ends."""
    room = timedelta(days=max((last - first).days // 50, 10))
    return first - room, last + room


def row_layout(rows: Rows, whole: tuple[date, date], unit: float = LANE, **changes: Any) -> Spec:
    """Labelled rows of different heights over a time axis; ``unit`` is the height of 1 in pixels."""
    bottom = max((top + height for top, height in rows.values()), default=1.0) + 0.5
    rule = {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "layer": "below",
        "line": {"color": GRID, "width": 1},
    }
    rules = [rule | {"y0": top - 0.5, "y1": top - 0.5} for top, _ in rows.values()]
    own: Spec = {
        "height": int(bottom * unit) + 120,
        "barmode": "overlay",
        "margin": {"l": LEFT, "r": 8, "t": 8, "b": 8},
        "legend": {"itemclick": False, "itemdoubleclick": False},
        "shapes": rules + changes.pop("shapes", []),
        "xaxis": axis(type="date", range=[day.isoformat() for day in whole], gridcolor=GRID),
        "yaxis": axis(
            automargin=False, range=[bottom, -0.5], showgrid=False, ticks="",
            tickvals=[top + height / 2 for top, height in rows.values()], ticktext=[*rows],
        ),
    }  # fmt: skip
    return layout(**own, **changes)


def legend_entry(name: str, look: Spec) -> Spec:
    """A line of the legend without data, for what one trace draws in several ways."""
    return look | {"x": [None], "y": [None], "name": name, "hoverinfo": "skip", "showlegend": True}


def hatched(colour: str | list[str]) -> Spec:
    """The look of a bar over all the time in which something of unknown date may lie."""
    return {"color": colour, "pattern": HATCH | {"fgcolor": colour}, "line": {"width": 1, "color": colour}}
