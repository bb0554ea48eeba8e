"""Synthetic data for measuring are a data set like any other, in one piece and in shards."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks.rows import DAYS, START
from benchmarks.synthetic import pieces, write, write_shards
from data.dataset import load
from data.shards import listed, load_shard, load_together, shards_of


def test_the_same_size_gives_the_same_rows(tmp_path):
    write(tmp_path / "one", 400)
    write(tmp_path / "two", 400)
    assert len(load(tmp_path / "one")) == 400
    assert load(tmp_path / "one").version == load(tmp_path / "two").version


def test_places_of_shards_are_the_order_of_the_whole(tmp_path):
    write_shards(tmp_path / "set", 2_007, 9)
    whole = load_together(tmp_path / "set")
    shards = [load_shard(folder) for folder in shards_of(tmp_path / "set")]
    assert len(whole) == 2_007
    assert [len(shard) for shard in shards] == [one.events for one in listed(tmp_path / "set")]
    assert [shard.version for shard in shards] == [one.version for one in listed(tmp_path / "set")]
    for folder, shard in zip(shards_of(tmp_path / "set"), shards, strict=True):
        assert (
            pd.read_parquet(folder / "events.parquet")["event_id"].tolist()
            == shard.events["event_id"].tolist()
        )
        assert shard.events["event_id"].tolist() == whole.events["event_id"].iloc[shard.numbers].tolist()
        known = whole.sources["source_id"].iloc[shard.source_numbers]
        assert shard.sources["source_id"].tolist() == known.tolist()
        assert (shard.events["parent"] >= 0).sum() == (shard.events["parent_id"] != "").sum()
    assert np.concatenate([shard.numbers for shard in shards]).tolist() == list(range(2_007))
    assert whole.sources["source_id"].is_unique


def test_windows_are_whole_months_one_after_the_other():
    made = list(pieces(20_000_000, 40))
    ends = [piece.start + piece.days for piece in made]
    assert [piece.start for piece in made] == [START, *ends[:-1]]
    assert all(piece.start == piece.start.astype("M8[M]") for piece in made)
    assert START + DAYS - 31 < ends[-1] <= START + DAYS
    assert sum(piece.size for piece in made) == 20_000_000


@pytest.mark.parametrize(("size", "number"), [(1_000, 0), (100, 3), (10**6, 1_000)])
def test_too_few_events_or_months_for_the_shards(size, number):
    with pytest.raises(ValueError, match="do not lie in"):
        list(pieces(size, number))
