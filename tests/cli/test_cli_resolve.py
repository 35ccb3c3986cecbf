"""`resolve`, on a desk with a real registry."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from register_book import FUTURE, opened_book, said


@pytest.fixture
def book(example, monkeypatch):
    """The example's registry, to write issues into."""
    monkeypatch.setenv("BRIEFGEN_USER", "A. Diallo")
    with opened_book(example) as opened:
        yield opened


def shown(briefgen, *arguments: str) -> dict:
    """What `judgements --json` prints."""
    ran = briefgen("judgements", "--json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def states(briefgen, *arguments: str) -> dict[str, str]:
    """State of each judgement listed."""
    return {entry["judgement"]: entry["state"] for entry in shown(briefgen, *arguments)["judgements"]}


def resolve(briefgen, name: str, outcome: str, *arguments: str):
    """Run `resolve`."""
    return briefgen("resolve", name, "--outcome", outcome, "--because", "It was in the papers.", *arguments)


def test_an_outcome_is_recorded_with_who_when_and_why(briefgen, book):
    """And the judgement is resolved in the register."""
    book.issue("mali", said("late"))
    ran = resolve(briefgen, "late", "no")
    assert (ran.code, ran.out) == (0, "mali/late, horizon 2020-06-30: no, says A. Diallo.\n")
    (entry,) = shown(briefgen)["judgements"]
    assert entry["state"] == "resolved"
    assert entry["outcome"] | {"at": ""} == {"verdict": "no", "because": "It was in the papers.", "by": "A. Diallo", "at": ""}  # fmt: skip
    assert datetime.fromisoformat(entry["outcome"]["at"]).tzinfo is not None
    assert entry["brier"] == pytest.approx(0.455625)


def test_somebody_else_can_be_named(briefgen, book):
    """`--by` goes before the environment."""
    book.issue("mali", said("late"))
    assert "says C. Traoré" in resolve(briefgen, "late", "yes", "--by", "C. Traoré").out


def test_a_later_outcome_replaces_the_earlier_and_says_so(briefgen, book):
    """What stood is told, and the new one holds."""
    book.issue("mali", said("late"))
    book.resolve("mali", "late", "no")
    out = resolve(briefgen, "late", "yes").out
    assert "Before, it stood at no, said by B. Keïta on 2020-06-30: It was seen." in out
    assert "replaced" in out
    assert shown(briefgen)["judgements"][0]["outcome"]["verdict"] == "yes"


@pytest.mark.parametrize("outcome", ["no", "unclear"])
def test_no_is_not_said_before_the_horizon(briefgen, book, outcome):
    """It may still come true; with --early it stands."""
    book.issue("mali", said("far", horizon=FUTURE))
    ran = resolve(briefgen, "far", outcome)
    assert ran.code == 1
    assert "may still come true until 2999-06-30" in ran.err
    assert "--early" in ran.err
    assert states(briefgen) == {"far": "open"}
    assert resolve(briefgen, "far", outcome, "--early").code == 0
    assert states(briefgen) == {"far": "resolved"}


def test_yes_may_be_said_before_the_horizon(briefgen, book):
    """What has happened has happened."""
    book.issue("mali", said("far", horizon=FUTURE))
    assert resolve(briefgen, "far", "yes").code == 0


@pytest.mark.parametrize(("name", "near"), [("lat", "'late'"), ("mali/lat", "'mali/late'")])
def test_an_unknown_judgement_is_told_with_the_nearest(briefgen, book, name, near):
    """Nothing is recorded; exit code 1."""
    book.issue("mali", said("late"))
    ran = resolve(briefgen, name, "yes")
    assert ran.code == 1
    assert f"no judgement '{name}' was ever issued. Did you mean {near}?" in ran.err


@pytest.mark.usefixtures("example")
def test_a_desk_that_issued_nothing_has_nothing_to_resolve(briefgen):
    """Exit code 1, and no registry is made for it."""
    ran = resolve(briefgen, "late", "yes", "--by", "A")
    assert ran.code == 1
    assert "issued nothing yet" in ran.err
    assert not Path("registry.db").exists()


def test_an_id_of_several_reports_needs_its_report(briefgen, book):
    """They are listed; with the report it is clear."""
    book.issue("mali", said("late"))
    book.issue("niger", said("late"))
    ran = resolve(briefgen, "late", "yes")
    assert ran.code == 2
    assert "mali/late, niger/late" in ran.err
    assert resolve(briefgen, "niger/late", "yes").code == 0
    assert [entry["report"] for entry in shown(briefgen, "--resolved")["judgements"]] == ["niger"]


def horizons(briefgen) -> dict[str, str]:
    """State of each horizon."""
    return {entry["horizon"]: entry["state"] for entry in shown(briefgen)["judgements"]}


def test_of_several_horizons_the_due_one_is_meant(briefgen, book):
    """A judgement moved to a later horizon is another question."""
    book.issue("mali", said("late"))
    book.issue("mali", said("late", horizon=FUTURE))
    assert "horizon 2020-06-30" in resolve(briefgen, "late", "no").out
    assert horizons(briefgen) == {"2020-06-30": "resolved", "2999-06-30": "open"}
    assert "horizon 2999-06-30" in resolve(briefgen, "late", "yes").out  # the only one unresolved


def test_several_horizons_that_could_be_meant_are_listed(briefgen, book):
    """Two due, or two resolved: which one is not guessed, and --horizon says it."""
    other = date(2020, 9, 30)
    book.issue("mali", said("late"))
    book.issue("mali", said("late", horizon=other))
    for _ in range(2):
        ran = resolve(briefgen, "late", "no")
        assert ran.code == 2
        assert "--horizon: 2020-06-30, 2020-09-30" in ran.err
        for horizon in ("2020-06-30", "2020-09-30"):
            assert resolve(briefgen, "late", "no", "--horizon", horizon).code == 0


def test_a_horizon_that_was_never_issued_is_refused(briefgen, book):
    """With those that were."""
    book.issue("mali", said("late"))
    ran = resolve(briefgen, "late", "no", "--horizon", "2020-07-01")
    assert ran.code == 1
    assert "never issued with the horizon 2020-07-01" in ran.err
    assert "2020-06-30" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("late", "--outcome", "no"),
        ("late", "--outcome", "no", "--because", " \n "),
        ("late", "--outcome", "no", "--because", "\udcff"),
        ("late", "--because", "It was seen."),
        ("late", "--outcome", "perhaps", "--because", "It was seen."),
        ("late", "--outcome", "no", "--because", "It was seen.", "--horizon", "June"),
    ],
)
def test_half_an_outcome_is_refused(briefgen, book, arguments):
    """No reason, a blank one, one that is no text, no outcome, a wrong one or no day: exit code 2, nothing recorded."""
    book.issue("mali", said("late"))
    assert briefgen("resolve", *arguments).code == 2
    assert states(briefgen) == {"late": "due"}


def test_text_cannot_steer_the_terminal(briefgen, book):
    """Control characters in a statement, a reason or a name are written out."""
    book.issue("mali", said("late", statement="It \x1b[31mwill.", analysts=("A\x1b[2J",)))
    resolve(briefgen, "late", "yes", "--by", "B\x1b[2J")
    assert "\x1b" not in resolve(briefgen, "late", "no").out
    assert "\x1b" not in briefgen("judgements", "--by", "analyst").out
