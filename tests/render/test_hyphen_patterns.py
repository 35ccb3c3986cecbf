"""Words are broken where the library would break them, from patterns that were not all made ready."""

from __future__ import annotations

from pathlib import Path

import pyphen
import pytest

from briefgen.render.hyphen_patterns import HyphDict

OWN = HyphDict.__base__
"""Pyphen's class; the engine's process has ours in its place."""

_WORDS = {
    "en_US": "counterintelligence associates hyphenation project table reciprocity present-day ﬁre ﬂoutings xylophone a ab",
    "fr": "contre-espionnage gouvernement insécurité présidentielle coût l’Assemblée",
    "it_IT": "controspionaggio governo",
    "de_DE": "Spionageabwehr Schifffahrt Bundesregierung",
    "hu_HU": "asszonnyal kémelhárítás",
}
"""Languages whose patterns are plain, and two that have spellings of their own at a break."""


@pytest.mark.parametrize("language", _WORDS)
def test_words_are_broken_as_ever(language):
    """And with what changes at the break."""
    path = pyphen.LANGUAGES[language]
    own, ours = OWN(path), HyphDict(path)
    for word in _WORDS[language].split():
        positions = own.positions(word)
        assert ours.positions(word) == positions
        assert [each.data for each in ours.positions(word)] == [each.data for each in positions]
    assert ours.maxlen == own.maxlen


@pytest.mark.parametrize("language", ["en_US", "en_GB", "fr", "pt_BR", "ru_RU"])
def test_every_pattern_weighs_the_same(language):
    """No pattern is lost, and none is there that the library leaves out."""
    path = pyphen.LANGUAGES[language]
    own, ours = OWN(path), HyphDict(path)
    assert all(ours.patterns.get(letters) == weights for letters, weights in own.patterns.items())
    assert ours.patterns.get("no such letters") is None
    assert len(ours.patterns._written) == len(own.patterns)


def test_of_two_patterns_of_the_same_letters_the_last_one_counts(tmp_path):
    """A line without weights is none; comments and settings are none either."""
    path = Path(tmp_path, "hyph_xx.dic")
    path.write_text("UTF-8\nLEFTHYPHENMIN 2\n% comment 1\n\na1b\na2b\nab\n.c3d4\ne0f\n", encoding="utf-8")
    own, ours = OWN(path), HyphDict(path)
    assert own.patterns == {"ab": (1, (2,)), ".cd": (2, (3, 4))}
    assert {letters: ours.patterns.get(letters) for letters in ("ab", ".cd", "ef")} == {**own.patterns, "ef": None}
