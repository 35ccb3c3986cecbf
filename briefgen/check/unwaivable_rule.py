"""BG334 unwaivable-rule: a waiver is for something that nobody can give leave from.

Why it matters: some findings are no question of craft. A fact without a source, a text below the label of what it
says, a reference that leads nowhere: the report would be wrong, unsafe or not printable, whoever answers for it.

Example: `rule: undermarked`.

Mend: mend what the rule finds, and take the waiver out. The table of rules says which can be waived.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.basis.leaning import inside
from briefgen.check.finding import Finding
from briefgen.check.waived import Waived
from briefgen.model.saying import saying


def unwaivable_rule(waived: Waived) -> Iterator[Finding]:
    """One error where the rule is known and cannot be waived."""
    if waived.rule and not waived.waivable:
        yield Finding(
            saying("%(rule)s cannot be waived", rule=waived.rule),
            saying("Mend what it finds, and take the waiver out."),
            inside(waived.place, "rule"),
            about=waived.waiver.about,
        )
