"""Retrieval beside what a user would pick instead: quality, latency, cold start, memory and growth, in one run.

    python evals/benchmarks/retrieval.py --text FILE [--json FILE] [--docs FILE] [--plot FILE]

`--text` is a long text or PDF to grow the index with, such as the NCCI policy manual; nothing of it is kept. Needs
evals/benchmarks/requirements.txt and the network for nothing. About ten minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from growth_passages import grown
from retrieval_report import docs_section, plot
from retrieval_systems import ALTERNATIVES, MiniLM

ROOT = Path(__file__).parents[2]
SIZES = (1_000, 10_000, 100_000)
LARGEST = {"llamaindex": 10_000}
"""LlamaIndex's default store is a dict that it reads and compares in Python: a query took 0.4 s at 2,000 already."""
ASKED, ROUNDS, COLD_ROUNDS, RESAMPLED = 40, 2, 3, 10_000
COLD_QUERY = "Thermal RF ablation of the right greater occipital nerve, which code?"
Search = Callable[[str], object]


def copilot() -> Any:
    """The product, as `ask` has it."""
    from chartcite.settings import load_settings
    from chartcite.wiring import build_copilot

    return build_copilot(load_settings())


class Everything:
    """A view that allows all passages and ranks none by source: Chartcite's retriever on the text alone."""

    def passage_allowed(self, identity: str) -> bool:
        """Everything may be quoted."""
        return True

    def standing(self, identity: str) -> str:
        """Nothing is nearer than the rest."""
        return "general"


def timed(searches: Mapping[str, Search], asked: Sequence[str], rounds: int) -> dict[str, dict[str, float]]:
    """Milliseconds by wall and by CPU for each system, asked turn and turn about."""
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in searches}
    for search in searches.values():
        search(asked[0])
    for query in list(asked) * rounds:
        for name, search in searches.items():
            wall, cpu = time.perf_counter(), time.process_time()
            search(query)
            spent[name].append((1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)))
    return {
        name: {
            "p50_ms": round(median(w for w, _ in held), 3),
            "p95_ms": round(float(np.percentile([w for w, _ in held], 95)), 3),
            "cpu_p50_ms": round(median(c for _, c in held), 3),
        }
        for name, held in spent.items()
    }


