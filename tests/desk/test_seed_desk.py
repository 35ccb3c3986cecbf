"""The seed desk's content, held to the desk's own rules of tradecraft: what is cited, weighed, judged and written."""

import re
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from briefgen.desk.session import open_desk
from briefgen.model.scales import SCALES

ROOT = Path(__file__).parents[2]
REPORTS = tuple(
    sorted(
        folder.name
        for folder in (ROOT / "seeds" / "reports").iterdir()
        if "\ntemplate: flash\n" not in (folder / "report.yaml").read_text("utf-8")
    )
)
"""The situation reports. A flash is too short for most of what is asked of these."""
CITED = "\0"
"""Stands for a citation while sentences are looked at."""
HEDGES = (
    "may",
    "might",
    "could",
    "perhaps",
    "maybe",
    "possibly",
    "presumably",
    "apparently",
    "arguably",
    "potentially",
)
LONGEST_SHARED_WORDS = 7
FORMAL_NAMES = ("Economic Community of West African States", "Alliance of Sahel States", "United Nations")
"""No other words exist for them, so each counts as one."""


@pytest.fixture(scope="module")
def desk():
    """The checkout's own desk, on a day long after all of its content."""
    return open_desk(ROOT, None, date(2030, 1, 1))


@pytest.fixture(params=REPORTS)
def report(request, desk):
    """Each report's data."""
    return desk.library.reports[request.param]


@pytest.fixture
def manuscript(report, desk):
    """What analysts wrote for it."""
    return desk.library.manuscripts[report.id]


def pieces(desk, name):
    """All that a report says in words of its own: sections, summary, judgements, scenarios."""
    report, manuscript = desk.library.reports[name], desk.library.manuscripts[name]
    for section in (manuscript.summary, *manuscript.sections):
        yield section.title
        yield from (block.text for block in section.all_blocks)
    for judgement in report.judgements:
        yield from (judgement.statement, *judgement.assumptions, *judgement.would_change)
    for scenario in report.scenarios:
        yield from (scenario.name, scenario.description, *scenario.signposts)


def words(text):
    """Lower-case words, without citations, calls and marks."""
    text = re.sub(r"!?\[[^\]]*\]\([^)]*\)|\[[@!][^\]]*\]", " ", text)
    for name in FORMAL_NAMES:
        text = text.replace(name, name.replace(" ", ""))
    return re.findall(r"[^\W_]+(?:['’\-–][^\W_]+)*", text.lower())


def sentences(block):
    """A block's sentences, list items and table rows, as far as they need a citation."""
    text = re.sub(r"\s*\[@[^\]]*\]", CITED, block.text)
    if block.assessment or text.startswith(("#", "[!", "![")):
        return
    if text.startswith("|"):
        yield from text.splitlines()[2:]
        return
    for item in re.split(r"\n(?=\s*(?:[-*+]|\d+\.) )", text):
        bare = re.sub(r"^\s*(?:[-*+>]|\d+\.) ", "", item)
        yield from (each for each in re.split(rf"(?<=[.!?])\s+|(?<=[.!?]{CITED})\s+", bare) if each.strip())


def uncited(manuscript):
    """Sentences that state something and name no fact for it."""
    for section in manuscript.sections:
        for block in section.all_blocks:
            for sentence in sentences(block):
                row = sentence.startswith("|")
                if CITED not in sentence if row else not re.search(rf"{CITED}[.!?:]?\s*$", sentence):
                    yield section.name, sentence


def test_content_is_free_of_faults(desk):
    """The desk loads without a single diagnostic."""
    assert desk.diagnostics == ()


def test_facts_are_many_and_each_has_evidence_and_a_grade(desk):
    """At least 150 facts; each rests on a document that was read, and is graded from it."""
    assert len(desk.library.facts) >= 150
    for name, fact in desk.library.facts.items():
        assert all(desk.library.sources[item.source].read for item in fact.evidence), name
        assert re.fullmatch(r"[A-F][1-6]", desk.grades[name].code), name
        assert desk.grades[name].origins >= 1, name


def test_actors_are_many(desk):
    """At least 30 people and organisations."""
    assert len(desk.library.actors) >= 30


def test_dates_of_the_ecowas_exit_contradict_each_other(desk):
    """Both dates for the exit stand in the record, each against the other."""
    exits = {
        name for name, fact in desk.library.facts.items() if fact.asserts and fact.asserts.property == "ecowas-exit"
    }
    assert len(exits) >= 2
    for name in exits:
        assert set(desk.contradicts[name]) == exits - {name}


