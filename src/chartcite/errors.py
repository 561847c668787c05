"""All errors of Chartcite, as a tree.

* ChartciteError
  x InputError            what the user gave can't be read (exit 2)
  x KnowledgeError        a file under knowledge/ is wrong (exit 2)
    + KnowledgeFileError  ... names file, key, problem and what is allowed
    + UnknownIdError      ... an id that nothing defines
    + KnowledgeFaultsError  several of these, told all at once
  x UnavailableError      something needed is not there (exit 3)
    + IndexMissingError   no index, and it may not be built now
    + IndexDamagedError   an index that does not hold what its manifest says
    + ModelError          the model endpoint did not do its part; its message holds nothing that was sent or received
  x SettingsError         a setting is unknown or out of bounds (exit 2)

Each message says what was wrong and what to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class ChartciteError(Exception):
    """Base of every error that Chartcite raises on purpose."""

    exit_code: ClassVar[int] = 1


class InputError(ChartciteError):
    """What the user gave can't be read; the message says why and what is expected."""

    exit_code = 2


class SettingsError(ChartciteError):
    """A setting is unknown, malformed or out of bounds."""

    exit_code = 2


class UnavailableError(ChartciteError):
    """Something needed is not there (an extra, an index, an endpoint)."""

    exit_code = 3


class IndexMissingError(UnavailableError):
    """There is no index for this knowledge."""


class IndexDamagedError(UnavailableError):
    """The index does not hold what its manifest says."""


class ModelError(UnavailableError):
    """The model endpoint did not do its part; the message holds neither the key nor anything sent or received."""


class KnowledgeError(ChartciteError):
    """Something under `knowledge/` is wrong."""

    exit_code = 2


class KnowledgeFileError(KnowledgeError):
    """One file is wrong: names the file, the key, the problem and what is allowed."""

    def __init__(self, path: object, key: str, problem: str, allowed: str = "") -> None:
        self.path, self.key, self.problem, self.allowed = str(path), key, problem, allowed
        mend = f" Allowed: {allowed}." if allowed else ""
        super().__init__(f"{self.path}: {key}: {problem}.{mend}")


class UnknownIdError(KnowledgeFileError):
    """A file names an id that nothing defines."""


class KnowledgeFaultsError(KnowledgeError):
    """Several files or keys are wrong; the message lists all of them, one a line."""

    def __init__(self, faults: Sequence[KnowledgeFileError]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in faults))
