"""A call of a language model: what is sent and by which prompt, and what its answer came to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from chartcite.domain.record import Record

Role = Literal["system", "user", "assistant"]


class PromptUsed(Record):
    """A prompt by its id and the digest of its file, for the receipt."""

    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class ModelCall:
    """Messages in order, the JSON schema of the reply, and the prompts that made them."""

    name: str
    messages: tuple[tuple[Role, str], ...]
    schema: dict[str, Any]
    prompts: tuple[PromptUsed, ...]

    def followed_by(self, reply: str, question: str, prompt: PromptUsed) -> ModelCall:
        """The same conversation with the model's reply and one more message of ours."""
        more: tuple[tuple[Role, str], ...] = (("assistant", reply), ("user", question))
        return replace(self, messages=(*self.messages, *more), prompts=(*self.prompts, prompt))


@dataclass(frozen=True, slots=True)
class Outbound:
    """One request exactly as it would leave: where it goes and its body, byte for byte. The key is no part of it."""

    address: str
    body: bytes
