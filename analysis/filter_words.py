"""Filters in words: one English sentence for captions, files and citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.choices import CHOICES
from analysis.words import either, quoted
from data.countries import in_sentence
from data.dataset import Dataset
from data.dates import in_words
from data.vocabulary import vocabulary

if TYPE_CHECKING:
    from analysis.filters import Filters

_PARTS = ("spheres", "types", "levels", "countries", "actors", "places", "press", "period", "text")


def describe(filters: Filters, dataset: Dataset) -> str:
    """The filters as one English sentence, without a count: ``Bilateral events that occurred, in Health.``"""
    parts = [_subject(filters), *filter(None, (_phrase(filters, part, dataset) for part in _PARTS))]
    return ", ".join(parts) + "."


def _subject(filters: Filters) -> str:
    names: dict[tuple[str, ...], str] = {
        ("bilateral",): "Bilateral events",
        ("third_party",): "Third-party events",
    }
    scope = names.get(filters.scopes, "Events")
    if not filters.statuses or len(filters.statuses) == len(vocabulary("statuses").ids):
        return f"{scope} of every status"
    words = {
        "occurred": "occurred",
        "planned": "are planned",
        "cancelled": "were cancelled",
        "claimed": "one side claims",
    }
    return f"{scope} that {either([words[status] for status in filters.statuses])}"


def _phrase(filters: Filters, part: str, dataset: Dataset) -> str:
    if part == "period":
        return _period(filters)
    if part == "text":
        return f"mentioning {quoted(filters.text)}" if filters.text else ""
    if not getattr(filters, part):
        return ""
    choice = next(choice for choice in CHOICES if choice.field == part)
    options = choice.options(dataset)
    country = part in ("countries", "places", "press")
    labels = [
        in_sentence(value) if country else options.get(value, value) for value in getattr(filters, part)
    ]
    joined = either(labels, "and" if part == "spheres" and filters.match == "all" else "or")
    lead = {
        "spheres": "in the sphere of" if len(labels) < 2 else "in the spheres of",
        "types": "of the type" if len(labels) < 2 else "of the types",
        "levels": "with a participant at the level of",
        "countries": "with participants of",
        "actors": "with",
        "places": "that took place in",
        "press": "reported by the press of",
    }[part]
    return f"{lead} {joined}"


def _period(filters: Filters) -> str:
    first, last = in_words(filters.first), in_words(filters.last)
    if filters.first and filters.first == filters.last:
        return f"in {first}"
    if filters.first and filters.last:
        return f"from {first} to {last}"
    return f"from {first} on" if filters.first else f"until {last}" if filters.last else ""
