"""How often they meet: bars per period, stacked by class."""

from __future__ import annotations

import pandas as pd

from analysis.frequency import Frequency
from analysis.kinds import doubts, ended_before
from analysis.meetings import MEETINGS, MEETINGS_AND_TRIPS, Noun, with_third_countries
from analysis.periods import period_words
from analysis.selection import Selection
from analysis.stacks import IN_WORDS, class_labels, sides_of_places
from analysis.tally import Tally
from analysis.words import both, count, sentence
from charts.figure import Figure, Spec
from charts.strip import bar_middle, bar_width, strip, time_layout
from charts.template import ACCENT, NEUTRAL, RAMP, SIDES, THIRD, plain, whole_steps
from charts.time_axis import opens_at, time_axis
from data.dates import month_words
from data.vocabulary import MEETING_TYPES, vocabulary

SHAPES = ("", "\\", ".", "x", "|", "-", "+")
"""Patterns that tell apart what has the same colour; the hatching of doubt is not among them."""

LEGEND_ROW = 12


def frequency_bars(frequency: Frequency, noun: Noun = MEETINGS, name: str = "frequency") -> Figure:
    """Bars per period, stacked by class; below them a strip with what cannot be placed at this resolution."""
    placed, undated = frequency.placed, frequency.undated
    per_period = placed.table.groupby("period")["count"].sum()
    spec: Spec = {
        "data": _bars(frequency) + strip(undated),
        "layout": time_layout(
            undated, time_axis(placed.selection, frequency.by), yaxis=whole_steps(per_period.tolist())
        ),
    }
    # A long legend stands in one column on a phone and would leave no room for the bars.
    spec["layout"]["height"] += LEGEND_ROW * max(len(spec["data"]) - 5, 0)
    return Figure(
        name=f"{name}-by-{frequency.by}-and-{frequency.stack}",
        title=f"{sentence(noun.many)} per {frequency.by}, by {IN_WORDS[frequency.stack]}",
        unit=placed.unit,
        spec=spec,
        sentence=frequency_sentence(frequency, noun),
        tallies=(placed, undated),
        notes=_notes(frequency, noun),
        hints=_window(frequency),
        own_table=_table(placed, undated),
    )


def fills(frequency: Frequency) -> dict[str, Spec]:
    """Class → colour and pattern: the vocabulary's own, the side's, or the next of the common order.

    No two classes of a split look the same: what shares a colour differs by its pattern.
    """
    stack, dataset = frequency.stack, frequency.placed.selection.dataset
    ids = list(class_labels(dataset, stack))
    if stack == "type":
        hue = vocabulary("event_types").column("colour")
    elif stack == "host":
        hue = dict(SIDES)
    elif stack == "room":
        hue = {"two": ACCENT, "more": THIRD}
    elif stack == "place":
        sides = sides_of_places(dataset)
        hue = {id_: SIDES[sides.get(id_, "none")] for id_ in ids}
    else:
        hue = {id_: RAMP[i % (len(RAMP) - 1)] for i, id_ in enumerate(vocabulary("levels").ids)}
    return _told_apart({id_: hue.get(id_, NEUTRAL) for id_ in ids})


def _told_apart(hue: dict[str, str]) -> dict[str, Spec]:
    used: dict[str, int] = {}
    fill = {}
    for id_, colour in hue.items():
        shape = SHAPES[used.get(colour, 0) % len(SHAPES)]
        used[colour] = used.get(colour, 0) + 1
        pattern = (
            {"pattern": {"shape": shape, "size": 7, "solidity": 0.35, "fillmode": "overlay"}} if shape else {}
        )
        fill[id_] = {"color": colour, "line": {"width": 0}, **pattern}
    return fill


def _bars(frequency: Frequency) -> list[Spec]:
    table, by = frequency.placed.table, frequency.by
    labels, fill = class_labels(frequency.placed.selection.dataset, frequency.stack), fills(frequency)
    traces = []
    for id_ in (id_ for id_ in labels if id_ in set(table["class"])):
        rows = table[table["class"] == id_]
        traces.append({
            "type": "bar",
            "name": plain(labels[id_]),
            "x": [bar_middle(period, by) for period in rows["period"]],
            "y": rows["count"].tolist(),
            "width": bar_width(by),
            "marker": fill[id_],
            "customdata": [
                [0, row, f"{sentence(period_words(period))} · {plain(labels[id_])}"]
                for row, period in rows["period"].items()
            ],
            "hovertemplate": "%{customdata[2]}: %{y:,d}<extra></extra>",
        })  # fmt: skip
    return traces


