"""The two sides of a data set: two countries, or one country and all others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.countries import country_name, in_sentence

ALL = "*"
"""Stands for the second side when it is every country but the first."""
SIDES = ("first", "second", "third", "none")
"""The first and the second side, another country, no country known."""


@dataclass(frozen=True)
class Sides:
    """To which side a country belongs, and what the sides are called.

    ``first`` is a country's alpha-3 code; ``second`` is another one, or ``*`` for all other countries: then no country
    is a third one.
    """

    first: str
    second: str

    @property
    def one_and_all(self) -> bool:
        """True when the second side is all other countries."""
        return self.second == ALL

    @property
    def codes(self) -> tuple[str, ...]:
        """The countries that are a side of their own."""
        return (self.first,) if self.one_and_all else (self.first, self.second)

    @property
    def labels(self) -> tuple[str, str]:
        """What the two sides are called in legends, headings and lists."""
        return country_name(self.first), "Other countries" if self.one_and_all else country_name(self.second)

    @property
    def words(self) -> tuple[str, str]:
        """What the two sides are called within a sentence."""
        return in_sentence(self.first), "other countries" if self.one_and_all else in_sentence(self.second)

    @property
    def nouns(self) -> tuple[str, str]:
        """What one and both of them are called: countries, or sides where one of them is many countries."""
        return ("side", "sides") if self.one_and_all else ("country", "countries")

    def numbers(self, codes: npt.ArrayLike) -> np.ndarray:
        """The place in ``SIDES`` of each country code; an empty text is no country."""
        code = np.asarray(codes, dtype=object)
        second = np.ones(code.shape, dtype=bool) if self.one_and_all else code == self.second
        return np.select([code == "", code == self.first, second], [3, 0, 1], 2)

    def of(self, codes: npt.ArrayLike) -> np.ndarray:
        """The side of each country code: first, second, third or none."""
        return np.array(SIDES, dtype=object)[self.numbers(codes)]

    def side(self, code: str) -> str:
        """The side of one country code."""
        return SIDES[int(self.numbers(code))]

    def both(self, codes: Iterable[str]) -> bool:
        """True when both sides are among these countries; ``*`` among them stands for the second side."""
        return {"first", "second"} <= set(self.of(list(codes)))
