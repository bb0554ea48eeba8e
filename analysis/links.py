"""Permanent addresses of what a data set holds, as they stand in files, citations and mails.

Every address names the version of the data on which it was made, so that the dashboard can say when it shows another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, quote_plus, urlencode

VERSION = "version"
"""The parameter of an address that holds the version (the hash) of the data set."""

DATA = "data"
"""The parameter that names a data set of the server other than its first."""

Query = Mapping[str, str | Sequence[str]]

ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def web(url: str) -> str:
    """The address when a reader may follow it; empty for anything that is no address of the web."""
    return url if ADDRESS.fullmatch(url) else ""


@dataclass(frozen=True)
class Links:
    """Addresses below ``base``, the address of the dashboard without a slash at its end, made on data ``version``.

    ``data`` names the data set; it is empty for the first one of the server. Of a table that is gone with the session
    of its reader nothing has an address that lasts: without ``lasting`` every address is empty.
    """

    base: str
    version: str
    data: str = ""
    lasting: bool = True

    def page(self, name: str, query: Query) -> str:
        """A page with its filters and options; the overview lives at the root."""
        if not self.lasting:
            return ""
        path = "" if name == "overview" else quote(name)
        return f"{self.base}/{path}?{self._parameters(query)}"

    def extract(self, file: str, query: Query) -> str:
        """A file made of a view, such as ``events.csv``."""
        return f"{self.base}/extract/{quote(file)}?{self._parameters(query)}" if self.lasting else ""

    def event(self, event_id: str) -> str:
        """The card of an event."""
        return self._card("events", "event", event_id)

    def actor(self, actor_id: str) -> str:
        """The card of an actor."""
        return self._card("network", "actor", actor_id)

    def source(self, source_id: str) -> str:
        """The card of a source."""
        return self._card("sources", "source", source_id)

    def _card(self, page: str, key: str, id_: str) -> str:
        """As ``page``, but five times as fast: every row of a file has such an address."""
        return f"{self.base}/{page}?{key}={quote_plus(id_)}{self._ending}" if self.lasting else ""

    @cached_property
    def _ending(self) -> str:
        return f"&{self._parameters({})}"

    def _parameters(self, query: Query) -> str:
        data = {DATA: self.data} if self.data else {}
        return urlencode({**query, **data, VERSION: self.version}, doseq=True)
