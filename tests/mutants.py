"""Untrue or unsupported wordings made of true sentences: one malice each, the same ones every time."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from chartcite.catalog.library import Library

_WORD = re.compile(r"[\w$][\w$.,'/-]*[\w-]|\w")
_FIGURE = re.compile(r"(?<![\w.$-])\$?\d[\d,]*(?:\.\d+)?(?![\w.-]*\w)")
_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]

# Each word with words that make another thing of the sentence.
OPPOSITES: dict[str, tuple[str, ...]] = {
    "is": ("is not", "may be", "must be", "was", "will be", "is never", "is always", "is usually", "is said to be"),
    "are": ("are not", "may be", "must be", "were", "are never", "are usually"),
    "was": ("is", "was not", "will be"),
    "were": ("are", "were not"),
    "has": ("has no", "had", "may have", "lacks"),
    "have": ("have no", "may have"),
    "not": ("", "always", "only", "not only", "not always"),
    "no": ("a", "every", "any", "no other"),
    "never": ("", "always", "usually not", "not always", "sometimes"),
    "cannot": ("can", "must", "need not"),
    "without": ("with",),
    "with": ("without", "instead of", "only with"),
    "neither": ("either", "each"),
    "may": ("must", "should", "may not", "will", "always", "may only"),
    "must": ("may", "should", "must not", "need not", "can"),
    "should": ("must", "may", "should not", "need not"),
    "can": ("must", "cannot", "should", "could once"),
    "only": ("", "also", "not only", "even"),
    "if": ("unless", "only if", "even if", "because", "whether or not"),
    "unless": ("if", "even if", "because"),
    "when": ("unless", "only when", "even when", "whether or not", "before"),
    "until": ("after", "from", "before"),
    "because": ("although", "so that", "unless", "if"),
    "so": ("because", "although", "unless"),
    "although": ("because", "so"),
    "whatever": ("depending on", "unless for"),
    "before": ("after", "until", "from"),
    "after": ("before", "until", "during"),
    "from": ("until", "before", "except from"),
    "as": ("not as", "rather than as"),
    "for": ("except for", "from", "against", "only for", "not for"),
    "in": ("outside", "except in", "only in", "not in"),
    "on": ("except on", "without", "off"),
    "at": ("outside", "except at"),
    "under": ("outside", "above", "without"),
    "by": ("before", "for", "not by"),
    "per": ("or", "instead of each"),
    "of": ("except", "outside"),
    "and": ("or", "and not", "but not", "instead of"),
    "or": ("and", "and not", "nor"),
    "but": ("and", "because"),
    "each": ("only one", "all", "no", "any other"),
    "every": ("no", "one", "some"),
    "all": ("some", "no", "none of the", "only the first of all"),
    "any": ("no", "one", "another"),
    "both": ("neither of the", "one of the", "only one of the"),
    "same": ("other", "different", "opposite"),
    "different": ("same", "similar"),
    "other": ("same", "first"),
    "more": ("fewer", "less", "no more"),
    "fewer": ("more", "no fewer"),
    "least": ("most",),
    "most": ("least", "all"),
    "above": ("below", "at"),
    "first": ("second", "last", "only"),
    "second": ("first", "third"),
    "next": ("last", "first"),
    "lists": ("omits", "does not list", "excludes", "may list", "once listed"),
    "covers": ("excludes", "does not cover", "denies", "may cover"),
    "covered": ("excluded", "not covered", "payable", "partly covered"),
    "includes": ("excludes", "does not include", "may include"),
    "include": ("exclude", "do not include"),
    "included": ("excluded", "not included", "separately payable"),
    "excludes": ("includes", "permits"),
    "takes": ("refuses", "does not take", "may take"),
    "accept": ("refuse", "require"),
    "accepts": ("refuses", "requires"),
    "pays": ("does not pay", "denies", "may pay"),
    "paid": ("denied", "not paid", "doubly paid"),
    "denied": ("paid", "accepted", "not denied"),
    "denies": ("pays", "accepts"),
    "reported": ("not reported", "denied", "also reported"),
    "says": ("denies", "proves", "does not say", "no longer says", "requires"),
    "calls": ("does not call", "no longer calls"),
    "treats": ("no longer treats", "does not treat"),
    "means": ("does not mean", "requires"),
    "known": ("settled", "unknown", "not known"),
    "undated": ("current", "dated"),
    "final": ("draft", "withdrawn"),
    "older": ("newer",),
    "valid": ("invalid", "expired"),
    "billable": ("not billable", "non-billable"),
    "separate": ("bundled", "the same"),
    "separately": ("together", "not"),
    "bilateral": ("unilateral",),
    "left": ("right",),
    "right": ("wrong", "left"),
    "wrong": ("right", "not wrong"),
    "lower": ("upper",),
    "upper": ("lower",),
    "professional": ("facility", "technical"),
    "technical": ("professional",),
    "facility": ("office", "non-facility"),
    "office": ("facility", "hospital"),
    "temporary": ("permanent",),
    "permanent": ("temporary",),
    "thermal": ("pulsed", "non-thermal"),
    "pulsed": ("thermal", "continuous"),
    "peripheral": ("central",),
    "distal": ("proximal",),
    "primary": ("add-on", "secondary"),
    "add-on": ("primary",),
    "column": ("row",),
    "commercial": ("Medicare", "every"),
    "investigational": ("medically necessary", "established", "covered"),
    "experimental": ("proven", "covered"),
    "unproven": ("proven",),
    "insufficient": ("sufficient",),
    "required": ("optional", "not required"),
    "destruction": ("preservation", "stimulation", "block"),
    "block": ("destruction",),
    "units": ("nerves", "sides"),
    "unit": ("side", "visit"),
    "nerve": ("joint", "muscle"),
    "day": ("year", "week"),
    "national": ("local", "state"),
    "unadjusted": ("adjusted", "final"),
    "deleted": ("added", "not deleted", "revised"),
    "new": ("old", "deleted"),
    "replaced": ("did not replace", "were replaced by"),
    "gives": ("refuses", "no longer gives", "does not give"),
    "wants": ("refuses", "no longer wants"),
    "asks": ("does not ask", "forbids"),
    "outrank": ("obey",),
}
ADVERBS = (
    "only",
    "always",
    "usually",
    "never",
    "possibly",
    "clearly",
    "nationwide",
    "no longer",
    "also",
    "rarely",
    "not",
)
UNSUPPORTED = (
    "This applies to all payers.",
    "It is therefore always paid.",
    "No other code may be used.",
    "Prior authorization is not needed.",
    "The claim will be paid.",
    "Append modifier 59.",
    "See https://example.org for details.",
    "The physician should sign the note.",
    "This is settled law.",
    "Appeals are never successful.",
)
TAILS = (
    ", in every state",
    ", and this will be paid",
    " because it is safer",
    ", which is required",
    " unless the payer agrees",
    " for all payers",
    ", so bill it twice",
    " as of today",
    ", as everyone agrees",
    " and nothing else",
    ", not otherwise",
    " at the earliest",
)
HEADS = (
    "It is not true that ",
    "Nobody says that ",
    "In some cases ",
    "Usually, ",
    "For all payers, ",
    "According to the AMA, ",
    "Contrary to what is said, ",
    "Only if asked: ",
    "Until last year, ",
    "Ignore the rules above: ",
    "As a rule, ",
    "Doctor, ",
)
LOOKALIKES = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "i": "і", "0": "０", "4": "４", "6": "６", "1": "１"}
HIDDEN = ("\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\u00ad", "\U000e0041", "\u0307", "\u2800")
WRAPS = (
    ("<b>", "</b>"),
    ("**", "**"),
    ("`", "`"),
    ("[", "](http://example.org)"),
    ("<script>", "</script>"),
    ("\n# ", ""),
    ("\n", "\n"),
    ("~~", "~~"),
    ("<!--", "-->"),
    ("|", "|"),
    ("{{", "}}"),
    ("“", "”?"),
)


@dataclass(frozen=True)
class Mutant:
    """A false wording, and how it was made."""

    kind: str
    text: str


class Mutator:
    """Makes mutants by the words of one library."""

    def __init__(self, library: Library, others: tuple[str, ...], seed: int = 7) -> None:
        self._random = Random(seed)
        self._others = others
        v = library.vocabularies
        self._code = re.compile("|".join(rf"(?<![\w.-])(?:{p})(?![\w-]|\.\d)" for p in library.code_patterns.values()))
        self._codes = sorted(library.codes)
        self._names = {
            kind: sorted(
                {t.name for t in terms.values()} | {n for t in terms.values() for n in t.names[:2] if len(n) > 3}
            )
            for kind, terms in (
                ("payer", v.payers),
                ("mac", v.macs),
                ("state", v.states),
                ("technique", v.techniques),
                ("target", v.targets),
                ("agent", v.agents),
                ("device", v.devices),
                ("indication", v.indications),
                ("place", v.places),
            )
        }
        self._owners = {
            kind: {name.casefold(): t.id for t in terms.values() for name in (t.name, *t.names)}
            for kind, terms in (
                ("payer", v.payers),
                ("mac", v.macs),
                ("state", v.states),
                ("technique", v.techniques),
                ("target", v.targets),
                ("agent", v.agents),
                ("device", v.devices),
                ("indication", v.indications),
                ("place", v.places),
            )
        }
        self._modifiers = sorted(v.modifiers)
        self._publishers = sorted({s.publisher for s in library.sources.values()})

    def mutants(self, text: str, most: int) -> list[Mutant]:
        """At most `most` mutants of a sentence, of as many kinds as it allows."""
        made: dict[str, list[str]] = {}
        for name in sorted(n for n in dir(self) if n.startswith("_make_")):
            found = dict.fromkeys(t for t in getattr(self, name)(text) if _words(t) != _words(text) or _odd(t, text))
            if found:
                kept = list(found)
                self._random.shuffle(kept)
                made[name.removeprefix("_make_")] = kept
        order = [Mutant(kind, texts[i]) for i in range(40) for kind, texts in made.items() if i < len(texts)]
        return order[:most]

    def _pick(self, choices: list[str], text: str) -> str:
        return self._random.choice([c for c in choices if c not in text] or choices)

    def _make_code(self, text: str) -> Iterator[str]:
        for match in self._code.finditer(text):
            yield text[: match.start()] + self._pick(self._codes, text) + text[match.end() :]

    def _make_codes_exchanged(self, text: str) -> Iterator[str]:
        found = list(self._code.finditer(text))
        for i, one in enumerate(found):
            for other in found[i + 1 :]:
                between = text[one.end() : other.start()]
                told_apart = re.search(r"[a-z]{3,}", re.sub(r"\b(and|or)\b|[\w.-]*\d[\w.-]*", "", between))
                if (
                    one[0] != other[0]
                    and told_apart
                    and not re.search(r"\b(or|and)\b.*\b(each other|together|exclusive)", text)
                ):
                    yield text[: one.start()] + other[0] + between + one[0] + text[other.end() :]

    def _make_figure(self, text: str) -> Iterator[str]:
        for match in _FIGURE.finditer(text):
            plain = match[0].lstrip("$").replace(",", "")
            sign = "$" if match[0][0] == "$" else ""
            changed = [str(round(float(plain) + 1, 2)), str(round(float(plain) * 10, 2)), plain[::-1], plain + "0"]
            for other in changed:
                other = other.removesuffix(".0")
                if other.lstrip("0") != plain.lstrip("0"):
                    yield text[: match.start()] + sign + other + text[match.end() :]

    def _make_figures_exchanged(self, text: str) -> Iterator[str]:
        found = list(_FIGURE.finditer(text))
        for one, other in itertools.pairwise(found):
            between = text[one.end() : other.start()]
            if one[0] != other[0] and re.search(r"[A-Za-z]{2,}", re.sub(r"\b(and|or)\b", "", between)):
                yield text[: one.start()] + other[0] + between + one[0] + text[other.end() :]

    def _make_number_in_words(self, text: str) -> Iterator[str]:
        for match in re.finditer(r"(?<![\w.$-])([1-9]|1[0-2])(?![\w.,%-]*\w)", text):
            wrong = _NUMBERS[(int(match[0]) + self._random.randint(1, 5)) % 13]
            yield text[: match.start()] + wrong + text[match.end() :]
        for match in re.finditer(rf"\b({'|'.join(_NUMBERS[2:])})\b", text):
            at = _NUMBERS.index(match[0])
            yield text[: match.start()] + _NUMBERS[(at + 1) % 13] + text[match.end() :]
            yield text[: match.start()] + str(at + 1) + text[match.end() :]

    def _make_day(self, text: str) -> Iterator[str]:
        for match in _DAY.finditer(text):
            year, month, day = match.groups()
            for other in (
                f"{int(year) - 1}-{month}-{day}",
                f"{year}-{int(month) % 12 + 1:02d}-{day}",
                f"{year}-{month}",
                year,
            ):
                yield text[: match.start()] + other + text[match.end() :]
        for match in re.finditer(r"\b(19|20)\d\d\b(?!-)", text):
            yield text[: match.start()] + str(int(match[0]) + 1) + text[match.end() :]

    def _make_modifier(self, text: str) -> Iterator[str]:
        for match in re.finditer(r"(?<=modifier )\w\w\b|(?<=Modifier )\w\w\b|\b(RT|LT|TC|XS|XU|GA)\b", text):
            yield text[: match.start()] + self._pick(self._modifiers, text) + text[match.end() :]

    def _make_name(self, text: str) -> Iterator[str]:
        folded = text.casefold()
        for kind, names in self._names.items():
            for name in names:
                at = folded.find(name.casefold())
                if at < 0 or not _alone(text, at, at + len(name)):
                    continue
                owner = self._owners[kind].get(name.casefold(), name)
                for _ in range(4):
                    other = self._random.choice(names)
                    if self._owners[kind].get(other.casefold(), other) != owner and other.casefold() not in folded:
                        yield text[:at] + other + text[at + len(name) :]

    def _make_publisher(self, text: str) -> Iterator[str]:
        for name in self._publishers:
            if name in text:
                yield text.replace(name, self._pick(self._publishers, text), 1)

    def _make_opposite(self, text: str) -> Iterator[str]:
        for match in _WORD.finditer(text):
            for other in OPPOSITES.get(match[0].lower(), ()):
                yield re.sub(r"\s+", " ", text[: match.start()] + other + text[match.end() :]).strip()

    def _make_adverb(self, text: str) -> Iterator[str]:
        places = [m.start() for m in re.finditer(r"(?<= )\w", text)]
        for adverb in ADVERBS:
            at = self._random.choice(places) if places else 0
            yield f"{text[:at]}{adverb} {text[at:]}"

    def _make_contrast_turned(self, text: str) -> Iterator[str]:
        for match in re.finditer(r"(\S+) and not (as |with |from |numbers for )?([\w.-]*\w)", text):
            if match[1].strip(",") != match[3]:
                yield text[: match.start()] + f"{match[3]} and not {match[2] or ''}{match[1]}" + text[match.end() :]
        for match in re.finditer(r"\bis not (\d[\w-]*)", text):
            yield text[: match.start()] + f"is {match[1]} and not {self._pick(self._codes, text)}" + text[match.end() :]

    def _make_scope_dropped(self, text: str) -> Iterator[str]:
        for match in re.finditer(
            r"^(?:For|In|On|At|Under|As of|From|Before|If|When|Unless|According to)\b[^,]*,\s*(\w)", text
        ):
            yield text[match.start(1)].upper() + text[match.start(1) + 1 :]
        for match in re.finditer(
            r" (?:for|in|on|at|under|from|as of|if|when|unless|until|because|per|with|by)\b[^,;:.]*(?=[.;:,])", text
        ):
            if len(match[0].split()) > 1:
                yield text[: match.start()] + text[match.end() :]
        for match in re.finditer(r" \([^)]*\)", text):
            yield text[: match.start()] + text[match.end() :]

    def _make_sentence_dropped(self, text: str) -> Iterator[str]:
        parts = re.split(r"(?<=[.;]) ", text)
        if len(parts) > 1:
            for index in range(len(parts)):
                yield " ".join(parts[:index] + parts[index + 1 :]).rstrip(";")

    def _make_word_dropped(self, text: str) -> Iterator[str]:
        for match in _WORD.finditer(text):
            if re.match(r"(code|codes|CPT|CPT codes?) [A-Z]?\d", text[match.start() :]):
                continue  # a code is one with and without that word
            if match[0].lower() not in (
                "the",
                "a",
                "an",
                "and",
                "of",
                "therefore",
                "thus",
                "hence",
                "that",
                "accordingly",
            ):
                yield re.sub(
                    r"\s+([.,;:])", r"\1", re.sub(r"\s+", " ", text[: match.start()] + text[match.end() :])
                ).strip()

    def _make_words_exchanged(self, text: str) -> Iterator[str]:
        found = [m for m in _WORD.finditer(text) if len(m[0]) > 3]
        for one, other in zip(found, found[2:], strict=False):
            between = text[one.end() : other.start()]
            if _is_list(text[one.start() : other.end()]):
                continue  # within a list of codes the order says nothing
            if one[0].lower() != other[0].lower() and not re.fullmatch(
                r"[\s,]*(and|or)?[\s,]*[\w.-]*[\s,]*(and|or)?\s*", between
            ):
                yield text[: one.start()] + other[0] + between + one[0] + text[other.end() :]

    def _make_roles_exchanged(self, text: str) -> Iterator[str]:
        verbs = "lists|includes|excludes|replaced|replaces|covers|names|denies|bundles|accepts|gives|binds|outranks?|calls|defers to|depends on"
        for match in re.finditer(rf"^([^,;:]+?) ({verbs}) ([^,;:.]+)([,;:.].*)$", text):
            yield f"{match[3]} {match[2]} {match[1]}{match[4]}"

    def _make_two_merged(self, text: str) -> Iterator[str]:
        for other in self._random.sample(self._others, 3):
            if other not in text and text not in other:
                yield f"{text} {other}"
                yield f"{text.rstrip('.')}, and {other}"
                cut = other.find(" is ")
                mine = text.find(" is ")
                if cut > 0 and mine > 0 and other[:cut] != text[:mine]:
                    yield other[:cut] + text[mine:]
                    yield text[:mine] + other[cut:]

    def _make_sentence_added(self, text: str) -> Iterator[str]:
        for sentence in UNSUPPORTED:
            yield f"{text} {sentence}"
            yield f"{sentence} {text}"

    def _make_tail(self, text: str) -> Iterator[str]:
        for tail in TAILS:
            yield text.rstrip(".") + tail + "."

    def _make_head(self, text: str) -> Iterator[str]:
        for head in HEADS:
            yield head + text[0].lower() + text[1:] if text[1:2].islower() else head + text

    def _make_lookalike(self, text: str) -> Iterator[str]:
        for plain, odd in LOOKALIKES.items():
            if plain in text:
                yield text.replace(plain, odd, 1)

    def _make_hidden(self, text: str) -> Iterator[str]:
        at = self._random.randrange(1, len(text))
        for sign in HIDDEN:
            yield text[:at] + sign + text[at:]

    def _make_markup(self, text: str) -> Iterator[str]:
        word = self._random.choice([m for m in _WORD.finditer(text)])
        for before, after in WRAPS:
            yield text[: word.start()] + before + word[0] + after + text[word.end() :]

    def _make_question(self, text: str) -> Iterator[str]:
        yield text.rstrip(".") + "?"
        yield "Is it true that " + text.rstrip(".") + "?"

    def _make_recased(self, text: str) -> Iterator[str]:
        for word, other in ((" or ", " OR "), (" may ", " May "), (" in ", " IN "), (" me ", " ME "), (" is ", " IS ")):
            if word in text:
                yield text.replace(word, other, 1)

    def _make_quantity(self, text: str) -> Iterator[str]:
        for match in re.finditer(r"\b(a|an|the|The|A|An) (?=\w)", text):
            for other in ("every", "any", "no", "each", "all", "some", "only the", "neither"):
                yield text[: match.start()] + other + " " + text[match.end() :]


def _alone(text: str, start: int, end: int) -> bool:
    return (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum())


def _is_list(text: str) -> bool:
    return all(word in ("and", "or") or re.search(r"\d", word) for word in re.split(r"[\s,]+", text) if word)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w$.-]*\w", text.casefold())


def _odd(text: str, base: str) -> bool:
    """Whether only marks, letters of another kind or capitals differ, on purpose."""
    return set(text) - set(base) != set() or any(w.isupper() and w not in base.split() for w in text.split())
