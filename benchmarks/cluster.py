"""One process against a cluster of two workers, over the same shards: ``python -m benchmarks.cluster FOLDER …``.

``python -m benchmarks.synthetic FOLDER EVENTS --shards`` makes such folders. An interaction is a filter and the counts
of all pages after it. Every filter is asked once, so that nothing is answered from memory. ``--without=alone`` or
``--without=cluster`` leaves one of the two out; otherwise both have to give the same counts.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psutil

from analysis.filters import Filters
from analysis.foresight import begin
from analysis.network import tie_counts
from analysis.opening import on_cluster
from analysis.selection import select
from analysis.sharded import Question, ShardedDataset
from benchmarks.interaction import TABLES, Answer
from data.dataset import Dataset
from data.shards import load_shard, shards_of

WORKERS = 2
SPHERES = ("energy", "health", "trade", "security", "culture")
FILTERS = {
    "selective": [
        Filters(scopes=(), statuses=(), spheres=(sphere,), first=f"{year}-01", last=f"{year + 2}-12")
        for year, sphere in zip(range(2000, 2020, 4), SPHERES, strict=True)
    ],
    "everything": [Filters(scopes=(), statuses=(), first=f"1992-{month:02}") for month in range(1, 6)],
}
"""Two kinds of filters, five different ones of each: one sphere in three years, and all events but a few months'."""
AT_ONCE = [
    Filters(scopes=(), statuses=(), spheres=(SPHERES[year % 5],), first=f"{year}-01", last=f"{year + 2}-12")
    for year in range(2001, 2017, 2)
]
"""What eight readers ask at the same moment."""
Memory = dict[str, tuple[int, int]]
"""Process → MB that the system cannot take back, and MB that it may drop and read from a file again as well."""


@dataclass(frozen=True)
class Measured:
    """What one way took: seconds to open, memory then and at the end, seconds of each interaction, answers."""

    events: int
    opening: float
    opened: Memory
    asked: Memory
    wall: dict[str, list[float]]
    cpu: dict[str, list[float]]
    load: list[float]
    """Seconds that each of several readers waited who asked at the same moment."""
    answers: list[Answer]


@dataclass(frozen=True)
class Alone:
    """All shards in this process, and nothing that travels."""

    shards: list[Dataset]

    def ask(self, question: Question) -> list[Any]:
        """The answer of each shard."""
        return [question.answer(shard) for shard in self.shards]


def alone(folder: Path) -> Measured:
    """Everything in one process."""

    def opened() -> ShardedDataset:
        return replace(on_cluster(folder, ""), pool=Alone([load_shard(shard) for shard in shards_of(folder)]))

    return _measured(opened, lambda _: {"the process": os.getpid()})


def cluster(folder: Path) -> Measured:
    """A scheduler and two workers on this machine, started for it."""
    with started() as (address, scheduler):

        def pids(data: ShardedDataset) -> dict[str, int]:
            workers = sorted(data.pool._client.run(os.getpid).values())  # type: ignore[attr-defined]
            named = {f"worker {number}": pid for number, pid in enumerate(workers, 1)}
            return {"the dashboard": os.getpid(), "the scheduler": scheduler, **named}

        return _measured(lambda: on_cluster(folder, address), pids)


