"""The way in: a small page that needs nothing of the dashboard, and the way back to the view that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Message, Scope, Send
from streamlit.auth_util import encode_provider_token

from ui.access.headers import PLAIN_PAGE
from ui.access.journal import note
from ui.access.settings import Access

SIGN_IN = "/sign-in"
_BACK = "rapport_back"
_MINUTES = 10


def sign_in_route(root: str, access: Access) -> Route:
    """The page at ``/sign-in``; with ``provider`` it leads on to that one, and remembers ``to`` for the way back."""

    def answer(request: Request) -> Response:
        asked = request.query_params
        to, provider = asked.get("to", "/"), asked.get("provider", "")
        if provider not in access.clients:
            said = "Signing in did not succeed. Please try again." if "failed" in asked else ""
            return _page("Sign in", said or "Sign in to read this server.", _ways(access, root, to))
        way = RedirectResponse(
            f"{root}/auth/login?{urlencode({'provider': encode_provider_token(provider)})}", 303
        )
        way.set_cookie(
            _BACK, quote(to), max_age=60 * _MINUTES, path=root or "/", httponly=True, samesite="lax"
        )
        return way

    return Route(f"{root}{SIGN_IN}", answer, methods=["GET"])


def sign_in_first(scope: Scope, access: Access, root: str) -> Response:
    """The page instead of the one that was asked for; its links lead back there."""
    query = scope["query_string"].decode("latin-1")
    to = quote(scope["path"].removeprefix(root), safe="/") + (f"?{query}" if query else "")
    return _page("Sign in", "This server is open to people who have signed in.", _ways(access, root, to), 401)


def not_admitted(root: str) -> Response:
    """The page for somebody who has signed in and is not on the list."""
    said = "You have signed in, but your address is not on the list of this server. Ask whoever runs it."
    return _page("No admission", said, {"Sign out": f"{root}/auth/logout"}, 403)


def arrival(scope: Scope, send: Send, root: str, begin: Callable[[Mapping[str, str]], bool]) -> Send:
    """Sends whoever comes back from the provider to the view that was asked for, or to what went wrong.

    ``begin`` is told the cookies that the browser is given, and says whether they are those of a session.
    """

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            asked = HTTPConnection(scope)
            if begin(_given(headers.getlist("set-cookie"))):
                note("signed in")
                headers["location"] = f"{root}{_within(asked.cookies.get(_BACK, ''))}"
            elif "state" in asked.query_params:
                note("signing in failed")
                headers["location"] = f"{root}{SIGN_IN}?failed=yes"
            headers.append("set-cookie", f"{_BACK}=; Max-Age=0; Path={root or '/'}; HttpOnly; SameSite=lax")
        await send(message)

    return sent


def _given(cookies: list[str]) -> dict[str, str]:
    """Name → value of the cookies that an answer sets; those that it takes away have no value."""
    pairs = (cookie.partition(";")[0].partition("=") for cookie in cookies)
    return {name: value for name, _, value in pairs if value.strip('"')}


def _within(back: str) -> str:
    """A path of this server, whatever the cookie says: never another host."""
    path = unquote(back)
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return quote(path, safe="/?&=%:+,-._~") if plain and path.isascii() else "/"


def _ways(access: Access, root: str, to: str) -> dict[str, str]:
    one = len(access.clients) == 1
    return {
        "Sign in"
        if one
        else f"Sign in with {name}": f"{root}{SIGN_IN}?{urlencode({'provider': name, 'to': to})}"
        for name in access.clients
    }


def _page(title: str, said: str, ways: dict[str, str], status: int = 200) -> Response:
    links = "".join(f'<p><a href="{escape(way)}">{escape(text)}</a></p>' for text, way in ways.items())
    body = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} – Rapport</title><style>{_style()}</style></head>\n"
        f"<body><main><h1>Rapport</h1><p>{escape(said)}</p>{links}</main></body></html>\n"
    )
    return HTMLResponse(body, status, {"Content-Security-Policy": PLAIN_PAGE, "Cache-Control": "no-store"})


@cache
def _style() -> str:
    return (Path(__file__).parents[1] / "extract_index.css").read_text(encoding="utf-8")
