"""An archive that all tests of conversion read, and the data set that one process makes of it."""

from pathlib import Path

import pytest

from data.releases import version_of
from tests.data.conversion.archive import convert_here, write_archive

FILES = 12


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    write_archive(folder, FILES, rows=600)
    return folder


@pytest.fixture(scope="module")
def version(archive, tmp_path_factory) -> str:
    """The hash of what one process makes of the archive."""
    out = tmp_path_factory.mktemp("alone") / "set"
    return version_of(convert_here([*archive.rglob("*.tab*")], out))
