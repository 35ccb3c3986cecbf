"""BG304 misplaced-figure: a figure is called in the summary or in a standfirst.

Why it matters: the summary is one page, and the cover repeats its first paragraph; a figure would print in neither.

Example: `![Scale](figure:scale)` in `summary.md`.

Mend: call it in the section that it belongs to. Judgements and ratings stand in the summary without being called.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying


def misplaced_figure(assessment: Assessment) -> Iterator[Finding]:
    """One error for each figure called outside a section's text."""
    manuscript = assessment.dossier.manuscript
    summary = manuscript.summary.all_blocks if manuscript.summary else ()
    standfirsts = (section.standfirst for section in manuscript.sections if section.standfirst)
    for block in (*summary, *standfirsts):
        for call in block.calls:
            if call.kind == "figure":
                yield Finding(
                    saying(
                        "the figure '%(address)s' stands in the summary or a standfirst, where no figure is printed",
                        address=call.address,
                    ),
                    saying("Call it in the text of a section."),
                    call.place,
                    about=call.targets[0],
                )
