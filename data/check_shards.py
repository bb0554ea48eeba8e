"""Checks a data set in shards: each shard by itself, and that they fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd

from data.about import FILE, About, read_about
from data.check import load_checked, schema_problems
from data.dates import read_all
from data.problems import DataSetError, Problem
from data.reading import Tables
from data.releases import version_of
from data.shards import AGAIN, FOLDER, LIST, ON_TOP, PLACES, Shard, listed, on_top, places_of

_ORDER = ["first_day", "last_day", "event_id"]


@dataclass
class _Found:
    """What is gathered from shard to shard: problems, rows by table, and for each event its place and its order."""

    problems: list[Problem] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    order: list[pd.DataFrame] = field(default_factory=list)
    documents: list[pd.Series] = field(default_factory=list)


def check_shards(folder: Path) -> tuple[About, Counter[str]]:
    """The description of a data set in shards, and how many rows its tables have.

    Only one shard is in memory at a time. DataSetError with all problems of all shards at once; their files are named
    by the path from ``folder`` on.
    """
    about, problems = read_about(folder)
    found = _Found(problems)
    shards, top = listed(folder), _on_top(folder, found)
    for shard in shards:
        found.problems += _of_shard(folder, shard, top, found)
    found.problems += _of_list(folder, shards)
    if not found.problems:
        found.problems += _of_all(found)
    if found.problems or about is None:
        raise DataSetError(folder.name, found.problems)
    found.rows.update({name: len(table) for name, table in top.items()})
    return about, found.rows


def _on_top(folder: Path, found: _Found) -> Tables:
    top = {}
    for name in ON_TOP:
        try:
            top[name] = on_top(folder, name)
        except DataSetError as error:
            found.problems += error.problems
    found.problems += [replace(one, file=f"{one.file[:-4]}.parquet") for one in schema_problems(top)]
    return top


def _of_shard(folder: Path, shard: Shard, top: Tables, found: _Found) -> Iterator[Problem]:
    place, path = folder / FOLDER / shard.name, f"{FOLDER}/{shard.name}"
    if not place.is_dir():
        yield Problem(path, 0, "", "", f"is missing and stands in {LIST}; {AGAIN}")
        return
    try:
        _, tables = load_checked(place)
        events, sources = places_of(place)
    except DataSetError as error:
        yield from (replace(one, file=f"{path}/{one.file}") for one in error.problems)
        return
    if (version := version_of(place)) != shard.version:
        yield Problem(path, 0, "", "", f"is of version {version}, {LIST} says {shard.version}; {AGAIN}")
    if (many := len(tables["events"])) != shard.events:
        yield Problem(path, 0, "", "", f"has {many:,} events, {LIST} says {shard.events:,}; {AGAIN}")
    if (folder / FILE).is_file() and (place / FILE).read_bytes() != (folder / FILE).read_bytes():
        yield Problem(f"{path}/{FILE}", 0, "", "", f"is not the {FILE} of the whole data set")
    yield from _of_places(path, tables, top, events, sources)
    found.rows.update({name: len(table) for name, table in tables.items() if name not in ON_TOP})
    if len(events) == many:
        days = read_all(tables["events"]["date"])[_ORDER[:2]]
        found.order.append(days.assign(event_id=tables["events"]["event_id"], place=events, shard=path))
        found.documents.append(tables["agreements"]["agreement_id"])


def _of_places(
    path: str, tables: Tables, top: Tables, events: np.ndarray, sources: np.ndarray
) -> Iterator[Problem]:
    for name, places in (("events", events), ("sources", sources)):
        if len(places) != len(tables[name]):
            rule = f"has {len(places):,} places for {len(tables[name]):,} {name}"
            yield Problem(f"{path}/{PLACES}", 0, "", "", rule)
        elif (np.diff(places) <= 0).any():
            yield Problem(f"{path}/{PLACES}", 0, "", "", f"has places of {name} that do not ascend")
    if "actors" in top and not _same(tables["actors"], top["actors"]):
        yield Problem(f"{path}/actors", 0, "", "", "are not the actors of the whole data set, row by row")
    if "sources" in top and len(sources) == len(tables["sources"]):
        inside = (sources >= 0) & (sources < len(top["sources"]))
        if not inside.all() or not _same(tables["sources"], top["sources"].take(sources)):
            yield Problem(
                f"{path}/sources", 0, "", "", f"are not those of the whole data set at their {PLACES}"
            )


def _same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    return one[[*other.columns]].reset_index(drop=True).equals(other.reset_index(drop=True))


def _of_list(folder: Path, shards: list[Shard]) -> Iterator[Problem]:
    names = Counter(shard.name for shard in shards)
    for name in (name for name, many in names.items() if many > 1):
        yield Problem(LIST, 0, "", name, "stands twice")
    for path in sorted((folder / FOLDER).iterdir()) if (folder / FOLDER).is_dir() else []:
        if path.is_dir() and path.name not in names:
            yield Problem(f"{FOLDER}/{path.name}", 0, "", "", f"does not stand in {LIST}; {AGAIN}")


def _of_all(found: _Found) -> Iterator[Problem]:
    """What no shard can know by itself: ids that stand in two, and places that are not the order of time."""
    events = pd.concat(found.order, ignore_index=True)
    for column, ids in (("event_id", events["event_id"]), ("agreement_id", pd.concat(found.documents))):
        for id_ in ids[ids.duplicated()]:
            yield Problem(FOLDER, 0, column, id_, "stands in two shards")
    if not np.array_equal(np.sort(events["place"].to_numpy()), np.arange(len(events))):
        yield Problem(
            PLACES, 0, "", "", f"of all shards do not give each of {len(events):,} events its own place"
        )
        return
    placed = events.sort_values("place", ignore_index=True)
    wrong = np.flatnonzero(placed.sort_values(_ORDER).index.to_numpy() != placed.index.to_numpy())
    if len(wrong):
        first = placed.iloc[wrong[0]]
        rule = "is the first event whose place is not that of the order of time"
        yield Problem(f"{first['shard']}/{PLACES}", 0, "", first["event_id"], rule)
