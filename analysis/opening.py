"""A data set in shards, opened on a cluster: what is whole is read here, the events stay with the workers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.cluster import Cluster
from analysis.sharded import ShardedDataset
from data.about import read_about
from data.dataset import actors_of, sources_of
from data.problems import DataSetError
from data.shards import FOLDER, listed, version_of_shards


def on_cluster(folder: Path, scheduler: str) -> ShardedDataset:
    """The data set of a folder in shards. DataSetError when its description is wrong; the cluster is not asked yet."""
    about, problems = read_about(folder)
    if about is None:
        raise DataSetError(folder.name, problems)
    shards = listed(folder)
    places = tuple((str((folder / FOLDER / shard.name).resolve()), shard.version) for shard in shards)
    actors, sources = (
        pd.read_parquet(folder / f"{name}.parquet").astype("str").fillna("") for name in ("actors", "sources")
    )
    size = sum(shard.events for shard in shards)
    return ShardedDataset(
        about,
        version_of_shards(shards),
        size,
        actors_of(actors),
        sources_of(sources),
        Cluster(scheduler, places),
    )
