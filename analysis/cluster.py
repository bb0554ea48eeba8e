"""Shards on the workers of a Dask cluster: who answers for which, and what becomes of a question when one is lost.

Each worker keeps the shards that it is asked for in its memory. A question goes to all of them at once; when a worker
dies, the others read its shards and answer in its place. Dask is imported only here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence, Set
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from itertools import chain
from time import monotonic
from typing import TYPE_CHECKING, Any

from analysis.foresight import Foresight
from analysis.sharded import Question
from data.conversion.cluster import PATIENCE, ClusterError, connected, ready
from data.conversion.edition import counting_edition
from data.dataset import Dataset
from data.problems import DataSetError
from data.releases import version_of
from data.remote import StorageError, at_hand
from data.shards import load_shard
from data.turns import aside

if TYPE_CHECKING:
    from distributed import Client, Future

TICK = 0.2
"""Seconds between two looks at an answer that takes longer, at which whoever waits may give up."""
PARTS, LONG = 4, 1.0
"""Tasks that each worker gets of a question, enough to tell how far it is; one costs less, and is enough where the last
question took no longer than so many seconds."""
ALONE = 60.0
"""Seconds without any worker after which a question is given up: those that died may be started again until then."""
_kept: dict[str, tuple[str, Dataset]] = {}
_reading = threading.Lock()
Shards = tuple[tuple[str, str], ...]
"""Folder and version of each."""
Progress = Callable[[float, float], object]
"""Hears the share of the shards that have answered and the seconds since the question; what it raises cancels it."""


def in_silence(share: float, seconds: float) -> None:
    """Nobody hears it."""


class ChangedError(Exception):
    """The shards are not those of the version that was asked."""


class OtherCodeError(Exception):
    """A worker, named by its address, does not count with the code of whoever asks."""


class Failed:
    """In the place of an answer."""


def answers(
    code: str, shards: Shards, places: Mapping[str, str], questions: Sequence[Question]
) -> list[list[Any]]:
    """What some shards say to each question: runs on a worker.

    ``places`` are the workers that are to keep each shard, by its folder. Only the first question was really asked;
    where another fails, ``Failed`` stands for its answer, and whoever asks it hears why. OtherCodeError unless the
    worker counts with ``code``: it may have come, or come back, long after the others were looked at.
    """
    from distributed import get_worker  # noqa: PLC0415

    address = get_worker().address
    if counting_edition() != code:
        raise OtherCodeError(address)
    asked = {folder for folder, _ in shards}
    _forget({folder for folder, worker in places.items() if worker != address and folder not in asked})
    first, *others = questions
    found = []
    for folder, version in shards:
        shard = _shard(folder, version)
        found.append([first.answer(shard), *(_tried(question, shard) for question in others)])
    return found


def _tried(question: Question, shard: Dataset) -> Any:
    try:
        return question.answer(shard)
    except Exception:  # noqa: BLE001 – nobody may ever ask it
        return Failed()


def _forget(others: Set[str]) -> None:
    """Lets go of shards that are no longer this worker's, as of one that died and is back.

    Those of other data sets stay, as their readers may ask again, until the worker ends.
    """
    with _reading:
        for folder in _kept.keys() & others:
            del _kept[folder]


def _shard(folder: str, version: str) -> Dataset:
    with _reading:
        if _kept.get(folder, ("",))[0] != version:
            _kept.pop(folder, None)
            with at_hand(folder) as here:
                try:
                    if version_of(here) != version:
                        raise ChangedError(folder)
                    shard = load_shard(here)
                except OSError as error:  # that of a worker is no lost cluster
                    raise StorageError(folder, f"cannot be read: {error}") from error
            _kept[folder] = version, shard
        return _kept[folder][1]


@dataclass(eq=False)
class Cluster:
    """A ``Pool``: the shards of one version of a data set, by folder and version, on the workers of a scheduler."""

    scheduler: str
    shards: Shards
    progress: Progress = in_silence
    _client: Client | None = field(default=None, repr=False)
    _places: dict[str, str] = field(default_factory=dict, repr=False)
    """Folder of a shard → the worker that keeps it."""
    _read: set[str] = field(default_factory=set, repr=False)
    """Workers that have answered for all their shards: of the others, reading them will take a while."""
    _took: float = field(default=0.0, repr=False)
    """Seconds until the last question was answered."""
    _foresight: Foresight = field(default_factory=Foresight, repr=False)

    def ask(self, question: Question) -> list[Any]:
        """The answer of each shard. ClusterError when there is no cluster, or none that can answer."""
        return self._foresight.ask(question, self.ask_together)

    def ask_together(self, questions: Sequence[Question]) -> list[list[Any] | None]:
        """As ``ask`` for the first question; for the others None where a shard failed to answer."""
        with aside():
            try:
                by_shard = self._asked(questions)
            except _losses() as error:
                # The next question looks for a scheduler again; others may still wait at this one.
                self._client = None
                raise ClusterError(
                    f"The cluster at {self.scheduler} was lost while it was asked. Start it again with make cluster, "
                    "or where it runs, and ask again."
                ) from error
        by_question = map(list, zip(*by_shard, strict=True))
        return [None if any(isinstance(one, Failed) for one in some) else some for some in by_question]

    def _asked(self, questions: Sequence[Question]) -> list[list[Any]]:
        client, workers = self._connected()
        # Its own until it ends: another reader's question may meet other workers.
        places = self._places = placed([folder for folder, _ in self.shards], workers, self._places)
        groups = self._groups(places)
        futures = self._sent(client, groups, places, questions)
        began = monotonic()
        try:
            self._await(client, groups, futures, began)
            found = dict(zip(chain(*groups), chain(*_results(client, futures, self.scheduler)), strict=True))
        finally:
            client.cancel([future for future in futures if not future.done()])
        self._read = set(workers)
        self._took = monotonic() - began
        return [found[shard] for shard in self.shards]

    def _await(self, client: Client, groups: list[Shards], futures: list[Future], began: float) -> None:
        met = began
        while not all(future.done() for future in futures):
            done = sum(len(group) for group, future in zip(groups, futures, strict=True) if future.done())
            self.progress(done / len(self.shards), monotonic() - began)
            _wait(client, futures)
            with suppress(TimeoutError):
                if monotonic() - met > ALONE / 10 and _workers(client):
                    met = monotonic()
            if monotonic() - met > ALONE:
                raise ClusterError(
                    f"The cluster at {self.scheduler} has lost all its workers. Start some with make worker "
                    f"SCHEDULER={self.scheduler}, and ask again."
                )
        self.progress(1.0, monotonic() - began)

    def _groups(self, places: Mapping[str, str]) -> list[Shards]:
        """The shards that one task asks: each alone where they have to be read first, so that progress is seen."""
        groups: list[Shards] = []
        for worker in sorted({*places.values()}):
            own = [shard for shard in self.shards if places[shard[0]] == worker]
            tasks = PARTS if self._took > LONG else 1
            many = -(-len(own) // tasks) if worker in self._read else 1
            groups += [tuple(own[start : start + many]) for start in range(0, len(own), many)]
        return groups

    def leave(self) -> None:
        """Ends the connection; nobody may be waiting for an answer."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(OSError, RuntimeError, AssertionError, CancelledError):
                client.close(timeout=1)

    def _connected(self) -> tuple[Client, list[str]]:
        client = self._client
        if client is None or client.status != "running":
            client = self._client = connected(self.scheduler)
        elif not _workers(client):
            ready(client, self.scheduler, counting_edition)
        workers = _workers(client)
        if client.status != "running" or not workers:
            raise ConnectionError(self.scheduler)
        return client, workers

    def _sent(
        self, client: Client, groups: list[Shards], places: Mapping[str, str], questions: Sequence[Question]
    ) -> list[Future]:
        return [
            client.submit(
                answers, counting_edition(), group, places, questions, workers=[places[group[0][0]]],
                allow_other_workers=True, pure=False, retries=0,
            )
            for group in groups
        ]  # fmt: skip


