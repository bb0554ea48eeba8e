"""A closed server, a real OpenID provider, a real browser: every way in, and that there is no other."""

import json
import logging
import re
from collections.abc import Iterator
from unittest.mock import MagicMock

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from starlette.routing import Mount, Route, WebSocketRoute
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.browser.harness import open_page, running_server, wait_until_drawn
from tests.browser.provider import closed_to_strangers, running_provider
from ui.access.gate import OPEN

ANNA = "anna@ministry.example"
HTML = {"accept": "text/html"}
PATIENT = 60


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with running_provider() as address:
        yield address


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("closed") / "server.log"


@pytest.fixture(scope="module")
def closed(provider, log) -> Iterator[str]:
    """The address of a dashboard that is closed to strangers."""
    with running_server(log, options=closed_to_strangers(log.parent, provider)) as address:
        yield address


@pytest.fixture
def context(closed: str, browser: Browser) -> Iterator[BrowserContext]:
    """A visitor's browser; the provider's page would take its style from elsewhere."""
    visitor = browser.new_context(base_url=closed, locale="en-GB")
    visitor.route(lambda url: "//127.0.0.1:" not in url, lambda route: route.abort())
    yield visitor
    visitor.close()


def sign_in(closed: str, name: str) -> tuple[str, dict[str, str]]:
    """Where the way to the provider and back leads for `name`, and the cookies it leaves."""
    with httpx.Client(base_url=closed, timeout=PATIENT) as client:
        page = client.get("/events?sphere=health", headers=HTML)
        way = re.search(r'href="(/sign-in[^"]*)"', page.text)
        assert page.status_code == 401
        assert way is not None
        asked = client.get(way[1].replace("&amp;", "&"), follow_redirects=True)
        answer = client.post(asked.url, data={"sub": name})
        back = client.get(answer.headers["location"])
        return back.headers["location"], dict(client.cookies)


def every_route() -> list[Route | WebSocketRoute | Mount]:
    """All routes of the application, Streamlit's and our own."""
    records = logging.getLogRecordFactory()
    from app import app  # noqa: PLC0415 – it also sets the form of the log, for the whole process

    logging.setLogRecordFactory(records)
    return [*app._user_routes, *create_streamlit_routes(MagicMock())]  # type: ignore[list-item]


def test_every_route_of_the_application_is_refused_to_strangers(closed):
    refused = set()
    with httpx.Client(base_url=closed) as stranger:
        for route in every_route():
            path = re.sub(r"\{[^}]*\}", "x", route.path) or "/"
            for method in getattr(route, "methods", None) or {"GET"}:
                answer = stranger.request(method, path)
                if path not in OPEN:
                    assert answer.status_code == 401, (method, path)
                    assert not answer.cookies
                    refused.add(path)
        assert stranger.get("/_stcore/health").text == "ok"
        shown = stranger.get("/", headers=HTML)
    known = {
        "/",
        "/media/x",
        "/_stcore/metrics",
        "/_stcore/host-config",
        "/_stcore/upload_file/x/x",
        "/extract/x",
    }
    assert known | {"/_stcore/stream", "/component/x", "/_stcore/bidi-components/x"} <= refused
    assert "<script" not in shown.text
    assert (shown.status_code, shown.headers["cache-control"]) == (401, "no-store")


def test_the_websocket_is_refused_to_strangers_and_to_pages_of_other_sites(closed):
    stream = closed.replace("http", "ws") + "/_stcore/stream"
    inside = "; ".join(f"{name}={value}" for name, value in sign_in(closed, ANNA)[1].items())
    for origin, cookies in [(closed, ""), (closed, "_streamlit_user=x"), ("http://localhost:1", inside)]:
        with pytest.raises(InvalidStatus, match="403"):
            connect(stream, origin=Origin(origin), additional_headers={"Cookie": cookies})
    with connect(stream, origin=Origin(closed), additional_headers={"Cookie": inside}):
        pass


def test_only_a_sound_statement_of_the_provider_lets_in(closed, provider):
    kinds = {
        "sound": ({"email": ANNA, "email_verified": True}, "/events?sphere=health", 200),
        "another audience": ({"email": ANNA, "aud": "another"}, "/sign-in?failed=yes", 401),
        "expired": ({"email": ANNA, "exp": 1_000_000}, "/sign-in?failed=yes", 401),
        "another issuer": ({"email": ANNA, "iss": "https://evil.example"}, "/sign-in?failed=yes", 401),
        "not on the list": ({"email": "eve@elsewhere.example"}, "/events?sphere=health", 403),
        "not verified": ({"email": ANNA, "email_verified": False}, "/events?sphere=health", 403),
    }
    for kind, (claims, back, status) in kinds.items():
        httpx.put(f"{provider}/users/{kind}", json=claims).raise_for_status()
        led, cookies = sign_in(closed, kind)
        assert led == back, kind
        assert read(closed, cookies) == status, kind
    _, cookies = sign_in(closed, "sound")
    value = cookies["_streamlit_user"]
    assert read(closed, {"_streamlit_user": value}) == 200
    assert read(closed, {"_streamlit_user": value[:-3] + ("AAA" if value[-3:] != "AAA" else "BBB")}) == 401


def read(closed: str, cookies: dict[str, str] | None = None, **headers: str) -> int:
    """The status of an extract, asked for by a script."""
    sent = headers | (
        {"cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}
    )
    return httpx.get(f"{closed}/extract/sources.csv", headers=sent, timeout=PATIENT).status_code


def enter(page: Page, name: str) -> None:
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("textbox").first.fill(name)
    page.get_by_role("button", name=re.compile("authorize", re.IGNORECASE)).first.click()
    wait_until_drawn(page)


def test_signing_in_a_token_another_tab_and_signing_out(closed, context, log):
    page = context.new_page()
    page.goto("/account?sphere=health")
    enter(page, ANNA)
    expect(page.get_by_text(f"You have signed in as {ANNA}")).to_be_visible()
    assert page.url.endswith("/account?sphere=health")
    page.get_by_label("What is the token for?").fill("Monthly report")
    page.get_by_role("button", name="Make a token").click()
    token = page.get_by_test_id("stCode").inner_text().strip()
    assert read(closed, authorization=f"Bearer {token}") == 200
    other = context.new_page()
    open_page(other, "/account")
    expect(other.get_by_text("last used on")).to_be_visible()
    expect(other.get_by_text(token)).to_have_count(0)
    other.get_by_role("button", name="Revoke").click()
    expect(other.get_by_text("You have no tokens.")).to_be_visible()
    assert read(closed, authorization=f"Bearer {token}") == 401
    copied = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    other.get_by_role("button", name="Sign out").click()
    other.get_by_role("button", name="End session").click()  # the provider asks whether it may
    expect(other.get_by_role("link", name="Sign in")).to_be_visible()
    assert read(closed, copied) == 401
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_text("Load the page anew to sign in.")).to_be_visible()
    assert said_of_nobody(log.read_text(), ANNA, token)


def said_of_nobody(text: str, *personal: str) -> bool:
    """The log has events in JSON, and none of these words."""
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    return {"signed in", "signed out"} <= {line["event"] for line in lines} and not any(
        word in text for word in (*personal, "sphere=health", "elsewhere.example", "evil.example")
    )
