"""Batches: order, ids, and a run that goes on whatever one line does."""

from __future__ import annotations

import json

import pytest

from chartcite.cli import batch
from chartcite.errors import InputError


def worked(capsys: pytest.CaptureFixture[str], *lines: bytes) -> tuple[int, list[dict[str, object]]]:
    code = batch.work(
        batch.of_lines(lines, lambda line: {"id": line.id, "said": line.text("question")}, batch.ASK_KEYS)
    )
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_an_error_inside_one_line_is_told_without_its_words(capsys) -> None:
    def explode() -> dict[str, object]:
        raise ValueError("Mrs Example, born 1950")

    code = batch.work([batch.Job("a", explode), batch.Job("b", lambda: {"id": "b"})])
    out = capsys.readouterr().out
    assert code == 2
    assert "Example" not in out
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", "b"]


def test_keys_of_ones_own_are_left_alone_and_slips_are_refused(capsys) -> None:
    code, lines = worked(
        capsys, b'{"id": "a", "question": "q", "expect": {}}', b'{"id": "b", "question": "q", "contxt": {}}'
    )
    assert code == 2
    assert lines[0] == {"id": "a", "said": "q"}
    assert "Did you mean context?" in str(lines[1]["error"])


@pytest.mark.parametrize(
    "line", [b"{", b"[]", b"5", b'"x"', b"\xff\xfe{}", b"[" * 100_000, b'{"id": [1]}', b'{"id": true}', b"{}"]
)
def test_a_line_that_is_no_question_is_told(capsys, line) -> None:
    code, lines = worked(capsys, line)
    assert code == 2
    assert set(lines[0]) == {"id", "error"}


def test_blank_lines_are_no_lines(capsys) -> None:
    assert worked(capsys, b"\n", b"  \r\n", b"\xef\xbb\xbf\n") == (0, [])


def test_a_folder_without_notes_is_refused(tmp_path) -> None:
    with pytest.raises(InputError, match=r"no \.txt notes"):
        batch.notes_in(tmp_path)
