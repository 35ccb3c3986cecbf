"""The rules, one row each. A rule's file is its manual page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefgen.check.contradicted_fact import contradicted_fact
from briefgen.check.figure_without_data import figure_without_data
from briefgen.check.misplaced_figure import misplaced_figure
from briefgen.check.past_horizon import past_horizon
from briefgen.check.stale_fact import stale_fact
from briefgen.check.unsupported_fact import unsupported_fact
from briefgen.check.unsupported_grade import unsupported_grade
from briefgen.model.assessment import Assessment
from briefgen.model.diagnostic import Diagnostic

RULES: tuple[Callable[[Assessment], Iterator[Diagnostic]], ...] = (
    unsupported_fact,
    unsupported_grade,
    stale_fact,
    contradicted_fact,
    past_horizon,
    figure_without_data,
    misplaced_figure,
)


def check(assessment: Assessment) -> tuple[Diagnostic, ...]:
    """Everything that the rules find in one report."""
    return tuple(found for rule in RULES for found in rule(assessment))
