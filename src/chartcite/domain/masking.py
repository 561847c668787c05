"""The words by which identifiers are told from the words of the field (`knowledge/vocabularies/masking.yaml`)."""

from __future__ import annotations

from chartcite.domain.record import Record, Strings


class MaskingWords(Record):
    """All lists are lower case, except `credentials`, which count as written; phrases match with any white space."""

    titles: Strings
    """Words before a name ("Dr")."""
    credentials: Strings
    """Marks behind a name ("MD")."""
    name_labels: Strings
    """Labels of a field that holds a name."""
    field_labels: Strings
    """The same, where they are plain words as well: only before a colon or the like."""
    name_cues: Strings
    """Words in running text that a name follows ("referred by")."""
    relations: Strings
    """Relatives and helpers, whose name may follow."""
    closings: Strings
    """Endings of a letter, with the writer's name below."""
    particles: Strings
    """Small words inside a name ("van der")."""
    not_names: Strings
    """Words that stand where a name could stand and are none."""
    also_words: Strings
    """Names that are plain words as well: a repeat counts only in capitals."""
    eponyms: Strings
    """Names that are terms of the field."""
    eponym_heads: Strings
    """What follows a name that is meant as a term ("neuroma")."""
    id_labels: Strings
    """Labels of a number that identifies somebody."""
    id_words: Strings
    """The same, where "number", "no", "id" or "#" has to follow."""
    device_labels: Strings
    plate_labels: Strings
    phone_labels: Strings
    birth_labels: Strings
    age_labels: Strings
    date_cues: Strings
    """Words before a day and month without a year ("on 3/14")."""
    score_words: Strings
    """Words beside a figure such as 7/10 that is a score, not a date."""
    address_labels: Strings
    """Labels of a field that holds an address or a part of one."""
    street_words: Strings
    unit_words: Strings
    """Parts of an address behind the street ("suite")."""
    place_cues: Strings
    """Words before a place where somebody lives."""
    city_words: Strings
    """Plain words of which names of cities are made."""
    facility_words: Strings
    """Kinds of institution, which stay; the name before them goes."""
    kept_numbers: Strings
    """Labels of numbers of the field that look like an identifier's ("ndc")."""
    given_names: str = ""
    """Given names of a census in one string, words apart by space; those that are plain words stand in `also_words` too."""
    family_names: str = ""
    """Family names likewise."""
    person_verbs: Strings = ()
    """What only a person does ("tolerated"), behind a name that starts a sentence."""
    term_endings: Strings = ()
    """Endings of words of medicine ("algia"): two strange words in capitals are a name only without them."""
    holidays: Strings = ()
    """Days of the year that have a name."""
    state_short: Strings = ()
    """Older short forms of the states ("calif."), as in addresses."""
    facility_labels: Strings = ()
    """Labels of a field that holds the name of an institution."""
    sure_street_words: Strings = ()
    """Kinds of street that need no number before the name."""
    sure_unit_words: Strings = ()
    """Parts of an address that stand for nothing else before a number ("apt")."""
    towns: str = ""
    """Names of towns in one string, apart by space, `_` for a space inside one."""
    towns_also: str = ""
    """Likewise those that are plain words, names of people or terms too: a town only where the words around say so."""
    place_kinds: Strings = ()
    """Last words of names of places ("springs") behind a word that is no term."""
    place_beginnings: Strings = ()
    """First words of names of towns ("san")."""
    working_cues: Strings = ()
    """Words before the name of an employer or a school ("works at")."""
    legal_forms: Strings = ()
    """Ends of the name of a firm ("llc")."""
    facility_parts: Strings = ()
    """Words of the field of which names of institutions are made ("spine"), beside the kinds."""
    facility_beginnings: Strings = ()
    """Words with which names of institutions begin ("gateway")."""
    weak_id_labels: Strings = ()
    """Labels of a number before which a code of the field may stand as well ("prior auth 64640")."""
    maker_cues: Strings = ()
    """Words before the make of a device, which is no person ("machine")."""
    number_nouns: Strings = ()
    """What is numbered ("voucher"): figures behind it identify, with or without a sign such as "no"."""
    weak_number_nouns: Strings = ()
    """The same, where a code of the field may follow as well ("claim 64640")."""
    measure_units: Strings = ()
    """Units and what is counted: a figure before one is no identifier."""
    measure_words: Strings = ()
    """What is measured, before a row of figures."""
