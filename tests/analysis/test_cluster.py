"""Questions to shards on a real cluster: one scheduler and two workers, each a process of its own on this machine."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree
from typing import Any

import pandas as pd
import pytest

from analysis import overview
from analysis.cluster import in_silence, placed
from analysis.filters import Filters
from analysis.network import network
from analysis.opening import on_cluster
from analysis.selection import select
from data.conversion.cluster import ClusterError
from data.problems import DataSetError
from data.reading import read_tables
from data.shards import FOLDER, write
from tests.cluster import PATIENCE, scheduler, workers
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


@pytest.fixture
def cluster(tmp_path) -> Iterator[tuple[str, ExitStack, list[subprocess.Popen]]]:
    """The address of a scheduler with two workers, a stack for more, and the processes: the scheduler first."""
    with ExitStack() as stack:
        address, process = stack.enter_context(scheduler(tmp_path))
        yield address, stack, [process, *stack.enter_context(workers(address, 2))]


@pytest.fixture(scope="module")
def standing(tmp_path_factory) -> Iterator[str]:
    """The address of a cluster with two workers that no test harms."""
    with scheduler(tmp_path_factory.mktemp("scheduler")) as (address, _), workers(address, 2):
        yield address


def test_a_worker_that_is_killed_and_one_that_comes_change_no_answer(dataset, folder, cluster):
    address, stack, processes = cluster
    data: Any = on_cluster(folder, address)
    assert overview.lead(select(data, Filters())) == overview.lead(select(dataset, Filters()))
    processes[1].kill()
    energy = Filters(spheres=("energy",))
    same(network(select(data, energy)).ties.table, network(select(dataset, energy)).ties.table)
    stack.enter_context(workers(address, 1))
    late = Filters(first="2023-01")
    assert overview.lead(select(data, late)) == overview.lead(select(dataset, late))


def test_a_worker_that_is_killed_while_it_works(dataset, folder, cluster):
    address, _, processes = cluster
    data: Any = on_cluster(folder, address)
    asked = []

    def kill(share: float, seconds: float) -> None:
        asked.append(share)
        processes[1].kill()

    data.pool.progress = kill
    assert len(select(data, Filters())) == len(select(dataset, Filters()))
    assert asked


def test_a_scheduler_that_is_gone_is_told(folder, cluster):
    address, _, processes = cluster
    data: Any = on_cluster(folder, address)
    assert len(select(data, Filters()))
    processes[0].kill()
    with pytest.raises(ClusterError, match=r"was lost while it was asked|No Dask scheduler answers"):
        len(select(data, Filters(first="2022-01")))


def test_a_question_to_nobody_is_given_up_and_answered_once_somebody_is_there(
    dataset, folder, cluster, monkeypatch
):
    address, stack, processes = cluster
    data: Any = on_cluster(folder, address)
    assert len(select(data, Filters()))
    monkeypatch.setattr("analysis.cluster.ALONE", 0.5)

    def kill(share: float, seconds: float) -> None:
        for process in processes[1:]:
            process.kill()

    data.pool.progress = kill
    late = Filters(first="2022-01")
    with pytest.raises(ClusterError, match=r"has lost all its workers|has no workers"):
        len(select(data, late))
    data.pool.progress = in_silence
    stack.enter_context(workers(address, 1))
    assert len(select(data, late)) == len(select(dataset, late))


def test_another_version_of_the_data_is_never_counted(folder, standing):
    data: Any = on_cluster(folder, standing)
    events = folder / FOLDER / "0001" / "events.parquet"
    pd.read_parquet(events)[1:].to_parquet(events, index=False)
    with pytest.raises(ClusterError, match="changed"):
        len(select(data, Filters()))


def test_shards_by_url_give_the_same_answers(dataset, folder, standing):
    data: Any = on_cluster(folder.as_uri(), standing)
    assert overview.lead(select(data, Filters())) == overview.lead(select(dataset, Filters()))
    assert data.version == on_cluster(folder, standing).version


def test_a_shard_that_is_gone_is_told(folder, standing):
    data: Any = on_cluster(folder.as_uri(), standing)
    rmtree(folder / FOLDER / "0002")
    with pytest.raises(ClusterError, match=r"0002 cannot be read: there is no such bucket or folder"):
        len(select(data, Filters()))
    rmtree(folder)
    with pytest.raises(DataSetError, match="no such bucket or folder"):
        on_cluster(folder.as_uri(), standing)


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


def test_workers_that_count_otherwise_are_refused(folder, other_code, tmp_path):
    with scheduler(tmp_path) as (address, _), workers(address, 1, other_code):
        data: Any = on_cluster(folder, address)
        with pytest.raises(ClusterError, match="These workers run another version of Rapport"):
            len(select(data, Filters()))


class LeftError(BaseException):
    """What Streamlit raises where a reader has clicked on is no Exception either."""


def test_a_question_that_nobody_waits_for_is_cancelled(dataset, folder, standing):
    data: Any = on_cluster(folder, standing)

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


def test_a_worker_that_comes_later_and_counts_otherwise_is_refused(folder, other_code, cluster):
    address, stack, _ = cluster
    data: Any = on_cluster(folder, address)
    assert len(select(data, Filters()))
    stack.enter_context(workers(address, 1, other_code))
    data.pool._client.wait_for_workers(3, timeout=PATIENCE)
    with pytest.raises(ClusterError, match="runs another version of Rapport"):
        len(select(data, Filters(first="2022-01")))


def test_two_data_sets_stay_with_the_workers(folder, tmp_path, standing):
    write(read_tables(DEFAULT_DATA)[0], DEFAULT_DATA / "about.toml", tmp_path / "second", 2)
    first, second = on_cluster(folder, standing), on_cluster(tmp_path / "second", standing)
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
