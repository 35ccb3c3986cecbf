"""A digest: the week's reports as one magazine."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from briefgen.compose.briefing import compose
from briefgen.compose.digest import Masthead, compose_digest
from briefgen.desk.prepare import prepare
from briefgen.desk.session import open_desk
from briefgen.load.tongues import load_tongue
from briefgen.model.digest import CalendarPart, Edition, EditionPart, StandingsPart, WeekMapPart
from briefgen.model.marking import Marking
from briefgen.model.parts import AnnexPart, IndicatorsPart, SummaryPart

ROOT = Path(__file__).parents[2]
AS_OF = date(2025, 8, 20)
REPORTS = ("mali", "niger")


@pytest.fixture(scope="module")
def editions():
    """Two seed reports, composed."""
    desk = open_desk(ROOT, None, AS_OF)
    prepared = [prepare(desk, name) for name in REPORTS]
    return [Edition(each.assessment.dossier.report, compose(each.assessment, each.kit.brand)) for each in prepared]


@pytest.fixture(scope="module")
def digest(editions):
    """Their digest."""
    brand = editions[0].briefing.brand
    return compose_digest(editions, Masthead("weekly", "The week", AS_OF), brand, load_tongue("en"))


def part(briefing, kind):
    """Its one part of a kind."""
    (found,) = (each for each in briefing.parts if isinstance(each, kind))
    return found


def test_each_report_stands_with_its_own_summary(digest, editions):
    """In the order asked for, and in the words of its own pages."""
    parts = [each for each in digest.parts if isinstance(each, EditionPart)]
    assert [each.title for each in parts] == [each.briefing.title for each in editions]
    assert [each.lead.markdown for each in parts] == [each.briefing.standfirst.markdown for each in editions]


def test_sources_have_one_numbering_in_reading_order(digest, editions):
    """A citation has the number of the source that stands behind the fact, whatever its number was in its report."""
    sources = part(digest, AnnexPart).sources
    assert [each.number for each in sources] == list(range(1, len(sources) + 1))
    by_number = {each.number: each.id for each in sources}
    assert len(set(by_number.values())) == len(sources)
    for edition in editions:
        own = {each.number: each.id for each in part(edition.briefing, AnnexPart).sources}
        for name in digest.facts.keys() & edition.briefing.facts.keys():
            expected = {own[number] for number in edition.briefing.facts[name].sources}
            assert {by_number[number] for number in digest.facts[name].sources} == expected
    first = next(iter(digest.facts.values()))
    assert 1 in first.sources


def test_the_calendar_has_every_judgement_still_open_soonest_first(digest, editions):
    """What is past is in the register, not ahead."""
    due = part(digest, CalendarPart).due
    assert [each.on for each in due] == sorted(each.on for each in due)
    assert len(due) == sum(len(each.report.judgements) for each in editions)
    later = Masthead("weekly", "The week", date(2026, 7, 1))
    rest = part(compose_digest(editions, later, digest.brand, digest.tongue), CalendarPart).due
    assert 0 < len(rest) < len(due)
    assert all(each.on >= later.as_of for each in rest)


def test_ratings_of_all_reports_stand_in_one_table(digest):
    """A row a profile, a column a category."""
    table = part(digest, StandingsPart)
    assert [row.profile for row in table.rows] == ["Mali", "Niger"]
    assert all(len(row.ratings) == len(table.categories) for row in table.rows)
    assert all(
        rating.category == name
        for row in table.rows
        for rating, name in zip(row.ratings, table.categories, strict=True)
    )


def test_the_map_has_every_country_and_says_which_reports_are_about_it(digest):
    """Each with its short titles."""
    countries = part(digest, WeekMapPart).countries
    assert [(each.country, [title for _, title in each.reports]) for each in countries] == [
        ("Mali", ["Mali and Russia"]),
        ("Niger", ["Niger and Russia"]),
    ]


def test_a_digest_is_marked_as_the_highest_of_its_reports(digest, editions):
    """And a draft as long as one of them is."""
    raised = replace(editions[1], briefing=replace(editions[1].briefing, marking=Marking.AMBER, draft=False))
    made = compose_digest([editions[0], raised], Masthead("w", "W", AS_OF), digest.brand, digest.tongue)
    assert made.marking is Marking.AMBER
    assert made.draft


def test_each_report_has_what_to_watch(digest, editions):
    """What its own summary shows; a report whose summary shows none has the first of its indicators."""
    parts = [each for each in digest.parts if isinstance(each, EditionPart)]
    own = [part(each.briefing, SummaryPart).watch for each in editions]
    assert [each.watch for each in parts] == own
    assert all(own)
    bare = tuple(
        replace(each, watch=()) if isinstance(each, SummaryPart) else each for each in editions[0].briefing.parts
    )
    alone = Edition(editions[0].report, replace(editions[0].briefing, parts=bare))
    made = compose_digest([alone], Masthead("w", "W", AS_OF), digest.brand, digest.tongue)
    assert part(made, EditionPart).watch == part(editions[0].briefing, IndicatorsPart).indicators[:4]


def run(desk, *words):
    """The command line, in a desk."""
    command = [sys.executable, "-m", "briefgen", "--workspace", str(desk), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A copy of the seed desk with a digest of its own and a report that has an error."""
    folder = tmp_path_factory.mktemp("digest")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    settings = (ROOT / "briefgen.toml").read_text("utf-8")
    own = '\n[digests.monthly]\ntitle = "The month on the river"\nreports = ["mali", "niger"]\n'
    (folder / "briefgen.toml").write_text(settings + own, "utf-8")
    section = folder / "seeds/reports/niger/60-outlook.md"
    section.write_text(section.read_text("utf-8") + "\n\nNothing is known [@no-such-fact].\n", "utf-8")
    return folder


@pytest.mark.slow
def test_a_report_with_errors_is_left_out_and_named(desk):
    """The digest is made of the others, and the exit code says that something is missing."""
    done = run(desk, "build", "--digest", "monthly", "--format", "pdf,html", "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert [(each["report"], each["status"]) for each in told["built"]] == [
        ("niger", "blocked"),
        ("digest-monthly", "built"),
    ]
    assert any("no-such-fact" in each["message"] for each in told["diagnostics"])
    folder = desk / "output/digest-monthly/2025-08-20"
    assert sorted(path.name for path in folder.iterdir()) == ["digest-monthly.html", "digest-monthly.pdf"]
    document = pypdfium2.PdfDocument(folder / "digest-monthly.pdf")
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    for words in ("The month on the river", "Contents", "Mali and Russia", "Risk ratings", "Horizons ahead", "Sources"):
        assert words in text
    assert "Niger and Russia" not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--digest", "yearly"), "unknown digest 'yearly'"),
        (("--digest", "weekly", "--format", "docx"), "a digest is not made as docx"),
        (("--digest", "weekly", "maly"), "unknown report 'maly'"),
    ],
    ids=["digest", "format", "report"],
)
def test_what_there_is_not_is_refused_with_a_remedy(desk, words, said):
    """Exit code 2, as for any request that makes no sense."""
    done = run(desk, "build", *words)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.slow
def test_that_all_is_new_is_said_once(desk):
    """On the cover, where it is true of every report, and not on each report's page."""
    run(desk, "build", "--digest", "weekly", "--format", "html")
    (page,) = desk.glob("output/digest-weekly/*/digest-weekly.html")
    html = page.read_text("utf-8")
    assert html.count("None of these reports has been issued before") == 1
    assert "It has not been issued before" not in html
