"""Rules about judgements, scenarios, indicators and labels: what each finds, and what each leaves alone."""

from datetime import date

import pytest
from dossiers import CHAIN, DAY, block, fact, found, judgement, last_issue, scenario, source

from briefgen.model.profile import Country, Topic

# BG306 single-origin-judgement


@pytest.mark.parametrize(
    ("passages", "count"),
    [
        ([("paper",), ("second",)], 1),
        ([("paper",), ("daily",)], 0),
        ([("paper", "daily")], 0),
        ([("paper",), ({"source": "daily", "stance": "disputes"},)], 1),
        ([({"source": "paper", "stance": "disputes"},)], 0),
    ],
)
def test_a_judgement_on_one_origin_is_told(passages, count):
    """Outlets are not origins, and a passage that disputes carries nothing."""
    facts = [fact(name, *each) for name, each in zip("ab", passages, strict=False)]
    basis = [each.id for each in facts]
    sources = (*CHAIN, source("second", "wire"))
    findings = found("single-origin-judgement", facts, sources, judgements=[judgement(basis=basis)])
    assert len(findings) == count
    for each in findings:
        assert each.message.endswith("under judgement 'holds' go back to one origin: ministry")
        assert (each.about, each.place.pointer) == ("holds", ("judgements", 0, "basis"))


# BG307 overstated-judgement

GRADED = {
    name: {"grade": {"credibility": number, "reason": "R."}} for name, number in zip("abcdef", range(1, 7), strict=True)
}


def overstated(basis, confidence, *more, **fields):
    """Findings for a judgement on facts that are graded a: 1 to f: 6, each with an origin of its own."""
    facts = [fact(name, f"s-{name}", **GRADED[name]) for name in "abcdef"] + list(more)
    sources = [source(f"s-{name}") for name in "abcdef"]
    given = judgement(basis=basis, confidence=confidence, **fields)
    return found("overstated-judgement", facts, sources, judgements=[given])


@pytest.mark.parametrize(
    ("basis", "confidence", "says"),
    [
        ("abc", "high", ""),
        ("abb", "high", ""),
        ("a", "high", "all its facts go back to one origin"),
        ("abcd", "high", "2 of its 4 facts are graded 3 (possibly true) or worse, or cannot be judged"),
        ("abff", "high", "2 of its 4 facts"),
        ("abf", "high", ""),
        ("def", "moderate", "none of its 3 facts is graded 3 (possibly true) or better"),
        ("defc", "moderate", ""),
        ("f", "moderate", "its only fact is graded 6 (truth cannot be judged)"),
        ("def", "low", ""),
    ],
)
def test_confidence_needs_a_basis(basis, confidence, says):
    """High needs two origins and more good facts than not, moderate one fact that is possibly true; 6 carries nothing."""
    findings = overstated(tuple(basis), confidence)
    assert [says in each.message for each in findings] == ([True] if says else [])
    assert all(each.place.pointer == ("judgements", 0, "confidence") for each in findings)


@pytest.mark.parametrize(
    ("assumption", "count"),
    [
        ([], 1),
        (["The junta stays."], 1),
        (["The exit took effect in 2024."], 1),
        (["Membership ended with the exit of 2024."], 0),
        (["We follow exit-2024."], 0),
    ],
)
def test_high_confidence_names_the_contradiction_it_stands_on(assumption, count):
    """By the words of the property or the id of a fact; at moderate confidence nothing is asked."""
    sides = [
        fact("exit-2024", "s-a", "s-b", asserts={"subject": "aes", "property": "membership-exit", "value": "2024"}, **GRADED["a"]),
        fact("exit-2025", "s-c", asserts={"subject": "aes", "property": "membership-exit", "value": "2025"}),
    ]  # fmt: skip
    findings = overstated(("a", "b", "exit-2024"), "high", *sides, assumptions=assumption)
    assert len(findings) == count
    assert all("sources differ in its basis (aes: membership exit)" in each.message for each in findings)
    assert not overstated(("a", "b", "exit-2024"), "moderate", *sides)


@pytest.mark.parametrize(
    ("scale", "band", "confidence", "count"),
    [
        ("icd203", "almost-certain", "low", 1),
        ("icd203", "almost-no-chance", "low", 1),
        ("phia", "remote-chance", "low", 1),
        ("phia", "almost-certain", "low", 1),
        ("icd203", "very-likely", "low", 0),
        ("icd203", "almost-certain", "moderate", 0),
    ],
)
def test_the_ends_of_a_scale_do_not_go_with_low_confidence(scale, band, confidence, count):
    """Told at the likelihood."""
    sources = [source("s-a")]
    given = judgement(likelihood=band, confidence=confidence)
    facts = [fact("a", "s-a")]
    findings = found("overstated-judgement", facts, sources, judgements=[given], likelihood_scale=scale)
    assert [each.place.pointer[-1] for each in findings] == ["likelihood"] * count


