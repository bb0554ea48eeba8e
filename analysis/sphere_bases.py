"""What the spheres of a selection were taken from: coded from a source, or derived from codes of the data set."""

from __future__ import annotations

from analysis.asking import added
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
    counts = _bases(selection)
    derived = {basis: int(counts.get(basis, 0)) for basis in vocabulary("sphere_bases").ids if basis != CODED}
    total = sum(counts.values())
    if not sum(derived.values()):
        return ""
    found = [(number, _FROM[basis]) for basis, number in derived.items() if number]
    if total == 1:
        return f"The one sphere of the selected events was taken from {found[0][1]}: no source need name it."
    (number, origin), *others = found
    verb = "was" if number == 1 else "were"
    parts = [f"{number:,} {verb} taken from {origin}", *(f"{more:,} from {words}" for more, words in others)]
    it = "it" if sum(derived.values()) == 1 else "them"
    return f"Of the {count(total, 'sphere')} of the selected events, {both(parts)}: no source need name {it}."


@added
def _bases(selection: Selection) -> dict[str, int]:
    """How many spheres of the selected events were taken from what."""
    found = selection.of("event_spheres")["sphere_basis"].value_counts()
    return {str(basis): int(number) for basis, number in found.items()}


def no_sphere(selection: Selection) -> str:
    """What is said of selected events none of which names a sphere of cooperation."""
    number = len(selection)
    if number == 1:
        return "The one selected event names no sphere of cooperation: what it was about cannot be told here."
    return (
        f"None of the {number:,} selected events names a sphere of cooperation: on what they cooperate cannot be "
        "told from them."
    )
