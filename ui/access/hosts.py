"""Requests have to name this server: under another name, or from another site's page, they are refused.

Streamlit asks this of its websocket only, and takes pages of other servers on the same machine for its own.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from ui.access.journal import note
from ui.refusal import RefusalError

_POLICY_VIOLATION = 1008


class Hosts:
    """ASGI middleware that holds ``server.allowedHosts`` for every path, and the origin of every websocket.

    ``health`` alone may be asked for by any name: whoever watches the server often knows its number only.
    """

    def __init__(self, app: ASGIApp, health: str) -> None:
        self._app, self._health = app, health

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers it with a refusal."""
        if scope["type"] == "lifespan" or self._is_ours(HTTPConnection(scope)):
            await self._app(scope, receive, send)
            return
        note("refused", why="another host or origin", method=scope.get("method", "websocket"))
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            await RefusalError.another_host().response()(scope, receive, send)

    def _is_ours(self, asked: HTTPConnection) -> bool:
        if asked.scope["path"] == self._health:
            return True
        host = asked.headers.get("host")
        origin = asked.headers.get("origin")
        of_page = asked.scope["type"] != "websocket" or origin is None or urlsplit(origin).netloc == host
        return of_page and is_host_allowed(host)
