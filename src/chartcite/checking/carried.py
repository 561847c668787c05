"""What a sentence says in codes, figures and names must stand in its quotes."""

from __future__ import annotations

import re
from functools import lru_cache

_CODE = re.compile(r"(?<![\w.])(?:\d{5}|\d{4}T|[A-Z]\d{4}|[A-Z]\d{2}\.[0-9A-Z-]{1,4}|A\d{5}|D?L\d{5})(?![\w])")
_FIGURE = re.compile(r"(?<![\w.])\$?\d[\d,]*(?:\.\d+)?%?(?![\w])")


def _norm(figure: str) -> str:
    return figure.replace(",", "").replace("$", "").rstrip("%").rstrip(".")


@lru_cache(maxsize=8192)
def figures_of(text: str) -> frozenset[str]:
    """Codes and figures in a text, in one form."""
    codes = set(_CODE.findall(text))
    rest = _CODE.sub(" ", text)
    return frozenset(codes | {_norm(f) for f in _FIGURE.findall(rest)} - {""})


def not_carried(text: str, quotes: str) -> frozenset[str]:
    """Codes and figures of `text` that its quotes do not hold."""
    return figures_of(text) - figures_of(quotes)
