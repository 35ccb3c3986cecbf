"""Reports as Word documents: what is printed, as styles, tables, pictures, links and fields that Word knows."""

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt
from openxml_audit import OpenXmlValidator
from PIL import Image

from briefgen.desk.prepare import prepare
from briefgen.desk.session import open_desk
from briefgen.desk.typeset import imprint_of, typeset
from briefgen.model.faults import RenderError
from briefgen.model.page import Page
from briefgen.model.tongue import Tongue
from briefgen.model.typography import typographic
from briefgen.render.word.document import word_document
from briefgen.render.word.pictures import gallery

ROOT = Path(__file__).parents[2]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="120pt" height="60pt" viewBox="0 0 120 60"><title>A box</title><rect width="9" height="9"/></svg>'


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The Mali report, by extension."""
    folder = tmp_path_factory.mktemp("word")
    command = [sys.executable, "-m", "briefgen", "--workspace", ROOT, "build", "mali", "--format", "json,docx"]
    done = subprocess.run([*command, "--output", folder], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return {path.suffix[1:]: path for path in folder.rglob("mali.*")}


@pytest.fixture(scope="module")
def word(files):
    """The document, as a library for Word's files reads it."""
    return docx.Document(str(files["docx"]))


@pytest.fixture(scope="module")
def data(files):
    """The same report as data."""
    return json.loads(files["json"].read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def forme():
    """A report before it is set, for pages of a test's own."""
    desk = open_desk(ROOT, None, date(2025, 8, 20))
    prepared = prepare(desk, "niger", None)
    return typeset(prepared, prepared.kit, imprint_of(desk.workspace, prepared, prepared.kit))


@pytest.fixture
def converted(forme):
    """Converts a body of HTML, and opens what came of it."""

    def convert(body, *, assets=None, **changes):
        briefing = replace(forme.briefing, **changes)
        page = Page(html=f"<!DOCTYPE html><html><body>{body}</body></html>", assets=assets or {}, origins={})
        return docx.Document(io.BytesIO(word_document(page, briefing, {}, forme.kit)))

    return convert


def told(document):
    """Style and words of each paragraph."""
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]


def headings(document, level):
    """Words of the headings of a level."""
    return [text for style, text in told(document) if style == f"Heading {level}"]


@pytest.mark.slow
def test_word_has_nothing_to_complain_of(files):
    """A strict reading of the standard's schemas and of the package finds no fault."""
    result = OpenXmlValidator().validate(str(files["docx"]))
    assert [str(error) for error in result.errors] == []


@pytest.mark.slow
def test_every_part_is_a_heading_that_the_contents_lead_to(word, data):
    """Heading 1 for parts; the field of the contents holds their names until Word reckons it."""
    parts = [typographic(part.get("title") or part["label"]) for part in data["parts"]]
    assert headings(word, 1) == parts
    entries = [paragraph for paragraph in word.paragraphs if paragraph.style.name == "toc 1"]
    assert [entry.text for entry in entries] == parts
    codes = "".join(node.text for node in word.element.body.iter(qn("w:instrText")))
    assert 'TOC \\o "1-1"' in codes
    assert entries[0]._p.find(f".//{qn('w:fldChar')}[@{qn('w:dirty')}]") is not None


@pytest.mark.slow
def test_the_text_is_that_of_the_report(word, data):
    """The words of every section, list items and table rows among them."""
    written = {" ".join(text.split()) for _, text in told(word)}
    written |= {" ".join(cell.text.split()) for table in word.tables for row in table.rows for cell in row.cells}
    whole = "\n".join(written)
    for judgement in data["judgements"]:
        assert typographic(judgement["statement"]) in whole
    for part in data["parts"]:
        if part["kind"] == "section":
            first = " ".join(part["body"]["text"].split()[:5])  # further on there may be citations
            assert first in whole


