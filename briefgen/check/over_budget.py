"""BG322 over-budget: the summary and the sections take longer to read than the report's budget allows.

Why it matters: a reader was promised ten minutes. What does not fit is what nobody decided to leave out.

Example: `budget: {minutes: 10}` and 3,000 words, which take 13 minutes at 230 words a minute.

Counted are the words of the summary and of all sections with headings, lists, tables and captions, without citations.
Pages are measured when the report is printed, not here.

Mend: shorten the text, or raise the budget if readers agreed to that.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.finding import Finding
from briefgen.check.reading.sentences import sentences, words
from briefgen.model.assessment import Assessment
from briefgen.model.saying import saying

WORDS_A_MINUTE = 230
"""Silent reading of non-fiction is about 238 words a minute in English (Brysbaert, Journal of Memory and Language 109,
2019); the budget is kept in round figures below that."""


def over_budget(assessment: Assessment) -> Iterator[Finding]:
    """One warning where the text is longer than its budget in minutes."""
    dossier = assessment.dossier
    budget = dossier.report.budget.minutes
    if budget is None:
        return
    count = sum(len(words(each.text)) for each in sentences(dossier.manuscript, dossier.report.language))
    over = count - budget * WORDS_A_MINUTE
    if over > 0:
        place = dossier.places.get(("report", dossier.report.id))
        yield Finding(
            saying(
                "the text has %(count)s words and takes %(minutes)s minutes to read; the budget is %(budget)s",
                count=f"{count:,}",
                minutes=f"{count / WORDS_A_MINUTE:.1f}",
                budget=budget,
            ),
            saying("Take out %(over)s words, or raise the budget.", over=f"{over:,}"),
            place.inside("budget", "minutes") if place else None,
            about=dossier.report.id,
        )
