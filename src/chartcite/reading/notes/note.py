"""Reading a note: what was done, at what, how, and where each of it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from chartcite.catalog.words import Word, words_of
from chartcite.domain.note import Cue, NoteReading, Section, Sentence
from chartcite.domain.reread import Meant
from chartcite.domain.text import Mention, ProposedLine, Reading, Span
from chartcite.reading.notes.account.addenda import CORRECTED, Addenda
from chartcite.reading.notes.account.earlier import EarlierProcedure
from chartcite.reading.notes.account.procedures import NoteProcedures
from chartcite.reading.notes.account.scene import Made, Scene
from chartcite.reading.notes.outline.acts_apart import ActsApart
from chartcite.reading.notes.outline.assertions import Assertions, assertion_at
from chartcite.reading.notes.outline.choices import Choices
from chartcite.reading.notes.outline.dates import labelled_day, other_days, unread_day
from chartcite.reading.notes.outline.headline import titled
from chartcite.reading.notes.outline.instructions import Instructions
from chartcite.reading.notes.outline.omissions import Left, Omissions
from chartcite.reading.notes.outline.other_subjects import OtherSubjects
from chartcite.reading.notes.outline.sections import Sectioner
from chartcite.reading.notes.outline.sentences import sentences
from chartcite.reading.notes.outline.side_corrections import SideCorrections
from chartcite.reading.notes.outline.told_behind import ToldBehind
from chartcite.reading.notes.outline.tried import Tried
from chartcite.reading.notes.words.abbreviations import CutNames, Shortened
from chartcite.reading.notes.words.angles import Angles
from chartcite.reading.notes.words.bare_heat import BareHeat
from chartcite.reading.notes.words.cleaning import Cleaned, clean
from chartcite.reading.notes.words.columns import SideColumns
from chartcite.reading.notes.words.heard import Heard
from chartcite.reading.notes.words.naming import with_names
from chartcite.reading.notes.words.pairs import Pairs
from chartcite.reading.notes.words.scanned import Scanned
from chartcite.reading.notes.words.side_letters import SideLetters
from chartcite.reading.notes.words.wrapping import unwrapped
from chartcite.reading.text.blanks import Blanks, chosen
from chartcite.reading.text.claims import ClaimReader
from chartcite.reading.text.figures import claim_lines, measures
from chartcite.reading.text.lexicon import Lexicon
from chartcite.reading.text.places import at_place, index_at

_EMPTY_BOX = re.compile(r"\[[ \t]{0,3}\]|\([ \t]{1,3}\)|[☐□]")
_OWN = "other"  # the kind of a heading that is not the vocabulary's
_ADDENDUM = "addendum"  # the kind of what was added to a note later
_TELLING = frozenset({"body", _OWN})


class NoteReader:
    """Reads notes with the lexicon of one library."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        language = lexicon.library.vocabularies.note_language
        self._claims = ClaimReader(lexicon)
        self._sectioner = Sectioner(language)
        self._assertions = Assertions(language)
        self._instructions = Instructions(language.instructions)
        self._heat = BareHeat(lexicon.library.vocabularies)
        self._behind = ToldBehind(language, lexicon.library.vocabularies.techniques)
        parts = lexicon.library.vocabularies.reading_parts
        added = [name for kind in language.sections if kind.id == _ADDENDUM for name in kind.headings]
        added += language.attestations
        self._addenda = Addenda(
            added, lexicon.library.vocabularies.techniques, parts.modes_destructive, parts.modes_mild
        )
        self._blanks = Blanks(language)
        self._choices = Choices(language)
        self._omissions = Omissions(language.omission, lexicon.levels.pattern())
        self._subjects = OtherSubjects(language)
        self._corrections = SideCorrections(language, lexicon.library.vocabularies.question_language.sides)
        self._scanned = Scanned(lexicon.finder.known_words, self._sectioner.words, lexicon.speller)
        self._heard = Heard(language.heard)
        self._shortened = Shortened(lexicon.finder.known_words, lexicon.speller)
        targets = lexicon.library.vocabularies.targets
        self._cut_names = CutNames({row.id: row.names for row in targets.values()}, lexicon.speller)
        self._letters = SideLetters(lexicon)
        asked = lexicon.library.vocabularies.question_language
        self._columns = SideColumns(asked.sides, asked.sides_upper)
        self._angles = Angles(language)
        self._apart = ActsApart(lexicon.library.vocabularies)
        self._tried = Tried(lexicon.library.vocabularies)
        self._pairs = Pairs(lexicon.library.vocabularies)
        self._procedures = NoteProcedures(lexicon)
        self._earlier = EarlierProcedure(language, lexicon.library.vocabularies.question_language.numbers)

    def words(self, text: str) -> list[Word]:
        """The words of a text as they are read: cut ones completed, long ones with a slip mended."""
        return self._shortened.complete(self._cut_names.complete(_with_boxes(text, words_of(text))))

    def read(self, note: str, meant: Sequence[Meant] = (), given: date | None = None) -> NoteReading:
        """All that the note says; nothing is assumed. `meant` are names to be read at places of the text as read; `given` the day that came with it."""
        cleaned = clean(note)
        scanned = self._heard.mended(self._scanned.mended(chosen(unwrapped(cleaned.text))))
        cleaned = replace(cleaned, text=self._sectioner.laid_out(scanned))
        text = cleaned.text
        words = with_names(self.words(text), meant)
        sections = self._sectioner.split(text)
        found = self._terms(text, words, sections)
        orders = self._instructions.find(text)
        day = labelled_day(text)
        left = self._omissions.of(text, words, found)
        turned = [
            *left.undated(self._turned(text, (day, given), orders)),
            *self._choices.unsaid(text, found),
            *self._tried.lists(text, found),
            *left.cues,
        ]
        spans = self._sentences(text, sections, words, (left, found))
        spans = self._apart.parted(text, _with_turned(spans, sorted(turned, key=lambda c: c.reach)), found)
        mentions = self._corrections.applied(text, self._placed(found, spans))
        figures = list(self._angles.less(text, measures(text)))
        spans = titled(text, spans, mentions, figures)
        blanks = self._blanks.find(text)
        scene = Scene(
            text,
            tuple(m for m in mentions if not at_place(blanks, m.span)),
            tuple(spans),
            tuple([*figures, *self._heat.find(text, mentions, figures)]),
            blanks,
        )
        made = self._procedures.of(scene)
        if not made.procedures:
            scene, made = self._told_behind(scene, found, made)
        made = self._addenda.weighed(scene, made, self._procedures.of)
        if not given and (unread := unread_day(text)):
            made.flags.add("unread-day")
            made.conflicts["unread-day"] = (unread,)
        self._flag(scene, made, orders, cleaned)
        return self._reading(cleaned, scene, sections, day, made, orders)

    def _told_behind(self, scene: Scene, found: list[Mention], made: Made) -> tuple[Scene, Made]:
        """The scene with what is told behind other headings, if nothing was read as done; else what may have been done, flagged."""
        text, placed = scene.text, scene.mentions
        for way, is_clear in ((self._behind.told, True), (self._behind.unclear, False)):
            opened = way(text, scene.sentences, placed, scene.figures)
            if opened is None or "not-started" in made.flags:
                continue
            mentions = self._corrections.applied(text, self._placed(found, opened))
            now = replace(
                scene,
                sentences=tuple(opened),
                mentions=tuple(m for m in mentions if not at_place(scene.blanks, m.span)),
            )
            again = self._procedures.of(now)
            if not again.procedures:
                continue
            if is_clear:
                return now, again
            unclear = frozenset({"account-unclear"})
            made.procedures = [replace(p, flags=p.flags | unclear) for p in again.procedures]
            return scene, made
        if any(m.kind == "technique" for m in placed) and not made.flags:
            made.flags.add("told-not-done")
        return scene, made

    def _reading(
        self, cleaned: Cleaned, scene: Scene, sections: list[Section], day: date | None, made: Made, orders: list[Span]
    ) -> NoteReading:
        lines = [self._as_given(cleaned, line) for line in self._lines(scene.text) if not at_place(orders, line.span)]
        facts = self._facts(scene, lines, made.flags)
        diagnoses = {
            m.group().upper() for m in self._lexicon.diagnoses.finditer(scene.text) if not at_place(orders, Span.of(m))
        }
        facts.update({"diagnosis": frozenset(diagnoses)} if diagnoses else {})
        earlier, since = (frozenset(), None) if made.procedures else self._earlier.of(scene, day)
        facts.update({"earlier": earlier} if earlier else {})
        numbers = {} if since is None else {"day": float(since)}
        reading = Reading(scene.mentions, tuple(made.procedures), tuple(lines), facts, numbers, False)
        return NoteReading(
            scene.text,
            reading,
            tuple(sections),
            scene.sentences,
            scene.figures,
            tuple(scene.blanks),
            day,
            made.conflicts,
            cleaned.original,
        )

    def _flag(self, scene: Scene, made: Made, orders: list[Span], cleaned: Cleaned) -> None:
        """Flags of the note as a text: what addresses the reader, what is hidden, carried over, or left blank."""
        carried = self._sectioner.carried(scene.text)
        righted = [span for _, span in self._corrections.found(scene.text)] if made.procedures else []
        for flag, spans in (("instructions-in-note", orders), ("copied-forward", carried), (CORRECTED, righted)):
            if spans:
                made.flags.add(flag)
                made.conflicts.setdefault(flag, tuple(spans))
        if cleaned.hidden:
            made.flags.add("hidden-characters")
        for blank in scene.blanks:
            if scene.is_done(blank):
                made.flags.add("template-blank")
                made.conflicts.setdefault("blank", (blank,))
                if what := self._blanks.leaves_open(scene.text, blank):
                    made.flags.add(f"blank-{what}")

    def claim(self, text: str) -> list[ProposedLine]:
        """The lines of a claim as given; every code-like word is a line, known or not."""
        return self._claims.lines(text)

    def _terms(self, text: str, words: list[Word], sections: Sequence[Section] = ()) -> list[Mention]:
        """The vocabulary's terms, and single capital letters that give the side of the target after them."""
        found = self._letters.with_sides(text, words, self._lexicon.terms(text, words), sections)
        found = self._pairs.joined(text, found)
        found = sorted([*found, *self._pairs.sides(text, words, found)], key=lambda m: m.span)
        return self._columns.applied(text, found)

    def _turned(self, text: str, days: tuple[date | None, date | None], orders: list[Span]) -> list[Cue]:
        """Stretches whose words are turned whatever their own cues say."""
        carried = [Cue("past", span, span) for span in self._sectioner.carried(text)]
        return [*(Cue("instruction", span, span) for span in orders), *carried, *other_days(text, *days)]

    def _sentences(
        self, text: str, sections: list[Section], words: list[Word], said: tuple[Left, list[Mention]]
    ) -> list[Sentence]:
        left, found = said
        made: list[Sentence] = []
        position = 0
        for section in sections:
            for span in sentences(text, section.body):
                own: list[Word] = []
                while position < len(words) and words[position].start < span.end:
                    if words[position].start >= span.start:
                        own.append(words[position])
                    position += 1
                cues = self._subjects.less(text, span, left.less(self._assertions.cues(text, own, span)), found)
                tells = section.assertion == "done" or section.kind in _TELLING
                made.append(Sentence(span, section, tuple(cues), section.title, tells))
        return made

    @staticmethod
    def _placed(found: list[Mention], spans: list[Sentence]) -> list[Mention]:
        """Mentions with section, sentence and assertion."""
        placed = []
        index = 0
        for mention in found:
            while index < len(spans) and spans[index].span.end <= mention.span.start:
                index += 1
            if index == len(spans):
                break
            sentence = spans[index]
            if mention.span.start < sentence.span.start:
                if mention.span.end <= sentence.span.start:
                    continue  # inside a heading
                own = Span(sentence.span.start, mention.span.end)  # "Mode: pulsed" is read over the heading's end
                mention = replace(mention, span=own, text=mention.text[own.start - own.end :])
            assertion = assertion_at(sentence.cues, mention.span, sentence.section.assertion)
            placed.append(replace(mention, assertion=assertion, section=sentence.section.kind, sentence=index))
        return placed

    def _lines(self, text: str) -> list[ProposedLine]:
        """Codes printed in the note that are codes of the field."""
        vocab = self._lexicon.library.vocabularies
        lines = claim_lines(text, self._lexicon.codes, self._lexicon.modifiers, vocab.question_language.numbers)
        return [line for line in lines if line.code in self._lexicon.library.codes]

    @staticmethod
    def _as_given(cleaned: Cleaned, line: ProposedLine) -> ProposedLine:
        return replace(line, span=cleaned.original(line.span))

    @staticmethod
    def _facts(scene: Scene, lines: list[ProposedLine], flags: set[str]) -> dict[str, frozenset[str]]:
        facts: dict[str, set[str]] = {"flag": set(flags), "asked_code": {line.code for line in lines}}
        for mention in scene.mentions:
            if mention.kind in ("indication", "device") and mention.assertion not in (
                "denied",
                "planned",
                "instruction",
            ):
                facts.setdefault(mention.kind, set()).add(mention.value)
        return {name: frozenset(values) for name, values in facts.items() if values}


def _with_boxes(text: str, words: list[Word]) -> list[Word]:
    """The words, with each empty box of a form as one that is no word, so that no name reaches over it."""
    boxes = [Word(m.group(), "\u25a1", *m.span()) for m in _EMPTY_BOX.finditer(text)]
    return sorted([*words, *boxes], key=lambda w: w.start) if boxes else words


def _with_turned(spans: list[Sentence], turned: Sequence[Cue]) -> list[Sentence]:
    """The sentences, each with the turned stretches that reach into it."""
    starts = [s.span.start for s in spans]
    more: dict[int, list[Cue]] = {}
    for cue in turned:
        index = max(0, index_at(starts, cue.reach.start))
        while index < len(spans) and starts[index] < cue.reach.end:
            if cue.reach.start < spans[index].span.end:
                more.setdefault(index, []).append(cue)
            index += 1
    return [replace(s, cues=(*s.cues, *more[i])) if i in more else s for i, s in enumerate(spans)]
