"""The brief on spheres of cooperation: how often each, and how far it got."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.asking import merged, narrowing
from analysis.brief.behind import SPHERES, events_behind, sphere_behind
from analysis.brief.model import Block, Chart, Section, Series, Table, Words
from analysis.brief.notes import Notes
from analysis.brief.pieces import paragraph
from analysis.cooperation import NO_SPHERE, in_sphere
from analysis.kinds import mentions
from analysis.overview import in_brackets, top_spheres
from analysis.parts_of import having
from analysis.selection import UNITS, Selection
from analysis.stages import Reached, first_reached, furthest, stages
from analysis.tally import Tally
from analysis.words import both, count, either, quoted, sentence
from data.dates import when
from data.vocabulary import vocabulary

NAME, HEADING = "spheres", "Spheres of cooperation"
MOST = 8
FURTHEST = "The furthest stage that a source reports for a selected event in the sphere."


def sphere_section(notes: Notes) -> Section:
    """Which spheres got how far, a chart, and a table of the most frequent ones."""
    named, reached = top_spheres(notes.selection, notes.unit), furthest(first_reached(notes.selection))
    opening = paragraph((_got_far(notes, reached), *_cited(notes)), *_remarks(notes))
    if named.table.empty:
        return Section(NAME, HEADING, (opening,))
    finding = _got_far(notes, reached)
    blocks: tuple[Block, ...] = (opening, _table(notes, named, reached))
    if len(notes.selection) > 1:
        blocks = (opening, _chart(notes, named, finding), blocks[1])
    rest = _rest(notes, named)
    return Section(NAME, HEADING, (*blocks, paragraph(rest)) if rest else blocks)


def _cited(notes: Notes) -> Words:
    return notes.cite(f"{FURTHEST} {SPHERES}", events_behind(having(notes.selection, "event_spheres").rows))


def _got_far(notes: Notes, reached: dict[str, Reached]) -> str:
    """How many spheres are named in how many events, and how many of them got how far."""
    total, some = len(notes.selection), mentions(notes.selection)[1]
    if not reached:
        which = "event" if total == 1 else "events"
        return f"The sources name no sphere of cooperation for the selected {which}."
    where = "in the selected event" if total == 1 else f"in {some:,} of {total:,} events"
    if some == total > 1:
        where = "in both events" if total == 2 else f"in all {total:,} events"
    labels = vocabulary("stages").column("label")
    last = [one.stage for one in reached.values()]
    far = [(last.count(id_), quoted(labels[id_].lower())) for id_ in reversed(labels) if id_ in last]
    if len(reached) == 1:
        name = vocabulary("spheres").label(next(iter(reached)))
        return f"The sources name one sphere of cooperation {where}: {name}. It got as far as {far[0][1]}."
    got = "Both" if len(reached) == 2 else f"All {len(reached):,}"
    if len(far) == 1:
        return f"The sources name {len(reached):,} spheres of cooperation {where}. {got} got as far as {far[0][1]}."
    said = both(
        [f"{number:,} {'got ' * (not at)}as far as {stage}" for at, (number, stage) in enumerate(far)]
    )
    return f"The sources name {len(reached):,} spheres of cooperation {where}. Of these, {said}."


@narrowing
def _sphereless(selection: Selection) -> Selection:
    return selection.narrowed(in_sphere(selection.dataset, NO_SPHERE))


@narrowing
def _others(selection: Selection) -> Selection:
    return selection.narrowed((selection.dataset.events["status"] != "occurred").to_numpy())


def _remarks(notes: Notes) -> Iterator[Words]:
    """What else the counts mean: events without a sphere, filters on spheres, events that did not take place."""
    selection = notes.selection
    without = _sphereless(selection).rows
    if 0 < len(without) < len(selection):
        text = f"For {count(len(without), 'event')} no sphere is stated."
        yield (
            text,
            *notes.cite(
                "Events of which no source names a sphere.", events_behind(without, section="limits")
            ),
        )
    if selection.filters.spheres:
        last = "and" if selection.filters.match == "all" else "or"
        names = either([vocabulary("spheres").label(id_) for id_ in selection.filters.spheres], last)
        yield (
            f"Only events in {names} are selected; any other sphere is counted as far as it occurs in these.",
        )
    others = _others(selection).rows
    if len(others):
        subject = (
            f"{len(others):,} of the selected events"
            if len(others) < len(selection)
            else "The selected events"
        )
        if len(selection) == 1:
            subject = "The selected event"
        verb, their = ("is", "its") if len(others) == 1 else ("are", "their")
        text = f"{subject} {verb} planned, cancelled or claimed by one side; {their} stages are no facts."
        yield text, *notes.cite("Events of any status but occurred.", events_behind(others))


def _chart(notes: Notes, named: Tally, finding: str) -> Chart:
    """The most frequent spheres, each bar split by the stage that the sphere reached in its events."""
    table, shown = stages(notes.selection, notes.unit).table, named.table[:MOST]
    counts = {(row["sphere"], row["stage"]): int(row["count"]) for row in table.to_dict("records")}
    labels = vocabulary("stages").column("label")
    series = tuple(
        Series(label, tuple(counts.get((sphere, id_), 0) for sphere in shown["sphere"]), "")
        for id_, label in labels.items()
    )
    which = f"The {MOST} most frequent spheres" if len(named.table) > MOST else "Spheres"
    title = f"{which} by the stage that they reached ({UNITS[notes.unit][1]})"
    return Chart("spheres", title, finding, tuple(shown["label"]), series, False)


def _table(notes: Notes, named: Tally, reached: dict[str, Reached]) -> Table:
    columns = ("Sphere", sentence(UNITS[notes.unit][1]), "Furthest stage", "First reached", "Last named")
    rows = tuple(_row(notes, named, row, reached) for row in range(min(MOST, len(named.table))))
    caption = "Where the spheres stand"
    return Table(caption, columns, rows, frozenset({1}))


def _row(notes: Notes, named: Tally, row: int, reached: dict[str, Reached]) -> tuple[Words, ...]:
    sphere = str(named.table["sphere"].iloc[row])
    labels, first = vocabulary("stages").column("label"), reached[sphere]
    number = f"{int(named.table['count'].iloc[row]):,}"
    cited = notes.cite("", sphere_behind(named, row))
    return (
        (str(named.table["label"].iloc[row]),), (number, *cited), (labels[first.stage],), (first.words,),
        (_last_named(notes.selection, sphere, labels),),
    )  # fmt: skip


_Last = tuple[int, str, str, bool]
"""Row number of an event, stage, date, whether the date is the days of its trip."""


def _later(answers: list[_Last | None]) -> _Last | None:
    return max((answer for answer in answers if answer), default=None)


@merged(_later)
def _last(selection: Selection, sphere: str) -> _Last | None:
    dataset, rows = selection.dataset, selection.numbers("event_spheres")
    rows = rows[(dataset.event_spheres["sphere"] == sphere).to_numpy()[rows]]
    if not len(rows):
        return None
    last = dataset.event_spheres.iloc[int(rows[-1])]
    event = dataset.events.iloc[int(last["event"])]
    return int(dataset.numbers[last["event"]]), str(last["stage"]), event["date"], bool(event["days_of_trip"])


def _last_named(selection: Selection, sphere: str, labels: dict[str, str]) -> str:
    """Stage and date of the last selected event in the sphere, which has one."""
    last = _last(selection, sphere)
    assert last
    _, stage, day, of_trip = last
    return f"{labels[stage]}, {when(day, of_trip)}"


def _rest(notes: Notes, named: Tally) -> Words:
    """The spheres that the table leaves out, all of them."""
    left = named.table[MOST:]
    if left.empty:
        return ()
    verb = "sphere is" if len(left) == 1 else "spheres are"
    names = both(in_brackets(left, UNITS[notes.unit][0]))
    behind = [sphere_behind(named, int(row)) for row in left.index]
    return (f"{len(left):,} more {verb} named: {names}.", *notes.cite(SPHERES, *behind))
