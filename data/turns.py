"""Turns: how many readers' pages are worked out at the same time.

Only one thread of Python runs at a time, and changing between many of them costs: with forty readers on one processor,
half of its time. Those who wait for their turn wait less than those who all go on at once.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

AT_ONCE = 1
"""Pages that are worked out at a time. Waiting for other processes does not count, see ``aside``."""

PATIENCE = 1.0
"""After so many seconds a page begins without a turn: one reader's long computation must not stop all others."""

_free = threading.Semaphore(AT_ONCE)
_mine = threading.local()


@contextmanager
def turn() -> Iterator[None]:
    """Works something out in its turn."""
    _take()
    try:
        yield
    finally:
        _give()


@contextmanager
def aside() -> Iterator[None]:
    """Gives the turn to others while this thread waits for another process; does nothing in a thread without a turn."""
    had = _give()
    try:
        yield
    finally:
        if had:
            _take()


def _take() -> None:
    _mine.turn = _free.acquire(timeout=PATIENCE)


def _give() -> bool:
    had = getattr(_mine, "turn", False)
    if had:
        _mine.turn = False
        _free.release()
    return had
