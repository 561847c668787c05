"""The words by which one wording may become another without saying anything else."""

from __future__ import annotations

from typing import Annotated

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


class Alike(Record):
    """Phrases that say the same in a claim that holds no other of them; the first stands for all.

    `<code>` is a code, `<value>` another figure, `<helps>` a run of verbs before a verb with its "not".
    """

    phrases: Strings
    unless: Strings = ()
    """Words that close the class when they stand in the claim."""
    opens: str = ""
    """A phrase with which a sentence of the claim has to open for the class to be open."""
    not_before: Strings = ()
    """Words before which a phrase is none of the class ("is reported to be")."""
    one_way: bool = False
    """Whether the others may stand for the first, but the first not for them."""


class Turn(Record):
    """Patterns that say the same; each may stand for each other one.

    `<s>` is a subject, `<codes>` a code or a list of codes, `<value>` one figure, `<rest>` what follows, maybe nothing.
    """

    patterns: Strings
    unless: Strings = ()
    """Words that forbid the turn when they stand in the sentence."""
    one_way: bool = False
    """Whether only a sentence of the first pattern may be said by the others."""


Words = Annotated[frozenset[str], Field(min_length=1)]
"""A list that may not be empty: what it names is not moved, so without it more would pass."""


class PartWords(Record):
    """Words that tell whether a part of a sentence can be taken out of its place for certain."""

    pointing: Words
    """They stand for something said before; no part that is moved past it may hold one."""
    pointing_back: Words
    """They make a sentence lean on the one before it."""
    joins: Words
    """They join two parts of one sentence, each of which may tell something of its own."""
    goes_on: Words
    """What follows an object may start with one and still belong to the verb."""
    after_comma: Words
    """The same behind a comma."""
    opens_rest: Words
    """Beside the prepositions, what may open the rest of a pattern."""
    not_in_thing: Words
    """What a verb does something to is named without these."""
    not_in_name: Words
    not_in_service: Words
    complemented: Words
    """Verbs that may tell something of their object ("finds the evidence insufficient"): where the object ends is not plain."""
    not_before_front: Words
    """In a subject with one of these its last phrase says which is meant; it is not taken to the front."""
    not_in_scope: Words
    """A phrase with one of these says more than where, when or for whom."""


class Phrasing(Record):
    """English as far as it may be turned, and the words that a wording may never lose, gain or move."""

    same: tuple[Strings, ...] = ()
    """Phrases of equal meaning; the first stands for all."""
    alike: tuple[Alike, ...] = ()
    """Phrases of equal meaning beside certain words, or where the claim does not tell them apart."""
    helps: Strings = ()
    """Beside `helping`, words of which the slot `<helps>` is made."""
    short_names: dict[str, str] = Field(default_factory=dict)
    """Short names with what they are short for."""
    labels: dict[str, Strings] = Field(default_factory=dict)
    """By code system: words before a code that say only that it is one."""
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
    finite: Strings = Field(min_length=1)
    """Further forms that only a verb with a subject has."""
    breaks: Strings = ()
    """Where one sentence may become two, if each half stands by itself."""
    parts_at: Strings = ()
    """Words between two clauses each of which may be turned by itself."""
    helping: Strings = Field(min_length=1)
    """Verbs before a verb, in the form in which they are compared."""
    modals: Strings = Field(min_length=1)
    negations: Strings = Field(min_length=1)
    conditions: Strings = Field(min_length=1)
    """Words that open a condition which may stand before or after what depends on it."""
    not_before_condition: Strings = Field(min_length=1)
    """Words after which these words open no condition of their own ("only if", "asked when")."""
    dated: Strings = ()
    """Prepositions that open such a phrase before a day or a year only."""
    adjuncts: Strings = Field(min_length=1)
    """Prepositions of phrases that may open or end a sentence."""
    not_before_adjunct: Strings = Field(min_length=1)
    """Words that own the preposition after them ("depends on", "except in")."""
    fixed: Strings = Field(min_length=1)
    """Phrases that are no phrase of place, time or purpose ("in force", "at least")."""
    joints: Strings = Field(min_length=1)
    """Words at which a sentence has more than one part; none is moved across them."""
    ordinals: Words
    """Words that point at a member of a list by its place; beside one no list changes its order."""
    commands: Strings = ()
    """Verbs that open a sentence addressed to the reader."""
    limits: Strings = Field(min_length=1)
    """Words whose place in the sentence decides what they limit; a sentence with one is not turned."""
    quantities: Strings = Field(min_length=1)
    """Words that, beside a negation, mean another thing in another order."""
    leaning: Strings = Field(min_length=1)
    """Words that open a sentence which leans on the one before it."""
    parts: PartWords
    turns: tuple[Turn, ...] = ()
    told: dict[str, Strings] = Field(default_factory=dict)
    """Kinds of words for the reasons that are given: what a wording lost or gained."""
