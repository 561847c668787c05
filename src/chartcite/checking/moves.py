"""Moves that keep what a sentence says: a condition or an adjunct to its other end, active to passive and back."""

from __future__ import annotations

from collections.abc import Iterator

from chartcite.checking.composites import is_composite, is_day
from chartcite.checking.keys import Keys
from chartcite.checking.patterns import Grammar
from chartcite.domain.phrasing import Phrasing, Verb

_LONGEST_AGENT, _LONGEST_THING = 8, 12


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
        self._modals = frozenset(phrasing.modals)
        self._idle = frozenset(phrasing.idle)
        self._verbs = {form: verb for verb in phrasing.verbs for form in (verb.third, verb.bare)}
        self._parts = {verb.part: verb for verb in phrasing.verbs}

    def moved(self, keys: Keys) -> Iterator[Keys]:
        """Every wording that one move makes."""
        if self._limits & set(keys):
            return
        yield from self._conditions_moved(keys)
        yield from self._without_idle(keys)
        if self._scattered(keys):
            return
        yield from self._adjuncts_moved(keys)
        yield from self.turned(keys)
        yield from self._ordered(keys)

    def turned(self, keys: Keys) -> Iterator[Keys]:
        """Active to passive and back, in one clause."""
        if not self._limits & set(keys) and not self._scattered(keys):
            yield from self._made_passive(keys)
            yield from self._made_active(keys)

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
            if self._is_clause(condition[1:], joined=True) and self._is_clause(main):
                yield (*main, ",", *condition) if keys[0] == "because" else (*main, *condition)
        elif place > 0:
            main, condition = keys[:place], keys[place:]
            parted = main[-1] == "," and keys[place] != "when"  # ", when" may tell of a day instead
            main = main[:-1] if parted else main
            if keys[place] == "because" and not parted:
                return  # "not a because b" may deny the reason alone
            free = main and main[-1] not in self._no_condition_after and self._is_clause(main, joined=True)
            if free and "," not in condition and self._is_clause(condition[1:], joined=True):
                yield (*condition, ",", *main)
                yield (*main, ",", *condition)
                if keys[place] != "because":
                    yield (*main, *condition)

    def _is_clause(self, keys: Keys, joined: bool = False) -> bool:
        """A part with a verb, no comma and no joint; `joined` lets it have "and" and "or", which stay where they are."""
        verbs = self._grammar.helping | self._grammar.finite
        first = next((i for i, key in enumerate(keys) if key in verbs), 0)
        held = keys if joined else keys[first:]
        also = frozenset({"and", "or"})
        plain = self._grammar.plain(keys, also) and (joined or not also & set(held))
        return len(keys) > 1 and plain and bool(verbs & set(keys))

    def _without_idle(self, keys: Keys) -> Iterator[Keys]:
        if self._grammar.negations & set(keys):
            return
        for index, key in enumerate(keys):
            if key in self._idle:
                yield keys[:index] + keys[index + 1 + (keys[index + 1 : index + 2] == (",",)) :]

    def _adjuncts_moved(self, keys: Keys) -> Iterator[Keys]:
        """An adjunct from the front to the end and from the end to the front, where all else is one plain clause."""
        for cut in self._front_ends(keys):
            front, main = keys[:cut], keys[cut + 1 :]
            end = main.index(":") if ":" in main else len(main)
            main, tail = main[:end], main[end:]
            if self._is_told(main) and self._opens_clause(main) and not self._ends_open(main):
                yield (*main, *front, *tail)
        for place in range(2, len(keys)):
            main, last = keys[:place], keys[place:]
            if not self._adjunct_at(keys, place) or main[-1] in self._no_adjunct_after or "," in keys:
                continue
            if self._is_clause(main) and self._is_phrase(last) and not self._adjunct_at(keys, 0):
                yield (*last, ",", *main)

    def front_of(self, keys: Keys) -> int:
        """Where the comma after an opening adjunct stands; 0 if there is none."""
        if not keys or not self._adjunct_at(keys, 0) or "," not in keys:
            return 0
        cut = keys.index(",")
        return cut if self._is_phrase(keys[:cut]) else 0

    def _is_told(self, keys: Keys) -> bool:
        """A plain clause with one verb; "and" may join what it tells, not a second verb."""
        g = self._grammar
        verbs = [key for key in keys if key in g.helping or key in g.finite]
        return g.plain(keys, frozenset({"and", "or"})) and len(verbs) == 1

    def _front_ends(self, keys: Keys) -> Iterator[int]:
        if cut := self.front_of(keys):
            yield cut

    def _opens_clause(self, main: Keys) -> bool:
        return main[0] not in self._grammar.adjuncts and main[0] not in self._grammar.helping

    def _ends_open(self, main: Keys) -> bool:
        return main[-1] in self._no_adjunct_after

    def _adjunct_at(self, keys: Keys, place: int) -> bool:
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
            and not (verbs | _NO_SCOPE) & set(keys[1:])
            and not two
        )

    def _made_passive(self, keys: Keys) -> Iterator[Keys]:
        for agent, helping, verb, tail in self._actives(keys):
            for cut in range(1, len(tail) + 1):
                thing, rest = tail[:cut], tail[cut:]
                if not self._is_thing(thing) or (rest and not self._goes_on(rest, verb)):
                    continue
                if verb.apart and not self._grammar.is_code(thing[-1]):
                    continue
                begin = (*thing, *_passive_of(helping), verb.part)
                for word in ("by", *verb.at):
                    yield (*begin, word, *agent, *rest)
                    if rest and not self._names_agent(rest):
                        yield (*begin, *rest, word, *agent)

    def _actives(self, keys: Keys) -> Iterator[tuple[Keys, Keys, Verb, Keys]]:
        for place in range(1, min(len(keys), _LONGEST_AGENT + 3)):
            verb = self._verbs.get(keys[place])
            if verb is None:
                continue
            start = place
            while start > 0 and (keys[start - 1] in self._grammar.helping or keys[start - 1] in ("not", "never")):
                start -= 1
            agent, helping, tail = keys[:start], keys[start:place], keys[place + 1 :]
            bare = keys[place] == verb.bare
            if bare is bool(set(helping) - {"never"}) and self._is_agent(agent) and _passive_of(helping) and tail:
                yield agent, helping, verb, tail

    def _is_agent(self, keys: Keys) -> bool:
        g = self._grammar
        return (
            g.fills("s", keys)
            and len(keys) <= _LONGEST_AGENT
            and not set(keys) & (g.finite | _NO_THING | g.adjuncts - {"of"})
        )

    def _is_thing(self, keys: Keys) -> bool:
        """What is done something to: a code, a list of them, or a noun with its adjectives."""
        g = self._grammar
        if len(keys) == 1 and (g.is_code(keys[0]) or is_composite(keys[0])):
            return True
        both = frozenset({"and"}) if g.is_code(keys[-1]) and self._each_coded(keys) else frozenset()
        plain = g.plain(keys, both) and not set(keys) & (g.helping | g.negations | g.finite | _NO_THING)
        small = g.adjuncts | {"of"}
        ends = not {keys[0], keys[-1]} & small and not keys[-1].endswith(("ly", "ed")) and len(keys) <= _LONGEST_THING
        return plain and ends and not (len(keys) > 1 and keys[0].endswith("ing"))

    def _each_coded(self, keys: Keys) -> bool:
        """Whether "and" joins two things that each end with their code."""
        return all(self._grammar.is_code(keys[i - 1]) for i, key in enumerate(keys) if key == "and" and i)

    def _goes_on(self, keys: Keys, verb: Verb | None = None) -> bool:
        """Whether what follows depends on the verb and tells nothing of its own of the subject."""
        start = keys[1] if keys[0] == "," and len(keys) > 1 else keys[0]
        allowed = self._grammar.adjuncts | _GO_ON | self._conditions if keys[0] != "," else _AFTER_COMMA
        named = verb is not None and verb.apart and self._is_named(keys)  # "is called y"
        if (start not in allowed and not named) or _POINTING & set(keys):
            return False
        verbs = self._grammar.helping | self._grammar.finite
        own = [i for i, key in enumerate(keys) if key in verbs]
        joined = [i for i, key in enumerate(keys) if key in ("and", "or", "but", ",", "so", "nor", "while")]
        return not own or keys[0] in self._conditions or not any(j < i for j in joined for i in own)

    def _is_named(self, keys: Keys) -> bool:
        """What something is called or given: a noun with what belongs to it, and nothing else."""
        g = self._grammar
        return g.plain(keys) and not set(keys) & (g.helping | g.finite | g.negations | _NO_THING | g.adjuncts)

    def _names_agent(self, rest: Keys) -> bool:
        g = self._grammar
        return "by" in rest or not g.plain(rest) or bool(set(rest) & (g.helping | g.finite))

    def _made_active(self, keys: Keys) -> Iterator[Keys]:
        for place in range(2, len(keys) - 2):
            verb = self._parts.get(keys[place])
            if verb is None:
                continue
            start = place
            while start > 0 and (keys[start - 1] in self._grammar.helping or keys[start - 1] in ("not", "never", "be")):
                start -= 1
            helping = _active_of(keys[start:place])
            if helping is None or not self._is_thing(keys[:start]):
                continue
            yield from self._active(keys[:start], helping, verb, keys[place + 1 :])

    def _active(self, thing: Keys, helping: Keys, verb: Verb, after: Keys) -> Iterator[Keys]:
        form = verb.bare if set(helping) - {"never"} else verb.third
        for place, word in enumerate(after):
            if word != "by" and (word not in verb.at or place > 0 or "by" in after):
                continue
            for end in range(place + 2, len(after) + 1):
                agent, rest = after[place + 1 : end], (*after[:place], *after[end:])
                ends = end == len(after) or (place == 0 and self._goes_on(after[end:]))
                fits = not rest or (self._goes_on(rest) and self._grammar.plain(rest, frozenset({"and", "or"})))
                if self._is_agent(agent) and ends and fits:
                    yield (*agent, *helping, form, *thing, *rest)

    def _ordered(self, keys: Keys) -> Iterator[Keys]:
        """`x is reported ...` and `report x ...`; whether a code may be asked for is judged apart."""
        if keys[:2] == ("does", "not") and len(keys) > 3 and keys[2] in self._verbs and self._verbs[keys[2]].orders:
            if self._grammar.is_code(keys[3]):
                yield (keys[3], "is", "not", self._verbs[keys[2]].part, *keys[4:])
        elif (
            keys[0] in self._verbs and self._verbs[keys[0]].orders and len(keys) > 1 and self._grammar.is_code(keys[1])
        ):
            yield (keys[1], "is", self._verbs[keys[0]].part, *keys[2:])
        elif len(keys) > 2 and self._grammar.is_code(keys[0]) and keys[1] == "is":
            denied = keys[2] == "not"
            verb = self._parts.get(keys[2 + denied]) if len(keys) > 2 + denied else None
            if verb is not None and verb.orders and "by" not in keys:
                start = ("does", "not") if denied else ()
                yield (*start, verb.bare, keys[0], *keys[3 + denied :])


