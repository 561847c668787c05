"""What comes from outside, read and refused in clear words: questions, note files, the encounter's options.

The command line, batches, suites and the page all come through here, so that they accept and refuse the same things.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from math import prod
from pathlib import Path

from chartcite.catalog.vocabularies import Vocabularies
from chartcite.domain.comparison import Variant
from chartcite.domain.encounter import EncounterRequest
from chartcite.domain.vocabulary import Term
from chartcite.errors import InputError

CLAIM_TYPES = ("professional", "facility")
LONGEST_OPTION = 200
"""No payer's name is longer; a longer one is something else pasted into the wrong box."""
LONGEST_CLAIM = 2000
"""More than fifty lines; a claim form holds six to fifty."""
MOST_COMPARED = 6
"""More columns than this can't be read side by side."""
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)
"""Outside these no claim can lie: a slip of the pen. Inside them, too early or too late is answered with a notice."""
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note as text, and what the reader must know of how it was decoded."""

    text: str
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EncounterReader:
    """Reads the options of an encounter by the words the knowledge has for places."""

    states: tuple[Term, ...] = ()
    macs: tuple[Term, ...] = ()
    places: tuple[Term, ...] = ()
    lines_of_business: tuple[str, ...] = ()

    @classmethod
    def of(cls, words: Vocabularies) -> EncounterReader:
        """The reader for a library's vocabularies."""
        lines = dict.fromkeys(payer.line_of_business for payer in words.payers.values())
        return cls(tuple(words.states.values()), tuple(words.macs.values()), tuple(words.places.values()), tuple(lines))

    def read(self, given: Mapping[str, object]) -> EncounterRequest:
        """The request; an unknown key or value is an `InputError` that says what is allowed."""
        _refuse_unknown_keys(given)
        values = {key: _option(key, value) for key, value in given.items() if value not in (None, "")}
        return EncounterRequest(
            payer=values.get("payer"),
            state=_term("state", values.get("state"), self.states),
            mac=_term("MAC", values.get("mac"), self.macs),
            date_of_service=read_date(values.get("date_of_service")),
            place_of_service=_term("place of service", values.get("place_of_service"), self.places),
            claim_type=_word("claim type", values.get("claim_type"), CLAIM_TYPES),
            line_of_business=_word("line of business", values.get("line_of_business"), self.lines_of_business),
        )

    def variants(self, given: Mapping[str, Sequence[str]]) -> tuple[Variant, ...]:
        """One variant for each combination of the values given; less than two, too many or one given twice is refused."""
        _refuse_unknown_keys(given)
        options = {key: tuple(value for value in values if value.strip()) for key, values in given.items()}
        varied = tuple(key for key, values in options.items() if len(values) > 1)
        if not varied:
            raise InputError(
                "There is nothing to compare: give two or more values of one option (--state OH --state TX)."
            )
        count = prod(len(options[key]) for key in varied)
        if count > MOST_COMPARED:
            raise InputError(
                f"{count} combinations are too many to stand side by side; at most {MOST_COMPARED} are compared."
            )
        made: dict[EncounterRequest, Variant] = {}
        for values in product(*(values or ("",) for values in options.values())):
            chosen = dict(zip(options, values, strict=True))
            request = self.read(chosen)
            if request in made:
                raise InputError(
                    f"There is nothing to compare: {', '.join(chosen[key] for key in varied)} is given twice."
                )
            made[request] = Variant(tuple((key, _shown(key, chosen[key], request)) for key in varied), request)
        return tuple(made.values())


def _shown(key: str, value: str, request: EncounterRequest) -> str:
    """A value as it is kept: an id in its own spelling, a payer as given."""
    kept = getattr(request, key)
    return kept.isoformat() if isinstance(kept, date) else str(kept or value)


def read_date(value: str | None) -> date | None:
    """A day written YYYY-MM-DD."""
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
        is_iso = value == day.isoformat()
    except ValueError:
        is_iso = False
    if not is_iso:
        raise InputError(f"The date {value!r} is not a day of the calendar written YYYY-MM-DD, such as 2026-04-10.")
    if not EARLIEST <= day < LATEST:
        raise InputError(f"The date {value} can't be a date of service; give the year in full.")
    return day


