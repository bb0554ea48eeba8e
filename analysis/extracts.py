"""Extracts: the flat tables that a reader downloads of a selection, each with one row per thing it names.

All columns of a data set are in them. Several values in one cell of ``events`` are joined by ``; ``; the other
tables hold the same values one by one. An empty selection gives tables with their header and no row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.asking import added, gathered, united
from analysis.links import Links
from analysis.parts import STEP, parts
from analysis.selection import Selection
from analysis.words import count
from data.dates import in_words
from data.keys import distinct

SOURCE = ["source_id", "publisher", "title", "url", "published", "language", "side"]


@dataclass(frozen=True)
class Extract:
    """One downloadable table: its name in files, its label, and how it is made.

    ``base`` names the table of the data set that it has as many rows as; empty for tables that count by themselves.
    """

    name: str
    label: str
    base: str
    table: Callable[[Selection], pd.DataFrame]

    def make(self, selection: Selection, links: Links) -> pd.DataFrame:
        """The table, with the permanent link of each row's event (of each source in ``sources``) as its last column."""
        return self._linked(self.table(selection), links)

    def pieces(self, selection: Selection, links: Links) -> Iterator[pd.DataFrame]:
        """The same table in pieces of some thousand rows, the first without rows when there are none."""
        made = map(self.table, parts(selection)) if self.by_event else _sources_in_pieces(selection)
        return (self._linked(table, links) for table in made)

    def _linked(self, table: pd.DataFrame, links: Links) -> pd.DataFrame:
        key, link = ("source_id", links.source) if self.name == "sources" else ("event_id", links.event)
        addresses = {id_: link(id_) for id_ in table[key].unique()}
        return table.assign(link=table[key].map(addresses).astype("str"))

    @property
    def by_event(self) -> bool:
        """Whether the rows lie in the order of events, so that the tables of parts make up the whole."""
        return self.name != "sources"

    @property
    def holds(self) -> str:
        """What one row is."""
        return (self.table.__doc__ or "").split("\n")[0].replace("``", "")

    def length(self, selection: Selection) -> int:
        """How many rows the table of a selection has, without making it."""
        if self.name == "events":
            return len(selection)
        if self.name == "sources":
            return len(sources_used(selection))
        return _length(selection, self.base)

    def rows_in_words(self, selection: Selection) -> str:
        """``361 rows``; for participations also how many of them are subjects of talks, who do not take part."""
        length = self.length(selection)
        rows = count(length, "row")
        present = selection.total("participations") if self.name == "participations" else length
        if present == length:
            return rows
        return f"{rows} ({count(present, 'participation')} and {count(length - present, 'subject')} of talks)"


def events(selection: Selection) -> pd.DataFrame:
    """One row is one selected event, by first possible day."""
    frame = selection.events
    first = frame[["event_id", "title", "date"]].assign(date_in_words=frame["date"].map(in_words))
    own = [
        "first_day",
        "last_day",
        "precision",
        "approximate",
        "uncertain",
        "date_basis",
        "event_type",
        "is_meeting",
    ]
    own += [
        "status",
        "scope",
        "multilateral",
        "city",
        "country",
        "summary",
        "parent_id",
        "reaction_to",
        "note",
    ]
    joined = {name: _joined(selection, texts) for name, texts in _details(selection).items()}
    reports = np.bincount(selection.of("evidence")["event"], minlength=len(selection.dataset))
    joined["n_sources"] = pd.Series(reports[selection.rows], frame.index)
    return pd.concat([first, frame[own], pd.DataFrame(joined, index=frame.index)], axis=1).reset_index(
        drop=True
    )


def participations(selection: Selection) -> pd.DataFrame:
    """One row is one actor in one selected event; ``takes_part`` is false for who was only a subject of the talks."""
    rows = selection.of("participants")
    actors = selection.dataset.actors.iloc[rows["actor"]].set_axis(rows.index)
    return _with_event(selection, rows, rows[["office", "level", "role", "takes_part"]], actors)


def spheres(selection: Selection) -> pd.DataFrame:
    """One row is one sphere of one selected event, with the source that says so."""
    rows = selection.of("event_spheres")
    return _with_event(
        selection, rows, rows[["sphere", "stage", "sphere_basis"]], _source(selection, rows)[["source_id"]]
    )


def evidence(selection: Selection) -> pd.DataFrame:
    """One row is one report: one source that tells of one selected event."""
    rows = selection.of("evidence")
    return _with_event(selection, rows, _source(selection, rows), rows[["paragraphs", "raw_rows"]])


def sources(selection: Selection) -> pd.DataFrame:
    """One row is one source on which a selected event, one of its spheres or one of its disagreements rests."""
    return pd.concat(_sources_in_pieces(selection), ignore_index=True)


