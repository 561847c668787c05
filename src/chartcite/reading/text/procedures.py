"""From mentions to procedures: which technique, at which targets, on which side, how many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.domain.text import Mention, Span
from chartcite.domain.vocabulary import Target
from chartcite.reading.text.levels import Levels, LevelScale

_CLAUSE = re.compile(r"[,;.\n]|\band\b|\bthen\b|\bplus\b|\bwith\b", re.I)
_CLAUSE_COST = 30  # a clause between a technique and a target counts as this many characters


@dataclass
class Draft:
    """A procedure being gathered."""

    technique: str | None = None
    targets: list[Mention] = field(default_factory=list)
    place: int = 0


class Grouper:
    """Groups mentions of one text into procedures by the vocabularies' precedence, families and nearness."""

    def __init__(self, vocab: Vocabularies) -> None:
        self._vocab = vocab

    def techniques(self, mentions: Iterable[Mention], *, steps: bool = False) -> list[Mention]:
        """Technique mentions, with those that agents and devices imply, less the ones a more exact word replaces.

        `steps` keeps a step (a block) beside what is stronger: `group` tells whether it was done elsewhere.
        """
        seen = list(mentions)
        named = [m for m in seen if m.kind == "technique"]
        named += [implied for m in seen if (implied := self._implied(m, bool(named)))]
        agents = list(dict.fromkeys(m.value for m in seen if m.kind == "agent"))
        named = [self._by_agent(m, agents, seen) for m in named]
        ids = {m.value for m in named}
        beaten = {loser for name in ids for loser in self._vocab.techniques[name].beats}
        kept = {name for name in beaten if steps and self._vocab.is_step(name)}
        return [m for m in named if m.value not in beaten - kept]

    def _by_agent(self, mention: Mention, named: Sequence[str], seen: Sequence[Mention]) -> Mention:
        """A chemical technique is what its agents make it: with anaesthetic or steroid alone it is their injection."""
        parts = self._vocab.reading_parts
        own = set(self._vocab.techniques[mention.value].groups)
        agents = [self._vocab.agents[name] for name in named]
        groups = {group for agent in agents for group in agent.groups}
        mild = next((agent.technique for agent in agents if agent.technique), None)
        if (
            not (parts.agent_made & own or (parts.agent_told & own and self._injected(seen, groups)))
            or not mild
            or groups & parts.agents_that_destroy
            or not groups & parts.agents_mild
        ):
            return mention
        return replace(mention, value=mild)

    def _injected(self, seen: Sequence[Mention], groups: set[str]) -> bool:
        """Whether an injection is told as such, or an agent that is never a mere numbing of the way."""
        said = {g for m in seen if m.kind == "word" for g in self._vocab.words[m.value].groups}
        if said & self._vocab.reading_parts.agents_of_the_past:
            return False
        step = any(self._vocab.is_step(m.value) for m in seen if m.kind == "technique")
        return step or bool(groups & self._vocab.reading_parts.agents_injected)

    def _implied(self, mention: Mention, has_technique: bool) -> Mention | None:
        if mention.kind == "device":
            technique = self._vocab.devices[mention.value].technique
        elif mention.kind == "agent":
            agent = self._vocab.agents[mention.value]
            technique = agent.technique
            step = technique is not None and self._vocab.is_step(technique)
            weak = step or technique == self._vocab.reading_parts.into_joints
            if weak and has_technique:
                return None
        else:
            return None
        if technique is None:
            return None
        return Mention(
            "technique",
            technique,
            mention.span,
            mention.text,
            mention.assertion,
            mention.section,
            None,
            mention.sentence,
        )

    def targets(self, mentions: Iterable[Mention]) -> list[Mention]:
        """Target mentions: first of each id, without less exact ones (a parent, a vague word) of those named."""
        named: dict[str, Mention] = {}
        for mention in self._treated(list(mentions)):
            made_for = self._vocab.devices[mention.value].target if mention.kind == "device" else None
            if mention.kind == "target" or made_for:
                named.setdefault(
                    made_for or mention.value, replace(mention, kind="target", value=made_for or mention.value)
                )
        ancestors = {a for name in named for a in self._ancestors(name)}
        exact = {n: m for n, m in named.items() if n not in ancestors}
        return list(({n: m for n, m in exact.items() if not self._vocab.is_vague(n)} or exact).values())

    def _treated(self, mentions: list[Mention]) -> list[Mention]:
        """Without muscles that only tell what is spastic ("for adductor spasticity"), where a nerve is named."""
        parts = self._vocab.reading_parts
        muscles = {m for m in mentions if m.kind == "target" and self._is_in(m.value, parts.counted_by_limb)}
        signs = [
            m.span
            for m in mentions
            if m.kind == "indication" and parts.signs_of_muscles & set(self._vocab.indications[m.value].groups)
        ]
        nerves = (m for m in mentions if m.kind == "target" and m not in muscles and not self._vocab.is_vague(m.value))
        if not muscles or not signs or not any(nerves):
            return mentions
        return [
            m
            for m in mentions
            if m not in muscles
            or not any(m.span.start <= s.start <= m.span.end + 1 or s.has(m.span.start) for s in signs)
        ]

    def _is_in(self, target: str, groups: Iterable[str]) -> bool:
        return not set(self._vocab.targets[target].groups).isdisjoint(groups)

    def _ancestors(self, target: str) -> list[str]:
        found: list[str] = []
        parent = self._vocab.targets[target].parent
        while parent and parent not in found:
            found.append(parent)
            parent = self._vocab.targets[parent].parent
        return found

    def family(self, target: str, among: Iterable[str] = ()) -> str:
        """The group whose rule a target falls under; it joins another family present when it is part of that."""
        row: Target = self._vocab.targets[target]
        families = {self._vocab.targets[t].groups[0] for t in among if self._vocab.targets[t].groups}
        for joined in row.joins:
            if joined in families:
                return joined
        return row.groups[0] if row.groups else row.id

    def group(self, text: str, techniques: Sequence[Mention], targets: Sequence[Mention]) -> list[Draft]:
        """One draft for each technique and family of targets; targets go to the nearest technique."""
        ids = [m.value for m in targets]
        if not techniques:
            return self._by_family(None, list(targets), ids)
        strong = [*self._strong(techniques), *self._apart(text, techniques, targets)]
        shares: dict[str, list[Mention]] = {}
        for target in targets:
            nearest = min(strong, key=lambda t: distance(text, t.span, target.span))
            shares.setdefault(nearest.value, []).append(target)
        drafts = [d for name, share in shares.items() for d in self._by_family(name, share, ids)]
        if not drafts:
            top = max(strong, key=lambda m: self._vocab.techniques[m.value].precedence)
            drafts = [Draft(m.value, [], m.span.start) for m in _unique(strong) if m.value == top.value]
        return sorted(drafts, key=lambda d: d.place)

    def agents_of(
        self, text: str, draft: Draft, drafts: Sequence[Draft], mentions: Iterable[Mention]
    ) -> tuple[str, ...]:
        """The agents of a draft: of several drafts with different techniques each has those told nearest to it."""
        agents = [m for m in mentions if m.kind == "agent"]
        if len({d.technique for d in drafts}) > 1 and all(d.targets for d in drafts):
            agents = [m for m in agents if _nearest(text, m, drafts) is draft]
        return tuple(dict.fromkeys(m.value for m in agents))

    def _strong(self, techniques: Sequence[Mention]) -> list[Mention]:
        """Without the steps, when something stronger was done."""
        if not self.has_stronger(techniques):
            return list(techniques)
        return [m for m in techniques if not self._vocab.is_step(m.value)]

    def has_stronger(self, techniques: Sequence[Mention]) -> bool:
        """Whether one of them makes steps of what is below it."""
        least = self._vocab.reading_parts.precedence.step_below
        return any(self._vocab.techniques[m.value].precedence > least for m in techniques)

    def _apart(self, text: str, techniques: Sequence[Mention], targets: Sequence[Mention]) -> list[Mention]:
        """Steps that are services of their own: what they are nearest to lies in an area where nothing stronger was done."""
        strong = self._strong(techniques)
        steps = [m for m in techniques if m not in strong]
        nearest = {t: min(techniques, key=lambda m: distance(text, m.span, t.span)) for t in targets} if steps else {}
        taken = {self._vocab.targets[t.value].area for t, m in nearest.items() if m in strong}
        areas = {m: {self._vocab.targets[t.value].area for t in targets if nearest[t] == m} for m in steps}
        return [m for m, own in areas.items() if taken and own and None not in own | taken and not own & taken]

    def _by_family(self, technique: str | None, targets: list[Mention], among: list[str]) -> list[Draft]:
        families: dict[str, Draft] = {}
        for target in targets:
            name = self.family(target.value, among)
            draft = families.setdefault(name, Draft(technique, [], target.span.start))
            draft.targets.append(target)
        return list(families.values())

    def resolve(
        self, technique: str, numbers: dict[str, float], *, question: bool, targets: Sequence[str] = ()
    ) -> tuple[str, bool]:
        """The technique once figures are known, and whether it was assumed from a bare word (questions only)."""
        row, sense = self._vocab.techniques[technique], self._vocab.reading_parts.never_freed
        ambiguous = not self._vocab.reading_parts.agent_told.isdisjoint(row.groups)
        if question and ambiguous and sense and targets and all(self._is_in(t, sense.groups) for t in targets):
            return sense.to, True
        for step in row.resolve:
            value = numbers.get(step.fact)
            if (
                value is not None
                and (step.at_least is None or value >= step.at_least)
                and (step.at_most is None or value <= step.at_most)
            ):
                return step.to, False
        if question and row.assumed_as:
            return row.assumed_as, True
        return technique, False

    def counts(
        self, targets: Sequence[str], side: str | None, text: str, levels: Levels, scale: LevelScale
    ) -> dict[str, float]:
        """Counted facts: levels and joints by the target's kind of level, muscles and limbs."""
        rows = [self._vocab.targets[t] for t in targets]
        made: dict[str, float] = {"target_count": float(max(1, sum(row.countable for row in rows)))}
        kinds = {row.levels for row in rows} - {"none"}
        singles, pairs = len(levels.singles), len(levels.pairs)
        if any(row.at_level for row in rows) and singles + pairs > 1:
            kinds.add("nerves")
        own_joints = {row.own_joint for row in rows if row.own_joint} - {"-".join(pair) for pair in levels.pairs}
        if own_joints and (pairs or singles > 1):
            made["joint_count"] = float((pairs or singles - 1) + len(own_joints))
        elif kinds and singles + pairs:
            made["joint_count"] = float(pairs or max(1, singles - 1))
            made["level_count"] = float(
                singles + pairs if "bodies" not in kinds else singles + 2 * pairs - max(0, pairs - 1)
            )
        if "spaces" in kinds:
            ordinals = {**self._vocab.question_language.numbers, **self._vocab.levels.ordinals}
            ordinals.pop("a", None)
            spaces = scale.spaces(text, ordinals)
            count = spaces or (singles + pairs) or None
            if count:
                made["level_count"] = made["target_count"] = float(
                    count * (2 if side == "both" else 1) if spaces is None else count
                )
        muscles = [row for row in rows if self.by_limb(row) and row.area]
        if muscles:
            limbs = {row.area for row in muscles if "limb" in (row.area or "")}
            sides = 2 if side == "both" else 1
            made["limb_count"] = float(max(1, len(limbs)) * sides)
            apart = limbs or ({r.area for r in muscles} & self._vocab.reading_parts.counted_apart)
            made["muscle_count"] = float(
                max((sum(r.area == area for r in muscles) for area in apart), default=len(muscles))
            )
        return made

    def by_limb(self, row: Target) -> bool:
        """Whether it is counted by limb."""
        return not self._vocab.reading_parts.counted_by_limb.isdisjoint(row.groups)

    def with_level(self, target: str, letters: frozenset[str]) -> str:
        """The target that a level makes of it (a facet becomes one of its region)."""
        row = self._vocab.targets[target]
        for letter in sorted(letters):
            if letter in row.by_level:
                return row.by_level[letter]
        return target


def _unique(mentions: Sequence[Mention]) -> list[Mention]:
    return list({m.value: m for m in mentions}.values())


def _nearest(text: str, mention: Mention, drafts: Sequence[Draft]) -> Draft:
    """The draft one of whose targets is told nearest to a mention."""
    return min(drafts, key=lambda d: min(distance(text, mention.span, target.span) for target in d.targets))


def distance(text: str, technique: Span, target: Span) -> int:
    """Characters and clauses between them; a technique after its target is a little further away than one before."""
    first, last = (technique, target) if technique.start <= target.start else (target, technique)
    between = text[first.end : last.start]
    return len(between) + _CLAUSE_COST * len(_CLAUSE.findall(between)) + (0 if first is technique else 4)


def spans_of(mentions: Iterable[Mention]) -> tuple[Span, ...]:
    """Their spans, in order, each once."""
    return tuple(sorted({m.span for m in mentions}))
