"""The engine loads what is needed, and what is seldom needed when it is."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

from accessible_page import in_engine, one_font
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from briefgen.model.page import Page

_SELDOM = (
    "fontTools.subset",
    "fontTools.varLib",
    "pymdownx.blocks.html",
    "briefgen.model.dossier",
    "briefgen.model.report",
)

_PRINT = """
import pickle, sys
if sys.argv[1] == "as-it-is":
    import fontTools.subset, fontTools.varLib.instancer
from briefgen.render.engine import print_pdf
import briefgen.render.child
before = set(sys.modules)
pdf = print_pdf(pickle.load(sys.stdin.buffer))
for loaded in (before, set(sys.modules)):
    print(*sorted(name for name in loaded if name.startswith(SELDOM)), file=sys.stderr)
sys.stdout.buffer.write(pdf)
""".replace("SELDOM", repr(_SELDOM))

_HTML = """<!DOCTYPE html><html lang="en"><title>Bold</title>
<style>@font-face { font-family: Any; src: url(asset:font) } * { font-family: Any; font-variation-settings: 'wght' 700 }</style>
<p>AA</p></html>"""


def _square(edge: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, edge), (edge, edge), (edge, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def _variable_font() -> bytes:
    """A font whose one letter is wider the bolder it is."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    builder.setupGlyf({".notdef": _square(0), "A": _square(500)})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Any", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    builder.setupPost()
    builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    wider = [(0, 0), (0, 0), (200, 0), (200, 0), (0, 0), (200, 0), (0, 0), (0, 0)]
    builder.setupGvar({"A": [TupleVariation({"wght": (0, 1, 1)}, wider)]})
    made = BytesIO()
    builder.save(made)
    return made.getvalue()


def _loaded(page: Page, folder: Path, how: str = "later") -> tuple[bytes, list[str], list[str]]:
    """The file, and which of the seldom needed modules are there before it is printed and after."""
    done = in_engine(_PRINT, page, folder, how)
    before, after = done.stderr.decode().splitlines()[-2:]
    return done.stdout, before.split(), after.split()


def test_a_report_is_printed_without_what_is_seldom_needed(tmp_path):
    """What fontTools cuts fonts with, a syntax that no caption has, and what a briefing was made from."""
    _, before, after = _loaded(one_font(_HTML), tmp_path)
    assert before == after == []


def test_a_variable_font_is_made_static_as_ever(tmp_path, monkeypatch):
    """What is needed after all is loaded then, and the file is the same."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # fontTools writes the day into what it makes
    page = Page(_HTML, {"font": ("font/ttf", _variable_font())}, {})
    made, before, after = _loaded(page, tmp_path)
    assert before == []
    assert "fontTools.varLib.instancer" in after
    assert made == _loaded(page, tmp_path, "as-it-is")[0]


def test_other_programs_modules_stay_as_they_are():
    """Nothing is left in the place of a module once the engine is loaded, nor put where one is loaded already."""
    code = """
import sys
import fontTools.subset as real
from briefgen.render.later import later
with later("fontTools.subset", "fontTools.varLib.instancer"):
    assert sys.modules["fontTools.subset"] is real
    import fontTools.varLib.instancer as standing_in
assert "fontTools.varLib.instancer" not in sys.modules
from fontTools.varLib.instancer import instantiateVariableFont
assert callable(standing_in.instantiateVariableFont) and standing_in is not sys.modules["fontTools.varLib.instancer"]
"""
    subprocess.run([sys.executable, "-c", code], check=True)