@pytest.mark.slow
def test_citations_are_raised_links_to_the_source(word, data):
    """Each number leads to a bookmark at the source of that number; no link leads nowhere."""
    body = word.element.body
    names = {mark.get(qn("w:name")): mark for mark in body.iter(qn("w:bookmarkStart"))}
    links = list(body.iter(qn("w:hyperlink")))
    assert {link.get(qn("w:anchor")) for link in links if link.get(qn("w:anchor"))} <= set(names)
    cited = set()
    for link in links:
        style = link.find(f".//{qn('w:rStyle')}")
        if style is not None and style.get(qn("w:val")) == "Citation":
            number = "".join(node.text for node in link.iter(qn("w:t")))
            cited.add(int(number))
            place = names[link.get(qn("w:anchor"))].getparent()
            assert "".join(node.text for node in place.iter(qn("w:t"))).split()[0] == number
    assert cited == {source["number"] for source in data["sources"]}
    assert word.styles["Citation"].font.superscript


@pytest.mark.slow
def test_the_marking_stands_on_every_page(word):
    """Traffic Light Protocol 2.0: header and footer, to the right, 12 points or more, the label's colour on black."""
    section = word.sections[0]
    places = (section.first_page_header, section.header, section.first_page_footer, section.footer)
    for place in places:
        paragraph = place.paragraphs[0]
        assert [run.text.strip() for run in paragraph.runs if run.style.name == "Marking"] == ["TLP:CLEAR"]
        assert paragraph.text.rpartition("\t")[2].strip() == "TLP:CLEAR"
        assert [stop.alignment for stop in paragraph.paragraph_format.tab_stops] == [WD_TAB_ALIGNMENT.RIGHT]
    style = word.styles["Marking"]
    assert style.font.size >= Pt(12)
    assert str(style.font.color.rgb) == "FFFFFF"
    assert style.element.find(f".//{qn('w:shd')}").get(qn("w:fill")) == "000000"


