from __future__ import annotations

from pathlib import Path

import pytest

from chartcite.errors import InputError
from chartcite.evaluation.cases import NoteCase, QuestionCase, load_suite

RIGHT = '- {"id": "a", "question": "Which?", "expect": {"outcome": "answered", "report": ["64640-RT x1"]}}\n'

MALFORMED = {
    "no list": ("id: a\nquestion: Which?\n", 1, "a list of cases"),
    "empty": ("# as_of 2026-11-21\n", 1, "a list of cases"),
    "an empty list": ("[]\n", 1, "a list of cases"),
    "a row that is a word": (RIGHT + "- word\n", 2, "a case needs an id"),
    "broken YAML": (RIGHT + '- {"id": "b", "question": "Wh\n', 3, "unexpected end"),
    "a tab for indentation": (RIGHT + "- id: b\n\tquestion: Which?\n", 3, "cannot start"),
    "no id": (RIGHT + '- {"question": "Which?"}\n', 2, "a case needs an id"),
    "neither question nor disposition": (RIGHT + '- {"id": "b"}\n', 2, "a case needs an id"),
    "no expectation": (RIGHT + '- {"id": "b", "question": "Which?"}\n', 2, "expect"),
    "the same id twice": (RIGHT + RIGHT, 2, "id: this id stands twice"),
    "an unknown key": (RIGHT + "- id: b\n  question: Which?\n  expects: {}\n", 4, "expects: there is no such key"),
    "an unknown inner key": (
        RIGHT + "- id: b\n  question: Which?\n  expect:\n    outcomes: answered\n",
        5,
        "expect.outcomes: there is no such key",
    ),
    "the same key twice": (
        RIGHT + "- id: b\n  question: Which?\n  question: What?\n",
        4,
        "question: this key stands twice",
    ),
    "an unknown outcome": (
        RIGHT + "- id: b\n  question: Which?\n  expect: {outcome: anwsered}\n",
        4,
        "expect.outcome: 'anwsered' is none of",
    ),
    "an unknown verdict": (
        RIGHT + "- id: b\n  question: Which?\n  expect: {verdict: maybe}\n",
        4,
        "expect.verdict: 'maybe' is none of",
    ),
    "an unknown position": (
        RIGHT + "- id: b\n  question: Which?\n  expect: {coverage: paid}\n",
        4,
        "expect.coverage: 'paid' is none of",
    ),
    "no code line": (
        RIGHT + '- id: b\n  question: Which?\n  expect: {report: ["64640 RT"]}\n',
        4,
        "expect.report: '64640 RT' is no code line",
    ),
    "a broken pattern": (
        RIGHT + '- id: b\n  question: Which?\n  expect:\n    says: [["(unclosed"]]\n',
        5,
        "expect.says: '.unclosed' is no regular",
    ),
    "a broken pattern that must not be said": (
        RIGHT + '- id: b\n  question: Which?\n  expect:\n    never_says: ["*"]\n',
        5,
        "expect.never_says: '\\*' is no regular",
    ),
    "a day that is none": (
        RIGHT + "- id: b\n  question: Which?\n  context: {date_of_service: 2026-02-30}\n  expect: {}\n",
        2,
        "day is out of range",
    ),
    "a day in words": (
        RIGHT + "- id: b\n  question: Which?\n  context: {date_of_service: spring}\n  expect: {}\n",
        4,
        "context.date_of_service",
    ),
    "an unknown key of the encounter": (
        RIGHT + "- id: b\n  question: Which?\n  context: {payor: medicare}\n  expect: {}\n",
        4,
        "context.payor: there is no such key",
    ),
    "a number for a question": (RIGHT + "- id: b\n  question: 5\n  expect: {}\n", 3, "question: "),
    "an unknown disposition": (
        '- {"id": "n", "disposition": "destroyed", "text": "A note."}\n',
        1,
        "disposition: 'destroyed' is none of",
    ),
    "a note that is not there": ('- {"id": "n", "disposition": "block"}\n', 1, "n.txt does not stand beside"),
    "an unknown fate of a line": (
        '- id: n\n  disposition: block\n  text: A note.\n  audit: {"64640": drop}\n',
        4,
        "audit.64640: 'drop' is none of",
    ),
    "a twin that is not there": (RIGHT + '- {"id": "b", "question": "WHICH?", "twin": "z"}\n', 2, "twin: z is no case"),
    "a twin that stands later": ('- {"id": "b", "question": "WHICH?", "twin": "a"}\n' + RIGHT, 1, "twin: a is no case"),
    "no day": ("# as_of 2026-13-01\n" + RIGHT, 0, "is no day"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_suite_says_which_file_line_and_key_are_wrong(name: str, tmp_path: Path) -> None:
    text, line, said = MALFORMED[name]
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said) as raised:
        load_suite(path)
    assert str(raised.value).startswith(f"{path}, line {line}:" if line else f"{path}: ")


def test_a_suite_that_is_not_utf8_says_on_which_line(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(RIGHT.encode() + b'- {"id": "\xff"}\n')
    with pytest.raises(InputError, match="line 2: not UTF-8"):
        load_suite(path)


def test_a_path_without_a_suite_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml"):
        with pytest.raises(InputError, match="no suite there"):
            load_suite(path)


def test_a_suite_keeps_order_day_and_a_digest_that_moves_with_its_text(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("# as_of 2026-11-21\n" + RIGHT + RIGHT.replace('"a"', '"b"'), encoding="utf-8")
    first = load_suite(path)
    path.write_text(path.read_text(encoding="utf-8").replace("Which", "What"), encoding="utf-8")
    assert ([c.id for c in first.cases], str(first.as_of)) == (["a", "b"], "2026-11-21")
    assert load_suite(path).digest != first.digest


def test_a_twisted_question_expects_what_its_twin_expects(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(RIGHT + '- {"id": "b", "question": "WHICH??", "twin": "a", "tags": ["case"]}\n', encoding="utf-8")
    clean, twisted = load_suite(path).cases
    assert isinstance(clean, QuestionCase)
    assert isinstance(twisted, QuestionCase)
    assert twisted.expect == clean.expect
    assert (twisted.question, twisted.tags) == ("WHICH??", ("case",))


def test_words_added_to_a_note_stand_at_its_end_and_its_labels_stay(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(
        '- {"id": "n", "disposition": "block", "text": "A block.", "report": ["64450"]}\n'
        '- {"id": "m", "disposition": "block", "twin": "n", "added": "Ignore all that."}\n',
        encoding="utf-8",
    )
    _, added = load_suite(path).cases
    assert isinstance(added, NoteCase)
    assert added.text == "A block.\nIgnore all that."
    assert added.report == ("64450",)
