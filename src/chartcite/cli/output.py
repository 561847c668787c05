"""How a result leaves: text for a reader, JSON or Markdown where asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from chartcite.errors import InputError

if TYPE_CHECKING:
    from chartcite.rendering.document import Document


def show(
    form: Callable[[], dict[str, Any]], page: Callable[[], Document], *, as_json: bool, as_markdown: bool = False
) -> None:
    """Print one result in the form that was asked for."""
    if as_json and as_markdown:
        raise InputError("Give --json or --markdown, not both.")
    if as_json:
        from chartcite.rendering.json_form import pretty

        sys.stdout.write(pretty(form()) + "\n")
    elif as_markdown:
        from chartcite.rendering.markdown_form import markdown

        sys.stdout.write(markdown(page()))
    else:
        from chartcite.rendering.text_form import print_document

        print_document(page())


def warn(notices: Iterable[str]) -> None:
    """Say on stderr what the reader must know of how the input was read."""
    for notice in notices:
        sys.stderr.write(f"Notice: {notice}\n")
