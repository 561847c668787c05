"""True wordings as the wall itself makes them, written out again as text."""

from __future__ import annotations

import re

from chartcite.checking.wall import Wall

_JOINED = {
    "and-not": "and not",
    "and-never": "and never",
    "even-if": "even if",
    "even-when": "even when",
    "of-service-from": "of service from",
}
_ITEM = re.compile(r"\S+(?: \([^)]*\))?")


def turned(wall: Wall, text: str) -> list[str]:
    """Every wording of a text of one sentence that the wall's turns give; none where it holds more sentences."""
    parts, _ = wall._judge.claim(text)
    if len(parts) != 1:
        return []
    words = (word.removesuffix("'s") for word in re.findall(r"(?<![\w-])[A-Z][a-z'-]+", text.partition(" ")[2]))
    names = {word.lower(): word for word in (*words, "Medicare")}
    return [_written(keys, names) for keys in sorted(wall._judge.sayings.of(parts[0].keys))]


def _written(keys: tuple[str, ...], names: dict[str, str]) -> str:
    words = (_flat(key) if "⟦" in key else _JOINED.get(key, key.replace("-claim", " claim")) for key in keys)
    named = (names.get(word, word) for words_ in words for word in words_.split())
    made = re.sub(r" ([,.;:)]|'s\b|%)", r"\1", " ".join(named)).replace("( ", "(")
    return made[0].upper() + made[1:] + "."


def _flat(key: str) -> str:
    said, _, denied = key.strip("⟦⟧").partition(" ~ ")
    return _listed(said) + (f" and not {_listed(denied)}" if denied else "")


def _listed(items: str) -> str:
    word, _, rest = items.strip("⟦⟧").partition(" ")
    if word not in ("and", "or"):
        return items
    *some, last = _ITEM.findall(rest)
    return f"{', '.join(some)} {word} {last}"
