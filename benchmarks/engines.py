"""The same questions in Polars, DuckDB, SQLite and plain pandas, each over tables of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import duckdb
import pandas as pd
import polars as pl

from analysis.filters import Filters
from analysis.selection import month_number
from benchmarks.flat import Flat
from benchmarks.interaction import Answer
from benchmarks.questions import QUESTIONS, Question
from data.vocabulary import vocabulary

Way = Callable[[Filters], Answer]


def spheres_of(filters: Filters) -> list[int]:
    """The numbers of the spheres that are asked for."""
    return [vocabulary("spheres").ids.index(id_) for id_ in filters.spheres]


def months_of(filters: Filters) -> tuple[int, int]:
    """First and last month; all time when none is given."""
    return tuple(
        month_number(text) if text else other for text, other in ((filters.first, 0), (filters.last, 10**6))
    )  # type: ignore[return-value]


def in_pandas(flat: Flat) -> Way:
    """``isin``, ``merge`` and ``groupby``, with the columns that are needed."""

    def answer(filters: Filters) -> Answer:
        (first, last), events = months_of(filters), flat["events"]
        events = events[(events["last_month"] >= first) & (events["first_month"] <= last)]
        if filters.spheres:
            rows = flat["spheres"]
            events = events[events["event"].isin(rows["event"][rows["sphere"].isin(spheres_of(filters))])]
        return {name: sorted(_pandas(flat, events, question)) for name, question in QUESTIONS.items()}

    return answer


def _pandas(flat: Flat, events: pd.DataFrame, question: Question) -> list[int]:
    tables = [events, *(flat[name] for name in question.joins)]
    rows = reduce(
        lambda left, right: left.merge(right, on="event"),
        (table[[name for name in table if name in question.columns]] for table in tables),
    )
    for flag in question.flags:
        rows = rows[rows[flag]]
    for name in question.different:
        rows = rows[rows[name] != rows[f"{name}_2"]]
    for name in question.ordered:
        rows = rows[rows[name] < rows[f"{name}_2"]]
    groups = rows.groupby([*question.keys])
    return (groups[question.distinct].nunique() if question.distinct else groups.size()).tolist()


def in_polars(flat: Flat) -> Way:
    """Lazy joins and ``group_by``, optimised and run on all cores."""
    tables = {name: pl.from_pandas(table) for name, table in flat.items()}

    def answer(filters: Filters) -> Answer:
        first, last = months_of(filters)
        events = tables["events"].filter((pl.col("last_month") >= first) & (pl.col("first_month") <= last))
        if filters.spheres:
            chosen = tables["spheres"].filter(pl.col("sphere").is_in(spheres_of(filters))).select("event")
            events = events.join(chosen, on="event", how="semi")
        return {name: sorted(_polars(tables, events, question)) for name, question in QUESTIONS.items()}

    return answer


def _polars(tables: dict[str, pl.DataFrame], events: pl.DataFrame, question: Question) -> list[int]:
    rows = reduce(
        lambda left, name: left.join(tables[name].lazy(), on="event"), question.joins, events.lazy()
    )
    rows = rows.filter(
        *(pl.col(flag) for flag in question.flags),
        *(pl.col(name) != pl.col(f"{name}_2") for name in question.different),
        *(pl.col(name) < pl.col(f"{name}_2") for name in question.ordered),
    )
    count = pl.col(question.distinct).n_unique() if question.distinct else pl.len()
    return rows.group_by(*question.keys).agg(count.alias("n")).collect()["n"].to_list()


def in_duckdb(flat: Flat) -> Way:
    """SQL on all cores over tables in memory."""
    connection = duckdb.connect()
    for name, table in flat.items():
        connection.register("frame", table)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM frame")

    def ask(query: str) -> Sequence[Any]:
        return connection.execute(query).fetchall()

    return lambda filters: _sql(ask, filters)


def in_sqlite(flat: Flat) -> Way:
    """SQL over tables in memory with an index on the event."""
    connection = sqlite3.connect(":memory:")
    for name, table in flat.items():
        table.to_sql(name, connection, index=False)
        connection.execute(f"CREATE INDEX {name}_event ON {name} (event)")
    connection.execute("ANALYZE")
    return lambda filters: _sql(lambda query: connection.execute(query).fetchall(), filters)


def _sql(ask: Callable[[str], Sequence[Any]], filters: Filters) -> Answer:
    first, last = months_of(filters)
    where = f"last_month >= {first} AND first_month <= {last}"
    if filters.spheres:
        wanted = ", ".join(map(str, spheres_of(filters)))
        where += f" AND event IN (SELECT event FROM spheres WHERE sphere IN ({wanted}))"
    ask("DROP TABLE IF EXISTS picked")
    ask(f"CREATE TEMP TABLE picked AS SELECT * FROM events WHERE {where}")
    return {name: sorted(row[0] for row in ask(_query(question))) for name, question in QUESTIONS.items()}


def _query(question: Question) -> str:
    tables = " ".join(["picked", *(f"JOIN {name} USING (event)" for name in question.joins)])
    conditions = [
        *question.flags,
        *(f"{name} <> {name}_2" for name in question.different),
        *(f"{name} < {name}_2" for name in question.ordered),
    ]
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    counted = f"DISTINCT {question.distinct}" if question.distinct else "*"
    return f"SELECT count({counted}) FROM {tables} {where} GROUP BY {', '.join(question.keys)}"


ENGINES: dict[str, Callable[[Flat], Way]] = {
    "Polars": in_polars,
    "DuckDB": in_duckdb,
    "pandas": in_pandas,
    "SQLite": in_sqlite,
}
