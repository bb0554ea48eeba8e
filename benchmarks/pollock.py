"""The score of the Pollock benchmark of data loading (Vitagliano et al., PVLDB 16, 2023) for the reader of uploads.

Of each file ten measures from 0 to 1 are added: whether it loads; precision, recall and F1 of the cells of the header,
of the records (their cells joined) and of all cells, each as bags of texts beside the clean version of the file. The
simple score is their mean over the files, the weighted one weighs files by how often their fault was found in a survey.
Texts are compared as they stand; the benchmark itself takes numbers and days of equal value for equal.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tarfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import lost_letters
from data.flat.reading import read_sheet
from data.flat.sheet import Sheet, SheetError

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Scores:
    """``kept`` scores count rows that are set aside as not loaded; ``losses``: kind of file → what it costs in all."""

    simple: float
    weighted: float
    kept_simple: float
    kept_weighted: float
    lost: list[str]
    losses: list[tuple[str, float]]
    slowest: float


def scores(folder: Path) -> Scores:
    """The scores over the files of the archive in ``folder``."""
    weights = json.loads((folder / "pollock_weights.json").read_text())
    weigh = Weighed()
    lost: list[str] = []
    slowest = 0.0
    for name, polluted, clean in _files(folder / "polluted_files.tar.xz"):
        start = time.perf_counter()
        sheet = _sheet(polluted)
        slowest = max(slowest, time.perf_counter() - start)
        if sheet and lost_letters(polluted, sheet):
            lost.append(name)
        truth = [*csv.reader(io.StringIO(clean.decode("utf-8-sig"), newline=""))]
        weigh.add(
            name, weights.get(name, -1), score(truth, _rows(sheet)), score(truth, _rows(sheet, kept=True))
        )
    return weigh.scores(lost, slowest)


class Weighed:
    """Sums of scores with and without weights, and what each kind of file loses."""

    def __init__(self) -> None:
        self._parts: list[tuple[float, float, float]] = []
        self._losses: defaultdict[str, float] = defaultdict(float)

    def add(self, name: str, weight: float, whole: float, kept: float) -> None:
        """One file."""
        self._parts.append((weight, whole, kept))
        self._losses[re.sub(r"row\d+|col\d+|_\d+_", "", name)] += weight * (10 - whole)

    def scores(self, lost: list[str], slowest: float) -> Scores:
        """The scores of all files so far."""
        number, weight = len(self._parts), sum(part[0] for part in self._parts)
        simple, kept_simple = (sum(part[i] for part in self._parts) / number for i in (1, 2))
        weighted, kept_weighted = (sum(part[0] * part[i] for part in self._parts) / weight for i in (1, 2))
        losses = sorted(
            ((name, loss / weight) for name, loss in self._losses.items()), key=lambda pair: -pair[1]
        )
        return Scores(simple, weighted, kept_simple, kept_weighted, lost, losses, slowest)


def score(truth: Rows, loaded: Rows | None) -> float:
    """The ten measures of one file, added; None has not loaded and gets nothing. An empty truth is met by any table."""
    if not truth:
        return 10.0
    if loaded is None:
        return 0.0
    return 1.0 + sum(
        _measures(Counter(one), Counter(other))
        for one, other in (
            (truth[0], loaded[0] if loaded else []),
            (["".join(row) for row in truth[1:]], ["".join(row) for row in loaded[1:]]),
            ([cell for row in truth for cell in row], [cell for row in loaded for cell in row]),
        )
    )


def _measures(truth: Counter[str], loaded: Counter[str]) -> float:
    """Precision, recall and F1, added."""
    if not truth:
        return 3.0
    common = (truth & loaded).total()
    if not common:
        return 0.0
    first, second = common / truth.total(), common / loaded.total()
    return first + second + 2 * first * second / (first + second)


def _files(archive: Path) -> Iterator[tuple[str, bytes, bytes]]:
    """Name, polluted and clean content."""
    with tarfile.open(archive) as packed:
        found: dict[tuple[str, str], bytes] = {}
        for entry in packed:
            *_, kind, name = Path(entry.name).parts if entry.isfile() else ("", "", "")
            if kind in {"csv", "clean"} and (file := packed.extractfile(entry)):
                found[kind, name] = file.read()
    for kind, name in sorted(found):
        if kind == "csv":
            yield name, found[kind, name], found["clean", name]


def _sheet(content: bytes) -> Sheet | None:
    try:
        return read_sheet(content)
    except SheetError:
        return None


def _rows(sheet: Sheet | None, *, kept: bool = False) -> Rows | None:
    """Header and rows, each as long as the header at least."""
    if sheet is None:
        return None
    width = len(sheet.header)
    faults = sheet.faults if kept else {}
    rows = (cells for number, cells in sheet.rows if number not in faults)
    return [sheet.header, *([*cells, *[""] * (width - len(cells))] for cells in rows)]
