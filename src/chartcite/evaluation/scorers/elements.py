"""Element states: the share of labelled elements in their state (one labelled missing may be conflicting)."""

from __future__ import annotations

from chartcite.evaluation.cases import Case, NoteCase
from chartcite.evaluation.score import Fault, Got, Ground, Score, share

ABSENT = ("missing", "conflicting")


def score(case: Case, got: Got, ground: Ground) -> Score | None:
    """The score, or None where it does not apply."""
    if got.critique is None or not isinstance(case, NoteCase):
        return None
    states = {element.id: element.state for element in got.critique.elements}
    faults = [f"{e} is {states.get(e)}, expected documented" for e in case.documented if states.get(e) != "documented"]
    faults += [f"{e} is {states.get(e)}, expected missing" for e in case.missing if states.get(e) not in ABSENT]
    return share(len(case.documented) + len(case.missing), (Fault("elements", told) for told in faults))