# BG312 old-news


def dated(when, published):
    """A fact with its day, and its source with its own."""
    return [fact("a", "daily", when=when)], [source("daily", published=published)], [block("a")]


@pytest.mark.parametrize(
    ("when", "published", "period", "count"),
    [
        ("2025-08-02", "2025-08-03", "2025-08-14/2025-08-20", 1),
        ("2025-08-02", "2025-08-14", "2025-08-14/2025-08-20", 0),
        ("2025-08-15", "2025-08-03", "2025-08-14/2025-08-20", 0),
        ("2025-09-15", "2025-08-03", "2025-08-14/2025-08-20", 1),
        ("2025", "2025-08-03", "2025-08", 0),
        ("2025", "2025-07-03", "2025-08", 1),
        ("2025-08-02", "2025-08-03", None, 0),
        (None, None, "2025-08-14/2025-08-20", 0),
    ],
)
def test_a_report_has_something_of_its_period(when, published, period, count):
    """The newest fact or source counts; what is to come, and the year as a whole, do not make it new."""
    findings = found("old-news", *dated(when, published), period=period)
    assert [each.place.pointer for each in findings] == [("period",)] * count


@pytest.mark.parametrize(
    ("published", "as_of", "count"),
    [("2025-08-12", DAY, 1), ("2025-08-13", DAY, 1), ("2025-08-14", DAY, 0), ("2025-08-12", date(2025, 8, 13), 0)],
)
def test_a_report_without_a_period_is_newer_than_its_last_issue(published, as_of, count):
    """One that corrects an issue of the same day need not be."""
    findings = found("old-news", *dated(None, published), record=last_issue(), as_of=as_of)
    assert len(findings) == count
    assert all("the last issue, ASA-SR-2025-0007, spoke as of 2025-08-13 already" in each.message for each in findings)


# BG313 overlapping-scenarios


@pytest.mark.parametrize(
    ("one", "other", "where"),
    [
        ({"signposts": ["A round is announced."]}, {"signposts": ["b", "a round is  announced"]}, ("signposts", 1)),
        ({"name": "Quiet deepening of ties"}, {"name": "The quiet deepening of ties"}, ("name",)),
        (
            {"description": "Mali takes more arms, training and advice from Russia and publishes little of it."},
            {"description": "Mali takes arms, training and advice from Russia, and it publishes little."},
            ("description",),
        ),
        ({"signposts": ["ECOWAS names a date."]}, {"signposts": ["ECOWAS names no date."]}, None),
        ({"name": "ECOWAS talks in Abuja succeed"}, {"name": "ECOWAS talks in Abuja fail"}, None),
        ({"name": "The junta holds the capital"}, {"name": "The junta does not hold the capital"}, None),
        (
            {"description": "The junta and its partner hold the towns and roads of the north."},
            {"description": "The junta and its partner do not hold the towns and roads of the north."},
            None,
        ),
    ],
)
def test_scenarios_are_told_apart(one, other, where):
    """Opposites share most of their words and are no overlap."""
    scenarios = [scenario("calm", 60, **one), scenario("storm", 40, **other)]
    findings = found("overlapping-scenarios", scenarios=scenarios)
    assert [each.place.pointer for each in findings] == ([("scenarios", 1, *where)] if where else [])


# BG314 unfounded-indicator


@pytest.mark.parametrize(
    ("state", "facts", "signals", "count"),
    [
        ("active", [], "Talks", 1),
        ("watch", [], None, 1),
        ("active", ["a"], None, 0),
        ("quiet", [], None, 0),
        ("not-known", [], None, 0),
        ("not-known", [], "A listing", 0),
        ("not-known", ["a"], None, 0),
    ],
)
def test_an_indicator_that_moves_has_a_fact(state, facts, signals, count):
    """What is quiet or not known claims no observation."""
    indicator = {"id": "i", "what": "It", "state": state, "facts": facts, "signals": signals}
    topic = Topic.model_validate({"id": "ports", "name": "Ports", "indicators": [indicator]})
    findings = found("unfounded-indicator", [fact("a", "daily")], CHAIN, profiles=[topic])
    assert [each.place.pointer for each in findings] == [("indicators", 0, "state")] * count


# BG315 undermarked


