"""A data set in shards: folders of neighbouring events, each small enough for the memory of one machine.

``folder/shards/0000`` and so on are data sets of their own, in the order of time. Each holds all actors, the sources
that its events name, and ``places.parquet``: the place of each event, and of each source, among those of all shards. A
trip and what belongs to it, and an act and its answers, stay in one shard. ``folder`` itself holds all actors, all
sources and ``shards.json``: the version of each shard and its number of events.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from data.about import FILE, About
from data.check import load_checked
from data.dataset import Dataset, build, load
from data.dates import read_all
from data.keys import positions
from data.mapped import give_back
from data.prepared import prepared
from data.problems import DataSetError, Problem
from data.reading import Tables
from data.releases import version_of
from data.schema import TABLES

FOLDER, PLACES, LIST = "shards", "places.parquet", "shards.json"
ON_TOP = ("actors", "sources")
AGAIN = "copy the folder again as a whole, or cut the data set anew with python -m data.shards"
_IN_SHARDS = [name for name in TABLES if name not in ON_TOP]
_BY_EVENT = ("participants", "event_spheres", "evidence", "claims", "agreements")
_OF_SOURCES = ("event_spheres", "evidence", "claims")


@dataclass(frozen=True)
class Shard:
    """One shard: the name of its folder, its version, its number of events."""

    name: str
    version: str
    events: int

    @property
    def is_plain(self) -> bool:
        """Whether it can be one: its name is that of a folder, not a way to somewhere else."""
        texts = isinstance(self.name, str) and isinstance(self.version, str)
        return texts and Path(self.name).name == self.name != ".." and type(self.events) is int


def cut(tables: Tables, number: int) -> Iterator[tuple[Tables, np.ndarray, np.ndarray]]:
    """The tables of each shard, and the places of its events and of its sources; some may be empty.

    The shards are of about the same number of events. ValueError for fewer than one.
    """
    if number < 1:
        raise ValueError(f"a data set lies in at least one shard, not in {number}")
    events = _in_order(tables["events"])
    shard = _shard_of(events, number)
    of_event = {name: shard[positions(tables[name]["event_id"], events["event_id"])] for name in _BY_EVENT}
    for one in range(number):
        own: Tables = {"actors": tables["actors"], "events": events[shard == one].reset_index(drop=True)}
        own |= {name: tables[name][of_event[name] == one].reset_index(drop=True) for name in _BY_EVENT}
        named = pd.concat([own[name]["source_id"] for name in _OF_SOURCES]).unique()
        used = np.zeros(len(tables["sources"]), dtype=bool)
        used[positions(named, tables["sources"]["source_id"])] = True
        own["sources"] = tables["sources"][used].reset_index(drop=True)
        yield own, np.flatnonzero(shard == one), np.flatnonzero(used)


def _in_order(events: pd.DataFrame) -> pd.DataFrame:
    """The order of ``Dataset.events``."""
    days = read_all(events["date"])[["first_day", "last_day"]].assign(event_id=events["event_id"])
    return events.loc[days.sort_values(["first_day", "last_day", "event_id"]).index].reset_index(drop=True)


def _shard_of(events: pd.DataFrame, number: int) -> np.ndarray:
    """The shard of each event: that of the first of its family, as families are not cut."""
    n_events = len(events)
    rows = np.arange(n_events)
    links = []
    for column in ("parent_id", "reaction_to"):
        other = positions(events[column], events["event_id"])
        links.append(np.stack([rows[other >= 0], other[other >= 0]]))
    left, right = np.concatenate(links, axis=1)
    family = connected_components(
        coo_array((np.ones(len(left), dtype=bool), (left, right)), shape=(n_events, n_events)), directed=False
    )[1]
    first = np.full(n_events, n_events)
    np.minimum.at(first, family, rows)
    return first[family] * number // max(n_events, 1)


def shards_for(events: int, size: int) -> int:
    """In how many shards so many events lie when each has at most about ``size``: a family is never cut."""
    return max(1, -(-events // size))


def in_memory(about: About, tables: Tables, number: int) -> list[Dataset]:
    """The shards of a data set, without files."""
    return [
        replace(build(about, own, f"shard-{one}"), places=places, source_places=sources)
        for one, (own, places, sources) in enumerate(cut(tables, number))
    ]


def write(tables: Tables, about: Path, folder: Path, number: int) -> None:
    """Writes a data set in shards; ``about`` is the file that describes it."""
    text = about.read_text(encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(text, encoding="utf-8")
    for name in ON_TOP:
        tables[name][TABLES[name].columns].astype("str").to_parquet(folder / f"{name}.parquet", index=False)
    listed = []
    for one, (own, places, sources) in enumerate(cut(tables, number)):
        place = folder / FOLDER / f"{one:04}"
        write_shard(own, places, sources, text, place)
        listed.append(Shard(place.name, version_of(place), len(places)))
    (folder / LIST).write_text(json.dumps([asdict(shard) for shard in listed], indent=1), encoding="utf-8")


def write_shard(
    tables: Mapping[str, pd.DataFrame], places: np.ndarray, sources: np.ndarray, about: str, folder: Path
) -> None:
    """Writes one shard."""
    folder.mkdir(parents=True)
    (folder / FILE).write_text(about, encoding="utf-8")
    for name, table in tables.items():
        table[TABLES[name].columns].astype("str").to_parquet(folder / f"{name}.parquet", index=False)
    of = np.repeat(["events", "sources"], [len(places), len(sources)])
    pd.DataFrame({"of": of, "place": np.concatenate([places, sources])}).to_parquet(
        folder / PLACES, index=False
    )


def in_shards(folder: Path) -> bool:
    """Whether the data set in a folder lies in shards, even if their list is missing."""
    return (folder / LIST).is_file() or (folder / FOLDER).is_dir()


def shards_of(folder: Path) -> list[Path]:
    """The folders of the shards of a data set, in their order; none for a data set in one piece."""
    return sorted(path.parent for path in (folder / FOLDER).glob(f"*/{PLACES}"))


def load_shard(folder: Path, version: str = "") -> Dataset:
    """One shard, whose large columns lie in temporary files, or in those of ``prepared``, which make it open at once.

    DataSetError with every problem when it breaks a rule, is damaged, or is of another version than the one named.
    """
    shard = prepared(lambda: _bytes_of(folder), lambda: _checked(folder))
    give_back()
    if version and shard.version != version:
        raise _refusal(folder, "", f"is of version {shard.version}, not of {version} as {LIST} says; {AGAIN}")
    return shard


def _bytes_of(folder: Path) -> str:
    """The version of a shard, and a hash over the places of its events, of which the version says nothing."""
    return f"{version_of(folder)} {hashlib.sha256((folder / PLACES).read_bytes()).hexdigest()}"


def _checked(folder: Path) -> Dataset:
    """One shard in memory."""
    try:
        name = _bytes_of(folder)
    except OSError:
        name = ""  # what is missing is told by its name below
    found = load(folder)
    events, sources = places_of(folder)
    if _bytes_of(folder) != name:
        raise _refusal(folder, "", "was changed while it was read; open it again")
    if (len(events), len(sources)) != (len(found), len(found.sources)):
        raise _refusal(
            folder, PLACES, f"does not have one place for each event and source of its shard; {AGAIN}"
        )
    return replace(found, places=events, source_places=sources, on_disk=name)


def places_of(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """The places of the events and of the sources of a shard. DataSetError when its file is missing or damaged."""
    if not (folder / PLACES).is_file():
        raise _refusal(folder, PLACES, f"is missing; {AGAIN}")
    try:
        places = pd.read_parquet(folder / PLACES, columns=["of", "place"]).astype({"place": np.int64})
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _refusal(folder, PLACES, f"cannot be read ({error}); {AGAIN}") from error
    events, sources = (places.loc[places["of"] == name, "place"].to_numpy() for name in ("events", "sources"))
    return events, sources


def listed(folder: Path) -> list[Shard]:
    """The shards of a data set as they were written, in their order; none for a data set in one piece.

    DataSetError when there are shards without a list, or with one that cannot be read.
    """
    if not in_shards(folder):
        return []
    if not (folder / LIST).is_file():
        raise _refusal(folder, LIST, f"is missing, and nothing else names the shards; {AGAIN}")
    try:
        found = [Shard(**one) for one in json.loads((folder / LIST).read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError) as error:
        raise _refusal(folder, LIST, f"cannot be read ({error}); {AGAIN}") from error
    if not found or not all(shard.is_plain for shard in found):
        raise _refusal(
            folder, LIST, f"does not list the name, the version and the events of each shard; {AGAIN}"
        )
    return found


def _refusal(folder: Path, file: str, rule: str) -> DataSetError:
    return DataSetError(folder.name, [Problem(file or folder.name, 0, "", "", rule)])


def version_of_shards(shards: list[Shard]) -> str:
    """The version of a data set in shards: a hash over those of its shards."""
    return hashlib.sha256(" ".join(shard.version for shard in shards).encode()).hexdigest()[:12]


def load_together(folder: Path) -> Dataset:
    """A data set in shards as one piece, on a machine whose memory holds it. DataSetError as for ``load_shard``."""
    shards = listed(folder)
    if not shards:
        raise _refusal(folder, LIST, "is missing; give a folder that python -m data.shards wrote")
    parts = []
    for shard in shards:
        place = folder / FOLDER / shard.name
        about, tables = load_checked(place)
        if (version := version_of(place)) != shard.version:
            raise _refusal(
                place, "", f"is of version {version}, not of {shard.version} as {LIST} says; {AGAIN}"
            )
        parts.append(tables)
    together = {name: pd.concat([tables[name] for tables in parts], ignore_index=True) for name in _IN_SHARDS}
    return build(about, together | {name: on_top(folder, name) for name in ON_TOP}, version_of_shards(shards))


def on_top(folder: Path, name: str) -> pd.DataFrame:
    """The actors or the sources of all shards, as text. DataSetError when their file is missing or damaged."""
    file = f"{name}.parquet"
    if not (folder / file).is_file():
        raise _refusal(folder, file, f"is missing; {AGAIN}")
    try:
        return pd.read_parquet(folder / file, columns=TABLES[name].columns).astype("str").fillna("")
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _refusal(folder, file, f"cannot be read ({error}); {AGAIN}") from error


def main(arguments: list[str]) -> int:
    """Cuts the data set in one folder into shards in another one, of at most about so many events each."""
    if len(arguments) != 3 or not arguments[2].isdecimal() or not int(arguments[2]):
        print("usage: python -m data.shards FOLDER NEW-FOLDER EVENTS", file=sys.stderr)
        return 2
    source, target, size = Path(arguments[0]), Path(arguments[1]), int(arguments[2])
    if target.exists():
        print(f"{target} is there already; name a new folder.", file=sys.stderr)
        return 1
    try:
        _, tables = load_checked(source)
    except DataSetError as error:
        print(error, file=sys.stderr)
        return 1
    write(tables, source / FILE, target, shards_for(len(tables["events"]), size))
    print(f"{len(tables['events']):,} events in {len(listed(target)):,} shards: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
