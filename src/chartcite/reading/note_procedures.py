"""The procedures of a note: the title says what, the body shows it; where they differ it is flagged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from chartcite.domain.note import Sentence
from chartcite.domain.text import Figure, Mention, Procedure, Span
from chartcite.reading.lexicon import Lexicon
from chartcite.reading.procedures import Draft, Grouper, spans_of

_NOT_DONE = frozenset({"planned", "offered", "past", "denied", "conditional", "discussed", "aborted"})
_POSITIONING = re.compile(r"\s*(?:-?\s*(?:lateral|decubitus|side (?:up|down)|hand(?:ed)?\b|arm was|leg was))", re.I)
_NEEDS_AGENT = frozenset({"toxin", "chemical"})  # groups of techniques that a body must show an agent for
_HEAT = frozenset({"rf", "mode-open"})


@dataclass
class Made:
    """Procedures with the flags and conflicts of the whole note."""

    procedures: list[Procedure] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    conflicts: dict[str, tuple[Span, ...]] = field(default_factory=dict)


class NoteProcedures:
    """Gathers procedures from placed mentions."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._vocab = lexicon.library.vocabularies
        self._grouper = Grouper(self._vocab)

    def of(self, text: str, mentions: list[Mention], spans: list[Sentence], figures: Sequence[Figure], blanks: Sequence[Span]) -> Made:
        """What was done, by title and body."""
        made = Made()
        done = self._done(mentions, spans)
        if not done:
            return made
        title = [m for m in done if spans[m.sentence].section.title]
        body = [m for m in done if not spans[m.sentence].section.title]
        shown = [f for f in figures if self._is_done(f.span, spans)]
        techniques = self._techniques(title, body, shown, made)
        if not techniques:
            return made
        targets = self._targets(title, body)
        for draft in self._grouper.group(text, techniques, targets):
            made.procedures.append(self._procedure(text, draft, title, body, shown, spans, made))
        self._blanks(text, blanks, spans, made)
        return made

    @staticmethod
    def _done(mentions: list[Mention], spans: list[Sentence]) -> list[Mention]:
        """Mentions said as done; text under no heading of its own counts when the note has no section of a procedure."""
        has_procedure = any(s.section.title or s.section.assertion == "done" for s in spans)
        wanted = {"done"} if has_procedure else {"done", "stated"}
        return [m for m in mentions if m.assertion in wanted or (spans[m.sentence].section.title and m.assertion not in _NOT_DONE)]

    @staticmethod
    def _is_done(span: Span, spans: list[Sentence]) -> bool:
        for sentence in spans:
            if sentence.span.start <= span.start < sentence.span.end:
                return sentence.section.assertion in ("done", "stated") or sentence.section.title
        return False

    def _groups(self, mention: Mention) -> frozenset[str]:
        return frozenset(self._vocab.techniques[mention.value].groups)

    def _techniques(self, title: list[Mention], body: list[Mention], figures: Sequence[Figure], made: Made) -> list[Mention]:
        """Techniques of the title that the body bears out, and those that only the body shows."""
        in_title, in_body = self._grouper.techniques(title), self._grouper.techniques(body)
        if not body:
            return in_title
        agents = {g for m in body if m.kind == "agent" for g in self._vocab.agents[m.value].groups}
        body_groups = {g for m in in_body for g in self._groups(m)}
        kept = []
        for mention in in_title:
            if self._borne_out(mention, body_groups, agents, in_body, figures):
                kept.append(mention)
            else:
                made.flags.add("contradictory-title")
                made.conflicts.setdefault("title", spans_of([mention, *in_body[:1]]))
        beaten = {loser for m in (*kept, *in_body) for loser in self._vocab.techniques[m.value].beats}
        return [m for m in (*kept, *in_body) if m.value not in beaten]

    def _borne_out(self, mention: Mention, groups: set[str], agents: set[str], in_body: list[Mention], figures: Sequence[Figure]) -> bool:
        own = self._groups(mention)
        if mention.value in {m.value for m in in_body} or own & groups:
            return True
        if own & _NEEDS_AGENT:
            return not agents  # a body that names other agents only does not show this one
        if own & _HEAT:
            return any(f.fact == "temperature_c" for f in figures) or not in_body
        return True

    def _targets(self, title: list[Mention], body: list[Mention]) -> list[Mention]:
        """Targets of the title, and of the body those of the same family or beside what was done."""
        named = self._grouper.targets(title)
        if not named or all(self._grouper.is_vague(m.value) for m in named):
            treated = self._beside_action(body)
            found = self._grouper.targets([*named, *treated]) or self._grouper.targets(body)
            return found
        ids = [m.value for m in named]
        families = {self._grouper.family(i, ids) for i in ids}
        joined = [m for m in body if m.kind == "target" and self._grouper.family(m.value, ids) in families]
        strong = [m for m in self._beside_action(body, strong=True) if not self._grouper.is_vague(m.value)]
        return self._grouper.targets([*named, *joined, *strong])

    def _beside_action(self, body: list[Mention], *, strong: bool = False) -> list[Mention]:
        """Body targets in a sentence that also tells of a technique or agent."""
        def acts(m: Mention) -> bool:
            if m.kind == "agent":
                groups = self._vocab.agents[m.value].groups
                return "neurolytic" in groups or "toxin-agent" in groups or (not strong and "contrast-medium" not in groups)
            return m.kind == "technique" and (not strong or self._vocab.techniques[m.value].precedence >= 38)

        acting = {m.sentence for m in body if acts(m)}
        return [m for m in body if m.kind == "target" and m.sentence in acting]

    def _procedure(
        self, text: str, draft: Draft, title: list[Mention], body: list[Mention], figures: Sequence[Figure], spans: list[Sentence], made: Made
    ) -> Procedure:
        numbers = self._numbers(draft, title, body, figures, spans)
        technique = draft.technique
        if technique:
            technique, _ = self._grouper.resolve(technique, numbers, question=False)
        rows = [self._vocab.targets[m.value] for m in draft.targets]
        said = " ".join(text[s.span.start : s.span.end] for s in spans if s.section.title or s.section.assertion in ("done", "stated"))
        levels = self._lexicon.levels.read(said, as_nerves=any(r.levels == "nerves" for r in rows))
        bears = any(r.levels != "none" for r in rows)
        targets = tuple(dict.fromkeys(self._grouper.with_level(m.value, levels.letters) for m in draft.targets))
        side = self._side(text, draft, title, body, made)
        numbers.update(self._grouper.counts([m.value for m in draft.targets], side, said, levels, self._lexicon.levels))
        everything = [*title, *body]
        flags = {"vague-target"} if draft.targets and all(self._grouper.is_vague(m.value) for m in draft.targets) else set()
        return Procedure(
            techniques=(technique,) if technique else (), targets=targets, side=side, stage=self._stage(everything),
            levels=(*levels.singles, *("-".join(p) for p in levels.pairs)) if bears else (),
            agents=tuple(dict.fromkeys(m.value for m in everything if m.kind == "agent")),
            guidance=tuple(dict.fromkeys(m.value for m in everything if m.kind == "guidance")),
            numbers=numbers, flags=frozenset(flags),
            spans=spans_of([*draft.targets, *(m for m in everything if m.kind == "technique" and m.value == draft.technique)][:6]),
        )  # fmt: skip

    def _numbers(self, draft: Draft, title: list[Mention], body: list[Mention], figures: Sequence[Figure], spans: list[Sentence]) -> dict[str, float]:
        """Figures of this procedure: temperature and time as stated, concentration beside a neurolytic agent."""
        numbers: dict[str, float] = {}
        neurolytic = [m.span for m in (*title, *body) if m.kind == "agent" and "neurolytic" in self._vocab.agents[m.value].groups]
        for figure in figures:
            if figure.fact == "concentration_pct":
                if any(abs(figure.span.end - s.start) <= 30 or abs(s.end - figure.span.start) <= 30 for s in neurolytic):
                    numbers.setdefault(figure.fact, figure.value)
            else:
                numbers.setdefault(figure.fact, figure.value)
        return numbers

    def _side(self, text: str, draft: Draft, title: list[Mention], body: list[Mention], made: Made) -> str | None:
        """The title's side for these targets; the body's when the title has none; a contradiction is no side."""
        head = self._sides(text, title)
        rest = self._sides(text, body)
        own = head
        if len({m.value for m in head}) > 1 and draft.targets:
            anchor = draft.targets[0].span.start
            own = [min(head, key=lambda m: abs(m.span.start - anchor))]
        values = {m.value for m in own}
        if not values:
            found = {m.value for m in rest}
            return "both" if "both" in found or len(found) > 1 else next(iter(found), None)
        side = "both" if "both" in values or len(values) > 1 else values.pop()
        against = {m.value for m in rest}
        if side in ("left", "right") and against and side not in against and "both" not in against:
            made.flags.add("contradictory-side")
            made.conflicts["side"] = spans_of([*own[:1], *rest[:1]])
            return None
        return side

    @staticmethod
    def _sides(text: str, mentions: list[Mention]) -> list[Mention]:
        return [m for m in mentions if m.kind == "side" and not _POSITIONING.match(text[m.span.end : m.span.end + 20])]

    @staticmethod
    def _stage(mentions: list[Mention]) -> str:
        stages = [m.value for m in mentions if m.kind == "stage" and m.value.startswith("aborted")]
        return "aborted-before" if "aborted-before" in stages else stages[0] if stages else "done"

    def _blanks(self, text: str, blanks: Sequence[Span], spans: list[Sentence], made: Made) -> None:
        """Flags for blanks of a template in what was done, by what they leave open."""
        for blank in blanks:
            if not self._is_done(blank, spans):
                continue
            made.flags.add("template-blank")
            made.conflicts.setdefault("blank", (blank,))
            written = text[blank.start : blank.end].lower()
            around = text[max(0, blank.start - 40) : blank.end + 25].lower()
            if re.search(r"side|lateral|extremity", written) or re.search(r"\b(?:the|on)\s*$", around[: min(40, blank.start)]) and "extremity" in around:
                made.flags.add("blank-side")
            elif "#" in written or re.search(r"level|ramus of|foram|vertebra|\bat\b", around):
                made.flags.add("blank-level")
            elif re.search(r"nerve|target|branch", around):
                made.flags.add("blank-target")
