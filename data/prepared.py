"""Shards as they are in memory, in files of this machine: opened again, they are mapped instead of read and checked.

The folder is for this user alone: its files are made by ``pickle``, and whoever could write one could run code here. It
may be emptied at any time.
"""

from __future__ import annotations

import logging
import mmap
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

from data.conversion.edition import counting_edition
from data.mapped import ALIGNED, mapped

T = TypeVar("T")
SETTING = "RAPPORT_PREPARED"
"""The folder; without it nothing is kept."""
DAYS = 30
"""Days after which a file that nobody asked for is removed, when another one is written."""
_ENDING, _UNFINISHED = ".shard", ".part"
_END, _MARK = struct.Struct("<Q8s"), b"rapport1"
"""How a file ends that was written to its end: where its last part begins, and a mark."""


def prepared(name: Callable[[], str], make: Callable[[], T]) -> T:
    """``make()``, whose large columns are views of a file and can only be read.

    With the setting it is made only once for each ``name``, which has to say all that it depends on but the code and
    its libraries. Where no file can be kept, the log says so, and the columns lie in a temporary one (``mapped``).
    """
    folder = os.environ.get(SETTING, "")
    path = _place(Path(folder), name) if folder else None
    if path is None:
        return mapped(make())
    found: T | None = _found(path)
    if found is not None:
        return found
    made = make()
    # What it was made of may have changed meanwhile.
    return _kept(made, path) if _place(Path(folder), name) == path else mapped(made)


def _place(folder: Path, name: Callable[[], str]) -> Path | None:
    """The path of the file with this name; None, and the log says why, when the folder cannot be used."""
    try:
        return _own(folder) / f"{_digest(name())}{_ENDING}"
    except OSError as error:
        _say(folder, error)
        return None


def _found(path: Path) -> Any:
    """What the file holds; None when there is none, or a damaged one."""
    try:
        return _read(path)
    except FileNotFoundError:
        return None
    except Exception as error:  # noqa: BLE001 – a damaged file may hold anything; a new one is written in its place
        _say(path, error)
        return None


def _kept(made: T, path: Path) -> T:
    try:
        _write(made, path)
        again: T = _read(path)
        return again
    except OSError as error:
        _say(path, error)
        return mapped(made)


def _say(path: Path, error: Exception) -> None:
    logging.getLogger(__name__).warning("A prepared shard cannot be used or kept in %s: %s", path, error)


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
    made_by = (counting_edition(), sys.version, np.__version__, pd.__version__, pa.__version__)
    return sha256("\0".join((name, *made_by)).encode()).hexdigest()[:32]


def _write(value: object, path: Path) -> None:
    """The columns first, one after the other, then what holds them together, then where that begins, then the mark."""
    columns: list[pickle.PickleBuffer] = []
    frame = pickle.dumps(value, protocol=5, buffer_callback=columns.append)
    with NamedTemporaryFile(dir=path.parent, suffix=_UNFINISHED, delete=False) as file:
        try:
            places = []
            for column in columns:
                raw = column.raw()
                places.append((file.tell(), raw.nbytes))
                file.write(raw)
                file.write(bytes(-file.tell() % ALIGNED))
            begin = file.tell()
            file.write(pickle.dumps((frame, places)))
            file.write(_END.pack(begin, _MARK))
            file.flush()
            os.fsync(file.fileno())  # a name must not outlive the bytes
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    _forget(path.parent)


def _read(path: Path) -> Any:
    """What the file holds. PermissionError when others may have written it, ValueError when it is not whole."""
    with path.open("rb") as file:
        _refuse_others(os.fstat(file.fileno()), "file")
        whole = pa.py_buffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    os.utime(path)
    end = whole.size - _END.size
    begin, mark = _END.unpack(whole.slice(max(end, 0)))
    if mark != _MARK:
        raise ValueError("the file is not whole")
    frame, places = pickle.loads(whole.slice(begin, end - begin))
    return pickle.loads(frame, buffers=[whole.slice(start, size) for start, size in places])


def _forget(folder: Path) -> None:
    oldest = time.time() - DAYS * 24 * 3600
    for path in [*folder.glob(f"*{_ENDING}"), *folder.glob(f"*{_UNFINISHED}")]:
        with suppress(FileNotFoundError):  # another worker was faster
            if path.stat().st_mtime < oldest:
                path.unlink()