@pytest.mark.slow
def test_a_draft_says_so_on_every_page_and_says_which_page_it_is(word):
    """On the cover too; numbers of pages are fields."""
    section = word.sections[0]
    for place in (section.first_page_header, section.header):
        assert place.paragraphs[0].text.startswith("DRAFT")
    codes = [node.text.strip() for node in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


@pytest.mark.slow
def test_tables_are_tables(word):
    """Their header rows come again on each page, their rows do not split, and each fits the text."""
    assert len(word.tables) >= 5
    for table in word.tables:
        rows = table._tbl.findall(qn("w:tr"))
        assert rows[0].find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        assert sum(int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol"))) == 454 * 20


@pytest.mark.slow
def test_figures_are_pictures_with_words(word, data):
    """At the resolution of print, no wider than the text, and each says in words what it shows."""
    shown = word.element.body.findall(f".//{qn('wp:inline')}")
    said = [each.docPr.get("descr") for each in shown]
    assert said[0] == data["publisher"]
    assert sorted(said[1:]) == sorted(figure["alternative"] for figure in data["figures"])
    assert all(each.extent.cx <= Pt(454) for each in shown)
    for part in word.part.package.iter_parts():
        if part.content_type == "image/png":
            with Image.open(io.BytesIO(part.blob)) as picture:
                assert round(picture.info["dpi"][0]) == 300


@pytest.mark.slow
def test_the_file_tells_what_the_report_is_and_no_more(word, files, data):
    """Properties by an allow-list, the day of the report as its date, and no template's leftovers."""
    about = word.core_properties
    assert (about.title, about.author, about.language) == (data["title"], "Sahel desk", "en")
    assert about.created.date() == about.modified.date() == date(2025, 8, 20)
    with zipfile.ZipFile(files["docx"]) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in file.namelist() if "thumbnail" in name or "customXml" in name]


@pytest.mark.slow
def test_the_fonts_of_the_brand_travel_with_it(word, forme):
    """Veiled as the standard has it: with the key taken off they are the brand's own files."""
    own = {data for _, data in forme.kit.fonts}
    table = next(part for part in word.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    keys = dict(pair for pair in _font_keys(table.blob))
    assert keys
    for link, key in keys.items():
        veiled = table.rels[link].target_part.blob
        mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1] * 2
        assert bytes(a ^ b for a, b in zip(veiled[:32], mask, strict=True)) + veiled[32:] in own


def _font_keys(blob):
    from lxml import etree  # noqa: PLC0415 - here alone

    for node in etree.fromstring(blob).iter():
        if node.get(qn("w:fontKey")):
            yield node.get(qn("r:id")), node.get(qn("w:fontKey"))


def test_the_same_page_is_the_same_file(forme):
    """Whenever it is made."""
    page = Page(html=f"<body><h2>One</h2><figure>{SVG}</figure><ol><li>a</li></ol></body>", assets={}, origins={})
    first, second = (word_document(page, forme.briefing, {}, forme.kit) for _ in range(2))
    assert first == second


def test_headings_lists_and_quotations_have_styles(converted):
    """What a client restyles is a style."""
    document = converted(
        "<h2>Part</h2><h3>Group</h3><p>Text.</p><ul><li>a<ul><li>b</li></ul></li></ul><blockquote><p>Said.</p></blockquote>"
        "<pre>x\n  y</pre>"
    )
    assert told(document) == [
        ("Heading 1", "Part"),
        ("Heading 2", "Group"),
        ("Normal", "Text."),
        ("List Bullet", "a"),
        ("List Bullet 2", "b"),
        ("Quote", "Said."),
        ("Code", "x\n  y"),
    ]


def test_each_numbered_list_begins_anew(converted):
    """Or where its author says."""
    document = converted('<ol><li>a</li><li>b</li></ol><p>-</p><ol start="4"><li>c</li></ol>')
    numbers = [
        paragraph._p.pPr.numPr.numId.val for paragraph in document.paragraphs if paragraph._p.pPr.numPr is not None
    ]
    assert numbers[0] == numbers[1] != numbers[2]
    starts = document.part.numbering_part.element.findall(f".//{qn('w:startOverride')}")
    assert [start.get(qn("w:val")) for start in starts] == ["1", "4"]


def test_white_space_is_folded_as_browsers_fold_it(converted):
    """Also around links and citations."""
    document = converted(
        '<p>\n One <b>two</b>,\n<a href="https://example.org/">three</a>  four.<span class="cite">\u2060<a href="#s">1</a></span>\n</p>'
        '<p id="s">S</p>'
    )
    assert [text for _, text in told(document)] == ["One two, three four.1", "S"]


def test_a_link_that_leads_nowhere_is_text(converted):
    """So are links to what no reader should be led to."""
    document = converted('<p><a href="#gone">a</a> <a href="javascript:x()">b</a> <a href="file:///etc">c</a></p>')
    assert document.paragraphs[0].text == "a b c"
    assert not list(document.element.body.iter(qn("w:hyperlink")))


def test_what_is_not_read_is_not_in_it(converted):
    """Hidden elements, scripts, controls, comments."""
    document = converted(
        "<p>a<span hidden>b</span><span aria-hidden=true>c</span><button>d</button></p><!-- e --><script>f</script>"
        "<dialog><p>g</p></dialog><div hidden><p>h</p></div><details><summary>i</summary><p>j</p></details>"
    )
    assert told(document) == [("Normal", "a")]


def test_cells_span_rows_and_columns(converted):
    """As in HTML."""
    document = converted(
        "<table><thead><tr><th colspan=2>ab</th><th>c</th></tr></thead><tbody><tr><th rowspan=2>d</th><td>e</td><td align=right>1</td>"
        "</tr><tr><td>f</td><td align=right>2</td></tr></tbody></table>"
    )
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["ab", "ab", "c"],
        ["d", "e", "1"],
        ["d", "f", "2"],
    ]
    assert [len(row.findall(f".//{qn('w:tblHeader')}")) for row in table._tbl.findall(qn("w:tr"))] == [1, 0, 0]
    assert table.cell(1, 2).paragraphs[0].alignment is not None


