"""A matrix of counts: one cell per pair of classes, the count written in it, each cell clickable.

Cells are bars, not a heat map: a heat map cannot be clicked in Streamlit, writes its numbers in a colour of its own
that a dark page swallows, and cannot leave out a number for which a narrow screen has no room.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from analysis.tally import Tally
from charts.figure import Spec
from charts.template import FAINT, GRID, NEUTRAL, axis, layout, plain, shade

ROW_HEIGHT = 30
LABEL_WIDTH = 22
"""Letters in one line of a row's label; a longer one takes two lines, so that a telephone has room for the cells."""
SMALL = 10.5
"""Size in pixels of the second line of a row's label."""
LETTER = 6.6
"""Pixels that one letter of a label takes on average."""
NARROWEST = 700
"""Pixels of a plot below which column labels may be turned without room of their own being made for them."""
MANY = 18
"""More columns than these have smaller labels."""
SMALLEST = 8
"""Size in pixels below which a number is left out; the hover still says it."""

Labels = Mapping[Any, str]
"""Id → label of rows or columns, in the order in which they are drawn."""


@dataclass(frozen=True)
class Cell:
    """One clickable cell: where it stands, how much it counts, and the tally and row that hold its events.

    ``look`` is ``shade`` (the more, the darker), ``grey`` for a sum beside the cells, or ``hatch`` for doubt.
    ``text`` is written in the cell in place of the count; ``remark`` follows the names in what the hover says.
    """

    row: Hashable
    column: Hashable
    count: int
    tally: int
    tally_row: int
    look: str = "shade"
    text: str = ""
    remark: str = ""


def matrix(tally: Tally, rows: Labels, columns: Labels) -> Spec:
    """The figure of a tally with two keys: first key down (``rows``: id → label), second across (``columns``).

    Rows and columns that have no count are drawn empty, so that a missing cell is seen as none.
    """
    return grid(cells(tally), rows, columns)


def cells(tally: Tally, number: int = 0) -> list[Cell]:
    """The cells of a tally with two keys; ``number`` is its place in the figure's ``tallies``."""
    down, across = (tally.table[key] for key in tally.keys)
    counts = tally.table["count"].tolist()
    return [Cell(*cell, number, row) for row, cell in enumerate(zip(down, across, counts, strict=True))]


def sums(tally: Tally, number: int, column: Hashable) -> list[Cell]:
    """The cells of a tally with one key as a grey column of their own."""
    pairs = zip(tally.table[tally.keys[0]], tally.table["count"].tolist(), strict=True)
    return [Cell(id_, column, count, number, row, "grey") for row, (id_, count) in enumerate(pairs)]


def grid(
    drawn: Sequence[Cell], rows: Labels, columns: Labels, thin: bool = False, below: Labels | None = None
) -> Spec:
    """The figure of any cells; those of rows or columns that are not given are left out.

    With ``thin`` the axis across may write only every second or nth label, as a row of years can bear. ``below``
    holds a second, smaller line for the labels of rows.
    """
    drawn = [cell for cell in drawn if cell.row in rows and cell.column in columns]
    place = {id_: number for number, id_ in enumerate(rows)}
    names = _told_apart(columns)
    x, y = [names[cell.column] for cell in drawn], [place[cell.row] for cell in drawn]
    return {
        "data": [_squares(drawn, x, y, rows, columns), _numbers(drawn, x, y, next(iter(names.values()), ""))],
        "layout": layout(
            showlegend=False,
            barmode="overlay",
            uniformtext={"minsize": SMALLEST, "mode": "hide"},
            height=_header(columns) + _row_height(rows, below or {}) * max(len(rows), 2),
            xaxis=_across(list(names.values()), thin),
            yaxis=_down([_row_label(label, (below or {}).get(id_, "")) for id_, label in rows.items()]),
        ),
    }


def _told_apart(columns: Labels) -> dict[Hashable, str]:
    """The labels of the columns, which are the places on their axis; where two are the same, with their ids."""
    labels = list(columns.values())
    return {
        id_: plain(label if labels.count(label) == 1 else f"{label} ({id_})")
        for id_, label in columns.items()
    }


