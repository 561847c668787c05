"""No case of a suite, frozen ones above all, is known to knowledge or to src by its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from source_files import KNOWLEDGE, ROOT

from chartcite.evaluation import shelf
from chartcite.evaluation.cases import NoteCase

WORDS = 12
"""So many words in a row are no accident; shorter runs are the language of the field."""
_WORD = re.compile(r"[^\W_]+")


def grams(text: str) -> Iterator[str]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return (" ".join(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1))


def held(folders: tuple[Path, ...], suffixes: tuple[str, ...]) -> dict[str, Path]:
    files = sorted(p for folder in folders for p in folder.rglob("*") if p.suffix in suffixes)
    return {gram: path for path in files for gram in grams(path.read_text(encoding="utf-8"))}


def test_no_words_of_a_case_stand_in_knowledge_or_src() -> None:
    known = held((KNOWLEDGE, ROOT / "src" / "chartcite"), (".py", ".yaml", ".md"))
    assert len(known) > 10_000, "nothing was read"
    suites = shelf.find((), ROOT / "evals" / "suites", ROOT / "evals" / "baselines")
    found = {}
    for item in suites:
        for case in item.suite.cases:
            text = case.text if isinstance(case, NoteCase) else case.question
            for gram in grams(text):
                if gram in known:
                    found[f"{item.suite.name} {case.id}"] = f"“{gram}” stands in {known[gram].relative_to(ROOT)}"
    assert not found, "\n".join(f"{case}: {told}" for case, told in sorted(found.items()))


def test_the_check_would_find_a_copied_question(tmp_path: Path) -> None:
    (tmp_path / "rule.yaml").write_text(
        "statement: Which code is right when a spring is wound twice in one day?\n", encoding="utf-8"
    )
    copied = "which code is right, when a spring is wound twice in one day"
    assert any(gram in held((tmp_path,), (".yaml",)) for gram in grams(copied))
