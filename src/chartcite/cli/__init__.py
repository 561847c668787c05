"""The command line: `main` for the shell, `run` for whoever wants the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from chartcite.errors import ChartciteError

OWN_CODE = Path(__file__).parents[1]
INTERRUPTED = 130
"""What a shell expects of a command that Ctrl-C ended."""


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command; every refusal is one sentence on stderr, and its exit code is returned."""
    from typer import Abort, TyperException

    from chartcite.cli.app import app

    _speak_utf8()
    try:
        code = app(args=list(arguments), standalone_mode=False, prog_name="chartcite")
        sys.stdout.flush()
    except ChartciteError as error:
        return _refuse(str(error), error.exit_code)
    except TyperException as error:
        return _refuse(f"{error.format_message().rstrip('.')}; see chartcite --help.", 2)
    except BrokenPipeError:
        return _unread()
    except SystemExit as left:
        if not isinstance(left.__context__, BrokenPipeError):  # Typer and rich make this of one
            raise
        return _unread()
    except (Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:  # its message may hold words of a note: only its kind and place are told
        return _refuse(f"Something went wrong inside Chartcite ({_place_of(error)}); chartcite doctor may say why.", 1)
    return code if isinstance(code, int) else 0


def _unread() -> int:
    """The reader of our output went away, as `head` does: nothing failed, and what is left to write goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _refuse(sentence: str, code: int) -> int:
    sys.stderr.write(f"chartcite: {sentence}\n")
    return code


def _place_of(error: Exception) -> str:
    """The error's kind, and the last line of our own that it came through."""
    where = ""
    frame = error.__traceback__
    while frame is not None:
        file = Path(frame.tb_frame.f_code.co_filename)
        if OWN_CODE in file.parents:
            where = f" at {file.relative_to(OWN_CODE)}:{frame.tb_lineno}"
        frame = frame.tb_next
    return f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.") + where


def _speak_utf8() -> None:
    """Answers hold quotation marks and dashes, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")
