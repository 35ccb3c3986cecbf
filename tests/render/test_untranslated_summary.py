"""An executive summary that nobody has translated: heard in the language it was written in, on the screen and in the PDF."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from pdf_reading import read
from pressing import pressed

from briefgen.desk.prepare import prepare
from briefgen.desk.session import open_desk
from briefgen.desk.typeset import imprint_of, typeset
from briefgen.load.brand import template_roots
from briefgen.render.page import set_page
from briefgen.render.shelf import read_shelf

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["mali", "mali-flash"])
def forme(request, tmp_path_factory):
    """A report in French whose summary is only there in English, and where its templates are."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copy(ROOT / "briefgen.toml", folder)
    texts = folder / "seeds/reports" / request.param
    (texts / "summary.fr.md").unlink(missing_ok=True)
    section = next(each for each in sorted(texts.glob("*.md")) if "fr" not in each.suffixes and each.stem != "summary")
    section.with_suffix(".fr.md").write_text("# Un titre\n\n> Une phrase.\n", encoding="utf-8")
    desk = open_desk(folder, None, date(2030, 1, 1))
    prepared = prepare(desk, request.param, language="fr")
    return typeset(prepared, prepared.kit, imprint_of(desk.workspace, prepared, prepared.kit)), template_roots(
        desk.workspace
    )


def test_the_summarys_words_say_their_language(forme):
    """The prose alone: headings and tables beside it are in the report's."""
    made, roots = forme
    page = set_page(made.briefing, made.drawings, made.kit, read_shelf(roots)).html
    summary = re.search(r'<section class="part [a-z-]*" id="summary".*?</section>', page, re.DOTALL)[0]
    assert 'lang="fr"' not in summary
    [column] = re.findall(r'<div class="column"[^>]*>', summary)
    assert 'lang="en"' in column
    assert "lang=" not in summary[: summary.index(column)]
    if made.briefing.template != "flash":
        assert '<div class="standfirst" lang="en" dir="auto">' in page


def test_in_its_own_language_it_says_nothing(forme):
    """The document says it once."""
    made, roots = forme
    desk = open_desk(ROOT, None, date(2030, 1, 1))
    prepared = prepare(desk, made.briefing.report_id)
    own = typeset(prepared, prepared.kit, imprint_of(desk.workspace, prepared, prepared.kit))
    page = set_page(own.briefing, own.drawings, own.kit, read_shelf(roots)).html
    assert '<div class="column" lang' not in page
    assert '<div class="standfirst" lang' not in page


@pytest.mark.slow
def test_the_pdf_says_the_passages_language(forme):
    """On the cover and in the summary: what is read out there is the English prose."""
    made, roots = forme
    pdf = pressed(made.briefing, made.drawings, made.kit, roots, ("pdf",))["pdf"]
    passages = [each.words for each in read(pdf).all() if each.role == "Div" and each.said.get("Lang") == "en"]
    assert len(passages) == (1 if made.briefing.template == "flash" else 2)
    begins = made.briefing.description[:4]  # further on, quotation marks are set as type has them
    assert all(each.startswith(begins) for each in passages)
