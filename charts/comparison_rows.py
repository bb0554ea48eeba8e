"""The same classes in two views: one row per class, a bar for each view, the difference at the end of the row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from textwrap import wrap

import pandas as pd

from analysis.comparison import NO_LEVEL, Comparison, Pair
from analysis.comparison_basis import follows
from analysis.cooperation import NO_SPHERE, sphere_labels
from analysis.words import both, count, sentence
from charts.comparison import DIFFERENCE, VIEW_LOOKS, VIEWS, caption, labelled, remarks, signed
from charts.figure import Figure, Spec
from charts.template import FAINT, NEUTRAL, axis, layout, plain
from data.vocabulary import vocabulary

ROW_HEIGHT = 40
LABEL_WIDTH = 20
MOST = 10
"""How many actors of each group are drawn; the table holds all."""
IN_TIME = {"both": "Kept: ", "B": "New: ", "A": "Gone: "}
"""What the groups mean where view B lies wholly after view A."""
GROUPS = {"both": "in both views", "B": "only in view B", "A": "only in view A"}


@dataclass(frozen=True)
class Line:
    """One line of the chart: a heading, or the row of the table that it draws."""

    label: str
    row: int = -1


@dataclass(frozen=True)
class _Kind:
    """What stands around the rows of one kind of class; ``unstated`` is the label of the row without a class."""

    noun: str
    title: str
    notes: tuple[str, ...] = ()
    unstated: str = ""


_SPHERES = _Kind(
    "sphere",
    "Spheres of cooperation",
    ("An event in two spheres counts in each.",),
    sphere_labels()[NO_SPHERE],
)
_TYPES = _Kind("type", "Types of event")
_LEVELS = _Kind(
    "level", "Highest level present",
    ("An event counts once, at the highest level of those who take part for one of the two countries.",),
    "Level not stated",
)  # fmt: skip


def sphere_rows(comparison: Comparison, pair: Pair) -> Figure:
    """Spheres of cooperation, the largest rise first."""
    table = pair.table.assign(label=pair.table["sphere"].map(sphere_labels()))
    named = table["sphere"] != NO_SPHERE
    order = _by_difference(table[named]) + list(table.index[~named])
    return _figure(comparison, pair, _SPHERES, table, order)


def type_rows(comparison: Comparison, pair: Pair) -> Figure:
    """Types of event, the largest rise first."""
    table = pair.table.assign(label=pair.table["event_type"].map(vocabulary("event_types").column("label")))
    return _figure(comparison, pair, _TYPES, table, _by_difference(table))


def level_rows(comparison: Comparison, pair: Pair) -> Figure:
    """Levels, the highest first."""
    labels = vocabulary("levels").column("label") | {NO_LEVEL: _LEVELS.unstated}
    table = pair.table.assign(label=pair.table["level"].map(labels))
    return _figure(comparison, pair, _LEVELS, table, list(table.index))


def actor_rows(comparison: Comparison, pair: Pair) -> Figure:
    """People and institutions that are in both views, only in B and only in A, by their difference."""
    table = pair.table
    lines: list[Line] = []
    left_out = []
    since = IN_TIME if follows(comparison) else {}
    for held, heading in GROUPS.items():
        group = table[table["held"] == held]
        strongest = group.loc[
            group["difference"].abs().sort_values(ascending=False, kind="stable").index[:MOST]
        ]
        if len(group):
            lines.append(Line(sentence(f"{since.get(held, '')}{heading} ({len(group):,})")))
            order = strongest.index if held == "A" else _by_difference(strongest)
            lines += [Line(str(table["label"][row]), row) for row in order]
        if len(group) > MOST:
            left_out.append(f"{len(group) - MOST:,} {heading}")
    notes = ["People and institutions; countries named as such are left out."]
    if left_out:
        notes.append(f"Not drawn: {both(left_out)}.")
    return Figure(
        name="actors-of-two-views",
        title="Actors: in both views, or in one of them only",
        unit=pair.either.unit,
        spec=_rows(table, lines),
        sentence=actor_sentence(table),
        tallies=pair.tallies,
        notes=notes,
        hints=["The table below the chart holds them all."] if left_out else [],
        remarks=partial(remarks, comparison),
        own_table=table.sort_values("difference", ascending=False, kind="stable"),
    )


def _figure(comparison: Comparison, pair: Pair, kind: _Kind, table: pd.DataFrame, order: list[int]) -> Figure:
    return Figure(
        name=f"{kind.noun}s-of-two-views",
        title=f"{kind.title} in both views",
        unit=pair.either.unit,
        spec=_rows(table, [Line(str(table["label"][row]), row) for row in order]),
        sentence=difference_sentence(table, kind.noun, kind.unstated),
        tallies=pair.tallies,
        notes=kind.notes,
        remarks=partial(remarks, comparison),
        own_table=table.loc[order],
    )


def _by_difference(table: pd.DataFrame) -> list[int]:
    return list(table.sort_values("difference", ascending=False, kind="stable").index)


def _rows(table: pd.DataFrame, lines: Sequence[Line]) -> Spec:
    drawn = [(place, line) for place, line in enumerate(lines) if line.row >= 0]
    most = int(table[["a", "b"]].to_numpy().max(initial=1))
    ticks = [f"<b>{plain(line.label)}</b>" if line.row < 0 else _tick(line.label) for line in lines]
    data = [_bars(table, drawn, view) for view in "AB"]
    return {
        "data": [*data, _differences(table, drawn)],
        "layout": layout(
            barmode="overlay",
            height=90 + ROW_HEIGHT * max(len(lines), 1),
            legend={"traceorder": "normal"},
            xaxis=axis(visible=False, range=[0, most * 1.22], domain=[0, 0.84]),
            xaxis2=axis(
                range=[-1, 1], domain=[0.86, 1], side="top", tickvals=[0], ticktext=[DIFFERENCE], anchor="y", ticks="",
            ),
            yaxis=axis(tickvals=list(range(len(lines))), ticktext=ticks, range=[max(len(lines), 1) - 0.4, -0.6]),
        ),
    }  # fmt: skip


def _tick(label: str) -> str:
    return "<br>".join(plain(line) for line in wrap(label, LABEL_WIDTH, max_lines=2, placeholder=" …"))


def _bars(table: pd.DataFrame, drawn: Sequence[tuple[int, Line]], view: str) -> Spec:
    counts = [int(table[view.lower()][line.row]) for _, line in drawn]
    aside, look = -0.2 if view == "A" else 0.2, VIEW_LOOKS[view]
    return {
        "type": "bar", "orientation": "h", "name": VIEWS[view], "x": counts, "width": 0.3,
        "y": [place + aside for place, _ in drawn],
        "text": [labelled(view, number) for number in counts], "textposition": "outside",
        "textfont": {"size": 11}, "constraintext": "none", "cliponaxis": False,
        "marker": look | {"line": look["line"] | {"width": [2 * (number > 0) for number in counts]}},
        "customdata": [["AB".index(view), line.row, caption(line.label, view)] for _, line in drawn],
        "hovertemplate": "%{customdata[2]}: %{x:,d}<extra></extra>",
    }  # fmt: skip


def _differences(table: pd.DataFrame, drawn: Sequence[tuple[int, Line]]) -> Spec:
    return {
        "type": "scatter", "mode": "markers+text", "xaxis": "x2", "showlegend": False,
        "x": [0] * len(drawn), "y": [place for place, _ in drawn],
        "text": [signed(int(table["difference"][line.row])) for _, line in drawn],
        "marker": {"symbol": "square", "size": 28, "color": FAINT, "line": {"width": 0}},
        "customdata": [[2, line.row, f"{plain(line.label)} · view A and view B"] for _, line in drawn],
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 0.45}, "textfont": {"color": NEUTRAL}},
        "hovertemplate": "%{customdata[2]}, difference: %{text}<extra></extra>",
    }  # fmt: skip


def difference_sentence(table: pd.DataFrame, noun: str, unstated: str = "") -> str:
    """In how many classes view B counts more, fewer, the same, and the largest differences.

    ``unstated`` is the label of a row that stands for no class; the sentence leaves it out.
    """
    table = table[table["label"] != unstated]
    if table.empty:
        return f"Neither view names a {noun}."
    up, down = int((table["difference"] > 0).sum()), int((table["difference"] < 0).sum())
    if not up + down:
        only = f"The only {noun} has" if len(table) == 1 else f"Each of {count(len(table), noun)} has"
        return f"{only} the same count in both views."
    if len(table) == 1:
        return f"The only {noun} is {_change(table, 'max' if up else 'min')}."
    numbers = {"more": up, "fewer": down, "the same": len(table) - up - down}
    parts = [f"{words} in {number:,}" for words, number in numbers.items() if number]
    ends = [f"furthest ahead in {_change(table, 'max')}"] if up else []
    ends += [f"furthest behind in {_change(table, 'min')}"] if down else []
    return f"Of {count(len(table), noun)}, view B counts {both(parts)}. It is {both(ends)}."


def _change(table: pd.DataFrame, end: str) -> str:
    """``Energy (+12, from 10 to 22)``; where several share the end, their names or how many they are."""
    most = int(table["difference"].agg(end))
    found = table[table["difference"] == most]
    if len(found) == 1:
        a, b = (int(found[view].iloc[0]) for view in ("a", "b"))
        return f"{found['label'].iloc[0]} ({signed(most)}, from {a:,} to {b:,})"
    names = both(list(found["label"])) if len(found) < 4 else f"{len(found):,} of them"
    return f"{names} ({signed(most)} each)"


def actor_sentence(table: pd.DataFrame) -> str:
    """How many actors stayed, came and went: right for none, one and many."""
    if table.empty:
        return "Neither view names an actor who takes part."
    number = {held: int((table["held"] == held).sum()) for held in GROUPS}
    shared = number["both"]
    lead = f"{shared:,} actors take" if shared > 1 else f"{shared or 'No'} actor takes"
    only = (f"{number[view] or 'none'} only in view {view}" for view in "AB")
    return f"{lead} part in both views, {' and '.join(only)}."
