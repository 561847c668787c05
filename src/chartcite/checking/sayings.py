"""All that may be said in place of a sentence: its turns and moves, and those of what comes of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from chartcite.catalog.library import Library
from chartcite.catalog.matching import TermFinder
from chartcite.catalog.words import words_of
from chartcite.checking.composites import composed, is_composite, lists_of, members
from chartcite.checking.keys import Keys, Normaliser, Part, without_aside
from chartcite.checking.listing import Listing, unmarked, with_commas
from chartcite.checking.moves import Moves
from chartcite.checking.patterns import Grammar, Patterns
from chartcite.domain.vocabulary import Term

_STEPS, _MOST = 3, 400
_DIGIT = re.compile(r"\d")


class Sayings:
    """What may be said, for the words of one library."""

    def __init__(self, library: Library, normaliser: Normaliser) -> None:
        phrasing = library.vocabularies.phrasing
        self._normaliser = normaliser
        self._negations, self._modals = frozenset(phrasing.negations), frozenset(phrasing.modals)
        self._leaning, self._pointing = frozenset(phrasing.leaning), phrasing.parts.pointing_back
        self._conditions = frozenset(phrasing.conditions)
        self.is_code = code_test(library.code_patterns)
        self._grammar = grammar_of(library, self.is_code)
        self._listing = Listing(self._grammar, frozenset(phrasing.limits))
        self._orders = frozenset(verb.bare for verb in phrasing.verbs if verb.orders)
        self._breaks = [tuple(joint.split()) for joint in phrasing.breaks]
        self._limits = frozenset(phrasing.limits)
        self._ordinals, self._commands = phrasing.ordinals, frozenset(phrasing.commands)
        self._parts_at = [tuple(joint.split()) for joint in phrasing.parts_at]
        self._patterns = Patterns(phrasing.turns, self._grammar)
        self._moves = Moves(phrasing, self._grammar)
        self.of = lru_cache(maxsize=256)(self._of)

    def _of(self, keys: Keys) -> frozenset[Keys]:
        """Every wording of one sentence, by at most three steps."""
        first = self.composed(keys)
        seen, fresh = {first}, [first]
        for _ in range(_STEPS):
            reached: list[Keys] = []
            for held in fresh:
                for other in self._next(held):
                    made = self.composed(self._normaliser.same(other))
                    if made not in seen and len(seen) < _MOST:
                        seen.add(made)
                        reached.append(made)
            fresh = reached
        all_ = {self.compared(keys), *(self.compared(held) for held in seen)}
        return frozenset(all_ | {self._with_serial_comma(held) for held in all_})

    def compared(self, keys: Keys) -> Keys:
        """The keys in the form in which wordings are compared: joined, and without the comma after what opens them."""
        made = unmarked(self._without_front_comma(self.composed(with_commas(keys))))
        if "," in made and made[0] in self._conditions:
            cut = made.index(",") + 1
            made = made[:cut] + self._without_front_comma(made[cut:])
        return made

    def _without_front_comma(self, keys: Keys) -> Keys:
        cut = self._moves.front_of(keys)
        return keys[:cut] + keys[cut + 1 :] if cut else keys

    def _with_serial_comma(self, keys: Keys) -> Keys:
        """With a comma before the one "and" or "or", where a code or figure follows it and nothing is denied.

        Never without one that is there: it may keep what follows from what stands before it.
        """
        places = [i for i, key in enumerate(keys) if key in ("and", "or")]
        g = self._grammar
        verbs = [i for i, key in enumerate(keys) if key in g.helping or key in g.finite]
        if len(places) != 1 or len(verbs) != 1 or not verbs[0] < places[0] < len(keys) - 1 or "," in keys:
            return keys
        left, right = keys[: places[0]], keys[places[0] + 1 :]
        free = not (self._limits | g.negations | g.conditions) & set(keys) and g.plain(left) and g.plain(right)
        # With more phrases behind it than before it, the last may belong to both.
        phrases = [i for i in range(verbs[0], len(keys)) if self._moves.adjunct_at(keys, i)]
        even = 2 * sum(i < places[0] for i in phrases) >= len(phrases)
        return (*left, ",", keys[places[0]], *right) if free and even and _DIGIT.search(right[0]) else keys

    def _next(self, keys: Keys) -> Iterator[Keys]:
        """What one step makes of a sentence, or of one of the clauses that it is made of."""
        yield from self._patterns.turned(keys)
        yield from self._moves.moved(keys)
        for first, last in self._clauses(keys):
            clause = keys[first:last]
            for other in (*self._patterns.turned(clause), *self._moves.turned(clause)):
                if other[0] not in self._orders:
                    yield keys[:first] + other + keys[last:]

    def _clauses(self, keys: Keys) -> Iterator[tuple[int, int]]:
        """Clauses inside a sentence that may be turned by themselves: between words that join whole clauses."""
        cuts = [(0, 0)]
        if (front := self._moves.front_of(keys)) > 0:
            cuts.append((front, front + 1))
        for place in range(len(keys)):
            for joint in self._parts_at:
                if keys[place : place + len(joint)] == joint and (not cuts or place >= cuts[-1][1]):
                    cuts.append((place, place + len(joint)))
                    break
        if len(cuts) < 2:
            return
        verbs = self._grammar.helping | self._grammar.finite
        for (_, first), (last, _) in zip(cuts, [*cuts[1:], (len(keys), 0)], strict=True):
            end = last - 1 if keys[last - 1 : last] == (",",) else last
            if last < len(keys) and not verbs & set(keys[last:]):
                continue  # "a is b, and c d": what follows takes its verb from here
            if end - first > 2 and self._grammar.plain(keys[first:end]):
                yield first, end

    def composed(self, keys: Keys) -> Keys:
        """The keys with lists and contrasts joined."""
        return self._listing.marked(composed(keys, self._negations, self._modals))

    def says(self, said: Sequence[Part], meant: Sequence[Part]) -> bool:
        """Whether the sentences said are those meant, each once; in their order where one leans on another."""
        if self._ordinals & {key for unit in meant for key in unit.keys} and not _in_order(said, meant):
            return False
        leans = any(unit.keys[0] in self._leaning or self._pointing & set(unit.keys) for unit in meant if unit.keys)
        return self._covers(list(said), list(meant), leans)

    def _covers(self, said: list[Part], units: list[Part], leans: bool) -> bool:
        if not said or not units:
            return not said and not units
        first = said[0]
        for index, unit in enumerate(units[:1] if leans else units):
            others = units[:index] + units[index + 1 :]
            bound = unit.mark == ";" and self._reaches_over(unit.keys)
            loose = first.mark == ";" and self._reaches_over(first.keys) and unit.mark != ";"
            kept = not bound or (index == 0 and first.mark == ";")
            fits = kept and not loose and self.compared(first.keys) in self.of(unit.keys)
            if fits and self._covers(said[1:], others, leans or bound):
                return True
        return any(self._covers([*h, *said[1:]], units, True) for h in self._halves(first)) or any(
            self._covers(said, [*h, *units[1:]], True) for h in self._halves(units[0])
        )

    def _halves(self, part: Part) -> list[list[Part]]:
        """A sentence as two, where each stands by itself and nothing reaches over from the first to the second."""
        made = []
        for place in range(2, len(part.keys) - 2):
            for joint in self._breaks:
                if part.keys[place : place + len(joint)] != joint:
                    continue
                left, right = part.keys[:place], part.keys[place + len(joint) :]
                if not self._reaches_over(left) and self._stands(left) and self._opens_half(joint, right):
                    word = joint[-1:] if joint[-1] in ("but", "so") else ()
                    made.append([Part(left, "."), Part((*word, *right), part.mark)])
        return made

    def _opens_half(self, joint: Keys, keys: Keys) -> bool:
        """Whether a sentence of its own may begin here: with a subject, or after ":" with what the reader is to do."""
        verb = keys[2:3] if keys[:2] == ("does", "not") else keys[:1]
        return self._follows(keys) or (joint == (":",) and bool(self._commands & set(verb)))

    def _stands(self, keys: Keys) -> bool:
        """Whether a clause stands by itself: a subject, a verb, and no joint but "and" and "or"."""
        also = frozenset({"and", "or", "and-not", "and-never"})
        return self._follows(keys) and self._grammar.plain(tuple(k for k in keys if k != ","), also)

    def _follows(self, keys: Keys) -> bool:
        """Whether a clause has a subject of its own."""
        g = self._grammar
        verbs = [i for i, key in enumerate(keys) if key in g.helping or key in g.finite]
        return (
            bool(verbs)
            and verbs[0] > 0
            and keys[0] not in self._limits | g.negations | {"then", "which", "who", "that"}
        )

    def _reaches_over(self, keys: Keys) -> bool:
        """Whether what opens or conditions a sentence may be read of the next one too."""
        return bool(self._conditions & set(keys)) or keys[0] in self._grammar.adjuncts


def _in_order(said: Sequence[Part], meant: Sequence[Part]) -> bool:
    """Whether every list has its items in the order in which they were meant: "the first" may be one of them."""
    ours, theirs = (sorted(items for part in parts for items in lists_of(part.keys)) for parts in (said, meant))
    return ours == theirs


def code_test(patterns: Mapping[str, str]) -> Callable[[str], bool]:
    """Whether a key is a code, a range of codes or a list of them."""
    one = "|".join(f"(?:{pattern})" for pattern in patterns.values())
    whole = re.compile(rf"(?:{one})(?:-(?:{one}))?")

    @lru_cache(maxsize=8192)
    def is_code(key: str) -> bool:
        if is_composite(key):
            held = members(key)
            return bool(held) and all(whole.fullmatch(k) for k in held)
        return bool(whole.fullmatch(without_aside(key)))

    return is_code


def grammar_of(library: Library, is_code: Callable[[str], bool]) -> Grammar:
    """The closed sets of words, and the test whether words name a technique."""
    vocabularies = library.vocabularies
    phrasing = vocabularies.phrasing
    return Grammar(
        joints=frozenset(phrasing.joints) | frozenset(phrasing.conditions),
        helping=frozenset(phrasing.helping),
        finite=frozenset(verb.third for verb in phrasing.verbs) | frozenset(phrasing.finite),
        negations=frozenset(phrasing.negations),
        conditions=frozenset(phrasing.conditions),
        adjuncts=frozenset(phrasing.adjuncts) - {"as of"},
        parts=phrasing.parts,
        is_code=is_code,
        names_service=_naming("technique", vocabularies.techniques.values()),
        names_condition=_naming("indication", vocabularies.indications.values()),
    )


def _naming(kind: str, terms: Iterable[Term]) -> Callable[[Keys], bool]:
    """Whether words name a term."""
    finder = TermFinder()
    finder.add_terms(kind, terms)
    return lru_cache(maxsize=4096)(lambda keys: bool(finder.find(words_of(" ".join(keys)))))
