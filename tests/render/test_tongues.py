"""Pages in other languages: nothing of the program's own stays in English, and Arabic runs from right to left."""

import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

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
from briefgen.load.tongues import load_tongue
from briefgen.model.base import Noun
from briefgen.model.briefing import Imprint
from briefgen.model.issue import Issue, frozen, item
from briefgen.model.record import LastIssue, Record, Withdrawal
from briefgen.model.tongue import Tongue
from briefgen.render.page import set_page
from briefgen.render.screen import self_contained
from briefgen.render.shelf import read_shelf
from briefgen.render.templates import environment

sys.path.insert(0, str(Path(__file__).parents[1]))
from brackets import outside, pseudo_tongue

ROOT = Path(__file__).parents[2]
DESK = open_desk(ROOT, None, date(2030, 1, 1))
ROOTS = template_roots(DESK.workspace)
KIT = load_brand(DESK.workspace, "asa", ROOTS)[0]
NUMBER = "2026-0001"

_FIELDS = """statement title short_title name summary descriptor publisher author rationale category what signals
    description assumptions would_change signposts question reason at office status aliases places authors text regions
    series value"""
TEXTS = frozenset(_FIELDS.split())
"""Fields of content that a reader sees."""
MARKED = re.compile(r"\[[@!][^\]]*\]|\]\([^)]*\)|\{[^}]*\}|^!!! \w+|[A-Za-z]+", re.MULTILINE)
KNOWN = re.compile(
    # The brand, the standard's labels, codes, and what an address or a scale is made of.
    r"TLP:[A-Z+]+|ASA|African Security Analysis|IBM Plex|\b[A-F][1-6]?\b|\bJ\d+\b|https?://\S+|\S+@\S+|\bkm\b|\bn\b"
)
SPOKEN_ATTRIBUTES = re.compile(
    r'\b(?:title|alt|aria-label|data-(?!fact|group|reliability)[a-z-]+|placeholder)="([^"]*)"'
)


def arabic(text):
    """Content without a Latin letter, its syntax kept."""
    return MARKED.sub(lambda match: match[0] if not match[0].isalpha() else "كلمة"[: len(match[0]) + 1], text)


def foreign(value, field=""):
    """Content with its texts in another script, whatever it is made of."""
    if isinstance(value, Noun):
        return value.model_copy(update={name: foreign(getattr(value, name), name) for name in type(value).model_fields})
    if isinstance(value, tuple):
        return tuple(foreign(each, field) for each in value)
    return arabic(value) if isinstance(value, str) and field in TEXTS else value


def foreign_section(section):
    """A text of the manuscript likewise."""
    return section and replace(
        section,
        label=arabic(section.label),
        title=arabic(section.title),
        standfirst=section.standfirst and replace(section.standfirst, text=arabic(section.standfirst.text)),
        blocks=tuple(
            replace(
                block,
                text=arabic(block.text),
                calls=tuple(replace(call, caption=arabic(call.caption)) for call in block.calls),
            )
            for block in section.blocks
        ),
    )


def arabic_assessment():
    """The Mali report with all its content in Arabic letters."""
    dossier, _ = gather(DESK.library, "mali", DESK.as_of_for("mali"))
    sections = dossier.manuscript.sections
    contents = {
        name: {key: foreign(each) for key, each in getattr(dossier, name).items()}
        for name in ("facts", "sources", "actors", "topics", "countries")
    }
    manuscript = replace(
        dossier.manuscript,
        summary=foreign_section(dossier.manuscript.summary),
        sections=tuple(foreign_section(each) for each in sections),
    )
    return assess(
        replace(
            dossier,
            report=foreign(dossier.report.model_copy(update={"language": "ar"})),
            profiles=tuple(foreign(each) for each in dossier.profiles),
            related=tuple(foreign(each) for each in dossier.related),
            manuscript=manuscript,
            **contents,
        )
    )


