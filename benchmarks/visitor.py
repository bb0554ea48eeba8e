"""A reader without a browser: speaks the websocket of Streamlit's page, clicks, and waits for the answer.

What it sends is what Chromium was seen to send: the values of all widgets that stand on the page, the address of the
view, and the hashes of the large messages that it has kept, which the server then does not send again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.request import Request, urlopen
from uuid import uuid4

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs, FileURLsRequest, UploadedFileInfo
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

WIDGETS = ("text_input", "selectbox", "radio", "multiselect", "button_group")
KEPT_RUNS = 2
"""For how many runs the page keeps a large message that it was not sent again."""
FAILED = "failure"
"""How the id of the box ends that tells a reader of a fault."""


@dataclass
class Run:
    """One answer of the server: how long it took, how much was sent, what it says, and what went wrong."""

    seconds: float = 0.0
    received: int = 0
    faults: list[str] = field(default_factory=list)
    said: str = ""
    """The line that accounts for the events: the same for everybody who asks the same."""


class Visitor:
    """One open page; ``open`` it, then ask one thing after the other."""

    def __init__(self, socket: ClientConnection, address: str, cookies: str) -> None:
        self._socket, self._address, self._cookies = socket, address, cookies
        self._page = ""
        self._query = ""
        self._session = ""
        self._links: dict[str, tuple[str, str]] = {}
        self._ids: dict[str, str] = {}
        self._states: dict[str, WidgetState] = {}
        self._kept: dict[str, tuple[int, ForwardMsg]] = {}
        self._options: dict[str, list[str]] = {}

    @property
    def pages(self) -> list[str]:
        """The pages that the sidebar leads to."""
        return list(self._links)

    def options(self, key: str) -> list[str]:
        """What can be chosen in the pills with this key."""
        return self._options.get(self._ids[key], [])

    def chosen(self, key: str) -> list[str]:
        """What is chosen there now."""
        return list(self._states[self._ids[key]].string_array_value.data)

    async def open(self) -> Run:
        """The first run of a page that was just opened."""
        return await self._run()

    async def choose(self, key: str, values: list[str]) -> Run:
        """One click on pills, which leaves these chosen."""
        data = self._states[self._ids[key]].string_array_value.data
        data[:] = values
        return await self._run()

    async def go_to(self, label: str) -> Run:
        """One click on a page in the sidebar."""
        self._page, self._query = self._links[label]
        return await self._run()

    async def upload(self, key: str, name: str, content: bytes) -> Run:
        """Hands in a file; the run reads it."""
        place = await self._place_for(name)
        await asyncio.to_thread(_put, f"{self._address}{place.upload_url}", name, content, self._cookies)
        state = WidgetState(id=self._ids[key])
        state.file_uploader_state_value.uploaded_file_info.append(
            UploadedFileInfo(name=name, size=len(content), file_id=place.file_id, file_urls=place)
        )
        self._states[state.id] = state
        return await self._run()

    async def _place_for(self, name: str) -> FileURLs:
        asked = BackMsg()
        asked.file_urls_request.CopyFrom(
            FileURLsRequest(request_id="1", file_names=[name], session_id=self._session)
        )
        await self._socket.send(asked.SerializeToString())
        async for message, _ in self._messages():
            if message.WhichOneof("type") == "file_urls_response":
                return message.file_urls_response.file_urls[0]
        raise ConnectionError("The server named no place for the file")

    async def _run(self) -> Run:
        asked, run, shown = BackMsg(), Run(), set[str]()
        client = asked.rerun_script
        client.query_string, client.page_script_hash = self._query, self._page
        client.widget_states.widgets.extend(self._states.values())
        client.cached_message_hashes.extend(self._kept)
        client.context_info.timezone, client.context_info.color_scheme = "UTC", "light"
        start = time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        async for message, size in self._messages():
            run.received += size
            if message.WhichOneof("type") == "script_finished":
                run.seconds = time.perf_counter() - start
                self._judge(message, run)
                break
            self._take(message, run, shown)
        self._states = {id_: state for id_, state in self._states.items() if id_ in shown}
        self._kept = {hash_: (age + 1, one) for hash_, (age, one) in self._kept.items() if age < KEPT_RUNS}
        return run

    async def _messages(self) -> AsyncIterator[tuple[ForwardMsg, int]]:
        async for raw in self._socket:
            assert isinstance(raw, bytes)
            yield ForwardMsg.FromString(raw), len(raw)
        raise ConnectionError("The server closed the connection")

    def _judge(self, message: ForwardMsg, run: Run) -> None:
        how = ForwardMsg.ScriptFinishedStatus.Name(message.script_finished)
        if how != "FINISHED_SUCCESSFULLY":
            run.faults.append(how)

    def _take(self, message: ForwardMsg, run: Run, shown: set[str]) -> None:
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            self._take(self._kept[message.ref_hash][1], run, shown)
        elif kind == "new_session":
            self._session = message.new_session.initialize.session_id
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "navigation":
            self._page = message.navigation.page_script_hash
        elif kind == "delta":
            if message.metadata.cacheable:
                self._kept[message.hash] = (0, message)
            self._draw(message, run, shown)

    def _draw(self, message: ForwardMsg, run: Run, shown: set[str]) -> None:
        delta = message.delta
        if delta.add_block.id.endswith(FAILED):
            run.faults.append("the page says that something failed")
        element = delta.new_element
        kind = element.WhichOneof("type") or ""
        drawn = getattr(element, kind) if kind else element
        if kind == "exception":
            run.faults.append(f"{drawn.type}: {drawn.message}")
        elif kind == "markdown" and "** " in drawn.body and " selected.**" in drawn.body:
            run.said = drawn.body
        elif kind == "page_link" and message.metadata.delta_path[0] == 1:
            self._links[drawn.label] = (drawn.page_script_hash, drawn.query_string)
        elif hasattr(drawn, "id") and drawn.id:
            self._ids[drawn.id.split("-", 2)[-1]] = drawn.id
            shown.add(drawn.id)
            if kind in WIDGETS and (drawn.set_value or drawn.id not in self._states):
                self._states[drawn.id] = _state(kind, drawn)
                self._options[drawn.id] = list(_labels(kind, drawn))


def _state(kind: str, widget: Any) -> WidgetState:
    """The value that a widget shows when it is drawn, as the page reports it at the next click."""
    state, labels = WidgetState(id=widget.id), list(_labels(kind, widget))
    if kind == "text_input":
        state.string_value = widget.value if widget.set_value else widget.default
    elif kind in ("selectbox", "radio"):
        default = labels[widget.default] if widget.HasField("default") else ""
        value = widget.raw_value if widget.set_value else default
        if value:
            state.string_value = value
    else:
        values = widget.raw_values if widget.set_value else [labels[place] for place in widget.default]
        state.string_array_value.data.extend(values)
    return state


def _labels(kind: str, widget: Any) -> Iterator[str]:
    if kind == "button_group":
        yield from (option.content for option in widget.options)
    elif kind != "text_input":
        yield from widget.options


@asynccontextmanager
async def visit(address: str) -> AsyncIterator[Visitor]:
    """A connection to the server at ``http://host:port``, as its page would open it: cookies, but no pings."""
    cookies = await asyncio.to_thread(_cookies, address)
    async with connect(
        f"ws{address.removeprefix('http')}/_stcore/stream", origin=Origin(address), max_size=None,
        subprotocols=[Subprotocol("streamlit")], additional_headers={"Cookie": cookies}, open_timeout=60,
        ping_interval=None,
    ) as socket:  # fmt: skip
        yield Visitor(socket, address, cookies)


def _cookies(address: str) -> str:
    with urlopen(f"{address}/_stcore/health", timeout=60) as answer:
        given = SimpleCookie("; ".join(answer.headers.get_all("Set-Cookie", [])))
    return "; ".join(f"{name}={morsel.value}" for name, morsel in given.items())


def _put(place: str, name: str, content: bytes, cookies: str) -> None:
    edge = uuid4().hex
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    token = SimpleCookie(cookies)["_streamlit_xsrf"].value
    asked = Request(place, b"".join((head.encode(), content, f"\r\n--{edge}--\r\n".encode())), method="PUT")
    asked.add_header("Content-Type", f"multipart/form-data; boundary={edge}")
    asked.add_header("Cookie", cookies)
    asked.add_header("X-Xsrftoken", token)
    with urlopen(asked, timeout=120):
        pass
