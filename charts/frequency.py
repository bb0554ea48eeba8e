"""Charts of meeting frequency."""

from __future__ import annotations

import pandas as pd

from analysis.frequency import STACKS, Frequency, class_labels
from analysis.periods import period_words
from analysis.selection import UNITS
from analysis.tally import Tally
from analysis.words import count, sentence
from charts.figure import Figure, Spec
from charts.strip import bar_middle, bar_width, strip, time_layout
from charts.template import NEUTRAL, RAMP, SIDES, plain
from data.vocabulary import vocabulary


def frequency_bars(frequency: Frequency, noun: str = "Meetings", name: str = "frequency") -> Figure:
    """Bars per period, stacked by class; below them a strip with what cannot be placed at this resolution."""
    placed, undated = frequency.placed, frequency.undated
    traces = _bars(frequency) + strip(undated)
    spec = {"data": traces, "layout": time_layout(bool(len(undated.table)))}
    return Figure(
        name=f"{name}-by-{frequency.by}-and-{frequency.stack}",
        title=f"{noun} per {frequency.by}, by {STACKS[frequency.stack].lower()}",
        unit=placed.unit,
        spec=spec,
        sentence=_sentence(frequency, noun),
        tallies=(placed, undated),
        notes=_notes(frequency),
        own_table=_table(placed, undated),
    )


def colours(frequency: Frequency) -> dict[str, str]:
    """Class → colour: the vocabulary's own, the side's, or the next of the common order."""
    if frequency.stack == "host":
        return SIDES
    if frequency.stack == "type":
        return vocabulary("event_types").column("colour")
    ids = class_labels(frequency.placed.selection.dataset, frequency.stack)
    return {id_: NEUTRAL if id_ == "none" else RAMP[i % len(RAMP)] for i, id_ in enumerate(ids)}


def _bars(frequency: Frequency) -> list[Spec]:
    table, by = frequency.placed.table, frequency.by
    labels = class_labels(frequency.placed.selection.dataset, frequency.stack)
    palette = colours(frequency)
    traces = []
    for id_ in (id_ for id_ in labels if id_ in set(table["class"])):
        rows = table[table["class"] == id_]
        traces.append({
            "type": "bar",
            "name": plain(labels[id_]),
            "x": [bar_middle(period, by) for period in rows["period"]],
            "y": rows["count"].tolist(),
            "width": bar_width(by),
            "marker": {"color": palette[id_], "line": {"width": 0}},
            "customdata": [[0, row, f"{sentence(period_words(period))} · {plain(labels[id_])}"] for row, period in rows["period"].items()],
            "hovertemplate": "%{customdata[2]}: %{y:,d}<extra></extra>",
        })  # fmt: skip
    return traces


def _table(placed: Tally, undated: Tally) -> pd.DataFrame:
    """One row per period and class, then one per span that cannot be placed; ``dated`` tells them apart."""
    first = placed.table.rename(columns={"label": "class_label"}).assign(dated="yes")
    second = undated.table.rename(columns={"span": "period"}).assign(dated="no", **{"class": "", "class_label": ""})
    return pd.concat([first, second], ignore_index=True)[["period", "dated", "class", "class_label", "count"]]


def _sentence(frequency: Frequency, noun: str) -> str:
    placed = frequency.placed
    many = count(placed.total, *UNITS[placed.unit])
    if placed.table.empty:
        return f"No {noun.lower()} can be placed in a {frequency.by}."
    per = placed.table.groupby("period", sort=False)["count"].sum()
    top = per[per == per.max()].index
    peak = f"{period_words(str(top[0]))}" if len(top) == 1 else f"{count(len(top), frequency.by)}, {period_words(str(top[0]))} first"
    span = f"from {period_words(str(per.index[0]))} to {period_words(str(per.index[-1]))}"
    if len(per) == 1:
        return f"{noun}: {many}, all in {period_words(str(per.index[0]))}."
    return f"{noun}: {many} {span}; the most in one {frequency.by}, {int(per.max()):,}, in {peak}."


def _notes(frequency: Frequency) -> list[str]:
    notes = []
    events = frequency.placed.selection.events
    if frequency.undated.total:
        many = count(frequency.undated.total, *UNITS[frequency.undated.unit])
        verb = "is" if frequency.undated.total == 1 else "are"
        notes.append(f"{many} {verb} not datable to a {frequency.by} and drawn hatched below, over all the time in question.")
    doubtful = int((events["approximate"] | events["uncertain"]).sum())
    if doubtful:
        rest = "rests" if doubtful == 1 else "rest"
        notes.append(f"{count(doubtful, 'event')} of {len(events):,} {rest} on an approximate or uncertain date.")
    return notes
