"""What a report in another language than its own does not have in that language: named at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefgen.compose.words import capital, language_name
from briefgen.model.entries import Prose
from briefgen.model.parts import SectionPart
from briefgen.model.tongue import Tongue

if TYPE_CHECKING:
    from briefgen.compose.plan import Plan

_OWN = frozenset({"report", "country", "topic", "label"})
"""Words of the report and its profiles themselves: titles, offices, names."""


def untranslated_part(plan: Plan) -> Sequence[SectionPart]:
    """The note; () where everything is translated, and where the report is in its own language."""
    dossier, tongue = plan.dossier, plan.tongue
    if not dossier.untranslated or not dossier.own:
        return ()
    own = language_name(dossier.own.report.language, tongue.language)
    lead = tongue.text(
        "What is not translated is printed in the language it was written in, %(language)s:", language=own
    )
    body = "\n".join((lead, "", *(f"- {capital(line)}" for line in _lines(plan, tongue))))
    return (
        SectionPart("untranslated", tongue.text("Languages"), title=tongue.text("Not translated"), body=Prose(body)),
    )


def _lines(plan: Plan, tongue: Tongue) -> Iterator[str]:
    """Sections by their titles, one a line, for a title may have commas; all else counted."""
    gaps = plan.dossier.untranslated
    numbers = Counter("report" if gap.kind in _OWN else gap.kind for gap in gaps)
    for title in (gap.name for gap in gaps if gap.kind == "section"):
        yield tongue.count("section: %(titles)s", "sections: %(titles)s", 1, titles=title)
    counted = {
        "report": tongue.count("%(num)d name or title", "%(num)d names and titles", numbers["report"]),
        "judgement": tongue.count("%(num)d judgement", "%(num)d judgements", numbers["judgement"]),
        "scenario": tongue.count("%(num)d scenario", "%(num)d scenarios", numbers["scenario"]),
        "rating": tongue.count("%(num)d rating", "%(num)d ratings", numbers["rating"]),
        "indicator": tongue.count("%(num)d indicator", "%(num)d indicators", numbers["indicator"]),
        "fact": tongue.count("%(num)d fact", "%(num)d facts", numbers["fact"]),
        "actor": tongue.count("%(num)d actor", "%(num)d actors", numbers["actor"]),
        "source": tongue.count("%(num)d source", "%(num)d sources", numbers["source"]),
    }
    yield from (line for kind, line in counted.items() if numbers[kind])
