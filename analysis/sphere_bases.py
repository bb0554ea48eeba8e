"""What the spheres of a selection were taken from: coded from a source, or derived from codes of the data set."""

from __future__ import annotations

from analysis.selection import Selection
from analysis.words import both, count
from data.vocabulary import vocabulary

CODED = "coded"
_FROM = {
    "context": "a context that the data set tags",
    "event_code": "the kind of act",
    "actor_sector": "the sector of an actor",
}


def basis_in_words(basis: str) -> str:
    """What a sphere was taken from, within a sentence; empty for a sphere that a coder read in the source."""
    return "" if basis == CODED else _FROM[basis]


def basis_sentence(selection: Selection) -> str:
    """How many spheres of the selected events no source need name, and what they were taken from; empty for none.

    One sphere of one event counts once.
    """
    counts = selection.of("event_spheres")["sphere_basis"].value_counts()
    derived = {basis: int(counts.get(basis, 0)) for basis in vocabulary("sphere_bases").ids if basis != CODED}
    total = int(counts.sum())
    if not sum(derived.values()):
        return ""
    parts = [f"{number:,} from {_FROM[basis]}" for basis, number in derived.items() if number]
    lead = (
        f"Of the {count(total, 'sphere')} of the selected events"
        if total > 1
        else "The one sphere of the selected events"
    )
    verb = "were taken" if total > 1 else "was taken"
    return (
        f"{lead}, {both(parts)} {verb}: no source need name them."
        if total > 1
        else (f"{lead} {verb} {parts[0].partition(' ')[2]}: no source need name it.")
    )
