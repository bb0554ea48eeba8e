"""Questions to a data set that lies in one piece or in shards, and how the answers of shards become one.

A question is a function of a data set or of a selection. Asked of one piece it is just called; asked of shards it is
called on each of them, where it lies, and the answers are put together in the way that its decorator names. Whoever
asks need not know which of the two it was. Such functions stand at the top level of a module, so that their name is
all that has to travel.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import numpy as np
import pandas as pd

from data.keys import distinct

P = ParamSpec("P")
T = TypeVar("T")
Function = Callable[..., Any]


class Sharded:
    """A data set, or a selection of one, whose events lie in shards."""

    def ask(self, function: Function, *args: Any, **named: Any) -> list[Any]:
        """What the function says of the part of this that lies in each shard, in the order of the shards."""
        raise NotImplementedError

    def selected(self, filters: Any) -> Any:
        """Of a data set: the selection of the events that match the filters."""
        raise NotImplementedError

    def once(self, function: Function, make: Callable[[], Any]) -> Any:
        """``make()``, worked out once for each function; nobody may change it."""
        known: dict[Function, Any] = self.__dict__.setdefault("_once", {})
        if function not in known:
            known[function] = make()
        return known[function]

    def then(self, function: Function, *args: Any, **named: Any) -> Any:
        """The selection that the function makes of this one, not made yet."""
        raise NotImplementedError


def merged(merge: Callable[[list[Any]], Any]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """For answers that are put together by ``merge``, which gets those of all shards in their order."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def asked(*args: P.args, **named: P.kwargs) -> T:
            subject, *rest = args
            if isinstance(subject, Sharded):
                answer: T
                if rest or named:
                    answer = merge(subject.ask(asked, *rest, **named))
                else:
                    answer = subject.once(asked, lambda: merge(subject.ask(asked)))
                return answer
            return function(*args, **named)

        return asked

    return decorate


def added(function: Callable[P, T]) -> Callable[P, T]:
    """For counts: numbers, arrays of one shape, or dictionaries of counts; the answers are added."""
    return merged(_sum)(function)


def united(function: Callable[P, T]) -> Callable[P, T]:
    """For arrays of numbers or ids; the answer holds each once, ascending: what is in two shards counts once."""
    return merged(_union)(function)


def spanned(function: Callable[P, T]) -> Callable[P, T]:
    """For the lowest and highest of something, None where there is nothing."""
    return merged(_span)(function)


def anywhere(function: Callable[P, T]) -> Callable[P, T]:
    """For booleans, or arrays of them: true where one shard says so."""
    return merged(lambda answers: np.logical_or.reduce(answers) if np.ndim(answers[0]) else any(answers))(
        function
    )


def in_a_row(function: Callable[P, T]) -> Callable[P, T]:
    """For tables of events whose index holds their row numbers; the answer is one table in that order."""
    return merged(lambda answers: pd.concat(answers).sort_index(kind="stable"))(function)


def listed(key: Callable[[Any], Any]) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """For lists; the answer is one list in the order of ``key``, and in that of the shards where it is the same."""
    return merged(lambda answers: sorted((one for answer in answers for one in answer), key=key))


def gathered(function: Callable[P, T]) -> Callable[P, T]:
    """For ids (ascending) with a count each, two arrays; an id of two shards has the sum of its counts."""
    return merged(_gathered)(function)


def narrowing(function: Callable[P, T]) -> Callable[P, T]:
    """For functions that make a selection of a selection; in shards it is made where it is asked for."""

    @wraps(function)
    def asked(*args: P.args, **named: P.kwargs) -> T:
        subject, *rest = args
        if isinstance(subject, Sharded):
            narrowed: T = subject.then(asked, *rest, **named)
            return narrowed
        return function(*args, **named)

    return asked


def _sum(answers: list[Any]) -> Any:
    first = answers[0]
    if isinstance(first, dict):
        keys = dict.fromkeys(key for answer in answers for key in answer)
        return {key: sum(answer.get(key, 0) for answer in answers) for key in keys}
    if isinstance(first, tuple):
        return tuple(_sum([*part]) for part in zip(*answers, strict=True))
    return sum(answers[1:], start=first)


def _gathered(answers: list[Any]) -> Any:
    together, counts = (np.concatenate(parts) for parts in zip(*answers, strict=True))
    ids, place = np.unique(together, return_inverse=True)
    sums = np.zeros(len(ids), dtype=np.int64)
    np.add.at(sums, place, counts)
    return ids, sums


def _union(answers: list[Any]) -> Any:
    together = np.concatenate(answers)
    return np.unique(together) if together.dtype.hasobject else distinct(together)


def _span(answers: list[Any]) -> Any:
    known = [answer for answer in answers if answer is not None]
    return (min(low for low, _ in known), max(high for _, high in known)) if known else None
