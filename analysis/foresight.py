"""Questions that are asked of shards before a page gets to them, because it has always asked them so far.

A page asks some twenty questions, one after the other, and each costs the way to the workers and back. Whatever the
filters, they are nearly the same: so with the first one go those that the page asked in its last runs, with the filters
of this one in the place of theirs. One that was foreseen wrongly costs the workers its time and nothing else.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Hashable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Any

from analysis.filters import FIELDS, Filters
from analysis.sharded import Question, Recipe, everywhere
from data.conversion.cluster import ClusterError

RUNS, OFTEN = 4, 2
"""A question is foreseen when so many of a page's last so many runs asked it."""
Together = Callable[[Sequence[Question]], Sequence[list[Any] | None]]
"""Asks several questions at once: the first has an answer, others may come back without one."""


@dataclass(frozen=True)
class Otherwise:
    """In a question that was asked, the place of filters: those of its run but for these fields."""

    fields: tuple[tuple[str, Hashable], ...]


@dataclass
class Run:
    """One run of a page over one data set."""

    filters: Filters | None = None
    """Those of its first question; what it asks of others is compared with them."""
    asked: dict[Question, None] = field(default_factory=dict)
    """In their order, with ``Otherwise`` in the place of filters."""
    answers: dict[Question, list[Any]] = field(default_factory=dict)
    """Foreseen, and not asked for yet."""


_page: ContextVar[tuple[str, dict[Foresight, Run]] | None] = ContextVar("page", default=None)


def begin(page: str) -> None:
    """A run of a page begins in this thread; without it nothing is foreseen."""
    _page.set((page, {}))


class Foresight:
    """What the pages of one data set asked in their last runs."""

    def __init__(self) -> None:
        self._last: dict[str, deque[dict[Question, None]]] = {}

    def ask(self, question: Question, together: Together) -> list[Any]:
        """The answer of each shard, asked for now or foreseen."""
        here = _page.get()
        if here is None or not question.has_value:
            return _given(together([question])[0])
        page, runs = here
        run = runs.setdefault(self, Run())
        answer = run.answers.pop(question, None)
        if answer is None:
            answer = self._asked(page, run, question, together)
        if run.filters is not None:
            run.asked[_noted(question, run)] = None
        return answer

    def _asked(self, page: str, run: Run, question: Question, together: Together) -> list[Any]:
        also = self._foreseen(page, run, question)
        try:
            first, *others = together([question, *also])
        except ClusterError:
            # What was foreseen may have cost the workers their life; nobody else shall ask it unasked.
            self._last.pop(page, None)
            raise
        known = zip(also, others, strict=True)
        run.answers.update((one, answer) for one, answer in known if answer is not None)
        return _given(first)

    def _foreseen(self, page: str, run: Run, question: Question) -> list[Question]:
        """What is asked with a question: something when it is the first of its run that has filters."""
        if run.filters is not None or question.recipe is None:
            return []
        run.filters = Filters(**{name: getattr(question.recipe.filters, name) for name in FIELDS})
        last = self._last.setdefault(page, deque(maxlen=RUNS))
        # Copies, as other readers' runs go on meanwhile.
        often = Counter(asked for before in list(last) for asked in list(before))
        last.append(run.asked)
        foreseen = [_asked_of(run.filters, asked) for asked, times in often.items() if times >= OFTEN]
        return [one for one in foreseen if one != question]


def _given(answer: list[Any] | None) -> list[Any]:
    assert answer is not None  # that of the first question always is
    return answer


def _noted(question: Question, run: Run) -> Question:
    assert run.filters is not None
    own = run.filters

    def otherwise(filters: Filters) -> Otherwise:
        pairs = ((name, getattr(filters, name)) for name in FIELDS)
        return Otherwise(tuple((name, value) for name, value in pairs if value != getattr(own, name)))

    return _changed(question, Filters, otherwise)


def _asked_of(filters: Filters, question: Question) -> Question:
    """The question of this run for one that was noted in another."""
    return _changed(question, Otherwise, lambda noted: replace(filters, **dict(noted.fields)))


def _changed(question: Question, kind: type, change: Callable[[Any], Any]) -> Question:
    def changed(value: Any) -> Any:
        if type(value) is kind:  # filters of two views are left as they are
            return change(value)
        if isinstance(value, Recipe):
            return Recipe(changed(value.filters), tuple(everywhere(step, changed) for step in value.then))
        return value

    return Question(
        question.function,
        changed(question.recipe),
        tuple(everywhere(one, changed) for one in question.args),
        {name: everywhere(one, changed) for name, one in question.named.items()},
    )
