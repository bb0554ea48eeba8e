"""Charts are drawn in a process of their own: each takes a tenth of a second, and everybody else would wait for it.

``drawn`` is the server's side; ``python -m ui.handout.artist DESCRIPTOR`` is the process. It starts with the first
drawing, draws one chart at a time, and ends with the server.
"""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from threading import Lock
from typing import Any

from analysis.brief.model import Chart
from data.turns import aside

WIDTH = 6.85
"""Inches of a chart: 174 mm, an A4 page without its margins."""

LACKING = "?"
"""Drawn for a letter that no font has; ``lacks`` tells, so that the caption can say so."""

PATIENCE = 30.0
"""Seconds that a drawing may take: the others wait for it."""

_ROOT = Path(__file__).parents[2]
_one = Lock()
_NOTHING = dict.fromkeys(("Date", "Creator", "Format", "Type"))


def drawn(chart: Chart, kind: str, **options: Any) -> bytes:
    """The chart as the bytes of a file of this ``kind``, ``svg`` or ``png``; the options are those of matplotlib.

    A process that was ended from outside is started anew; RuntimeError when that one ends as well.
    """
    return _answer(_picture, chart, kind, options)


def lacks(chart: Chart) -> bool:
    """Whether a label has letters that no font of this machine can draw."""
    return bool(_answer(_lacking, chart))


def _answer(question: Callable[..., bytes], *arguments: Any) -> bytes:
    order = ForkingPickler.dumps((question.__name__, arguments))
    with aside(), _one:
        for _ in range(2):
            artist = _artist()
            try:
                artist.orders.send_bytes(order)
                if artist.orders.poll(PATIENCE):
                    return artist.orders.recv_bytes()
                _end(artist)
            except (EOFError, OSError):
                _end(artist)
            except BaseException:
                _end(artist)  # its answer would be taken for that of the next question
                raise
    raise RuntimeError("the process that draws charts ended twice, or took too long, while it drew one")


def _end(artist: _Artist) -> None:
    _artist.cache_clear()
    artist.orders.close()
    artist.process.kill()
    artist.process.wait()


@dataclass(frozen=True)
class _Artist:
    """The process; it ends when ``orders`` closes: with the server, however that ends."""

    orders: Connection
    process: subprocess.Popen[bytes]


@cache
def _artist() -> _Artist:
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            process = subprocess.Popen(
                [sys.executable, "-m", "ui.handout.artist", str(theirs.fileno())], cwd=_ROOT,
                pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        except OSError:
            ours.close()
            raise
    return _Artist(Connection(ours.detach()), process)


def _picture(chart: Chart, kind: str, options: dict[str, Any]) -> bytes:
    from ui.handout.drawing import draw  # noqa: PLC0415 – only the process needs matplotlib

    file = io.BytesIO()
    metadata = _NOTHING if kind == "svg" else {"Software": None}
    draw(chart).savefig(file, format=kind, metadata=metadata, **{"facecolor": "none", **options})
    return file.getvalue()


def _lacking(chart: Chart) -> bytes:
    from ui.handout.drawing import lacks as really  # noqa: PLC0415

    return b"yes" if really(chart) else b""


def main() -> None:
    """Draws until the server is gone."""
    os.nice(5)
    orders = Connection(int(sys.argv[1]))
    answers: dict[str, Callable[..., bytes]] = {"_picture": _picture, "_lacking": _lacking}
    while True:
        try:
            question, arguments = orders.recv()
            orders.send_bytes(answers[question](*arguments))
        except (EOFError, OSError):
            return


if __name__ == "__main__":
    main()
