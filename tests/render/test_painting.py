"""What is painted apart, while a report is still being laid out, is what would have been painted."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import fontpkg_ibm_plex_sans_condensed
import fontpkg_ibm_plex_serif
import pytest
from accessible_page import everything, in_engine
from PIL import Image
from test_sooner import mali

from briefgen.model.page import Page
from briefgen.render.aside import Aside

_PRINT = """
import json, os, pickle, sys
from briefgen.render import meanwhile, painting
from briefgen.render.engine import print_pdf
here, brought, begun = os.getpid(), [], []
engine_emptied, engine_begin, engine_apart = meanwhile.emptied, meanwhile.Meanwhile._begin, meanwhile.paint_apart
def emptied(page, painted=None):
    if painted:
        brought.append(page.meanwhile[1])
    return engine_emptied(page, painted)
def begin(self, ready, context):
    begun.append(len(self._pages))
    engine_begin(self, ready, context)
    while sys.argv[2] != "hurried" and self._asides[-1]._reading is not None:
        self._take()  # as long as it takes, so that no test depends on who is quicker
def apart(pages):
    for number, painted in enumerate(engine_apart(pages)):
        if sys.argv[2] == "dies" and number == 1:
            os.kill(os.getpid(), 9)
        if sys.argv[2] == "differs" and painted:
            painted.read.append((0, "P", "", "other"))
        yield painted
