"""How questions are put and how notes are written: data for the readers, no rule."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from chartcite.domain.note_language import AssertionCue, HeardAs, Omission, SectionKind
from chartcite.domain.record import Names, Record, Strings


class DayWords(Record):
    """Words beside a day: `labels` of the service, `others` before and `others_after` behind a day of something else."""

    labels: Strings = ()
    others: Strings = ()
    others_after: Strings = ()
    earlier: Strings = ()
    """Words directly before work of an earlier day ("the last ablation"), beside those of other days."""
    fillers: Strings = ()
    """Words between that tell nothing."""
    now: Strings = ()
    """Words for the present: a day in another part of such a question is of something else."""


class PolarityWords(Record):
    """Words by which a question asks whether something is wrong or ought not to be, and puts a code to the test."""

    being: Strings = ()
    """Verbs before what is called wrong ("is it wrong")."""
    ought: Strings = ()
    """Verbs before what is not to be done ("should we not")."""
    subjects: Strings = ()
    wrong: Strings = ()
    denying: Strings = ()
    stopping: Strings = ()
    either: Strings = ()
    """Wordings that ask for both ("right or wrong")."""
    contrasts: Strings = ()
    uses: Strings = ()
    """Verbs before a code that is put to the test; `fits`: words after one."""
    fits: Strings = ()


class QuestionLanguage(Record):
    """How questions are put: openings, tags, numbers, what is counted, words for sides and guidance."""

    yes_no_starts: Strings
    last_starts: Strings = ()
    """Openings that ask even in a last sentence without a question mark."""
    yes_no_phrases: Strings
    tags: Strings
    tag_subjects: Strings = ()
    """What a verb turned round at the end of a sentence is said of ("doesn't it", "aren't they")."""
    open_starts: Strings
    pointing: Strings = ()
    """Words that point back at a code named before ("so pick that?")."""
    code_ends: Strings = ()
    """Last words that alone ask for a code ("sural RFA left, code?")."""
    open_relative: Strings = ()
    """Of the openings those that inside a clause only join it ("the visit where ...")."""
    bare_verbs: Strings = ()
    """Verbs that alone at the start of a short question ask for leave ("bill the patient?")."""
    open_ends: Strings = ()
    """Words at the end of a question that ask for a figure or a code ("units?"), not for a yes."""
    negations: Strings
    numbers: dict[str, int]
    spoken: dict[str, int] = Field(default_factory=dict)
    """Number words of dictated codes; `spoken_prefixes`: letters before a dictated denial code."""
    spoken_prefixes: Strings = ()
    counted: dict[str, Strings]
    not_counted_before: Strings = ()
    """Words that take the number of the counted word before them ("one facet line")."""
    sides: dict[str, Strings]
    sides_upper: dict[str, Strings] = Field(default_factory=dict)
    both_before_target: Strings = ()
    each_before: Strings = ()
    """Words that give every limb the same count ("3 muscles in each leg")."""
    limbs_upper: dict[str, Strings] = Field(default_factory=dict)
    """Short forms of limbs that name their side; `limbs_of`: how many limbs words without a number mean ("all limbs")."""
    limbs_of: dict[str, int] = Field(default_factory=dict)
    guidance: dict[str, Strings]
    stage: dict[str, Strings]
    state_before: Strings = ()
    """Words after which two letters that are also a word are a state; `state_after`: before which."""
    state_after: Strings = ()
    claim_type: dict[str, Strings] = Field(default_factory=dict)
    modifier_context: Strings = ()
    modifier_openers: Strings = ()
    """Words before which two digits at the start of a question are a modifier ("59 with ...")."""
    contrasts: Strings = ()
    """Words that set a technique apart from the one used ("instead of ...")."""
    labels: Strings = ()
    """Words before a name that ask whether the work is to be called so ("does it count as ...")."""
    days: DayWords = DayWords()
    polarity: PolarityWords = PolarityWords()
    other_days: Strings = ()
    """Words directly before work of another day ("status post"); `before_words` ("prior to") need a time `to_come` behind it."""
    before_words: Strings = ()
    to_come: Strings = ()
    denials: Strings = ()
    """Words directly before what was not used ("no fluoro"), `denials_reach_over` those that may stand between."""
    denials_reach_over: Strings = ()
    omitted_after: Strings = ()
    """Words right after a target that was left out ("the third was skipped")."""
    not_side_before: Strings = ()
    """Words before which "right" and "left" are no sides; `..._if_other`: where another word names the side."""
    not_side_before_if_other: Strings = ()
    modifier_names: Strings = ()
    """Words for a modifier; only after one, or after a sign, `modifiers_also_words` are modifiers ("pt" is a patient)."""
    modifiers_also_words: Strings = ()
    modifier_after: Strings = ()
    """Words after a modifier; `not_modifier_after`: after a mere number; `not_modifier_before`: before other two letters."""
    lines_of_plans: Strings = ()
    """Payers that only say the line of business of the plan named beside them."""
    any_payer: str = ""
    """The payer that stands for any payer in the wordings of topics; `any_code`: the code that does so for any in those of words."""
    any_code: str = ""
    not_modifier_after: Strings = ()
    not_modifier_before: Strings = ()
    never_correct: Strings = ()
    examples: Strings = ()
    """Questions that the first screen offers."""


class LevelWords(Record):
    """Letters of spinal levels in order with their counts, and ordinals."""

    letters: tuple[tuple[str, int], ...]
    ordinals: dict[str, int]


class ExampleNote(Record):
    """A synthetic note that the page offers to a first-time visitor, with its claim."""

    note: str
    claim: str = ""


class NoteLanguage(Record):
    """How notes are written: headings, cues that change what a sentence says, noise, template blanks."""

    sections: tuple[SectionKind, ...] = ()
    assertions: tuple[AssertionCue, ...] = ()
    omission: Omission = Field(default_factory=Omission)
    """How a note says that something was left out, spared or put off."""
    noise: Strings = ()
    blanks: Strings = ()
    example: ExampleNote | None = None
    leaves_open: dict[str, Strings] = Field(default_factory=dict)
    """What a blank leaves open (side, level, target) -> regular expressions on `before|blank|after`."""
    starts: Strings = ()
    """Words with which the account of a procedure starts ("was placed prone")."""
    start_patterns: Strings = ()
    """Regular expressions (no case) of such words."""
    gives_way: dict[str, Literal["figures", "acts", "acts-today"]] = Field(default_factory=dict)
    """Kinds of section on whose lines the account may stand in a note that has no other: opened by figures too, by a verb, or by a verb of today."""
    acts_told: Strings = ()
    """Regular expressions of a verb that says what was done; `told_of_before`: of words that tell of another day."""
    told_of_before: Strings = ()
    weighed_when_unclear: Annotated[Strings, Names("techniques", "group")] = ()
    """Groups of techniques that, told there without any word that they were done, leave open whether they were."""
    carried: Strings = ()
    """Words at the head of a bracketed block that was carried over from another note."""
    attestations: Strings = ()
    """Headings of what whoever supervised adds below the account of another."""
    corrections: Strings = ()
    """Regular expressions of words with which a writer takes back what stands before them ("correction:", "? no -")."""
    act_verbs: Strings = ()
    """Verbs of the operator in the past tense: after a joint they start what was done."""
    heard: tuple[HeardAs, ...] = ()
    """Words that speech recognition writes for others that sound alike, where they stand among such words."""
    side_corrections: Strings = ()
    """Regular expressions by which an author corrects the side of the note; `{side}` is the right one, `{wrong}` the other."""
    instructions: Strings = ()
    """Regular expressions of sentences that address the reader of the note instead of telling what was done."""
    since: Strings = ()
    """Regular expressions of how long ago a procedure was, with a group `days` or `weeks`."""
    not_target_before: Strings = ()
    """Words that, with "of", make a condition of the target that follows them."""
    not_target_after: Strings = ()
    """Words that make a condition, a landmark or a response of the target they follow."""
    bones: Strings = ()
    """Names of targets that, bare and right behind one of `ends_of_bones`, are those of a bone ("medial femoral = ...")."""
    ends_of_bones: Strings = ()
    bones_beside: Annotated[Strings, Names("targets", "group")] = ()
    """Groups of targets beside which such a name, bare, is that of the bone on which they lie."""
    further: Strings = ()
    """Regular expressions of words that tell of a place besides the first."""
    response_of: Strings = ()
    """Words that, with "of" or "in", make a response of the target that follows them."""
    numbed_before: Strings = ()
    """Regular expressions of what an agent merely numbs on the way, before its name; `numbed_after`: after it."""
    numbed_after: Strings = ()
    edges: Strings = ()
    """Those of them that count only right after a target which is no landmark ("nerve posterior border")."""
    place_before: Strings = ()
    """Words that make the target after them the place of another ("medial to"); `place_names`: names that are places."""
    place_names: Strings = ()
    direction_names: Strings = ()
    """Names of targets that are mere directions: they count near `direction_regions`, and not right before `direction_others`."""
    direction_regions: Strings = ()
    direction_others: Strings = ()
    branch_regions: dict[str, Strings] = Field(default_factory=dict)
    """Names of branches that many nerves have, and the starts of words near which they name the target's."""
    angles_before: Strings = ()
    """What makes degrees after it an angle (regular expressions), `angles_after` those before it, save beside `no_angles`."""
    angles_after: Strings = ()
    no_angles: Strings = ()
    spared_before: tuple[str, ...] = ()
    level_landmarks_before: tuple[str, ...] = ()
    level_frames: tuple[str, ...] = ()
    level_landmarks: Strings = ()
    """Words that make a place of the level they follow ("L4 transverse process")."""
    positions: Strings = ()
    """Words that make a position of the side they follow ("left lateral decubitus"); `positions_before`: that they stand before it."""
    positions_before: Strings = ()
    noise_patterns: Strings = ()
    """Regular expressions (no case) of phrases whose words name no technique, agent or target."""
    sessions: Strings = ()
    """Words of the present session, which say that the one side told beside them is the side treated."""
    side_starts: Strings = ()
    """Of sides at the start of a sentence, which count where nothing else opens a part."""
    side_leads: Strings = ()
    """Regular expressions of what opens the part of an account that tells of one side; `{side}` is any word for a side."""
    procedure_leads: Strings = ()
    """Regular expressions of what opens the part that tells of one of several numbered procedures."""
    findings_after: Strings = ()
    """Regular expressions of what right after a target's name tells how it works, so that nothing was done to it."""
    whole_of_visit: Strings = ()
    """Words (small) for all that was to be done or for whom: what is said not to be done of anything else stops nothing."""
    letters_not_before: Strings = ()
    """Words (small) before which a letter for a side is none ("L spine")."""
    heat_words: Strings = ()
    """Regular expressions of words before a temperature without a unit; `heat_words_timed`: where a time follows it."""
    heat_words_timed: Strings = ()
    heat_near: Strings = ()
    """Regular expressions of tools near which such a temperature counts too."""
    heat_not_after: Strings = ()
    """Words before two figures that are no temperature and time ("BP 90/60")."""
    repeats: Strings = ()
    """Words that carry a procedure over to another side ("repeated on the left")."""
    repeats_led: Strings = ()
    """Regular expressions (no case) that do so right where a lead names the other side ("2. Left: same")."""
    shared_by_all: Strings = ()
    """Regular expressions (no case) by which a sentence says that it tells of every site."""
    evidence: dict[str, Strings] = Field(default_factory=dict)
    """Group of techniques -> words of which one must stand in the note for a technique of the group to count."""
