"""Converting on a real Dask cluster: one scheduler and two workers, each a process of its own on this machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from data.conversion.cluster import ClusterError, connected
from data.releases import version_of
from tests.cluster import PATIENCE, scheduler, workers
from tests.data.conversion.archive import ROOT, command, lines_until, write_archive
from tests.data.conversion.conftest import FILES


@pytest.fixture
def cluster(tmp_path) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    """The address of a scheduler with two workers, and the processes: the scheduler first."""
    with ExitStack() as stack:
        address, process = stack.enter_context(scheduler(tmp_path))
        yield address, [process, *stack.enter_context(workers(address, 2))]


def test_a_worker_that_is_killed_in_the_middle_changes_nothing(archive, version, cluster, tmp_path):
    address, processes = cluster
    process = command(archive, tmp_path / "set", "--scheduler", address)
    lines_until(process, 4)
    processes[1].kill()
    assert process.poll() is None
    _, log = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, log
    assert sum("rows read" in line for line in log.splitlines()) == FILES - 4
    assert version_of(tmp_path / "set") == version


def test_a_scheduler_that_goes_away_ends_the_run_and_keeps_what_was_read(archive, version, cluster, tmp_path):
    address, processes = cluster
    first = command(archive, tmp_path / "set", "--scheduler", address)
    lines_until(first, 4)
    processes[0].kill()
    _, log = first.communicate(timeout=PATIENCE)
    assert first.returncode == 1
    assert f"The cluster at {address} was lost" in log
    assert "Traceback" not in log
    assert not (tmp_path / "set").exists()
    second = command(archive, tmp_path / "set")
    _, log = second.communicate(timeout=PATIENCE)
    assert second.returncode == 0, log
    assert "were read in an earlier run" in log
    assert version_of(tmp_path / "set") == version


def test_a_scheduler_that_is_not_there_is_told(tmp_path):
    write_archive(tmp_path / "in", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        process = command(tmp_path / "in", tmp_path / "set", "--scheduler", address)
        _, log = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert f"No Dask scheduler answers at {address}" in log
    assert "Traceback" not in log


def test_workers_with_other_code_are_refused(tmp_path):
    write_archive(tmp_path / "in", 1)
    other = tmp_path / "other"
    shutil.copytree(
        ROOT / "data", other / "data", ignore=shutil.ignore_patterns("azerbaijan-israel", "united-*")
    )
    with (other / "data" / "formats" / "icews.py").open("a") as file:
        file.write("# changed\n")
    with scheduler(tmp_path) as (address, _), workers(address, 1, other):
        process = command(tmp_path / "in", tmp_path / "set", "--scheduler", address)
        _, log = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "These workers run another version of Rapport" in log


def test_an_address_with_tls_and_no_certificates_is_told():
    with pytest.raises(ClusterError, match="asks for certificates, and none are set here"):
        connected("tls://127.0.0.1:9")
