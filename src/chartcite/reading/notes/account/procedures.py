"""The procedures of a note: techniques and targets brought together, each with its own side, levels and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chartcite.catalog.words import phrase
from chartcite.domain.text import Mention, Procedure
from chartcite.reading.notes.account.agents import is_given
from chartcite.reading.notes.account.areas import sided_by_area
from chartcite.reading.notes.account.figures import NoteFigures
from chartcite.reading.notes.account.levels import NoteLevels
from chartcite.reading.notes.account.scene import Made, Part, Scene, guidance_of
from chartcite.reading.notes.account.sides import Sides
from chartcite.reading.notes.account.stages import Stages
from chartcite.reading.notes.account.strands import Strands
from chartcite.reading.notes.account.targets import NoteTargets
from chartcite.reading.notes.account.techniques import NoteTechniques
from chartcite.reading.text.lexicon import Lexicon
from chartcite.reading.text.procedures import Grouper, distance, spans_of

_SENTENCE_COST = 2000  # a sentence between a technique and a target counts as this many characters
_MOST_SPANS = 6
_MOST_PLACES = 60  # places of one thing that are weighed; more decide nothing more


class NoteProcedures:
    """Gathers procedures from what was read."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._vocab = lexicon.library.vocabularies
        self._grouper = Grouper(self._vocab)
        self._techniques = NoteTechniques(self._vocab, self._grouper)
        self._targets = NoteTargets(self._vocab, self._grouper)
        self._sides = Sides(self._vocab)
        self._stages = Stages(self._vocab)
        language = self._vocab.question_language
        sides = {name: side for side, names in language.sides.items() if side != "both" for name in names}
        letters = {name: side for side, names in language.sides_upper.items() for name in names}
        self._strands = Strands(
            self._vocab.note_language,
            {**sides, **letters},
            {t.id for t in self._vocab.techniques.values() if self._vocab.reading_parts.mode_open & set(t.groups)},
            {name for name in self._vocab.targets if self._vocab.is_vague(name)},
            {name for name in self._vocab.techniques if self._vocab.is_step(name)},
        )
        self._steps_alone = {phrase(name) for name in self._vocab.reading_parts.steps_alone}
        self._levels = NoteLevels(self._vocab, lexicon.levels)
        self._figures = NoteFigures(self._vocab, self._grouper, self._techniques, lexicon.levels)

    def of(self, scene: Scene) -> Made:
        """What was done, by title and account; strand by strand where these differ."""
        return self._strands.split(scene, self._whole, self._whole(scene))

    def _whole(self, scene: Scene) -> Made:
        made = Made()
        if not scene.done or (scene.cued(["not-started"]) and not scene.lesions and not is_given(scene, self._vocab)):
            made.flags.update({"not-started"} if scene.cued(["not-started"]) else ())
            return made
        techniques = self._techniques.of(scene, made)
        if not techniques:
            return made
        targets = self._levels.by_region(scene, self._targets.of(scene, techniques, made))
        parts = self._parts(scene, techniques, targets)
        for part in parts:
            part.sentences = self._own(scene, part, parts, techniques)
            self._figures.read(scene, part)
            self._named_exactly(part, techniques)
            self._by_agents(scene, part)
        sides = self._here(scene, self._sides.of(scene), parts)
        repeats = self._sides.repeated(scene, sides)
        for part in self._merged(parts):
            for side, own in self._by_side(scene, part, (sides, repeats), targets, made):
                made.procedures.append(self._procedure(scene, own, (side, sides), techniques, made))
        return made

    def _here(self, scene: Scene, sides: list[Mention], parts: Sequence[Part]) -> list[Mention]:
        """Without sides of a part of the body where nothing that is gathered here was done ("his left knee")."""
        areas = {self._vocab.targets[name].area for part in parts for name in part.ids}
        firsts = {
            (m.sentence, m.span.start): self._vocab.targets[m.value].area for m in scene.done if m.kind == "target"
        }
        kept = [
            s
            for s in sides
            if areas & {None}
            or scene.sentences[s.sentence].title
            or firsts.get((s.sentence, s.span.end + 1)) in {None, *areas}
        ]
        return kept or sides

    def _parts(self, scene: Scene, techniques: Sequence[Mention], targets: Sequence[Mention]) -> list[Part]:
        """One part for each technique and family of targets; a target goes to the nearest technique."""
        weak = not self._grouper.has_stronger(techniques)
        strong = [t for t in techniques if weak or not self._vocab.is_step(t.value)]
        ids = list(dict.fromkeys(m.value for m in targets))
        alone = [] if weak else self._alone(scene, techniques, strong, targets)
        targets = [m for m in targets if m.value not in {own.value for _, own in alone}]
        shares = self._shares(scene, self._with_others(scene, strong), targets)
        if {t.value for t in strong if scene.sentences[t.sentence].title} - set(shares):
            shares = self._shares(scene, strong, targets)
        parts: dict[tuple[str, str], Part] = {}
        for technique, share in shares.items():
            for mention in share:
                key = (technique, self._grouper.family(mention.value, ids))
                parts.setdefault(key, Part(technique)).targets.append(mention)
        for technique, mention in alone:
            key = (technique, self._grouper.family(mention.value, ids))
            parts.setdefault(key, Part(technique)).targets.append(mention)
        if not parts:
            return [Part(max(strong, key=lambda t: self._vocab.techniques[t.value].precedence).value)]
        return sorted(parts.values(), key=lambda p: p.targets[0].span)

    def _alone(
        self, scene: Scene, techniques: Sequence[Mention], strong: Sequence[Mention], targets: Sequence[Mention]
    ) -> list[tuple[str, Mention]]:
        """Targets with a step of their own: one so named stands wherever they do, and nothing stronger does."""
        strong_at = {t.sentence for t in strong}
        treating = {(t.value, t.span) for t in strong}
        steps = self._injected(scene) | {
            t.sentence: t.value
            for t in techniques
            if (t.value, t.span) not in treating and phrase(t.text) in self._steps_alone
        }
        places: dict[str, list[Mention]] = {}
        for target in targets:
            places.setdefault(target.value, []).append(target)
        alone = {
            name
            for name, own in places.items()
            if all(m.sentence in steps and m.sentence not in strong_at for m in own)
        }
        left = [m for name, own in places.items() for m in own if name not in alone]
        if not any(m.sentence in strong_at for m in left):
            return []
        return [(steps[m.sentence], m) for name in alone for m in places[name]]

    def _injected(self, scene: Scene) -> dict[int, str]:
        """The injection of each sentence that tells of an agent which is always injected for its own sake."""
        given = self._vocab.reading_parts.agents_injected
        rows = [(m.sentence, self._vocab.agents[m.value]) for m in scene.done if m.kind == "agent"]
        return {at: row.technique for at, row in rows if row.technique and not given.isdisjoint(row.groups)}

    def _with_others(self, scene: Scene, strong: Sequence[Mention]) -> Sequence[Mention]:
        """With what else the title names: a second procedure may bear a less exact word than the first."""
        known = {t.value for t in strong}
        if not any(scene.sentences[t.sentence].title for t in strong):
            return strong
        titled = [m for m in scene.done if m.kind == "technique" and scene.sentences[m.sentence].title]
        return [*strong, *(m for m in titled if m.value not in known)]

    def _shares(
        self, scene: Scene, techniques: Sequence[Mention], targets: Sequence[Mention]
    ) -> dict[str, list[Mention]]:
        """The targets of each technique, each target at all its places."""
        places: dict[str, list[Mention]] = {}
        for target in targets:
            places.setdefault(target.value, []).append(target)
        single = {t.value for t in techniques}
        shares: dict[str, list[Mention]] = {}
        for own in places.values():
            near = ((t, p) for t in techniques[:_MOST_PLACES] for p in own[:_MOST_PLACES])
            name = (
                techniques[0].value if len(single) == 1 else min((self._cost(scene, t, p), t.value) for t, p in near)[1]
            )
            shares.setdefault(name, []).extend(own)
        return shares

    def _named_exactly(self, part: Part, techniques: Sequence[Mention]) -> None:
        """An open word that no figure of its own settles is what the exact word of the note says."""
        own = self._vocab.techniques[part.technique] if part.technique else None
        if own and own.id not in {t.value for t in techniques}:
            exact = [t.value for t in techniques if own.id in self._vocab.techniques[t.value].beats]
            part.technique = exact[0] if exact and own.resolve else part.technique

    def _by_agents(self, scene: Scene, part: Part) -> None:
        """What the agents of its own sentences make of a part of several that only the heat told at another would explain."""
        heated = "temperature_c" in part.numbers or part.technique != self._vocab.reading_parts.told_by_figures
        named = any(m.kind == "technique" and m.value == part.technique for m in scene.done)
        if heated or named or len(part.sentences) == len(scene.telling):
            return
        agents = [m for m in scene.done if m.kind == "agent" and m.sentence in part.sentences]
        made = [technique for m in agents if (technique := self._vocab.agents[m.value].technique)]
        part.technique = made[0] if made else part.technique

    @staticmethod
    def _cost(scene: Scene, technique: Mention, target: Mention) -> int:
        gap = abs(technique.sentence - target.sentence)
        return distance(scene.text, technique.span, target.span) if gap == 0 else _SENTENCE_COST * gap

    @staticmethod
    def _own(scene: Scene, part: Part, parts: Sequence[Part], techniques: Sequence[Mention]) -> tuple[int, ...]:
        """Its sentences: those naming its targets (or its technique and no other's target), and what follows them."""
        if len(parts) == 1:
            return scene.telling
        by_target: dict[int, set[int]] = {}
        for index, other in enumerate(parts):
            for mention in other.targets:
                by_target.setdefault(mention.sentence, set()).add(index)
        by_technique: dict[int, set[int]] = {}
        for technique in techniques:
            for index, other in enumerate(parts):
                if other.technique == technique.value:
                    by_technique.setdefault(technique.sentence, set()).add(index)
        mine = next(i for i, other in enumerate(parts) if other is part)
        owners = set(range(len(parts)))
        own = []
        for sentence in scene.telling:
            owners = by_target.get(sentence) or by_technique.get(sentence) or owners
            if mine in owners:
                own.append(sentence)
            if scene.sentences[sentence].title:
                owners = set(range(len(parts)))
        return tuple(own)

    def _merged(self, parts: Sequence[Part]) -> list[Part]:
        """Parts that came to the same technique at one family are one procedure."""
        ids = [i for part in parts for i in part.ids]
        merged: dict[tuple[str | None, str], Part] = {}
        for part in parts:
            key = (part.technique, self._grouper.family(part.targets[0].value, ids) if part.targets else "")
            have = merged.get(key)
            if have is None:
                merged[key] = part
                continue
            have.targets += part.targets
            have.sentences = tuple(sorted({*have.sentences, *part.sentences}))
            have.numbers = {**part.numbers, **have.numbers}
            have.flags |= part.flags
        return list(merged.values())

    def _by_side(
        self,
        scene: Scene,
        part: Part,
        sided: tuple[Sequence[Mention], Sequence[Mention]],
        targets: Sequence[Mention],
        made: Made,
    ) -> list[tuple[str | None, Part]]:
        """The part whole, or cut by side where single targets lie on different sides; `sided`: all sides, repeats."""
        if not part.targets:
            return [(self._sides.whole(scene, sided[0]), part)]
        by_target = self._sides.by_target(scene, sided, part, targets, made)
        values = set(by_target.values())
        rows = [self._vocab.targets[t] for t in by_target]
        single = all(row.levels == "none" and row.countable and not self._grouper.by_limb(row) for row in rows)
        apart = sided_by_area(self._vocab, by_target)
        if apart:
            by_target = {name: apart[str(self._vocab.targets[name].area)] for name in by_target}
        elif len(values) == 1 or not single:
            titled = {by_target[m.value] for m in part.targets if scene.sentences[m.sentence].title} - {None}
            known = titled or values - {None}
            return [("both" if len(known) > 1 else next(iter(known), None), part)]
        groups: dict[str | None, list[Mention]] = {}
        fallback = next(iter(values - {None}))
        for mention in part.targets:
            groups.setdefault(by_target[mention.value] or fallback, []).append(mention)
        return [(side, replace(part, targets=own, numbers=dict(part.numbers))) for side, own in groups.items()]

    def _procedure(
        self,
        scene: Scene,
        part: Part,
        sided: tuple[str | None, Sequence[Mention]],
        techniques: Sequence[Mention],
        made: Made,
    ) -> Procedure:
        side, sides = sided
        rows = [self._vocab.targets[t] for t in part.ids]
        levels = self._levels.read(scene, part.sentences, part.targets)
        targets = tuple(dict.fromkeys(self._grouper.with_level(t, levels.letters) for t in part.ids))
        numbers = {**part.numbers, **self._figures.counts(scene, part, side, levels, sides)}
        own = set(part.sentences)
        said = [m for m in scene.done if m.sentence in own]
        named = [t for t in techniques if t.sentence in own and t.value == part.technique]
        vague = bool(part.targets) and all(self._vocab.is_vague(t) for t in part.ids)
        return Procedure(
            techniques=(part.technique,) if part.technique else (),
            targets=targets,
            side=side if any(r.paired for r in rows) or not rows else None,
            stage="aborted-before" if part.technique in made.stopped else self._stages.of(scene, part, side),
            levels=(*levels.singles, *("-".join(p) for p in levels.pairs))
            if any(r.levels != "none" or r.at_level for r in rows)
            else (),
            agents=tuple(dict.fromkeys(m.value for m in said if m.kind == "agent")),
            guidance=guidance_of(scene),
            numbers=numbers,
            flags=frozenset({"vague-target"} if vague else ()) | part.flags,
            spans=spans_of([*part.targets[:_MOST_SPANS], *named[:2]]),
        )
