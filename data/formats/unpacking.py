"""Gzip and zip archives of one file, unpacked while they are read: a file of many gigabytes needs no more memory."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from typing import IO, BinaryIO, cast

HEAD = 65_536
"""How many bytes tell what a file is; also how many are unpacked at once."""


@contextmanager
def unpacked(file: BinaryIO) -> Iterator[BinaryIO]:
    """The file itself, or the only file in the archive that it is.

    ValueError, also from within the block, when the archive is damaged, locked, or of none or several files.
    """
    start = file.read(4)
    file.seek(0)
    try:
        if start.startswith(b"\x1f\x8b"):
            with gzip.open(file) as whole:
                yield _buffered(cast(IO[bytes], whole))
        elif start == b"PK\x03\x04":
            with zipfile.ZipFile(file) as archive, _only(archive) as whole:
                yield _buffered(whole)
        else:
            yield file
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise ValueError(f"the archive is damaged or cut off ({error})") from error


def head_of(file: BinaryIO) -> bytes:
    """The first bytes of what a file holds, unpacked; ValueError as above. The file is at its start again."""
    with unpacked(file) as whole:
        head = whole.read(HEAD)
    file.seek(0)
    return head


def _only(archive: zipfile.ZipFile) -> IO[bytes]:
    names = [entry for entry in archive.namelist() if not entry.endswith("/")]
    if len(names) != 1:
        raise ValueError(f"the archive holds {len(names)} files; give an archive of one file")
    try:
        return archive.open(names[0])
    except RuntimeError as error:  # a password, or a compression that Python does not know
        raise ValueError(f"the archive cannot be unpacked ({error})") from error


def _buffered(whole: IO[bytes]) -> BinaryIO:
    """Reading an archive line by line runs in Python code; the buffer makes it many times faster."""
    return BufferedReader(cast(RawIOBase, whole), HEAD)
