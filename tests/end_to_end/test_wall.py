"""The wall on real answers: no mutant gets through, most honest paraphrases do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from tests.abuses import Abuser
from tests.conftest import ROOT
from tests.mutants import Mutator
from tests.turned import turned

from chartcite.catalog.sentences import sentences
from chartcite.catalog.view import View
from chartcite.checking.wall import Wall
from chartcite.copilot import Copilot
from chartcite.domain.answer import Claim
from chartcite.domain.draft import DraftClaim
from chartcite.domain.encounter import EncounterRequest
from chartcite.domain.vocabulary import Cite
from chartcite.evaluation.cases import load_suite

SAMPLE_EVERY, EACH, AT_LEAST = 17, 30, 4_000
ABUSES_EACH, ABUSES_AT_LEAST = 24, 3_000
TURNED_EACH, TURNED_AT_LEAST = 16, 2_000
PASSING = 0.57


@dataclass(frozen=True)
class Said:
    """A claim of a real answer, and the view it was made in."""

    claim: Claim
    view: View

    @property
    def base(self) -> DraftClaim:
        cites = tuple(Cite(passage=c.passage, quote=c.quote) for c in self.claim.citations)
        return DraftClaim(self.claim.id, self.claim.text, self.claim.kind, cites)


@pytest.fixture(scope="module")
def said(copilot: Copilot) -> list[Said]:
    made: dict[str, Said] = {}
    for path in sorted((ROOT / "evals/suites/questions").glob("*.yaml")):
        for case in load_suite(path).cases[::SAMPLE_EVERY]:
            answer = copilot.ask(case.question, EncounterRequest(), today=case.as_of)  # type: ignore[union-attr]
            view = copilot.library.as_of(answer.context)
            made |= {claim.text: Said(claim, view) for claim in answer.claims}
    return list(made.values())


def decided(*codes: str) -> Any:
    """A decision that reports these codes and refuses none: the one under which most may be said."""
    return SimpleNamespace(lines=[SimpleNamespace(code=code) for code in codes], refused=[])


def test_every_mutant_of_real_answers_is_refused(copilot: Copilot, said: list[Said]) -> None:
    mutator = Mutator(copilot.library, tuple(s.claim.text for s in said))
    lenient = decided(*copilot.library.codes)
    judged: Counter[str] = Counter()
    escaped = []
    for one in said:
        wall = Wall(one.view)
        for mutant in mutator.mutants(one.claim.text, EACH):
            judged[mutant.kind] += 1
            if not wall.faults(mutant.text, one.base, decision=lenient):
                escaped.append((mutant, one.claim.text))
    assert sum(judged.values()) >= AT_LEAST, judged
    assert escaped == []


def test_no_wording_that_abuses_a_turn_or_an_equal_phrase_is_said(copilot: Copilot, said: list[Said]) -> None:
    abuser = Abuser(copilot.library)
    lenient = decided(*copilot.library.codes)
    judged, escaped = 0, []
    for one in said[::2]:
        wall = Wall(one.view)
        true = [t for t in abuser.restated(one.claim.text) if not wall.faults(t, one.base, decision=lenient)]
        for text in (one.claim.text, *true[:2]):
            for mutant in abuser.abuses(text, ABUSES_EACH):
                judged += 1
                if mutant.text != one.claim.text and not wall.faults(mutant.text, one.base, decision=lenient):
                    escaped.append((mutant, one.claim.text))
    assert judged >= ABUSES_AT_LEAST
    assert escaped == []


def test_no_mutant_of_a_turned_wording_is_said(copilot: Copilot, said: list[Said]) -> None:
    mutator, abuser = Mutator(copilot.library, tuple(s.claim.text for s in said)), Abuser(copilot.library)
    lenient = decided(*copilot.library.codes)
    judged, escaped = 0, []
    for one in said[1::2]:
        wall, base = Wall(one.view), one.base
        true = [t for t in turned(wall, base.base) if not wall.faults(t, base, decision=lenient)]
        for text in (true[:1] + true[-1:])[: len(true)]:
            for mutant in (*mutator.mutants(text, TURNED_EACH), *abuser.abuses(text, TURNED_EACH)):
                judged += 1
                if not wall.faults(mutant.text, base, decision=lenient):
                    escaped.append((mutant, text, base.base))
    assert judged >= TURNED_AT_LEAST
    assert escaped == []


def test_most_words_of_the_field_may_stand_for_their_like(copilot: Copilot, said: list[Said]) -> None:
    abuser, lenient = Abuser(copilot.library), decided(*copilot.library.codes)
    judged = [
        not Wall(one.view).faults(text, one.base, decision=lenient)
        for one in said[::2]
        for text in abuser.restated(one.claim.text)
    ]
    assert len(judged) >= 100
    assert sum(judged) / len(judged) >= 0.9


def test_a_part_of_a_sentence_is_no_wording_of_it(said: list[Said]) -> None:
    judged = 0
    for one, start, words in _cuts(said):
        cut, whole = " ".join(words[start : start + max(3, len(words) // 2)]), " ".join(words)
        judged += 1
        assert Wall(one.view).faults(cut, DraftClaim("k", whole, "quoted", ()), decision=None)
    assert judged > 100


def _cuts(said: list[Said]) -> Iterator[tuple[Said, int, list[str]]]:
    for one in said[::2]:
        words = sentences(one.base.cites[0].quote)[0].text.split()
        if len(words) > 5:
            yield from ((one, start, words) for start in (0, 1, len(words) // 2))


def test_a_sentence_of_a_neighbouring_passage_is_no_wording_of_the_quote(copilot: Copilot, said: list[Said]) -> None:
    passages = list(copilot.library.passages.values())
    for index in range(1, len(passages), 9):
        own, other = sentences(passages[index].text)[0].text, sentences(passages[index - 1].text)[0].text
        if own != other:
            wall = Wall(said[0].view)
            base = DraftClaim("k", own, "quoted", (Cite(passage=passages[index].id, quote=own),))
            assert wall.faults(other, base.reworded(other), decision=None)


def test_most_honest_paraphrases_may_be_said(copilot: Copilot, said: list[Said]) -> None:
    cases = yaml.safe_load((ROOT / "evals/suites/wall/paraphrases.yaml").read_text(encoding="utf-8"))
    wall = Wall(said[0].view)
    passed = sum(not wall.faults(case["says"], _base(case), decision=_as_told(copilot, case)) for case in cases)
    assert len(cases) >= 150
    assert passed / len(cases) >= PASSING


def test_every_claim_may_be_said_with_nothing_but_an_opening_before_it(copilot: Copilot, said: list[Said]) -> None:
    lenient = decided(*copilot.library.codes)
    refused = [
        one.claim.text
        for one in said
        if Wall(one.view).faults(f"Note that {_decapitalised(one.claim.text)}", one.base, decision=lenient)
    ]
    assert [text for text in refused if "\n" not in text] == []


def _decapitalised(text: str) -> str:
    """Without the capital that only opens a sentence."""
    word = text.partition(" ")[0]
    return (
        text[0].lower() + text[1:] if word in ("A", "An", "The", "In", "For", "On", "At", "When", "If", "No") else text
    )


def test_every_false_wording_written_by_hand_is_refused(copilot: Copilot, said: list[Said]) -> None:
    cases = yaml.safe_load((ROOT / "evals/suites/wall/attacks.yaml").read_text(encoding="utf-8"))
    wall, lenient = Wall(said[0].view), decided(*copilot.library.codes)
    assert len(cases) >= 100
    assert [c["says"] for c in cases if not wall.faults(c["says"], _base(c), decision=lenient)] == []


def _base(case: dict[str, str]) -> DraftClaim:
    return DraftClaim("k", case["base"], "quoted", ())


def _as_told(copilot: Copilot, case: dict[str, str]) -> Any:
    """The decision that the base tells of: its codes are reported, unless it is a sentence against them."""
    against = any(word in case["base"].split() for word in ("not", "never"))
    return decided() if against else decided(*(code for code in copilot.library.codes if code in case["base"]))
