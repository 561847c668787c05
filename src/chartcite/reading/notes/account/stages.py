"""Whether a procedure of a note was carried through, or stopped before or after a lesion."""

from __future__ import annotations

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.domain.text import Mention
from chartcite.reading.notes.account.scene import Part, Scene


class Stages:
    """Tells them by one vocabulary's techniques and agents."""

    def __init__(self, vocab: Vocabularies) -> None:
        self._vocab = vocab

    def _is_step_done(self, scene: Scene, part: Part) -> bool:
        """Whether the part is a step that the account names as done."""
        own = set(part.sentences)
        return (
            part.technique is not None
            and self._vocab.is_step(part.technique)
            and any(
                self._technique_of(m) == part.technique and m.sentence in own and not scene.sentences[m.sentence].title
                for m in scene.done
            )
        )

    def _technique_of(self, mention: Mention) -> str | None:
        """What a word names, or what its agent makes where it is given."""
        if mention.kind == "agent":
            return self._vocab.agents[mention.value].technique
        return mention.value if mention.kind == "technique" else None

    @staticmethod
    def _is_elsewhere(scene: Scene, index: int, part: Part, side: str | None) -> bool:
        """Whether a sentence names the other side alone, beside a lesion told in another sentence."""
        sides = {m.value for m in scene.mentions if m.sentence == index and m.kind == "side"}
        if side not in ("left", "right") or not sides or not sides.isdisjoint({side, "both"}):
            return False
        return any((at := scene.sentence_of(f.span)) in part.sentences and at != index for f in scene.lesions)

    @staticmethod
    def _tells(scene: Scene, index: int, part: Part) -> bool:
        """Whether a sentence tells of a treatment that makes no lesion anyway, with its figures."""
        return any(scene.sentence_of(f.span) in {index, *part.sentences} for f in scene.lesions)

    def of(self, scene: Scene, part: Part, side: str | None = None) -> str:
        """Done, or aborted before or after a lesion: by the words, else by whether the account shows a lesion's figures.

        What was stopped on the other side alone says nothing of the `side` at hand, where a lesion is shown.
        """
        own = set(part.sentences)
        mild = part.technique is not None and not self._vocab.reading_parts.makes_no_lesion.isdisjoint(
            self._vocab.techniques[part.technique].groups
        )
        cues = [
            cue.assertion
            for i, sentence in enumerate(scene.sentences)
            for cue in sentence.cues
            if cue.assertion.startswith("aborted")
            and (i in own or not (sentence.tells or sentence.section.assertion == "past"))
            and not self._is_elsewhere(scene, i, part, side)
            and not (mild and cue.assertion == "aborted-before" and self._tells(scene, i, part))
        ]
        if not cues:
            return "done"
        if set(cues) == {"aborted-before"} and self._is_step_done(scene, part):
            return "done"  # what was not made is the stronger act; the step was carried through
        lesioned = any(scene.sentence_of(f.span) in own for f in scene.lesions)
        if "aborted-after" in cues or (lesioned and "aborted-before" not in cues):
            return "aborted-after"
        return "aborted-before"
