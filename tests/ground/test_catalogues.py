"""The catalogues of the program's own words: fresh, whole, and fit to be filled in."""

import re
import sys
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from briefgen.check.lexicon.likelihood import FRENCH_TERMS
from briefgen.load.tongues import load_tongue, tongues
from briefgen.model import vocabulary, vocabulary_of_changes
from briefgen.model.actor import ActorKind, RelationKind
from briefgen.model.calibration import WITHIN_CHANCE
from briefgen.model.changes import Direction, Turn
from briefgen.model.marking import Marking
from briefgen.model.profile import IndicatorState
from briefgen.model.record import Verdict
from briefgen.model.scales import CREDIBILITY, RISK_LEVELS, SCALES, Confidence, Reliability
from briefgen.model.tongue import Word

sys.path.insert(0, str(Path(__file__).parents[1]))
import catalogues

PLACE = re.compile(r"%\((\w+)\)[sd]|%%|%")
COUNT = {"num", "number"}
"""Places that a form for one or two may leave out: it can have the number in its words."""
FEW = {"fr": (0,), "ar": (0, 1, 2)}
"""Forms that stand for one number alone; in French also for none, which is never counted."""
MESSAGES = [message for message in catalogues.template() if message.id]
ENGLISH_WORD = re.compile(r"[A-Za-z]{3,}")
WRITTEN = re.compile(r"%\(\w+\)[sd]|`[^`]*`|\{[^}]*\}|\[@[^]]*\]|figure:\w+")
"""Values, and what is to be written letter by letter."""


