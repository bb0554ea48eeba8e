"""How far a conversion is: one line that is rewritten in a terminal, a line per file in a log."""

from __future__ import annotations

import shutil
from typing import TextIO

from data.conversion.work import Account

WIDTH = 20


class Progress:
    """Tells of each file when it is finished. ``done`` of ``of`` files are finished at the start."""

    def __init__(self, done: int, of: int, stream: TextIO) -> None:
        self._done, self._of, self._stream = done, of, stream
        self._read = self._kept = 0
        self._rewrites = stream.isatty()

    def tell(self, name: str, account: Account) -> None:
        """One more file is finished; a file that could not be read stays on the screen with its fault."""
        self._done += 1
        self._read, self._kept = self._read + account.read, self._kept + account.kept
        if self._rewrites:
            if account.fault:
                self._stream.write(f"\r\x1b[K{name} {account.fault}\n")
            self._stream.write(f"\r\x1b[K{self._line()[: shutil.get_terminal_size().columns - 1]}")
        else:
            rows = account.fault or f"{account.read:,} rows read, {account.kept:,} kept"
            self._stream.write(f"{self._done:,} of {self._of:,}: {name}: {rows}\n")
        self._stream.flush()

    def close(self) -> None:
        """Whatever is printed next begins on a line of its own."""
        if self._rewrites:
            self._stream.write("\n")
            self._stream.flush()

    def _line(self) -> str:
        full = WIDTH * self._done // max(self._of, 1)
        bar = "█" * full + "·" * (WIDTH - full)
        rows = f"{self._read:,} rows read, {self._kept:,} kept"
        return f"{bar} {self._done:,} of {self._of:,} files; {rows} in this run"
