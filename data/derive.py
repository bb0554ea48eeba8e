"""Facts about events that follow from several tables at once; each is one column of ``Dataset.events``."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.sides import SIDES, Sides
from data.vocabulary import MEETING_TYPES


def derive(
    events: pd.DataFrame, actors: pd.DataFrame, participants: pd.DataFrame, sides: Sides
) -> pd.DataFrame:
    """``events`` with these columns added:

    - ``first_month``, ``last_month``: months since year 0 of the first and last possible day (January 2023: 24276).
    - ``days_of_trip``: the event only carries the dates of the trip it belongs to; its own day is not known.
    - ``placed_month``: the last month for placing the event in a period. The same as ``last_month``, but for something
      that lasted several days and whose first day is known it is ``first_month``: it belongs where it began.
    - ``is_meeting``: the codebook counts the type as a meeting.
    - ``lone_trip``: a trip of which no meeting is known to have taken place.
    - ``multilateral``: somebody of a third country takes part; never where one side is all other countries.
    - ``level_first``, ``level_second``: rank number of the highest participant of each side, -1 when there is none;
      ``level``: the higher of the two.
    - ``host``: ``first`` or ``second`` side of the dyad, ``third`` for another country, ``none`` when no place is known
      (calls among them). The stated country decides, else the country of the host; ``host_country`` is its code.
    """
    present = participants[participants["takes_part"]]
    country = actors["country"].to_numpy()[present["actor"]]
    for field in ("first", "last"):
        day = events[f"{field}_day"].dt
        events[f"{field}_month"] = (day.year * 12 + day.month - 1).astype(np.int32)
    events["days_of_trip"] = _days_of_trip(events)
    day_first = events["date"].str.replace("/.*", "", regex=True).str.len() >= len("2023-05-30")
    began = (events["precision"] == "duration") & day_first & ~events["days_of_trip"]
    events["placed_month"] = events["first_month"].where(began, events["last_month"])
    events["is_meeting"] = events["event_type"].isin(MEETING_TYPES)
    events["lone_trip"] = (events["event_type"] == "visit") & ~_has_meeting(events)
    side = sides.of(actors["country"])[present["actor"]]
    events["multilateral"] = np.isin(events.index, present["event"][side == "third"])
    for one in ("first", "second"):
        events[f"level_{one}"] = _top_level(len(events), present[side == one])
    both = events[["level_first", "level_second"]].replace(-1, 127)
    events["level"] = both.min(axis=1).replace(127, -1).astype(np.int8)
    events["host_country"] = _host_country(events, present, country)
    events["host"] = pd.Categorical(sides.of(events["host_country"]), categories=SIDES)
    return events


def _days_of_trip(events: pd.DataFrame) -> pd.Series:
    trip_date = events["parent"].map(events["date"])
    inferred = events["date_basis"] == "inferred"
    return (events["precision"] == "duration") & inferred & (events["date"] == trip_date)


def _has_meeting(events: pd.DataFrame) -> np.ndarray:
    held = events["is_meeting"] & (events["status"] == "occurred") & (events["parent"] >= 0)
    return np.isin(events.index, events.loc[held, "parent"])


def _top_level(n_events: int, rows: pd.DataFrame) -> np.ndarray:
    top = np.full(n_events, 127, dtype=np.int8)
    np.minimum.at(top, rows["event"].to_numpy(), rows["level"].cat.codes.to_numpy())
    return np.where(top == 127, -1, top).astype(np.int8)


def _host_country(events: pd.DataFrame, present: pd.DataFrame, country: np.ndarray) -> pd.Series:
    receiving = (present["role"] == "host").to_numpy() & (country != "")
    hosts = pd.Series(country[receiving], index=present["event"][receiving])
    one_host = hosts[~hosts.index.duplicated()].reindex(events.index, fill_value="")
    place = events["country"].where(events["country"] != "", one_host)
    return place.where(events["event_type"] != "call", "")
