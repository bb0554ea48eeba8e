"""datapackage.json: current, complete, and in step with the files it describes."""

from __future__ import annotations

import hashlib
import json
import re

import pandas as pd
import pytest

from data.package import FILE, describe, main, text_of
from data.problems import DataSetError
from data.schema import TABLES
from data.vocabulary import vocabulary
from tests.conftest import DEFAULT_DATA
from tests.tiny import tiny_tables, write_folder

TINY = {"events": [{"event_id": "a"}], "participants": [{"event_id": "a", "actor_id": "aze-minister"}]}


@pytest.fixture
def folder(tmp_path):
    rows = TINY | {
        "participants": [{"event_id": "a", "actor_id": id_} for id_ in ("aze-minister", "isr-minister")],
        "evidence": [{"event_id": "a"}],
    }
    return write_folder(tiny_tables(**rows), tmp_path / "tiny")


def resources() -> dict[str, dict]:
    return {
        resource["name"]: resource for resource in json.loads((DEFAULT_DATA / FILE).read_text())["resources"]
    }


def test_the_file_in_the_repository_is_current():
    written = (DEFAULT_DATA / FILE).read_text(encoding="utf-8")
    assert written == text_of(DEFAULT_DATA), "datapackage.json is out of date: run make package"


@pytest.mark.parametrize("name", TABLES)
def test_each_resource_describes_its_file(name):
    resource = resources()[name]
    content = (DEFAULT_DATA / resource["path"]).read_bytes()
    assert resource["bytes"] == len(content)
    assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
    table = pd.read_csv(DEFAULT_DATA / resource["path"], dtype=str, keep_default_na=False)
    assert resource["rows"] == len(table)
    assert [field["name"] for field in resource["schema"]["fields"]] == list(table.columns)
    assert all(field["description"] for field in resource["schema"]["fields"])


@pytest.mark.parametrize("name", TABLES)
def test_the_data_keep_the_constraints_that_the_file_states(name):
    table = pd.read_csv(DEFAULT_DATA / f"{name}.csv", dtype=str, keep_default_na=False)
    schema = resources()[name]["schema"]
    assert not table.duplicated(schema["primaryKey"]).any()
    for field in schema["fields"]:
        cells, rules = table[field["name"]], field["constraints"]
        filled = cells[cells != ""]
        assert not rules["required"] or len(filled) == len(cells)
        assert "enum" not in rules or set(filled) <= set(rules["enum"])
        assert "pattern" not in rules or all(re.fullmatch(rules["pattern"], cell) for cell in filled)


def test_every_vocabulary_column_lists_its_values():
    fields = {field["name"]: field for field in resources()["participants"]["schema"]["fields"]}
    assert fields["role"]["constraints"]["enum"] == list(vocabulary("roles").ids)


def test_references_point_to_the_tables_they_name():
    keys = {
        tuple(key["fields"]): key["reference"] for key in resources()["participants"]["schema"]["foreignKeys"]
    }
    assert keys[("actor_id",)] == {"resource": "actors", "fields": ["actor_id"]}
    inside = {
        tuple(key["fields"]): key["reference"] for key in resources()["events"]["schema"]["foreignKeys"]
    }
    assert inside[("parent_id",)] == {"resource": "", "fields": ["event_id"]}


def test_a_changed_cell_changes_the_description(folder):
    before = describe(folder)
    path = folder / "events.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Summary of a.", "Another summary of a."), encoding="utf-8"
    )
    after = describe(folder)
    assert before["id"] != after["id"]
    assert before["resources"][0]["hash"] != after["resources"][0]["hash"]


def test_the_command_writes_the_file(folder, capsys):
    assert main([str(folder)]) == 0
    assert json.loads((folder / FILE).read_text(encoding="utf-8"))["name"] == "tiny"
    assert "datapackage.json" in capsys.readouterr().out


def test_a_broken_data_set_is_not_described(folder, capsys):
    (folder / "claims.csv").unlink()
    with pytest.raises(DataSetError):
        describe(folder)
    assert main([str(folder)]) == 1
    assert "claims.csv" in capsys.readouterr().out
    assert not (folder / FILE).exists()


def test_the_command_asks_for_a_folder(capsys):
    assert main([]) == 2
    assert "FOLDER" in capsys.readouterr().err