def read_question(text: str, longest: int) -> str:
    """The question without the space around it; an empty or overlong one is refused."""
    question = _readable(text, "The question").strip()
    if not question:
        raise InputError("The question is empty; write it in a sentence, in quotes.")
    if len(question) > longest:
        raise InputError(
            f"The question has {len(question)} characters, over the {longest} allowed; give a note to critique instead."
        )
    return question


def read_note(path: Path, longest_bytes: int) -> NoteText:
    """The note in a file; a missing file, a folder, anything too large or not text is refused by name."""
    if path.is_dir():
        raise InputError(f"{path} is a folder; give one note, or the folder to --batch.")
    try:
        with path.open("rb") as file:
            content = file.read(longest_bytes + 1)
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.") from None
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}.") from error
    return decode_note(content, str(path), longest_bytes)


def decode_note(content: bytes, name: str, longest_bytes: int) -> NoteText:
    """The text of a note's bytes: UTF-8, UTF-16 with its mark, else Windows-1252 with a notice."""
    if len(content) > longest_bytes:
        raise InputError(f"{name} is larger than the {longest_bytes:,} bytes allowed for a note.")
    encoding = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\x00" in content:
        raise InputError(f"{name} is not text (it holds NUL bytes); save the note as plain text.")
    notices: tuple[str, ...] = ()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text, notices = _decode_windows(content, name, encoding)
    return NoteText(check_note(text, name, longest_bytes), notices)


def check_note(text: str, name: str, longest_bytes: int) -> str:
    """The note itself, unchanged (spans count its characters), or why it can't be read."""
    _readable(text, name)
    if not text.strip():
        raise InputError(f"{name} is empty.")
    if len(text.encode()) > longest_bytes:
        raise InputError(f"{name} is larger than the {longest_bytes:,} bytes allowed for a note.")
    return text


def read_claim(text: str | None) -> str | None:
    """The claim as billed; nothing where it is blank."""
    if text is None or not text.strip():
        return None
    if len(text) > LONGEST_CLAIM:
        raise InputError(f"The claim has more than {LONGEST_CLAIM:,} characters; give only its lines.")
    return _readable(text, "The claim")


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Ask whether a near one of the allowed words was meant; empty when none is near."""
    by_lower = {name.casefold(): name for name in allowed}
    near = difflib.get_close_matches(word.casefold(), by_lower, n=1, cutoff=0.7)
    return f" Did you mean {by_lower[near[0]]}?" if near else ""


def _decode_windows(content: bytes, name: str, encoding: str) -> tuple[str, tuple[str, ...]]:
    if encoding == "utf-8":
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            text = ""
        if text and not any(ord(letter) < 32 and not letter.isspace() for letter in text):
            return text, (f"{name} is not UTF-8; it was read as Windows-1252.",)
    raise InputError(f"{name} is not text in UTF-8, UTF-16 or Windows-1252; save the note as UTF-8.")


def _readable(text: str, name: str) -> str:
    if "\x00" in text:
        raise InputError(f"{name} is not text (it holds NUL characters).")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise InputError(f"{name} is not valid text; give it in UTF-8.")
    return text


def _refuse_unknown_keys(given: Mapping[str, object]) -> None:
    allowed = tuple(EncounterRequest.model_fields)
    for key in given:
        if key not in allowed:
            raise InputError(f"The context has no {key!r}.{nearest(key, allowed)} Allowed: {', '.join(allowed)}.")


def _option(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise InputError(f"The context's {key} must be text, not {value!r}.")
    text = _readable(value, f"The context's {key}").strip()
    if not text or len(text) > LONGEST_OPTION:
        raise InputError(f"The context's {key} must be 1 to {LONGEST_OPTION} characters.")
    return text


def _term(kind: str, value: str | None, terms: tuple[Term, ...]) -> str | None:
    if value is None:
        return None
    wanted = value.casefold()
    for term in terms:
        if wanted in (term.id.casefold(), term.name.casefold(), *(name.casefold() for name in term.names)):
            return term.id
    spelt = [word for term in terms for word in (term.id, term.name)]
    ids = ", ".join(term.id for term in terms)
    raise InputError(f"The {kind} {value!r} is not known.{nearest(value, spelt)} Allowed: {ids}.")


def _word(kind: str, value: str | None, allowed: tuple[str, ...]) -> str | None:
    if value is None or value.casefold() in allowed:
        return value and value.casefold()
    raise InputError(f"The {kind} {value!r} is not known.{nearest(value, allowed)} Allowed: {', '.join(allowed)}.")
