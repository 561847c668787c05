"""The words that knowledge is written in: each row of `knowledge/vocabularies/` is one of these."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from chartcite.domain.acts import Acts
from chartcite.domain.assertion import Assertion
from chartcite.domain.expressions import heads
from chartcite.domain.record import Names, Record, Strings

_FAMILY = re.compile(r"\{([a-z_]+)\}")  # in a pattern, the name of a family of words


class Term(Record):
    """A thing with an id, a shown name, and the words by which texts name it.

    `names` are matched token by token, lower case; `upper` only when written in capitals (words such as OR, ME). A `note`
    is for whoever reads the file.
    """

    id: str
    name: str
    names: Strings = ()
    upper: Strings = ()
    groups: Strings = ()
    note: str | None = None

    @field_validator("names")
    @classmethod
    def _each_once(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if twice := sorted(name for name, times in Counter(map(str.lower, names)).items() if times > 1):
            raise ValueError(f"named twice: {', '.join(twice)}")
        return names


class Resolve(Record):
    """What a term turns into once a figure is known (a set temperature decides the mode of a lesion)."""

    fact: str
    at_least: float | None = None
    at_most: float | None = None
    to: Annotated[str, Names("techniques")]


class Technique(Term):
    """A way of treating a target. `assumed_as` is what a question (never a note) means by a bare word."""

    acts: tuple[Acts, ...] = ()
    assumed_as: Annotated[str | None, Names("techniques")] = None
    resolve: tuple[Resolve, ...] = ()
    precedence: int = 0
    """Of several techniques at one target the highest is the procedure; the rest are steps of it."""
    beats: Annotated[Strings, Names("techniques")] = ()
    """Techniques that this more exact word replaces when both are named for one target."""

    @model_validator(mode="after")
    def _acts_are_names(self) -> Self:
        made = (name for act in self.acts for name in act.names)
        object.__setattr__(self, "names", tuple(dict.fromkeys((*self.names, *made))))
        return self


class Target(Term):
    """What is treated: nerve, branch, plexus, ganglion, joint nerves, muscle. `parent` is the less exact name."""

    parent: Annotated[str | None, Names("targets")] = None
    paired: bool = True
    area: str | None = None
    countable: bool = True
    """Whether each named target of this id is one of its own for units."""
    levels: Literal["none", "joints", "nerves", "spaces", "bodies"] = "none"
    """How spinal or rib levels written near it count."""
    own_joint: str | None = None
    """The one joint that it supplies ("C2-C3"), counted beside the joints that a question names."""
    at_level: str | None = None
    """The level of a target that has but one, though its words may not tell it."""
    by_level: Annotated[dict[str, str], Names("targets")] = Field(default_factory=dict)
    """What it is once the letter of a level is known: letter -> target id."""
    goes_on_as: Annotated[str | None, Names("targets")] = None
    """What levels name with which a list goes on from its name ("TON, C3 and C4")."""
    by_area: Annotated[dict[str, str], Names("targets")] = Field(default_factory=dict)
    """What it is between the bones of the one area that is named: area -> target id."""
    yields_to: Annotated[Strings, Names("targets", "group")] = ()
    """Groups of targets beside which this word is only their general name."""
    regions: Annotated[Strings, Names("targets")] = ()
    """Words for a region that may stand for it where a code already says which nerve is meant."""
    companions: Strings = ()
    """What lies beside it, by which "the nerve" is known where an account names no nerve."""
    joins: Annotated[Strings, Names("targets", "either")] = ()
    """Families whose procedure this target is part of when one of theirs is treated too."""


class Agent(Term):
    """A substance; its groups say what class it is. `technique` is what injecting it at a target makes."""

    technique: Annotated[str | None, Names("techniques")] = None


class Device(Term):
    """A product; naming it names its technique, and its target where it is made for one alone."""

    technique: Annotated[str | None, Names("techniques")] = None
    target: Annotated[str | None, Names("targets")] = None
    agent: Annotated[str | None, Names("agents")] = None


class TableField(Record):
    """Figures of a table that answer a topic; `when_place` says at which places of service alone they do."""

    table: str
    fields: Strings
    when_place: Annotated[Strings, Names("places")] = ()

    def answers_at(self, places: Collection[str]) -> bool:
        """Whether they answer for services at these places, of which none may be known."""
        return not (self.when_place and places) or not set(self.when_place).isdisjoint(places)


class Topic(Term):
    """What a question is about. `answers` are table fields said of the codes in focus."""

    answers: tuple[TableField, ...] = ()
    judge: Literal["code_meaning", "payer_acceptance", "payment"] | None = None
    asks_code: bool = False
    """Whether a question on this topic wants a code as its answer."""
    asks_coverage: bool = False
    asks_history: bool = False
    yields: bool = False
    """Whether it is only meant when nothing else is asked ("what is ..." opens many questions)."""
    with_locality: Annotated[Strings, Names("topics")] = ()
    """Topics that a named locality turns into this one."""
    proposition: Strings = ()
    """Table fields whose value a yes/no question on this topic may state ("is the global 90 days?")."""


class Modifier(Term):
    """A modifier; `role` tells the engine where it is set (right, left, both_sides) or none."""

    role: Literal["right", "left", "both_sides", "reduced", "distinct", "none"] = "none"
    adjusts_payment: bool = True


class Payer(Term):
    """Who pays; `line_of_business` decides whose rules may apply."""

    line_of_business: str
    state: Annotated[str | None, Names("states")] = None


class Mac(Term):
    """A Medicare administrative contractor."""


class State(Term):
    """A state or territory and its contractor for physician claims."""

    mac: Annotated[str | None, Names("macs")] = None


class Locality(Record):
    """Places inside a state by which people name a payment locality."""

    names: Strings
    state: Annotated[str, Names("states")]
    mac: Annotated[str | None, Names("macs")] = None
    """Its contractor where that is not the state's."""


