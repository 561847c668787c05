"""Notes that give both sides with their doses, name a nerve by its place, or tell of pictures, joints and needles beside it."""

from __future__ import annotations

import pytest
from tests.knowledge.reports import coded

from chartcite.copilot import Copilot


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Lidocaine 1%. GON: R 2 mL, L 2 mL. LON: R 1 mL only.", ["64405-50", "64450-RT"]),
        ("Block of the large occipital nerves. Ropivacaine 0.2%: R 2 mL, L 2 mL.", ["64405-50"]),
        ("Ropivacaine 0.2%. GON: R 2 mL.", ["64405-RT"]),
        (
            "Agent: Xeomin 150 U.\nNECK: R SCM 40, L trapezius 50\nFACE, left: orbicularis oculi 20",
            ["64612-LT", "64616-50"],
        ),
        (
            "Agent: Xeomin 150 U.\nNECK: R SCM 40, R trapezius 50\nFACE, left: orbicularis oculi 20",
            ["64612-LT", "64616-RT"],
        ),
    ],
)
def test_each_target_has_the_sides_at_which_it_was_given(copilot: Copilot, note: str, expected: list[str]) -> None:
    assert coded(copilot, note)[1] == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Right occipital nerve block beside the inion, 2 mL of 1% lidocaine.", ["64405-RT"]),
        ("Right occipital nerve block at the back edge of the SCM, 2 mL of 1% lidocaine.", ["64450-RT"]),
        ("Right occipital nerve block between inion and mastoid, 2 mL of 1% lidocaine.", []),
    ],
)
def test_the_place_tells_which_of_two_nerves_is_meant_unless_it_names_both(
    copilot: Copilot, note: str, expected: list[str]
) -> None:
    assert coded(copilot, note)[1] == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Left sural nerve, 3 mL of ropivacaine 0.2% under ultrasound, freeze frame kept.", ("block", ["64450-LT"])),
        ("Left sural nerve, cryo, two freezes of 2 min, freeze frame kept.", ("destruction", [])),
        (
            "Left knee RF: lateral femoral = superolateral, medial femoral = superomedial, medial tibial = inferomedial, each 80 C 90 s.",
            ("destruction", ["64624-LT"]),
        ),
        ("Left knee, SM SL IM genicular nerves, thermal RF 80 C 90 s each.", ("destruction", ["64624-LT"])),
        ("Consent. C-arm. R test of SM, SL and IM geniculars. 1 cc bupivacaine each.", ("block", ["64454-RT"])),
        (
            "Left knee. Talked: genicular ablation vs gel vs shot. Superolat approach to the suprapatellar pouch, 20 cc off, kenalog 40 in.",
            ("other_procedure", []),
        ),
        (
            "Left ilioinguinal nerve, 2 mL of dehydrated alcohol. Iliohypogastric seen alongside and left alone.",
            ("destruction", ["64640-LT"]),
        ),
    ],
)
def test_what_lies_beside_a_nerve_is_no_second_one(
    copilot: Copilot, note: str, expected: tuple[str, list[str]]
) -> None:
    assert coded(copilot, note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Tx360 in each nostril, 0.5 mL of lidocaine 4% toward the SPG. No needle.", ("block", ["64999"])),
        ("Here for an SPG block by Tx360. Sinusitis, so nothing was given. No needle.", ("no_procedure", [])),
    ],
)
def test_an_applicator_needs_no_needle(copilot: Copilot, note: str, expected: tuple[str, list[str]]) -> None:
    assert coded(copilot, note) == expected