def test_contradictions_ask_a_question(desk):
    """Every set of facts that contradict each other has one question, for the heading of its box."""
    asked = Counter()
    for name in desk.contradicts:
        asserts = desk.library.facts[name].asserts
        asked[asserts.subject, asserts.property] += bool(asserts.question)
    assert set(asked.values()) == {1}


def test_sentences_end_with_a_citation(manuscript):
    """Whatever a section states outside its assessments is cited at the sentence's end, or within the table's row."""
    assert list(uncited(manuscript)) == []


@pytest.mark.parametrize("addition", ["Nobody said so.", "It is [@aes-has-three-members] so."])
def test_uncited_sentences_are_found(desk, addition):
    """The search for uncited sentences sees one with no citation, and one whose citation is not at its end."""
    block = desk.library.manuscripts["mali"].sections[0].standfirst
    found = [CITED not in each[-2:] for each in sentences(type(block)(f"{block.text} {addition}", block.place))]
    assert found == [False, True]


def test_assessments_make_no_new_citation(manuscript):
    """Assessments weigh what their section has cited, and cite nothing themselves."""
    blocks = [block for section in manuscript.sections for block in section.all_blocks if block.assessment]
    assert blocks
    assert not any(call.kind == "citation" for block in blocks for call in block.calls)


def test_covered_profiles_have_eight_indicators(report, desk):
    """Each profile that a report prints has eight indicators to watch."""
    assert [len(desk.library.profile(name).indicators) for name in report.covers] == [8] * len(report.covers)


def test_judgements_look_ahead(report, desk):
    """Four judgements or more, each with a horizon after the day that the report speaks from."""
    assert len(report.judgements) >= 4
    assert all(judgement.horizon > desk.as_of_for(report.id) for judgement in report.judgements)


def test_judgements_are_called_once(report, manuscript):
    """Each judgement is called exactly once in its report's text."""
    blocks = [
        block for section in (manuscript.summary, *manuscript.sections) if section for block in section.all_blocks
    ]
    called = Counter(call.targets[0] for block in blocks for call in block.calls if call.kind == "judgement")
    assert called == {judgement.id: 1 for judgement in report.judgements}


def test_judgements_leave_likelihood_and_confidence_to_their_fields(report):
    """A judgement's statement has no likelihood term and no word of confidence."""
    terms = {term for scale in SCALES.values() for band in scale.bands for term in band.terms} | {"confidence"}
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(terms))})\b", re.IGNORECASE)
    assert [each.id for each in report.judgements if pattern.search(each.statement)] == []


def test_scenarios_sum_to_one_hundred(report):
    """The probabilities of a report's scenarios sum to 100 percent."""
    assert len(report.scenarios) >= 2
    assert sum(scenario.probability_percent for scenario in report.scenarios) == 100


def test_sections_have_substance(manuscript):
    """Five sections or more, of 120 words or more each."""
    lengths = {
        section.name: len(words(" ".join(block.text for block in section.all_blocks)))
        for section in manuscript.sections
    }
    assert len(lengths) >= 5
    assert {name: length for name, length in lengths.items() if length < 120} == {}


def test_summary_is_short(manuscript):
    """The summary has 230 words at most, and its bottom line two sentences of 55 words at most."""
    texts = [block.text for block in manuscript.summary.all_blocks]
    assert sum(len(words(text)) for text in texts) <= 230
    assert len(words(texts[0])) <= 55
    assert len(list(sentences(manuscript.summary.all_blocks[0]))) == 2


def test_reports_share_no_long_run_of_words(desk):
    """No eight words in a row stand in two reports: each is written for its own subject."""
    runs = {name: set() for name in REPORTS}
    for name in REPORTS:
        for piece in pieces(desk, name):
            each = words(piece)
            runs[name] |= {
                " ".join(each[at : at + LONGEST_SHARED_WORDS + 1]) for at in range(len(each) - LONGEST_SHARED_WORDS)
            }
    shared = {(one, other): runs[one] & runs[other] for one, other in combinations(REPORTS, 2)}
    assert {pair: common for pair, common in shared.items() if common} == {}


def test_reports_do_not_hedge(desk, report):
    """Likelihood stands in the judgements' fields alone: no "may", "might", "could", "likely" in a report's words."""
    terms = {term for scale in SCALES.values() for band in scale.bands for term in band.terms}
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(terms | set(HEDGES)))})\b")
    found = [match for piece in pieces(desk, report.id) for match in pattern.findall(" ".join(words(piece)))]
    assert found == []
