"""Planted identifiers never reach the endpoint, the log, the receipt or an error."""

from __future__ import annotations

import logging

import pytest
from tests.scripted_endpoint import Reply, Script, ScriptedEndpoint, rewording
from tests.worded import with_model

from chartcite.copilot import Copilot
from chartcite.domain.encounter import EncounterRequest
from chartcite.settings import load_settings
from chartcite.wiring import masker_of

PLANTED = ("Dashiell", "Quillfeather", "48-77-3391", "555-0182", "1931", "quill@example.org", "Larkspur", "SN-88X41")
QUESTION = (
    "Patient: Mr. Dashiell Quillfeather, MRN 48-77-3391, DOB 03/14/1931, phone (312) 555-0182, quill@example.org, "
    "17 Larkspur Lane. Thermal RF of the right sural nerve, Medicare in Ohio: which code?"
)
NOTE = f"""Patient: Dashiell Quillfeather   MRN: 48-77-3391   DOB: 03/14/1931
Phone: (312) 555-0182   Address: 17 Larkspur Lane   Device serial number: SN-88X41
PROCEDURE: Thermal radiofrequency ablation of the right sural nerve, 80 C for 90 seconds, ultrasound guidance, image saved.
{QUESTION}
"""
SCRIPTS: dict[str, Script] = {
    "working": rewording(lambda text: text),
    "refusing": Reply(status=400),
    "failing": Reply(status=500),
    "out of form": Reply("Dear Sir"),
    "lying": rewording(lambda text: f"{text} Add 76942."),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_planted_identifier_leaves_or_is_kept(
    copilot: Copilot, endpoint: ScriptedEndpoint, caplog: pytest.LogCaptureFixture, script: str
) -> None:
    endpoint.plays(SCRIPTS[script])
    settings = load_settings(model_url=endpoint.url, model="scripted")
    worded = with_model(copilot, endpoint.url, masker=masker_of(settings, copilot.library), retries=0)
    with caplog.at_level(logging.DEBUG):
        answer = worded.ask(QUESTION, EncounterRequest())
        critique = worded.critique(NOTE, EncounterRequest())
        shown = worded.ask_outbound(QUESTION, EncounterRequest())
    assert endpoint.received
    where = {
        "endpoint": endpoint.heard,
        "log": caplog.text,
        "preview": str([item.body.decode() for item in shown]),
        "receipt": f"{answer.receipt!r} {critique.receipt!r}",
        "messages": f"{answer.notices[-1:]} {critique.notices[-1:]} {answer.rejected} {critique.rejected}",
    }
    for name, text in where.items():
        assert not [word for word in PLANTED if word.lower() in text.lower()], name
    assert "sural" in endpoint.heard, "what is asked is still there"
