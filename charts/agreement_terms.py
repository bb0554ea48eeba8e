"""The terms of signed documents over time, by sphere."""

from __future__ import annotations

from datetime import date, timedelta
from textwrap import shorten

import pandas as pd

from analysis.documents import DocumentTally
from analysis.words import count, sentence
from charts.figure import Figure, Spec
from charts.rows import LANE, hatched, in_rows, legend_entry, row_layout, with_room
from charts.template import NEUTRAL, plain
from data.dates import day_words
from data.vocabulary import vocabulary

FADING = (0.5, 0.3, 0.12)
"""Opacity of the three pieces of a bar whose end is not stated."""


def term_bars(tally: DocumentTally, day: date) -> Figure:
    """Documents by sphere over time: from the signing to the stated end, or fading out where no end is stated."""
    table = tally.table
    whole = _whole(table, day)
    drawn = table.assign(stop=table["end"].fillna(table["last_day"] + pd.Timedelta(_fade(whole))))
    drawn, rows = in_rows(
        drawn, "sphere", vocabulary("spheres").column("label"), whole, ("first_day", "stop")
    )
    stated, open_ = drawn[drawn["end"].notna()], drawn[drawn["end"].isna()]
    traces = [
        _term(stated, stated["last_day"], stated["end"], 0.75),
        *_fading(open_),
        _ends(open_),
        _unknown_days(drawn[drawn["first_day"] != drawn["last_day"]]),
        _signings(drawn),
    ]
    return Figure(
        name="agreements-over-time",
        title="Signed, and until when, by sphere",
        unit="documents",
        spec={
            "data": _legend(drawn) + [trace for trace in traces if trace["x"]],
            "layout": row_layout(rows, whole, LANE + 4, shapes=[_day_line(day)]),
        },
        sentence=_terms_sentence(table),
        tallies=(tally,),
        notes=(
            f"The dotted line is {day_words(day)}. A bar that fades to an open ring has no stated end: "
            "its length means nothing.",
            "A document in two spheres is drawn in each.",
        ),
    )


def _whole(table: pd.DataFrame, day: date) -> tuple[date, date]:
    if table.empty:
        return with_room(day, day)
    last = table["end"].fillna(table["last_day"]).max()
    return with_room(min(table["first_day"].min().date(), day), max(last.date(), day))


def _fade(whole: tuple[date, date]) -> timedelta:
    return (whole[1] - whole[0]) * 0.06


def _marks(rows: pd.DataFrame) -> Spec:
    captions = [
        plain(f"{shorten(title, 60, placeholder=' …')} · {signed}")
        for title, signed in zip(rows["title"], rows["signed"], strict=True)
    ]
    return {
        "y": rows["y"].tolist(),
        "customdata": [[0, number, caption] for number, caption in zip(rows.index, captions, strict=True)],
        "hovertemplate": "%{customdata[2]}<extra></extra>",
        "showlegend": False,
    }


def _colours(rows: pd.DataFrame) -> list[str]:
    return rows["sphere"].map(vocabulary("spheres").column("colour")).tolist()


def _term(rows: pd.DataFrame, start: pd.Series, stop: pd.Series, opacity: float) -> Spec:
    return _marks(rows) | {
        "type": "bar",
        "orientation": "h",
        "base": [day.isoformat() for day in start],
        "x": ((stop - start).dt.total_seconds() * 1000).tolist(),
        "width": 0.5,
        "marker": {"color": _colours(rows), "opacity": opacity, "line": {"width": 0}},
    }


def _fading(rows: pd.DataFrame) -> list[Spec]:
    piece = (rows["stop"] - rows["last_day"]) / len(FADING)
    return [
        _term(rows, rows["last_day"] + piece * number, rows["last_day"] + piece * (number + 1), opacity)
        for number, opacity in enumerate(FADING)
    ]


def _ends(rows: pd.DataFrame) -> Spec:
    return _marks(rows) | {
        "type": "scatter", "mode": "markers", "x": [day.isoformat() for day in rows["stop"]],
        "marker": {"symbol": "circle-open", "size": 7, "color": _colours(rows), "line": {"width": 1.2}},
    }  # fmt: skip


def _signings(rows: pd.DataFrame) -> Spec:
    """A diamond on the day of signing; invisible, for the click, where the day is not known."""
    exact = rows["first_day"] == rows["last_day"]
    middle = rows["first_day"] + (rows["last_day"] - rows["first_day"]) / 2
    colours = [
        colour if known else "rgba(0,0,0,0)" for colour, known in zip(_colours(rows), exact, strict=True)
    ]
    return _marks(rows) | {
        "type": "scatter", "mode": "markers", "x": [day.isoformat() for day in middle],
        "marker": {"symbol": "diamond", "size": 10, "color": colours, "line": {"width": 0}},
    }  # fmt: skip


def _unknown_days(rows: pd.DataFrame) -> Spec:
    bars = _term(rows, rows["first_day"], rows["last_day"] + pd.Timedelta(days=1), 1)
    return bars | {"width": 0.8, "marker": hatched(_colours(rows))}


def _day_line(day: date) -> Spec:
    return {
        "type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": day.isoformat(), "x1": day.isoformat(),
        "line": {"color": NEUTRAL, "width": 2, "dash": "dot"},
    }  # fmt: skip


def _legend(rows: pd.DataFrame) -> list[Spec]:
    entries = [
        (
            "Signed",
            {
                "type": "scatter",
                "mode": "markers",
                "marker": {"symbol": "diamond", "color": NEUTRAL, "size": 10},
            },
        )
    ]
    if rows["end"].notna().any():
        entries.append(
            ("Until the stated end", {"type": "bar", "marker": {"color": NEUTRAL, "opacity": 0.75}})
        )
    if rows["end"].isna().any():
        entries.append(
            (
                "End not stated",
                {
                    "type": "scatter",
                    "mode": "markers",
                    "marker": {"symbol": "circle-open", "color": NEUTRAL, "size": 8},
                },
            )
        )
    if (rows["first_day"] != rows["last_day"]).any():
        entries.append(("Day of signing not known", {"type": "bar", "marker": hatched(NEUTRAL)}))
    return [legend_entry(name, look) for name, look in entries]


def _terms_sentence(table: pd.DataFrame) -> str:
    documents = table.drop_duplicates("agreement_id")
    if documents.empty:
        return "No document was signed at the selected events."
    first, last = documents["first_day"].min().year, documents["last_day"].max().year
    when = f"in {first}" if first == last else f"from {first} to {last}"
    ends = int(documents["end"].notna().sum())
    stated = f"an end is stated for {ends:,} of them" if ends else "an end is stated for none of them"
    if len(documents) == 1:
        stated = "its end is stated" if ends else "its end is not stated"
    return sentence(f"{count(len(documents), 'document')} signed {when}; {stated}.")
