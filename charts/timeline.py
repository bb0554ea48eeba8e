"""The timeline: one mark per event, one row per type of event."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import wrap

import pandas as pd

from analysis.overview import leaders
from analysis.selection import Selection
from analysis.tally import Tally
from analysis.timeline import event_marks, type_order, years
from analysis.words import both, count, sentence
from charts.figure import Figure, Spec
from charts.strip import DAY_MS, lanes
from charts.template import GRID, HATCH, NEUTRAL, axis, layout, plain
from data.vocabulary import vocabulary

LANE = 8
"""Height of one lane of marks in pixels; events that would hide each other stand in different lanes."""

LANES = 10
LEFT = 104
"""Width of the row labels in pixels, the same for every chart on this time axis, so that the years stand in line."""

MARK_SHARE = 0.011
"""Width of a mark as a share of the time axis, on a screen of ordinary width."""


def timeline(selection: Selection) -> Figure:
    """Marks by level, colour and row by type; a day that is not known is a hatched span, never a point."""
    marks = event_marks(selection)
    table = placed(marks.table, x_range(selection))
    points = table[table["form"] != "within"]
    traces = _legend(table) + [
        _bars(table[table["form"] == "lasted"], hatched=False),
        _bars(table[table["form"] == "within"], hatched=True),
        _targets(table[table["form"] == "within"]),
        _points(points),
    ]
    rows = row_positions(table)
    return Figure(
        name="timeline",
        title="Events by type over time",
        unit="events",
        spec={"data": [trace for trace in traces if trace["x"]], "layout": row_layout(rows, x_range(selection), LANE)},
        sentence=finding(selection),
        tallies=(marks,),
        notes=_notes(marks),
        own_table=marks.table[["event_id", "title", "event_type", "level", "words", "first_day", "last_day"]]
        .rename(columns={"words": "date"})
        .assign(first_day=marks.table["first_day"].dt.date, last_day=marks.table["last_day"].dt.date),
    )


def x_range(selection: Selection) -> tuple[date, date]:
    """From the first to the last possible day, with a little room at both ends."""
    events = selection.events
    first, last = events["first_day"].min().date(), events["last_day"].max().date()
    room = timedelta(days=max((last - first).days // 50, 10))
    return first - room, last + room


def placed(table: pd.DataFrame, whole: tuple[date, date]) -> pd.DataFrame:
    """The marks with the ``top`` and ``height`` of their row and their own ``y``, in lanes counted from the top.

    The first lane is the middle of the row; the next ones lie below and above it in turn.
    """
    width = timedelta(days=max(round((whole[1] - whole[0]).days * MARK_SHARE), 1))
    parts, top = [], 0.0
    for type_ in (type_ for type_ in type_order() if type_ in set(table["event_type"])):
        row = table[table["event_type"] == type_]
        spans = [_room(first.date(), last.date(), width) for first, last in zip(row["first_day"], row["last_day"], strict=True)]
        lane = pd.Series(lanes(spans), index=row.index) % LANES
        outwards = (lane + 1) // 2 * (1 - 2 * (lane % 2))
        height = max(2 * int(outwards.abs().max()) + 1, 2 * len(_label(type_).split("<br>")))
        parts.append(row.assign(y=top + height / 2 + outwards, top=top, height=height))
        top += height + 1
    return pd.concat(parts)


def _room(first: date, last: date, width: timedelta) -> tuple[date, date]:
    """The days that a mark covers on the screen: its own, or as many as a symbol is wide."""
    missing = max((width - (last - first)).days, 0)
    return first - timedelta(days=missing // 2), last + timedelta(days=missing - missing // 2)


def row_positions(table: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Type → top and height of its row."""
    rows = table.drop_duplicates("event_type")
    return {type_: (top, height) for type_, top, height in zip(rows["event_type"], rows["top"], rows["height"], strict=True)}


def row_layout(rows: dict[str, tuple[float, float]], whole: tuple[date, date], unit: float) -> Spec:
    """Labelled rows of different heights over a time axis; ``unit`` is the height of 1 in pixels."""
    bottom = max(top + height for top, height in rows.values()) + 0.5
    rules = [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": top - 0.5, "y1": top - 0.5, "layer": "below", "line": {"color": GRID, "width": 1}}
        for top, _ in rows.values()
    ]  # fmt: skip
    return layout(
        height=int(bottom * unit) + 120,
        barmode="overlay",
        margin={"l": LEFT, "r": 8, "t": 8, "b": 8},
        legend={"itemclick": False, "itemdoubleclick": False},
        shapes=rules,
        xaxis=axis(type="date", range=[day.isoformat() for day in whole], gridcolor=GRID),
        yaxis=axis(
            automargin=False, range=[bottom, -0.5], showgrid=False, ticks="",
            tickvals=[top + height / 2 for top, height in rows.values()], ticktext=[_label(type_) for type_ in rows],
        ),
    )  # fmt: skip


def _label(type_: str) -> str:
    return "<br>".join(wrap(vocabulary("event_types").column("plural")[type_], 14))


def _caption(mark: pd.Series) -> str:
    level = f" · {vocabulary('levels').label(mark['level']).lower()}" if mark["level"] else ""
    return f"{sentence(mark['words'])} · {vocabulary('event_types').label(mark['event_type'])}{level}"


