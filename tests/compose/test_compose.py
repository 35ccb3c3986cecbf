"""The briefing that the seed desk's reports become."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefgen.assess.weigh import assess
from briefgen.compose.briefing import compose, plain_words
from briefgen.compose.words import date_in_words
from briefgen.desk.session import open_desk
from briefgen.load.brand import load_brand, template_roots
from briefgen.load.dossier import gather
from briefgen.model.dates import PartialDate
from briefgen.model.marking import Marking
from briefgen.model.parts import AnnexPart, SummaryPart
from briefgen.model.scales import risk_level

ROOT = Path(__file__).parents[2]
REPORTS = ("burkina-faso", "mali", "niger", "russia-aes")


@pytest.fixture(scope="module")
def desk():
    """The seed desk."""
    return open_desk(ROOT, None, date(2030, 1, 1))


@pytest.fixture(scope="module", params=REPORTS)
def briefing(request, desk):
    """Each report of the seed desk, composed."""
    return composed(desk, request.param)


def composed(desk, report_id):
    """A report, composed in the desk's brand."""
    dossier, _ = gather(desk.library, report_id, desk.as_of_for(report_id))
    kit, _ = load_brand(desk.workspace, "asa", template_roots(desk.workspace))
    return compose(assess(dossier), kit.brand)


def part_of(briefing, kind):
    """The only part of a kind."""
    return next(part for part in briefing.parts if isinstance(part, kind))


def test_sources_are_numbered_in_the_order_in_which_a_reader_meets_them(briefing):
    """Walking the text of summary and sections, each new number is one higher than the highest so far."""
    highest = 0
    texts = [part_of(briefing, SummaryPart).lead, part_of(briefing, SummaryPart).body]
    for text in texts:
        for call in re.findall(r"\[@([^\]]+)\]", text.markdown):
            facts = [name.strip().lstrip("@") for name in call.split(";")]
            fresh = sorted({number for name in facts for number in briefing.facts[name].sources if number > highest})
            assert fresh == list(range(highest + 1, highest + 1 + len(fresh)))
            highest += len(fresh)
    annex = part_of(briefing, AnnexPart)
    assert [source.number for source in annex.sources] == list(range(1, len(annex.sources) + 1))


def test_every_fact_used_stands_under_each_of_its_sources(briefing):
    """The annex and the citations say the same."""
    annex = part_of(briefing, AnnexPart)
    supported = {
        source.number: {each.fact for each in source.supports if not each.disputes} for source in annex.sources
    }
    for fact in briefing.facts.values():
        assert fact.sources
        assert all(fact.id in supported[number] for number in fact.sources)


def test_each_contradiction_among_the_facts_used_is_shown_once(briefing):
    """In the section that first cites it, or in the part for the rest."""
    shown = [name for part in briefing.parts for name in getattr(getattr(part, "body", None), "differences", ())]
    shown += [name for part in briefing.parts for name in getattr(part, "differences", ())]
    assert sorted(shown) == sorted(briefing.differences)
    differing = {name for name, fact in briefing.facts.items() if fact.differs}
    boxed = {fact for each in briefing.differences.values() for side in each.sides for fact in side.facts}
    assert differing <= boxed


def test_every_report_has_what_a_reader_expects(briefing):
    """Summary, five sections or more, judgements, timeline, ratings, scenarios, indicators, method, annex, closing."""
    kinds = [part.kind for part in briefing.parts]
    assert kinds[0] == "summary"
    assert kinds.count("section") >= 5
    assert {"judgements", "timeline", "actors", "ratings", "scenarios", "indicators", "method"} <= set(kinds)
    assert kinds[-2:] == ["annex", "closing"]
    assert len(briefing.judgements) >= 4
    assert sum(part.kind == "section" and len(part.body.markdown.split()) >= 120 for part in briefing.parts) >= 5


def test_a_part_without_material_is_left_out(desk):
    """No judgements, no scenarios: neither parts nor figures nor a scale."""
    dossier, _ = gather(desk.library, "mali", date(2025, 8, 20))
    report = dossier.report.model_copy(update={"judgements": (), "scenarios": ()})
    manuscript = dossier.manuscript
    bare = [_without(section, lambda call: call.kind in {"judgement", "figure"}) for section in manuscript.sections]
    dossier = replace(dossier, report=report, manuscript=replace(manuscript, sections=tuple(bare)))
    kit, _ = load_brand(desk.workspace, "asa", template_roots(desk.workspace))
    briefing = compose(assess(dossier), kit.brand)
    assert {"judgements", "scenarios"}.isdisjoint(part.kind for part in briefing.parts)
    assert set(briefing.figures) == {"matrix", "network", "sources"}


def _without(section, unwanted):
    return replace(section, blocks=tuple(b for b in section.blocks if not any(unwanted(call) for call in b.calls)))


def test_the_marking_is_the_highest_of_what_is_used(desk):
    """One amber paragraph makes an amber report; the report's own label is only the floor."""
    assert composed(desk, "mali").marking is Marking.CLEAR
    dossier, _ = gather(desk.library, "mali", date(2025, 8, 20))
    section = dossier.manuscript.sections[0]
    marked = replace(section, blocks=(replace(section.blocks[0], marking=Marking.AMBER), *section.blocks[1:]))
    sections = (marked, *dossier.manuscript.sections[1:])
    dossier = replace(dossier, manuscript=replace(dossier.manuscript, sections=sections))
    kit, _ = load_brand(desk.workspace, "asa", template_roots(desk.workspace))
    briefing = compose(assess(dossier), kit.brand)
    assert briefing.marking is Marking.AMBER


def test_nothing_published_after_the_day_is_used(desk):
    """The page as it stood in 2026 is not in a report of August 2025."""
    dossier, _ = gather(desk.library, "russia-aes", date(2025, 8, 20))
    used = {item.source for fact in dossier.facts.values() for item in fact.evidence}
    assert "asa-page-2026-01" not in used
    assert "asa-2025-08-19" in used


@pytest.mark.parametrize(
    ("likelihood", "impact", "level"),
    [(1, 1, 1), (1, 3, 1), (2, 2, 2), (2, 4, 3), (5, 2, 3), (3, 4, 4), (4, 5, 5), (5, 5, 5)],
)
def test_risk_levels_follow_the_product(likelihood, impact, level):
    """1–3 low, 4–6 guarded, 8–10 elevated, 12–16 high, 20–25 severe."""
    assert risk_level(likelihood, impact) == level


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("2025-08-14", "en", "14 August 2025"),
        ("2025-08-14", "fr", "14 août 2025"),
        ("2025-01", "en", "January 2025"),
        ("2022/2023", "en", "2022–2023"),
        ("2025-04-03/2025-04-04", "en", "3–4 April 2025"),
        ("2025-04-03/2025-04-04", "fr", "3–4 avril 2025"),
        ("2025-04-03/2025-04-04", "ar", "3–4 أبريل 2025"),
        ("2025-04-30/2025-05-01", "en", "30 April – 1 May 2025"),
        ("2025-04-30/2025-05-01", "fr", "30 avril – 1 mai 2025"),
        ("2024-12-30/2025-01-02", "fr", "30 décembre 2024 – 2 janvier 2025"),
        ("2025-03/2025-04", "en", "March–April 2025"),
    ],
)
def test_dates_are_printed_in_words(text, language, words):
    """By CLDR, in the language, never as 14/08/25."""
    assert date_in_words(PartialDate(text), language) == words


def test_the_description_is_plain_text():
    """Metadata holds no Markdown and no citation."""
    assert plain_words("**Mali** signed [@a; @b]. It `waits` [@c].") == "Mali signed. It waits."
