"""BG312 old-news: nothing that the report uses is as new as the period it reports on.

Why it matters: an issue every week promises something of that week. One without is last week's report with a new date.

Example: `period: 2025-08-14/2025-08-20` in a report whose newest fact and newest source are of 2 August.

Mend: add what happened in the period, or say in the summary that nothing did and waive the finding for this issue.
Without a `period` the report is held against its last issue; before the first issue nothing is said.

What counts is the last day of a fact's `when`, and the day its sources were published. A time that goes on after the
report's day, such as the current year, counts from its first day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from briefgen.check.basis.leaning import inside
from briefgen.check.basis.used import used_facts
from briefgen.check.finding import Finding
from briefgen.model.assessment import Assessment
from briefgen.model.dates import PartialDate
from briefgen.model.dossier import Dossier
from briefgen.model.fact import Stance
from briefgen.model.saying import saying


def old_news(assessment: Assessment) -> Iterator[Finding]:
    """One warning where the newest thing used is older than the report's period."""
    dossier = assessment.dossier
    newest = max(_days(dossier), default=None)
    told = _too_old(newest, dossier) if newest else ""
    if told:
        place = dossier.places.get(("report", dossier.report.id))
        yield Finding(
            saying("the newest thing that the report uses is of %(newest)s, %(told)s", newest=newest, told=told),
            saying("Add what is new; where nothing is, say so in the summary and waive this."),
            inside(place, "period") if dossier.report.period else place,
            about=dossier.report.id,
        )


def _too_old(newest: date, dossier: Dossier) -> str:
    """Against what it is too old; "" where it is not."""
    period, last = dossier.report.period, dossier.record.last
    if period:
        return saying("before its period %(period)s begins", period=period) if newest < period.first else ""
    # An issue that corrects another of the same day has no days of its own.
    if last and newest <= last.issue.as_of < dossier.as_of:
        return saying(
            "and the last issue, %(number)s, spoke as of %(as_of)s already",
            number=last.issue.number,
            as_of=last.issue.as_of,
        )
    return ""


def _days(dossier: Dossier) -> Iterator[date]:
    """The day of each fact in use and of each of its sources, as far as known and not to come."""
    for name in used_facts(dossier):
        fact = dossier.facts[name]
        sources = (dossier.sources.get(each.source) for each in fact.evidence if each.stance is Stance.SUPPORTS)
        for when in (fact.when, *(source.published for source in sources if source)):
            if when and (day := _day(when, dossier.as_of)) <= dossier.as_of:
                yield day


def _day(when: PartialDate, as_of: date) -> date:
    return when.last if when.last <= as_of else when.first
