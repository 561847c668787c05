"""A critique on the screen: the note beside its findings, then lines, elements, letter and evidence."""

from __future__ import annotations

from collections import Counter

from chartcite.catalog.library import Library
from chartcite.domain.answer import AuditLine, Critique, ElementState, Finding, NoteSpan, ProcedureFound
from chartcite.rendering.json_form import critique_form, pretty
from chartcite.rendering.names import Names
from chartcite.rendering.parameters import parameters_said
from chartcite.rendering.shared import line_of
from chartcite.web import parts, words
from chartcite.web.answer_view import OUTCOME_TONES
from chartcite.web.evidence import Evidence
from chartcite.web.highlight import marks_of, note_html
from chartcite.web.markup import EMPTY, Child, Html, el, join

DISPOSITION_TONES = {"cannot_code": "bad", "destruction": "good", "no_procedure": "plain"}
SEVERITY_TONES = {"blocks_billing": "bad", "likely_denial": "warn", "advice": "info"}
AUDIT_TONES = {"keep": "good", "change": "warn", "remove": "bad"}
STATES = {
    "missing": ("Missing", "bad"),
    "conflicting": ("Contradictory", "warn"),
    "documented": ("Documented", "good"),
}
LEGEND = (
    ("blocks_billing", "Blocks billing"),
    ("likely_denial", "Likely denial"),
    ("advice", "Advice"),
    ("claim_line", "Claim line"),
    ("documented", "Documents an element"),
)
PLACES_SHOWN = 4


def critique_html(note: str, critique: Critique, library: Library, key: str, notices: tuple[str, ...] = ()) -> Html:
    """The whole critique; `key` starts every id in it."""
    form = critique_form(critique, Names.of(library.vocabularies))
    sealed = critique.model_copy(
        update={"receipt": critique.receipt.model_copy(update={"answer": str(form["receipt"]["answer"])})}
    )
    evidence = Evidence(sealed, library, key)
    notice = el("ul", *(el("li", said) for said in notices), cls="cc-notices") if notices else None
    return el(
        "article",
        _head(sealed),
        parts.made_for(sealed, evidence),
        notice,
        _beside(note, sealed, evidence, key),
        parts.report(sealed, evidence),
        parts.do_not_report(sealed, evidence),
        _audit(sealed, evidence, key),
        _elements(sealed, evidence, key),
        _procedures(sealed),
        parts.coverage(sealed, evidence),
        parts.missing(sealed, evidence),
        parts.conflicts(sealed, evidence),
        parts.diagnoses(sealed, evidence),
        _letter(sealed, key),
        evidence.cards(),
        parts.rejected(sealed),
        _foot(sealed, pretty(form), key),
        cls="cc-answer cc-critique",
        id=key,
        aria_label="Critique",
    )


def _head(critique: Critique) -> Html:
    tone = DISPOSITION_TONES.get(critique.disposition, "info")
    name = words.DISPOSITIONS.get(critique.disposition, words.sentence(words.plain(critique.disposition)))
    badges = join(
        [
            parts.badge(name, tone + " cc-verdict"),
            parts.badge(words.OUTCOMES[critique.outcome], OUTCOME_TONES[critique.outcome]),
            *(
                parts.badge(f"{count} {label.lower()}", SEVERITY_TONES[kind])
                for kind, label, count in _counts(critique)
            ),
        ]
    )
    summary = el("p", critique.summary, cls="cc-summary") if critique.summary else None
    return el("header", el("p", badges, cls="cc-badges"), _lines(critique), summary)


def _lines(critique: Critique) -> Html:
    """What to report at one glance, and what becomes of the claim."""
    lines = join([parts.code(line_of(item)) for item in critique.report], " ")
    said = (
        join(["Report ", lines])
        if critique.report
        else "No code of this field is to be reported for this note as it stands."
    )
    verdicts = Counter("hold" if line.hold else line.verdict for line in critique.claim_audit)
    audited = ", ".join(f"{count} to {verdict}" for verdict, count in verdicts.items())
    return el("p", said, el("span", f" Claim lines: {audited}.", cls="cc-quiet") if audited else None, cls="cc-lines")


def _counts(critique: Critique) -> list[tuple[str, str, int]]:
    counted = [
        (kind, label, sum(f.severity == kind for f in critique.findings)) for kind, label in words.SEVERITIES.items()
    ]
    return [item for item in counted if item[2]]


def _beside(note: str, critique: Critique, evidence: Evidence, key: str) -> Html:
    marks = marks_of(critique, evidence.names, key)
    used = {mark.kind for mark in marks}
    legend = [el("li", el("mark", label, cls=f"cc-mark cc-{kind}")) for kind, label in LEGEND if kind in used]
    left = el(
        "section", el("h4", "The note"), el("ul", *legend, cls="cc-legend"), note_html(note, marks), cls="cc-part"
    )
    return el("div", left, _findings(critique, evidence, key), cls="cc-beside")


def _findings(critique: Critique, evidence: Evidence, key: str) -> Html:
    numbered = list(enumerate(critique.findings, 1))
    ordered = sorted(numbered, key=lambda pair: list(words.SEVERITIES).index(pair[1].severity))
    items = [_finding(number, finding, evidence, key) for number, finding in ordered]
    none = el("p", "Nothing was found that stands against this note.", cls="cc-quiet")
    return parts.section("Findings", *(items or [none]))


