"""Knowledge is data, src is mechanism: no code, nerve, technique, drug, payer or place is named in Python."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from source_files import KNOWLEDGE, modules, place, strings

FIELDS = (
    "techniques",
    "targets",
    "agents",
    "devices",
    "indications",
    "payers",
    "jurisdictions",
    "modifiers",
    "elements",
)
KEYS = ("id", "name", "names", "groups")
CLOSED_WORDS = {
    # dispositions
    "cannot_code",
    "destruction",
    "unlisted_procedure",
    "chemodenervation",
    "surgery",
    "block",
    "other_procedure",
    "no_procedure",
    # facts that rules name (knowledge/RULES.md)
    "technique",
    "target",
    "agent",
    "device",
    "indication",
    "area",
    "side",
    "guidance",
    "stage",
    "levels",
    "diagnosis",
    "payer",
    "state",
    "mac",
    "place",
    "modifier",
    "left",
    "right",
    "both",
    "none",
    # the contract with the outside: original Medicare, whose contractors follow from the state
    "medicare",
    # a heading and a role of the page, a column of a table and the role of a modifier, which are words of vocabularies too
    "contradictory",
    "region",
    "bilateral",
    "reduced",
}


def vocabulary() -> dict[str, str]:
    """Each word of the field with the file that it belongs to; two letters only as written (OH, never "oh")."""
    found: dict[str, str] = {}
    for name in FIELDS:
        rows = yaml.safe_load((KNOWLEDGE / "vocabularies" / f"{name}.yaml").read_text(encoding="utf-8"))
        for word in _words(rows, ""):
            if len(word) > 2:
                found[word.casefold()] = f"vocabularies/{name}.yaml"
            elif word.isupper():
                found[word] = f"vocabularies/{name}.yaml"
    return {word: file for word, file in found.items() if word not in CLOSED_WORDS}


def _words(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _words(part, str(name))
    elif isinstance(value, list):
        for part in value:
            yield from _words(part, key)
    elif isinstance(value, str) and key in KEYS:
        yield value


def code_pattern() -> re.Pattern[str]:
    """Any code of any system, standing by itself."""
    patterns = yaml.safe_load((KNOWLEDGE / "codes" / "systems.yaml").read_text(encoding="utf-8"))["patterns"].values()
    return re.compile("|".join(rf"(?<![\w.-])(?:{pattern})(?![\w-])" for pattern in patterns))


def faults(path: Path, words: dict[str, str], codes: re.Pattern[str]) -> Iterator[str]:
    for text, line in strings(path):
        file = words.get(text) or words.get(text.casefold() if len(text) > 2 else "")
        if file:
            yield f"{place(path, line)}: {text!r} belongs in knowledge/{file}"
        if found := codes.search(re.sub(r"#.*", "", text)):  # comments of verbose patterns are no facts
            yield f"{place(path, line)}: the code {found[0]} belongs in knowledge/"


def test_no_string_in_src_is_a_word_or_a_code_of_the_field() -> None:
    words, codes = vocabulary(), code_pattern()
    assert len(words) > 500, "the vocabularies were not read"
    found = [fault for path in modules() for fault in faults(path, words, codes)]
    assert not found, "\n".join(found)


def test_the_check_would_find_a_code_a_nerve_and_a_state(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("source_files.ROOT", tmp_path)
    planted = tmp_path / "planted.py"
    planted.write_text('CODE = "see 64640"\nNERVE = "Pudendal"\nSTATE = "OH"\nFINE = "oh"\n')
    words = vocabulary() | {"pudendal": "vocabularies/targets.yaml"}
    assert [fault.split(":")[1] for fault in faults(planted, words, code_pattern())] == ["1", "2", "3"]