def second_issue(now):
    """The imprint of a second issue in which something of most kinds has changed."""
    values = dict(now.items)
    found = {kind: next(key for key in values if key[0] == kind) for kind in ("rating", "judgement", "indicator")}
    edits = {"rating": {"likelihood": 1, "impact": 1, "level": 1}, "judgement": {"confidence": "high"}}
    edits["indicator"] = {"state": "not-known"}
    for kind, key in found.items():
        values[key] = item(kind, key[1], {**values[key].value, **edits[kind]})
    facts = [key for key in values if key[0] == "fact"]
    values["fact", "gone"] = replace(values[facts[0]], key="gone")
    del values[facts[1]]
    old = frozen("mali", date(2025, 8, 13), values.values())
    at = datetime(2025, 8, 13, tzinfo=UTC)
    issue = Issue(NUMBER, "mali", "ت", "ت", old.as_of, at, "ا", "ا", (), (), (), (), "TLP:CLEAR", old.digest, ())
    withdrawal = Withdrawal("fact", "gone", "سبب", "ا", at)
    found = changes(LastIssue(issue, old), now, "", Record(withdrawn={("fact", "gone"): withdrawal}))
    return Imprint(draft=True, changes=found, corrections=(withdrawal,))


@pytest.fixture(scope="module")
def weighed():
    """Weighed once."""
    return arabic_assessment()


def page_in(tongue, weighed):
    """The page of the report's second issue, its drawings, and the briefing."""
    house = KIT.brand.defaults.briefgen
    services = tuple(foreign(each) for each in house.services)
    texts = {"tagline": "ت", "offer": "ت", "legal": ("ت",), "border_policy": None, "services": services}
    house = house.model_copy(update={**texts, "contact": ("desk@example.org",)})
    brand = KIT.brand.model_copy(update={"defaults": KIT.brand.defaults.model_copy(update={"briefgen": house})})
    briefing = compose(weighed, brand, second_issue(freeze(weighed)), tongue)
    specs = {**briefing.figures, "locator": briefing.locator}
    drawings = {name: draw(spec, brand, tongue) for name, spec in specs.items()}
    return set_page(briefing, drawings, KIT, read_shelf(ROOTS)), drawings, briefing


def test_nothing_on_the_page_is_english_by_itself(weighed):
    """Of a report whose content has no Latin letter, whatever is left in Latin letters was never to be translated.

    Nor does it say what only the desk is told: the search for leaks does not take that for released.
    """
    page, drawings, _ = page_in(pseudo_tongue(desk=False), weighed)
    text = self_contained(page)
    body = text[text.index("<body") :]
    spoken = " ".join(SPOKEN_ATTRIBUTES.findall(body))
    visible = re.sub(r"<(script|style)\b.*?</\1>", " ", body, flags=re.DOTALL)
    names = {"Natural", "Earth"}
    assert outside(visible, KNOWN) - names == set()
    assert outside(spoken, KNOWN) - names == set()
    for name, drawing in drawings.items():
        assert outside(drawing.alternative, KNOWN) - names == set(), name
        told = " ".join((*drawing.table.headers, *(cell for row in drawing.table.rows for cell in row)))
        assert outside(told, KNOWN) - names == set(), name


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_page_says_its_language_and_direction(weighed, language):
    """On its root, for browsers, readers and the engine alike."""
    page, _, _ = page_in(load_tongue(language), weighed)
    direction = {"fr": "ltr", "ar": "rtl"}[language]
    assert re.search(rf'<html lang="\w+" dir="{direction}">', page.html)


@pytest.fixture(scope="module")
def printed(weighed):
    """The Arabic report as a PDF: for each page the boxes of its text, left to right, in points."""
    _, drawings, briefing = page_in(load_tongue("ar"), weighed)
    made = pressed(briefing, drawings, KIT, ROOTS, ("pdf",))["pdf"]
    with pypdfium2.PdfDocument(made) as document:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(([text.get_rect(index) for index in range(text.count_rects())], text.get_text_range()))
        return pages


@pytest.mark.slow
def test_arabic_pages_run_from_right_to_left(printed):
    """The column of labels is at the right: in it stand short lines only, and the text keeps clear of it."""
    right = 595 - 22 / 25.4 * 72
    label = right - 30 / 25.4 * 72
    column = right - 34 / 25.4 * 72
    long = [(left, end) for boxes, _ in printed[3:8] for left, low, end, high in boxes if end - left > 200]
    assert sum(abs(end - column) < 12 for _, end in long) > len(long) / 2
    labels = [left for boxes, _ in printed[3:8] for left, low, end, high in boxes if end > right - 3 and 60 < low < 740]
    assert labels
    assert all(left > label - 3 for left in labels)