meanwhile.emptied, meanwhile.Meanwhile._begin, meanwhile.paint_apart = emptied, begin, apart
pdf = print_pdf(pickle.load(sys.stdin.buffer), processes=int(sys.argv[1]))
sys.stderr.write(json.dumps([brought, begun]) + "\\n")
sys.stdout.buffer.write(pdf)
"""

_PAGES = """<!DOCTYPE html><html lang="en"><title>Many</title><style>
@font-face { font-family: Serif; src: url(asset:serif) } @font-face { font-family: Sans; src: url(asset:sans) }
@page { size: A6; @bottom-left { content: counter(page) " of " counter(pages) } } @page wide { size: A6 landscape } * { font-family: Serif }
section { break-after: page } .wide { page: wide } .faint { opacity: .5 } .shade { background: linear-gradient(#eee, #fff) }
.sans { font-family: Sans } .see { color: rgba(0, 0, 0, .6) } .lines { text-decoration: underline; border: 1pt solid rgba(9, 9, 9, .3) }
.note { float: footnote } .ahead::after { content: target-counter(attr(href), page) } .small { font-size: .5pt } .fixed { position: fixed; top: 0 }
.narrow { width: 60pt; font-size: 8pt; hyphens: auto; hyphenate-character: "-" } .ground { background: #ffe } .behind { position: relative; z-index: -1 }
</style>FIRST</html>"""

_PLAIN = "<section><h2>Plain {0}</h2><p class='see'>Text of <a href='https://example.org/'>page</a> {0}.</p><p class='lines'>{1}</p></section>"
_SVG = "<svg width='9' height='9' viewBox='0 0 9 9'><path d='M0 0L9 9' stroke='#000'/>{}</svg>"
_TEXT = "<text x='4' y='8' text-anchor='middle' font-family='Serif' font-size='5'>x<tspan opacity='.5'>y</tspan></text>"

BROUGHT = {
    "a faint part": "<section class='faint'>Faint <b class='faint'>and fainter</b></section>",
    "a drawing": f"<section>{_SVG.format('')}</section>",
    "groups in a drawing": f"<section>{_SVG.format(_TEXT)}{_SVG.format(_TEXT)}<b class='faint'>After</b></section>",
    "something turned": "<section>Straight <p style='transform: rotate(3deg)'>and turned</p></section>",
    "another shape": "<section class='wide'>Wide</section>",
    "a note": "<section>Said.<span class='note'>Noted. " + _SVG.format(_TEXT) + "</span></section>",
    "another font": "<section>Serif <b class='sans'>and sans</b></section>",
    "a ground": "<section class='ground'>Ground <i class='behind'>behind</i></section>",
    "a link back": "<section><a class='ahead' href='#top'>Top</a></section>",
}
"""What a page can have in it and still be painted apart."""

PAINTED_HERE = {
    "a shade": "<section><p class='shade'>Shade</p></section>",
    "a picture": "<section><img src='asset:picture' alt='A square' width='9' height='9'></section>",
    "letters of another size": "<section class='small'>Plain text of a page, as small as can be</section>",
    "a link ahead": "<section><a class='ahead' href='#end'>End</a></section>",
    "nothing": "<section></section>",
}
"""What is painted where the pages belong."""


def _picture() -> bytes:
    stream = BytesIO()
    Image.new("RGB", (4, 4), "red").save(stream, "PNG")
    return stream.getvalue()


def _many(special: str = "", count: int = 20) -> Page:
    """Many pages, the twelfth of which is special."""
    pages = [_PLAIN.format(number, chr(65 + number) * 9) for number in range(count)]
    pages[0] = "<section id='top'>Top</section>"
    pages[-1] = pages[-1].replace("<h2", "<h2 id='end'")
    pages[11:12] = [special] if special else pages[11:12]
    files = {"serif": fontpkg_ibm_plex_serif, "sans": fontpkg_ibm_plex_sans_condensed}
    assets = {
        name: ("font/ttf", next(Path(package.__file__).parent.rglob("*-Regular.ttf")).read_bytes())
        for name, package in files.items()
    }
    assets["picture"] = ("image/png", _picture())
    return Page(_PAGES.replace("FIRST", "".join(pages)), assets, {})


def _printed(page: Page, processes: int, folder: Path, how: str = "patient") -> tuple[bytes, list[int], list[int]]:
    """The file, which pages were brought, and how many there were when each fork began."""
    done = in_engine(_PRINT, page, folder, str(processes), how)
    return done.stdout, *json.loads(done.stderr.splitlines()[-1])


def _brought(page: Page, folder: Path, how: str = "patient") -> list[int]:
    """Which pages were brought, in a file that is the same as one process makes."""
    alone, *_ = _printed(page, 1, folder)
    together, brought, _ = _printed(page, 2, folder, how)
    assert together == alone
    return brought


@pytest.mark.parametrize(
    ("page", "least"), [(_many, 20), (mali, 24), (everything, 0)], ids=["many", "mali", "accessible"]
)
def test_two_paint_the_same_bytes(page, least, tmp_path):
    """And nearly all is painted apart; also where nobody waits for anybody."""
    made = page()
    alone, *none = _printed(made, 1, tmp_path)
    together, brought, _ = _printed(made, 2, tmp_path)
    hurried, *_ = _printed(made, 2, tmp_path, "hurried")
    assert none == [[], []]
    assert len(brought) >= least
    assert together == alone
    assert hurried == alone


@pytest.mark.parametrize("what", BROUGHT)
def test_what_is_painted_apart(what, tmp_path):
    """Text, lines, drawings, half-transparent parts, notes, fonts that come late."""
    assert 11 in _brought(_many(BROUGHT[what]), tmp_path)


@pytest.mark.parametrize("what", PAINTED_HERE)
def test_what_is_painted_here(what, tmp_path):
    """What the file's own resources hold, what other pages measured otherwise, what was laid out again."""
    brought = _brought(_many(PAINTED_HERE[what]), tmp_path)
    assert 11 not in brought
    assert len(brought) >= 18


def test_pages_are_painted_while_others_are_laid_out(tmp_path):
    """Each fork gets as many pages as all before it together."""
    *_, begun = _printed(_many(count=40), 2, tmp_path)
    assert begun == [9, 17, 33, 40]


def test_a_short_report_is_painted_by_one(tmp_path):
    """A fork would come too late."""
    _, brought, begun = _printed(_many(count=6), 2, tmp_path)
    assert brought == begun == []


@pytest.mark.parametrize(("how", "most"), [("dies", 3), ("differs", 0)])
def test_where_the_second_fails_the_first_paints(how, most, tmp_path):
    """Killed, or of pages that have changed since."""
    assert len(_brought(_many(BROUGHT["a ground"]), tmp_path, how)) <= most


def test_a_word_over_two_pages_is_read_as_one(tmp_path):
    """Also where another fork has its second half."""
    word = "<section class='narrow'>" + "incomprehensibilities " * 300 + "</section>"
    _brought(_many(word), tmp_path)


@pytest.mark.parametrize("hidden", ["", " aria-hidden='true'"], ids=["read", "unread"])
def test_what_stands_on_all_pages_is_painted_here(hidden, tmp_path):
    """It comes to the pages when all are laid out; though nobody reads it aloud."""
    _brought(_many(f"<section>One<p class='fixed'{hidden}>On all</p></section>"), tmp_path)


def _pieces() -> Iterator[bytes]:
    yield b"one"
    raise ValueError


def test_what_is_made_aside_comes_back_whole():
    """However much it is; once."""
    aside = Aside(lambda: (b"x" * 5_000_000, b"y"))
    assert aside.done() == b"x" * 5_000_000 + b"y"
    assert aside.done() is None


def test_what_fails_aside_is_nothing():
    """Half an answer is none, for who wants all of it."""
    assert Aside(_pieces).done() is None


def test_what_was_made_before_a_fault_is_there():
    """For who wants what there is; nobody waits."""
    aside, made = Aside(_pieces), []
    while aside._reading is not None:
        made += aside.so_far()
    assert made == [b"one"]


def test_where_no_process_can_be_had_there_is_nothing(monkeypatch):
    """Without memory for one, or without leave."""

    def refuse() -> int:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(os, "fork", refuse)
    aside = Aside(lambda: (b"x",))
    assert aside.so_far() == ()
    assert aside.done() is None
