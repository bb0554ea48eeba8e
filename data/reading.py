"""Files of a data set folder → tables of text, with every fault of form reported at its row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from data.problems import Problem
from data.schema import HISTORY, TABLES, Table
from data.vocabulary import nearest

Tables = dict[str, pd.DataFrame]


def read_tables(folder: Path) -> tuple[Tables, list[Problem]]:
    """All tables of ``folder`` as text, and the problems of form: missing files, headers, encoding, ragged rows.

    A table that cannot be read is left out of the result; the others are still there, so that their rules can be
    checked in the same go. Empty cells are empty strings, never NaN: ``NA`` is a value (Namibia has that code).
    """
    return _read(folder, TABLES.values())


def read_history(folder: Path) -> tuple[Tables, list[Problem]]:
    """The same of the files that say what was released, as far as the data set has them."""
    return _read(folder, (table for table in HISTORY.values() if (folder / f"{table.name}.csv").exists()))


def _read(folder: Path, wanted: Iterable[Table]) -> tuple[Tables, list[Problem]]:
    tables: Tables = {}
    problems: list[Problem] = []
    for table in wanted:
        path = file_of(folder, table.name)
        found = _faults(path, table)
        if not found:
            try:
                frame = _frame(path)
            except (
                pa.ArrowException,
                OSError,
            ) as error:  # the end of a Parquet file, its header, may still be whole
                found = [_damaged(path, error)]
            else:
                absent = {name: value for name, value in table.optional.items() if name not in frame.columns}
                tables[table.name] = frame.assign(**absent)
        problems += found
    return tables, problems


def file_of(folder: Path, table: str) -> Path:
    """The file of a table: CSV, or Parquet where there is no CSV (large tables)."""
    large = folder / f"{table}.parquet"
    return large if large.is_file() and not large.with_suffix(".csv").exists() else large.with_suffix(".csv")


def header_of(path: Path) -> list[str]:
    """The columns of a table's file."""
    if path.suffix == ".parquet":
        return list(parquet.read_schema(path).names)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file), [])


def _frame(path: Path) -> pd.DataFrame:
    if path.suffix == ".parquet":
        return pd.read_parquet(path).astype("str").fillna("")
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def _faults(path: Path, table: Table) -> list[Problem]:
    if not path.is_file():
        return [
            Problem(
                path.name,
                0,
                "",
                "",
                "is missing; a data set has the files " + ", ".join(f"{t}.csv" for t in TABLES),
            )
        ]
    if path.suffix == ".parquet":
        return _parquet_faults(path, table)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            header = next(rows, [])
            return _header_faults(path.name, header, table) or _ragged(path.name, rows, len(header))
    except UnicodeDecodeError as error:
        return [Problem(path.name, 0, "", "", f"is not UTF-8 (byte {error.start}); save it as CSV UTF-8")]
    except csv.Error as error:
        return [Problem(path.name, rows.line_num, "", "", f"cannot be read as CSV: {error}")]


def _parquet_faults(path: Path, table: Table) -> list[Problem]:
    try:
        return _header_faults(path.name, parquet.read_schema(path).names, table)
    except (pa.ArrowException, OSError) as error:
        return [_damaged(path, error)]


def _damaged(path: Path, error: Exception) -> Problem:
    return Problem(path.name, 0, "", "", f"cannot be read as Parquet: {error}")


def _header_faults(name: str, header: list[str], table: Table) -> list[Problem]:
    missing = [
        Problem(name, 1, column, "", "is missing from the header")
        for column in table.columns
        if column not in header and column not in table.optional
    ]
    unknown = [
        Problem(name, 1, column, "", "is not a column of this table", nearest(column, table.columns) or "")
        for column in header
        if column not in table.columns
    ]
    twice = [
        Problem(name, 1, column, "", "stands twice in the header")
        for column in {*header}
        if header.count(column) > 1
    ]
    return missing + unknown + twice


def _ragged(name: str, rows: Iterator[list[str]], width: int) -> list[Problem]:
    return [
        Problem(
            name,
            number,
            "",
            "",
            f"has {len(row)} cells, the header has {width}; quote cells that hold a comma",
        )
        for number, row in enumerate(rows, 2)
        if row and len(row) != width
    ]
