"""A folder changes in one step, wherever the change is broken off."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from data.conversion.publishing import publish
from tests.data.conversion.archive import ROOT

STEPS = ("mkdir", "write", "rename", "unlink", "symlink_to", "replace", "rmtree")


def fill(folder: Path, text: str) -> None:
    for name in ("one", "two"):
        (folder / name).write_text(text, encoding="utf-8")


def content(out: Path) -> tuple[str, str]:
    return (out / "one").read_text(encoding="utf-8"), (out / "two").read_text(encoding="utf-8")


@pytest.fixture
def out(tmp_path) -> Path:
    publish(tmp_path / "set", lambda folder: fill(folder, "old"))
    return tmp_path / "set"


def test_a_first_and_a_second_result(out):
    assert content(out) == ("old", "old")
    publish(out, lambda folder: fill(folder, "new"))
    assert content(out) == ("new", "new")
    assert {path.name for path in out.parent.iterdir()} == {"set", ".set.2"}


@pytest.mark.parametrize("step", STEPS)
def test_whatever_fails_leaves_the_old_or_the_new(out, monkeypatch, step):
    def fail(*_: object, **__: object) -> None:
        raise OSError(step)

    with monkeypatch.context() as patch:
        if step == "rmtree":
            patch.setattr(shutil, step, fail)
        elif step != "write":
            patch.setattr(Path, step, fail)
        with pytest.raises(OSError, match=step):
            publish(out, fail if step == "write" else lambda folder: fill(folder, "new"))
    assert content(out) == ("old", "old")
    publish(out, lambda folder: fill(folder, "newer"))
    assert content(out) == ("newer", "newer")
    assert [path.name for path in out.parent.iterdir() if path.is_dir() and not path.is_symlink()] != []
    assert len([*out.parent.iterdir()]) == 2


KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from data.conversion.publishing import publish

out, step, when = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
def deadly(old):
    def call(*given, **more):
        if when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        old(*given, **more)
        os.kill(os.getpid(), signal.SIGKILL)
    return call
def write(folder):
    (folder / "one").write_text("new")
    if step == "write":
        os.kill(os.getpid(), signal.SIGKILL)
    (folder / "two").write_text("new")
home = shutil if step == "rmtree" else Path
if step != "write":
    setattr(home, step, deadly(getattr(home, step)))
publish(out, write)
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_run_that_is_killed_at_any_step_leaves_the_old_or_the_new(out, step, when):
    killed = subprocess.run([sys.executable, "-c", KILLED, str(out), step, when], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    new = (step, when) == ("replace", "after")
    assert content(out) == (("new", "new") if new else ("old", "old"))
    publish(out, lambda folder: fill(folder, "newer"))
    assert content(out) == ("newer", "newer")
    assert len([*out.parent.iterdir()]) == 2


def test_a_folder_or_a_link_that_people_made_stays(tmp_path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    fill(theirs, "precious")
    (tmp_path / "link").symlink_to(theirs)
    for out in (theirs, tmp_path / "link"):
        with pytest.raises(FileExistsError, match="no conversion made it"):
            publish(out, lambda folder: fill(folder, "new"))
    assert content(theirs) == content(tmp_path / "link") == ("precious", "precious")


def test_brackets_in_a_name_are_letters(tmp_path):
    for text in ("old", "new"):
        publish(tmp_path / "set[1]", partial(fill, text=text))
    assert content(tmp_path / "set[1]") == ("new", "new")
    assert len([*tmp_path.iterdir()]) == 2
