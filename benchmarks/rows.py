"""The rows of synthetic data: tables like real ones, of any length.

A few actors are in most events and most actors in few (Zipf), as in real tables. Spheres, types and levels are drawn
with the frequencies of the real data.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.dataset import Dataset
from data.reading import Tables
from data.schema import TABLES

ACTORS = 4_000
PUBLISHERS = 200
PER_SOURCE = 4
"""Events for one article, so that half a million events rest on 125,000 articles."""
TRIP = 10
"""Every tenth event is a trip of three days; the two that follow it are meetings within it."""
LASTS = 3
START, DAYS = np.datetime64("1992-01-01"), 12_000
WHOLE = TRIP * PER_SOURCE
"""A piece of so many events, or of a multiple, cuts no trip and shares no article with the next piece."""


@dataclass(frozen=True)
class Piece:
    """Events with the numbers from ``first`` on, ``size`` of them, whose first days lie in a window of ``days``.

    ``first`` is a multiple of ``WHOLE``, so that the ids of two pieces differ. A window that begins and ends with a
    month holds the dates of its events whole.
    """

    size: int
    first: int = 0
    start: np.datetime64 = START
    days: int = DAYS

    @property
    def events(self) -> np.ndarray:
        """The numbers of the events."""
        return np.arange(self.first, self.first + self.size)

    @property
    def sources(self) -> np.ndarray:
        """The numbers of the sources."""
        return np.arange(-(-self.size // PER_SOURCE)) + self.first // PER_SOURCE

    def drawn(self, size: int, random: np.random.Generator) -> np.ndarray:
        """Days in the window."""
        return self.start + random.integers(0, self.days, size)


def tables(piece: Piece, real: Dataset, random: np.random.Generator) -> Tables:
    """All tables of a piece; its actors are the same for every piece."""
    actors = _actors()
    events = _events(piece, real, random)
    sources = _sources(piece, random)
    evidence = _rows(piece, 3, sources["source_id"].to_numpy(), random, "source_id")
    spheres = _rows(piece, 2, real.event_spheres["sphere"].to_numpy(object), random, "sphere")
    first = evidence.drop_duplicates("event_id").set_index("event_id")["source_id"]
    return {
        "events": events,
        "actors": actors,
        "sources": sources,
        "participants": _participants(piece, actors, random),
        "event_spheres": spheres.assign(
            stage=_stages(real, spheres["event"], events["status"], random),
            source_id=first[spheres["event_id"]].to_numpy(),
            sphere_basis="coded",
        ),
        "evidence": evidence.assign(paragraphs="2", raw_rows=""),
        "claims": pd.DataFrame(columns=TABLES["claims"].columns, dtype=str),
        "agreements": _agreements(piece),
    }


def _ids(kind: str, numbers: np.ndarray) -> np.ndarray:
    return np.char.add(f"{kind}-", numbers.astype(str)).astype(object)


def _zipf(kinds: int, size: int, random: np.random.Generator) -> np.ndarray:
    """Numbers below ``kinds``; number n is drawn with a weight of 1 / (n + 1)."""
    shares = np.cumsum(1 / np.arange(1, kinds + 1))
    return np.searchsorted(shares, random.random(size) * shares[-1])


def _events(piece: Piece, real: Dataset, random: np.random.Generator) -> pd.DataFrame:
    row, size = np.arange(piece.size), piece.size
    trip, part = row % TRIP == 0, (row % TRIP > 0) & (row % TRIP < LASTS)
    trip_of = row - row % TRIP
    start = piece.drawn(size, random)[trip_of * (trip | part) + row * ~(trip | part)]
    latest = piece.start + (piece.days - LASTS)  # a meeting of a trip begins in the window of its trip
    start = np.where(trip | part, np.minimum(start, latest), start)
    day = (start + part).astype(str).astype(object)
    month = ~trip & ~part & (random.random(size) < 0.05)
    day[month] = pd.Series(day[month], dtype=object).str[:7]
    day[trip] = day[trip] + "/" + (start[trip] + LASTS - 1).astype(str).astype(object)
    alike = real.events[real.events["event_type"].ne("other") & real.events["country"].ne("")]
    drawn = alike.iloc[random.integers(0, len(alike), size)]
    kind = drawn["event_type"].to_numpy(object).copy()
    kind[trip], kind[part] = "visit", "meeting"
    kind[(kind == "visit") & ~trip] = "statement"
    table = drawn[["status", "scope", "city", "country", "title", "summary"]].astype(object)
    return table.reset_index(drop=True).assign(
        event_id=_ids("event", piece.events), date=day, date_basis="stated", event_type=kind,
        city=np.where(kind == "call", "", table["city"]), country=np.where(kind == "call", "", table["country"]),
        parent_id=np.where(part, _ids("event", piece.events[trip_of]), ""), reaction_to="", note="",
    )  # fmt: skip


def _actors() -> pd.DataFrame:
    number = np.arange(ACTORS)
    kind = np.where(number % 5 == 4, "institution", "person")
    country = np.array(["AZE", "ISR"] * 9 + ["TUR", "USA"])[number % 20]
    sector = np.array(["foreign_affairs", "energy", "economy", "defence", "health"])[number % 7 % 5]
    name = np.char.add("Actor ", number.astype(str))
    return pd.DataFrame(
        {"actor_id": _ids("actor", number), "name": name, "kind": kind, "country": country, "sector": sector}
    ).assign(aliases="")


def _participants(piece: Piece, actors: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    """A host and a visitor, one of each country, and up to two more."""
    number, size = piece.events, piece.size
    sides = [np.flatnonzero(actors["country"] == country) for country in ("AZE", "ISR")]
    pair = [side[_zipf(len(side), size, random)] for side in sides]
    away = random.random(size) < 0.5
    rows = [(number, np.where(away, *pair), "host"), (number, np.where(away, *pair[::-1]), "visitor")]
    for share in (0.6, 0.3):
        there = number[random.random(size) < share]
        rows.append((there, _zipf(len(actors), len(there), random), "participant"))
    event, actor = (np.concatenate([row[place] for row in rows]) for place in (0, 1))
    role = np.repeat([row[2] for row in rows], [len(row[0]) for row in rows])
    once = pd.DataFrame({"event": event, "actor": actor, "role": role}).drop_duplicates(["event", "actor"])
    level = np.array(["minister", "ambassador", "parliament", "senior_official", "official", "head_of_state"])
    person = (actors["kind"] == "person").to_numpy()[once["actor"]]
    return pd.DataFrame(
        {
            "event_id": _ids("event", once["event"].to_numpy()),
            "actor_id": _ids("actor", once["actor"].to_numpy()),
            "office": np.where(person, _ids("Office", once["actor"].to_numpy() % 400), ""),
            "level": np.where(person, level[once["actor"] % len(level)], "institution"),
            "role": once["role"].to_numpy(),
        }
    )


def _sources(piece: Piece, random: np.random.Generator) -> pd.DataFrame:
    number = piece.sources
    publisher = _zipf(PUBLISHERS, len(number), random)
    published = piece.drawn(len(number), random).astype(str)
    side = np.array(["AZE", "ISR", "", "TUR", "GBR"])[publisher % 5]
    return pd.DataFrame(
        {"source_id": _ids("source", number), "publisher": _ids("Publisher", publisher),
         "title": _ids("Article", number), "url": "", "published": published, "side": side}
    ).assign(language="en")  # fmt: skip


def _rows(
    piece: Piece, most: int, values: np.ndarray, random: np.random.Generator, name: str
) -> pd.DataFrame:
    """One to ``most`` different values for each event; ``event`` is its row number in the piece."""
    event = np.repeat(np.arange(piece.size), random.integers(1, most + 1, piece.size))
    drawn = pd.DataFrame({"event": event, name: values[random.integers(0, len(values), len(event))]})
    drawn = drawn.drop_duplicates(ignore_index=True)
    return drawn.assign(event_id=_ids("event", piece.first + drawn["event"].to_numpy()))


def _stages(real: Dataset, event: pd.Series, status: pd.Series, random: np.random.Generator) -> np.ndarray:
    stage = real.event_spheres["stage"].to_numpy(object)[
        random.integers(0, len(real.event_spheres), len(event))
    ]
    open_act = status.isin(["planned", "cancelled"]).to_numpy()[event]
    return np.where(open_act, "discussed", stage)


def _agreements(piece: Piece) -> pd.DataFrame:
    number = piece.events[piece.events % 100 == 0]
    return pd.DataFrame({"agreement_id": _ids("agreement", number), "event_id": _ids("event", number)}).assign(
        title="Agreement", kind="agreement", spheres="trade;energy", parties="Azerbaijan;Israel", valid_from="",
        valid_to="",
    )  # fmt: skip
