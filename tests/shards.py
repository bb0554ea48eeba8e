"""A data set in shards that lie in this process; what travels is pickled all the same."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.foresight import Foresight
from analysis.sharded import Question, ShardedDataset
from data.dataset import Dataset
from data.prepared import prepared
from data.reading import Tables
from data.shards import in_memory


class Here:
    """Shards in this process; ``sent`` are the questions of each way to them."""

    def __init__(self, shards: list[Dataset]) -> None:
        self.shards = shards
        self.sent: list[list[Question]] = []
        self.foresight = Foresight()

    def ask(self, question: Question) -> list[Any]:
        return self.foresight.ask(question, self.together)

    def together(self, questions: Sequence[Question]) -> list[list[Any] | None]:
        self.sent.append([*questions])
        asked = pickle.dumps(questions)
        answers = [
            [pickle.loads(pickle.dumps(question.answer(shard))) for question in pickle.loads(asked)]
            for shard in self.shards
        ]
        return [list(some) for some in zip(*answers, strict=True)]


def sharded(whole: Dataset, tables: Tables, number: int, on_disk: bool = False) -> ShardedDataset:
    """The same data set in so many shards; ``on_disk``: as a worker has them."""
    shards = in_memory(whole.about, tables, number)
    if on_disk:
        shards = [_on_disk(shard) for shard in shards]
    return ShardedDataset(
        whole.about, whole.version, len(whole), whole.actors, whole.sources, Here(shards), whole.history
    )


def _on_disk(shard: Dataset) -> Dataset:
    name = f"{shard.numbers}"
    return prepared(lambda: name, lambda: replace(shard, on_disk=name))


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    """AssertionError unless both tables say the same in the same order."""
    pd.testing.assert_frame_equal(one, other, check_dtype=False, check_categorical=False)
