"""Opening the data sets of a server: here, or on a cluster, where the events of shards stay with its workers."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import cast

from analysis.cluster import Cluster, Progress, in_silence
from analysis.sharded import ShardedDataset
from data.about import read_about
from data.dataset import Dataset, actors_of, sources_of
from data.problems import DataSetError, Problem
from data.remote import StorageError, at_hand, below, origin
from data.shards import FOLDER, in_shards, listed, on_top, version_of_shards
from data.store import Stored, stored

SETTING = "RAPPORT_SCHEDULER"
"""The address of a Dask scheduler, whose workers answer for data sets in shards; without it they are read here."""


def opened(folder: Path, progress: Progress = in_silence) -> Stored:
    """The data set in a folder of the server, kept while its files stay as they are. DataSetError as for ``load``.

    ``progress`` hears how far each question to a cluster got.
    """
    scheduler = os.environ.get(SETTING, "")
    if not scheduler or not in_shards(folder):
        return stored(folder)
    # A data set in shards answers the same questions: whoever asks need not know.
    return stored(folder, lambda _: cast("Dataset", on_cluster(origin(folder), scheduler, progress)))


def on_cluster(folder: str | Path, scheduler: str, progress: Progress = in_silence) -> ShardedDataset:
    """The data set of a folder in shards, which may be a URL. The cluster is not asked yet.

    DataSetError when its description is wrong or the folder cannot be read.
    """
    try:
        with at_hand(str(folder)) as here:
            return _opened(str(folder), here, Cluster(scheduler, (), progress))
    except StorageError as error:
        raise DataSetError(error.folder, [Problem(error.folder, 0, "", "", error.why)]) from error


def _opened(folder: str, here: Path, cluster: Cluster) -> ShardedDataset:
    about, problems = read_about(here)
    if about is None:
        raise DataSetError(here.name, problems)
    shards = listed(here)
    places = tuple((below(folder, FOLDER, shard.name), shard.version) for shard in shards)
    actors, sources = (on_top(here, name) for name in ("actors", "sources"))
    size = sum(shard.events for shard in shards)
    return ShardedDataset(
        about,
        version_of_shards(shards),
        size,
        actors_of(actors),
        sources_of(sources),
        replace(cluster, shards=places),
    )