def _losses() -> tuple[type[BaseException], ...]:
    """What says that the cluster is gone, also to a client that was closed just before it was asked."""
    if find_spec("distributed") is None:
        return OSError, CancelledError
    from distributed.client import ClosedClientError  # noqa: PLC0415

    return OSError, CancelledError, ClosedClientError


def placed(folders: Sequence[str], workers: Sequence[str], before: Mapping[str, str]) -> dict[str, str]:
    """Folder → worker, as many for each as for the others, give or take one; as few as possible change places."""
    places = {folder: before[folder] for folder in folders if before.get(folder) in workers}
    own: dict[str, list[str]] = {worker: [] for worker in workers}
    for folder, worker in places.items():
        own[worker].append(folder)
    for folder in folders:
        if folder not in places:
            min(own.values(), key=len).append(folder)
    while len(most := max(own.values(), key=len)) > len(least := min(own.values(), key=len)) + 1:
        least.append(most.pop())
    return {folder: worker for worker, some in own.items() for folder in some}


def _workers(client: Client) -> list[str]:
    """The addresses of the workers that the scheduler has. OSError when it is gone or does not answer."""
    scheduler = client.scheduler
    if scheduler is None:
        raise ConnectionError("the connection has ended")
    known = client.sync(scheduler.identity, n_workers=-1, callback_timeout=PATIENCE)
    return sorted(known["workers"])


def _wait(client: Client, futures: list[Future]) -> None:
    from distributed import wait  # noqa: PLC0415

    missing = [future for future in futures if not future.done()]
    if missing:
        with client.as_current(), suppress(TimeoutError):
            wait(missing, timeout=TICK)


def _results(client: Client, futures: list[Future], scheduler: str) -> list[list[Any]]:
    from distributed import KilledWorker  # noqa: PLC0415

    try:
        # Without a limit it would wait for ever for workers that die with their answers.
        fetch = partial(client.gather, futures, asynchronous=True)
        found: list[list[Any]] = client.sync(fetch, callback_timeout=ALONE)
        return found
    except KilledWorker as error:
        raise ClusterError(
            f"A shard costs the workers at {scheduler} their life, perhaps for want of memory: cut the data into more "
            "shards, or start workers on more machines."
        ) from error
    except OtherCodeError as error:
        raise ClusterError(
            f"The worker at {error} runs another version of Rapport than this one ({counting_edition()}). Start it "
            "again with make worker in the same version of its folder."
        ) from error
    except ChangedError as error:
        raise ClusterError(
            f"The data changed while they were open: {error} is of another version. Reload the page."
        ) from error
    except DataSetError as error:
        raise ClusterError(f"A worker at {scheduler} cannot use its shard: {error}") from error
    except StorageError as error:
        raise ClusterError(f"A worker at {scheduler} has no data: {error}") from error
    except ModuleNotFoundError as error:
        raise ClusterError(
            f"A worker at {scheduler} cannot import Rapport ({error}). Start it with make worker in the same version "
            "of its folder."
        ) from error
