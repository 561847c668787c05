"""The base of every value type: frozen, and unknown keys refused."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Record(BaseModel):
    """A frozen value; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _as_tuple(value: object) -> object:
    """Let a file write one value where a list is meant."""
    if value is None:
        return ()
    return (value,) if isinstance(value, (str, int)) and not isinstance(value, bool) else value


class Names(NamedTuple):
    """Marks a field whose strings name rows of a vocabulary: by their ids, by their groups, or by either; `sections` are kinds of section."""

    vocabulary: str
    by: Literal["id", "group", "either"] = "id"


Strings = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
"""A list of strings; a single string stands for a list of one."""


def within(day: date, first: date | None, last: date | None) -> bool:
    """Whether `day` lies in the closed period; a missing end is open."""
    return (first is None or first <= day) and (last is None or day <= last)
