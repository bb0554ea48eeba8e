"""Days between meetings: bars by classes of gaps."""

from __future__ import annotations

from analysis.intervals import CLASSES, MINIMUM, Intervals
from analysis.meetings import MEETINGS, TRIPS, Noun
from analysis.words import count, sentence
from charts.figure import Figure, Spec
from charts.template import ACCENT, GRID, axis, layout, whole_steps


def interval_bars(gaps: Intervals, unit: str = "events", noun: Noun = MEETINGS) -> Figure:
    """One bar per class of gaps; a click lists the meetings that end them. ``unit`` is the one asked for."""
    return Figure(
        name="intervals",
        title=f"{sentence(noun.many)} by days since the one before",
        unit="events",
        spec={"data": [_bars(gaps)], "layout": _layout(gaps.tally.table["count"].tolist())},
        sentence=interval_sentence(gaps, noun),
        tallies=(gaps.tally,),
        notes=_notes(gaps, unit, noun),
        help=f"From one {noun.one} of this selection to the next; the one that ends the gap is counted.",
    )


def _bars(gaps: Intervals) -> Spec:
    table = gaps.tally.table
    return {
        "type": "bar",
        "x": table["gap"].tolist(),
        "y": table["count"].tolist(),
        "text": table["count"].tolist(),
        "texttemplate": "%{text:,d}",
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": ACCENT},
        "customdata": [[0, row, _caption(str(gap))] for row, gap in table["gap"].items()],
        "hovertemplate": "%{customdata[2]}: %{y:,d}<extra></extra>",
    }


def _caption(gap: str) -> str:
    return (
        "On the same day as the one before" if gap == CLASSES[0] else f"{sentence(gap)} after the one before"
    )


def _layout(counts: list[int]) -> Spec:
    classes = list(CLASSES)
    return layout(
        showlegend=False,
        height=300,
        margin={"l": 8, "r": 8, "t": 24, "b": 8},
        xaxis=axis(
            type="category", categoryorder="array", categoryarray=classes, range=[-0.5, len(classes) - 0.5]
        ),
        yaxis=axis(gridcolor=GRID, rangemode="tozero", tickformat=",d", **whole_steps(counts)),
    )


def interval_sentence(gaps: Intervals, noun: Noun) -> str:
    """The median gap, or why there is none: right for no, one and many gaps."""
    known = len(gaps.days)
    if not known:
        return f"No gap is known: it takes two {noun.many} whose days are known."
    many = f"{known:,} {'gap' if known == 1 else 'gaps'}"
    if gaps.median is None:
        verb = "is" if known == 1 else "are"
        return f"{many} between {noun.many} {verb} known; below {MINIMUM} no median is given."
    same = int((gaps.days == 0).sum())
    text = f"The median of {many} between {noun.many} is {_days(gaps.median)}: at least half are no longer"
    if not same:
        return f"{text}."
    verb, done = "was" if same == 1 else "were", "made" if noun == TRIPS else "held"
    on_same = f"{noun.count(same)} {verb} {done} on the same day as the one before"
    if gaps.median_between_days is None:
        return f"{text}; {on_same}."
    between = f"from one day with {noun.many} to the next the median is {_days(gaps.median_between_days)}"
    return f"{text}; {on_same}, and {between}."


def _days(number: float) -> str:
    return f"{number:,.1f}".removesuffix(".0") + (" day" if number == 1 else " days")


def _notes(gaps: Intervals, unit: str, noun: Noun) -> list[str]:
    notes = []
    if gaps.left_out:
        verb = "is" if gaps.left_out == 1 else "are"
        notes.append(
            f"{sentence(noun.count(gaps.left_out))} {verb} left out: not dated to one day, or the day is approximate "
            "or uncertain. Some may lie inside a gap, which then is shorter in truth."
        )
    if gaps.inferred:
        days = count(gaps.inferred, "of the days used is inferred", "of the days used are inferred")
        notes.append(f"{days}, not stated by a source.")
    if unit != "events":
        notes.append(f"A gap lies between two events: this chart counts events, not {unit}.")
    return notes
