"""Where they meet: horizontal bars in the colours of the countries."""

from __future__ import annotations

from analysis.meetings import MEETINGS, Noun
from analysis.places import LABELS, NONE, OTHER
from analysis.stacks import class_labels
from analysis.tally import Tally
from analysis.words import both, sentence
from charts.figure import Figure, Spec
from charts.template import GRID, SIDES, axis, layout, plain, whole_steps

ROW_HEIGHT = 26


def place_bars(where: Tally, noun: Noun = MEETINGS) -> Figure:
    """One bar per place, the most frequent on top, the rest and the unknown last."""
    labels = [plain(label) for label in where.table["label"]]
    return Figure(
        name="places",
        title=f"{sentence(noun.many)} by place",
        unit=where.unit,
        spec={"data": _bars(where), "layout": _layout(labels, where.table["count"].tolist())},
        sentence=place_sentence(where, noun),
        tallies=(where,),
        notes=_notes(where, noun),
    )


def _bars(where: Tally) -> list[Spec]:
    """One trace per side for the legend; a place is a row number, because two cities can share a name."""
    sides = {
        side: name for side, name in class_labels(where.selection.dataset, "host").items() if side in SIDES
    }
    sides |= {"none": f"{LABELS[OTHER]}, or not stated"}
    traces = []
    for side, name in sides.items():
        rows = where.table[where.table["side"] == side]
        traces.append({
            "type": "bar", "orientation": "h", "name": plain(name),
            "x": rows["count"].tolist(), "y": rows.index.tolist(),
            "text": rows["count"].tolist(), "texttemplate": "%{text:,d}", "textposition": "outside",
            "cliponaxis": False,
            "marker": {"color": SIDES[side]},
            "customdata": [[0, row, plain(label)] for row, label in rows["label"].items()],
            "hovertemplate": "%{customdata[2]}: %{x:,d}<extra></extra>",
        })  # fmt: skip
    return [trace for trace in traces if trace["x"]]


def _layout(labels: list[str], counts: list[int]) -> Spec:
    rows = list(range(len(labels)))
    return layout(
        barmode="overlay",
        height=90 + ROW_HEIGHT * max(len(rows), 2),
        margin={"l": 8, "r": 40, "t": 8, "b": 8},
        xaxis=axis(gridcolor=GRID, rangemode="tozero", tickformat=",d", **whole_steps(counts)),
        yaxis=axis(tickvals=rows, ticktext=labels, range=[len(rows) - 0.4, -0.6]),
    )


def place_sentence(where: Tally, noun: Noun) -> str:
    """The most frequent place: right for none, one and many, and for places that tie."""
    table = where.table
    if table.empty:
        return f"This selection has no {noun.one}."
    known = table[~table["place"].isin((OTHER, NONE))]
    whole = noun.count(where.total, where.unit)
    if known.empty:
        return f"No place is known: {whole}."
    most = int(known["count"].max())
    top = known.loc[known["count"] == most, "label"].tolist()
    if len(top) > 3:
        return f"{sentence(whole)}; no place stands out: {len(top):,} places have {most:,} each."
    lead, each = ("place", "") if len(top) == 1 else ("places", " each")
    return f"The most frequent {lead}: {both(top)}, {most:,}{each} of {whole}."


def _notes(where: Tally, noun: Noun) -> list[str]:
    unknown = int(where.table.loc[where.table["place"] == NONE, "count"].sum())
    if not unknown:
        return []
    verb = "has" if unknown == 1 else "have"
    what = sentence(noun.count(unknown, where.unit))
    return [f"{what} {verb} no place: not stated, or held by telephone or online."]
