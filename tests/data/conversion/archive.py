"""A small archive of the field: files of coded events, plain, gzip and zip, and commands over it."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from data.conversion.store import Parts
from data.conversion.work import Order, work
from data.convert import convert
from data.formats.icews import COLUMNS

ROOT = Path(__file__).parents[3]
ORDER = Order("icews", ("AZE", "ISR"))

PARTIES = (
    ("Ilham Aliyev", "Executive,Government", "Azerbaijan"),
    ("Foreign Affairs (Israel)", "Foreign Ministry,Government", "Israel"),
    ("Turkey", "", "Turkey"),
    ("Citizen (Azerbaijan)", "General Population / Civilian / Social", "Azerbaijan"),
)
CODES = (("Consult", "040"), ("Express intent to meet or negotiate", "036"), ("Sign formal agreement", "057"))


def text_of(number: int, rows: int = 12) -> str:
    """A file of ICEWS: of twelve rows two are between Azerbaijan and Israel, the others set aside."""
    lines = ["\t".join(COLUMNS)]
    for row in range(rows):
        source = PARTIES[row % 4]
        target = PARTIES[(row + number) % 4]
        event, code = CODES[row % 3]
        cells = {
            "Event ID": f"{number * 1_000_000 + row}", "Event Date": f"2018-{1 + number % 12:02}-{1 + row % 28:02}",
            "Source Name": source[0], "Source Sectors": source[1], "Source Country": source[2], "Event Text": event,
            "CAMEO Code": code, "Intensity": "1", "Target Name": target[0], "Target Sectors": target[1],
            "Target Country": target[2], "Story ID": f"{number * 10_000 + row // 2}", "Sentence Number": "1",
            "Publisher": "A paper", "City": "Baku", "Country": "Azerbaijan",
        }  # fmt: skip
        lines.append("\t".join(cells.get(column, "") for column in COLUMNS))
    return "\n".join(lines) + "\n"


def write_archive(folder: Path, files: int, rows: int = 12) -> list[Path]:
    """So many files, by turns plain, gzip and zip, in two folders."""
    paths = []
    for number in range(files):
        home = folder / f"part-{number % 2}"
        home.mkdir(parents=True, exist_ok=True)
        content = text_of(number, rows).encode()
        path = home / f"{number:03}.tab{('', '.gz', '.zip')[number % 3]}"
        if path.suffix == ".gz":
            path.write_bytes(gzip.compress(content))
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(f"{number:03}.tab", content)
        else:
            path.write_bytes(content)
        paths.append(path)
    return paths


def convert_here(paths: list[Path], out: Path) -> Path:
    """The data set made in this process alone: no other process has a part in it."""
    parts = Parts(out, ORDER)
    for path in paths:
        parts.put(path, work(str(path), ORDER))
    convert(paths, ORDER, out)
    return out


def command(files: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    """``python -m data.convert`` over a folder of files, as a reader starts it; its lines come through pipes."""
    call = ["-m", "data.convert", "--format", "icews", "--countries", "AZE,ISR", "--out", str(out), *more]
    return subprocess.Popen(
        [sys.executable, *call, str(files / "**" / "*.tab*")], cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip


def lines_until(process: subprocess.Popen[str], number: int) -> list[str]:
    """So many lines of progress; AssertionError when the command ended before.

    Letter by letter: what a buffer took beyond the last line would be missing from what is left to read.
    """
    assert process.stderr
    lines: list[str] = []
    for _ in range(number):
        line = b""
        while not line.endswith(b"\n") and (letter := os.read(process.stderr.fileno(), 1)):
            line += letter
        assert line, f"only {lines}"
        lines.append(line.decode())
    return lines
