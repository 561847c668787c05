"""Suites of other kinds are found, run and kept as all others are, on the invented field."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from chartcite.catalog.library import Library
from chartcite.copilot import Copilot
from chartcite.domain.draft import Evidence, Found
from chartcite.drafting.embedded import EmbeddedDrafter
from chartcite.evaluation import baseline, gate, masking, other_suites, report_figures, retrieval_suite
from chartcite.evaluation.planting import DEV
from chartcite.reading.notes.note import NoteReader
from chartcite.reading.text.lexicon import Lexicon

HEAD = {"suite": "retrieval", "as_of": "2022-06-01"}
TEMPLATE = "=== N1 a letter\nTo {{p:full}}, call {{phone:555-###-####}}.\n"
LISTS = {"seed": 1, "people": [[f"Anna{n}", f"Zeller{n}", "F"] for n in range(6)]}


class Brings:
    """Retrieval that brings the first passages of the library, whatever is asked."""

    def __init__(self, library: Library, ids: list[str]) -> None:
        self.found = Found(tuple(Evidence(library.passage(id_), 1.0) for id_ in ids))

    def search(self, query: str, view: object, codes: tuple[str, ...], *more: object) -> Found:
        return self.found


@dataclass(frozen=True)
class Plain:
    text: str

    def original(self, start: int, end: int) -> tuple[int, int]:
        return start, end


class MasksNothing:
    def mask(self, text: str) -> Plain:
        return Plain(text)


def queries(folder: Path, *golds: dict[str, int]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        {"id": f"q{n}", "query": "the spring", "gold": gold, "provenance": "by hand"} for n, gold in enumerate(golds)
    ]
    text = "\n".join(json.dumps(row) for row in (HEAD, *rows))
    (folder / "queries.jsonl").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def suites(tmp_path: Path) -> Path:
    root = tmp_path / "suites"
    queries(root / "retrieval", *({"a/1": 2} for _ in range(8)))
    for name in ("masking", "notes"):
        (root / name).mkdir()
    for half in ("dev", "heldout"):
        (root / "masking" / f"{half}.txt").write_text(TEMPLATE, encoding="utf-8")
        (root / "masking" / f"{half}.json").write_text(json.dumps(LISTS), encoding="utf-8")
    for name in ("labels", "mutations"):
        (root / "notes" / f"{name}.yaml").write_text("[]", encoding="utf-8")
    return root


def found(suites: Path, *wanted: str) -> tuple[list[str], list[str]]:
    held, left = other_suites.find(wanted, suites, suites.parent / "baselines")
    return [item.name for item in held], left


def test_all_are_part_of_a_run_without_a_wish(suites: Path) -> None:
    names = ["masking", "masking-held-out", "notes-mutations", "retrieval", "retrieval-held-out"]
    assert found(suites) == (names, [])


@pytest.mark.parametrize(
    ("wanted", "names", "left"),
    [
        ("retrieval", ["retrieval", "retrieval-held-out"], []),
        ("retrieval-held-out", ["retrieval-held-out"], []),
        ("mutations", ["notes-mutations"], []),
        ("notes", [], ["notes"]),
    ],
)
def test_one_is_found_by_its_name_its_half_or_its_kind(
    suites: Path, wanted: str, names: list[str], left: list[str]
) -> None:
    assert found(suites, wanted) == (names, left)


def test_a_customers_queries_are_found_by_their_path_with_a_baseline_beside_them(suites: Path, tmp_path: Path) -> None:
    folder = queries(tmp_path / "mine", *({"a/1": 2} for _ in range(8)))
    held, left = other_suites.find([str(folder / "queries.jsonl")], suites, suites)
    assert ({item.name for item in held}, left) == ({"mine", "mine-held-out"}, [])
    assert {item.baselines for item in held} == {folder / "baselines"}


def test_a_query_is_whole_when_a_passage_that_governs_is_among_the_first_five(
    invented: Library, tmp_path: Path
) -> None:
    ids = sorted(invented.passages)[:8]
    copilot = Copilot(invented, Brings(invented, ids), EmbeddedDrafter(), lambda: date(2022, 6, 1), "sha256:s")
    folder = queries(tmp_path / "mine", {ids[0]: 2, "none/1": 1}, {ids[7]: 2}, {"none/1": 2})
    made = [
        r
        for half in retrieval_suite.halves(folder)
        for r in retrieval_suite.results(copilot, folder, "mine", held_out=half)
    ]
    told = {r.id: r for r in made}
    assert {id_: r.whole for id_, r in told.items()} == {"q0": True, "q1": False, "q2": False}
    assert told["q0"].scores["recall@5"] == 0.5
    assert 0 <= min(v for r in made for v in r.scores.values()) <= max(v for r in made for v in r.scores.values()) <= 1
    assert report_figures.by_suite(made)[0].codes_right is None


def test_a_query_that_loses_what_governs_and_a_mean_that_falls_turn_the_gate_red(
    invented: Library, tmp_path: Path
) -> None:
    ids = sorted(invented.passages)[:8]
    folder = queries(tmp_path / "mine", *({ids[n % 3]: 2} for n in range(40)))
    right = Copilot(invented, Brings(invented, ids), EmbeddedDrafter(), lambda: date(2022, 6, 1), "sha256:s")
    (item, *_), _ = other_suites.find([str(folder)], tmp_path, tmp_path)
    kept = retrieval_suite.results(right, folder, item.name, held_out=item.name.endswith("out"))
    baseline.write(item.baselines, item.name, kept)
    assert gate.regressions([item.shelved], kept) == []
    wrong = right.over(finder=Brings(invented, [*ids[3:8], *ids[:3]]))
    worse = gate.regressions(
        [item.shelved], retrieval_suite.results(wrong, folder, item.name, held_out=item.name.endswith("out"))
    )
    assert {r.case for r in worse} >= {kept[0].id, "*"}
    assert any("ndcg@10 fell" in r.told for r in worse)


def test_what_masking_leaves_is_counted_by_class_and_never_quoted(invented: Library, suites: Path) -> None:
    reader = NoteReader(Lexicon.of(invented))
    made = masking.results(MasksNothing(), reader, suites / "masking", "masking", DEV)
    assert [r.id for r in made] == [f"N1-{n}" for n in range(1, 6)]
    for result in made:
        assert dict(result.faults) == {"name": "name: 1 of 1 left", "phone": "phone: 1 of 1 left"}
        assert result.scores == {"masked: name": 0.0, "masked: phone": 0.0}
        assert "Zeller" not in result.model_dump_json()
