"""What goes between the server and a reading process: tables travel as their buffers, without being copied."""

from __future__ import annotations

import io
import pickle
import struct
from importlib import import_module
from multiprocessing.connection import Connection
from types import ModuleType
from typing import Any


class _Pickler(pickle.Pickler):
    """Formats of the field are modules, and travel by their name."""

    def reducer_override(self, thing: Any) -> Any:
        return (import_module, (thing.__name__,)) if isinstance(thing, ModuleType) else NotImplemented


def send(connection: Connection, thing: Any) -> None:
    """Sends a thing; OSError when nobody is there any more."""
    buffers: list[pickle.PickleBuffer] = []
    head = io.BytesIO()
    _Pickler(head, protocol=5, buffer_callback=buffers.append).dump(thing)
    views = [buffer.raw() for buffer in buffers]
    connection.send_bytes(pickle.dumps(len(views)))
    for view in (head.getbuffer(), *views):
        connection.send_bytes(view)


def small(thing: Any) -> bytes:
    """The same as bytes for a socket, for small things that must not wait for anybody."""
    frames = (pickle.dumps(0), pickle.dumps(thing))
    return b"".join(struct.pack("!i", len(frame)) + frame for frame in frames)


def receive(connection: Connection, most: int | None = None) -> Any:
    """Receives a thing. EOFError when the other side ended; OSError when it sends more than ``most`` bytes at once."""
    number = pickle.loads(connection.recv_bytes(1_000))
    head = connection.recv_bytes(most)
    return pickle.loads(head, buffers=[connection.recv_bytes(most) for _ in range(number)])
