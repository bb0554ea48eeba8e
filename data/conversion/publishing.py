"""A folder that changes in one step: whoever looks finds the old data set or the new one, never half of one."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path


def refuse_foreign(out: Path) -> None:
    """FileExistsError when ``out`` is there and no conversion made it: what people made is never replaced."""
    if not os.path.lexists(out):
        return
    ours = out.is_symlink() and str(out.readlink()) in {home.name for home in _homes(out)}
    if not ours:
        raise FileExistsError(
            f"{out} is there and no conversion made it; give another name, or move it away."
        )


def publish(out: Path, write: Callable[[Path], None]) -> None:
    """Makes ``out`` show what ``write`` puts into an empty folder.

    ``out`` is a link to a numbered folder beside it, because a link can be replaced in one step and a folder cannot.
    Whatever fails or is killed on the way leaves the link as it was. FileExistsError as in ``refuse_foreign``.
    """
    refuse_foreign(out)
    earlier = _homes(out)
    draft = out.with_name(f".{out.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    write(draft)
    number = 1 + max((int(home.name.rpartition(".")[2]) for home in earlier), default=0)
    home = draft.rename(out.with_name(f".{out.name}.{number}"))
    link = out.with_name(f".{out.name}.link")
    link.unlink(missing_ok=True)
    link.symlink_to(home.name, target_is_directory=True)
    link.replace(out)
    for old in earlier:
        shutil.rmtree(old, ignore_errors=True)


def _homes(out: Path) -> list[Path]:
    """The numbered folders of all conversions to ``out``, also of killed ones."""
    name = re.compile(rf"\.{re.escape(out.name)}\.\d+")
    return [path for path in out.parent.iterdir() if name.fullmatch(path.name)] if out.parent.is_dir() else []
