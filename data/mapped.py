"""Large columns in files that are mapped into memory, so that the system may drop their pages and read them again.

What a process keeps but hardly looks at then takes no memory from what it works with.
"""

from __future__ import annotations

import ctypes
import logging
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from tempfile import NamedTemporaryFile
from typing import IO, Any, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy import sparse

from data.keys import texts_of

T = TypeVar("T")
LARGE = 1 << 16
"""Bytes from which on a column goes into a file; a mapping of less is not worth its pages."""
ALIGNED = 64
"""Columns begin at multiples of so many bytes, as Arrow wants it."""
_TEXT: Any = pd.StringDtype(na_value=np.nan)
Change = Callable[[Any], Any]


def mapped(value: T, but: object = None) -> T:
    """The same value, whose large columns are views of one file and can only be read.

    Columns are NumPy arrays of numbers, and texts of pandas; they are looked for in tables, sparse matrices, tuples,
    dictionaries and dataclasses, but not inside ``but``. The file lies in the folder for temporary files (``TMPDIR``)
    and has lost its name when this returns: it goes with the last column, and with the process, however that ends. When
    it cannot be written, the log says so and the value comes back as it was.
    """
    try:
        with NamedTemporaryFile(prefix="rapport-") as file:
            _changed(value, lambda column: _written(column, file), but)
            if not file.tell():
                return value
            file.flush()
            with pa.memory_map(file.name) as source:
                changed: T = _changed(value, lambda column: _read(column, source), but)
                return changed
    except OSError as error:
        logging.getLogger(__name__).warning("Kept in memory, as no temporary file can be written: %s", error)
        return value


def give_back() -> None:
    """Hands memory that was used while something was loaded back to the system, where the system takes it."""
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries than glibc have none
        if trim:
            trim(0)


def _changed(value: Any, change: Change, but: object) -> Any:
    """The value with ``change`` made of each large column, always in the same order."""
    if isinstance(value, (np.ndarray, pd.Series)):
        return _column(value, change)
    if isinstance(value, (pd.DataFrame, sparse.csr_array)):
        return _table(value, change)
    if type(value) is tuple:
        return tuple(_changed(one, change, but) for one in value)
    if type(value) is dict:
        return {key: _changed(one, change, but) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type) and value is not but:
        before = {one.name: getattr(value, one.name) for one in fields(value)}
        after = {name: _changed(one, change, but) for name, one in before.items()}
        other = {name: one for name, one in after.items() if one is not before[name]}
        return replace(value, **other) if other else value
    return value


def _table(table: Any, change: Change) -> Any:
    if isinstance(table, pd.DataFrame):
        columns = {name: _column(column, change) for name, column in table.items()}
        return pd.DataFrame(columns, table.index, copy=False)
    data, indices, starts = (_column(one, change) for one in (table.data, table.indices, table.indptr))
    return sparse.csr_array((data, indices, starts), shape=table.shape, copy=False)


def _column(column: Any, change: Change) -> Any:
    if isinstance(column, np.ndarray):
        fits = column.nbytes >= LARGE and not column.dtype.hasobject and not _is_mapped(column)
        return change(column) if fits else column
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes = _column(column.array.codes, change)
        cells: Any = pd.Categorical.from_codes(codes, dtype=column.dtype, validate=False)
    elif column.dtype == _TEXT:
        texts = texts_of(column.array)
        cells = _TEXT.__from_arrow__(change(texts) if texts.nbytes >= LARGE else texts)
    elif isinstance(column.dtype, np.dtype):
        cells = _column(column.to_numpy(), change)
    else:
        return column
    return pd.Series(cells, column.index, name=column.name, copy=False)


def _is_mapped(array: np.ndarray) -> bool:
    while isinstance(array.base, np.ndarray):
        array = array.base
    return isinstance(array.base, pa.Buffer)


def _blocks(column: Any) -> list[Any]:
    """The blocks of bytes that a column consists of; of a text column those of Arrow, None for one that it has not."""
    if isinstance(column, np.ndarray):
        return [np.ascontiguousarray(column).reshape(-1).view(np.uint8)]
    return column.buffers()


def _written(column: Any, file: IO[bytes]) -> Any:
    for block in _blocks(column):
        if block is not None:
            file.write(block)
            file.write(bytes(-file.tell() % ALIGNED))
    return column


def _read(column: Any, source: pa.MemoryMappedFile) -> Any:
    blocks: list[Any] = [
        None if block is None else _next(memoryview(block).nbytes, source) for block in _blocks(column)
    ]
    if isinstance(column, np.ndarray):
        return np.frombuffer(blocks[0], column.dtype).reshape(column.shape)
    return pa.Array.from_buffers(column.type, len(column), blocks, offset=column.offset)


def _next(size: int, source: pa.MemoryMappedFile) -> pa.Buffer:
    block = source.read_buffer(size) if size else pa.py_buffer(b"")  # of no bytes the former has no address
    source.seek(source.tell() + -source.tell() % ALIGNED)
    return block
