"""The library: everything by id, its digest, and documents that a user added."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chartcite.catalog.library import Library
from chartcite.domain.encounter import Encounter
from chartcite.errors import KnowledgeError, KnowledgeFileError, UnknownIdError

ADDED = """## page-7
locator: page 7
known: read
confidence: H
wording: original

The exact words of the added book.
"""


def add_document(folder: Path, name: str = "own-book") -> Path:
    for kind in ("sources", "passages"):
        (folder / kind).mkdir(parents=True)
    (folder / "sources" / f"{name}.yaml").write_text(
        "title: Own copy\npublisher: The Guild\nkind: guild_book\nauthority: guild\njurisdiction: national\nverified_on: 2022-06-01\n"
    )
    (folder / "passages" / f"{name}.md").write_text(ADDED)
    return folder


def test_a_passage_is_found_by_its_id(library):
    passage = library.passage("guild-book-2020/springs")
    assert passage.text.splitlines()[0] == "The Guild gives Q1001 to the brazing of a mainspring."
    assert (passage.title, passage.locator, passage.known, passage.confidence) == ("Springs", "page 4", "read", "H")


def test_the_lines_of_a_passage_are_kept_as_written(library):
    assert len(library.passage("guild-book-2020/springs").text.split("\n")) == 3


def test_a_passage_may_have_days_of_its_own(library):
    assert library.passage("guild-book-2020/waxing").first_day == date(2021, 1, 1)


def test_a_row_of_a_table_is_a_passage(library):
    passage = library.passage("ceiling-2020/Q1001-practitioner")
    assert passage.source == "crown-ceiling-2020"
    assert passage.text == "The Crown's ceiling for Q1001 is 4 a day for a mender (list of 2020)."


@pytest.mark.parametrize("name", ["guild-book-2020/nowhere", "ceiling-2020/Q9999", "nothing"])
def test_an_unknown_passage_is_an_error(library, name):
    with pytest.raises(UnknownIdError, match="no such passage"):
        library.passage(name)


def test_an_unknown_source_is_an_error(library):
    assert library.source("north-notice").publisher == "North Office"
    with pytest.raises(UnknownIdError, match="no such source"):
        library.source("nothing")


def test_the_passages_for_the_index_hold_rows_of_indexed_tables_only(library):
    ids = [passage.id for passage in library.all_passages()]
    assert "guild-book-2020/springs" in ids
    assert "toll-2020/Q1001" in ids
    assert not any(name.startswith("ailments/") for name in ids)
    assert len(ids) == len(set(ids))
    assert all(passage.text for passage in library.all_passages())


def test_a_rule_has_its_path_for_an_id(library):
    assert library.rules["guild/mending/waxing"].topic == "mending-code"


def test_for_whom_a_rule_speaks_is_said_in_words(library):
    assert library.applies_to(library.rules["office/mending/north-waxing"]) == "Crown Fund, North Office (XA)"
    assert library.applies_to(library.rules["guild/mending/waxing"]) == "everyone who follows this authority"


def test_a_code_knows_its_families(library):
    assert library.families_of("Q1001") == {"mend"}
    assert library.families_of("Q1020") == frozenset()


def test_the_same_files_have_the_same_digest(library, copy):
    assert Library.load(copy.root).digest == library.digest


@pytest.mark.parametrize("name", ["passages/own-record.md", "tables/codes.csv", "vocabularies/words.yaml"])
def test_any_change_changes_the_digest(library, copy, name):
    copy.append(name, "\n" if name.endswith("md") else "# more\n" if name.endswith("yaml") else "Q1030,guild,,,,new\n")
    assert Library.load(copy.root).digest != library.digest


def test_added_documents_stand_beside_the_knowledge(library, copy, tmp_path):
    both = Library.load(copy.root, add_document(tmp_path / "added"))
    assert both.passage("own-book/page-7").wording == "original"
    assert both.passage("guild-book-2020/springs") == library.passage("guild-book-2020/springs")
    assert both.digest != library.digest


def test_an_added_document_may_not_take_the_name_of_a_source(copy, tmp_path):
    with pytest.raises(KnowledgeError, match="there is a source own-record already"):
        Library.load(copy.root, add_document(tmp_path / "added", "own-record"))


def test_an_added_document_is_read_just_as_strictly(copy, tmp_path):
    added = add_document(tmp_path / "added")
    (added / "sources" / "own-book.yaml").write_text("title: Own copy\n")
    with pytest.raises(KnowledgeError, match=r"own-book\.yaml: publisher: this key is missing"):
        Library.load(copy.root, added)


def test_one_encounter_has_one_view(library):
    one = Encounter(date_of_service=date(2021, 1, 1))
    assert library.as_of(one) is library.as_of(one.model_copy(update={"assumed": ("date_of_service",)}))
    assert library.as_of(one) is not library.as_of(Encounter(date_of_service=date(2021, 1, 2)))


def test_an_error_names_its_file_key_and_what_is_allowed_and_is_bad_input():
    error = KnowledgeFileError("a.yaml", "kind", "it is wrong", "this, that")
    assert str(error) == "a.yaml: kind: it is wrong. Allowed: this, that."
    assert error.exit_code == 2
