"""The press: which sources report the selected events, when they were published and on which side.

A *source* is one article or official page. Its *side* is the home country of its publisher. What is counted here is
sources, whatever the reader's counting unit.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pycountry

from analysis.asking import added, in_a_row, united
from analysis.periods import axis_of_periods, axis_of_spans
from analysis.rows import Rows
from analysis.selection import Selection
from analysis.tally import Axis, Tally, cells, orders
from analysis.timeline import everything
from analysis.words import count, sentence
from data.by_event import ByEvent
from data.dataset import Dataset
from data.dates import in_words
from data.keys import distinct
from data.sides import SIDES


@dataclass(frozen=True, eq=False, kw_only=True)
class SourceTally(Tally):
    """Counts of sources of the selected events. ``events`` leads to the events that they report."""

    source_member: Callable[[Mapping[str, Hashable]], np.ndarray]

    def events(self, row: int) -> np.ndarray:
        """Row numbers of the selected events that the sources behind row ``row`` report."""
        return told_by(self.selection, self.sources(row))

    def sources(self, row: int) -> np.ndarray:
        """Row numbers of the sources behind row ``row``; every one of them reports a selected event."""
        key = {name: self.table[name].iloc[row] for name in self.keys}
        return selected_sources(self.selection, self.source_member(key))


def selected_sources(selection: Selection, member: np.ndarray | None = None) -> np.ndarray:
    """Row numbers of the sources that report a selected event, cut to those for which ``member`` is true."""
    rows = told(selection)
    return rows if member is None else rows[member[rows]]


@united
def told(selection: Selection) -> np.ndarray:
    """The same without cutting; what is in two shards stands there once."""
    dataset = selection.dataset
    rows = dataset.evidence["source"].to_numpy()[selection.numbers("evidence")]
    return dataset.source_numbers[np.flatnonzero(np.bincount(rows, minlength=len(dataset.sources)))]


def reporting(dataset: Dataset, events: np.ndarray | Rows) -> np.ndarray:
    """Row numbers of the sources that report one of these events (row numbers)."""
    if isinstance(events, Rows) and events.whole:
        return told(events.selection)
    return _reporting(dataset, np.asarray(events))


@united
def _reporting(dataset: Dataset, events: np.ndarray) -> np.ndarray:
    mask = np.zeros(len(dataset), dtype=bool)
    mask[dataset.here(events)] = True
    rows = dataset.by_event("evidence").rows(mask, np.flatnonzero(mask))
    return dataset.source_numbers[distinct(dataset.evidence["source"].to_numpy()[rows])]


def source_citation(source: pd.Series | Mapping[Hashable, Any]) -> str:
    """``Publisher: “Title”. 30 May 2023.``; a source without a date says so."""
    day = in_words(source["published"]) if source["published"] else "undated"
    return f"{source['publisher']}: “{source['title']}”. {sentence(day)}."


def source_tally(selection: Selection, *axes: Axis) -> SourceTally:
    """Sources of the selected events per combination of classes; the codes of the axes are one per *source*."""
    dataset = selection.dataset
    rows = selected_sources(selection)
    table = cells(axes, rows, np.ones(len(rows), dtype=np.int64))

    def source_member(key: Mapping[str, Hashable]) -> np.ndarray:
        return np.logical_and.reduce([axis.member(key[axis.name]) for axis in axes])

    def member(key: Mapping[str, Hashable]) -> np.ndarray:
        mask = np.zeros(len(dataset), dtype=bool)
        mask[told_by(everything(dataset), np.flatnonzero(source_member(key)))] = True
        return mask

    keys = tuple(axis.name for axis in axes)
    return SourceTally(selection, "sources", table, keys, member, orders(*axes), source_member=source_member)


@united
def told_by(selection: Selection, sources: np.ndarray) -> np.ndarray:
    """Row numbers of the selected events that one of these sources (row numbers) reports."""
    dataset = selection.dataset
    wanted = np.isin(dataset.source_numbers, sources)
    rows = selection.numbers("evidence")
    reporting_ = wanted[dataset.evidence["source"].to_numpy()[rows]]
    return dataset.numbers[distinct(dataset.evidence["event"].to_numpy()[rows[reporting_]])]


@in_a_row
def reports_of(dataset: Dataset, source: int) -> pd.Series:
    """The paragraphs in which a source (row number) reports each of its events; the index holds their row numbers."""
    rows = dataset.evidence[dataset.source_numbers[dataset.evidence["source"]] == source]
    return rows["paragraphs"].set_axis(dataset.numbers[rows["event"]])


@dataclass(frozen=True, eq=False)
class Publication:
    """Sources per period of publication (``placed``), per span when not placeable (``undated``), and without date."""

    by: str
    placed: SourceTally
    undated: SourceTally
    without_date: int


def publication(selection: Selection, by: str = "year") -> Publication:
    """When the sources of the selected events were published, and on which side.

    One row of ``placed.table`` is one period × side. A source known only to its year is undated in a month chart.
    """
    dataset = selection.dataset
    periods, spans = dataset.keep(("published", by), lambda: _published(dataset, by))
    without = (dataset.sources["first_month"].to_numpy()[selected_sources(selection)] < 0).sum()
    placed = source_tally(selection, periods, side_axis(dataset))
    return Publication(by, placed, source_tally(selection, spans), int(without))


def _published(dataset: Dataset, by: str) -> tuple[Axis, Axis]:
    dated = dataset.sources.assign(placed_month=dataset.sources["last_month"])
    return axis_of_periods(dated, by), axis_of_spans(dated, by)


def side_axis(dataset: Dataset) -> Axis:
    """The side of each source: first or second country of the dyad, another country, not known."""
    return dataset.keep(
        "side of source", lambda: Axis("side", dataset.about.sides.numbers(dataset.sources["side"]), SIDES)
    )


def side_labels(dataset: Dataset) -> dict[str, str]:
    """Side → label of its press."""
    first, second = dataset.about.sides.labels
    return {
        "first": first,
        "second": second,
        "third": "Other countries",
        "none": "Publisher’s country not known",
    }


def publishers(selection: Selection) -> pd.DataFrame:
    """One row per publisher and side: sources, events (each counted once), first and last date of publication.

    ``first`` and ``last`` are EDTF texts as the sources have them, empty when no source of the publisher has a date.
    """
    return _per_class(selection, ["publisher", "side"])


def languages(selection: Selection) -> pd.DataFrame:
    """One row per language of the sources, with the same columns as ``publishers``."""
    table = _per_class(selection, ["language"])
    table["language"] = [language_name(code) for code in table["language"]]
    return table


def language_name(code: str) -> str:
    """The English name of an ISO 639-1 code; the code itself when it has none, ``not stated`` for none."""
    if not code:
        return "not stated"
    language = pycountry.languages.get(alpha_2=code)
    return language.name if language else code


Keys = list[str]


def _code(dataset: Dataset, columns: Keys) -> tuple[pd.DataFrame, np.ndarray]:
    """The classes that sources have in these columns, one row each, and the number of its class for each source."""
    groups = dataset.sources.groupby(columns, sort=True)
    return groups.size().index.to_frame(index=False), groups.ngroup().to_numpy()


def told_by_classes(dataset: Dataset, columns: Keys) -> tuple[pd.DataFrame, ByEvent, np.ndarray]:
    """The classes, and which of them report each event: one number per event and class."""
    keys, code = dataset.keep(("classes of sources", *columns), lambda: _code(dataset, columns))
    many = max(len(keys), 1)
    pairs = dataset.evidence["event"].to_numpy(np.int64) * many + code[dataset.evidence["source"]]
    event, told = np.divmod(distinct(pairs), many)
    return keys, ByEvent.of(event, len(dataset)), told


@added
def events_told(selection: Selection, columns: Keys) -> dict[tuple[str, ...], int]:
    """Class of sources → how many of the selected events it reports, each once."""
    dataset = selection.dataset
    keys, by_event, told = dataset.keep(
        ("classes of events", *columns), lambda: told_by_classes(dataset, columns)
    )
    counts = np.bincount(told[by_event.rows(selection.mask, selection.rows)], minlength=len(keys)).tolist()
    return dict(zip(keys.itertuples(index=False, name=None), counts, strict=True))


def _per_class(selection: Selection, columns: Keys) -> pd.DataFrame:
    dataset = selection.dataset
    keys, code = dataset.keep(("classes of sources", *columns), lambda: _code(dataset, columns))
    sources, events = selected_sources(selection), events_told(selection, columns)
    table = keys.assign(
        sources=np.bincount(code[sources], minlength=len(keys)),
        events=[events.get(key, 0) for key in keys.itertuples(index=False, name=None)],
        first=_ends(dataset, code, sources, len(keys)),
        last=_ends(dataset, code, sources[::-1], len(keys), latest=True),
    )
    table = table[table["sources"] > 0]
    return table.sort_values(["sources", "events"], ascending=False, kind="stable", ignore_index=True)


def _ends(
    dataset: Dataset, code: np.ndarray, sources: np.ndarray, many: int, latest: bool = False
) -> np.ndarray:
    """The earliest (or latest) date of publication per class, as its source has it; empty where none is dated.

    Of equal dates that of the first of ``sources`` counts.
    """
    days = dataset.sources["published_day"]
    sources = sources[days.notna().to_numpy()[sources]]
    rank = days.to_numpy().astype(np.int64)[sources] * (-1 if latest else 1)
    best = np.full(many, np.iinfo(np.int64).max)
    np.minimum.at(best, code[sources], rank)
    found = sources[rank == best[code[sources]]][::-1]
    texts = np.full(many, "", dtype=object)
    texts[code[found]] = dataset.sources["published"].iloc[found].to_numpy(object)
    return texts


def events_of_sources(selection: Selection, member: np.ndarray) -> np.ndarray:
    """Row numbers of the selected events that are reported by a source for which ``member`` is true."""
    return told_by(selection, np.flatnonzero(member))


@dataclass(frozen=True)
class Silence:
    """Months without a source between the first and the last month that has one (``months`` in all)."""

    months: int
    silent: int
    longest: tuple[str, str] | None
    """First and last month of the longest gap, such as ``2001-04`` and ``2005-12``; None when there is no gap."""


def silence(selection: Selection) -> Silence:
    """For how many months no source of the selected events is known; sources without a known month fill none."""
    rows, sources = selected_sources(selection), selection.dataset.sources
    first, last = (sources[f"{end}_month"].to_numpy()[rows] for end in ("first", "last"))
    heard = np.unique(first[(first == last) & (first >= 0)])
    if len(heard) == 0:
        return Silence(0, 0, None)
    months = int(heard[-1] - heard[0] + 1)
    gaps = np.diff(heard)
    if months == len(heard):
        return Silence(months, 0, None)
    before = int(heard[gaps.argmax()])
    return Silence(months, months - len(heard), (_month(before + 1), _month(before + int(gaps.max()) - 1)))


def silence_words(selection: Selection) -> str:
    """For how many months no source is known, in words; right when there is none to speak of."""
    quiet = silence(selection)
    if not quiet.months:
        return "No source of the selected events is dated to a month, so that nothing can be said of gaps between them."
    if quiet.months < 2:
        return "The dated sources do not span two months, so that there is no gap between them."
    if not quiet.longest:
        return "No month between the first and the last source that can be dated to a month is without one."
    first, last = (in_words(month) for month in quiet.longest)
    gap = f"in {first}" if first == last else f"from {first} to {last}"
    return (
        f"No source is known from {quiet.silent:,} of the {count(quiet.months, 'month')} between the first and the "
        f"last dated one; the longest silence is {gap}. Silence of the sources is not the same as no contact."
    )


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"
