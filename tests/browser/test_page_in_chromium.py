from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from web_world import HOSTILE, NOTE

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUESTION = "Which code for warmng of two fin nerves, Medicare in Ohio?"


def ask(page: Page, question: str) -> None:
    turns = page.locator(".cc-turn").count()
    page.fill("#cc-question textarea", question)
    page.press("#cc-question textarea", "Enter")
    page.wait_for_function("n => document.querySelectorAll('.cc-turn').length > n", arg=turns)


def critique(page: Page, note: str = NOTE, claim: str = "") -> None:
    page.get_by_role("tab", name="Critique").click()
    page.fill("#cc-note textarea", note)
    page.fill("#cc-claim textarea, #cc-claim input", claim)
    page.click("#cc-critique")
    page.wait_for_selector("#cc-result .cc-answer")


def last(page: Page) -> str:
    return page.locator(".cc-turn").last.inner_text()


def context_of(page: Page) -> str:
    return page.locator(".cc-turn .cc-context").last.inner_text()


def test_a_question_gets_its_code_units_and_modifiers(page: Page) -> None:
    ask(page, QUESTION)
    row = page.locator(".cc-turn .cc-table tbody tr").first.inner_text()
    assert "Z1000T" in row
    assert "LT" in row
    assert "2" in row
    assert "Answered" in last(page)


def test_codes_left_off_for_one_reason_share_a_row(page: Page) -> None:
    ask(page, QUESTION)
    rows = page.locator(".cc-refused tbody tr")
    assert rows.count() == 1
    assert "Z1000\nZ1001" in rows.inner_text()


def test_an_answer_that_holds_nothing_says_so(page: Page) -> None:
    ask(page, "How is the weather?")
    assert "Not in the sources" in last(page)
    assert "Nothing that is held answers this" in last(page)


def test_a_number_opens_the_passage_with_its_quote_marked(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".cc-turn .cc-ref").first.click()
    card = page.locator(".cc-cards details[open]").first
    assert card.locator("mark.cc-quote").inner_text() == "Reef directs wand warming to Z1000T."
    assert "Reef does not accept Z1000" in card.locator("blockquote").inner_text()
    for words in ("Reef Administrators", "Reef (OH, KY)", "2026-03-01", "The source itself was read", "Our words"):
        assert words in card.inner_text()


def test_a_source_is_linked_only_when_its_address_is_one_of_the_web(page: Page) -> None:
    ask(page, QUESTION)
    hrefs = page.eval_on_selector_all(".cc-turn a[target]", "links => links.map(link => link.getAttribute('href'))")
    assert hrefs
    assert all(href.startswith("https://") for href in hrefs)


def test_a_follow_up_question_keeps_the_payer_the_state_and_the_date_of_earlier_words(page: Page) -> None:
    ask(page, "Medicare, Ohio, on 2026-02-03: which code?")
    ask(page, "And how many units?")
    for words in ("Original Medicare", "Ohio", "2026-02-03"):
        assert words in context_of(page)
        assert words in page.locator("#cc-kept").inner_text()


def test_new_words_win_over_what_was_kept(page: Page) -> None:
    ask(page, QUESTION)
    ask(page, "And in Texas?")
    assert "Texas" in context_of(page)
    assert "Original Medicare" in context_of(page)


def test_new_question_forgets_what_was_kept(page: Page) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name="New question").click()
    page.wait_for_selector(".cc-intro")
    ask(page, "Which code?")
    assert "State: not given" in " ".join(context_of(page).split())


def test_the_context_bar_decides_where_it_is_filled_in(page: Page) -> None:
    page.get_by_label("State").first.click()
    page.get_by_role("option", name="Kentucky (KY)").click()
    ask(page, "Which code, Medicare in Ohio?")
    assert "Kentucky" in context_of(page)


def test_a_bad_date_is_explained_and_the_chat_goes_on_with_the_question_kept(page: Page) -> None:
    day = page.get_by_label("Date of service").first
    day.fill("last week")
    ask(page, QUESTION)
    assert "YYYY-MM-DD" in last(page)
    assert page.input_value("#cc-question textarea") == QUESTION
    day.fill("")
    ask(page, QUESTION)
    assert "Z1000T" in last(page)
    assert page.locator(".cc-turn").count() == 2


def test_a_fault_inside_shows_no_words_of_the_note_and_the_chat_goes_on(page: Page) -> None:
    ask(page, "please crash")
    assert "Something went wrong" in last(page)
    assert "secret words" not in page.content()
    ask(page, QUESTION)
    assert "Z1000T" in last(page)


def test_what_is_missing_is_shown_with_the_code_under_each_value(page: Page) -> None:
    ask(page, "Which code?")
    assert "Needs information" in last(page)
    assert "It depends" in last(page)
    rows = page.locator(".cc-turn .cc-table tbody tr").all_inner_texts()
    assert any("Commercial" in row and "Z1000" in row for row in rows)


def test_the_answer_can_be_copied_as_text(page: Page) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name="Copy as text").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert "Z1000T" in page.evaluate("navigator.clipboard.readText()")


def test_an_open_card_stays_open_when_the_next_answer_comes(page: Page) -> None:
    ask(page, QUESTION)
    page.locator(".cc-cards summary").first.click()
    ask(page, "And how many units?")
    page.locator(".cc-cards details[open]").first.wait_for()


