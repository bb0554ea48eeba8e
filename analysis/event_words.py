"""An event in a few words: its kind and its place."""

from __future__ import annotations

import pandas as pd

from data.countries import country_name
from data.dates import in_words, read
from data.vocabulary import vocabulary


def kind(event: pd.Series) -> str:
    """``Meeting``; with status and scope when they are not what one expects: ``Meeting, planned, third party``."""
    words = [vocabulary("event_types").label(event["event_type"])]
    if event["status"] != "occurred":
        words.append(vocabulary("statuses").label(event["status"]).lower())
    if event["scope"] != "bilateral":
        words.append(vocabulary("scopes").label(event["scope"]).lower())
    return ", ".join(words)


def place(event: pd.Series) -> str:
    """``Baku, Azerbaijan``; empty when the place is not known."""
    return ", ".join(
        filter(None, (event["city"], country_name(event["country"]) if event["country"] else ""))
    )


def at(event: pd.Series) -> str:
    """When an event was, ready to stand after a verb: ``on 30 May 2023``, ``in May 2023``, ``about 2022``.

    An event that only carries the dates of its trip says so.
    """
    span, words = read(event["date"]), in_words(event["date"]).replace(" – ", " to ")
    if event["days_of_trip"]:
        return f"during the trip of {words}"
    if span.approximate or span.precision == "between":
        return words
    if span.precision == "duration" and " to " in words:
        return f"from {words}"
    return f"{'in' if span.precision in ('month', 'year') else 'on'} {words}"
