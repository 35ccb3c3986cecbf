"""What is said of a page that could not be printed: in the desk's language, at the place where it was written."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefgen.check.basis.used import used_facts
from briefgen.desk.refusals import digest_refusals, overlong_parts, refusals
from briefgen.desk.session import open_desk
from briefgen.load.dossier import gather
from briefgen.load.tongues import load_tongue
from briefgen.model.faults import RenderError
from briefgen.model.overrun import _WORDINGS, Overrun, OverrunError
from briefgen.model.saying import said

DAY = date(2025, 8, 20)
SUMMARY = "seeds/reports/mali/summary.md"
NARROW = Overrun("text", "column", 3, "report_mali", "Mali and Russia", "", "Mali is bound more closely")
LONG = Overrun("part", "pages", 3, "summary", "Executive summary", "", "Executive summary", pages=2, allowed=1)


@pytest.fixture(scope="module")
def english():
    """The seed desk."""
    return open_desk(Path(__file__).parents[2], None, DAY)


@pytest.fixture(scope="module")
def french(english):
    """The same, of people who speak French."""
    return replace(english, workspace=replace(english.workspace, language="fr"))


@pytest.fixture(scope="module")
def dossiers(english):
    """Two reports as a digest prints them."""
    return {f"report_{name}": gather(english.library, name, DAY)[0] for name in ("niger", "mali")}


def summary_words(dossier):
    """Words that a reader finds in the summary alone."""
    return " ".join(dossier.manuscript.summary.all_blocks[0].text.split()[:6])


def test_an_overrun_is_told_in_the_desks_language(english, french, dossiers):
    """Message, place in words and remedy; identifiers stay as they are."""
    found = replace(NARROW, anchor="summary", part="L’essentiel", words="x" * 40)
    (told,) = refusals(english, dossiers["report_mali"], OverrunError((found,)))
    assert told.message == f"report 'mali', page 3, “L’essentiel”: “{'x' * 40}” is wider than its column"
    (told,) = refusals(french, dossiers["report_mali"], OverrunError((found,)))
    said_in_french = f"rapport « mali », page 3, « L’essentiel » : « {'x' * 40} » est plus large que sa colonne"
    assert told.message.replace("\u00a0", " ") == said_in_french
    assert told.hint.startswith("Coupez le mot")
    assert (told.code, told.place.file) == ("BG403", SUMMARY)
    (told,) = overlong_parts(french, dossiers["report_mali"], (LONG,))
    assert "occupe 2 pages" in told.message
    assert told.code == "BG404"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_wording_is_translated(language):
    """With all that it names still in it."""
    tongue = load_tongue(language)
    for what, bound in _WORDINGS:
        for words in ("WORDS", ""):
            found = Overrun(what, bound, 3, "", "PART", "HEADING", words, other="OTHER", pages=7, allowed=4)
            for english in (found.message, found.hint, found.where):
                assert said(english, tongue) != english
            named = [each for each in ("WORDS", "OTHER", "7", "4") if each in found.message]
            assert all(each in said(found.message, tongue) for each in named)
            assert all(each in said(found.where, tongue) for each in ("3", "PART", "HEADING"))


def test_what_the_engine_says_names_the_report(french, dossiers):
    """One error, at the report."""
    (told,) = refusals(french, dossiers["report_mali"], RenderError("it broke", "Mend it."))
    assert (told.code, told.hint, told.place.file) == ("BG401", "Mend it.", "seeds/reports/mali/report.yaml")
    assert told.message.replace("\u00a0", " ") == "rapport « mali » : impression impossible : it broke"


def test_an_overrun_of_a_digest_is_one_and_stands_where_it_was_written(english, dossiers):
    """In the summary of the report whose part it is, and nowhere in the other's."""
    words = summary_words(dossiers["report_mali"])
    (told,) = digest_refusals(english, "weekly", dossiers, OverrunError((replace(NARROW, words=words),)))
    assert (told.code, told.place.file, told.place.line) == ("BG403", SUMMARY, 1)
    assert told.message.startswith("digest 'weekly', page 3, “Mali and Russia”: “")
    unknown = replace(NARROW, words="Words that stand nowhere")
    (told,) = digest_refusals(english, "weekly", dossiers, OverrunError((unknown,)))
    assert told.place.file == SUMMARY


def test_an_overrun_outside_the_reports_parts_is_looked_for_in_all(english, dossiers):
    """As in a digest's annex; without a place where it is nobody's words."""
    dossier = dossiers["report_mali"]
    cited = dossier.facts[min(used_facts(dossier))].evidence[0]
    source = dossier.sources[cited.source]
    annex = replace(NARROW, anchor="annex", words=source.title)
    (told,) = digest_refusals(english, "weekly", dossiers, OverrunError((annex,)))
    assert told.place.file.startswith("seeds/")
    (told,) = digest_refusals(english, "weekly", dossiers, OverrunError((replace(annex, words="Annexe à part"),)))
    assert told.place is None
    (told,) = digest_refusals(english, "weekly", dossiers, RenderError("it broke", "Mend it."))
    assert (told.code, told.message) == ("BG401", "digest 'weekly' could not be printed: it broke")
