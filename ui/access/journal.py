"""The log: one line of JSON per event on the standard error stream, without anything about a person.

No names, addresses, search texts or query strings. Of a library's message only its pattern is kept, of an exception
its kind and the places in the program: what was filled in may quote what somebody typed.
"""

from __future__ import annotations

import json
import logging
import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from streamlit.logger import get_logger

ROOT = Path(__file__).parents[2]
_LOGGER = get_logger("rapport")


def note(event: str, **facts: object) -> None:
    """Writes one event."""
    _LOGGER.info(event, extra={"facts": facts})


def note_fault(fault: BaseException) -> str:
    """Writes down a fault and returns the number that the reader is told."""
    number = secrets.token_hex(4)
    _LOGGER.error("failed", extra={"facts": {"number": number, **told(fault)}})
    return number


class _Record(logging.LogRecord):
    """A record that reads as one line of JSON under any handler, and has no traceback to print.

    Arguments of the message are left out, because of a library nobody knows what they quote; so are an exception as
    the message, but for its kind, and further lines, in which asyncio quotes exceptions.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fault = self.exc_info[1] if self.exc_info else None
        self._fault = told(fault) if fault else {}
        self.exc_info = None

    def getMessage(self) -> str:  # noqa: N802
        """The line; ``extra={"facts": …}`` are its further fields."""
        line = {
            "time": datetime.fromtimestamp(self.created, UTC).isoformat(timespec="milliseconds"),
            "level": self.levelname.lower(), "from": self.name, "event": _pattern(self.msg),
            **getattr(self, "facts", {}), **self._fault,
        }  # fmt: skip
        return json.dumps(line, ensure_ascii=False, default=str)


def _pattern(message: object) -> str:
    if isinstance(message, BaseException):
        return type(message).__name__
    return str(message).partition("\n")[0]


def write_as_json() -> None:
    """From now on every record, of every library too, is one line; ``logger.messageFormat`` is the bare message."""
    logging.setLogRecordFactory(_Record)


def told(fault: BaseException) -> dict[str, object]:
    """The kind of a fault and the places it came through, outermost first; never its message."""
    places = [
        f"{frame.filename.removeprefix(f'{ROOT}/')}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(fault.__traceback__)
    ]
    cause = fault.__cause__ or fault.__context__
    return {"kind": type(fault).__name__, "places": places} | ({"cause": told(cause)} if cause else {})
