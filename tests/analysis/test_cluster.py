"""Questions to shards on a real cluster: one scheduler and two workers, each a process of its own on this machine."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree
from typing import Any

import pandas as pd
import pytest

from analysis import overview
from analysis.cluster import in_silence, placed
from analysis.filters import Filters
from analysis.foresight import begin
from analysis.network import network
from analysis.opening import on_cluster
from analysis.selection import counted, select
from analysis.sharded import Question, Recipe
from data.conversion.cluster import ClusterError
from data.problems import DataSetError
from data.reading import read_tables
from data.shards import FOLDER, write
from tests.cluster import scheduler, workers
from tests.conftest import DEFAULT_DATA
from tests.data.conversion.archive import ROOT
from tests.shards import same


@pytest.fixture
def folder(tmp_path) -> Path:
    write(read_tables(DEFAULT_DATA)[0], DEFAULT_DATA / "about.toml", tmp_path / "set", 4)
    return tmp_path / "set"


def kept_folders() -> list[str]:
    """The folders of the shards that a worker keeps."""
    from analysis.cluster import _kept  # noqa: PLC0415 – the one of the process in which this runs

    return [*_kept]


@dataclass
class Running:
    """A scheduler and its workers, of which a test may kill as many as it likes."""

    address: str
    stack: ExitStack
    processes: list[subprocess.Popen] = field(default_factory=list)

    def start(self, many: int) -> None:
        """So many more workers."""
        self.processes += self.stack.enter_context(workers(self.address, many))

    def kill(self, number: int) -> None:
        """One worker."""
        self.processes[number].kill()
        self.processes.pop(number).wait()


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Running]:
    """A scheduler for all tests."""
    with scheduler(tmp_path_factory.mktemp("scheduler")) as (address, _), ExitStack() as stack:
        yield Running(address, stack)


@pytest.fixture
def cluster(running) -> Running:
    """A cluster with two workers, none of which has died."""
    while len(running.processes) > 2:
        running.kill(2)
    if missing := 2 - len(running.processes):
        running.start(missing)
    return running


@pytest.fixture
def connect() -> Iterator[Callable[..., Any]]:
    """As ``on_cluster``; the connection ends with the test, else its thread would disturb others."""
    made: list[Any] = []

    def connect(folder: str | Path, address: str) -> Any:
        made.append(on_cluster(folder, address))
        return made[-1]

    yield connect
    for data in made:
        data.pool.leave()


def test_a_worker_that_is_killed_and_one_that_comes_change_no_answer(dataset, folder, cluster, connect):
    data = connect(folder, cluster.address)
    assert overview.lead(select(data, Filters())) == overview.lead(select(dataset, Filters()))
    cluster.kill(0)
    energy = Filters(spheres=("energy",))
    same(network(select(data, energy)).ties.table, network(select(dataset, energy)).ties.table)
    cluster.start(1)
    late = Filters(first="2023-01")
    assert overview.lead(select(data, late)) == overview.lead(select(dataset, late))


def test_a_foreseen_question_that_fails_harms_nobody(dataset, folder, cluster, connect):
    data = connect(folder, cluster.address)
    sound = Question(counted, Recipe(Filters()), (), {})
    failing = Question(counted, Recipe(Filters()), ("one too many",), {})
    answer, none, again = data.pool.ask_together([sound, failing, sound])
    assert none is None
    assert answer == again
    assert sum(many for many, _ in answer) == len(select(dataset, Filters()))
    with pytest.raises(TypeError):
        data.pool.ask(failing)


def test_a_page_of_a_killed_worker_is_foreseen_all_the_same(dataset, folder, cluster, connect):
    data = connect(folder, cluster.address)
    for number, sphere in enumerate(("energy", "health", "trade", "culture")):
        begin("a page")
        filters = Filters(spheres=(sphere,))
        if number == 3:
            cluster.kill(0)
        assert len(select(data, filters)) == len(select(dataset, filters))
        assert overview.lead(select(data, filters)) == overview.lead(select(dataset, filters))


def test_a_worker_that_is_killed_while_it_works(dataset, folder, cluster, connect):
    data = connect(folder, cluster.address)

    def kill(share: float, seconds: float) -> None:
        if len(cluster.processes) == 2:
            cluster.kill(0)

    data.pool.progress = kill
    assert len(select(data, Filters())) == len(select(dataset, Filters()))
    assert len(cluster.processes) == 1


def test_a_scheduler_that_is_gone_is_told(folder, tmp_path, connect):
    with scheduler(tmp_path) as (address, process), workers(address, 1):
        data = connect(folder, address)
        assert len(select(data, Filters()))
        process.kill()
        with pytest.raises(ClusterError, match=r"was lost while it was asked|No Dask scheduler answers"):
            len(select(data, Filters(first="2022-01")))


def test_a_question_to_nobody_is_given_up_and_answered_once_somebody_is_there(
    dataset, folder, cluster, monkeypatch, connect
):
    data = connect(folder, cluster.address)
    assert len(select(data, Filters()))
    monkeypatch.setattr("analysis.cluster.ALONE", 0.5)

    def kill(share: float, seconds: float) -> None:
        while share < 1 and cluster.processes:
            cluster.kill(0)

    data.pool.progress = kill
    late = Filters(first="2022-01")
    with pytest.raises(ClusterError, match=r"has lost all its workers|has no workers|was lost"):
        len(select(data, late))
    data.pool.progress = in_silence
    cluster.start(1)
    assert len(select(data, late)) == len(select(dataset, late))


def test_another_version_of_the_data_is_never_counted(folder, cluster, connect):
    data = connect(folder, cluster.address)
    events = folder / FOLDER / "0001" / "events.parquet"
    pd.read_parquet(events)[1:].to_parquet(events, index=False)
    with pytest.raises(ClusterError, match="changed"):
        len(select(data, Filters()))


def test_shards_by_url_give_the_same_answers(dataset, folder, cluster, connect):
    data = connect(folder.as_uri(), cluster.address)
    assert overview.lead(select(data, Filters())) == overview.lead(select(dataset, Filters()))
    assert data.version == connect(folder, cluster.address).version


def test_a_shard_that_is_gone_is_told(folder, cluster, connect):
    data = connect(folder.as_uri(), cluster.address)
    rmtree(folder / FOLDER / "0002")
    with pytest.raises(ClusterError, match=r"0002 cannot be read: there is no such bucket or folder"):
        len(select(data, Filters()))
    rmtree(folder)
    with pytest.raises(DataSetError, match="no such bucket or folder"):
        connect(folder.as_uri(), cluster.address)


@pytest.fixture
def other_code(tmp_path) -> Path:
    """A folder of Rapport that differs in the code that counts."""
    other = tmp_path / "other"
    for name in ("data", "analysis"):
        ignored = ignore_patterns("azerbaijan-israel", "united-*", "__pycache__")
        copytree(ROOT / name, other / name, ignore=ignored)
    with (other / "analysis" / "tally.py").open("a") as file:
        file.write("# changed\n")
    return other


def test_workers_that_count_otherwise_are_refused(folder, other_code, tmp_path, connect):
    with scheduler(tmp_path) as (address, _), workers(address, 1, other_code):
        data = connect(folder, address)
        with pytest.raises(ClusterError, match="These workers run another version of Rapport"):
            len(select(data, Filters()))


class LeftError(BaseException):
    """What Streamlit raises where a reader has clicked on is no Exception either."""


def test_a_question_that_nobody_waits_for_is_cancelled(dataset, folder, cluster, connect):
    data = connect(folder, cluster.address)

    def leave(share: float, seconds: float) -> None:
        raise LeftError

    data.pool.progress = leave
    with pytest.raises(LeftError):
        len(select(data, Filters()))
    assert not data.pool._client.futures
    data.pool.progress = in_silence
    assert len(select(data, Filters(first="2021-01"))) == len(select(dataset, Filters(first="2021-01")))


def test_shards_move_only_as_far_as_they_must():
    folders = [f"shard {number}" for number in range(7)]
    first = placed(folders, ["a", "b"], {})
    assert sorted(Counter(first.values()).values()) == [3, 4]
    alone = placed(folders, ["b"], first)
    assert set(alone.values()) == {"b"}
    again = placed(folders, ["b", "c"], alone)
    assert sorted(Counter(again.values()).values()) == [3, 4]
    assert sum(alone[folder] == again[folder] for folder in folders) >= 3
    assert placed(folders, ["b", "c"], again) == again


def test_a_worker_that_comes_later_and_counts_otherwise_is_refused(folder, other_code, cluster, connect):
    data = connect(folder, cluster.address)
    assert len(select(data, Filters()))
    with (
        workers(cluster.address, 1, other_code),
        pytest.raises(ClusterError, match="runs another version of Rapport"),
    ):
        len(select(data, Filters(first="2022-01")))


def test_two_data_sets_stay_with_the_workers(folder, tmp_path, cluster, connect):
    write(read_tables(DEFAULT_DATA)[0], DEFAULT_DATA / "about.toml", tmp_path / "second", 2)
    first, second = connect(folder, cluster.address), connect(tmp_path / "second", cluster.address)
    data: list[Any] = [first, second]
    for one in data:
        assert len(select(one, Filters()))
    kept = data[0].pool._client.run(kept_folders)
    assert {Path(name).parents[1].name for names in kept.values() for name in names} >= {"set", "second"}


def test_without_a_scheduler_dask_is_not_imported():
    code = (
        "import sys, pathlib; from analysis.opening import opened; import ui.datasets, ui.extracts, ui.waiting;"
        f"opened(pathlib.Path({str(DEFAULT_DATA)!r}));"
        "print([name for name in sys.modules if name.partition('.')[0] in ('dask', 'distributed')])"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.splitlines()[-1] == "[]"
