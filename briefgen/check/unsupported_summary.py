"""BG320 unsupported-summary: the summary cites a fact of which the report itself makes no use.

Why it matters: the summary is torn off and read alone. What stands in it must be what the report found; a point that no
section takes up was never argued.

Example: `summary.md` cites `[@ecowas-abuja-headline]`, and no section, judgement, scenario, rating, indicator or timeline
rests on it.

Mend: take the point up in the section that it belongs to, or take it out of the summary. A judgement that is called in the
summary needs no section: it is printed there with what it rests on. A report without sections is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.finding import Finding
from briefgen.check.reading.sentences import sentences
from briefgen.model.asked import chosen_facts
from briefgen.model.assessment import Assessment
from briefgen.model.dossier import Dossier
from briefgen.model.saying import saying


def unsupported_summary(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each fact that only the summary uses, where it is first cited there."""
    dossier = assessment.dossier
    summary = dossier.manuscript.summary
    if summary is None or not dossier.manuscript.sections:
        return
    used = _used_beyond(dossier)
    words = _first_sentences(dossier)
    calls = (call for block in summary.all_blocks for call in block.calls if call.kind == "citation")
    for name, place in (target for call in calls for target in call.placed_targets):
        if name in dossier.facts and name not in used:
            used.add(name)
            yield Finding(
                saying(
                    "the summary cites '%(name)s', which no section, judgement, scenario, rating, indicator or timeline uses",
                    name=name,
                ),
                saying("Take the point up in a section, or take it out of the summary."),
                place,
                about=name,
                words=words.get(name, ""),
            )


def _used_beyond(dossier: Dossier) -> set[str]:
    """Facts that the report uses outside its summary, those that its figures bring in included."""
    report = dossier.report
    calls = [call for section in dossier.manuscript.sections for block in section.all_blocks for call in block.calls]
    resting = (
        *(call.targets for call in calls if call.kind == "citation"),
        *(judgement.basis for judgement in report.judgements),
        *(scenario.basis for scenario in report.scenarios),
        *(rating.facts for profile in dossier.profiles for rating in profile.ratings),
        *(indicator.facts for profile in dossier.profiles for indicator in profile.indicators),
        report.timeline.facts,
    )
    drawn = {name for call in calls if call.kind == "figure" for name in chosen_facts(call, dossier)}
    return {name for names in resting for name in names} | drawn


def _first_sentences(dossier: Dossier) -> dict[str, str]:
    """The first sentence of the summary that cites each fact."""
    found: dict[str, str] = {}
    for sentence in sentences(dossier.manuscript, dossier.report.language):
        if sentence.section == "summary":
            for name in sentence.cited:
                found.setdefault(name, sentence.text)
    return found
