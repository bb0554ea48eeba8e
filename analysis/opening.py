"""A data set in shards, opened on a cluster: what is whole is read here, the events stay with the workers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.cluster import Cluster
from analysis.sharded import ShardedDataset
from data.about import read_about
from data.dataset import actors_of, sources_of
from data.problems import DataSetError, Problem
from data.remote import StorageError, at_hand, below
from data.shards import FOLDER, listed, version_of_shards


def on_cluster(folder: str | Path, scheduler: str) -> ShardedDataset:
    """The data set of a folder in shards, which may be a URL. The cluster is not asked yet.

    DataSetError when its description is wrong or the folder cannot be read.
    """
    try:
        with at_hand(str(folder)) as here:
            return _opened(str(folder), here, scheduler)
    except StorageError as error:
        raise DataSetError(error.folder, [Problem(error.folder, 0, "", "", error.why)]) from error


def _opened(folder: str, here: Path, scheduler: str) -> ShardedDataset:
    about, problems = read_about(here)
    if about is None:
        raise DataSetError(here.name, problems)
    shards = listed(here)
    places = tuple((below(folder, FOLDER, shard.name), shard.version) for shard in shards)
    actors, sources = (
        pd.read_parquet(here / f"{name}.parquet").astype("str").fillna("") for name in ("actors", "sources")
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
