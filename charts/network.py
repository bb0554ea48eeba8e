"""The drawing of a network: marks for actors, lines for ties, both open their events at a click."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.network import Network
from analysis.selection import UNITS
from analysis.words import count
from charts.figure import Figure, Spec
from charts.labels import FONT, lines, positions, room
from charts.network_words import explanation, finding, remarks, title
from charts.placement import WIDTH, place
from charts.template import NEUTRAL, SIDES, layout, plain
from data.countries import country_name
from data.vocabulary import vocabulary

SYMBOLS = {"person": "circle", "institution": "square", "country": "diamond"}
CLASSES = (
    (1, 1, 0.9, 0.45),
    (2, 2, 1.6, 0.55),
    (3, 4, 2.4, 0.6),
    (5, 9, 3.4, 0.65),
    (10, 99, 4.6, 0.7),
    (100, np.inf, 6.5, 0.75),
)
"""Weight classes of ties: lowest and highest weight, width of the line in pixels, its opacity."""
SMALLEST, LARGEST, TOGETHER = 7.5, 48.0, 280.0
"""Pixels of a mark without a partner, of the largest, and of a square that has room for all: a tenth of the drawing."""


def network_map(whole: Network, drawn: Network, centre: str = "") -> Figure:
    """The drawing of ``drawn``, a part of ``whole``; ``centre`` is the actor of an ego network, or empty.

    The area of a mark grows with the actor's partners, the width of a line with the weight of the tie.
    """
    sizes = mark_sizes(drawn.nodes.table["degree"].to_numpy(dtype=float))
    names = drawn.nodes.table["label"].tolist()
    spots, height = place(drawn.ends, drawn.nodes.table["side"].tolist(), room(names, sizes))
    places = positions(names, spots, sizes, drawn.ends, (WIDTH, height))
    spec = {
        "data": _lines(drawn, spots)
        + _middles(drawn, spots)
        + _marks(drawn, spots, sizes, names, places, centre),
        "layout": _layout(height),
    }
    return Figure(
        name=f"network-{drawn.who}-{drawn.tie}",
        title=title(drawn, centre),
        unit=drawn.unit,
        spec=spec,
        sentence=finding(whole, centre),
        help=explanation(drawn),
        tallies=(drawn.nodes, drawn.ties),
        notes=remarks(whole, drawn, centre, places.count("")),
        hints=("Pointing at a mark shows its name; the table of actors and the files hold all of them.",),
        own_table=drawn.ties.table.rename(columns={"count": "weight"}),
    )


def mark_sizes(degree: np.ndarray) -> np.ndarray:
    """Pixels from edge to edge of the mark of an actor with so many partners; where there are thousands, all shrink."""
    root = np.sqrt(degree)
    largest, together = max(root.max(initial=0), 1), max(np.sqrt(degree.sum()), 1)
    return SMALLEST + root * min(4.2, (LARGEST - SMALLEST) / largest, TOGETHER / together)


def _layout(height: int) -> Spec:
    hidden = {"visible": False, "fixedrange": True}
    return layout(
        height=height + 60,
        xaxis=hidden | {"range": [0, WIDTH]},
        yaxis=hidden | {"range": [0, height]},
        margin={"l": 0, "r": 0, "t": 8, "b": 8},
        hoverdistance=14,
    )


def _lines(network: Network, spots: np.ndarray) -> list[Spec]:
    """One trace per weight class, so that a legend entry explains each width."""
    weights = network.ties.table["count"].to_numpy()
    traces = []
    for low, high, width, opacity in CLASSES:
        rows = np.flatnonzero((weights >= low) & (weights <= high))
        if len(rows):
            x, y = (_broken(spots[network.ends[rows], axis]) for axis in (0, 1))
            traces.append({
                "type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip", "opacity": opacity,
                "name": _class_name(low, high, network.unit), "legendrank": 2000 + low,
                "line": {"color": NEUTRAL, "width": width},
            })  # fmt: skip
    return traces


def _broken(ends: np.ndarray) -> list[float | None]:
    """The two coordinates of each line and a gap after it."""
    return [value for start, end in ends.round(1).tolist() for value in (start, end, None)]


def _class_name(low: int, high: float, unit: str) -> str:
    if low == high:
        return count(low, *UNITS[unit])
    return f"{low:,} or more" if high == np.inf else f"{low:,} to {int(high):,}"


def _middles(network: Network, spots: np.ndarray) -> list[Spec]:
    """A transparent mark on the middle of each tie: lines take no clicks."""
    table = network.ties.table
    middle = spots[network.ends].mean(axis=1).round(1)
    pairs = [
        f"{plain(a)} and {plain(b)}"
        for a, b in zip(table["source_label"], table["target_label"], strict=True)
    ]
    return [{
        "type": "scatter", "mode": "markers", "showlegend": False,
        "x": middle[:, 0].tolist(), "y": middle[:, 1].tolist(),
        "marker": {"size": 13, "color": "rgba(0,0,0,0)"},
        "customdata": [[1, row, pair] for row, pair in enumerate(pairs)],
        "text": [count(weight, *UNITS[network.unit]) for weight in table["count"].tolist()],
        "hovertemplate": "%{customdata[2]}: %{text}<extra></extra>",
    }]  # fmt: skip


def _marks(
    network: Network, spots: np.ndarray, sizes: np.ndarray, names: list[str], places: list[str], centre: str
) -> list[Spec]:
    table = network.nodes.table
    written = [
        "<br>".join(map(plain, lines(name))) if position else ""
        for name, position in zip(names, places, strict=True)
    ]
    traces = []
    for side in SIDES:
        of_side = table["side"] == side
        for number, kind in enumerate(dict.fromkeys(table["kind"][of_side])):
            rows = np.flatnonzero(of_side & (table["kind"] == kind))
            traces.append({
                "type": "scatter", "mode": "markers+text", "cliponaxis": False,
                "name": plain(side_name(network, side)), "legendgroup": side, "showlegend": number == 0,
                "x": spots[rows, 0].round(1).tolist(), "y": spots[rows, 1].round(1).tolist(),
                "text": [written[row] for row in rows], "textfont": {"size": FONT},
                "textposition": [places[row] or "middle right" for row in rows],
                "marker": {
                    "symbol": SYMBOLS[kind], "size": sizes[rows].round(1).tolist(), "color": SIDES[side], "opacity": 1,
                    "line": {"width": (4 * (table["actor"].iloc[rows] == centre)).tolist(), "color": NEUTRAL},
                },
                "unselected": {"marker": {"opacity": 0.5}, "textfont": {"color": NEUTRAL}},
                "customdata": [_node_data(table, int(row), network.unit) for row in rows],
                "hovertemplate": "%{customdata[2]}: %{customdata[3]}<extra></extra>",
            })  # fmt: skip
    return traces + _kinds(table)


def _node_data(table: pd.DataFrame, row: int, unit: str) -> list:
    node = table.iloc[row]
    numbers = f"{count(int(node['degree']), 'partner')}, {count(int(node['count']), *UNITS[unit])}"
    return [0, row, plain(_caption(node["label"], node["country"])), numbers]


def _kinds(table: pd.DataFrame) -> list[Spec]:
    """Legend entries for the symbols, when there is more than one kind of actor."""
    kinds = [kind for kind in SYMBOLS if (table["kind"] == kind).any()]
    return [
        {
            "type": "scatter", "mode": "markers", "name": vocabulary("actor_kinds").label(kind),
            "x": [None], "y": [None],
            "legendrank": 1500, "hoverinfo": "skip", "marker": {"symbol": SYMBOLS[kind], "color": NEUTRAL, "size": 11},
        }
        for kind in kinds
        if len(kinds) > 1
    ]  # fmt: skip


def side_name(network: Network, side: str) -> str:
    """The name of a side as the legend has it."""
    first, second = network.nodes.selection.dataset.about.sides.labels
    return {"first": first, "second": second, "third": "Third countries"}.get(side, "No country")


def _caption(label: str, country: str) -> str:
    return f"{label} ({country_name(country)})" if country and country_name(country) != label else label
