"""Drafts and issues as they are printed: what a draft says on every page, and what an issue says of itself and of the last."""

import html as entities
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pressing import pressed

from briefgen.assess.weigh import assess
from briefgen.compose.briefing import compose
from briefgen.compose.changes import changes
from briefgen.compose.freeze import freeze
from briefgen.desk.session import open_desk
from briefgen.draw.figures import draw
from briefgen.load.brand import load_brand, template_roots
from briefgen.load.dossier import gather
from briefgen.model.briefing import Imprint
from briefgen.model.dates import PartialDate
from briefgen.model.issue import Issue, frozen, item
from briefgen.model.record import LastIssue, Record, Withdrawal

ROOT = Path(__file__).parents[2]
DESK = open_desk(ROOT, None, date(2030, 1, 1))
KIT = load_brand(DESK.workspace, "asa", template_roots(DESK.workspace))[0]
NUMBER, LAST = "ASA-SR-2026-0002", "ASA-SR-2026-0001"
MARGIN = 26 / 25.4 * 72
"""Points; the top margin, where the running header stands."""
UNCHANGED = '!!! unchanged "The mines"\n    Nothing was reported on them.'
TITLED_BY_ITS_KIND = "!!! unchanged\n    Nor on the roads."


def assessment():
    """The Mali report, its first and last section, with a period and with two boxes of what stands as it stood."""
    dossier, _ = gather(DESK.library, "mali", DESK.as_of_for("mali"))
    first, *_, last = dossier.manuscript.sections
    boxes = [replace(first.blocks[0], text=text, calls=()) for text in (UNCHANGED, TITLED_BY_ITS_KIND)]
    sections = (replace(first, blocks=(*first.blocks, *boxes)), last)
    report = dossier.report.model_copy(update={"period": PartialDate("2025-08-13/2025-08-20")})
    return assess(replace(dossier, report=report, manuscript=replace(dossier.manuscript, sections=sections)))


def later_imprint(now, *, draft):
    """The imprint of a second issue: a rating and a judgement moved, a fact is new, one was withdrawn."""
    values = dict(now.items)
    values["rating", "mali/Security"] = _edited(now, "rating", "mali/Security", likelihood=4, impact=4, level=4)
    was = {"likelihood": "likely", "low": 55, "high": 80, "range": "55–80 %"}
    values["judgement", "mali-keeps-to-moscow"] = _edited(now, "judgement", "mali-keeps-to-moscow", **was)
    gone = _edited(now, "fact", "camara-junta-heavyweight", id="gone", statement="Twelve helicopters arrived.")
    values["fact", "gone"] = replace(gone, key="gone")
    del values["fact", "camara-junta-heavyweight"]
    values["section", "outlook"] = _edited(now, "section", "outlook", text="Old [@gone].")
    old = frozen("mali", date(2025, 8, 13), values.values())
    at = datetime(2025, 8, 13, tzinfo=UTC)
    issue = Issue(
        LAST, "mali", "T", "Situation report", old.as_of, at, "A", "B", (), (), (), (), "TLP:CLEAR", old.digest, ()
    )
    withdrawal = Withdrawal("fact", "gone", "The source retracted it.", "A", at)
    record = Record(withdrawn={("fact", "gone"): withdrawal})
    found = changes(LastIssue(issue, old), now, "" if draft else NUMBER, record)
    return Imprint("" if draft else NUMBER, draft=draft, changes=found, corrections=(withdrawal,))


def _edited(now, kind, key, **fields):
    return item(kind, key, {**now.items[kind, key].value, **fields})


def printed(*, draft):
    """HTML and PDF of the report, straight from the press."""
    weighed = assessment()
    briefing = compose(weighed, KIT.brand, later_imprint(freeze(weighed), draft=draft))
    drawings = {name: draw(spec, KIT.brand) for name, spec in briefing.figures.items()}
    made = pressed(briefing, drawings, KIT, [ROOT / "templates"], ("html", "pdf"))
    return made["html"].decode(), made["pdf"]


@pytest.fixture(scope="module")
def draft():
    """A draft."""
    return printed(draft=True)


@pytest.fixture(scope="module")
def issue():
    """The same, approved and numbered."""
    return printed(draft=False)


def pages_of(pdf):
    """The text of every page, hyphens at line ends taken out."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range().replace("\ufffe", "").replace("\r\n", " ") for page in document]
    document.close()
    return pages


def header_of(pdf, at):
    """The text in the top margin of a page."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[at]
    width, height = page.get_size()
    text = page.get_textpage().get_text_bounded(0, height - MARGIN + 6, width, height)
    document.close()
    return text


