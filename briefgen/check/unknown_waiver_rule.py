"""BG331 unknown-waiver-rule: a waiver names a rule that does not exist.

Why it matters: it waives nothing, while whoever wrote it believes that somebody answers for the finding.

Example: `waivers: [{rule: uncited-claims, about: outlook, …}]`; the rule is called `uncited-claim`.

Mend: write the rule's name or code as the finding shows it, in brackets at the end of its first line.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from briefgen.check.basis.leaning import inside
from briefgen.check.finding import Finding
from briefgen.check.waived import Waived
from briefgen.model.saying import saying


def unknown_waiver_rule(waived: Waived) -> Iterator[Finding]:
    """One error where the rule is not known."""
    if not waived.rule:
        near = get_close_matches(waived.waiver.rule.casefold(), waived.names, n=1)
        yield Finding(
            saying("no rule is called '%(rule)s'", rule=waived.waiver.rule),
            saying("Did you mean '%(near)s'?", near=near[0])
            if near
            else saying("Write the name or code that the finding shows in brackets."),
            inside(waived.place, "rule"),
            about=waived.waiver.about,
        )
