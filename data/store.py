"""Data sets in memory, loaded once for everybody and again when a file changes; pages and extracts share them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from data.dataset import Dataset, load
from data.problems import DataSetError
from data.shards import in_shards, load_together


def load_any(folder: Path) -> Dataset:
    """The data set in a folder, in one piece or in shards. DataSetError with every problem when it breaks a rule."""
    return load_together(folder) if in_shards(folder) else load(folder)


_MOST = 4
Stamp = tuple[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True)
class Stored:
    """A data set and the moment at which its newest file was written."""

    dataset: Dataset
    modified: datetime


_kept: dict[Stamp, Stored | DataSetError] = {}
_lock = Lock()


def stored(folder: Path, load: Callable[[Path], Dataset] = load_any) -> Stored:
    """The data set in ``folder``, from memory while its files stay as they are; safe to call from any thread.

    ``load`` says how it is read.

    Raises DataSetError with every problem when it breaks a rule; what is wrong is remembered like a data set.
    """
    stamp = _stamp(folder)
    if stamp not in _kept:
        with _lock:  # so that two readers who come at once wait for one loading
            if stamp not in _kept:
                for oldest in [*_kept][: len(_kept) - _MOST + 1]:
                    _kept.pop(oldest)
                _kept[stamp] = _outcome(folder, stamp, load)
    return _raised(_kept.get(stamp) or _outcome(folder, stamp, load))


def in_memory(folder: Path) -> bool:
    """Whether ``stored`` answers at once."""
    return _stamp(folder) in _kept


def _stamp(folder: Path) -> Stamp:
    files = sorted(folder.glob("*.*")) if folder.is_dir() else []
    return str(folder), tuple((path.name, path.stat().st_mtime_ns) for path in files)


def _outcome(folder: Path, stamp: Stamp, load: Callable[[Path], Dataset]) -> Stored | DataSetError:
    try:
        dataset = load(folder)
    except DataSetError as error:
        return error
    newest = max(written for _, written in stamp[1])
    return Stored(dataset, datetime.fromtimestamp(newest // 1_000_000_000, UTC))


def _raised(outcome: Stored | DataSetError) -> Stored:
    if isinstance(outcome, DataSetError):
        raise DataSetError(outcome.folder, outcome.problems)
    return outcome
