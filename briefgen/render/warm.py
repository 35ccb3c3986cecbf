"""What every page needs once and no page decides: done while the press waits for its first job."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from jinja2 import TemplateError

from briefgen.render.engine import rehearse
from briefgen.render.markdown_syntax import ContentSyntax, Marks
from briefgen.render.prose import sanitised
from briefgen.render.shelf import PACKAGED, read_shelf
from briefgen.render.templates import environment

_FONTS = "fontpkg_ibm_plex_serif"

_PAGE = """<!DOCTYPE html><html lang="en"><title>Warm</title>
<style>@font-face { font-family: any; src: url(asset:font) } * { font-family: any }
@page { @top-left { content: string(head) counter(page) } } h1 { string-set: head content(); bookmark-level: 1 }
p { hyphens: auto; width: 8em } a::after { content: target-counter(attr(href), page) } aside { float: right }
div { display: flex } section { break-before: page } b { position: absolute } i { display: inline-block }</style>
<h1 id="top">Extraordinarily</h1><p>Incomprehensibly <em>long</em> words, <a href="#top">hyphenated</a> <i>of course</i></p>
<aside>Aside</aside><table><thead><tr><th scope="col">A<tbody><tr><td>1</table><ul><li>One</ul><div><p>Flex</div><b>x</b>
<section><svg width="9" height="9" viewBox="0 0 9 9"><path d="M0 0L9 9" stroke="#000"/><text x="1" y="8">x</text></svg>
</section></html>"""
"""A small page of everything that is set lazily: hyphens, counters, floats, tables, drawings."""


_TEXT = "Text[^1] -- and a [link](https://example.org).\n\n[^1]: A note.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n> Said."


_SELDOM = ("digest/", "report/flash/")
"""Templates that most reports do without."""


def warm_up(waited_for: Callable[[], bool]) -> None:
    """Compile the packaged templates, set a text and print a page that have something of everything, for nobody.

    Args:
        waited_for: Whether a job is there already: then what it may not need is left out.
    """
    sanitised(_TEXT, ContentSyntax(Marks(), lambda _: []), 0)
    if font := _font():
        rehearse(_PAGE, {"font": ("font/ttf", font)})
    for templates in PACKAGED:
        shelf = read_shelf([templates])
        compiling = environment(shelf)
        names = [name for name in shelf if name.endswith(".j2")]
        for name in sorted(names, key=lambda name: name.startswith(_SELDOM)):
            if name.startswith(_SELDOM) and waited_for():
                break
            with suppress(TemplateError):  # told when the page that needs it is set
                compiling.get_template(name)


def _font() -> bytes | None:
    """Any cut of a font that briefgen brings along."""
    spec = find_spec(_FONTS)
    folders = spec.submodule_search_locations if spec else None
    files = sorted(Path(next(iter(folders))).glob("files/*.ttf")) if folders else []
    return files[0].read_bytes() if files else None