class Element(Term):
    """An element of documentation: what shows it in a note, and who asks for it."""

    from_facts: Strings = ()
    """Facts of a procedure, any of which documents it."""
    sections: Annotated[Strings, Names("sections")] = ()
    """Kinds of section whose text documents it."""
    cues: Strings = ()
    patterns: Strings = ()
    """Regular expressions (no case) that document it where words stand apart ("images ... were saved")."""
    parts: dict[str, str] = Field(default_factory=dict)
    """Families of words, each a regular expression, that `patterns`, `unlike` and other parts name as `{family}`."""
    unlike: Strings = ()
    """Regular expressions (no case) of look-alikes: what overlaps with their words does not document it."""
    not_in: Annotated[Strings, Names("sections")] = ()
    """Kinds of section whose words do not document it."""
    shown_by: Strings = ()
    """Regular expressions (no case) of words that are shown once facts document it; alone they document nothing."""
    unless: tuple[Assertion, ...] = ("denied", "planned", "conditional", "instruction")
    """Assertions under which words do not document it."""
    asked_of: Literal["any", "paired_targets", "level_targets"] = "any"
    """Which targets it is asked of: those with a side, or those with spinal or rib levels."""
    techniques: Annotated[Strings, Names("techniques", "group")] = ()
    """Groups of techniques that make it applicable whatever the disposition."""
    applies_to: Strings = ()
    """Dispositions it is asked of; empty is every one."""
    searched_for: str
    severity: Literal["blocks_billing", "likely_denial", "advice"] = "advice"
    fix: str
    references: tuple[Cite, ...] = ()

    def expressions(self, patterns: Sequence[str]) -> list[str]:
        """Patterns with the families that they name put in."""
        return [self._put_in(pattern) for pattern in patterns]

    def _put_in(self, pattern: str) -> str:
        for _ in self.parts:
            if not (left := _FAMILY.search(pattern)) or left[1] not in self.parts:
                break
            pattern = _FAMILY.sub(lambda m: f"(?:{self.parts[m[1]]})" if m[1] in self.parts else m[0], pattern)
        return pattern

    @model_validator(mode="after")
    def _expressions_are_read(self) -> Self:
        for pattern in self.expressions((*self.patterns, *self.unlike, *self.shown_by)):
            left = _FAMILY.search(pattern)
            if left:
                raise ValueError(
                    f"{self.id}: {left[0]} is none of its parts ({', '.join(self.parts) or 'there are none'})"
                )
            try:
                heads(pattern)
            except re.error as error:
                raise ValueError(f"{self.id}: no regular expression: {error}") from error
        return self


class Cite(Record):
    """A quote and the passage it stands in."""

    passage: str
    quote: str


class AuthorityKind(Record):
    """A rank for each of the three questions; the lower the number, the more it decides."""

    id: str
    name: str
    rank: dict[str, int] = Field(default_factory=dict)


class Abbreviations(Record):
    """Shortened words: `always` read so, `beside` only where a longer name of a term comes of it."""

    always: dict[str, str] = Field(default_factory=dict)
    beside: dict[str, str] = Field(default_factory=dict)
