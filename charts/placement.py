"""Where the actors of a network stand: a deterministic force layout, component by component, in pixels."""

from __future__ import annotations

import random
from collections.abc import Sequence
from threading import Lock

import igraph
import numpy as np

WIDTH = 820
"""The width in pixels of a chart in a window of 1,280: places and labels are worked out for it."""

SEED = 1991
TURN = np.pi * (3 - np.sqrt(5))
"""The golden angle: starting places on this spiral are spread evenly and no two are the same."""

RIM = 26
LEAN = {"first": -1, "second": 1}
ROUNDS = 50

_igraph_random = Lock()


def place(ends: np.ndarray, sides: Sequence[str], reach: np.ndarray) -> tuple[np.ndarray, int]:
    """A place (x, y in pixels, from the lower left) for every node, and the height of the drawing.

    Each component is laid out by itself (Fruchterman and Reingold 1991, a fixed seed) and turned so that the first
    country's actors lean to the left and the second's to the right: the large ones over the whole width, the small
    ones in rows below. ``reach`` is the room that each node needs, half its width and half its height. The same network
    gives the same bytes.
    """
    lean = np.array([LEAN.get(side, 0) for side in sides], dtype=float)
    parts = igraph.Graph(n=len(sides), edges=ends.tolist()).connected_components()
    spots = np.zeros((len(sides), 2))
    left, top, row = 0.0, 0.0, 0.0
    for part in sorted(parts, key=lambda part: (-len(part), part)):
        wide, high, rim = _box(len(part))
        if left + wide > WIDTH + 1:
            left, top, row = 0.0, top + row, 0.0
        room = np.array([wide - 2 * rim, high - 2 * RIM])
        inner = _layout(np.array(part), ends, lean[part]) * room
        corner = np.array([left + rim, top + RIM])
        spots[part] = corner + _separated(inner, reach[part], room)
        left, row = left + wide, max(row, high)
    height = top + row
    spots[:, 1] = height - spots[:, 1]
    return spots, int(height)


def _box(size: int) -> tuple[float, float, float]:
    """Width and height that a component of this size gets, and the rim left and right that is kept for labels."""
    if size > 9:
        return WIDTH, 60 + 62 * np.sqrt(size), 60
    return (WIDTH / 3, 62, 70) if size < 3 else (WIDTH / 3, 120, 56) if size < 6 else (WIDTH / 2, 190, 60)


def _layout(part: np.ndarray, ends: np.ndarray, lean: np.ndarray) -> np.ndarray:
    """Places between 0 and 1 for the nodes of one component."""
    number = {int(node): i for i, node in enumerate(part)}
    edges = [(number[a], number[b]) for a, b in ends.tolist() if a in number]
    steps = np.arange(len(part))
    spiral = np.sqrt(steps + 0.5)[:, None] * np.stack([np.cos(TURN * steps), np.sin(TURN * steps)], axis=1)
    start = spiral * 0.5 + np.stack([lean * 2, np.zeros(len(part))], axis=1)
    with _igraph_random:
        igraph.set_random_number_generator(random.Random(SEED))
        found = igraph.Graph(n=len(part), edges=edges).layout_fruchterman_reingold(
            seed=start.tolist(), grid="nogrid", niter=500
        )
    turned = _turned(np.array(found.coords), lean)
    return np.stack([_evened(column) for column in turned.T], axis=1)


def _turned(spots: np.ndarray, lean: np.ndarray) -> np.ndarray:
    """The places turned so that the way from the first country's middle to the second's points to the right."""
    if not ((lean < 0).any() and (lean > 0).any()):
        return spots
    across = spots[lean > 0].mean(axis=0) - spots[lean < 0].mean(axis=0)
    length = np.hypot(*across)
    if length < 1e-9:
        return spots
    cos, sin = across / length
    return spots @ np.array([[cos, -sin], [sin, cos]])


def _evened(values: np.ndarray) -> np.ndarray:
    """Values stretched to 0–1, half by size and half by rank: crowded middles open up, the order stays."""
    reach = np.ptp(values)
    if len(values) < 2 or reach < 1e-9:
        return np.full(len(values), 0.5)
    by_size = (values - values.min()) / reach
    by_rank = np.argsort(np.argsort(values, kind="stable"), kind="stable") / (len(values) - 1)
    return (by_size + by_rank) / 2


def _separated(spots: np.ndarray, reach: np.ndarray, room: np.ndarray) -> np.ndarray:
    """The places with boxes that overlap pushed apart the shorter way, each by half of the overlap, inside the room.

    After ``ROUNDS`` the last overlaps stay: a drawing of 200 actors that is a little tight is better than a slow one.
    """
    needed = reach[:, None, :] + reach[None, :, :]
    own = np.arange(len(spots))
    for _ in range(ROUNDS):
        way = spots[:, None, :] - spots[None, :, :]
        overlap = needed - np.abs(way)
        overlap[own, own] = 0
        touching = (overlap > 0.5).all(axis=2)
        if not touching.any():
            break
        upright = overlap[..., 1] <= overlap[..., 0]
        along = np.stack([touching & ~upright, touching & upright], axis=2)
        push = np.where(along, np.where(way >= 0, 0.5, -0.5) * overlap, 0)
        spots = np.clip(spots + push.sum(axis=1) * 0.6, 0, room)
    return spots
