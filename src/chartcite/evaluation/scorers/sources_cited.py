"""Sources cited: the share of the case's patterns found among the cited sources, and among the cited passages.

Sources are looked for where they are cited by a claim, not in the list of sources alone.
"""

from __future__ import annotations

import re

from chartcite.evaluation.cases import Case, QuestionCase
from chartcite.evaluation.score import Fault, Got, Ground, Score, share


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it does not apply."""
    if got.answer is None or not isinstance(case, QuestionCase):
        return None
    citations = [c for claim in got.answer.claims for c in claim.citations]
    used = {c.source for c in citations}
    sources = "\n".join(f"{s.id} {s.title} {s.publisher}" for s in got.answer.sources if s.id in used)
    passages = "\n".join(dict.fromkeys(c.passage for c in citations))
    expect = case.expect
    faults = [Fault("cites", f"cites nothing like {p!r}") for p in expect.cites if not re.search(p, sources, re.I)]
    faults += [
        Fault("cites", f"cites no passage like {p!r}") for p in expect.cites_passage if not re.search(p, passages, re.I)
    ]
    return share(len(expect.cites) + len(expect.cites_passage), faults)
