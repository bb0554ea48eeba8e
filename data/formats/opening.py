"""A file of the field → a data set in memory, with an account of every row."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

import pandas as pd

from data.about import OPENED
from data.dataset import Dataset, build
from data.formats.acts import ASIDE, Format
from data.formats.joining import among, country_pairs
from data.formats.tables import about_of, tables_of
from data.formats.unpacking import unpacked
from data.sides import Sides

Progress = Callable[[float], None]


@dataclass(frozen=True, eq=False)
class Opened:
    """What was read from a file: the acts that can be used, what was set aside, and how many raw rows there were."""

    format: Format
    name: str
    digest: str
    read: int
    acts: pd.DataFrame
    aside: pd.DataFrame

    @property
    def set_aside(self) -> int:
        """How many raw rows are not used."""
        return self.read - len(self.acts)

    def pairs(self) -> dict[tuple[str, str], int]:
        """How many acts each unordered pair of countries has, the most frequent first."""
        return country_pairs(self.acts)

    def between(self, dyad: tuple[str, str]) -> pd.DataFrame:
        """The acts between two sides; ``*`` as the second side stands for all other countries."""
        return self.acts[among(self.acts, Sides(*dyad).codes)]

    def dataset(self, dyad: tuple[str, str], per: str = "event") -> Dataset:
        """The data set of the acts between two sides, the same that ``data.convert`` makes for these countries."""
        acts = self.between(dyad)
        version = hashlib.sha256(f"{self.digest} {dyad} {per}".encode()).hexdigest()[:12]
        about = about_of(self.format, dyad, acts, OPENED, per, f" Opened from the file {self.name}.")
        return build(about, tables_of(acts, dyad, self.format.NAME, per), version)


def open_content(
    content: bytes,
    name: str,
    format_: Format,
    options: Mapping[str, str],
    progress: Progress = lambda _: None,
) -> Opened:
    """Every row of a file (gzip and zip are unpacked) as acts or as set aside; ``progress`` hears shares from 0 to 1.

    ValueError when the file cannot be read as this format at all.
    """
    packed, chunks = BytesIO(content), []
    with unpacked(packed) as whole:
        for chunk in format_.chunks(whole, name, options):
            chunks.append(chunk)
            progress(min(packed.tell() / max(len(content), 1), 1.0))
    if not chunks:
        raise ValueError(f"{name} holds no rows of {format_.LABEL}")
    acts = pd.concat([chunk.acts for chunk in chunks], ignore_index=True)
    aside = pd.concat([chunk.aside for chunk in chunks], ignore_index=True)[list(ASIDE)]
    digest = hashlib.sha256(content)
    digest.update(repr(sorted(item for item in options.items() if item[1])).encode())
    return Opened(format_, name, digest.hexdigest(), sum(chunk.read for chunk in chunks), acts, aside)
