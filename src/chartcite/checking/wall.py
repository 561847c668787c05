"""Between a model's wording and a finished answer: a sentence may be said only if it says what its base says.

Nothing that a model writes is understood here. What may be said is made from the base, by turns that keep a sentence
true whatever it says (`knowledge/vocabularies/phrasing.yaml`); a wording that does not come out of them is refused.
A second judge compares the two word by word, and gives the reasons.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from chartcite.catalog.library import Library
from chartcite.catalog.view import View
from chartcite.checking.alike import Likenesses
from chartcite.checking.bounds import Bounds, rearticled, recased, strange
from chartcite.checking.composites import denied_members, members
from chartcite.checking.keys import Keys, Normaliser, Part
from chartcite.checking.sayings import Sayings
from chartcite.domain.decision import Decision
from chartcite.domain.draft import DraftClaim

MOVED = "puts the words of the claim into an order that may say something else: keep their order"
_LONGEST = 1.5  # times the base, and a few words
_SPARE = 40


class _Judge:
    """What is made once for a library."""

    def __init__(self, library: Library) -> None:
        words = library.vocabularies
        self.normaliser = Normaliser(words.phrasing)
        self.alike = Likenesses(words.phrasing, library.code_patterns)
        self.named = frozenset(word for long in words.phrasing.short_names.values() for word in long.split())
        self.bounds = Bounds(words.phrasing)
        self.sayings = Sayings(library, self.normaliser)
        self.orders = frozenset(verb.bare for verb in words.phrasing.verbs if verb.orders)
        self.before_verbs = frozenset(words.phrasing.helping) | {"to", "not"}
        self.claim = lru_cache(maxsize=256)(self._claim)

    def _claim(self, plain: str) -> tuple[tuple[Part, ...], frozenset[int]]:
        """A claim's sentences, and the classes of phrases that it leaves open."""
        parts = self.normaliser.parts(plain)
        open_ = self.alike.open_for(parts)
        return self.alike.said(parts, open_), open_


_JUDGES: dict[str, _Judge] = {}
_KEPT = 4


def _judge_of(library: Library) -> _Judge:
    """The judge of this knowledge, made once."""
    judge = _JUDGES.get(library.digest)
    if judge is None:
        if len(_JUDGES) >= _KEPT:
            _JUDGES.clear()
        judge = _JUDGES[library.digest] = _Judge(library)
    return judge


class Wall:
    """Judges wordings against one view."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._made: _Judge | None = None

    @property
    def _judge(self) -> _Judge:
        """Made when first asked: an answer in plain words never needs it."""
        if self._made is None:
            self._made = _judge_of(self._view.library)
        return self._made

    def faults(self, text: str, base: DraftClaim, *, decision: Decision | None) -> tuple[str, ...]:
        """Why `text` may not be said in place of the base; empty when it may.

        The reasons are short and name words of the text: fit to be sent back for one repair and to be shown.
        """
        plain = base.base
        return () if text == plain else strange(text, plain) or self._reworded(text, plain, decision)

    def _reworded(self, text: str, plain: str, decision: Decision | None) -> tuple[str, ...]:
        if len(text) > _LONGEST * len(plain) + _SPARE:
            return ("is much longer than the claim",)
        judge = self._judge
        meant, open_ = judge.claim(plain)
        said = judge.alike.said(judge.normaliser.parts(text), open_)
        if not said:
            return ("says nothing",)
        if (
            found := rearticled(text, plain)
            or judge.bounds.faults((p.keys for p in said), (p.keys for p in meant))
            or recased(judge.normaliser.with_days(text), judge.normaliser.with_days(plain), judge.named)
        ):
            return found
        if not judge.sayings.says(said, meant):
            return (MOVED,)
        return tuple(self._orders(said, meant, decision))

    def _orders(self, said: Sequence[Part], meant: Sequence[Part], decision: Decision | None) -> Iterator[str]:
        """Codes that the reader is told to report or not, where the claim itself gives no order and the rules decided otherwise."""
        given = {order for part in meant for order in self._ordered(part.keys)}
        lines = {line.code for line in decision.lines} if decision else set()
        refused = {code for code, _ in decision.refused} if decision else set()
        for part in said:
            for wanted, code in set(self._ordered(part.keys)) - given:
                if decision is None or (code in refused or code not in lines if wanted else code in lines):
                    yield f"tells the reader what to do with {code}, which was not decided so"

    def _ordered(self, keys: Keys) -> Iterator[tuple[bool, str]]:
        keys = self._judge.sayings.composed(keys)
        for index, key in enumerate(keys):
            denied = index > 0 and (keys[index - 1] == "never" or keys[index - 2 : index] == ("does", "not"))
            opens = denied or index == 0 or keys[index - 1] not in self._judge.before_verbs
            if key in self._judge.orders and opens:
                wanted = not denied
                for other in keys[index + 1 :]:
                    if self._judge.sayings.is_code(other):
                        yield from ((wanted, code) for code in members(other))
                        yield from ((not wanted, code) for code in denied_members(other))
                        break
