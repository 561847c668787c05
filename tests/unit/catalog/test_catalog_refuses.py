"""One broken file for each way to be wrong: the message names file, key and what is allowed."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from chartcite.catalog.integrity import problems
from chartcite.catalog.library import Library
from chartcite.errors import KnowledgeError, KnowledgeFaultsError, KnowledgeFileError

RULE = "rules/guild/mending/brazed-mainspring.yaml"
BOOK = "sources/guild-book-2020.yaml"
PAGES = "passages/guild-book-2020.md"


class Broken(NamedTuple):
    """A change to one file, and what the message must hold: key or line, problem, what is allowed."""

    why: str
    file: str
    old: str
    new: str
    said: tuple[str, ...]


AT_LOAD = [
    Broken(
        "a key written twice",
        BOOK,
        "publisher: The Guild",
        "publisher: A\npublisher: B",
        ("line 3", "publisher is written twice"),
    ),
    Broken("no YAML", BOOK, "title: Book", "title: [Book", ("line", "plain YAML, each key once")),
    Broken("an unknown key", BOOK, "publisher:", "publishers:", ("publishers: unknown key", "publisher, seen_on")),
    Broken("a missing key", BOOK, "publisher: The Guild\n", "", ("publisher: this key is missing",)),
    Broken("a day that is none", BOOK, "2020-01-01", "2020-02-31", ("line 7", "2020-02-31", "YYYY-MM-DD")),
    Broken("a day in another order", BOOK, "2020-01-01", "01/02/2020", ("in_force_from", "01/02/2020", "YYYY-MM-DD")),
    Broken(
        "an end before the start",
        BOOK,
        "verified_on",
        "in_force_to: 2019-01-01\nverified_on",
        ("in_force_to", "before in_force_from"),
    ),
    Broken(
        "an unknown kind of source",
        BOOK,
        "kind: guild_book",
        "kind: rumour",
        ("kind: rumour is not known", "guild_book"),
    ),
    Broken(
        "an unknown authority", BOOK, "authority: guild", "authority: gild", ("authority: gild", "guild, crown, office")
    ),
    Broken(
        "an unknown jurisdiction", BOOK, "national", "mac:west-office", ("jurisdiction: mac:west-office", "mac:<id>")
    ),
    Broken("an unknown status", BOOK, "publisher", "status: fine\npublisher", ("status", "'in force', 'draft'")),
    Broken(
        "an unknown successor",
        "sources/guild-book-2010.yaml",
        "superseded_by: guild-book-2020",
        "superseded_by: nobody",
        ("superseded_by: nobody is no source",),
    ),
    Broken(
        "a name written twice in one row",
        "vocabularies/agents.yaml",
        "names: [solder,",
        "names: [solder, Solder,",
        ("solder.names", "named twice: solder"),
    ),
    Broken("a heading written twice", PAGES, "## waxing", "## springs", ("springs: this heading is written twice",)),
    Broken(
        "an unknown key of a passage",
        PAGES,
        "locator: page 5",
        "place: page 5",
        ("waxing.place: unknown key", "locator, known"),
    ),
    Broken(
        "a passage without text",
        PAGES,
        "From 2021 the Guild gives Q1010 to waxing.",
        "",
        ("waxing: the passage has no text",),
    ),
    Broken(
        "a passage of no known confidence",
        PAGES,
        "confidence: M",
        "confidence: X",
        ("unlisted.confidence", "'H', 'M' or 'L'"),
    ),
    Broken(
        "a passage with a bad day",
        PAGES,
        "from: 2021-01-01",
        "from: 2021",
        ("waxing.from: 2021 is no date", "YYYY-MM-DD"),
    ),
    Broken("text before the first heading", PAGES, "# Book of", "Book of", ("text stands before the first heading",)),
    Broken(
        "an unknown fact",
        RULE,
        "{technique: lasting,",
        "{tecnique: lasting,",
        ("versions.2020-01-01.when.tecnique: tecnique is no fact", "target_count, technique"),
    ),
    Broken(
        "an unknown technique",
        RULE,
        "technique: lasting",
        "technique: melting",
        ("when.technique: melting is not known", "brazing, dropping, lasting"),
    ),
    Broken(
        "an unknown word of the format",
        RULE,
        "target: mainspring}\n",
        "target: mainspring, side: up}\n",
        ("when.side: up is not known", "both, left, right"),
    ),
    Broken(
        "an unknown topic",
        RULE,
        "topic: code-choice",
        "topic: code-chioce",
        ("topic: code-chioce is not known", "code-choice, coverage"),
    ),
    Broken(
        "an unknown payer in a scope",
        "rules/harbor/coverage/pendulum.yaml",
        "payer: harbor-plan}\nversions",
        "payer: habor}\nversions",
        ("scope.payer: habor is not known", "crown-fund, harbor-plan"),
    ),
    Broken(
        "an unknown line of business",
        "rules/harbor/coverage/pendulum.yaml",
        "scope: {payer: harbor-plan}",
        "scope: {line_of_business: pirates}",
        ("scope.line_of_business: pirates", "commercial"),
    ),
    Broken(
        "an unknown key of a scope",
        "rules/harbor/coverage/pendulum.yaml",
        "scope: {payer",
        "scope: {plan",
        ("scope.plan: unknown key", "mac, payer"),
    ),
    Broken(
        "an unknown effect",
        RULE,
        "do_not_report:",
        "dont_report:",
        ("2020-01-01.then.dont_report: unknown key", "disposition, do_not_report"),
    ),
    Broken(
        "units of no figure",
        RULE,
        "units: target_count",
        "units: targets",
        ("then.report.units: targets is no figure", "target_count"),
    ),
    Broken(
        "an unknown disposition",
        RULE,
        "disposition: destruction",
        "disposition: mended",
        ("then.disposition", "'cannot_code'"),
    ),
    Broken(
        "a rule without a reference",
        RULE,
        'references: [{passage: guild-book-2020/springs, quote: "The Guild gives Q1001 to the brazing of a mainspring."}]',
        "references: []",
        ("references",),
    ),
    Broken("a rule without an example", RULE, "examples:", "examples: []\nnone:", ("examples",)),
    Broken("a version of no day", RULE, "2020-01-01:", "soon:", ("versions.soon", "YYYY-MM-DD")),
    Broken(
        "an example with an unknown fact",
        RULE,
        "target_count: 1",
        "target_cuont: 1",
        ("examples.0.given: target_cuont is no fact", "target_count"),
    ),
    Broken(
        "a range that no number meets",
        "rules/guild/visits/same-day.yaml",
        "{at_most: 0}",
        "{at_least: 3, at_most: 1}",
        ("when.day: no number lies in this range",),
    ),
    Broken(
        "a range with an unknown bound",
        "rules/guild/visits/same-day.yaml",
        "{at_most: 0}",
        "{up_to: 0}",
        ("when.day.up_to: unknown key", "at_least, at_most"),
    ),
    Broken(
        "a list without which more would pass",
        "vocabularies/phrasing.yaml",
        "  not_in_service: [code, codes]",
        "  not_in_service: []",
        ("parts.not_in_service",),
    ),
    Broken(
        "a list of the wall left out",
        "vocabularies/phrasing.yaml",
        "  not_in_service: [code, codes]\n",
        "",
        ("parts.not_in_service: this key is missing",),
    ),
    Broken(
        "an unknown list of the wall",
        "vocabularies/phrasing.yaml",
        "  not_in_service: [code, codes]",
        "  not_in_servce: [code, codes]",
        ("parts.not_in_servce: unknown key", "not_in_service"),
    ),
    Broken(
        "no denials at all",
        "vocabularies/phrasing.yaml",
        "negations: [",
        "negation: [",
        ("negation: unknown key", "negations"),
    ),
    Broken(
        "an id given twice",
        "vocabularies/techniques.yaml",
        "id: waxing",
        "id: brazing",
        ("brazing: this id is given twice",),
    ),
    Broken(
        "an unknown technique of an agent",
        "vocabularies/agents.yaml",
        "technique: oiling",
        "technique: pouring",
        ("whale-oil.technique: pouring is not known", "brazing"),
    ),
    Broken(
        "an unknown parent",
        "vocabularies/targets.yaml",
        "parent: spring",
        "parent: sprig",
        ("mainspring.parent: sprig is not known", "hairspring"),
    ),
    Broken(
        "an unknown word to beat",
        "vocabularies/techniques.yaml",
        "beats: [mend-unspecified]",
        "beats: [mended]",
        ("brazing.beats: mended is not known",),
    ),
    Broken(
        "an unknown result of a figure",
        "vocabularies/techniques.yaml",
        "to: brazing",
        "to: hot",
        ("mend-unspecified.resolve.to: hot is not known",),
    ),
    Broken(
        "an unknown office of a state",
        "vocabularies/jurisdictions.yaml",
        "mac: south-office",
        "mac: east-office",
        ("XB.mac: east-office is not known", "north-office"),
    ),
    Broken(
        "an unknown state of a town",
        "vocabularies/jurisdictions.yaml",
        "state: XA}",
        "state: XZ}",
        ("old tower.state: XZ is not known", "XA, XB, XC"),
    ),
    Broken(
        "an unknown list of places",
        "vocabularies/jurisdictions.yaml",
        "localities:",
        "towns:",
        ("towns: unknown key", "macs, states, localities"),
    ),
    Broken(
        "an unknown group of acts",
        "vocabularies/reading_parts.yaml",
        "\nacts: []",
        "\nacts: [forging]",
        ("reading_parts.acts: forging is not known",),
    ),
    Broken(
        "an unknown group of landmarks",
        "vocabularies/reading_parts.yaml",
        "\nacts: []",
        "\nacts: []\nlandmarks: [cogs]",
        ("reading_parts.landmarks: cogs is not known", "movement"),
    ),
    Broken(
        "an unknown element of earlier care",
        "vocabularies/reading_parts.yaml",
        "\nacts: []",
        "\nacts: []\ntried_element: luck",
        ("reading_parts.tried_element: luck is not known",),
    ),
    Broken(
        "an unknown group that a word yields to",
        "vocabularies/targets.yaml",
        "names: [chime, bell]",
        "names: [chime, bell], yields_to: [silence]",
        ("chime.yields_to: silence is not known", "movement"),
    ),
    Broken(
        "an unknown family that a target joins",
        "vocabularies/targets.yaml",
        "names: [chime, bell]",
        "names: [chime, bell], joins: [silence]",
        ("chime.joins: silence is not known", "movement"),
    ),
    Broken(
        "an unknown region",
        "vocabularies/targets.yaml",
        "names: [chime, bell]",
        "names: [chime, bell], regions: [tower]",
        ("chime.regions: tower is not known", "pendulum"),
    ),
    Broken(
        "an unknown group of techniques of an element",
        "vocabularies/elements.yaml",
        "sections: [consent]",
        "sections: [consent]\n  techniques: [forging]",
        ("consent.techniques: forging is not known",),
    ),
    Broken(
        "a cue that says nothing known",
        "vocabularies/note_language.yaml",
        "assertion: planned, names: [will be",
        "assertion: planed, names: [will be",
        ("assertion", "'planned'"),
    ),
    Broken(
        "a section that says nothing known",
        "vocabularies/note_language.yaml",
        "headings: [planned work], assertion: planned",
        "headings: [planned work], assertion: planed",
        ("assertion", "'planned'"),
    ),
    Broken(
        "an unknown section of an element",
        "vocabularies/elements.yaml",
        "sections: [consent]",
        "sections: [agreement]",
        ("consent.sections: agreement is not known", "body, consent"),
    ),
    Broken(
        "a code listed twice",
        "tables/codes.csv",
        "Q1002,guild,2020-01-01,,H",
        "Q1001,guild,2020-01-01,,H",
        ("line 4: Q1001 stands twice",),
    ),
    Broken(
        "a code of no system",
        "tables/codes.csv",
        "Q1003,guild",
        "1003Q,guild",
        ("1003Q: its system or its form is not known", "guild, ailment"),
    ),
    Broken(
        "a code that ends before it starts",
        "tables/codes.csv",
        "Q1010,guild,2021-01-01,,M",
        "Q1010,guild,2021-01-01,2020-12-31,M",
        ("Q1010: its last day lies before",),
    ),
    Broken(
        "a bad day of a code",
        "tables/codes.csv",
        "2019-12-31",
        "end of 2019",
        ("Q1000.last_day", "end of 2019", "YYYY-MM-DD"),
    ),
    Broken(
        "a row of another width",
        "tables/codes.csv",
        "Q1003,guild,,,,dates not stated",
        "Q1003,guild,,,,dates, not stated",
        ("line 5: 7 cells where the header has 6", "source_note"),
    ),
    Broken(
        "a column that is missing",
        "tables/codes.csv",
        "code,system,first_day",
        "code,system,since",
        ("first_day: there is no such column", "since"),
    ),
    Broken(
        "a family with an unknown code",
        "codes/families.yaml",
        "Q1003",
        "Q1004",
        ("mend: Q1004 is not in tables/codes.csv",),
    ),
    Broken(
        "a pattern that is none",
        "codes/systems.yaml",
        "Q\\\\d{4}",
        "Q(\\\\d",
        ("patterns.guild: no regular expression",),
    ),
    Broken(
        "a sentence with an unknown column",
        "tables/toll-2020.yaml",
        "{total_facility} x",
        "{total_barge} x",
        ("total_barge: there is no such column", "total_facility"),
    ),
    Broken(
        "a product of an unknown column",
        "tables/toll-2020.yaml",
        "total_facility * conversion_factor",
        "total_facility * factor",
        ("factor: there is no such column", "conversion_factor"),
    ),
    Broken(
        "two vintages of one first day",
        "tables/toll-2021.yaml",
        "first_day: 2021-01-01",
        "first_day: 2020-01-01",
        ("first_day: toll-2020 of the same family",),
    ),
    Broken(
        "a table without its rows",
        "tables/toll-2021.yaml",
        "first_day: 2021-01-01\n",
        "",
        ("first_day: this key is missing",),
    ),
]


@pytest.mark.parametrize("broken", AT_LOAD, ids=lambda b: b.why)
def test_loading_refuses(broken, copy):
    copy.change(broken.file, broken.old, broken.new)
    with pytest.raises(KnowledgeError) as caught:
        Library.load(copy.root)
    message = str(caught.value)
    assert broken.file in message
    for words in broken.said:
        assert words in message


CHECKED = [
    Broken(
        "a quote that is not in its passage",
        RULE,
        'quote: "The Guild gives',
        'quote: "The Guild gave',
        ("versions.2020-01-01.references", "does not stand in guild-book-2020/springs"),
    ),
    Broken(
        "a reference to no passage",
        RULE,
        "guild-book-2020/springs",
        "guild-book-2020/spring",
        ("references: guild-book-2020/spring is no passage",),
    ),
    Broken(
        "a statement with a code that no quote carries",
        RULE,
        "statement: The Guild gives Q1001",
        "statement: The Guild gives Q1001, not Q1002,",
        ("statement: not in its quotes: Q1002",),
    ),
    Broken(
        "a statement with an amount that no quote carries",
        RULE,
        "of a mainspring.\ntopic",
        "of a mainspring for $20.67.\ntopic",
        ("statement: not in its quotes: 20.67",),
    ),
    Broken(
        "a reported code that is not listed",
        RULE,
        "{code: Q1001",
        "{code: Q1004",
        ("then.report: Q1004 is not in tables/codes.csv",),
    ),
    Broken(
        "a condition on a code that is written like none",
        "rules/guild/visits/same-day.yaml",
        "code: mend",
        "code: mends",
        ("when.code: mends is neither a code nor a family", "mend, wax"),
    ),
    Broken(
        "a rule whose examples all fire",
        RULE,
        "fires: false",
        "fires: true",
        ("examples: at least one that fires and one that does not",),
    ),
    Broken(
        "an element of an unknown fact",
        "vocabularies/elements.yaml",
        "from_facts: [target]",
        "from_facts: [targt]",
        ("target_named.from_facts: targt is not known", "target"),
    ),
    Broken(
        "an element asked of an unknown disposition",
        "vocabularies/elements.yaml",
        "from_facts: [target]",
        "from_facts: [target]\n  applies_to: [mending]",
        ("target_named.applies_to: mending is not known", "destruction"),
    ),
    Broken(
        "an element that cites nothing",
        "vocabularies/elements.yaml",
        "The Guild asks",
        "The Guild begs",
        ("elements.yaml: target_named.references", "does not stand in"),
    ),
    Broken(
        "a topic answered by no column",
        "vocabularies/topics.yaml",
        "fields: [units]",
        "fields: [unit]",
        ("topics.yaml: ceiling.answers: mue.unit is no column", "units"),
    ),
    Broken(
        "a row that stands twice",
        "tables/toll-2020.csv",
        "Q1002,,A",
        "Q1001,,A",
        ("toll-2020.csv: line 3: the row Q1001- stands twice",),
    ),
    Broken("a figure that is no number", "tables/toll-2020.csv", "2.00", "2,oo", ("toll-2020.csv",)),
    Broken(
        "a table of an unknown source",
        "tables/toll-2020.yaml",
        "source: crown-toll-2020",
        "source: crown-toll-1999",
        ("tables/toll-2020.yaml: source: crown-toll-1999 is no source",),
    ),
]


@pytest.mark.parametrize("broken", CHECKED, ids=lambda b: b.why)
def test_the_check_of_all_knowledge_finds(broken, copy):
    copy.change(broken.file, broken.old, broken.new)
    found = "\n".join(problems(Library.load(copy.root)))
    for words in broken.said:
        assert words in found


def test_the_invented_knowledge_is_whole(library):
    assert list(problems(library)) == []


def test_a_cell_that_is_no_number_fails_with_its_line_and_column(copy):
    copy.change("tables/toll-2020.csv", "Q1001,,A,2.00", "Q1001,,A,two")
    with pytest.raises(KnowledgeFileError) as caught:
        Library.load(copy.root).tables["toll-2020"].keys()
    assert "toll-2020.csv: line 2, total_nonfacility: two is no number" in str(caught.value)
    assert "such as 12 or 3.40" in str(caught.value)


def test_a_passage_file_without_a_source_fails(copy):
    copy.write("passages/stray.md", "## a\nlocator: x\nknown: read\nconfidence: H\n\nText.\n")
    with pytest.raises(KnowledgeFileError, match=r"passages/stray\.md: file: stray is no source"):
        Library.load(copy.root)


def test_a_passage_file_without_a_passage_fails(copy):
    copy.write("passages/harbor-policy.md", "# Only a title\n")
    with pytest.raises(KnowledgeFileError, match="it holds no passage"):
        Library.load(copy.root)


def test_a_source_without_a_passage_is_found(copy):
    copy.remove("passages/guild-book-2010.md")
    found = list(problems(Library.load(copy.root)))
    assert "sources/guild-book-2010.yaml: no passage rests on it" in found


def test_a_topic_that_nothing_names_or_answers_is_found(copy):
    copy.append("vocabularies/topics.yaml", "- {id: idle, name: idle}\n")
    assert any("idle: nothing names it" in fault for fault in problems(Library.load(copy.root)))


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("words", "- {id: idle, name: idle}\n"),
        ("agents", "- {id: glue, name: glue, names: [glue], groups: [idle]}\n"),
        ("devices", "- {id: tongs, name: tongs, names: [tongs], groups: [idle]}\n"),
        ("indications", "- {id: rust, name: rust, names: [rust], groups: [idle]}\n"),
    ],
)
def test_a_word_or_group_that_nothing_names_is_found(copy, name, row):
    copy.append(f"vocabularies/{name}.yaml", row)
    assert f"vocabularies/{name}.yaml: idle: no rule and no vocabulary names it" in problems(Library.load(copy.root))


def test_a_row_and_a_passage_of_one_id_are_found(copy):
    copy.write("sources/toll-2020.yaml", (copy.root / "sources/crown-toll-2020.yaml").read_text())
    copy.write("passages/toll-2020.md", "## Q1001\nlocator: x\nknown: read\nconfidence: H\n\nText.\n")
    assert any("toll-2020/Q1001 is also a passage" in fault for fault in problems(Library.load(copy.root)))


def test_a_missing_file_is_named(copy):
    copy.remove("vocabularies/words.yaml")
    with pytest.raises(KnowledgeFileError, match=r"words\.yaml: file: it can't be read"):
        Library.load(copy.root)


def test_a_table_without_its_csv_is_named(copy):
    copy.remove("tables/toll-2020.csv")
    with pytest.raises(KnowledgeFileError, match=r"toll-2020\.csv: file: it can't be read"):
        Library.load(copy.root)


def test_the_faults_of_all_files_are_told_together(copy):
    copy.change(BOOK, "kind: guild_book", "kind: rumour")
    copy.change(RULE, "technique: lasting", "technique: melting")
    copy.change("tables/codes.csv", "2019-12-31", "never")
    with pytest.raises(KnowledgeFaultsError) as caught:
        Library.load(copy.root)
    assert [fault.key for fault in caught.value.faults] == [
        "kind",
        "versions.2020-01-01.when.technique",
        "Q1000.last_day",
    ]
    assert len(str(caught.value).splitlines()) == 3


def test_all_faults_of_one_file_are_told_together(copy):
    copy.change(BOOK, "publisher:", "publishers:")
    copy.change(BOOK, "in_force_from: 2020-01-01", "in_force_from: early")
    with pytest.raises(KnowledgeFaultsError) as caught:
        Library.load(copy.root)
    assert {fault.key for fault in caught.value.faults} == {"publisher", "publishers", "in_force_from"}


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("passage: own-record/tolls", "passage: own-record/nowhere", "no passage"),
        ("topics: [toll]", "topics: [weather]", "weather is not known"),
        ("state: partial", "state: half", "partial"),
        ("id: clocks", "id: tolls", "given twice"),
    ],
)
def test_an_area_that_names_what_is_not_there_is_refused(copy, was: str, now: str, said: str) -> None:
    path = copy.root / "coverage.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(was, now, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=said):
        Library.load(copy.root)
