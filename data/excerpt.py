"""An excerpt: a few events of a data set with everything that is known of them, as a data set of its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from data.dataset import Dataset

_BY_EVENT = ("participants", "event_spheres", "evidence", "claims", "agreements")


def excerpt(dataset: Dataset, rows: np.ndarray) -> Dataset:
    """The events in ``rows`` (ascending row numbers) with their participants, sources and all other rows.

    Columns that were derived from the whole data set stay as they are; trips and answers that are no part of the
    excerpt are known by their id only. ``numbers`` are those that the events have in the data set.
    """
    events = dataset.events.iloc[rows].reset_index(drop=True)
    new = _renumbered(rows, len(dataset))
    for column in ("parent", "reaction"):
        events[column] = np.where(events[column] >= 0, new[events[column]], -1)
    mask = new >= 0
    tables = {
        name: getattr(dataset, name).take(dataset.by_event(name).rows(mask, rows)).reset_index(drop=True)
        for name in _BY_EVENT
    }
    tables = {name: table.assign(event=new[table["event"]]) for name, table in tables.items()}
    actors = np.unique(tables["participants"]["actor"].to_numpy())
    sources = np.unique(
        np.concatenate([table["source"].to_numpy() for table in tables.values() if "source" in table])
    )
    keys = {
        "actor": _renumbered(actors, len(dataset.actors)),
        "source": _renumbered(sources, len(dataset.sources)),
    }
    for name, table in tables.items():
        tables[name] = table.assign(**{key: known[table[key]] for key, known in keys.items() if key in table})
    return replace(
        dataset, events=events, actors=dataset.actors.iloc[actors].reset_index(drop=True),
        sources=dataset.sources.iloc[sources].reset_index(drop=True), event_set=dataset.event_set[rows],
        places=dataset.numbers[rows], source_places=dataset.source_numbers[sources], _kept={}, **tables,
    )  # fmt: skip


def joined(excerpts: list[Dataset]) -> Dataset:
    """Excerpts of different shards as one, in the order of all events; at least one, and no event in two of them."""
    first, *_ = excerpts
    places = np.concatenate([one.numbers for one in excerpts])
    order = np.argsort(places, kind="stable")
    new = np.argsort(order)
    starts = np.cumsum([0, *(len(one) for one in excerpts)])[:-1]
    events = pd.concat([one.events for one in excerpts], ignore_index=True)
    shift = np.repeat(starts, [len(one) for one in excerpts])
    for column in ("parent", "reaction"):
        known = events[column].to_numpy()
        events[column] = np.where(known >= 0, new[np.maximum(known, 0) + shift], -1)
    actors, of_actor = _once([one.actors for one in excerpts], "actor_id")
    sources, of_source = _once([one.sources for one in excerpts], "source_id")
    tables = {}
    for name in _BY_EVENT:
        parts = [
            getattr(one, name).assign(
                event=lambda table, start=start: new[table["event"] + start],
                **{
                    key: known[number][getattr(one, name)[key]]
                    for key, known in (("actor", of_actor), ("source", of_source))
                    if key in getattr(one, name)
                },
            )
            for number, (one, start) in enumerate(zip(excerpts, starts, strict=True))
        ]
        tables[name] = pd.concat(parts, ignore_index=True).sort_values(
            "event", kind="stable", ignore_index=True
        )
    sets, numbers = np.unique(
        np.concatenate([one.sets[one.event_set] for one in excerpts]), axis=0, return_inverse=True
    )
    source_places = np.zeros(len(sources), dtype=np.int64)
    for one, known in zip(excerpts, of_source, strict=True):
        source_places[known] = one.source_numbers
    return replace(
        first, events=events.take(order).reset_index(drop=True), actors=actors, sources=sources,
        event_set=numbers.reshape(-1)[order], sets=sets, places=places[order], source_places=source_places, _kept={},
        **tables,
    )  # fmt: skip


def _renumbered(rows: np.ndarray, many: int) -> np.ndarray:
    """Old row number → new one, -1 for what is left out."""
    new = np.full(many, -1)
    new[rows] = np.arange(len(rows))
    return new


def _once(tables: list[pd.DataFrame], key: str) -> tuple[pd.DataFrame, list[np.ndarray]]:
    """All rows, each key once, and for each table the new numbers of its rows."""
    together = pd.concat(tables, ignore_index=True)
    codes, _ = pd.factorize(together[key])
    ends = np.cumsum([len(table) for table in tables])[:-1]
    return together.drop_duplicates(key, ignore_index=True), np.split(codes, ends)
