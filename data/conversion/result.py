"""Parts → the folder of a data set, with the report of the conversion."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from data.about import About
from data.conversion.work import Order, Part, unpack
from data.formats.joining import PER
from data.formats.registry import FORMATS
from data.formats.tables import about_of, tables_of
from data.reading import Tables
from data.releases import version_of

LARGE = 100_000
"""From this many rows on, a table is written as Parquet instead of CSV."""


def write_result(parts: list[Part], order: Order, per: str, folder: Path) -> str:
    """Writes the data set and ``report.json`` into an empty folder and returns its version."""
    acts = pd.concat([unpack(part.acts) for part in parts if part.kept], ignore_index=True)
    tables = tables_of(
        acts.sort_values(["date", "raw_id"], kind="stable"), order.dyad, FORMATS[order.format].NAME, per
    )
    for name, table in tables.items():
        write_table(table, folder, name)
    (folder / "about.toml").write_text(
        _about_toml(about_of(FORMATS[order.format], order.dyad, acts, "converted")), encoding="utf-8"
    )
    told = [unpack(part.aside) for part in parts if part.aside]
    pd.concat(told, ignore_index=True).to_csv(folder / "set-aside.csv", index=False)
    told_of = report(parts, order, per, tables)
    (folder / "report.json").write_text(
        json.dumps(told_of, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    return version_of(folder)


def write_table(table: pd.DataFrame, folder: Path, name: str) -> None:
    """One table as CSV, or as Parquet when it is large."""
    if len(table) < LARGE:
        table.to_csv(folder / f"{name}.csv", index=False)
    else:
        table.to_parquet(folder / f"{name}.parquet", index=False, compression="zstd")


def report(parts: Iterable[Part], order: Order, per: str, tables: Tables) -> dict[str, Any]:
    """Rows read, kept and set aside with reasons, as a whole and per file."""
    parts = list(parts)
    reasons: Counter[str] = sum((Counter(part.reasons) for part in parts), Counter())
    return {
        "format": FORMATS[order.format].LABEL, "countries": list(order.countries), "dyad": list(order.dyad),
        "one_event_is": PER[per], "rows_read": sum(part.read for part in parts),
        "rows_kept": sum(part.kept for part in parts), "rows_set_aside": dict(reasons.most_common()),
        "events": len(tables["events"]), "actors": len(tables["actors"]), "sources": len(tables["sources"]),
        "files_not_read": {part.file: part.fault for part in parts if part.fault},
        "files": [
            {"file": part.file, "rows_read": part.read, "rows_kept": part.kept, "rows_set_aside": dict(part.reasons)}
            for part in sorted(parts, key=lambda part: part.file)
        ],
    }  # fmt: skip


def _about_toml(about: About) -> str:
    return "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in vars(about).items())
