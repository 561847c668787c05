from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chartcite.adapters.masked_text import MaskedText, Replacement
from chartcite.adapters.presidio_masker import PresidioMasker
from chartcite.catalog.library import Library

PIECES = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            "Dr. Ana Ruiz",
            "Patient: Lê Thị Hoa",
            "MRN: 0012345",
            "03/04/2026",
            "\r\n",
            "\t",
            " ",
            ", ",
            "614-555-0100",
            "Dr. Dr. Dr. O",
            "a@b.co",
            "ß",
            "İ",
            "👩‍⚕️",
            "\u0301",
            "[NAME 1]",
            "SSN 123-45-6789-00",
            "DOB: 1/2/1930",
            "Anaïs",
        ]
    ),
)


@pytest.fixture(scope="module")
def masker(invented: Library) -> PresidioMasker:
    return PresidioMasker(invented)


def masked(masker: PresidioMasker, text: str) -> str:
    return masker.mask(text).text


def test_a_name_is_known_by_title_label_or_mark_and_keeps_its_number(masker: PresidioMasker) -> None:
    text = "Surgeon: Ana Ruiz, MD. Seen by Dr. Omar Haddad. Ruiz signed.\nDear Mrs. Li:"
    assert masked(masker, text) == "Surgeon: [NAME 1], MD. Seen by Dr. [NAME 2]. [NAME 1] signed.\nDear Mrs. [NAME 3]:"


def test_a_name_that_is_a_term_of_the_field_stays_where_it_is_one(masker: PresidioMasker) -> None:
    assert masked(masker, "The Harrison clock and a Tinel sign.") == "The Harrison clock and a Tinel sign."
    assert "[NAME 1]" in masked(masker, "Dr. Harrison set the Harrison clock.")
    assert "Harrison clock" in masked(masker, "Dr. Harrison set the Harrison clock.")


def test_a_date_keeps_its_year_unless_it_is_a_birth(masker: PresidioMasker) -> None:
    assert masked(masker, "on 03/04/2026, 2025-11-30 and May 3, 2024; DOB: 1/2/1930") == (
        "on [DATE 2026], [DATE 2025] and [DATE 2024]; DOB: [DATE]"
    )


def test_a_score_is_no_date(masker: PresidioMasker) -> None:
    assert masked(masker, "pain 7/10 to 2/10, strength 5/5") == "pain 7/10 to 2/10, strength 5/5"


def test_only_an_age_over_89_is_masked(masker: PresidioMasker) -> None:
    assert masked(masker, "89-year-old, 90-year-old, 101 y/o") == "89-year-old, [AGE 90+]-year-old, [AGE 90+] y/o"


def test_numbers_behind_labels_phones_and_addresses_go(masker: PresidioMasker) -> None:
    text = "MRN: 0012345 phone 614-555-0100 a.b@example.org https://x.org/1 10.0.0.7 Lot 77-A12 12 Main Street"
    assert masked(masker, text) == (
        "MRN: [NUMBER 1] phone [PHONE 1] [EMAIL 1] [URL 1] [IP 1] Lot [DEVICE 1] [ADDRESS 1]"
    )


def test_a_number_labelled_as_one_of_the_field_stays(masker: PresidioMasker) -> None:
    assert masked(masker, "NDC 00409-1159-01") == "NDC 00409-1159-01"


def test_offsets_lead_back_to_the_text_as_given() -> None:
    masked = MaskedText.of("abCDEfGHi", [Replacement(2, 5, "[X]"), Replacement(6, 8, "[LONG]")])
    assert masked.text == "ab[X]f[LONG]i"
    assert masked.original(0, 2) == (0, 2)
    assert masked.original(2, 5) == (2, 5)
    assert masked.original(3, 4) == (2, 5)  # part of a placeholder is its whole identifier
    assert masked.original(5, 6) == (5, 6)
    assert masked.original(4, 8) == (2, 8)
    assert masked.original(12, 13) == (8, 9)
    assert masked.original(13, 13) == (9, 9)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_every_unmasked_character_leads_back_to_itself(masker: PresidioMasker, text: str) -> None:
    result = masker.mask(text)
    assert MaskedText.of(text, result.replaced) == result == masker.mask(text)
    covered = 0
    at = 0
    for start, end, placeholder in result.replaced:
        assert covered <= start < end
        assert result.text[at : at + start - covered] == text[covered:start]
        at += start - covered
        assert result.text[at : at + len(placeholder)] == placeholder
        assert result.original(at, at + len(placeholder)) == (start, end)
        at, covered = at + len(placeholder), end
    assert result.text[at:] == text[covered:]
    for place in range(len(result.text)):
        start, end = result.original(place, place + 1)
        inside = any(a <= start and end <= b for a, b, _ in result.replaced)
        assert inside or text[start:end] == result.text[place]
    assert result.original(0, len(result.text)) == (0, len(text))


def test_presidio_is_not_imported_before_something_is_masked() -> None:
    code = (
        "import sys, chartcite.wiring, chartcite.adapters.presidio_masker as p; p.PresidioMasker(None);"
        "sys.exit(any(name.split('.')[0] in ('presidio_analyzer', 'spacy') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


def test_inside_square_brackets_a_placeholder_has_round_ones(masker: PresidioMasker) -> None:
    assert masked(masker, "[from 03/04/2026: x] 03/04/2026") == "[from (DATE 2026): x] [DATE 2026]"
