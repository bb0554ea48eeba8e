"""At what level they meet: a matrix of the highest ranks on each side."""

from __future__ import annotations

from analysis.level_pairs import NOBODY, level_labels, one_sided
from analysis.meetings import MEETINGS, Noun
from analysis.tally import Tally
from analysis.words import both, sentence
from charts.figure import Figure
from charts.matrix import matrix


def level_matrix(pairs: Tally, noun: Noun = MEETINGS) -> Figure:
    """First country down, second country across; each cell opens its meetings."""
    first, second = pairs.selection.dataset.about.sides.words
    rows, columns = (level_labels(pairs, side) for side in pairs.keys)
    return Figure(
        name="levels",
        title=f"{sentence(noun.many)} by highest level: {first} down, {second} across",
        unit=pairs.unit,
        spec=matrix(pairs, rows, columns),
        sentence=level_sentence(pairs, noun),
        tallies=(pairs,),
        notes=_notes(pairs, noun),
        help=f"A cell counts the {noun.many} whose highest-ranking participants have these two levels.",
    )


def level_sentence(pairs: Tally, noun: Noun) -> str:
    """The most frequent pair of levels: right for none, one and many, and for pairs that tie."""
    table = pairs.table
    named = table[(table["first"] != NOBODY) & (table["second"] != NOBODY)]
    if table.empty:
        return f"This selection has no {noun.one}."
    if named.empty:
        return f"No {noun.one} names people of both sides."
    most = int(named["count"].max())
    top = named[named["count"] == most]
    rows, columns = (level_labels(pairs, side) for side in pairs.keys)
    whole = noun.count(pairs.total, pairs.unit)
    if len(top) > 3:
        return f"{sentence(whole)}; no pair of levels stands out: {len(top):,} pairs have {most:,} each."
    words = [
        f"{rows[a].lower()} with {columns[b].lower()}"
        for a, b in zip(top["first"], top["second"], strict=True)
    ]
    each = " each" if len(words) > 1 else ""
    first, second = pairs.selection.dataset.about.sides.words
    often = "Most often" if len(named) == len(table) else "Where both sides are named, most often"
    return f"{often} ({first} first, {second} second): {both(words)}, {most:,}{each} of {whole}."


def _notes(pairs: Tally, noun: Noun) -> list[str]:
    missing = len(one_sided(pairs.selection))
    if not missing:
        return []
    return [
        f"In {missing:,} of {noun.count(len(pairs.selection))} nobody of one side, or of either, is named; "
        f"such {noun.many} stand under “Nobody named”."
    ]
