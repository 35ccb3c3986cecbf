"""A page with everything that a reader who does not see it has to be told, and the engine that prints it."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic
import fontpkg_ibm_plex_serif
from PIL import Image

from briefgen.model.page import Attachment, Page

ROWS = 120
"""Of the long table: three pages."""

_PRINT = (
    "import pickle, sys; from briefgen.render.engine import print_pdf; "
    "sys.stdout.buffer.write(print_pdf(pickle.load(sys.stdin.buffer)))"
)
_NO_FONTS = "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'urn:fontconfig:fonts.dtd'><fontconfig></fontconfig>"

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20" viewBox="0 0 60 20">{}<rect width="60" height="20" fill="#345"/></svg>'

_STYLE = """
@page { size: A5; margin: 20mm; @top-left { content: element(running); } @top-right { content: element(later); } @bottom-left { content: counter(page); } }
@page :first { @top-right { content: none; } }
body { font: 10pt/14pt Serif, Arabic; hyphens: auto; hyphenate-character: "-"; }
.running { position: running(running); } .later { position: running(later); } h1, h2, h3, h4 { font-size: 12pt; } .narrow { width: 22mm; }
.shade { background: linear-gradient(#eee, #fff); border: 1pt solid; } u { text-decoration: underline; }
.inside::before { content: "§ "; } .faint { opacity: .5; }
"""

_BODY = """
<p class="running">Running <b>head</b></p><p class="later">Later head</p>
<h1>First things</h1>
<h4>Four levels down</h4>
<p>A <a href="#end" title="What the end says">link</a>, an <abbr title="abbreviation">abbr.</abbr>, a <a href="#end">link
that goes over more than one line because it is so very long</a>, <u>a line below</u> and
<a href="https://example.org/"><b>bold</b> <i>slanted</i></a>.</p>
<p class="narrow">The memorandum on counterintelligence.</p>
<p class="narrow" style="hyphens: none; width: 26mm">Of self-determination.</p>
<p lang="fr">Le pays <span lang="en">keeps quiet</span> et attend.</p>
<p lang="ar" dir="rtl">السلام عليكم ورحمة الله، تقرير عن مالي</p>
<div class="shade">A ground and a frame.</div>
<p class="faint">Half-transparent.</p>
<ul style="list-style: disc"><li>One<ul style="list-style: none"><li class="inside">One and a half</li></ul></li><li><p>Two</p></li></ul>
<ol style="list-style: decimal inside"><li>Erstens</li></ol>
<dl><dt>When</dt><dd>Today</dd><dt>Where</dt><dd>Here</dd><dd>There</dd></dl>
<blockquote>Said.</blockquote>
<p>Before <img src="asset:PICTURE" alt="A red square" width="10" height="10"> between
<img src="asset:PICTURE" alt="" width="10" height="10"> after.</p>
<figure>TOLD<figcaption>A caption</figcaption></figure>
<div aria-hidden="true">For the eye alone</div>BARE
<div role="img" aria-label="A mark">BARE</div>
<section><h2>A long table</h2><table><caption>Numbers</caption>
<thead><tr><th scope="col">Name</th><th scope="col" colspan="2">Both</th></tr></thead><tbody>ROWS</tbody></table></section>
<h2 id="end">The end</h2><p>It is over.</p>
"""


def everything(attachments: tuple[Attachment, ...] = ()) -> Page:
    """The page."""
    assets = {sha256(data).hexdigest(): (kind, data) for kind, data in (_picture(), *_fonts().values())}
    faces = "".join(
        f"@font-face {{ font-family: {family}; src: url('asset:{sha256(data).hexdigest()}'); }}"
        for family, (_, data) in _fonts().items()
    )
    rows = "".join(
        f"<tr><th scope='row'>{number}</th><td>{number} a</td><td></td></tr>" for number in range(1, ROWS + 1)
    )
    told = _SVG.format("<title>A bar</title><desc>A bar from nought to sixty.</desc>")
    body = _BODY.replace("ROWS", rows).replace("TOLD", told).replace("BARE", _SVG.format(""))
    body = body.replace("PICTURE", sha256(_picture()[1]).hexdigest())
    head = (
        '<title>Everything &amp; more</title><meta name="author" content="A. Diallo"><meta name="generator" content="briefgen">'
        '<meta name="dcterms.identifier" content="ASA-SR-2026-0001"><meta name="dcterms.created" content="2026-11-20">'
        '<meta name="dcterms.modified" content="2026-11-20"><meta name="description" content="All &lt;of&gt; it">'
    )
    html = f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}<style>{faces}{_STYLE}</style></head><body>{body}</body></html>"
    return replace(Page(html=html, assets=assets, origins={}), attachments=attachments)


def one_font(html: str) -> Page:
    """A page whose text is set in `asset:font`."""
    return Page(html, {"font": _fonts()["Serif"]}, {})


def printed(page: Page, folder: Path) -> bytes:
    """The page's PDF, from an engine that sees no fonts but the page's own."""
    return in_engine(_PRINT, page, folder).stdout


def in_engine(script: str, page: Page, folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """A script with a page on its standard input, in a process that sees no fonts but the page's own."""
    config = folder / "fonts.conf"
    config.write_text(_NO_FONTS, encoding="utf-8")
    environment = {**os.environ, "FONTCONFIG_FILE": str(config), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", script, *words]
    done = subprocess.run(command, input=pickle.dumps(page), capture_output=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr.decode()
    return done


def _picture() -> tuple[str, bytes]:
    stream = BytesIO()
    Image.new("RGB", (4, 4), "red").save(stream, "PNG")
    return "image/png", stream.getvalue()


def _fonts() -> dict[str, tuple[str, bytes]]:
    files = {
        "Serif": Path(fontpkg_ibm_plex_serif.__file__).parent,
        "Arabic": Path(fontpkg_ibm_plex_sans_arabic.__file__).parent,
    }
    return {family: ("font/ttf", next(folder.rglob("*-Regular.ttf")).read_bytes()) for family, folder in files.items()}
