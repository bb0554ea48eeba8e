"""Converting on one machine: the account of every row, broken files, runs that were killed, and the command line."""

from __future__ import annotations

import csv
import gzip
import json
import signal
from collections import Counter
from itertools import pairwise
from pathlib import Path

import psutil
import pytest

from data.check import check
from data.check import main as check_main
from data.conversion import result
from data.conversion.store import BusyError, Parts
from data.conversion.work import Order, work
from data.convert import convert, main, summary
from data.dataset import load
from data.formats.icews import COLUMNS
from data.formats.opening import open_content
from data.formats.registry import FORMATS
from data.problems import DataSetError
from data.releases import version_of
from data.shards import FOLDER, listed, load_shard, load_together
from tests.data.conversion.archive import (
    ORDER,
    command,
    convert_here,
    lines_until,
    text_of,
    write_archive,
)  # fmt: skip
from tests.data.conversion.conftest import FILES
from tests.shards import same


def report_of(out: Path) -> dict:
    return json.loads((out / "report.json").read_text(encoding="utf-8"))


def test_processes_make_what_one_process_makes(archive, version, tmp_path):
    process = command(archive, tmp_path / "set", "--workers", "2")
    out, log = process.communicate()
    assert process.returncode == 0, log
    assert version_of(tmp_path / "set") == version
    assert len(log.splitlines()) == FILES
    assert f"rows read in {FILES} files" in out


