"""Small pieces that several sections of a brief are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.brief.model import Paragraph, Words
from analysis.words import both


def shares(parts: Iterable[tuple[int, str]]) -> str:
    """``94 in Azerbaijan, 60 in Israel and 2 elsewhere``; parts of nothing are left out."""
    return both([f"{number:,} {words}" for number, words in parts if number])


def divided(total: int, noun: str, verbs: tuple[str, str], parts: Sequence[tuple[int, str]]) -> str:
    """How a whole falls into parts, without a full stop: ``All 3 meetings are held in A``, or ``Of 5 meetings, 3 are
    held in A and 1 in B``. ``verbs`` are singular and plural; at least one part is not zero.
    """
    there = [(number, words) for number, words in parts if number]
    first, words = there[0]
    verb = verbs[first > 1]
    if first == total:
        return f"{one_of(total, total, noun)} {verb} {words}"
    return f"Of {total:,} {noun}s, {shares([(first, f'{verb} {words}'), *there[1:]])}"


def one_of(number: int, total: int, noun: str) -> str:
    """The subject of a sentence: ``The only meeting``, ``Both meetings``, ``All 5 meetings``, ``3 of 5 meetings``,
    ``None of the 5 meetings``."""
    if total == 1:
        return f"The only {noun}"
    if not number:
        return f"Neither of the 2 {noun}s" if total == 2 else f"None of the {total:,} {noun}s"
    if number == total:
        return f"Both {noun}s" if total == 2 else f"All {total:,} {noun}s"
    return f"{number:,} of {total:,} {noun}s"


def paragraph(*sentences: Words) -> Paragraph:
    """Sentences with their notes, one space between them; empty ones are left out."""
    words: list = []
    for sentence in filter(None, sentences):
        words += [" ", *sentence] if words else sentence
    return Paragraph(tuple(words))