@pytest.mark.parametrize(
    ("passages", "own", "text", "count"),
    [
        (["daily"], "TLP:AMBER", "TLP:CLEAR", 1),
        (["daily"], "TLP:AMBER", "TLP:AMBER", 0),
        (["daily"], "TLP:AMBER", "TLP:RED", 0),
        (["daily"], "TLP:AMBER+STRICT", "TLP:AMBER", 1),
        ([{"source": "daily", "marking": "TLP:AMBER"}], "TLP:CLEAR", "TLP:CLEAR", 1),
        (["secret"], "TLP:CLEAR", "TLP:CLEAR", 1),
        (["secret", "daily"], "TLP:CLEAR", "TLP:CLEAR", 0),
        (["secret", {"source": "daily", "stance": "disputes"}], "TLP:CLEAR", "TLP:CLEAR", 1),
        (["secret", {"source": "daily", "marking": "TLP:GREEN"}], "TLP:CLEAR", "TLP:GREEN", 0),
    ],
)
def test_a_text_is_marked_as_high_as_what_it_cites(passages, own, text, count):
    """A fact with a free way to a source can be shown freely; the report's own label protects no paragraph."""
    sources = (*CHAIN, source("secret", marking="TLP:AMBER"))
    facts = [fact("a", *passages, marking=own)]
    findings = found("undermarked", facts, sources, [block("a", marking=text)], marking="TLP:RED")
    assert [(each.about, each.place.column) for each in findings] == [("a", 9)] * count


def test_entries_are_marked_as_high_as_what_they_rest_on():
    """Judgement, scenario, rating and indicator; a profile's label covers its own."""
    facts = [fact("a", "daily", marking="TLP:GREEN"), fact("b", "daily", marking="TLP:AMBER")]
    rating = {"category": "Security", "likelihood": 3, "impact": 3, "rationale": "So.", "facts": ["a"]}
    entries = {"ratings": [rating], "indicators": [{"id": "i", "what": "It", "state": "active", "facts": ["b"]}]}
    profiles = [
        Country.model_validate({"id": "mali", "name": "Mali", "code": "ML", **entries}),
        Topic.model_validate({"id": "ports", "name": "Ports", "marking": "TLP:AMBER", **entries}),
    ]
    findings = found(
        "undermarked",
        facts,
        CHAIN,
        profiles=profiles,
        judgements=[judgement(basis=["a", "b"]), judgement("seen", ["a"], marking="TLP:GREEN")],
        scenarios=[scenario("calm", 60, basis=["a"]), scenario("storm", 40, basis=["b"], marking="TLP:RED")],
    )
    assert [each.about for each in findings] == ["holds", "calm", "mali/Security", "i"]
    assert findings[0].message == "judgement 'holds' is TLP:CLEAR, and the fact 'b' that it rests on is TLP:AMBER"


# BG326 unexplained-change


@pytest.mark.parametrize(
    ("before", "now", "count"),
    [
        ({"likelihood": "unlikely"}, {}, 1),
        ({"likelihood": "unlikely"}, {"reason": "tbd"}, 1),
        ({"likelihood": "unlikely"}, {"reason": "Deliveries came."}, 0),
        ({"likelihood": "unlikely"}, {"horizon": "2027-01-01"}, 1),
        ({"likelihood": "unlikely", "reason": "Old."}, {"reason": "Old."}, 1),
        ({"likelihood": "likely"}, {}, 0),
        ({"likelihood": "likely"}, {"reason": "Deliveries came."}, 0),
    ],
)
def test_a_new_likelihood_has_a_reason(before, now, count):
    """Whatever the horizon; a reason of the last issue explains that one's change."""
    facts, sources = [fact("a", "daily"), fact("b", "paper")], CHAIN
    findings = found(
        "unexplained-change", facts, sources, record=last_issue(holds=before), judgements=[judgement(**now)]
    )
    assert len(findings) == count
    for each in findings:
        assert each.message.startswith("judgement 'holds' was 'unlikely' in ASA-SR-2025-0007 and is 'likely' now")


def test_a_new_judgement_and_a_first_issue_need_no_reason():
    """There is nothing that changed."""
    facts = [fact("a", "daily")]
    record = last_issue(other={"likelihood": "unlikely"})
    assert not found("unexplained-change", facts, CHAIN, record=record, judgements=[judgement()])
    assert not found("unexplained-change", facts, CHAIN, judgements=[judgement()])


# BG327 reworded-judgement


@pytest.mark.parametrize(
    ("now", "count"),
    [
        ({}, 1),
        ({"reason": "The same in better words."}, 0),
        ({"horizon": "2027-01-01"}, 0),
        ({"statement": "The ceasefire, will hold"}, 0),
    ],
)
def test_another_statement_under_the_same_id_is_told(now, count):
    """With a horizon of its own, a reason, or only other marks and case it is left alone."""
    facts = [fact("a", "daily"), fact("b", "paper")]
    today = judgement(**now)
    before = {
        "likelihood": today["likelihood"],
        "horizon": judgement()["horizon"],
        "statement": "The ceasefire will hold.",
    }
    findings = found("reworded-judgement", facts, CHAIN, record=last_issue(holds=before), judgements=[today])
    assert len(findings) == count
    for each in findings:
        assert each.place.pointer == ("judgements", 0, "statement")
        assert "there 'The ceasefire will hold.'" in each.message
