"""The two jobs, a question and a note, from text to a checked answer."""

from chartcite.copilot.copilot import Copilot, code_card
from chartcite.copilot.parts import Drafter, Finder

__all__ = ["Copilot", "Drafter", "Finder", "code_card"]
