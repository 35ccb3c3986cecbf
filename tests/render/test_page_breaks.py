"""Pages begin and end as page design promises, in every seed report, the flash and the digest."""

import os
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from weasyprint import HTML

from briefgen.compose.digest import Masthead, compose_digest
from briefgen.desk.prepare import prepare
from briefgen.desk.session import open_desk
from briefgen.desk.typeset import imprint_of, typeset
from briefgen.draw.figures import draw
from briefgen.load.brand import template_roots
from briefgen.load.tongues import load_tongue
from briefgen.model.digest import Edition
from briefgen.render.page import set_page
from briefgen.render.page_breaks import bad_breaks
from briefgen.render.shelf import read_shelf

ROOT = Path(__file__).parents[2]
REPORTS = ("burkina-faso", "mali", "mali-flash", "niger", "russia-aes")
_MEASURE = """
import pickle, sys
from briefgen.render import engine
from briefgen.render.overflow import overlong, overruns
from briefgen.render.page_breaks import bad_breaks, fullness
for name, page in pickle.load(sys.stdin.buffer).items():
    source = engine.HTML(string=page.html, base_url="asset:page", url_fetcher=engine._Manifest(page.assets))
    pages = source.render(font_config=engine.Fonts()).pages
    print(repr((name, len(pages), [repr(each) for each in (*bad_breaks(pages), *overruns(pages), *overlong(pages))])))
"""
_NO_FONTS = "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'urn:fontconfig:fonts.dtd'><fontconfig></fontconfig>"


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """Number of pages, and what is wrong with them, by report; laid out where only the brand's fonts are."""
    desk = open_desk(ROOT, None, date(2025, 8, 20))
    roots = template_roots(desk.workspace)
    pages, editions = {}, []
    for name in REPORTS:
        prepared = prepare(desk, name)
        forme = typeset(prepared, prepared.kit, imprint_of(desk.workspace, prepared, prepared.kit))
        pages[name] = set_page(forme.briefing, forme.drawings, forme.kit, read_shelf(roots))
        editions.append(Edition(forme.dossier.report, forme.briefing))
    kit, tongue = forme.kit, load_tongue("en")
    digest = compose_digest(editions, Masthead("weekly", "The week", date(2025, 8, 20)), kit.brand, tongue)
    drawings = {name: draw(spec, kit.brand, tongue) for name, spec in digest.figures.items()}
    pages["digest"] = set_page(digest, drawings, kit, read_shelf(roots))
    config = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    config.write_text(_NO_FONTS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE],
        input=pickle.dumps(pages),
        capture_output=True,
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
        check=True,
    )
    lines = (line for line in done.stdout.decode().splitlines() if line)
    return {name: (count, faults) for name, count, faults in map(eval, lines)}


@pytest.mark.slow
@pytest.mark.parametrize("name", [*REPORTS, "digest"])
def test_no_page_breaks_badly_and_nothing_overruns(measured, name):
    """No heading last, no header alone, no line alone, no thin or empty page, nothing out of its place."""
    pages, faults = measured[name]
    assert not faults
    assert pages == 2 if name == "mali-flash" else pages > 5


def found(body, style=""):
    """Kinds and pages of the bad breaks of a small document, in whatever font the machine has."""
    html = f"<style>@page {{ size: 100mm; margin: 10mm }} * {{ margin: 0; font: 10px/10mm sans-serif; break-after: auto }} {style}</style>{body}"
    return [(each.kind, each.page) for each in bad_breaks(HTML(string=html).render().pages)]


LINES = "<p>Line</p>"


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(
    ("body", "style", "expected"),
    [
        (
            f"<section class=part>{LINES * 6}<h2>Head</h2><p style='break-before: page'>Text</section>",
            "",
            [("heading-last", 1)],
        ),
        (
            f"<section class=part>{LINES * 6}<table><thead><tr><th>H</thead></table></section>",
            "",
            [("header-alone", 1)],
        ),
        (
            f"<section class=part>{LINES * 7}<p>one<br>two<br>three</section>",
            "p { orphans: 1; widows: 1 }",
            [("line-alone", 1)],
        ),
        (
            f"<section class=part>{LINES * 6}<p>one<br>two<br>three</section>",
            "p { orphans: 1; widows: 1 }",
            [("line-alone", 1)],
        ),
        (f"<section class=part>{LINES}<p style='break-before: page'>Text</p>{LINES * 4}</section>", "", [("thin", 1)]),
        (
            f"<section class=part>{LINES * 4}<div style='break-before: page'></div><p style='break-before: page'>Text</section>",
            "",
            [("empty", 2)],
        ),
        (f"<section class=part>{LINES * 12}</section>", "", []),
        (
            f"<section class=part>{LINES}</section><section class=part style='break-before: page'>{LINES}</section>",
            "",
            [],
        ),
    ],
    ids=["heading", "header", "orphan", "widow", "thin", "empty", "sound", "last of its part"],
)
def test_a_bad_break_is_found(body, style, expected):
    """Each kind is seen where it is, and only there."""
    assert found(body, style) == expected
