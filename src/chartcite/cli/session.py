"""What a command works with: settings, and the copilot built from them (the slow import, so only when asked for)."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chartcite.copilot import Copilot
    from chartcite.domain.encounter import EncounterRequest
    from chartcite.intake import EncounterReader
    from chartcite.rendering.names import Names
    from chartcite.settings import Settings
    from chartcite.wiring import Engine


@dataclass(frozen=True)
class Session:
    """One copilot with the limits and the reader of what it is given."""

    copilot: Copilot
    settings: Settings
    reader: EncounterReader
    names: Names

    def request(self, given: Mapping[str, object]) -> EncounterRequest:
        """The encounter that options or a batch line give."""
        return self.reader.read(given)


def load_settings(**given: object) -> Settings:
    """The settings of the environment and the settings file, `given` over both."""
    from chartcite import settings

    return settings.load_settings(**given)


def open_session(settings: Settings, engine: Engine | None = None) -> Session:
    """Build the copilot; the index is built first where it is missing, with progress on stderr."""
    from chartcite.intake import EncounterReader
    from chartcite.rendering.names import Names
    from chartcite.wiring import build_copilot

    copilot = build_copilot(settings, show_progress, engine)
    words = copilot.library.vocabularies
    return Session(copilot, settings, EncounterReader.of(words), Names.of(words))


def show_progress(stage: str, done: int, total: int) -> None:
    """Say on stderr how far a long stage is: on one line of a terminal, else once at its end."""
    is_last = done >= total
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{stage.capitalize()}: {done:,} of {total:,}" + ("\n" if is_last else ""))
    elif is_last:
        sys.stderr.write(f"{stage.capitalize()}: {total:,}\n")
    sys.stderr.flush()
