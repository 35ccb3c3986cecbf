"""Waivers: findings that somebody answers for are taken out, and the waivers themselves are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from briefgen.check.basis.leaning import inside
from briefgen.check.expired_waiver import expired_waiver
from briefgen.check.rules import RULES, Rule
from briefgen.check.unknown_waiver_rule import unknown_waiver_rule
from briefgen.check.unused_waiver import unused_waiver
from briefgen.check.unwaivable_rule import unwaivable_rule
from briefgen.check.waived import Waived
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.place import Place
from briefgen.model.report import Report, Waiver

WAIVER_RULES: tuple[Rule[Waived], ...] = (
    Rule("BG331", Severity.ERROR, unknown_waiver_rule, waivable=False),
    Rule("BG332", Severity.WARNING, expired_waiver, waivable=False),
    Rule("BG333", Severity.WARNING, unused_waiver, waivable=False),
    Rule("BG334", Severity.ERROR, unwaivable_rule, waivable=False),
)
"""What can be wrong with a waiver. None of it can be waived."""

_LATER = frozenset({("over-budget", "pages")})
"""Rule and `about` of what is found only once the report is printed."""


def apply_waivers(
    diagnostics: Sequence[Diagnostic],
    report: Report,
    as_of: date,
    place: Place | None,
    others: Iterable[tuple[str, str]] = (),
) -> tuple[Diagnostic, ...]:
    """What remains of a report's findings, and what is wrong with its waivers.

    A waiver covers a finding of its rule about its `about`; where it has `words`, these must stand in the finding's,
    whatever the case and the white space. It holds to the end of its last day. Only what rules find can be waived.

    Args:
        diagnostics: All that was found on the report.
        report: With its waivers.
        as_of: The day the report speaks from.
        place: Of report.yaml.
        others: Code and name of what the program reports besides the rules' findings; none of it can be waived.
    """
    waived = [
        _held(each, inside(place, "waivers", index), as_of, diagnostics, tuple(others))
        for index, each in enumerate(report.waivers)
    ]
    about = [rule.diagnostic(found) for each in waived for rule in WAIVER_RULES for found in rule.find(each)]
    return (*without_waived(diagnostics, report, as_of), *about)


def without_waived(diagnostics: Iterable[Diagnostic], report: Report, as_of: date) -> tuple[Diagnostic, ...]:
    """Findings that no waiver of the report covers; for what is found later too, once a page is printed."""
    waivable = {rule.code for rule in RULES if rule.waivable}
    valid = [waiver for waiver in report.waivers if waiver.until >= as_of]
    return tuple(
        found
        for found in diagnostics
        if found.code not in waivable or not any(_covers(waiver, found) for waiver in valid)
    )


def _held(
    waiver: Waiver,
    place: Place | None,
    as_of: date,
    diagnostics: Iterable[Diagnostic],
    others: tuple[tuple[str, str], ...],
) -> Waived:
    """A waiver against what was found."""
    waivable = {rule.code: rule.name for rule in RULES if rule.waivable}
    fixed = {rule.code: rule.name for rule in RULES if not rule.waivable} | dict(others)
    fixed |= {rule.code: rule.name for rule in WAIVER_RULES}
    known = [(code, name) for code, name in (*waivable.items(), *fixed.items()) if _means(waiver, code, name)]
    code, name = known[0] if known else ("", "")
    return Waived(
        waiver,
        place,
        as_of,
        rule=f"{code} {name}".strip(),
        waivable=code in waivable,
        covered=sum(1 for found in diagnostics if _covers(waiver, found)),
        looked=(name, waiver.about) not in _LATER,
        names=tuple(waivable.values()),
    )


def _covers(waiver: Waiver, found: Diagnostic) -> bool:
    return (
        _means(waiver, found.code, found.name)
        and waiver.about == found.about
        and (not waiver.words or _flat(waiver.words) in _flat(found.words))
    )


def _means(waiver: Waiver, code: str, name: str) -> bool:
    return waiver.rule.casefold() in (code.casefold(), name)


def _flat(text: str) -> str:
    """The text in small letters, its white space evened out."""
    return " ".join(text.casefold().split())
