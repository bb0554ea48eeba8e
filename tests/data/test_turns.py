"""Pages are worked out in turn; whoever waits for another process lets others go on, and nobody waits for ever."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial

import pytest

from data import turns
from data.turns import aside, turn


class Other:
    """Somebody else who wants a turn: ``began`` is set when they have begun."""

    def __init__(self) -> None:
        self.began, self.may_end = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self._work)
        self.thread.start()

    def _work(self) -> None:
        with turn():
            self.began.set()
            self.may_end.wait(30)

    def end(self) -> None:
        self.may_end.set()
        self.thread.join(30)


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    monkeypatch.setattr(turns, "LONGEST", 30)


def test_one_begins_when_the_other_has_ended():
    with turn():
        other = Other()
        until(partial(holds, turns._waiting, 1))
        assert not other.began.is_set()
    assert other.began.wait(30)
    other.end()


def test_a_turn_is_given_back_when_something_fails():
    with pytest.raises(ZeroDivisionError), turn():
        raise ZeroDivisionError
    with turn():
        assert turns._Turn.current is turns._mine.turn
    assert turns._Turn.current is None


def test_who_waits_for_another_process_lets_others_go_on():
    with turn():
        other = Other()
        with aside():
            assert other.began.wait(30)
            other.end()
        assert turns._Turn.current is turns._mine.turn


def test_nobody_waits_for_ever_for_a_long_computation(monkeypatch):
    monkeypatch.setattr(turns, "LONGEST", 0.01)
    with turn():
        other = Other()
        assert other.began.wait(30)
        assert turns._Turn.current is not turns._mine.turn
        other.end()
    assert turns._Turn.current is None


def test_a_thread_without_a_turn_has_none_to_give():
    other = Other()
    assert other.began.wait(30)
    theirs = turns._Turn.current
    with aside():
        assert turns._Turn.current is theirs
    assert turns._Turn.current is theirs
    other.end()


def test_who_came_first_goes_first_and_who_comes_back_before_all():
    order: list[str] = []
    away = {name: threading.Event() for name in ("back", "back later")}
    back = {name: threading.Event() for name in away}

    def returning(name: str) -> None:
        with turn():
            with aside():
                away[name].set()
                assert back[name].wait(30)
            order.append(name)

    def working(name: str) -> None:
        with turn():
            order.append(name)

    threads = [threading.Thread(target=returning, args=(name,)) for name in away]
    for thread, event in zip(threads, away.values(), strict=True):
        thread.start()
        assert event.wait(30)
    other = Other()
    assert other.began.wait(30)
    for number, name in enumerate(("first", "second"), 1):
        threads.append(threading.Thread(target=working, args=(name,)))
        threads[-1].start()
        until(partial(holds, turns._waiting, number))
    for number, event in enumerate(back.values(), 1):
        event.set()
        until(partial(holds, turns._back, number))
    other.end()
    for thread in threads:
        thread.join(30)
    assert order == ["back", "back later", "first", "second"]


def test_a_turn_within_a_turn_is_the_same():
    with turn():
        own = turns._Turn.current
        with turn():
            assert turns._Turn.current is own
        assert turns._Turn.current is own
    assert turns._Turn.current is None


def holds(line: deque, number: int) -> bool:
    return len(line) == number


def until(true: Callable[[], bool]) -> None:
    latest = time.monotonic() + 30
    while not true():
        assert time.monotonic() < latest
        time.sleep(0.001)
