"""Folders that need not lie on this machine: of a URL (``s3://bucket/folder``) the files are copied for a while.

fsspec reads the storages, each with a package of its own (``s3fs`` for ``s3://``); where they lie and who asks is told
to it by the environment.
"""

from __future__ import annotations

import re
from atexit import register
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory


class StorageError(Exception):
    """A folder cannot be read from here: which, why, and what to do."""

    def __init__(self, folder: str, why: str):
        super().__init__(folder, why)  # both, so that it travels from a worker
        self.folder, self.why = folder, why

    def __str__(self) -> str:
        return f"{self.folder} {self.why}."


def is_url(folder: str) -> bool:
    """Whether a folder is named by a URL."""
    return "://" in folder


def below(folder: str, *names: str) -> str:
    """The name of what lies below a folder; the same on every machine that has the folder."""
    return "/".join([folder.rstrip("/"), *names]) if is_url(folder) else str(Path(folder, *names).resolve())


@contextmanager
def at_hand(folder: str) -> Iterator[Path]:
    """The folder on this machine. Of a URL a copy of its files, without folders below it, that is gone afterwards.

    StorageError when it is not there or cannot be copied.
    """
    if not is_url(folder):
        if not Path(folder).is_dir():
            raise StorageError(
                folder,
                "is no folder on this machine; mount it under this path on every machine, or name it by a URL",
            )
        yield Path(folder)
        return
    with TemporaryDirectory(prefix="shard-of-rapport-") as own:
        copy = Path(own) / folder.rstrip("/").rpartition("/")[2]
        copy.mkdir()
        try:
            _copy(folder, copy)
        except Exception as error:  # each storage has errors of its own
            raise StorageError(_shown(folder), f"cannot be read: {_why(folder, error)}") from error
        yield copy


@cache
def local(folder: str) -> Path:
    """What of a URL lies in its folder itself, copied once for the life of the process; StorageError as ``at_hand``."""
    with ExitStack() as stack:
        copy = stack.enter_context(at_hand(folder))
        register(stack.pop_all().close)
    _origins[copy] = folder
    return copy


def origin(folder: Path) -> str:
    """The URL of which a folder is such a copy, or its own path."""
    return _origins.get(folder, str(folder))


_origins: dict[Path, str] = {}


def _copy(url: str, to: Path) -> None:
    from fsspec.core import url_to_fs  # noqa: PLC0415 – comes with what a cluster needs

    storage, path = url_to_fs(url)
    storage.invalidate_cache()  # what lay there before may have changed
    found = [one["name"] for one in storage.ls(path, detail=True) if one["type"] == "file"]
    names = [name for name in found if not name.endswith("/")]
    if not names:
        raise FileNotFoundError(url)
    storage.get(names, [str(to / Path(name).name) for name in names])


def _shown(url: str) -> str:
    return re.sub(r"//[^/@]*@", "//", url)  # a password stays unsaid


def _why(url: str, error: Exception) -> str:
    kind = url.partition("://")[0]
    match error:
        case ModuleNotFoundError(name="fsspec"):
            return "a URL needs the package fsspec; install it with make setup-cluster"
        case ImportError():
            return f"{error}; install that package here and where the workers run"
        case FileNotFoundError():
            return "there is no such bucket or folder; mend the address, or copy the data there"
        case PermissionError():
            return f"access is denied ({error}); give this machine the right to list and read it"
        case ValueError() if "Protocol not known" in str(error):
            return f"no storage is called {kind}://; s3://, gs://, https:// and file:// are some"
    return f"{type(error).__name__}: {error}; look at the address, the keys and the network of this machine"
