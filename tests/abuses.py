"""False wordings that look like true ones: each abuses a turn or a class of equal phrases by which a wording may pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from chartcite.catalog.library import Library
from tests.mutants import Mutant

# True of every claim that holds the first and not the second: the same act, said in another word.
RESTATED = (
    (r"\b(is|are|was|were|be) (not |never |only )?reported (with|as)\b", r"\1 \2billed \3"),
    (r"\breported (with|as) (?=\w*\d)", r"coded \1 "),
    (r"(?<=\d )(is|are) (not |never )?reported\b(?! to\b)", r"\1 \2used"),
    (r"(?<=\d )(is|are|may be|must be) (not )?reported\b(?! to\b)", r"\1 \2submitted"),
    (r"^Report (?=\d)", "Bill "),
    (r"^Do not report (?=\d)", "Don't bill "),
    (r"\b(is|are) reported (with|as) (?=\w*\d)", r"\1 billed \2 CPT code "),
    (r"(?<![\w.-])(?=\d{5}\b)", "CPT code "),
    (r"\bMUE\b", "medically unlikely edit"),
    (r"\bNCCI\b", "National Correct Coding Initiative (NCCI)"),
    (r"\bLCD\b", "local coverage determination"),
    (r"\bper (?=[a-z])", "for each "),
    (r"\bfor each ", "per "),
    (r"\b(\d+) or more\b", r"at least \1"),
    (r"\bat least (\d+)", r"\1 or more"),
    (r"\bis wrong\b", "is not correct"),
    (r"\binstead of\b", "in place of"),
    (r"\bunless\b", "except when"),
    (r"\bonly if\b", "only when"),
    (r"\bonly when\b", "only if"),
    (r"\bbefore\b", "prior to"),
    (r"\bneeds\b", "requires"),
    (r"\bmust\b", "has to"),
    (r"\bcannot\b", "can't"),
    (r"\bdoes not\b", "doesn't"),
    (r"\bis not\b", "isn't"),
    (r"\btwo\b", "2"),
    (r"\b5\b(?![\d.-])", "five"),
)

_ACTS = {
    "reported": ("paid", "covered", "documented", "denied", "accepted", "listed", "refused", "read", "expected"),
    "billed": ("paid", "reimbursed", "written off", "appealed", "allowed"),
    "coded": ("paid", "documented", "called", "priced"),
    "used": ("covered", "needed", "allowed", "paid"),
    "report": ("pay", "document", "expect", "deny", "accept", "ignore"),
    "bill": ("pay", "allow", "appeal"),
    "use": ("avoid", "need", "pay"),
    "wrong": ("right", "not wrong", "not incorrect", "disputed"),
    "usually": ("always", "often", "sometimes", "rarely"),
    "often": ("usually", "always", "rarely"),
    "about": ("exactly", "at least", "more than"),
    "requires": ("allows", "does not require", "recommends"),
    "needs": ("may have", "does not need", "recommends", "has"),
    "carries": ("lacks", "carried"),
}
_HELPED = re.compile(
    r"\b(is|are|was|may be|must be|should be|can be|cannot be|has to be) (?=(reported|billed|coded|used|added|appended|covered|paid|submitted)\b)"
)
_HELPS = (
    "may be",
    "must be",
    "can be",
    "might be",
    "need not be",
    "should be",
    "is to be",
    "may only be",
    "has to be",
    "could be",
    "will be",
    "is never",
    "is not",
    "is not always",
    "was",
    "is only",
    "is usually",
    "should not be",
    "must not be",
    "is not to be",
)
_QUANTITIES = {
    r"\bat least (?=\w)": ("at most ", "more than ", "exactly ", "fewer than ", "about ", "only ", ""),
    r"\bat most (?=\w)": ("at least ", "fewer than ", "exactly ", "more than ", ""),
    r"\bmore than (?=\w)": ("at least ", "fewer than ", "about ", "no more than ", ""),
    r"\bfewer than (?=\w)": ("at most ", "more than ", "no fewer than ", ""),
    r"\b(?<=\d) or more\b": ("", " or fewer", " or so", " and no more"),
    r"\b(per|for each|for every) (?=[a-z])": ("for all ", "for any ", "for both ", "for only one ", "for the "),
    r"\bonce\b": ("twice", "at least once", "at most once", "more than once", "1 or more times"),
    r"\bonly if\b": ("if", "unless", "even if", "not only if"),
    r"\bonly when\b": ("when", "unless", "even when", "not only when"),
    r"\b(each|every|all|any|both)\b": ("some", "no", "either", "one", "not all", "only one"),
}
_CONDITIONS = r"if|when|unless|until|because|although|where|whenever"
_LABELS = (
    "no code ",
    "any code but ",
    "another code than ",
    "codes other than ",
    "modifier ",
    "add-on code ",
    "unlisted code ",
    "code 1 of ",
    "deleted code ",
    "only code ",
    "every code like ",
    "the range of ",
)


class Abuser:
    """Makes such wordings by the words of one library, the same ones every time."""

    def __init__(self, library: Library, seed: int = 11) -> None:
        self._random = Random(seed)
        self._code = re.compile("|".join(rf"(?<![\w.-])(?:{p})(?![\w-]|\.\d)" for p in library.code_patterns.values()))
        names = library.vocabularies.phrasing.short_names
        self._names = [*names.items(), *((long, short) for short, long in names.items())]
        self._makers: dict[str, Callable[[str], Iterator[str]]] = {
            "act_exchanged": self._acts,
            "helping_exchanged": self._helping,
            "denial_moved": self._denial_moved,
            "denial_added": self._denial_added,
            "quantity_exchanged": self._quantities,
            "only_moved": self._only_moved,
            "exception_dropped": self._exception_dropped,
            "condition_turned": self._condition_turned,
            "condition_denied": self._condition_denied,
            "instead_turned": self._instead_turned,
            "label": self._label,
            "short_name": self._short_name,
            "passive_turned": self._passive_turned,
            "list_joined": self._list_joined,
            "halves_exchanged": self._halves_exchanged,
            "fronted_word": self._fronted,
        }

    def abuses(self, text: str, most: int) -> list[Mutant]:
        """At most `most` false wordings of a sentence, of as many kinds as it allows."""
        made: dict[str, list[str]] = {}
        for kind, maker in self._makers.items():
            found = [t for t in dict.fromkeys(_spaced(t) for t in maker(text)) if t.casefold() != text.casefold()]
            self._random.shuffle(found)
            if found:
                made[kind] = found
        rows = (Mutant(kind, texts[i]) for i in range(most) for kind, texts in made.items() if i < len(texts))
        return [row for row, _ in zip(rows, range(most), strict=False)]

    @staticmethod
    def restated(text: str) -> list[str]:
        """True wordings of a sentence: one phrase of it said by another of its class."""
        return [made for pattern, other in RESTATED if (made := _spaced(re.sub(pattern, other, text, count=1))) != text]

    def _acts(self, text: str) -> Iterator[str]:
        for word, others in _ACTS.items():
            for match in re.finditer(rf"\b{word}\b", text, re.IGNORECASE):
                for other in others:
                    yield text[: match.start()] + other + text[match.end() :]
        for match in re.finditer(r"(?<=(?:orted|illed) )(with|as)\b", text):
            for other in ("instead of", "without", "before", "rather than", "only with", "next to"):
                yield text[: match.start()] + other + text[match.end() :]

    def _helping(self, text: str) -> Iterator[str]:
        for match in _HELPED.finditer(text):
            for other in _HELPS:
                if other != match[1]:
                    yield f"{text[: match.start()]}{other} {text[match.end() :]}"
        for match in re.finditer(
            r"^(Do not |Never |)(report|use|bill|add|append) ([\w-]*\d[\w-]*)", text, re.IGNORECASE
        ):
            order = (
                ("may not be", "need not be", "is not always", "should be", "cannot be")
                if match[1]
                else ("may be", "need not be", "should not be", "can be", "could be")
            )
            for other in order:
                yield f"{match[3]} {other} {match[2]}ed{text[match.end() :]}"

    def _denial_moved(self, text: str) -> Iterator[str]:
        for match in re.finditer(r"\b(Do not|do not|does not|not|never) ", text):
            rest = text[: match.start()] + text[match.end() :]
            for verb in re.finditer(r"\b(is|are|was|may|must|should|can|has|have|be)\b", rest):
                if verb.end() not in (match.start() - 1, match.start()):
                    yield f"{rest[: verb.end()]} not{rest[verb.end() :]}"
            for verb in re.finditer(r"\b(lists|covers|accepts|allows|names|takes|gives|says|wants|pays)\b", rest):
                if verb.start() != match.start():
                    yield f"{rest[: verb.start()]}does not {rest[verb.start() :]}"

    def _denial_added(self, text: str) -> Iterator[str]:
        for verb in re.finditer(r"\b(is|are|was|may|must|should|can|has|be|only|if|when|with|for|as|and|or)\b", text):
            yield f"{text[: verb.end()]} not{text[verb.end() :]}"

    def _quantities(self, text: str) -> Iterator[str]:
        for pattern, others in _QUANTITIES.items():
            for match in re.finditer(pattern, text):
                for other in others:
                    yield text[: match.start()] + other + text[match.end() :]

    def _only_moved(self, text: str) -> Iterator[str]:
        for match in re.finditer(r"\b(only|also|alone|even|just) ", text):
            rest = text[: match.start()] + text[match.end() :]
            for place in re.finditer(r"(?<= )\w", rest):
                if not re.fullmatch(r"((an?|the) )?", rest[slice(*sorted((place.start(), match.start())))]):
                    yield f"{rest[: place.start()]}{match[1]} {rest[place.start() :]}"

    def _exception_dropped(self, text: str) -> Iterator[str]:
        for match in re.finditer(
            r",? (except|unless|excepted|other than|but not|and not|instead of|rather than|only)\b[^,.;:]*", text
        ):
            yield text[: match.start()] + text[match.end() :]
            yield text.replace(match[1], "including", 1)

    def _condition_turned(self, text: str) -> Iterator[str]:
        for match in re.finditer(rf"^([^.;:]*?),? \b({_CONDITIONS}) ([^.;:]*?)([.;:].*)$", text):
            main, word, told, end = match.groups()
            yield f"{told} {word} {main}{end}"
            yield f"{word.capitalize()} {main}, {told}{end}"
            yield f"{main}{end}"
            yield f"{main}, and {told}{end}"
        for match in re.finditer(rf"^({_CONDITIONS}) ([^,]*), ([^.;:]*)([.;:].*)$", text, re.IGNORECASE):
            yield f"{match[1]} {match[3]}, {match[2]}{match[4]}"
            yield f"{match[2]} {match[1].lower()} {match[3]}{match[4]}"

    def _condition_denied(self, text: str) -> Iterator[str]:
        for match in re.finditer(
            rf"\b({_CONDITIONS})\b([^,.;:]*?) (is|are|was|has|exists|fits|applies|names)\b", text, re.IGNORECASE
        ):
            yield f"{text[: match.end()]} not{text[match.end() :]}"
            yield text[: match.start()] + "whether or not" + match[2] + f" {match[3]}" + text[match.end() :]

    def _instead_turned(self, text: str) -> Iterator[str]:
        for word in (
            "instead of",
            "in place of",
            "rather than",
            "and not",
            "but not",
            "not",
            "never",
            "beside",
            "without",
            "with",
            "before",
            "after",
        ):
            for match in re.finditer(rf"([\w-]*\d[\w-]*),? {word} (?:as |with )?([\w-]*\d[\w-]*)", text):
                if match[1] != match[2]:
                    swapped = match[0].replace(match[1], "\0").replace(match[2], match[1]).replace("\0", match[2])
                    if word not in ("beside", "with"):  # "a beside b" may be as true as "b beside a"
                        yield text[: match.start()] + swapped + text[match.end() :]
                    yield text[: match.start()] + f"{match[1]} as well as {match[2]}" + text[match.end() :]
                    yield text[: match.start()] + f"{match[1]} or {match[2]}" + text[match.end() :]

    def _label(self, text: str) -> Iterator[str]:
        for match in self._code.finditer(text):
            for label in (*_LABELS, *(("HCPCS code ", "diagnosis code ") if match[0].isdigit() else ())):
                if not text[: match.start()].lower().endswith(label.lower()):
                    yield text[: match.start()] + label + text[match.start() :]

    def _short_name(self, text: str) -> Iterator[str]:
        for name, own in self._names:
            for match in re.finditer(rf"\b{re.escape(name)}\b", text):
                for other in self._random.sample(self._names, 3):
                    same = {name.rstrip("s"), own.rstrip("s")}  # one and several are one name
                    if not same & {other[0].rstrip("s"), other[1].rstrip("s")}:
                        yield text[: match.start()] + other[0] + text[match.end() :]

    def _passive_turned(self, text: str) -> Iterator[str]:
        for match in re.finditer(
            r"^([^,;:.]+?) (is|are) (not )?(\w+(?:ed|en)) (by|in|with|as|under|beside) ([^,;:.]+)(.*)$", text
        ):
            subject, verb, denied, part, word, other, end = match.groups()
            if word != "beside":
                yield f"{other} {verb} {denied or ''}{part} {word} {subject}{end}"
        for match in re.finditer(
            r"^([^,;:.]+?) (bars|lists|includes|excludes|accepts|covers|denies|names|calls) ([^,;:.]+)(.*)$", text
        ):
            subject, verb, other, end = match.groups()
            bare = verb.removesuffix("s")
            yield f"{subject} is {bare}ed by {other}{end}"
            yield f"{other} {verb} {subject}{end}"

    def _list_joined(self, text: str) -> Iterator[str]:
        for match in re.finditer(r"([\w-]*\d[\w-]*) (and|or) ([\w-]*\d[\w-]*)", text):
            for other in (
                "and not",
                "with",
                "instead of",
                "before",
                "to",
                "but never",
                "or" if match[2] == "and" else "and",
            ):
                yield text[: match.start()] + f"{match[1]} {other} {match[3]}" + text[match.end() :]

    def _halves_exchanged(self, text: str) -> Iterator[str]:
        for joint in (", so ", ", but ", ", because ", " because ", ": ", ", although ", " unless ", " until "):
            left, found, right = text.rstrip(".").partition(joint)
            if found and ". " not in left + right and len(right.split()) > 2 and len(left.split()) > 2:
                yield f"{right}{joint}{left}."

    def _fronted(self, text: str) -> Iterator[str]:
        """A phrase of one clause before all of several."""
        parts = re.split(r"(, and |, but |; |, so )", text.rstrip("."))
        if len(parts) < 3 or not re.search(r", (and|but|so) |; ", re.sub(r"\([^)]*\)", "", text)):
            return
        for match in re.finditer(r" ((?:for|in|under|at|on|with|without|by) [^,;:.]+)$", parts[-1]):
            yield f"{match[1]}, {''.join(parts)[: -len(match[0])]}."
        for match in re.finditer(r" ((?:for|in|under|at|on|with|without|by) [^,;:.]+)$", parts[0]):
            yield f"{parts[0][: -len(match[0])]}{''.join(parts[1:])} {match[1]}."


def _spaced(text: str) -> str:
    return re.sub(r"\s+([.,;:])", r"\1", re.sub(r"\s+", " ", text)).strip()
