"""Columns in temporary files: the same values, only to be read, and nothing left behind."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from data import mapped as module
from data.mapped import mapped
from tests.shards import same

N = 20_000


@dataclass(frozen=True)
class Holder:
    """Something that is kept."""

    name: str
    numbers: np.ndarray
    inner: Any = None


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    """The folder for temporary files; columns of any size are mapped."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(module, "LARGE", 1)
    return tmp_path


def is_mapped(array: np.ndarray) -> bool:
    return module._is_mapped(array)


def table() -> pd.DataFrame:
    numbers = np.arange(N)
    return pd.DataFrame(
        {
            "text": pd.Series([f"ə{number}" if number % 3 else "" for number in numbers], dtype="str"),
            "empty": pd.Series([""] * N, dtype="str"),
            "class": pd.Categorical.from_codes(numbers % 3 - 1, pd.Index(["a", "b"])),
            "number": numbers.astype(np.int32), "flag": numbers % 2 == 0,
            "day": pd.Series(numbers.astype("datetime64[D]").astype("datetime64[s]")).where(numbers % 5 > 0),
        },
        index=numbers * 2,
    )  # fmt: skip


def test_a_table_says_the_same_and_takes_no_memory(folder):
    known = table()
    known.loc[4, "text"] = None
    found = mapped(known)
    pd.testing.assert_frame_equal(found, known)
    assert all(is_mapped(found[name].to_numpy()) for name in ("number", "flag", "day"))
    assert is_mapped(found["class"].array.codes)
    assert [*folder.iterdir()] == []
    same(found.take([3, 1]), known.take([3, 1]))
    assert mapped(found["number"].to_numpy()) is not known["number"].to_numpy()


def test_what_holds_columns_is_gone_through():
    one, two = np.arange(N), np.arange(2 * N, dtype=np.int8).reshape(2, N)
    matrix = sparse.csr_array(np.eye(100, dtype=np.int32))
    kept = mapped({"a": (one, "word", None), "b": Holder("b", two, Holder("c", two[:, ::2])), "m": matrix})
    found, word, none = kept["a"]
    assert (found.tolist(), word, none) == (one.tolist(), "word", None)
    assert kept["b"].numbers.tolist() == two.tolist()
    assert kept["b"].inner.numbers.tolist() == two[:, ::2].tolist()
    assert (kept["m"] != matrix).nnz == 0
    assert all(map(is_mapped, (found, kept["b"].numbers, kept["b"].inner.numbers, kept["m"].data)))
    with pytest.raises(ValueError, match="read-only"):
        found[0] = 1


def test_what_is_small_or_mapped_or_excepted_stays_what_it_is(monkeypatch):
    holder = Holder("a", np.arange(N))
    assert mapped((holder, 1), but=holder)[0] is holder
    there = mapped(holder)
    assert mapped(there) is there
    objects = np.array(["a", None], dtype=object)
    assert mapped(objects) is objects
    monkeypatch.setattr(module, "LARGE", 1 << 30)
    assert mapped(holder) is holder


def test_a_folder_that_takes_no_files_costs_memory_only(folder, monkeypatch, caplog):
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "gone"))
    known = table()
    assert mapped(known) is known
    assert "Kept in memory, as no temporary file can be written" in caplog.text


def test_nothing_is_mapped_of_nothing():
    same(mapped(table()[:0]), table()[:0])
    assert mapped(()) == ()
