"""HTML built so that no text can become markup: every child that isn't `Html` is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

VOID_TAGS = frozenset({"br", "hr", "input"})


class Html(str):
    """Finished markup. Only this module makes it from text, by escaping."""

    __slots__ = ()


Child = Html | str | None
EMPTY = Html("")


def text(value: str) -> Html:
    """Text as markup that shows it as it stands."""
    return Html(escape(value, quote=True))


def join(children: Iterable[Child], between: Child = None) -> Html:
    """Children one after another, with `between` among them."""
    return Html(_safe(between).join(_safe(child) for child in children if child))


def el(tag: str, *children: Child, cls: str = "", **attributes: str | bool | None) -> Html:
    """An element. `data_x` becomes `data-x`, `for_` becomes `for`; attributes that are None or False are left out."""
    given = {"class": cls or None, **attributes}
    shown = "".join(_attribute(name, value) for name, value in given.items() if value not in (None, False))
    if tag in VOID_TAGS:
        return Html(f"<{tag}{shown}>")
    return Html(f"<{tag}{shown}>{join(children)}</{tag}>")


def web_address(url: str | None) -> str | None:
    """The address when a browser may follow it: http or https, nothing else."""
    return url if url and url.startswith(("https://", "http://")) else None


def link(url: str | None, label: Child, cls: str = "") -> Html:
    """A link that opens apart and tells the other side nothing; without a usable address just the label."""
    if not web_address(url):
        return join([label])
    return el("a", label, cls=cls, href=url, target="_blank", rel="noopener noreferrer")


def _attribute(name: str, value: str | bool | None) -> str:
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value), quote=True)}"'


def _safe(child: Child) -> str:
    if child is None:
        return ""
    return child if isinstance(child, Html) else escape(child, quote=True)