@contextmanager
def started() -> Iterator[tuple[str, int]]:
    """The address and the process of a scheduler with two workers."""
    call = [sys.executable, "-m", "data.conversion.local_cluster", "--workers", str(WORKERS), "--port", "0"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            found = re.search(r"tcp://[\d.:]+", process.stdout.readline() if process.stdout else "")
            if found is None:
                raise SystemExit("The cluster did not start; make cluster says why.")
            yield found[0], process.pid
        finally:
            process.terminate()


def interaction(data: Any, filters: Filters) -> Answer:
    """The counts of all pages, as one page; ties are counted in each shard first."""
    begin("all pages")
    selection = select(data, filters)
    ties = (
        tie_counts(selection, "persons", "met", "between", "events").groupby(["left", "right"])["count"].sum()
    )
    tables = {name: table for name, table in TABLES.items() if name != "ties between persons"}
    return {name: sorted(table(selection)) for name, table in tables.items()} | {"ties": sorted(ties)}


def _measured(
    opened: Callable[[], ShardedDataset], pids: Callable[[ShardedDataset], dict[str, int]]
) -> Measured:
    began = time.perf_counter()
    data = opened()
    interaction(
        data, Filters(first="2020-01", last="2020-01")
    )  # the workers read their shards with the first question
    opening = time.perf_counter() - began
    processes = pids(data)
    at_first = memory(processes)
    wall: dict[str, list[float]] = {}
    cpu: dict[str, list[float]] = {}
    answers = []
    for words, several in FILTERS.items():
        for filters in several:
            start, used = time.perf_counter(), _used(processes)
            answers.append(interaction(data, filters))
            wall.setdefault(words, []).append(time.perf_counter() - start)
            cpu.setdefault(words, []).append(_used(processes) - used)
    load, together = _asked_at_once(data)
    return Measured(len(data), opening, at_first, memory(processes), wall, cpu, load, answers + together)


def _asked_at_once(data: ShardedDataset) -> tuple[list[float], list[Answer]]:
    start = time.perf_counter()

    def reader(filters: Filters) -> tuple[float, Answer]:
        answer = interaction(data, filters)
        return time.perf_counter() - start, answer

    with ThreadPoolExecutor(len(AT_ONCE)) as readers:
        seconds, answers = zip(*readers.map(reader, AT_ONCE), strict=True)
    return [*seconds], [*answers]


def memory(processes: dict[str, int]) -> Memory:
    """What each process has in memory now."""
    return {
        name: (_kilobytes(pid, "RssAnon") // 1000, _kilobytes(pid, "VmRSS") // 1000)
        for name, pid in processes.items()
    }


def _kilobytes(pid: int, what: str) -> int:
    found = re.search(
        rf"^{what}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"), re.MULTILINE
    )
    return int(found[1]) if found else 0


def _used(processes: dict[str, int]) -> float:
    times = [psutil.Process(pid).cpu_times() for pid in processes.values()]
    return sum(one.user + one.system for one in times)


def show(name: str, found: Measured) -> None:
    """Prints a line per kind of filter and per process."""
    start = f"{found.events:>12,} events  {name:<9}"
    print(f"{start}{'opening':<15}{found.opening:>10,.1f} s")
    for words, times in found.wall.items():
        used = statistics.median(found.cpu[words])
        print(
            f"{start}{words:<15}{statistics.median(times) * 1000:>10,.0f} ms {used * 1000:>12,.0f} ms processor"
        )
    waited = sorted(found.load)
    print(
        f"{start}{f'{len(waited)} at once':<15}{statistics.median(waited) * 1000:>10,.0f} ms "
        f"{waited[-1] * 1000:>12,.0f} ms the last"
    )
    for process, (own, resident) in found.asked.items():
        before = found.opened[process][0]
        print(
            f"{start}{process:<15}{own:>10,} MB of its own ({before:,} when opened), {resident:,} with mapped files"
        )
    together = sum(own for own, _ in found.asked.values())
    print(
        f"{start}{'together':<15}{together:>10,} MB, {together * 1e6 / found.events:,.0f} bytes an event",
        flush=True,
    )


WAYS = {"alone": alone, "cluster": cluster}


def main(arguments: list[str]) -> None:
    """Measures the shards in these folders; SystemExit when the two ways do not give the same counts."""
    left_out = {text.removeprefix("--without=") for text in arguments if text.startswith("--without=")}
    for folder in [Path(text) for text in arguments if not text.startswith("--")]:
        answers = []
        for name in [name for name in WAYS if name not in left_out]:
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as own:  # memory of its own
                found = own.submit(WAYS[name], folder).result()
            show(name, found)
            answers.append(found.answers)
        if any(other != answers[0] for other in answers):
            raise SystemExit("One process and the cluster disagree.")
    print(
        "A cluster pays by memory: each worker holds its shards, and machines add up. On one machine it saves time "
        "only where the counting is long enough to share it among processors; short questions wait for the way."
    )


if __name__ == "__main__":
    main(sys.argv[1:])
