"""The only way out to a model endpoint: no proxy, no redirect, few headers, a bounded reply, within the time left."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlsplit

import httpx2
from httpx2 import BaseTransport, Client, HTTPTransport, Limits, Request, Response, SyncByteStream

SENT_HEADERS = frozenset(
    {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "authorization"}
)
"""Whatever else the libraries would tell of this machine (versions, organisation, project) is left out."""


class TooLongError(Exception):
    """The reply has more bytes than allowed."""


class GivenUpError(Exception):
    """Nobody waits for this reply any more."""


class CapturedError(Exception):
    """The request was kept instead of sent."""


@dataclass
class Attempt:
    """One request: when it must be over, how long it may take to connect, how many bytes it may bring."""

    until: float
    connect: float
    most_bytes: int
    keep: bool = False
    kept: tuple[str, bytes] | None = None
    retry_after: str | None = None
    status: int | None = None
    over: threading.Event = field(default_factory=threading.Event)

    def left(self) -> float:
        """Seconds until it must be over."""
        return self.until - monotonic()


_NOW: ContextVar[Attempt] = ContextVar("attempt")


@contextmanager
def during(attempt: Attempt) -> Iterator[None]:
    """Requests of this thread belong to the attempt."""
    token = _NOW.set(attempt)
    try:
        yield
    finally:
        _NOW.reset(token)


class GuardedTransport(BaseTransport):
    """Sends to one host only, and within the attempt's bounds."""

    def __init__(self, address: str) -> None:
        self._place = _place(address)
        self._inner = HTTPTransport(trust_env=False, retries=0, limits=Limits(max_keepalive_connections=0))

    def handle_request(self, request: Request) -> Response:
        """Send one request. Raises httpx2 errors, CapturedError, GivenUpError."""
        attempt = _NOW.get()
        if _place(str(request.url)) != self._place:
            raise httpx2.UnsupportedProtocol("the request would leave for another host")
        for name in [name for name in request.headers if name.lower() not in SENT_HEADERS]:
            del request.headers[name]
        if attempt.keep:
            attempt.kept = (str(request.url), request.read())
            raise CapturedError
        left = max(0.001, attempt.left())
        request.extensions["timeout"] = {
            "connect": min(left, attempt.connect),
            "read": left,
            "write": left,
            "pool": left,
        }
        response = self._inner.handle_request(request)
        attempt.status, attempt.retry_after = response.status_code, response.headers.get("retry-after")
        if isinstance(response.stream, SyncByteStream):
            response.stream = _Bounded(response.stream, attempt)
        return response

    def close(self) -> None:
        """Let go of the connections."""
        self._inner.close()


class _Bounded(SyncByteStream):
    """A reply's bytes as long as somebody waits for them and there are not too many."""

    def __init__(self, inner: SyncByteStream, attempt: Attempt) -> None:
        self._inner, self._attempt = inner, attempt

    def __iter__(self) -> Iterator[bytes]:
        got = 0
        for piece in self._inner:
            got += len(piece)
            if got > self._attempt.most_bytes:
                raise TooLongError
            if self._attempt.over.is_set() or self._attempt.left() <= 0:
                raise GivenUpError
            yield piece

    def close(self) -> None:
        self._inner.close()


def client_for(address: str) -> Client:
    """A client that follows no redirect and reads no proxy or certificate setting from the environment."""
    return Client(transport=GuardedTransport(address), trust_env=False, follow_redirects=False)


def _place(address: str) -> tuple[str, str, int | None]:
    url = urlsplit(address)
    return url.scheme, url.hostname or "", url.port
