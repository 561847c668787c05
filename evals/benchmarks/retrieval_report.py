"""The figures of a run as tables in the docs and as a plot."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

START, END = "<!-- retrieval figures: written by make bench -->", "<!-- end of retrieval figures -->"
NAMES = {
    "chartcite": "Chartcite",
    "chartcite, text alone": "Chartcite, text alone",
    "chroma": "LangChain + Chroma + MiniLM",
    "ensemble": "the same + rank-bm25 (EnsembleRetriever)",
    "llamaindex": "LlamaIndex default + MiniLM",
    "txtai": "txtai hybrid + MiniLM",
}
SHOWN = ("ndcg@10", "recall@5", "recall@10", "rr@10", "governing passage@5", "governing source@5", "misplaced@5")


def named(key: str) -> str:
    """How a system is called in a table."""
    plain = key.removesuffix(", filtered")
    return NAMES.get(plain, plain) + (", filtered by day" if plain != key else "")


def docs_section(path: Path, result: Mapping[str, Any]) -> None:
    """Write the tables between the two marks of a document."""
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{START}\n\n{tables(result)}\n{END}{after}", encoding="utf-8")


def tables(result: Mapping[str, Any]) -> str:
    """Quality, latency, cold start and growth as Markdown."""
    found = result["quality"]
    parts = []
    for half in ("held out", "all"):
        rows = found["metrics"][half]
        parts.append(f"Quality, {half}:\n\n| | {' | '.join(SHOWN)} |\n|{'---|' * (len(SHOWN) + 1)}")
        parts[-1] += "".join(
            f"\n| {named(n)} | {' | '.join(f'{row[m]:.3f}' for m in SHOWN)} |" for n, row in rows.items()
        )
    gains = "; ".join(
        f"{h} {g['mean']:+.3f} [{g['low']:+.3f}, {g['high']:+.3f}]" for h, g in found["gain_ndcg@10"].items()
    )
    parts.append(f"nDCG@10 of Chartcite over {named(found['best_alternative'])}, paired bootstrap, 95 %: {gains}.")
    head = "| | p50 ms | p95 ms | CPU p50 ms | cold start s | peak MB |\n|---|---|---|---|---|---|"
    lines = []
    for name, row in result["latency"].items():
        start = result["cold"].get(name, {})
        lines.append(
            f"| {named(name)} | {row['p50_ms']:.1f} | {row['p95_ms']:.1f} | {row['cpu_p50_ms']:.1f} "
            f"| {start.get('cold_s', '')} | {start.get('peak_mb', '')} |"
        )
    parts.append(f"Over the {result['passages']} passages of the product:\n\n{head}\n" + "\n".join(lines))
    if "growth" in result:
        parts.append(growth_table(result["growth"]))
    return "\n\n".join(parts) + "\n"


def growth_table(growth: Mapping[str, Any]) -> str:
    """p50 by size."""
    sizes = list(growth)
    names = list(growth[sizes[0]]["latency"])
    head = "| p50 ms (CPU) at | " + " | ".join(f"{int(s):,}" for s in sizes) + " |\n|" + "---|" * (len(sizes) + 1)
    lines = []
    for name in names:
        held = [growth[s]["latency"].get(name) for s in sizes]
        cells = [f"{h['p50_ms']:.1f} ({h['cpu_p50_ms']:.1f})" if h else "not run" for h in held]
        lines.append(f"| {named(name)} | {' | '.join(cells)} |")
    return head + "\n" + "\n".join(lines)


def plot(path: Path, growth: Mapping[str, Any]) -> None:
    """Latency by size, both axes logarithmic, as SVG."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "chartcite"
    from matplotlib import pyplot as plt

    sizes = list(growth)
    figure, axes = plt.subplots(figsize=(7, 4))
    for name in growth[sizes[0]]["latency"]:
        held = [(int(s), growth[s]["latency"][name]["p50_ms"]) for s in sizes if name in growth[s]["latency"]]
        axes.plot(
            *zip(*held, strict=True), marker="o", label=named(name), linewidth=2.5 if name == "chartcite" else 1.2
        )
    axes.set(xscale="log", yscale="log", xlabel="passages", ylabel="p50 of one query, ms", title="Retrieval by size")
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8)
    figure.savefig(path, metadata={"Date": None}, bbox_inches="tight")
