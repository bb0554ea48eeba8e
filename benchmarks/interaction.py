"""One interaction, from filters to tables, in Rapport and in three other ways over the same rows in the same run.

The question: events in one of two spheres in three years, as (a) meetings per year and type, (b) events per sphere and
year, (c) events per pair of spheres, (d) events per actor. Every way has to give the same numbers before its time
counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pandas as pd
import polars as pl

from analysis.cooperation import sphere_pairs, sphere_periods
from analysis.filters import Filters
from analysis.frequency import frequency
from analysis.meetings import meetings
from analysis.overview import top_actors
from analysis.selection import select
from data.dataset import Dataset

FILTERS = Filters(scopes=(), statuses=(), spheres=("energy", "health"), first="2021-01", last="2023-12")
FIRST, LAST = 2021 * 12, 2023 * 12 + 11
SPHERES = list(FILTERS.spheres)
KINDS = ("person", "institution", "country")
Answer = dict[str, tuple[int, int]]
"""Each table's sum and number of cells: enough to see that two ways answered the same question."""


@dataclass(frozen=True)
class Flat:
    """The tables as the other tools take them: plain columns, no sphere sets, no matrix of participation."""

    events: pd.DataFrame
    spheres: pd.DataFrame
    participants: pd.DataFrame


def flatten(dataset: Dataset) -> Flat:
    """Plain copies of the columns that the question needs; one row per event, event × sphere, event × actor."""
    source = dataset.events
    year = (source["first_month"] // 12).where(
        source["first_month"] // 12 == source["placed_month"] // 12, -1
    )
    events = source[["first_month", "last_month", "is_meeting"]].assign(
        event=source.index, year=year, event_type=source["event_type"].astype(str)
    )
    spheres = dataset.event_spheres[["event"]].assign(sphere=dataset.event_spheres["sphere"].astype(str))
    present = dataset.participants["takes_part"]
    return Flat(events, spheres, dataset.participants.loc[present, ["event", "actor"]].reset_index(drop=True))


def rapport(dataset: Dataset) -> Answer:
    """Rapport: one mask, then bincounts over sphere sets and a sparse matrix."""
    selection = select(dataset, FILTERS)
    tables = {
        "meetings": frequency(meetings(selection), "year", "type").placed.table,
        "spheres": sphere_periods(selection, "year").table,
        "pairs": sphere_pairs(selection).table,
        "actors": top_actors(selection, kinds=KINDS).table,
    }
    return {name: (int(table["count"].sum()), len(table)) for name, table in tables.items()}


def pandas_merges(flat: Flat) -> Answer:
    """Plain pandas: ``isin``, ``merge`` and ``groupby``."""
    chosen = flat.spheres.loc[flat.spheres["sphere"].isin(SPHERES), "event"]
    events = flat.events
    events = events[
        events["event"].isin(chosen) & (events["last_month"] >= FIRST) & (events["first_month"] <= LAST)
    ]
    met = events[events["is_meeting"] & (events["year"] >= 0)]
    spheres = events[["event", "year"]].merge(flat.spheres, on="event")
    pairs = spheres.merge(spheres, on="event")
    pairs = pairs[pairs["sphere_x"] <= pairs["sphere_y"]]
    actors = events[["event"]].merge(flat.participants, on="event")
    counts = {
        "meetings": met.groupby(["year", "event_type"]).size(),
        "spheres": spheres.groupby(["sphere", "year"]).size(),
        "pairs": pairs.groupby(["sphere_x", "sphere_y"]).size(),
        "actors": actors.groupby("actor").size(),
    }
    return {name: (int(count.sum()), len(count)) for name, count in counts.items()}


def polars_joins(tables: dict[str, pl.DataFrame]) -> Answer:
    """Polars: eager joins and ``group_by`` on all cores."""
    chosen = tables["spheres"].filter(pl.col("sphere").is_in(SPHERES)).select("event").unique()
    events = (
        tables["events"]
        .filter((pl.col("last_month") >= FIRST) & (pl.col("first_month") <= LAST))
        .join(chosen, on="event", how="semi")
    )
    spheres = events.select("event", "year").join(tables["spheres"], on="event")
    counts = {
        "meetings": events.filter(pl.col("is_meeting") & (pl.col("year") >= 0))
        .group_by("year", "event_type")
        .len(),
        "spheres": spheres.group_by("sphere", "year").len(),
        "pairs": spheres.join(spheres, on="event", suffix="_2")
        .filter(pl.col("sphere") <= pl.col("sphere_2"))
        .group_by("sphere", "sphere_2")
        .len(),
        "actors": tables["participants"].join(events.select("event"), on="event").group_by("actor").len(),
    }
    return {name: (int(table["len"].sum()), table.height) for name, table in counts.items()}


QUERIES = {
    "meetings": "SELECT year, event_type, count(*) n FROM picked WHERE is_meeting AND year >= 0 GROUP BY ALL",
    "spheres": "SELECT sphere, year, count(*) n FROM picked JOIN spheres USING (event) GROUP BY ALL",
    "pairs": """SELECT a.sphere, b.sphere, count(*) n FROM picked JOIN spheres a USING (event)
        JOIN spheres b USING (event) WHERE a.sphere <= b.sphere GROUP BY ALL""",
    "actors": "SELECT actor, count(*) n FROM picked JOIN participants USING (event) GROUP BY ALL",
}


def duckdb_queries(connection: duckdb.DuckDBPyConnection) -> Answer:
    """DuckDB: SQL on all cores over tables of its own."""
    wanted = ", ".join(f"'{sphere}'" for sphere in SPHERES)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE picked AS SELECT * FROM events WHERE last_month >= {FIRST}
        AND first_month <= {LAST} AND event IN (SELECT event FROM spheres WHERE sphere IN ({wanted}))"""
    )
    answer = {}
    for name, query in QUERIES.items():
        total, cells = connection.execute(
            f"SELECT coalesce(sum(n), 0), count(*) FROM ({query})"
        ).fetchone() or (0, 0)
        answer[name] = (int(total), int(cells))
    return answer


def connect(flat: Flat) -> duckdb.DuckDBPyConnection:
    """A database in memory that holds the three tables."""
    connection = duckdb.connect()
    for name in ("events", "spheres", "participants"):
        connection.register("frame", getattr(flat, name))
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM frame")
    return connection
