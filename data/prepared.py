"""Shards as they are in memory, and what was worked out of them, in files of this machine.

The next time they are mapped instead of read, checked and worked out.

The folder is for this user alone: its files are made by ``pickle``, and whoever could write one could run code here. It
may be emptied at any time.
"""

from __future__ import annotations

import io
import logging
import os
import pickle
import stat
import struct
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import scipy

from data.conversion.edition import counting_edition
from data.mapped import ALIGNED, mapped

T = TypeVar("T")
SETTING = "RAPPORT_PREPARED"
"""The folder; without it nothing is kept."""
DAYS = 30
"""Days after which a file that nobody asked for is removed, when another one is written."""
_NO_FORM = (pickle.PicklingError, AttributeError, TypeError)
"""What ``pickle`` says of functions without a name of their own, and the like."""
_ENDING, _UNFINISHED = ".shard", ".part"
_END, _MARK = struct.Struct("<Q8s"), b"rapport1"
"""How a file ends that was written to its end: where its last part begins, and a mark."""


def prepared(name: Callable[[], str], make: Callable[[], T], but: object = None, worth: float = 0.0) -> T:
    """``make()``, whose large columns are views of a file and can only be read; those inside ``but`` stay as they are.

    With the setting it is made only once for each ``name``, which has to say all that it depends on but the code and
    its libraries; what takes less than ``worth`` seconds is made every time. Where no file can be kept, the log says
    so, and the columns lie in a temporary one (``mapped``).
    """
    folder = os.environ.get(SETTING, "")
    path = _place(Path(folder), name) if folder else None
    if path is None:
        return mapped(make(), but)
    found: T | None = _found(path, but)
    if found is not None:
        return found
    began = time.monotonic()
    made = make()
    # What it was made of may have changed meanwhile.
    keeping = time.monotonic() - began >= worth and _place(Path(folder), name) == path
    return _kept(made, path, but) if keeping else mapped(made, but)


def _place(folder: Path, name: Callable[[], str]) -> Path | None:
    """The path of the file with this name; None, and the log says why, when the folder cannot be used."""
    try:
        return _own(folder) / f"{_digest(name())}{_ENDING}"
    except OSError as error:
        _say(folder, error)
        return None


def _found(path: Path, but: object) -> Any:
    """What the file holds; None when there is none, or a damaged one."""
    try:
        return _read(path, but)
    except FileNotFoundError:
        return None
    except Exception as error:  # noqa: BLE001 – a damaged file may hold anything; a new one is written in its place
        _say(path, error)
        return None


def _kept(made: T, path: Path, but: object) -> T:
    try:
        _write(made, path, but)
    except _NO_FORM:
        return mapped(made, but)
    except OSError as error:
        _say(path, error)
        return mapped(made, but)
    again: T | None = _found(path, but)
    return mapped(made, but) if again is None else again


def _say(path: Path, error: Exception) -> None:
    logging.getLogger(__name__).warning(
        "What was prepared of a shard cannot be used or kept in %s: %s", path, error
    )


def _own(folder: Path) -> Path:
    """The folder, made where it is missing. PermissionError when others may write to it: they could run code here."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_others(folder.stat(), "folder")
    return folder


def _refuse_others(known: os.stat_result, what: str) -> None:
    foreign = hasattr(os, "geteuid") and known.st_uid != os.geteuid()
    if foreign or known.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise PermissionError(f"the {what} has to belong to this user, and nobody else may write to it")


def _digest(name: str) -> str:
    """Of all that decides what a file holds."""
    made_by = (counting_edition(), sys.version, *(module.__version__ for module in (np, pd, pa, scipy)))
    return sha256("\0".join((name, *made_by)).encode()).hexdigest()[:32]


class _Pickler(pickle.Pickler):
    """Leaves one object out, which the reader puts in its place."""

    but: object = None

    def persistent_id(self, value: object) -> str | None:
        return "but" if self.but is not None and value is self.but else None


class _Unpickler(pickle.Unpickler):
    but: object = None

    def persistent_load(self, pid: object) -> object:
        return self.but


def _write(value: object, path: Path, but: object = None) -> None:
    """The columns first, one after the other, then what holds them together, then where that begins, then the mark."""
    columns: list[pickle.PickleBuffer] = []
    frame = io.BytesIO()
    pickler = _Pickler(frame, protocol=5, buffer_callback=columns.append)
    pickler.but = but
    pickler.dump(value)
    with NamedTemporaryFile(dir=path.parent, suffix=_UNFINISHED, delete=False) as file:
        try:
            places = []
            for column in columns:
                raw = column.raw()
                places.append((file.tell(), raw.nbytes))
                file.write(raw)
                file.write(bytes(-file.tell() % ALIGNED))
            begin = file.tell()
            file.write(pickle.dumps((frame.getvalue(), places)))
            file.write(_END.pack(begin, _MARK))
            file.flush()
            os.fsync(file.fileno())  # a name must not outlive the bytes
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    _forget(path.parent)


def _read(path: Path, but: object = None) -> Any:
    """What the file holds. PermissionError when others may have written it, ValueError when it is not whole."""
    _refuse_others(path.stat(), "file")
    with pa.memory_map(str(path)) as file:  # the mapping outlives it, and takes no file descriptor
        whole = file.read_buffer()
    os.utime(path)
    end = whole.size - _END.size
    begin, mark = _END.unpack(whole.slice(max(end, 0)))
    if mark != _MARK:
        raise ValueError("the file is not whole")
    frame, places = pickle.loads(whole.slice(begin, end - begin))
    unpickler = _Unpickler(io.BytesIO(frame), buffers=[whole.slice(start, size) for start, size in places])
    unpickler.but = but
    return unpickler.load()


def _forget(folder: Path) -> None:
    oldest = time.time() - DAYS * 24 * 3600
    for path in [*folder.glob(f"*{_ENDING}"), *folder.glob(f"*{_UNFINISHED}")]:
        with suppress(FileNotFoundError):  # another worker was faster
            if path.stat().st_mtime < oldest:
                path.unlink()
