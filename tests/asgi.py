"""Requests to an ASGI application in this process: Starlette's own client would need a library only for that."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from starlette.types import ASGIApp, Message

HOST = "rapport.example"


@dataclass
class Answer:
    """Status, headers (by lower-case name) and the pieces of the body in which it came."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    pieces: list[bytes] = field(default_factory=list)

    @property
    def body(self) -> bytes:
        return b"".join(self.pieces)

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Client:
    """Asks an application without a network in between."""

    app: ASGIApp

    def ask(self, path: str, query: Any = (), method: str = "GET", **headers: str) -> Answer:
        """One request; ``query`` is text, pairs or a mapping, and ``if_none_match`` stands for If-None-Match."""
        text = query if isinstance(query, str) else urlencode(query, doseq=True)
        sent = {"host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
        scope = {
            "type": "http", "method": method, "path": path, "raw_path": quote(path).encode(), "root_path": "",
            "query_string": text.encode(), "scheme": "http", "server": (HOST, 80), "http_version": "1.1",
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()], "extensions": {},
        }  # fmt: skip
        with ThreadPoolExecutor(
            1
        ) as pool:  # a browser test of the same process may hold this thread's event loop
            return pool.submit(lambda: asyncio.run(self._answer(scope))).result()

    async def _answer(self, scope: dict[str, Any]) -> Answer:
        answer = Answer()
        gone = asyncio.Event()

        async def receive() -> Message:
            if gone.is_set():
                await asyncio.Event().wait()  # the client stays connected
            gone.set()
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {name.decode().lower(): value.decode() for name, value in message["headers"]}
            else:
                answer.pieces.append(message.get("body", b""))

        await self.app(scope, receive, send)
        return answer
