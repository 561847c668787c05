"""What is known, from whom, in force when: the list of sources, and one source with all its passages."""

from __future__ import annotations

from chartcite.catalog.library import Library
from chartcite.domain.source import Passage, Source
from chartcite.web import words
from chartcite.web.evidence import facts
from chartcite.web.markup import Html, el, join, link, web_address
from chartcite.web.parts import badge
from chartcite.web.words import ScreenNames

STATUS_TONES = {"in force": "good", "draft": "info", "unknown": "warn", "historical": "plain"}


def sources_html(library: Library) -> Html:
    """All sources under their authorities; the page filters them and fetches a source's passages when it is opened."""
    names = ScreenNames(library)
    counts: dict[str, int] = {}
    for passage in library.passages.values():
        counts[passage.source] = counts.get(passage.source, 0) + 1
    groups: dict[str, list[Source]] = {identity: [] for identity in library.vocabularies.authorities}
    for source in library.sources.values():
        groups.setdefault(source.authority, []).append(source)
    filled = [_group(names.authority(identity), group, counts, names) for identity, group in groups.items() if group]
    total = f"{len(library.sources)} sources, {len(library.passages)} passages, {len(library.tables)} tables."
    label = el("label", "Find a source", for_="cc-find")
    box = el("input", id="cc-find", type="search", placeholder="Title, publisher, payer, state …", autocomplete="off")
    lead = el("p", total, " Open one to read every passage that an answer may cite.", cls="cc-quiet")
    return el(
        "div",
        el("div", label, box, cls="cc-search"),
        lead,
        *filled,
        el("p", "No source has these words.", id="cc-none", hidden=True),
    )


def _group(name: str, sources: list[Source], counts: dict[str, int], names: ScreenNames) -> Html:
    items = [
        _source(source, counts.get(source.id, 0), names) for source in sorted(sources, key=lambda s: s.title.casefold())
    ]
    return el("section", el("h4", name), *items, cls="cc-part cc-group")


def _source(source: Source, passages: int, names: ScreenNames) -> Html:
    where = names.jurisdiction(source.jurisdiction)
    head = el(
        "summary",
        el("span", source.title, cls="cc-claim"),
        el("span", f"{source.publisher} · {where}", cls="cc-from"),
        badge(source.status, STATUS_TONES.get(source.status, "bad")),
    )
    searched = " ".join((source.id, source.title, source.publisher, where, source.kind, source.status)).casefold()
    count = "1 passage" if passages == 1 else f"{passages} passages"
    body = el(
        "div",
        _source_facts(source, names),
        el("div", el("p", f"Fetching {count} …", cls="cc-quiet"), data_source=source.id),
        cls="cc-card-body",
    )
    return el("details", head, body, cls="cc-source", data_words=searched)


def _source_facts(source: Source, names: ScreenNames) -> Html:
    in_force = "" if source.in_force == "yes" else f" ({words.IN_FORCE[source.in_force].lower()})"
    return facts(
        [
            ("Id", source.id),
            ("Kind", words.sentence(words.plain(source.kind))),
            ("Authority", names.authority(source.authority)),
            ("Edition", source.edition),
            ("In force", words.period(source.in_force_from, source.in_force_to) + in_force),
            ("Seen on", words.day(source.seen_on)),
            ("Verified on", words.day(source.verified_on)),
            ("Verify again by", words.day(source.verify_by)),
            ("Superseded by", names.source(source.superseded_by) if source.superseded_by else None),
            ("Note", source.note),
            ("Original", link(source.url, "Open the original") if web_address(source.url) else None),
        ]
    )


def passages_html(library: Library, identity: str) -> Html | None:
    """Every passage of a source; None when there is no such source."""
    if identity not in library.sources:
        return None
    passages = [passage for passage in library.passages.values() if passage.source == identity]
    if not passages:
        return el("p", "This source has no passages of its own: its tables are cited row by row.", cls="cc-quiet")
    return join([_passage(passage) for passage in passages])


def _passage(passage: Passage) -> Html:
    known = words.KNOWN[passage.known]
    confidence = f"Confidence: {words.CONFIDENCE[passage.confidence].lower()}"
    said = ". ".join((passage.locator, known, confidence, words.WORDINGS[passage.wording])) + "."
    return el(
        "div",
        el("h5", passage.title or words.sentence(words.plain(passage.id.rpartition("/")[2]))),
        el("blockquote", passage.text),
        el("p", said, cls="cc-quiet"),
        el("p", f"Caveat: {passage.caveat}", cls="cc-quiet") if passage.caveat else None,
        cls="cc-passage",
    )
