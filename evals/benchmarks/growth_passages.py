"""Passages to grow an index with: a long text split into pieces, then variants of them, the same ones every time."""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

WORDS = 60
CHANGED = 0.15
"""The share of a variant's words that are taken from elsewhere in the text; its codes are changed too."""
_CODE = re.compile(r"\b\d{5}\b")
_PAGE = re.compile(r"=====PDF\d+=====")


def text_of(path: Path) -> str:
    """The words of a text file or a PDF."""
    if path.suffix.lower() != ".pdf":
        return path.read_text(encoding="utf-8", errors="replace")
    try:
        from pypdf import PdfReader
    except ImportError:
        sys.exit("A PDF needs pypdf: pip install -r evals/benchmarks/requirements.txt, or give a text file")
    return "\n".join(page.extract_text() for page in PdfReader(str(path)).pages)


def grown(path: Path, count: int) -> dict[str, str]:
    """`count` passages by id: the text's own first, then variants until there are enough. All differ."""
    words = _PAGE.sub(" ", text_of(path)).split()
    pieces = [words[start : start + WORDS] for start in range(0, len(words), WORDS)]
    dice = random.Random(20260101)
    made = {f"manual/{n:06d}": " ".join(piece) for n, piece in enumerate(pieces[:count])}
    for n in range(len(made), count):
        piece = [dice.choice(words) if dice.random() < CHANGED else word for word in pieces[n % len(pieces)]]
        made[f"manual/{n:06d}"] = _CODE.sub(lambda _: f"{dice.randrange(10000, 99999)}", " ".join(piece)) + f" {n}"
    return made
