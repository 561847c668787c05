"""The parts that answers and critiques share on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from chartcite.domain.answer import Conflict, Coverage, MissingFact, MissingOption, Position, Result, Suggestion
from chartcite.web import words
from chartcite.web.evidence import Evidence
from chartcite.web.markup import EMPTY, Child, Html, el, join


def badge(label: str, tone: str) -> Html:
    """A short word on a coloured ground; the word alone says it all."""
    return el("span", label, cls=f"cc-badge cc-{tone}")


def section(title: str, *children: Child, cls: str = "") -> Html:
    """A part with its heading; nothing where there is nothing to show."""
    body = join(children)
    return el("section", el("h4", title), body, cls=f"cc-part {cls}".strip()) if body else EMPTY


def table(columns: Iterable[str], rows: Iterable[Iterable[Child]], label: str) -> Html:
    """A table that scrolls inside its own frame on a narrow screen."""
    columns = tuple(columns)
    body = [
        el("tr", *(el("td", cell, data_label=column) for column, cell in zip(columns, row, strict=True)))
        for row in rows
    ]
    if not body:
        return EMPTY
    head = el("thead", el("tr", *(el("th", column, scope="col") for column in columns)))
    return el("table", el("caption", label, cls="cc-hidden"), head, el("tbody", *body), cls="cc-table")


def code(value: str) -> Html:
    """A code in figures that line up."""
    return el("code", value, cls="cc-code")


def report(result: Result, evidence: Evidence) -> Html:
    """The lines to put on the claim."""
    rows = [_report_row(item, evidence) for item in result.report]
    return section(
        "Codes to report", table(("Code", "Units", "Modifiers", "Holds for", "Evidence"), rows, "Codes to report")
    )


def _report_row(item: Suggestion, evidence: Evidence) -> tuple[Child, ...]:
    units = str(item.units) if item.units is not None else el("span", "not settled", cls="cc-quiet")
    modifiers: Child = join([code(modifier) for modifier in item.modifiers], " ") or el("span", "none", cls="cc-quiet")
    return code(item.code), units, modifiers, item.applies_when or "This encounter", evidence.refs(item.claims)


def do_not_report(result: Result, evidence: Evidence) -> Html:
    """The codes to leave off, and why."""
    by_reason: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for item in result.do_not_report:
        by_reason.setdefault((item.why, item.claims), []).append(item.code)
    rows = [
        (el("div", *map(code, dict.fromkeys(codes)), cls="cc-codes"), evidence.said(why, claims))
        for (why, claims), codes in by_reason.items()
    ]
    return section("Not to report", table(("Codes", "Why"), rows, "Codes not to report"), cls="cc-refused")


def coverage(result: Result, evidence: Evidence) -> Html:
    """Whether the payer pays, said apart from which code is right."""
    lead = el("p", "Whether it is paid is a question apart from which code is right.", cls="cc-quiet")
    items = [_coverage(item, evidence) for item in result.coverage]
    return section("Coverage", lead, *items) if items else EMPTY


def _coverage(item: Coverage, evidence: Evidence) -> Html:
    tone = {"covered": "good", "not_covered": "bad", "conditional": "warn"}.get(item.position, "plain")
    facts = f"{item.applies_to}. {words.IN_FORCE[item.in_force]}."
    said = el("div", el("p", evidence.said(item.says, item.claims)), el("p", facts, cls="cc-quiet"))
    return el("div", badge(words.COVERAGE[item.position], tone), said, cls="cc-item cc-covers")


def conflicts(result: Result, evidence: Evidence) -> Html:
    """Each disputed topic with every position, which governs, and why."""
    return section("Where sources differ", *(_conflict(item, evidence) for item in result.conflicts))


def _conflict(item: Conflict, evidence: Evidence) -> Html:
    head = next((position for position in item.positions if position.source == item.governs), None)  # it stands first
    positions = [_position(position, position is head, evidence) for position in item.positions]
    if item.governs:
        verdict = f"{evidence.publisher(item.governs) or evidence.source_title(item.governs)} governs here."
    else:
        verdict = "None of them governs here."
    because = el("p", el("strong", verdict), " ", item.because, cls="cc-because")
    title = el("h5", words.sentence(words.plain(item.topic)))
    return el("div", title, el("div", *positions, cls="cc-positions"), because, cls="cc-conflict")


def _position(item: Position, governs: bool, evidence: Evidence) -> Html:
    head = join(
        [el("strong", evidence.publisher(item.source) or item.source), badge("Governs", "good") if governs else None],
        " ",
    )
    return el(
        "div",
        el("p", head),
        el("p", evidence.said(item.says, item.claims)),
        el(
            "p",
            f"{evidence.source_title(item.source)}. Applies to {item.applies_to}. Status: {item.status}.",
            cls="cc-quiet",
        ),
        cls="cc-position cc-governing" if governs else "cc-position",
    )


def missing(result: Result, evidence: Evidence) -> Html:
    """What would settle it, and what holds under each value."""
    return section("What is missing", *(_missing(item, evidence) for item in result.missing))


def _missing(item: MissingFact, evidence: Evidence) -> Html:
    name = words.FIELDS.get(item.what) or words.sentence(words.plain(item.what))
    rows = [(_value(option, evidence), _codes(option), evidence.refs(option.claims)) for option in item.options]
    ask = el("p", el("strong", "Ask: "), item.ask) if item.ask else None
    return el(
        "div",
        el("h5", name),
        el("p", item.why),
        ask,
        table(("If it is", "Report", "Evidence"), rows, name),
        cls="cc-item",
    )


def _value(option: MissingOption, evidence: Evidence) -> str:
    return words.sentence(words.plain(option.value)) if option.value.islower() else option.value


def _codes(option: MissingOption) -> Child:
    return join([code(value) for value in option.report], " ") or el("span", "no code", cls="cc-quiet")


def diagnoses(result: Result, evidence: Evidence) -> Html:
    """Diagnosis codes named in the text."""
    state = {True: ("Valid", "good"), False: ("Not valid", "bad"), None: ("Not known", "plain")}
    rows = [(code(d.code), badge(*state[d.valid]), evidence.said(d.why, d.claims)) for d in result.diagnoses]
    return section("Diagnosis codes", table(("Code", "Status", "Why"), rows, "Diagnosis codes"))


def rejected(result: Result) -> Html:
    """Drafted sentences that failed a check: shown apart, and closed."""
    if not result.rejected:
        return EMPTY
    items = [
        el("li", el("s", item.text), " ", el("span", f"Left out: {item.why}", cls="cc-quiet"))
        for item in result.rejected
    ]
    count = len(result.rejected)
    one = count == 1
    title = f"{count} drafted {'sentence' if one else 'sentences'} failed a check and {'is' if one else 'are'} left out"
    return el("details", el("summary", title), el("ul", *items), cls="cc-rejected")


def made_for(result: Result, evidence: Evidence) -> Html:
    """The encounter it holds for, with what was not given and what was assumed."""
    items = []
    for name, value, assumed in evidence.names.encounter(result.context):
        shown = el("span", value or "not given", cls="" if value else "cc-quiet")
        items.append(
            el("li", el("span", f"{name}: ", cls="cc-name"), shown, badge("assumed", "warn") if assumed else None)
        )
    return el("ul", *items, cls="cc-context", aria_label="What this holds for")


def other_assumptions(result: Result, evidence: Evidence) -> list[str]:
    """Sentences on what was assumed besides the encounter's own fields."""
    shown = set(words.FIELDS)
    return [
        f"Assumed in reading the question: {words.plain(item)}." for item in result.context.assumed if item not in shown
    ]


def receipt(result: Result) -> Html:
    """What made this result, short; the whole digests on hover and in the JSON."""
    pairs = (
        ("knowledge", result.receipt.knowledge),
        ("settings", result.receipt.settings),
        ("result", result.receipt.answer),
    )
    shown = [el("span", f"{name} {_short(digest)}", title=digest) for name, digest in pairs if digest]
    time = result.timings_ms.get("total")
    took = el("span", f"{time:.0f} ms") if time is not None else None
    where = f" at {result.receipt.endpoint}" if result.receipt.endpoint else ""
    return join([el("span", f"engine {result.receipt.engine}{where}"), *shown, took], " · ")


def copy_button(label: str, target: str) -> Html:
    """A button that copies the text of another element."""
    return el("button", label, type="button", cls="cc-button", data_copy=target)


def _short(digest: str) -> str:
    kind, _, value = digest.partition(":")
    return f"{kind}:{value[:10]}" if value else kind[:12]
