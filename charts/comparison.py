"""Two views in numbers: what changed from one to the other, and which events they share.

View A is drawn filled and view B outlined, and every count is written with the letter of its view: their colours,
which are none of those of countries, never stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from analysis.comparison import Comparison, Pair, held_by
from analysis.selection import UNITS
from analysis.tally import Tally
from analysis.words import both, count
from charts.figure import Figure, Spec
from charts.matrix import Cell, grid
from charts.template import ACCENT, NEUTRAL, axis, layout, plain

OTHER = "#C2507A"
VIEW_LOOKS: dict[str, Spec] = {
    "A": {"color": ACCENT, "line": {"color": ACCENT, "width": 2}},
    "B": {"color": "rgba(194,80,122,0.25)", "line": {"color": OTHER, "width": 2}},
    "both": {
        "color": NEUTRAL, "line": {"color": NEUTRAL, "width": 2},
        "pattern": {"shape": "x", "size": 7, "solidity": 0.3, "fillmode": "overlay"},
    },
}  # fmt: skip
VIEWS = {"A": "View A", "B": "View B"}
HELD_WORDS = {"A": "Only in view A", "both": "In both views", "B": "Only in view B"}
DIFFERENCE = "B − A"


def remarks(comparison: Comparison, events: np.ndarray) -> list[str]:
    """One text per event (row numbers): which of the views hold it."""
    return [HELD_WORDS[held] if held else "" for held in held_by(comparison, events)]


def signed(difference: int) -> str:
    """``+12``, ``−3``, ``0``: a difference as a count with its sign."""
    return f"{difference:+,}".replace("-", "−") if difference else "0"


def change_table(comparison: Comparison, change: Pair, notes: Sequence[str]) -> Figure:
    """One row per measure, with its count in both views and the difference; each of them opens its events."""
    table = change.table
    cells = [
        Cell(id_, column, abs(int(number)), place, row, "grey", text, f", {words}")
        for place, (column, name, words) in enumerate(
            (("A", "a", "view A"), ("B", "b", "view B"), ("both", "difference", "view A and view B"))
        )
        for row, (id_, number) in enumerate(zip(table["measure"], table[name], strict=True))
        for text in [signed(int(number)) if name == "difference" else f"{number:,}"]
    ]
    rows = dict(zip(table["measure"], table["label"], strict=True))
    spec = grid(cells, rows, {**VIEWS, "both": DIFFERENCE})
    return Figure(
        name="what-changed",
        title="What changed from view A to view B",
        unit=change.either.unit,
        spec=spec,
        sentence=change_sentence(comparison),
        tallies=change.tallies,
        notes=notes,
        help="A difference is the count of view B less that of view A. Differences are counts, never shares.",
        remarks=partial(remarks, comparison),
        own_table=table,
    )


def change_sentence(comparison: Comparison) -> str:
    """How many events both views hold, and the difference: right for none, one and many."""
    a, b = len(comparison.first), len(comparison.second)
    if a == b:
        return f"Each view holds {count(a, 'event')}." if a else "Neither view holds an event."
    more = f"{abs(b - a):,} {'more' if b > a else 'fewer'}"
    return f"View A holds {count(a, 'event')}, view B {f'{b:,}' if b else 'none'}: {more}."


def overlap_bar(comparison: Comparison, overlap: Tally) -> Figure:
    """One bar: what only view A holds, what both hold, what only view B holds."""
    table = overlap.table
    traces = [
        {
            "type": "bar", "orientation": "h", "name": f"{HELD_WORDS[id_]}: {table['count'].iloc[row]:,}",
            "y": [""], "x": [int(table["count"].iloc[row])], "marker": VIEW_LOOKS[id_],
            "customdata": [[0, row, HELD_WORDS[id_]]], "hovertemplate": "%{customdata[2]}: %{x:,d}<extra></extra>",
        }
        for id_ in HELD_WORDS for row in np.flatnonzero(table["held"] == id_).tolist()
    ]  # fmt: skip
    frame = layout(
        barmode="stack", height=150, legend={"traceorder": "normal"}, xaxis=axis(tickformat=",d"),
        yaxis=axis(visible=False),
    )  # fmt: skip
    return Figure(
        name="overlap",
        title="What the two views share",
        unit=overlap.unit,
        spec={"data": traces, "layout": frame},
        sentence=overlap_sentence(overlap),
        tallies=(overlap,),
        remarks=partial(remarks, comparison),
        own_table=table.assign(label=table["held"].map(HELD_WORDS)),
    )


def overlap_sentence(overlap: Tally) -> str:
    """Which part is shared, in whole English: right for none, one and many."""
    counts = dict(zip(overlap.table["held"], overlap.table["count"].tolist(), strict=True))
    noun = UNITS[overlap.unit]
    if not counts:
        return "Neither view holds anything to count."
    if list(counts) == ["both"]:
        return f"Both views hold the same {count(counts['both'], *noun)}."
    rest = both([f"{count(counts[id_], *noun)} only in view {id_}" for id_ in "AB" if id_ in counts])
    return f"{_are(counts.get('both', 0), *noun)} in both views; {rest}."


def _are(number: int, one: str, many: str) -> str:
    """``No event is``, ``1 event is``, ``2 events are``."""
    if number < 2:
        return f"{number or 'No'} {one} is"
    return f"{number:,} {many} are"


def labelled(view: str, number: int) -> str:
    """A count with the letter of its view."""
    return f"{view} {number:,}"


def caption(label: str, view: str) -> str:
    """The heading of the events behind a mark of one view."""
    return f"{plain(label)} · {VIEWS[view]}"
