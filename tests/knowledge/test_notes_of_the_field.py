"""Notes as clinicians write them: what is read of one shape each, and the lines that come of it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.knowledge.reports import counted

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest

SURAL = "Continuous radiofrequency ablation of the sural nerve at 80 C for 90 seconds."


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # a flowsheet's dots and a table's bars are headings and no blanks
        (
            "PAST ............. sural blocks, both feet\nTARGET ........... LEFT sural nerve\nAGENT ............ phenol 6%, 3 mL",
            "64640-LT x1",
        ),
        (
            "Problem   | neuralgia\nTried     | right sural block\nTarget    | L sural nerve\nAgent     | dehydrated alcohol 98%, 2 mL",
            "64640-LT x1",
        ),
        (
            "**History** right sural block in May.\n**Procedure** Left sural nerve, phenol 6%, 2 mL injected.",
            "64640-LT x1",
        ),
        # letters as headings
        (
            "S: pain, both feet\nO: left sural nerve tender\nA: sural neuralgia\nP: Left sural nerve: phenol 6% 2 mL injected. RTC 2 wks",
            "64640-LT x1",
        ),
        # a list of letters under the title
        (
            "Procedures:\n A. Right sural nerve, thermal radiofrequency ablation, 80 C for 90 s\n B. Left saphenous nerve, thermal radiofrequency ablation, 80 C for 90 s",
            "64640-LT x1, 64640-RT x1",
        ),
        # what the heading names
        (
            "Left knee prepped.\nSLGN: 18 g, 80 deg / 90 s done.\nSMGN: same, 80 deg / 90 s done.\nIMGN: same, 80 deg / 90 s done.",
            "64624-LT x1",
        ),
        # a lesion told by its figures
        (
            "He lay prone. A 20 g electrode was brought to the left sural nerve. Then 80 C for 90 seconds, twice.",
            "64640-LT x1",
        ),
    ],
)
def test_a_note_is_read_in_the_shape_it_has(copilot: Copilot, note: str, expected: str) -> None:
    assert counted(copilot, note) == ("destruction", expected.split(", "))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Knees: right one treated last month. Here today for the left.", "64640-LT"),
        ("One side per session: the left side today.", "64640-LT"),
        ("Left side prepped. IV in the right hand. Grounding pad on the right calf.", "64640-LT"),
        ("Left foot is 2 C warmer than the right. Left ankle prepped.", "64640-LT"),
        ("Left ankle prepped. He left with his wife; ask what is right for you.", "64640-LT"),
        ("Bilateral ankle osteoarthritis. Left ankle prepped.", "64640-LT"),
    ],
)
def test_a_side_is_that_of_what_was_treated(copilot: Copilot, told: str, expected: str) -> None:
    assert counted(copilot, f"{told} {SURAL}") == ("destruction", [f"{expected} x1"])


def test_the_same_on_the_other_side_is_both_sides_of_its_own_nerve(copilot: Copilot) -> None:
    note = "Injected 2 mL bupivacaine 0.5% and dexamethasone at the greater occipital nerve on the right and the same amount on the left."
    assert counted(copilot, note) == ("block", ["64405-50 x1"])


@pytest.mark.parametrize(
    "prep",
    [
        "Skin cleaned w/ alcohol.",
        "Foot wiped with an alcohol swab.",
        "Prepped with chlorhexidine in 70% alcohol.",
        "Site rubbed using alcohol.",
    ],
)
def test_alcohol_on_the_skin_destroys_nothing(copilot: Copilot, prep: str) -> None:
    note = f"{prep} 2 mL bupivacaine 0.5% and dexamethasone 4 mg injected around the left greater occipital nerve."
    assert counted(copilot, note) == ("block", ["64405-LT x1"])


@pytest.mark.parametrize(
    "told",
    [
        "Rib 8 - 22g to the inferior border, 2 mL of 98% alcohol.\nRib 9 - as above, 2 mL alcohol.\nRib 10 - as above, 2 mL alcohol.",
        "8th to 10th ribs on the left: 2 mL of 98% alcohol to each intercostal nerve.",
    ],
)
def test_each_rib_told_counts(copilot: Copilot, told: str) -> None:
    disposition, lines = counted(copilot, f"CHEMICAL NEUROLYSIS, LEFT INTERCOSTAL NERVES\n{told}")
    assert disposition == "destruction"
    assert lines[0].endswith("x3")


def test_the_region_of_a_sympathetic_block_comes_of_its_level(copilot: Copilot) -> None:
    note = (
        "Sympathetic block, right side of the neck at C6: ropivacaine 0.2% 7 mL injected under the prevertebral fascia."
    )
    assert counted(copilot, note)[1] == ["64510-RT x1"]


def test_an_assistant_of_a_surgeon_is_no_instruction(copilot: Copilot) -> None:
    made = copilot.critique(f"ASSISTANT: none\nLeft side. {SURAL}", EncounterRequest(date_of_service=date(2026, 6, 1)))
    assert not any("address" in finding.title for finding in made.findings)


def test_an_injection_at_a_nerve_beside_trigger_points_is_a_block(copilot: Copilot) -> None:
    note = (
        "TRIGGER POINT INJECTIONS\n2 mL bupivacaine 0.25% and dexamethasone 4 mg was fanned around the left greater occipital nerve. "
        "Then 1 mL bupivacaine into each tender band of the left trapezius."
    )
    assert counted(copilot, note) == ("block", ["64405-LT x1"])


def test_an_account_without_a_side_takes_the_one_that_the_findings_give_its_nerve(copilot: Copilot) -> None:
    note = "A: neuralgia of the left sural nerve, left sural nerve tender.\nP: phenol 6%, 3 mL injected along the sural nerve."
    assert counted(copilot, note) == ("destruction", ["64640-LT x1"])


def test_a_blank_before_a_percent_leaves_the_agent_open(copilot: Copilot) -> None:
    assert (
        counted(
            copilot,
            "PROC: R 3rd web space prepped. Inj ______% _____________ 0.5 cc c 0.5% marcaine around the neuroma.",
        )[0]
        == "cannot_code"
    )


def test_a_joint_of_another_part_lends_no_side(copilot: Copilot) -> None:
    note = (
        "The right groin was prepped. A 20 g electrode was brought to the ilioinguinal nerve: 80 C for 90 seconds, twice.\n"
        "As his left knee was swollen, I put 40 mg triamcinolone into it."
    )
    assert counted(copilot, note)[1] == ["64640-RT x1"]


def test_a_release_told_with_the_words_of_open_surgery_is_surgery(copilot: Copilot) -> None:
    note = (
        "OPERATION: Neurolysis, left ulnar nerve.\nDETAILS: A 6 cm incision was made behind the elbow. Under loupes the band over "
        "the left ulnar nerve was divided. The wound was infiltrated with 8 mL of bupivacaine 0.5% and sutured."
    )
    assert counted(copilot, note) == ("surgery", [])


def test_nerves_that_were_spared_are_not_treated(copilot: Copilot) -> None:
    note = f"Left ankle prepped. Avoiding the saphenous and common peroneal nerves, the needle went on. {SURAL}"
    assert counted(copilot, note) == ("destruction", ["64640-LT x1"])


def test_a_toxin_with_its_dose_is_told_beside_a_neurolysis_and_a_block(copilot: Copilot) -> None:
    phenol = "Phenol 6% 4 mL to the left obturator nerve; Botox 100 units to the left gastrocnemius"
    assert counted(copilot, phenol)[1] == ["64640-LT x1", "64642 x1"]
    block = "Botox 100 U: L biceps 50, L brachialis 50. Also L suprascapular nerve block with 5 mL ropivacaine."
    assert counted(copilot, block)[1] == ["64418-LT x1", "64642 x1"]


def test_a_letter_before_side_is_a_side_and_the_same_way_carries_over(copilot: Copilot) -> None:
    note = "PROC: ablation, L lateral femoral cutaneous nn.; 80 deg / 90 sec; then R side done same way"
    assert counted(copilot, note) == ("destruction", ["64640-50 x1"])


def test_a_condition_that_is_injected_is_the_target(copilot: Copilot) -> None:
    note = "Morton's neuroma, right 2nd interspace: 4% dehydrated alcohol, 0.5 mL injected."
    assert counted(copilot, note) == ("destruction", ["64632-RT x1"])


def test_a_test_before_an_ablation_is_no_ablation(copilot: Copilot) -> None:
    note = "LEFT SURAL RADIOFREQUENCY WORK-UP\nHe lay prone. 1 mL of lidocaine 2% was injected at the left sural nerve."
    assert counted(copilot, note) == ("block", ["64450-LT x1"])


@pytest.mark.parametrize(
    "later", ["Should the relief hold he would return for phenol.", "Phenol was brought up for next round."]
)
def test_an_agent_talked_of_for_later_was_not_given(copilot: Copilot, later: str) -> None:
    note = f"TITLE: LEFT SURAL NERVE NEUROLYSIS\nDETAILS: 3 mL of bupivacaine 0.25% with Kenalog was injected at the left sural nerve. {later}"
    assert counted(copilot, note)[0] == "block"


def test_a_temperature_that_was_not_passed_was_held(copilot: Copilot) -> None:
    note = "Left ankle prepped. RF probe at the left sural nerve. The tip was not allowed to exceed 42 C, four minutes. Ablation done."
    assert counted(copilot, note) == ("unlisted_procedure", ["64999 x1"])


def test_a_letter_alone_under_the_site_is_a_side(copilot: Copilot) -> None:
    note = f"Site: L. Pause: 10:42.\nTechnique: {SURAL}"
    assert counted(copilot, note) == ("destruction", ["64640-LT x1"])


def test_what_was_left_to_run_has_no_side(copilot: Copilot) -> None:
    note = f"Right ankle prepped. {SURAL} It was left to run for two minutes."
    assert counted(copilot, note) == ("destruction", ["64640-RT x1"])


def test_the_bone_on_which_a_nerve_lies_lends_no_level(copilot: Copilot) -> None:
    note = (
        "PROCEDURE: LEFT FACET DENERVATION\nDETAILS: The endplate of S1 was squared. A cannula went to the superior articular process of S1 "
        "for the L5 dorsal ramus and one to the process of L5 for the L4 medial branch, left. Thermal lesions at 80 C for 90 s."
    )
    assert counted(copilot, note) == ("destruction", ["64635-LT x1"])


@pytest.mark.parametrize(
    "done",
    ["Lumbar provocative discography, L3-4", "Spinal cord stimulation trial, two leads", "Intrathecal pump refill"],
)
def test_a_procedure_beside_the_field_is_named_as_such(copilot: Copilot, done: str) -> None:
    assert counted(copilot, f"PROCEDURE: {done}.\nDETAILS: Prone, prepped and draped. No complications.") == (
        "other_procedure",
        [],
    )


def test_a_nurse_who_signs_is_no_nerve_and_a_neck_muscle_no_trunk(copilot: Copilot) -> None:
    note = (
        "DIAGNOSIS: cervical dystonia\nPROCEDURE: Xeomin.\nRight splenius capitis 60 units. Right longissimus 20 units.\n"
        "Waste witnessed by A. Marlow LPN."
    )
    assert counted(copilot, note) == ("chemodenervation", ["64616-RT x1"])


@pytest.mark.parametrize(
    "leads",
    [
        ("(A) Left ankle.", "(B) Right forearm."),
        ("LEFT ANKLE.", "RIGHT FOREARM."),
        ("1. L ankle:", "2. R forearm:"),
    ],
)
def test_the_parts_of_an_account_open_under_letters_numbers_or_capitals(
    copilot: Copilot, leads: tuple[str, str]
) -> None:
    note = (
        "PROCEDURES: see below.\nProne, prepped.\n"
        f"{leads[0]} A 20 g electrode at the sural nerve. Continuous radiofrequency at 80 C for 90 seconds.\n"
        f"{leads[1]} A 22 g electrode at the median nerve. Pulsed radiofrequency, 42 C, 120 seconds.\n"
    )
    assert counted(copilot, note)[1] == ["64640-LT x1", "64999 x1"]


def test_one_of_two_sides_that_was_called_off_takes_nothing_from_the_other(copilot: Copilot) -> None:
    note = (
        "PLANNED: thermal neurotomy of both sural nerves\nProne, prepped.\n"
        "1. RIGHT: electrode at the sural nerve. Burns, 80 degrees for 90 seconds.\n"
        "2. LEFT: electrode at the same place. Before any current he fainted. No lesion of any sort was made.\n"
    )
    assert counted(copilot, note) == ("destruction", ["64640-RT x1"])


def test_nerves_seen_and_kept_away_from_are_not_counted(copilot: Copilot) -> None:
    note = (
        "PROCEDURE: Phenol neurolysis, left sural nerve\nProne, prepped. The saphenous nerve and the tibial nerve came into view. "
        "Those were well seen and kept away from. Then 3 mL of phenol 6% was injected at the left sural nerve."
    )
    assert counted(copilot, note) == ("destruction", ["64640-LT x1"])


def test_the_same_at_the_other_foot_makes_both(copilot: Copilot) -> None:
    note = (
        "Both feet prepped.\n1. L foot, 3rd interspace: 0.5 mL dehydrated alcohol 4% at the common digital nerve.\n"
        "2. R foot, 3rd interspace: same, 0.5 mL."
    )
    assert counted(copilot, note) == ("destruction", ["64632-50 x1"])


def test_an_agent_fetched_and_returned_unopened_was_not_given(copilot: Copilot) -> None:
    note = (
        'NURSE\n0910 consent verified "phenol, left sural nerve". Pulled from cabinet: phenol 6%, bupivacaine 0.5%\n'
        "0940 phenol vial unopened, returned\nDOCTOR\nLeft ankle prepped. 5 mL bupivacaine 0.5% was injected at the left sural nerve."
    )
    assert counted(copilot, note) == ("block", ["64450-LT x1"])


def test_a_direction_is_a_nerve_of_the_knee_only_at_the_knee(copilot: Copilot) -> None:
    tips = "Tips at the superolateral, superomedial and inferomedial points. Burns of 80 C for 90 seconds at each."
    assert counted(copilot, f"Title: Thermal ablation, right knee.\nAccount: {tips}") == (
        "destruction",
        ["64624-RT x1"],
    )
    hip = "Title: thermal RF, articular branch of the obturator nerve, right hip\nAccount: "
    wall = "A cannula at the superolateral wall of the acetabulum, then at the articular branch of the obturator nerve. 80 C, 90 s."
    assert all(not line.startswith("64624") for line in counted(copilot, hip + wall)[1])


def test_what_is_done_to_the_last_of_a_list_is_done_to_all_of_it(copilot: Copilot) -> None:
    note = (
        "PROCEDURE DESCRIPTION\nLeft knee prepped. Introducers to four points:\n (1) superior-lateral genicular\n (2) superior-medial genicular\n"
        " (3) inferior-medial genicular\n (4) inferior-lateral genicular\nElectrodes seated. Felt below 0.5 V. The toes lay still.\n"
        "Impedance was fair. Lesions of 80 C for 90 s at each point.\n"
    )
    assert counted(copilot, note) == ("destruction", ["64624-LT x1"])


def test_the_title_gives_a_numbered_procedure_the_side_that_its_account_leaves_out(copilot: Copilot) -> None:
    note = (
        "PROCEDURES\n1. Bilateral sural nerve thermal radiofrequency ablation\n2. Trigger point injections, bilateral trapezius\n\n"
        "PROCEDURE #1: Right sural, then left sural, 80 deg C, 90 sec each.\nPROCEDURE #2: 0.5 mL lidocaine into each of 4 trigger points.\n"
    )
    made = copilot.critique(note, EncounterRequest(date_of_service=date(2026, 6, 1)))
    assert {element.id: element.state for element in made.elements}["laterality"] == "documented"


@pytest.mark.parametrize(
    ("more", "units"),
    [
        ("The same was done at the sixth and at the seventh.", 3),
        ("Repeated at the 6th.", 2),
        ("She was seen again at the sixth hour.", 1),
    ],
)
def test_ribs_to_which_the_same_was_done_are_counted(copilot: Copilot, more: str, units: int) -> None:
    note = f"Left intercostal neurolysis. Prone, prepped. At the left fifth rib 2 mL of phenol 6% was injected at the intercostal nerve. {more}"
    assert counted(copilot, note) == ("destruction", [f"64620-LT x{units}"])


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # both nerves of a pair
        (
            "Today: phenol to both tibial nerves.\nSupine. The right was found with a stimulator, 3 mL phenol 6% given. The left tibial nerve the same way, 3 mL of phenol.",
            "64640-50 x1",
        ),
        ("Procedure: thermal radiofrequency of both sural nerves, 80 C for 90 s each.", "64640-50 x1"),
        # a picture that is held still freezes no nerve, and nothing is what was not done
        (
            "Procedure: Prone. The right sural nerve was seen, the image was frozen and stored. Continuous radiofrequency lesion, 80 C for 90 s. Nothing pulsed was used.",
            "64640-RT x1",
        ),
        (
            "Procedure: The left sural nerve came into view, I froze the picture. Heat lesion at 82 C for 90 s.",
            "64640-LT x1",
        ),
        # what was turned down, and a code of a diagnosis that looks like a level
        (
            "Bedside procedure for fractures of right ribs 4 and 5 (S22.41XA).\nRefused epidural.\nPt sitting, skin prepped. Block needle to the right fourth intercostal space: bupivacaine 0.25% 5 mL. Then fifth space 5 mL.",
            "64420-RT x1, 64421-RT x1",
        ),
        # the nerve that was offered is the nerve
        (
            "I offered a left suprascapular nerve block and she said yes.\nShe sat, the left shoulder cleaned with chlorhexidine. Ultrasound over the supraspinatus fossa, the nerve lay on its floor. A 22 g needle was advanced, 6 cc ropivacaine 0.5% given.",
            "64418-LT x1",
        ),
        # what was agreed on above is what was treated, and an organ in the name of a cancer is not
        (
            "Metastatic renal cell ca. Test intercostal injection 05/16: pain to 2/10.\nPlan discussed with her: chemical neurolysis of the intercostals.\nProcedure in the suite:\n- prone, ribs counted under fluoroscopy\n- L T6: 2.5 mL 8% phenol\n- L T7: 2.5 mL 8% phenol",
            "64620-LT x2",
        ),
        # a neuroma by its space
        (
            "Neuroma L 3rd interspace, sclerosing injection today: 0.5 cc of 4% alcohol given after verbal consent.",
            "64632-LT x1",
        ),
        # hydrodissection
        ("Procedure: hydrodissection of the left sural nerve with 10 mL of 5% dextrose in water.", "64450-LT x1"),
    ],
)
def test_words_beside_the_act_do_not_change_it(copilot: Copilot, note: str, expected: str) -> None:
    assert ", ".join(counted(copilot, note)[1]) == expected


@pytest.mark.parametrize(
    "note",
    [
        "Virtual visit, patient at home.\nShe returns about her left knee. The left genicular block last week took the pain from 7 to 2.\nPlan: ablation in the new year.",
        "CC: recheck after right sacroiliac radiofrequency\nHistory: On 03/02/2026 he underwent right sacral lateral branch radiofrequency. Under fluoroscopy 17 gauge cooled probes were placed at S1, S2 and S3, lesions at 60 degrees for 150 seconds. Since then pain is 3 of 10.\nPlan: return in 4 months.",
        "Patient did not come. Appointment for left sural nerve block moved to the next list.",
        "Intended right LFCN phenol injection. A lipoma lay over the nerve; we agreed on an MRI first. No injection.",
        "Post-op day 12 after open sural neurectomy left. Sutures out.",
        "Here for sural nerve ablation. INR 4.2, case put off for two weeks.",
        "Toxin clinic. She has a cold, so we did not inject today. Reschedule for 200 units to both calves.",
        "Patient rang to say that the thigh is numb since cryo of the right LFCN last Tuesday.",
        "We talked about phenol versus cryo for the left sural nerve. Schedule cryoneurolysis of the left sural nerve.",
        "F/u after bilateral L3-5 RFA. Pain is down by two thirds. Continue exercises.",
        "Records show cooled RF of the left knee in 2025. I would repeat it after a block.",
    ],
)
def test_a_visit_that_tells_of_another_day_treats_nothing(copilot: Copilot, note: str) -> None:
    assert counted(copilot, "DOS 06/01/2026\n" + note) == ("no_procedure", [])


@pytest.mark.parametrize(
    ("said", "disposition"),
    [
        ("The knee was flexed to 90 degrees.", "cannot_code"),
        ("The needle entered at 45 degrees to the skin.", "cannot_code"),
        ("The bevel was turned through ninety degrees.", "cannot_code"),
        ("Elbow at 90°.", "cannot_code"),
        ("Image intensifier angled 40° cephalad.", "cannot_code"),
        ("Straight leg raise (SLR) 60 degrees.", "cannot_code"),
        # what is said of heat is no angle
        ("The cannula was rotated and a second lesion made at 80 degrees.", "destruction"),
        ("Needle angled medially, burn at 80 degrees.", "destruction"),
        ("The knee was bent; each spot 80 degrees for 90 seconds.", "destruction"),
        ("Left in flexion, 85 °C.", "destruction"),
    ],
)
def test_degrees_of_an_angle_are_no_temperature(copilot: Copilot, said: str, disposition: str) -> None:
    note = f"Procedure: RFA of the right sural nerve\nThe nerve was reached with a 22 gauge needle.\n{said} Done twice."
    assert counted(copilot, note)[0] == disposition


def test_a_neurolysis_whose_agent_is_not_told_is_no_block(copilot: Copilot) -> None:
    note = "Neurolysis of the right saphenous nerve. Needle under ultrasound, 5 mL injected."
    assert counted(copilot, note) == ("cannot_code", [])


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # a verb of the operator ends what was told, offered or refused before it
        ("We explained the risks and ablated the left sural nerve at 80 C for 90 s.", ["64640-LT x1"]),
        (
            "We described the plan, prepped the foot and lesioned the left sural nerve at 80 C for 90 s.",
            ["64640-LT x1"],
        ),
        ("She declined sedation and we lesioned her left sural nerve at 80 C for 90 s.", ["64640-LT x1"]),
        ("Considered phenol but used RF at 80 C for 90 s on the left sural nerve.", ["64640-LT x1"]),
        ("Discussed and performed left sural RFA 80 C 90 s.", ["64640-LT x1"]),
        ("Discussed with the patient, left sural nerve lesioned at 80 C for 90 s.", ["64640-LT x1"]),
        ("Planned left sural RFA was performed at 80 C for 90 seconds.", ["64640-LT x1"]),
        # what is only told about is told to its end
        ("We discussed that Dr. X ablated the left sural nerve at 80 C for 90 s.", []),
        (
            "I outlined thermal ablation of the left sural nerve, 80 degrees for 90 seconds, and he wants a week to decide.",
            [],
        ),
        ("Considered phenol and RFA of the left sural nerve at 80 C for 90 s.", []),
        ("Stitches out after left foot neurectomy, web clean.", []),
    ],
)
def test_what_is_told_about_ends_where_an_act_begins(copilot: Copilot, note: str, expected: list[str]) -> None:
    assert counted(copilot, note) == ("destruction" if expected else "no_procedure", expected)


def test_stitches_put_in_are_part_of_the_operation(copilot: Copilot) -> None:
    note = "Sutures placed after excision of the right foot neuroma through a dorsal incision."
    assert counted(copilot, note)[0] == "surgery"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Planned GON and LON on the left. GON lesioned at 80 C for 90 s. He felt faint and we ended before the LON was reached.",
            ["64640-LT x1"],
        ),
        (
            "Left sural nerve lesioned at 80 C for 90 s. We ran out of time before reaching the saphenous.",
            ["64640-LT x1"],
        ),
        (
            "Left GON lesioned at 80 C, stopped at 90 s before moving to the left LON, which was then lesioned at 80 C for 90 s.",
            ["64640-LT x2"],
        ),
        ("Left sural nerve lesioned at 80 C for 90 seconds. We finished before lunch was served.", ["64640-LT x1"]),
    ],
)
def test_what_was_not_reached_when_the_work_ended_is_not_reported(
    copilot: Copilot, note: str, expected: list[str]
) -> None:
    assert counted(copilot, note) == ("destruction", expected)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Left saphenous nerve: 3 mL of 6% phenol. The left sural got 2 mL of the same.", ["64640-LT x2"]),
        ("Phenol 6%, 2 mL to the left obturator nerve. In addition left musculocutaneous, 3 mL.", ["64640-LT x2"]),
        ("Left saphenous nerve: 3 mL of 6% phenol. Skin over the left sural got 2 mL lidocaine.", ["64640-LT x1"]),
    ],
)
def test_a_place_given_a_volume_right_behind_an_agent_got_that_agent(
    copilot: Copilot, note: str, expected: list[str]
) -> None:
    assert counted(copilot, note) == ("destruction", expected)


@pytest.mark.parametrize(
    ("note", "disposition", "expected"),
    [
        (
            "Sural nerve on the write was lesioned with heat at eighty sea for ninety seconds.",
            "destruction",
            ["64640-RT x1"],
        ),
        ("The write sural nerve was lesioned, 80 see for 90 secants.", "destruction", ["64640-RT x1"]),
        (
            "Dictated, not read. Surreal nerve on the left, three mills of fennel six percent injected.",
            "destruction",
            ["64640-LT x1"],
        ),
        ("The left sural nerve was seen well. I will write the report.", "no_procedure", []),
    ],
)
def test_words_that_sound_alike_are_read_as_meant(
    copilot: Copilot, note: str, disposition: str, expected: list[str]
) -> None:
    assert counted(copilot, note) == (disposition, expected)


def test_a_temperature_that_was_not_passed_is_that_of_the_pulses(copilot: Copilot) -> None:
    note = "Left sural nerve, pulsed mode, 45 V, temp never above 42, 120 sec twice. Steroid through the cannula."
    assert counted(copilot, note) == ("unlisted_procedure", ["64999 x1"])


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Office in Columbus, OH. Cryoneurolysis of the left superficial radial nerve under ultrasound, image kept.",
            ["0440T"],
        ),
        (
            "Medicare with CGS. Cryoneurolysis of the left superficial radial nerve under ultrasound, image kept.",
            ["0440T"],
        ),
        ("She lives in Ohio. Cryoneurolysis of the left superficial radial nerve under ultrasound, image kept.", []),
        (
            "Seen with Dr. Ohio Smith, PA. Cryoneurolysis of the left superficial radial nerve under ultrasound, image kept.",
            [],
        ),
    ],
)
def test_the_place_of_the_service_is_read_and_no_home(copilot: Copilot, note: str, expected: list[str]) -> None:
    made = copilot.critique(note, EncounterRequest(payer="medicare", date_of_service=date(2026, 6, 1)))
    assert [s.code for s in made.report] == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Bilateral sural nerves. Right got a thermal lesion, 80 C for 90 s. Left, with poor stimulation, just 3 mL bupivacaine.",
            ["64450-LT x1", "64640-RT x1"],
        ),
        ("Right GON lesioned at 80 C for 90 s. Left GON lesioned at 80 C for 90 s.", ["64640-50 x1"]),
        ("Left GON thermal 80 C for 90 s. Left sural nerve pulsed 42 C for 120 s.", ["64640-LT x1", "64999 x1"]),
        ("L greater and L lesser occipital nerves lesioned at 80 C for 90 s each.", ["64640-LT x2"]),
        (
            "Left sural nerve lesioned at 80 C for 90 s without imaging, using landmarks, with the saphenous at 80 C too.",
            ["64640-LT x2"],
        ),
        ("Iovera, no imaging, along the left sural nerve.", []),
    ],
)
def test_each_act_keeps_its_own_place_and_mode(copilot: Copilot, note: str, expected: list[str]) -> None:
    assert counted(copilot, note) == ("destruction", expected)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Right superficial radial: 1 mL lidocaine and 0.5 mL celestone.", ("block", ["64450-RT x1"])),
        ("Saphenous (R), tip 40-42 for 4 mins, wide pulse.", ("unlisted_procedure", ["64999 x1"])),
    ],
)
def test_settings_and_doses_tell_without_a_verb(copilot: Copilot, note: str, expected: tuple[str, list[str]]) -> None:
    assert counted(copilot, note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        # what is to come, in any words of the future, and what a sentence opens with before it is put off
        ("Will give dehydrated alcohol at the right lateral femoral cutaneous nerve.", []),
        ("She is to have RFA of the left sural nerve at 80 C for 90 s.", []),
        ("We are going to burn the left sural nerve at 80 C next time.", []),
        ("The left sural nerve was lesioned at 80 C for 90 s; the saphenous we plan for January.", ["64640-LT x1"]),
        ("Left sural lesioned 80 C/90 s (the saphenous was done by Dr. Roe in May).", ["64640-LT x1"]),
        # and the opposite of each
        ("I will now burn the left sural nerve. 80 C, 90 seconds, done.", ["64640-LT x1"]),
        ("You will recall his neuralgia. The left sural nerve was lesioned at 80 C for 90 s.", ["64640-LT x1"]),
        ("Left sural nerve, 80 C for 90 s, so that the heel will be quiet on her trip.", ["64640-LT x1"]),
        ("The left sural nerve was lesioned at 80 C for 90 s and he will return in a month.", ["64640-LT x1"]),
        ("Left sural nerve was lesioned by Dr. Roe at 80 C for 90 s.", ["64640-LT x1"]),
        ("She had her left sural nerve burned today at 80 C, 90 seconds.", ["64640-LT x1"]),
        ("Left sural nerve RFA, steroid declined, 80 C 90 s.", ["64640-LT x1"]),
    ],
)
def test_the_future_and_other_days_are_told_from_what_was_done(
    copilot: Copilot, note: str, expected: list[str]
) -> None:
    assert counted(copilot, note) == ("destruction" if expected else "no_procedure", expected)


@pytest.mark.parametrize(
    ("ticks", "disposition"),
    [
        ("[x] thermal [x] pulsed. No temperature.", "cannot_code"),
        ("[ ] thermal [x] pulsed. 42 C", "unlisted_procedure"),
        ("[x] thermal [ ] pulsed. 80 C", "destruction"),
    ],
)
def test_both_modes_ticked_decide_nothing_and_no_name_reaches_over_an_empty_box(
    copilot: Copilot, ticks: str, disposition: str
) -> None:
    assert counted(copilot, f"Left sural nerve RF. {ticks}, 120 s.")[0] == disposition


def test_the_nerve_is_that_of_the_condition_where_no_other_is_named(copilot: Copilot) -> None:
    note = "Sural neuralgia on the left. RF of the nerve at 80 C for 90 s, twice."
    assert counted(copilot, note) == ("destruction", ["64640-LT x1"])


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Left saphenous - patient declined.", ["64640-LT x1"]),
        ("Left saphenous: pending auth.", ["64640-LT x1"]),
        ("Left saphenous (next visit).", ["64640-LT x1"]),
        ("Sedation: declined.", ["64640-LT x1"]),
        ("Left saphenous: RFA 80 C 90 s, sedation declined.", ["64640-LT x2"]),
    ],
)
def test_a_place_named_alone_with_why_not_was_not_treated(copilot: Copilot, told: str, expected: list[str]) -> None:
    assert counted(copilot, f"Left sural: RFA 80 C 90 s. {told}") == ("destruction", expected)


@pytest.mark.parametrize(
    "note",
    [
        "He phoned to say the left sural ablation at 80 C did not hold. Visit booked.",
        "Form filled for prior auth: RF ablation left sural nerve, 80 C, 90 s.",
        "I read the outside note: left sural nerve, phenol 6%, 3 mL.",
        "The left sural nerve could be ablated at 80 C for 90 s.",
        "Wife asks for the left sural nerve to be burned. Not today.",
        "Teaching: RF lesion of the sural nerve is made at 80 C for 90 s.",
        "If it helps, thermal RF of the left sural nerve at 80 C for 90 s.",
    ],
)
def test_what_could_be_is_asked_for_or_told_on_paper_was_not_done(copilot: Copilot, note: str) -> None:
    assert counted(copilot, note) == ("no_procedure", [])


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "The needle could be advanced to the left sural nerve, and a lesion at 80 C for 90 s was made.",
            ["64640-LT x1"],
        ),
        ("Prior auth on file. Left sural nerve RFA at 80 C for 90 s.", ["64640-LT x1"]),
        ("Old records reviewed. Left sural nerve, phenol 6%, 3 mL.", ["64640-LT x1"]),
        ("He called about pain last week. Today left sural nerve, phenol 6%, 3 mL.", ["64640-LT x1"]),
        ("Left sural nerve, phenol 6%, 3 mL. Remaining phenol discarded.", ["64640-LT x1"]),
        ("Left sural nerve, thermal RF at 80 C, 90 s, since pulsed had failed in June.", ["64640-LT x1"]),
        ("Patient wanted both sides; only the left sural nerve was lesioned, 80 C 90 s.", ["64640-LT x1"]),
        ("L sural RFA 80 C 90 s done. R sural scheduled 12/1.", ["64640-LT x1"]),
    ],
)
def test_an_account_beside_calls_papers_and_wishes_stands(copilot: Copilot, note: str, expected: list[str]) -> None:
    assert counted(copilot, note) == ("destruction", expected)


def test_an_agent_thrown_away_was_not_given(copilot: Copilot) -> None:
    assert counted(copilot, "Left sural nerve: lidocaine 2 mL. Phenol wasted.") == ("block", ["64450-LT x1"])


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("1. Allergies: none\n2. Right saphenous nerve: thermal RF 80 C 90 s, twice\n3. Plan: home", ["64640-RT x1"]),
        ("1) Anticoagulants: none\n2) Left sural nerve: 2 mL of 6% phenol\n3) Review: 4 weeks", ["64640-LT x1"]),
        ("1. Past history: knee surgery\n- left RFA 2019\n2. Right sural nerve: RF lesion 80 C, 90 s", ["64640-RT x1"]),
    ],
)
def test_an_item_of_a_numbered_form_ends_with_the_next(copilot: Copilot, note: str, expected: list[str]) -> None:
    assert counted(copilot, note) == ("destruction", expected)


@pytest.mark.parametrize(
    "told",
    [
        "RF discussed, she wants to think about it.",
        "Ablation raised; he will think it over.",
        "Cryo mentioned, not keen.",
        "Nil RF today.",
        "Nil neurolytic.",
        'Handout "Destroying the sural nerve" was given in error.',
        'She got the "Sural nerve ablation" leaflet.',
    ],
)
def test_what_is_talked_of_or_handed_out_beside_a_block_leaves_a_block(copilot: Copilot, told: str) -> None:
    note = f"Left sural nerve blocked with 3 mL of 0.25% bupivacaine. {told}"
    assert counted(copilot, note) == ("block", ["64450-LT x1"])


@pytest.mark.parametrize(
    "told",
    [
        "She lay on her left side.",
        "Rolled onto the left side.",
        "He was placed on his left side.",
        "Complications nil, EBL nil.",
        "RFA discussed, consent signed.",
    ],
)
def test_a_position_and_a_consent_beside_an_ablation_leave_it(copilot: Copilot, told: str) -> None:
    assert counted(copilot, f"Right sural nerve RFA, 80 C for 90 s. {told}") == ("destruction", ["64640-RT x1"])


@pytest.mark.parametrize(
    "told",
    [
        "Neuromonitoring of the obturator nerve.",
        "Ice kept 8 mm away from the obturator nerve.",
        "CO2 dissection between the tumor and the obturator nerve.",
        "The obturator nerve was kept out of the ice.",
    ],
)
def test_a_nerve_kept_from_harm_beside_a_tumour_was_not_treated(copilot: Copilot, told: str) -> None:
    note = f"CT-guided cryoablation of a left pubic bone metastasis, four probes. {told} No nerve was treated."
    assert counted(copilot, note) == ("other_procedure", [])


@pytest.mark.parametrize(
    ("told", "more"),
    [
        ("Repeated left fifth, sixth.", 2),
        ("Same on the 5th.", 1),
        ("Then the fifth. Then the sixth.", 2),
        ("Repeat on 5th June if needed.", 0),
    ],
)
def test_further_ribs_are_counted_by_their_ordinals(copilot: Copilot, told: str, more: int) -> None:
    lines = ["64420-LT x1", *([f"64421-LT x{more}"] if more else [])]
    assert counted(copilot, f"Left fourth intercostal nerve: 3 mL ropivacaine 0.375%. {told}") == ("block", lines)


def test_an_agent_dabbed_on_a_cut_end_is_a_step_of_the_excision(copilot: Copilot) -> None:
    note = "Name of op: left sural neurectomy\nNerve cut and buried in muscle; its end painted with absolute alcohol."
    assert counted(copilot, note) == ("surgery", [])


def test_the_prevertebral_space_is_a_place_on_the_way(copilot: Copilot) -> None:
    note = "Superior hypogastric plexus neurolysis, CT. Needle to the prevertebral space, 10 mL of 95% ethanol."
    assert counted(copilot, note) == ("destruction", ["64681 x1"])


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("1. R sural n.: phenol 6% 2 mL\n2. L sural n.: same\n3. L knee joint: triamcinolone 40 mg", ["64640-50 x1"]),
        (
            "a) Right greater occipital nerve: RF 80 C 90 s.\nb) Left: ditto.\nc) Left trapezius: trigger point injection, 1 mL lidocaine.",
            ["64640-50 x1"],
        ),
        ("RIGHT knee: SLGN, SMGN, IMGN cooled RF.\nLEFT knee: identical.\n60 C for 150 s.", ["64624-50 x1"]),
        (
            "RIGHT: L5 dorsal ramus, S1, S2 and S3 lateral branches lesioned. LEFT: mirror image. Cooled electrodes, 60 C, 150 s at every station.",
            ["64625-50 x1"],
        ),
        (
            "RIGHT: sural nerve. Thermal 80 C 90 s.\nLEFT: saphenous nerve. Pulsed 42 C 240 s.",
            ["64640-RT x1", "64999 x1"],
        ),
        ("Left: sural nerve phenol 6% 2 mL.\nRight: same nerve, not treated today.", ["64640-LT x1"]),
    ],
)
def test_the_second_side_is_told_by_the_first(copilot: Copilot, note: str, expected: list[str]) -> None:
    assert counted(copilot, note) == ("destruction", expected)


def test_the_side_of_an_injection_below_a_form_is_not_that_of_the_ablation(copilot: Copilot) -> None:
    note = (
        "Diagnosis: knee arthritis   side [x] R [ ] L\nTarget      lesioned\n sup-lateral genic.   [x]\n"
        " sup-medial genic.   [x]\n inf-medial genic.   [x]\nEnergy: [x] thermal [ ] pulsed  80 C / 90 s\n"
        "Second procedure: LEFT knee triamcinolone 40 mg"
    )
    assert counted(copilot, note) == ("destruction", ["64624-RT x1"])


@pytest.mark.parametrize(
    ("told", "more"),
    [
        ("TON", 0),
        ("TON and C3 medial branch", 0),
        ("TON and C3, C4 medial branches", 1),
        ("TON, C3, C4 and C5 medial branches", 2),
    ],
)
def test_the_third_occipital_nerve_counts_as_the_uppermost_joint(copilot: Copilot, told: str, more: int) -> None:
    lines = ["64633-LT x1", *([f"64634-LT x{more}"] if more else [])]
    assert counted(copilot, f"Left {told}: thermal RF 80 C for 90 s each.") == ("destruction", lines)
