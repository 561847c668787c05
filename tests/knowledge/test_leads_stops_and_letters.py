"""Sides as leads, stops said of other things, letters to payers, catheters and findings: each tells only what it is said of."""

from __future__ import annotations

import pytest
from tests.knowledge.reports import counted

from chartcite.copilot import Copilot


@pytest.mark.parametrize(
    ("told", "disposition", "codes"),
    [
        (
            "Right hip denervation by RF. Right femoral articular branch at the superolateral acetabulum, 80 C 90 s. Right obturator articular branch at the inf med acetabular notch, 80 C 90 s.",
            "destruction",
            ["64640-RT x2"],
        ),
        (
            "R hip RFA. Obturator articular branch of R hip: tip at the inf-med corner below the teardrop, 85 C x 120 s. Femoral articular branch: sup-lat edge of the socket, 85 C x 120 s.",
            "destruction",
            ["64640-RT x2"],
        ),
        ("Left knee RFA: sup-lat, sup-med and inf-med at 80 C x 90 s each.", "destruction", ["64624-LT x1"]),
        (
            "R genicular nerves RFA, SL, SM, IM. sup lat 80C 90s, sup med 80C 90s, inf med 80C 90s.",
            "destruction",
            ["64624-RT x1"],
        ),
        ("Left suprascapular nerve RFA: cannula at sup-med scapular notch, 80 C 90 s.", "destruction", ["64640-LT x1"]),
    ],
)
def test_a_direction_of_the_hip_or_shoulder_is_no_nerve_of_the_knee(
    copilot: Copilot, told: str, disposition: str, codes: list[str]
) -> None:
    assert counted(copilot, told) == (disposition, codes)


@pytest.mark.parametrize(
    ("told", "disposition", "codes"),
    [
        (
            "Alcohol neurolysis of the right intercostal nerves. Dehydrated alcohol 2 mL at the right 7th rib and 2 mL at the right 8th rib. The 6th rib was not treated.",
            "destruction",
            ["64620-RT x2"],
        ),
        (
            "Right intercostal RFA under fluoroscopy at the 4th, 5th and 6th ribs, 80 C for 90 s each. 7th rib deferred to next time.",
            "destruction",
            ["64620-RT x3"],
        ),
        (
            "Left intercostal nerves, ribs 9 and 10: phenol 6% 2 mL each. Ribs 8 and 11 were skipped.",
            "destruction",
            ["64620-LT x2"],
        ),
        (
            "L intercostal cryo? No, phenol: 8th and 9th L intercostal nerves, phenol 7% 1 mL each below the rib. Not done: 10th rib.",
            "destruction",
            ["64620-LT x2"],
        ),
        (
            "Right 5th and 6th intercostal nerves, phenol 6% 1.5 mL at each rib under ultrasound. Relief from the block of the 4th, 5th and 6th intercostal nerves in May was 80%.",
            "destruction",
            ["64620-RT x2"],
        ),
        (
            "Left intercostal RFA at ribs 5, 6, 7 and 8, 80 C 90 s each. Consider rib 9 if pain persists.",
            "destruction",
            ["64620-LT x4"],
        ),
        (
            "Right intercostal nerve blocks with bupivacaine 0.25% 3 mL each at the 6th, 7th and 8th ribs under ultrasound. 9th rib not blocked.",
            "block",
            ["64420-RT x1", "64421-RT x2"],
        ),
    ],
)
def test_ribs_told_as_left_out_or_of_another_day_are_not_counted(
    copilot: Copilot, told: str, disposition: str, codes: list[str]
) -> None:
    assert counted(copilot, told) == (disposition, codes)


@pytest.mark.parametrize(
    ("told", "disposition", "codes"),
    [
        (
            "Left sural nerve RFA. The saphenous territory was not anesthetized. Sural: 80 C for 90 s.",
            "destruction",
            ["64640-LT x1"],
        ),
        (
            "Phenol neurolysis of the right obturator nerve, phenol 6% 4 mL. Femoral nerve region was not injected.",
            "destruction",
            ["64640-RT x1"],
        ),
        (
            "Left ilioinguinal nerve RFA, 80 C 90 s. Genitofemoral distribution not treated.",
            "destruction",
            ["64640-LT x1"],
        ),
        ("Rt LFCN RFA 80 C x 90 s. Femoral nerve area never entered.", "destruction", ["64640-RT x1"]),
        (
            "Right superficial peroneal nerve thermal RF, 80 C, 90 s, one lesion. Deep peroneal zone not numbed so that stimulation could be felt.",
            "destruction",
            ["64640-RT x1"],
        ),
    ],
)
def test_the_area_of_a_nerve_that_was_not_numbed_is_not_treated(
    copilot: Copilot, told: str, disposition: str, codes: list[str]
) -> None:
    assert counted(copilot, told) == (disposition, codes)


