"""Who travels to whom: trips of the first country upwards, trips of the second downwards."""

from __future__ import annotations

import math

import pandas as pd

from analysis.meetings import TRIPS
from analysis.periods import period_words
from analysis.reciprocity import DIRECTIONS, Reciprocity
from analysis.words import both, sentence
from charts.figure import Figure, Spec
from charts.frequency import undated_note
from charts.strip import bar_middle, bar_width, strip, time_layout
from charts.template import NONE, SIDES, plain
from charts.time_axis import time_axis
from data.sides import Sides


def reciprocity_bars(trips: Reciprocity) -> Figure:
    """Bars per period, one direction up, the other down; trips of no clear direction as diamonds between."""
    words = direction_words(trips.placed.selection.dataset.about.sides)
    return Figure(
        name=f"reciprocity-by-{trips.by}",
        title=f"Trips per {trips.by}, by direction",
        unit=trips.whole.unit,
        spec={
            "data": [*_bars(trips, words), *_unclear(trips, words), *strip(trips.undated, words=words)],
            "layout": _layout(trips),
        },
        sentence=reciprocity_sentence(trips, words),
        tallies=(trips.placed, trips.undated),
        notes=undated_note(trips.undated, trips.by, TRIPS) + _unclear_note(trips),
        help="A trip is counted once, with all its meetings, in the year in which it began. Its direction follows "
        "from the countries of its visitors and the country where it took place.",
        own_table=_table(trips, words),
    )


def direction_words(sides: Sides) -> dict[str, str]:
    """Direction → ``from Azerbaijan to Israel``."""
    first, second = sides.words
    ways = (f"from {first} to {second}", f"from {second} to {first}", "of no clear direction")
    return dict(zip(DIRECTIONS, ways, strict=True))


def _bars(trips: Reciprocity, words: dict[str, str]) -> list[Spec]:
    return [
        _trace(trips, direction, words)
        | {
            "type": "bar",
            "width": bar_width(trips.by),
            "textposition": "none",
            "marker": {"color": SIDES[direction]},
        }
        for direction in ("first", "second")
    ]


def _unclear(trips: Reciprocity, words: dict[str, str]) -> list[Spec]:
    """On the zero line, because they belong to neither side."""
    trace = _trace(trips, "other", words)
    marker = {"symbol": "diamond", "size": 11, "color": NONE, "line": {"width": 1, "color": "#FFFFFF"}}
    on_line = {"type": "scatter", "mode": "markers", "y": [0] * len(trace["x"]), "marker": marker}
    return [trace | on_line] if trace["x"] else []


def _trace(trips: Reciprocity, direction: str, words: dict[str, str]) -> Spec:
    table = trips.placed.table
    rows = table[table["direction"] == direction]
    return {
        "name": plain(sentence(words[direction])),
        "x": [bar_middle(period, trips.by) for period in rows["period"]],
        "y": (rows["count"] * (-1 if direction == "second" else 1)).tolist(),
        "text": rows["count"].tolist(),
        "customdata": [
            [0, row, f"{sentence(period_words(period))} · trips {plain(words[direction])}"]
            for row, period in rows["period"].items()
        ],
        "hovertemplate": "%{customdata[2]}: %{text:,d}<extra></extra>",
    }


def _layout(trips: Reciprocity) -> Spec:
    table = trips.placed.table
    most = max([1, *table.loc[table["direction"] != "other", "count"].tolist()])
    step = _step(most)
    reach = step * math.ceil(most / step)
    ticks = list(range(-reach, reach + 1, step))
    words = [f"{abs(tick):,}" for tick in ticks]
    scale = {"tickvals": ticks, "ticktext": words, "zeroline": True, "zerolinecolor": NONE}
    time = time_axis(trips.placed.selection, trips.by)
    return time_layout(trips.undated, time, barmode="relative", yaxis=scale | {"rangemode": "normal"})


def _step(most: int) -> int:
    """1, 2, 5, 10 …: the smallest that needs at most five ticks on each side."""
    scale = 10 ** int(math.log10(most))
    return next(step for step in (scale // 2, scale, 2 * scale, 5 * scale) if step and most <= 5 * step)


def reciprocity_sentence(trips: Reciprocity, words: dict[str, str]) -> str:
    """The whole balance in counts, undated trips among them: right for none, one and many."""
    unit = trips.whole.unit
    if trips.whole.table.empty:
        return "This selection has no trip."
    shares = [
        f"{trips.count(way):,} {words[way]}" if trips.count(way) else f"none {words[way]}"
        for way in DIRECTIONS
        if way != "other" or trips.count(way)
    ]
    return f"{sentence(TRIPS.count(trips.whole.total, unit))}: {both(shares)}."


def _unclear_note(trips: Reciprocity) -> list[str]:
    many = trips.count("other")
    if not many:
        return []
    verb = "has" if many == 1 else "have"
    what = sentence(TRIPS.count(many, trips.whole.unit))
    sides = trips.whole.selection.dataset.about.sides
    which = (
        "between other countries, by people of both sides,"
        if sides.one_and_all
        else "to a third country, by people of both sides or of neither,"
    )
    return [f"{what} {verb} no clear direction: {which} or to a place that is not known."]


def _table(trips: Reciprocity, words: dict[str, str]) -> pd.DataFrame:
    first = trips.placed.table.assign(dated="yes")
    second = trips.undated.table.rename(columns={"span": "period"}).assign(dated="no")
    table = pd.concat([first, second], ignore_index=True)
    table["direction_label"] = table["direction"].map(words)
    return table[["period", "dated", "direction", "direction_label", "count"]]
