"""Which words are broken at the end of a line, and which are not."""

import pytest

from briefgen.render import engine
from briefgen.render.hyphens import sparing_names


def _anywhere(_dictionary, word):
    """A dictionary that would break every word in its middle."""
    yield word[: len(word) // 2], word[len(word) // 2 :]


@pytest.mark.parametrize("word", ["CEDEAO", "ECOWAS", "l’ONU", "d’Africanews", "Niger", "Russia", "USAID"])
def test_abbreviations_and_names_are_not_broken(word):
    """With an article joined to them, too."""
    assert not list(sparing_names(_anywhere)(None, word))


@pytest.mark.parametrize("word", ["memorandum", "l’indépendance", "Sicherheitspolitik", "ministères"])
def test_other_words_are_broken_as_the_dictionary_has_it(word):
    """A long word with a capital is no name but a compound, as German has them."""
    assert list(sparing_names(_anywhere)(None, word)) == list(_anywhere(None, word))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_engine_breaks_no_name(language):
    """Its own dictionaries, as the engine asks them."""
    dictionary = engine.pyphen.Pyphen(lang=language)
    assert not list(dictionary.iterate("CEDEAO"))
    assert not list(dictionary.iterate("Burkina"))
    assert list(dictionary.iterate("international"))
