"""Many questions or notes: one JSON line out for each in, in order; a bad one is told and the run goes on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from chartcite.errors import ChartciteError, InputError

ASK_KEYS = ("id", "question", "context")
CRITIQUE_KEYS = ("id", "note", "context", "claim")
Form = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Job:
    """One line's work, and the id under which its result or its error is told."""

    id: str | None
    do: Callable[[], Form]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a batch file, read as JSON."""

    id: str | None
    values: Form

    def text(self, key: str) -> str:
        """A text that has to be there."""
        value = self.optional_text(key)
        if value is None:
            raise InputError(f"The line has no {key!r}.")
        return value

    def optional_text(self, key: str) -> str | None:
        """A text that may be missing."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            raise InputError(f"{key!r} must be text.")
        return value

    def context(self) -> Form:
        """The context, as given."""
        value = self.values.get("context") or {}
        if not isinstance(value, dict):
            raise InputError('\'context\' must be an object such as {"payer": "medicare"}.')
        return value


def open_lines(source: str) -> Iterable[bytes]:
    """The lines of a file, or of stdin for "-"."""
    if source == "-":
        return sys.stdin.buffer
    path = Path(source)
    try:
        return _lines(path.open("rb"))
    except FileNotFoundError:
        raise InputError(f"There is no file {source}.") from None
    except OSError as error:
        raise InputError(f"{source} can't be read: {error.strerror}.") from error


def _lines(file: BinaryIO) -> Iterator[bytes]:
    with file:
        yield from file


def notes_in(folder: Path) -> list[Path]:
    """The notes of a folder, by name."""
    notes = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".txt")
    if not notes:
        raise InputError(f"There are no .txt notes in {folder}.")
    return notes


def of_lines(lines: Iterable[bytes], make: Callable[[Line], Form], keys: tuple[str, ...]) -> Iterator[Job]:
    """A job for each line that is not blank."""
    for number, content in enumerate(lines, 1):
        if not content.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        try:
            line = _read(content, number, keys)
        except InputError as error:
            yield Job(_id_in(content), _refusing(error))
        else:
            yield Job(line.id, partial(make, line))


def work(jobs: Iterable[Job]) -> int:
    """Do every job and print its line; the exit code is that of bad input if one was bad."""
    from chartcite.rendering.json_form import one_line

    all_good = True
    for job in jobs:
        try:
            form = job.do()
        except ChartciteError as error:
            form, all_good = {"id": job.id, "error": str(error)}, False
        except Exception as error:  # one line must not end the run; its words stay out of the message
            form, all_good = {"id": job.id, "error": f"It could not be worked on ({type(error).__name__})."}, False
        sys.stdout.write(one_line(form) + "\n")
        sys.stdout.flush()
    return 0 if all_good else InputError.exit_code


def _read(content: bytes, number: int, keys: tuple[str, ...]) -> Line:
    from chartcite.intake import nearest

    try:
        values = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputError(f"Line {number} is not UTF-8.") from None
    except (ValueError, RecursionError):
        raise InputError(f"Line {number} is not JSON.") from None
    if not isinstance(values, dict):
        raise InputError(f"Line {number} is not a JSON object.")
    for key in values:  # other keys may stand there (notes of one's own), a slip in one of ours may not
        if key not in keys and (meant := nearest(key, keys)):
            raise InputError(f"Line {number} has {key!r}.{meant}")
    identity = values.get("id")
    if identity is not None and (isinstance(identity, bool) or not isinstance(identity, str | int)):
        raise InputError(f"Line {number}: 'id' must be text or a whole number.")
    return Line(None if identity is None else str(identity), values)


def _id_in(content: bytes) -> str | None:
    """The id of a line that was refused, where one can be made out."""
    try:
        identity = json.loads(content.decode("utf-8-sig")).get("id")
    except (ValueError, RecursionError, AttributeError):
        return None
    return str(identity) if isinstance(identity, str | int) else None


def _refusing(error: InputError) -> Callable[[], Form]:
    def refuse() -> Form:
        raise error

    return refuse
