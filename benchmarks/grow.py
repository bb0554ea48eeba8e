"""Large data sets for measuring: the real events, repeated with other dates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from data.dataset import Dataset
from data.derive import derive


def grow(dataset: Dataset, size: int, seed: int = 7) -> Dataset:
    """A data set of at least ``size`` events: copies of the real ones, shifted by up to ten years.

    Participants, spheres and evidence are copied with their event, so that the mix of types, spheres and actors is
    that of the real data. Texts are shared, not copied.
    """
    copies = -(-size // len(dataset))
    events = pd.concat([dataset.events] * copies, ignore_index=True)
    shift = np.random.default_rng(seed).integers(-3650, 3650, len(events)).astype("timedelta64[D]")
    for column in ("first_day", "last_day"):
        events[column] = (events[column] + shift).dt.as_unit("s")
    order = np.argsort(events["first_day"].to_numpy(), kind="stable")
    place = np.empty(len(events), dtype=np.int32)
    place[order] = np.arange(len(events), dtype=np.int32)
    tables: dict[str, Any] = {
        name: _copies(getattr(dataset, name), copies, len(dataset), place) for name in _BY_EVENT
    }
    events = derive(
        events.iloc[order].reset_index(drop=True), dataset.actors, tables["participants"], dataset.about.sides
    )
    event_set = np.tile(dataset.event_set, copies)[order]
    return replace(dataset, events=events, event_set=event_set, version=f"grown-{size}", _kept={}, **tables)


_BY_EVENT = ("participants", "event_spheres", "evidence", "claims", "agreements")


def _copies(table: pd.DataFrame, copies: int, n_events: int, place: np.ndarray) -> pd.DataFrame:
    many = pd.concat([table] * copies, ignore_index=True)
    offset = np.repeat(np.arange(copies, dtype=np.int64) * n_events, len(table))
    many["event"] = place[many["event"].to_numpy() + offset]
    return many.sort_values("event", kind="stable", ignore_index=True)
