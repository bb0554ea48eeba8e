"""A server, a browser and a watched page for the tests in this folder."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from tests.browser.harness import Incidents, launch_chromium, running_server

SERVER_LOG = pytest.StashKey[Path]()
FAILED = pytest.StashKey[bool]()
expect.set_options(timeout=30_000)  # a busy machine is no failure


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the dashboard on the default data."""
    log = tmp_path_factory.mktemp("server") / "server.log"
    request.config.stash[SERVER_LOG] = log
    with running_server(log) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium."""
    with sync_playwright() as playwright:
        chromium = launch_chromium(playwright)
        yield chromium
        chromium.close()


WIDE: ViewportSize = {"width": 1280, "height": 900}


class Tab:
    """A tab of the browser that one visitor after the other uses.

    A new tab compiles all scripts of Streamlit anew, for three seconds of processor time; this one has them.
    """

    def __init__(self, server: str, browser: Browser) -> None:
        self.incidents = Incidents()
        self.context = browser.new_context(
            base_url=server, viewport=WIDE, accept_downloads=True, locale="en-GB",
            reduced_motion="reduce",  # a browser without a graphics card pays dearly for each frame
        )  # fmt: skip
        self.page = self.context.new_page()
        self.incidents.watch(self.page)

    def forget(self) -> None:
        """What a visitor left behind: other tabs, cookies, what pages stored, window and theme."""
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        if self.page.url.startswith("http"):
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        self.page.goto("about:blank")
        self.context.clear_cookies()
        self.page.set_viewport_size(WIDE)
        self.page.emulate_media(color_scheme="light", media="screen", reduced_motion="reduce")


@pytest.fixture(scope="session")
def tabs() -> Iterator[list[Tab]]:
    """The tab that is in use; none before the first visitor, and after a visit that failed."""
    used: list[Tab] = []
    yield used
    for tab in used:
        tab.context.close()


@pytest.fixture
def page(server: str, browser: Browser, tabs: list[Tab], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of a visitor of whom nothing is known; fails afterwards if the visit caused an incident."""
    tab = tabs.pop() if tabs else Tab(server, browser)
    yield tab.page
    if request.node.stash.get(FAILED, False):
        tab.context.close()
        return
    tab.forget()
    tabs.append(tab)
    tab.incidents.assert_none()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the server's log beside a failure: the page shows the kind of an error only."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    log = item.config.stash.get(SERVER_LOG, None)
    if report.failed and log is not None:
        report.sections.append(("Log of the server", log.read_text()))
    return report
