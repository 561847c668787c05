from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import ROOT

from chartcite.catalog.prompts import load_prompt
from chartcite.domain.record import Record
from chartcite.drafting.replies import WordingReply
from chartcite.errors import KnowledgeFileError

BROKEN = ROOT / "tests" / "data" / "prompts"


class Chimes(Record):
    chimes: tuple[str, ...]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("no-front", "front matter"),
        ("other-id", r"id: it is 'something-else'.*Allowed: other-id"),
        ("unknown-key", "colour: unknown key"),
        ("undeclared", r"\{\{hammer\}\}: this variable is not declared.*Allowed: chime"),
        ("unused", "variables.hammer: this variable is declared and never used"),
        ("twice", "written twice"),
        ("unknown-heading", "# Assistant: unknown heading"),
        ("repeated-heading", "# User: this heading stands twice"),
        ("no-user", "# User: this part is missing"),
        ("words-before", "words stand before the first heading"),
        ("no-reply", "reply: this key is missing"),
        ("other-reply", "reply: the schema is not that of what reads it"),
        ("open-reply", "additionalProperties be false"),
        ("not-there", "can't be read"),
    ],
)
def test_a_broken_prompt_is_refused_with_its_file_and_place(name: str, told: str) -> None:
    with pytest.raises(KnowledgeFileError, match=rf"{name}\.md: .*{told}|{name}\.md: {told}"):
        load_prompt(BROKEN, name, Chimes)


def test_a_sound_prompt_is_filled_in_once_and_its_digest_is_that_of_the_file() -> None:
    prompt = load_prompt(BROKEN, "sound", Chimes)
    call = prompt.call(chime="{{chime}} and {{hammer}}")
    assert call.messages == (("system", "List chimes."), ("user", "Of: {{chime}} and {{hammer}}"))
    assert call.schema == prompt.reply
    assert call.prompts[0].id == "sound"
    assert call.prompts[0].digest.startswith("sha256:")


def test_a_prompt_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sound.md").write_bytes(b"---\nid: \xff\n---\n")
    with pytest.raises(KnowledgeFileError, match="can't be read as UTF-8"):
        load_prompt(tmp_path, "sound", Chimes)


@pytest.mark.parametrize("values", [{}, {"chime": "a", "hammer": "b"}, {"hammer": "b"}])
def test_other_values_than_the_declared_are_refused(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="declares other variables"):
        load_prompt(BROKEN, "sound", Chimes).call(**values)


def test_a_prompt_that_nothing_reads_may_have_no_reply() -> None:
    with pytest.raises(KnowledgeFileError, match="nothing reads a reply"):
        load_prompt(BROKEN, "sound")


def test_the_prompts_that_ship_are_sound() -> None:
    assert load_prompt(ROOT / "prompts", "wording", WordingReply).variables == {"question", "sentences"}
    assert load_prompt(ROOT / "prompts", "repair").variables == {"faults"}
