"""Procedures under marks and lists, and what happens on the way of a needle: numbing, responses of muscles, stops."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest


@pytest.mark.parametrize(
    ("note", "disposition", "lines"),
    [
        # the account under the marks of the title's items, with figures and no word for the technique
        (
            "Procedures:\n1) Thermal RFA right ilioinguinal nerve\n2) Phenol neurolysis left obturator nerve\nDESCRIPTION:\n1) 20G needle beside the nerve between the muscle layers on the right. 80 C, 90 seconds.\n2) Stimulator at 0.5 mA gave an adductor jerk on the left. 4 mL of 6% given.",
            "destruction",
            ["64640-LT x1", "64640-RT x1"],
        ),
        (
            "Procedures:\nA. Right suprascapular nerve pulsed radiofrequency\nB. Left lateral femoral cutaneous nerve thermal radiofrequency ablation\nTechnique:\nA. 22G cannula to the right suprascapular notch by ultrasound. 42 C, 120 s, 20 ms.\nB. Supine. LFCN medial to ASIS. 80 C for 90 s, twice.",
            "destruction",
            ["64640-LT x1", "64999 x1"],
        ),
        # a list of what was agreed stands for a title; the account then goes side by side
        (
            "1. Left ilioinguinal nerve: phenol.\n2. Right ilioinguinal nerve: bupivacaine and triamcinolone block.\nAccount. Ultrasound. Left side 3 mL of 6% phenol at the ilioinguinal nerve. Right side: 5 mL bupivacaine 0.25% with 20 mg triamcinolone at the ilioinguinal nerve.",
            "destruction",
            ["64425-RT x1", "64640-LT x1"],
        ),
        # the nerve above its dose, and the second to which the same is done
        (
            "The right obturator nerve was found with a stimulator. 4 cc aqueous phenol 6% given slowly. Same thing for the right tibial nerve in the popliteal fossa, 3 cc of the 6% solution.",
            "destruction",
            ["64640-RT x2"],
        ),
        # a bone's adjective before a noun is no nerve
        (
            "Procedure: Left genicular thermal RFA, superolateral, superomedial, inferomedial\nTechnique: Introducers at the lateral femoral junction, the medial femoral junction and the tibial flare point. 80 C 90 s at each.",
            "destruction",
            ["64624-LT x1"],
        ),
        # muscles that answered a stimulus were not injected
        (
            "A. Phenol 6%: left musculocutaneous nerve 3 mL. Biceps and brachialis contraction gone.\nB. Dysport: FCU LEFT 100 units; FDS LEFT 150 units. EMG.",
            "destruction",
            ["64640-LT x1", "64642 x1"],
        ),
        # what parts the tissue is the injection of the anaesthetic or steroid in it, and destroys nothing
        (
            "Procedure: Left median nerve neurolysis, ultrasound\nTechnique: 8 mL of 5% dextrose with 1 mL betamethasone opened the sheath of the left median nerve.",
            "block",
            ["64450-LT x1"],
        ),
        (
            "Procedure: Hydrodissection of the left median nerve\nTechnique: Skin numbed with lidocaine 1%. 10 mL D5W around the left median nerve under ultrasound.",
            "block",
            ["64450-LT x1"],
        ),
        # numbing of the skin is no block of the nerve that was never reached
        (
            "Intended: thermal RFA of the right sural nerve\nWhat happened: Skin wheal with 1 mL lidocaine. The patient became grey and asked us to stop. The generator was never switched on.",
            "other_procedure",
            [],
        ),
        (
            "Left suprascapular nerve. Skin wheal, then 5 mL of 0.25% bupivacaine placed at the left suprascapular notch.",
            "block",
            ["64418-LT x1"],
        ),
        # an agent held back until the contrast was seen stops nothing
        (
            "Procedure: Alcohol neurolysis right intercostal T6\nTechnique: Contrast first; no alcohol was given until its spread was seen. Then 2 mL dehydrated alcohol at the right T6 intercostal nerve.",
            "destruction",
            ["64620-RT x1"],
        ),
        # the nerve by the bone at which it is reached
        (
            "Each ischial spine was palpated. Through the sacrospinous ligament on the right 3 mL 6% phenol, on the left 3 mL 6% phenol.",
            "destruction",
            ["64630 x1"],
        ),
        # a day of birth is no day of the note
        (
            "Name: A. B.  DOB 02/11/1951  Visit 09/15/2026\nRight knee: 09/15/2026 thermal RF at 80 C for 90 s of the right saphenous nerve.",
            "destruction",
            ["64640-RT x1"],
        ),
    ],
)
def test_what_was_done_is_told_from_what_stands_around_it(
    copilot: Copilot, note: str, disposition: str, lines: list[str]
) -> None:
    made = copilot.critique(note, EncounterRequest(date_of_service=date(2026, 9, 15)))
    told = sorted("-".join([s.code, *s.modifiers]) + f" x{s.units}" for s in made.report)
    assert (made.disposition, told) == (disposition, lines)
