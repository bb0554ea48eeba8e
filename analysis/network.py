"""The network of actors: who shares events with whom, counted over a selection."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.actors import everybody, links, present
from analysis.centrality import betweenness, degree, strength
from analysis.encounters import Links
from analysis.selection import Selection, unit_of_actors
from analysis.tally import Member, Tally

MOST_SHOWN = 200
"""How many actors a drawing of a network holds; of more, the strongest are drawn."""


@dataclass(frozen=True, eq=False)
class Network:
    """Actors and ties over a selection.

    One row of ``nodes.table`` is one actor with at least one tie: ``actor`` (its id), ``label``, ``kind``, ``country``,
    ``side``, ``sector``, ``degree``, ``strength``, ``betweenness``, and ``count``: the events (or reports) in which it
    has a tie of this network. The strongest stands first. One row of ``ties.table`` is one pair: ``source`` and
    ``target`` (ids), their labels and countries, and ``count``: the weight of the tie. The heaviest stands first.
    ``ends`` has the two rows of ``nodes.table`` of each tie, ``numbers`` its number among ``pairs``. ``untied`` counts
    the actors of the selected events, of the kinds shown, that have no tie here.
    """

    who: str
    tie: str
    reach: str
    least: int
    nodes: Tally
    ties: Tally
    ends: np.ndarray
    pairs: Links
    numbers: np.ndarray
    untied: int

    def __len__(self) -> int:
        return len(self.nodes.table)

    @property
    def unit(self) -> str:
        """What the weights count: events or reports."""
        return self.ties.unit

    def behind(self) -> list[np.ndarray]:
        """The rows of the selected events behind each tie, by first possible day: ``ties.events`` of all at once."""
        chosen = self.pairs.chosen(self.ties.selection)
        chosen = chosen[np.argsort(self.pairs.link[chosen], kind="stable")]
        event, link = self.pairs.event[chosen], self.pairs.link[chosen]
        starts, ends = (np.searchsorted(link, self.numbers, side) for side in ("left", "right"))
        return [event[start:end] for start, end in zip(starts, ends, strict=True)]

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Actor id → row of ``nodes.table``."""
        return {id_: row for row, id_ in enumerate(self.nodes.table["actor"])}


def network(
    selection: Selection,
    who: str = "persons",
    tie: str = "met",
    reach: str = "between",
    least: int = 1,
    unit: str = "events",
) -> Network:
    """The network of ``who``, with a tie between two actors where they share at least ``least`` events (or reports).

    A participation belongs to one actor and cannot weigh a tie: for that unit events are counted. An empty selection
    gives an empty network. What makes a tie: ``analysis.encounters.DEFINITIONS``; ``reach``: ``analysis.actors.links``.
    """
    unit = unit_of_actors(unit)
    pairs = links(selection.dataset, who, tie, reach)
    weights = pairs.counts(selection, unit)
    kept = np.flatnonzero(weights >= max(least, 1))
    kept = kept[np.argsort(-weights[kept], kind="stable")]
    numbers, ends = np.unique(pairs.ends[kept], return_inverse=True)
    ends = ends.reshape(-1, 2)
    table = everybody(selection.dataset, who)[0].iloc[numbers].reset_index(drop=True)
    table["count"] = _in_events(pairs, kept, selection, unit)[numbers]
    table, ends = _ranked(table, ends, weights[kept])
    nodes = Tally(selection, unit, table, ("actor",), _of_actor(pairs, kept, selection, who))
    ties = Tally(
        selection,
        unit,
        _ties(table, ends, weights[kept]),
        ("source", "target"),
        _of_tie(pairs, selection, who),
    )
    untied = len(np.setdiff1d(present(selection, who), numbers))
    return Network(who, tie, reach, max(least, 1), nodes, ties, ends, pairs, kept, untied)


