"""Acts → the eight tables of a data set, as text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from data.about import About
from data.formats.acts import PARTY, SEVERAL, Format
from data.formats.joining import event_numbers
from data.reading import Tables
from data.schema import CODEBOOK_VERSION, TABLES
from data.sides import Sides
from data.vocabulary import fold, vocabulary

LONGEST_NAME = 5


def tables_of(acts: pd.DataFrame, dyad: tuple[str, str], prefix: str, per: str = "event") -> Tables:
    """The tables of all acts of a file or of many files. ``prefix`` stands in front of ids: ``icews``.

    An event takes its date, kind, place and texts from its first row, its participants and spheres from all of them
    (of a sphere the furthest stage). Each report of it is one row of evidence that names the raw rows. No acts give
    empty tables.
    """
    acts = acts.reset_index(drop=True)
    number = event_numbers(acts, per)
    first = acts[~pd.Series(number).duplicated().to_numpy()]
    event_id = _event_ids(first["raw_id"], prefix)
    parties = _parties(acts, event_id[number])
    source_id = _by_unique(acts["story"], lambda story: f"{prefix}-{_key(story)}")
    tables = {
        "events": _events(first, event_id, parties, dyad),
        "actors": parties.drop_duplicates("actor_id"),
        "participants": parties.drop_duplicates(["event_id", "actor_id"]),
        "event_spheres": _spheres(acts, event_id[number], source_id),
        "evidence": _evidence(acts, event_id[number], source_id),
        "sources": _sources(acts, source_id),
    }
    return {name: _as_text(tables.get(name), name) for name in TABLES}


def about_of(
    format_: Format, dyad: tuple[str, str], acts: pd.DataFrame, version: str, per: str, how: str = ""
) -> About:
    """The description of a data set that comes from files of a format; it is dated with its latest act."""
    return About(
        name=f"{format_.NAME}-{'-'.join(dyad).lower().replace('*', 'all')}",
        title=f"{' and '.join(Sides(*dyad).labels)} in {format_.LABEL}", description=format_.ABOUT + how, dyad=dyad,
        version=version, released=acts["date"].str[:10].max() if len(acts) else "1970-01-01", licence=format_.LICENCE,
        licence_url=format_.LICENCE_URL, attribution=format_.CITATION, codebook_version=CODEBOOK_VERSION,
        per=per if format_.MACHINE else "",
    )  # fmt: skip


def _as_text(frame: pd.DataFrame | None, name: str) -> pd.DataFrame:
    columns = TABLES[name].columns
    given = pd.DataFrame(columns=columns) if frame is None else frame
    return (
        pd.DataFrame({column: given.get(column, "") for column in columns}, index=given.index)
        .astype("str")
        .reset_index(drop=True)
    )


def _event_ids(raw: pd.Series, prefix: str) -> np.ndarray:
    ids = prefix + "-" + raw.str.lower().str.replace(r"[^a-z0-9]+", "-", regex=True).str.strip("-")
    again = ids.groupby(ids).cumcount()
    return ids.where(again == 0, ids + "-" + (again + 1).astype(str)).to_numpy(dtype=object)


def _parties(acts: pd.DataFrame, event_id: np.ndarray) -> pd.DataFrame:
    """One row per act and named party, in the order of the acts."""
    ends = [
        acts[[f"{end}_{part}" for part in PARTY]].set_axis(list(PARTY), axis=1).assign(event_id=event_id)
        for end in ("from", "to")
    ]
    rows = pd.concat(ends).sort_index(kind="stable")
    rows = _apart(rows[rows["name"] != ""])
    return _of_one_kind(rows.assign(actor_id=_actor_ids(rows)))


def _of_one_kind(rows: pd.DataFrame) -> pd.DataFrame:
    """Each actor is what its first row says. Codes of later rows may see a country or a body in the same name."""
    kind = rows.groupby("actor_id")["kind"].transform("first")
    level = rows["level"].mask(kind == "country", "country")
    level = level.mask((kind == "institution") & (level == "country"), "institution")
    level = level.mask((kind == "person") & level.isin(["country", "institution"]), "official")
    return rows.assign(kind=kind, level=level, office=rows["office"].where(kind == "person", ""))


def _apart(rows: pd.DataFrame) -> pd.DataFrame:
    """One row for each party where several stand at one end."""
    several = rows["name"].str.contains(SEVERAL, regex=False)
    if not several.any():
        return rows
    lists = {part: rows.loc[several, part].str.split(SEVERAL) for part in PARTY}
    placed = rows.assign(place=np.arange(len(rows)))
    each = placed[several].assign(**lists).explode(list(PARTY))
    return pd.concat([placed[~several], each]).sort_values("place", kind="stable").drop(columns="place")


def _actor_ids(rows: pd.DataFrame) -> np.ndarray:
    codes, names = pd.MultiIndex.from_frame(rows[["name", "country"]]).factorize()
    used: dict[str, int] = {}
    ids = []
    for name, country in names:
        slug = "-".join(filter(None, (_slug(name) or _key(name), country.lower())))
        used[slug] = used.get(slug, 0) + 1
        ids.append(slug if used[slug] == 1 else f"{slug}-{used[slug]}")
    return np.array(ids, dtype=object)[codes] if ids else np.empty(0, dtype=object)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:60].strip("-")


def _key(text: str) -> str:
    """A short id for a text that has none: a slug when it is short, else a hash."""
    slug = _slug(text)
    plain = slug and len(text) <= 40 and "/" not in text
    return slug if plain else hashlib.sha256(text.encode()).hexdigest()[:12]


def _by_unique(column: pd.Series, make: Callable[[str], str]) -> np.ndarray:
    codes, values = pd.factorize(column)
    return np.array([make(str(value)) for value in values], dtype=object)[codes]


def _events(
    first: pd.DataFrame, event_id: np.ndarray, parties: pd.DataFrame, dyad: tuple[str, str]
) -> pd.DataFrame:
    ids = pd.Series(event_id, first.index)
    side = Sides(*dyad).of(parties["country"])
    both = np.logical_and.reduce([ids.isin(parties["event_id"][side == one]) for one in ("first", "second")])
    events = first.assign(
        event_id=event_id, scope=np.where(both, "bilateral", "third_party"), date_basis="stated"
    )
    kinds = events["event_type"].map(vocabulary("event_types").column("label"))
    who = _short(events["from_name"])
    whom = _short(events["to_name"])
    made = kinds + ": " + who + (" – " + whom).where(whom != "", "")
    events["title"] = events["title"].where(events["title"] != "", made)
    events["summary"] = events["summary"].where(
        events["summary"] != "", events["note"].where(events["note"] != "", made)
    )
    return events


def _short(names: pd.Series) -> pd.Series:
    """Titles hold at most twelve words: long names are cut, and of several parties the first stands for all."""
    return pd.Series(_by_unique(names, _cut), names.index, dtype="str")


def _cut(names: str) -> str:
    name, *others = names.split(SEVERAL)
    words, more = name.split(), ["and", "others"] if others else []
    room = LONGEST_NAME - len(more)
    kept = words if len(words) <= room else [*words[: room - 1], "…"]
    return " ".join(kept + more)


def _spheres(acts: pd.DataFrame, event_id: np.ndarray, source_id: np.ndarray) -> pd.DataFrame:
    told = acts[["spheres", "sphere_basis"]].assign(event_id=event_id, source_id=source_id)
    told = told[told["spheres"] != ""]
    told = told.assign(one=told["spheres"].str.split(";")).explode("one")
    pair = told["one"].str.split(":", n=1)
    told = told.assign(sphere=pair.str[0], stage=pair.str[1])
    rank = told["stage"].map({stage: place for place, stage in enumerate(vocabulary("stages").ids)})
    furthest = told.assign(rank=-rank.astype(float)).sort_values("rank", kind="stable")
    return furthest.drop_duplicates(["event_id", "sphere"]).sort_index(kind="stable")


def _evidence(acts: pd.DataFrame, event_id: np.ndarray, source_id: np.ndarray) -> pd.DataFrame:
    rows = pd.DataFrame({"event_id": event_id, "source_id": source_id, "raw_rows": acts["raw_id"]})
    keys = ["event_id", "source_id"]
    repeated = rows.duplicated(keys, keep=False)
    told: dict[tuple[str, str], dict[str, None]] = {}
    for event, source, raw in rows[repeated].itertuples(index=False, name=None):
        told.setdefault((event, source), {})[raw] = None
    joined = [(*key, ";".join(ids)) for key, ids in told.items()]
    return pd.concat([rows[~repeated], pd.DataFrame(joined, columns=[*rows.columns])], ignore_index=True)


def _sources(acts: pd.DataFrame, source_id: np.ndarray) -> pd.DataFrame:
    """One row per report; where the data hold no title of it, a description in brackets stands in its place."""
    columns = ["publisher", "url", "published", "language", "story", "source_title", "source_side"]
    sources = acts[columns].assign(source_id=source_id).drop_duplicates("source_id")
    named = ("[Report " + sources["story"] + "]").where(sources["url"] == "", "[Report at this address]")
    title = sources["source_title"].where(sources["source_title"] != "", named)
    return sources.assign(title=title, side=sources["source_side"])
