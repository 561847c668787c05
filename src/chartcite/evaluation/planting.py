"""Synthetic notes with planted identifiers: templates and lists (`evals/suites/masking/`) filled by a fixed seed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from chartcite.errors import InputError

DEV, HELDOUT = "dev", "heldout"
HALVES = (DEV, HELDOUT)
_SLOT = re.compile(r"\{\{(\w+)(\?)?(?::([^}]*))?\}\}")
_HEAD = re.compile(r"^=== (\S+).*\n", re.M)
_FIRST_DAY, _DAYS = date(2025, 1, 6), 640
_BORN_FROM, _BORN_DAYS = date(1926, 2, 1), 23_000
BLINDS = ("blind", "blind-2")  # notes of other authors, with the identifiers written out
_STAYS = "k"  # the class of what is a fact of coding
_WRITTEN = re.compile(r"\{\{([^:{}]+):([^{}]+)\}\}")
_WRITTEN_KINDS = {
    **dict.fromkeys(("p", "fam", "s", "o", "r"), "name"),
    **dict.fromkeys(("date", "dob"), "date"),
    **dict.fromkeys(("number", "npi", "licence", "dea", "ssn", "dl"), "number"),
    **dict.fromkeys(("street", "city"), "address"),
    **dict.fromkeys(("facility", "employer"), "facility"),
    **{kind: kind for kind in ("age", "phone", "email", "url", "ip", "zip")},
    "serial": "device",
}
_MBI = "1EG#-TE#-MK##"
_PLACES = {
    "street": ("streets", "address"),
    "city": ("cities", "address"),
    "pobox": ("poboxes", "address"),
    "facility": ("facilities", "facility"),
    "email": ("emails", "email"),
    "url": ("urls", "url"),
    "zip": ("zips", "zip"),
}


class Planted(NamedTuple):
    """An identifier of a note: its class and place."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Note:
    """A note and what was planted in it."""

    id: str
    text: str
    planted: tuple[Planted, ...]
    facts: tuple[Planted, ...] = ()
    """Facts of coding that have to stay, where the notes mark them."""