def ego(whole: Network, actor: str) -> Network:
    """The actor, its partners and the ties among them; every measure stays that of the whole network.

    Of more than ``MOST_SHOWN`` the partners with the heaviest ties are kept. KeyError for an actor without a tie.
    """
    centre = whole.row_of[actor]
    own = whole.ends[(whole.ends == centre).any(axis=1)]
    partners = own.sum(axis=1) - centre
    return _part(whole, np.sort(np.append(partners[: MOST_SHOWN - 1], centre)))


def strongest(whole: Network) -> Network:
    """The ties among the ``MOST_SHOWN`` actors of the highest strength, and those of them that have such a tie."""
    among = (whole.ends < MOST_SHOWN).all(axis=1)
    return _part(whole, np.unique(whole.ends[among]))


def _part(whole: Network, rows: np.ndarray) -> Network:
    inside = np.flatnonzero(np.isin(whole.ends, rows).all(axis=1))
    nodes = replace(whole.nodes, table=whole.nodes.table.iloc[rows].reset_index(drop=True))
    ties = replace(whole.ties, table=whole.ties.table.iloc[inside].reset_index(drop=True))
    ends = np.searchsorted(rows, whole.ends[inside])
    return replace(whole, nodes=nodes, ties=ties, ends=ends, numbers=whole.numbers[inside])


def _in_events(pairs: Links, kept: np.ndarray, selection: Selection, unit: str) -> np.ndarray:
    """Per number of an actor, the selected events with one of the kept links; each event once."""
    wanted = np.zeros(len(pairs.ends), dtype=bool)
    wanted[kept] = True
    rows = pairs.chosen(selection)
    rows = rows[wanted[pairs.link[rows]]]
    n_events = len(selection.dataset)
    ends = pairs.ends[pairs.link[rows]].reshape(-1)
    actor, event = np.divmod(np.unique(ends * n_events + np.repeat(pairs.event[rows], 2)), max(n_events, 1))
    weights = selection.weights(unit)[event]
    return np.bincount(actor, weights, minlength=pairs.ends.max(initial=-1) + 1).astype(np.int64)


def _ranked(table: pd.DataFrame, ends: np.ndarray, weights: np.ndarray) -> tuple[pd.DataFrame, np.ndarray]:
    """The actors with their measures, the strongest first, and the ends of the ties in that order."""
    many = len(table)
    table = table.assign(
        degree=degree(many, ends), strength=strength(many, ends, weights), betweenness=betweenness(many, ends)
    )
    table = table.sort_values(["strength", "degree", "label"], ascending=[False, False, True], kind="stable")
    place = np.argsort(table.index.to_numpy())
    return table.reset_index(drop=True), place[ends]


def _ties(nodes: pd.DataFrame, ends: np.ndarray, weights: np.ndarray) -> pd.DataFrame:
    columns = {"source": "actor", "target": "actor", "source_label": "label", "target_label": "label"}
    columns |= {"source_country": "country", "target_country": "country"}
    table = {
        name: nodes[column].to_numpy()[ends[:, name.startswith("target") * 1]]
        for name, column in columns.items()
    }
    return pd.DataFrame(table).assign(count=weights)


def _number(selection: Selection, who: str, id_: Hashable) -> int:
    return int(np.flatnonzero(everybody(selection.dataset, who)[0]["actor"] == id_)[0])


def _of_actor(pairs: Links, kept: np.ndarray, selection: Selection, who: str) -> Member:
    def member(key: Mapping[str, Hashable]) -> np.ndarray:
        own = (pairs.ends[kept] == _number(selection, who, key["actor"])).any(axis=1)
        return pairs.member(kept[own], len(selection.dataset))

    return member


def _of_tie(pairs: Links, selection: Selection, who: str) -> Member:
    def member(key: Mapping[str, Hashable]) -> np.ndarray:
        both = sorted(_number(selection, who, key[end]) for end in ("source", "target"))
        return pairs.member(np.flatnonzero((pairs.ends == both).all(axis=1)), len(selection.dataset))

    return member
