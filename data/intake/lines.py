"""How long the lines of a text are and how many there are, found out without splitting it."""

from __future__ import annotations

from data.intake.limits import Limits, RefusedError, setting, size


class Lines:
    """Watches the length and the number of lines, in whatever pieces a text comes."""

    def __init__(self, limits: Limits) -> None:
        self.limit, self.most = limits.line_bytes, limits.lines
        self.number = 0
        self.before = 0
        self.unended = 0

    def take(self, piece: bytes) -> None:
        """RefusedError at a line too long or too many. It leaps from line end to line end, however short lines are."""
        self.number += max(piece.count(b"\n"), piece.count(b"\r"))
        if self.number > self.most:
            raise RefusedError(
                f"has more than {self.most:,} lines; split it, delete blank ones, or ask the operator to raise "
                f"{setting('lines')} or to convert it on the server"
            )
        start = 0
        while len(piece) - start + self.unended > self.limit:
            end = start + self.limit - self.unended
            last = max(piece.rfind(b"\n", start, end + 1), piece.rfind(b"\r", start, end + 1))
            if last < 0:
                raise RefusedError(
                    f"has a line of more than {size(self.limit)}, from byte {self.before + start - self.unended + 1:,} "
                    "on; no table has such lines. Look there for a quotation mark without its partner or for line ends "
                    f"that are missing ({setting('line_mb')} is the limit)"
                )
            start, self.unended = last + 1, 0
        tail = len(piece) - 1 - max(piece.rfind(b"\n"), piece.rfind(b"\r"))
        self.unended = tail if tail < len(piece) - start else self.unended + len(piece) - start
        self.before += len(piece)