def interval(ours: Sequence[float], theirs: Sequence[float]) -> dict[str, float]:
    """The mean paired difference with its 95 % bootstrap interval."""
    gain = np.array(ours) - np.array(theirs)
    dice = np.random.default_rng(20261121)
    means = gain[dice.integers(0, len(gain), (RESAMPLED, len(gain)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return {"mean": round(float(gain.mean()), 4), "low": round(float(low), 4), "high": round(float(high), 4)}


def quality(built: Any, suite: Any, opened: Mapping[str, Any]) -> dict[str, Any]:
    """Every system's metrics on both halves, as they are and with Chartcite's filter behind them."""
    from chartcite.domain.encounter import EncounterRequest
    from chartcite.evaluation.retrieval_suite import run_retrieval
    from chartcite.evaluation.scorers.retrieval import means

    def view_of(case: Any) -> Any:
        request = EncounterRequest(**case.context.model_dump())
        return built.library.as_of(built.readers.encounter.resolve(request, suite.as_of))

    finder, everything = built.finder, Everything()
    rankings = {"chartcite": run_retrieval(built, suite)[0]}
    rankings["chartcite, text alone"] = {
        case.id: [e.passage.id for e in finder.find(case.query, everything, 10)] for case in suite.cases
    }
    for name, system in opened.items():
        found = {case.id: system.search(case.query, 50) for case in suite.cases}
        rankings[name] = {id_: ids[:10] for id_, ids in found.items()}
        rankings[f"{name}, filtered"] = {
            case.id: [i for i in found[case.id] if view_of(case).passage_allowed(i)][:10] for case in suite.cases
        }
    scored = {n: run_retrieval(built, suite, lambda case, n=n: rankings[n][case.id])[1] for n in rankings}
    halves = {
        "all": list(suite.cases),
        "held out": [c for c in suite.cases if c.held_out],
        "tuned on": [c for c in suite.cases if not c.held_out],
    }
    table = {half: {n: means(scored[n][c.id] for c in cases) for n in scored} for half, cases in halves.items()}
    rivals = [n for n in scored if not n.startswith("chartcite")]
    best = max(rivals, key=lambda n: table["all"][n]["ndcg@10"])
    gains = {
        half: interval(
            [scored["chartcite"][c.id]["ndcg@10"] for c in cases], [scored[best][c.id]["ndcg@10"] for c in cases]
        )
        for half, cases in halves.items()
    }
    return {"cases": len(suite.cases), "metrics": table, "best_alternative": best, "gain_ndcg@10": gains}


def vectors_for(texts: Mapping[str, str], embed: Callable[[Sequence[str]], Any], own: int) -> Any:
    """Vectors of the first `own` texts, and for each variant that of its original, moved a little."""
    ids = list(texts)
    made = np.asarray(embed([texts[i] for i in ids[:own]]), dtype=np.float32)
    rows = made[np.arange(len(ids)) % own]
    noise = np.random.default_rng(7).normal(0, 0.15 / np.sqrt(rows.shape[1]), rows.shape).astype(np.float32)
    noise[:own] = 0
    rows = rows + noise
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def ours_over(texts: Mapping[str, str], vectors: Any, embedder: Any) -> Search:
    """Chartcite's retriever over grown passages; they have no source, so that the text alone is searched."""
    from chartcite.domain.source import Passage
    from chartcite.retrieval.exact import ExactIndex
    from chartcite.retrieval.lexical import LexicalIndex
    from chartcite.retrieval.retriever import Retriever

    made = [Passage(id=i, source="manual", locator="-", known="read", confidence="H", text=t) for i, t in texts.items()]
    index = LexicalIndex.build((i, "", text) for i, text in texts.items())
    retriever, everything = Retriever(made, index, ExactIndex(list(texts), vectors), embedder), Everything()
    return lambda query: retriever.find(query, everything, 10)  # type: ignore[arg-type]


def growth(text: Path, asked: Sequence[str], folder: Path) -> dict[str, Any]:
    """Latency of each system at each size."""
    from chartcite.adapters.wordllama_embedder import WordLlamaEmbedder

    texts, embedder, model = grown(text, SIZES[-1]), WordLlamaEmbedder(), MiniLM()
    own = min(SIZES[0], len(texts))
    theirs, static = vectors_for(texts, model.embed_documents, own), vectors_for(texts, embedder.embed, own)
    figures: dict[str, Any] = {}
    for size in SIZES:
        part = dict(list(texts.items())[:size])
        known = dict(zip(part.values(), theirs[:size], strict=True))
        searches: dict[str, Search] = {"chartcite": ours_over(part, static[:size], embedder)}
        filled: dict[str, float] = {}
        for name, kind in ALTERNATIVES.items():
            if size > LARGEST.get(name, size):
                continue
            place = folder / f"{name}-{size}"
            place.mkdir(parents=True)
            started = time.perf_counter()
            system = kind()
            system.fill(place, part, known)
            filled[name] = round(time.perf_counter() - started, 1)
            system = kind()
            system.open(place)
            searches[name] = lambda query, system=system: system.search(query, 10)
        few = asked[: ASKED if size < SIZES[-1] else ASKED // 2]
        figures[str(size)] = {"latency": timed(searches, few, 1), "fill_s": filled}
        say(f"{size} passages: {figures[str(size)]['latency']}")
    return figures


def once(name: str, folder: str) -> None:
    """One cold start in this process: open, ask once, say the peak of memory in MB."""
    if name == "chartcite":
        from chartcite.domain.encounter import EncounterRequest

        copilot().passages(COLD_QUERY, EncounterRequest())
    else:
        system = ALTERNATIVES[name]()
        system.open(Path(folder))
        system.search(COLD_QUERY, 10)
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    sys.stdout.write(f"\n{int(peak.split()[1]) // 1024}\n")


def cold(folder: Path) -> dict[str, dict[str, float]]:
    """Seconds from the shell to the first ranking, and peak memory, each in a process of its own."""
    spent: dict[str, list[tuple[float, int]]] = {}
    for _ in range(COLD_ROUNDS):
        for name in ("chartcite", *ALTERNATIVES):
            started = time.perf_counter()
            ran = subprocess.run(
                [sys.executable, __file__, "--once", name, str(folder / name)],
                check=True,
                capture_output=True,
                text=True,
                env=os.environ | {"PYTHONWARNINGS": "ignore"},
            )
            spent.setdefault(name, []).append((time.perf_counter() - started, int(ran.stdout.split()[-1])))
    return {
        name: {"cold_s": round(median(s for s, _ in held), 2), "peak_mb": max(m for _, m in held)}
        for name, held in spent.items()
    }


def say(told: str) -> None:
    """A word of progress."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {told}\n")
    sys.stderr.flush()


def measured(text: Path | None, folder: Path) -> dict[str, Any]:
    """All of it."""
    import torch

    from chartcite.domain.encounter import EncounterRequest
    from chartcite.evaluation.retrieval_suite import load_retrieval_suite
    from chartcite.retrieval.building import text_of

    torch.set_num_threads(1)  # where it is fastest for one query on few cores
    built, suite = copilot(), load_retrieval_suite(ROOT / "evals/suites/retrieval")
    texts = {p.id: text_of(p) for p in sorted(built.library.all_passages(), key=lambda p: p.id)}
    say(f"embedding {len(texts)} passages")
    known = dict(zip(texts.values(), MiniLM().embed_documents(list(texts.values())), strict=True))
    opened = {}
    for name, kind in ALTERNATIVES.items():
        place = folder / name
        place.mkdir()
        kind().fill(place, texts, known)
        opened[name] = kind()
        opened[name].open(place)
    say("quality")
    found = quality(built, suite, opened)
    asked = [case.query for case in suite.cases][:: len(suite.cases) // ASKED][:ASKED]
    say("latency")
    searches: dict[str, Search] = {
        "chartcite": lambda query: built.passages(query, EncounterRequest(), 10, suite.as_of),
        "chartcite, text alone": lambda query: built.finder.find(query, EVERYTHING, 10),
    }
    searches |= {name: lambda query, system=system: system.search(query, 10) for name, system in opened.items()}
    result = {"passages": len(texts), "quality": found, "latency": timed(searches, asked, ROUNDS)}
    say("cold starts")
    result["cold"] = cold(folder)
    if text is not None:
        say("growth")
        result["growth"] = growth(text, asked, folder)
    return result


EVERYTHING = Everything()


def main() -> None:
    """Measure, and write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--docs", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--once", nargs=2)
    given = parser.parse_args()
    if given.once:
        once(*given.once)
        return
    with tempfile.TemporaryDirectory() as folder:
        result = measured(given.text, Path(folder))
    if given.json:
        given.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if given.docs:
        docs_section(given.docs, result)
    if given.plot and "growth" in result:
        plot(given.plot, result["growth"])
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
