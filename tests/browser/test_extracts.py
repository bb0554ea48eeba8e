"""Extracts from the real server, as scripts ask for them: urllib, pandas, and the lines that the page offers."""

import gzip
from email.utils import parsedate_to_datetime
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pandas as pd
import pytest

from analysis.filters import Filters
from analysis.selection import select
from tests.browser.harness import open_page

HEALTH = Filters(spheres=("health",))


def test_pandas_reads_the_rows_of_the_screen(server, dataset):
    events = pd.read_csv(f"{server}/extract/events.csv?sphere=Health&unit=reports")
    assert events["event_id"].tolist() == select(dataset, HEALTH).events["event_id"].tolist()
    assert events["link"].str.startswith(f"{server}/events?event=").all()


def test_a_script_learns_what_it_has_without_taking_it_again(server):
    address = f"{server}/extract/evidence.csv?sphere=health"
    with urlopen(address) as answer:
        whole, headers = answer.read(), answer.headers
    with urlopen(Request(address, method="HEAD")) as head:
        assert (head.status, head.read()) == (200, b"")
        for name in ("ETag", "Last-Modified", "Content-Type", "Content-Disposition", "Link"):
            assert head.headers[name] == headers[name]
    assert parsedate_to_datetime(headers["Last-Modified"]).year >= 2026
    for name, value in (("If-None-Match", headers["ETag"]), ("If-Modified-Since", headers["Last-Modified"])):
        with pytest.raises(HTTPError) as unchanged:
            urlopen(Request(address, headers={name: value}))
        assert unchanged.value.code == 304
        unchanged.value.close()
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"})) as packed:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.read()) == whole


def test_the_lines_for_pandas_on_the_page_give_its_events(page, dataset):
    open_page(page, "/events?sphere=health")
    page.get_by_text("Use this view in a script").click()
    lines = page.locator(".st-key-snippets").get_by_test_id("stCode").first
    found: dict[str, pd.DataFrame] = {}
    exec(lines.inner_text(), found)
    assert found["events"]["event_id"].tolist() == select(dataset, HEALTH).events["event_id"].tolist()
    page.goto("/extract?sphere=health")
    assert page.url.endswith("/extract/?sphere=health")
    page.get_by_role("link", name="Open this view in the dashboard").click()
    page.wait_for_url("**/events?sphere=health")