def _marks(rows: pd.DataFrame) -> Spec:
    return {
        "y": rows["y"].tolist(),
        "customdata": [[0, number, plain(_caption(mark))] for number, mark in rows.iterrows()],
        "hovertemplate": "%{customdata[2]}<extra></extra>",
        "showlegend": False,
    }


def _middle(rows: pd.DataFrame) -> list[str]:
    half = (rows["last_day"] - rows["first_day"] + pd.Timedelta(days=1)) / 2
    return [moment.isoformat() for moment in rows["first_day"] + half]


def _colours(rows: pd.DataFrame) -> list[str]:
    return rows["event_type"].map(vocabulary("event_types").column("colour")).tolist()


def _bars(rows: pd.DataFrame, hatched: bool) -> Spec:
    colours = _colours(rows)
    days = (rows["last_day"] - rows["first_day"]).dt.days + 1
    shade = {"pattern": HATCH | {"fgcolor": colours}, "line": {"width": 1, "color": colours}} if hatched else {"opacity": 0.6}
    return _marks(rows) | {
        "type": "bar",
        "orientation": "h",
        "base": [day.isoformat() for day in rows["first_day"]],
        "x": (days * DAY_MS).tolist(),
        "width": 0.62 if hatched else 0.36,
        "marker": {"color": colours} | shade,
    }


def _targets(rows: pd.DataFrame) -> Spec:
    """A span of a month is two pixels wide on a line of decades: an invisible mark on it takes the click."""
    return _marks(rows) | {
        "type": "scatter", "mode": "markers", "x": _middle(rows), "marker": {"size": LANE + 2, "color": "rgba(0,0,0,0)", "symbol": "square"},
    }  # fmt: skip


def _points(rows: pd.DataFrame) -> Spec:
    symbols = rows["level"].map(vocabulary("levels").column("mark")).fillna("circle")
    symbols = symbols + rows["doubtful"].map({True: "-open", False: ""}).astype(str)
    return _marks(rows) | {
        "type": "scatter",
        "mode": "markers",
        "x": _middle(rows),
        "marker": {"size": LANE + 1, "color": _colours(rows), "symbol": symbols.tolist(), "line": {"width": rows["doubtful"].map({True: 1.5, False: 0}).tolist()}},
    }


def _legend(table: pd.DataFrame) -> list[Spec]:
    """What the symbols mean; entries without data, because one trace holds the marks of all levels."""
    points = table[table["form"] != "within"]
    marks = vocabulary("levels").column("mark")
    there = [id_ for id_ in marks if id_ in set(points["level"])]
    named = [(vocabulary("levels").label(id_), marks[id_]) for id_ in there if marks[id_] != "circle"]
    if len(named) < points["level"].nunique():
        named.append(("Other or no level", "circle"))
    if points["doubtful"].any():
        named.append(("Hollow: approximate or uncertain", "circle-open"))
    entries = [_entry(name, {"type": "scatter", "mode": "markers", "marker": {"symbol": symbol, "color": NEUTRAL, "size": 9}}) for name, symbol in named]
    if (table["form"] == "lasted").any():
        entries.append(_entry("Took these days", {"type": "bar", "marker": {"color": NEUTRAL, "opacity": 0.6}}))
    if (table["form"] == "within").any():
        entries.append(_entry("Some day in this span", {"type": "bar", "marker": {"color": NEUTRAL, "pattern": HATCH | {"fgcolor": NEUTRAL}}}))
    return entries


def _entry(name: str, look: Spec) -> Spec:
    return look | {"x": [None], "y": [None], "name": name, "hoverinfo": "skip", "showlegend": True}


def finding(selection: Selection) -> str:
    """How many events of which types, and when."""
    first, last = years(selection)
    when = f"in {first}" if first == last else f"from {first} to {last}"
    counts = selection.events["event_type"].value_counts()
    labels = vocabulary("event_types").column("plural" if len(selection) > 1 else "label")
    ranked = pd.DataFrame({"label": [labels[id_] for id_ in counts.index], "count": counts.to_numpy()})
    ranked = ranked[ranked["count"] > 0]
    many = f"{count(len(selection), 'event')} {when}"
    if len(ranked) == 1:
        return f"{many}: {ranked['label'].iloc[0].lower()} only." if len(selection) > 1 else f"{many}, of the type {ranked['label'].iloc[0].lower()}."
    shown = leaders(ranked)
    if shown.empty:
        return f"{many}, of {len(ranked)} types, none of which stands out."
    words = [f"{label.lower()} ({number:,})" for label, number in zip(shown["label"], shown["count"], strict=True)]
    lead = "they are" if len(shown) == len(ranked) else "most frequent are"
    return f"{many}; {lead} {both(words)}."


def _notes(marks: Tally) -> list[str]:
    table = marks.table
    within, doubtful = int((table["form"] == "within").sum()), int(table["doubtful"].sum())
    notes = ["Events close in time stand above each other only to be seen: height within a row means nothing."]
    if within:
        notes.append(f"The day is not known for {count(within, 'event')}: drawn hatched, over all the time in question.")
    if doubtful:
        rest = "rests" if doubtful == 1 else "rest"
        notes.append(f"{count(doubtful, 'event')} of {len(table):,} {rest} on an approximate or uncertain date.")
    return notes
