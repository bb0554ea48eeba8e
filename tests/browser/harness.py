"""What a real browser needs to visit the dashboard: a running server, Chromium, and pages that have finished."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, expect

from tests.browser.chromium import find_chromium

PROJECT = Path(__file__).resolve().parents[2]
START_DEADLINE = 90.0
RUN_DEADLINE = 60_000
# On a deep link Streamlit's page looks for its server below the page's own address before it looks at the root.
SERVER_SEARCH = re.compile(r"/[a-z_]+/_stcore/(health|host-config)")
LOCAL_HOSTS = {"127.0.0.1", "localhost"}
CHROMIUM_ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class ServerError(RuntimeError):
    """The dashboard did not start; the message carries its log."""


@dataclass
class Incidents:
    """What a visit must not cause: errors in the browser, and requests that leave the machine."""

    errors: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note from now on what goes wrong on this page."""
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.errors.append(f"page error: {error}"))
        page.on("request", self._note_request)

    def _note_console(self, message: ConsoleMessage) -> None:
        address = message.location.get("url", "")
        searching = "404" in message.text and SERVER_SEARCH.fullmatch(urlsplit(address).path)
        if message.type == "error" and not searching:
            self.errors.append(f"console: {message.text} ({address})")

    def _note_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in LOCAL_HOSTS:
            self.foreign_requests.append(request.url)

    def assert_none(self) -> None:
        """Fail when anything was noted since the last time."""
        errors, self.errors = self.errors, []
        foreign_requests, self.foreign_requests = self.foreign_requests, []
        assert not errors, "The browser reported errors:\n" + "\n".join(errors)
        assert not foreign_requests, "Requests left the machine:\n" + "\n".join(foreign_requests)


def free_port() -> int:
    """Return a port of this machine on which nothing listens at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def running_server(log: Path, folder: Path = PROJECT, options: Sequence[str] = ()) -> Iterator[str]:
    """Run the dashboard on a free port, write what it says to `log`, and yield its address.

    `options` are further settings on its command line.

    Raises ServerError, with the log, when it stops or stays silent instead of starting.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), *options]
    with answering(command, address, log, folder):
        yield address


@contextmanager
def answering(
    command: Sequence[str], address: str, log: Path, folder: Path = PROJECT
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a command until the dashboard answers at `address`, and end it with the block.

    Raises ServerError, with the log, when it stops or stays silent instead of starting.
    """
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        try:
            if not _becomes_healthy(server, address):
                raise ServerError(f"The dashboard did not start at {address}:\n{log.read_text()}")
            yield server
        finally:
            _stop(server)


def _becomes_healthy(server: "subprocess.Popen[bytes]", address: str) -> bool:
    deadline = time.monotonic() + START_DEADLINE
    while server.poll() is None and time.monotonic() < deadline:
        if is_healthy(address):
            return True
        time.sleep(0.05)
    return False


def _stop(server: "subprocess.Popen[bytes]") -> None:
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def is_healthy(address: str) -> bool:
    try:
        with urlopen(f"{address}/_stcore/health", timeout=5) as answer:
            return bool(answer.read() == b"ok")
    except (URLError, OSError):
        return False


def launch_chromium(playwright: Playwright) -> Browser:
    """Start the machine's own Chromium, without a window; raises ChromiumNotFoundError."""
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS + sandbox)


def fit_height(page: Page, least: int = 900) -> None:
    """Make the window as high as the page is long: Streamlit scrolls inside the window, not with it."""
    width = page.evaluate("window.innerWidth")
    height = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(height, least)})
    wait_until_drawn(page)


def open_page(page: Page, path: str) -> None:
    """Go to a path of the dashboard (the context knows its address) and wait until it is drawn."""
    page.goto(path)
    wait_until_drawn(page)


def wait_until_drawn(page: Page) -> None:
    """Wait until the script has run to its end and nothing on the page is a left-over; fail on an exception box."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=RUN_DEADLINE)
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=RUN_DEADLINE)
    expect(page.locator("[data-stale=true], [data-testid=stSkeleton]")).to_have_count(0, timeout=RUN_DEADLINE)
    blank_charts = page.locator("[data-testid=stPlotlyChart]:not(:has(.main-svg)):visible")
    expect(blank_charts).to_have_count(0, timeout=RUN_DEADLINE)
    exceptions = page.locator("[data-testid=stException], .st-key-failure")
    assert exceptions.count() == 0, f"The page shows an exception: {exceptions.all_inner_texts()}"
