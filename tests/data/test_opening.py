"""One file from a reader: what it is taken for, and a whole data set as a zip or as files."""

import io
import zipfile

import pytest

from data.flat.template import template_csv, template_xlsx
from data.opening import OWN, WHOLE, guesses, open_any, open_folder
from data.problems import DataSetError
from data.schema import TABLES
from tests.conftest import DEFAULT_DATA

FILES = {path.name: path.read_bytes() for path in DEFAULT_DATA.iterdir() if path.is_file()}


def zipped(files):
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return sink.getvalue()


def open_zip(files):
    return open_any(zipped(files), "mine.zip", WHOLE, {})


@pytest.mark.parametrize("folder", ["", "data/azerbaijan-israel/"])
def test_the_default_data_set_comes_back_from_a_zip_as_it_is(dataset, folder):
    files = {f"{folder}{name}": content for name, content in FILES.items()}
    whole = zipped(files | {"__MACOSX/._events.csv": b"\0", "README": b"x"})
    assert guesses(whole)[0] == (WHOLE, 1.0)
    one = open_any(whole, "mine.zip", WHOLE, {})
    again = one.dataset(dataset.about.dyad)
    assert (again.version, again.about, again.history) == (dataset.version, dataset.about, dataset.history)
    assert again.events.equals(dataset.events)
    assert (one.read, one.set_aside) == (sum(len(getattr(dataset, name)) for name in TABLES), 0)
    with pytest.raises(KeyError):
        one.dataset(("AZE", "TUR"))


def test_the_files_can_come_without_an_archive(dataset):
    assert open_folder(FILES, "mine").only.version == dataset.version


def test_paths_that_lead_elsewhere_do_no_harm(dataset, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    bad = {
        "../../escaped.csv": b"x",
        "../about.csv": b"x",
        "/etc/sources.parquet": b"x",
        "C:\\events.csv": b"x",
    }
    assert open_zip(FILES | bad).only.version == dataset.version
    assert not [*tmp_path.parent.glob("*.csv")]


def test_a_broken_data_set_gives_every_problem_of_the_checker():
    broken = {name: content for name, content in FILES.items() if name not in ("about.toml", "claims.csv")}
    broken["events.csv"] = broken["events.csv"].replace(b",recognition,", b",recogniton,", 1)
    with pytest.raises(DataSetError, match=r"^mine\.zip: ") as caught:
        open_zip(broken)
    told = [(p.file, p.column, p.hint) for p in caught.value.problems]
    assert ("about.toml", "", "") in told
    assert ("claims.csv", "", "") in told
    assert ("events.csv", "event_type", "recognition") in told


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (zipped({"a/events.csv": b"", "b/events.csv": b""}), r"one data set.*found: a, b"),
        (zipped({"x.csv": b""}), r"found: none"),
        (b"PK\x03\x04 and nothing more", "cannot be unpacked"),
        (zipped(FILES)[:-40], "cannot be unpacked"),
    ],
    ids=["two", "none", "no zip", "cut"],
)
def test_an_archive_that_is_no_data_set_is_refused(content, why):
    with pytest.raises(ValueError, match=why):
        open_any(content, "mine.zip", WHOLE, {})


@pytest.mark.parametrize("content", [template_csv(), template_xlsx()], ids=["csv", "xlsx"])
def test_a_template_is_recognised(content):
    assert guesses(content)[0][0] == OWN
    assert open_any(content, "mine", OWN, {}).read == 2


def test_a_table_with_one_needed_column_missing_is_asked_about():
    assert 0 < dict(guesses(b"date,title,actors\n2023,x,Israel\n"))[OWN] < 0.5


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x89PNG\0\0", b"hello", b"{}"])
def test_what_is_nothing_is_taken_for_nothing(content):
    assert guesses(content) == []


def test_the_events_of_an_extract_are_no_template():
    with pytest.raises(DataSetError) as caught:
        open_any(FILES["events.csv"], "events.csv", OWN, {})
    assert "actors" in {problem.column for problem in caught.value.problems}


def test_an_archive_behind_other_bytes_is_none():
    content = b"date,event_type,actors\n" + zipped({"events.csv": b"event_id\n"})
    assert zipfile.is_zipfile(io.BytesIO(content))
    assert WHOLE not in dict(guesses(content))
    with pytest.raises(ValueError, match="is no zip archive"):
        open_any(content, "a.csv", WHOLE, {})
