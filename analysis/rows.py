"""The row numbers of events that lie in shards, fetched when they are looked at: of millions a page shows twenty."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, overload

import numpy as np

from analysis.asking import Sharded

BLOCK = 4_096
"""Neighbouring row numbers that are counted together: first how many are selected in each block, then which."""


class Rows:
    """Row numbers of the events of a sharded selection, ascending, or a slice of them; stands where an array would.

    Its length is known from counts. A slice fetches only the row numbers in it; ``numpy.asarray`` fetches all.
    """

    def __init__(self, selection: Any, span: range | None = None) -> None:
        self.selection = selection
        """The selection whose rows they are; of a slice that of the whole."""
        self._given = span

    @property
    def whole(self) -> bool:
        """Whether they are all rows of ``selection`` and not a slice of them."""
        return self._given is None

    @cached_property
    def _span(self) -> range:
        return range(int(self.selection.blocks.sum())) if self._given is None else self._given

    def __len__(self) -> int:
        return len(self._span)

    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    @overload
    def __getitem__(self, at: int) -> int: ...
    def __getitem__(self, at: slice | int) -> Rows | int:
        if isinstance(at, slice):
            return Rows(self.selection, self._span[at])
        place = self._span[at]
        return int(np.asarray(Rows(self.selection, range(place, place + 1)))[0])

    def __iter__(self) -> Iterator[int]:
        return iter(self.tolist())

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return self._fetched.astype(dtype or np.int64, copy=bool(copy))

    def tolist(self) -> list[int]:
        """As of an array."""
        return self._fetched.tolist()

    def searchsorted(self, row: int) -> int:
        """How many of them are smaller; of all of them only, not of a slice."""
        block = row // BLOCK
        before = int(self.selection.blocks[:block].sum())
        inside = _in_blocks(self.selection, block * BLOCK, row)
        return before + len(inside)

    @cached_property
    def _fetched(self) -> np.ndarray:
        if not self._span:
            return np.empty(0, dtype=np.int64)
        low, high = min(self._span[0], self._span[-1]), max(self._span[0], self._span[-1])
        until = np.cumsum(self.selection.blocks)
        first, last = np.searchsorted(until, [low, high], "right")
        before = int(until[first - 1]) if first else 0
        near = _in_blocks(self.selection, int(first) * BLOCK, (int(last) + 1) * BLOCK)
        return near[np.arange(self._span.start, self._span.stop, self._span.step) - before]


def blocks(selection: Any) -> tuple[int, np.ndarray]:
    """Of one shard: its first block, and how many selected events lie in that one and in each that follows."""
    numbers = selection.dataset.numbers
    if not len(numbers):
        return 0, np.zeros(0, dtype=np.int64)
    first = int(numbers[0]) // BLOCK
    return first, np.bincount(
        numbers[selection.rows] // BLOCK - first, minlength=int(numbers[-1]) // BLOCK - first + 1
    )


def between(selection: Any, low: int, high: int) -> np.ndarray:
    """Of one shard: the selected row numbers from ``low`` on and below ``high``."""
    numbers = selection.dataset.numbers
    first, last = np.searchsorted(numbers, [low, high])
    return numbers[first:last][selection.mask[first:last]]


def added_up(counts: list[tuple[int, np.ndarray]]) -> np.ndarray:
    """The blocks of all shards."""
    whole = np.zeros(max((first + len(some) for first, some in counts), default=0), dtype=np.int64)
    for first, some in counts:
        whole[first : first + len(some)] += some
    return whole


def _in_blocks(selection: Sharded, low: int, high: int) -> np.ndarray:
    return (
        np.sort(np.concatenate(selection.ask(between, low, high)))
        if high > low
        else np.empty(0, dtype=np.int64)
    )
