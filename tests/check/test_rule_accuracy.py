"""The rules over their own cases: they find what is wrong and leave alone what is sound."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from _rule_cases import PARTS, Case, read_cases
from rule_accuracy import LEAST_FOUND, MOST_FLAGGED, Accuracy, joined, measure

from briefgen.check.rules import RULES

ELSEWHERE = {"BG204", "BG205", "BG302", "BG304", "BG323", "BG326", "BG327", "BG328", "BG329", "BG330"}
"""Rules whose tests are elsewhere: they need the registry, a figure's call or a second language, or are exact by their nature."""


@pytest.fixture(scope="module")
def accuracy():
    """Of all cases."""
    return joined(*(measure(read_cases(part)) for part in PARTS))


def test_at_least_95_percent_of_planted_faults_are_found(accuracy):
    """Each at its own line."""
    assert accuracy.share_found >= LEAST_FOUND, "\n".join(accuracy.misses)


def test_at_most_5_percent_of_sound_sentences_are_flagged(accuracy):
    """By any rule."""
    assert accuracy.share_flagged <= MOST_FLAGGED, "\n".join(accuracy.false_alarms)


def test_the_cases_are_many_and_cover_every_rule(accuracy):
    """At least 600 sound sentences and 400 faults, and every rule is planted."""
    assert accuracy.sound >= 600
    assert accuracy.planted.total() >= 400
    assert {rule.code for rule in RULES} - ELSEWHERE <= {name.removesuffix(" fr") for name in accuracy.planted}


def test_a_fault_that_no_rule_finds_and_a_sound_line_that_one_flags_are_both_counted():
    """The harness sees a miss and a false alarm: an expired horizon without a marker, a marker on a sound sentence."""
    (case,) = (case for case in read_cases("open") if case.name == "judgements-weight")
    report = "seeds/reports/hadra-horizon/report.yaml"
    marked = next(unit for unit in case.units[report] if "BG301" in unit.codes)
    marked.codes.clear()
    sound = next(unit for unit in case.units[report] if unit.counted and not unit.codes)
    sound.codes["BG305"] = ""
    before = measure([_fresh("judgements-weight")])
    after = measure([case])
    assert len(after.misses) == len(before.misses) + 1
    assert len(after.false_alarms) == len(before.false_alarms) + 1
    assert after.found.total() == before.found.total() - 1
    assert not Accuracy(planted=after.planted, found=after.planted, sound=10, flagged=1).good


def test_sentences_keep_their_places_where_a_paragraph_is_wrapped():
    """Each sentence stands in the desk's file from the line of its first word to that of its last."""
    cases = read_cases("open")
    placed = [(case.files[file], unit) for case in cases for file in case.units for unit in case.units[file]]
    sentences = [(text.split("\n"), unit) for text, unit in placed if unit.counted and unit.text[0] not in "-|> "]
    assert len(sentences) > 400
    for lines, unit in sentences:
        words = unit.text.split()
        assert words[0] in lines[unit.lines[0] - 1], unit
        assert words[-1] in lines[unit.lines[1] - 1], unit


def _fresh(name: str) -> Case:
    return next(case for case in read_cases("open") if case.name == name)
