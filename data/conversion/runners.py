"""The unit of work over many files, in processes of this machine."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context, parent_process
from pathlib import Path
from threading import Thread

from data.conversion.work import Order, Part, broken, work

Read = Generator[tuple[Path, Part], None, None]
Running = tuple[Path, Future[Part]]

KILLED = "its process was killed while it read this file, a second time too; often there is too little memory"


def on_this_machine(paths: Sequence[Path], order: Order, workers: int) -> Read:
    """Parts in the order in which they are ready.

    When a process is killed, all files that were being read get a second try, each in a process of its own: so the one
    that is too much for the machine is told from the others.
    """
    waiting = deque(paths)
    while waiting:
        lost = []
        with _processes(workers) as pool:
            for path, done in spread(pool, waiting, order, 2 * workers):
                if isinstance(done.exception(), BrokenProcessPool):
                    lost.append(path)
                else:
                    yield path, part_of(done)
        for path in lost:
            with _processes(1) as pool:
                yield path, part_of(pool.submit(work, str(path), order))


def spread(pool: Executor, waiting: deque[Path], order: Order, most: int) -> Iterator[Running]:
    """Takes files from ``waiting`` and yields each with its finished future; at most ``most`` are under way.

    However many files there are, only these few are in memory. It ends early when the pool is broken.
    """
    running: dict[Future[Part], Path] = {}
    try:
        while waiting or running:
            while waiting and len(running) < most:
                running[pool.submit(work, str(waiting[0]), order)] = waiting[0]
                waiting.popleft()
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(done), done
    except BrokenProcessPool:  # from submit: those under way are broken too
        for done in wait(running).done:
            yield running[done], done
    finally:
        for unfinished in running:
            unfinished.cancel()


def part_of(done: Future[Part]) -> Part:
    """The part; a file that broke the code or killed its process is a broken file like others."""
    error = done.exception()
    if isinstance(error, BrokenProcessPool):
        return broken(KILLED)
    return broken(f"cannot be read: {type(error).__name__}: {error}") if error else done.result()


def _processes(workers: int) -> ProcessPoolExecutor:
    # A fork of this process would copy whatever its threads hold; a server that has only imported forks cleanly, and
    # every worker starts at once. Where there is no such server (Windows) each worker imports for itself.
    fork_cleanly = "forkserver" in get_all_start_methods()
    context = get_context("forkserver" if fork_cleanly else "spawn")
    if fork_cleanly:
        context.set_forkserver_preload(["data.conversion.work"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


def _begin() -> None:
    """A worker says nothing when the run is stopped, and does not outlive a run that was killed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
