"""``Snapshot``: a view as it is taken away in a file, with everything on which the bytes of the file depend."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property

from analysis.links import Links
from analysis.network import Network, network
from analysis.selection import Selection
from analysis.two_filters import changes, prefixed


@dataclass(frozen=True)
class Ties:
    """Which network is drawn: the options of the Network page, with its defaults."""

    who: str = "persons"
    tie: str = "met"
    reach: str = "between"
    least: int = 1

    def to_query(self) -> dict[str, list[str]]:
        """URL parameters of what differs from the default network."""
        values = {option.name: getattr(self, option.name) for option in fields(self)}
        return {name: [str(value)] for name, value in values.items() if value != getattr(Ties, name)}


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A selection, how it is counted, and how it is to be written; ``second`` is the view it is compared with.

    ``day`` is the day on which it is taken; ``excel`` asks for CSV that a spreadsheet opens safely.
    """

    selection: Selection
    links: Links
    day: date
    unit: str = "events"
    excel: bool = False
    ties: Ties = field(default_factory=Ties)
    second: Selection | None = None

    @cached_property
    def network(self) -> Network:
        """The network of the Network page; between countries there is no tie within one."""
        ties = self.ties
        reach = "between" if ties.who == "countries" else ties.reach
        return network(self.selection, ties.who, ties.tie, reach, ties.least, self.unit)

    def query(self) -> dict[str, list[str]]:
        """The whole view as URL parameters in one fixed order, without the version of the data."""
        unit = {} if self.unit == "events" else {"unit": [self.unit]}
        query = self.selection.filters.to_query() | unit | self.ties.to_query()
        if self.second is None:
            return query
        return query | prefixed(changes(self.selection.filters, self.second.filters))
