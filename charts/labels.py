"""Which labels of a network can be written without covering each other or a mark."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

import numpy as np

FONT = 11
LETTER = 5.9
"""The usual width in pixels of a letter of Source Sans at this size, a little generously."""

SPACING = 1.3
"""Plotly's distance between two lines of text, in font sizes."""

PHONE = 358
"""The width in pixels of a chart on a phone of 390."""

APART = 7
"""Free pixels between two marks."""

SURE = 16
"""How many of the strongest actors keep room for their label."""

IN_LINE = 26
"""Letters in a line; longer names take two lines, and what does not fit there is left to the hover and the table."""

POSITIONS = {
    "middle right": (1, 0), "middle left": (-1, 0), "top center": (0, 1), "bottom center": (0, -1),
    "top right": (1, 1), "top left": (-1, 1), "bottom right": (1, -1), "bottom left": (-1, -1),
}  # fmt: skip
"""Plotly's text positions and the direction from the mark in which the label lies."""

FAR = {place: 1.5 if all(way) else 0 for place, way in POSITIONS.items()}
"""A label at a corner stands farther from its mark: it has to save more than one crossing."""

Boxes = np.ndarray
"""One row per box: left, bottom, right, top."""


def lines(name: str) -> list[str]:
    """The name as it is written beside a mark."""
    return wrap(name, IN_LINE, max_lines=2, placeholder=" …")


def room(names: Sequence[str], sizes: np.ndarray) -> np.ndarray:
    """Half the width and half the height that each actor needs: its mark, and for the strongest also the label."""
    needed = np.stack([sizes, sizes], axis=1) / 2 + APART / 2
    for row, name in enumerate(names[:SURE]):
        _, low, right, _ = _label(name, np.zeros(2), sizes[row], "bottom center")
        needed[row] = max(right, needed[row, 0]), max(-low, needed[row, 1])
    return needed


def positions(
    names: Sequence[str], spots: np.ndarray, sizes: np.ndarray, ends: np.ndarray, area: tuple[float, float]
) -> list[str]:
    """A text position for every name that finds room, an empty text for the others; names come in order of weight.

    A label finds room where its estimated box stays inside the drawing and touches no mark and no label placed before
    it; in a drawing as narrow as a phone it may touch marks, but no label. Of several such places it takes the one
    that the fewest ties cross.
    """
    narrow = np.array([PHONE / area[0], 1])
    half = sizes[:, None] / 2
    taken, taken_narrow = np.concatenate([spots - half, spots + half], axis=1), np.empty((0, 4))
    start, way = spots[ends[:, 0]], spots[ends[:, 1]] - spots[ends[:, 0]]
    places = list(POSITIONS)
    chosen = []
    for name, spot, size in zip(names, spots, sizes, strict=True):
        boxes, small = (
            np.array([_label(name, at, size, place) for place in places]) for at in (spot, spot * narrow)
        )
        fits = _inside(boxes, area) & ~_touched(boxes, taken)
        fits &= _inside(small, (PHONE, area[1])) & ~_touched(small, taken_narrow)
        if not fits.any():
            chosen.append("")
            continue
        cost = [_crossings(box, start, way) + FAR[place] for box, place in zip(boxes, places, strict=True)]
        best = int(np.argmin(np.where(fits, cost, np.inf)))
        taken, taken_narrow = np.vstack([taken, boxes[best]]), np.vstack([taken_narrow, small[best]])
        chosen.append(places[best])
    return chosen


def _label(name: str, spot: np.ndarray, size: float, position: str) -> tuple[float, float, float, float]:
    """The estimated box of a label."""
    across, up = POSITIONS[position]
    written = lines(name)
    wide, high = max(map(len, written)) * LETTER, FONT * (1.15 + SPACING * (len(written) - 1))
    reach = size / 2 / 0.8 + 1  # as Plotly sets text off from a mark
    middle_x = spot[0] + across * (reach + wide / 2)
    middle_y = spot[1] + up * (reach + high / 2)
    return middle_x - wide / 2, middle_y - high / 2, middle_x + wide / 2, middle_y + high / 2


def _inside(boxes: Boxes, area: tuple[float, float]) -> np.ndarray:
    return np.logical_and((boxes[:, :2] >= 0).all(axis=1), (boxes[:, 2:] <= area).all(axis=1))


def _touched(boxes: Boxes, others: Boxes) -> np.ndarray:
    """One boolean per box: another one overlaps it."""
    low = np.maximum(boxes[:, None, :2], others[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    return (low < high).all(axis=2).any(axis=1)


def _crossings(box: np.ndarray, start: np.ndarray, way: np.ndarray) -> int:
    """How many ties run through the box: those that are inside it for a part of their way, on both axes at once."""
    safe = np.where(np.abs(way) < 1e-9, 1e-9, way)
    enter, leave = (box[:2] - start) / safe, (box[2:] - start) / safe
    first = np.minimum(enter, leave).max(axis=1)
    last = np.maximum(enter, leave).min(axis=1)
    return int(((first < last) & (last > 0) & (first < 1)).sum())
