"""The timeline: one mark per event, one row per type of event."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.kinds import types
from analysis.overview import from_to, in_brackets, leaders
from analysis.periods import extent
from analysis.selection import Selection
from analysis.tally import Tally
from analysis.timeline import event_marks, type_order
from analysis.words import both, count, sentence
from charts.figure import Figure, Spec
from charts.rows import LANE, hatched, in_rows, legend_entry, row_layout, with_room
from charts.strip import DAY_MS
from charts.template import NEUTRAL, plain
from data.vocabulary import vocabulary


def timeline(selection: Selection) -> Figure:
    """Marks by level, colour and row by type; a day that is not known is a hatched span, never a point."""
    marks = event_marks(selection)
    table, rows = in_rows(marks.table, "event_type", type_labels(), x_range(selection))
    unknown = table["form"] == "within"
    traces = [
        *_legend(table),
        _bars(table[table["form"] == "lasted"], unknown=False),
        _bars(table[unknown], unknown=True),
        _targets(table[unknown]),
        _points(table[~unknown]),
    ]
    columns = ["event_id", "title", "event_type", "level", "words", "first_day", "last_day"]
    days = {name: marks.table[name].dt.date for name in ("first_day", "last_day")}
    return Figure(
        name="timeline",
        title="Events by type over time",
        unit="events",
        spec={
            "data": [trace for trace in traces if trace["x"]],
            "layout": row_layout(rows, x_range(selection)),
        },
        sentence=finding(selection),
        tallies=(marks,),
        notes=_notes(marks),
        hints=("A chosen period spreads crowded years.",),
        own_table=marks.table[columns].rename(columns={"words": "date"}).assign(**days),
    )


def x_range(selection: Selection, by: str = "month") -> tuple[date, date]:
    """The time axis: the period of the filters, or all the time that the data set reaches, with a little room."""
    return with_room(*extent(selection, by))


def type_labels() -> dict[str, str]:
    """Event type → label of its row, families together."""
    return {type_: vocabulary("event_types").column("plural")[type_] for type_ in type_order()}


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


def _bars(rows: pd.DataFrame, unknown: bool) -> Spec:
    colours = _colours(rows)
    days = (rows["last_day"] - rows["first_day"]).dt.days + 1
    return _marks(rows) | {
        "type": "bar",
        "orientation": "h",
        "base": [day.isoformat() for day in rows["first_day"]],
        "x": (days * DAY_MS).tolist(),
        "width": 0.8 if unknown else 0.36,
        "marker": hatched(colours) if unknown else {"color": colours, "opacity": 0.6, "line": {"width": 0}},
    }


def _targets(rows: pd.DataFrame) -> Spec:
    """A span of a month is two pixels wide on a line of decades: an invisible mark on it takes the click."""
    return _marks(rows) | {
        "type": "scatter",
        "mode": "markers",
        "x": _middle(rows),
        "marker": {"size": LANE + 2, "color": "rgba(0,0,0,0)", "symbol": "square"},
    }


def _points(rows: pd.DataFrame) -> Spec:
    symbols = rows["level"].map(vocabulary("levels").column("mark")).fillna("circle")
    symbols = symbols + rows["doubtful"].map({True: "-open", False: ""}).astype(str)
    return _marks(rows) | {
        "type": "scatter",
        "mode": "markers",
        "x": _middle(rows),
        "marker": {
            "size": LANE + 1,
            "color": _colours(rows),
            "symbol": symbols.tolist(),
            "line": {"width": rows["doubtful"].map({True: 1.5, False: 0}).tolist()},
        },
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
    entries = [
        legend_entry(
            name,
            {"type": "scatter", "mode": "markers", "marker": {"symbol": symbol, "color": NEUTRAL, "size": 9}},
        )
        for name, symbol in named
    ]
    if (table["form"] == "lasted").any():
        entries.append(
            legend_entry("Took these days", {"type": "bar", "marker": {"color": NEUTRAL, "opacity": 0.6}})
        )
    if (table["form"] == "within").any():
        entries.append(legend_entry("Some day in this span", {"type": "bar", "marker": hatched(NEUTRAL)}))
    return entries


def finding(selection: Selection) -> str:
    """How many events of which types, and when."""
    counts = (
        types(selection).table.set_index("event_type")["count"].sort_values(ascending=False, kind="stable")
    )
    plural = vocabulary("event_types").column("plural")
    ranked = pd.DataFrame(
        {"label": [plural[id_].lower() for id_ in counts.index], "count": counts.to_numpy()}
    )
    many = f"{count(len(selection), 'event')} {from_to(selection)}"
    if len(ranked) == 1:
        return f"{many}, of one type: {vocabulary('event_types').label(str(counts.index[0])).lower()}."
    shown = leaders(ranked)
    if shown.empty:
        return f"{many}, of {len(ranked)} types, none of which stands out."
    lead = "they are" if len(shown) == len(ranked) else "the most frequent types are"
    return f"{many}; {lead} {both(in_brackets(shown))}."


def _notes(marks: Tally) -> list[str]:
    table = marks.table
    within, doubtful = int((table["form"] == "within").sum()), int(table["doubtful"].sum())
    notes = [
        "Events close in time stand above each other only to be seen: height within a row means nothing."
    ]
    if within:
        notes.append(
            f"The day is not known for {count(within, 'event')}: drawn hatched, over all the time in question."
        )
    if doubtful:
        rest = "rests" if doubtful == 1 else "rest"
        notes.append(
            f"{count(doubtful, 'event')} of {len(table):,} {rest} on an approximate or uncertain date."
        )
    return notes
