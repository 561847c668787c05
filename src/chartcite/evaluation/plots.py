"""The plots of the report as inline SVG in the page's own colours. Matplotlib is loaded when the first one is drawn."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from chartcite.evaluation.history import Kept
from chartcite.evaluation.report_figures import SuiteFigures
from chartcite.evaluation.runner import CaseResult
from chartcite.evaluation.scorers.abstention import Point, area, risk_coverage
from chartcite.evaluation.shelf import is_frozen, is_held

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Colours of the drawing that stand for variables of the page, so that they follow light and dark.
_INK, _SOFT, _LINE, _OPEN, _HELD, _BAD = "#010101", "#020202", "#030303", "#040404", "#050505", "#060606"
_NAMES = {_INK: "ink", _SOFT: "soft", _LINE: "line", _OPEN: "tuned", _HELD: "held", _BAD: "bad"}
_SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "chartcite",
    "font.family": "sans-serif",
    "font.size": 9.5,
    "axes.edgecolor": _LINE,
    "axes.labelcolor": _SOFT,
    "text.color": _INK,
    "xtick.color": _SOFT,
    "ytick.color": _INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": _LINE,
    "grid.linewidth": 0.6,
    "axes.axisbelow": True,
    "legend.frameon": False,
}


_SETTLED = 5  # percent of the questions; among fewer, one wrong answer is a peak that hides the rest


def bars(rows: Sequence[SuiteFigures]) -> str:
    """Cases that are whole, by suite: frozen and held-out ones in their own colour, the rest in grey behind."""
    ranked = sorted(rows, key=lambda r: (is_held(r.suite), r.whole / max(1, r.cases)), reverse=False)

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        names = [r.suite for r in ranked]
        shares = [100 * r.whole / max(1, r.cases) for r in ranked]
        axes.barh(names, [100] * len(ranked), color=_LINE, height=0.62)
        axes.barh(names, shares, color=[_HELD if is_held(n) else _OPEN for n in names], height=0.62)
        for at, row in enumerate(ranked):
            axes.text(101.5, at, f"{row.whole} of {row.cases}", va="center", color=_SOFT)
        axes.set_xlim(0, 112)
        axes.set_ylim(-0.6, len(ranked) - 0.4)
        axes.set_xticks([0, 25, 50, 75, 100], ["0", "25", "50", "75", "100 %"])
        axes.grid(False)
        axes.tick_params(length=0)
        for side in axes.spines.values():
            side.set_visible(False)

    return _drawn(draw, 10.6, 0.5 + 0.27 * len(ranked))


def risk(results: Sequence[CaseResult]) -> str:
    """How many of the surest answers are not whole, against the share that is answered."""
    sets = {
        "developed on": [r for r in results if r.confidence is not None and not is_frozen(r.suite)],
        "frozen split": [r for r in results if r.confidence is not None and is_frozen(r.suite)],
    }

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        settled: list[float] = []
        for (name, own), colour in zip(sets.items(), (_OPEN, _HELD), strict=True):
            points: list[Point] = risk_coverage([(r.confidence or 0.0, r.whole) for r in own])
            if points:
                xs, ys = [100 * p.coverage for p in points], [100 * p.risk for p in points]
                settled += [y for x, y in zip(xs, ys, strict=True) if x >= _SETTLED]
                axes.plot(xs, ys, color=colour, linewidth=2, label=f"{name} (area {area(points):.3f})")
        axes.set_xlim(0, 100)
        axes.set_ylim(0, 1.25 * max(settled, default=0) or None)
        axes.set_xlabel("share of questions answered, the surest first, %")
        axes.set_ylabel("not whole among them, %")
        if axes.lines:
            axes.legend(labelcolor=_INK)

    return _drawn(draw, 5.2, 3.1)


def latency(results: Sequence[CaseResult]) -> str:
    """Milliseconds of a case, questions and notes apart, on a logarithmic axis."""
    import numpy as np

    kinds = {"questions": "question", "notes": "note"}

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        for (name, kind), colour in zip(kinds.items(), (_OPEN, _HELD), strict=True):
            times = [max(r.milliseconds, 0.5) for r in results if r.kind == kind and r.milliseconds]
            if times:
                bins = [float(b) for b in np.geomspace(1, 2000, 45)]
                axes.hist(times, bins=bins, color=colour, alpha=0.75, label=f"{name} (p50 {np.median(times):.0f} ms)")
        axes.set_xscale("log")
        axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000 ms"])
        axes.minorticks_off()
        axes.set_ylabel("cases")
        if axes.patches:
            axes.legend(labelcolor=_INK)

    return _drawn(draw, 5.2, 3.1)


def over_time(history: Sequence[Kept]) -> str:
    """The share of whole cases in the baselines that each commit left."""

    def draw(figure: Figure) -> None:
        axes = figure.subplots()
        at = list(range(len(history)))
        axes.plot(
            at,
            [100 * k.right / max(1, k.cases) for k in history],
            color=_OPEN,
            linewidth=2,
            marker="o",
            markersize=4,
            label="developed on",
        )
        held = [(i, 100 * k.frozen_right / k.frozen_cases) for i, k in enumerate(history) if k.frozen_cases]
        if held:
            axes.plot(
                [i for i, _ in held],
                [v for _, v in held],
                color=_HELD,
                linewidth=2,
                marker="o",
                markersize=4,
                label="frozen split",
            )
        every = max(1, len(history) // 8)
        axes.set_xticks(at[::every], [f"{k.commit}\n{k.day[5:]}" for k in history[::every]])
        axes.set_ylabel("whole, %")
        axes.set_ylim(top=100.5)
        axes.legend(labelcolor=_INK)

    return _drawn(draw, 10.6, 2.9) if len(history) > 1 else ""


def _drawn(draw: Any, width: float, height: float) -> str:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context(_SETTINGS):
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(figure)
        held = io.StringIO()
        figure.savefig(held, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = held.getvalue()
    text = text[text.index("<svg") :]
    for colour, name in _NAMES.items():
        text = text.replace(colour, f"var(--{name})")
    text = re.sub(
        r'(<svg [^>]*?)width="[^"]*" height="[^"]*"|(<svg [^>]*?)height="[^"]*"([^>]*?)width="[^"]*"',
        r"\1\2\3",
        text,
        count=1,
    )
    return re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.S)
