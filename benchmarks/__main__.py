"""Compares the speed of an interaction: ``python -m benchmarks [FOLDER …]``, by default the data that come along.

``python -m benchmarks.synthetic`` makes larger folders. Stops with an error when two ways do not give the same counts.
"""

from __future__ import annotations

import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.engines import ENGINES
from benchmarks.flat import flatten
from benchmarks.interaction import EVERYTHING, SELECTIVE, Answer, rapport
from data.dataset import Dataset, load

DEFAULT = Path(__file__).parent.parent / "data" / "azerbaijan-israel"
REPEATS = 7
LONG = 5.0
"""Seconds after which a question is not asked again: its one time is given."""


def seconds(question: Callable[[], Answer]) -> tuple[float, float, Answer]:
    """Median time on the clock and of the processor, over seven runs after one to warm up, and the answer."""
    start, answer = time.perf_counter(), question()
    long = time.perf_counter() - start > LONG
    times = []
    for _ in range(1 if long else REPEATS):
        wall, cpu = time.perf_counter(), time.process_time()
        answer = question()
        times.append((time.perf_counter() - wall, time.process_time() - cpu))
    return *map(statistics.median, zip(*times, strict=True)), answer


def measure(dataset: Dataset, engines: list[str]) -> None:
    """Prints a line per filter and way."""
    flat = flatten(dataset)
    ways = {name: ENGINES[name](flat) for name in engines}
    for words, filters in (("selective", SELECTIVE), ("everything", EVERYTHING)):
        wall, cpu, expected = seconds(lambda: rapport(dataset, filters))  # noqa: B023
        _line(dataset, words, "Rapport", wall, cpu, wall, cpu)
        for name, way in ways.items():
            took, used, answer = seconds(lambda: way(filters))  # noqa: B023
            wrong = [table for table, counts in expected.items() if answer[table] != counts]
            if wrong:
                raise SystemExit(f"{name} and Rapport disagree on: {', '.join(wrong)}")
            _line(dataset, words, name, took, used, wall, cpu)


def _line(dataset: Dataset, words: str, name: str, *took: float) -> None:
    wall, cpu, our_wall, our_cpu = took
    print(
        f"{len(dataset):>10,} events  {words:<11}{name:<8}{wall * 1000:>10,.1f} ms {wall / our_wall:>7.1f} ×"
        f"{cpu * 1000:>12,.1f} ms processor {cpu / our_cpu:>7.1f} ×",
        flush=True,
    )


def main(arguments: list[str]) -> None:
    """Measures the data sets in these folders; ``--without=SQLite`` leaves a way out."""
    left_out = {text.removeprefix("--without=") for text in arguments if text.startswith("--without=")}
    folders = [Path(text) for text in arguments if not text.startswith("--")] or [DEFAULT]
    print(f"Filters to {len(rapport(load(DEFAULT), SELECTIVE))} tables, Python {platform.python_version()}")
    for folder in folders:
        measure(load(folder), [name for name in ENGINES if name not in left_out])


if __name__ == "__main__":
    main(sys.argv[1:])
