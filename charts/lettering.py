"""How wide a text will be in a picture, roughly: the server has no font of the reader's at hand."""

from __future__ import annotations

import re
from html import unescape

_NARROW, _WIDE, _WIDEST = frozenset("iljtfrI.,:;'’|!()[]/ -·"), frozenset("mwMWQO@%…—–"), 0.86
_USUAL, _CAPITAL, _SLIM = 0.56, 0.69, 0.31
"""Shares of the font size, a little more than those of Arial: a text thought too wide only wraps."""


def width(text: str, size: float) -> float:
    """Pixels that one line of plain text takes at a font size."""
    return size * sum(map(_share, text))


def _share(letter: str) -> float:
    if letter in _NARROW:
        return _SLIM
    if letter in _WIDE:
        return _WIDEST
    if letter.isupper():
        return _CAPITAL
    # Letters of scripts that Arial does not have are drawn by other fonts, the East Asian ones in full squares.
    return 1.0 if ord(letter) > 0x2E80 else _USUAL


def label_width(label: str, size: float) -> float:
    """Pixels of a label as charts write it: lines parted by ``<br>``, characters escaped, spans around a part."""
    return max(width(unescape(re.sub(r"<[^>]*>", "", line)), size) for line in str(label).split("<br>"))


def wrapped(text: str, size: float, room: float) -> list[str]:
    """The lines of a text, none wider than ``room`` pixels; a word or an address that is wider is broken."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines += _pieces(word, size, room)
    return lines


def _pieces(word: str, size: float, room: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if width(pieces[-1] + letter, size) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