def test_a_note_is_shown_with_marks_that_lead_to_its_findings(page: Page) -> None:
    critique(page)
    mark = page.locator("mark.cc-blocks_billing", has_text="seconds")
    assert mark.inner_text() == "____ seconds"
    mark.click()
    focused = page.evaluate("document.activeElement.innerText")
    assert "The time is blank" in focused
    assert "Blocks billing" in focused


def test_the_marked_note_is_the_note_letter_for_letter(page: Page) -> None:
    critique(page)
    shown = page.evaluate(
        "() => { const note = document.querySelector('.cc-note').cloneNode(true);"
        " note.querySelectorAll('.cc-ref').forEach(ref => ref.remove()); return note.textContent; }"
    )
    assert shown == NOTE


def test_a_critique_shows_audit_elements_fixes_letter_and_codes(page: Page) -> None:
    critique(page, claim="Z1000-50 x1")
    text = page.locator("#cc-result").inner_text()
    for words in (
        "Cannot be coded as written",
        "Z1000-50 x1",
        "Remove",
        "Z1000T-LT x1",
        "Keep",
        "Searched for: seconds of warming",
        "Warming time at each site",
        "Dear colleague",
        "Z1000T",
    ):
        assert words in text


def test_the_critique_can_be_downloaded_as_json(page: Page) -> None:
    critique(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download JSON").click()
    form = json.loads(Path(coming.value.path()).read_text())
    assert form["schema"] == "chartcite.critique/1"
    assert form["disposition"] == "cannot_code"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_text_file_is_opened_without_being_uploaded(page: Page, requests: list[str], encoding: str) -> None:
    page.get_by_role("tab", name="Critique").click()
    page.set_input_files("#cc-file", {"name": "n.txt", "mimeType": "text/plain", "buffer": "Note é".encode(encoding)})
    page.get_by_text("Opened n.txt").wait_for()
    assert page.input_value("#cc-note textarea") == "Note é"
    assert not any("upload" in request for request in requests)


def test_a_file_that_is_no_text_is_refused_and_the_note_stays(page: Page) -> None:
    page.get_by_role("tab", name="Critique").click()
    page.fill("#cc-note textarea", "my note")
    page.set_input_files("#cc-file", {"name": "n.txt", "mimeType": "text/plain", "buffer": b"a\x00\x01b"})
    page.get_by_text("is not text").wait_for()
    assert page.input_value("#cc-note textarea") == "my note"


def test_an_empty_note_is_refused_in_a_sentence(page: Page) -> None:
    critique(page, note="  ")
    assert "The note is empty." in page.locator("#cc-result").inner_text()


def test_scripts_and_markdown_in_a_note_and_a_question_show_as_text(page: Page, errors: list[str]) -> None:
    ask(page, HOSTILE + " Medicare")
    critique(page, NOTE + HOSTILE, claim=HOSTILE)
    page.wait_for_timeout(300)
    assert page.title() == "Chartcite"
    assert HOSTILE in page.evaluate("document.querySelector('.cc-note').textContent")
    assert HOSTILE in page.evaluate("document.querySelector('.cc-question').textContent")
    assert page.locator(":is(#cc-chat, #cc-result) :is(script, img, [onerror], a[href^=javascript])").count() == 0
    assert errors == []


def test_sources_are_filtered_and_open_with_their_passages(page: Page) -> None:
    page.get_by_role("tab", name="Sources").click()
    page.get_by_label("Find a source").fill("reef")
    visible = page.locator(".cc-source:visible")
    assert visible.count() == 1
    visible.locator("summary").click()
    page.get_by_text("This holds in Ohio.").wait_for()


def test_no_request_leaves_this_machine_and_the_browser_complains_of_nothing(
    page: Page, requests: list[str], errors: list[str]
) -> None:
    ask(page, QUESTION)
    critique(page)
    page.get_by_role("tab", name="Sources").click()
    page.locator(".cc-source summary").first.click()
    page.wait_for_selector(".cc-passage")
    outside = [
        url for url in requests if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname != "127.0.0.1"
    ]
    assert len(requests) > 10
    assert outside == []
    assert errors == []


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    ask(page, QUESTION)
    page.locator(".cc-cards summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    critique(page, claim="Z1000-50 x1")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_the_contrast_of_wcag_aa(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.reload()
    page.wait_for_selector("#cc-question textarea")
    ask(page, QUESTION)
    ask(page, "please crash")
    critique(page, claim="Z1000-50 x1")
    page.get_by_role("tab", name="Ask").click()
    weak = page.evaluate((Path(__file__).parent / "contrast.js").read_text())
    page.get_by_role("tab", name="Critique").click()
    weak += page.evaluate((Path(__file__).parent / "contrast.js").read_text())
    assert weak == []


def test_a_question_can_be_asked_and_its_evidence_opened_by_keyboard_alone(page: Page) -> None:
    page.locator("#cc-question textarea").focus()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector(".cc-turn .cc-ref")
    page.locator(".cc-turn .cc-ref").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.locator(".cc-cards details[open]").count() == 1


def test_every_field_and_button_has_a_name(page: Page) -> None:
    ask(page, QUESTION)
    nameless = page.evaluate(
        "() => [...document.querySelectorAll('input, textarea, button')]"
        ".filter(e => e.offsetParent !== null && !e.labels?.length && !e.getAttribute('aria-label') && !e.innerText.trim() && !e.title).map(e => e.outerHTML.slice(0, 120))"
    )
    assert nameless == []
