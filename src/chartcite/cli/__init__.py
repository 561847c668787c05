"""The command line: `main` for the shell, `run` for whoever wants the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from chartcite.errors import ChartciteError

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
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:  # its message may hold words of a note: only its kind and place are told
        return _refuse(f"Something went wrong inside Chartcite ({_place_of(error)}); chartcite doctor may say why.", 1)
    return code if isinstance(code, int) else 0


def _refuse(sentence: str, code: int) -> int:
    sys.stderr.write(f"chartcite: {sentence}\n")
    return code


def _place_of(error: Exception) -> str:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f" at {Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else ""
    return type(error).__name__ + where


def _speak_utf8() -> None:
    """Answers hold quotation marks and dashes, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")
