"""The schema: every column is defined, and points only to what exists."""

import pytest

from data.schema import TABLES, vocabulary_of
from data.vocabulary import NAMES, vocabulary

COLUMNS = [(table, column) for table in TABLES for column in TABLES[table].columns]
FORMS = {None, "slug", "edtf", "country", "list"}


def test_the_eight_tables_are_there():
    assert set(TABLES) == {
        "events", "actors", "participants", "event_spheres", "agreements", "evidence", "sources", "claims",
    }  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_one_row_is_and_what_identifies_it(name):
    table = TABLES[name]
    assert table.row.startswith("One row is ")
    assert table.key
    assert set(table.key) <= set(table.columns)


@pytest.mark.parametrize(("name", "column"), COLUMNS, ids=[".".join(pair) for pair in COLUMNS])
def test_a_column_is_defined_and_points_to_what_exists(name, column):
    table = TABLES[name]
    meta = table.meta(column)
    assert table.schema.columns[column].description
    assert meta["empty"] in {"yes", "no"}
    assert meta.get("form") in FORMS
    assert meta.get("table", "events") in TABLES
    assert meta.get("vocabulary", NAMES[0]) in NAMES


def test_a_key_is_never_empty():
    assert all(table.meta(column)["empty"] == "no" for table in TABLES.values() for column in table.key)


def test_a_reference_has_the_name_of_the_key_it_points_to_or_a_role():
    pointers = {column for name, column in COLUMNS if "table" in TABLES[name].meta(column)}
    assert pointers == {"event_id", "actor_id", "source_id", "parent_id", "reaction_to"}


def test_the_vocabulary_of_a_column():
    assert vocabulary_of("events", "event_type") == vocabulary("event_types")
    assert vocabulary_of("events", "title") is None


def test_every_vocabulary_is_used_by_a_column():
    used = {words.name for name, column in COLUMNS if (words := vocabulary_of(name, column))}
    used |= {"stages", "countries"}
    assert used == set(NAMES)