@pytest.mark.parametrize(
    ("told", "disposition", "codes"),
    [
        (
            "Bilateral occipital neuralgia, right worse. Right: 2 years of pain. Left: new, mild.\nRight - RF of the greater occipital nerve. 50 Hz 0.4 V. 80 C for 90 seconds.\nLeft - block only, greater occipital nerve, bupivacaine 2 mL.",
            "destruction",
            ["64405-LT x1", "64640-RT x1"],
        ),
        (
            "Both feet hurt.\nR: sural nerve RFA. Sens 0.4 V. 80 C x 90 s.\nL: sural nerve block with ropivacaine 3 mL. No lesion on the left.",
            "destruction",
            ["64450-LT x1", "64640-RT x1"],
        ),
        (
            "LEFT: thermal RF of the suprascapular nerve, 80 C 90 s x 2.\nRIGHT: suprascapular nerve block, bupivacaine 0.5% 5 mL, steroid 40 mg.",
            "destruction",
            ["64418-RT x1", "64640-LT x1"],
        ),
        (
            "L: RF of the saphenous nerve. Sens 0.4 V. 80 C 90 s.\nR: RF of the saphenous nerve. Sens 0.5 V.",
            "destruction",
            ["64640-50 x1"],
        ),
        ("L: saphenous nerve RFA. R: saphenous nerve RFA. 80 C for 90 s at each site.", "destruction", ["64640-50 x1"]),
        (
            "R: worse since 2024. L: less so.\nR) ilioinguinal nerve cryo? no - phenol 6% 1 mL under US.\nL) ilioinguinal nerve block only, bupivacaine 4 mL.",
            "destruction",
            ["64425-LT x1", "64640-RT x1"],
        ),
        (
            "Left: genicular RFA, superolateral, superomedial and inferomedial, 80 C 90 s each.\nRight: genicular nerve block at superolateral, superomedial and inferomedial, lidocaine 1 mL each. No RF right.",
            "destruction",
            ["64454-RT x1", "64624-LT x1"],
        ),
    ],
)
def test_a_side_that_leads_a_line_tells_its_own_act(
    copilot: Copilot, told: str, disposition: str, codes: list[str]
) -> None:
    assert counted(copilot, told) == (disposition, codes)


@pytest.mark.parametrize(
    ("told", "disposition", "codes"),
    [
        (
            "Phenol neurolysis of the right obturator nerve. Serial casting not done today. Phenol 6% 5 mL was given after twitch at 0.5 mA.",
            "destruction",
            ["64640-RT x1"],
        ),
        (
            "Left suprascapular nerve block for shoulder pain. X-rays were not performed today. Bupivacaine 0.5% 5 mL deposited in the notch.",
            "block",
            ["64418-LT x1"],
        ),
        (
            "Here for left suprascapular nerve block. Sugar 380, so the block was not done today. Back in 2 weeks.",
            "no_procedure",
            [],
        ),
        ("Planned phenol to the right obturator nerve. INR 4.1. Not injected today.", "no_procedure", []),
        ("Sural nerve RFA left planned. She has a cold; procedure not done today.", "no_procedure", []),
        (
            "R GON block, bupi 2 mL + dex 4 mg. Neurology referral was put off. MRI not done today.",
            "block",
            ["64405-RT x1"],
        ),
        (
            "Cervical dystonia. OnabotulinumtoxinA 40 U right splenius capitis, 30 U right levator scapulae. EMG guidance. Not treated today: trapezius, scalenes.",
            "chemodenervation",
            ["64616-RT x1"],
        ),
        ("Botox visit. Patient not treated today, fever. Reschedule.", "no_procedure", []),
        ("Right GON block booked. BP 210/120. The block was not done today.", "no_procedure", []),
        (
            "Left sural nerve RFA at 80 C 90 s. Block of the saphenous nerve was not done today.",
            "destruction",
            ["64640-LT x1"],
        ),
        ("Right saphenous nerve RFA, 80 C 90 s. The sural nerve was not done today.", "destruction", ["64640-RT x1"]),
        (
            "Right saphenous nerve block, ropivacaine 0.5% 5 mL in the adductor canal. The sural nerve was not done today.",
            "block",
            ["64450-RT x1"],
        ),
        (
            "Left suprascapular nerve block, bupivacaine 5 mL. Intra-articular steroid was not given today.",
            "block",
            ["64418-LT x1"],
        ),
        ("Consulted for genicular ablation. It was not performed today.", "no_procedure", []),
        (
            "Right tibial nerve end neuroma: 1.5 mL of 98% dehydrated alcohol injected into and around the neuroma. Phantom sensation is unchanged and was not treated today.",
            "destruction",
            ["64640-RT x1"],
        ),
        (
            "1. L foot 3rd interspace: 0.5 cc of 4% alcohol sclerosing solution on the common plantar digital nerve.\n2. R foot 2nd interspace: same, 0.5 cc.\n3. R heel: Kenalog 10 mg into the plantar fascia.",
            "destruction",
            ["64632-50 x1"],
        ),
    ],
)
def test_what_is_not_done_today_of_something_else_stops_nothing(
    copilot: Copilot, told: str, disposition: str, codes: list[str]
) -> None:
    assert counted(copilot, told) == (disposition, codes)


