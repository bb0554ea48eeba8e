"""What a reader waits for, in a real Chromium: ``python -m benchmarks.browser [FOLDER …]``.

Each page is opened by a browser that knows nothing of it, and then filtered by clicks on a sphere within three years.
A click is over when the last chart is repainted. The page itself takes the times (``settled.js``).
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.__main__ import DEFAULT
from tests.browser.harness import launch_chromium, running_server
from ui.datasets import SETTING

PAGES = ("", "meetings", "cooperation", "network", "agreements", "events", "sources", "compare", "brief")
VIEW = "?scope=any&status=any&from=2021-01&to=2023-12&sphere=water"
SPHERE = "Health"
CLICKS = 8
WATCH = Path(__file__).with_name("settled.js")


class Traffic:
    """The bytes that came to a page, by the protocol of the browser's own tools."""

    def __init__(self, page: Page) -> None:
        self.received = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda event: self._add(event["encodedDataLength"]))
        session.on("Network.webSocketFrameReceived", lambda event: self._add(_size(event["response"])))

    def _add(self, many: float) -> None:
        self.received += int(many)


def _size(frame: dict) -> int:
    """Binary frames are told in Base64."""
    return len(frame["payloadData"]) * 3 // 4 if frame["opcode"] == 2 else len(frame["payloadData"])


def measure(browser: Browser, address: str, name: str) -> tuple[float, float, float, float, int]:
    """Milliseconds of a cold open; median, shortest and longest of the clicks; median of bytes for a click."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.add_init_script(path=WATCH)
    page = context.new_page()
    page.goto(f"/{name}{VIEW}", wait_until="commit")
    cold = page.evaluate("settled()")
    traffic, times, sizes = Traffic(page), [], []
    for _ in range(CLICKS):
        before = traffic.received
        page.get_by_test_id("stMain").get_by_role("button", name=SPHERE, exact=True).first.click()
        times.append(page.evaluate("settled()"))
        sizes.append(traffic.received - before)
    context.close()
    return cold, statistics.median(times), min(times), max(times), int(statistics.median(sizes))


def main(folders: list[str]) -> None:
    """Prints a line per data set and page; the first reader has opened the data set before."""
    print(f"Load of the machine: {os.getloadavg()[0]:.1f}")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as logs:
        browser = launch_chromium(playwright)
        for folder in folders or [str(DEFAULT)]:
            os.environ[SETTING] = folder
            with running_server(Path(logs) / "server.log") as address:
                for name in (PAGES[0], *PAGES):
                    cold, click, least, most, size = measure(browser, address, name)
                    clicks = f"click {click:>5,.0f} ms ({least:,.0f} to {most:,.0f})"
                    sent = f"{size / 1000:>7,.0f} kB a click"
                    shown = f"{Path(folder).name:<18}{name or 'overview':<12}"
                    print(f"{shown}cold {cold:>6,.0f} ms   {clicks} {sent}", flush=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
