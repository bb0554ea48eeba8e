"""One file from a reader → a data set in memory: a table of one's own, a whole data set, or a file of the field."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from data.check import load_checked
from data.dataset import Dataset, build
from data.flat.columns import COLUMNS
from data.flat.opening import OpenedTable, open_table
from data.flat.sheet import SheetError, read_sheet
from data.formats.opening import Opened, open_content
from data.formats.registry import FORMATS, recognise
from data.problems import DataSetError, Problem
from data.releases import version_of
from data.schema import TABLES
from data.vocabulary import fold

OWN, WHOLE = "own", "whole"
KINDS = {
    OWN: "A table of one's own (template)",
    WHOLE: "A whole data set (zip of the eight tables)",
    **{name: format_.LABEL for name, format_ in FORMATS.items()},
}
"""What a file can be read as: id → label."""

SURE = 0.9
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
    """A file read as ``kind``.

    DataSetError with every problem when nothing of it can be used, SheetError or ValueError when it is no such file.
    """
    if kind == WHOLE:
        return _open_folder(content, name)
    if kind == OWN:
        return open_table(content, name)
    return open_content(content, name, FORMATS[kind], options, progress)


def _is_whole(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return {"events.csv", "events.parquet"} & {
                Path(name).name for name in archive.namelist()
            } != set()
    except zipfile.BadZipFile:
        return False


def _own(content: bytes) -> float:
    """The share of the template's columns that the header has."""
    try:
        header = {fold(cell).replace(" ", "_") for cell in read_sheet(content).header}
    except SheetError:
        return 0.0
    return len(header & {*COLUMNS}) / len(COLUMNS)


def _open_folder(content: bytes, name: str) -> OpenedFolder:
    wanted = {f"{table}{ending}" for table in TABLES for ending in (".csv", ".parquet")} | {"about.toml"}
    with tempfile.TemporaryDirectory() as place, zipfile.ZipFile(BytesIO(content)) as archive:
        folder = Path(place)
        for entry in archive.infolist():
            # Only the names that a data set has, without their folders: nothing is written anywhere else.
            if Path(entry.filename).name in wanted:
                (folder / Path(entry.filename).name).write_bytes(archive.read(entry))
        try:
            about, tables = load_checked(folder)
        except DataSetError as error:
            raise DataSetError(name, error.problems) from error
        data = build(about, tables, version_of(folder))
    return OpenedFolder(name, data, sum(map(len, tables.values())))


def digest(content: bytes) -> str:
    """What tells two uploads apart."""
    return hashlib.sha256(content).hexdigest()