def test_every_row_is_accounted_for(tmp_path):
    paths = write_archive(tmp_path / "in", 5)
    convert_here(paths, tmp_path / "set")
    report = report_of(tmp_path / "set")
    assert report["rows_read"] == 60
    assert report["rows_kept"] + sum(report["rows_set_aside"].values()) == 60
    assert [file["file"] for file in report["files"]] == [
        "part-0/000.tab", "part-0/002.tab.zip", "part-0/004.tab.gz", "part-1/001.tab.gz", "part-1/003.tab",
    ]  # fmt: skip
    for file in report["files"]:
        assert file["rows_kept"] + sum(file["rows_set_aside"].values()) == file["rows_read"] == 12
    with (tmp_path / "set" / "set-aside.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    listed = Counter(row["rule"] for row in rows)
    assert listed == report["rows_listed"]
    assert {row["file"] for row in rows} <= {file["file"] for file in report["files"]}


def test_of_one_country_the_dealings_with_all_others_are_kept(tmp_path):
    paths = write_archive(tmp_path / "in", 3)
    convert(paths, Order("icews", ("AZE",)), tmp_path / "set", workers=1)
    data = load(tmp_path / "set")
    assert (data.about.dyad, data.about.per) == (("AZE", "*"), "event")
    assert {"ISR", "TUR"} <= set(data.actors["country"])


def test_a_file_of_which_nothing_is_set_aside_is_converted(tmp_path):
    path = tmp_path / "clean.csv"
    path.write_text(
        "id,start_date,end_date,visitor,country_id,country,description\n"
        "1,1990-05-01,1990-05-02,President Vaclav Havel,czechoslovakia,Czechoslovakia,Working visit.\n"
    )
    convert([path], Order("state-department", ("USA",)), tmp_path / "set", workers=1)
    report = report_of(tmp_path / "set")
    assert (report["rows_read"], report["rows_kept"], report["rows_set_aside"]) == (1, 1, {})


def test_a_file_gives_the_same_events_here_and_on_the_page(tmp_path):
    """Also when the ids of its rows fall: the first row of an event says where it was, and who acted."""
    shared = {"Event Date": "2018-05-01", "Event Text": "Consult", "CAMEO Code": "040", "Story ID": "1"}
    lines = ["\t".join(COLUMNS)]
    for number, source, target in (("9", "Azerbaijan", "Israel"), ("8", "Israel", "Azerbaijan")):
        ends = {
            "Source Name": source,
            "Source Country": source,
            "Target Name": target,
            "Target Country": target,
        }
        cells = shared | ends | {"Event ID": number, "Country": source}
        lines.append("\t".join(cells.get(column, "") for column in COLUMNS))
    path = tmp_path / "falling.tab"
    path.write_text("\n".join(lines) + "\n")
    convert([path], ORDER, tmp_path / "set", workers=1)
    converted = load(tmp_path / "set").events
    opened = open_content(path.read_bytes(), path.name, FORMATS["icews"], {}).dataset(("AZE", "ISR")).events
    columns = ["event_id", "date", "event_type", "city", "country", "title"]
    assert len(converted) == 1
    assert converted[columns].to_dict("records") == opened[columns].to_dict("records")


@pytest.mark.parametrize("countries", [("AZE", "ISR"), ("AZE",), ("TUR",)])
def test_a_file_of_many_countries_gives_the_same_events_here_and_on_the_page(countries, tmp_path):
    """Acts of other pairs are in neither."""
    path = write_archive(tmp_path / "in", 2)[1]
    order = Order("icews", countries)
    convert([path], order, tmp_path / "set", workers=1)
    converted = load(tmp_path / "set")
    found = open_content(path.read_bytes(), path.name, FORMATS["icews"], {})
    opened = found.dataset(order.dyad)
    assert opened.events["event_id"].tolist() == converted.events["event_id"].tolist()
    assert set(opened.events["scope"]) == {"bilateral"}
    assert len(found.between(order.dyad)) == report_of(tmp_path / "set")["rows_kept"] < len(found.acts)


def test_a_file_that_is_named_twice_counts_once(tmp_path):
    (path,) = write_archive(tmp_path / "in", 1)
    (other,) = write_archive(tmp_path / "in", 2)[1:]
    convert(
        [path, other, path, path.parent / ".." / path.parent.name / path.name],
        ORDER,
        tmp_path / "set",
        workers=1,
    )
    assert report_of(tmp_path / "set")["rows_read"] == 24


def test_broken_files_are_named_and_the_others_converted(tmp_path, capsys):
    good = write_archive(tmp_path / "in", 6)
    whole = convert_here(good, tmp_path / "good")
    for name, content in {
        "cut.tab.gz": gzip.compress(text_of(7, 4000).encode())[:-2000], "empty.tab": b"",
        "other.tab": b"a,b,c\n1,2,3\n",
        "nothing.tab": text_of(7, 0).encode(), "no.tab.zip": b"PK\x03\x04 and no more", "gone.tab.gz": b"\x1f\x8b",
    }.items():  # fmt: skip
        (tmp_path / "in" / name).write_bytes(content)
    status = main(
        [
            "--format",
            "icews",
            "--countries",
            "aze, isr",
            "--out",
            str(tmp_path / "set"),
            str(tmp_path / "in/**/*.tab*"),
        ]
    )
    assert status == 1
    assert version_of(tmp_path / "set") == version_of(whole)
    faults = report_of(tmp_path / "set")["files_not_read"]
    assert [*faults] == ["cut.tab.gz", "empty.tab", "gone.tab.gz", "no.tab.zip", "nothing.tab", "other.tab"]
    assert "damaged or cut off" in faults["cut.tab.gz"]
    assert "empty" in faults["empty.tab"]
    assert "does not look like it" in faults["other.tab"]
    assert faults["nothing.tab"] == "holds no rows of ICEWS coded events"
    told = capsys.readouterr().out
    assert "6 files could not be read:" in told
    assert all(name in told for name in faults)


def test_a_file_that_was_mended_is_the_only_one_that_is_read_again(tmp_path, capsys):
    paths = write_archive(tmp_path / "in", 4)
    content = paths[1].read_bytes()
    paths[1].write_bytes(content[:-20])
    assert convert(paths, ORDER, tmp_path / "set", workers=1)["part-1/001.tab.gz"].fault
    paths[1].write_bytes(content)
    capsys.readouterr()
    convert(paths, ORDER, tmp_path / "set", workers=1)
    log = capsys.readouterr().err.splitlines()
    assert log[0] == "3 files of 4 were read in an earlier run and will not be read again."
    assert [line.split(": ")[1] for line in log[1:]] == ["part-1/001.tab.gz"]
    assert version_of(tmp_path / "set") == version_of(convert_here(paths, tmp_path / "alone"))
    assert not (tmp_path / ".set.parts").exists()


def test_a_killed_run_goes_on_where_it_was(archive, version, tmp_path):
    first = command(archive, tmp_path / "set", "--workers", "2")
    lines_until(first, 5)
    workers = psutil.Process(first.pid).children(recursive=True)
    first.kill()
    first.communicate()
    assert not psutil.wait_procs(workers, timeout=20)[1], "workers outlived the run"
    assert not (tmp_path / "set").exists()
    second = command(archive, tmp_path / "set", "--workers", "2")
    _, log = second.communicate()
    assert second.returncode == 0, log
    lines = log.splitlines()
    done = int(lines[0].split()[0])
    assert done >= 5
    assert "were read in an earlier run" in lines[0]
    assert len(lines) - 1 == FILES - done
    assert version_of(tmp_path / "set") == version


def test_a_killed_process_costs_nothing_but_time(archive, version, tmp_path):
    process = command(archive, tmp_path / "set", "--workers", "2")
    lines_until(process, 3)
    run = psutil.Process(process.pid)
    workers = [child for child in run.children(recursive=True) if child.parent() != run]
    workers[0].kill()
    _, log = process.communicate()
    assert process.returncode == 0, log
    assert len(log.splitlines()) == FILES - 3
    assert version_of(tmp_path / "set") == version


def test_a_stopped_run_says_that_it_goes_on(archive, tmp_path):
    process = command(archive, tmp_path / "set", "--workers", "1")
    lines_until(process, 2)
    process.send_signal(signal.SIGINT)
    _, log = process.communicate()
    assert process.returncode == 130
    assert log.splitlines()[-1] == "Stopped. The same command goes on where it was."
    assert "Traceback" not in log


def test_only_one_conversion_writes_to_a_folder(tmp_path):
    paths = write_archive(tmp_path / "in", 1)
    with Parts(tmp_path / "set", ORDER).alone(), pytest.raises(BusyError, match="Another conversion"):
        convert(paths, ORDER, tmp_path / "set")


def test_a_file_that_changed_is_read_again(tmp_path):
    (path,) = write_archive(tmp_path / "in", 1)
    parts = Parts(tmp_path / "set", ORDER)
    parts.put(path, work(str(path), ORDER))
    assert parts.get(path)
    assert Parts(tmp_path / "set", Order("icews", ("AZE", "TUR"))).get(path) is None
    path.write_text(text_of(0, 13))
    assert parts.get(path) is None


def test_large_tables_become_parquet_and_stay_checked(tmp_path, monkeypatch):
    monkeypatch.setattr(result, "LARGE", 5)
    convert_here(write_archive(tmp_path / "in", 4), tmp_path / "set")
    assert (tmp_path / "set" / "events.parquet").exists()
    assert (tmp_path / "set" / "claims.csv").exists()
    about, tables = check(tmp_path / "set")
    assert len(load(tmp_path / "set")) == len(tables["events"]) == report_of(tmp_path / "set")["events"]
    assert about.dyad == ("AZE", "ISR")


def test_shards_hold_what_one_piece_holds(tmp_path):
    paths = write_archive(tmp_path / "in", 8)
    whole = load(convert_here(paths, tmp_path / "whole"))
    convert(paths, ORDER, tmp_path / "set", workers=1, shards=5)
    shards = listed(tmp_path / "set")
    assert len(shards) > 1
    assert max(shard.events for shard in shards) <= 5
    assert sum(shard.events for shard in shards) == len(whole) == report_of(tmp_path / "set")["events"]
    together = load_together(tmp_path / "set")
    for name in ("events", "actors", "sources", "evidence", "participants"):
        same(getattr(together, name), getattr(whole, name))
    assert (together.about.dyad, together.about.per) == (whole.about.dyad, whole.about.per)
    days = [load_shard(tmp_path / "set" / FOLDER / shard.name).events["first_day"] for shard in shards]
    assert all(one.max() <= other.min() for one, other in pairwise(days))


def test_a_result_changes_to_shards_and_back_in_one_step(tmp_path, monkeypatch):
    paths = write_archive(tmp_path / "in", 4)
    out = convert_here(paths, tmp_path / "set")
    version = version_of(out)
    call = ["--format", "icews", "--countries", "AZE,ISR", "--workers", "1", "--out", str(out)]

    def refuse(folder: Path) -> None:
        raise DataSetError(folder.name, [])

    with monkeypatch.context() as patch:
        patch.setattr(result, "check_shards", refuse)
        assert main([*call, "--shards", "3", *map(str, paths)]) == 1
    assert (listed(out), version_of(out)) == ([], version)
    assert main([*call, "--shards", "3", *map(str, paths)]) == 0
    assert len(listed(out)) > 1
    assert check_main([str(out)]) == 0
    assert main([*call, *map(str, paths)]) == 0
    assert (listed(out), version_of(out)) == ([], version)


def test_what_is_left_of_nothing_is_no_data_set(tmp_path, capsys):
    write_archive(tmp_path / "in", 2)
    call = [
        "--format",
        "icews",
        "--countries",
        "FRA,DEU",
        "--out",
        str(tmp_path / "set"),
        str(tmp_path / "in/*/*"),
    ]
    assert main(call) == 1
    assert "No row is left, so no data set was written." in capsys.readouterr().err
    assert not (tmp_path / "set").exists()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"--countries": "AZR"}, "AZR is no alpha-3 code"), ({"--countries": "AZE,AZE"}, "stands twice"),
        ({"files": "none/*.tab"}, "No file is called none/*.tab."),
        ({"--option": "oldest"}, "not of the form name=value"),
        ({"--option": "oldest=7"}, "ICEWS coded events: there is no option oldest; it has no options."),
        ({"--option": "age=7", "--format": "gdelt"}, "there is no option age; its options are: oldest."),
        ({"--option": "oldest=week", "--format": "gdelt"}, "oldest is 'week'; give a whole number of days."),
        ({"--workers": "0"}, "no whole number from 1 on"),
        ({"--shards": "0"}, "no whole number from 1 on"), ({"--format": "gdalt"}, "invalid choice"),
    ],
)  # fmt: skip
def test_a_command_that_cannot_be_meant_is_refused(tmp_path, capsys, changed, told):
    (path,) = write_archive(tmp_path / "in", 1)
    given = {
        "--format": "icews",
        "--countries": "AZE,ISR",
        "--out": str(tmp_path / "set"),
        "files": str(path),
    } | changed
    files = given.pop("files")
    status: object
    try:
        status = main([word for pair in given.items() for word in pair] + [files])
    except SystemExit as error:
        status = error.code
    assert status == 2
    assert told in capsys.readouterr().err


def test_help_has_examples(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "--scheduler tcp://host:8786" in capsys.readouterr().out


def test_what_people_made_is_not_replaced(tmp_path, capsys):
    (path,) = write_archive(tmp_path / "in", 1)
    (tmp_path / "set").mkdir()
    assert (
        main(["--format", "icews", "--countries", "AZE,ISR", "--out", str(tmp_path / "set"), str(path)]) == 1
    )
    assert "no conversion made it" in capsys.readouterr().err


def test_one_row_and_one_file_are_told_in_the_singular(tmp_path):
    path = tmp_path / "one.tab"
    path.write_text(text_of(1, 1))
    account = work(str(path), ORDER).account
    assert summary({"one.tab": account}) == "1 row read in 1 file, 1 kept."
