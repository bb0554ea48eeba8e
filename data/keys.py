"""Keys: where an id stands among others. In Arrow, because a million texts as Python objects take seconds."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def positions(cells: Iterable[str], ids: Iterable[str]) -> np.ndarray:
    """The place of each cell among ``ids`` (int32), of equal ones the first; -1 for a cell that is none of them."""
    found = pc.index_in(texts_of(cells), value_set=texts_of(ids))
    return pc.fill_null(found, -1).to_numpy()


def distinct(numbers: np.ndarray) -> np.ndarray:
    """The numbers of an array once each, ascending: ``numpy.unique`` hashes, which takes ten times as long."""
    ordered = np.sort(numbers, axis=None)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def among(cells: pd.Series, ids: Iterable[str]) -> pd.Series:
    """Whether each cell is one of ``ids``."""
    return pd.Series(positions(cells, ids), cells.index) >= 0


def texts_of(texts: Iterable[str]) -> pa.Array:
    """Texts as one array of Arrow."""
    made = pa.array(texts, pa.large_string(), from_pandas=True)
    return made.combine_chunks() if isinstance(made, pa.ChunkedArray) else made
