"""An event in a few words: its kind and its place."""

from __future__ import annotations

import pandas as pd

from data.countries import country_name
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
