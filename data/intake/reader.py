"""The server's side of reading a file from a stranger: a task goes to a process of its own, and data come back."""

from __future__ import annotations

import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

from data.intake.limits import Limits, RefusedError, limits, setting, size
from data.intake.parcel import receive, send
from data.intake.starter import ORDER
from data.intake.work import LATE, MEMORY, Task
from data.problems import DataSetError
from data.turns import aside

Progress = Callable[[float], object]
TICK = 0.3
"""Seconds between two calls of ``progress``, so that whoever waits can give up."""
_ROOT = Path(__file__).parents[2]
_lock = threading.Lock()


def run(task: Task, progress: Progress = lambda _: None) -> Any:
    """The answer of a task, done in a process of its own within the task's limits.

    ``progress`` hears the share that is done, again and again while nothing changes; what it raises ends the process.
    RefusedError when the file cannot be read or is too much; DataSetError with every problem of a data set.
    """
    with aside(), _turn(progress), _process(task.limits) as connection:
        share = 0.0
        try:
            send(connection, task)
            while True:
                progress(share)
                if not connection.poll(TICK):
                    continue
                kind, answer = receive(connection, task.limits.memory_mb * 1_000_000)
                if kind != "share":
                    return _answer(kind, answer, task.limits)
                share = answer
        except (EOFError, OSError, UnpicklingError, struct.error) as error:
            raise RefusedError("could not be read: the process that read it is gone. Try it again") from error


def warm() -> None:
    """Starts what starts the processes, so that the first file need not wait for it."""
    with _lock:
        _starter()


def _answer(kind: str, answer: Any, held: Limits) -> Any:
    if kind == "done":
        return answer
    if kind == "problems":
        raise DataSetError(*answer)
    if kind == "refused":
        raise RefusedError(answer)
    if kind == "failed":
        raise RefusedError(
            f"cannot be read, for a reason that Rapport does not know ({answer}); tell the operator"
        )
    raise RefusedError(_ended(answer, held))


def _ended(how: int | str, held: Limits) -> str:
    """Why a process could not answer: its exit code, negative for a signal, or that memory ran out."""
    advice = "Give fewer rows or columns, or ask the operator to raise"
    if how == MEMORY:
        most = size(held.memory_mb * 1_000_000)
        return f"needs more than {most} of memory to be read. {advice} {setting('memory_mb')}"
    if how == -signal.SIGXCPU:
        return f"takes more than {held.cpu_seconds} s of processor time to be read. {advice} {setting('cpu_seconds')}"
    if how == LATE:
        return f"takes more than {held.seconds} s to be read. {advice} {setting('seconds')}"
    if how == -signal.SIGKILL:
        return "was given up: the machine ran out of memory, or its operator ended the reading. Try it again later"
    return (
        f"cannot be read: it broke the program that read it (exit code {how}). Save it anew, or as CSV UTF-8"
    )


@contextmanager
def _turn(progress: Progress) -> Iterator[None]:
    """Waits until fewer files are being read than may be."""
    turns = _turns()
    while not turns.acquire(timeout=TICK):
        progress(0.0)
    try:
        yield
    finally:
        turns.release()


@cache
def _turns() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(limits().readers)


@contextmanager
def _process(held: Limits) -> Iterator[Connection]:
    """The connection to a new process, which is ended when the connection closes."""
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            _order(theirs, held)
        except OSError:
            _forget()
            _order(theirs, held)
    connection = Connection(ours.detach())
    try:
        yield connection
    finally:
        connection.close()


def _order(theirs: socket.socket, held: Limits) -> None:
    with _lock:
        socket.send_fds(_starter().control, [ORDER.pack(held.seconds)], [theirs.fileno()])


@dataclass(frozen=True)
class _Starter:
    """What starts the processes; it ends when ``control`` closes: with the server, however that ends."""

    control: socket.socket
    process: subprocess.Popen[bytes]


@cache
def _starter() -> _Starter:
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "data.intake.starter", str(theirs.fileno())], cwd=_ROOT, pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL, start_new_session=True, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
    return _Starter(ours, process)


def _forget() -> None:
    """The starter was ended from outside: the next one is another."""
    with _lock:
        _starter().control.close()
        _starter().process.wait()
        _starter.cache_clear()
