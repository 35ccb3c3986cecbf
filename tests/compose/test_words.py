"""The program's own words in running text: numbers, lists, quotation marks, and the sentences made of them."""

from datetime import date

import pytest

from briefgen.compose.words import capital, counted, country_name, day_in_words, enumerated, listed, number_in_words
from briefgen.load.tongues import load_tongue
from briefgen.model.assessment import Grade, Ground
from briefgen.model.grounds import reason_of
from briefgen.model.scales import Reliability
from briefgen.model.tongue import ENGLISH, Counted
from briefgen.model.typography import quotes, typographic
from briefgen.model.vocabulary import percent, range_in_words, scale_in

FRENCH, ARABIC = load_tongue("fr"), load_tongue("ar")
FACTS = Counted("%(number)s fact", "%(number)s facts")


@pytest.mark.parametrize(
    ("number", "english", "french", "arabic"),
    [
        (1, "one fact", "un fait", "واقعة واحدة"),
        (2, "two facts", "deux faits", "واقعتين"),
        (5, "five facts", "cinq faits", "5 وقائع"),
        (12, "twelve facts", "douze faits", "12 واقعة"),
        (13, "13 facts", "13 faits", "13 واقعة"),
        (1200, "1,200 facts", "1\xa0200 faits", "1,200 واقعة"),
    ],
)
def test_counted_nouns_agree_with_their_number(number, english, french, arabic):
    """In words where the language has words that agree with nothing; grouped by spaces that fonts have."""
    assert counted(number, FACTS, ENGLISH) == english
    assert counted(number, FACTS, FRENCH) == french
    assert counted(number, FACTS, ARABIC) == arabic


def test_small_numbers_alone():
    """None to twelve in words, in digits where words would have to agree."""
    assert [number_in_words(number, ENGLISH) for number in (0, 3, 13)] == ["none", "three", "13"]
    assert [number_in_words(number, FRENCH) for number in (0, 3, 13)] == ["aucun", "trois", "13"]
    assert [number_in_words(number, ARABIC) for number in (0, 3, 13)] == ["0", "3", "13"]


def test_lists_are_joined_as_the_language_joins_them():
    """Without an Oxford comma in English, by the letter wāw in Arabic."""
    words = ["a", "b", "c"]
    assert listed(words, ENGLISH) == "a, b and c"
    assert listed(words, FRENCH) == "a, b et c"
    assert listed(["أ", "ب"], ARABIC) == "أ وب"
    assert enumerated(words, ENGLISH) == enumerated(words, FRENCH) == "a, b, c"
    assert enumerated(["أ", "ب"], ARABIC) == "أ، ب"
    assert listed([], ENGLISH) == enumerated([], ARABIC) == ""
    assert capital("élan") == "Élan"


def test_dates_and_countries_by_cldr():
    """With Latin digits in Arabic, as CLDR has them by default."""
    assert day_in_words(date(2025, 8, 14), "fr") == "14 août 2025"
    assert day_in_words(date(2025, 8, 14), "ar") == "14 أغسطس 2025"
    assert country_name("CI", "fr") == "Côte d’Ivoire"
    assert country_name("ML", "ar") == "مالي"


def test_percentages_stand_with_their_sign():
    """A space that does not break in French, none in Arabic."""
    assert percent(15, ENGLISH) == "15 %"
    assert percent(15, FRENCH) == "15\xa0%"
    assert percent(15, ARABIC) == "15%"
    assert range_in_words("40–<50 %", FRENCH) == "40–<50\xa0%"
    assert range_in_words("", FRENCH) == ""


def test_a_scale_keeps_its_bands_in_every_language():
    """The bounds are the standard's; terms that fall together stand once."""
    for key in ("icd203", "phia"):
        english, french = scale_in(ENGLISH, key), scale_in(FRENCH, key)
        assert [band.low for band in french.bands] == [band.low for band in english.bands]
        terms = [term for band in french.bands for term in band.terms]
        assert len(terms) == len(set(terms))
    assert scale_in(FRENCH, "icd203").band("likely").terms == ("probable",)


@pytest.mark.parametrize(
    ("language", "plain", "set_text"),
    [
        ("fr", """L'armée dit "c'est fini" (l'"État")""", "L’armée dit «\xa0c’est fini\xa0» (l’«\xa0État\xa0»)"),
        ("fr-CA", 'dit "non"', "dit «\xa0non\xa0»"),
        ("ar", 'قال "لا" أمس', "قال ”لا“ أمس"),
        ("de", 'sagt "nein"', "sagt “nein”"),
    ],
)
def test_straight_marks_become_those_of_the_language(language, plain, set_text):
    """CLDR's delimiters; English ones for a language that has none here; and twice is once."""
    assert typographic(plain, language) == set_text
    assert typographic(set_text, language) == set_text


def test_quotation_marks_come_in_pairs():
    """With the spaces that belong to them."""
    assert quotes("fr").around("mot") == "«\xa0mot\xa0»"
    assert quotes("en").around("word") == "“word”"


@pytest.mark.parametrize("ground", Ground)
def test_every_ground_of_a_grade_is_said(ground):
    """A sentence that begins with a capital, in each language its own, with every number in it."""
    grade = Grade(Reliability.B, 3, 3, 1, "", ground=ground, against=2, said="Seen by two desks.")
    said = [reason_of(grade, tongue) for tongue in (ENGLISH, FRENCH, ARABIC)]
    assert len(set(said)) == 3
    assert all("%(" not in each and each[0] == each[0].upper() for each in said)


def test_a_grade_without_a_noted_ground_keeps_its_reason():
    """As what was made before grounds were noted."""
    assert reason_of(Grade(Reliability.A, 1, 1, 0, "One origin."), FRENCH) == "One origin."


def test_english_reasons_of_grades():
    """Counted in words up to five."""
    assert reason_of(Grade(Reliability.B, 1, 2, 0, "", ground=Ground.INDEPENDENT), ENGLISH) == (
        "Two origins, independent of each other, support it, and nothing disputes it."
    )
    assert reason_of(Grade(Reliability.B, 3, 7, 0, "", ground=Ground.CONTESTED, against=1), ENGLISH) == (
        "Sources differ: 7 origins for it, one origin against it."
    )
