"""The data of the tests: the default data set, and a builder of small ones."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from data.dataset import Dataset, load
from tests import tiny as builder

# A busy machine is no failure.
settings.register_profile(
    "rapport", deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("rapport")

DEFAULT_DATA = Path(__file__).parents[1] / "data" / "azerbaijan-israel"


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The data set that comes with Rapport."""
    return load(DEFAULT_DATA)


@pytest.fixture(scope="session")
def tiny() -> Callable[..., Dataset]:
    """The builder of small data sets from literal rows; see ``tests.tiny``."""
    return builder.tiny
