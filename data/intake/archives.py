"""Gzip files, archives and workbooks, looked at part by part before a parser unpacks them.

Every part is unpacked here once, piece by piece, and counted: what an archive says about its sizes is not believed.
Parts of ``zipfile`` never give more bytes than the archive claims for them, so what passed here stays as small there.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, cast

from data.intake.limits import Limits, RefusedError, setting, size
from data.intake.lines import Lines
from data.intake.look import HEAD, PACKED, look_at_head
from data.intake.workbooks import look_at_part

_PIECE = 1_000_000
_TRUSTED = 10_000_000
"""Bytes up to which no ratio is held: small tables of equal rows pack very well."""
_BROKEN = (EOFError, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError, IndexError)
"""What damaged archives raise; a password is a RuntimeError."""
_TEXTS = (".csv", ".tsv", ".tab", ".txt")


class _Count:
    """What was unpacked so far, of all parts together."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.total = limits, 0

    def pieces(self, part: IO[bytes], packed: Callable[[], int]) -> Iterator[bytes]:
        """A part piece by piece; ``packed`` says how many bytes of the archive it took. RefusedError at the limit."""
        own = 0
        while piece := part.read(_PIECE):
            own, self.total = own + len(piece), self.total + len(piece)
            if self.total > self.limits.unpacked_bytes:
                raise RefusedError(
                    f"unpacks to more than {size(self.limits.unpacked_bytes)}; split it, or ask the operator to raise "
                    f"{setting('unpacked_mb')} or to convert it on the server"
                )
            if own > _TRUSTED and own > self.limits.ratio * max(packed(), 1):
                raise RefusedError(
                    f"unpacks to more than {self.limits.ratio:,} times its size, which no table does; give the table "
                    f"unpacked ({setting('ratio')} is the limit)"
                )
            yield piece


def look_inside(content: bytes, limits: Limits) -> None:
    """RefusedError when what is packed in a file is too much for a parser, or damaged; other files pass."""
    if not content.startswith(tuple(PACKED)):
        return
    count = _Count(limits)
    try:
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                _archive(archive, count)
        else:
            packed = io.BytesIO(content)
            with gzip.open(packed) as whole:
                _table(count.pieces(cast(IO[bytes], whole), packed.tell), limits)
    except RefusedError:
        raise
    except (*_BROKEN, zipfile.BadZipFile) as error:
        raise RefusedError(
            f"is damaged, cut off or has a password ({error}); pack it anew, or save it anew without a password"
        ) from error


def _archive(archive: zipfile.ZipFile, count: _Count) -> None:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > count.limits.parts:
        raise RefusedError(
            f"holds {len(entries):,} files; at most {count.limits.parts:,} are read. Pack only what is needed "
            f"({setting('parts')} is the limit)"
        )
    claimed = sum(entry.file_size for entry in entries)
    if claimed > count.limits.unpacked_bytes:
        raise RefusedError(
            f"unpacks to {size(claimed)}; at most {size(count.limits.unpacked_bytes)} are read. Split it, or ask the "
            f"operator to raise {setting('unpacked_mb')} or to convert it on the server"
        )
    book = any(entry.filename.lower().startswith("xl/") for entry in entries)
    for entry in entries:
        text = len(entries) == 1 or entry.filename.lower().endswith(_TEXTS)
        check = look_at_part if book else _table if text else _whatever
        with archive.open(entry) as part:
            check(count.pieces(part, partial(int, entry.compress_size)), count.limits)


def _whatever(pieces: Iterator[bytes], _: Limits) -> None:
    """What no reader unpacks, or what is no text (Parquet): counted."""
    for _piece in pieces:
        pass


def _table(pieces: Iterator[bytes], limits: Limits) -> None:
    lines = Lines(limits)
    head = b""
    for piece in pieces:
        if not head and piece.startswith(tuple(PACKED)):
            raise RefusedError("is packed twice; unpack it once")
        lines.take(piece)
        head += piece[: HEAD - len(head)]
    look_at_head(head, limits)
