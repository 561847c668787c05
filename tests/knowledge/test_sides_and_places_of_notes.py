"""Notes that give both sides with their doses, name a nerve by its place, or tell of pictures, joints and needles beside it."""

from __future__ import annotations

import pytest
from tests.knowledge.reports import coded

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest


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
        ("Back: left L4-5 and L5-S1 facets were lesioned at 80 C for 90 s.", ["64635-LT", "64636-LT"]),
        ("Neck: right C5-6 facet denervated at its medial branches, 80 C, 90 s.", ["64633-RT"]),
        ("Leg: the right sural nerve was ablated at 80 C for 90 s.", ["64640-RT"]),
        ("Exam. Back: tender over the L4-5 facets.", []),
    ],
)
def test_a_part_of_the_body_before_a_colon_heads_a_list_of_doses_only(
    copilot: Copilot, note: str, expected: list[str]
) -> None:
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


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Stump neuroma of the left saphenous nerve: phenol 6% 1 mL into the neuroma.", ("destruction", ["64640-LT"])),
        ("Left sural nerve. Pulsed? No, continuous RF at 80 C for 90 s.", ("destruction", ["64640-LT"])),
        ("Left sural nerve, PRF 42 C x 4 min. Heat was not used.", ("unlisted_procedure", ["64999"])),
        ("Left suprascapular nerve RFA, 3 min at 85.", ("destruction", ["64640-LT"])),
        (
            "Both sural nerves were planned for pulsed RF, but the generator failed and 3 mL of lidocaine was given on each side instead.",
            ("block", ["64450-50"]),
        ),
        ("The left sural nerve was planned for RF. She had a fever and went home.", ("no_procedure", [])),
        ("Left sural nerve, 3 mL of lidocaine 2%. Phenol is on back order.", ("block", ["64450-LT"])),
        (
            "Left foot, 3rd web neuroma: RF considered, then 4% alcohol 0.5 mL given.",
            ("destruction", ["64632-LT"]),
        ),
        ("Left sural nerve: steroid no, alcohol 98% 2 mL.", ("destruction", ["64640-LT"])),
        ("Left sural nerve: cooled no, conventional RF 80 C 90 s.", ("destruction", ["64640-LT"])),
        ("Left sural nerve block, 2 mL of lidocaine. No ablation.", ("block", ["64450-LT"])),
        ("Left sural nerve visit for RFA. Fever. No ablation.", ("no_procedure", [])),
        (
            "Sural RF both sides booked. Right sural lesioned at 80 C 90 s. On the left the skin was sore and no lesion was made there.",
            ("destruction", ["64640-RT"]),
        ),
        (
            "Left sural RF begun; 40 s into the first lesion at 80 C he fainted, procedure stopped.",
            ("cannot_code", []),
        ),
        ("Intercostals left 4, 5, 6: phenol 6% 1 mL each.", ("destruction", ["64620-LT"])),
        (
            "Left L5-S1 facet RF: L4 medial branch and L5 dorsal ramus, 80 C 90 s. L3-4 found fused, skipped.",
            ("destruction", ["64635-LT"]),
        ),
    ],
)
def test_what_was_done_is_not_lost_in_questions_units_and_omissions(
    copilot: Copilot, note: str, expected: tuple[str, list[str]]
) -> None:
    assert coded(copilot, note) == expected


@pytest.mark.parametrize(
    ("note", "element", "expected"),
    [
        ("Left sural nerve block, no vessel, frame stored.", "image_record", "documented"),
        ("Left sural nerve block, two stored prints.", "image_record", "documented"),
        ("Left sural nerve block, no frame stored.", "image_record", "missing"),
        ("Left sural nerve block, AP/oblique/lateral shots taken.", "image_guidance", "documented"),
        ("Left sural nerve block, OK'd in writing.", "consent", "documented"),
        ("Left sural nerve block. Nothing else went amiss.", "complications", "documented"),
        ("Tone Rehabilitation Institute. Botox 50 U to the left biceps.", "conservative_care", "missing"),
        ("DOB 04/22/1970 Left sural nerve RFA on clinic settings.", "destructive_parameters", "missing"),
    ],
)
def test_elements_are_told_in_other_words(copilot: Copilot, note: str, element: str, expected: str) -> None:
    made = copilot.critique(note, EncounterRequest())
    assert {e.id: e.state for e in made.elements}[element] == expected


def test_ribs_are_counted_behind_the_side(copilot: Copilot) -> None:
    made = copilot.critique("Intercostals left 4, 5, 6: phenol 6% 1 mL each.", EncounterRequest())
    assert [(s.code, s.units) for s in made.report] == [("64620", 3)]
