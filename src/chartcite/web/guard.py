"""What stands before Gradio: who may ask, for which paths, and the headers on what goes back."""

from __future__ import annotations

import ipaddress
import re
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALLOWED_PATHS = re.compile(
    r"/(?:$|config$|theme\.css$|manifest\.json$|favicon\.ico$|assets/|static/|chartcite/"
    r"|gradio_api/(?:startup-events|queue/join|queue/data|heartbeat/\w+|cancel|reset)/?$)"
)
"""All that the page needs. Uploads, files, proxies, direct calls and Gradio's tools for developers are not among it."""
NEVER_STORED = re.compile(r"/(?:$|config|gradio_api/|chartcite/source)")
STANDING_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
LEFT_OUT = (b"x-forwarded-", b"forwarded", b"x-direct-url", b"x-gradio-server", b"accept-encoding")
"""Gradio builds addresses from the first; nothing stands between the browser and us, so no one may set them.
Packing helps nothing on one machine, and a packed page could not be given its nonce."""
OUR_HEAD = (
    b'<link rel="icon" href="/chartcite/assets/icon.svg"><link rel="stylesheet" href="/chartcite/assets/page.css">'
    b'<script src="/chartcite/assets/page.js" defer></script></head>'
)


def content_policy(nonce: str) -> str:
    """Only our own files, and only scripts that carry the nonce.

    `unsafe-eval` is there because Gradio compiles the template of its HTML component; inline handlers stay forbidden.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'self'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )


class Guard:
    """ASGI middleware: refuses foreign hosts, other sites' posts, needless paths and overlarge bodies."""

    def __init__(self, app: ASGIApp, longest_body: int) -> None:
        self._app, self._longest_body = app, longest_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        send = _Reply(send, scope["path"], nonce)
        refused = self._refusal(scope)
        if refused:
            await PlainTextResponse(refused[1] + "\n", refused[0])(scope, receive, send)
            return
        scope = {**scope, "headers": list(_needed(scope["headers"]))}
        await self._app(scope, _Counted(receive, self._longest_body), send)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        if not names_this_machine(headers.get("host", "")):
            return 421, "This server answers only to the address it printed when it started."
        origin = headers.get("origin")
        if origin and (urlsplit(origin).netloc != headers.get("host")):
            return 403, "Another site may not use this server."
        if not ALLOWED_PATHS.match(scope["path"]):
            return 404, "There is nothing here."
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._longest_body:
            return 413, "That is larger than anything this page sends."
        return None


def names_this_machine(host_header: str) -> bool:
    """Whether a Host header is a loopback address or localhost: no name that others control (DNS rebinding)."""
    try:
        name = urlsplit(f"//{host_header}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _needed(headers: Iterable[tuple[bytes, bytes]]) -> Iterable[tuple[bytes, bytes]]:
    return (pair for pair in headers if not pair[0].lower().startswith(LEFT_OUT))


class _Counted:
    """Ends a body without a stated length that grows too long."""

    def __init__(self, receive: Receive, longest: int) -> None:
        self._receive, self._left = receive, longest

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        return message if self._left >= 0 else {"type": "http.disconnect"}


class _Reply:
    """Adds our headers, and the nonce to the scripts of a page."""

    def __init__(self, send: Send, path: str, nonce: str) -> None:
        self._send, self._path, self._nonce = send, path, nonce
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            self._add_headers(headers)
            if headers.get("content-type", "").startswith("text/html") and self._path == "/":
                self._start = message
                return
        elif self._start is not None:
            await self._page(message)
            return
        await self._send(message)

    def _add_headers(self, headers: MutableHeaders) -> None:
        for name, value in STANDING_HEADERS.items():
            headers[name] = value
        headers["Content-Security-Policy"] = content_policy(self._nonce)
        if NEVER_STORED.match(self._path):
            headers["Cache-Control"] = "no-store"

    async def _page(self, message: Message) -> None:
        assert self._start is not None
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = self._body.replace(b"</head>", OUR_HEAD, 1)
        body = body.replace(b"<script", f'<script nonce="{self._nonce}"'.encode())
        MutableHeaders(scope=self._start)["Content-Length"] = str(len(body))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})
