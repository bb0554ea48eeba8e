"""The process that starts a reading process for each file: ``python -m data.intake.starter DESCRIPTOR``.

It has imported everything once, so that a fork of it can read at once. The server cannot be forked itself: it has many
threads, and a fork copies whatever locks they hold at that moment. It ends with the server, and everything that it
started ends with it.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import struct
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from tempfile import TemporaryDirectory
from typing import NoReturn

from data.intake.parcel import small
from data.intake.work import LATE, serve

ORDER = struct.Struct("d")
"""What the server sends with a socket: after how many seconds the process is ended."""
NICER = 10
"""Reading files leaves the processors to those who click, as far as they need them."""
_LONGEST = 3_600
"""Seconds of one wait; the system counts those of a month no more."""
_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL


@dataclass(frozen=True)
class _Reader:
    """A running process: ``talk`` is its socket, ``life`` a pipe that closes when it ends."""

    pid: int
    talk: socket.socket
    life: int
    until: float
    place: TemporaryDirectory[str]
    """Where it may write: what a process that was ended leaves there goes with it."""


class Starter:
    """Starts, watches and ends reading processes, in one thread."""

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.readers: list[_Reader] = []

    def run(self) -> None:
        """Until the server is gone."""
        while self._step():
            pass
        for reader in self.readers:
            os.kill(reader.pid, signal.SIGKILL)
            reader.place.cleanup()

    def _step(self) -> bool:
        gone = self._waited()
        for reader in [*self.readers]:
            if reader.life in gone:
                self._end(reader)
            elif reader.talk.fileno() in gone or time.monotonic() > reader.until:
                os.kill(reader.pid, signal.SIGKILL)
        return self.control.fileno() not in gone or self._begin()

    def _waited(self) -> set[int]:
        """The descriptors on which something happened."""
        poll = select.poll()
        poll.register(self.control, select.POLLIN)
        for reader in self.readers:
            poll.register(reader.life, _GONE)
            poll.register(reader.talk, _GONE)
        soon = min((reader.until for reader in self.readers), default=None)
        wait = None if soon is None else min(max(soon - time.monotonic(), 0), _LONGEST) * 1000 + 20
        return {place for place, _ in poll.poll(wait)}

    def _begin(self) -> bool:
        """Starts a process for the socket that the server sent; False when the server is gone."""
        order, sockets, _, _ = socket.recv_fds(self.control, ORDER.size, 1)
        if not sockets:
            return False
        talk = socket.socket(fileno=sockets[0])
        life, held = os.pipe()
        place = TemporaryDirectory(prefix=f"rapport-{os.getpid()}-")
        pid = os.fork()
        if pid == 0:
            self._become(talk, place.name)
        os.close(held)
        self.readers.append(_Reader(pid, talk, life, time.monotonic() + ORDER.unpack(order)[0], place))
        return True

    def _become(self, talk: socket.socket, place: str) -> NoReturn:
        """The new process; it lets go of what belongs to the others."""
        try:
            tempfile.tempdir = place
            self.control.close()
            for other in self.readers:
                other.talk.close()
            serve(Connection(talk.detach()))
        except (OSError, EOFError):  # the server is not interested any more
            pass
        finally:
            sys.stderr.flush()
            os._exit(0)

    def _end(self, reader: _Reader) -> None:
        """Tells the server how a process ended, in case that it could not do so itself."""
        _, status = os.waitpid(reader.pid, 0)
        how = LATE if time.monotonic() > reader.until else os.waitstatus_to_exitcode(status)
        reader.talk.setblocking(False)
        with suppress(OSError):
            reader.talk.send(small(("ended", how)))
        reader.talk.close()
        os.close(reader.life)
        reader.place.cleanup()
        self.readers.remove(reader)


def main() -> None:
    """Started by ``data.intake.reader``."""
    os.nice(NICER)
    gc.freeze()
    Starter(socket.socket(fileno=int(sys.argv[1]))).run()


if __name__ == "__main__":
    main()
