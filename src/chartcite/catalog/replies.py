"""The JSON object in a model's reply, whatever stands around it."""

from __future__ import annotations

import re
from typing import Any

from pydantic_core import from_json

_THOUGHTS = re.compile(r"<think>.*?</think>", re.S)


def object_in(text: str, *, partial: bool, strings: bool = False) -> dict[str, Any] | None:
    """The first JSON object of a text (`partial`: as far as it is written, with `strings` a string cut off too)."""
    bare = _THOUGHTS.sub("", text)
    start = bare.find("{")
    if start < 0:
        return None
    end = None if partial else bare.rfind("}") + 1
    try:
        value = from_json(bare[start:end], allow_partial="trailing-strings" if strings else partial)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
