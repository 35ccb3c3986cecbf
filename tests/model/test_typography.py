"""Typographic marks in plain text."""

import pytest

from briefgen.model.typography import typographic


@pytest.mark.parametrize(
    ("plain", "set_text"),
    [
        ("Wagner's name", "Wagner’s name"),
        ('he said "free choice" twice', "he said “free choice” twice"),
        ("('quoted') and the states' aims", "(‘quoted’) and the states’ aims"),
        ('GSV "Russia - Islamic World"', "GSV “Russia - Islamic World”"),
        ("https://example.org/it's", "https://example.org/it's"),
        ("no marks", "no marks"),
    ],
)
def test_straight_marks_become_typographic(plain, set_text):
    """Opening after a space or bracket, closing elsewhere, addresses untouched; and twice is once."""
    assert typographic(plain) == set_text
    assert typographic(set_text) == set_text
