"""A data set in shards that lie in this process; what travels is pickled all the same."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.sharded import Question, ShardedDataset
from data.dataset import Dataset
from data.prepared import prepared
from data.reading import Tables
from data.shards import in_memory


class Here:
    """Shards in this process."""

    def __init__(self, shards: list[Dataset]) -> None:
        self.shards = shards

    def ask(self, question: Question) -> list[Any]:
        asked = pickle.dumps(question)
        return [pickle.loads(pickle.dumps(pickle.loads(asked).answer(shard))) for shard in self.shards]


def sharded(whole: Dataset, tables: Tables, number: int, on_disk: bool = False) -> ShardedDataset:
    """The same data set in so many shards; ``on_disk``: as a worker has them."""
    shards = in_memory(whole.about, tables, number)
    if on_disk:
        shards = [_on_disk(shard) for shard in shards]
    return ShardedDataset(
        whole.about, whole.version, len(whole), whole.actors, whole.sources, Here(shards), whole.history
    )


def _on_disk(shard: Dataset) -> Dataset:
    return prepared(lambda: f"{shard.numbers}", lambda: replace(shard, on_disk=True))


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    """AssertionError unless both tables say the same in the same order."""
    pd.testing.assert_frame_equal(one, other, check_dtype=False, check_categorical=False)