@pytest.mark.parametrize(
    ("told", "disposition", "codes"),
    [
        (
            "Utilization Review\nRE: Request for reconsideration. Member has genicular pain of the left knee. Genicular nerve block gave 80% relief. Cryoneurolysis is a form of treatment that spares the nerve. I ask you to approve it.",
            "no_procedure",
            [],
        ),
        (
            "NEW PATIENT CONSULTATION. Trigeminal neuralgia V2. She is leaning to MVD, is scared. Labs today. prn with me.",
            "no_procedure",
            [],
        ),
        (
            "Consult. Left trigeminal neuralgia. He leans more towards glycerol rhizotomy than the knife. Return prn.",
            "no_procedure",
            [],
        ),
        (
            "Follow-up visit, right shoulder. The pulsed treatment of March helped for a month. Continue exercises.",
            "no_procedure",
            [],
        ),
        (
            "Clinic visit. Left knee OA. Cryoneurolysis does not cure arthritis. She will think it over.",
            "no_procedure",
            [],
        ),
        (
            "Letter. I am writing to request authorization of phenol neurolysis of the right obturator nerve. Block helped.",
            "no_procedure",
            [],
        ),
        (
            "Office visit: asks about alcohol injection of the Morton neuroma, left foot. Exam: Mulder click. Wider shoes.",
            "no_procedure",
            [],
        ),
        (
            "Left sural nerve RFA, thermal, 80 C for 90 s. The block of February gave 90%. She was scared of having surgery.",
            "destruction",
            ["64640-LT x1"],
        ),
        (
            "Right LFCN: phenol 6% 1 mL under ultrasound. Phenol is permanent, she knows.",
            "destruction",
            ["64640-RT x1"],
        ),
        (
            "Pt asks about numbness. Left saphenous nerve RF at 80 C for 90 seconds today.",
            "destruction",
            ["64640-LT x1"],
        ),
    ],
)
def test_letters_leanings_and_general_words_tell_of_nothing_done(
    copilot: Copilot, told: str, disposition: str, codes: list[str]
) -> None:
    assert counted(copilot, told) == (disposition, codes)


@pytest.mark.parametrize(
    ("told", "disposition", "codes"),
    [
        (
            "Left femoral nerve catheter. 18 g Tuohy in plane under US, ropivacaine 0.5% 15 mL, catheter threaded 4 cm past the tip, infusion of ropivacaine 0.2% 6 mL/h. Quad 1/5.",
            "block",
            ["64448-LT x1"],
        ),
        (
            "Right popliteal sciatic catheter: Tuohy 17 g, saline 5 mL to open the space, bupivacaine 0.25% 20 mL, catheter left in, infusion started. Peroneals 0/5.",
            "block",
            ["64446-RT x1"],
        ),
        ("LESI at L4-5, Tuohy, loss of resistance to saline, depomedrol 80 mg.", "other_procedure", []),
        ("L5-S1 interlaminar, 18g Tuohy, LOR to saline, contrast ok, dexamethasone 10 mg.", "other_procedure", []),
        (
            "Left supraclavicular block with US. 50 mm needle. D5W 3 mL to hydrolocate, then ropivacaine 0.5% 20 mL. Motor: biceps 0/5, deltoid weak.",
            "block",
            ["64415-LT x1"],
        ),
        (
            "Right femoral nerve block. Saline 2 mL to open the plane. Ropivacaine 0.5% 20 mL. Quadriceps 1/5 at 15 min.",
            "block",
            ["64447-RT x1"],
        ),
        (
            "Left suprascapular nerve block, ropivacaine 5 mL. Median: intact. Ulnar: intact. Deltoid 4/5.",
            "block",
            ["64418-LT x1"],
        ),
        (
            "Labor epidural L3-4, Tuohy, LOR to saline, catheter threaded 5 cm, bupivacaine 0.1% infusion 8 mL/h.",
            "other_procedure",
            [],
        ),
        (
            "US-guided left infraclavicular block. 18g needle, ropivacaine 0.5% 25 mL, catheter fed 4 cm beyond the needle and tunneled. Elastomeric ball ropivacaine 0.2% 8 mL/h. Radial: weak. Ulnar: numb.",
            "block",
            ["64416-LT x1"],
        ),
    ],
)
def test_a_threaded_catheter_makes_a_block_continuous_and_findings_are_no_targets(
    copilot: Copilot, told: str, disposition: str, codes: list[str]
) -> None:
    assert counted(copilot, told) == (disposition, codes)


