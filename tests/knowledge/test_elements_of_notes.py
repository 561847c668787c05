"""What documents an element of a note in the words of many hands, and what looks like it and does not."""

from __future__ import annotations

import pytest

from chartcite.copilot import Copilot
from chartcite.domain.answer import ElementState
from chartcite.domain.encounter import EncounterRequest

PLAIN = (
    "Procedure: {title}\n"
    "The nerve was reached with a 22 gauge needle on the right. Two lesions were made at 80 C for 90 seconds.\n"
    "{said}\n"
)


def _element(
    copilot: Copilot, said: str, name: str, title: str = "Thermal lesion of the right sural nerve"
) -> ElementState:
    critique = copilot.critique(PLAIN.format(title=title, said=said), EncounterRequest(), None)
    return next(e for e in critique.elements if e.id == name)


SHOWN = [
    ("consent", "Patient elected ablation after shared decision making."),
    ("consent", "Her son gave the go-ahead and signed for her."),
    ("consent", "ICF done."),
    ("consent", "Cons: on chart."),
    ("diagnosis", "Next visit on 07/02/2026 for G57.61."),
    ("complications", "Events: none."),
    ("complications", "No cpx."),
    ("consent", "After explanation of the off-label use and sign-off she lay down."),
    ("image_record", "Spread watched, saved to Qpath."),
    ("image_guidance", "Lateral: at the anterior cortex. AP: under the pedicle."),
    ("conservative_care", "Tried so far: NSAIDs, TENS."),
    ("diagnosis", "Frozen right shoulder."),
    ("diagnostic_block_response", "The ache was switched off by lidocaine at this nerve in May."),
    ("diagnostic_block_response", "Selective root injection 05/02: 80%."),
    (
        "diagnostic_block_response",
        "Meds: fentanyl patch, hydromorphone as needed, senna, dexamethasone 4 mg\nTest block 05/02: 8 -> 1 for 14 h",
    ),
    ("image_record", "Screens saved: lateral."),
    ("image_record", "Position of the needle documented in two views and filed."),
    ("image_record", "I kept the final views on our server."),
    ("conservative_care", "He finished PT in November."),
    ("conservative_care", "Tegretol made her ill."),
    ("diagnostic_block_response", "On May 2 bupivacaine at the same nerve relieved roughly half of her pain."),
    ("diagnostic_block_response", "A trial at the nerve with plain bupivacaine bought nine hours of comfort."),
    ("diagnostic_block_response", "Sural nerve injections last week let her walk the dog."),
    ("image_record", "Printed and scanned to the chart."),
    ("image_record", "A picture is attached to this note."),
    ("complications", "Event-free."),
    ("complications", "She left in no distress."),
    ("complications", "Everything went as planned."),
    ("complications", "No undue bleeding."),
    ("diagnostic_block_response", "She was free of pain for three hours after a ropivacaine block in May."),
    ("diagnostic_block_response", "He responded to two test blocks."),
    ("diagnostic_block_response", "Lidocaine at the nerve two weeks ago: pain gone."),
    ("conservative_care", "Nine sessions of rehab and a cam boot for a month, to no avail."),
    ("conservative_care", "Tablets were no use."),
    ("post_procedure_plan", "She comes back on the 9th."),
    ("post_procedure_plan", "Leave the dressing on 24 h."),
    ("image_guidance", "A handheld scanner showed the nerve."),
    ("image_guidance", "Checked in two planes."),
    ("localization", "Current gave a buzz in the little toe."),
    ("localization", "Tinel point marked."),
    ("signature", "/s/ M Alvarado"),
    ("signature", "Kind regards, M. Alvarado"),
    ("diagnosis", "A painful scar at the ankle."),
    ("consent", "Permit signed at the desk."),
    ("consent", "Verbal + written OK given."),
    ("consent", "He said yes and signed the sheet."),
    (
        "diagnostic_block_response",
        "In May I numbed both nerves with ropivacaine 0.5%; the diary shows drops of 85% and 90%.",
    ),
    ("diagnostic_block_response", "A diagnostic lidocaine block on 05/02 opened the knees by 20 cm."),
    ("diagnostic_block_response", "Test injection 05/16 w/ bupiv: pain to 2/10 overnight."),
    ("consent", "She heard the pros and cons, asked two things and signed."),
    ("consent", "R/B/A gone through with the pt, who is happy to go ahead."),
    ("consent", "Written permission was given before the start."),
    ("consent", "Patient verbalized understanding of the hazards and elected to proceed."),
    ("consent", "PARQ held."),
    ("consent", "The paperwork was signed in front of the nurse."),
    ("image_record", "Two stills went to the chart and were kept."),
    ("image_record", "Screenshots uploaded to the hospital archive."),
    ("image_record", "Final needle positions: loops in PACS."),
    ("image_record", "The picture of each side is permanently recorded."),
    ("complications", "He bore it well and there was nothing untoward."),
    ("complications", "Comps: nil."),
    ("complications", "No bruise, no hematoma at the site."),
    ("complications", "Pt tol. inj. very well."),
    ("complications", "Uneventful throughout."),
    ("diagnostic_block_response", "A trial with ropivacaine in May left him pain free until supper."),
    ("diagnostic_block_response", "MBB x2, 85 % each time."),
    ("diagnostic_block_response", "The test injection of 4 March took her from 8 to 1."),
    ("conservative_care", "Tape, insoles and meloxicam made no lasting difference."),
    ("conservative_care", "Months of physio and TENS had not helped."),
    ("post_procedure_plan", "Rtn 5 wk."),
    ("post_procedure_plan", "I shall ring him on Friday."),
    ("post_procedure_plan", "May shower tomorrow; no driving today."),
    ("image_guidance", "The fluoroscope was squared to the joint line."),
    ("image_guidance", "A 12 MHz probe followed the needle in-plane."),
    ("image_guidance", "No imaging was employed."),
]