@pytest.mark.slow
def test_running_feet_are_in_order(printed):
    """The name of the house, which is Latin, does not draw the date's day to itself."""
    # As the page shows it from left to right; it is read from the right.
    assert "من 5 صفحة · 2025 أغسطس 20 · African Security Analysis" in printed[4][1]


def test_drawings_are_mirrored_but_maps(weighed):
    """What stood at the left stands at the right; west stays where it is."""
    _, english, _ = page_in(Tongue("de"), weighed)
    _, arabic, _ = page_in(Tongue("ar"), weighed)
    assert english["matrix"].svg != arabic["matrix"].svg
    outlines = [re.findall(r'd="(M[^"]*Z)"', drawings["locator"].svg) for drawings in (english, arabic)]
    assert outlines[0] == outlines[1]


def test_a_line_from_right_to_left_is_ordered_by_itself(weighed):
    """Between isolates: its anchors mean what they mean elsewhere, in the engine and in browsers."""
    _, drawings, _ = page_in(load_tongue("ar"), weighed)
    assert "\u2067مالي\u2069" in drawings["locator"].svg
    assert "\u2067" not in page_in(load_tongue("fr"), weighed)[1]["scenarios"].svg.replace("\u2067ك", "")


@pytest.mark.slow
def test_arabic_in_drawings_is_joined():
    """A word in a drawing is as wide as in running text, where its letters are joined, and not as its letters alone."""
    made = subprocess.run([sys.executable, "-c", JOINED], check=True, capture_output=True, text=True)
    drawn, flowing, apart = map(float, made.stdout.split())
    assert drawn == pytest.approx(flowing, abs=0.6)
    assert drawn < apart - 5


JOINED = """
import io, pypdfium2
import briefgen.render.engine
from weasyprint import HTML

def width(body):
    made = HTML(string=f"<style>@page {{ size: 600px }} * {{ font: 30px sans-serif }}</style>{body}").write_pdf()
    page = pypdfium2.PdfDocument(made)[0]
    pixels = page.render(scale=4).to_pil().convert("L").point(lambda value: 255 if value < 128 else 0)
    left, _, right, _ = pixels.getbbox()
    return (right - left) / 4

word = "تثبيت"
svg = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="80"><text x="9" y="50" font-size="30">{}</text></svg>'
apart = "\\u200c".join(word)
print(width(svg.format(word)), width(f"<p dir=rtl>{word}"), width(f"<p dir=rtl>{apart}"))
"""


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ _('It’s %(share)s %%', share=5) }}", "It’s 5 %"),
        ('{{ _("the desk\'s") }}', "the desk’s"),
        ("{{ ngettext('%(num)d of %(all)s', '%(num)d from %(all)s', 2, all='<b>') }}", "2 from &lt;b&gt;"),
        ("{{ _('said %(what)s', what='\"no\"') }}", "said “no”"),
        ("{{ pgettext('confidence', 'high') | capitalize }}", "High"),
        ("{{ ['a', 'b'] | join(comma) }}", "a, b"),
    ],
)
def test_templates_speak(template, text):
    """Values are escaped and get typographic marks, a percent sign is written twice, numbers choose their form."""
    assert environment(read_shelf(ROOTS)).from_string(template).render() == text


def test_templates_speak_the_tongue():
    """Each function in the language's words and marks."""
    env = environment(read_shelf(ROOTS), load_tongue("fr"))
    said = env.from_string("{{ pgettext('confidence', 'high') }} {{ _('Figure %(number)s', number=2) }} {{ word }}")
    assert said.render(word='"x"') == "élevée Figure 2 «\xa0x\xa0»"
    counted = env.from_string("{{ ngettext('and %(num)d more fact', 'and %(num)d more facts', 3) }}")
    assert counted.render() == "et 3 autres faits"
