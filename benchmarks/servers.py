"""The servers that are measured: processes of the dashboard, behind nginx where there are several."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.browser.harness import answering, free_port

PROJECT = Path(__file__).parent.parent


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


@contextmanager
def _dashboard(port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with answering(command, f"http://127.0.0.1:{port}", log) as process:
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
    with answering(command, f"http://127.0.0.1:{port}", folder / "nginx.log"):
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
