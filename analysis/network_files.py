"""The network as two tables for files: nodes and edges, with everything that is known about each."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.links import Links
from analysis.network import Network
from analysis.selection import UNITS
from data.dataset import Dataset
from data.vocabulary import vocabulary


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
    ties, dataset = network.ties, network.ties.selection.dataset
    table = ties.table[["source", "target", "source_label", "target_label"]].assign(
        relation=network.tie, weight=ties.table["count"], unit=network.unit
    )
    behind = network.behind()
    dates, ids = (dataset.events[column].to_numpy() for column in ("date", "event_id"))
    address = {row: links.event(ids[row]) for row in np.unique(np.concatenate([*behind, []])).astype(int)}
    cells = {
        "first_date": [dates[events[0]] for events in behind],
        "last_date": [dates[events[-1]] for events in behind],
        "spheres": [_spheres(dataset, events) for events in behind],
        "events": ["; ".join(ids[events]) for events in behind],
        "links": ["; ".join(address[row] for row in events.tolist()) for events in behind],
    }
    return table.assign(**{name: pd.Series(texts, dtype=str) for name, texts in cells.items()})


def _country(links: Links) -> Callable[[str], str]:
    return lambda code: links.page("events", {"country": code})


def _spheres(dataset: Dataset, events: np.ndarray) -> str:
    named = dataset.sets[dataset.event_set[events]].any(axis=0)
    return "; ".join(np.array(vocabulary("spheres").ids)[named])
