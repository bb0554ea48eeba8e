"""Reading in a process of its own: what comes back is the same as without it, and the server always stands."""

from __future__ import annotations

import os
import pickle
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import Pipe
from pathlib import Path

import pytest

from data.dataset import load
from data.flat.opening import OpenedTable
from data.flat.template import template_csv
from data.formats.icews import COLUMNS
from data.formats.opening import Opened
from data.intake import reader
from data.intake.limits import Limits, RefusedError
from data.intake.parcel import receive
from data.intake.reader import run
from data.intake.work import Build, Guess, Read
from data.opening import OWN, WHOLE, open_any
from data.problems import DataSetError, Problem
from data.schema import TABLES
from tests.data.intake.test_look import zipped
from tests.tiny import tiny_tables, write_folder

LIMITS = Limits()
ONE = tiny_tables(
    events=[{"event_id": "e1"}],
    participants=[{"event_id": "e1", "actor_id": f"{side}-minister"} for side in ("aze", "isr")],
    evidence=[{"event_id": "e1"}],
)
SLOW = b"date;event_type;actors\n" + b"".join(
    b"2023-0%d;meetin%d;A (X%d)\n" % (n, n, n) for n in range(300_000)
)
WIDE = b"date;event_type;actors\n" + (b";" * 400 + b"x\n") * 20_000


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def starter() -> int:
    return reader._starter().process.pid


def processes() -> list[int]:
    """The reading processes that are alive."""
    return children(starter())


def places() -> list[Path]:
    """Where reading processes may write."""
    return [*Path(tempfile.gettempdir()).glob(f"rapport-{starter()}-*")]


def soon(holds: Callable[[], object]) -> bool:
    until = time.monotonic() + 20
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return bool(holds())


def test_a_table_is_read_as_without_a_process():
    shares: list[float] = []
    assert run(Guess(template_csv(), LIMITS)) == ([(OWN, 0.9)], "")
    there = run(Read(template_csv(), "mine.csv", OWN, {}, LIMITS), shares.append)
    here = open_any(template_csv(), "mine.csv", OWN, {})
    assert isinstance(here, OpenedTable)
    table = there.opened()
    assert (table.events, there.header_problems, table.digest) == (here.events, here.problems, here.digest)
    assert (there.pairs(), there.aside.empty) == (here.pairs(), True)
    assert shares[0] == 0.0
    assert shares[-1] == 1.0
    dyad = next(iter(here.pairs()))
    built = run(Build(there, dyad, "event", LIMITS))
    assert built.version == here.dataset(dyad).version
    assert built.events.equals(here.dataset(dyad).events)


def test_rows_set_aside_come_as_a_table_and_the_others_as_bytes():
    content = b"date,event_type,actors\n2023,,\n2023-05-30,meeting,A (AZE); B (ISR)\n"
    there, here = run(Read(content, "x.csv", OWN, {}, LIMITS)), open_any(content, "x.csv", OWN, {})
    assert isinstance(here, OpenedTable)
    assert [Problem(*row) for row in there.aside.itertuples(index=False)] == here.row_problems
    assert (there.read, there.set_aside, len(there.opened().events)) == (2, 1, 1)


def test_a_crowd_is_refused_before_a_page_counts_its_pairs():
    crowd = "; ".join(f"P{number} (AZE)" for number in range(40))
    read = run(Read(f"date,event_type,actors\n2023,meeting,{crowd}\n".encode(), "x.csv", OWN, {}, LIMITS))
    with pytest.raises(
        RefusedError, match=r"has 780 pairs .* up to 40 participants in one; at most 779 pairs"
    ):
        run(Build(read, ("AZE", "*"), "event", Limits(encounters=779)))
    assert len(run(Build(read, ("AZE", "*"), "event", Limits(encounters=780)))) == 1


def test_a_whole_data_set_is_read_as_without_a_process(tmp_path):
    write_folder(ONE, tmp_path)
    packed = zipped({path.name: path.read_bytes() for path in tmp_path.iterdir()})
    there, here = run(Read(packed, "mine.zip", WHOLE, {}, LIMITS)).only, load(tmp_path)
    for name in TABLES:
        assert getattr(there, name).equals(getattr(here, name)), name
        assert (getattr(there, name).dtypes == getattr(here, name).dtypes).all()
    assert (there.about, there.version, there.history) == (here.about, here.version, here.history)
    assert (there.event_set == here.event_set).all()
    assert len(there.haystack) == len(here)


