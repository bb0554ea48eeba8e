"""One file from a reader → a data set in memory: a table of one's own, a whole data set, or a file of the field."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from data.about import FILE
from data.dataset import Dataset, load
from data.flat.columns import COLUMNS, column_of, fits
from data.flat.dialect import Choice
from data.flat.opening import OpenedTable, open_table
from data.flat.reading import read_header
from data.flat.sheet import SheetError
from data.formats.opening import Opened, open_content
from data.formats.registry import FORMATS, recognise
from data.problems import DataSetError, Problem
from data.schema import HISTORY, TABLES

OWN, WHOLE = "own", "whole"
KINDS = {
    OWN: "A table of your own (template)",
    WHOLE: "A whole data set (zip of the eight tables)",
    **{name: format_.LABEL for name, format_ in FORMATS.items()},
}
"""What a file can be read as: id → label."""

SURE = 0.9
"""From here on a kind needs no confirmation."""
FILES = {f"{table}{ending}" for table in (*TABLES, *HISTORY) for ending in (".csv", ".parquet")} | {FILE}
"""The files of a data set that are read."""
LARGEST = 2**31
"""Bytes that an archive may unpack to."""
_ARCHIVE = b"PK\x03\x04"
"""How an archive begins. One that stands behind other bytes could be opened too, but nobody has looked into it."""
Progress = Callable[[float], None]


@dataclass(frozen=True, eq=False)
class OpenedFolder:
    """A whole data set from a zip. It has its own sides, and either every row can be used or none."""

    name: str
    only: Dataset
    read: int
    set_aside: int = 0
    problems: tuple[Problem, ...] = ()

    def pairs(self) -> dict[tuple[str, str], int]:
        """The sides that the data set says it is about."""
        return {self.only.about.dyad: len(self.only)}

    def dataset(self, dyad: tuple[str, str]) -> Dataset:
        """The data set; KeyError for other sides than its own."""
        if dyad != self.only.about.dyad:
            raise KeyError(dyad)
        return self.only


AnyOpened = Opened | OpenedTable | OpenedFolder


def guesses(content: bytes) -> list[tuple[str, float]]:
    """What a file may be read as, the surest first: ids of ``KINDS`` with how sure that is (0 to 1)."""
    found = [(format_.NAME, sure) for format_, sure in recognise(content)]
    if _is_whole(content):
        found.append((WHOLE, 1.0))
    elif not any(sure > SURE for _, sure in found):
        found.append((OWN, _own(content)))
    return sorted([pair for pair in found if pair[1] > 0], key=lambda pair: -pair[1])


def open_any(
    content: bytes, name: str, kind: str, options: Mapping[str, str], progress: Progress = lambda _: None
) -> AnyOpened:
    """A file read as ``kind``; the options of a table of one's own are those of ``Choice``.

    DataSetError with every problem when nothing of it can be used, SheetError or ValueError when it is no such file.
    """
    if kind == WHOLE:
        return open_folder(_unzipped(content), name)
    if kind == OWN:
        return open_table(content, name, progress, Choice(**options))
    return open_content(content, name, FORMATS[kind], options, progress)


def _is_whole(content: bytes) -> bool:
    if not content.startswith(_ARCHIVE):
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return bool(_folders(archive.namelist()))
    except (zipfile.BadZipFile, OSError):
        return False


def _folders(names: Iterable[str]) -> set[PurePosixPath]:
    """The folders of an archive that hold a table of events or say what a data set is about."""
    paths = map(PurePosixPath, names)
    return {path.parent for path in paths if path.name in ("events.csv", "events.parquet", FILE)}


def _own(content: bytes) -> float:
    """Sure when every needed column is there, else half the share of the template's columns."""
    try:
        header = read_header(content)
    except SheetError:
        return 0.0
    return SURE if fits(header) else len({*map(column_of, header)} & {*COLUMNS}) / len(COLUMNS) / 2


def _unzipped(content: bytes) -> dict[str, bytes]:
    """Path in the archive → content, of the files that a data set has. ValueError when it cannot be unpacked."""
    if not content.startswith(_ARCHIVE):
        raise ValueError("is no zip archive")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            wanted = [entry for entry in archive.infolist() if PurePosixPath(entry.filename).name in FILES]
            if sum(entry.file_size for entry in wanted) > LARGEST:
                raise ValueError(
                    f"unpacks to more than {LARGEST // 2**30} GiB; give its folder to the server instead"
                )
            return {entry.filename: archive.read(entry) for entry in wanted}
    except RuntimeError as error:
        raise ValueError(f"cannot be unpacked: {error}; give an archive without a password") from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError) as error:
        raise ValueError(f"cannot be unpacked: {error}; make the archive anew") from error


def open_folder(files: Mapping[str, bytes], name: str) -> OpenedFolder:
    """A whole data set from its files: path → content; they may lie in a folder, and other files do no harm.

    DataSetError with every problem that the checker finds; ValueError when there is no data set or more than one.
    """
    folders = _folders(files)
    if len(folders) != 1:
        found = ", ".join(sorted(map(str, folders))) or "none"
        raise ValueError(f"must hold one data set, which is a folder with events.csv (found: {found})")
    own = next(iter(folders))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for path, content in files.items():
            # Only the names that a data set has, without their folders: nothing is written anywhere else.
            if PurePosixPath(path).parent == own and PurePosixPath(path).name in FILES:
                (folder / PurePosixPath(path).name).write_bytes(content)
        try:
            data = load(folder)
        except DataSetError as error:
            raise DataSetError(name, error.problems) from error
    return OpenedFolder(name, data, sum(len(getattr(data, table)) for table in TABLES))
