"""Reading a question: what is asked, about which procedure, for whom, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from chartcite.catalog.words import Word, phrase
from chartcite.domain.text import Mention, Procedure, ProposedLine, Reading
from chartcite.reading.questions.counting import counted, is_plural
from chartcite.reading.questions.implied import Implied
from chartcite.reading.questions.level_shares import joints_told, own_text
from chartcite.reading.questions.limbs import limb_figures
from chartcite.reading.questions.modifiers_named import NamedModifiers
from chartcite.reading.questions.polarity import Polarity
from chartcite.reading.questions.service_day import ServiceDay
from chartcite.reading.questions.set_apart import SetApart, called_so, whole_areas
from chartcite.reading.questions.sided import both_told, side_of, with_named, with_sides
from chartcite.reading.questions.spoken import Known, Spoken
from chartcite.reading.questions.states import NamedState
from chartcite.reading.questions.yes_no import YesNo, is_denied
from chartcite.reading.text.blanks import Blanks
from chartcite.reading.text.figures import claim_lines, stated
from chartcite.reading.text.levels import Levels
from chartcite.reading.text.lexicon import Lexicon
from chartcite.reading.text.procedures import Draft, Grouper, spans_of
from chartcite.reading.text.told import Initials, overcounted

_SUBJECTS = frozenset({"topic", "payer", "mac"})  # what a bare claim with a question mark is about
_SINGLE_LEVELS = frozenset({"nerves", "spaces", "bodies"})  # a range of them names each, not the joints between


@dataclass(frozen=True)
class QuestionReading:
    """A reading with what the words say of the encounter."""

    reading: Reading
    payer: str | None
    state: str | None
    mac: str | None
    place: str | None
    day: date | None
    year: int | None
    claim_type: str | None = None
    local_mac: str | None = None
    """The contractor of a place inside a state that goes to another one than the state."""
    text: str = ""  # the question with dictated codes written out, in which the spans count


class QuestionReader:
    """Reads questions with the lexicon of one library."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._vocab = lexicon.library.vocabularies
        self._language = self._vocab.question_language
        self._grouper = Grouper(self._vocab)
        self._implied = Implied(lexicon.library)
        self._yes_no = YesNo(self._language)
        self._modifiers = NamedModifiers(lexicon.modifiers, self._language)
        self._both_words = {phrase(name)[0] for name in self._language.both_before_target}
        self._apart = SetApart(
            self._language, self._vocab.note_language.place_names, called_so(self._vocab), whole_areas(self._vocab)
        )
        self._day = ServiceDay(self._language.days, self._language.other_days)
        self._state = NamedState(self._vocab)
        self._polarity = Polarity(self._language.polarity)
        self._blanks = Blanks(self._vocab.note_language)
        self._initials = Initials(lexicon)
        self._spoken = Spoken(self._language.spoken, self._known(), self._language.spoken_prefixes)

    def read(self, text: str) -> QuestionReading:
        """All that the question says."""
        text, spoken = self._spoken.written(text)
        mentions, words, corrections = self._lexicon.mentions(text, correct=True)
        mentions = [m for m in mentions if not self._initials.is_one(text, m)]
        mentions = self._apart.without(text, mentions, words)
        lines = self._lines(text, words)
        numbers = counted(
            text, mentions, words, self._lexicon_lines(text), self._language.numbers, self._vocab.levels.ordinals
        )
        facts = self._facts(text, mentions, words, lines)
        procedures = [] if self._is_aside(facts) else self._procedures(text, mentions, words, numbers)
        if overcounted(procedures, numbers):
            facts["flag"] = facts.get("flag", frozenset()) | {"units-above-nerves"}
        figures = [m.span for m in mentions if m.kind == "topic" and self._vocab.topics[m.value].answers]
        asked = self._yes_no.asked(text, words, self._said(text, mentions, words), figures)
        more = not asked and self._yes_no.asks_more(text, words)
        reading = Reading(
            tuple(mentions),
            tuple(procedures),
            tuple(lines),
            facts,
            numbers,
            bool(asked) or more,
            (*spoken, *corrections),
            stated(text),
            tuple(asked),
            self._polarity.is_turned(text, words, asked, lines),
            self._polarity.is_proposal(words, asked, lines),
            more,
        )
        return self._with_encounter(reading, text, words)

    def _with_encounter(self, reading: Reading, text: str, words: list[Word]) -> QuestionReading:
        """The reading, with whom, where and when the question names."""
        mentions = list(reading.mentions)
        mac, place, claim_type, local_mac = (
            self._first(mentions, kind) for kind in ("mac", "place", "claim_type", "local_mac")
        )
        payer = self._payer([m.value for m in mentions if m.kind == "payer"])
        state = self._state.told(mentions, words)
        bare = any(self._vocab.topics[t].answers for t in reading.facts.get("asks", ()))
        day, year = self._day.told(text, words, mentions, reading.lines, bare=bare)
        return QuestionReading(reading, payer, state, mac, place, day, year, claim_type, local_mac, text)

    def _known(self) -> Known:
        """What number words may be."""
        lexicon, language = self._lexicon, self._language
        return Known(
            lexicon.codes.fullmatch,
            lexicon.diagnoses.fullmatch,
            lexicon.modifiers,
            frozenset(word for name in language.modifier_context for word in phrase(name)[-1:]),
            frozenset(language.not_modifier_after),
            frozenset(letter.lower() for letter, _ in self._vocab.levels.letters),
        )

    def _said(self, text: str, mentions: list[Mention], words: list[Word]) -> set[int]:
        """Where codes, modifiers, diagnoses and subjects stand."""
        codes = {
            m.start() for pattern in (self._lexicon.codes, self._lexicon.diagnoses) for m in pattern.finditer(text)
        }
        named = set(self._modifiers.find(text, words).values())
        return codes | named | {m.span.start for m in mentions if m.kind in _SUBJECTS}

    def _is_aside(self, facts: dict[str, frozenset[str]]) -> bool:
        """Whether the procedure is named for another sake than its code, which is then not to be decided."""
        groups = {g for word in facts.get("word", ()) for g in self._vocab.words[word].groups}
        asks_code = any(self._vocab.topics[topic].asks_code for topic in facts.get("asks", ()))
        parts = self._vocab.reading_parts
        return not groups.isdisjoint(parts.coded_nowhere if asks_code else parts.never_coded | parts.coded_nowhere)

    def _payer(self, named: list[str]) -> str | None:
        """The first payer named; beside a line of business ("humana med adv") that payer's plan of the line."""
        payers = self._vocab.payers
        lines = {payers[name].line_of_business for name in named if name in self._language.lines_of_plans}
        first = next((name for name in named if name not in self._language.lines_of_plans), None)
        plans = (i for i, row in payers.items() if i.startswith(f"{first}-") and row.line_of_business in lines)
        return next(plans, None) or (named[0] if named else None)

    @staticmethod
    def _first(mentions: list[Mention], kind: str) -> str | None:
        return next((m.value for m in mentions if m.kind == kind), None)

    def _lines(self, text: str, words: list[Word]) -> list[ProposedLine]:
        lines = self._lexicon_lines(text)
        negations = [phrase(name) for name in self._language.negations]
        marked = []
        for line in lines:
            marked.append(replace(line, negated=is_denied(words, line.span.start, negations)))
        return marked

    def _lexicon_lines(self, text: str) -> list[ProposedLine]:
        return claim_lines(text, self._lexicon.codes, self._lexicon.modifiers, self._language.numbers)

    def _procedures(
        self, text: str, mentions: list[Mention], words: list[Word], numbers: dict[str, float]
    ) -> list[Procedure]:
        mentions = self._apart.without_asides(text, mentions, words)
        lines = self._lexicon_lines(text)
        targets = self._implied.targets(
            lines, self._grouper.targets(mentions), levels=bool(self._lexicon.levels.read(text, as_nerves=False).spans)
        )
        techniques = self._grouper.techniques(mentions, steps=True)
        techniques = techniques or self._implied.techniques(lines, targets, mentions, numbers)
        if not techniques and not targets:
            return []
        drafts = self._grouper.group(text, techniques, targets) or [Draft(techniques[0].value if techniques else None)]
        if limbs := limb_figures(words, mentions, self._language.numbers, self._vocab, numbers):
            whole = Draft(drafts[0].technique, targets, drafts[0].place)
            return [self._procedure(text, whole, [whole], mentions, words, {**numbers, **limbs}, None)]
        steps = [m for m in techniques if self._vocab.is_step(m.value)]
        placed = with_sides(text, drafts, techniques, steps, mentions, both_told(mentions, words, self._both_words))
        placed = with_named(placed, self._vocab.is_vague)
        every = [draft for draft, _ in placed]
        return [self._procedure(text, draft, every, mentions, words, numbers, side) for draft, side in placed]

    def _procedure(
        self,
        text: str,
        draft: Draft,
        drafts: Sequence[Draft],
        mentions: list[Mention],
        words: list[Word],
        numbers: dict[str, float],
        own_side: str | None,
    ) -> Procedure:
        technique, assumed = None, False
        if draft.technique:
            technique, assumed = self._grouper.resolve(
                draft.technique, numbers, question=self._may_assume(mentions), targets=[m.value for m in draft.targets]
            )
        rows = [self._vocab.targets[m.value] for m in draft.targets]
        as_nerves = any(row.levels in _SINGLE_LEVELS for row in rows)
        scale = self._lexicon.levels
        levels = scale.read(own_text(text, draft, drafts, scale), as_nerves=as_nerves)
        targets = tuple(dict.fromkeys(self._grouper.with_level(m.value, levels.letters) for m in draft.targets))
        side = own_side or side_of(text, draft, len(drafts), mentions, both_told(mentions, words, self._both_words))
        ids = [m.value for m in draft.targets]
        own = self._counts(text, draft, drafts, mentions, numbers, levels, side, as_nerves=as_nerves)
        vague = bool(ids) and all(self._vocab.is_vague(i) for i in ids)
        return Procedure(
            techniques=(technique,) if technique else (),
            targets=targets,
            side=side,
            stage=self._stage(mentions),
            levels=(*levels.singles, *("-".join(pair) for pair in levels.pairs)),
            agents=self._grouper.agents_of(text, draft, drafts, mentions),
            guidance=tuple(dict.fromkeys(m.value for m in mentions if m.kind == "guidance")),
            numbers=own,
            flags=frozenset({"vague-target"} if vague else ()),
            assumed=("technique",) if assumed else (),
            spans=spans_of(draft.targets),
        )

    def _counts(
        self,
        text: str,
        draft: Draft,
        drafts: Sequence[Draft],
        mentions: list[Mention],
        numbers: dict[str, float],
        levels: Levels,
        side: str | None,
        *,
        as_nerves: bool,
    ) -> dict[str, float]:
        """What the question counts of a draft; a number that it tells stands before one that is inferred."""
        ids = [m.value for m in draft.targets]
        counts = self._grouper.counts(ids, side, text, levels, self._lexicon.levels)
        if "joint_count" in counts and as_nerves and (joints := joints_told(text, mentions, self._lexicon.levels)):
            counts["joint_count"] = float(joints)
        own = {**counts, **numbers}
        if len(drafts) == 1 and "nerve_count" in numbers:
            own["target_count"] = max(own["target_count"], numbers["nerve_count"])
        elif side != "both" and len(set(ids)) == 1 and "level_count" not in own and is_plural(mentions, draft.targets):
            own.pop("target_count", None)
        return own

    def _stage(self, mentions: list[Mention]) -> str:
        """The stage named; of several, the one that the vocabulary lists first (the most exact)."""
        named = {m.value for m in mentions if m.kind == "stage"}
        return next((stage for stage in self._language.stage if stage in named), "done")

    def _may_assume(self, mentions: list[Mention]) -> bool:
        """A bare word is taken as its usual meaning unless the question says that the note does not say."""
        return not any(m.kind == "word" and m.value == "not-documented" for m in mentions)

    def _facts(
        self, text: str, mentions: list[Mention], words: list[Word], lines: list[ProposedLine]
    ) -> dict[str, frozenset[str]]:
        facts: dict[str, set[str]] = {}
        for mention in mentions:
            name = {"topic": "asks"}.get(mention.kind, mention.kind)
            facts.setdefault(name, set()).add(mention.value)
        facts["asked_code"] = asked_codes = {line.code for line in lines}
        facts["claimed_several"] = {line.code for line in lines if (line.units or 0) > 1}
        asked = facts.setdefault("asks", set())
        if words and words[-1].norm in self._language.code_ends and not asked_codes and "diagnosis" not in asked:
            asked |= {topic.id for topic in self._vocab.topics.values() if topic.asks_code}
        if "locality" in facts:
            asked |= {topic.id for topic in self._vocab.topics.values() if asked & set(topic.with_locality)}
        facts["modifier"] = {m for line in lines for m in line.modifiers} | set(self._modifiers.find(text, words))
        topics = self._vocab.topics
        if any(not topics[t].yields for t in asked):
            asked -= {t for t in asked if topics[t].yields}
        facts["flag"] = {"template-blank" for b in self._blanks.find(text) if "?" not in text[b.start : b.end]}
        if words and len(words) == len(asked_codes):
            facts["flag"].add("code-alone")
        facts["diagnosis"] = {m.group().upper().rstrip("-").rstrip(".") for m in self._lexicon.diagnoses.finditer(text)}
        return {name: frozenset(values) for name, values in facts.items() if values}
