"""What is done with a file from a reader, each in a process of its own: name its kind, read it, make its data set."""

from __future__ import annotations

import logging
import os
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, Protocol

import numpy as np

from data.dataset import Dataset
from data.flat.opening import OpenedTable
from data.flat.reading import read_header
from data.flat.sheet import SheetError
from data.formats.opening import Opened
from data.intake.archives import look_inside
from data.intake.confine import confine
from data.intake.limits import Limits, RefusedError, setting
from data.intake.packed import PackedTable, packed
from data.intake.parcel import receive, send
from data.opening import OpenedFolder, guesses, open_any
from data.problems import DataSetError, Problem

Progress = Callable[[float], None]
Answer = Opened | PackedTable | OpenedFolder
"""What was read, as the server keeps it."""
MOST_TOLD = 10_000
"""Problems of a data set of which nothing can be used that are told one by one."""
MEMORY, LATE = "memory", "late"
"""How a process ended that took more than it may."""
LOG = logging.getLogger(__name__)


class Task(Protocol):
    """Something to do with a file; what it answers must be data."""

    @property
    def limits(self) -> Limits:
        """What it may cost."""

    def __call__(self, progress: Progress) -> Any:
        """The answer. RefusedError, SheetError or ValueError with what is wrong; DataSetError with every problem."""


@dataclass(frozen=True)
class Guess:
    """What may the file be? Answers the kinds with how sure they are, and why it is no table when it is of no kind."""

    content: bytes = field(repr=False)
    limits: Limits

    def __call__(self, progress: Progress) -> tuple[list[tuple[str, float]], str]:
        """See ``data.opening.guesses``."""
        look_inside(self.content, self.limits)
        found = guesses(self.content)
        return found, "" if found else self._why()

    def _why(self) -> str:
        try:
            read_header(self.content)
        except SheetError as error:
            return str(error)
        return ""


@dataclass(frozen=True)
class Read:
    """What is in the file? Answers what could be read of it."""

    content: bytes = field(repr=False)
    name: str
    kind: str
    options: Mapping[str, str]
    limits: Limits

    def __call__(self, progress: Progress) -> Answer:
        """See ``data.opening.open_any``."""
        look_inside(self.content, self.limits)
        opened = open_any(self.content, self.name, self.kind, self.options, progress)
        return packed(opened) if isinstance(opened, OpenedTable) else opened


@dataclass(frozen=True)
class Build:
    """What was read as a data set for two sides; a file of the field also needs what counts as one event."""

    opened: Answer
    dyad: tuple[str, str]
    per: str
    limits: Limits

    def __call__(self, progress: Progress) -> Dataset:
        """See the ``dataset`` of what was opened. RefusedError when its networks would be too much for a server."""
        dataset = self._made()
        _refuse_crowds(dataset, self.limits)
        return dataset

    def _made(self) -> Dataset:
        if isinstance(self.opened, Opened):
            return self.opened.dataset(self.dyad, self.per)
        table = self.opened.opened() if isinstance(self.opened, PackedTable) else self.opened
        return table.dataset(self.dyad)


def _refuse_crowds(dataset: Dataset, limits: Limits) -> None:
    """The pages work in the server itself, and pairs grow with the square of the participants."""
    present = np.bincount(dataset.participants["event"])
    pairs = int((present * (present - 1) // 2).sum())
    if pairs > limits.encounters:
        raise RefusedError(
            f"has {pairs:,} pairs of participants who share an event, up to {present.max():,} participants in one; at "
            f"most {limits.encounters:,} pairs are counted. Name delegations instead of their members, or ask the "
            f"operator to raise {setting('encounters')}"
        )


def serve(connection: Connection) -> None:
    """Does one task within its limits and sends what came of it: the life of a reading process."""
    task: Task = receive(connection)
    confine(task.limits)
    outcome = _outcome(task, partial(_tell, connection))
    try:
        send(connection, outcome)
    except MemoryError:
        send(connection, ("ended", MEMORY))


def _tell(connection: Connection, share: float) -> None:
    try:
        send(connection, ("share", share))
    except OSError:  # nobody wants to know any more
        os._exit(0)


def _first(error: DataSetError) -> list[Problem]:
    """The problems that are told; the server would be busy with millions of them."""
    more = len(error.problems) - MOST_TOLD
    if more <= 0:
        return error.problems
    rest = Problem(error.folder, 0, "", "", f"has {more:,} more problems; mend the first {MOST_TOLD:,} first")
    return [*error.problems[:MOST_TOLD], rest]


def _outcome(task: Task, progress: Progress) -> tuple[str, Any]:
    try:
        return "done", task(progress)
    except DataSetError as error:
        return "problems", (error.folder, _first(error))
    except MemoryError:
        return "ended", MEMORY
    except (SheetError, RefusedError, ValueError) as error:
        return "refused", str(error)
    except Exception as error:  # noqa: BLE001 – of a file from a stranger everything is possible
        # The frames only: the message of an error may hold what stands in the file.
        frames = "".join(traceback.format_tb(error.__traceback__))
        LOG.error("%s\n%s", type(error).__name__, frames)  # noqa: TRY400
        return "failed", type(error).__name__
