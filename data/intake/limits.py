"""How large a file from a reader may be, and what reading it may cost; the operator sets each limit."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

PREFIX = "RAPPORT_MAX_"
"""What the environment calls a limit: this and its name in capitals, such as ``RAPPORT_MAX_COLUMNS``."""


_DIGITS = 9
"""Digits of a setting; what is larger, no clock and no system can count."""


class RefusedError(ValueError):
    """A file is not read; the message goes on after its name: what is wrong, where, the limit, and what to do."""


class SettingError(ValueError):
    """A limit is set to what is no limit."""


@dataclass(frozen=True)
class Limits:
    """Every limit, with its default. A megabyte is 1,000,000 bytes."""

    file_mb: int = 50
    """Megabytes of a file as it is uploaded, packed or not."""
    unpacked_mb: int = 500
    """Megabytes that a gzip file, an archive or a workbook may unpack to, all its parts together."""
    ratio: int = 200
    """How many times larger than packed a part may become; held from the tenth unpacked megabyte on."""
    parts: int = 1_000
    """Files in an archive or parts of a workbook."""
    line_mb: int = 1
    """Megabytes of a line."""
    lines: int = 2_000_000
    """Lines of a table, blank ones included."""
    columns: int = 500
    """Columns of a table."""
    equal_headers: int = 100
    """How often a column name may stand in one header; blank names at its end are not counted."""
    encounters: int = 2_000_000
    """Pairs of participants who share an event, of all events together: networks are counted from them."""
    memory_mb: int = 2_000
    """Megabytes that reading a file may take, beyond those of the program itself."""
    cpu_seconds: int = 60
    """Seconds of one processor that reading a file may take."""
    seconds: int = 120
    """Seconds after which reading a file is given up, whatever it is waiting for."""
    readers: int = 2
    """How many files are read at the same time, of all sessions together; others wait."""

    @property
    def file_bytes(self) -> int:
        """Bytes of a file as it is uploaded."""
        return self.file_mb * 1_000_000

    @property
    def unpacked_bytes(self) -> int:
        """Bytes that it may unpack to."""
        return self.unpacked_mb * 1_000_000

    @property
    def line_bytes(self) -> int:
        """Bytes of a line."""
        return self.line_mb * 1_000_000


def limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """The limits that the environment sets, and the defaults of the others. SettingError names a wrong one."""
    given = {field.name: environment.get(setting(field.name), "").strip() for field in fields(Limits)}
    for name, text in given.items():
        if text and not (text.isascii() and text.isdecimal() and len(text) <= _DIGITS and int(text)):
            raise SettingError(
                f"{setting(name)} is {text[:40]!r}; give a whole number from 1 to {10**_DIGITS - 1:,}"
            )
    return Limits(**{name: int(text) for name, text in given.items() if text})


def setting(name: str) -> str:
    """What the environment calls a limit."""
    return PREFIX + name.upper()


def size(number: int) -> str:
    """Bytes in words: 900 bytes, 12.5 MB."""
    return f"{number / 1_000_000:,.1f} MB" if number >= 100_000 else f"{number:,} bytes"