def test_a_file_of_the_field_is_read_as_without_a_process():
    row = ["1", "2018-11-25", "Boris", "Government", "Russian Federation", "Consult", "036", "1", "Ann", "Government",
           "France", "7", "1", "Paper", "", "", "", "", "", ""]  # fmt: skip
    content = "\n".join("\t".join(cells) for cells in (COLUMNS, row, row[:5])).encode()
    there = run(Read(content, "a.tab", "icews", {}, LIMITS))
    here = open_any(content, "a.tab", "icews", {})
    assert isinstance(here, Opened)
    assert there.format is here.format
    assert there.acts.equals(here.acts)
    assert there.aside.equals(here.aside)
    assert len(run(Build(there, ("FRA", "RUS"), "row", LIMITS))) == 1


def test_what_is_wrong_with_a_file_comes_back():
    with pytest.raises(RefusedError, match="is empty; give a header line"):
        run(Read(b"", "x.csv", OWN, {}, LIMITS))
    with pytest.raises(DataSetError, match=r"^x\.csv: ") as caught:
        run(Read(b"title;note\na;b\n", "x.csv", OWN, {}, LIMITS))
    assert "actors" in {problem.column for problem in caught.value.problems}


def test_reading_within_limits_or_not_at_all():
    with pytest.raises(RefusedError, match=r"more than 5\.0 MB of memory.*RAPPORT_MAX_MEMORY_MB"):
        run(Read(WIDE, "x.csv", OWN, {}, Limits(memory_mb=5)))
    with pytest.raises(RefusedError, match=r"more than 1 s of processor time.*RAPPORT_MAX_CPU_SECONDS"):
        run(Read(SLOW, "x.csv", OWN, {}, Limits(cpu_seconds=1)))
    with pytest.raises(RefusedError, match=r"more than 1 s to be read.*RAPPORT_MAX_SECONDS"):
        run(Read(SLOW, "x.csv", OWN, {}, Limits(seconds=1)))
    assert soon(lambda: not processes())


class GoneError(Exception):
    """What a session raises that is stopped."""


def test_a_session_that_goes_away_ends_its_process_and_leaves_nothing_behind():
    def gone(_: float) -> None:
        if processes():
            assert places()
            raise GoneError

    with pytest.raises(GoneError):
        run(Read(SLOW, "x.csv", OWN, {}, LIMITS), gone)
    assert soon(lambda: not processes())
    assert soon(lambda: not places())


def test_a_process_that_is_killed_is_told_of_and_the_next_file_is_read():
    def killing(_: float) -> None:
        for pid in processes():
            os.kill(pid, signal.SIGKILL)

    with pytest.raises(RefusedError, match=r"was given up|is gone"):
        run(Read(SLOW, "x.csv", OWN, {}, LIMITS), killing)
    assert run(Read(template_csv(), "x.csv", OWN, {}, LIMITS)).read == 2
    os.kill(starter(), signal.SIGKILL)
    assert soon(lambda: reader._starter().process.poll() is not None)
    assert run(Read(template_csv(), "x.csv", OWN, {}, LIMITS)).read == 2


def test_a_process_ends_in_time_without_what_started_it():
    ended: list[int] = []

    def ending(_: float) -> None:
        if processes() and not ended:
            ended.append(starter())
            os.kill(starter(), signal.SIGKILL)

    begun = time.monotonic()
    with pytest.raises(RefusedError, match="is gone"):
        run(Read(SLOW, "x.csv", OWN, {}, Limits(seconds=1)), ending)
    assert ended
    assert time.monotonic() - begun < 20


@dataclass
class Evil:
    """What pickle would run."""

    def __reduce__(self):
        return os.getcwd, ()


def test_what_a_process_sends_is_never_run():
    ours, theirs = Pipe()
    theirs.send_bytes(bytes(4))
    theirs.send_bytes(pickle.dumps(Evil()))
    with pytest.raises(pickle.UnpicklingError, match="getcwd is no part of a table"):
        receive(ours)
