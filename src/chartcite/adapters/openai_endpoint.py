"""Any OpenAI-compatible endpoint, through langchain-openai; imported only when one is configured.

Retries, time and size are kept here and not by the library, which knows no budget for the whole call. A request runs in
a thread of its own, so that nothing (a name that does not resolve, a server that drips) holds the answer up for longer.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpx2
import openai
from langchain_openai import ChatOpenAI
from langsmith import tracing_context
from pydantic import SecretStr

from chartcite.adapters.model_transport import (
    Attempt,
    CapturedError,
    GivenUpError,
    TooLongError,
    client_for,
    during,
)
from chartcite.domain.model import ModelCall, Outbound
from chartcite.errors import ModelError

for _name in ("openai", "httpx2", "httpcore2", "langchain_openai", "langchain_core"):
    logging.getLogger(_name).setLevel(logging.ERROR)  # at debug they would write whole requests
_OLD_TRACING = ("LANGCHAIN_TRACING", "LANGCHAIN_HANDLER")  # set, they make every call fail
_FRAME = 400  # bytes that the stream's framing puts around a token, at most, for the bound on what is read
_FIRST_PAUSE = 0.25
_BUSY, _WRONG_REQUEST = (408, 409, 425, 429), (400, 415, 422, 501)
_LENGTH = "maxItems"
_NO_KEY = "none"  # without a key the library would take one meant for somebody else from the environment


@dataclass(frozen=True)
class Limits:
    """Bounds of one call; seconds to connect, tokens and characters of a reply, retries."""

    connect: float = 3.0
    tokens: int = 1500
    reply_chars: int = 20_000
    retries: int = 1


@dataclass
class _Failed(Exception):
    """Why an attempt came to nothing, and whether another may do better."""

    why: str
    again: bool = False
    simpler: bool = False


class OpenAIEndpoint:
    """A `LanguageModel` behind `url`; `local` says that it is on this machine."""

    def __init__(self, url: str, model: str, key: SecretStr | None, limits: Limits, *, local: bool) -> None:
        for name in _OLD_TRACING:  # the newer ones are overruled for each request
            os.environ.pop(name, None)
        self.name, self.host = model, urlsplit(url).netloc
        self._limits, self._local, self._url = limits, local, url.rstrip("/")
        self._client = client_for(url)
        self._chat = ChatOpenAI(
            model=model,
            base_url=self._url,
            api_key=key or SecretStr(_NO_KEY),
            http_client=self._client,
            openai_proxy=None,
            max_retries=0,
            stream_usage=False,
            use_responses_api=False,
            output_version="v0",
            cache=False,
            callbacks=None,
        )
        self._form = 0  # how much the endpoint was found to understand: schema, JSON, plain text

    def stream(self, call: ModelCall, seconds: float) -> Iterator[str]:
        """Pieces of the reply as they come. Raises ModelError with one line of ours, at the latest after `seconds`."""
        until = monotonic() + seconds
        retries, pause = self._limits.retries, _FIRST_PAUSE
        while True:
            attempt = self._attempt(until)
            begun = False
            try:
                for piece in self._pieces(call, attempt):
                    begun = True
                    yield piece
                return
            except _Failed as failure:
                if begun:
                    raise self._error(failure.why) from None
                if failure.simpler and self._form < 2:
                    self._form += 1
                    continue
                wait = _seconds(attempt.retry_after, pause)
                if not failure.again or not retries or wait >= attempt.left():
                    raise self._error(failure.why) from None
            retries, pause = retries - 1, pause * 2
            threading.Event().wait(wait)

    def outbound(self, call: ModelCall) -> Outbound:
        """The request that `stream` would send first, kept on its way out instead of sent."""
        attempt = self._attempt(monotonic() + 60, keep=True)
        with suppress(_Failed):
            for _ in self._pieces(call, attempt):
                pass
        if attempt.kept is None:
            raise self._error("could not be given a request")
        return Outbound(*attempt.kept)

    def models(self, seconds: float) -> list[str]:
        """The ids of the models that the endpoint names. Raises ModelError."""
        attempt = self._attempt(monotonic() + seconds)
        try:
            with during(attempt):
                return [model.id for model in self._chat.root_client.models.list()]
        except Exception as error:
            raise self._error(_failure(error, attempt).why) from None

    def _attempt(self, until: float, *, keep: bool = False) -> Attempt:
        most = self._limits.reply_chars * 8 + self._limits.tokens * _FRAME
        return Attempt(until, self._limits.connect, most, keep)

    def _pieces(self, call: ModelCall, attempt: Attempt) -> Iterator[str]:
        """The text of one request, worked on in a thread. Raises _Failed."""
        said: SimpleQueue[str | _Failed | None] = SimpleQueue()
        threading.Thread(target=self._work, args=(call, attempt, said), daemon=True).start()
        chars = 0
        try:
            while True:
                try:
                    piece = said.get(timeout=max(0.001, attempt.left()))
                except Empty:
                    raise _Failed("took longer than the time allowed") from None
                if piece is None:
                    return
                if isinstance(piece, _Failed):
                    raise piece
                chars += len(piece)
                if chars > self._limits.reply_chars:
                    raise _Failed("sent a reply longer than allowed")
                yield piece
        finally:
            attempt.over.set()

    def _work(self, call: ModelCall, attempt: Attempt, said: SimpleQueue[str | _Failed | None]) -> None:
        try:
            with during(attempt), tracing_context(enabled=False):
                for chunk in self._chat.stream(list(call.messages), **self._options(call)):
                    if attempt.over.is_set():
                        return
                    if text := _text(chunk.content):
                        said.put(text)
            said.put(None)
        except Exception as error:
            said.put(_failure(error, attempt))

    def _options(self, call: ModelCall) -> dict[str, Any]:
        """Parameters by what the endpoint understands; in the body as they are, so that nothing is parsed for us."""
        body: dict[str, Any] = {}
        if (
            self._local
        ):  # Ollama, llama.cpp and older vLLM know this name of the limit, remote ones refuse it beside the new
            body["max_tokens"] = self._limits.tokens
        if self._form == 0:
            schema = call.schema if self._local else _without_lengths(call.schema)
            named = {"name": call.name, "schema": schema, "strict": True}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        elif self._form == 1:
            body["response_format"] = {"type": "json_object"}
        options: dict[str, Any] = {"extra_body": body} if body else {}
        if self._form < 2:
            options |= {"max_tokens": self._limits.tokens}
        return options | ({"temperature": 0} if self._form == 0 else {})

    def _error(self, why: str) -> ModelError:
        return ModelError(f"The model endpoint at {self.host} {why}.")


def _without_lengths(schema: Any) -> Any:
    """A schema without how long a list may be: on this machine that ends a reply, elsewhere not every endpoint takes it."""
    if isinstance(schema, dict):
        return {key: _without_lengths(value) for key, value in schema.items() if key != _LENGTH}
    return [_without_lengths(value) for value in schema] if isinstance(schema, list) else schema


def _text(content: object) -> str:
    return content if isinstance(content, str) else ""


def _failure(error: BaseException, attempt: Attempt) -> _Failed:
    """An attempt's error in our own words; theirs may hold what was sent, or the key."""
    causes = _chain(error)
    if any(isinstance(cause, TooLongError) for cause in causes):
        return _Failed("sent a reply longer than allowed")
    if any(isinstance(cause, GivenUpError | httpx2.ReadTimeout) for cause in causes):
        return _Failed("took longer than the time allowed")
    if any(isinstance(cause, CapturedError) for cause in causes):
        return _Failed("was asked for nothing")
    if isinstance(error, openai.APIStatusError):
        return _of_status(error.status_code)
    if any(isinstance(cause, httpx2.ConnectError | httpx2.ConnectTimeout) for cause in causes):
        return _Failed("can't be reached", again=True)
    if isinstance(error, openai.APIConnectionError | httpx2.HTTPError):
        return _Failed("broke off", again=attempt.status is None)
    return _Failed(f"sent what can't be read ({type(error).__name__})")


def _of_status(status: int) -> _Failed:
    if status in (401, 403):
        return _Failed(f"refused the key (HTTP {status})")
    if status == 404:
        return _Failed("has no such model or path (HTTP 404)")
    if status in _BUSY:
        return _Failed(f"is too busy (HTTP {status})", again=True)
    if status in _WRONG_REQUEST:
        return _Failed(f"did not take the request (HTTP {status})", simpler=True)
    return _Failed(f"failed (HTTP {status})", again=status >= 500)


def _chain(error: BaseException) -> list[BaseException]:
    causes: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in causes:
        causes.append(now)
        now = now.__cause__ or now.__context__
    return causes


def _seconds(retry_after: str | None, otherwise: float) -> float:
    """Seconds to wait as the endpoint says; a date instead of seconds counts as not said."""
    try:
        return max(0.0, float(retry_after)) if retry_after else otherwise
    except ValueError:
        return otherwise
