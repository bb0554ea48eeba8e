"""Parts of many files → the folder of a data set, checked and with an account of every row."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from data.about import FILE as ABOUT
from data.about import About
from data.check_shards import check_shards
from data.conversion.report import report
from data.conversion.store import Parts
from data.conversion.work import Account, Order
from data.formats.acts import ASIDE
from data.formats.registry import FORMATS
from data.formats.tables import about_of, tables_of
from data.package import FILE, text_of
from data.shards import shards_for, write

LARGE = 100_000
"""A table with more rows than this is written as Parquet instead of CSV."""

LISTED = 100_000
"""How many rows of all files are listed for one reason; the others are counted."""


def write_result(
    accounts: Mapping[Path, Account],
    parts: Parts,
    order: Order,
    per: str,
    folder: Path,
    names: Mapping[Path, str],
    *,
    shards: int = 0,
) -> None:
    """Writes the data set, ``set-aside.csv`` and ``report.json`` into an empty folder.

    The result depends on the files, not on the order in which they were read. ``names`` are what the files are called
    in it. ``shards`` is about how many events one shard is to have; 0 for a data set in one piece. DataSetError when
    the data set breaks a rule: then a format has a fault.
    """
    acts = _acts(accounts, parts)
    tables = tables_of(acts, order.dyad, FORMATS[order.format].NAME, per)
    about = about_of(FORMATS[order.format], order.dyad, acts, "converted", per)
    del acts  # of a large archive they take as much memory as the tables
    (folder / ABOUT).write_text(_toml(about), encoding="utf-8")
    if shards:
        write(tables, folder / ABOUT, folder, shards_for(len(tables["events"]), shards))
        check_shards(folder)
    else:
        for name, table in tables.items():
            write_table(table, folder, name)
        (folder / FILE).write_text(text_of(folder), encoding="utf-8")  # which checks the data set
    listed = _write_aside(_aside(accounts, parts, names), folder / "set-aside.csv")
    account = report({names[path]: one for path, one in accounts.items()}, order, per, tables, listed)
    text = json.dumps(account, ensure_ascii=False, indent=2)
    (folder / "report.json").write_text(text + "\n", encoding="utf-8")


def write_table(table: pd.DataFrame, folder: Path, name: str) -> None:
    """One table as CSV, or as Parquet when it is large."""
    if len(table) > LARGE:
        table.to_parquet(folder / f"{name}.parquet", index=False, compression="zstd")
    else:
        table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")


def _acts(accounts: Mapping[Path, Account], parts: Parts) -> pd.DataFrame:
    """In the order of the files and of their rows: a file that is opened on the page gives the same events."""
    kept = [parts.acts(path) for path, account in accounts.items() if account.kept]
    return pd.concat([frame for frame in kept if frame is not None], ignore_index=True)


def _aside(
    accounts: Mapping[Path, Account], parts: Parts, names: Mapping[Path, str]
) -> Iterator[pd.DataFrame]:
    for path, account in accounts.items():
        rows = None if account.fault else parts.aside(path)
        if rows is not None:
            yield rows.assign(file=names[path])


def _write_aside(frames: Iterator[pd.DataFrame], path: Path) -> Counter[str]:
    """Writes the rows file by file and returns how many it lists for each reason."""
    listed: Counter[str] = Counter()
    pd.DataFrame(columns=[*ASIDE]).to_csv(path, index=False, lineterminator="\n")
    for rows in frames:
        place = rows.groupby("rule").cumcount() + rows["rule"].map(listed).fillna(0)
        some = rows[place < LISTED]
        listed.update(some["rule"].tolist())
        some[[*ASIDE]].to_csv(path, mode="a", header=False, index=False, lineterminator="\n")
    return listed


def _toml(about: About) -> str:
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in vars(about).items())
