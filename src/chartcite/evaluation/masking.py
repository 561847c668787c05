"""Scores masking: identifiers missed, words masked for nothing, and facts of coding that changed.

`python -m chartcite.evaluation.masking` runs all parts of the suite and the note suites; `--dev` shows what the
half for tuning misses (the other parts are only counted).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from chartcite.evaluation.planting import BLINDS, HALVES, Note, notes, written
from chartcite.evaluation.runner import CaseResult, Told
from chartcite.ports import Masker
from chartcite.reading.notes.note import NoteReader
from chartcite.reading.text.lexicon import Lexicon
from chartcite.settings import load_settings
from chartcite.wiring import data_folder, load_library, masker_of

UNEXPECTED = "name without context"
"""What is planted and not expected to be found."""
_PLACEHOLDER = re.compile(r"[\[(]([A-Z]+)(?: [\d+]+)?[\])]")
_COUNTED = ("technique", "target", "agent", "device", "side", "guidance", "modifier", "payer", "indication", "level")


@dataclass
class Tally:
    """Counts by class: planted, found whole, replaced, replaced for nothing."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    replaced: Counter[str] = field(default_factory=Counter)
    idle: Counter[str] = field(default_factory=Counter)
    touched: int = 0
    """Facts of coding, marked as such, of which a letter or figure was replaced."""
    missed: list[str] = field(default_factory=list)
    """Texts missed or masked for nothing, as told for tuning."""

    def recall(self, kind: str) -> float:
        """Share of the planted identifiers of a class of which no letter or figure is left."""
        return self.found[kind] / self.planted[kind] if self.planted[kind] else 1.0

    def precision(self, kind: str) -> float:
        """Share of the replacements of a class that touch an identifier."""
        return 1 - self.idle[kind] / self.replaced[kind] if self.replaced[kind] else 1.0


def score(masker: Masker, planted: Iterable[Note]) -> Tally:
    """Mask every note and compare with what was planted."""
    tally = Tally()
    for note in planted:
        spans = [(_kind(mark), start, end) for mark, start, end in _replaced(masker, note.text)]
        covered = {place for _, start, end in spans for place in range(start, end)}
        known: set[int] = set()
        for kind, start, end in note.planted:
            places = {place for place in range(start, end) if note.text[place].isalnum()}
            known |= places
            tally.planted[kind] += 1
            if places <= covered:
                tally.found[kind] += 1
            else:
                tally.missed.append(f"{note.id} {kind} missed: {_around(note.text, start, end)}")
        tally.touched += sum(not covered.isdisjoint(range(start, end)) for _, start, end in note.facts)
        for kind, start, end in spans:
            tally.replaced[kind] += 1
            if not known & set(range(start, end)):
                tally.idle[kind] += 1
                tally.missed.append(f"{note.id} {kind} for nothing: {_around(note.text, start, end)}")
    return tally


def results(
    masker: Masker, reader: NoteReader, folder: Path, suite: str, half: str, told: Told = lambda done, of: None
) -> list[CaseResult]:
    """Every planted note as a case: whole when nothing is left, nothing masked for nothing and no fact of coding changed.

    Faults count and never quote, so that nobody tunes on the half that is held out.
    """
    planted = notes(folder, half)
    made = []
    for number, note in enumerate(planted, start=1):
        started = perf_counter()
        tally = score(masker, [note])
        spent = round(1000 * (perf_counter() - started), 2)
        faults = [*_left(tally), *(("facts", "a fact of coding changed") for _ in changed(masker, reader, note))]
        scores = {f"masked: {kind}": round(tally.recall(kind), 4) for kind in tally.planted if kind != UNEXPECTED}
        made.append(
            CaseResult(id=note.id, suite=suite, kind="masking", faults=tuple(faults), milliseconds=spent, scores=scores)
        )
        told(number, len(planted))
    return made


def _left(tally: Tally) -> Iterator[tuple[str, str]]:
    for kind, count in tally.planted.items():
        if kind != UNEXPECTED and (left := count - tally.found[kind]):
            yield kind, f"{kind}: {left} of {count} left"
    for kind, idle in tally.idle.items():
        if idle:
            yield "for nothing", f"{kind}: {idle} masked for nothing"


def _replaced(masker: Masker, text: str) -> Iterator[tuple[str, int, int]]:
    """Each placeholder with its place in the text as given, read off the masked text."""
    masked = masker.mask(text)
    for match in _PLACEHOLDER.finditer(masked.text):
        first, last = masked.original(match.start(), match.end())
        if text[first:last] != match[0]:
            yield match[0], first, last


