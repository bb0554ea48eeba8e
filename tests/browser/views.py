"""The views of the dashboard that the browser tests and the screenshots visit."""

import csv
from typing import Literal

from tests.browser.harness import PROJECT

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
PAGES = (
    "/",
    "/meetings",
    "/cooperation",
    "/network",
    "/agreements",
    "/events",
    "/compare",
    "/brief",
    "/sources",
    "/your_data",
    "/codebook",
)


def first_event() -> str:
    """The id of the first event in the file of the default data set."""
    with (PROJECT / "data" / "azerbaijan-israel" / "events.csv").open(encoding="utf-8", newline="") as file:
        event: str = next(csv.DictReader(file))["event_id"]
    return event


EVENT_CARD = f"/events?event={first_event()}"
VIEWS = (*PAGES, EVENT_CARD)
