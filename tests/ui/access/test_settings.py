"""A server that was meant to be closed never opens by mistake: unclear settings stop the start."""

from typing import Any

import pytest

from ui.access.settings import AccessError, read_access

AUTH = {
    "redirect_uri": "https://localhost/oauth2callback",
    "cookie_secret": "s" * 32,
    "client_id": "rapport",
    "client_secret": "secret",
    "server_metadata_url": "https://login.example/.well-known/openid-configuration",
}


def settings(tmp_path, auth=(), **own):
    return read_access({"auth": AUTH | dict(auth), "access": {"folder": str(tmp_path)} | own})


def test_without_the_section_the_server_is_open():
    assert read_access({}) is None


def test_addresses_and_domains_are_admitted_in_any_case(tmp_path):
    made = settings(tmp_path, allowed=["@Ministry.example", "guest@elsewhere.example"])
    assert made is not None
    assert made.origin == "https://localhost"
    admitted = ["a@ministry.example", "A@MINISTRY.EXAMPLE", "Guest@elsewhere.example"]
    refused = [
        "a@sub.ministry.example",
        "a@ministry.example.evil",
        "b@elsewhere.example",
        "ministry.example",
        "",
    ]
    assert [address for address in admitted + refused if made.admits(address)] == admitted
    everybody = settings(tmp_path)
    assert everybody is not None
    assert everybody.admits("")


def test_several_providers(tmp_path):
    provider = {key: AUTH[key] for key in ("client_secret", "server_metadata_url")}
    made = settings(tmp_path, {"other": provider | {"client_id": "second"}})
    assert made is not None
    assert made.clients == {"default": "rapport", "other": "second"}


def test_what_is_unclear_stops_the_start(tmp_path):
    used = tmp_path / "a-file"
    used.touch()
    faults: list[tuple[dict[str, Any], dict[str, Any], str]] = [
        ({"client_id": ""}, {}, "client_id"),
        ({"server_metadata_url": ""}, {}, "server_metadata_url"),
        ({"cookie_secret": "short"}, {}, "cookie_secret"),
        ({"redirect_uri": "https://localhost/"}, {}, "redirect_uri"),
        ({"redirect_uri": "/oauth2callback"}, {}, "redirect_uri"),
        ({"redirect_uri": "https://elsewhere.example/oauth2callback"}, {}, "allowedHosts"),
        ({}, {"allowed": "@ministry.example"}, "list"),
        ({}, {"allowed": ["ministry.example"]}, "list"),
        ({}, {"allowed": []}, "empty"),
        ({}, {"folder": ""}, "folder"),
        ({}, {"folder": "state"}, "folder"),
        ({}, {"folder": str(used)}, "folder"),
        ({}, {"hours": 0}, "hours"),
        ({}, {"hours": "12"}, "hours"),
    ]  # fmt: skip
    for auth, own, word in faults:
        with pytest.raises(AccessError, match=word):
            settings(tmp_path, auth, **own)
    with pytest.raises(AccessError, match="no \\[auth\\]"):
        read_access({"access": {"allowed": ["@ministry.example"]}})
