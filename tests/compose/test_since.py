"""What a report says of its last issue: the page of changes, the arrows and the correction."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from last_issue import ISSUED, NUMBER, edited, keys, last_issue

from briefgen.assess.weigh import assess
from briefgen.compose.briefing import compose
from briefgen.compose.changes import changes
from briefgen.compose.freeze import freeze
from briefgen.desk.session import open_desk
from briefgen.load.brand import load_brand, template_roots
from briefgen.load.dossier import gather
from briefgen.model.briefing import Imprint
from briefgen.model.changes import Direction
from briefgen.model.dates import PartialDate
from briefgen.model.parts import AnnexPart, ChangesPart, CorrectionsPart, RatingsPart, SummaryPart
from briefgen.model.record import Record, Withdrawal

ROOT = Path(__file__).parents[2]
DESK = open_desk(ROOT, None, date(2030, 1, 1))
ASSESSMENT = assess(gather(DESK.library, "mali", DESK.as_of_for("mali"))[0])
BRAND = load_brand(DESK.workspace, "asa", template_roots(DESK.workspace))[0].brand
NOW = freeze(ASSESSMENT)
JUDGEMENT = "mali-keeps-to-moscow"
FACT = "camara-junta-heavyweight"


def briefing_since(edits, record=None, corrections=()):
    """The Mali report, composed after an issue that differed by these edits."""
    found = changes(last_issue(edited(NOW, edits)), NOW, "", record or Record())
    return compose(ASSESSMENT, BRAND, Imprint("ASA-SR-2025-0002", draft=False, changes=found, corrections=corrections))


def part_of(briefing, kind):
    """The only part of a kind."""
    return next(part for part in briefing.parts if isinstance(part, kind))


def entries(edits, kind, record=None):
    """The lines of one group of the page."""
    groups = part_of(briefing_since(edits, record), ChangesPart).groups
    return [entry for group in groups if group.kind == kind for entry in group.entries]


def test_a_first_issue_has_no_such_page():
    """No part, no arrows, no line in the summary."""
    briefing = compose(ASSESSMENT, BRAND, Imprint())
    assert {"changes", "corrections"}.isdisjoint(part.kind for part in briefing.parts)
    summary = part_of(briefing, SummaryPart)
    assert (summary.since, summary.correction) == ("", "")
    assert {rating.direction for rating in summary.ratings} == {None}


def test_the_page_follows_the_summary_and_says_what_it_compares_with():
    """Number and day in words."""
    briefing = briefing_since({("fact", FACT): None})
    assert [part.kind for part in briefing.parts[:3]] == ["summary", "changes", "section"]
    assert part_of(briefing, ChangesPart).compared == f"Compared with {NUMBER} of 13 August 2025."


def test_where_nothing_changed_it_says_so_in_one_sentence():
    """And nothing else: no group, no rest."""
    part = part_of(briefing_since({}), ChangesPart)
    assert part.compared == f"Nothing has changed since {NUMBER} of 13 August 2025."
    assert (part.groups, part.rest) == ((), "")


def test_the_page_changes_no_other_part():
    """It adds its own part; the others hold what they hold without it, but for the numbers of their sources."""
    plain, since = compose(ASSESSMENT, BRAND), briefing_since({("fact", FACT): None})
    assert [part.kind for part in plain.parts] == [part.kind for part in since.parts if part.kind != "changes"]
    assert plain.facts.keys() == since.facts.keys()
    for kind in ("timeline", "actors", "section", "scenarios"):
        one, other = ([part for part in each.parts if part.kind == kind] for each in (plain, since))
        assert one == other


def test_sources_are_numbered_through_the_page():
    """A fact that it cites first takes the next number; the annex lists them in that order."""
    sections = {("fact", name): None for name in keys(NOW, "fact")[-8:]}
    briefing = briefing_since(sections)
    summary, page = part_of(briefing, SummaryPart), part_of(briefing, ChangesPart)
    assert summary.judgements
    cited = [name for group in page.groups for entry in group.entries for name in entry.facts]
    assert cited
    assert all(briefing.facts[name].sources for name in cited)
    annex = part_of(briefing, AnnexPart)
    assert [source.number for source in annex.sources] == list(range(1, len(annex.sources) + 1))


def test_ratings_carry_arrows_and_words():
    """One that moved has its level and its reasons; all that stayed share a line."""
    edits = {("rating", "mali/Security"): {"likelihood": 4, "impact": 4, "level": 4}}
    moved, stayed = entries(edits, "rating")
    assert (moved.arrow, moved.word, moved.text) == ("↑", "Deteriorated", "Security")
    assert [(each.what, each.before, each.after) for each in moved.shifts] == [("Level", "4 high", "5 severe")]
    assert moved.reason
    assert (stayed.arrow, stayed.word) == ("=", "Unchanged")
    assert "Information environment" in stayed.text
    assert "Security" not in stayed.text


def test_the_summarys_ratings_show_which_way_they_went():
    """In the summary and where they have their reasons."""
    briefing = briefing_since({("rating", "mali/Security"): {"likelihood": 4, "impact": 4, "level": 4}})
    for kind in (SummaryPart, RatingsPart):
        ways = {rating.category: rating.direction for rating in part_of(briefing, kind).ratings}
        assert ways.pop("Security") is Direction.DETERIORATED
        assert set(ways.values()) == {Direction.UNCHANGED}
    assert part_of(briefing, SummaryPart).since == NUMBER


def test_a_new_rating_has_no_arrow():
    """It was not rated before."""
    briefing = briefing_since({("rating", "mali/Security"): None})
    ways = {rating.category: rating.direction for rating in part_of(briefing, SummaryPart).ratings}
    assert ways["Security"] is None


def test_every_arrow_is_in_the_brands_fonts():
    """A sign that no font has would print as an empty box."""
    kit, _ = load_brand(DESK.workspace, "asa", template_roots(DESK.workspace))
    assert {ord(each.arrow) for each in Direction} | {ord("→")} <= kit.letters


def test_a_judgement_shows_its_band_its_confidence_and_its_day_apart():
    """From what to what, with the analyst's reason."""
    was = {"likelihood": "likely", "low": 55, "high": 80, "range": "55–80 %", "confidence": "low"}
    (entry,) = entries({("judgement", JUDGEMENT): {**was, "horizon": "2026-02-20"}}, "judgement")
    assert entry.word == "Changed"
    assert [(each.what, each.before, each.after) for each in entry.shifts] == [
        ("Likelihood", "likely 55–80 %", "very likely 80–95 %"),
        ("Confidence", "low", "moderate"),
        ("Until", "20 February 2026", "20 August 2026"),
    ]
    assert entry.facts == NOW_BASIS