_AFTER_COMMA = frozenset({"regardless", "because", "if", "unless"})
_POINTING = frozenset({"it", "its", "them", "their", "they", "this", "these", "those", "such"})
_NO_SCOPE = frozenset({"than", "by", "to", "into", "from", "with", "without", "such", "it", "its", "them", "their"})
_NO_THING = frozenset(
    {"such", "it", "them", "that", "to", "as", "with", "from", "into", "by", "how", "per", "between", "among"}
)
_GO_ON = frozenset({"as", "with", "from", "into", "to", "by", "per", "because"})


def _passive_of(helping: Keys) -> Keys:
    """The verbs before a participle for those before a verb; empty when they can't be turned."""
    denied = tuple(key for key in helping if key in ("not", "never"))
    verbs = tuple(key for key in helping if key not in ("not", "never"))
    if not verbs or verbs == ("does",):
        return ("is", *denied)
    if verbs == ("did",):
        return ("was", *denied)
    return (verbs[0], *denied, "be") if len(verbs) == 1 and verbs[0] not in ("is", "was", "has", "had") else ()


def _active_of(helping: Keys) -> Keys | None:
    """The verbs before a verb for those before its participle; None when they can't be turned."""
    denied = tuple(key for key in helping if key in ("not", "never"))
    verbs = tuple(key for key in helping if key not in ("not", "never"))
    if verbs == ("is",):
        return ("does", "not") if denied == ("not",) else denied
    if len(verbs) == 2 and verbs[1] == "be" and verbs[0] not in ("is", "was", "has", "had", "does", "did"):
        return (verbs[0], *denied)
    return None
