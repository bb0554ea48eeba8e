"""The brief on what it cannot say."""

from __future__ import annotations

from analysis.brief.behind import events_behind
from analysis.brief.model import Block, Section, Table, Words
from analysis.brief.notes import Notes
from analysis.brief.pieces import paragraph
from analysis.coverage import limits
from analysis.selection import Selection
from analysis.tally import Tally
from analysis.words import both, count

NAME, HEADING = "limits", "What this cannot say"
SEVERAL = "An event that leaves several things open counts in each row of the table below."
GENERAL = (
    "The events come from press articles and official pages. What nobody reported, or what was not collected, is not "
    "here; what is absent need not have been absent in reality.",
    "A low count is no finding where the sources are few, and a rise is none where the sources grew with it.",
    "Every event counts the same, whatever its weight, and taking part in the same event is not yet influence.",
)


def limit_section(notes: Notes) -> Section:
    """What the filters leave out, what no count here means, and what the events leave open."""
    found = limits(notes.selection)
    texts = (left_out(notes.selection), *GENERAL, *([SEVERAL] if len(found.table) > 1 else []))
    blocks: list[Block] = [paragraph(*((text,) for text in texts))]
    if len(found.table):
        rows = tuple(_row(notes, found, row) for row in range(len(found.table)))
        blocks.append(Table("What the selected events leave open", ("What", "Events"), rows, frozenset({1})))
    return Section(NAME, HEADING, tuple(blocks))


def left_out(selection: Selection) -> str:
    """How many events of the data set this brief is silent about, and which filters leave them out."""
    more = len(selection.dataset) - len(selection)
    if not more:
        return "This brief covers every event of the data set."
    steps = [(step.removed, step.label) for step in selection.steps if step.removed]
    left = f"This brief is silent about {count(more, 'event')} of the data set, left out by the filter"
    if len(steps) == 1:
        return f"{left} on {steps[0][1]}."
    return f"{left}s one after the other: {both([f'{number:,} by {label}' for number, label in steps])}."


def _row(notes: Notes, found: Tally, row: int) -> tuple[Words, ...]:
    label, rows = str(found.table["label"].iloc[row]), found.events(row)
    return (label,), (
        f"{len(rows):,}",
        *notes.cite("", events_behind(rows, label=label, section="limits")),
    )
