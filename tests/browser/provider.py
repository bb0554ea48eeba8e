"""A real OpenID provider on this machine, which signs in whoever says a name."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.browser.harness import START_DEADLINE, ServerError, free_port

SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{secret}"
client_id = "rapport"
client_secret = "secret"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[access]
allowed = ["@ministry.example"]
folder = "{folder}"
"""


@contextmanager
def running_provider() -> Iterator[str]:
    """Run the provider in a process of its own and yield its address; raises ServerError when it stays silent."""
    address = f"http://127.0.0.1:{free_port()}"
    where = ["--host", "127.0.0.1", "--port", address.rpartition(":")[2]]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", *where]
    provider = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(address, provider)
        yield address
    finally:
        provider.terminate()
        provider.wait(timeout=10)


def _await(address: str, provider: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_DEADLINE
    while provider.poll() is None and time.monotonic() < deadline:
        try:
            httpx.get(f"{address}/.well-known/openid-configuration")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise ServerError("The OpenID provider did not start.")


def closed_to_strangers(folder: Path, provider: str) -> list[str]:
    """The options with which the dashboard is closed and trusts this provider; what it keeps goes below `folder`."""
    file = folder / "secrets.toml"
    secret = "0123456789abcdef" * 2
    file.write_text(
        SECRETS.format(secret=secret, provider=provider, folder=folder / "state"), encoding="utf-8"
    )
    return ["--secrets.files", str(file)]
