"""The server after SIGTERM: sessions are let go, answers under way arrive, a reader who sleeps is not waited for."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.browser.harness import PROJECT, free_port, is_healthy
from ui.ending import PATIENCE
from ui.plotlyjs import ADDRESS

MOST = 60.0


@pytest.fixture
def server(tmp_path):
    """A dashboard of its own, to be ended; its process and address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=PROJECT, stdout=log, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + MOST
        while not is_healthy(address) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.1)
        yield process, address
        process.kill()
        process.wait()


def reader(address: str) -> socket.socket:
    """Somebody who has asked for the largest file there is and has read only how its answer begins."""
    place = urlsplit(address)
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(MOST)
    connection.connect((place.hostname, place.port))
    connection.sendall(f"GET /{ADDRESS} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
    assert connection.recv(12) == b"HTTP/1.1 200"
    return connection


def rest_of(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(1 << 16), b""))


def test_readers_are_served_or_left_but_never_waited_for(server):
    process, address = server
    question = BackMsg()
    question.rerun_script.query_string = ""
    stream = address.replace("http", "ws") + "/_stcore/stream"
    with (
        connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=None) as session,
        reader(address),
        reader(address) as awake,
    ):
        session.send(question.SerializeToString())
        session.recv(timeout=MOST)
        process.send_signal(signal.SIGTERM)
        since = time.monotonic()
        head, _, body = rest_of(awake).partition(b"\r\n\r\n")
        assert process.wait(MOST) == -signal.SIGTERM
        assert time.monotonic() - since < PATIENCE + 10
    assert f"content-length: {len(body)}".encode() in head.lower()
    assert len(body) > 1_000_000
