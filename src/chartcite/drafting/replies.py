"""What a model may reply, and how it is read while it still streams in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from chartcite.catalog.replies import object_in
from chartcite.domain.record import Record


class Reworded(Record):
    """One sentence in the model's words, by the key under which it was sent."""

    key: str
    text: str


class WordingReply(Record):
    """The reply to the prompt `wording`."""

    sentences: tuple[Reworded, ...]


class NotInFormError(Exception):
    """The reply is not of the form that was asked for; the message says how not."""


def sentences_in(pieces: Iterable[str], said: list[str]) -> Iterator[Reworded]:
    """Each sentence as soon as it stands there whole; `said` takes the text read. Raises NotInFormError at the end."""
    text, given = "", 0
    for piece in pieces:
        said.append(piece)
        text += piece
        if "}" in piece:
            found = _items(object_in(text, partial=True))
            for item in found[given:]:
                if (sentence := _sentence(item)) is None:
                    break
                given += 1
                yield sentence
    if not text.strip():
        raise NotInFormError("it is empty")
    value = object_in(text, partial=False)
    whole = _items(value)
    for item in whole[given:]:
        if (sentence := _sentence(item)) is None:
            raise NotInFormError("an entry is not an object of key and text")
        yield sentence
    if value is None:
        raise NotInFormError("it is no whole JSON object")
    if not isinstance(value.get("sentences"), list) or len(value) != 1:
        raise NotInFormError("it is no object with the one key 'sentences' that holds a list")


def _items(value: dict[str, Any] | None) -> list[Any]:
    items = value.get("sentences") if value else None
    return items if isinstance(items, list) else []


def _sentence(item: object) -> Reworded | None:
    try:
        return Reworded.model_validate(item, strict=True)
    except ValidationError:
        return None
