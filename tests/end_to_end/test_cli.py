"""What the command line promises to the outside, on the real knowledge."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from chartcite import __version__

ANSWER_KEYS = [
    "schema",
    "id",
    "question",
    "context",
    "outcome",
    "verdict",
    "summary",
    "report",
    "do_not_report",
    "coverage",
    "claims",
    "rejected",
    "conflicts",
    "missing",
    "diagnoses",
    "sources",
    "receipt",
    "timings_ms",
]
CRITIQUE_KEYS = [
    "schema",
    "id",
    "context",
    "outcome",
    "summary",
    "coverage",
    "disposition",
    "diagnoses",
    "procedures",
    "report",
    "do_not_report",
    "elements",
    "findings",
    "claim_audit",
    "query_letter",
    "claims",
    "conflicts",
    "missing",
    "sources",
    "receipt",
    "timings_ms",
]
CONTEXT_KEYS = [
    "payer",
    "state",
    "mac",
    "date_of_service",
    "place_of_service",
    "claim_type",
    "line_of_business",
    "assumed",
]
IOVERA = "Iovera treatment of the infrapatellar saphenous nerve, right knee"
NOTE = """PROCEDURE NOTE
DATE OF SERVICE: 06/01/2026
DIAGNOSIS: Meralgia paresthetica, right, G57.11
PROCEDURE: Radiofrequency ablation of the right lateral femoral cutaneous nerve
Under ultrasound guidance the probe was placed. Thermal lesion at 80 C for 90 seconds. No complications.
CODES: 64640-RT x1
"""
COMMANDS = ["ask", "compare", "critique", "code", "sources", "index", "eval", "serve", "doctor"]


def without_extras(form: dict[str, object], keys: list[str]) -> list[str]:
    return [key for key in form if key in keys]


def refusal(ran: object) -> str:
    """The one sentence on stderr of a refused command."""
    assert ran.out == ""
    assert ran.err.startswith("chartcite: ")
    assert ran.err.count("\n") == 1
    return ran.err


# ---- asking


def test_an_answer_in_json_has_the_keys_of_the_contract_in_their_order(cli) -> None:
    ran = cli("ask", IOVERA, "--payer", "medicare", "--state", "OH", "--date", "2026-04-10", "--json")
    assert ran.code == 0
    assert without_extras(ran.json, ANSWER_KEYS) == ANSWER_KEYS
    assert without_extras(ran.json["context"], CONTEXT_KEYS) == CONTEXT_KEYS
    assert ran.json["schema"] == "chartcite.answer/1"
    assert ran.json["context"]["mac"] == "CGS"
    assert ran.json["context"]["assumed"] == ["claim_type"]


def test_every_citation_stands_at_its_offsets_in_the_passages_that_sources_prints(cli) -> None:
    answer = cli("ask", IOVERA, "--payer", "medicare", "--state", "OH", "--json").json
    held = cli("sources", "--json").json["sources"]
    texts = {passage["id"]: passage["text"] for source in held for passage in source["passages"]}
    citations = [citation for claim in answer["claims"] for citation in claim["citations"]]
    assert citations
    for citation in citations:
        assert texts[citation["passage"]][citation["start"] : citation["end"]] == citation["quote"]


def test_the_digest_of_an_answer_can_be_worked_out_again_by_anyone(cli) -> None:
    form = cli("ask", "What is the global period of 64640?", "--json").json
    told = form["receipt"].pop("answer")
    del form["timings_ms"]
    canonical = json.dumps(form, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert told == "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def test_the_same_question_gives_the_same_digest_twice(cli) -> None:
    first, second = (cli("ask", "What is the MUE of 64640?", "--json").json["receipt"] for _ in range(2))
    assert first == second


def test_text_shows_the_summary_first_and_each_source_with_how_it_is_known(cli) -> None:
    ran = cli("ask", IOVERA, "--payer", "medicare", "--state", "OH")
    lines = ran.out.splitlines()
    assert lines[0].startswith("Answered")
    assert lines[2].strip()
    assert "CGS Administrators" in ran.out
    assert "our wording" in ran.out
    assert "\x1b[" not in ran.out


def test_markdown_is_an_answer_too(cli) -> None:
    ran = cli("ask", "What is the global period of 64640?", "--markdown")
    assert ran.out.startswith("# Answered")
    assert "## Evidence" in ran.out


def test_a_question_comes_from_stdin_for_a_dash(cli) -> None:
    ran = cli("ask", "-", "--json", stdin=b"What is the global period of 64640?\n")
    assert ran.json["question"] == "What is the global period of 64640?"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ask",), "QUESTION"),
        (("ask", ""), "empty"),
        (("ask", " \n "), "empty"),
        (("ask", "x" * 4001), "4000"),
        (("ask", "q", "--state", "XX"), "Allowed: AL"),
        (("ask", "q", "--state", "Ohoi"), "Did you mean Ohio?"),
        (("ask", "q", "--mac", "Novitass"), "Did you mean Novitas?"),
        (("ask", "q", "--place", "moon"), "office, hopd, asc"),
        (("ask", "q", "--claim-type", "dental"), "professional, facility"),
        (("ask", "q", "--date", "10.04.2026"), "YYYY-MM-DD"),
        (("ask", "q", "--date", "2026-02-30"), "not a day of the calendar"),
        (("ask", "q", "--date", "20260410"), "YYYY-MM-DD"),
        (("ask", "q", "--date", "0026-04-10"), "in full"),
        (("ask", "q", "--batch", "x.jsonl"), "not both"),
        (("ask", "--batch", "/nowhere/x.jsonl"), "no file"),
        (("ask", "q", "--json", "--markdown"), "not both"),
        (("ask", "q", "--colour"), "No such option"),
        (("ask", "bad \udcff bytes"), "UTF-8"),
        (("code", "64638"), "There is no code 64638"),
        (("code", "banana"), "not a code of the field"),
        (("code", "64640", "--date", "soon"), "YYYY-MM-DD"),
        (("sources", "cgs-a60297"), "Did you mean cgs-a60296?"),
        (("eval", "--suite", "nowhere"), "no suite"),
        (("dance",), "No such command"),
        ((), "Missing command"),
    ],
)
def test_bad_input_is_refused_in_one_sentence_with_exit_code_2(cli, arguments, told) -> None:
    ran = cli(*arguments)
    assert ran.code == 2
    assert told in refusal(ran)


@pytest.mark.parametrize("day", ["1998-05-04", "2019-12-31", "2031-01-01"])
def test_a_day_before_or_beyond_the_tables_is_answered(cli, day) -> None:
    ran = cli("ask", "What does Medicare pay for 64640 in the office?", "--date", day, "--json")
    assert ran.code == 0
    assert ran.json["context"]["date_of_service"] == day


def test_a_payer_that_is_not_listed_is_no_error(cli) -> None:
    ran = cli("ask", "Which code is RF ablation of the sural nerve?", "--payer", "Zebra Health of Mars", "--json")
    assert ran.code == 0
    assert ran.json["context"]["payer_as_given"] == "Zebra Health of Mars"


# ---- batches


def test_a_batch_keeps_order_and_ids_and_goes_on_after_a_bad_line(cli) -> None:
    lines = [
        '{"id": "a", "question": "What is the global period of 64640?", "context": {"payer": "medicare", "state": "OH"}}',
        "not json",
        '{"id": "b", "question": "", "context": {}}',
        '{"id": "c", "question": "What is the MUE of 64640?", "context": {"stat": "OH"}}',
        "",
        '{"id": 7, "question": "What is the MUE of 64640?"}',
        '{"id": "d", "quesiton": "What is the MUE of 64640?"}',
        '{"id": "e", "question": 5}',
        '{"id": "f", "question": "What is the MUE of 64640?", "context": "medicare"}',
        "[1, 2]",
    ]
    ran = cli("ask", "--batch", "-", stdin="\n".join(lines).encode())
    assert ran.code == 2
    assert [line["id"] for line in ran.lines] == ["a", None, "b", "c", "7", "d", "e", "f", None]
    assert ["error" in line for line in ran.lines] == [False, True, True, True, False, True, True, True, True]
    assert all(set(line) == {"id", "error"} for line in ran.lines if "error" in line)
    assert "Did you mean state?" in ran.lines[3]["error"]
    assert "Did you mean question?" in ran.lines[5]["error"]


def test_a_whole_batch_is_exit_code_0_and_options_fill_what_a_line_leaves_out(cli, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(
        b'\xef\xbb\xbf{"id": "a", "question": "q 64640?"}\n{"id": "b", "question": "q 64640?", "context": {"state": "TX"}}'
    )
    ran = cli("ask", "--batch", str(file), "--payer", "medicare", "--state", "OH")
    assert ran.code == 0
    assert [line["context"]["state"] for line in ran.lines] == ["OH", "TX"]


def test_a_folder_of_notes_gives_one_line_each_with_the_name_of_its_file(cli, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(NOTE)
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "c.md").write_text(NOTE)
    ran = cli("critique", "--batch", str(tmp_path))
    assert ran.code == 2
    assert [(line["id"], "error" in line) for line in ran.lines] == [("a", True), ("b", False)]


def test_notes_come_as_lines_too_each_with_its_claim(cli, tmp_path: Path) -> None:
    file = tmp_path / "notes.jsonl"
    file.write_text(
        json.dumps({"id": "n1", "note": NOTE, "context": {"payer": "medicare"}, "claim": "64640-RT x1, 77002"})
    )
    ran = cli("critique", "--batch", str(file))
    assert ran.code == 0
    assert {"64640-RT x1", "77002"} <= {line["line"] for line in ran.lines[0]["claim_audit"]}


# ---- notes


def test_a_critique_in_json_has_the_keys_of_the_contract_in_their_order(cli, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text(NOTE)
    ran = cli("critique", str(file), "--payer", "medicare", "--state", "OH", "--claim", "64640-RT x1", "--json")
    assert ran.code == 0
    assert without_extras(ran.json, CRITIQUE_KEYS) == CRITIQUE_KEYS
    assert ran.json["disposition"] == "destruction"
    assert [key for key in ran.json["procedures"][0]][:7] == [
        "technique",
        "target",
        "side",
        "count",
        "parameters",
        "guidance",
        "spans",
    ]
    spans = [span for element in ran.json["elements"] for span in element["spans"]]
    assert spans
    assert all(0 <= start < end <= len(NOTE) for start, end in spans)


def test_a_note_from_stdin_gives_the_same_critique_as_its_file(cli, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text(NOTE)
    from_file = cli("critique", str(file), "--json").json
    from_stdin = cli("critique", "-", "--json", stdin=NOTE.encode()).json
    assert from_file["receipt"] == from_stdin["receipt"]


def test_spans_count_characters_of_the_note_as_given_also_with_windows_line_ends(cli) -> None:
    note = "Präoperativ: “”\r\n" + NOTE.replace("\n", "\r\n")
    audit = cli("critique", "-", "--json", stdin=note.encode()).json["claim_audit"]
    printed = [line for line in audit if line["span"]]
    assert printed
    for line in printed:
        start, end = line["span"]
        assert note[start:end] == line["line"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"%PDF-1.7\x00\x01\x02", "NUL"),
        (b"x" * 1_000_001, "larger"),
        (b"caf\x81 \x02", "UTF-8"),
    ],
)
def test_a_file_that_is_no_note_is_refused_with_the_reason(cli, tmp_path: Path, content, told) -> None:
    file = tmp_path / "note.txt"
    file.write_bytes(content)
    ran = cli("critique", str(file))
    assert ran.code == 2
    assert told in refusal(ran)


def test_a_folder_and_a_missing_file_are_refused_by_name(cli, tmp_path: Path) -> None:
    assert "is a folder" in refusal(cli("critique", str(tmp_path)))
    assert "There is no file" in refusal(cli("critique", str(tmp_path / "none.txt")))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_notes_with_a_byte_order_mark_are_read(cli, tmp_path: Path, encoding) -> None:
    file = tmp_path / "note.txt"
    file.write_bytes(NOTE.encode(encoding))
    assert cli("critique", str(file), "--json").json["disposition"] == "destruction"


def test_a_note_in_windows_1252_is_read_with_a_notice(cli, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_bytes((NOTE + "90° – “good”").encode("cp1252"))
    ran = cli("critique", str(file), "--json")
    assert ran.code == 0
    assert "Windows-1252" in ran.err


# ---- knowledge, index, doctor


def test_the_card_of_a_code_cites_every_line(cli) -> None:
    card = cli("code", "64640", "--date", "2026-11-21", "--json").json
    claims = {claim["id"]: claim for claim in card["claims"]}
    filled = {section["id"]: section["lines"] for section in card["sections"] if section["lines"]}
    assert {"meaning", "units", "indicators", "payment", "history", "documentation", "denials"} <= set(filled)
    assert all(claims[line["claim"]]["citations"] for lines in filled.values() for line in lines)
    paid = " ".join(claims[line["claim"]]["text"] for line in filled["payment"])
    assert "$267.54" in paid
    assert "33.4009" in paid
    years = " ".join(claims[line["claim"]]["text"] for line in filled["history"])
    assert all(str(year) in years for year in range(2020, 2027))


def test_the_index_can_be_built_looked_at_and_proven(cli) -> None:
    assert cli("index", "build").code == 0
    assert cli("index", "status", "--json").json["state"] == "ready"
    assert cli("index", "verify", "--json").json["holds"] is True


def test_without_an_index_status_is_exit_code_1_and_verify_3(cli, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHARTCITE_HOME", str(tmp_path / "none"))
    assert cli("index", "status").code == 1
    assert cli("index", "verify").code == 3


def test_doctor_names_each_check_and_how_to_mend_it(cli) -> None:
    ran = cli("doctor", "--json")
    assert ran.code == 0
    checks = {check["name"]: check for check in ran.json}
    assert {"settings", "python", "home", "model", "knowledge", "sources", "tables", "index", "index-proof"} <= set(
        checks
    )
    assert all(check["remedy"] for check in ran.json if check["severity"] != "ok")


def test_the_version_is_told(cli) -> None:
    told = cli("--version")
    assert (told.code, told.out) == (0, f"chartcite {__version__}\n")


def test_help_shows_what_an_option_takes(cli) -> None:
    told = cli("compare", "--help").out
    assert "--date YYYY-MM-DD" in told
    assert "--place office|hopd|asc" in told


def test_an_unknown_engine_is_refused_with_those_there_are(cli) -> None:
    ran = cli("ask", IOVERA, "--engine", "magic")
    assert ran.code == 2
    assert all(word in refusal(ran) for word in ("magic", "embedded", "model"))


@pytest.mark.parametrize("command", ["ask", "critique"])
def test_a_job_without_its_text_points_to_its_own_help(cli, command: str) -> None:
    ran = cli(command)
    assert ran.code == 2
    assert f"chartcite {command} --help" in refusal(ran)


@pytest.mark.parametrize("form", [[], ["--json"], ["--markdown"]])
def test_a_reader_that_goes_away_is_no_failure(environment, form: list[str]) -> None:
    command = [sys.executable, "-m", "chartcite", "code", "64640", *form]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        started.stdout.close()
        assert started.wait(timeout=120) == 0
        assert started.stderr.read() == b""


def test_doctor_finds_a_broken_knowledge_folder_and_leaves_with_exit_code_1(cli, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHARTCITE_KNOWLEDGE", str(tmp_path))
    ran = cli("doctor")
    assert ran.code == 1
    assert "FAILURE  knowledge" in ran.out


def test_a_follow_up_is_asked_together_with_the_questions_before_it(cli) -> None:
    first = "Which code for iovera of the right infrapatellar saphenous nerve, Medicare in Ohio?"
    ran = cli("ask", "and in Texas?", "--after", first, "--json")
    assert ran.json["context"]["state"] == "TX"
    assert ran.json["question"] == first.replace("Ohio", "Texas")
    assert first.replace("Ohio", "Texas") in ran.json["notices"][0]
    ran = cli("ask", "is it covered?", "--after", first, "--after", "and in Texas?", "--json")
    assert (ran.json["context"]["state"], ran.json["outcome"]) == ("TX", "needs_information")
    assert cli("ask", "and the purple one?", "--after", first).code == 2


def test_a_greeting_is_told_that_it_asks_nothing(cli) -> None:
    ran = cli("ask", "hi", "--json")
    assert (ran.json["outcome"], ran.json["verdict"], ran.json["report"]) == ("abstained", None, [])
    assert "asks nothing" in ran.json["notices"][0]


def test_broken_knowledge_is_bad_input(cli, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHARTCITE_KNOWLEDGE", str(tmp_path))
    ran = cli("sources")
    assert ran.code == 2
    assert str(tmp_path) in ran.err


def test_an_unknown_setting_is_refused(cli, monkeypatch) -> None:
    monkeypatch.setenv("CHARTCITE_HOMME", "/tmp")
    ran = cli("ask", "q")
    assert ran.code == 2
    assert "CHARTCITE_HOME" in refusal(ran)


# ---- the real process


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(cli, command) -> None:
    ran = cli(command, "--help")
    assert ran.code == 0
    assert re.search(r"Examples?:\s+chartcite " + command, ran.out)


def process(environment: dict[str, str], *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "chartcite", *arguments],
        env=environment,
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )


@pytest.mark.usefixtures("session")
def test_python_m_chartcite_answers_as_a_process_and_imports_no_heavy_library(environment) -> None:
    probe = (
        "import sys; from chartcite.cli import run; code = run(['ask', 'What is the MUE of 64640?', '--json']);"
        "heavy = {'gradio', 'torch', 'chromadb', 'langchain', 'openai', 'chartcite.evaluation', 'chartcite.web'} & set(sys.modules);"
        "sys.exit(code or (f'imported {heavy}' if heavy else 0))"
    )
    ran = subprocess.run([sys.executable, "-c", probe], env=environment, capture_output=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    assert json.loads(ran.stdout)["schema"] == "chartcite.answer/1"


@pytest.mark.usefixtures("session")
def test_a_refusal_of_the_real_process_is_on_stderr_with_exit_code_2(environment) -> None:
    ran = process(environment, "code", "64638")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.decode().strip().startswith("chartcite: There is no code 64638")


@pytest.mark.usefixtures("session")
def test_output_is_utf8_whatever_the_locale(environment) -> None:
    ran = process(environment | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}, "critique", "-", stdin=NOTE.encode())
    assert ran.returncode == 0
    assert "“" in ran.stdout.decode("utf-8")
