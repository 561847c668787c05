"""The words by which one wording may become another without saying anything else."""

from __future__ import annotations

from pydantic import Field

from chartcite.domain.record import Record, Strings


class Verb(Record):
    """A verb in its forms; `orders` if its bare form asks the reader to do it, `at` the prepositions of a source."""

    bare: str
    third: str
    part: str
    orders: bool = False
    apart: bool = False
    """Whether its object can't be told from what is said of the object ("calls x y") unless it is a code."""
    at: Strings = ()
    """Beside "by": what may stand before the subject once the verb is turned ("is listed in")."""


class Turn(Record):
    """Patterns that say the same; each may stand for each other one.

    `<s>` is a subject, `<codes>` a code or a list of codes, `<value>` one figure, `<rest>` what follows, maybe nothing.
    """

    patterns: Strings
    unless: Strings = ()
    """Words that forbid the turn when they stand in the sentence."""


class Phrasing(Record):
    """English as far as it may be turned, and the words that a wording may never lose, gain or move."""

    same: tuple[Strings, ...] = ()
    """Phrases of equal meaning; the first stands for all."""
    openers: Strings = ()
    """Words before a sentence that say nothing of it."""
    idle: Strings = ()
    """Words inside a sentence that may be left out or set where nothing is denied."""
    articles: Strings = ()
    after_article: Strings = ()
    """Words before which an article counts."""
    short_forms: dict[str, str] = Field(default_factory=dict)
    numbers: dict[str, int] = Field(default_factory=dict)
    months: Strings = ()
    verbs: tuple[Verb, ...] = ()
    finite: Strings = ()
    """Further forms that only a verb with a subject has."""
    breaks: Strings = ()
    """Where one sentence may become two, if each half stands by itself."""
    parts_at: Strings = ()
    """Words between two clauses each of which may be turned by itself."""
    helping: Strings = ()
    """Verbs before a verb, in the form in which they are compared."""
    modals: Strings = ()
    negations: Strings = ()
    conditions: Strings = ()
    """Words that open a condition which may stand before or after what depends on it."""
    not_before_condition: Strings = ()
    """Words after which these words open no condition of their own ("only if", "asked when")."""
    dated: Strings = ()
    """Prepositions that open such a phrase before a day or a year only."""
    adjuncts: Strings = ()
    """Prepositions of phrases that may open or end a sentence."""
    not_before_adjunct: Strings = ()
    """Words that own the preposition after them ("depends on", "except in")."""
    fixed: Strings = ()
    """Phrases that are no phrase of place, time or purpose ("in force", "at least")."""
    joints: Strings = ()
    """Words at which a sentence has more than one part; none is moved across them."""
    limits: Strings = ()
    """Words whose place in the sentence decides what they limit; a sentence with one is not turned."""
    quantities: Strings = ()
    """Words that, beside a negation, mean another thing in another order."""
    leaning: Strings = ()
    """Words that open a sentence which leans on the one before it."""
    turns: tuple[Turn, ...] = ()
    told: dict[str, Strings] = Field(default_factory=dict)
    """Kinds of words for the reasons that are given: what a wording lost or gained."""
