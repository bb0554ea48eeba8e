"""A cluster on this machine alone, for trying: ``python -m data.conversion.local_cluster``, or ``make cluster``.

Scheduler and workers listen on loopback only: whoever reaches one of them can run code there.
"""

from __future__ import annotations

import signal
import sys
from argparse import ArgumentParser
from importlib.util import find_spec

HOST = "127.0.0.1"
ENDS = {signal.SIGINT, signal.SIGTERM}
STARTED = """A scheduler and {workers} listen at {address}, on this machine only. Stop them with Ctrl+C.
Events in shards are made by:        .venv/bin/python -m data.shards FOLDER NEW-FOLDER 500000
The dashboard over them, elsewhere:  make run RAPPORT_DATA=NEW-FOLDER RAPPORT_SCHEDULER={address}
A conversion by them:                .venv/bin/python -m data.convert --scheduler {address} …"""


def serve(workers: int, port: int) -> None:
    """Keeps a scheduler and so many workers, each a process of one thread, until it is told to stop.

    A worker that dies is started again. Shards are mapped from files, which Dask takes for memory in use: it is told to
    leave memory to the system, else it would pause or kill workers that are well. A worker with nothing to do takes no
    tasks from another one, whose shards it would have to read first. OSError when the port is taken.
    """
    signal.pthread_sigmask(
        signal.SIG_BLOCK, ENDS
    )  # workers inherit it: Ctrl+C goes to all, and this one ends them
    import dask  # noqa: PLC0415 – whoever has no cluster need not install it
    from distributed import LocalCluster  # noqa: PLC0415

    dask.config.set({"distributed.scheduler.work-stealing": False})
    with LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, memory_limit=0, host=HOST, scheduler_port=port,
        dashboard_address=f"{HOST}:0", worker_dashboard_address=f"{HOST}:0",
    ) as cluster:  # fmt: skip
        many = "one worker" if workers == 1 else f"{workers} workers"
        print(STARTED.format(workers=many, address=cluster.scheduler_address), flush=True)
        signal.sigwait(ENDS)


def main(arguments: list[str]) -> int:
    """Starts the cluster; the status is 1 when it cannot."""
    parser = ArgumentParser(
        prog="python -m data.conversion.local_cluster", description="A cluster for trying."
    )
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--port", type=int, default=8786, help="0 takes any that is free")
    asked = parser.parse_args(arguments)
    if find_spec("distributed") is None:
        print("A cluster needs the package distributed. Install it with: make setup-cluster", file=sys.stderr)
        return 1
    try:
        serve(asked.workers, asked.port)
    except (OSError, RuntimeError) as error:
        print(f"No cluster at port {asked.port}: {_cause(error)}. Is there one already?", file=sys.stderr)
        return 1
    return 0


def _cause(error: BaseException) -> BaseException:
    return _cause(error.__cause__) if error.__cause__ else error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
