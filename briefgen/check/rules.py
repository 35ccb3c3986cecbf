"""The rules, one row each. A rule's file is its manual page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefgen.check.contradicted_fact import contradicted_fact
from briefgen.check.figure_without_data import figure_without_data
from briefgen.check.finding import Finding
from briefgen.check.misplaced_figure import misplaced_figure
from briefgen.check.past_horizon import past_horizon
from briefgen.check.stale_fact import stale_fact
from briefgen.check.unsupported_fact import unsupported_fact
from briefgen.check.unsupported_grade import unsupported_grade
from briefgen.model.assessment import Assessment
from briefgen.model.diagnostic import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: `BG` and three digits, never given to another rule.
        severity: Of its findings.
        find: What looks for it. Its name, with hyphens, is the rule's; its module's docstring is the rule's page.
        waivable: Whether a report may be given leave from it.
    """

    code: str
    severity: Severity
    find: Callable[[Assessment], Iterator[Finding]]
    waivable: bool = True

    @property
    def name(self) -> str:
        """The fault in kebab-case, as a noun phrase: `stale-fact`."""
        return self.find.__name__.replace("_", "-")

    @property
    def page(self) -> str:
        """The manual page: what, why it matters, example, mend."""
        return sys.modules[self.find.__module__].__doc__ or ""

    def diagnostic(self, found: Finding) -> Diagnostic:
        """A finding with the rule's code, name and severity."""
        return Diagnostic(
            self.code,
            self.name,
            self.severity,
            found.message,
            found.hint,
            found.place,
            about=found.about,
            words=found.words,
        )


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES = (
    Rule("BG201", _ERROR, unsupported_grade, waivable=False),
    Rule("BG202", _WARNING, stale_fact),
    Rule("BG203", _NOTE, contradicted_fact),
    Rule("BG204", _ERROR, unsupported_fact, waivable=False),
    Rule("BG301", _WARNING, past_horizon),
    Rule("BG302", _ERROR, figure_without_data, waivable=False),
    Rule("BG304", _ERROR, misplaced_figure, waivable=False),
)


def check(assessment: Assessment) -> tuple[Diagnostic, ...]:
    """Everything that the rules find in one report."""
    return tuple(rule.diagnostic(found) for rule in RULES for found in rule.find(assessment))
