"""The unit of work: one input file, narrowed to the wanted countries. It runs in any process on any machine."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from data.formats.acts import ASIDE, COLUMNS, Chunk
from data.formats.joining import countries_of
from data.formats.opening import unpacked
from data.formats.registry import FORMATS

LISTED = 1_000
"""How many rows of one file are listed for one reason; the others are counted."""

ELSEWHERE = "belongs to other countries"


@dataclass(frozen=True)
class Order:
    """What to do with each file: its format, its options, and the countries (ISO 3166-1 alpha-3) to keep.

    One country keeps its acts with all others, several keep those among them.
    """

    format: str
    countries: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()

    @property
    def dyad(self) -> tuple[str, str]:
        """The two sides of the data set: the first two countries, or the one country and ``*`` for all others."""
        return self.countries[0], self.countries[1] if len(self.countries) > 1 else "*"

    def keeps(self, acts: pd.DataFrame) -> pd.Series:
        """True for the acts to keep."""
        wanted, least = set(self.countries), min(len(self.countries), 2)
        return pd.Series(
            [len(wanted & present) >= least for present in countries_of(acts)], acts.index, dtype=bool
        )


@dataclass(frozen=True)
class Part:
    """What one file gave. ``acts`` and ``aside`` are Parquet; ``reasons`` counts every row that is not in ``acts``.

    ``fault`` says why the file as a whole could not be read; then nothing else is in the part.
    """

    file: str
    read: int
    kept: int
    reasons: Mapping[str, int]
    acts: bytes
    aside: bytes
    fault: str = ""


def work(path: str, order: Order) -> Part:
    """Reads and narrows one file; never raises for what is in it."""
    name = Path(path).name
    try:
        chunks = FORMATS[order.format].chunks(unpacked(Path(path).read_bytes()), name, dict(order.options))
        return _collect(name, order, [_narrowed(chunk, order) for chunk in chunks])
    except (ValueError, OSError, EOFError) as error:
        return Part(name, 0, 0, {}, b"", b"", f"cannot be read as {FORMATS[order.format].LABEL}: {error}")


def _narrowed(chunk: Chunk, order: Order) -> tuple[int, pd.DataFrame, pd.DataFrame, Counter[str]]:
    kept = chunk.acts[order.keeps(chunk.acts)]
    first = chunk.aside.drop_duplicates("row")
    reasons = Counter(first["rule"].tolist())
    reasons[ELSEWHERE] += len(chunk.acts) - len(kept)
    return chunk.read, kept, first.groupby("rule").head(LISTED), reasons


def _collect(
    name: str, order: Order, parts: list[tuple[int, pd.DataFrame, pd.DataFrame, Counter[str]]]
) -> Part:
    acts = (
        pd.concat([part[1] for part in parts], ignore_index=True)
        if parts
        else pd.DataFrame(columns=[*COLUMNS])
    )
    aside = (
        pd.concat([part[2] for part in parts], ignore_index=True) if parts else pd.DataFrame(columns=[*ASIDE])
    )
    reasons = sum((part[3] for part in parts), Counter[str]())
    listed = aside.groupby("rule").head(LISTED)
    return Part(name, sum(part[0] for part in parts), len(acts), dict(+reasons), packed(acts), packed(listed))


def packed(frame: pd.DataFrame) -> bytes:
    """A table as Parquet."""
    sink = io.BytesIO()
    parquet.write_table(pa.Table.from_pandas(frame, preserve_index=False), sink, compression="zstd")
    return sink.getvalue()


def unpack(content: bytes) -> pd.DataFrame:
    """The table that ``packed`` wrote."""
    return parquet.read_table(io.BytesIO(content)).to_pandas()
