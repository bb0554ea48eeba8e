"""What a reader sees while a cluster is asked, and when it gives no answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from analysis.sharded import Question
from data.conversion.cluster import ClusterError
from data.reading import read_tables
from tests.conftest import DEFAULT_DATA
from tests.shards import Here, sharded
from tests.ui.opened import opened
from ui import datasets
from ui.text import literal
from ui.waiting import PATIENCE, tell


class Slow:
    """Answers after it told so far how far it got; of the share one as a cluster does at the end of a question."""

    def __init__(self, here: Here, *shares: float, why: str = "") -> None:
        self.here, self.shares, self.why = here, shares, why

    def ask(self, question: Question) -> list[Any]:
        for share in self.shares:
            tell(share, PATIENCE + 2)
        if self.why:
            raise ClusterError(self.why)
        return self.here.ask(question)


@pytest.fixture(scope="module")
def shards(dataset):
    return sharded(dataset, read_tables(DEFAULT_DATA)[0], 2)


def page(shards, pool: Slow, monkeypatch):
    monkeypatch.setenv("RAPPORT_DATA", str(DEFAULT_DATA))
    monkeypatch.setattr(datasets, "_loaded", lambda _: replace(shards, pool=pool, _kept={}))
    return opened("overview")


def test_it_is_told_how_many_events_are_counted(shards, monkeypatch):
    app = page(shards, Slow(shards.pool, 0.25), monkeypatch)
    text = literal("Asking the cluster: 25% of the events counted, 3 s")
    assert [bar.proto.text for bar in app.get("progress")] == [text]


def test_nothing_is_told_once_all_are_counted(shards, monkeypatch):
    assert not page(shards, Slow(shards.pool, 0.25, 1.0), monkeypatch).get("progress")


def test_a_cluster_without_an_answer_leaves_no_number_and_no_bar(shards, monkeypatch):
    app = page(shards, Slow(shards.pool, 0.25, why="The cluster was *lost*."), monkeypatch)
    assert [error.value for error in app.error] == [literal("The cluster was *lost*.")]
    assert [button.label for button in app.button][-1:] == ["Ask again"]
    assert not app.get("progress")
    assert not app.get("plotly_chart")
