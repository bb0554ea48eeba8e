"""Small pieces of English that stay right for none, one, two and many."""

from __future__ import annotations

from collections.abc import Sequence


def either(words: Sequence[str], last: str = "or") -> str:
    """``a``, ``a or b``, ``a, b or c``; an empty text for no words."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def both(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return either(words, "and")


def count(number: int, singular: str, plural: str = "") -> str:
    """``no events``, ``1 event``, ``1,204 events``; the plural is the singular with s when it is not given."""
    noun = singular if number == 1 else plural or f"{singular}s"
    return f"{number:,} {noun}" if number else f"no {noun}"


def quoted(text: str) -> str:
    """The text in quotation marks."""
    return f"“{text}”"


def sentence(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]
