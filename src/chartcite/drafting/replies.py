"""What a model may reply, and how it is read while it still streams in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from chartcite.catalog.replies import object_in
from chartcite.domain.record import Record

_THOUGHT, _THOUGHT_ENDS = "<think>", "</think>"


class Reworded(Record):
    """One sentence in the model's words, by the key under which it was sent."""

    key: str
    text: str


class WordingReply(Record):
    """The reply to the prompt `wording`."""

    sentences: tuple[Reworded, ...]


class NotInFormError(Exception):
    """The reply is not of the form that was asked for; the message says how not."""


def sentences_in(pieces: Iterable[str], said: list[str], longest: int) -> Iterator[Reworded]:
    """Each sentence as soon as it stands there whole; `said` takes the text read. Raises NotInFormError at the end.

    An entry of more than `longest` characters ends the reading at once, and counts as far as it is written: a small model
    that repeats itself does not end by itself.
    """
    text, given, ended = "", 0, 0
    for piece in pieces:
        said.append(piece)
        text += piece
        if "}" in piece:
            for item in _items(object_in(text, partial=True))[given:]:
                if (sentence := _sentence(item)) is None:
                    break
                given, ended = given + 1, len(text)
                yield sentence
        if _is_thinking(text):
            ended = len(text)
        elif len(text) - ended > longest:
            yield _unended(text, given)
            return
    yield from _at_the_end(text, given)


def _unended(text: str, given: int) -> Reworded:
    """The sentence that is being written, as far as it stands there."""
    items = _items(object_in(text, partial=True, strings=True))
    if given < len(items) and (sentence := _sentence(items[given])):
        return sentence
    raise NotInFormError("it is no whole JSON object: an entry of it is longer than allowed")


def _at_the_end(text: str, given: int) -> Iterator[Reworded]:
    """What is left of a reply that has ended, if it is of the form asked for."""
    if not text.strip():
        raise NotInFormError("it is empty")
    value = object_in(text, partial=False)
    for item in _items(value)[given:]:
        if (sentence := _sentence(item)) is None:
            raise NotInFormError("an entry is not an object of key and text")
        yield sentence
    if value is None:
        raise NotInFormError("it is no whole JSON object")
    if not isinstance(value.get("sentences"), list) or len(value) != 1:
        raise NotInFormError("it is no object with the one key 'sentences' that holds a list")


def _is_thinking(text: str) -> bool:
    """Whether the text is still inside what some models write before their reply."""
    return text.lstrip().startswith(_THOUGHT) and _THOUGHT_ENDS not in text


def _items(value: dict[str, Any] | None) -> list[Any]:
    items = value.get("sentences") if value else None
    return items if isinstance(items, list) else []


def _sentence(item: object) -> Reworded | None:
    try:
        return Reworded.model_validate(item, strict=True)
    except ValidationError:
        return None
