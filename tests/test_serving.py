"""What keeps fifty readers from waiting: settings that nobody should turn back, and how health is asked for."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1]


def test_no_click_waits_for_watching_files_or_collecting_garbage():
    settings = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["server"]["fileWatcherType"] == "none"
    assert settings["runner"]["postScriptGC"] is False


def test_health_is_read_from_the_body():
    """Paths that do not exist are answered with 200 and the page."""
    told = (PROJECT / "DEPLOY.md").read_text("utf-8")
    assert '/_stcore/health)" = ok' in told
    assert "script-health-check" not in (PROJECT / "deploy" / "nginx.conf").read_text("utf-8")


def test_a_reader_stays_with_one_process():
    proxy = (PROJECT / "deploy" / "nginx.conf").read_text("utf-8")
    assert "hash $rapport_reader consistent;" in proxy
    assert "proxy_set_header Host $http_host;" in proxy
    assert "proxy_set_header Upgrade $http_upgrade;" in proxy


def test_a_wrong_limit_is_told_at_the_start():
    call = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0"]
    wrong = os.environ | {"RAPPORT_MAX_SECONDS": "soon"}
    ended = subprocess.run(
        call, cwd=PROJECT, env=wrong, capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode != 0
    last = (ended.stdout + ended.stderr).strip().splitlines()[-1]
    assert (
        last
        == "Rapport does not start: RAPPORT_MAX_SECONDS is 'soon'; give a whole number from 1 to 999,999,999"
    )
