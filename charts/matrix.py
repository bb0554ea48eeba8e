"""A matrix of counts: one cell per pair of classes, the count written in it, each cell clickable."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from analysis.tally import Tally
from charts.figure import Spec
from charts.template import SHADE, axis, layout, plain

ROW_HEIGHT = 30


def matrix(
    tally: Tally, rows: Mapping[Hashable, str], columns: Mapping[Hashable, str], number: int = 0
) -> Spec:
    """The figure of a tally with two keys: first key down (``rows``: id → label), second across (``columns``).

    Rows and columns that have no count are drawn empty, so that a missing cell is seen as none. ``number`` is the
    tally's place in the figure's ``tallies``. Heat-map cells cannot be clicked in Streamlit: a transparent marker on
    each cell that is not zero takes the click, and carries the number in the colour of the page's text.
    """
    down, across = tally.keys[:2]
    table = tally.table
    counts = {
        (row, column): value
        for row, column, value in zip(table[down], table[across], table["count"], strict=True)
    }
    cells = [[counts.get((row, column)) for column in columns] for row in rows]
    column_labels, row_labels = ([plain(label) for label in labels.values()] for labels in (columns, rows))
    captions = [
        f"{plain(rows[row])} · {plain(columns[column])}"
        for row, column in zip(table[down], table[across], strict=True)
    ]
    return {
        "data": [
            {
                "type": "heatmap", "z": cells, "x": column_labels, "y": row_labels, "colorscale": SHADE, "zmin": 0,
                "showscale": False, "hoverinfo": "skip", "xgap": 2, "ygap": 2,
            },
            {
                "type": "scatter", "mode": "markers+text",
                "x": [plain(columns[column]) for column in table[across]],
                "y": [plain(rows[row]) for row in table[down]],
                "marker": {"symbol": "square", "size": ROW_HEIGHT - 4, "color": "rgba(0,0,0,0)"},
                "customdata": [[number, row, caption] for row, caption in zip(table.index, captions, strict=True)],
                "text": table["count"].tolist(), "texttemplate": "%{text:,d}", "textposition": "middle center",
                "hovertemplate": "%{customdata[2]}: %{text:,d}<extra></extra>",
            },
        ],
        "layout": layout(
            showlegend=False,
            height=90 + ROW_HEIGHT * max(len(rows), 2),
            xaxis=axis(side="top", type="category", categoryorder="array", categoryarray=column_labels, dtick=1),
            yaxis=axis(
                type="category", categoryorder="array", categoryarray=row_labels, autorange="reversed", dtick=1
            ),
        ),
    }  # fmt: skip
