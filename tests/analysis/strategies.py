"""Hypothesis strategies: any filters that the default data set allows."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from analysis.choices import CHOICES
from analysis.filters import Filters
from data.dataset import Dataset

MONTHS = st.just("") | st.builds("{:04}-{:02}".format, st.integers(1990, 2027), st.integers(1, 12))
TEXTS = st.sampled_from(["", "baku", "Əliyev", "energy gas", "ISRAEL", "no such words"])


@cache
def filters(dataset: Dataset) -> st.SearchStrategy[Filters]:
    """Filters in normal form, with up to three values in each field."""
    chosen = {
        choice.field: st.lists(st.sampled_from(list(choice.options(dataset))), max_size=3, unique=True).map(
            tuple
        )
        for choice in CHOICES
    }
    match = st.sampled_from(["any", "all"])
    built = st.builds(Filters, **chosen, match=match, first=MONTHS, last=MONTHS, text=TEXTS)
    return built.map(lambda value: value.normal())
