from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from chartcite.errors import SettingsError
from chartcite.settings import Settings, is_this_machine, load_settings


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.upper().startswith("CHARTCITE_"):
            monkeypatch.delenv(name)


def test_by_default_nothing_leaves_this_machine() -> None:
    settings = load_settings()
    assert settings.model_url is None
    assert settings.host == "127.0.0.1"
    assert not settings.allow_remote_model
    assert settings.embedder == "wordllama"
    assert settings.home.is_absolute()


def test_the_environment_goes_over_the_file_and_arguments_over_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "chartcite.toml"
    file.write_text('port = 7001\ntoday = 2026-04-10\nlog_level = "INFO"\n')
    monkeypatch.setenv("CHARTCITE_CONFIG", str(file))
    monkeypatch.setenv("CHARTCITE_PORT", "7002")
    settings = load_settings()
    assert (settings.port, settings.today, settings.log_level) == (7002, date(2026, 4, 10), "info")
    assert load_settings(port=7003).port == 7003


def test_an_unknown_variable_is_refused_with_the_nearest_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTCITE_MODL_URL", "x")
    with pytest.raises(SettingsError, match=r"CHARTCITE_MODL_URL is no setting. Did you mean CHARTCITE_MODEL_URL?"):
        load_settings()


@pytest.mark.parametrize("name", ["CHARTCITE_FOO", "CHARTCITE_QQQQQQQQQQQQQQQQQQQQQQQQQQQQ"])
def test_an_unknown_variable_that_resembles_none_lists_all(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "x")
    with pytest.raises(SettingsError, match=r"Known are .*CHARTCITE_HOME"):
        load_settings()


def test_an_unknown_key_of_the_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "chartcite.toml"
    file.write_text("prot = 7001\n")
    monkeypatch.setenv("CHARTCITE_CONFIG", str(file))
    with pytest.raises(SettingsError, match=r"prot is no setting. Did you mean port?"):
        load_settings()


@pytest.mark.parametrize("content", [None, "port = = 1", b"\xff\xfe"])
def test_a_file_that_can_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | bytes | None
) -> None:
    file = tmp_path / "chartcite.toml"
    if content is not None:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    monkeypatch.setenv("CHARTCITE_CONFIG", str(file))
    with pytest.raises(SettingsError, match="CHARTCITE_CONFIG"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "x"),
        ("MAX_NOTE_BYTES", "-1"),
        ("MAX_QUESTION_CHARS", "1e99"),
        ("TODAY", "yesterday"),
        ("EMBEDDER", "word2vec"),
        ("EMBEDDER", "sentence-transformers:"),
        ("HOST", "0.0.0.0"),
        ("HOST", "example.org"),
        ("LOG_LEVEL", "loud"),
        ("ALLOW_REMOTE_MODEL", "perhaps"),
        ("MODEL_URL", "ftp://x/y"),
        ("MODEL_URL", "http://me:secret@127.0.0.1/v1"),
        ("MODEL_URL", "http://127.0.0.1/v1?key=1"),
    ],
)
def test_a_value_out_of_bounds_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"CHARTCITE_{name}", value)
    with pytest.raises(SettingsError, match=f"CHARTCITE_{name}"):
        load_settings()


def test_an_endpoint_off_this_machine_needs_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTCITE_MODEL_URL", "https://api.example.org/v1")
    monkeypatch.setenv("CHARTCITE_MODEL", "m")
    with pytest.raises(SettingsError, match="CHARTCITE_ALLOW_REMOTE_MODEL=1"):
        load_settings()
    monkeypatch.setenv("CHARTCITE_ALLOW_REMOTE_MODEL", "1")
    assert load_settings().model_url == "https://api.example.org/v1"


@pytest.mark.parametrize("name", ["MODEL_URL", "MODEL"])
def test_endpoint_and_model_go_together(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"CHARTCITE_{name}", "http://127.0.0.1:1/v1")
    with pytest.raises(SettingsError, match="go together"):
        load_settings()


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTCITE_MODEL_URL", "")
    assert load_settings().model_url is None


def test_the_secret_is_neither_shown_nor_digested() -> None:
    one, two = load_settings(model_key="hunter2"), load_settings(model_key="other")
    assert "hunter2" not in repr(one) + one.model_dump_json()
    assert one.digest() == two.digest()


def test_the_digest_follows_what_may_change_an_answer_and_nothing_else() -> None:
    base = load_settings().digest()
    assert load_settings(today=date(2026, 1, 1)).digest() != base
    assert load_settings(embedder="sentence-transformers:some/model").digest() != base
    assert load_settings(port=9999, home=Path("/elsewhere"), log_level="debug").digest() == base


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("[::1]", True),
        ("LOCALHOST", True),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("localhost.example.org", False),
        ("127.0.0.1.example.org", False),
    ],
)
def test_only_loopback_is_this_machine(host: str, here: bool) -> None:
    assert is_this_machine(host) is here


def test_settings_can_not_be_changed_afterwards() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODEL_USES", "coding"),
        ("MODEL_USES", "drafting,coding"),
        ("MODEL_USES", ","),
        ("MODEL_SECONDS", "0"),
        ("MODEL_SECONDS", "601"),
        ("MODEL_CONNECT_SECONDS", "0"),
        ("MODEL_TOKENS", "15"),
        ("MODEL_REPLY_CHARS", "99"),
        ("MODEL_SENTENCES", "0"),
        ("MODEL_RETRIES", "6"),
        ("MODEL_RETRIES", "-1"),
    ],
)
def test_a_budget_out_of_bounds_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"CHARTCITE_{name}", value)
    with pytest.raises(SettingsError, match=f"CHARTCITE_{name}"):
        load_settings()


def test_a_model_words_and_reads_only_where_it_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().model_uses == {"drafting"}
    monkeypatch.setenv("CHARTCITE_MODEL_USES", "Drafting")
    assert load_settings().model_uses == {"drafting"}
    monkeypatch.setenv("CHARTCITE_MODEL_USES", "drafting, Reading")
    assert load_settings().model_uses == {"drafting", "reading"}


def test_what_a_model_may_do_changes_the_digest_only_where_there_is_one() -> None:
    model = {"model_url": "http://127.0.0.1:1/v1", "model": "m"}
    assert load_settings(model_seconds=5).digest() == load_settings().digest()
    assert load_settings(**model).digest() != load_settings(**model, model_sentences=2).digest()
