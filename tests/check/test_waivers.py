"""Waivers: what they take out, and what is said of the waivers themselves."""

from datetime import date, timedelta

import pytest

from briefgen.check.rules import RULES
from briefgen.check.waivers import WAIVER_RULES, apply_waivers, without_waived
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.place import Place
from briefgen.model.report import Report, Waiver

DAY = date(2025, 8, 20)
PLACE = Place("seeds/reports/mali/report.yaml")
FOUND = Diagnostic(
    "BG306", "single-origin-judgement", Severity.WARNING, "m", "h", PLACE.inside("judgements", 0), about="holds"
)
IN_TEXT = Diagnostic(
    "BG306", "single-origin-judgement", Severity.WARNING, "m", about="holds", words="It  was\nsigned, in Moscow."
)
OTHERS = (("BG107", "unknown-id"), ("BG402", "missing-letter"))


def waiver(**fields):
    """A waiver of the finding, which holds."""
    given = {"rule": "single-origin-judgement", "about": "holds", "role": "Chief editor", "reason": "R.", "until": DAY}
    return Waiver.model_validate({**given, **fields})


def applied(*waivers, found=(FOUND,)):
    """What remains of findings."""
    report = Report(id="mali", title="Mali", covers=("mali",), waivers=waivers)
    return apply_waivers(found, report, DAY, PLACE, OTHERS)


@pytest.mark.parametrize("rule", ["single-origin-judgement", "Single-Origin-Judgement", "BG306", "bg306"])
def test_a_waiver_takes_its_finding_out(rule):
    """By the rule's name or code, in any case; nothing is said of it."""
    assert applied(waiver(rule=rule)) == ()


def test_without_waivers_nothing_changes():
    """All findings, in their order."""
    assert applied(found=(FOUND, IN_TEXT)) == (FOUND, IN_TEXT)


@pytest.mark.parametrize(
    ("words", "covered"),
    [
        (None, True),
        ("it was signed", True),
        ("Signed,   in\nMOSCOW", True),
        ("it wassigned", False),
        ("never signed", False),
    ],
)
def test_words_stand_in_the_finding(words, covered):
    """Whatever the case and the white space; without words the whole of it is covered."""
    left = applied(waiver(words=words), found=(IN_TEXT,))
    assert (IN_TEXT not in left) is covered
    assert [each.name for each in left if each is not IN_TEXT] == ([] if covered else ["unused-waiver"])


def test_a_waiver_with_words_covers_no_finding_without():
    """It was given for a sentence."""
    assert FOUND in applied(waiver(words="signed"))


@pytest.mark.parametrize("fields", [{"about": "other"}, {"rule": "old-news"}])
def test_a_waiver_covers_nothing_else(fields):
    """Another id or another rule stays, and the waiver is told to be of no use."""
    left = applied(waiver(**fields))
    assert left[0] == FOUND
    assert [(each.code, each.severity) for each in left[1:]] == [("BG333", Severity.WARNING)]
    assert left[1].place == PLACE.inside("waivers", 0, "about")


def test_an_expired_waiver_covers_nothing_and_says_so():
    """It holds to the end of its last day, and then the finding comes back."""
    left = applied(waiver(until=DAY - timedelta(1)))
    assert left[0] == FOUND
    assert [(each.code, each.severity, each.place.pointer) for each in left[1:]] == [
        ("BG332", Severity.WARNING, ("waivers", 0, "until"))
    ]
    assert left[1].message == (
        "the waiver of BG306 single-origin-judgement on 'holds' ended on 2025-08-19; what it covers is reported again"
    )
    assert left[1].hint == "Mend it, or ask again: Chief editor."


def test_an_expired_waiver_of_nothing_is_told_once():
    """As expired, not as unused too."""
    (left,) = applied(waiver(until=DAY - timedelta(1)), found=())
    assert (left.code, left.hint) == ("BG332", "Take it out.")


@pytest.mark.parametrize(
    ("rule", "hint"),
    [
        ("single-origin-judgment", "Did you mean 'single-origin-judgement'?"),
        ("BG999", "Write the name or code that the finding shows in brackets."),
    ],
)
def test_a_rule_that_does_not_exist_is_an_error(rule, hint):
    """With the nearest name as its remedy; it waives nothing."""
    left = applied(waiver(rule=rule))
    assert left[0] == FOUND
    assert [(each.code, each.severity, each.hint, each.place.pointer[-1]) for each in left[1:]] == [
        ("BG331", Severity.ERROR, hint, "rule")
    ]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("undermarked", Diagnostic("BG315", "undermarked", Severity.ERROR, "m", about="holds")),
        ("BG402", Diagnostic("BG402", "missing-letter", Severity.ERROR, "m", about="holds")),
        ("unknown-id", Diagnostic("BG107", "unknown-id", Severity.ERROR, "m", about="holds")),
        ("expired-waiver", Diagnostic("BG332", "expired-waiver", Severity.WARNING, "m", about="holds")),
    ],
)
def test_what_cannot_be_waived_stays(rule, found):
    """Whether a rule finds it, or loading, printing or the look at waivers; the waiver is an error."""
    left = applied(waiver(rule=rule), found=(found,))
    assert left[0] == found
    assert [(each.code, each.severity) for each in left[1:]] == [("BG334", Severity.ERROR)]
    assert left[1].message == f"{found.code} {found.name} cannot be waived"


def test_one_waiver_covers_all_that_it_describes_and_two_may_cover_one():
    """Neither is unused."""
    assert applied(waiver(), found=(FOUND, IN_TEXT)) == ()
    assert applied(waiver(), waiver(words="signed"), found=(FOUND, IN_TEXT)) == ()


def test_every_waivable_rule_can_be_waived_and_no_other():
    """The table decides."""
    for rule in (*RULES, *WAIVER_RULES):
        found = Diagnostic(rule.code, rule.name, rule.severity, "m", about="holds")
        assert (found not in applied(waiver(rule=rule.code), found=(found,))) is rule.waivable, rule.name


def test_what_only_printing_shows_is_not_said_to_be_missing():
    """A waiver of the page budget covers what is found once the report is printed."""
    pages = waiver(rule="over-budget", about="pages")
    assert "unused-waiver" not in [each.name for each in applied(pages, found=())]


def test_what_is_found_later_is_covered_too():
    """Without a second look at the waivers themselves."""
    report = Report(id="mali", title="Mali", covers=("mali",), waivers=(waiver(), waiver(about="other")))
    assert without_waived([FOUND], report, DAY) == ()
    assert without_waived([FOUND], report, DAY + timedelta(1)) == (FOUND,)


def test_a_report_whose_file_is_not_known_can_have_waivers():
    """Findings on them have no place then."""
    report = Report(id="mali", title="Mali", covers=("mali",), waivers=(waiver(),))
    (left,) = apply_waivers((), report, DAY, None)
    assert (left.code, left.place) == ("BG333", None)
