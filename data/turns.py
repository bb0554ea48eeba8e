"""Turns: one reader's page is worked out after the other.

Only one thread of Python runs at a time, and changing between many of them costs: with forty readers on one processor,
half of its time. Those who wait for their turn wait less than those who all go on at once.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

LONGEST = 1.0
"""Seconds that a turn lasts: after that the next page begins beside the one that is still worked out, so that nobody's
long computation stops all others."""

_lock = threading.Lock()
_waiting: deque[_Turn] = deque()
_back: deque[_Turn] = deque()
"""Those who come back from another process: they go before all who have not begun."""
_mine = threading.local()


class _Turn:
    """The right to go on; ``current`` is whose it is now."""

    current: _Turn | None = None

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.until = 0.0

    def begin(self) -> None:
        self.until = monotonic() + LONGEST
        _Turn.current = self
        self.begun.set()


@contextmanager
def turn() -> Iterator[None]:
    """Works something out in its turn, in the order in which it was asked for; within a turn this is that turn."""
    if getattr(_mine, "turn", None) is not None:
        yield
        return
    _take()
    try:
        yield
    finally:
        _give()


@contextmanager
def aside() -> Iterator[None]:
    """Gives the turn to others while this thread waits for another process; does nothing in a thread without a turn.

    Whoever comes back is the next: a page that waits for several processes does not queue up for each.
    """
    had = _give()
    try:
        yield
    finally:
        if had:
            _take(next_one=True)


def _take(next_one: bool = False) -> None:
    own = _mine.turn = _Turn()
    with _lock:
        (_back if next_one else _waiting).append(own)
        _go_on()
    while not own.begun.wait(_left()):
        with _lock:
            _go_on()


def _left() -> float:
    """Seconds after which to look whether the turn of the one who has it is over."""
    current = _Turn.current
    return LONGEST if current is None else min(max(current.until - monotonic(), 0.01), LONGEST)


def _give() -> bool:
    """Ends the turn of this thread, if it has one; another may have begun beside it already."""
    own, _mine.turn = getattr(_mine, "turn", None), None
    with _lock:
        if own is not None and _Turn.current is own:
            _Turn.current = None
            _go_on()
    return own is not None


def _go_on() -> None:
    """Lets the next one begin when nobody is at it, or for too long."""
    line = _back or _waiting
    if line and (_Turn.current is None or _Turn.current.until <= monotonic()):
        line.popleft().begin()
