"""What the engine is spared changes nothing that it prints, and is spared indeed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from accessible_page import everything, in_engine, one_font

from briefgen.assess.weigh import assess
from briefgen.compose.briefing import compose
from briefgen.desk.session import open_desk
from briefgen.draw.figures import draw
from briefgen.load.brand import load_brand, template_roots
from briefgen.load.dossier import gather
from briefgen.model.page import Page
from briefgen.render.page import set_page
from briefgen.render.shelf import read_shelf

ROOT = Path(__file__).parents[2]

_PRINT = """
import json, pickle, sys
import briefgen.render.sooner as sooner
if sys.argv[1] == "as-it-is":
    sooner.quicken = lambda: None
from weasyprint.css import StyleFor
from weasyprint.layout import page as layout, percent
from briefgen.render.engine import print_pdf
counts = {"layouts": 0, "computed": 0, "resolved": 0, "styles": 0}
def counted(name, original):
    def count(*given, **named):
        counts[name] += 1
        return original(*given, **named)
    return count
layout.make_page = counted("layouts", layout.make_page)
StyleFor.set_computed_styles = counted("styles", StyleFor.set_computed_styles)
sooner._engine_computed = counted("computed", sooner._engine_computed)
sooner._engine_resolve_percentages = counted("resolved", sooner._engine_resolve_percentages)
pdf = print_pdf(pickle.load(sys.stdin.buffer))
sys.stderr.write(json.dumps(counts) + "\\n")
sys.stdout.buffer.write(pdf)
"""

_CORNERS = """<!DOCTYPE html><html lang="en"><title>Corners</title><style>
@font-face { font-family: Serif; src: url(asset:font) }
@page { size: A5; margin: 10% 5mm; @bottom-left { content: counter(page) "/" counter(pages) } }
* { box-sizing: border-box; font-family: Serif } body { font-size: 9pt }
.formula { width: calc(50% + 10pt); margin-left: max(2%, 4pt); padding: min(3%, 5pt) }
.share { width: 40%; min-width: 20%; max-width: 90%; margin: 2% 3%; padding: 1% 2%; border: 2pt solid; height: 30pt }
.tall { height: 50%; min-height: 10%; max-height: 80% } .outer { height: 120pt }
.content { box-sizing: content-box; width: 60%; padding: 5pt } .least { min-width: auto; min-height: auto }
table { border-collapse: collapse } td { border: 1pt solid; padding: 4% } .apart { border-collapse: separate }
.flex { display: flex; flex-wrap: wrap } .flex > p { flex: 1 1 30% } .grid { display: grid; grid-template-columns: 1fr 2fr }
.float { float: left; width: 30% } .placed { position: absolute; right: 4%; top: 3%; width: 20% } .shifted { position: relative; left: -2% }
p::first-line { font-weight: bold; letter-spacing: 1pt } .struck { text-decoration: underline line-through }
.logical { margin-inline-start: 8%; padding-block: 2%; inset-inline-end: 3% } .inherit { margin: inherit }
a.here::after { content: " (page " target-counter(attr(href), page) ")" } a.here::before { content: counter(pages) " pages: " }
a.there::after { content: " on " target-counter(attr(href), page) " from " counter(page) } .new { break-before: page }
a.only::after { content: target-counter(attr(href), page) } .spread::before { content: counter(page) ". " }
.rtl { direction: rtl } .wide { word-spacing: 3pt; font-variant-numeric: tabular-nums; font-feature-settings: "smcp" }
</style><h1 id="top">Top</h1><p><a class="only" href="#end">End</a> <a class="here" href="#middle">Middle</a></p>
<div class="formula"><p class="inherit">A formula, and what inherits it.</p></div><div class="share">A share.</div>
<div class="outer"><div class="tall">Half as tall.</div></div><div class="content least">Of the content.</div>
<table><tr><td>1</td><td>2</td></tr></table><table class="apart"><tr><td>3</td></tr></table>
<div class="flex"><p>One</p><p>Two</p><p>Three</p></div><div class="grid"><p>Four</p><p>Five</p></div>
<section class="new" id="middle"><p class="float">Aside</p><p class="placed">Placed</p><p class="shifted struck">Shifted
text that is long enough to be broken over a line or two.</p><p class="logical wide">Logical 123.</p><p class="rtl">Other way.</p>
<p class="spread">Own page.</p><p><a class="there" href="#top">Top</a>, <a class="only" href="#top">Top</a></p></section>
<section class="new" id="end"><p><a class="only" href="#middle">Middle</a> <a class="here" href="#end">Self</a></p></section></html>"""

_NOTES = """<!DOCTYPE html><html lang="en"><title>Notes</title><style>
@font-face { font-family: Serif; src: url(asset:font) }
@page { size: A6 } * { font-family: Serif } .foot { float: footnote } :root { --kind: footnote } #by-variable { float: var(--kind) }
aside > b { float: footnote } .foot::footnote-call { content: "[" counter(footnote) "]" } b::footnote-marker { font-weight: 700 }
.end { position: note(ends) } @page { @note-area { content: element(ends) } } .never { float: left } .block { footnote-display: block }
</style><p>One<span class="foot">By its class.</span> two<span style="float: footnote">By its own style.</span>
three<span id="by-variable">By a variable.</span><aside>four<b class="block">By where it stands.</b></aside>
five<span class="end">At the end.</span> <span class="never">None.</span></p><ul><li>Item</li></ul></html>"""


def _corners() -> Page:
    return one_font(_CORNERS)


def _notes() -> Page:
    return one_font(_NOTES)


def mali() -> Page:
    """The Mali report, set."""
    desk = open_desk(ROOT, None, date(2030, 1, 1))
    dossier, _ = gather(desk.library, "mali", desk.as_of_for("mali"))
    roots = template_roots(desk.workspace)
    kit, _ = load_brand(desk.workspace, "asa", roots)
    briefing = compose(assess(dossier), kit.brand)
    drawings = {name: draw(spec, kit.brand) for name, spec in briefing.figures.items()}
    return set_page(briefing, drawings, kit, read_shelf(roots))


def _printed(page: Page, how: str, folder: Path) -> tuple[bytes, dict[str, int]]:
    done = in_engine(_PRINT, page, folder, how)
    return done.stdout, json.loads(done.stderr.splitlines()[-1])


@pytest.mark.parametrize("page", [_corners, _notes, everything, mali], ids=["corners", "notes", "accessible", "mali"])
def test_what_is_spared_changes_no_byte(page, tmp_path):
    """Whatever has been made quicker."""
    made = page()
    engine, _ = _printed(made, "as-it-is", tmp_path)
    sooner, _ = _printed(made, "sooner", tmp_path)
    assert engine.startswith(b"%PDF-")
    assert sooner == engine


def test_only_pages_that_name_later_pages_are_laid_out_again(tmp_path):
    """Numbers of pages that are known already are told before a page is laid out."""
    pages = 3
    _, engine = _printed(_corners(), "as-it-is", tmp_path)
    _, sooner = _printed(_corners(), "sooner", tmp_path)
    assert pages < sooner["layouts"] <= engine["layouts"]
    _, engine = _printed(mali(), "as-it-is", tmp_path)
    _, sooner = _printed(mali(), "sooner", tmp_path)
    # The contents alone: the annex, which names the pages that cite a source, comes after them.
    assert sooner["layouts"] == 26 + 1 < engine["layouts"]


def test_most_properties_and_sizes_need_no_looking_into(tmp_path):
    """What no rule sets is not asked of the rules."""
    _, sooner = _printed(_corners(), "sooner", tmp_path)
    assert sooner["resolved"] > 0, "formulas and collapsed borders are left to the engine"
    _, sooner = _printed(mali(), "sooner", tmp_path)
    assert sooner["resolved"] == 0
    assert sooner["computed"] < 80_000


def test_styles_of_notes_are_worked_out_for_notes(tmp_path):
    """Not five more for every element."""
    _, engine = _printed(mali(), "as-it-is", tmp_path)
    _, sooner = _printed(mali(), "sooner", tmp_path)
    assert sooner["styles"] < engine["styles"] / 2
