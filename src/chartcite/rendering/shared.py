"""The sections that answers and critiques share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import zip_longest

from chartcite.domain.answer import Citation, Claim, Conflict, Result, SourceNote, Suggestion
from chartcite.rendering.document import Entry, Grid, Section, words
from chartcite.rendering.names import Names

KNOWN = {
    "read": "the original was read",
    "reported": "reported by a secondary source",
    "general": "general knowledge, original not read",
}


def line_of(item: Suggestion) -> str:
    """A code line as coders write it: code, modifiers, units."""
    units = f" x{item.units}" if item.units is not None else ""
    return "-".join((item.code, *item.modifiers)) + units


def report(result: Result) -> Section:
    """The code lines, each with the reason."""
    said = {claim.id: claim.text for claim in result.claims}
    entries = [
        Entry(
            head=line_of(item),
            text=item.applies_when or "",
            claims=item.claims,
            details=tuple(said[id] for id in item.claims if id in said),
        )
        for item in result.report
    ]
    return Section("Report", tuple(entries))


def do_not_report(result: Result) -> Section:
    """The codes to leave off, each reason once."""
    reasons: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for item in result.do_not_report:
        reasons.setdefault((item.why, item.claims), []).append(item.code)
    entries = (Entry(head=", ".join(codes), text=why, claims=ids) for (why, ids), codes in reasons.items())
    return Section("Do not report", tuple(entries))


def coverage(result: Result) -> Section:
    """Whether the payer pays."""
    entries = [
        Entry(
            head=words(item.position),
            text=item.says,
            claims=item.claims,
            details=(f"Applies to {item.applies_to}; in force: {item.in_force}.",),
        )
        for item in result.coverage
    ]
    return Section("Coverage (apart from the code)", tuple(entries))


def missing(result: Result) -> Section:
    """What would settle it, and the answer under each value."""
    entries = []
    for item in result.missing:
        options = [f"{o.value}: {', '.join(o.report) or 'no code'}{_marks(o.claims)}" for o in item.options]
        entries.append(
            Entry(head=words(item.what), text=item.why, details=(*options, *([item.ask] if item.ask else [])))
        )
    return Section("Missing", tuple(entries))


def conflict_section(conflicts: Iterable[Conflict]) -> Section:
    """Each disputed topic as a table of positions, and which governs."""
    grids = []
    for item in conflicts:
        rows = tuple((p.says + _marks(p.claims), p.source, p.applies_to, p.status) for p in item.positions)
        governs = f"{item.governs} governs: " if item.governs else ""
        columns = (words(item.topic).replace("-", " "), "source", "applies to", "status")
        grids.append(Grid(columns, rows, governs + item.because))
    return Section("Where sources differ", tuple(grids))


def diagnoses(result: Result) -> Section:
    """The diagnosis codes named."""
    state = {True: "can be reported", False: "can't be reported", None: "not known"}
    entries = [Entry(head=d.code, text=f"{state[d.valid]}: {d.why}", claims=d.claims) for d in result.diagnoses]
    return Section("Diagnoses", tuple(entries))


def evidence(result: Result) -> Section:
    """Every claim, with the source under it."""
    sources = {source.id: source for source in result.sources}
    return Section("Evidence", tuple(claim_entry(claim, sources) for claim in result.claims))


def claim_entry(claim: Claim, sources: Mapping[str, SourceNote]) -> Entry:
    """A claim with its quotes and where they stand."""
    details: list[str] = []
    for citation, following in zip_longest(claim.citations, claim.citations[1:]):
        if citation.quote.strip() != claim.text.strip():
            details.append(f"“{citation.quote}”")
        where = describe(citation, sources.get(citation.source))
        if following is None or describe(following, sources.get(following.source)) != where:
            details.append(where)
    link = next((s.url for c in claim.citations if (s := sources.get(c.source)) and s.url), None)
    head = claim.id if claim.kind == "quoted" else f"{claim.id} ({claim.kind})"
    return Entry(head=head, text=claim.text, details=tuple(details), link=link)


def describe(citation: Citation, source: SourceNote | None) -> str:
    """Title, publisher, dates, how it is known, whose words: one line."""
    if source is None:
        return f"{citation.source}, {citation.passage}"
    period = _period(source.in_force_from, source.in_force_to)
    said = [source.title, source.publisher, f"{source.status}{period}", KNOWN.get(citation.known, citation.known)]
    if citation.confidence != "H":
        said.append(f"confidence {citation.confidence}")
    said += ["our wording" if citation.wording == "ours" else "the original's wording", f"checked {source.verified_on}"]
    return "; ".join(said)


def rejected(result: Result) -> Section:
    """What was drafted and failed its checks."""
    entries = (Entry(text=item.text, details=(f"Left out: {item.why}",)) for item in result.rejected)
    return Section("Drafted, but not supported", tuple(entries))


def made_for(result: Result, names: Names) -> Section:
    """The encounter that this holds for, and the receipt."""
    context = result.context
    shown = {
        "payer": context.payer_as_given or names.payer(context.payer) or "not given",
        "state": context.state,
        "contractor": names.mac(context.mac),
        "date of service": str(context.date_of_service),
        "place of service": names.place(context.place_of_service),
        "claim": context.claim_type,
    }
    said = ", ".join(f"{name} {value}" for name, value in shown.items() if value)
    assumed = f"Assumed: {', '.join(words(name) for name in context.assumed)}." if context.assumed else ""
    made = result.receipt
    where = f" at {made.endpoint}" if made.endpoint else ""
    receipt = f"Knowledge {_short(made.knowledge)}, settings {_short(made.settings)}, engine {made.engine}{where}."
    return Section("Holds for", (Entry(text=f"{said}.", details=tuple(filter(None, (assumed, receipt)))),))


def _marks(claims: tuple[str, ...]) -> str:
    return f" [{', '.join(claims)}]" if claims else ""


def _period(first: date | None, last: date | None) -> str:
    since = f" from {first}" if first else ""
    return f"{since} to {last}" if last else since


def _short(digest: str) -> str:
    return digest.removeprefix("sha256:")[:12]