NOW_BASIS = tuple(NOW.values("judgement")[JUDGEMENT]["basis"])


def test_a_reworded_fact_shows_what_it_said():
    """Under what it says now, which is cited."""
    (entry,) = entries({("fact", FACT): {"statement": "Nobody knows."}}, "fact")
    assert entry.facts == (FACT,)
    assert entry.text == NOW.values("fact")[FACT]["statement"]
    assert entry.reason == "It said: Nobody knows."


def test_long_lists_are_cut_to_what_matters():
    """What the summary cites comes first among what is new; the rest is counted."""
    names = [name for name in keys(NOW, "fact") if name != FACT][:40]
    page = part_of(briefing_since({("fact", name): None for name in (*names, FACT)}), ChangesPart)
    (group,) = [group for group in page.groups if group.kind == "fact"]
    assert sum(len(each.entries) for each in page.groups) <= 20
    assert group.rest == f"and {41 - len(group.entries)} more facts"
    cited = set(part_facts(SummaryPart))
    places = [entry.facts[0] in cited for entry in group.entries]
    assert places == sorted(places, reverse=True)
    assert places[0]


def part_facts(kind):
    """Facts that the seed report's summary cites, those under its judgements included."""
    summary = part_of(compose(ASSESSMENT, BRAND), kind)
    text = f"{summary.lead.markdown} {summary.body.markdown}"
    return [name for name in keys(NOW, "fact") if f"@{name}" in text] + [
        name for entry in summary.judgements for name in entry.basis
    ]


def test_rewritten_sections_lead_there():
    """Each with its anchor; one that is gone has none."""
    gone = {**NOW.values("section")["outlook"], "title": "An old part"}
    found = entries({("section", "outlook"): {"text": "Old."}, ("section", "old"): gone}, "section")
    assert [(entry.word, entry.target) for entry in found] == [("Rewritten", "section_7"), ("Dropped", "")]


