"""Text in drawings is set as text is set elsewhere."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import fontpkg_ibm_plex_serif
import pikepdf
import pytest
from accessible_page import printed

from briefgen.model.page import Page

_PAGE = """<!DOCTYPE html><html lang="en"><title>Drawn</title><style>
@font-face {{ font-family: Serif; src: url(asset:font) }} * {{ font-family: Serif }}</style>
<p><svg width="300" height="40" viewBox="0 0 300 40"><text font-family="Serif" font-size="20" y="30" {}>AVATAR</text></svg></p></html>"""


def shown(attributes: str, folder: Path) -> int:
    """In how many pieces a drawn word is put onto the page."""
    font = next(Path(fontpkg_ibm_plex_serif.__file__).parent.rglob("*-Regular.ttf")).read_bytes()
    made = printed(Page(_PAGE.format(attributes), {"font": ("font/ttf", font)}, {}), folder)
    with pikepdf.open(BytesIO(made)) as pdf:
        groups = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"]
        streams = [pdf.pages[0], *groups]
        return sum(
            str(each.operator) in {"Tj", "TJ"} for stream in streams for each in pikepdf.parse_content_stream(stream)
        )


@pytest.mark.parametrize("attributes", ['x="5"', 'x="150" text-anchor="middle"', 'x="5" dx="3"'])
def test_a_drawn_word_is_set_whole(attributes, tmp_path):
    """With its kerning, and found when it is searched for."""
    assert shown(attributes, tmp_path) == 1


@pytest.mark.parametrize(
    "attributes",
    ['x="5" letter-spacing="2"', 'x="5" textLength="200"', 'x="5 40 60"', 'x="5" dy="0,2,4"', 'x="5" rotate="9"'],
)
def test_letters_with_places_of_their_own_stand_there(attributes, tmp_path):
    """Nothing is drawn otherwise than it is written."""
    assert shown(attributes, tmp_path) == len("AVATAR")
