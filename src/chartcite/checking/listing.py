"""Lists of words: the commas that only part the items of one are marked, so that the list can be taken for one part."""

from __future__ import annotations

from chartcite.checking.keys import Keys
from chartcite.checking.patterns import LISTED, Grammar

_LONGEST_ITEM = 6


class Listing:
    """Marks the commas of lists `a, b and c`, where nothing but a list can be meant."""

    def __init__(self, grammar: Grammar, limits: frozenset[str]) -> None:
        self._grammar = grammar
        self._verbs = grammar.helping | grammar.finite
        self._starts = self._verbs | grammar.conditions | (grammar.joints - {"and", "or", "-"})
        small = grammar.parts.not_in_thing | grammar.parts.goes_on | grammar.adjuncts | grammar.parts.pointing
        self._not_in_item = self._starts | grammar.negations | limits | small | {",", "and", "or"}

    def marked(self, keys: Keys) -> Keys:
        """The keys with the commas of each list as a key of their own."""
        if "," not in keys:
            return keys
        made = list(keys)
        for place, key in enumerate(keys):
            if key in ("and", "or"):
                for comma in self._commas(keys, place):
                    made[comma] = LISTED
        return tuple(made)

    def _commas(self, keys: Keys, joint: int) -> list[int]:
        """Where the commas of the list stand whose last item comes after `joint`; none where it may be no list."""
        found = [joint - 1] if keys[joint - 1] == "," else []
        end, items = found[0] if found else joint, 0
        while True:
            start = end
            while start > 0 and keys[start - 1] not in self._not_in_item:
                start -= 1
            if start == 0 or keys[start - 1] != ",":
                break
            if not 0 < end - start <= _LONGEST_ITEM:
                return []
            items += 1
            found.append(start - 1)
            end = start - 1
        return found if items and start < end and self._is_whole(keys, start, joint) else []

    def _is_whole(self, keys: Keys, first: int, joint: int) -> bool:
        """Whether the list is all of a subject, or all that is told after a verb: no phrase before it ends in its comma."""
        opens = first
        while opens > 0 and keys[opens - 1] not in self._starts and keys[opens - 1] != ",":
            opens -= 1
        if keys[opens - 1 : opens] == (",",) or keys[opens] in self._grammar.adjuncts | {"and", "or"}:
            return False
        rest = keys[joint + 1 :]
        stop = next((i for i, key in enumerate(rest) if key == "," or key in self._grammar.joints), len(rest))
        tells = [i for i, key in enumerate(rest[:stop]) if key in self._verbs]
        is_object = opens > 0 and keys[opens - 1] in self._verbs
        return bool(rest) and (not tells if is_object else bool(tells) and tells[0] > 0)


def unmarked(keys: Keys) -> Keys:
    """The keys without marks, and with no comma before the "and" or "or" of a list."""
    pairs = zip(keys, (*keys[1:], ""), strict=True)
    kept = (key for key, after in pairs if not (key == LISTED and after in ("and", "or")))
    return with_commas(tuple(kept))


def with_commas(keys: Keys) -> Keys:
    """The keys with plain commas again."""
    return tuple("," if key == LISTED else key for key in keys)
