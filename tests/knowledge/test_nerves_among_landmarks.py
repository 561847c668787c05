"""Notes that name muscles, joints and other work on the way to a nerve, and names that are cut short."""

from __future__ import annotations

import pytest
from tests.knowledge.reports import coded

from chartcite.copilot import Copilot

LFCN = "On 04/02/2026 a block of the left lateral femoral cutaneous nerve gave 90% relief.\n"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            LFCN
            + "DOS 06/01/2026. Left groin prepped, 2 mL of 6% phenol was put around the nerve between sartorius and tensor. Quadriceps power full.",
            ("destruction", ["64640-LT"]),
        ),
        (
            LFCN + "Today, 06/01/2026, 2 mL of 6% phenol was put around the nerve on the left under ultrasound.",
            ("destruction", ["64640-LT"]),
        ),
        (
            "Femoral and obturator nerves were considered. DOS 06/01/2026. 2 mL of 6% phenol was put around the nerve on the left.",
            ("cannot_code", []),
        ),
        ("DOS 06/01/2026. Phenol 5% 3 mL into the right gastrocnemius.", ("chemodenervation", [])),
        ("Right tibial nerve, phenol 5% 3 mL. Gastrocnemius tone is down.", ("destruction", ["64640-RT"])),
        (
            "Pain after hernia repair. Thermal RF of the right ilioinguinal nerve between internal oblique and transversus, 80 C 90 s.",
            ("destruction", ["64640-RT"]),
        ),
        (
            "Operation: right ulnar nerve neurolysis. Incision, external neurolysis with tenotomy scissors, the FCU aponeurosis was released.",
            ("surgery", []),
        ),
        (
            "I told her about numbness and neuroma, then injected 3 mL of 6% phenol at the left sural nerve.",
            ("destruction", ["64640-LT"]),
        ),
        ("I told her about phenol at the left sural nerve and she will think it over.", ("no_procedure", [])),
    ],
)
def test_what_lies_on_the_way_to_a_nerve_was_not_treated(
    copilot: Copilot, note: str, expected: tuple[str, list[str]]
) -> None:
    assert coded(copilot, note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Right tibial nerve injected with bupivacaine 5 mL. A selective neurotomy would probably help.",
            ("block", ["64450-RT"]),
        ),
        ("Right tibial nerve injected with bupivacaine 5 mL. RFA might be considered.", ("block", ["64450-RT"])),
        ("Thermal RF of the right sural nerve, 80 C 90 s, which would help her sleep.", ("destruction", ["64640-RT"])),
        (
            "Thermal RF of the right sural nerve was done at 80 C for 90 s since it might help.",
            ("destruction", ["64640-RT"]),
        ),
    ],
)
def test_what_would_help_was_not_done_and_what_was_done_may_help(
    copilot: Copilot, note: str, expected: tuple[str, list[str]]
) -> None:
    assert coded(copilot, note) == expected


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("biceps 50\nflex carp rad 50\nflex carp uln 50\nflexor digit. superfic. 50\nflex dig prof 50", "64644"),
        ("biceps 50\nflex carp rad 50\nflex carp uln 50\npost op pain\ndig out later", "64642"),
    ],
)
def test_names_of_several_words_are_known_cut_short(copilot: Copilot, rows: str, code: str) -> None:
    note = f"Right arm spasticity. AbobotulinumtoxinA 500 U, EMG guided, right arm:\n{rows}\nNo other limb."
    assert coded(copilot, note) == ("chemodenervation", [code])


def test_a_whole_name_is_not_taken_for_a_cut_one(copilot: Copilot) -> None:
    note = "Thermal RF 80 C 90 s, left shoulder:\n1) L suprascapular nerve, articular branches\n2) L axillary nerve, articular branch"
    assert coded(copilot, note) == ("destruction", ["64640-LT"])
