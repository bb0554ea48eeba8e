"""A cluster on this machine for trying: what it says, how it is set, and how it ends."""

from __future__ import annotations

import re
import signal
import subprocess
import sys

import dask
from distributed import Client

from tests.cluster import PATIENCE
from tests.data.conversion.archive import ROOT


def test_it_listens_on_loopback_leaves_shards_where_they_are_and_ends_when_told():
    command = [sys.executable, "-m", "data.conversion.local_cluster", "--workers", "1", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            said = process.stdout.readline()
            (address,) = re.findall(r"tcp://127\.0\.0\.1:\d+", said)
            assert said.startswith("A scheduler and one worker listen at")
            with Client(address, timeout=PATIENCE, set_as_default=False) as client:
                assert len(client.scheduler_info()["workers"]) == 1
                assert not client.run_on_scheduler(dask.config.get, "distributed.scheduler.work-stealing")
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()
