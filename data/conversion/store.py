"""Parts of input files that were read already, kept on disk: a run that was stopped goes on where it was."""

from __future__ import annotations

import fcntl
import hashlib
import io
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pandas as pd
from pyarrow import parquet

from data.conversion.edition import edition
from data.conversion.work import Account, Order, Part


class BusyError(Exception):
    """Another conversion writes to the same folder."""


class Parts:
    """Parts in a folder beside the result. They are never all in memory.

    A part belongs to one file in one state (path, size, time of change), one order and one edition of the code;
    anything else is read again. A file that could not be read has no part here: it gets another try in the next run.
    """

    def __init__(self, out: Path, order: Order) -> None:
        self._folder = out.with_name(f".{out.name}.parts")
        self._order = f"{order!r} {edition()}"
        self._folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Lets only one conversion at a time work for a folder; the lock goes with its process. BusyError otherwise."""
        with (self._folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BusyError(
                    "Another conversion writes to this folder; wait for it, or give another name."
                ) from error
            yield

    def get(self, path: Path) -> Account | None:
        """The account of a file, or None when it has no part yet."""
        try:
            return Account(**json.loads(self._place(path, "json").read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None

    def acts(self, path: Path) -> pd.DataFrame | None:
        """The acts that were kept of a file; None when there are none."""
        return self._table(path, "acts")

    def aside(self, path: Path) -> pd.DataFrame | None:
        """The listed rows of a file that were set aside; None when there are none."""
        return self._table(path, "aside")

    def put(self, path: Path, part: Part) -> None:
        """Keeps a part; the account comes last and in one step, so that a part is there as a whole or not at all."""
        for name, content in (("acts", part.acts), ("aside", part.aside)):
            if content:
                self._place(path, name).write_bytes(content)
        draft = self._place(path, "draft")
        draft.write_text(json.dumps(asdict(part.account)), encoding="utf-8")
        draft.replace(self._place(path, "json"))

    def clear(self) -> None:
        """Takes all parts away."""
        shutil.rmtree(self._folder)

    def _table(self, path: Path, name: str) -> pd.DataFrame | None:
        try:
            content = self._place(path, name).read_bytes()
        except FileNotFoundError:
            return None
        return parquet.read_table(io.BytesIO(content)).to_pandas()

    def _place(self, path: Path, ending: str) -> Path:
        state = path.stat()
        key = f"{path.resolve()}\0{state.st_size}\0{state.st_mtime_ns}\0{self._order}"
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.{ending}"
