from __future__ import annotations

import pytest
from web_world import HOSTILE

from chartcite.web.markup import Html, el, join, link, text


def test_a_text_child_is_escaped_and_markup_is_not() -> None:
    assert el("p", HOSTILE[:8], el("b", "x")) == "<p>&lt;script&gt;<b>x</b></p>"


def test_an_attribute_cannot_be_left_by_a_quote() -> None:
    assert el("p", title='"><script>') == '<p title="&quot;&gt;&lt;script&gt;"></p>'


def test_joining_texts_with_markup_escapes_the_texts() -> None:
    assert join(["<", Html("<br>"), None, ""], " & ") == "&lt; &amp; <br>"


def test_python_names_of_attributes_become_those_of_html() -> None:
    assert el("label", for_="a", data_x="1", hidden=True, id=None) == '<label for="a" data-x="1" hidden></label>'


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org", None, " https://example.org"]
)
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert link(url, "a") == "a"


def test_a_link_tells_the_other_side_nothing() -> None:
    assert 'rel="noopener noreferrer"' in link("https://example.org/", "a")


def test_a_text_shows_as_it_stands() -> None:
    assert text("a < b & c") == "a &lt; b &amp; c"
