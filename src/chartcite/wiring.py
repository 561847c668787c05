"""The one place that names concrete classes: builds the copilot from settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from chartcite.catalog.library import Library
from chartcite.copilot import Copilot, Finder
from chartcite.drafting.embedded import EmbeddedDrafter
from chartcite.settings import Settings

_PACKAGED = Path(__file__).parent / "_data"
_CHECKOUT = Path(__file__).parents[2]


def data_folder(name: str) -> Path:
    """A folder that ships with the package (in a checkout: the one at its root)."""
    packaged = _PACKAGED / name
    return packaged if packaged.is_dir() else _CHECKOUT / {"suites": "evals/suites", "baselines": "evals/baselines"}.get(name, name)


def load_library(settings: Settings) -> Library:
    """All knowledge, from the package or the folder that the settings name."""
    return Library.load(settings.knowledge or data_folder("knowledge"))


def today_of(settings: Settings) -> Callable[[], date]:
    """The clock: injected by settings, else the machine's."""
    return lambda: settings.today or date.today()  # noqa: DTZ011 (a date of service is a local day)


def build_copilot(settings: Settings, progress: Callable[[str], None] | None = None) -> Copilot:
    """The copilot with its index opened, built first when knowledge has changed."""
    library = load_library(settings)
    return Copilot(library, build_finder(settings, library, progress), EmbeddedDrafter(), today_of(settings), settings.digest())


def build_finder(settings: Settings, library: Library, progress: Callable[[str], None] | None = None) -> Finder:
    """Retrieval over the published snapshot."""
    raise NotImplementedError
