"""What was released of a data set: ``releases.csv`` and ``ids.csv`` in its folder, both optional.

An id that was released never changes its meaning and never vanishes in silence: when its row goes, ``ids.csv`` keeps
the id with the last release that had it and, if there is one, the id that took its place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from data.about import About
from data.dates import DateError, read
from data.problems import Problem
from data.reading import Tables, file_of
from data.schema import KEYED, TABLES

CHANGED = "is released with other content (hash {was}, now {now}); give about.toml a new version"
GONE = "was released and is gone from {table}.csv; say until which release it was there, and which id took its place"


@dataclass(frozen=True)
class Release:
    """One released version: its number, its day (EDTF), its hash, and what changed."""

    version: str
    released: str
    hash: str
    note: str


@dataclass(frozen=True)
class Id:
    """One id of ``table`` that was ever released; ``until`` is empty while it is in use, ``now`` when nothing took
    its place."""

    table: str
    id: str
    since: str
    until: str
    now: str


@dataclass(frozen=True)
class History:
    """All releases, the latest last, and every id that they ever had. Empty for a data set without releases."""

    releases: tuple[Release, ...] = ()
    ids: dict[tuple[str, str], Id] = field(default_factory=dict)

    @classmethod
    def of(cls, history: Tables) -> History:
        """The history that the tables ``releases`` and ``ids`` hold, as far as they are there."""
        releases, ids = (
            history[name].to_dict("records") if name in history else [] for name in ("releases", "ids")
        )
        return cls(
            tuple(Release(**{str(name): text for name, text in row.items()}) for row in releases),
            {(row["table"], row["id"]): Id(**{str(name): text for name, text in row.items()}) for row in ids},
        )

    @cached_property
    def _by_hash(self) -> dict[str, Release]:
        return {release.hash: release for release in self.releases}

    def release(self, hash_: str) -> Release | None:
        """The release with that hash; None when there was none."""
        return self._by_hash.get(hash_)

    def retired(self, table: str, id_: str) -> Id | None:
        """What became of an id that is no longer in use; None for an id in use or never released."""
        known = self.ids.get((table, id_))
        return known if known and known.until else None


def version_of(folder: Path) -> str:
    """Twelve hex digits of SHA-256 over the tables and ``about.toml``, in fixed order."""
    digest = hashlib.sha256()
    for path in [folder / "about.toml", *(file_of(folder, table) for table in TABLES)]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def ids_of(tables: Tables) -> list[tuple[str, str]]:
    """Table and id of every row that has an id, in the order of the files."""
    return [(name, id_) for name in KEYED for id_ in tables[name][TABLES[name].key[0]]]


def release_problems(history: Tables, about: About, tables: Tables, hash_: str) -> list[Problem]:
    """What a data set may not have done since its releases. No problem for one that was never released."""
    if not history:
        return []
    missing = [
        Problem(f"{name}.csv", 0, "", "", "is missing; releases.csv and ids.csv go together")
        for name in ("releases", "ids")
        if name not in history
    ]
    if missing:
        return missing
    return [*_of_releases(history["releases"], about, hash_), *_of_ids(history, tables)]


def _of_releases(releases: pd.DataFrame, about: About, hash_: str) -> Iterator[Problem]:
    twice = releases["version"].duplicated()
    for number, (version, day, was) in enumerate(
        zip(releases["version"], releases["released"], releases["hash"], strict=True), 2
    ):
        if twice.iloc[number - 2]:
            yield Problem("releases.csv", number, "version", version, "stands twice")
        if version == about.version and was != hash_:
            yield Problem("releases.csv", number, "version", version, CHANGED.format(was=was, now=hash_))
        try:
            read(day)
        except DateError as error:
            yield Problem("releases.csv", number, "released", day, str(error))


def _of_ids(history: Tables, tables: Tables) -> Iterator[Problem]:
    versions, used = {*history["releases"]["version"]}, {*ids_of(tables)}
    ids = history["ids"]
    twice = ids.duplicated(["table", "id"]).tolist()
    for number, row in enumerate(ids.itertuples(index=False, name=None), 2):
        known = Id(**dict(zip(ids.columns, row, strict=True)))
        if twice[number - 2]:
            yield Problem("ids.csv", number, "id", known.id, "stands twice")
        for column, version in (("since", known.since), ("until", known.until)):
            if version and version not in versions:
                yield Problem("ids.csv", number, column, version, "is not a version in releases.csv")
        yield from _of_id(known, number, used)


def _of_id(known: Id, number: int, used: set[tuple[str, str]]) -> Iterator[Problem]:
    there = (known.table, known.id) in used
    if not there and not known.until:
        yield Problem("ids.csv", number, "until", known.id, GONE.format(table=known.table))
    if there and known.until:
        yield Problem("ids.csv", number, "id", known.id, f"was retired and stands in {known.table}.csv again")
    if known.now and not known.until:
        yield Problem("ids.csv", number, "now", known.now, "takes the place of an id that is still in use")
    if known.now and (known.table, known.now) not in used:
        yield Problem("ids.csv", number, "now", known.now, f"is not in {known.table}.csv")
