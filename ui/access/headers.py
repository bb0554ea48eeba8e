"""What every answer tells the browser: load nothing from elsewhere, guess no types, be framed by nobody."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NOTHING = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
PLAIN_PAGE = f"default-src 'none'; style-src 'unsafe-inline'; {_NOTHING}"
"""The policy of a page without scripts that brings its own style."""
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def policy() -> str:
    """The Content-Security-Policy of the dashboard; the front end of Streamlit needs what is not ``'self'`` in it.

    ``blob:`` scripts are its components and pictures of charts, inline styles those of its widgets and of every chart.
    One of its libraries tries WebAssembly, is refused, and counts without it; nothing may evaluate text as a program.
    """
    rules = {
        "default-src": "'none'",
        "script-src": f"'self' blob: {_inline_scripts()}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self' data:",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{rule} {value}" for rule, value in rules.items())


def _inline_scripts() -> str:
    """The scripts inside Streamlit's own page, each by its hash: any other is refused."""
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    found = _INLINE.findall(page.read_text(encoding="utf-8"))
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in found)
    return " ".join(f"'sha256-{hash_}'" for hash_ in hashes)


class Headers:
    """ASGI middleware that adds the headers; ``secure`` marks cookies for encrypted connections only."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app, self._secure, self._policy = app, secure, policy()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and completes the answer."""

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._complete(MutableHeaders(raw=message["headers"]))
            await send(message)

        await self._app(scope, receive, completed)

    def _complete(self, headers: MutableHeaders) -> None:
        headers.setdefault("Content-Security-Policy", self._policy)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers.setdefault("Cache-Control", "private")
        if self._secure:
            cookies = headers.getlist("set-cookie")
            del headers["set-cookie"]
            for cookie in cookies:
                headers.append("set-cookie", cookie if "; secure" in cookie.lower() else f"{cookie}; Secure")
