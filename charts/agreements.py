"""Charts of the register: what is in force, and what kinds of documents in which spheres."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from analysis.agreements import NOTHING, STATES, in_force
from analysis.documents import DocumentTally
from analysis.words import both, count, sentence
from charts.figure import Figure, Spec
from charts.rows import hatched
from charts.template import ACCENT, HATCH, NEUTRAL, RAMP, axis, layout, plain
from data.dates import day_words
from data.vocabulary import vocabulary

NAMED = 3
"""More than these that share the first place are counted, not named."""
ROW_HEIGHT = 30
STATE_COLOURS = {"force": ACCENT, "expired": RAMP[4], "future": RAMP[0], "unstated": NEUTRAL}


def state_bars(tally: DocumentTally, day: date) -> Figure:
    """In force, expired, not yet in force, term not stated; a state without documents keeps its empty row."""
    colours = [STATE_COLOURS[id_] for id_ in tally.table["state"]]
    marker = hatched(colours)
    marker["pattern"]["shape"] = [HATCH["shape"] if id_ == "unstated" else "" for id_ in tally.table["state"]]
    return Figure(
        name="agreements-by-state",
        title=f"What the sources state about {day_words(day)}",
        unit="documents",
        spec=_bars(tally, STATES, marker),
        sentence=in_force(tally, day),
        tallies=(tally,),
        notes=(
            "In force rests on a stated beginning and end; a stated year counts from its first to its last day. "
            "An end that no source states is not taken for an open end.",
        ),
    )


def kind_bars(tally: DocumentTally) -> Figure:
    """Documents by kind."""
    return Figure(
        name="agreements-by-kind",
        title="What was signed, by kind",
        unit="documents",
        spec=_bars(tally, _labels(tally), {"color": ACCENT, "line": {"width": 0}}),
        sentence=_most(tally, "kind"),
        tallies=(tally,),
    )


def sphere_bars(tally: DocumentTally) -> Figure:
    """Documents by sphere."""
    colours = [vocabulary("spheres").column("colour")[id_] for id_ in tally.table["sphere"]]
    return Figure(
        name="agreements-by-sphere",
        title="What was signed, by sphere",
        unit="documents",
        spec=_bars(tally, _labels(tally), {"color": colours, "line": {"width": 0}}),
        sentence=_most(tally, "sphere"),
        tallies=(tally,),
        notes=("A document in two spheres counts in each.",),
    )


def _labels(tally: DocumentTally) -> dict[str, str]:
    ranked = tally.table.sort_values("count", ascending=False, kind="stable")
    return dict(zip(ranked[tally.keys[0]], ranked["label"], strict=True))


def _bars(tally: DocumentTally, rows: Mapping[str, str], marker: Spec) -> Spec:
    """One horizontal bar per class, in the order of ``rows`` (id → label), with its count at the end."""
    table = tally.table
    names = [plain(label) for label in rows.values()]
    return {
        "data": [{
            "type": "bar", "orientation": "h", "marker": marker,
            "x": table["count"].tolist(), "y": [plain(label) for label in table["label"]],
            "text": [f"{number:,}" for number in table["count"]], "textposition": "outside", "cliponaxis": False,
            "customdata": [
                [0, row, f"{plain(label)} · {count(number, 'document')}"]
                for row, (label, number) in enumerate(zip(table["label"], table["count"], strict=True))
            ],
            "hovertemplate": "%{customdata[2]}<extra></extra>",
        }],
        "layout": layout(
            showlegend=False, height=30 + ROW_HEIGHT * max(len(rows), 3), margin={"l": 8, "r": 40, "t": 8, "b": 8},
            xaxis=axis(visible=False, rangemode="tozero"),
            yaxis=axis(type="category", range=[len(names) - 0.5, -0.5], categoryorder="array", categoryarray=names),
        ),
    }  # fmt: skip


def _most(tally: DocumentTally, noun: str) -> str:
    table = tally.table
    if table.empty:
        return NOTHING
    top = table[table["count"] == table["count"].max()]
    many = count(int(top["count"].iloc[0]), "document")
    if len(table) == 1:
        return f"The only {noun} is {top['label'].iloc[0].lower()}, with {many}."
    if len(top) == 1:
        return f"The most frequent of {len(table)} {noun}s is {top['label'].iloc[0].lower()}, with {many}."
    if len(top) <= NAMED:
        names = sentence(both([label.lower() for label in top["label"]]))
        if len(top) == len(table):
            return f"{names} have {many} each."
        return f"{names} share the first place of {len(table)} {noun}s, with {many} each."
    return f"Of {len(table)} {noun}s, {len(top)} share the first place with {many} each."
