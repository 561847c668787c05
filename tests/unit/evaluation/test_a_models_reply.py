"""A case may hold what a model replies: it is asked, judged, and decides nothing, on the invented field."""

from __future__ import annotations

import json
from datetime import date

from chartcite.catalog.library import Library
from chartcite.copilot import Copilot
from chartcite.domain.answer import Answer
from chartcite.domain.draft import Found
from chartcite.drafting.embedded import EmbeddedDrafter
from chartcite.evaluation.cases import Expect, QuestionCase
from chartcite.evaluation.scorers import twin
from chartcite.evaluation.subject import Subject

FALSE = "Brazing of a mainspring is never reported with any code."


class FindsNothing:
    def search(self, query: str, view: object, codes: tuple[str, ...], *more: object) -> Found:
        return Found()


def case(reply: str | None) -> QuestionCase:
    return QuestionCase(id="m1", question="Which code for brazing of a mainspring?", expect=Expect(), reply=reply)


def answered(invented: Library, reply: str | None) -> Answer:
    copilot = Copilot(invented, FindsNothing(), EmbeddedDrafter(), lambda: date(2022, 6, 1), "sha256:s")
    answer = Subject(copilot).got(case(reply), None).answer
    assert answer is not None
    return answer


def test_a_false_sentence_of_the_reply_is_refused_and_what_was_decided_stands(invented: Library) -> None:
    clean = answered(invented, None)
    worded = answered(invented, json.dumps({"sentences": [{"key": "s1", "text": FALSE}]}))
    assert FALSE in [item.text for item in worded.rejected]
    assert FALSE not in [claim.text for claim in worded.claims]
    assert twin.parts(worded) == twin.parts(clean)


def test_a_reply_out_of_form_leaves_the_answer_in_its_own_words(invented: Library) -> None:
    clean, worded = answered(invented, None), answered(invented, "The answer is yes.")
    assert [claim.text for claim in worded.claims] == [claim.text for claim in clean.claims]
    assert any("can't be used" in notice for notice in worded.notices)