def test_contradictions_cite_both_sides():
    """Opened: the question and its facts. Gone: settled, and nothing to cite."""
    gone = {**NOW.values("contradiction")["aes.ecowas-exit"], "question": "Who chairs?"}
    found = entries({("contradiction", "aes.ecowas-exit"): None, ("contradiction", "x.y"): gone}, "contradiction")
    assert [(entry.word, bool(entry.facts)) for entry in found] == [("Open", True), ("Settled", False)]
    assert found[1].reason == "The sources used no longer differ."


def test_what_no_group_tells_is_counted():
    """Sources, actors, facts no longer used and the report's own data: a change is never silent."""
    edits = {
        ("source", keys(NOW, "source")[0]): {"reliability": "E"},
        ("fact", "old"): {**NOW.values("fact")[FACT], "statement": "Old."},
        ("report", "mali"): {"title": "Another"},
    }
    part = part_of(briefing_since(edits), ChangesPart)
    assert part.rest == "One fact no longer used; one source described anew; of the report itself: title."


WITHDRAWN = Withdrawal("fact", "gone", "The source retracted it", "Editor", ISSUED + timedelta(days=2))


def corrected(corrections=(WITHDRAWN,)):
    """The report after a fact that its last issue cited was withdrawn and taken out of the desk."""
    fact = {**NOW.values("fact")[FACT], "id": "gone", "statement": "Twelve helicopters arrived."}
    text = f"{NOW.values('section')['outlook']['text']} More came [@gone; @{FACT}]."
    record = Record(withdrawn={(each.kind, each.id): each for each in corrections})
    return briefing_since({("fact", "gone"): fact, ("section", "outlook"): {"text": text}}, record, corrections)


def test_a_correction_comes_before_all_but_the_summary():
    """What was withdrawn, when, why, and where the issue before printed it; the fact itself is gone and not cited."""
    briefing = corrected()
    assert [part.kind for part in briefing.parts[:4]] == ["summary", "corrections", "changes", "section"]
    (entry,) = part_of(briefing, CorrectionsPart).corrections
    assert (entry.kind, entry.text) == ("Fact withdrawn", "Twelve helicopters arrived.")
    assert (entry.on, entry.because) == ("15 August 2025", "The source retracted it")
    assert entry.printed == f"Issue {NUMBER} printed it in “The next year turns on what Russia delivers”."
    assert "gone" not in briefing.facts


def test_the_summary_says_that_something_is_corrected():
    """In a sentence, with the number of the issue that printed it."""
    assert part_of(corrected(), SummaryPart).correction == f"One fact that {NUMBER} printed is withdrawn."
    source = Withdrawal("source", "moscow-times-2025-08-14", "It is a forgery.", "Editor", WITHDRAWN.at)
    line = part_of(corrected((WITHDRAWN, source)), SummaryPart).correction
    assert line == f"One fact and one source that {NUMBER} printed are withdrawn."


def test_a_correction_needs_no_last_issue_to_be_printed():
    """Named by the desk's own words where the issue before is not at hand, and by its id where nobody knows it."""
    known = replace(WITHDRAWN, id=FACT)
    briefing = compose(ASSESSMENT, BRAND, Imprint(corrections=(WITHDRAWN, known)))
    texts = [entry.text for entry in part_of(briefing, CorrectionsPart).corrections]
    assert texts == [NOW.values("fact")[FACT]["statement"], "gone"]


@pytest.mark.parametrize(
    ("period", "edits", "words"),
    [("2025-08", {}, "August 2025"), (None, {}, "Since 13 August 2025"), (None, None, "")],
)
def test_the_dateline_says_which_days_the_report_covers(period, edits, words):
    """As the report says it; since the last issue, where it does not; nothing, where there is none."""
    report = ASSESSMENT.dossier.report.model_copy(update={"period": PartialDate(period) if period else None})
    assessment = replace(ASSESSMENT, dossier=replace(ASSESSMENT.dossier, report=report))
    found = changes(last_issue(edited(NOW, edits)), NOW, "", Record()) if edits is not None else None
    assert compose(assessment, BRAND, Imprint(changes=found)).dateline.period == words
