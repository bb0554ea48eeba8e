"""Rules of the codebook that go beyond one cell: keys, references, dates, trips, sides, evidence, disagreement.

Each rule takes the tables as text and yields the problems it finds; ``RULES`` lists them all. A rule only runs when
the tables it needs could be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd

from data.dates import DateError, read
from data.keys import among, positions
from data.problems import Problem
from data.reading import Tables
from data.schema import TABLES
from data.sides import Sides
from data.vocabulary import nearest, vocabulary

MOST_HINTS = 20
MOST_IDS = 20_000

Rule = Callable[[Tables, tuple[str, str]], Iterator[Problem]]


def problem(table: str, index: int, column: str, value: str, rule: str, hint: str = "") -> Problem:
    """A problem in row ``index`` (0-based) of a table, numbered as a spreadsheet does."""
    return Problem(f"{table}.csv", index + 2, column, value, rule, hint)


def rows_where(tables: Tables, table: str, mask: pd.Series, column: str, rule: str) -> Iterator[Problem]:
    """One problem for each row of ``table`` for which ``mask`` is true."""
    for index, value in tables[table].loc[mask, column].items():
        yield problem(table, int(str(index)), column, str(value), rule)


def unique_keys(tables: Tables, dyad: tuple[str, str]) -> Iterator[Problem]:
    """No two rows of a table have the same key."""
    for name, frame in tables.items():
        key = list(TABLES[name].key)
        for index in frame.index[frame.duplicated(key)]:
            value = " + ".join(frame.loc[index, key])
            yield problem(name, index, key[0], value, "stands in an earlier row already")


def references(tables: Tables, dyad: tuple[str, str]) -> Iterator[Problem]:
    """Every id that a row points to is there."""
    for name, frame in tables.items():
        for column in frame.columns:
            target = TABLES[name].meta(column).get("table")
            if target in tables:
                yield from _dangling(name, frame[column], target, tables[target].iloc[:, 0])


def _dangling(name: str, cells: pd.Series, target: str, ids: pd.Series) -> Iterator[Problem]:
    wrong = cells[~among(cells, ids) & (cells != "")]
    # Looking for a near id takes a moment for each of them: hints are for tables that people write.
    known = ids.tolist() if len(ids) <= MOST_IDS else []
    hints = {value: nearest(value, known) or "" for value in wrong.unique()[:MOST_HINTS]}
    for index, value in wrong.items():
        rule = f"is not in {target}.csv"
        yield problem(name, int(str(index)), str(cells.name), value, rule, hints.get(value, ""))


def dates(tables: Tables, dyad: tuple[str, str]) -> Iterator[Problem]:
    """Every date is EDTF with a first and a last day."""
    for name, frame in tables.items():
        for column in frame.columns:
            if TABLES[name].meta(column).get("form") == "edtf":
                yield from _bad_dates(name, frame[column])


def _bad_dates(name: str, cells: pd.Series) -> Iterator[Problem]:
    faults = {text: fault for text in cells.unique() if text and (fault := _date_fault(text))}
    for index, text in cells[among(cells, [*faults])].items() if faults else ():
        yield problem(name, int(str(index)), str(cells.name), "", faults[text])


def _date_fault(text: str) -> str:
    try:
        read(text)
    except DateError as error:
        return str(error)
    return ""


def spheres_of_agreements(tables: Tables, dyad: tuple[str, str]) -> Iterator[Problem]:
    """The spheres of an agreement are ids of the vocabulary, separated by semicolons."""
    spheres = vocabulary("spheres")
    for index, cell in tables["agreements"]["spheres"].items():
        for value in cell.split(";"):
            if value not in spheres.ids:
                rule = f"must be ids of spheres: {', '.join(spheres.ids)}"
                yield problem(
                    "agreements", int(str(index)), "spheres", value, rule, spheres.nearest(value) or ""
                )


def notes(tables: Tables, dyad: tuple[str, str]) -> Iterator[Problem]:
    """What was inferred, or is of no listed type, has a note that says why or what."""
    events = tables["events"]
    silent = events["note"] == ""
    inferred = (events["date_basis"] == "inferred") & silent
    yield from rows_where(tables, "events", inferred, "date_basis", "needs a note that gives the reasoning")
    other = (events["event_type"] == "other") & silent
    yield from rows_where(tables, "events", other, "event_type", "needs a note that says what it is")


def places(tables: Tables, dyad: tuple[str, str]) -> Iterator[Problem]:
    """A city has its country, and a call has no place."""
    events = tables["events"]
    homeless = (events["city"] != "") & (events["country"] == "")
    yield from rows_where(tables, "events", homeless, "city", "needs its country")
    placed = (events["event_type"] == "call") & (events["country"] != "")
    yield from rows_where(tables, "events", placed, "country", "must be empty: a call has no place")


def offices(tables: Tables, dyad: tuple[str, str]) -> Iterator[Problem]:
    """Countries, and only they, stand at the level of a country; only persons hold an office."""
    rows, actors = tables["participants"], tables["actors"]
    kind = actors["kind"].reindex(positions(rows["actor_id"], actors["actor_id"])).set_axis(rows.index)
    known = kind.notna()
    wrong = known & ((rows["level"] == "country") != (kind == "country"))
    rule = "must be 'country' for actors of the kind country, and another level for all others"
    yield from rows_where(tables, "participants", wrong, "level", rule)
    held = known & (rows["office"] != "") & (kind != "person")
    yield from rows_where(
        tables, "participants", held, "office", "must be empty: only persons hold an office"
    )


def trips(tables: Tables, dyad: tuple[str, str]) -> Iterator[Problem]:
    """A part of a trip lies within it; a trip is part of no other trip; nothing reacts to itself."""
    events = tables["events"]
    trip = positions(events["parent_id"], events["event_id"])
    part = np.flatnonzero((events["parent_id"] != "").to_numpy() & (trip >= 0))
    parents = events.iloc[trip[part]]
    columns = parents["event_type"], parents["parent_id"], events["date"].iloc[part], parents["date"]
    for row, *cells in zip(part.tolist(), *(column.tolist() for column in columns), strict=True):
        rule = _trip_fault(*cells)
        if rule:
            yield problem("events", row, "parent_id", events["parent_id"].iloc[row], rule)
    itself = (events["reaction_to"] == events["event_id"]) & (events["event_id"] != "")
    yield from rows_where(tables, "events", itself, "reaction_to", "points to the event itself")


def _trip_fault(kind: str, parent_id: str, date: str, trip_date: str) -> str:
    if kind != "visit":
        return "must be a trip (event_type visit)"
    if parent_id:
        return "is itself part of a trip; only one level is allowed"
    try:
        inner, outer = read(date), read(trip_date)
    except DateError:
        return ""  # reported by the rule on dates
    inside = outer.first_day <= inner.first_day and inner.last_day <= outer.last_day
    return "" if inside else f"is dated {trip_date}, the event {date}: it lies outside its trip"


def both_sides(tables: Tables, dyad: tuple[str, str]) -> Iterator[Problem]:
    """Bilateral events name both sides of the dyad, themselves or through their trip or a joint body."""
    events, there = tables["events"], _countries_there(tables)
    sides = Sides(*dyad)
    side, joint_body = sides.of(there["country"]), there["joint_body"]
    bare = pd.Series(False, events.index)
    for one in ("first", "second"):
        named = there["event_id"][(side == one) | joint_body]
        bare |= ~(among(events["event_id"], named) | among(events["parent_id"], named))
    wrong = events[bare & (events["scope"] == "bilateral")]
    near = there[among(there["event_id"], [*wrong["event_id"], *wrong["parent_id"]])]
    countries: dict[Any, set[str]] = {
        event_id: {*found} for event_id, found in near.groupby("event_id")["country"]
    }
    second = "another country" if sides.one_and_all else dyad[1]
    for index, event_id, parent_id in zip(wrong.index, wrong["event_id"], wrong["parent_id"], strict=True):
        found = countries.get(event_id, set()) | countries.get(parent_id, set())
        words = ", ".join(sorted(found - {""})) or "none"
        rule = f"needs participants of both {dyad[0]} and {second} (found: {words})"
        yield problem("events", index, "scope", "bilateral", rule)


def _countries_there(tables: Tables) -> pd.DataFrame:
    """One row per participation: the country of the actor, and whether it is a body of both sides."""
    rows, actors = tables["participants"], tables["actors"]
    place = positions(rows["actor_id"], actors["actor_id"])
    kind, country = (
        np.where(place >= 0, actors[name].to_numpy(object)[place], "") if len(actors) else ""
        for name in ("kind", "country")
    )
    joint_body = (kind == "institution") & (country == "")
    return rows[["event_id"]].assign(country=country, joint_body=joint_body)


def support(tables: Tables, dyad: tuple[str, str]) -> Iterator[Problem]:
    """Every event has evidence and a participant; spheres and claims rest on a source of their event."""
    for name, rule in (
        ("evidence", "has no row in evidence.csv"),
        ("participants", "has no row in participants.csv"),
    ):
        bare = ~among(tables["events"]["event_id"], tables[name]["event_id"])
        yield from rows_where(tables, "events", bare, "event_id", rule)
    reports = pd.MultiIndex.from_frame(tables["evidence"][["event_id", "source_id"]])
    for name in ("event_spheres", "claims"):
        pairs = pd.MultiIndex.from_frame(tables[name][["event_id", "source_id"]])
        loose = pd.Series(~pairs.isin(reports))
        yield from rows_where(tables, name, loose, "source_id", "is not in evidence.csv for this event")


def stages(tables: Tables, dyad: tuple[str, str]) -> Iterator[Problem]:
    """What did not happen is neither signed nor implemented."""
    rows, events = tables["event_spheres"], tables["events"]
    undone = events["event_id"][events["status"].isin(["planned", "cancelled"])]
    open_act = among(rows["event_id"], undone)
    wrong = open_act & rows["stage"].isin(["signed", "implemented"])
    yield from rows_where(
        tables, "event_spheres", wrong, "stage", "cannot be reached by an event that did not happen"
    )


def disagreements(tables: Tables, dyad: tuple[str, str]) -> Iterator[Problem]:
    """A disagreement has two versions at least, and one of them is preferred."""
    claims = tables["claims"]
    groups = claims.assign(yes=claims["preferred"] == "true").groupby(["event_id", "field"], sort=False)
    first = ~claims.duplicated(["event_id", "field"])
    alone = first & (groups["value"].transform("nunique") < 2)
    yield from rows_where(tables, "claims", alone, "value", "is the only version; no disagreement")
    for index in claims.index[first & ~groups["yes"].transform("any")]:
        yield problem("claims", index, "preferred", claims["field"][index], "has no preferred version")


RULES: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (unique_keys, ()),
    (references, ()),
    (dates, ()),
    (spheres_of_agreements, ("agreements",)),
    (notes, ("events",)),
    (places, ("events",)),
    (offices, ("participants", "actors")),
    (trips, ("events",)),
    (both_sides, ("events", "participants", "actors")),
    (support, ("events", "participants", "evidence", "event_spheres", "claims")),
    (stages, ("events", "event_spheres")),
    (disagreements, ("claims",)),
)
