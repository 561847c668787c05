"""Moves that keep what a sentence says: a condition or an adjunct to its other end, and the turns of its voice."""

from __future__ import annotations

from collections.abc import Iterator

from chartcite.checking.composites import is_day
from chartcite.checking.keys import Keys
from chartcite.checking.patterns import LISTED, Grammar
from chartcite.checking.voice import Voice
from chartcite.domain.phrasing import Phrasing

_OWN = ("although", "unless", "even-if", "even-when")  # after a comma: no "states whether", no day
_BEING = ("is", "was", "has", "had")


class Moves:
    """The moves of one library; each gives true wordings only of a sentence that it can take apart for certain."""

    def __init__(self, phrasing: Phrasing, grammar: Grammar) -> None:
        self._grammar = grammar
        self._conditions = frozenset(phrasing.conditions)
        self._no_condition_after = frozenset(phrasing.not_before_condition)
        self._no_adjunct_after = frozenset(phrasing.not_before_adjunct)
        self._dated = frozenset(phrasing.dated)
        self._fixed = frozenset(tuple(phrase.split()) for phrase in phrasing.fixed)
        self._limits = frozenset(phrasing.limits)
        self._quantities = frozenset(phrasing.quantities)
        self._idle = frozenset(phrasing.idle)
        self._voice = Voice(phrasing, grammar)

    def moved(self, keys: Keys) -> Iterator[Keys]:
        """Every wording that one move makes."""
        yield from self._inserted_moved(keys)
        if self._limits & set(keys):
            return
        yield from self._conditions_moved(keys)
        yield from self._without_idle(keys)
        if self._scattered(keys):
            return
        yield from self._adjuncts_moved(keys)
        yield from self._subjects_moved(keys)
        yield from self.turned(keys)
        yield from self._voice.ordered(keys)

    def turned(self, keys: Keys) -> Iterator[Keys]:
        """Active to passive and back, in one clause."""
        if not self._limits & set(keys) and not self._scattered(keys):
            yield from self._voice.turned(keys)

    def _scattered(self, keys: Keys) -> bool:
        """Whether something is denied of a quantity: "not all" and "all not" differ by nothing but order."""
        return bool(self._grammar.negations & set(keys)) and bool((self._quantities - {"and", "or"}) & set(keys))

    def _conditions_moved(self, keys: Keys) -> Iterator[Keys]:
        places = [i for i, key in enumerate(keys) if key in self._conditions]
        if len(places) != 1:
            return
        (place,) = places
        if place == 0 and keys.count(",") == 1:
            cut = keys.index(",")
            condition, main = keys[:cut], keys[cut + 1 :]
            if self._is_condition(condition) and self._is_clause(main):
                yield (*main, ",", *condition) if keys[0] == "because" else (*main, *condition)
        elif place > 0:
            parted = keys[place - 1] == "," and keys[place] != "when"  # ", when" may tell of a day instead
            main, condition = keys[: place - parted], keys[place:]
            if keys[place] == "because" and not parted:
                return  # "not a because b" may deny the reason alone
            # Before all else it conditions all of it, at the end perhaps the last part only: so it moves forward
            # from sentences of many parts, and back only in those of one.
            asked = main and main[-1] in self._no_condition_after and not (parted and keys[place] in _OWN)
            free = main and not asked and self._is_clause(self._after_front(main), joined=True)
            if free and self._is_condition(condition):
                yield (*condition, ",", *main)
                yield (*main, ",", *condition)
                if keys[place] != "because":
                    yield (*main, *condition)

    def _is_condition(self, keys: Keys) -> bool:
        return len(keys) > 2 and self._grammar.plain(keys[1:], frozenset({"and", "or"}))

    def _after_front(self, keys: Keys) -> Keys:
        cut = self.front_of(keys)
        return keys[cut + 1 :] if cut else keys

    def _is_clause(self, keys: Keys, joined: bool = False) -> bool:
        """A clause with no joint but "and" and "or" before its verb; `joined`: anywhere, if it has one verb only."""
        verbs = self._grammar.helping | self._grammar.finite
        first = next((i for i, key in enumerate(keys) if key in verbs), 0)
        also = frozenset({"and", "or", "and-not", "and-never"})
        single = sum(key in verbs for key in keys) == 1
        plain = self._grammar.plain(keys, also) and ((joined and single) or not also & set(keys[first:]))
        return len(keys) > 1 and plain and bool(verbs & set(keys))

    def _without_idle(self, keys: Keys) -> Iterator[Keys]:
        if self._grammar.negations & set(keys):
            return
        for index, key in enumerate(keys):
            if key in self._idle:
                yield keys[:index] + keys[index + 1 + (keys[index + 1 : index + 2] == (",",)) :]

    def _adjuncts_moved(self, keys: Keys) -> Iterator[Keys]:
        """An adjunct from the front to the end and from the end to the front, where all else is one plain clause."""
        if cut := self.front_of(keys):
            front, main = keys[:cut], keys[cut + 1 :]
            end = main.index(":") if ":" in main else len(main)
            main, tail = main[:end], main[end:]
            if self._is_told(main) and self._opens_clause(main) and not self._ends_open(main):
                yield (*main, *front, *tail)
        for place in range(2, len(keys)):
            main, last = keys[:place], keys[place:]
            if not self.adjunct_at(keys, place) or main[-1] in self._no_adjunct_after or "," in keys:
                continue
            if LISTED in last:
                continue  # "names blocks for pain, heat and cold": what is listed is not plain
            if self._voice.names(main) or self._grammar.parts.complemented & set(main):
                continue  # "calls x for y z": where the phrase ends is not plain
            if self._is_clause(main) and self._is_phrase(last) and not self.adjunct_at(keys, 0):
                yield (*last, ",", *main)

    def _inserted_moved(self, keys: Keys) -> Iterator[Keys]:
        """An adjunct between two commas to the front, where all else is one clause; a limit has to stand behind it."""
        commas = [i for i, key in enumerate(keys) if key == ","]
        if len(commas) != 2:
            return
        first, last = commas
        phrase, before, after = keys[first + 1 : last], keys[:first], keys[last + 1 :]
        if not phrase or not after or after[0] in ("and", "or") or self._limits & set(before + phrase):
            return
        adjunct = self.adjunct_at(keys, first + 1) and self._is_phrase(phrase) and not self.adjunct_at(keys, 0)
        if adjunct and self._is_told(before + after) and not self._grammar.negations & set(keys):
            yield (*phrase, ",", *before, *after)

    def _subjects_moved(self, keys: Keys) -> Iterator[Keys]:
        """The last adjunct of the subject to the front, where the one verb tells what something is or has."""
        g = self._grammar
        verbs = [i for i, key in enumerate(keys) if key in g.helping or key in g.finite]
        if len(verbs) != 1 or keys[verbs[0]] not in _BEING or g.conditions & set(keys):
            return
        subject, told = keys[: verbs[0]], keys[verbs[0] :]
        places = [i for i in range(1, len(subject)) if self.adjunct_at(keys, i)]
        if (
            not places
            or self._ends_open(subject[: places[-1]])
            or subject[places[-1] - 1].endswith("ed")
            or not self._is_plainly_told(told)
        ):
            return
        named, phrase = subject[: places[-1]], subject[places[-1] :]
        barred = g.negations | g.parts.pointing | frozenset({"and", "or"})
        if LISTED in subject:
            return
        telling = barred & set(named) or g.parts.not_before_front & set(subject)
        if g.plain(named) and not telling and not self.adjunct_at(keys, 0) and self._is_phrase(phrase):
            yield (*phrase, ",", *named, *told)

    def _is_plainly_told(self, keys: Keys) -> bool:
        """What is told of a subject, with no part that tells of something else."""
        also = frozenset({"and", "or", "and-not", "and-never", "(", ")"})
        return self._grammar.plain(tuple(key for key in keys if key != ","), also)

    def front_of(self, keys: Keys) -> int:
        """Where the comma after an opening adjunct stands; 0 if there is none."""
        if not keys or not self.adjunct_at(keys, 0) or "," not in keys:
            return 0
        cut = keys.index(",")
        return cut if self._is_phrase(keys[:cut]) else 0

    def _is_told(self, keys: Keys) -> bool:
        """A plain clause with one verb; "and" may join what it tells, not a second verb."""
        g = self._grammar
        verbs = [key for key in keys if key in g.helping or key in g.finite]
        return g.plain(keys, frozenset({"and", "or"})) and len(verbs) == 1

    def _opens_clause(self, main: Keys) -> bool:
        return main[0] not in self._grammar.adjuncts and main[0] not in self._grammar.helping

    def _ends_open(self, main: Keys) -> bool:
        return main[-1] in self._no_adjunct_after

    def adjunct_at(self, keys: Keys, place: int) -> bool:
        """Whether a phrase of place, time or purpose begins there."""
        if keys[place] == "as":
            return keys[place + 1 : place + 2] == ("of",)
        if keys[place] in self._dated:
            return any(is_day(key) for key in keys[place + 1 : place + 2])
        if keys[place] not in self._grammar.adjuncts or keys[place] == "of":
            return False
        if keys[place] != "for" and any(self._grammar.is_code(key) for key in keys[place + 1 : place + 2]):
            return False  # "included in <code>" belongs to its verb
        return not any(keys[place : place + len(phrase)] == phrase for phrase in self._fixed)

    def _is_phrase(self, keys: Keys) -> bool:
        """An adjunct with all its words: no verb of its own, nothing joined to it but by "and"."""
        verbs = self._grammar.helping | self._grammar.negations | self._grammar.finite
        joined = [i for i, key in enumerate(keys) if key in ("and", "or")]
        # "in the office and $9 in a facility" are two: what follows "and" must be no more than names
        beyond = keys[joined[0] :] if joined else ()
        two = any(key in self._grammar.adjuncts or (key[0].isdigit() or key[0] == "$") for key in beyond)
        also = frozenset({"and", "or"})
        return (
            len(keys) > 1
            and self._grammar.plain(keys[1:], also)
            and not (verbs | self._grammar.parts.not_in_scope) & set(keys[1:])
            and not two
        )
