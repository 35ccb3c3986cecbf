"""Two processes paint what one would have painted."""

from __future__ import annotations

import json
import os
from pathlib import Path

import fontpkg_ibm_plex_sans_condensed
import fontpkg_ibm_plex_serif
import pytest
from accessible_page import in_engine
from test_sooner import mali

from briefgen.model.page import Page
from briefgen.render.aside import Aside

_PRINT = """
import json, os, pickle, sys
from briefgen.render import painting
from briefgen.render.engine import print_pdf
brought = []
engine_brings = painting._Shared.brings
def brings(self, page, stream, scale):
    done = engine_brings(self, page, stream, scale)
    if done:
        brought.append(self._places[id(page)])
    return done
painting._Shared.brings = brings
here = os.getpid()
engine_apart = painting._paint_apart
def apart(page, like, scale):
    if sys.argv[2] == "dies":
        os.kill(os.getpid(), 9)
    made = engine_apart(page, like, scale)
    if sys.argv[2] == "differs" and made:
        for widths, _ in made.letters.values():
            widths[:] = [(letter, width + 1) for letter, width in widths]
        for font in like._fonts.values():
            for letter in font.widths:
                made.letters[next(iter(made.letters))][0].append((letter, -1))
    return made
painting._paint_apart = apart
pdf = print_pdf(pickle.load(sys.stdin.buffer), processes=int(sys.argv[1]))
sys.stderr.write(json.dumps(brought) + "\\n")
sys.stdout.buffer.write(pdf)
"""

_PAGES = """<!DOCTYPE html><html lang="en"><title>Many</title><style>
@font-face { font-family: Serif; src: url(asset:serif) } @font-face { font-family: Sans; src: url(asset:sans) }
@page { size: A6; @bottom-left { content: counter(page) } } @page wide { size: A6 landscape } * { font-family: Serif }
section { break-after: page } .wide { page: wide } .faint { opacity: .5 } .shade { background: linear-gradient(#eee, #fff) }
.sans { font-family: Sans } .see { color: rgba(0, 0, 0, .6) } .lines { text-decoration: underline; border: 1pt solid rgba(9, 9, 9, .3) }
</style>FIRST</html>"""

_PLAIN = "<section><h2>Plain {0}</h2><p class='see'>Text of <a href='https://example.org/'>page</a> {0}.</p><p class='lines'>{1}</p></section>"
_OTHERS = {
    6: "<section class='faint'>Faint</section>",
    7: "<section><svg width='9' height='9' viewBox='0 0 9 9'><path d='M0 0L9 9' stroke='#000'/></svg></section>",
    8: "<section class='wide'>Wide</section>",
    9: "<section><p class='shade'>Shade</p></section>",
}


def _many(last: str = "") -> Page:
    pages = [_OTHERS.get(number) or _PLAIN.format(number, chr(65 + number) * 9) for number in range(20)]
    files = {"serif": fontpkg_ibm_plex_serif, "sans": fontpkg_ibm_plex_sans_condensed}
    fonts = {
        name: ("font/ttf", next(Path(package.__file__).parent.rglob("*-Regular.ttf")).read_bytes())
        for name, package in files.items()
    }
    return Page(_PAGES.replace("FIRST", "".join(pages) + last), fonts, {})


def _printed(page: Page, processes: int, folder: Path, how: str = "well") -> tuple[bytes, list[int]]:
    done = in_engine(_PRINT, page, folder, str(processes), how)
    return done.stdout, json.loads(done.stderr.splitlines()[-1])


@pytest.mark.parametrize("page", [_many, mali], ids=["many", "mali"])
def test_two_paint_the_same_bytes(page, tmp_path):
    """And the second has its share of them."""
    made = page()
    alone, none = _printed(made, 1, tmp_path)
    together, brought = _printed(made, 2, tmp_path)
    assert none == []
    assert len(brought) >= 5
    assert together == alone


def test_what_needs_more_than_text_and_lines_is_painted_here(tmp_path):
    """Grounds that fade, transparent groups, drawings, pages of another shape."""
    _, brought = _printed(_many(), 2, tmp_path)
    assert not set(brought) & set(_OTHERS)


def test_a_font_that_comes_late_is_painted_here(tmp_path):
    """The fork cannot say what it is."""
    page = _many("<section class='sans'>Another font</section>")
    alone, _ = _printed(page, 1, tmp_path)
    together, brought = _printed(page, 2, tmp_path)
    assert 20 not in brought
    assert together == alone


@pytest.mark.parametrize("how", ["dies", "differs"])
def test_where_the_second_fails_the_first_paints_all(how, tmp_path):
    """Killed, or of another opinion on a letter."""
    alone, _ = _printed(_many(), 1, tmp_path)
    together, brought = _printed(_many(), 2, tmp_path, how)
    assert brought == []
    assert together == alone


def test_what_is_made_aside_comes_back_whole():
    """However much it is; once."""
    aside = Aside(lambda: b"x" * 5_000_000)
    assert aside.done() == b"x" * 5_000_000
    assert aside.done() is None


def test_what_fails_aside_is_nothing():
    """Half an answer is none."""

    def fail() -> bytes:
        raise ValueError

    assert Aside(fail).done() is None


def test_where_no_process_can_be_had_there_is_nothing(monkeypatch):
    """Without memory for one, or without leave."""

    def refuse() -> int:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(os, "fork", refuse)
    assert Aside(lambda: b"x").done() is None
