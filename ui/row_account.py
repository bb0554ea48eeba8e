"""From the rows of a file to the events of its dashboard, in numbers that add up."""

from __future__ import annotations

from analysis.words import both, count, sentence
from data.dataset import Dataset
from data.formats.opening import Opened
from data.intake.packed import PackedTable


def row_account(opened: Opened | PackedTable, dataset: Dataset) -> str:
    """How many rows were read, could be used, lie between the two sides, and how many events they give.

    Rows read are those set aside and those usable; usable are those between the two sides and all others.
    """
    about, used = dataset.about, opened.read - opened.set_aside
    pair = both(about.sides.words)
    kept = len(opened.between(about.dyad)) if isinstance(opened, Opened) else used
    told = f"{sentence(count(opened.read, 'row'))} read: {opened.set_aside:,} set aside and {used:,} usable"
    if kept < used:
        told += f"; of these, {kept:,} between {pair} and {used - kept:,} of other pairs, left out of this dashboard"
    events = count(len(dataset), "event")
    bilateral = int((dataset.events["scope"] == "bilateral").sum())
    whose = f", {bilateral:,} of them between {pair}" if bilateral < len(dataset) else ""
    return f"{told}. The {kept:,} {'row gives' if kept == 1 else 'rows give'} {events}{whose}."
