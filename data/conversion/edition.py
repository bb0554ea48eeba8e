"""Which code it is: neither parts nor answers of different editions ever come together."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

HOME = Path(__file__).parents[1]
READS = ("formats/*.py", "formats/codes*/*", "conversion/work.py")
COUNTS = ("analysis/**/*.py", "data/**/*.py", "data/vocabularies/*.csv", "requirements.txt")


@cache
def edition() -> str:
    """Twelve hex digits over the code and the code lists that turn a file into acts."""
    return _hash(HOME, READS)


@cache
def counting_edition() -> str:
    """The same over the code, the vocabularies and the libraries that count events."""
    return _hash(HOME.parent, COUNTS)


def _hash(home: Path, patterns: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in home.glob(pattern) if path.is_file()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
