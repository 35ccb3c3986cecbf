"""Rules about sources, facts and profiles: what each finds, and what each leaves alone."""

from dataclasses import replace

import pytest
from dossiers import CHAIN, block, dossier, fact, found, judgement, scenario, source, withdrawn

from briefgen.assess.weigh import assess
from briefgen.check.rules import RULES
from briefgen.model.diagnostic import Severity
from briefgen.model.place import Place
from briefgen.model.profile import Country, Topic

# BG205 withdrawn-source


def test_a_withdrawn_fact_is_found_wherever_the_report_leans_on_it():
    """Text, judgement, scenario, timeline, rating and indicator: one error at each place."""
    profile = Country.model_validate({
        "id": "mali", "name": "Mali", "code": "ML",
        "ratings": [{"category": "Security", "likelihood": 3, "impact": 3, "rationale": "So.", "facts": ["b", "a"]}],
        "indicators": [{"id": "i", "what": "It", "state": "active", "facts": ["a"]}],
    })  # fmt: skip
    findings = found(
        "withdrawn-source",
        [fact("a", "daily"), fact("b", "daily")],
        CHAIN,
        [block("b", "a")],
        profiles=[profile],
        record=withdrawn("fact", "a"),
        judgements=[judgement(basis=["b", "a"])],
        scenarios=[scenario("calm", 60, basis=["a"]), scenario("storm", 40)],
        timeline={"facts": ["b", "a"]},
    )
    assert {each.severity for each in findings} == {Severity.ERROR}
    assert {each.about for each in findings} == {"a"}
    assert [(each.place.pointer or each.place.column) for each in findings] == [
        18,
        ("judgements", 0, "basis", 1),
        ("scenarios", 0, "basis", 0),
        ("timeline", "facts", 1),
        ("ratings", 0, "facts", 1),
        ("indicators", 0, "facts", 0),
    ]
    assert (
        findings[0].message == "this rests on the fact 'a', which was withdrawn on 2025-08-18: the agency retracted it"
    )


@pytest.mark.parametrize(
    ("passages", "gone", "says"),
    [
        (["daily"], "daily", "rests on the source 'daily', withdrawn on 2025-08-18"),
        (["paper"], "wire", "rests through 'paper' on the source 'wire', withdrawn"),
        (["daily", "paper"], "paper", "rests on the source 'paper'"),
        ([{"source": "daily", "origins": ["wire"]}], "wire", "through 'daily' on the source 'wire'"),
        ([{"source": "paper", "origins": ["daily"]}], "wire", ""),
        ([{"source": "paper", "origins": ["ministry"]}], "wire", ""),
        (["daily"], "paper", ""),
        (["daily", {"source": "paper", "stance": "disputes"}], "paper", ""),
        (["daily"], "ministry", ""),
    ],
)
def test_a_withdrawn_source_is_followed_through_what_rests_on_it(passages, gone, says):
    """A passage's own origins count instead of its source's; what only disputes the fact does not carry it."""
    findings = found("withdrawn-source", [fact("a", *passages)], CHAIN, [block("a")], record=withdrawn("source", gone))
    assert [says in each.message for each in findings] == ([True] if says else [])


def test_what_is_withdrawn_and_not_used_is_left_alone():
    """A fact that lies in the report's scope only is not printed."""
    facts = [fact("a", "daily"), fact("b", "daily")]
    assert not found("withdrawn-source", facts, CHAIN, [block("b")], record=withdrawn("fact", "a"))


# BG206 circular-sourcing


@pytest.mark.parametrize(
    ("sources", "ways"),
    [
        ([("a", "b"), ("b", "a")], ["sources rest on each other: a → b → a"]),
        ([("a", "a")], ["the source 'a' rests on itself: a → a"]),
        ([("c", "a"), ("a", "b"), ("b", "c")], ["sources rest on each other: a → b → c → a"]),
        ([("x", "a"), ("a", "b", "y"), ("b", "a"), ("y", "b")], ["sources rest on each other: a → b → a"]),
        ([("a", "z"), ("z", "c"), ("c", "z")], ["sources rest on each other: c → z → c"]),
        ([("a", "b"), ("b", "a"), ("c", "d"), ("d", "c")], None),
        ([("a", "b", "c"), ("b", "d"), ("c", "d"), ("d",)], []),
        ([("a", "nobody")], []),
    ],
)
def test_a_circle_of_sources_is_told_once(sources, ways):
    """Two ways to one origin are no circle; an origin that is no source ends the way."""
    made = [source(*each) for each in sources]
    findings = found("circular-sourcing", [fact("f", made[0].id)], made, [block("f")])
    if ways is None:
        assert len(findings) == 2
    else:
        assert [each.message for each in findings][: len(ways)] == ways
        assert bool(findings) == bool(ways)
    assert len({each.message for each in findings}) == len(findings)


def test_a_circle_is_shown_where_it_closes():
    """At the entry that leads back."""
    made = [source("a", "x", "b"), source("b", "x", "a")]
    (finding,) = found("circular-sourcing", [fact("f", "a")], made, [block("f")])
    assert finding.place.pointer == (1, "derived_from", 1)


