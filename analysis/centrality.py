"""Measures of a node's place in a network, each with its definition; computed with igraph."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from threading import Semaphore

import igraph
import numpy as np

from data.turns import aside

FEWEST = 5
"""Below this number of actors no centrality is given: every place would be a matter of one tie."""

EXACT = 2_000
"""Up to this number of actors betweenness is exact; above it only short paths are followed."""

CUTOFF = 4
"""The longest path, in ties, that betweenness follows in a network of more than ``EXACT`` actors."""

LONG = 20_000_000
"""From so many actors × ties on, a tenth of a second or more, betweenness is computed in a process of its own: igraph
holds the interpreter, and everybody else at this server would wait."""

LATE = 600
"""Seconds after which it is given up."""

_ROOM = Semaphore(2)
"""For so many of these processes at a time; one takes a processor and the memory of its graph."""

DEFINITIONS = {
    "degree": "The number of different partners: actors with whom the actor has a tie of this network.",
    "strength": (
        "The sum of the weights of all ties of the actor. A tie weighs as many events as it rests on, so an event with "
        "three partners adds three."
    ),
    "betweenness": (
        "How often the actor stands on a shortest way between two others. For every pair of other actors it takes "
        "the share of the shortest paths between them that pass through this actor, adds these shares up and divides "
        "them by the number of such pairs, (n − 1)(n − 2) / 2 for n actors: 0 is never, 1 is always. Each tie is one "
        "step, whatever it weighs (Freeman 1977)."
    ),
}  # fmt: skip


def graph(n_nodes: int, ends: np.ndarray) -> igraph.Graph:
    """The undirected graph of ``n_nodes`` nodes with one edge per row of ``ends``."""
    return igraph.Graph(n=n_nodes, edges=ends.reshape(-1, 2).tolist())


def degree(n_nodes: int, ends: np.ndarray) -> np.ndarray:
    """The number of ties per node; each row of ``ends`` is a different pair."""
    return np.bincount(ends.reshape(-1), minlength=n_nodes)


def strength(n_nodes: int, ends: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The sum of the weights of the ties per node [1]_: what Barrat and others define for weighted networks.

    .. [1] A. Barrat, M. Barthélemy, R. Pastor-Satorras and A. Vespignani, "The architecture of complex weighted
       networks", PNAS 101 (2004), 3747–3752.
    """
    return np.bincount(ends.reshape(-1), np.repeat(weights, 2), minlength=n_nodes).astype(np.int64)


def betweenness(n_nodes: int, ends: np.ndarray) -> np.ndarray:
    """Normalised shortest-path betweenness of every node [1]_; NaN for all below ``FEWEST`` nodes.

    c(v) = 2 / ((n - 1)(n - 2)) · Σ σ(s, t | v) / σ(s, t) over the unordered pairs {s, t} without v, where n is the
    number of nodes, σ(s, t) the number of shortest paths between s and t and σ(s, t | v) of those that pass through
    v. A pair that no path joins adds nothing. Weights are ignored: how often an encounter was reported says nothing
    about the length of a way. The centre of a star has 1, its leaves 0.

    Above ``EXACT`` nodes only paths of at most ``CUTOFF`` ties are followed, which makes the values too low.

    .. [1] L. C. Freeman, "A set of measures of centrality based on betweenness", Sociometry 40 (1977), 35–41.
    """
    if n_nodes < FEWEST:
        return np.full(n_nodes, np.nan)
    return _betweenness(n_nodes, ends.astype(np.int32).tobytes()).copy()


@lru_cache(maxsize=16)  # a page asks again at every click, and the same network for every reader
def _betweenness(n_nodes: int, ends: bytes) -> np.ndarray:
    n_ties = len(ends) // 8
    return _apart(n_nodes, ends) if n_nodes * n_ties >= LONG else _computed(n_nodes, ends)


def _apart(n_nodes: int, ends: bytes) -> np.ndarray:
    call = [sys.executable, "-m", "analysis.centrality", str(n_nodes)]
    with aside(), _ROOM:
        done = subprocess.run(
            call, input=ends, stdout=subprocess.PIPE, check=True, cwd=Path(__file__).parents[1], timeout=LATE
        )
    return np.frombuffer(done.stdout)


def _computed(n_nodes: int, ends: bytes) -> np.ndarray:
    drawn = graph(n_nodes, np.frombuffer(ends, dtype=np.int32))
    raw = drawn.betweenness(directed=False, cutoff=CUTOFF if n_nodes > EXACT else None)
    return np.asarray(raw) * 2 / ((n_nodes - 1) * (n_nodes - 2))


if __name__ == "__main__":  # the other end of _apart
    os.nice(10)
    sys.stdout.buffer.write(_computed(int(sys.argv[1]), sys.stdin.buffer.read()).tobytes())
