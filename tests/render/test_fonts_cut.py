"""Fonts on their way into a page: only the letters they are there for, and one weight."""

from importlib.util import find_spec
from pathlib import Path

import pytest
import uharfbuzz

from briefgen.load.brand import load_brand, template_roots
from briefgen.load.workspace import find_workspace
from briefgen.model.brand import FontFile, Typography
from briefgen.render.fonts import Font, letters_in

HOOKED = "Ɗanƙwambo Yar’adua Ƴaɓɓa, Ɲɔgɔn, Iyad ag Ɣali, Tamaẓeɣt"
"""Hausa, Fulfulde, Bambara and Tamasheq in Latin letters."""

NOTO = FontFile(
    family="Noto Serif",
    package="fontpkg_noto_serif",
    file="NotoSerif[wdth,wght].ttf",
    weight=600,
    unicode_range="U+0181-01B4, U+01DD, U+0250-02AF, U+1E92-1E93",
    supplements="IBM Plex Serif",
)


@pytest.fixture(scope="module")
def cut() -> uharfbuzz.Face:
    """A variable font of many letters, as it goes into a page with hooked ones."""
    spec = find_spec(NOTO.package)
    assert spec
    assert spec.origin
    data = (Path(spec.origin).parent / "files" / NOTO.file).read_bytes()
    return uharfbuzz.Face(Font(NOTO, data, letters_in(HOOKED)).asset[1])


def test_a_font_for_some_letters_brings_no_others(cut):
    """Or the engine would set whole words in it. The space between two of its letters is its own."""
    letters = {chr(point) for point in cut.unicodes}
    assert {"Ɗ", "ƙ", "ɓ", "ɔ", "ẓ", " "} <= letters
    assert not letters & set("abcdefgmnorwyABDY.,’")


def test_a_variable_font_is_pinned_to_its_weight(cut):
    """The engine takes ten times as long with a variable one."""
    assert not cut.axis_infos


def test_the_house_brand_has_the_letters_of_the_sahel():
    """No name written in Latin letters is refused for want of a font."""
    workspace = find_workspace(Path(__file__))
    kit, found = load_brand(workspace, "asa", template_roots(workspace))
    assert not found
    assert kit
    assert {ord(letter) for letter in letters_in(HOOKED) if letter.isalpha()} <= kit.letters
    assert ord("ⵜ") not in kit.letters


def test_missing_letters_are_looked_for_in_what_supplements_a_family_first():
    """Serif letters stay serif, and condensed ones condensed."""
    plain = {"package": "fontpkg_x", "file": "x.ttf"}
    fonts = [
        FontFile(family="Serif", **plain),
        FontFile(family="Condensed", **plain),
        FontFile(family="More condensed", supplements="Condensed", **plain),
        FontFile(family="More serif", supplements="Serif", **plain),
    ]
    type_ = Typography(base="Serif", headings="Condensed", fonts=tuple(fonts))
    assert type_.families("Serif") == ("Serif", "More serif", "Condensed", "More condensed")
    assert type_.families("Condensed") == ("Condensed", "More condensed", "Serif", "More serif")
