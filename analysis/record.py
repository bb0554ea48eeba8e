"""Everything that a data set knows about one event: what its card shows, whatever the filters are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analysis import extracts
from analysis.disagreement import Dispute, disputes
from analysis.filters import DEFAULT
from analysis.lines import ids_like
from analysis.selection import Selection
from data.dataset import Dataset
from data.vocabulary import nearest

_MANY = 5_000


@dataclass(frozen=True, eq=False)
class Record:
    """One event: its row number in ``dataset.events``, and the tables about it, made when they are asked for.

    The tables are those of the extracts, so that a card and a file say the same.
    """

    dataset: Dataset
    row: int

    @property
    def event(self) -> pd.Series:
        """The event's own columns."""
        return self.dataset.events.iloc[self.row]

    @cached_property
    def alone(self) -> Selection:
        """The selection that holds this event only."""
        mask = np.zeros(len(self.dataset), dtype=bool)
        mask[self.row] = True
        return Selection(self.dataset, DEFAULT, mask, ())

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """One row is one source of the event, with the paragraphs."""
        return extracts.evidence(self.alone)

    @cached_property
    def disputes(self) -> list[Dispute]:
        """The fields on which the sources disagree."""
        return disputes(self.alone)

    @property
    def both_sides(self) -> bool:
        """True when the press of both sides of the dyad reports the event."""
        return self.dataset.about.sides.both(self.evidence["side"])

    @property
    def trip(self) -> int | None:
        """The trip in which the event happened."""
        return self._other("parent")

    @property
    def answered(self) -> int | None:
        """The event to which this one reacts."""
        return self._other("reaction")

    @property
    def stops(self) -> np.ndarray:
        """The events in the course of this trip."""
        return self._pointing("parent", self.row)

    @property
    def sisters(self) -> np.ndarray:
        """The other events of the same trip; none when the event belongs to no trip."""
        if self.trip is None:
            return np.empty(0, dtype=np.int64)
        others = self._pointing("parent", self.trip)
        return others[others != self.row]

    @property
    def reactions(self) -> np.ndarray:
        """The events that react to this one."""
        return self._pointing("reaction", self.row)

    def _other(self, column: str) -> int | None:
        row = int(self.event[column])
        return row if row >= 0 else None

    def _pointing(self, column: str, row: int) -> np.ndarray:
        return np.flatnonzero((self.dataset.events[column] == row).to_numpy())


@dataclass(frozen=True)
class Place:
    """Where an event stands among the selected ones: ``number`` counts from 1, and is None when it is outside.

    ``before`` and ``after`` are the neighbouring row numbers in the given order, None at the ends.
    """

    number: int | None
    of: int
    before: int | None
    after: int | None


def place_in(rows: np.ndarray, row: int, newest_first: bool = False) -> Place:
    """The place of event ``row`` among ``rows`` (in ascending order), also when it is none of them."""
    at = int(rows.searchsorted(row))
    inside = at < len(rows) and int(rows[at]) == row
    earlier = int(rows[at - 1]) if at > 0 else None
    next_at = at + 1 if inside else at
    later = int(rows[next_at]) if next_at < len(rows) else None
    number = len(rows) - at if newest_first else at + 1
    before, after = (later, earlier) if newest_first else (earlier, later)
    return Place(number if inside else None, len(rows), before, after)


def nearest_event(dataset: Dataset, event_id: str) -> str | None:
    """The id most like ``event_id``, for «did you mean»; None when nothing is close.

    Comparing takes long, so that of very many events only those of the same month, then year, are looked at.
    """
    for length in (0, 4, 7):
        ids = ids_like(dataset, event_id[:length], _MANY).tolist()
        if len(ids) <= _MANY:
            break
    return nearest(event_id, ids[:_MANY])
