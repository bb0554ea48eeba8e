"""Checks a data set folder, in one piece or in shards, against schema and codebook: ``python -m data.check FOLDER``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pandera.errors

from data.about import About, read_about
from data.problems import DataSetError, Problem
from data.reading import Tables, file_of, read_history, read_tables
from data.releases import release_problems, version_of
from data.rules import RULES
from data.schema import HISTORY, TABLES, vocabulary_of


def load_checked(folder: Path) -> tuple[About, Tables]:
    """The description and the tables of ``folder`` as text. Raises DataSetError with all problems at once.

    What a data set did since its last release is no reason not to open it: ``check`` looks at that.
    """
    if not folder.is_dir():
        raise DataSetError(
            str(folder), [Problem(folder.name, 0, "", "", "is not a folder; give the folder of a data set")]
        )
    about, problems = read_about(folder)
    tables, faults = read_tables(folder)
    history, more = read_history(folder)
    problems += faults + more + schema_problems(tables | history)
    dyad = about.dyad if about else ("", "")
    for rule, needed in RULES:
        if all(name in tables for name in needed) and (about or "dyad" not in needed):
            problems += rule(tables, dyad)
    if problems or about is None:
        raise DataSetError(folder.name, [_as_filed(problem, folder) for problem in problems])
    return about, tables


def _as_filed(problem: Problem, folder: Path) -> Problem:
    """The problem at the file that is there: rules speak of tables as CSV, and large ones are Parquet."""
    table = problem.file.removesuffix(".csv")
    return replace(problem, file=file_of(folder, table).name) if table in TABLES else problem


def schema_problems(tables: Tables) -> list[Problem]:
    """Every cell that breaks a rule of its column, by the pandera schemas."""
    problems = []
    for name, frame in tables.items():
        try:
            (TABLES | HISTORY)[name].schema.validate(frame, lazy=True)
        except pandera.errors.SchemaErrors as error:
            problems += [_problem(name, case) for _, case in error.failure_cases.iterrows()]
    return problems


def _problem(table: str, case: pd.Series) -> Problem:
    column, value = str(case["column"]), str(case["failure_case"])
    words = vocabulary_of(table, column) if column in (TABLES | HISTORY)[table].columns else None
    hint = (words.nearest(value) if words and value else "") or ""
    row = 0 if pd.isna(case["index"]) else int(case["index"]) + 2
    return Problem(f"{table}.csv", row, column, value, str(case["check"]), hint)


def check(folder: Path) -> tuple[About, Tables]:
    """The same, also held against the releases of the data set: their content and their ids."""
    about, tables = load_checked(folder)
    problems = release_problems(read_history(folder)[0], about, tables, version_of(folder))
    if problems:
        raise DataSetError(folder.name, problems)
    return about, tables


def main(arguments: list[str]) -> int:
    """Prints what is wrong, or how many rows are right; the exit status is 0 only when nothing is wrong."""
    if len(arguments) != 1:
        print("usage: python -m data.check FOLDER", file=sys.stderr)
        return 2
    try:
        about, rows = _counted(Path(arguments[0]))
    except DataSetError as error:
        print(error)
        return 1
    counts = ", ".join(f"{many:,} {name}" for name, many in rows.items())
    print(f"{about.title}: no problems in {counts}.")
    return 0


def _counted(folder: Path) -> tuple[About, Mapping[str, int]]:
    from data.check_shards import check_shards  # noqa: PLC0415 – which checks each shard with what is here
    from data.shards import in_shards  # noqa: PLC0415

    if in_shards(folder):
        return check_shards(folder)
    about, tables = check(folder)
    return about, {name: len(frame) for name, frame in tables.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
