"""What a note copies, plans or corrects: another day's work is not today's, and an author's correction of the side counts."""

from __future__ import annotations

from datetime import date

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest

SURAL = "Procedure: Left sural nerve block\n2 mL bupivacaine at the left sural nerve under ultrasound."


@pytest.mark.parametrize(
    ("note", "disposition", "lines"),
    [
        # copies without a mark where they end, and quoted ones
        (
            f"{SURAL}\n\n[carried forward from 05/01/2026]\nThermal RF of the right saphenous nerve at 80 C for 90 s.",
            "block",
            ["64450-LT"],
        ),
        (
            'CC: follow up\nInterval procedure (copied forward from 05/14/2026 note):\n "Procedure: Right sural nerve ablation. Thermal lesion at 80 C for 90 s at the right sural nerve."\n\nExam: fine. No injection today.',
            "no_procedure",
            [],
        ),
        (
            'Right T6 and T7 intercostal nerves: 4 mL bupivacaine 0.25% each under ultrasound.\norder set auto-text: "Cryoneurolysis, intercostal, 2 levels. Probe at -70 C two freeze cycles."',
            "block",
            ["64420-RT", "64421-RT"],
        ),
        # a diary whose days have no year
        (
            "DOS 06/01/2026\n05/15: thermal RF right saphenous nerve 80 C 90 s.\n06/01: (today) left sural nerve, 2 mL bupivacaine 0.25%, block under ultrasound.\n06/20: next, phenol to the right sural nerve.",
            "block",
            ["64450-LT"],
        ),
        # what will be scheduled was not done
        (
            "Right genicular nerve blocks reviewed, 85% relief. Treatment with thermal radiofrequency ablation of the right genicular nerves will be scheduled if needed.",
            "no_procedure",
            [],
        ),
        (
            "Assessment: left LFCN neuralgia.\nTreatment: phenol neurolysis of the left LFCN will be arranged.",
            "no_procedure",
            [],
        ),
        # the author's correction of the side
        (
            "Procedure: RF denervation sural nerve, RIGHT\nTechnique: Cannula on the right to the sural nerve. 80 C for 90 sec.\nADDENDUM 06/02/2026: Wherever the text above says right it should read left. No procedure was done on the right.",
            "destruction",
            ["64640-LT"],
        ),
        (
            "Procedure: Left sural nerve RF ablation\nTechnique: Left sural nerve, 80 C for 90 sec.\nAddendum: the correct side is RIGHT, not left.",
            "destruction",
            ["64640-RT"],
        ),
        # ribs by their number alone
        (
            "Left chest. rib 5, rib 6, rib 7 LEFT, posterior angle. Dehydrated alcohol 98% 1.5 cc at T5, 1.5 cc at T6, 1.5 cc at T7.",
            "destruction",
            ["64620-LT"],
        ),
        ("Needle under ribs 4, 5 and 6 on the right. Phenol 6% 2 mL each.", "destruction", ["64620-RT"]),
        # a row of a table whose last box has no tick
        (
            "Target       planned   lesioned\n sural, left    [x]      [x]\n saphenous, left  [x]    [ ]\nEnergy: continuous thermal radiofrequency 80 C / 90 s",
            "destruction",
            ["64640-LT"],
        ),
    ],
)
def test_only_what_was_done_today_counts(copilot: Copilot, note: str, disposition: str, lines: list[str]) -> None:
    made = copilot.critique(note, EncounterRequest(date_of_service=date(2026, 6, 1)))
    assert (made.disposition, sorted("-".join([s.code, *s.modifiers]) for s in made.report)) == (disposition, lines)
