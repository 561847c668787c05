"""Which part groups of terms play when a text is read."""

from __future__ import annotations

from typing import Annotated

from chartcite.domain.record import Names, Record, Strings

TechniqueGroups = Annotated[frozenset[str], Names("techniques", "group")]
AgentGroups = Annotated[frozenset[str], Names("agents", "group")]
TargetGroups = Annotated[frozenset[str], Names("targets", "group")]
IndicationGroups = Annotated[frozenset[str], Names("indications", "group")]
DeviceGroups = Annotated[frozenset[str], Names("devices", "group")]
WordGroups = Annotated[frozenset[str], Names("words", "group")]


class OneSense(Record):
    """Groups of targets at which an ambiguous word has one sense, and the technique that it is."""

    groups: TargetGroups
    to: Annotated[str, Names("techniques")]


class Scale(Record):
    """What the precedence of a technique says of it."""

    step_below: int = 0
    """Below it, it is a step (a block, an injection) beside a stronger one at the same place."""
    treats_from: int = 0
    """From it on, a sentence that names it names what was treated."""
    contradicts_steps_from: int = 0
    """From it on, its account contradicts a title that names steps alone."""


class ReadingParts(Record):
    """Which groups of terms play which part when a text is read."""

    precedence: Scale = Scale()
    vague: TargetGroups = frozenset()
    """Targets that name a region, or nerves in it, and no nerve."""
    left_open: TargetGroups = frozenset()
    """Targets that leave open which of several structures of one name is meant."""
    landmarks: TargetGroups = frozenset()
    """Targets that only mark the way when a nerve is treated, save for techniques of `treats_landmarks`."""
    treats_landmarks: TechniqueGroups = frozenset()
    treats_where_told: TechniqueGroups = frozenset()
    """Techniques that treat landmarks only in the title, in a sentence that names one, or where no nerve is named."""
    nerve_only: TechniqueGroups = frozenset()
    """Techniques that are never done to such a landmark, even where nothing else is named."""
    mode_open: TechniqueGroups = frozenset()
    """Techniques whose word leaves the mode open; `contradictory`: that stand for two modes of one kind told of one act."""
    contradictory: TechniqueGroups = frozenset()
    heated: TechniqueGroups = frozenset()
    """Techniques that have a temperature."""

    agent_made: TechniqueGroups = frozenset()
    needs_agent: TechniqueGroups = frozenset()
    agents_that_destroy: AgentGroups = frozenset()
    agents_mild: AgentGroups = frozenset()
    agents_measured: AgentGroups = frozenset()
    agents_acting: AgentGroups = frozenset()
    agents_shown_only: AgentGroups = frozenset()
    counted_by_limb: TargetGroups = frozenset()
    counted_apart: frozenset[str] = frozenset()
    sided_apart: frozenset[str] = frozenset()
    """Areas of which each has its own side where nothing else is treated ("neck, both sides; face, left")."""
    signs_of_muscles: IndicationGroups = frozenset()
    never_freed: OneSense | None = None
    never_landmarks: TargetGroups = frozenset()
    regions: TargetGroups = frozenset()
    """Targets that are a part of the body with nothing in it named; `whole_areas`: all the muscles of one."""
    whole_areas: TargetGroups = frozenset()
    acts: TechniqueGroups = frozenset()
    agent_told: TechniqueGroups = frozenset()
    agents_injected: AgentGroups = frozenset()
    mixed_with_mild: TechniqueGroups = frozenset()
    agents_of_the_past: WordGroups = frozenset()
    never_coded: WordGroups = frozenset()
    without_needle: DeviceGroups = frozenset()
    """Devices through which an agent is given without a needle."""
    coded_nowhere: WordGroups = frozenset()
    """Words beside which no procedure is coded, even where a code is asked for."""
    called: TechniqueGroups = frozenset()
    """Techniques whose words a question may use only to ask whether the work is to be called so."""
    opened_by: WordGroups = frozenset()
    """Words that say that it was opened, so that no code named beside them tells the work; it is `opened_to`."""
    opened_to: Annotated[str, Names("techniques")] = ""
    steps_alone: Strings = ()
    told_by_figures: Annotated[str, Names("techniques")] = ""
    """The technique that a temperature and a time beside it tell where no word of the note does; from this temperature on."""
    told_from_c: float = 60.0
    makes_no_lesion: TechniqueGroups = frozenset()
    told_by_units: Annotated[str, Names("techniques")] = ""
    units_given_to: TargetGroups = frozenset()
    told_by_pulses: Annotated[str, Names("techniques")] = ""
    pulses_from_c: float = 38.0
    pulses_to_c: float = 46.0
    words_tell: TechniqueGroups = frozenset()
    """Groups of techniques whose words say what a temperature of the note belongs to."""
    injecting_words: Strings = ()
    """Words of an injection whose object is what is injected; `into_joints`: what it is at one of `joint_names`."""
    into_joints: Annotated[str, Names("techniques")] = ""
    modes_destructive: TechniqueGroups = frozenset()
    """Groups of techniques of one mode and, `modes_mild`, of the other: an addendum that tells the other contradicts the account."""
    modes_mild: TechniqueGroups = frozenset()
    inside_joints: Strings = ()
    """Words that say so of an injection, wherever they stand in its sentence."""
    joint_names: TargetGroups = frozenset()
    joint_places: TargetGroups = frozenset()
    """Those and the regions that stand for a joint beside an agent that is injected for its own sake."""
    yields_to_agents: TechniqueGroups = frozenset()
    """Acts of a title that an agent told in the account outweighs."""
    conditions_treated: Strings = ()
    """Words of conditions that are things, which can be treated where they lie."""
    of_a_nerve: TargetGroups = frozenset()
    """Groups of targets that are part of the nerve named right beside them."""
    several_a_side: Annotated[frozenset[str], Names("targets", "either")] = frozenset()
    """Targets of which a side has several, so that "both" says nothing of sides."""
    tried_element: Annotated[str, Names("elements")] = ""
    """The element whose measures make a list of earlier care."""
    branch_words: Strings = ()