def _kind(placeholder: str) -> str:
    return placeholder[1:-1].split(" ")[0].lower()


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 30) : start]}<<{text[start:end]}>>{text[end : end + 20]}".replace("\n", "|")


def facts(reader: NoteReader, text: str) -> Counter[str]:
    """What coding rests on, as our own reader reads it: procedures, lines, diagnoses, figures, terms."""
    read = reader.read(text)
    found: Counter[str] = Counter()
    for p in read.reading.procedures:
        numbers = sorted(p.numbers.items())
        found[
            f"procedure {p.techniques} {p.targets} {p.side} {p.stage} {p.levels} {p.agents} {p.guidance} {numbers}"
        ] += 1
    for line in read.reading.lines:
        found[f"line {line.code} {line.units} {line.modifiers}"] += 1
    found.update(f"diagnosis {code}" for code in read.reading.facts.get("diagnosis", ()))
    found.update(f"figure {figure.fact} {figure.value}" for figure in read.figures)
    found.update(f"{m.kind} {m.value}" for m in read.reading.mentions if m.kind in _COUNTED)
    return found


def changed(masker: Masker, reader: NoteReader, note: Note) -> Counter[str]:
    """Facts that are read from only one of the masked text and the text as an ideal masker would leave it.

    Where nothing is planted, the text as given takes its place, with its dates masked for the stage of procedures, which
    the reader decides by them: what is sent has none, and decisions are made from the text as given.
    """
    spans = list(_replaced(masker, note.text))
    ideal = [(f"[{kind.split(' ')[0].upper()}]", start, end) for kind, start, end in note.planted]
    dates = [(mark, start, end) for mark, start, end in spans if _kind(mark) == "date"]
    before, after = facts(reader, _without(note.text, ideal or dates)), facts(reader, masker.mask(note.text).text)
    return (before - after) + Counter({f"new: {fact}": count for fact, count in (after - before).items()})


def _without(text: str, replaced: Iterable[tuple[str, int, int]]) -> str:
    """The text with a placeholder for each of these places."""
    parts: list[str] = []
    at = 0
    for placeholder, start, end in replaced:
        parts += [text[at:start], placeholder]
        at = end
    return "".join((*parts, text[at:]))


def main(arguments: list[str]) -> int:
    """Print the figures; exit 1 when a fact of coding changed."""
    settings = load_settings()
    library = load_library(settings)
    masker, reader = masker_of(settings, library), NoteReader(Lexicon.of(library))
    suites = data_folder("suites")
    wrong = 0
    for half in (*HALVES, *BLINDS):
        planted = written(suites / "masking", half) if half in BLINDS else notes(suites / "masking", half)
        tally = score(masker, planted)
        _say(f"{half}: {len(planted)} notes, {sum(tally.planted.values())} identifiers")
        for kind in sorted(tally.planted | tally.replaced):
            counts = (
                f"{tally.found[kind]}/{tally.planted[kind]}",
                f"{tally.replaced[kind] - tally.idle[kind]}/{tally.replaced[kind]}",
            )
            _say(
                f"  {kind:22} recall {tally.recall(kind):6.1%} {counts[0]:>9}   precision {tally.precision(kind):6.1%} {counts[1]:>9}"
            )
        if stay := sum(len(note.facts) for note in planted):
            _say(f"  facts of coding marked as such: {tally.touched} of {stay} touched")
        wrong += _told(half, planted, masker, reader, shown="--dev" in arguments and half == "dev")
        if "--dev" in arguments and half == "dev":
            _say("\n".join(tally.missed))
    files = sorted(path for path in suites.rglob("*.txt") if "masking" not in path.relative_to(suites).parts)
    wrong += _told("note suites", _texts(files), masker, reader, shown=True)
    return 1 if wrong else 0


def _texts(files: Iterable[Path]) -> Iterator[Note]:
    return (Note(path.name, path.read_bytes().decode("utf-8", "replace"), ()) for path in files)


def _told(name: str, texts: Iterable[Note], masker: Masker, reader: NoteReader, *, shown: bool) -> int:
    """Count the texts in which a fact changed; `shown` lists them."""
    total = wrong = 0
    for note in texts:
        total += 1
        if found := changed(masker, reader, note):
            wrong += 1
            if shown:
                _say(f"  {note.id}: {'; '.join(found)[:400]}")
    _say(f"  {name}: facts of coding changed in {wrong} of {total} notes")
    return wrong


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
