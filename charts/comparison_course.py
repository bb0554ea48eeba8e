"""Meetings of two views per period: side by side on one time axis, or one above the other where the times differ."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from analysis.comparison import Comparison
from analysis.comparison_course import Course
from analysis.cooperation import UNDATED
from analysis.meetings import MEETINGS
from analysis.periods import period_words
from analysis.words import both, count, sentence
from charts.comparison import VIEW_LOOKS, VIEWS, caption, remarks
from charts.figure import Figure, Spec
from charts.template import GRID, HATCH, HEIGHT, axis, layout, whole_steps

UNDATED_LABEL = "Undated"
LOWER, UPPER = [0.0, 0.4], [0.6, 1.0]
"""Heights of the charts of view B and view A when one stands above the other."""


def course_bars(comparison: Comparison, course: Course, notes: Sequence[str] = ()) -> Figure:
    """Bars per period; with different times each view has an axis of its own, of the same length and scale."""
    spec = _above(course) if course.apart else _beside(course)
    return Figure(
        name=f"meetings-of-two-views-by-{course.by}",
        title=f"Meetings per {course.by}",
        unit=course.tallies[0].unit,
        spec=spec,
        sentence=course_sentence(course),
        tallies=course.tallies,
        notes=[*_notes(course), *notes],
        remarks=partial(remarks, comparison),
        own_table=course.table,
    )


def _beside(course: Course) -> Spec:
    labels = _axis_labels(course, "AB")
    return {
        "data": [_bars(course, view) for view in "AB"],
        "layout": layout(
            barmode="group", bargap=0.2, height=HEIGHT, legend={"traceorder": "normal"},
            xaxis=_across(labels, len(labels)), yaxis=_counts(course),
        ),
    }  # fmt: skip


def _above(course: Course) -> Spec:
    upper, lower = _axis_labels(course, "A"), _axis_labels(course, "B")
    longest = max(len(upper), len(lower))
    return {
        "data": [_bars(course, "A"), _bars(course, "B") | {"xaxis": "x2", "yaxis": "y2"}],
        "layout": layout(
            height=HEIGHT + 120, bargap=0.25, legend={"traceorder": "normal"},
            xaxis=_across(upper, longest) | {"anchor": "y"},
            yaxis=_counts(course) | {"domain": UPPER},
            xaxis2=_across(lower, longest) | {"anchor": "y2"},
            yaxis2=_counts(course) | {"domain": LOWER, "anchor": "x2"},
        ),
    }  # fmt: skip


def _bars(course: Course, view: str) -> Spec:
    number = "AB".index(view)
    table = course.tallies[number].table
    undated = ["/" if id_ == UNDATED else "" for id_ in table["period"]]
    look = VIEW_LOOKS[view]
    return {
        "type": "bar", "name": VIEWS[view], "x": [_label(id_) for id_ in table["period"]],
        "y": table["count"].tolist(),
        "marker": look | {"pattern": HATCH | {"shape": undated, "fillmode": "overlay"}},
        "customdata": [[number, row, caption(_words(id_), view)] for row, id_ in enumerate(table["period"])],
        "hovertemplate": "%{customdata[2]}: %{y:,d}<extra></extra>",
    }  # fmt: skip


def _axis_labels(course: Course, views: str) -> list[str]:
    """The periods along an axis, and after them a place for what has none."""
    numbers = ["AB".index(view) for view in views]
    undated = any(UNDATED in set(course.tallies[number].table["period"]) for number in numbers)
    return [_label(id_) for id_ in course.periods[numbers[0]]] + [UNDATED_LABEL] * undated


def _across(labels: list[str], places: int) -> Spec:
    return axis(
        type="category", categoryorder="array", categoryarray=labels, range=[-0.5, places - 0.5],
        autotickangles=[0, -90],
    )  # fmt: skip


def _counts(course: Course) -> Spec:
    most = max((int(one.table["count"].max()) for one in course.tallies if len(one.table)), default=1)
    return axis(gridcolor=GRID, range=[0, most * 1.08], tickformat=",d") | whole_steps([most])


def _label(id_: str) -> str:
    return UNDATED_LABEL if id_ == UNDATED else id_.replace("-", " ") if "Q" in id_ else id_


def _words(id_: str) -> str:
    return "Undated at this resolution" if id_ == UNDATED else sentence(period_words(id_))


def course_sentence(course: Course) -> str:
    """How many in each view, and where most: right for none, one and many."""
    whole = [one.total for one in course.tallies]
    if not any(whole):
        return "Neither view holds a meeting."
    unit = course.tallies[0].unit
    held = f"View A has {MEETINGS.count(whole[0], unit)}, view B {whole[1] or 'none'}."
    peaks = [_peak(course, number) for number in (0, 1)]
    return " ".join([held, *filter(None, peaks)])


def _peak(course: Course, number: int) -> str:
    """``In view A the most in one year, 12, lie in 2023.``; nothing where no period has more than one."""
    table = course.tallies[number].table
    placed = table[table["period"] != UNDATED]
    most = int(placed["count"].max()) if len(placed) else 0
    if most < 2 or len(placed) < 2:
        return ""
    top = [period_words(str(id_)) for id_ in placed.loc[placed["count"] == most, "period"]]
    where = both(top) if len(top) < 4 else f"each of {count(len(top), course.by)}"
    return f"In view {'AB'[number]} the most in one {course.by}, {most:,}, in {where}."


def _notes(course: Course) -> list[str]:
    notes = []
    if course.apart:
        notes.append(
            "The views cover different times: each has a time axis of its own, from its first "
            f"{course.by}, with {course.by}s of the same width and the same scale of counts."
        )
    for view, periods in zip("AB", course.cut, strict=True):
        if periods:
            words = both([period_words(id_) for id_ in periods])
            notes.append(f"Not counted in whole, since the period of view {view} cuts it: {words}.")
    undated = [int(one.table.loc[one.table["period"] == UNDATED, "count"].sum()) for one in course.tallies]
    if any(undated):
        unit = course.tallies[0].unit
        notes.append(
            f"Not datable to a {course.by} and drawn hatched at the end: {MEETINGS.count(undated[0], unit)} of view A, "
            f"{MEETINGS.count(undated[1], unit)} of view B."
        )
    return notes
