"""The servers that are measured: processes of the dashboard, behind nginx where there are several."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

import psutil

PROJECT = Path(__file__).parent.parent
START_DEADLINE = 90.0


@dataclass(frozen=True)
class Servers:
    """Where to knock, and the processes behind the door."""

    address: str
    processes: list[psutil.Process]

    def memory(self) -> float:
        """Megabytes of all processes, those that read files included."""
        return sum(each.memory_info().rss for each in self._all()) / 1e6

    def processor_seconds(self) -> float:
        """Seconds of a processor that the dashboard's own processes have taken so far."""
        return sum(sum(each.cpu_times()[:2]) for each in self.processes)

    def _all(self) -> Iterator[psutil.Process]:
        for process in self.processes:
            yield process
            yield from process.children(recursive=True)


@contextmanager
def serving(processes: int) -> Iterator[Servers]:
    """Starts as many processes as asked for on free ports of this machine; all end with the block."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        ports = [free_port() for _ in range(processes)]
        started = [stack.enter_context(_dashboard(port, folder / f"{port}.log")) for port in ports]
        address = f"http://127.0.0.1:{ports[0]}"
        if processes > 1:
            address = f"http://127.0.0.1:{stack.enter_context(_proxy(ports, folder))}"
        yield Servers(address, [psutil.Process(each.pid) for each in started])


def free_port() -> int:
    """A port of this machine on which nothing listens at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def _dashboard(port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with _running(command, log, f"http://127.0.0.1:{port}") as process:
        yield process


@contextmanager
def _proxy(ports: list[int], folder: Path) -> Iterator[int]:
    """The example of ``deploy/nginx.conf`` with these ports and without what only a public server has."""
    nginx, port = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"), free_port()
    if nginx is None:
        raise SystemExit("Several processes need nginx in front of them: apt-get install nginx-light")
    settings = folder / "nginx.conf"
    settings.write_text(
        _on_loopback((PROJECT / "deploy" / "nginx.conf").read_text("utf-8"), ports, port, folder)
    )
    command = [nginx, "-p", str(folder), "-c", str(settings), "-g", "daemon off;"]
    with _running(command, folder / "nginx.log", f"http://127.0.0.1:{port}"):
        yield port


def _on_loopback(example: str, ports: list[int], port: int, folder: Path) -> str:
    """The example as a whole configuration: one door without TLS, on this machine only."""
    servers = "\n".join(f"    server 127.0.0.1:{each};" for each in ports)
    text = re.sub(r"(?:^    server 127\.0\.0\.1:\d+.*\n)+", f"{servers}\n", example, flags=re.MULTILINE)
    text = re.sub(r"^# redirect\n.*?^}\n", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^ *(ssl_|add_header Strict|listen \[).*\n", "", text, flags=re.MULTILINE)
    text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{port}").replace("; Secure", "")
    places = [
        f"{kind}_temp_path {folder / kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    ]
    head = [f"pid {folder / 'nginx.pid'};", "error_log stderr;", "events { worker_connections 2048; }"]
    return "\n".join([*head, "http {", "access_log off;", *places, text, "}\n"])


@contextmanager
def _running(command: list[str], log: Path, address: str) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=PROJECT, stdout=output, stderr=subprocess.STDOUT)
        try:
            if not _becomes_healthy(process, address):
                raise SystemExit(f"{' '.join(command)} did not start:\n{log.read_text('utf-8')}")
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _becomes_healthy(process: subprocess.Popen[bytes], address: str) -> bool:
    deadline = time.monotonic() + START_DEADLINE
    while process.poll() is None and time.monotonic() < deadline:
        if _is_healthy(address):
            return True
        time.sleep(0.1)
    return False


def _is_healthy(address: str) -> bool:
    """The body tells it: paths that do not exist are answered with 200 and the page."""
    try:
        with urlopen(f"{address}/_stcore/health", timeout=5) as answer:
            return bool(answer.read() == b"ok")
    except (URLError, OSError):
        return False
