"""The unit of work: one input file, narrowed to the wanted countries. It runs in any process on any machine."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from data.formats.acts import Chunk, Format
from data.formats.joining import among
from data.formats.registry import FORMATS, recognised
from data.formats.unpacking import head_of, unpacked

LISTED = 1_000
"""How many rows of one file are listed for one reason; the others are counted."""

ELSEWHERE = "belongs to other countries"


@dataclass(frozen=True)
class Order:
    """What to do with each file: its format, its options, and the countries (alpha-3 codes) to keep.

    One country keeps its acts with all others, several keep those among them.
    """

    format: str
    countries: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()

    @property
    def dyad(self) -> tuple[str, str]:
        """The two sides of the data set: the first two countries, or the one country and ``*`` for all others."""
        return self.countries[0], self.countries[1] if len(self.countries) > 1 else "*"


@dataclass(frozen=True)
class Account:
    """What became of the rows of one file: ``read`` is ``kept`` and the sum of ``reasons``.

    ``fault`` says why the file as a whole could not be read, and is empty otherwise; then nothing of it is used.
    """

    read: int = 0
    kept: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True)
class Part:
    """What one file gave: its account, and as Parquet its acts and rows set aside; no bytes stand for no rows."""

    account: Account
    acts: bytes = b""
    aside: bytes = b""


def work(path: str, order: Order) -> Part:
    """Reads and narrows one file, in memory that does not grow with the file but with what is kept of it.

    What is wrong with the file stands in the account, never in an exception.
    """
    format_ = FORMATS[order.format]
    try:
        with Path(path).open("rb") as file:
            _refuse_others(file, format_)
            with unpacked(file) as whole:
                part = _narrowed(format_.chunks(whole, Path(path).name, dict(order.options)), order)
        return part if part.account.read else broken(f"holds no rows of {format_.LABEL}")
    except (ValueError, OSError) as error:
        return broken(f"cannot be read as {format_.LABEL}: {error}")


def broken(why: str) -> Part:
    """The part of a file that could not be read."""
    return Part(Account(fault=why))


def _refuse_others(file: BinaryIO, format_: Format) -> None:
    head = head_of(file)
    if not head:
        raise ValueError("the file is empty")
    if not format_.recognise(head):
        others = [other.LABEL for other, _ in recognised(head)]
        raise ValueError(f"it looks like {others[0]}" if others else "it does not look like it")


def _narrowed(chunks: Iterator[Chunk], order: Order) -> Part:
    read, reasons = 0, Counter[str]()
    acts: list[pd.DataFrame] = []
    aside: list[pd.DataFrame] = []
    for chunk in chunks:
        read += chunk.read
        acts.append(chunk.acts[among(chunk.acts, order.countries)])
        first = chunk.aside.drop_duplicates("row")  # the other reasons of a row do not make it two rows
        before = first["rule"].map(reasons).fillna(0).astype(int)  # which is text when no row is set aside
        place = first.groupby("rule").cumcount() + before
        aside.append(first[place < LISTED])
        reasons.update(first["rule"].tolist())
        reasons[ELSEWHERE] += len(chunk.acts) - len(acts[-1])
    kept = sum(map(len, acts))
    return Part(Account(read, kept, dict(+reasons)), _packed(acts), _packed(aside))


def _packed(frames: list[pd.DataFrame]) -> bytes:
    filled = [frame for frame in frames if len(frame)]
    if not filled:
        return b""
    sink = io.BytesIO()
    table = pa.Table.from_pandas(pd.concat(filled, ignore_index=True), preserve_index=False)
    parquet.write_table(table, sink, compression="zstd")
    return sink.getvalue()