def test_a_long_chain_of_sources_is_no_trouble():
    """Thousands of sources in one line, with a circle at its end."""
    made = [source(f"s{number:05}", f"s{number + 1:05}") for number in range(3000)]
    made.append(source("s03000", "s02999"))
    (finding,) = found("circular-sourcing", [fact("f", "s00000")], made, [block("f")])
    assert finding.message.endswith("s02999 → s03000 → s02999")


# BG207 unreasoned-resolution


def rivals(reason, against=("b",), **more):
    """Two dates of one exit, one of them resolved, and a fact that has nothing to do with it."""
    resolution = {"against": list(against), "reason": reason, "on": "2025-08-01"}
    asserts = {"subject": "aes", "property": "exit"}
    return [
        fact("a", "daily", asserts={**asserts, "value": "2024-01-28"}, resolution=resolution),
        fact("b", "daily", asserts={**asserts, "value": "2025-01"}),
        fact("c", "daily", **more),
    ]


@pytest.mark.parametrize(
    ("reason", "count"),
    [
        ("tbd", 1),
        ("n/a", 1),
        ("Because.", 1),
        ("See above for the reason.", 1),
        ("We believe that this account is the right one.", 1),
        ("TODO: ask the embassy about it", 1),
        ("It is older", 1),
        ("… — … — …", 1),
        ("The notice is dated.", 0),
        ("Because the bloc's own notice bears that date.", 0),
        ("Not one of the later accounts names a document.", 0),
        ("Nothingness aside, the gazette printed it.", 0),
    ],
)
def test_a_resolution_needs_a_reason(reason, count):
    """Four words that say something; placeholders are none."""
    findings = found("unreasoned-resolution", rivals(reason), CHAIN, [block("a")])
    assert len(findings) == count
    assert all(each.place.pointer == (0, "resolution", "reason") and reason in each.message for each in findings)


def test_a_resolution_is_against_what_contradicts():
    """Another fact is no rival; of three accounts two may agree, and the resolution still names both."""
    (finding,) = found("unreasoned-resolution", rivals("The notice is dated.", "bc"), CHAIN, [block("a")])
    assert finding.message == "fact 'a' is resolved against 'c', which does not contradict it"
    assert finding.place.pointer == (0, "resolution", "against", 1)
    agreeing = rivals("The notice is dated.", "bc", asserts={"subject": "aes", "property": "exit", "value": "2024"})
    assert not found("unreasoned-resolution", agreeing, CHAIN, [block("a")])


def test_a_resolution_that_the_report_does_not_use_is_left_alone():
    """Neither side is in it."""
    assert not found("unreasoned-resolution", rivals("tbd"), CHAIN, [block("c")])
    assert found("unreasoned-resolution", rivals("tbd"), CHAIN, [block("b")])
    assert not found("unreasoned-resolution", rivals("The notice is dated.", "bc"), CHAIN, [block("b")])


# BG208 stale-profile


@pytest.mark.parametrize(
    ("reviewed", "count"), [("2024-08-20", 0), ("2024-08-19", 1), ("2025-08-20", 0), ("2026-01-01", 0), (None, 0)]
)
def test_a_profile_is_stale_after_a_year(reviewed, count):
    """365 days are not too long; a profile without a review is left alone."""
    topic = Topic.model_validate({"id": "ports", "name": "Ports", "reviewed": reviewed})
    findings = found("stale-profile", profiles=[topic])
    assert len(findings) == count
    assert all(each.place == Place("seeds/profiles/ports.yaml", ("reviewed",)) for each in findings)


STRUCTURAL = {
    "withdrawn-source",
    "circular-sourcing",
    "unreasoned-resolution",
    "stale-profile",
    "single-origin-judgement",
    "overstated-judgement",
    "old-news",
    "overlapping-scenarios",
    "unfounded-indicator",
    "undermarked",
    "unexplained-change",
}


def test_a_plain_report_has_no_findings():
    """What the other tests change, as it should be."""
    facts = [fact("a", "daily", when="2025-08-19"), fact("b", "paper")]
    whole = assess(dossier(facts, CHAIN, [block("a", "b")], judgements=[judgement(basis=["a", "b"])]))
    rules = [rule for rule in RULES if rule.name in STRUCTURAL]
    assert len(rules) == len(STRUCTURAL)
    assert [each for rule in rules for each in rule.find(whole)] == []


def test_a_finding_without_a_known_place_is_still_told():
    """A dossier made elsewhere may not know where its nouns were written."""
    profile = Topic.model_validate({"id": "ports", "name": "Ports", "reviewed": "2020-01-01"})
    facts = [fact("a", "x")]
    whole = dossier(facts, [source("x", "x")], profiles=[profile], judgements=[judgement()])
    nowhere = assess(replace(whole, places={}))
    findings = [each for rule in RULES if rule.name in STRUCTURAL for each in rule.find(nowhere)]
    assert len(findings) == 3
    assert [each.place for each in findings] == [None] * 3