def visible(html):
    """The text of a page without tags, styles, scripts and what waits for a script."""
    text = re.sub(r"<(style|script|template)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(entities.unescape(text).split())


def test_a_draft_says_so_on_every_page(draft):
    """In the running header, the cover's too, as letters that can be searched for; and again beside the series."""
    html, pdf = draft
    pages = pages_of(pdf)
    assert len(pages) > 7
    for at in range(len(pages)):
        assert header_of(pdf, at).startswith("DRAFT Not approved · Mali and Russia")
    assert "ASA Situation report DRAFT" in pages[0]
    assert visible(html).split().index("DRAFT") < 20


def test_nothing_of_a_draft_remains_in_an_issue(issue):
    """Neither on paper nor on the screen, in capitals or not."""
    html, pdf = issue
    text = " ".join((*pages_of(pdf), visible(html)))
    assert not re.search("draft|not approved", text, re.IGNORECASE)
    assert not re.search(r'class="[^"]*drafted', html)


def test_an_issue_names_itself(issue):
    """Series and number on the cover, the number alone in the running header, and in the metadata of both files."""
    html, pdf = issue
    assert f"ASA Situation report {NUMBER}" in pages_of(pdf)[0]
    assert header_of(pdf, 0).strip() == "TLP:CLEAR"
    assert header_of(pdf, 1).startswith(f"Mali and Russia · {NUMBER}")
    assert "Situation report" not in header_of(pdf, 1)
    assert html.count(f'<meta name="dcterms.identifier" content="{NUMBER}">') == 1
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert str(file.docinfo["/dctermsidentifier"]) == NUMBER
        assert {"/viewport", "/colorscheme"}.isdisjoint(file.docinfo.keys())


def test_a_draft_has_no_number(draft):
    """Neither where it is read nor in the metadata."""
    html, pdf = draft
    assert "dcterms.identifier" not in html
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert "/dctermsidentifier" not in file.docinfo


def test_the_cover_says_which_days_are_covered(issue):
    """In words."""
    cover = pages_of(issue[1])[0]
    assert "Period covered" in cover
    assert "13–20 August 2025" in cover


def test_the_cover_is_one_page_and_so_is_the_summary(issue):
    """With number, period, correction and arrows: the summary is page 2, and the contents page 3."""
    pages = pages_of(issue[1])
    assert "Executive summary" in pages[1]
    assert "What to watch" in pages[1]
    assert "Contents" in pages[2]


def test_the_summary_has_the_correction_and_the_arrows(issue):
    """A line on what was withdrawn, an arrow beside each rating, and what the arrows mean."""
    summary = pages_of(issue[1])[1]
    assert f"Correction: One fact that {LAST} printed is withdrawn." in summary
    assert "5 severe ↑" in summary
    assert summary.count(" =") >= 5
    assert f"↑ deteriorated, ↓ improved, = unchanged since {LAST}" in summary


def test_the_correction_and_the_changes_follow_on_one_page(issue):
    """What was withdrawn first; then ratings, judgements and facts with words and numbers of sources."""
    page = pages_of(issue[1])[3]
    for words in (
        "Twelve helicopters arrived.",
        "Withdrawn on 13 August 2025.",
        f"Compared with {LAST} of 13 August 2025.",
        "Deteriorated",
        "4 high → 5 severe",
        "likely 55–80 % → very likely 80–95 %",
        "AFP counts Camara among the most powerful members of Mali’s junta.",
    ):
        assert words in page
    assert page.index("Twelve helicopters") < page.index("Compared with")


def test_every_link_has_its_target(issue):
    """The line in the summary, the rewritten sections, and the citations of the page among them."""
    html = issue[0]
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert {"corrections", "changes"} <= targets
    assert targets <= set(ids)


def test_what_stands_as_it_stood_is_labelled(issue):
    """In a box with a label of its own; its title stands in it, where it has one."""
    boxes = re.findall(r'<aside class="pullout unchanged">(.*?)</aside>', issue[0], re.DOTALL)
    assert [visible(box) for box in boxes] == [
        "Unchanged since the last issue The mines Nothing was reported on them.",
        "Unchanged since the last issue Nor on the roads.",
    ]
    assert "UNCHANGED SINCE" in " ".join(pages_of(issue[1]))


@pytest.mark.slow
def test_the_new_parts_hold_on_a_screen(draft, open_file, tmp_path):
    """No sideways scrolling, 44 px for a finger, and nothing that axe's WCAG 2.2 A and AA rules find."""
    path = tmp_path / "mali.html"
    path.write_text(draft[0], encoding="utf-8")
    small = """[...document.querySelectorAll('.corrected a, .turns .what > a')]
        .filter(each => each.getBoundingClientRect().height < 44).length"""
    for width in (380, 820, 1400):
        for scheme in ("light", "dark"):
            viewport = {"width": width, "height": 800}
            opened = open_file(path, viewport=viewport, color_scheme=scheme, has_touch=True, is_mobile=True)
            assert opened.page.evaluate("matchMedia('(pointer: coarse)').matches")
            assert opened.page.evaluate("document.documentElement.scrollWidth") == width
            assert opened.page.evaluate(small) == 0
            assert opened.axe(colours=width == 1400) == []
    assert opened.quiet()


def test_the_same_issue_has_the_same_bytes(issue):
    """Composed, set and printed anew."""
    assert printed(draft=False) == issue
