"""What a closed server keeps: tokens, never as they are but hashed, and the sessions that hold.

One SQLite file in the folder of ``[access]``; several processes may share it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from threading import Lock

from ui.access.session import Session

FILE = "access.sqlite"
_TABLES = """
create table if not exists tokens (
    id text primary key, hash blob not null, person text not null, address text not null, name text not null,
    made text not null, expires text not null, used text
) strict;
create table if not exists sessions (session text primary key, until text not null) strict;
"""


@dataclass(frozen=True)
class Token:
    """One token: ``hash`` is SHA-256 of its secret, ``expires`` the first day on which it opens nothing any more.

    ``person`` and ``address`` are whose it is; ``used`` is the last day of use, None before the first.
    """

    id: str
    hash: bytes
    person: str
    address: str
    name: str
    made: date
    expires: date
    used: date | None = None


class Store:
    """Tokens and sessions in the file ``access.sqlite`` of a folder; the file is its owner's alone."""

    def __init__(self, folder: Path) -> None:
        path = folder / FILE
        path.touch(mode=0o600)
        # Opening takes fifty times as long as asking: one connection for all threads, one at a time.
        self._base, self._lock = sqlite3.connect(path, timeout=5, check_same_thread=False), Lock()
        with self._open() as base:
            base.executescript(_TABLES)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._base:
            yield self._base

    def begin(self, session: Session) -> None:
        """Signs a session in; only what was begun here holds."""
        with self._open() as base:
            base.execute("delete from sessions where until < ?", [datetime.now(UTC).isoformat()])
            base.execute(
                "insert or ignore into sessions values (?, ?)", [session.id, session.ends.isoformat()]
            )

    def end(self, session: Session) -> None:
        """Signs a session out."""
        with self._open() as base:
            base.execute("delete from sessions where session = ?", [session.id])

    def holds(self, session: Session) -> bool:
        """Whether this session was begun on this server and not signed out."""
        with self._open() as base:
            return bool(base.execute("select 1 from sessions where session = ?", [session.id]).fetchone())

    def add(self, token: Token) -> None:
        """Keeps a token."""
        values = [value.isoformat() if isinstance(value, date) else value for value in astuple(token)]
        with self._open() as base:
            base.execute("insert into tokens values (?, ?, ?, ?, ?, ?, ?, ?)", values)

    def token(self, name: str) -> Token | None:
        """The token with this id, whether it still holds or not."""
        with self._open() as base:
            row = base.execute("select * from tokens where id = ?", [name]).fetchone()
        return _token(row) if row else None

    def tokens(self, person: str) -> list[Token]:
        """All tokens of one person, the youngest first."""
        with self._open() as base:
            rows = base.execute("select * from tokens where person = ? order by made desc, id", [person])
            return [_token(row) for row in rows.fetchall()]

    def close(self) -> None:
        """Lets go of the file."""
        self._base.close()

    def note_use(self, token: Token, day: date) -> None:
        """Writes down the day of use, once a day, so that reading a file seldom means writing one."""
        if token.used != day:
            with self._open() as base:
                base.execute("update tokens set used = ? where id = ?", [day.isoformat(), token.id])

    def revoke(self, name: str, person: str) -> None:
        """Forgets a token, if it is this person's."""
        with self._open() as base:
            base.execute("delete from tokens where id = ? and person = ?", [name, person])


@cache
def store_in(folder: Path) -> Store:
    """The store of this folder, set up once."""
    return Store(folder)


def _token(row: tuple[str, bytes, str, str, str, str, str, str | None]) -> Token:
    id_, hashed, person, address, name, made, expires, used = row
    day = date.fromisoformat
    return Token(id_, hashed, person, address, name, day(made), day(expires), day(used) if used else None)
