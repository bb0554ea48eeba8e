"""Charts of what the events rest on: sources over time, sources per event, support, open points."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.coverage import STRENGTHS, SUPPORTS, press_labels
from analysis.periods import period_words
from analysis.press import Publication, side_labels
from analysis.selection import UNITS
from analysis.tally import Tally
from analysis.words import both, count, sentence
from charts.figure import Figure, Spec
from charts.strip import bar_middle, bar_width, strip, time_layout
from charts.template import ACCENT, FIRST, NONE, SECOND, SIDES, THIRD, axis, layout, plain, whole_steps

PRESS = {"both": ACCENT, "first": FIRST, "second": SECOND, "neither": THIRD, "unknown": NONE}
AGREEMENT = {"agree": "No disagreement", "conflict": "Sources disagree"}
AGREEMENT_COLOURS = {"agree": ACCENT, "conflict": "#C8433A"}
Labels = Mapping[str, str]
"""Id → label, in the order in which they are drawn."""

ROW_HEIGHT = 44
AGENCIES = (
    "The same agency text on several pages counts as several sources: "
    "a number of sources is not a number of independent witnesses."
)


def publication_bars(publication: Publication) -> Figure:
    """Sources per period of publication, stacked by side; below them what cannot be placed at this resolution."""
    placed, undated, by = publication.placed, publication.undated, publication.by
    labels = side_labels(placed.selection.dataset)
    table = placed.table
    traces = []
    for side in (side for side in labels if side in set(table["side"])):
        rows = table[table["side"] == side]
        traces.append({
            "type": "bar",
            "name": plain(labels[side]),
            "x": [bar_middle(period, by) for period in rows["period"]],
            "y": rows["count"].tolist(),
            "width": bar_width(by),
            "marker": {"color": SIDES[side], "line": {"width": 0}},
            "customdata": [
                [0, row, f"{sentence(period_words(period))} · {plain(labels[side])}"]
                for row, period in rows["period"].items()
            ],
            "hovertemplate": "%{customdata[2]}: %{y:,d}<extra></extra>",
        })  # fmt: skip
    return Figure(
        name=f"sources-by-{by}",
        title=f"Sources per {by} of publication, by home country of the publisher",
        unit="sources",
        spec={
            "data": traces + strip(undated),
            "layout": time_layout(undated, yaxis=_steps(placed, "period")),
        },
        sentence=_published_sentence(publication, labels),
        tallies=(placed, undated),
        notes=_published_notes(publication),
        own_table=_published_table(publication),
    )


def _published_sentence(publication: Publication, labels: Mapping[str, str]) -> str:
    table = publication.placed.table
    if table.empty:
        return f"No source of the selected events can be placed in a {publication.by} of publication."
    per = table.groupby("period", sort=False)["count"].sum()
    sides = table.groupby("side")["count"].sum()
    names = {side: label if side in ("first", "second") else _lower(label) for side, label in labels.items()}
    shares = [f"{name} ({int(sides[side]):,})" for side, name in names.items() if side in sides]
    top = str(per.idxmax())
    peak = f"the most, {int(per.max()):,}, in {period_words(top)}" if (per == per.max()).sum() == 1 else ""
    many, countries = count(int(per.sum()), "source"), f"Publishers’ countries: {both(shares)}."
    if len(per) == 1:
        return f"{many} published in {period_words(top)}. {countries}"
    span = f"published from {period_words(str(per.index[0]))} to {period_words(str(per.index[-1]))}"
    return f"{many} {span}{', ' if peak else ''}{peak}. {countries}"


def _published_notes(publication: Publication) -> list[str]:
    notes = []
    late, none = publication.undated.total, publication.without_date
    if late:
        verb = "is" if late == 1 else "are"
        notes.append(
            f"{count(late, 'source')} {verb} not datable to a {publication.by} and drawn hatched below."
        )
    if none:
        verb = "has" if none == 1 else "have"
        notes.append(f"{count(none, 'source')} {verb} no date of publication and no place in this chart.")
    notes.append("More sources in a year can mean that more was published, or that more was collected.")
    return notes


def _published_table(publication: Publication) -> pd.DataFrame:
    first = publication.placed.table.assign(dated="yes")
    second = publication.undated.table.rename(columns={"span": "period"}).assign(dated="no", side="")
    return pd.concat([first, second], ignore_index=True)[["period", "dated", "side", "count"]]


def strength_bars(tally: Tally) -> Figure:
    """How many sources the events rest on, stacked by whose press reports them."""
    return Figure(
        name="strength",
        title="Number of sources behind each event, by whose press reports it",
        unit=tally.unit,
        spec=_stacked(tally, STRENGTHS, press_labels(tally.selection.dataset), PRESS),
        sentence=_strength_sentence(tally),
        tallies=(tally,),
        notes=(AGENCIES,),
    )


def _strength_sentence(tally: Tally) -> str:
    if not tally.total:
        return "Nothing is selected."
    labels = press_labels(tally.selection.dataset)
    single = _number(tally, "strength", "1")
    shares = [
        f"{_lower(labels[press])} ({number:,})"
        for press in labels
        if (number := _number(tally, "press", press))
    ]
    many = count(tally.total, *UNITS[tally.unit])
    return f"Resting on one source: {single:,} of {many}. Reported by: {both(shares)}."


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def support_bars(tally: Tally) -> Figure:
    """Single source, several sources of one publisher, confirmed; conflict marked in each."""
    return Figure(
        name="support",
        title="How well the events are supported",
        unit=tally.unit,
        spec=_stacked(tally, SUPPORTS, AGREEMENT, AGREEMENT_COLOURS),
        sentence=_support_sentence(tally),
        tallies=(tally,),
        help=(
            "Confirmed: at least two sources of different publishers report the event. "
            "They may still go back to the same origin."
        ),
    )


def _support_sentence(tally: Tally) -> str:
    if not tally.total:
        return "Nothing is selected."
    many = count(tally.total, *UNITS[tally.unit])
    confirmed = _number(tally, "support", "confirmed")
    conflict = _number(tally, "sources_agree", "conflict")
    disagree = f"on {conflict:,} the sources disagree" if conflict else "nowhere do the sources disagree"
    return f"Confirmed by sources of different publishers: {confirmed:,} of {many}; {disagree}."


def limit_bars(tally: Tally) -> Figure:
    """What the selected events leave open, as counts of the whole."""
    table = tally.table
    whole = tally.selection.total(tally.unit)
    spec = {
        "data": [{
            "type": "bar",
            "orientation": "h",
            "x": table["count"].tolist(),
            "y": [plain(label) for label in table["label"]],
            "text": [f"{number:,} of {whole:,}" for number in table["count"]],
            "textposition": "outside",
            "cliponaxis": False,
            "marker": {"color": NONE, "line": {"width": 0}},
            "customdata": [[0, row, plain(label)] for row, label in table["label"].items()],
            "hovertemplate": "%{customdata[2]}: %{x:,d}<extra></extra>",
        }],
        "layout": layout(
            showlegend=False, height=60 + ROW_HEIGHT * max(len(table), 2),
            xaxis=_counts() | whole_steps([whole]) | {"range": [0, whole * 1.2]}, yaxis=axis(autorange="reversed"),
        ),
    }  # fmt: skip
    found = [
        f"{label.lower()}: {number:,}" for label, number in zip(table["label"], table["count"], strict=True)
    ]
    many = count(whole, *UNITS[tally.unit])
    return Figure(
        name="limits",
        title="What the selected events leave open",
        unit=tally.unit,
        spec=spec,
        sentence=f"Of {many} – {'; '.join(found)}."
        if found
        else "Nothing is left open in the selected events.",
        tallies=(tally,),
        notes=("One event can stand in several rows.",),
    )


def _number(tally: Tally, key: str, value: str) -> int:
    return int(tally.table.loc[tally.table[key] == value, "count"].sum())


def _steps(tally: Tally, bar: str) -> Spec:
    return whole_steps(tally.table.groupby(bar)["count"].sum().tolist())


def _counts() -> Spec:
    return axis(gridcolor="rgba(118,123,132,0.22)", rangemode="tozero", tickformat=",d")


def _stacked(tally: Tally, rows: Labels, classes: Labels, colours: Mapping[str, str]) -> Spec:
    """Horizontal bars of a tally with two keys: the first down (if it has a count), the second stacked."""
    down, along = tally.keys[:2]
    whole = tally.table.groupby(down)["count"].sum().to_dict()
    there = {id_: f"{plain(label)}: {whole[id_]:,}" for id_, label in rows.items() if id_ in whole}
    traces: list[Spec] = []
    for id_ in (id_ for id_ in classes if id_ in set(tally.table[along])):
        part = tally.table[tally.table[along] == id_]
        captions = [f"{plain(rows[row])} · {plain(classes[id_])}" for row in part[down]]
        traces.append({
            "type": "bar",
            "orientation": "h",
            "name": plain(classes[id_]),
            "x": part["count"].tolist(),
            "y": [there[row] for row in part[down]],
            "marker": {"color": colours[id_], "line": {"width": 0}},
            "customdata": [[0, row, caption] for row, caption in zip(part.index, captions, strict=True)],
            "hovertemplate": "%{customdata[2]}: %{x:,d}<extra></extra>",
        })  # fmt: skip
    return {
        "data": traces,
        "layout": layout(
            barmode="stack",
            height=110 + ROW_HEIGHT * max(len(there), 2),
            legend={"traceorder": "normal"},
            xaxis=_counts() | whole_steps([*whole.values()]),
            yaxis=axis(type="category", categoryorder="array", categoryarray=[*there.values()][::-1]),
        ),
    }
