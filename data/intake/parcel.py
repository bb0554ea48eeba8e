"""What goes between the server and a reading process: tables travel as their buffers, without being copied.

What a process sends was made from a stranger's file. So the server takes data only: classes and functions that are not
listed here are never called, whatever the bytes say.
"""

from __future__ import annotations

import io
import pickle
import struct
from dataclasses import is_dataclass
from multiprocessing.connection import Connection
from types import ModuleType
from typing import Any

from data.formats.registry import FORMATS

_PARTS = {
    "builtins": {"slice", "set", "frozenset"},
    "numpy": {"dtype", "ndarray"},
    "numpy._core.multiarray": {"_reconstruct", "scalar"},
    "numpy._core.numeric": {"_frombuffer"},
    "pandas": {
        "Categorical",
        "CategoricalDtype",
        "DataFrame",
        "Index",
        "RangeIndex",
        "Series",
        "StringDtype",
    },
    "pandas._libs.arrays": {"__pyx_unpickle_NDArrayBacked"},
    "pandas._libs.internals": {"_unpickle_block"},
    "pandas.arrays": {"ArrowStringArray", "DatetimeArray"},
    "pandas.core.indexes.base": {"_new_Index"},
    "pandas.core.internals.managers": {"BlockManager", "SingleBlockManager"},
    "pyarrow.lib": {"_restore_array", "py_buffer", "type_for_alias"},
}
"""Module → what tables are put together with."""


class _Pickler(pickle.Pickler):
    """Formats of the field are modules, and travel by their name."""

    def persistent_id(self, thing: Any) -> str | None:
        return thing.NAME if isinstance(thing, ModuleType) else None


class _Unpickler(pickle.Unpickler):
    """Tables, Rapport's own records, and nothing else."""

    def persistent_load(self, name: str) -> Any:
        return FORMATS[name]

    def find_class(self, module: str, name: str) -> Any:
        if name in _PARTS.get(module, ()):
            return super().find_class(module, name)
        if module.startswith("data.") and "." not in name:
            found = super().find_class(module, name)
            # Its own classes only: a module also holds what it imports.
            if isinstance(found, type) and is_dataclass(found) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a table")


def send(connection: Connection, thing: Any) -> None:
    """Sends a thing; OSError when nobody is there any more."""
    buffers: list[pickle.PickleBuffer] = []
    head = io.BytesIO()
    _Pickler(head, protocol=5, buffer_callback=buffers.append).dump(thing)
    views = [buffer.raw() for buffer in buffers]
    connection.send_bytes(_COUNT.pack(len(views)))
    connection.send_bytes(head.getvalue())
    for view in views:
        connection.send_bytes(view)


def small(thing: Any) -> bytes:
    """The same as bytes for a socket, for small things that must not wait for anybody."""
    frames = (_COUNT.pack(0), pickle.dumps(thing))
    return b"".join(_COUNT.pack(len(frame)) + frame for frame in frames)


def to_bytes(thing: Any) -> bytes:
    """A thing as bytes, to be kept."""
    kept = io.BytesIO()
    _Pickler(kept, protocol=5).dump(thing)
    return kept.getvalue()


def from_bytes(content: bytes) -> Any:
    """What ``to_bytes`` made bytes of; UnpicklingError when it is no data."""
    return _Unpickler(io.BytesIO(content)).load()


def receive(connection: Connection, most: int | None = None) -> Any:
    """Receives a thing.

    EOFError when the other side ended; OSError when it sends more than ``most`` bytes at once; UnpicklingError when
    it sends what is no data.
    """
    (number,) = _COUNT.unpack(connection.recv_bytes(_COUNT.size))
    head = connection.recv_bytes(most)
    buffers = [connection.recv_bytes(most) for _ in range(number)]
    return _Unpickler(io.BytesIO(head), buffers=buffers).load()


_COUNT = struct.Struct("!i")
"""How many buffers follow; also how a connection writes the length of a message."""
