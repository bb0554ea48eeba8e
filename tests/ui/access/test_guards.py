"""What stands before every answer: headers, hosts, faults without details, a log without people."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit import config
from streamlit.testing.v1 import AppTest

from tests.asgi import HOST, Client
from ui.access import journal
from ui.access.headers import policy
from ui.access.hosts import Hosts
from ui.access.middleware import guards


def _fails(request: Request) -> PlainTextResponse:
    raise ValueError(f"nobody may read {request.query_params['q']}")


def _sets_a_cookie(request: Request) -> PlainTextResponse:
    answer = PlainTextResponse("inside")
    answer.set_cookie("one", "1")
    answer.set_cookie("two", "2")
    return answer


async def _run(application: Hosts, *asked: Any) -> None:
    await application(*asked)


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setattr(config, "get_option", lambda name: [HOST] if name == "server.allowedHosts" else None)
    routes = [Route("/fails", _fails), Route("/", _sets_a_cookie)]
    return Client(Starlette(routes=routes, middleware=guards(None, "")))


def test_every_answer_carries_the_headers(client):
    asked = [("/", HOST), ("/nowhere", HOST), ("/fails", HOST), ("/", "evil.example")]
    answers = [client.ask(path, "q=x", host=host) for path, host in asked]
    assert [answer.status for answer in answers] == [200, 404, 500, 421]
    assert client.ask("/_stcore/health", host="10.0.0.1").status == 404
    for answer in answers:
        assert answer.headers["content-security-policy"] == policy()
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"
    rules = dict(rule.split(" ", 1) for rule in policy().split("; "))
    assert rules["default-src"] == rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in rules["script-src"]
    assert not any(source in policy() for source in ("http", "*", "unsafe-eval"))


def test_a_websocket_of_another_site_is_refused(client):
    def connect(origin: str, host: str = HOST) -> list[str]:
        sent: list[str] = []

        async def send(message):
            sent.append(message["type"])

        async def receive():
            return {"type": "websocket.connect"}

        headers = [(b"host", host.encode()), (b"origin", origin.encode())]
        scope = {
            "type": "websocket",
            "path": "/",
            "headers": headers,
            "query_string": b"",
            "subprotocols": [],
        }
        asyncio.run(_run(Hosts(PlainTextResponse("inside"), "/_stcore/health"), scope, receive, send))
        return sent

    assert connect(f"http://{HOST}") != ["websocket.close"]
    for origin, host in [
        ("http://evil.example", HOST), ("http://localhost:9999", HOST), ("null", HOST),
        ("http://evil.example", "evil.example"),
    ]:  # fmt: skip
        assert connect(origin, host) == ["websocket.close"]


def test_a_fault_gives_a_number_and_the_log_no_words_of_the_reader(client, monkeypatch):
    lines: list[logging.LogRecord] = []
    monkeypatch.setattr(journal._LOGGER, "handle", lines.append)
    answer = client.ask("/fails", "q=a+name")
    number = answer.json["number"]
    assert number in answer.json["error"]
    (record,) = lines
    facts = record.facts  # type: ignore[attr-defined]
    assert (facts["number"], facts["kind"]) == (number, "ValueError")
    assert any("test_guards.py" in place for place in facts["places"])
    assert "a name" not in json.dumps(facts) + answer.body.decode()
    assert "test_guards" not in answer.body.decode()


def test_a_record_of_any_library_is_one_line_of_json_without_its_arguments(monkeypatch):
    before = logging.getLogRecordFactory()
    try:
        journal.write_as_json()
        try:
            raise KeyError("anna@ministry.example")
        except KeyError as fault:
            made = logging.getLogger("any").makeRecord(
                "any", logging.WARNING, "", 1, "of %s\n", ("anna",), (KeyError, fault, fault.__traceback__)
            )
    finally:
        logging.setLogRecordFactory(before)
    line = logging.Formatter("%(message)s").format(made)
    assert "\n" not in line
    assert "anna" not in line
    said = json.loads(line)
    assert (said["level"], said["from"], said["event"], said["kind"]) == (
        "warning",
        "any",
        "of %s",
        "KeyError",
    )


def test_a_record_quotes_no_exception():
    for message, said in [
        (ValueError("anna"), "ValueError"),
        ("Task was lost\ntask: <Task exception=ValueError('anna')>", "Task was lost"),
    ]:
        record = journal._Record("any", logging.ERROR, "", 1, message, (), None)
        assert json.loads(record.getMessage())["event"] == said


def test_a_page_that_fails_shows_the_number_of_the_log_and_nothing_else(monkeypatch):
    lines: list[logging.LogRecord] = []
    monkeypatch.setattr(journal._LOGGER, "handle", lines.append)

    def page() -> None:
        from ui.access.failures import show_failure  # noqa: PLC0415 – the page is a script of its own

        assert show_failure(ValueError("anna@ministry.example"))

    shown = AppTest.from_function(page).run()
    (said,) = [box.value for box in shown.error]
    assert lines[0].facts["number"] in said  # type: ignore[attr-defined]
    assert "anna" not in said
    assert not shown.exception
