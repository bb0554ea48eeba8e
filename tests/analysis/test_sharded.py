"""Every question, asked of one piece and of 1, 2 and 7 shards of the same data: the answers are the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from analysis import cooperation, coverage, kinds, overview, sphere_actors
from analysis.announced import announced, latest
from analysis.asking import narrowing
from analysis.channels import channels
from analysis.filters import Filters
from analysis.frequency import frequency
from analysis.headline import headlines
from analysis.intervals import intervals
from analysis.level_pairs import level_pairs
from analysis.meetings import lone_trips, meetings
from analysis.network import network
from analysis.parts_of import inside, union
from analysis.periods import extent, resolution
from analysis.places import where
from analysis.press import publication, reporting
from analysis.reciprocity import reciprocity
from analysis.selection import Selection, regained, select
from analysis.sphere_bases import basis_sentence
from analysis.stages import stages
from analysis.tally import Tally
from analysis.timeline import event_marks, year_cells
from data import mapped
from data.dataset import load
from data.prepared import SETTING
from data.reading import read_tables
from tests.conftest import DEFAULT_DATA
from tests.shards import same, sharded

DAY = date(2024, 1, 1)
FILTERS = (
    Filters(),
    Filters(scopes=(), statuses=()),
    Filters(spheres=("energy", "trade")),
    Filters(spheres=("energy", "trade"), match="all", first="2021-03"),
    Filters(first="2023-05", last="2023-06"),
    Filters(types=("visit",), scopes=(), statuses=()),
    Filters(levels=("minister",), press=("ISR",)),
    Filters(places=("TUR",), scopes=()),
    Filters(text="baku pipeline"),
    Filters(text="no such thing at all"),
)
TALLIES: dict[str, Callable[[Any, str], Tally]] = {
    "spheres": cooperation.spheres,
    "years of spheres": lambda selection, unit: cooperation.sphere_periods(selection, "quarter", unit),
    "pairs of spheres": cooperation.sphere_pairs,
    "stages": stages,
    "institutions": lambda selection, unit: sphere_actors.sphere_actors(selection, "institution", unit),
    "sectors": lambda selection, unit: sphere_actors.sphere_actors(selection, "sector", unit),
    "most active": lambda selection, unit: sphere_actors.active(selection, "institution", unit),
    "types": kinds.types,
    "strength": coverage.strength,
    "support": coverage.support,
    "limits": coverage.limits,
    "top spheres": overview.top_spheres,
    "top actors": overview.top_actors,
    "levels": lambda selection, unit: level_pairs(meetings(selection), unit),
    "meetings per month": lambda selection, unit: (
        frequency(meetings(selection), "month", "type", unit).placed
    ),
    "meetings per place": lambda selection, unit: (
        frequency(meetings(selection), "year", "place", unit).placed
    ),
    "undated": lambda selection, unit: frequency(meetings(selection), "month", "host", unit).undated,
    "trips": lambda selection, unit: reciprocity(selection, "year", unit).whole,
    "trips per year": lambda selection, unit: reciprocity(selection, "year", unit).placed,
    "places": lambda selection, unit: where(meetings(selection), unit),
    "gaps": lambda selection, _: intervals(meetings(selection)).tally,
    "fields": lambda selection, unit: channels(selection, "sector", "met", unit),
    "offices": lambda selection, unit: channels(selection, "office", "met", unit),
    "actors of the network": lambda selection, unit: network(selection, unit=unit).nodes,
    "ties": lambda selection, unit: network(selection, "both", "any", "all", 2, unit).ties,
    "countries": lambda selection, unit: network(selection, "countries", "met", "between", 1, unit).nodes,
    "types per year": lambda selection, _: year_cells(selection)[0],
    "types per span": lambda selection, _: year_cells(selection)[1],
    "marks": lambda selection, _: event_marks(selection),
    "published": lambda selection, _: publication(selection, "month").placed,
    "published in a span": lambda selection, _: publication(selection, "month").undated,
}
WORDS: dict[str, Callable[[Any], Any]] = {
    "how many": len,
    "accounting": lambda selection: selection.steps,
    "without each filter": lambda selection: regained(selection.dataset, selection.filters),
    "lead": overview.lead,
    "headlines": headlines,
    "bases": basis_sentence,
    "extent": lambda selection: extent(selection, "quarter"),
    "resolution": resolution,
    "latest": lambda selection: latest(selection).tolist(),
    "announced": lambda selection: [rows.tolist() for rows in announced(selection, DAY)],
    "rows": lambda selection: selection.rows.tolist(),
    "lone trips": lambda selection: lone_trips(selection).rows.tolist(),
    "reports": lambda selection: selection.total("reports"),
    "gaps in days": lambda selection: sorted(intervals(meetings(selection)).days.tolist()),
    "doubts": kinds.doubts,
    "without date": lambda selection: publication(selection, "year").without_date,
    "behind ties": lambda selection: [rows.tolist() for rows in network(selection).behind()],
}


@narrowing
def given(selection: Selection, *, filters: Filters) -> Selection:
    """The same events under other filters, as a comparison has those of its two views."""
    return replace(selection, filters=filters)


@pytest.fixture(scope="module")
def pieces(dataset, tmp_path_factory):
    """The data set in one piece, then in 1, 2 and 7 shards.

    All columns of the two lie in temporary files; the seven were prepared and opened again, as what is kept of them.
    """
    tables, _ = read_tables(DEFAULT_DATA)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mapped, "LARGE", 1)
        one, two = sharded(dataset, tables, 1), sharded(dataset, tables, 2, on_disk=True)
        patch.setattr("data.dataset.WORTH", 0.0)
        patch.setenv(SETTING, str(tmp_path_factory.mktemp("prepared")))
        yield dataset, [one, two, sharded(dataset, tables, 7, on_disk=True)]


@pytest.mark.parametrize("unit", ["events", "reports", "participations"])
@pytest.mark.parametrize("name", TALLIES)
def test_counts_of_shards_are_those_of_the_whole(pieces, name, unit):
    whole, others = pieces
    if unit != "events":  # what is counted is the same, its weight differs
        others = others[-1:]
    for filters in FILTERS if unit == "events" else FILTERS[1::4]:
        known = TALLIES[name](select(whole, filters), unit)
        some = (
            np.unique(np.linspace(0, max(len(known.table) - 1, 0), 5).astype(int)).tolist()
            if len(known.table)
            else []
        )
        for other in others:
            found = TALLIES[name](select(other, filters), unit)
            same(found.table, known.table)
            for row in some:
                assert found.events(row).tolist() == known.events(row).tolist()


@pytest.mark.parametrize("name", WORDS)
def test_sentences_of_shards_are_those_of_the_whole(pieces, name):
    whole, others = pieces
    for filters in FILTERS:
        known = WORDS[name](select(whole, filters))
        for other in others:
            assert WORDS[name](select(other, filters)) == known


def test_one_country_and_all_others_in_shards_are_counted_as_in_one_piece():
    visits = DEFAULT_DATA.parent / "united-states-visits"
    whole = load(visits)
    other: Any = sharded(whole, read_tables(visits)[0], 3)
    filters = Filters(countries=("FRA",))
    for name in ("places", "trips per year", "countries", "offices", "ties", "levels", "published"):
        known, found = (TALLIES[name](select(one, filters), "events") for one in (whole, other))
        same(found.table, known.table)
        last = len(known.table) - 1
        assert last < 0 or found.events(last).tolist() == known.events(last).tolist()
    for name in ("lead", "headlines", "lone trips"):
        assert WORDS[name](select(other, filters)) == WORDS[name](select(whole, filters))


def test_a_part_of_a_selection_that_was_given_filters_is_a_part_of_its_events(pieces):
    whole, others = pieces
    trade = Filters(spheres=("trade",))
    for piece in (whole, *others):
        found = given(select(piece, Filters(spheres=("energy",))), filters=trade)
        held = meetings(found)
        assert held.filters == trade
        assert held.rows.tolist() == meetings(select(whole, Filters(spheres=("energy",)))).rows.tolist()


def test_a_slice_of_rows_stands_for_its_own_events_only(pieces):
    whole, others = pieces
    known = select(whole, Filters()).rows
    for other in others:
        rows: Any = select(other, Filters()).rows
        assert union(other, [rows[3:7]]).tolist() == known[3:7].tolist()
        assert union(other, [rows[3:7], rows[-2:]]).tolist() == [*known[3:7], *known[-2:]]
        assert reporting(other, rows[3:7]).tolist() == reporting(whole, known[3:7]).tolist()
        assert not inside(other, rows, rows[3:7])
