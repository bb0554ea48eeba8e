"""The small charts of the overview: on what, who, and how thickly the sources cover the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from analysis.periods import LENGTH, extent, period_id, period_words
from analysis.press import Publication, side_labels
from analysis.press import publication as published
from analysis.selection import UNITS, Selection
from analysis.tally import Tally
from analysis.timeline import everything
from analysis.words import both, count
from charts.coverage import publication_bars
from charts.figure import Figure, Spec
from charts.rows import LEFT
from charts.template import ACCENT, GRID, NEUTRAL, SIDES, axis, layout, plain
from charts.timeline import x_range

ROW_HEIGHT = 26
MOST = 8
NAMED = 3
"""More than these that share the first place are counted, not named."""


def sphere_ranking(tally: Tally) -> Figure:
    """The most frequent spheres as horizontal bars, all in one colour: beside them colours stand for countries."""
    shown = tally.table[:MOST]
    notes = ["An event in two spheres counts in each."]
    return Figure(
        name="top-spheres",
        title="On what: the most frequent spheres",
        unit=tally.unit,
        spec=_ranking(tally, [("", list(shown.index), ACCENT)]),
        sentence=_most(tally, "sphere"),
        tallies=(tally,),
        notes=notes + _rest(tally, "sphere"),
        hints=_where(_rest(tally, "sphere")),
    )


def actor_ranking(tally: Tally) -> Figure:
    """The people and institutions involved most often, coloured by the country to which they belong."""
    shown = tally.table[:MOST]
    labels = side_labels(tally.selection.dataset) | {"none": "International"}
    groups = [
        (label, list(shown.index[shown["side"] == side]), SIDES[side]) for side, label in labels.items()
    ]
    notes = ["People and institutions; countries named as such are left out."]
    return Figure(
        name="top-actors",
        title="Who: the actors involved most often",
        unit=tally.unit,
        spec=_ranking(tally, [group for group in groups if group[1]]),
        sentence=_most(tally, "actor"),
        tallies=(tally,),
        notes=notes + _rest(tally, "actor"),
        hints=_where(_rest(tally, "actor")),
    )


def _ranking(tally: Tally, groups: list[tuple[str, list[int], object]]) -> Spec:
    """Horizontal bars in the order of the table, the count at each bar; one trace for each group of rows."""
    table = tally.table
    names = [plain(label) for label in table["label"][:MOST]]
    traces = [
        {
            "type": "bar", "orientation": "h", "name": plain(name),
            "x": table["count"][rows].tolist(), "y": [names[row] for row in rows],
            "text": [f"{number:,}" for number in table["count"][rows]], "textposition": "outside", "cliponaxis": False,
            "marker": {"color": colour or NEUTRAL, "line": {"width": 0}},
            "customdata": [[0, row, names[row]] for row in rows],
            "hovertemplate": "%{customdata[2]}: %{x:,d}<extra></extra>",
        }
        for name, rows, colour in groups
    ]  # fmt: skip
    return {
        "data": traces,
        "layout": layout(
            barmode="overlay",
            showlegend=len(groups) > 1,
            height=70 + ROW_HEIGHT * max(len(names), 3),
            margin={"l": 8, "r": 40, "t": 8, "b": 8},
            xaxis=axis(visible=False, rangemode="tozero"),
            yaxis=axis(type="category", categoryorder="array", categoryarray=names[::-1]),
        ),
    }


def _most(tally: Tally, noun: str) -> str:
    table = tally.table
    if table.empty:
        return f"No {noun} is named in the selected events."
    top = table[table["count"] == table["count"].max()]
    number = count(int(top["count"].iloc[0]), *UNITS[tally.unit])
    if len(table) == 1:
        return f"The only {noun} is {top['label'].iloc[0]}, with {number}."
    if len(top) == 1:
        return f"{top['label'].iloc[0]} comes first of {count(len(table), noun)}, with {number}."
    if len(top) == len(table) <= NAMED:
        return f"{both(list(top['label']))} have {number} each."
    if len(top) <= NAMED:
        return f"{both(list(top['label']))} share the first place of {count(len(table), noun)}, with {number} each."
    return f"Of {count(len(table), noun)}, {len(top):,} share the first place with {number} each."


def _rest(tally: Tally, noun: str) -> list[str]:
    more = len(tally.table) - MOST
    return [f"{count(more, f'more {noun}')} {'is' if more == 1 else 'are'} not drawn."] if more > 0 else []


def _where(rest: list[str]) -> list[str]:
    return ["The table below the chart holds them all."] if rest else []


def coverage_strip(selection: Selection, ends: str = "month") -> Figure:
    """Sources of the whole data set per year of publication, on the time axis of the selection's timeline above it.

    Where the timeline shows no more than three years, the strip is by month. ``ends`` says with which whole period the
    timeline begins and ends: ``month``, or ``year`` for the one by year.
    """
    start, end = extent(selection, "month")
    by = "month" if (end - timedelta(days=1)).year - start.year < 3 else "year"
    publication = published(everything(selection.dataset), by)
    bars = publication_bars(publication)
    frame = layout(
        barmode="stack", height=200, legend={"traceorder": "normal"}, margin={"l": LEFT, "r": 8, "t": 8, "b": 8},
        xaxis=axis(type="date", range=[day.isoformat() for day in x_range(selection, ends)], gridcolor=GRID),
        yaxis=axis(automargin=False, gridcolor=GRID, rangemode="tozero", tickformat=",d", nticks=4),
    )  # fmt: skip
    return replace(
        bars,
        name="coverage",
        title=f"What this rests on: all sources by {by} of publication",
        spec={"data": [trace for trace in bars.spec["data"] if "yaxis" not in trace], "layout": frame},
        sentence=_thin(publication, _periods(start, end, by)),
        notes=_not_drawn(publication),
        help="All sources of the data set, whatever the filters, by the home country of their publisher.",
    )


def _periods(start: date, end: date, by: str) -> list[str]:
    """The periods from the day ``start`` to the day before ``end``, those at both ends in whole."""
    first, last = (day.year * 12 + day.month - 1 for day in (start, end - timedelta(days=1)))
    return [period_id(number, by) for number in range(first // LENGTH[by], last // LENGTH[by] + 1)]


def _thin(publication: Publication, periods: list[str]) -> str:
    """Where the coverage is thickest among the periods shown, and how many of them have none."""
    if not publication.placed.total + publication.undated.total and publication.without_date:
        return f"No day of publication is known of {count(publication.without_date, 'source')}."
    counts = publication.placed.table.groupby("period")["count"].sum().reindex(periods, fill_value=0)
    warning = "A low count of events is no finding where the sources are few."
    held = f"The data set holds {count(int(counts.sum()), 'source')} published"
    if len(periods) == 1:
        return f"{held} in {period_words(periods[0])}. {warning}"
    span = f"{held} from {period_words(periods[0])} to {period_words(periods[-1])}"
    silent = int((counts == 0).sum())
    none = f"; none from {silent:,} of these {len(periods):,} {publication.by}s" if silent else ""
    most = (
        f", the most in {period_words(str(counts.idxmax()))} ({int(counts.max()):,})" if counts.any() else ""
    )
    return f"{span}{most}{none}. {warning}"


def _not_drawn(publication: Publication) -> list[str]:
    missing = publication.undated.total + publication.without_date
    verb = "is" if missing == 1 else "are"
    return (
        [f"{count(missing, 'source')} without a known {publication.by} of publication {verb} not drawn."]
        if missing
        else []
    )