def notes(folder: Path, half: str, each: int = 5) -> list[Note]:
    """Fill every template of one half `each` times. Raises InputError when the folder holds no such half."""
    try:
        text = (folder / f"{half}.txt").read_text(encoding="utf-8")
        lists = json.loads((folder / f"{half}.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{folder}: no masking suite there: {error}") from error
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [
        _filled(f"{head[1]}-{turn}", text[head.end() : end], lists, Random(f"{lists['seed']} {head[1]} {turn}"))
        for head, end in zip(heads, ends, strict=True)
        for turn in range(1, each + 1)
    ]


def written(folder: Path, part: str) -> list[Note]:
    """The notes of a part such as `blind.txt`: `{{class:text}}` is an identifier, of class "k" a fact; others are plain text."""
    text = (folder / f"{part}.txt").read_text(encoding="utf-8")
    heads = list(_HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [_as_written(head[1], text[head.end() : end]) for head, end in zip(heads, ends, strict=True)]


def _as_written(identity: str, template: str) -> Note:
    parts: list[str] = []
    planted: list[Planted] = []
    facts: list[Planted] = []
    at = length = 0
    for slot in _WRITTEN.finditer(template):
        parts += [template[at : slot.start()], slot[2]]
        start = length + slot.start() - at
        length = start + len(slot[2])
        at = slot.end()
        if slot[1] in _WRITTEN_KINDS:
            planted.append(Planted(_WRITTEN_KINDS[slot[1]], start, length))
        elif slot[1] == _STAYS:
            facts.append(Planted(_STAYS, start, length))
    return Note(identity, "".join((*parts, template[at:])), tuple(planted), tuple(facts))


def _filled(identity: str, template: str, lists: dict[str, Any], chance: Random) -> Note:
    """One note; every third has the line ends of another system."""
    if identity.endswith("3"):
        template = template.replace("\n", "\r\n")
    people = dict(zip("psrokq", chance.sample(lists["people"], 6), strict=True))
    parts: list[str] = []
    planted: list[Planted] = []
    at = length = 0
    for slot in _SLOT.finditer(template):
        parts.append(template[at : slot.start()])
        length += len(parts[-1])
        for kind, value in _value(slot, people, lists, chance):
            if kind:
                planted.append(Planted(kind, length, length + len(value)))
            parts.append(value)
            length += len(value)
        at = slot.end()
    return Note(identity, "".join((*parts, template[at:])), tuple(planted))


def _value(
    slot: re.Match[str], people: dict[str, list[str]], lists: dict[str, Any], chance: Random
) -> Iterator[tuple[str, str]]:
    """What fills a slot, as (class, text); the class is empty for what is no identifier."""
    name, bare, form = slot[1], slot[2], slot[3] or ""
    if name in people:
        yield from _name(people[name], form, "name without context" if bare else "name")
    elif name in ("date", "dob"):
        day = _BORN_FROM + timedelta(chance.randrange(_BORN_DAYS))
        if name == "date":
            day = _FIRST_DAY + timedelta(chance.randrange(_DAYS))
        yield "date", _DATES[form](day)
    elif name in _PLACES:
        of, kind = _PLACES[name]
        yield kind, chance.choice(lists[of])
    elif name == "unit":
        yield "address", chance.choice(lists["units"])
    elif name == "age":
        yield "age", str(chance.randint(90, 104))
    else:
        kind, pattern = _PATTERNS.get(name, (name, form))
        value = re.sub("#", lambda _: str(chance.randint(2, 9)), pattern or form)
        words = value.split(" ")
        while len(words) > 1 and not any(letter.isdigit() for letter in words[0]):
            yield "", words.pop(0) + " "
        yield kind, " ".join(words)


def _name(person: list[str], form: str, kind: str) -> Iterator[tuple[str, str]]:
    first, last, sex = person
    if form == "his":
        yield "", "his" if sex == "M" else "her"
        return
    if form == "title":
        yield "", "Mr. " if sex == "M" else "Mrs. "
        form = "last"
    shape = form.removeprefix("u_").removeprefix("l_")
    value = _NAMES[shape](first, last)
    yield kind, value.upper() if form.startswith("u_") else value.lower() if form.startswith("l_") else value


_NAMES: dict[str, Callable[[str, str], str]] = {
    "full": lambda first, last: f"{first} {last}",
    "first": lambda first, last: first,
    "last": lambda first, last: last,
    "f_last": lambda first, last: f"{first[0]}. {last}",
    "full_m": lambda first, last: f"{first} {last[0].upper()}. {last}",
    "last_first": lambda first, last: f"{last}, {first}",
    "last_first_m": lambda first, last: f"{last}, {first} {last[0].upper()}",
    "initials": lambda first, last: f"{first[0]}.{last[0].upper()}.",
}
_PATTERNS = {
    "mbi": ("number", _MBI),
    "zip4": ("zip", "#####-####"),
    "plate": ("plate", "KJX-####"),
    "ip": ("ip", "10.#.2#.1#"),
}
_DATES: dict[str, Callable[[date], str]] = {
    "us": lambda d: f"{d:%m/%d/%Y}",
    "us2": lambda d: f"{d.month}/{d.day}/{d:%y}",
    "short": lambda d: f"{d.month}-{d.day}-{d:%Y}",
    "iso": lambda d: d.isoformat(),
    "long": lambda d: f"{d:%B} {d.day}, {d.year}",
    "mon": lambda d: f"{d:%b} {d.day}, {d.year}",
    "u_mon": lambda d: f"{d:%b} {d.day}, {d.year}".upper(),
    "spaced": lambda d: f"{d:%m} / {d:%d} / {d:%Y}",
    "weekday": lambda d: f"{d:%A}, {d:%B} {d.day}, {d.year}",
    "day_first": lambda d: f"{d.day} {d:%B} {d.year}",
    "month_year": lambda d: f"{d:%B} {d.year}",
    "md_on": lambda d: f"{d.month}/{d.day}",
    "day_of": lambda d: f"the {d.day}th of {d:%B}, {d.year}",
    "ddmmmyyyy": lambda d: f"{d:%d%b%Y}".upper(),
}
