"""The techniques of a note: what the title says, borne out by the account; where the two differ it is flagged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from chartcite.catalog.matching import TermFinder
from chartcite.catalog.vocabularies import Vocabularies
from chartcite.catalog.words import words_of
from chartcite.domain.assertion import ABORTED, GONE
from chartcite.domain.text import Mention
from chartcite.reading.notes.account.agents import held_back
from chartcite.reading.notes.account.apart import elsewhere
from chartcite.reading.notes.account.fields import disagreeing
from chartcite.reading.notes.account.figures_alone import ToldByFigures
from chartcite.reading.notes.account.joints import IntoJoints
from chartcite.reading.notes.account.mild_agents import MildAgents
from chartcite.reading.notes.account.names import TargetNames
from chartcite.reading.notes.account.scene import Made, Scene
from chartcite.reading.text.procedures import Grouper, spans_of

_PLANNED = "planned_procedure"
_UNITS = re.compile(r"\d\s?(?:U|[Uu]nits?|IU)\b")
_DOSED = re.compile(r"[\s:,(]{0,3}\d{1,4}(?:\.\d+)?\s?(?:U|[Uu]nits?|IU)\b")  # its dose follows: it is told
_TICK = re.compile(r"(?:\[[xX✓✔]\]|\([xX✓✔]\)|[☒☑✓✔])\s*$")
_TICK_BEFORE = 5
_SEVERAL = 2  # different words of evidence that settle the sense of a word
_DEGREES = re.compile(r"\s*(?:°|º|deg(?:rees?)?\b|[CF]\b)")


class NoteTechniques:
    """Techniques of one vocabulary."""

    def __init__(self, vocab: Vocabularies, grouper: Grouper) -> None:
        self._vocab, self._grouper, self._parts = vocab, grouper, vocab.reading_parts
        self._titles = frozenset(kind.id for kind in vocab.note_language.sections if kind.title)
        self._evidence = TermFinder()
        for group, names in vocab.note_language.evidence.items():
            self._evidence.add("evidence", group, names)
        self._mild = MildAgents(vocab)
        self._names = TargetNames(vocab)
        self._joints = IntoJoints(vocab)
        self._figures = ToldByFigures(vocab, grouper)

    def of(self, scene: Scene, made: Made) -> list[Mention]:
        """Techniques of the title that the account bears out, and those that only the account shows."""
        title = [m for m in scene.done if scene.sentences[m.sentence].title]
        held = held_back(scene)
        body = [
            m for m in scene.done if not (m in held or scene.sentences[m.sentence].title or self._mild.numbs(scene, m))
        ]
        body += self._figures.told(scene)
        in_title, in_body = self._grouper.techniques(title), self._grouper.techniques(body)
        in_title, in_body = self._joints.told(scene, in_title), self._joints.told(scene, in_body)
        in_body += [m for m in in_title if _DOSED.match(scene.text, m.span.end)]
        in_title, in_body = self._as_shown(scene, body, in_title), self._as_shown(scene, body, in_body)
        kept = [*in_title, *in_body]
        if in_body or any(m.kind == "agent" for m in body):
            if not self._is_stopped(scene, in_body):  # what was stopped need not be borne out
                in_title = self._borne_out(in_title, in_body, body, scene, made)
            kept = [*in_title, *in_body]
        beaten = {loser for m in kept for loser in self._vocab.techniques[m.value].beats}
        kept = [m for m in kept if m.value not in beaten] + self._at_nerves(scene)
        kept += elsewhere(scene, kept, body, self._vocab, self._names)
        kept = self._less_mixtures([(m, self._mild.mixed(m, body)) for m in kept])
        kept = self._carried_out(scene, kept or self._as_planned(scene), {m.value for m in in_body}, made)
        kept = disagreeing(scene, self._ticked(scene, kept, made), self._against, made)
        return self._shown(scene, self._agreeing(kept, in_title, in_body, made))

    def _less_mixtures(self, mixed: list[tuple[Mention, Mention]]) -> list[Mention]:
        """Each technique as what the agents of a mixture make of it, without that where an exacter step of its kind is told."""
        steps = (one.value for one, made in mixed if made is one and self._vocab.is_step(one.value))
        beaten = {loser for name in steps for loser in self._vocab.techniques[name].beats}
        return [made for one, made in mixed if made is one or made.value not in beaten]

    def _ticked(self, scene: Scene, kept: list[Mention], made: Made) -> list[Mention]:
        """Modes that exclude each other and are both ticked, with no temperature that tells which, contradict each other."""
        ticked = [m for m in kept if _TICK.search(scene.text, max(0, m.span.start - _TICK_BEFORE), m.span.start)]
        if scene.lesions:
            return kept
        for one, other in combinations(ticked, 2):
            if against := self._against(one.value, other.value):
                made.conflicts["technique"] = spans_of([one, other])
                both = {one.value, other.value}
                return [replace(m, value=against) if m.value in both else m for m in kept]
        return kept

    def _as_shown(self, scene: Scene, body: list[Mention], found: list[Mention]) -> list[Mention]:
        """Words of two senses in the one that several words of evidence in the account show, where nothing shows the other."""
        parts = self._vocab.reading_parts
        open_words = [m for m in found if not self._groups(m.value).isdisjoint(parts.agent_told)]
        acting = any(
            m.kind == "agent" and parts.agents_that_destroy & set(self._vocab.agents[m.value].groups) for m in body
        )
        if not open_words or acting or scene.lesions:
            return found
        have: dict[str, set[str]] = {}
        for i in scene.telling:
            for hit in self._evidence.find(words := words_of(scene.written(i))):
                have.setdefault(hit.value, set()).add(words[hit.first].norm)
        for group in (name for name, said in have.items() if len(said) >= _SEVERAL):
            for m in open_words:
                shown = [t for t in self._vocab.techniques.values() if group in t.groups and m.value in t.beats]
                if shown:
                    sense = min(shown, key=lambda t: t.precedence).id
                    found = [replace(one, value=sense) if one is m else one for one in found]
        return found

    def _at_nerves(self, scene: Scene) -> list[Mention]:
        """What the agents at a nerve make of it, where the only techniques named are never done at one."""
        named = [m for m in scene.done if m.kind == "technique"]
        if not any(self._groups(m.value) & self._parts.treats_landmarks for m in named):
            return []
        at = {m.sentence for m in scene.done if m.kind == "target" and not self._vocab.is_landmark(m.value)} - {
            m.sentence for m in named
        }
        found = [m for m in scene.done if m.kind == "agent" and m.sentence in at]
        return [
            replace(m, kind="technique", value=made)
            for m in found
            if not scene.sentences[m.sentence].title and (made := self._vocab.agents[m.value].technique)
        ]

    def _as_planned(self, scene: Scene) -> list[Mention]:
        """What the heading of the plan names, where the account shows lesions, or that it was stopped before them, and has no word of its own."""
        shown = scene.lesions or scene.cued({"aborted-before"})
        named = [m for m in scene.mentions if m.section == _PLANNED] if shown else []
        return [m for m in self._grouper.techniques(named) if self._groups(m.value) & self._parts.heated]

    def _is_stopped(self, scene: Scene, in_body: list[Mention]) -> bool:
        """Whether the account says that what was begun was stopped, and not that a step was done in its place."""
        if scene.cued(ABORTED - {"aborted-before"}):
            return True
        steps = bool(in_body) and all(self._vocab.is_step(m.value) for m in in_body)
        return not steps and bool(scene.cued({"aborted-before"}))

    def _carried_out(self, scene: Scene, kept: list[Mention], shown: set[str], made: Made) -> list[Mention]:
        """Without a title's technique that the account denies ("no phenol was injected"); alone, it was stopped before."""
        denied: set[str] = set()
        for mention in scene.mentions:
            if mention.assertion in GONE and scene.sentences[mention.sentence].tells:
                agent = self._vocab.agents[mention.value].technique if mention.kind == "agent" else None
                denied |= {agent} if agent else {mention.value} if mention.kind == "technique" else set()
        lost = {
            m.value
            for m in kept
            for name in denied
            if m.value not in shown
            and not self._excludes(m.value, name)
            and self._groups(m.value) & (self._groups(name) - self._parts.mode_open) & self._parts.acts
        }
        left = [m for m in kept if m.value not in lost]
        if not left and (instead := self._given_instead(scene, lost)):
            return instead
        if not left:
            made.stopped |= lost
        return left or kept

    def _given_instead(self, scene: Scene, lost: set[str]) -> list[Mention]:
        """What a milder agent makes of an injection whose own agent was not given."""
        parts = self._vocab.reading_parts
        if not lost or not all(self._groups(name) & parts.needs_agent - parts.agent_made for name in lost):
            return []
        agents = [(m, self._vocab.agents[m.value]) for m in scene.done if m.kind == "agent"]
        mild = [(m, row.technique) for m, row in agents if parts.agents_mild & set(row.groups) and row.technique]
        return [replace(m, kind="technique", value=name) for m, name in mild[:1]]

    def _groups(self, technique: str) -> frozenset[str]:
        return frozenset(self._vocab.techniques[technique].groups)

    def _borne_out(
        self,
        in_title: list[Mention],
        in_body: list[Mention],
        body: list[Mention],
        scene: Scene,
        made: Made,
    ) -> list[Mention]:
        agents = {g for m in body if m.kind == "agent" for g in self._vocab.agents[m.value].groups}
        groups = {g for m in in_body for g in self._groups(m.value)}
        kept = []
        beaten = {
            loser
            for m in in_body
            for loser in self._vocab.techniques[m.value].beats
            if self._parts.mode_open & self._groups(loser)
        }
        self._compare_strength(in_title, in_body, made)
        implied = {self._vocab.agents[m.value].technique for m in body if m.kind == "agent"}
        for mention in in_title:
            instead = any(m.value in implied - {mention.value} for m in in_title)
            if mention.value in beaten or self._bears(mention, groups, agents, in_body, scene, instead=instead):
                kept.append(mention)
            else:
                self._differs(made, [mention, *in_body[:1]])
        return kept

    def _compare_strength(self, in_title: list[Mention], in_body: list[Mention], made: Made) -> None:
        """A title that names steps only, above an account of something stronger, does not say what was done."""
        titled = {m.value for m in in_title}
        least = self._parts.precedence.contradicts_steps_from
        told = [m for m in in_body if m.value not in titled]
        stronger = [m for m in told if self._vocab.techniques[m.value].precedence >= least]
        if stronger and in_title and all(self._vocab.is_step(name) for name in titled):
            self._differs(made, [in_title[0], stronger[0]])

    def _differs(self, made: Made, mentions: list[Mention]) -> None:
        """A title that the account contradicts; a first line that only stands for a title contradicts nothing."""
        if mentions[0].section in self._titles:
            made.flags.add("contradictory-title")
            made.conflicts.setdefault("title", spans_of(mentions))

    def _bears(
        self,
        mention: Mention,
        groups: set[str],
        agents: set[str],
        in_body: list[Mention],
        scene: Scene,
        *,
        instead: bool,
    ) -> bool:
        """Whether the account shows it; `instead`: its agents show another technique of the title."""
        own = self._groups(mention.value)
        if mention.value in {m.value for m in in_body} or own & groups:
            return True
        if own & self._parts.yields_to_agents and groups & self._parts.agent_made:
            return False  # an agent of another act was given instead
        if own & self._parts.needs_agent:
            return not agents or bool(_UNITS.search(scene.written(mention.sentence)))  # other agents alone show it not
        if own & self._parts.agent_told and not agents:
            return True  # what was injected is not told, so nothing speaks against it
        if own & self._parts.heated:
            told = scene.lesions or any(
                scene.is_done(b) and _DEGREES.match(scene.text, b.end) for b in scene.blanks
            )  # a blank for the temperature
            return bool(told) or not (in_body or instead)
        return True

    def _agreeing(
        self, kept: list[Mention], in_title: list[Mention], in_body: list[Mention], made: Made
    ) -> list[Mention]:
        """Where title and account name modes that exclude each other, both give way to the contradiction."""
        title_only = {m.value for m in in_title} - {m.value for m in in_body}
        body_only = {m.value for m in in_body} - {m.value for m in in_title}
        for one in sorted(title_only):
            for other in sorted(body_only):
                against = self._against(one, other)
                if against and {one, other} <= {m.value for m in kept}:
                    both = [m for m in kept if m.value in (one, other)]
                    made.flags.add("contradictory-title")
                    made.conflicts["technique"] = spans_of([both[0], both[-1]])
                    return [*(m for m in kept if m not in both), *(replace(m, value=against) for m in both)]
        return kept

    def _against(self, one: str, other: str) -> str | None:
        """The technique that stands for the contradiction of two of one kind, when they exclude each other."""
        shared = (self._groups(one) & self._groups(other)) - self._parts.mode_open
        apart = (self._groups(one) - shared, self._groups(other) - shared)
        if not shared or not all(apart) or self._parts.mode_open & (apart[0] | apart[1]):
            return None
        return next(
            (
                t.id
                for t in self._vocab.techniques.values()
                if self._parts.contradictory & set(t.groups) and shared & set(t.groups)
            ),
            None,
        )

    def _excludes(self, one: str, other: str) -> bool:
        """Whether two exact modes of one kind exclude each other, so that denying one says nothing of the other."""
        return one != other and self._against(one, other) is not None

    def contradiction_of(self, techniques: Sequence[str]) -> str | None:
        """The technique that stands for results of one word that exclude each other."""
        return self._against(techniques[0], techniques[1]) if len(techniques) > 1 else None

    def _shown(self, scene: Scene, techniques: list[Mention]) -> list[Mention]:
        """Without those whose group needs evidence that the note does not have, when another technique is left."""
        needing = [m for m in techniques if self._groups(m.value) & set(self._vocab.note_language.evidence)]
        if not needing:
            return techniques
        have = {hit.value for i in scene.telling for hit in self._evidence.find(words_of(scene.written(i)))}
        shown = [m for m in techniques if m not in needing or self._groups(m.value) & have]
        return shown or techniques
