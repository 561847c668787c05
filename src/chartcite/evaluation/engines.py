"""A model's engine beside the embedded one, case by case: whether any decision differs, and what became of its sentences."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from chartcite.copilot import Copilot
from chartcite.domain.answer import Answer, Critique
from chartcite.domain.record import Record
from chartcite.evaluation.cases import Case, Suite
from chartcite.evaluation.runner import OUTSIDE
from chartcite.evaluation.scoring import faults_of, scores
from chartcite.evaluation.subject import Subject

FOLDER = "engines"
"""Where runs are kept, beside the baselines of the embedded engine and never among them."""
_WORDING = frozenset({"summary", "claims", "rejected", "notices", "receipt", "timings_ms"})
_PARTICULAR = re.compile(r"“[^”]*”|'[^']*'|\"[^\"]*\"|\$?\d[\w.,%-]*|\b[A-Z]\d[\w.]*")
_MOST_REASONS = 12


class SuiteTally(Record):
    """What a suite came to under both engines. `differing` are cases in which a decision or a citation is another."""

    suite: str
    cases: int = 0
    differing: tuple[str, ...] = ()
    whole_embedded: int = 0
    whole_model: int = 0
    sentences: int = 0
    worded: int = 0
    rejected: int = 0
    fell_back: int = 0
    """Cases in which nothing is in the model's words."""
    reasons: dict[str, int] = {}
    notices: dict[str, int] = {}
    seconds: float = 0.0


class EngineRecord(Record):
    """A run of an engine beside the embedded one."""

    engine: str
    endpoint: str
    knowledge: str
    suites: tuple[SuiteTally, ...]

    @property
    def differing(self) -> tuple[str, ...]:
        """Every case in which the engines decide differently."""
        return tuple(f"{tally.suite} {case}" for tally in self.suites for case in tally.differing)


def compare(
    embedded: Copilot, worded: Copilot, suites: Sequence[Suite], most: int | None, progress: Callable[[int, int], None]
) -> list[SuiteTally]:
    """Both engines on the same cases: at most `most` of each suite, spread over it."""
    plain, other = Subject(embedded, twice=False), Subject(worded, twice=False)
    chosen = [(suite, _spread(suite.cases, most)) for suite in suites]
    total, done = sum(len(cases) for _, cases in chosen), 0
    made = []
    for suite, cases in chosen:
        tally = _Tally(suite)
        for case in cases:
            tally.take(case, plain, other)
            done += 1
            progress(done, total)
        made.append(tally.record())
    return made


def decided(result: Answer | Critique) -> dict[str, Any]:
    """All that a model may not change: the decisions, and each claim's id, kind and citations."""
    body = result.model_dump(mode="json", exclude=set(_WORDING))
    return body | {"claims": [(claim.id, claim.kind, claim.citations) for claim in result.claims]}


def write(record: EngineRecord, folder: Path) -> Path:
    """Keep a run as the one to compare with, in a file of its own for each engine."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{re.sub(r'[^a-z0-9.]+', '-', record.engine.lower()).strip('-')}.json"
    body = record.model_dump(exclude={"endpoint"})
    path.write_text(json.dumps(body, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def markdown(record: EngineRecord) -> str:
    """The run as a table, with what was refused and why."""
    lines = [
        f"# {record.engine} beside the embedded engine",
        "",
        "| suite | cases | decisions differ | whole embedded | whole with the model | sentences | in its words | rejected | seconds |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {t.suite} | {t.cases} | {len(t.differing)} | {t.whole_embedded} | {t.whole_model} | {t.sentences} | {t.worded} "
        f"| {t.rejected} | {t.seconds:.0f} |"
        for t in record.suites
    ]
    for title, field in (("Refused, by reason", "reasons"), ("Notices", "notices")):
        counted = sum((Counter(getattr(tally, field)) for tally in record.suites), Counter[str]())
        lines += ["", f"## {title}", "", *(f"- {count} x {why}" for why, count in counted.most_common(_MOST_REASONS))]
    return "\n".join([*lines, ""])


class _Tally:
    def __init__(self, suite: Suite) -> None:
        self.suite = suite
        self.counts: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.notices: Counter[str] = Counter()
        self.differing: list[str] = []
        self.seconds = 0.0

    def take(self, case: Case, plain: Subject, other: Subject) -> None:
        """Run one case under both engines; an error of the model's alone counts as a difference."""
        self.counts["cases"] += 1
        day = case.as_of or self.suite.as_of
        try:
            first, second = plain.got(case, day), other.got(case, day)
            ground = plain.ground_of(case)
            self.counts["whole_embedded"] += not faults_of(scores(case, first, ground))
            self.counts["whole_model"] += not faults_of(scores(case, second, ground))
        except OUTSIDE:
            self.differing.append(case.id)
            return
        if decided(first.result) != decided(second.result):
            self.differing.append(case.id)
        self._words(first.result, second.result)

    def _words(self, plain: Answer | Critique, other: Answer | Critique) -> None:
        before = {claim.id: claim.text for claim in plain.claims}
        worded = sum(before.get(claim.id) != claim.text for claim in other.claims)
        self.counts["sentences"] += len(before)
        self.counts["worded"] += worded
        self.counts["fell_back"] += not worded
        refused = other.rejected[len(plain.rejected) :]
        self.counts["rejected"] += len(refused)
        self.reasons.update(_general(why) for item in refused for why in item.why.split("; "))
        self.notices.update(_general(notice) for notice in other.notices[len(plain.notices) :])
        self.seconds += other.timings_ms.get("total", 0.0) / 1000

    def record(self) -> SuiteTally:
        return SuiteTally(
            suite=self.suite.name,
            differing=tuple(self.differing),
            reasons=dict(self.reasons.most_common()),
            notices=dict(self.notices.most_common()),
            seconds=round(self.seconds, 1),
            **self.counts,
        )


def _spread(cases: Sequence[Case], most: int | None) -> list[Case]:
    """At most so many cases, at even distances."""
    if most is None or len(cases) <= most:
        return list(cases)
    return [cases[i * len(cases) // most] for i in range(most)]


def _general(text: str) -> str:
    """A reason without the words it is about."""
    return _PARTICULAR.sub("…", text)[:120]
