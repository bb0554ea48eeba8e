"""The unit of work over many files, on a Dask cluster that is there."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from data.conversion.edition import counting_edition, edition
from data.conversion.runners import Read, part_of, spread
from data.conversion.work import Order

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 8
"""Seconds for the scheduler to answer, and then for a first worker to be there."""


class ClusterError(Exception):
    """The cluster cannot be used, or was lost; the message says what to do."""


def on_cluster(paths: Sequence[Path], order: Order, scheduler: str) -> Read:
    """Parts in the order in which they are ready. Files are read where the workers are, under the same paths.

    A file whose worker dies is given to another one, and is broken when it has cost several workers. ClusterError when
    the scheduler cannot be reached or goes away, when it has no workers, and when these run other code.
    """
    with _client(scheduler) as client:
        threads = ready(client, scheduler, edition)
        with client.get_executor(pure=False) as pool:
            for path, done in spread(pool, deque(paths), order, 4 * threads):
                try:
                    yield path, part_of(done)
                except CancelledError as error:
                    raise ClusterError(
                        f"The cluster at {scheduler} was lost while {path.name} was read."
                    ) from error


def connected(scheduler: str) -> Client:
    """A client of a cluster whose workers count with this version of Rapport; ClusterError says what to do else."""
    client = _client(scheduler)
    try:
        ready(client, scheduler, counting_edition)
    except BaseException:
        client.close()
        raise
    return client


def _client(scheduler: str) -> Client:
    if find_spec("distributed") is None:
        raise ClusterError(
            "A cluster needs the package distributed. Install it here and where the workers run: make setup-cluster"
        )
    from distributed import Client, Security  # noqa: PLC0415 – whoever has no cluster need not install it

    # What these would say of a lost cluster is said by ClusterError.
    for name in ("distributed", "distributed.client", "distributed.core", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        if scheduler.startswith("tls://") and Security().get_connection_args("client")["ssl_context"] is None:
            raise ClusterError(
                f"{scheduler} asks for certificates, and none are set here: name them in the environment, "
                "DASK_DISTRIBUTED__COMM__TLS__… (DEPLOY.md)."
            )
        return Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, RuntimeError) as error:
        raise ClusterError(
            f"No Dask scheduler answers at {scheduler} ({error}). Start one with make scheduler, or mend the address: "
            "it looks like tcp://host:8786."
        ) from error


def ready(client: Client, scheduler: str, code: Callable[[], str]) -> int:
    """The number of threads that the workers have, once there is one and all are known to run the same code.

    ClusterError when none comes or some run other code, OSError when the scheduler is gone.
    """
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise ClusterError(
            f"The scheduler at {scheduler} has no workers. Start some with: make worker SCHEDULER={scheduler}"
        ) from error
    editions = client.run(code, on_error="return")
    others = [f"{address} ({found})" for address, found in editions.items() if found != code()]
    if others:
        raise ClusterError(
            f"These workers run another version of Rapport than this one ({code()}), or cannot import it: "
            f"{', '.join(others)}. Start them with make worker in the same version of its folder."
        )
    return sum(client.nthreads().values())
