"""Who may come in: the sections ``[auth]`` and ``[access]`` of ``.streamlit/secrets.toml``, read when Rapport starts.

Without ``[auth]`` everybody who reaches the server may read. With it nobody may who has not signed in, and a setting
that is missing or unclear stops the start: a server that was meant to be closed never opens by mistake.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

CALLBACK = "/oauth2callback"
SHORTEST_SECRET = 32
HOURS = 12
_NEEDED = ("client_id", "client_secret", "server_metadata_url")


class AccessError(SystemExit):
    """Rapport does not start; the message says which setting to mend."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"Rapport does not start: {sentence}")


@dataclass(frozen=True, eq=False)
class Access:
    """What a closed server goes by.

    ``clients`` is provider → client id; ``origin`` is the public scheme and host; ``allowed`` holds addresses and, with
    a leading ``@``, domains, all in lower case, and admits everybody whom the provider knows when it is empty.
    ``folder`` is where sessions and tokens are kept, ``lasts`` how long one signing in holds.
    """

    clients: Mapping[str, str]
    origin: str
    secret: str
    allowed: frozenset[str]
    folder: Path
    lasts: timedelta

    def admits(self, address: str) -> bool:
        """Whether the list of addresses and domains lets this address in."""
        address = address.lower()
        domain = f"@{address.rpartition('@')[2]}"
        return not self.allowed or address in self.allowed or ("@" in address and domain in self.allowed)


@cache
def access() -> Access | None:
    """The settings; None for a server that is open to whoever reaches it. Raises AccessError."""
    return read_access(_sections())


def read_access(sections: Mapping[str, Any]) -> Access | None:
    """The settings in these sections; raises AccessError where they leave in doubt who may come in."""
    auth, own = sections.get("auth", {}), sections.get("access", {})
    if not auth:
        if own:
            raise AccessError("secrets.toml has [access] but no [auth], so that nobody could sign in.")
        return None
    for library in ("authlib", "httpx2"):
        if find_spec(library) is None:
            raise AccessError("signing in needs what `make setup-auth` installs.")
    return Access(
        clients=_clients(auth), origin=_origin(auth), secret=_secret(auth), allowed=_allowed(own),
        folder=_folder(own), lasts=_lasts(own),
    )  # fmt: skip


def _sections() -> Mapping[str, Any]:
    files = [Path(file) for file in st.get_option("secrets.files")]
    if st.secrets.load_if_toml_exists():
        return {name: st.secrets[name] for name in ("auth", "access") if name in st.secrets}
    if any(file.exists() for file in files):
        raise AccessError("secrets.toml is there and cannot be read.")
    return {}


def _clients(auth: Mapping[str, Any]) -> dict[str, str]:
    named = {name: part for name, part in auth.items() if isinstance(part, Mapping) and "client_id" in part}
    sections = named | ({"default": auth} if "client_id" in auth else {})
    if not sections:
        raise AccessError("[auth] names no client_id.")
    for name, part in sections.items():
        missing = [key for key in _NEEDED if not part.get(key)]
        if missing:
            raise AccessError(f"[auth] says no {' and no '.join(missing)} for the provider “{name}”.")
    return {name: str(part["client_id"]) for name, part in sections.items()}


def _origin(auth: Mapping[str, Any]) -> str:
    address = str(auth.get("redirect_uri", "")).replace("{port}", str(st.get_option("server.port")))
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or not parts.path.endswith(CALLBACK):
        raise AccessError(f"redirect_uri of [auth] has to be a whole address that ends with {CALLBACK}.")
    if not is_host_allowed(parts.netloc):
        raise AccessError(
            "server.allowedHosts does not name the host of redirect_uri, so that nobody would get in."
        )
    return f"{parts.scheme}://{parts.netloc}"


def _secret(auth: Mapping[str, Any]) -> str:
    secret = str(auth.get("cookie_secret", ""))
    if len(secret) < SHORTEST_SECRET:
        raise AccessError(f"cookie_secret of [auth] has to have {SHORTEST_SECRET} random characters or more.")
    return secret


def _allowed(own: Mapping[str, Any]) -> frozenset[str]:
    listed = own.get("allowed", [])
    if isinstance(listed, str) or not all(isinstance(entry, str) and "@" in entry for entry in listed):
        raise AccessError(
            "allowed of [access] is a list of addresses and of domains such as “@ministry.example”."
        )
    if "allowed" in own and not listed:
        raise AccessError("allowed of [access] is empty; leave it out to let in all whom the provider knows.")
    return frozenset(entry.strip().lower() for entry in listed)


def _folder(own: Mapping[str, Any]) -> Path:
    folder = Path(str(own.get("folder", "")))
    if not folder.is_absolute():
        raise AccessError(
            "folder of [access] has to name, with its whole path, where sessions and tokens are kept."
        )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise AccessError(f"the folder of [access] cannot be made: {error.strerror}.") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise AccessError("the folder of [access] cannot be written to.")
    return folder


def _lasts(own: Mapping[str, Any]) -> timedelta:
    hours = own.get("hours", HOURS)
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not 0 < hours <= 24 * 30:
        raise AccessError("hours of [access] is how long one signing in holds: more than 0, at most 720.")
    return timedelta(hours=hours)
