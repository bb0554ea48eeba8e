"""Releases the data set of a folder: ``python -m data.release FOLDER [NOTE]``.

Appends its version to ``releases.csv`` and its new ids to ``ids.csv``, and writes ``datapackage.json`` anew.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from data.about import About
from data.check import load_checked
from data.package import FILE, text_of
from data.problems import DataSetError
from data.reading import Tables, read_history
from data.releases import ids_of, release_problems, version_of
from data.schema import HISTORY


def release(folder: Path, note: str) -> str:
    """Releases the version that ``about.toml`` names, and says in a sentence what was done.

    Nothing is written for a version that is released already with the same content. Raises DataSetError when the
    data set breaks a rule, when the version is released with other content, and when an earlier id is gone.
    """
    about, tables = load_checked(folder)
    history, hash_ = read_history(folder)[0], version_of(folder)
    problems = release_problems(history, about, tables, hash_)
    if problems:
        raise DataSetError(folder.name, problems)
    if history and about.version in set(history["releases"]["version"]):
        return f"Version {about.version} ({hash_}) is released already."
    _append(folder, "releases", [[about.version, about.released, hash_, note]])
    _append(folder, "ids", _new_ids(about, tables, history))
    (folder / FILE).write_text(text_of(folder), encoding="utf-8")
    return f"Released version {about.version} ({hash_}) of {about.title}."


def _new_ids(about: About, tables: Tables, history: Tables) -> list[list[str]]:
    known = set(zip(history["ids"]["table"], history["ids"]["id"], strict=True)) if history else set()
    return [[table, id_, about.version, "", ""] for table, id_ in ids_of(tables) if (table, id_) not in known]


def _append(folder: Path, name: str, rows: list[list[str]]) -> None:
    path = folder / f"{name}.csv"
    fresh = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerows([HISTORY[name].columns, *rows] if fresh else rows)


def main(arguments: list[str]) -> int:
    """Releases the folder; the exit status is 0 only when its version is released afterwards."""
    if len(arguments) not in (1, 2):
        print("usage: python -m data.release FOLDER [NOTE]", file=sys.stderr)
        return 2
    try:
        print(release(Path(arguments[0]), "".join(arguments[1:])))
    except DataSetError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
