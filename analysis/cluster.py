"""Shards on the workers of a Dask cluster: who answers for which, and what becomes of a question when one is lost.

Each worker keeps the shards that it is asked for in its memory. A question goes to all of them at once; when a worker
dies, the others read its shards and answer in its place. Dask is imported only here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

from analysis.sharded import Question
from data.conversion.cluster import ClusterError, connected
from data.dataset import Dataset
from data.releases import version_of
from data.remote import StorageError, at_hand
from data.shards import load_shard
from data.turns import aside

if TYPE_CHECKING:
    from distributed import Client, Future

TICK = 0.2
"""Seconds between two looks at an answer that takes longer, at which whoever waits may give up."""
ATTEMPTS = 3
"""Workers that a question may cost before it is given up."""
_kept: dict[str, tuple[str, Dataset]] = {}
_reading = threading.Lock()
Progress = Callable[[float, float], object]
"""Hears the share of the shards that have answered and the seconds since the question; what it raises cancels it."""


class ChangedError(Exception):
    """The shards are not those of the version that was asked."""


def answer(folder: str, version: str, own: tuple[str, ...], question: Question) -> Any:
    """What one shard says: runs on a worker. ``own`` are the shards that this worker is to keep."""
    return question.answer(_shard(folder, version, own))


def _shard(folder: str, version: str, own: tuple[str, ...]) -> Dataset:
    with _reading:
        if _kept.get(folder, ("",))[0] != version:
            for other in [one for one in _kept if one not in own]:
                del _kept[other]  # of a worker that is back, or of a version that is gone
            with at_hand(folder) as here:
                if version_of(here) != version:
                    raise ChangedError(folder)
                shard = load_shard(here)
            _kept[folder] = version, shard
        return _kept[folder][1]


@dataclass(eq=False)
class Cluster:
    """A ``Pool``: the shards of one version of a data set, by folder and version, on the workers of a scheduler."""

    scheduler: str
    shards: tuple[tuple[str, str], ...]
    progress: Progress = lambda share, seconds: None
    _client: Client | None = field(default=None, repr=False)

    def ask(self, question: Question) -> list[Any]:
        """The answer of each shard. ClusterError when there is no cluster, or none that can answer."""
        with aside():
            try:
                return self._asked(question)
            except (OSError, CancelledError) as error:
                self._client = None  # the next question looks for a scheduler again
                raise ClusterError(
                    f"The cluster at {self.scheduler} was lost while it was asked. Start it again with make cluster, or "
                    "where it runs, and ask again."
                ) from error

    def _asked(self, question: Question) -> list[Any]:
        client, workers = self._connected()
        futures = self._sent(client, workers, question)
        began = monotonic()
        try:
            while not all(future.done() for future in futures):
                self.progress(sum(future.done() for future in futures) / len(futures), monotonic() - began)
                _wait(client, futures)
            return [_result(future, self.scheduler) for future in futures]
        finally:
            client.cancel([future for future in futures if not future.done()])

    def _connected(self) -> tuple[Client, list[str]]:
        client = self._client
        workers = _workers(client) if client is not None and client.status == "running" else []
        if client is None or client.status != "running" or not workers:
            self._client = None
            # A scheduler that is gone may seem to have no workers: a new client tells which of the two it is.
            client = self._client = connected(self.scheduler)
            workers = _workers(client)
        if client.status != "running" or not workers:
            raise ConnectionError(self.scheduler)
        return client, workers

    def _sent(self, client: Client, workers: list[str], question: Question) -> list[Future]:
        places = [workers[number * len(workers) // len(self.shards)] for number in range(len(self.shards))]
        own = {
            worker: tuple(folder for (folder, _), place in zip(self.shards, places, strict=True) if place == worker)
            for worker in workers
        }
        return [
            client.submit(
                answer, folder, version, own[worker], question, workers=[worker], allow_other_workers=True, pure=False,
                retries=0,
            )
            for (folder, version), worker in zip(self.shards, places, strict=True)
        ]  # fmt: skip


def _workers(client: Client) -> list[str]:
    return sorted(client.scheduler_info(n_workers=-1)["workers"])


def _wait(client: Client, futures: list[Future]) -> None:
    from distributed import wait  # noqa: PLC0415

    missing = [future for future in futures if not future.done()]
    if missing:
        with client.as_current(), suppress(TimeoutError):
            wait(missing, timeout=TICK, return_when="FIRST_COMPLETED")


def _result(future: Future, scheduler: str) -> Any:
    from distributed import KilledWorker  # noqa: PLC0415

    try:
        return future.result()
    except KilledWorker as error:
        raise ClusterError(
            f"A shard costs the workers at {scheduler} their life, perhaps for want of memory: cut the data into more "
            "shards, or start workers on more machines."
        ) from error
    except ChangedError as error:
        raise ClusterError(
            f"The data changed while they were open: {error} is of another version. Reload the page."
        ) from error
    except StorageError as error:
        raise ClusterError(f"A worker at {scheduler} has no data: {error}") from error
    except ModuleNotFoundError as error:
        raise ClusterError(
            f"A worker at {scheduler} cannot import Rapport ({error}). Start it with make worker in the same version of "
            "its folder."
        ) from error