def _squares(drawn: Sequence[Cell], x: list[str], y: list[int], rows: Labels, columns: Labels) -> Spec:
    most = max((cell.count for cell in drawn if cell.look == "shade"), default=1)
    return {
        "type": "bar", "x": x, "base": [row - 0.46 for row in y], "y": [0.92] * len(drawn), "width": 0.94,
        "marker": {
            "color": [shade(cell.count / most) if cell.look == "shade" else FAINT for cell in drawn],
            "line": {"width": 0},
            "pattern": {
                "shape": ["/" if cell.look == "hatch" else "" for cell in drawn],
                "size": 6, "solidity": 0.12, "fillmode": "overlay", "fgcolor": NEUTRAL, "fgopacity": 0.8,
            },
        },
        "text": [f"{cell.count:,}" for cell in drawn], "textposition": "none",
        "customdata": [
            [cell.tally, cell.tally_row, plain(f"{rows[cell.row]} · {columns[cell.column]}{cell.remark}")]
            for cell in drawn
        ],
        "hovertemplate": "%{customdata[2]}: %{text}<extra></extra>",
        "unselected": {"marker": {"opacity": 0.45}},
    }  # fmt: skip


def _numbers(drawn: Sequence[Cell], x: list[str], y: list[int], first: str) -> Spec:
    """The numbers stand on invisible bars: only text outside a bar takes the colour of the page's text, and only
    text of bars is left out where it does not fit. The spaces around them keep neighbours from reading as one. Sums
    in the first column have more digits, and room at their left."""
    return {
        "type": "bar", "x": x, "base": [row + 0.5 for row in y], "y": [-0.18] * len(drawn),
        "width": [1.5 if cell.look == "grey" and at == first else 0.98 for cell, at in zip(drawn, x, strict=True)],
        "marker": {"color": "rgba(0,0,0,0)", "line": {"width": 0}},
        "text": [f"\u00a0{cell.text or f'{cell.count:,}'}\u00a0" for cell in drawn],
        "textposition": "outside", "textangle": 0, "constraintext": "both", "cliponaxis": False, "hoverinfo": "skip",
    }  # fmt: skip


def _across(labels: list[str], thin: bool) -> Spec:
    every = {} if thin else {"dtick": 1}
    return axis(
        side="top", type="category", categoryorder="array", categoryarray=labels, range=[-0.5, len(labels) - 0.5],
        autotickangles=[0, -90], tickfont={"size": 11 if len(labels) > MANY else 12}, **every,
    )  # fmt: skip


def _down(labels: list[str]) -> Spec:
    """Numbered rows with their labels, so that two rows of the same name stay two, and lines between them."""
    return axis(
        tickvals=list(range(len(labels))), ticktext=labels, range=[max(len(labels), 2) - 0.5, -0.5],
        minor={"tickvals": [row - 0.5 for row in range(len(labels) + 1)], "showgrid": True, "gridcolor": GRID},
    )  # fmt: skip


def _row_label(label: str, below: str) -> str:
    """The label in one or two lines; what they cannot hold is cut with an ellipsis."""
    lines = wrap(label, LABEL_WIDTH, max_lines=1 if below else 2, placeholder=" …") or [""]
    small = [f'<span style="font-size:{SMALL}px">{plain(below)}</span>'] if below else []
    return "<br>".join([*(plain(line) for line in lines), *small])


def _row_height(rows: Labels, below: Labels) -> int:
    two_lines = bool(below) or any(len(label) > LABEL_WIDTH for label in rows.values())
    return ROW_HEIGHT + 6 * two_lines


def _header(columns: Labels) -> int:
    """Pixels for the labels of the columns: turned when they are too long for their share of the width."""
    longest = max((len(label) for label in columns.values()), default=0) * LETTER
    turned = longest > NARROWEST / max(len(columns), 1)
    return 30 + int(longest if turned else 16)