@pytest.mark.parametrize(
    ("told", "disposition", "codes"),
    [
        (
            "Consent. Timeout. US, R sural nerve seen behind the fibula, small saphenous vein pushed aside. Alcohol 98% 1 mL around nerve.",
            "destruction",
            ["64640-RT x1"],
        ),
        (
            "Consent. Left saphenous nerve at the adductor canal, artery displaced. 80 C 90 s.",
            "destruction",
            ["64640-LT x1"],
        ),
        (
            "Consent. The risks of infection, bleeding and foot drop from sciatic nerve injury were explained.\nL obturator nerve phenol 6% 4 mL under US, vessels avoided.",
            "destruction",
            ["64640-LT x1"],
        ),
        (
            "Time out. Right lateral femoral cutaneous nerve, phenol 6%, 1 mL around the nerve, vein and artery compressed away with the probe.",
            "destruction",
            ["64640-RT x1"],
        ),
        ("PARQ. Right ulnar nerve phenol 5% 2 mL, artery held away.", "destruction", ["64640-RT x1"]),
    ],
)
def test_consent_ended_by_a_stop_heads_nothing_and_vessels_pushed_aside_are_not_treated(
    copilot: Copilot, told: str, disposition: str, codes: list[str]
) -> None:
    assert counted(copilot, told) == (disposition, codes)


@pytest.mark.parametrize(
    ("told", "disposition", "codes"),
    [
        (
            "CONSENT: About 60% of patients do well; alternatives (spinal cord stimulation, neurectomy of the sural nerve, cryoablation of the saphenous nerve) were discussed.\nPROCEDURE: Left sural nerve RFA, 80 C 90 s.",
            "destruction",
            ["64640-LT x1"],
        ),
        (
            "Consent: 80 percent likelihood of help. Options of phenol to the obturator nerve or surgery reviewed. \nProcedure: Thermal RFA right LFCN. 80 C for 90 s.",
            "destruction",
            ["64640-RT x1"],
        ),
        (
            "Superior hypogastric plexus neurolysis under CT for bladder cancer pain. Alcohol 98% 10 mL each side. Spread of alcohol behind the tumor and the right ureter, none in the colon.",
            "destruction",
            ["64681 x1"],
        ),
        (
            "Celiac plexus neurolysis. 50% alcohol 20 mL anterior to the aorta. The injectate wraps the liver hilum and the mass.",
            "destruction",
            ["64680 x1"],
        ),
    ],
)
def test_chances_and_alternatives_of_a_consent_are_not_what_was_done(
    copilot: Copilot, told: str, disposition: str, codes: list[str]
) -> None:
    assert counted(copilot, told) == (disposition, codes)


@pytest.mark.parametrize(
    ("told", "disposition", "codes"),
    [
        (
            'Cervical dystonia. IncobotA 100 U right splenius capitis and right sternocleidomastoid. "Denervation of neck nerves" circled on the order form.',
            "chemodenervation",
            ["64616-RT x1"],
        ),
        (
            "Post-stroke spasticity right arm. AbobotA 300 U biceps, 200 U brachialis. Boxed on the face sheet: phenol neurolysis of the musculocutaneous nerve.",
            "chemodenervation",
            ["64642 x1"],
        ),
        ("Chronic migraine. OnaBotA 155 U across 31 sites per PREEMPT.", "chemodenervation", ["64615 x1"]),
        (
            "Left hemifacial spasm: onabot-A 2.5 U x 6 sites to left orbicularis oculi and zygomaticus.",
            "chemodenervation",
            ["64612-LT x1"],
        ),
    ],
)
def test_toxins_cut_short_are_toxins_and_slips_of_booking_tell_of_nothing_done(
    copilot: Copilot, told: str, disposition: str, codes: list[str]
) -> None:
    assert counted(copilot, told) == (disposition, codes)
