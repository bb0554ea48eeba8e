"""Large data sets that pass every rule: ``python -m benchmarks.synthetic FOLDER EVENTS [--shards [N]]`` writes one.

With ``--shards`` the data set lies in shards, each of the events of its own months, and is never held whole.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pandas as pd
from pyarrow import Table, parquet

from benchmarks.rows import DAYS, START, WHOLE, Piece, tables
from data.about import FILE
from data.dataset import Dataset, load
from data.dates import read_all
from data.reading import Tables
from data.releases import version_of
from data.schema import TABLES
from data.shards import FOLDER, LIST, Shard, write_shard

REAL = Path(__file__).parent.parent / "data" / "azerbaijan-israel"
PER_SHARD = 500_000
"""Events of a shard, unless the number of shards is given."""


def write(folder: Path, size: int, seed: int = 7) -> None:
    """A data set of ``size`` events in Parquet files; the same size and seed give the same rows."""
    real = load(REAL)
    made = tables(Piece(size), real, np.random.default_rng(seed))
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in made.items():
        table[TABLES[name].columns].astype("str").to_parquet(folder / f"{name}.parquet", index=False)
    (folder / FILE).write_text(_about(real, size), encoding="utf-8")


def write_shards(folder: Path, size: int, number: int, seed: int = 7) -> None:
    """The same in shards of about the same number of events; one of them is in memory at a time.

    ValueError for less than one shard or more than there are months, and for too few events.
    """
    real = load(REAL)
    about = _about(real, size)
    folder.mkdir(parents=True)
    (folder / FILE).write_text(about, encoding="utf-8")
    sources: parquet.ParquetWriter | None = None
    listed = []
    for one, piece in enumerate(pieces(size, number)):
        made = tables(piece, real, np.random.default_rng((seed, one)))
        made["events"] = _in_order(made["events"])
        place = folder / FOLDER / f"{one:04}"
        write_shard(made, piece.events, piece.sources, about, place)
        listed.append(Shard(place.name, version_of(place), piece.size))
        rows = _text(made, "sources")
        sources = sources or parquet.ParquetWriter(folder / "sources.parquet", rows.schema)
        sources.write_table(rows)
    if sources:
        sources.close()
    parquet.write_table(_text(made, "actors"), folder / "actors.parquet")
    (folder / LIST).write_text(json.dumps([asdict(shard) for shard in listed], indent=1), encoding="utf-8")


def pieces(size: int, number: int) -> Iterator[Piece]:
    """So many pieces, one after the other in time; ValueError as for ``write_shards``."""
    months = np.arange(START.astype("M8[M]"), (START + DAYS).astype("M8[M]") + 1)
    if not 1 <= number <= min(len(months) - 1, size // WHOLE):
        raise ValueError(f"{size:,} events of {len(months) - 1} months do not lie in {number} shards")
    begins = months[np.linspace(0, len(months) - 1, number + 1).astype(int)].astype("M8[D]")
    firsts = np.linspace(0, size // WHOLE, number + 1).astype(int) * WHOLE
    firsts[-1] = size
    for one in range(number):
        days = (begins[one + 1] - begins[one]).astype(int)
        yield Piece(int(firsts[one + 1] - firsts[one]), int(firsts[one]), begins[one], int(days))


def _in_order(events: pd.DataFrame) -> pd.DataFrame:
    """The order of ``Dataset.events``, as the places are."""
    days = read_all(events["date"])[["first_day", "last_day"]].assign(event_id=events["event_id"])
    return events.loc[days.sort_values(["first_day", "last_day", "event_id"]).index]


def _about(real: Dataset, size: int) -> str:
    about = (REAL / FILE).read_text(encoding="utf-8")
    return about.replace(real.about.title, f"{size:,} synthetic events")


def _text(made: Tables, name: str) -> Table:
    return Table.from_pandas(made[name][TABLES[name].columns].astype("str"), preserve_index=False)


def main() -> None:
    """Writes one data set."""
    parser = ArgumentParser(prog="python -m benchmarks.synthetic", description="Writes a large data set.")
    parser.add_argument("folder", type=Path, help="the folder to write; in shards it must be a new one")
    parser.add_argument("events", type=int)
    parser.add_argument(
        "--shards",
        type=int,
        nargs="?",
        const=0,
        metavar="N",
        help=f"in shards; by default of {PER_SHARD:,} events",
    )
    asked = parser.parse_args()
    if asked.shards is None:
        write(asked.folder, asked.events)
    else:
        write_shards(asked.folder, asked.events, asked.shards or -(-asked.events // PER_SHARD))


if __name__ == "__main__":
    main()
