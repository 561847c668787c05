"""A real HTTP server on this machine that plays a model endpoint: it says what the script tells it, well or badly."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Received:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def sentences(self) -> list[dict[str, Any]]:
        """The sentences that the wording prompt holds: key, text and quotes."""
        user = self.json["messages"][1]["content"]
        return json.loads(user.partition("Sentences: ")[2])


@dataclass(frozen=True)
class Reply:
    """What the server sends: the reply's text in pieces as a stream, or anything else."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0
    """Seconds before the first byte."""
    drip: float = 0
    """Seconds between pieces."""
    piece: int = 12
    """Characters of a piece."""
    cut_after: int | None = None
    """Pieces after which the connection breaks."""
    raw: bytes | None = None
    """Bytes sent in place of a stream."""
    finish: str = "stop"


Script = Reply | Callable[[Received], Reply]


def wording(*sentences: tuple[str, str], **more: Any) -> Reply:
    """A reply in the form of the prompt `wording`."""
    return Reply(json.dumps({"sentences": [{"key": key, "text": text} for key, text in sentences]}), **more)


def rewording(change: Callable[[str], str], **more: Any) -> Callable[[Received], Reply]:
    """A reply that makes of each sentence sent what `change` makes of its text; the same again when asked to mend."""

    def reply(received: Received) -> Reply:
        return wording(*((item["key"], change(item["text"])) for item in received.sentences), **more)

    return reply


class ScriptedEndpoint:
    """The server; `url` is what CHARTCITE_MODEL_URL takes. Each request takes the next reply, the last one stays."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.models = ["scripted"]
        self._script: list[Script] = [Reply()]
        self._given_up = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.owner = self  # type: ignore[attr-defined]
        self._server.daemon_threads = True
        self._server.block_on_close = False
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def plays(self, *script: Script) -> ScriptedEndpoint:
        """Take these replies from now on, and forget what was received."""
        self._script = list(script) or [Reply()]
        self.received.clear()
        return self

    @property
    def heard(self) -> str:
        """All that ever arrived, headers included, as one text."""
        return "\n".join(
            f"{item.path} {item.headers} {item.body.decode()} {_unescaped(item.body)}" for item in self.received
        )

    def next_reply(self, received: Received) -> Reply:
        script = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        return script(received) if callable(script) else script

    def pause(self, seconds: float) -> None:
        self._given_up.wait(seconds)

    def close(self) -> None:
        self._given_up.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def scripted_endpoint() -> Iterator[ScriptedEndpoint]:
    """A server for the time of a test."""
    server = ScriptedEndpoint()
    try:
        yield server
    finally:
        server.close()


def _unescaped(body: bytes) -> str:
    return re.sub(r"\\+([\"n])", r"\1", body.decode())


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def _owner(self) -> ScriptedEndpoint:
        return self.server.owner  # type: ignore[attr-defined]

    def do_GET(self) -> None:
        self._owner.received.append(Received(self.path, dict(self.headers), b"{}"))
        self._whole(200, json.dumps({"object": "list", "data": [_model(name) for name in self._owner.models]}).encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        received = Received(self.path, dict(self.headers), body)
        self._owner.received.append(received)
        reply = self._owner.next_reply(received)
        self._owner.pause(reply.wait)
        try:
            if reply.raw is not None or reply.status != 200:
                self._whole(reply.status, reply.raw or b'{"error": {"message": "no"}}', reply.headers)
            else:
                self._stream(reply)
        except OSError:
            self.close_connection = True

    def _whole(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def _stream(self, reply: Reply) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")
        self.end_headers()
        pieces = [reply.text[i : i + reply.piece] for i in range(0, len(reply.text), reply.piece)]
        for number, piece in enumerate(pieces):
            if number == reply.cut_after:
                self.close_connection = True
                return
            self._event(_chunk(piece, None))
            self._owner.pause(reply.drip)
        self._event(_chunk("", reply.finish))
        self._event("[DONE]")
        self.wfile.write(b"0\r\n\r\n")
        self.close_connection = True

    def _event(self, data: str) -> None:
        event = f"data: {data}\n\n".encode()
        self.wfile.write(b"%x\r\n%s\r\n" % (len(event), event))
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _chunk(text: str, finish: str | None) -> str:
    choice = {"index": 0, "delta": {"content": text} if text else {}, "finish_reason": finish}
    return json.dumps(
        {
            "id": "c",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "scripted",
            "choices": [choice],
        }
    )


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "scripted"}
