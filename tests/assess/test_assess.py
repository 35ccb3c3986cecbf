"""Weighing: independence, grades, contradictions, age."""

from datetime import date

import pytest

from briefgen.assess.contradictions import contradictions
from briefgen.assess.grades import grade
from briefgen.assess.weigh import weigh
from briefgen.model.fact import Fact
from briefgen.model.origins import origin_groups
from briefgen.model.source import Source


def source(name, *derived_from, reliability="B", read=True):
    """A source that rests on others."""
    return Source(
        id=name,
        title=name,
        publisher=name,
        derived_from=derived_from,
        reliability=reliability,
        descriptor="A test's source.",
        read=read,
    )


def fact(name, *passages, **fields):
    """A fact; a passage is a source's id, or a dict."""
    evidence = [{"at": "p1", **(each if isinstance(each, dict) else {"source": each})} for each in passages]
    return Fact.model_validate({"id": name, "statement": "S.", "evidence": evidence, **fields})


SOURCES = {
    each.id: each
    for each in (
        source("moscow-times", "afp"),
        source("afp", "ministry", read=False),
        source("tass", "ministry", read=False),
        source("gsv", "tass", reliability="C"),
        source("maghrebi", "chronicle", reliability="C"),
        source("chronicle", read=False, reliability="F"),
        source("own-reporter", reliability="A"),
        source("rumour", reliability="F"),
        source("ring-a", "ring-b"),
        source("ring-b", "ring-a"),
    )
}


def test_three_articles_about_one_ministry_statement_are_one_origin():
    """Outlets that reach the same ministry through different wires count once."""
    one = fact("f", "moscow-times", "gsv", {"source": "own-reporter", "origins": ["ministry"]})
    groups = origin_groups(one.evidence, SOURCES)
    assert [group.origins for group in groups] == [("ministry",)]
    assert set(groups[0].sources) == {"moscow-times", "gsv", "own-reporter"}


def test_a_passage_can_rest_on_someone_else_than_its_article():
    """The point that GSV takes from Le Monde does not count as the ministry's."""
    one = fact("f", "moscow-times", {"source": "gsv", "origins": ["le-monde"]})
    assert len(origin_groups(one.evidence, SOURCES)) == 2


def test_sources_that_rest_on_each_other_are_one_group():
    """A circle ends, and counts once."""
    assert len(origin_groups(fact("f", "ring-a", "ring-b").evidence, SOURCES)) == 1


def test_credibility_1_needs_two_independent_origins():
    """Two origins through fairly reliable sources confirm; two outlets of one origin do not."""
    confirmed = grade(fact("f", "moscow-times", "maghrebi"), SOURCES)
    assert (confirmed.code, confirmed.origins) == ("B1", 2)
    same = grade(fact("f", "moscow-times", "gsv"), SOURCES)
    assert (same.code, same.origins) == ("B2", 1)


@pytest.mark.parametrize(
    ("passages", "code"),
    [
        (("own-reporter",), "A2"),
        (("maghrebi",), "C3"),
        (("rumour",), "F6"),
        (("rumour", "maghrebi"), "C2"),
        (({"source": "moscow-times", "stance": "disputes"},), "F5"),
        (("moscow-times", {"source": "maghrebi", "stance": "disputes"}), "B3"),
        (
            (
                "maghrebi",
                {"source": "moscow-times", "stance": "disputes"},
                {"source": "own-reporter", "stance": "disputes"},
            ),
            "C4",
        ),
    ],
)
def test_a_grade_is_the_best_letter_and_what_the_evidence_carries(passages, code):
    """F and 6 mean unknown: an unknown source neither lowers a letter nor confirms a fact."""
    given = grade(fact("f", *passages), SOURCES)
    assert given.code == code
    assert given.reason


def test_an_analysts_grade_stands_and_says_so():
    """The letter still comes from the sources."""
    given = grade(fact("f", "maghrebi", grade={"credibility": 4, "reason": "hearsay"}), SOURCES)
    assert (given.code, given.by_analyst) == ("C4", True)
    assert "hearsay" in given.reason


def asserting(name, value, during=None, **fields):
    """A fact that asserts when the AES left ECOWAS."""
    asserts = {"subject": "aes", "property": "ecowas-exit", "value": value, **({"during": during} if during else {})}
    return fact(name, "moscow-times", asserts=asserts, **fields)


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (("2024-01-28",), ("2025-01",), True),
        (("2024",), ("2024-01-28",), False),
        (("one memorandum",), ("One Memorandum",), False),
        ((1,), (3,), True),
        ((True,), (1,), True),
        (("wagner", "2021/2024"), ("africa-corps", "2025"), False),
        (("wagner", "2021/2025"), ("africa-corps", "2025"), True),
        (("wagner",), ("africa-corps", "2025"), True),
    ],
)
def test_values_contradict_when_they_differ_over_overlapping_time(one, other, conflict):
    """A value without a time holds always; a vaguer date does not contradict a narrower one inside it."""
    assert bool(contradictions([asserting("a", *one), asserting("b", *other)])) is conflict


def test_an_open_contradiction_lowers_both_and_a_settled_one_only_the_loser():
    """Resolution needs the fact that stands to name all that it stands against."""
    open_facts = {each.id: each for each in (asserting("a", "2024-01-28"), asserting("b", "2025-01"))}
    weighed = weigh(open_facts, SOURCES, date(2025, 8, 20))
    assert {name: given.credibility for name, given in weighed.grades.items()} == {"a": 3, "b": 3}
    assert weighed.contradicts == {"a": ("b",), "b": ("a",)}

    resolution = {"against": ["b"], "reason": "The letter of withdrawal is dated.", "on": "2025-08-01"}
    settled = {
        each.id: each for each in (asserting("a", "2024-01-28", resolution=resolution), asserting("b", "2025-01"))
    }
    weighed = weigh(settled, SOURCES, date(2025, 8, 20))
    assert {name: given.credibility for name, given in weighed.grades.items()} == {"a": 2, "b": 5}
    assert weighed.contradictions[0].standing == "a"


def test_a_fact_is_stale_from_the_day_after_its_review():
    """On the day itself it still holds."""
    facts = {"a": fact("a", "gsv", review_by=date(2025, 8, 20)), "b": fact("b", "gsv", review_by=date(2025, 8, 19))}
    assert weigh(facts, SOURCES, date(2025, 8, 20)).stale == {"b"}
