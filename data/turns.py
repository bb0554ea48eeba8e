"""Turns: one reader's page is worked out after the other.

Only one thread of Python runs at a time, and changing between many of them costs: with forty readers on one processor,
half of its time. Those who wait for their turn wait less than those who all go on at once.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

LONGEST = 1.0
"""Seconds that a turn lasts: after that the next page begins beside the one that is still worked out, so that nobody's
long computation stops all others."""

_changed = threading.Condition()
_mine = threading.local()


class _Turn:
    """Whose turn it is now: the only one that is ``current``."""

    current: _Turn | None = None

    def __init__(self) -> None:
        self.until = monotonic() + LONGEST


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
    waiting = getattr(_mine, "turn", None) is not None
    _give()
    try:
        yield
    finally:
        if waiting:
            _take()


def _take() -> None:
    with _changed:
        while _Turn.current is not None and (left := _Turn.current.until - monotonic()) > 0:
            _changed.wait(left)
        _Turn.current = _mine.turn = _Turn()


def _give() -> None:
    """Ends the turn of this thread, if it has one; another may have begun already."""
    own, _mine.turn = getattr(_mine, "turn", None), None
    with _changed:
        if own is not None and _Turn.current is own:
            _Turn.current = None
            _changed.notify()
