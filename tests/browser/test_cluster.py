"""The dashboard over a real cluster, in a browser: a worker dies, the scheduler goes and comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from subprocess import Popen
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from analysis.filters import Filters
from analysis.selection import select
from data.reading import read_tables
from data.shards import write
from tests.browser.harness import RUN_DEADLINE, Incidents, open_page, running_server, wait_until_drawn
from tests.browser.test_view import pill, selected
from tests.cluster import PATIENCE, scheduler, workers
from tests.conftest import DEFAULT_DATA


@pytest.fixture
def visit(tmp_path: Path, browser, monkeypatch) -> Iterator[tuple[Page, ExitStack, list[Popen], str]]:
    """A page over four shards, a stack for more processes, the scheduler and its two workers, and its address."""
    write(read_tables(DEFAULT_DATA)[0], DEFAULT_DATA / "about.toml", tmp_path / "set", 4)
    with ExitStack() as stack:
        address, process = stack.enter_context(scheduler(tmp_path))
        both = stack.enter_context(workers(address, 2))
        monkeypatch.setenv("RAPPORT_DATA", str(tmp_path / "set"))
        monkeypatch.setenv("RAPPORT_SCHEDULER", address)
        server = stack.enter_context(running_server(tmp_path / "server.log"))
        context = browser.new_context(base_url=server, reduced_motion="reduce")
        incidents, page = Incidents(), context.new_page()
        incidents.watch(page)
        yield page, stack, [process, *both], address
        context.close()
        incidents.assert_none()


def test_numbers_of_a_cluster_are_right_or_there_are_none(visit, dataset, tmp_path):
    page, stack, (process, first, second), address = visit

    def counted(**filters) -> str:
        return f"{len(select(dataset, Filters(**filters))):,} of {len(dataset):,} events selected."

    open_page(page, "/cooperation")
    assert selected(page) == counted()
    first.kill()
    pill(page, "Energy").click()
    page.wait_for_url("**/cooperation?sphere=energy")
    wait_until_drawn(page)
    assert selected(page) == counted(spheres=("energy",))

    process.kill()
    second.kill()
    pill(page, "Defence").click()
    message = page.get_by_role("alert").filter(has_text=re.compile("was lost|No Dask scheduler answers"))
    expect(message).to_be_visible()
    assert page.locator(".st-key-accounting").count() == 0
    server = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{server}/extract/events.csv", timeout=PATIENCE)
    assert refused.value.code == 503

    port = int(address.rpartition(":")[2])
    assert stack.enter_context(scheduler(tmp_path, port))[0] == address
    stack.enter_context(workers(address, 1))
    page.get_by_role("button", name="Ask again").click()
    expect(message).to_have_count(0, timeout=RUN_DEADLINE)
    wait_until_drawn(page)
    assert selected(page) == counted(spheres=("defence", "energy"))