def _finding(number: int, finding: Finding, evidence: Evidence, key: str) -> Html:
    own = f"{key}-f{number}"
    title = el(
        "h5",
        el("span", f"{number}. {finding.title}"),
        " ",
        parts.badge(words.SEVERITIES[finding.severity], SEVERITY_TONES[finding.severity]),
    )
    fix = el(
        "div",
        el("p", el("strong", "Fix: "), el("span", finding.fix, id=f"{own}-fix")),
        parts.copy_button("Copy fix", f"{own}-fix"),
        cls="cc-fix",
    )
    return el(
        "div",
        title,
        el("p", evidence.said(finding.detail, finding.claims)),
        _places(finding.note_spans, own),
        fix if finding.fix else None,
        id=own,
        cls=f"cc-finding cc-edge-{finding.severity}",
        tabindex="-1",
    )


def _places(spans: tuple[NoteSpan, ...], own: str) -> Html:
    first = {" ".join(span.text.split()).casefold(): span for span in reversed(spans)}
    shown = sorted(first.values(), key=lambda span: span.start)
    links = [el("a", f"“{_short(span.text)}”", href=f"#{own}-at-{span.start}") for span in shown[:PLACES_SHOWN]]
    more = f" and {len(shown) - PLACES_SHOWN} more" if len(shown) > PLACES_SHOWN else None
    return el("p", "In the note: ", join(links, ", "), more, cls="cc-quiet") if links else EMPTY


def _audit(critique: Critique, evidence: Evidence, key: str) -> Html:
    rows = [_audit_row(line, evidence, f"{key}-a{number}") for number, line in enumerate(critique.claim_audit, 1)]
    return parts.section("Claim audit", parts.table(("Line", "Verdict", "Why"), rows, "Claim audit"))


def _audit_row(line: AuditLine, evidence: Evidence, own: str) -> tuple[Child, ...]:
    leading = "; instead " if line.verdict == "remove" else " to "
    change = join([leading, parts.code(line.change_to)]) if line.change_to and not line.hold else None
    shown = "hold" if line.hold else line.verdict
    verdict = join([parts.badge(words.sentence(shown), AUDIT_TONES[line.verdict]), change])
    return (
        el("code", line.line, cls="cc-code cc-line", id=own, tabindex="-1"),
        verdict,
        evidence.said(line.why, line.claims),
    )


def _elements(critique: Critique, evidence: Evidence, key: str) -> Html:
    order = list(STATES)
    asked = [item for item in critique.elements if item.state != "not_applicable"]
    shown = [_element(item, evidence, key) for item in sorted(asked, key=lambda item: order.index(item.state))]
    idle = ", ".join(evidence.names.element(i.id).lower() for i in critique.elements if i not in asked)
    rest = el("p", f"Not asked of this note: {idle}.", cls="cc-quiet") if idle else None
    return parts.section("Documentation", el("ul", *shown, cls="cc-elements"), rest) if shown else EMPTY


def _element(item: ElementState, evidence: Evidence, key: str) -> Html:
    own = f"{key}-e-{item.id}"
    label, tone = STATES[item.state]
    if item.spans:
        body: Child = _places(item.spans, own)
    elif item.searched_for and item.state in ("missing", "conflicting"):
        body = el("p", f"Searched for: {item.searched_for}.", cls="cc-quiet")
    else:
        body = None
    head = el("p", parts.badge(label, tone), el("strong", evidence.names.element(item.id)), evidence.refs(item.claims))
    return el("li", head, body, id=own, tabindex="-1")


def _procedures(critique: Critique) -> Html:
    columns = ("Technique", "Target", "Side", "Count", "Details")
    rows = [_procedure_row(item) for item in critique.procedures]
    return parts.section("Procedures read from the note", parts.table(columns, rows, "Procedures read from the note"))


def _procedure_row(item: ProcedureFound) -> tuple[Child, ...]:
    details = [words.plain(item.stage), *map(words.plain, item.guidance), *parameters_said(item.parameters)]
    targets = ", ".join(map(words.plain, item.targets)) or words.plain(item.target or "not named")
    count = str(item.count) if item.count is not None else "not stated"
    return words.plain(item.technique or "not named"), targets, item.side or "not stated", count, "; ".join(details)


def _letter(critique: Critique, key: str) -> Html:
    if not critique.query_letter:
        return EMPTY
    letter = el("pre", critique.query_letter, id=f"{key}-letter", cls="cc-letter", tabindex="0")
    return parts.section("Query to the physician", letter, parts.copy_button("Copy letter", f"{key}-letter"))


def _foot(critique: Critique, json_text: str, key: str) -> Html:
    name = "chartcite-critique.json"
    button = el("button", "Download JSON", type="button", cls="cc-button", data_download=f"{key}-json", data_name=name)
    return el("footer", button, el("p", parts.receipt(critique)), el("pre", json_text, id=f"{key}-json", hidden=True))


def _short(words_here: str, longest: int = 60) -> str:
    line = " ".join(words_here.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