NOT_SHOWN = [
    ("image_record", "The needle was seen in two views."),
    ("conservative_care", "PT not yet started."),
    ("diagnostic_block_response", "Lidocaine gave him a wheal."),
    ("diagnosis", "Right sural nerve at 5.6 cm."),
    ("consent", "He will sign the consent on the day."),
    ("consent", "The consent was left empty."),
    ("consent", "Privacy form signed at the desk."),
    ("consent", "Opioid contract signed."),
    ("image_record", "The machine failed to store a picture."),
    ("image_record", "Old films are on file."),
    ("complications", "Hip replacement in 2018 without complications."),
    ("complications", "The complication rate was quoted as one in a hundred."),
    ("diagnostic_block_response", "A test block was refused."),
    ("diagnostic_block_response", "Diagnostic block scheduled."),
    ("diagnostic_block_response", "The skin was infiltrated with bupivacaine 0.25%."),
    ("conservative_care", "Therapy was never started."),
    ("conservative_care", "Bracing will be tried next."),
    ("consent", "Consent for photographs was signed by the department."),
    ("consent", "The consent form is missing."),
    ("consent", "No consent was found in the chart."),
    ("consent", "Electronically signed by the author."),
    ("image_record", "Images were not saved."),
    ("image_record", "No pictures were stored."),
    ("image_record", "The MRI of May was reviewed in PACS."),
    ("complications", "Possible complications were explained."),
    ("complications", "Type 2 diabetes without complications."),
    ("complications", "Call for any problems."),
    ("diagnostic_block_response", "A cortisone injection in May gave 60% relief for a week."),
    ("diagnostic_block_response", "No diagnostic block was done."),
    ("conservative_care", "She is opioid naive."),
    ("conservative_care", "Allergies: naproxen."),
    ("post_procedure_plan", "He is seen for follow-up."),
    ("image_guidance", "MRI of the foot 5/2 showed a neuroma."),
]


@pytest.mark.parametrize(("name", "said"), SHOWN)
def test_an_element_is_found_in_the_words_of_many_hands(copilot: Copilot, name: str, said: str) -> None:
    found = _element(copilot, said, name)
    assert found.state == "documented"
    assert found.spans


@pytest.mark.parametrize(("name", "said"), NOT_SHOWN)
def test_a_look_alike_documents_nothing(copilot: Copilot, name: str, said: str) -> None:
    found = _element(copilot, said, name)
    assert found.state == "missing", found.spans


def test_what_a_blank_follows_is_not_documented(copilot: Copilot) -> None:
    assert (
        _element(copilot, "Prior diagnostic block gave ____ % relief.", "diagnostic_block_response").state == "missing"
    )


def test_cycles_of_a_machine_and_an_age_are_no_parameters_of_a_lesion(copilot: Copilot) -> None:
    note = (
        "62F. Procedure: RF of the right sural nerve. The radiofrequency ran for two cycles by the machine's protocol."
    )
    critique = copilot.critique(note, EncounterRequest(), None)
    assert next(e.state for e in critique.elements if e.id == "destructive_parameters") == "missing"


def test_a_muscle_is_no_inflammation(copilot: Copilot) -> None:
    said = "The splenius capitis was left alone."
    text = PLAIN.format(title="Lesion of the right greater occipital nerve", said=said)
    critique = copilot.critique(text, EncounterRequest(), None)
    shown = next(e for e in critique.elements if e.id == "diagnosis")
    assert all("capitis" not in text[s.start : s.end] for s in shown.spans)


def test_no_words_stand_twice_among_the_spans(copilot: Copilot) -> None:
    said = "Diagnosis: sural neuralgia after a fracture. The neuralgia is right sided; neuralgia of the sural nerve."
    text = PLAIN.format(title="Thermal lesion of the right sural nerve", said=said)
    critique = copilot.critique(text, EncounterRequest(), None)
    for element in critique.elements:
        words = [text[s.start : s.end].casefold() for s in element.spans]
        assert len(set(words)) == len(words)
        assert not any(a.start <= b.start and b.end <= a.end for a in element.spans for b in element.spans if a != b)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("consent", "Explained to the family; the note awaits sign-off by the attending."),
        ("image_record", "Pain sheet saved to chart."),
        ("image_record", "Needle tip not stored in the system."),
        ("diagnostic_block_response", "Pain relieved by ice."),
    ],
)
def test_what_only_looks_like_it_documents_nothing(copilot: Copilot, name: str, said: str) -> None:
    assert _element(copilot, said, name).state == "missing"


@pytest.mark.parametrize("name", ["levels", "units_supported"])
def test_what_facts_document_has_a_span(copilot: Copilot, name: str) -> None:
    title = "Radiofrequency ablation of the right L3 and L4 medial branches and the L5 dorsal ramus"
    found = _element(copilot, "L3, L4 and L5 were each lesioned at 80 C for 90 seconds.", name, title)
    assert found.state == "documented"
    assert found.spans
