"""Active to passive and back, and "x is reported" as "report x"."""

from __future__ import annotations

from collections.abc import Iterator

from chartcite.checking.composites import is_composite
from chartcite.checking.keys import Keys, is_figure
from chartcite.checking.patterns import LISTED, Grammar
from chartcite.domain.phrasing import Phrasing, Verb

_LONGEST_AGENT, _LONGEST_THING = 8, 12


class Voice:
    """Turns the voice of a clause where its parts can be told for certain."""

    def __init__(self, phrasing: Phrasing, grammar: Grammar) -> None:
        self._grammar = grammar
        self._conditions = frozenset(phrasing.conditions)
        self._verbs = {form: verb for verb in phrasing.verbs for form in (verb.third, verb.bare)}
        self._parts = {verb.part: verb for verb in phrasing.verbs}

    def turned(self, keys: Keys) -> Iterator[Keys]:
        """Active to passive and back."""
        yield from self._made_passive(keys)
        yield from self._made_active(keys)

    def names(self, keys: Keys) -> bool:
        """Whether a verb of the clause calls its object something without "as": where the object ends is not plain."""
        forms = [self._verbs.get(key) or self._parts.get(key) for key in keys]
        return "as" not in keys and any(verb is not None and verb.apart for verb in forms)

    def _made_passive(self, keys: Keys) -> Iterator[Keys]:
        for agent, helping, verb, tail in self._actives(keys):
            for cut in range(1, len(tail) + 1):
                thing, rest = tail[:cut], tail[cut:]
                # A list is all that follows, or what comes after it may belong to its last item alone.
                listed = not rest and not self._grammar.negations & set(helping)
                if not self._is_thing(thing, listed) or (rest and not self._goes_on(rest, verb)):
                    continue
                if verb.apart and not is_figure(thing[-1]):
                    continue
                begin = (*thing, *_passive_of(helping), verb.part)
                for word in ("by", *verb.at):
                    if not rest or self._goes_on(rest):  # "is called y by x", never "is called by x y"
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
            and not set(keys) & (g.finite | g.parts.not_in_thing | g.adjuncts - {"of"})
        )

    def _is_thing(self, keys: Keys, listed: bool = False) -> bool:
        """What is done something to: a code, a list of them, or a noun with its adjectives."""
        g = self._grammar
        if len(keys) == 1 and (g.is_code(keys[0]) or is_composite(keys[0])):
            return True
        coded = g.is_code(keys[-1]) and self._each_coded(keys)
        both = frozenset({"and", "or"}) if listed else frozenset({"and"}) if coded else frozenset()
        plain = g.plain(keys, both) and not set(keys) & (
            g.helping | g.negations | g.finite | g.parts.not_in_thing | g.parts.pointing | {"same"}
        )
        plain = plain and (listed or LISTED not in keys)
        small = g.adjuncts | {"of"}
        ends = not {keys[0], keys[-1]} & small and not keys[-1].endswith(("ly", "ed")) and len(keys) <= _LONGEST_THING
        return plain and ends and not (len(keys) > 1 and keys[0].endswith("ing"))

    def _each_coded(self, keys: Keys) -> bool:
        """Whether "and" joins two things that each end with their code."""
        return all(self._grammar.is_code(keys[i - 1]) for i, key in enumerate(keys) if key == "and" and i)

    def _goes_on(self, keys: Keys, verb: Verb | None = None) -> bool:
        """Whether what follows depends on the verb and tells nothing of its own of the subject."""
        parts = self._grammar.parts
        start = keys[1] if keys[0] == "," and len(keys) > 1 else keys[0]
        allowed = self._grammar.adjuncts | parts.goes_on | self._conditions if keys[0] != "," else parts.after_comma
        named = verb is not None and verb.apart and self._is_named(keys)  # "is called y"
        if (start not in allowed and not named) or parts.pointing & set(keys):
            return False
        verbs = self._grammar.helping | self._grammar.finite
        own = [i for i, key in enumerate(keys) if key in verbs]
        joined = [i for i, key in enumerate(keys) if key == "," or key in parts.joins]
        return not own or keys[0] in self._conditions or not any(j < i for j in joined for i in own)

    def _is_named(self, keys: Keys) -> bool:
        """What something is called or given: a noun with what belongs to it, and nothing else."""
        g = self._grammar
        return g.plain(keys) and not set(keys) & (
            g.helping | g.finite | g.negations | g.parts.not_in_thing | g.adjuncts
        )

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
            if helping is None or not self._is_thing(keys[:start], not self._grammar.negations & set(helping)):
                continue
            for made in self._active(keys[:start], helping, verb, keys[place + 1 :]):
                if self._is_thing(keys[:start]) or made[-start:] == keys[:start]:
                    yield made

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

    def ordered(self, keys: Keys) -> Iterator[Keys]:
        """`x is reported ...` and `report x ...`; whether a code may be asked for is judged apart."""
        if keys[:2] == ("does", "not") and len(keys) > 3 and keys[2] in self._verbs and self._verbs[keys[2]].orders:
            if self._grammar.is_code(keys[3]):
                yield (keys[3], "is", "not", self._verbs[keys[2]].part, *keys[4:])
        elif (
            keys[0] in self._verbs and self._verbs[keys[0]].orders and len(keys) > 1 and self._grammar.is_code(keys[1])
        ):
            yield (keys[1], "is", self._verbs[keys[0]].part, *keys[2:])
        elif len(keys) > 2 and self._grammar.is_code(keys[0]) and keys[1] == "is":
            denied = keys[2] in ("not", "never")
            verb = self._parts.get(keys[2 + denied]) if len(keys) > 2 + denied else None
            if verb is not None and verb.orders and "by" not in keys:
                start = () if not denied else ("does", "not") if keys[2] == "not" else ("never",)
                yield (*start, verb.bare, keys[0], *keys[3 + denied :])


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
