"""Where a conversion keeps what it has, so that a killed run goes on and its result appears in one step."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from data.conversion.work import Order, Part


class Parts:
    """Parts of input files that were read already, in a folder beside the result.

    A part belongs to one file in one state (path, size, time of change) and one order; anything else is read again.
    """

    def __init__(self, out: Path, order: Order) -> None:
        self._folder = out.with_name(f".{out.name}.parts")
        self._order = repr(order)
        self._folder.mkdir(parents=True, exist_ok=True)

    def get(self, path: Path) -> Part | None:
        """The part of a file, or None when it is not there yet."""
        stem = self._stem(path)
        try:
            told = json.loads(stem.with_suffix(".json").read_text(encoding="utf-8"))
            acts, aside = (stem.with_suffix(f".{name}").read_bytes() for name in ("acts", "aside"))
        except FileNotFoundError:
            return None
        return Part(**told, acts=acts, aside=aside)

    def put(self, path: Path, part: Part) -> None:
        """Keeps a part; the description comes last, so that a part is there as a whole or not at all."""
        stem = self._stem(path)
        stem.with_suffix(".acts").write_bytes(part.acts)
        stem.with_suffix(".aside").write_bytes(part.aside)
        told = asdict(replace(part, acts=b"", aside=b""))
        text = json.dumps({name: value for name, value in told.items() if name not in ("acts", "aside")})
        draft = stem.with_suffix(".draft")
        draft.write_text(text, encoding="utf-8")
        draft.replace(stem.with_suffix(".json"))

    def clear(self) -> None:
        """Takes all parts away, when the result stands."""
        shutil.rmtree(self._folder)

    def _stem(self, path: Path) -> Path:
        state = path.stat()
        key = f"{path.resolve()}\0{state.st_size}\0{state.st_mtime_ns}\0{self._order}"
        return self._folder / hashlib.sha256(key.encode()).hexdigest()[:24]


def publish(out: Path, write: Callable[[Path], str]) -> None:
    """Makes ``out`` show a new folder in one step: before it the old result is there, after it the new one.

    ``write`` fills an empty folder and returns the version of what is in it. ``out`` is a link to a folder beside it,
    because a link can be replaced at once and a folder cannot. FileExistsError when ``out`` is something else.
    """
    if out.exists() and not out.is_symlink():
        raise FileExistsError(f"{out} is a folder that no conversion made; give another name or move it away")
    draft = out.with_name(f".{out.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    home = out.with_name(f".{out.name}.{write(draft)}")
    old = out.resolve() if out.is_symlink() else None
    if home != old:
        shutil.rmtree(home, ignore_errors=True)
        draft.rename(home)
    else:  # the same content once more
        shutil.rmtree(draft)
    link = out.with_name(f".{out.name}.link")
    link.unlink(missing_ok=True)
    link.symlink_to(home.name, target_is_directory=True)
    link.replace(out)
    if old and old != home:
        shutil.rmtree(old, ignore_errors=True)
