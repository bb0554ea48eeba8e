"""Who passes the gate, and who does not: cookies and tokens of every kind, before an application that is open."""

from __future__ import annotations

import asyncio
import json
import string
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from itsdangerous import URLSafeTimedSerializer
from starlette.responses import PlainTextResponse

from tests.asgi import HOST, Client
from ui.access import tokens
from ui.access.gate import OPEN, Gate
from ui.access.session import COOKIE, session_of
from ui.access.settings import Access
from ui.access.sign_in import _within
from ui.access.store import FILE, Store

ORIGIN = f"http://{HOST}"
PERSON = {
    "iss": "https://login.example", "sub": "7", "aud": "rapport", "email": "anna@ministry.example",
    "origin": ORIGIN, "is_logged_in": True, "provider": "default",
}  # fmt: skip


@pytest.fixture
def access(tmp_path):
    allowed = frozenset({"@ministry.example"})
    return Access({"default": "rapport"}, ORIGIN, "s" * 32, allowed, tmp_path, timedelta(hours=1))


@pytest.fixture
def store(access):
    kept = Store(access.folder)
    yield kept
    kept.close()


def cookies(secret="s" * 32, name=COOKIE, **claims: Any) -> dict[str, str]:
    """The cookie that Streamlit sets for this person."""
    return {COOKIE: URLSafeTimedSerializer(secret, salt=name).dumps(json.dumps(PERSON | claims))}


def in_parts(text: str) -> dict[str, str]:
    """The cookies that Streamlit sets when one would be too long: how many parts there are, and two parts."""
    said = {COOKIE: "chunks-2", f"{COOKIE}_1": text[:30], f"{COOKIE}_2": text[30:]}
    return {name: URLSafeTimedSerializer("s" * 32, salt=name).dumps(part) for name, part in said.items()}


def begun(access: Access, store: Store, **claims: Any) -> dict[str, str]:
    """The cookie of somebody who has signed in here."""
    held = cookies(**claims)
    session = session_of(held, access)
    assert session is not None
    store.begin(session)
    return held


def ask(
    access: Access,
    store: Store,
    path: str = "/meetings",
    method: str = "GET",
    query: str = "",
    **headers: str,
):
    gate = Gate(PlainTextResponse("inside"), access, store, "")
    return Client(gate).ask(path, query, method, **headers)


def header(held: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in held.items())


def test_cookies_of_every_kind(access, store):
    passes = {
        "as Streamlit sets it": cookies(),
        "several audiences": cookies(aud=["other", "rapport"]),
        "a verified address": cookies(email_verified=True),
    }
    unknown = {
        "none": {},
        "empty": {COOKIE: ""},
        "nonsense": {COOKIE: "{}"},
        "not signed": {COOKIE: json.dumps(PERSON)},
        "another secret": cookies(secret="t" * 32),
        "signed as another cookie": cookies(name="_streamlit_user_tokens"),
        "another audience": cookies(aud="another"),
        "no audience": cookies(aud=None),
        "another origin": cookies(origin="https://elsewhere.example"),
        "an unknown provider": cookies(provider="unknown"),
        "no subject": cookies(sub=""),
        "signed out": cookies(is_logged_in=False),
    }
    barred = {
        "another domain": cookies(email="eve@elsewhere.example"),
        "no address": cookies(email=""),
        "an unverified address": cookies(email_verified=False),
    }
    for status, kinds in ((200, passes), (401, unknown), (403, barred)):
        for kind, held in kinds.items():
            if session := session_of(held, access):
                store.begin(session)
            answer = ask(access, store, cookie=header(held))
            assert (answer.status, answer.body == b"inside") == (status, status == 200), kind


def test_a_session_ends_by_time_and_by_signing_out(access, store):
    held = begun(access, store)
    assert session_of(held, replace(access, lasts=timedelta(0))) is None
    assert ask(access, store, "/auth/logout", cookie=header(held)).status == 200
    assert ask(access, store, cookie=header(held)).status == 401
    assert ask(access, store, cookie=header(begun(access, store, nonce="the next signing in"))).status == 200


def test_only_the_cookies_that_were_given_here_hold_letter_by_letter(access, store):
    assert ask(access, store, cookie=header(cookies())).status == 401, "well signed, and never begun here"
    held = begun(access, store)
    assert ask(access, store, cookie=header(held)).status == 200
    # The last letter of a signature has more bits than the signature: four spellings say the same.
    others = [{COOKIE: held[COOKIE][:-1] + letter} for letter in string.ascii_letters + string.digits + "-_"]
    same = [other for other in others if session_of(other, access)]
    assert len(same) == 4
    assert [ask(access, store, cookie=header(other)).status for other in same].count(200) == 1
    ask(access, store, "/auth/logout", cookie=header(held))
    assert {ask(access, store, cookie=header(other)).status for other in same} == {401}


