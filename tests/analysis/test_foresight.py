"""Questions asked before a page gets to them: fewer ways to the shards, and never another answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis import foresight
from analysis.actors import present
from analysis.asking import merged
from analysis.filters import Filters
from analysis.frequency import frequency
from analysis.meetings import meetings
from analysis.selection import Selection, regained, select
from analysis.sharded import MOST_COMPARED, Question, Recipe, ShardedDataset
from data.conversion.cluster import ClusterError
from data.reading import read_tables
from tests.conftest import DEFAULT_DATA
from tests.shards import sharded

SPHERES = ("energy", "health", "trade", "defence", "culture", "water")


@pytest.fixture
def shards(dataset) -> ShardedDataset:
    return sharded(dataset, read_tables(DEFAULT_DATA)[0], 2)


@pytest.fixture(autouse=True)
def no_page_before():
    token = foresight._page.set(None)
    yield
    foresight._page.reset(token)


def asked(data: Any, filters: Filters) -> list[Any]:
    """What a page asks: of its filters, of the data set with them, of others that it makes of them."""
    selection = select(data, filters)
    year = selection.filters.first or "2019-01"
    earlier = select(data, replace(filters, first="", last=year))
    return [
        len(selection),
        regained(data, filters),
        frequency(meetings(selection), "year", "type").placed.table["count"].tolist(),
        present(earlier, "persons").tolist(),
        len(select(data, replace(filters, spheres=()))),
    ]


def ways(data: Any, filters: Filters, page: str = "a page") -> list[int]:
    """How many questions went on each way to the shards."""
    before = len(data.pool.sent)
    foresight.begin(page)
    asked(data, filters)
    return [len(questions) for questions in data.pool.sent[before:]]


def test_from_its_third_run_on_a_page_asks_once(shards, dataset):
    each = [ways(shards, Filters(spheres=(sphere,))) for sphere in SPHERES]
    assert set(each[0] + each[1]) == {1}
    assert len(each[1]) > 5
    assert each[2:] == [[len(each[1])]] * (len(SPHERES) - 2)
    for sphere in SPHERES:
        foresight.begin("a page")
        assert asked(shards, Filters(spheres=(sphere,))) == asked(dataset, Filters(spheres=(sphere,)))


def test_without_a_page_and_on_another_nothing_is_foreseen(shards):
    for sphere in SPHERES[:3]:
        ways(shards, Filters(spheres=(sphere,)))
    assert set(ways(shards, Filters(spheres=("water",)), "another page")) == {1}
    before = len(shards.pool.sent)
    foresight._page.set(None)
    asked(shards, Filters(spheres=("defence",)))
    assert {len(questions) for questions in shards.pool.sent[before:]} == {1}


def test_what_is_asked_differently_every_time_is_not_foreseen(shards):
    def page(number: int) -> list[int]:
        before = len(shards.pool.sent)
        foresight.begin("a page")
        selection = select(shards, Filters(spheres=(SPHERES[number],)))
        len(selection)
        at_least(selection, np.array([number]))
        return [len(questions) for questions in shards.pool.sent[before:]]

    assert [page(number) for number in range(6)] == [[1, 1]] * 6


def test_a_question_that_is_no_longer_asked_is_soon_forgotten(shards):
    for sphere in SPHERES[:4]:
        ways(shards, Filters(spheres=(sphere,)))
    sent = []
    for sphere in SPHERES[:5]:
        before = len(shards.pool.sent)
        foresight.begin("a page")
        len(select(shards, Filters(spheres=(sphere,))))
        sent.append([len(questions) for questions in shards.pool.sent[before:]])
    assert sent[0][0] > 5
    assert sent[3:] == [[1], [1]]


def test_a_foreseen_question_without_an_answer_is_asked_when_it_is_due(shards):
    real = shards.pool.together

    def together(questions: Sequence[Question]) -> list[list[Any] | None]:
        first, *others = real(questions)
        return [first, *(None for _ in others)]

    expected = [asked(shards, Filters(spheres=(sphere,))) for sphere in SPHERES]
    shards.pool.together = together
    found = []
    for sphere in SPHERES:
        foresight.begin("a page")
        found.append(asked(shards, Filters(spheres=(sphere,))))
    assert found == expected


def test_an_answer_is_given_once_so_that_nobody_changes_that_of_another(shards):
    for number in range(3):
        foresight.begin("a page")
        selection = select(shards, Filters(spheres=(SPHERES[number],)))
        len(selection)
        days_of(selection, "x")["more"] = []
        assert list(days_of(selection, "x")) == ["day"]
    assert len(shards.pool.sent[-2]) == 2


def test_a_question_that_costs_the_cluster_its_life_is_not_asked_of_another(shards):
    real = shards.pool.together

    def together(questions: Sequence[Question]) -> list[list[Any] | None]:
        if any(question.function is days_of for question in questions):
            raise ClusterError("lost")
        return real(questions)

    def page(sphere: str) -> Any:
        foresight.begin("a page")
        selection = select(shards, Filters(spheres=(sphere,)))
        len(selection)
        return selection

    for sphere in SPHERES[:3]:
        days_of(page(sphere), "x")
    shards.pool.together = together
    with pytest.raises(ClusterError):
        page("culture")
    for sphere in SPHERES:
        selection = page(sphere)
        with pytest.raises(ClusterError):
            days_of(selection, "x")


def test_questions_are_equal_when_the_same_is_asked():
    def question(*args: Any, filters: Filters | None = None, **named: Any) -> Question:
        return Question(at_least, Recipe(filters or Filters()), args, named)

    assert question(np.array([1, 2])) == question(np.array([1, 2]))
    assert hash(question(np.array([1, 2]))) == hash(question(np.array([1, 2])))
    assert question(partial(max, 1, key=len)) == question(partial(max, 1, key=len))
    different = [
        question(), question(1), question(True), question("1"), question(1.0), question((1,)), question(1, 1),
        question(np.array([1])), question(np.array([1.0])), question(partial(max, 1)), question(partial(min, 1)),
        question((True,)), question((("a", 1),)), question((("a", True),)),
        question(partial(max, True)), question(one=1), question(other=1), question(filters=Filters(text="a")),
    ]  # fmt: skip
    assert len(set(different)) == len(different)
    assert question(1).has_value
    assert not question(pd.DataFrame()).has_value
    large = np.arange(MOST_COMPARED)
    for one in (large, (large,), partial(max, large), Recipe(Filters(), (partial(max, key=large),))):
        assert not question(one).has_value


@merged(sum)
def at_least(selection: Selection, numbers: np.ndarray) -> int:
    return int((selection.rows[:, None] >= numbers).sum())


@merged(lambda answers: answers[0])
def days_of(selection: Selection, _: str) -> dict[str, list]:
    return {"day": selection.dataset.events["first_day"].iloc[selection.rows].tolist()}
