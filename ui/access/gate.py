"""The gate of a closed server: every path is refused to whoever has not signed in, whatever answers behind it.

It stands in front of the whole application and knows the few open paths by name; a route that is added later is
closed from the start. A websocket is asked again at every message, so that signing out ends it in every tab.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.access.journal import note
from ui.access.session import Session, session_of
from ui.access.settings import CALLBACK, Access
from ui.access.sign_in import SIGN_IN, arrival, not_admitted, sign_in_first
from ui.access.store import Store
from ui.access.tokens import holder
from ui.refusal import RefusalError

HEALTH = "/_stcore/health"
SIGN_OUT = "/auth/logout"
OPEN = (HEALTH, SIGN_IN, "/auth/login", SIGN_OUT, CALLBACK)
"""What a stranger may ask for: whether the server is up, and the way in."""
EXTRACTS = "/extract/"
_POLICY_VIOLATION = 1008


class Gate:
    """ASGI middleware; ``root`` is the path under which the dashboard is served, without a slash at its end."""

    def __init__(self, app: ASGIApp, access: Access, store: Store, root: str) -> None:
        self._app, self._access, self._store, self._root = app, access, store, root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, or answers it with a refusal."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        session = self._session(asked)
        path = self._below(scope["path"])
        if scope["type"] == "websocket":
            await self._websocket(session, scope, receive, send)
        elif path in OPEN:
            await self._open(path, session, scope, receive, send)
        elif self._token_opens(path, asked) or (session and self._access.admits(session.address)):
            await self._app(scope, receive, send)
        else:
            await self._refuse(session, asked, receive, send)

    def _below(self, path: str) -> str:
        """The path below the root; empty, which nothing opens, for one that does not lie there."""
        return path.removeprefix(self._root) if path.startswith(f"{self._root}/") else ""

    def _session(self, asked: HTTPConnection) -> Session | None:
        session = session_of(asked.cookies, self._access)
        return session if session and self._store.holds(session) else None

    def _token_opens(self, path: str, asked: HTTPConnection) -> bool:
        """A token reads extracts and nothing else; only a header brings it, because addresses are logged and shared."""
        header = asked.headers.get("authorization")
        reads = asked.scope["method"] in ("GET", "HEAD") and f"{path}/".startswith(EXTRACTS)
        return bool(header) and reads and holder(self._store, self._access, str(header)) is not None

    async def _open(
        self, path: str, session: Session | None, scope: Scope, receive: Receive, send: Send
    ) -> None:
        if path == SIGN_OUT and session:
            self._store.end(session)
            note("signed out")
        answer = arrival(scope, send, self._root, self._begin) if path == CALLBACK else send
        await self._app(scope, receive, answer)

    def _begin(self, cookies: Mapping[str, str]) -> bool:
        """Notes the session that these new cookies prove; False when they prove none."""
        session = session_of(cookies, self._access)
        if session:
            self._store.begin(session)
        return session is not None

    async def _refuse(
        self, session: Session | None, asked: HTTPConnection, receive: Receive, send: Send
    ) -> None:
        scope = asked.scope
        note("refused", why="not on the list" if session else "not signed in", method=scope["method"])
        if asked.scope["method"] == "GET" and "text/html" in asked.headers.get("accept", ""):
            page = not_admitted(self._root) if session else sign_in_first(scope, self._access, self._root)
            await page(scope, receive, send)
            return
        refusal = RefusalError.not_admitted() if session else RefusalError.not_signed_in()
        await refusal.response()(scope, receive, send)

    async def _websocket(self, session: Session | None, scope: Scope, receive: Receive, send: Send) -> None:
        if session is None or not self._access.admits(session.address):
            note("refused", why="not on the list" if session else "not signed in", method="websocket")
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return

        async def while_signed_in() -> Message:
            message = await receive()
            if session.ends <= datetime.now(UTC) or not self._store.holds(session):
                return {"type": "websocket.disconnect", "code": _POLICY_VIOLATION}
            return message

        await self._app(scope, while_signed_in, send)