def _table(placed: Tally, undated: Tally) -> pd.DataFrame:
    """One row per period and class, then one per span that cannot be placed; ``dated`` tells them apart."""
    first = placed.table.rename(columns={"label": "class_label"}).assign(dated="yes")
    second = undated.table.rename(columns={"span": "period"}).assign(
        dated="no", **{"class": "", "class_label": ""}
    )
    return pd.concat([first, second], ignore_index=True)[["period", "dated", "class", "class_label", "count"]]


def frequency_sentence(frequency: Frequency, noun: Noun) -> str:
    """How many, from when to when, and the fullest period: right for none, one and many."""
    placed, by = frequency.placed, frequency.by
    if placed.table.empty:
        return (
            f"No {noun.one} can be placed in a {by}."
            if frequency.undated.total
            else f"This selection has no {noun.one}."
        )
    per = placed.table.groupby("period", sort=False)["count"].sum()
    first, last = (period_words(str(per.index[i])) for i in (0, -1))
    many = _of_all(placed, frequency.undated, noun)
    if len(per) == 1:
        return f"{many}, {'all ' if placed.total > 2 else 'both ' if placed.total == 2 else ''}in {first}."
    top = [period_words(str(period)) for period in per.index[per == per.max()]]
    where = both(top) if len(top) < 4 else f"each of {count(len(top), by)}"
    if per.max() == 1:
        return f"{many} from {first} to {last}, never more than one in the same {by}."
    return f"{many} from {first} to {last}; the most in one {by}, {int(per.max()):,}, in {where}."


def _of_all(placed: Tally, undated: Tally, noun: Noun) -> str:
    """``185 of 188 meetings`` where some cannot be placed, so that no page seems to know of fewer than another."""
    part = f"{placed.total:,} of " if undated.total else ""
    return part + noun.count(placed.total + undated.total, placed.unit)


def _notes(frequency: Frequency, noun: Noun) -> list[str]:
    late = undated_note(frequency.undated, frequency.by, noun)
    doubtful = _doubtful(frequency.placed.selection)
    return [*_counted(frequency, noun), *late, *doubtful]


def _counted(frequency: Frequency, noun: Noun) -> list[str]:
    """Which types are meetings, and how many of them are held with third countries."""
    held = frequency.placed.selection
    if noun not in (MEETINGS, MEETINGS_AND_TRIPS) or not len(held):
        return []
    plural = vocabulary("event_types").column("plural")
    types = both([plural[id_].lower() for id_ in MEETING_TYPES])
    more = ", and trips of which no meeting is known" if noun == MEETINGS_AND_TRIPS else ""
    others = len(with_third_countries(held)) or "none"
    whole = noun.count(len(held))
    return [f"Counted as meetings: {types}{more}. Third countries take part in {others} of {whole}."]


def undated_note(undated: Tally, by: str, noun: Noun) -> list[str]:
    """How many stand in the hatched strip; nothing when none does."""
    if not undated.total:
        return []
    verb = "is" if undated.total == 1 else "are"
    many = sentence(noun.count(undated.total, undated.unit))
    return [
        f"{many} {verb} not datable to a {by} and drawn hatched under the bars, over all the time in question."
    ]


def _window(frequency: Frequency) -> list[str]:
    selection, by = frequency.placed.selection, frequency.by
    opening = opens_at(selection, by)
    if opening is None:
        return []
    earlier = ended_before(selection, opening.to_numpy())
    return [
        f"The chart opens on {month_words(opening.date())}; {count(earlier, 'event')} before that can be reached "
        "with the handles of the strip below it, or with a period in the filters."
    ]


def _doubtful(selection: Selection) -> list[str]:
    found = doubts(selection)
    doubtful, inferred = found["approximate"], found["inferred"]
    rest = "rests" if doubtful == 1 else "rest"
    many = f"{doubtful:,} of {count(len(selection), 'event')}"
    notes = [f"{many} {rest} on an approximate or uncertain date."] if doubtful else []
    many = f"{inferred:,} of {count(len(selection), 'event')}"
    return [*notes, f"In some part inferred: the date of {many}."] if inferred else notes
