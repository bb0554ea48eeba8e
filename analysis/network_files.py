"""The network as two tables for files: nodes and edges, with everything that is known about each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter

import numpy as np
import pandas as pd

from analysis.lines import near
from analysis.links import Links
from analysis.network import Network
from analysis.selection import UNITS
from data.dataset import Dataset
from data.keys import distinct
from data.vocabulary import vocabulary

TOGETHER = 20_000
"""About how many events are looked up at once."""
_OF_EVENTS = ["first_date", "last_date", "spheres", "events", "links"]


def node_table(network: Network, links: Links) -> pd.DataFrame:
    """One row per actor with a tie, the strongest first; an empty network gives the columns without rows.

    ``events`` (or ``reports``) counts those in which the actor has a tie. Below five actors ``betweenness`` is empty.
    ``link`` is the permanent address of the actor's card; a country, which is no actor of its own among countries, has
    the list of the events that it takes part in.
    """
    counted = UNITS[network.unit][1]
    table = network.nodes.table.rename(columns={"actor": "id", "count": counted})
    address = links.actor if network.who != "countries" else _country(links)
    table["link"] = pd.Series([address(id_) for id_ in table["id"]], dtype=str)
    return table[
        ["id", "label", "kind", "country", "sector", "degree", "strength", "betweenness", counted, "link"]
    ]


def edge_table(network: Network, links: Links) -> pd.DataFrame:
    """One row per tie, the heaviest first; an empty network gives the columns without rows.

    ``weight`` counts ``unit``; ``first_date`` and ``last_date`` are the EDTF dates of the events that began first and
    last; ``spheres`` and ``events`` are ids joined by ``; ``, each once, and ``links`` the permanent addresses of these
    events in the same order.
    """
    ties = network.ties
    table = ties.table[["source", "target", "source_label", "target_label"]].assign(
        relation=network.tie, weight=ties.table["count"], unit=network.unit
    )
    cells = [
        cell for some in _batches(network.behind()) for cell in _cells(ties.selection.dataset, some, links)
    ]
    return pd.concat([table, pd.DataFrame(cells, columns=_OF_EVENTS, dtype=str)], axis=1)


def _batches(behind: list[np.ndarray]) -> Iterator[list[np.ndarray]]:
    """Neighbouring ties whose events are looked up together."""
    until = np.cumsum([len(events) for events in behind]) // TOGETHER
    for _, some in groupby(zip(until.tolist(), behind, strict=True), key=itemgetter(0)):
        yield [events for _, events in some]


def _cells(dataset: Dataset, behind: list[np.ndarray], links: Links) -> list[tuple[str, ...]]:
    """One row per tie: what its events say."""
    rows = distinct(np.concatenate(behind))
    data, own = near(dataset, rows)
    dates, ids = (data.events[column].to_numpy()[own] for column in ("date", "event_id"))
    address = [links.event(id_) for id_ in ids]
    cells: list[tuple[str, ...]] = []
    for events in behind:
        at = np.searchsorted(rows, events)
        cells.append((
            dates[at[0]], dates[at[-1]], _spheres(data, own[at]), "; ".join(ids[at]),
            "; ".join(address[place] for place in at.tolist()),
        ))  # fmt: skip
    return cells


def _country(links: Links) -> Callable[[str], str]:
    return lambda code: links.page("events", {"country": code})


def _spheres(dataset: Dataset, events: np.ndarray) -> str:
    named = dataset.sets[dataset.event_set[events]].any(axis=0)
    return "; ".join(np.array(vocabulary("spheres").ids)[named])
