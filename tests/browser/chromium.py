"""Where is the Chromium of this machine? Playwright drives it; no browser of Playwright's own is ever fetched."""

import os
import shutil
import subprocess
import sys

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
HELP = """No Chromium or Chrome was found; the browser tests and the screenshots need one.
  Debian, Ubuntu:  sudo apt-get install chromium
  Fedora:          sudo dnf install chromium
  macOS:           install Google Chrome or Chromium into /Applications
Or say where it is: make test CHROMIUM=/path/to/chromium"""


class ChromiumNotFoundError(RuntimeError):
    """There is no browser to drive; the message says what to install."""


def find_chromium() -> str:
    """Return the path of a browser that starts; the variable CHROMIUM overrides the search.

    Raises ChromiumNotFoundError when no candidate answers to `--version`.
    """
    override = os.environ.get("CHROMIUM")
    candidates = [override] if override else [*COMMANDS, *MAC_APPLICATIONS]
    for candidate in candidates:
        path = shutil.which(candidate)
        if path and _answers(path):
            return path
    if override:
        raise ChromiumNotFoundError(
            f"CHROMIUM is set to {override!r}, which is not a browser that starts.\n{HELP}"
        )
    raise ChromiumNotFoundError(HELP)


def _answers(path: str) -> bool:
    """Tell a browser from the place-holder that some systems put in its stead."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def install_on_debian() -> None:
    """Install Chromium where this may be done without asking: as root on a Debian-like machine.

    Nothing is installed for somebody who named a browser and was wrong about its path.
    """
    if os.environ.get("CHROMIUM") or shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]):
        subprocess.run(command, env=environment, check=True)


def main() -> int:
    """Print the browser's path, after installing one if need be; return the exit status."""
    try:
        print(find_chromium())
    except ChromiumNotFoundError:
        try:
            install_on_debian()
            print(find_chromium())
        except (ChromiumNotFoundError, subprocess.CalledProcessError) as error:
            print(error if isinstance(error, ChromiumNotFoundError) else f"{error}\n{HELP}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
