"""Running the unit of work over many files: in processes of this machine, or on a Dask cluster that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from data.conversion.work import Order, Part, work


def on_this_machine(paths: Iterable[Path], order: Order, workers: int) -> Iterator[tuple[Path, Part]]:
    """Parts in the order in which they are ready. A file that kills its process raises BrokenProcessPool."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        running = {pool.submit(work, str(path), order): path for path in paths}
        for done in as_completed(running):
            yield running[done], done.result()


def on_cluster(paths: Iterable[Path], order: Order, scheduler: str) -> Iterator[tuple[Path, Part]]:
    """The same on a cluster; files are read where the workers are, so they need the same paths and this package.

    A worker that dies costs the files it was reading: the scheduler gives them to another one. OSError when the
    scheduler cannot be reached.
    """
    from distributed import Client  # noqa: PLC0415 – only a cluster needs it
    from distributed import as_completed as finished  # noqa: PLC0415

    with Client(scheduler, timeout="20s", set_as_default=False) as client:  # type: ignore[no-untyped-call]
        running = {client.submit(work, str(path), order, pure=False, retries=2): path for path in paths}
        for done in finished(list(running)):  # type: ignore[no-untyped-call]
            yield running[done], done.result()
            done.release()
