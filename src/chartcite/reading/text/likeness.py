"""Which names of the vocabularies words that nobody knows are like, by their letters or as initials."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from rapidfuzz import fuzz, process

from chartcite.catalog.words import Word, phrase
from chartcite.domain.text import Mention, Span
from chartcite.domain.vocabulary import Term
from chartcite.reading.text.lexicon import Lexicon

KINDS = {
    "technique": "techniques",
    "target": "targets",
    "agent": "agents",
    "device": "devices",
    "payer": "payers",
    "state": "states",
    "mac": "macs",
}
LONGEST = 8
"""Words that a run may have."""
_LIKE, _APART = 85, 3  # how like a name is (of 100), and by how much liker than the next one
_LETTERS, _INITIALS = 5, 3
_MOST = 40  # unknown words of a text that are looked at: a text with more is in no language of ours


class Likeness:
    """Compares with the names of one lexicon; `initials` says whether a word may be those of a name."""

    def __init__(self, lexicon: Lexicon, *, initials: bool) -> None:
        self._lexicon, self._initials = lexicon, initials

    @cached_property
    def _labels(self) -> frozenset[str]:
        """Words of forms and letterheads: some are no English word, and "MRN" is no initials of a nerve."""
        words = self._lexicon.library.vocabularies.masking
        lists = (
            words.id_labels,
            words.id_words,
            words.name_labels,
            words.field_labels,
            words.not_names,
            words.titles,
            words.credentials,
            words.device_labels,
        )
        return frozenset(word for rows in lists for name in rows for word in phrase(name))

    @cached_property
    def terms(self) -> Mapping[str, Mapping[str, Term]]:
        """The terms that words may be read as: kind to shown name to term."""
        vocab = self._lexicon.library.vocabularies
        return {
            kind: {row.name: row for row in getattr(vocab, rows).values() if row.names} for kind, rows in KINDS.items()
        }

    @cached_property
    def _names(self) -> Mapping[str, Sequence[tuple[str, str, tuple[str, ...]]]]:
        """Each name of a kind as (id, name, its words)."""
        return {
            kind: [(row.id, name, words) for row in rows.values() for name in row.names if (words := phrase(name))]
            for kind, rows in self.terms.items()
        }

    @cached_property
    def _joined(self) -> Mapping[str, Sequence[str]]:
        return {kind: ["".join(words) for _, _, words in names] for kind, names in self._names.items()}

    @cached_property
    def _letters(self) -> str:
        """All names in one string, for what stands in none of them."""
        return "\n".join(name for names in self._joined.values() for name in names)

    def unknown(self, words: Sequence[Word], mentions: Sequence[Mention]) -> frozenset[int]:
        """Where words start that are neither English nor of the vocabularies, and were read as nothing."""
        known, speller = self._lexicon.finder.known_words | self._labels, self._lexicon.speller
        odd = [w for w in words if w.norm.isalpha() and len(w.norm) >= _INITIALS and w.norm not in known]
        read = {at for m in mentions for at in range(*m.span)} if odd else set()
        return frozenset(w.start for w in odd if w.start not in read and not speller.is_english(w.norm))

    def runs(self, words: Sequence[Word], unknown: Collection[int]) -> Iterator[Sequence[Word]]:
        """Each run with an unknown word in it whose other words stand in names."""
        fits = [word.start in unknown or word.norm in self._letters for word in words]
        seen: set[tuple[int, int]] = set()
        for index in [i for i, word in enumerate(words) if word.start in unknown][:_MOST]:
            for first in range(index, max(-1, index - LONGEST), -1):
                if not fits[first]:
                    break
                for last in range(index + 1, min(len(words), first + LONGEST) + 1):
                    if not fits[last - 1]:
                        break
                    if (first, last) not in seen:
                        seen.add((first, last))
                        yield words[first:last]

    def meant(self, kind: str, inside: Sequence[Word], unknown: Collection[int]) -> Iterator[tuple[str, str]]:
        """The terms of a kind that a run of words can be, each with its name; mostly none."""
        said = "".join(word.norm for word in inside)
        near = process.extract(said, self._joined[kind], scorer=fuzz.ratio, score_cutoff=_LIKE, limit=None)
        ids = {self._names[kind][index][0] for _, _, index in near}
        if len(inside) == 1 and self._initials:
            ids |= {id_ for id_, _, words in self._names[kind] if said == _initials(words)}
        for value in sorted(ids):
            if name := self.likest(kind, value, inside, unknown):
                yield value, name

    def likest(self, kind: str, value: str, inside: Sequence[Word], unknown: Collection[int]) -> str | None:
        """The name of the term whose initials the words are, or nearly its letters, where no other term is as like."""
        said = "".join(word.norm for word in inside)
        if self._initials and len(inside) == 1 and len(said) >= _INITIALS and inside[0].start in unknown:
            meant = {id_: name for id_, name, words in self._names[kind] if said == _initials(words)}
            if meant:
                return meant[value] if meant.keys() == {value} else None
        return self._nearest(kind, value, inside, unknown)

    def _nearest(self, kind: str, value: str, inside: Sequence[Word], unknown: Collection[int]) -> str | None:
        said = "".join(word.norm for word in inside)
        if len(said) < _LETTERS:
            return None
        best: dict[str, tuple[float, int]] = {}
        names = self._joined[kind]
        for _, score, index in process.extract(said, names, scorer=fuzz.ratio, score_cutoff=_LIKE - _APART, limit=None):
            id_ = self._names[kind][index][0]
            best[id_] = max(best.get(id_, (0.0, 0)), (score, index))
        score, index = best.pop(value, (0.0, 0))
        name = names[index]
        if score < _LIKE or len(name) < _LETTERS or any(other > score - _APART for other, _ in best.values()):
            return None
        odd = [word for word in inside if word.start in unknown]
        ours = bool(odd) and all(word in odd or word.norm in name for word in inside)
        return self._names[kind][index][1] if ours else None


def is_plain_run(text: str, span: Span, inside: Sequence[Word]) -> bool:
    """Whether a span is a run of whole words without digits and signs."""
    if not inside or len(inside) > LONGEST or (inside[0].start, inside[-1].end) != span:
        return False
    return all(letter.isalpha() or letter in " -" for letter in text[span.start : span.end])


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)
