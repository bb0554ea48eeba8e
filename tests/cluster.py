"""Dask on this machine for tests: a scheduler and its workers, each a process of its own."""

from __future__ import annotations

import json
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from distributed import Client

from tests.data.conversion.archive import ROOT

PATIENCE = 200
"""Seconds for whatever a busy machine takes long for; a test that hangs is ended later than that."""
PORTS = range(15_000, 30_000)
"""Those that no system gives away by itself: a scheduler that was killed finds its own free again."""


@contextmanager
def started(module: str, *call: str, home: Path = ROOT) -> Iterator[subprocess.Popen]:
    """A command of Dask's, killed with the block; what it says stands beside a test that fails."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{module}", *call, "--host", "127.0.0.1", "--no-dashboard"], cwd=home,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until(true: Callable[[], object], processes: Sequence[subprocess.Popen]) -> None:
    """AssertionError when one of the processes ends before it is true, or when it takes too long."""
    latest = time.monotonic() + PATIENCE
    while not true():
        for process in processes:
            assert process.poll() is None, "a process of the cluster ended"
        assert time.monotonic() < latest, "it takes too long"
        time.sleep(0.05)


@contextmanager
def scheduler(folder: Path, port: int = 0) -> Iterator[tuple[str, subprocess.Popen]]:
    """The address of a scheduler that listens, on any port that is free or on one that is named, and its process."""
    port = port or next(one for one in random.sample(PORTS, len(PORTS)) if is_free(one))
    told = folder / "scheduler.json"
    told.unlink(missing_ok=True)
    with started("dask_scheduler", "--port", str(port), "--scheduler-file", str(told)) as process:
        wait_until(lambda: told.exists() and told.read_text(), [process])
        yield json.loads(told.read_text())["address"], process


def is_free(port: int) -> bool:
    """Nothing listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@contextmanager
def workers(address: str, many: int, home: Path = ROOT) -> Iterator[list[subprocess.Popen]]:
    """Workers of one thread each that the scheduler has met, beside those that it has."""
    with ExitStack() as stack:
        call = ("dask_worker", address, "--nthreads", "1", "--no-nanny")
        with Client(address, timeout=PATIENCE, set_as_default=False) as client:
            before = client.scheduler_info(n_workers=-1)["workers"].keys()
            processes = [stack.enter_context(started(*call, home=home)) for _ in range(many)]
            wait_until(
                lambda: len(client.scheduler_info(n_workers=-1)["workers"].keys() - before) == many, processes
            )
        yield processes
