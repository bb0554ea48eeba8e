"""A server, a browser and a watched page for the tests in this folder."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.harness import Incidents, launch_chromium, running_server

SERVER_LOG = pytest.StashKey[Path]()
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


@pytest.fixture
def page(server: str, browser: Browser) -> Iterator[Page]:
    """A page of a visitor who has never been here; fails afterwards if the visit caused an incident."""
    incidents = Incidents()
    context = browser.new_context(
        base_url=server, viewport={"width": 1280, "height": 900}, accept_downloads=True, locale="en-GB",
        reduced_motion="reduce",  # a browser without a graphics card pays dearly for each frame
    )  # fmt: skip
    visit = context.new_page()
    incidents.watch(visit)
    yield visit
    context.close()
    incidents.assert_none()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the server's log beside a failure: the page shows the kind of an error only."""
    report = yield
    log = item.config.stash.get(SERVER_LOG, None)
    if report.failed and log is not None:
        report.sections.append(("Log of the server", log.read_text()))
    return report