def test_footnotes_are_words_own(converted, tmp_path):
    """On the page where they belong, with their links; not in a list at the end. A second reference is its number."""
    document = converted(
        '<p>One<sup id="fnref:1-a"><a href="#fn:1-a">1</a></sup> and again<sup><a href="#fn:1-a">1</a></sup>.</p>'
        '<div><hr><ol><li id="fn:1-a"><p>See <a href="https://example.org/">there</a>.&nbsp;<a href="#fnref:1-a">↩</a></p>'
        "</li></ol></div>"
    )
    assert [text for _, text in told(document)] == ["One and again1."]
    assert len(list(document.element.body.iter(qn("w:footnoteReference")))) == 1
    part = next(each for each in document.part.package.iter_parts() if each.partname == "/word/footnotes.xml")
    assert "See<" in part.blob.decode()
    assert "↩" not in part.blob.decode()
    assert [link.target_ref for link in part.rels.values()] == ["https://example.org/"]
    document.save(str(tmp_path / "notes.docx"))
    assert [str(error) for error in OpenXmlValidator().validate(str(tmp_path / "notes.docx")).errors] == []


def test_a_table_of_many_columns_fits_and_an_empty_row_is_left_out(converted):
    """Word asks for a cell in every row, and shows nothing beyond the margin."""
    cells = "".join(f"<td>{'unbreakable' * 3}{number}</td>" for number in range(14))
    (table,) = converted(f"<table><tr></tr><tr>{cells}</tr></table>").tables
    assert len(table._tbl.findall(qn("w:tr"))) == 1
    assert sum(int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol"))) == 454 * 20


def test_control_characters_stay_out(converted):
    """No XML file may hold them."""
    assert converted("<p>a\x02b\x1f</p>").paragraphs[0].text == "ab"


def test_a_broken_drawing_is_told(converted):
    """And not left out in silence."""
    with pytest.raises(RenderError, match="drawing"):
        converted(f"<figure>{SVG.replace('viewBox', 'viewbox')}</figure>")


def test_letters_that_a_family_lacks_are_drawn(forme):
    """Hausa and Arabic beside one another: no empty boxes, which every letter without a font would be."""

    def pixels(words):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 30" font-family="IBM Plex Sans Condensed"><text x="2" y="20">{words}</text></svg>'
        with gallery({}, {}, forme.kit) as pictures:
            pictures.taken_out(svg)
            return pictures.shown("drawing:0", "Words", None).data

    nowhere = "\U0010fff0"  # in no font: drawn as the box that stands for what is missing
    assert pixels("\u0253 \u0645") != pixels(f"{nowhere} {nowhere}")
    assert pixels("\u0253") != pixels("\u0645") != pixels(nowhere) != pixels("\u0253")


def test_a_photograph_goes_in_as_it_is(converted):
    """With its words, no wider than the text."""
    file = io.BytesIO()
    Image.new("RGB", (1200, 600)).save(file, "PNG")
    document = converted(
        '<img src="asset:abc" alt="A port" width="1200">', assets={"abc": ("image/png", file.getvalue())}
    )
    (shown,) = document.element.body.findall(f".//{qn('wp:inline')}")
    assert shown.docPr.get("descr") == "A port"
    assert shown.extent.cx == 2 * shown.extent.cy == Pt(454)


def test_arabic_runs_from_right_to_left(converted):
    """Paragraphs, tables and letters; passages in another language say so; the marking stays on the right."""
    document = converted(
        '<p>مالي <span lang="fr">Bamako</span></p><table><tr><td>1</td></tr></table>',
        language="ar",
        tongue=Tongue("ar"),
    )
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults.find(f".//{qn('w:bidi')}") is not None
    assert defaults.find(f".//{qn('w:lang')}").get(qn("w:bidi")) == "ar-SA"
    arabic, french = document.paragraphs[0].runs
    assert arabic.font.rtl
    assert not french.font.rtl
    assert french._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "fr-FR"
    assert document.tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is not None
    assert document.sections[0].header.paragraphs[0].text.startswith("TLP:")
