"""The HTML report: one file without scripts or outside addresses, in light and dark, made to be looked at."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence

from chartcite.evaluation import plots
from chartcite.evaluation.baseline import Regression
from chartcite.evaluation.history import Kept
from chartcite.evaluation.mutants.testing import LEAST, MutationReport
from chartcite.evaluation.report_figures import AnswerFigures, MetricFigures, SuiteFigures, closed, failing
from chartcite.evaluation.runner import CaseResult, RunRecord
from chartcite.evaluation.shelf import is_frozen, is_held

_STYLE = """:root{color-scheme:light dark;--ink:#17212b;--soft:#5a6875;--line:#dfe5ea;--tuned:#1f7a5c;--held:#3b6fb6;--bad:#b3312c;--ground:#f5f7f8;--card:#fff;--good:#e3f3ec;--worse:#fbe6e4}
@media(prefers-color-scheme:dark){:root{--ink:#e3e9ee;--soft:#9aa8b5;--line:#2c3742;--tuned:#4cb98f;--held:#7aa7e6;--bad:#ee8079;--ground:#0f141a;--card:#171e26;--good:#14322a;--worse:#3a1d1d}}
*{box-sizing:border-box}body{font:15px/1.5 system-ui,"Segoe UI",sans-serif;margin:0;background:var(--ground);color:var(--ink)}
main{max-width:72rem;margin:0 auto;padding:2rem 1.2rem 4rem}h1{font-size:1.5rem;margin:0}h2{font-size:1.05rem;margin:0 0 .6rem}
.by{color:var(--soft);margin:.2rem 0 1.4rem}.verdict{padding:1rem 1.2rem;border-radius:.7rem;font-size:1.05rem;margin-bottom:1.2rem;background:var(--good)}.verdict.red{background:var(--worse)}
.verdict b{display:block;font-size:1.25rem}.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(10.5rem,1fr));gap:.8rem;margin-bottom:1.2rem}
.tile,.card{background:var(--card);border:1px solid var(--line);border-radius:.7rem;padding:.9rem 1.1rem}.tile b{display:block;font-size:1.6rem;line-height:1.25;font-variant-numeric:tabular-nums}.tile span{color:var(--soft);font-size:.86rem}
.card{margin-bottom:1.2rem;overflow-x:auto}.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(24rem,1fr));gap:1.2rem}.card p{color:var(--soft);margin:.2rem 0 .8rem}
svg{width:100%;height:auto;display:block}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th{text-align:left;color:var(--soft);font-weight:500;font-size:.86rem}td,th{padding:.34rem .6rem .34rem 0;border-bottom:1px solid var(--line);white-space:nowrap}td.wide{white-space:normal;color:var(--soft)}
td.n,th.n{text-align:right}.bar{display:inline-block;width:7rem;height:.55rem;border-radius:.3rem;background:var(--line);vertical-align:middle}.bar i{display:block;height:100%;border-radius:.3rem;background:var(--tuned)}.bar.held i{background:var(--held)}
.bad{color:var(--bad)}details{border-bottom:1px solid var(--line);padding:.35rem 0}summary{cursor:pointer}summary small,small{color:var(--soft)}details ul{margin:.3rem 0 .5rem 1.1rem;padding:0}code{font-size:.9em}
.key{display:inline-block;width:.7rem;height:.7rem;border-radius:.2rem;margin:0 .35rem 0 .8rem;background:var(--tuned)}.key.held{background:var(--held)}
@media(max-width:34rem){.two{grid-template-columns:1fr}main{padding:1rem .7rem}}"""


def page(
    run: RunRecord,
    rows: Sequence[SuiteFigures],
    metrics: Sequence[MetricFigures],
    answers: AnswerFigures,
    regressions: Sequence[Regression],
    history: Sequence[Kept],
    mutants: MutationReport | None,
) -> str:
    """The whole page."""
    past = plots.over_time(history)
    body = [
        _head(run, regressions),
        _tiles(run, answers),
        _card(
            "Whole cases by suite <span class=key></span><small>developed on</small><span class='key held'></span><small>frozen or held out: not in view when rules were written and settings chosen</small>",
            plots.bars(rows),
        ),
        "<div class=two>",
        _card(
            "Risk against coverage",
            "<p>The surest answers first. How sure: what decided, then how sure retrieval was. A peak among the first few answers is cut off.</p>"
            + plots.risk(run.cases),
        ),
        _card("Latency", _stages(answers) + plots.latency(run.cases)),
        "</div>",
        _card("Baselines over commits", past) if past else "",
        _card("Metrics", _metrics(metrics)),
        _card("Mutants of the scorers", _mutants(mutants)) if mutants else "",
        _card("Suites", _suites(rows)),
        _card(f"Not whole <small>({sum(not c.whole for c in run.cases)})</small>", _failing(run.cases)),
    ]
    return (
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width,initial-scale=1'>"
        f"<title>Chartcite evals</title><style>{_STYLE}</style><main>{''.join(body)}</main></html>\n"
    )


def _head(run: RunRecord, regressions: Sequence[Regression]) -> str:
    e = html.escape
    changed = " with changes" if run.dirty else ""
    by = (
        f"commit {e(run.commit)}{changed} · engine {e(run.engine)} · knowledge {e(run.knowledge[7:19])} · "
        f"Python {e(run.python)}, {run.cores} cores · {run.seconds:.0f} s"
    )
    rows = "".join(
        f"<li><b>{e(r.suite)} {e(r.case)}</b>: {e(r.told)}"
        + (f"<br><small>expected {e(r.expected)}; got {e(r.got)}</small>" if r.expected or r.got else "")
        for r in regressions
    )
    told = (
        f"<div class='verdict red'><b>{len(regressions)} got worse</b><ul>{rows}</ul></div>"
        if regressions
        else "<div class=verdict><b>The gate is green</b>No case, count, frozen text or soft metric got worse than its baseline, and no case ended in an error.</div>"
    )
    return f"<h1>Chartcite evals</h1><p class=by>{by}</p>{told}"


def _tiles(run: RunRecord, answers: AnswerFigures) -> str:
    decided = [c for c in run.cases if c.decides]
    open_, held = [c for c in decided if not is_frozen(c.suite)], [c for c in decided if is_frozen(c.suite)]
    ranked = [c.scores["governing source@5"] for c in run.cases if "governing source@5" in c.scores]
    rows = [
        (_share(sum(c.whole for c in open_), len(open_)), f"whole of {len(open_):,} cases developed on"),
        (_share(sum(c.whole for c in held), len(held)), f"whole of {len(held):,} frozen cases"),
        (_share(sum(c.codes_right for c in decided), len(decided)), "codes, units and modifiers right"),
        (_percent(answers.abstention_precision), f"of {answers.abstained} abstentions were right"),
        (_percent(answers.abstention_recall), "of what the sources leave open was left open"),
        *(
            [
                (
                    _share(int(sum(ranked)), len(ranked)),
                    f"of {len(ranked)} queries: the governing source among the first five",
                )
            ]
            if ranked
            else []
        ),
        (f"{answers.stages_ms.get('total', {}).get('p50', 0):.0f} ms", "median, reading to checked answer"),
    ]
    return (
        "<div class=tiles>" + "".join(f"<div class=tile><b>{b}</b><span>{s}</span></div>" for b, s in rows) + "</div>"
    )


def _share(part: int, of: int) -> str:
    return _percent(part / of if of else None)


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def _card(title: str, body: str) -> str:
    return f"<section class=card><h2>{title}</h2>{body}</section>"


def _bar(share: float, held: bool = False) -> str:
    return f"<span class='bar{' held' if held else ''}'><i style='width:{100 * share:.1f}%'></i></span>"


def _stages(answers: AnswerFigures) -> str:
    told = " · ".join(f"{stage} {ms['p50']:.1f} / {ms['p95']:.1f}" for stage, ms in answers.stages_ms.items())
    return f"<p>p50 / p95 ms: {told}</p>"


def _metrics(metrics: Sequence[MetricFigures]) -> str:
    rows = "".join(
        f"<tr><td>{html.escape(m.metric)}<td>{_bar(m.mean) if m.cases else ''}<td class=n>{f'{100 * m.mean:.2f} %' if m.cases else '–'}<td class=n>{m.perfect:,} of {m.cases:,}"
        f"<td>{_bar(m.frozen_mean, True) if m.frozen_mean is not None else ''}<td class=n>{_percent(m.frozen_mean)}<td class=n>{m.frozen_cases or ''}"
        f"<td>{'a fault fails the case' if m.hard else 'mean, tested in pairs'}"
        for m in metrics
    )
    return f"<table><tr><th>metric<th><th class=n>mean<th class=n>perfect<th><th class=n>held out<th class=n>cases<th>in the gate{rows}</table>"


def _mutants(report: MutationReport) -> str:
    rows = "".join(
        f"<tr><td>{html.escape(s.scorer)}<td>{_bar(s.share)}<td class='n{'' if s.share >= LEAST else ' bad'}'>{100 * s.share:.2f} %"
        f"<td class=n>{s.caught:,} of {s.mutants:,}<td class=wide>{html.escape('; '.join(s.survivors[:6]))}"
        for s in report.scorers
        if s.mutants
    )
    told = f"{report.answers:,} right answers made wrong; {report.harmless:,} harmless changes, {len(report.refused)} marked down."
    return f"<p>{told} At least {100 * LEAST:.0f} % have to be caught by the scorer whose business they are.</p><table><tr><th>scorer<th><th class=n>caught<th class=n>mutants<th>let pass{rows}</table>"


def _suites(rows: Sequence[SuiteFigures]) -> str:
    table = "".join(
        f"<tr><td>{html.escape(r.suite)}<td>{_bar(r.whole / max(1, r.cases), is_held(r.suite))}<td class=n>{r.whole} of {r.cases}<td class=n>{'–' if r.codes_right is None else r.codes_right}"
        f"<td class=n>{r.codes_beside:.3f}<td class=n>{r.p50_ms:.0f} / {r.p95_ms:.0f}<td class=wide>{html.escape(', '.join(f'{part} {n}' for part, n in r.faults.items()))}"
        for r in rows
    )
    return f"<table><tr><th>suite<th><th class=n>whole<th class=n>codes right<th class=n>extra codes a case<th class=n>p50 / p95 ms<th>faults{table}</table>"


def _failing(cases: Sequence[CaseResult]) -> str:
    told = failing(cases)
    counts = Counter(case.suite for case in told)
    parts = []
    for suite in counts:
        rows = "".join(_case(case) for case in told if case.suite == suite)
        parts.append(
            f"<details><summary><b>{html.escape(suite)}</b> <small>{counts[suite]}</small></summary>{rows}</details>"
        )
    return ("".join(parts) or "<p>None.</p>") + f"<p>{closed(cases)}</p>"


def _case(case: CaseResult) -> str:
    e = html.escape
    faults = "".join(f"<li>{e(told)}" for _, told in case.faults)
    return (
        f"<details><summary><code>{e(case.id)}</code> {e(case.text[:150])}</summary><ul>{faults}</ul>"
        f"<small>expected {e(case.expected)}<br>got {e(case.got)}</small></details>"
    )
