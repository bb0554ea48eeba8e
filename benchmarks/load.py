"""Readers who click at the same time: ``python -m benchmarks.load --help``.

Each reader opens the dashboard, then clicks every five seconds: twice on a sphere, once on another page, and so on. A
reader waits for an answer before the next click. Time is counted from the click to the end of the run, on the
machine that also serves; drawing in a browser is not in it.

The servers are started here, on loopback, and end with the measurement; no other server can be named.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import platform
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import streamlit
from websockets.exceptions import WebSocketException

from benchmarks.servers import Servers, serving
from benchmarks.visitor import Run, Visitor, visit

SPHERES = "filter_spheres"
EVERY = 5.0
NOT_READ = ("Your data", "Account", "Codebook")
"""Pages that show no selection, and so have no spheres to click on."""
DEADLINE = 120.0
MOST_READERS = 200
KILLER = b"," * 30_000_000
"""A file that takes many gigabytes from whoever reads it unguarded."""


@dataclass
class Log:
    """What all readers met: one row per answer (when it came, page, seconds), and everything that went wrong."""

    answers: list[tuple[float, str, float]] = field(default_factory=list)
    received: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    told: dict[tuple[str, ...], str] = field(default_factory=dict)

    def note(self, page: str, spheres: list[str], run: Run) -> None:
        """Takes down one answer; two readers who ask the same have to be told the same."""
        self.answers.append((time.monotonic(), page, run.seconds))
        self.received += run.received
        self.faults.update(run.faults)
        if run.said and self.told.setdefault(tuple(sorted(spheres)), run.said) != run.said:
            self.faults["another answer to the same question"] += 1

    def seconds(self, first: float = 0.0, last: float = np.inf) -> list[float]:
        """The waiting times of the answers that came between two moments."""
        return [took for when, _, took in self.answers if first <= when < last]


async def reader(address: str, log: Log, wait: float, until: float, seed: int) -> None:
    """One reader, from opening the page to the end of the measurement."""
    chance = random.Random(seed)
    await asyncio.sleep(wait)
    try:
        async with visit(address) as visitor:
            opened = await asyncio.wait_for(visitor.open(), DEADLINE)
            log.faults.update(opened.faults)
            page, due = "Overview", time.monotonic() + EVERY * chance.random()
            for step in range(seed, 1_000_000):
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                if time.monotonic() >= until:
                    return
                page = await _click(visitor, log, chance, step, page)
                due = max(due + EVERY, time.monotonic())
    except (OSError, TimeoutError, WebSocketException) as error:
        log.faults[f"{type(error).__name__}: {error}"] += 1


async def _click(visitor: Visitor, log: Log, chance: random.Random, step: int, page: str) -> str:
    if step % 3 == 2:
        page = chance.choice([label for label in visitor.pages if label not in (page, *NOT_READ)])
        run = await asyncio.wait_for(visitor.go_to(page), DEADLINE)
    else:
        kept = visitor.chosen(SPHERES)[-1:]
        chosen = sorted({chance.choice(visitor.options(SPHERES))} ^ set(kept))
        run = await asyncio.wait_for(visitor.choose(SPHERES, chosen), DEADLINE)
    log.note(page, visitor.chosen(SPHERES), run)
    return page


async def intruder(address: str, log: Log, wait: float, until: float) -> None:
    """Hands in the killer file again and again, each time in a session of its own."""
    await asyncio.sleep(wait)
    while time.monotonic() < until:
        async with visit(address) as visitor:
            await visitor.open()
            await visitor.go_to("Your data")
            run = await visitor.upload("own_file", "killer.csv", KILLER)
            log.faults.update(run.faults)


async def warm(servers: Servers) -> None:
    """One reader opens every page once, so that nothing is read or imported for the first time afterwards.

    Then the processes for files and drawings are waited for, which go on importing.
    """
    async with visit(servers.address) as visitor:
        await visitor.open()
        for page in visitor.pages:
            await visitor.go_to(page)
    before = 0.0
    while servers.memory() > before + 1:
        before = servers.memory()
        await asyncio.sleep(1)


@dataclass(frozen=True)
class Plan:
    """How readers come: over ``opening`` seconds; then ``parts`` of ``length`` seconds each are told apart."""

    readers: int
    opening: float
    parts: list[str]
    length: float
    killer: bool = False


async def measure(servers: Servers, plan: Plan) -> None:
    """Prints a line per part, for the clicks after all have come; a killer file comes in the last part only."""
    log, before, start = Log(), servers.memory(), time.monotonic()
    moments = [start + plan.opening + plan.length * each for each in range(len(plan.parts) + 1)]
    wait = plan.opening / plan.readers
    tasks = [reader(servers.address, log, wait * each, moments[-1], each) for each in range(plan.readers)]
    if plan.killer:
        tasks.append(intruder(servers.address, log, moments[-2] - start, moments[-1]))
    everybody = asyncio.gather(*tasks)
    await asyncio.sleep(moments[0] - time.monotonic())
    for part, (first, last) in zip(plan.parts, pairwise(moments), strict=True):
        spent = servers.processor_seconds()
        await asyncio.sleep(last - time.monotonic())
        spent, memory = servers.processor_seconds() - spent, servers.memory()
        took = log.seconds(first, last) or [np.nan]
        p50, p95, slowest = np.percentile(took, [50, 95, 100])
        print(
            f"{plan.readers:>8}  {part:<16}{len(took):>7}{p50:>8.2f}{p95:>8.2f}{slowest:>8.2f}{log.faults.total():>7}"
            f"{1000 * spent / len(took):>8.0f}{memory:>7.0f}{memory - before:>+7.0f}",
            flush=True,
        )
    await everybody
    for fault, times in log.faults.most_common(10):
        print(f"{'':>10}{times} × {fault}")


def plans(asked: argparse.Namespace) -> Iterator[Plan]:
    """What the command line asks for, one measurement after the other."""
    for readers in asked.readers:
        if asked.soak:
            parts = [f"minute {5 * each + 5}" for each in range(max(1, asked.soak // 5))]
            yield Plan(readers, asked.opening, parts, 300)
        elif asked.killer:
            yield Plan(readers, asked.opening, ["undisturbed", "killer files"], asked.seconds, killer=True)
        else:
            yield Plan(readers, asked.opening, [""], asked.seconds)


def main() -> None:
    """Starts the servers once per number of readers and measures."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.load", description="Readers who click at the same time."
    )
    parser.add_argument(
        "readers", nargs="*", type=_readers, default=[10, 40, 50, 100], help="how many at once"
    )
    parser.add_argument("--opening", type=float, default=60, help="seconds over which they come")
    parser.add_argument("--seconds", type=float, default=120, help="how long they click after that")
    parser.add_argument(
        "--processes", type=int, choices=range(1, 9), default=1, help="more than one: behind nginx"
    )
    parser.add_argument(
        "--soak", type=int, default=0, metavar="MINUTES", help="click that long, a line per five minutes"
    )
    parser.add_argument("--killer", action="store_true", help="then again while killer files are handed in")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Ended before the measurement was complete"))
    print(
        f"Python {platform.python_version()}, Streamlit {streamlit.__version__}, {os.cpu_count()} processors"
    )
    print(" readers                  clicks   p50 s   p95 s   max s faults  CPU ms     MB  grown", flush=True)
    for plan in plans(asked):
        with serving(asked.processes) as servers:
            asyncio.run(_warm_and_measure(servers, plan))


async def _warm_and_measure(servers: Servers, plan: Plan) -> None:
    for _ in servers.processes:
        await warm(servers)
    await measure(servers, plan)


def _readers(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_READERS:
        raise argparse.ArgumentTypeError(f"1 to {MOST_READERS} readers")
    return number


if __name__ == "__main__":
    main()
