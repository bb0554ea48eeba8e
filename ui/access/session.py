"""Who is asking: the signed cookie that Streamlit sets after signing in, checked anew at every request.

Streamlit takes its own cookie for 30 days and from any audience. Here it also has to be young enough and made for this
server by one of its providers; and ``ui.access.store`` has to know it, letter by letter. Its signature alone would not
do: several spellings of one signature are right, and a long cookie comes in parts that are signed one by one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ui.access.settings import Access

COOKIE = USER_COOKIE_NAME


@dataclass(frozen=True)
class Session:
    """One signing in: ``id`` names its cookies, all parts of them as they are spelled, without giving them away.

    ``person`` is issuer and subject, ``ends`` is UTC.

    ``address`` is empty when the provider says none, or says that it has not verified it.
    """

    id: str
    person: str
    address: str
    ends: datetime


def session_of(cookies: Mapping[str, str], access: Access) -> Session | None:
    """The session that these cookies claim; None when they claim none that holds.

    Says nothing about the list of addresses, nor whether the store knows it.
    """
    ours = frozenset((name, value) for name, value in cookies.items() if name.startswith(COOKIE))
    session = _proven(ours, access)
    return session if session and session.ends > datetime.now(UTC) else None


@lru_cache(maxsize=1024)
def _proven(ours: frozenset[tuple[str, str]], access: Access) -> Session | None:
    """As ``session_of``, whether it has ended or not: a page asks for a hundred files with the same cookies."""
    cookies, made, spelled = dict(ours), [], []

    def opened(name: str) -> bytes | None:
        text = cookies.get(name, "")
        try:
            serializer = URLSafeTimedSerializer(access.secret, salt=name)
            said, when = serializer.loads(text, return_timestamp=True)
        except BadData:
            return None
        made.append(when)
        spelled.append(text)
        return str(said).encode()

    try:
        claims = json.loads(get_cookie_with_chunks(opened, COOKIE) or b"null")
    except ValueError:
        return None
    if not isinstance(claims, dict) or not _is_for(claims, access):
        return None
    return Session(
        id=hashlib.sha256(" ".join(spelled).encode()).hexdigest(),
        person=f"{claims['iss']} {claims['sub']}",
        address=_address(claims),
        ends=min(made) + access.lasts,
    )


def _is_for(claims: Mapping[str, Any], access: Access) -> bool:
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    return (
        claims.get("is_logged_in") is True
        and claims.get("origin") == access.origin
        and access.clients.get(str(claims.get("provider"))) in audiences
        and bool(claims.get("iss"))
        and bool(claims.get("sub"))
    )


def _address(claims: Mapping[str, Any]) -> str:
    return str(claims.get("email", "")) if claims.get("email_verified", True) is True else ""
