"""Acts → events: how many raw rows are one event.

Machine-coded data tell of one meeting in many rows: once from each side, once per sentence, once per report. What
counts as one is the reader's choice, and every raw row stays with its event as evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import combinations

import numpy as np
import pandas as pd

from data.formats.acts import SEVERAL

PER = {
    "event": "One event per day, pair of actors, kind and report (default)",
    "day": "One event per day, pair of countries and kind",
    "row": "One event per row of the file",
}
"""What one event is made of: id → what a reader is told."""


def event_numbers(acts: pd.DataFrame, per: str = "event") -> np.ndarray:
    """One number per act, the same for acts that are one event; numbered in the order of their first row.

    The pair is unordered: what A did with B and B with A on the same day is one. KeyError for an unknown ``per``.
    """
    if per == "row":
        return np.arange(len(acts))
    keys = {"event": ("date", "event_type", "story"), "day": ("date", "event_type")}[per]
    parts = ["name", "country"] if per == "event" else ["country"]
    low, high = unordered(acts, parts)
    codes = [pd.factorize(acts[key])[0] for key in keys] + [pd.factorize(low)[0], pd.factorize(high)[0]]
    return pd.MultiIndex.from_arrays(codes).factorize()[0]


def unordered(acts: pd.DataFrame, parts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """The two ends of each act by these parts, the smaller text first."""
    ends = []
    for end in ("from", "to"):
        text = acts[f"{end}_{parts[0]}"]
        for part in parts[1:]:
            text = text + "\0" + acts[f"{end}_{part}"]
        ends.append(text.to_numpy(dtype=object))
    first, second = ends
    swap = first > second
    return np.where(swap, second, first), np.where(swap, first, second)


def country_pairs(acts: pd.DataFrame) -> dict[tuple[str, str], int]:
    """How many acts each unordered pair of countries has, the most frequent first.

    Where several parties stand at an end, the act counts once for each pair of countries that take part.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for present, often in Counter(countries_of(acts)).items():
        counts.update(dict.fromkeys(combinations(sorted(present), 2), often))
    return dict(counts.most_common())


def among(acts: pd.DataFrame, countries: Collection[str]) -> pd.Series:
    """True for the acts of one country with whomever, or for those in which two of several countries take part."""
    wanted, least = {*countries}, min(len(countries), 2)
    return pd.Series([len(wanted & there) >= least for there in countries_of(acts)], acts.index, dtype=bool)


def countries_of(acts: pd.DataFrame) -> list[frozenset[str]]:
    """The countries of the parties of each act."""
    both = (acts["from_country"] + SEVERAL + acts["to_country"]).tolist()
    told = {text: frozenset(filter(None, text.split(SEVERAL))) for text in set(both)}
    return [told[text] for text in both]
