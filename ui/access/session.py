"""Who is asking: the signed cookie that Streamlit sets after signing in, checked anew at every request.

Streamlit takes its own cookie for 30 days and from any audience. Here it also has to be young enough, made for this
server by one of its providers, and not signed out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ui.access.settings import Access

COOKIE = USER_COOKIE_NAME


@dataclass(frozen=True)
class Session:
    """One signing in: ``id`` names it without giving it away, ``person`` is issuer and subject, ``ends`` is UTC.

    ``address`` is empty when the provider says none, or says that it has not verified it.
    """

    id: str
    person: str
    address: str
    ends: datetime


def session_of(cookies: Mapping[str, str], access: Access) -> Session | None:
    """The session that these cookies prove; None when they prove none. Says nothing about the list of addresses."""
    serializer = URLSafeTimedSerializer(access.secret, salt=COOKIE)
    main = cookies.get(COOKIE)
    if main is None:
        return None
    try:
        _, made = serializer.loads(main, return_timestamp=True)
    except BadData:
        return None
    claims = _claims(cookies, access)
    ends = made + access.lasts
    if claims is None or ends <= datetime.now(UTC):
        return None
    return Session(
        id=hashlib.sha256(main.encode()).hexdigest(),
        person=f"{claims['iss']} {claims['sub']}",
        address=_address(claims),
        ends=ends,
    )


def _claims(cookies: Mapping[str, str], access: Access) -> dict[str, Any] | None:
    """What the provider said of the person, if it was said to this server."""

    def opened(name: str) -> bytes | None:
        try:
            return str(URLSafeTimedSerializer(access.secret, salt=name).loads(cookies.get(name, ""))).encode()
        except BadData:
            return None

    try:
        claims = json.loads(get_cookie_with_chunks(opened, COOKIE) or b"null")
    except ValueError:
        return None
    return claims if isinstance(claims, dict) and _is_for(claims, access) else None


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
