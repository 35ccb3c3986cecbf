"""Which facts a report leans on."""

from __future__ import annotations

from briefgen.model.dossier import Dossier


def used_facts(dossier: Dossier) -> frozenset[str]:
    """Ids of the facts that the text cites or that judgements, scenarios, ratings, indicators and the timeline rest on."""
    report = dossier.report
    resting = (
        *(call.targets for call in dossier.manuscript.calls if call.kind == "citation"),
        *(judgement.basis for judgement in report.judgements),
        *(scenario.basis for scenario in report.scenarios),
        *(rating.facts for profile in dossier.profiles for rating in profile.ratings),
        *(indicator.facts for profile in dossier.profiles for indicator in profile.indicators),
        report.timeline.facts,
    )
    return frozenset(name for facts in resting for name in facts if name in dossier.facts)