def messages(language):
    """Those of a catalogue, as translators wrote them."""
    with catalogues.po_file(language).open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def forms(message):
    """Its translations."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_catalogues_are_fresh():
    """Otherwise `./run words` was forgotten: the template, each catalogue, and what the program reads."""
    for path, data in catalogues.files():
        assert path.read_bytes() == data, f"{path.name} of {path.parts[-3]}: run ./run words"


def test_the_program_speaks_what_it_ships():
    """English, and every language that has a catalogue."""
    assert tongues() == ("en", *catalogues.LANGUAGES)


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_message_is_translated_in_all_its_forms(language):
    """None missing, none unsure, and as many forms as the language counts in."""
    count = int(re.search(r"nplurals=(\d)", catalogues.LANGUAGES[language])[1])
    for message in messages(language):
        assert not message.fuzzy, message.id
        assert len(forms(message)) == (count if isinstance(message.id, tuple) else 1), message.id
        assert all(forms(message)), message.id


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_places_match(language):
    """Each form fills in what the English does; only the number may be in its words."""
    for message in messages(language):
        english = message.id[-1] if isinstance(message.id, tuple) else message.id
        wanted = {name for name in PLACE.findall(english) if name}
        for index, form in enumerate(forms(message)):
            found = {name for name in PLACE.findall(form) if name}
            free = COUNT if isinstance(message.id, tuple) and index in FEW[language] else set()
            if isinstance(message.id, tuple):
                # A language may count with the number that English leaves out, and the other way round.
                free = free | ({"num"} if "num" not in wanted else set())
            assert wanted - free <= found <= wanted | COUNT, (message.id, form)
            assert form.replace("%%", "").count("%") == len(PLACE.findall(form.replace("%%", ""))), form


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_message_can_be_filled(language):
    """With any value in every place, in every form."""
    for message in messages(language):
        english = message.id[-1] if isinstance(message.id, tuple) else message.id
        values = {name: 3 for name in PLACE.findall(english) if name}
        for form in (*forms(message), english):
            if values:
                assert form % {**values, "num": 3, "number": 3}


def test_no_english_is_left_in_arabic():
    """But names of scales, sources of data, formats and standards, and the letters of grades."""
    known = {"ICD", "PHIA", "Natural", "Earth", "Wilson", "JPEG", "PDF", "PKCS", "PNG", "RFC", "UTF", "Word"}
    for message in messages("ar"):
        for form in forms(message):
            left = set(ENGLISH_WORD.findall(WRITTEN.sub("", form))) - known
            assert not left, (message.id, form)


def test_arabic_counts_as_arabic_does():
    """None, one, two, 3–10, 11–99 and the rest, also beyond a hundred."""
    form = c2py(load_tongue("ar").plural)
    assert [form(number) for number in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111, 200)] == [
        0, 1, 2, 3, 3, 4, 4, 5, 5, 3, 4, 5
    ]  # fmt: skip


def test_one_english_word_has_a_translation_for_each_meaning():
    """A level is no confidence; a reader of the compiled file must keep them apart."""
    french = load_tongue("fr")
    assert french.word("confidence", "high") == "élevée"
    assert french.word("risk level", "high") == "très élevé"
    assert french.word("no such context", "high") == "high"


def test_language_tags_take_the_words_of_their_language():
    """`fr-CA` takes those of `fr`; a language without a catalogue speaks English and keeps its direction."""
    assert load_tongue("fr-CA").word("part", "Sources") == "Sources"
    assert load_tongue("ar-TD").word("part", "Sources") == "المصادر"
    assert load_tongue("he").direction == "rtl"
    assert load_tongue("he").text("Figure %(number)s", number=1) == "Figure 1"


@pytest.mark.parametrize("key", SCALES)
def test_french_terms_are_those_that_the_rules_read(key):
    """What is printed of a band is what the rules take for it in a text, so that a scale never mixes with the other."""
    for band in vocabulary.scale_in(load_tongue("fr"), key).bands:
        for term in band.terms:
            found = [entry for entry in FRENCH_TERMS if re.fullmatch(entry.pattern, term)]
            assert any(f"{key}/{band.key}" in entry.bands for entry in found), term


def test_every_closed_set_has_its_words():
    """A new member of an enumeration is given its word where the catalogues are made from."""
    assert set(vocabulary.CONFIDENCE) == set(Confidence)
    assert set(vocabulary.RELIABILITY) == set(Reliability)
    assert {key: word.english for key, word in vocabulary.CREDIBILITY.items()} == CREDIBILITY
    assert {each: vocabulary.RELIABILITY[each].english for each in Reliability} == {
        each: each.words for each in Reliability
    }
    assert [word.english for word in vocabulary.LEVELS] == [level.word for level in RISK_LEVELS]
    terms = {term for scale in SCALES.values() for band in scale.bands for term in band.terms}
    assert set(vocabulary.LIKELIHOOD) == terms == {word.english for word in vocabulary.LIKELIHOOD.values()}
    assert {key: word.english for key, word in vocabulary.SCALE_NAMES.items()} == {
        key: scale.name for key, scale in SCALES.items()
    }
    assert set(vocabulary.STATES) == set(IndicatorState)
    assert set(vocabulary.DIRECTIONS) == set(Direction)
    assert {each: vocabulary.AUDIENCES[each].english for each in Marking} == {each: each.audience for each in Marking}
    assert set(vocabulary_of_changes.TURNS) == set(Turn)
    assert set(vocabulary_of_changes.VERDICTS) == set(Verdict)
    assert set(vocabulary.ACTOR_GROUPS) == set(ActorKind) - {ActorKind.MEDIA}
    assert set(vocabulary.RELATIONS) == set(RelationKind)
    assert WITHIN_CHANCE in vocabulary.FINDINGS


def test_what_tables_hold_is_extracted():
    """Each word of the vocabulary stands in the template: written with literals, as the extractor needs it."""
    known = {(message.context, message.id) for message in MESSAGES}
    for room in (vocabulary, vocabulary_of_changes):
        for table in (value for name, value in vars(room).items() if name.isupper()):
            for entry in table.values() if hasattr(table, "values") else table:
                if isinstance(entry, Word):
                    assert tuple(entry) in known
