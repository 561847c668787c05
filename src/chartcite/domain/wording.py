"""What came of having a draft worded by a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from chartcite.domain.answer import RejectedClaim
from chartcite.domain.draft import DraftClaim
from chartcite.domain.model import PromptUsed


@dataclass(frozen=True, slots=True)
class Wording:
    """What has come of it so far. `texts` holds a verified wording by the key of its claim."""

    texts: dict[str, str] = field(default_factory=dict)
    rejected: tuple[RejectedClaim, ...] = ()
    notice: str | None = None
    prompts: tuple[PromptUsed, ...] = ()
    engine: str = ""
    endpoint: str = ""
    asked: int = 0
    done: bool = False

    def apply(self, claims: Sequence[DraftClaim]) -> tuple[DraftClaim, ...]:
        """The claims in these words; keys, kinds and quotes are never touched."""
        return tuple(c.reworded(self.texts[c.key]) if c.key in self.texts else c for c in claims)
