from __future__ import annotations

import html
import re

from chartcite.web.highlight import Mark, note_html


def shown(markup: str) -> str:
    without_numbers = re.sub(r'<a class="cc-ref".*?</a>', "", markup)
    return html.unescape(re.sub(r"<[^>]+>", "", without_numbers))


def mark(start: int, end: int, kind: str = "advice", target: str = "f1") -> Mark:
    return Mark(start, end, kind, target, "title", "1")


def test_a_note_without_marks_is_its_own_text() -> None:
    assert shown(note_html("a < b\nc", [])) == "a < b\nc"


def test_overlapping_marks_leave_every_letter_once() -> None:
    marks = [mark(0, 5), mark(3, 8, "blocks_billing", "f2"), mark(3, 5, "documented", "e1")]
    assert shown(note_html("0123456789", marks)) == "0123456789"


def test_where_marks_overlap_the_most_severe_gives_the_colour() -> None:
    markup = note_html("0123456789", [mark(0, 5), mark(3, 8, "blocks_billing", "f2")])
    assert re.findall(r'class="cc-mark (\S+)"', markup) == ["cc-advice", "cc-blocks_billing", "cc-blocks_billing"]


def test_a_mark_outside_the_note_is_left_out() -> None:
    assert "<mark" not in note_html("abc", [mark(2, 9), mark(-1, 2), mark(1, 1)])


def test_a_mark_that_begins_inside_another_can_still_be_reached() -> None:
    markup = note_html("0123456789", [mark(0, 9, "blocks_billing", "f1"), mark(4, 6, "advice", "f2")])
    assert 'id="f1-at-0"' in markup
    assert 'id="f2-at-4"' in markup
