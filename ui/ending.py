"""How the server ends: what is being sent is finished, and nobody who stopped reading can hold it up."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import FrameType

PATIENCE = 5.0
"""Seconds that answers have to reach their readers after SIGTERM. Container hosts kill after ten."""


@asynccontextmanager
async def ends_in_time(_: object) -> AsyncIterator[None]:
    """Lifespan of the application: after SIGTERM the process ends within PATIENCE, whoever is still connected.

    The web server waits for its readers without a limit, so that one of them, asleep or malicious, would keep an old
    server alive beside the new one. In a thread other than the main one, as in tests, signals stay as they are.
    """
    ordinary = signal.getsignal(signal.SIGTERM)
    if threading.current_thread() is threading.main_thread() and callable(ordinary):
        loop = asyncio.get_running_loop()

        def end(number: int, frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(loop.call_later, PATIENCE, _end_now)
            ordinary(number, frame)

        signal.signal(signal.SIGTERM, end)
    yield


def _end_now() -> None:
    """Die of the same signal, so that whoever sent it sees the same end."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGTERM)
