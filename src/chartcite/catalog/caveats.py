"""What stands over an answer as a whole: a day after all that was read, a contractor outside its states."""

from __future__ import annotations

from chartcite.catalog.view import View


def caveats_of(view: View) -> tuple[str, ...]:
    """The caveats of the encounter of a view, as sentences."""
    return (*_of_day(view), *_of_contractor(view))


def _of_day(view: View) -> tuple[str, ...]:
    """A year of which no text was read: codes, edits and policies change with it."""
    day = view.encounter.date_of_service
    read = max(source.verified_on for source in view.library.sources.values())
    if day.year <= read.year:
        return ()
    return (
        f"No text of {day.year} was read: what is said for {day} stood on {read}. "
        f"Check codes, edits and policies of {day.year} before it is used.",
    )


def _of_contractor(view: View) -> tuple[str, ...]:
    """A contractor with a state that is not its own, neither whole nor in part."""
    vocab, encounter = view.library.vocabularies, view.encounter
    if not encounter.mac or not encounter.state:
        return ()
    state = vocab.states[encounter.state]
    parts = {place.mac for place in vocab.localities if place.state == encounter.state and place.mac}
    if state.mac is None or encounter.mac in {state.mac, *parts}:
        return ()
    named, own = vocab.macs[encounter.mac].name, vocab.macs[state.mac].name
    return (
        f"{named} does not process physician claims of {state.name}, which go to {own}: "
        f"what is said of {named} holds only if the claim goes there.",
    )