def test_parts_of_two_sessions_make_no_third(access, store):
    anna, ben = (in_parts(json.dumps({"name": name} | PERSON | {"nonce": name})) for name in ("anna", "ben"))
    for held in (anna, ben):
        session = session_of(held, access)
        assert session is not None
        store.begin(session)
        assert ask(access, store, cookie=header(held)).status == 200
    mixed = anna | {f"{COOKIE}_2": ben[f"{COOKIE}_2"]}
    assert session_of(mixed, access) is not None
    assert ask(access, store, cookie=header(mixed)).status == 401


def test_a_stranger_is_led_back_to_the_view(access, store):
    answer = ask(access, store, "/meetings", query="sphere=health", accept="text/html")
    assert answer.status == 401
    assert b"to=%2Fmeetings%3Fsphere%3Dhealth" in answer.body
    for back in ("https://evil.example", "//evil.example", "/\\evil.example", "/a\r\nb: c", "", "/\u202e"):
        assert _within(back) == "/"
    assert _within("/meetings?sphere=a%20b") == "/meetings?sphere=a%20b"


def test_a_token_opens_the_extracts_and_nothing_else(access, store):
    session = session_of(cookies(), access)
    assert session is not None
    token = tokens.make(store, session, "report", 30)
    bearer = f"Bearer {token}"
    assert ask(access, store, "/extract/events.csv", authorization=bearer).status == 200
    assert ask(access, store, "/extract", "HEAD", authorization=bearer).status == 200
    for path, method, value in [
        ("/extract/events.csv", "GET", token), ("/extract/events.csv", "GET", f"Basic {token}"),
        ("/extract/events.csv", "GET", f"{bearer}x"), ("/extract/events.csv", "GET", f"Bearer {token[:-4]}AAAA"),
        ("/extract/events.csv", "GET", "Bearer"), ("/extract/events.csv", "POST", bearer), ("/meetings", "GET", bearer),
        ("/_stcore/metrics", "GET", bearer), ("/extracts", "GET", bearer),
    ]:  # fmt: skip
        assert ask(access, store, path, method, authorization=value).status == 401, (path, method, value)
    assert ask(access, store, "/extract/events.csv", query=f"token={token}").status == 401
    assert [kept.used for kept in store.tokens(session.person)] == [tokens.today()]
    struck = replace(access, allowed=frozenset({"@elsewhere.example"}))
    assert ask(struck, store, "/extract/events.csv", authorization=bearer).status == 401
    secret = token.rpartition("_")[2].encode()
    assert secret not in (access.folder / FILE).read_bytes()
    assert (access.folder / FILE).stat().st_mode & 0o077 == 0


def test_a_token_expires_and_is_revoked_by_its_owner_only(access, store, monkeypatch):
    session = session_of(cookies(), access)
    assert session is not None
    bearer = f"Bearer {tokens.make(store, session, 'report', 30)}"
    (kept,) = store.tokens(session.person)
    store.revoke(kept.id, "somebody else")
    assert ask(access, store, "/extract/", authorization=bearer).status == 200
    monkeypatch.setattr(tokens, "today", lambda: kept.expires)
    assert ask(access, store, "/extract/", authorization=bearer).status == 401
    monkeypatch.undo()
    store.revoke(kept.id, session.person)
    assert ask(access, store, "/extract/", authorization=bearer).status == 401


def test_a_websocket_closes_when_its_session_ends(access, store):
    held = begun(access, store)
    seen: list[str] = []

    async def application(scope, receive, send):
        for _ in range(3):
            seen.append((await receive())["type"])
            session = session_of(held, access)
            if len(seen) == 2 and session:
                store.end(session)

    async def receive():
        return {"type": "websocket.receive", "bytes": b"click"}

    async def send(message):
        seen.append(f"{message['type']} {message['code']}")

    def connect(with_cookies: dict[str, str]) -> None:
        sent = [(b"cookie", header(with_cookies).encode())]
        scope = {"type": "websocket", "path": "/_stcore/stream", "headers": sent, "query_string": b""}
        asyncio.run(Gate(application, access, store, "")(scope, receive, send))

    connect(held)
    assert seen == ["websocket.receive", "websocket.receive", "websocket.disconnect"]
    seen.clear()
    connect({})
    connect(held)
    assert seen == ["websocket.close 1008"] * 2


def test_what_is_open_is_few_and_exact(access, store):
    assert {path for path in OPEN if ask(access, store, path).body == b"inside"} == set(OPEN)
    for path in (
        "/_stcore/health/",
        "//_stcore/health",
        "/_stcore/health/../metrics",
        "/x/_stcore/health",
        "",
    ):
        assert ask(access, store, path).status == 401, path
    below = Client(Gate(PlainTextResponse("inside"), access, store, "/rapport"))
    asked = ("/rapport/sign-in", "/sign-in", "/rapport", "/rapport-sign-in", "/rapport/rapport/sign-in")
    assert [below.ask(path).status for path in asked] == [200, 401, 401, 401, 401]
