"""An answer on the screen: what to do first, then why, then every source."""

from __future__ import annotations

import io

from chartcite.catalog.library import Library
from chartcite.domain.answer import Answer
from chartcite.rendering.json_form import answer_form
from chartcite.rendering.names import Names
from chartcite.rendering.pages import answer_page
from chartcite.rendering.text_form import print_document
from chartcite.web import parts, words
from chartcite.web.evidence import Evidence
from chartcite.web.markup import EMPTY, Html, el, join

OUTCOME_TONES = {"answered": "good", "needs_information": "warn", "abstained": "plain"}
VERDICT_TONES = {"yes": "good", "no": "bad", "depends": "warn", "unknown": "plain"}
NOTHING_HELD = "Nothing that is held answers this, so nothing is said. The tab Sources lists what is held."

REASONS = "The reasons and sources of the last answer, to: {}"


def answer_html(answer: Answer, library: Library, key: str) -> Html:
    """The whole answer; `key` starts every id in it."""
    names = Names.of(library.vocabularies)
    sealed = answer.model_copy(update={"receipt": answer.receipt.model_copy(update=_digest(answer, names))})
    evidence = Evidence(sealed, library, key)
    return el(
        "article",
        _head(sealed),
        parts.made_for(sealed, evidence),
        _notices(sealed, evidence),
        parts.report(sealed, evidence),
        parts.do_not_report(sealed, evidence),
        parts.coverage(sealed, evidence),
        parts.missing(sealed, evidence),
        parts.conflicts(sealed, evidence),
        parts.diagnoses(sealed, evidence),
        evidence.cards(),
        parts.rejected(sealed),
        _foot(sealed, names, key),
        cls="cc-answer",
        id=key,
        aria_label="Answer",
    )


def reasons_html(answer: Answer, library: Library, key: str) -> Html:
    """Why the last answer says what it says: what each of its lines rests on, who governs, every source with its words."""
    evidence = Evidence(answer, library, key)
    texts = {claim.id: claim.text for claim in answer.claims}
    because = [
        el(
            "li",
            parts.code(item.code),
            " ",
            evidence.said(" ".join(texts[c] for c in item.claims if c in texts), item.claims),
        )
        for item in answer.report
    ]
    asked = el("p", REASONS.format(answer.question), cls="cc-quiet")
    return el(
        "article",
        el("header", asked),
        parts.section("Why these codes", el("ul", *because) if because else EMPTY),
        parts.do_not_report(answer, evidence),
        parts.coverage(answer, evidence),
        parts.conflicts(answer, evidence),
        evidence.cards(opened=True),
        cls="cc-answer",
        id=key,
        aria_label="Reasons",
    )


def _digest(answer: Answer, names: Names) -> dict[str, str]:
    return {"answer": str(answer_form(answer, names)["receipt"]["answer"])}


def _head(answer: Answer) -> Html:
    badges = [parts.badge(words.OUTCOMES[answer.outcome], OUTCOME_TONES[answer.outcome])]
    if answer.verdict and answer.outcome != "abstained":
        badges.append(parts.badge(words.VERDICTS[answer.verdict], VERDICT_TONES[answer.verdict] + " cc-verdict"))
    summary = el("p", answer.summary or (NOTHING_HELD if answer.outcome == "abstained" else None), cls="cc-summary")
    return el("header", el("p", *badges, cls="cc-badges"), summary)


def _notices(answer: Answer, evidence: Evidence) -> Html | None:
    said = [*answer.notices, *parts.other_assumptions(answer, evidence)]
    return el("ul", *(el("li", notice) for notice in said), cls="cc-notices", aria_label="Notices") if said else None


def _foot(answer: Answer, names: Names, key: str) -> Html:
    page = io.StringIO()
    print_document(answer_page(answer, names), page)
    copied = el("pre", page.getvalue(), id=f"{key}-text", hidden=True)
    return el(
        "footer", join([parts.copy_button("Copy as text", f"{key}-text"), el("p", parts.receipt(answer))]), copied
    )
