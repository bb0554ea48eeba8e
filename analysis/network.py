"""The network of actors: who shares events with whom, counted over a selection."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np
import pandas as pd

from analysis.actors import everybody, links, present
from analysis.asking import added, in_a_row, narrowing
from analysis.centrality import betweenness, degree, strength
from analysis.encounters import Links
from analysis.selection import Member, Selection, unit_of_actors
from analysis.tally import Tally, member_of
from data.keys import distinct

MOST_SHOWN = 200
"""How many actors a drawing of a network holds; of more, the strongest are drawn."""


@dataclass(frozen=True, eq=False)
class Network:
    """Actors and ties over a selection.

    One row of ``nodes.table`` is one actor with at least one tie: ``actor`` (its id), ``label``, ``kind``, ``country``,
    ``side``, ``sector``, ``degree``, ``strength``, ``betweenness``, and ``count``: the events (or reports) in which it
    has a tie of this network. The strongest stands first. One row of ``ties.table`` is one pair: ``source`` and
    ``target`` (ids), their labels and countries, and ``count``: the weight of the tie. The heaviest stands first.
    ``ends`` has the two rows of ``nodes.table`` of each tie, ``pairs`` the two rows of ``everybody``. ``untied`` counts
    the actors of the selected events, of the kinds shown, that have no tie here.
    """

    who: str
    tie: str
    reach: str
    least: int
    nodes: Tally
    ties: Tally
    ends: np.ndarray
    pairs: np.ndarray
    untied: int

    def __len__(self) -> int:
        return len(self.nodes.table)

    @property
    def unit(self) -> str:
        """What the weights count: events or reports."""
        return self.ties.unit

    @property
    def tied(self) -> Selection:
        """The selected events in which two actors have a tie of this network."""
        return _tied(
            self.ties.selection, self.who, self.tie, self.reach, self.pairs if self.least > 1 else None
        )

    def behind(self) -> list[np.ndarray]:
        """The rows of the selected events behind each tie, by first possible day: ``ties.events`` of all at once."""
        known = tied_events(self.ties.selection, self.who, self.tie, self.reach)
        many = max(int(known["right"].max()) + 1 if len(known) else 1, int(self.pairs.max(initial=0)) + 1)
        code = known["left"].to_numpy() * many + known["right"].to_numpy()
        order = np.argsort(code, kind="stable")
        event, code = known.index.to_numpy()[order], code[order]
        own = self.pairs[:, 0] * many + self.pairs[:, 1]
        starts, ends = (np.searchsorted(code, own, side) for side in ("left", "right"))
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
    unit, asked = unit_of_actors(unit), (who, tie, reach)
    known = tie_counts(selection, *asked, unit).groupby(["left", "right"], sort=True)["count"].sum()
    known = known[known >= max(least, 1)].sort_values(ascending=False, kind="stable")
    pairs = known.index.to_frame(index=False).to_numpy(dtype=np.int64).reshape(-1, 2)
    weights = known.to_numpy()
    kept = None if least <= 1 else pairs  # all of them need not be named
    numbers, ends = np.unique(pairs, return_inverse=True)
    ends = ends.reshape(-1, 2)
    table = everybody(selection.dataset, who)[0].iloc[numbers].reset_index(drop=True)
    table["count"] = _in_events(selection, *asked, unit, kept)[numbers]
    table, ends = _ranked(table, ends, weights)
    behind_actor, behind_tie = (
        partial(one, who=who, tie=tie, reach=reach, kept=kept) for one in (_of_actors, _of_ties)
    )
    nodes = Tally(selection, unit, table, ("actor",), member_of(selection, behind_actor))
    ties = Tally(
        selection, unit, _ties(table, ends, weights), ("source", "target"), member_of(selection, behind_tie)
    )
    untied = len(np.setdiff1d(present(selection, who), numbers))
    return Network(who, tie, reach, max(least, 1), nodes, ties, ends, pairs, untied)


@in_a_row
def tie_counts(selection: Selection, who: str, tie: str, reach: str, unit: str) -> pd.DataFrame:
    """One row is one pair of selected events: ``left``, ``right`` (rows of ``everybody``), ``count``.

    In shards a pair may stand several times, once for each of them.
    """
    pairs = links(selection.dataset, who, tie, reach)
    weights = pairs.counts(selection, unit)
    there = np.flatnonzero(weights)
    left, right = pairs.ends[there].T
    return pd.DataFrame({"left": left, "right": right, "count": weights[there]}, dtype=np.int64)


@in_a_row
def tied_events(selection: Selection, who: str, tie: str, reach: str) -> pd.DataFrame:
    """One row is one selected event (the index) in which one pair comes together: ``left``, ``right``."""
    pairs = links(selection.dataset, who, tie, reach)
    rows = pairs.chosen(selection)
    left, right = pairs.ends[pairs.link[rows]].reshape(-1, 2).T
    events = selection.dataset.numbers[pairs.event[rows]]
    return pd.DataFrame({"left": left, "right": right}, index=events, dtype=np.int64)


@narrowing
def _tied(selection: Selection, who: str, tie: str, reach: str, kept: np.ndarray | None) -> Selection:
    pairs = links(selection.dataset, who, tie, reach)
    return selection.narrowed(pairs.member(np.flatnonzero(_kept(pairs, kept)), len(selection.dataset)))


@added
def _in_events(
    selection: Selection, who: str, tie: str, reach: str, unit: str, kept: np.ndarray | None
) -> np.ndarray:
    """Per row of ``everybody``, the selected events with one of the kept ties; each event once."""
    pairs = links(selection.dataset, who, tie, reach)
    rows = pairs.chosen(selection)
    rows = rows[_kept(pairs, kept)[pairs.link[rows]]]
    n_events = max(len(selection.dataset), 1)
    ends = pairs.ends[pairs.link[rows]].reshape(-1)
    actor, event = np.divmod(distinct(ends * n_events + np.repeat(pairs.event[rows], 2)), n_events)
    many = len(everybody(selection.dataset, who)[0])
    return np.bincount(actor, selection.weights(unit)[event], minlength=many).astype(np.int64)


def _kept(pairs: Links, kept: np.ndarray | None) -> np.ndarray:
    """One boolean per link: whether it is one of the kept pairs; all of them where none are named."""
    if kept is None:
        return np.ones(len(pairs.ends), dtype=bool)
    many = max(int(pairs.ends.max(initial=0)), int(kept.max(initial=0))) + 1
    return np.isin(pairs.ends @ [many, 1], kept @ [many, 1])


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
    return replace(whole, nodes=nodes, ties=ties, ends=ends, pairs=whole.pairs[inside])


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


def _of_actors(selection: Selection, who: str, tie: str, reach: str, kept: np.ndarray | None) -> Member:
    """Key → the events in which the actor has a tie."""
    pairs = links(selection.dataset, who, tie, reach)
    wanted = _kept(pairs, kept)

    def member(key: Mapping[str, Hashable]) -> np.ndarray:
        own = (pairs.ends == _number(selection, who, key["actor"])).any(axis=1) & wanted
        return pairs.member(np.flatnonzero(own), len(selection.dataset))

    return member


def _of_ties(selection: Selection, who: str, tie: str, reach: str, kept: np.ndarray | None) -> Member:
    """Key → the events in which the two come together."""
    pairs = links(selection.dataset, who, tie, reach)

    def member(key: Mapping[str, Hashable]) -> np.ndarray:
        both = sorted(_number(selection, who, key[end]) for end in ("source", "target"))
        return pairs.member(np.flatnonzero((pairs.ends == both).all(axis=1)), len(selection.dataset))

    return member
