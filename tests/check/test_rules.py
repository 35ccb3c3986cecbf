"""The rules: what each finds, and what each leaves alone."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefgen.assess.weigh import assess
from briefgen.check.basis.used import used_facts
from briefgen.check.rules import RULES, check
from briefgen.desk.session import open_desk
from briefgen.load.dossier import gather
from briefgen.model.diagnostic import Severity
from briefgen.model.dossier import Call
from briefgen.model.fact import AnalystGrade, Resolution

ROOT = Path(__file__).parents[2]
DAY = date(2025, 8, 20)
FACT = "memorandum-details-withheld"
"""A fact that the Mali report cites, carried by one origin."""


@pytest.fixture(scope="module")
def library():
    """The seed desk's content."""
    return open_desk(ROOT, None, date(2030, 1, 1)).library


@pytest.fixture
def dossier(library):
    """What the Mali report rests on."""
    return gather(library, "mali", DAY)[0]


def with_fact(dossier, name, **fields):
    """The dossier with one fact changed."""
    return replace(dossier, facts={**dossier.facts, name: dossier.facts[name].model_copy(update=fields)})


def found(dossier, name):
    """Findings of one name."""
    return [each for each in check(assess(dossier)) if each.name == name]


def test_the_seed_report_has_notes_only(dossier):
    """Its open contradictions, each at the line of one of its facts."""
    findings = check(assess(dossier))
    assert {each.name for each in findings} == {"contradicted-fact"}
    assert {each.severity for each in findings} == {Severity.NOTE}
    assert all(each.place and each.hint for each in findings)


def test_a_settled_contradiction_is_no_finding(dossier):
    """Once an analyst let one account stand, with a reason, nothing is open."""
    before = found(dossier, "contradicted-fact")
    resolution = Resolution(against=("aes-quit-ecowas-early-2025",), reason="The notice is dated.", on=DAY)
    settled = with_fact(dossier, "aes-withdrew-from-ecowas-january-2024", resolution=resolution)
    assert len(found(settled, "contradicted-fact")) == len(before) - 1


def test_a_fact_past_its_review_is_stale_the_day_after(dossier):
    """On the day itself it is not."""
    assert not found(with_fact(dossier, FACT, review_by=DAY), "stale-fact")
    (finding,) = found(with_fact(dossier, FACT, review_by=date(2025, 8, 19)), "stale-fact")
    assert finding.severity is Severity.WARNING
    assert FACT in finding.message


def test_credibility_1_by_hand_needs_two_origins(dossier):
    """One origin is an error; two are not."""
    grade = AnalystGrade(credibility=1, reason="Widely reported.")
    (finding,) = found(with_fact(dossier, FACT, grade=grade), "unsupported-grade")
    assert finding.severity is Severity.ERROR
    assert finding.place.pointer[-2:] == ("grade", "credibility")
    assert not found(with_fact(dossier, "moscow-hosts-aes-defence-meeting", grade=grade), "unsupported-grade")


def test_a_fact_that_is_only_disputed_carries_nothing(dossier):
    """In use it is an error; unused it is left alone."""
    disputed = tuple(item.model_copy(update={"stance": "disputes"}) for item in dossier.facts[FACT].evidence)
    assert found(with_fact(dossier, FACT, evidence=disputed), "unsupported-fact")
    unused = "meeting-held-in-moscow"
    evidence = tuple(item.model_copy(update={"stance": "disputes"}) for item in dossier.facts[unused].evidence)
    assert not found(with_fact(dossier, unused, evidence=evidence), "unsupported-fact")


@pytest.mark.parametrize(("horizon", "count"), [(DAY, 1), (date(2025, 8, 21), 0)])
def test_a_judgement_looks_ahead(dossier, horizon, count):
    """A horizon on the report's own day is past: it can be seen already."""
    judgements = tuple(each.model_copy(update={"horizon": horizon}) for each in dossier.report.judgements[:1])
    report = dossier.report.model_copy(update={"judgements": judgements})
    assert len(found(replace(dossier, report=report), "past-horizon")) == count


def test_every_rule_has_its_page_and_a_code_of_its_own():
    """The file's docstring says what, why, an example and how to mend it, under the rule's code and name."""
    for rule in RULES:
        assert rule.page.startswith(f"{rule.code} {rule.name}: "), rule.name
        assert all(f"\n\n{part}" in rule.page for part in ("Why it matters: ", "Example: ", "Mend: ")), rule.name
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)


def test_a_timeline_without_topics_needs_a_fact_that_the_report_uses(dossier):
    """It shows what the report uses; a dated fact that is only in the desk does not fill it."""
    section = dossier.manuscript.sections[0]
    place = section.blocks[0].place
    call = Call("figure", ("timeline",), place, (("from", "2024"), ("to", "2024")), "Events")
    block = replace(section.blocks[0], calls=(call,))
    drawn = replace(dossier, manuscript=replace(dossier.manuscript, sections=(replace(section, blocks=(block,)),)))
    assert not found(drawn, "figure-without-data")
    unused = {name: fact for name, fact in drawn.facts.items() if name in used_facts(drawn)}
    undated = {name: fact.model_copy(update={"when": None}) for name, fact in unused.items()}
    assert found(replace(drawn, facts={**drawn.facts, **undated}), "figure-without-data")


def test_a_value_of_a_figure_that_finds_nothing_is_told(dossier):
    """Beside others, each topic, country or actor has to find something; a state that no indicator has finds nothing."""
    section = dossier.manuscript.sections[0]

    def told(kind, **parameters):
        call = Call("figure", (kind,), section.blocks[0].place, tuple(parameters.items()), "Figure")
        block = replace(section.blocks[0], calls=(call,))
        drawn = replace(dossier, manuscript=replace(dossier.manuscript, sections=(replace(section, blocks=(block,)),)))
        return [str(each.message) for each in found(drawn, "idle-figure-value")]

    assert not told("timeline", countries="ML+NE")
    assert len(told("timeline", countries="ML+JP+NE")) == 1
    assert len(told("timeline", countries="JP", topics="regional-bodies")) == 1
    assert not told("network", actors="russia+mali")
    assert len(told("network", actors="russia+orano")) == 1
    assert not told("sources")
