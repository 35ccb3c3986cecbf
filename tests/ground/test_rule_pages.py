"""The manual is whole and fresh: every code that the program can print has its page, and docs/rules holds them."""

import importlib.util
import re

import pytest
from checkout import ROOT

from briefgen.check.rules import RULES
from briefgen.check.waivers import WAIVER_RULES
from briefgen.desk.manual import LOADING, MAKING, PAGES, page_of
from briefgen.load.codes import CODES, FAULTS

_spec = importlib.util.spec_from_file_location("rule_pages", ROOT / "tests" / "rule_pages.py")
pages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(pages)

SENTENCE = re.compile(r"^[A-Z\"'`0-9].*[.!?:]$", re.DOTALL)


def test_the_pages_on_disk_are_those_of_the_rules():
    """Otherwise `./run pages` was forgotten."""
    on_disk = {path.name: path.read_text(encoding="utf-8") for path in pages.FOLDER.glob("*.md")}
    assert on_disk == dict(pages.rule_pages())


def test_links_of_the_table_lead_somewhere():
    """To a file, and to a heading in it where one is named."""
    written = pages.rule_pages()
    links = re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", written["README.md"])
    assert len(links) == len(PAGES)
    for file, anchor in links:
        headings = re.findall(r"^#+ (.+)$", written[file], re.MULTILINE)
        assert not anchor or anchor in [heading.lower().replace(" ", "-") for heading in headings]


def test_every_code_in_the_program_has_a_page():
    """Whoever gives out a new code writes its page."""
    named = {
        code
        for path in (ROOT / "briefgen").rglob("*.py")
        for code in re.findall(r"\bBG[1-9]\d\d\b", path.read_text(encoding="utf-8"))
    }
    known = {page.code for page in PAGES}
    assert named - known == set()
    assert {page.code for page in LOADING} == set(CODES.values())


def test_codes_and_names_are_given_once():
    """Each finding is found by its code and by its name, in any case."""
    assert len({page.code for page in PAGES}) == len({page.name for page in PAGES}) == len(PAGES)
    for page in PAGES:
        assert page_of(page.code.lower()) is page
        assert page_of(page.name.upper()) is page
    assert page_of("no-such-thing") is None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_says_what_it_is_and_how_to_mend_it(page):
    """In sentences."""
    assert page.text.startswith(f"{page.code} {page.name}: ")
    assert SENTENCE.match(page.what), page.what
    assert SENTENCE.match(page.part("Mend")), page.part("Mend")


@pytest.mark.parametrize("rule", [*RULES, *WAIVER_RULES], ids=lambda rule: rule.name)
def test_a_rule_says_why_and_gives_an_example(rule):
    """Its file is its manual page, and is called like its function."""
    page = page_of(rule.code)
    assert page.part("Why it matters")
    assert page.part("Example")
    assert rule.find.__module__ == f"briefgen.check.{rule.find.__name__}"


def test_what_no_rule_finds_cannot_be_waived():
    """Loading, setting and printing leave no room."""
    assert not any(page.waivable for page in (*LOADING, *MAKING))
    assert all(each.what.endswith(".") and each.mend.endswith((".", "?")) for each in FAULTS.values())