def _sources_in_pieces(selection: Selection) -> Iterator[pd.DataFrame]:
    used, (reporting, reports) = sources_used(selection), reports_per_source(selection)
    for start in range(0, max(len(used), 1), STEP):
        some = used[start : start + STEP]
        counts = np.zeros(len(some), dtype=np.int64)
        _, at, own = np.intersect1d(some, reporting, assume_unique=True, return_indices=True)
        counts[at] = reports[own]
        table = selection.dataset.sources.iloc[some][SOURCE].reset_index(drop=True)
        yield table.assign(selected_events=counts)


def claims(selection: Selection) -> pd.DataFrame:
    """One row is one source's version of a field on which the sources of a selected event disagree."""
    rows = selection.of("claims")
    version = rows[["field", "value", "preferred"]]
    return _with_event(selection, rows, version, _source(selection, rows)[["source_id"]], rows[["note"]])


def agreements(selection: Selection) -> pd.DataFrame:
    """One row is one document that was signed in a selected event."""
    rows = selection.of("agreements")
    return _with_event(selection, rows, rows.drop(columns="event"))


EXTRACTS = {
    extract.name: extract
    for extract in (
        Extract("events", "Events", "", events),
        Extract("participations", "Participations", "participants", participations),
        Extract("spheres", "Spheres", "event_spheres", spheres),
        Extract("evidence", "Evidence", "evidence", evidence),
        Extract("sources", "Sources", "", sources),
        Extract("claims", "Disagreements", "claims", claims),
        Extract("agreements", "Agreements", "agreements", agreements),
    )
}
"""Every extract by its name, in the order in which they are offered."""


@united
def sources_used(selection: Selection) -> np.ndarray:
    """Row numbers of the sources on which the selection rests."""
    dataset = selection.dataset
    rows = {table: selection.numbers(table) for table in ("evidence", "event_spheres", "claims")}
    used = [getattr(dataset, table)["source"].to_numpy()[own] for table, own in rows.items()]
    return dataset.source_numbers[distinct(np.concatenate(used))]


@gathered
def reports_per_source(selection: Selection) -> tuple[np.ndarray, np.ndarray]:
    """The row numbers of the sources that report selected events, and how many of these each of them reports."""
    dataset = selection.dataset
    rows = dataset.evidence["source"].to_numpy()[selection.numbers("evidence")]
    sources, counts = np.unique(rows, return_counts=True)
    return dataset.source_numbers[sources], counts


@added
def _length(selection: Selection, table: str) -> int:
    return len(selection.numbers(table))


def _details(selection: Selection) -> dict[str, pd.Series]:
    """One text per row of the other tables, as it stands in a cell of ``events``; the index holds event rows."""
    who, what, told = (selection.of(table) for table in ("participants", "event_spheres", "evidence"))
    actors = selection.dataset.actors.iloc[who["actor"]].set_axis(who.index)
    office, country = (", " + part.where(part != "") for part in (who["office"], actors["country"]))
    actor = actors["name"] + " (" + who["role"].astype(str) + office.fillna("") + country.fillna("") + ")"
    source = _source(selection, told)
    disputed = selection.of("claims").drop_duplicates(["event", "field"])
    signed = selection.of("agreements")
    return {
        "spheres": pd.Series(
            (what["sphere"].astype(str) + ": " + what["stage"].astype(str)).to_numpy(), what["event"]
        ),
        "actors": pd.Series(actor.to_numpy(), who["event"]),
        "sources": pd.Series(source["source_id"].to_numpy(), told["event"]),
        "publishers": pd.Series(source["publisher"].to_numpy(), told["event"]),
        "sides": pd.Series(source["side"].to_numpy(), told["event"]).loc[lambda side: side != ""],
        "agreements": pd.Series(signed["agreement_id"].to_numpy(), signed["event"]),
        "disputed": pd.Series(disputed["field"].to_numpy(), disputed["event"]),
    }


def _joined(selection: Selection, texts: pd.Series) -> pd.Series:
    """The different texts of each selected event in one cell, in their order; empty when it has none."""
    words, of = texts.tolist(), texts.index.to_numpy()
    # The rows of one event lie together: slices are ten times faster than groups.
    starts, ends = (np.searchsorted(of, selection.rows, side).tolist() for side in ("left", "right"))
    cells = ["; ".join(dict.fromkeys(words[start:end])) for start, end in zip(starts, ends, strict=True)]
    return pd.Series(cells, selection.rows, dtype="str")


def _with_event(selection: Selection, rows: pd.DataFrame, *parts: pd.DataFrame) -> pd.DataFrame:
    """``parts`` beside the id, date and title of their event, so that each file can be read by itself."""
    event = selection.dataset.events.iloc[rows["event"]].set_axis(rows.index)
    named = pd.DataFrame(
        {"event_id": event["event_id"], "event_date": event["date"], "event_title": event["title"]}
    )
    return pd.concat([named, *parts], axis=1).reset_index(drop=True)


def _source(selection: Selection, rows: pd.DataFrame) -> pd.DataFrame:
    return selection.dataset.sources.iloc[rows["source"]].set_axis(rows.index)[SOURCE]
