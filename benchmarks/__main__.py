"""Runs the benchmarks: ``python -m benchmarks [EVENTS …]``, by default the real data and 500,000 events."""

from __future__ import annotations

import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from benchmarks.grow import grow
from benchmarks.interaction import (
    Answer,
    connect,
    duckdb_queries,
    flatten,
    pandas_merges,
    polars_joins,
    rapport,
)
from data.dataset import Dataset, load

DEFAULT = Path(__file__).parent.parent / "data" / "azerbaijan-israel"
REPEATS = 15


def milliseconds(question: Callable[[], Answer]) -> tuple[float, Answer]:
    """The median time of a question over fifteen runs after one to warm up, and its answer."""
    answer = question()
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        question()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), answer


def measure(dataset: Dataset) -> None:
    """Prints a line per way of answering; stops with an error when two ways disagree."""
    flat = flatten(dataset)
    frames = {name: pl.from_pandas(getattr(flat, name)) for name in ("events", "spheres", "participants")}
    connection = connect(flat)
    ways: dict[str, Callable[[], Answer]] = {
        "Rapport": lambda: rapport(dataset),
        "Polars": lambda: polars_joins(frames),
        "DuckDB": lambda: duckdb_queries(connection),
        "pandas with merges": lambda: pandas_merges(flat),
    }
    results = {name: milliseconds(way) for name, way in ways.items()}
    first, expected = results["Rapport"]
    for name, (took, answer) in results.items():
        if answer != expected:
            raise SystemExit(f"{name} answers {answer}, Rapport {expected}")
        print(f"{len(dataset):>12,} events  {name:<20}{took:>10.2f} ms {took / first:>8.1f} ×")


def main(sizes: list[str]) -> None:
    """Measures the real data set, then grown ones of the sizes that are asked for."""
    print(f"Filters to four tables, median of {REPEATS} runs, Python {platform.python_version()}")
    real = load(DEFAULT)
    measure(real)
    for size in map(int, sizes or ["500000"]):
        measure(grow(real, size))


if __name__ == "__main__":
    main(sys.argv[1:])
