"""The page over the real knowledge: that it shows what the copilot says, not that this is right (the suites judge that)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NOTE = """PROCEDURE: Phenol neurolysis, right obturator nerve.
PROCEDURE CODES: 64640 x1, 95873 x2
DESCRIPTION: After consent the right obturator nerve was found with EMG stimulation. 6 mL of 5% phenol was injected.
"""


@pytest.fixture
def page(chromium: Browser, real_address: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(real_address)
    page.wait_for_selector("#cc-question textarea")
    yield page
    context.close()


def ask(page: Page, question: str) -> str:
    turns = page.locator(".cc-turn").count()
    page.fill("#cc-question textarea", question)
    page.click("#cc-ask")
    page.wait_for_function("n => document.querySelectorAll('.cc-turn').length > n", arg=turns)
    return page.locator(".cc-turn").last.inner_text()


def test_a_real_question_shows_a_cited_code_and_its_follow_up_keeps_ohio(page: Page) -> None:
    said = ask(page, "Which code for iovera cryoneurolysis at the knee, Medicare in Ohio?")
    assert "0441T" in said
    page.locator(".cc-turn .cc-ref").first.click()
    assert page.locator(".cc-cards details[open] mark.cc-quote").first.inner_text()
    ask(page, "How many units for both knees?")
    assert "Ohio" in page.locator(".cc-turn .cc-context").last.inner_text()


def test_a_real_chat_goes_on_from_its_question_and_ends_without_one(page: Page) -> None:
    ask(page, "Which code for iovera cryoneurolysis of the right infrapatellar saphenous nerve, Medicare in Ohio?")
    said = ask(page, "and in Texas?")
    assert "Read together with the question before" in said
    assert "Texas" in page.locator(".cc-turn .cc-context").last.inner_text()
    assert "Novitas" in said
    why = ask(page, "why?")
    assert "The reasons and sources of the last answer" in why
    assert page.locator(".cc-turn").last.locator("details[open] mark.cc-quote").count() > 1
    assert "could not be read together" in ask(page, "and the purple one?")
    assert "That asks nothing" in ask(page, "ok thanks")
    assert page.locator(".cc-turn").last.locator(".cc-badge").count() == 0


def test_a_real_note_shows_findings_and_the_audit_of_its_printed_codes(page: Page) -> None:
    page.get_by_role("tab", name="Critique").click()
    page.fill("#cc-note textarea", NOTE)
    page.click("#cc-critique")
    page.wait_for_selector("#cc-result .cc-finding")
    assert "64640" in page.locator("#cc-result .cc-line").first.inner_text()
    assert page.locator("#cc-result mark.cc-mark").count() > 3


def test_an_example_question_is_asked_with_one_click(page: Page) -> None:
    example = page.locator(".cc-example").first
    asked = example.inner_text()
    example.click()
    page.wait_for_selector(".cc-turn .cc-answer")
    assert page.locator(".cc-turn .cc-question").first.inner_text().strip() == asked.strip()
    assert "Codes to report" in page.locator(".cc-turn").first.inner_text()


def test_the_synthetic_note_shows_what_to_report_and_what_becomes_of_its_claim_at_one_glance(page: Page) -> None:
    page.get_by_role("tab", name="Critique").click()
    page.click("#cc-try")
    page.wait_for_function("() => document.querySelector('#cc-note textarea').value.includes('SYNTHETIC')")
    page.click("#cc-critique")
    page.wait_for_selector("#cc-result .cc-lines")
    assert "No code of this field" in page.locator("#cc-result .cc-lines").inner_text()
    held = "Claim lines: 2 to hold"  # the imaging waits with the procedure that it goes with
    assert held in page.locator("#cc-result .cc-lines").inner_text()


def test_all_real_sources_are_listed(page: Page) -> None:
    page.get_by_role("tab", name="Sources").click()
    page.wait_for_selector(".cc-source")
    assert page.locator(".cc-source").count() > 100


def choose(page: Page, field: str, *values: str) -> None:
    box = page.get_by_label(field, exact=True)
    for value in values:
        box.click()
        box.fill(value)
        page.get_by_role("option", name=value).first.click()
    box.press("Escape")


def test_two_states_stand_side_by_side_with_what_makes_the_difference(page: Page) -> None:
    page.get_by_role("tab", name="Compare").click()
    choose(page, "Payers", "Original Medicare")
    choose(page, "States", "Ohio", "Texas")
    page.fill("#cc-compared textarea", "Which code for iovera cryoneurolysis at the knee?")
    page.click("#cc-compare")
    page.wait_for_selector("#cc-comparison .cc-table")
    assert page.locator("#cc-comparison thead th").all_inner_texts() == ["Part", "OH", "TX"]
    assert "0441T" in page.locator("#cc-comparison .cc-table").inner_text()
    assert "Not under TX" in page.locator("#cc-comparison").inner_text()
    page.locator("#cc-comparison .cc-ref").first.click()
    assert page.locator("#cc-comparison details[open] mark.cc-quote").first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_one_value_alone_is_refused_with_what_to_do(page: Page) -> None:
    page.get_by_role("tab", name="Compare").click()
    choose(page, "States", "Ohio")
    page.fill("#cc-compared textarea", "Which code?")
    page.click("#cc-compare")
    page.wait_for_selector("#cc-comparison .cc-answer")
    assert "two or more values" in page.locator("#cc-comparison").inner_text()
