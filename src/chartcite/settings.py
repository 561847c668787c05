"""Settings: from the environment (`CHARTCITE_...`), else a TOML file (`CHARTCITE_CONFIG`), else these defaults.

Every value is bounded and typed, and a name that is not known is refused with the nearest that is.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import os
import tomllib
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from chartcite.errors import SettingsError

PREFIX = "CHARTCITE_"
CONFIG = f"{PREFIX}CONFIG"
DEFAULT_EMBEDDER = "wordllama"
TRANSFORMERS = "sentence-transformers:"
ModelUse = Literal["drafting", "reading"]
_OF_A_MODEL = (
    "model_uses",
    "model_seconds",
    "model_connect_seconds",
    "model_tokens",
    "model_reply_chars",
    "model_retries",
)
_DECIDE_NO_ANSWER = {"home", "host", "port", "knowledge", "log_level", "model_key"}
"""Left out of the digest: places on this machine, what is only shown, the secret. Knowledge has a digest of its own."""


class Settings(BaseSettings):
    """All that a user may set."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True, env_ignore_empty=True)

    home: Path = Field(default_factory=lambda: platformdirs.user_data_path("chartcite", appauthor=False))
    """Added documents (`documents/`) and the snapshots of the index."""
    knowledge: Path | None = None
    """Another knowledge folder than the one shipped."""
    model_url: str | None = None
    """An OpenAI-compatible endpoint; none means the embedded drafter."""
    model: str | None = None
    model_key: SecretStr | None = None
    allow_remote_model: bool = False
    """Whether the endpoint may be off this machine."""
    model_uses: Annotated[frozenset[ModelUse], NoDecode, Field(min_length=1)] = frozenset({"drafting"})
    """What the model is for: wording what was decided, and proposing what words of a question mean that nobody knows."""
    model_seconds: Annotated[float, Field(ge=0.05, le=600)] = 30
    """All that one answer may wait for the model, repairs and retries included."""
    model_connect_seconds: Annotated[float, Field(ge=0.01, le=60)] = 3
    model_tokens: Annotated[int, Field(ge=16, le=32_000)] = 1500
    """The longest reply asked for."""
    model_reply_chars: Annotated[int, Field(ge=100, le=1_000_000)] = 20_000
    """The longest reply read."""
    model_sentences: Annotated[int, Field(ge=1, le=40)] = 8
    """Sentences of an answer that are sent to be worded, the leading ones first; small models take few."""
    model_retries: Annotated[int, Field(ge=0, le=5)] = 1
    embedder: str = DEFAULT_EMBEDDER
    """`wordllama`, or `sentence-transformers:<name or path>`."""
    today: date | None = None
    """The day taken as today; none means the clock."""
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 7860
    max_note_bytes: Annotated[int, Field(ge=1000, le=50_000_000)] = 1_000_000
    max_question_chars: Annotated[int, Field(ge=10, le=100_000)] = 4000
    log_level: Literal["debug", "info", "warning", "error"] = "warning"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read arguments, then the environment, then the file named by CHARTCITE_CONFIG; nothing else."""
        path = os.environ.get(CONFIG)
        file = (TomlConfigSettingsSource(settings_cls, Path(path).expanduser()),) if path else ()
        return init_settings, env_settings, *file

    @field_validator("home", "knowledge")
    @classmethod
    def _expanded(cls, path: Path | None) -> Path | None:
        return path.expanduser() if path else path

    @field_validator("log_level", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("model_uses", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return [part.strip().lower() for part in value.split(",")] if isinstance(value, str) else value

    @field_validator("embedder")
    @classmethod
    def _known_embedder(cls, value: str) -> str:
        if value == DEFAULT_EMBEDDER or value.removeprefix(TRANSFORMERS) not in ("", value):
            return value
        raise ValueError(f"must be {DEFAULT_EMBEDDER}, or {TRANSFORMERS}<name or path>")

    @field_validator("host")
    @classmethod
    def _loopback(cls, value: str) -> str:
        if is_this_machine(value):
            return value
        raise ValueError("only this machine may be served: 127.0.0.1, ::1 or localhost")

    @field_validator("model_url")
    @classmethod
    def _plain_url(cls, value: str | None) -> str | None:
        if value is None:
            return None
        url = urlsplit(value)
        if url.scheme not in ("http", "https") or not url.hostname:
            raise ValueError("must be an http or https address, such as http://127.0.0.1:8080/v1")
        if url.username or url.password or url.query:
            raise ValueError(f"must hold no user, password or query; the key goes into {PREFIX}MODEL_KEY")
        return value

    @model_validator(mode="after")
    def _whole_model(self) -> Self:
        if bool(self.model_url) != bool(self.model):
            raise ValueError(f"{PREFIX}MODEL_URL and {PREFIX}MODEL go together: set both or none")
        if (
            self.model_url
            and not self.allow_remote_model
            and not is_this_machine(urlsplit(self.model_url).hostname or "")
        ):
            raise ValueError(
                f"the model endpoint {self.model_url} is off this machine; what is sent leaves it. "
                f"Set {PREFIX}ALLOW_REMOTE_MODEL=1 to allow that"
            )
        return self

    def digest(self) -> str:
        """Digest what may change an answer, without the secret."""
        without = {*_DECIDE_NO_ANSWER, *(() if self.model_url else _OF_A_MODEL)}
        values = self.model_dump(mode="json", exclude=without)
        if "model_uses" in values:
            values["model_uses"] = sorted(values["model_uses"])
        held = json.dumps(values, sort_keys=True)
        return f"sha256:{hashlib.sha256(held.encode()).hexdigest()}"


def load_settings(**given: Any) -> Settings:
    """Read all settings; `given` goes over the environment. Raises SettingsError naming the setting and its mend."""
    _refuse_unknown(os.environ)
    if path := os.environ.get(CONFIG):
        _check_file(Path(path).expanduser())
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError("; ".join(_said(item) for item in error.errors(include_input=False))) from error


def is_this_machine(host: str) -> bool:
    """Whether a host name or address is of this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _refuse_unknown(names: Iterable[str]) -> None:
    known = {CONFIG, *(f"{PREFIX}{name.upper()}" for name in Settings.model_fields)}
    for name in sorted(names):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingsError(f"{name} is no setting.{_nearest(name.upper(), known)}")


def _check_file(path: Path) -> None:
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{CONFIG}: {path} can't be read as TOML: {error}") from error
    known = set(Settings.model_fields)
    for name in held:
        if name not in known:
            raise SettingsError(f"{path}: {name} is no setting.{_nearest(name, known)}")


def _nearest(name: str, known: set[str]) -> str:
    """The known name that was nearly written, compared without the prefix, which all of them share."""
    own = {other.removeprefix(PREFIX): other for other in known}
    near = get_close_matches(name.removeprefix(PREFIX), own, n=1, cutoff=0.6)
    return f" Did you mean {own[near[0]]}?" if near else f" Known are {', '.join(sorted(known))}."


def _said(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"])
    why = str(error["msg"]).removeprefix("Value error, ")
    return f"{PREFIX}{where.upper()}: {why}" if where else why
