"""The limits of a process that reads a file: memory, time, and what it may write.

They bound what a file can cost. They are no sandbox: the process has the rights of the server's user.
"""

from __future__ import annotations

import os
import resource
import signal
from contextlib import suppress
from pathlib import Path

from data.intake.limits import Limits

_GRACE = 2
"""Seconds between the end of the time that a process has and the means that cannot fail."""


def confine(limits: Limits) -> None:
    """Holds this process to the limits from now on; it cannot lift them again."""
    memory = _mapped() + limits.memory_mb * 1_000_000
    _hold(resource.RLIMIT_AS, memory, memory)
    _hold(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + _GRACE)
    # Whoever started this process ends it in time; it ends all the same when that one is gone.
    signal.alarm(limits.seconds + _GRACE)
    _hold(resource.RLIMIT_FSIZE, limits.unpacked_bytes, limits.unpacked_bytes)
    _hold(resource.RLIMIT_CORE, 0, 0)
    # When the machine itself runs out of memory, the kernel ends a reading process before the server.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _hold(kind: int, soft: int, hard: int) -> None:
    """An operator may have set a lower one already, which stays."""
    _, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    resource.setrlimit(kind, (soft, hard))


def _mapped() -> int:
    """Bytes of address space that the program itself takes; libraries reserve much that they never use."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:  # not Linux
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
