"""The codebook for reading says everything that the vocabularies and the schema hold."""

import pytest

from analysis.centrality import FEWEST
from data.codebook import (
    COUNTING,
    FILE,
    TITLES,
    chapters,
    column_table,
    search,
    vocabulary_file,
    vocabulary_table,
)
from data.schema import CODEBOOK_VERSION, TABLES
from data.vocabulary import NAMES, vocabulary


def test_every_vocabulary_has_a_title():
    assert set(TITLES) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_vocabulary_is_shown_and_offered_whole(name):
    ids = list(vocabulary(name).ids)
    assert vocabulary_table(name)["Written as"].tolist() == ids
    assert vocabulary_file(name)["id"].tolist() == ids


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_is_explained(table):
    shown = column_table(table)
    assert [name.removesuffix(" (key)") for name in shown["Column"]] == table.columns
    assert (shown[["Definition", "Holds"]] != "").all(axis=None)


def test_the_rules_have_their_chapters_and_the_counting_comes_last():
    found = chapters()
    assert list(found)[-1] == COUNTING
    assert len(found) == 10
    assert all(found.values())


def test_the_rules_name_the_version_and_the_limits_that_the_code_holds():
    assert f"Version {CODEBOOK_VERSION}." in FILE.read_text(encoding="utf-8")
    assert FEWEST == 5
    assert "from five actors upwards" in chapters()[COUNTING]


def test_the_search_looks_for_every_word_without_accents():
    assert "sphere" in search("Sphere health")["where"].str.lower().iloc[0]
    assert search("nothing is called like this").empty
    assert len(search("")) > 100
