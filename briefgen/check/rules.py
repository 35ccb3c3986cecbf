"""The rules, one row each. A rule's file is its manual page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from briefgen.check.circular_sourcing import circular_sourcing
from briefgen.check.contradicted_fact import contradicted_fact
from briefgen.check.differing_date import differing_date
from briefgen.check.differing_name import differing_name
from briefgen.check.differing_number import differing_number
from briefgen.check.empty_heading import empty_heading
from briefgen.check.figure_without_data import figure_without_data
from briefgen.check.finding import Finding
from briefgen.check.foreign_likelihood_term import foreign_likelihood_term
from briefgen.check.idle_figure_value import idle_figure_value
from briefgen.check.likelihood_with_confidence import likelihood_with_confidence
from briefgen.check.misplaced_figure import misplaced_figure
from briefgen.check.mixed_scales import mixed_scales
from briefgen.check.old_news import old_news
from briefgen.check.over_budget import over_budget
from briefgen.check.overlapping_scenarios import overlapping_scenarios
from briefgen.check.overstated_judgement import overstated_judgement
from briefgen.check.past_horizon import past_horizon
from briefgen.check.reused_passage import reused_passage
from briefgen.check.reworded_judgement import reworded_judgement
from briefgen.check.short_rating_history import short_rating_history
from briefgen.check.single_origin_judgement import single_origin_judgement
from briefgen.check.stale_fact import stale_fact
from briefgen.check.stale_profile import stale_profile
from briefgen.check.two_spellings import two_spellings
from briefgen.check.uncited_claim import uncited_claim
from briefgen.check.undermarked import undermarked
from briefgen.check.unexplained_change import unexplained_change
from briefgen.check.unfounded_indicator import unfounded_indicator
from briefgen.check.unmarked_quotation import unmarked_quotation
from briefgen.check.unreasoned_resolution import unreasoned_resolution
from briefgen.check.unspelled_acronym import unspelled_acronym
from briefgen.check.unsupported_fact import unsupported_fact
from briefgen.check.unsupported_grade import unsupported_grade
from briefgen.check.unsupported_summary import unsupported_summary
from briefgen.check.untranslated import untranslated
from briefgen.check.vague_hedge import vague_hedge
from briefgen.check.withdrawn_source import withdrawn_source
from briefgen.model.assessment import Assessment
from briefgen.model.diagnostic import Diagnostic, Severity

Judged = TypeVar("Judged")
"""What a rule looks at: a whole assessment, or one waiver."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[Judged]):
    """One rule.

    Attributes:
        code: `BG` and three digits, never given to another rule.
        severity: Of its findings.
        find: What looks for it. Its name, with hyphens, is the rule's; its module's docstring is the rule's page.
        waivable: Whether a report may be given leave from it.
    """

    code: str
    severity: Severity
    find: Callable[[Judged], Iterator[Finding]]
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

RULES: tuple[Rule[Assessment], ...] = (
    Rule("BG201", _ERROR, unsupported_grade, waivable=False),
    Rule("BG202", _WARNING, stale_fact),
    Rule("BG203", _NOTE, contradicted_fact),
    Rule("BG204", _ERROR, unsupported_fact, waivable=False),
    Rule("BG205", _ERROR, withdrawn_source, waivable=False),
    Rule("BG206", _ERROR, circular_sourcing),
    Rule("BG207", _ERROR, unreasoned_resolution),
    Rule("BG208", _WARNING, stale_profile),
    Rule("BG301", _WARNING, past_horizon),
    Rule("BG302", _ERROR, figure_without_data, waivable=False),
    Rule("BG304", _ERROR, misplaced_figure, waivable=False),
    Rule("BG305", _WARNING, uncited_claim),
    Rule("BG306", _WARNING, single_origin_judgement),
    Rule("BG307", _WARNING, overstated_judgement),
    Rule("BG308", _WARNING, foreign_likelihood_term),
    Rule("BG309", _WARNING, mixed_scales),
    Rule("BG310", _WARNING, likelihood_with_confidence),
    Rule("BG311", _WARNING, vague_hedge),
    Rule("BG312", _WARNING, old_news),
    Rule("BG313", _WARNING, overlapping_scenarios),
    Rule("BG314", _WARNING, unfounded_indicator),
    Rule("BG315", _ERROR, undermarked, waivable=False),
    Rule("BG316", _WARNING, differing_number),
    Rule("BG317", _WARNING, differing_date),
    Rule("BG318", _WARNING, differing_name),
    Rule("BG319", _WARNING, unmarked_quotation),
    Rule("BG320", _WARNING, unsupported_summary),
    Rule("BG321", _WARNING, empty_heading),
    Rule("BG322", _WARNING, over_budget),
    Rule("BG323", _WARNING, reused_passage),
    Rule("BG324", _WARNING, unspelled_acronym),
    Rule("BG325", _WARNING, two_spellings),
    Rule("BG326", _ERROR, unexplained_change),
    Rule("BG327", _WARNING, reworded_judgement),
    Rule("BG328", _WARNING, untranslated),
    Rule("BG329", _WARNING, short_rating_history),
    Rule("BG330", _WARNING, idle_figure_value),
)


def check(assessment: Assessment, *, errors_alone: bool = False) -> tuple[Diagnostic, ...]:
    """Everything that the rules find in one report.

    Args:
        assessment: The report, weighed.
        errors_alone: Whether only what stops a build is looked for, which takes a tenth of the time.
    """
    rules = (rule for rule in RULES if rule.severity is _ERROR or not errors_alone)
    return tuple(rule.diagnostic(found) for rule in rules for found in rule.find(assessment))
