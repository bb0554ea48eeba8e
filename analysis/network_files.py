"""The network as two tables for files: nodes and edges, with everything that is known about each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.network import Network
from analysis.selection import UNITS
from data.dataset import Dataset
from data.vocabulary import vocabulary


def node_table(network: Network) -> pd.DataFrame:
    """One row per actor with a tie, the strongest first; an empty network gives the columns without rows.

    ``events`` (or ``reports``) counts those in which the actor has a tie. Below five actors ``betweenness`` is empty.
    """
    names = {"actor": "id", "count": UNITS[network.unit][1]}
    table = network.nodes.table.rename(columns=names)
    return table[
        ["id", "label", "kind", "country", "sector", "degree", "strength", "betweenness", names["count"]]
    ]


def edge_table(network: Network) -> pd.DataFrame:
    """One row per tie, the heaviest first; an empty network gives the columns without rows.

    ``weight`` counts ``unit``; ``first_date`` and ``last_date`` are the EDTF dates of the events that began first and
    last; ``spheres`` and ``events`` are ids joined by ``; ``, each once.
    """
    ties, dataset = network.ties, network.ties.selection.dataset
    table = ties.table[["source", "target", "source_label", "target_label"]].assign(
        relation=network.tie, weight=ties.table["count"], unit=network.unit
    )
    rows = [ties.events(row) for row in range(len(table))]
    dates = dataset.events["date"].to_numpy()
    table["first_date"] = pd.Series([dates[events[0]] for events in rows], dtype=str)
    table["last_date"] = pd.Series([dates[events[-1]] for events in rows], dtype=str)
    table["spheres"] = pd.Series([_spheres(dataset, events) for events in rows], dtype=str)
    ids = dataset.events["event_id"].to_numpy()
    table["events"] = pd.Series(["; ".join(ids[events]) for events in rows], dtype=str)
    return table


def _spheres(dataset: Dataset, events: np.ndarray) -> str:
    named = dataset.sets[dataset.event_set[events]].any(axis=0)
    return "; ".join(np.array(vocabulary("spheres").ids)[named])
