"""Personal tokens, with which a script of a person's own reads the extracts of a closed server."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import UTC, date, datetime, timedelta

from ui.access.session import Session
from ui.access.settings import Access
from ui.access.store import Store, Token

MOST = 20
"""Tokens of one person."""
_SHAPE = re.compile(r"rapport_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")


def today() -> date:
    """The day by which tokens expire, the same for every reader: in UTC."""
    return datetime.now(UTC).date()


def make(store: Store, session: Session, name: str, days: int) -> str:
    """Makes a token that holds for ``days`` and returns it; this is the only time that anybody sees it."""
    id_, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    hashed = hashlib.sha256(secret.encode()).digest()
    expires = today() + timedelta(days=days)
    store.add(Token(id_, hashed, session.person, session.address, name, today(), expires))
    return f"rapport_{id_}_{secret}"


def holder(store: Store, access: Access, authorization: str) -> Token | None:
    """The token of an ``Authorization`` header, if it still holds: known, not expired, its owner admitted."""
    scheme, _, text = authorization.partition(" ")
    given = _SHAPE.fullmatch(text.strip())
    if scheme.lower() != "bearer" or given is None:
        return None
    token = store.token(given[1])
    # The secret has 256 random bits: a plain hash is as good as a slow one, and nobody can try them all.
    matches = hmac.compare_digest(
        hashlib.sha256(given[2].encode()).digest(), token.hash if token else bytes(32)
    )
    if token is None or not matches or token.expires <= today() or not access.admits(token.address):
        return None
    store.note_use(token, today())
    return token
