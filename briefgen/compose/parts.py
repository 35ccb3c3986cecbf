"""The report's parts in reading order, before their citations are numbered.

One builder a part, one row a part in `PARTS`. A part without material is left out, and leaves no heading behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from briefgen.compose.entries import (
    indicator_entries,
    rating_entries,
    scenario_entries,
    timeline_entries,
)
from briefgen.compose.people import actor_entries, leadership_entries, membership_entries
from briefgen.compose.plan import Draft, Plan
from briefgen.compose.untranslated import untranslated_part
from briefgen.model.asked import chosen_facts
from briefgen.model.assessment import Assessment
from briefgen.model.dossier import Block, Section
from briefgen.model.entries import Prose
from briefgen.model.parts import (
    ActorsPart,
    CountryPart,
    DifferencesPart,
    IndicatorsPart,
    JudgementsPart,
    MethodPart,
    RatingsPart,
    ScenariosPart,
    SectionPart,
    SummaryPart,
    TimelinePart,
)
from briefgen.model.profile import Country, IndicatorState
from briefgen.model.report import TemplateName
from briefgen.model.tongue import ENGLISH, Tongue
from briefgen.model.vocabulary import scale_in

_WATCHED = 4
"""How many indicators the summary shows."""


def _joined(blocks: Iterable[Block]) -> str:
    return "\n\n".join(block.text for block in blocks)


def _summary(plan: Plan) -> Sequence[Draft]:
    section = plan.dossier.manuscript.summary
    blocks = section.all_blocks if section else ()
    ratings = rating_entries(plan.dossier, plan.tongue)
    indicators = indicator_entries(plan.dossier.profiles, plan.tongue)
    moving = [entry for entry in indicators if entry.state in (IndicatorState.ACTIVE, IndicatorState.WATCH)]
    watch = tuple(sorted(moving, key=lambda entry: entry.state != IndicatorState.ACTIVE))[:_WATCHED]
    judgements = tuple(plan.judgements.values())
    if not (blocks or judgements or ratings):
        return ()
    part = SummaryPart(
        anchor="summary",
        label=plan.name("Executive summary"),
        lead=Prose(_joined(blocks[:1])),
        body=Prose(_joined(blocks[1:])),
        judgements=judgements,
        ratings=ratings,
        watch=watch,
        language=section.language if section else "",
    )
    return (Draft(part, (*plan.block_citations(blocks), *(fact for entry in judgements for fact in entry.basis))),)


def _sections(plan: Plan) -> Sequence[Draft]:
    return [_section(plan, section, number) for number, section in enumerate(plan.dossier.manuscript.sections, 1)]


def _section(plan: Plan, section: Section, number: int) -> Draft:
    cited = plan.block_citations([section.standfirst] if section.standfirst else [])
    differences: list[str] = []
    figures: dict[str, tuple[str, ...]] = {}
    called: list[str] = []
    anchor = f"section_{number}"
    for block in section.blocks:
        here = plan.block_citations([block])
        boxes = plan.differences_in(here)
        differences += [box.id for box in boxes]
        cited += [*here, *(fact for box in boxes for fact in box.facts)]
        for call in (call for call in block.calls if call.kind == "figure"):
            # By order: lines of the file would tell how much of it a client does not get.
            name = f"{anchor}_figure_{len(called) + 1}"
            figures[call.address] = (*figures.get(call.address, ()), name)
            plan.calls[name] = call
            called.append(name)
            cited += chosen_facts(call, plan.dossier)
    part = SectionPart(
        anchor=anchor,
        label=section.label,
        number=number,
        title=section.title,
        standfirst=Prose(section.standfirst.text) if section.standfirst else None,
        body=Prose(_joined(section.blocks), tuple(differences), figures),
        figures=tuple(called),
        language=section.language,
    )
    return Draft(part, tuple(cited))


def _judgements(plan: Plan) -> Sequence[Draft]:
    entries = tuple(plan.judgements.values())
    if not entries:
        return ()
    part = JudgementsPart(
        anchor="judgements",
        label=plan.name("Key judgements"),
        judgements=entries,
        scale=scale_in(plan.tongue, plan.report.likelihood_scale),
        figures=plan.uncalled("scale"),
    )
    return (Draft(part, tuple(fact for entry in entries for fact in entry.basis)),)


def _countries(plan: Plan) -> Sequence[Draft]:
    drafts = []
    for country in (profile for profile in plan.dossier.profiles if isinstance(profile, Country)):
        offices, bodies = leadership_entries(country, plan.dossier), membership_entries(country, plan.dossier)
        if offices or bodies:
            name = plan.tongue.text("%(country)s at a glance", country=country.name)
            part = CountryPart(
                f"country_{country.id}", name, regions=country.regions, leadership=offices, memberships=bodies
            )
            drafts.append(Draft(part, tuple(fact for each in (*offices, *bodies) for fact in each.facts)))
    return drafts


def _timeline(plan: Plan) -> Sequence[Draft]:
    scope = plan.report.timeline
    chosen = [name for name in scope.facts or plan.cited if name in plan.dossier.facts]
    entries = timeline_entries((plan.dossier.facts[name] for name in dict.fromkeys(chosen)), plan.report.language)
    entries = tuple(entry for entry in entries if not scope.since or entry.last.year >= scope.since)
    if not entries:
        return ()
    return (
        Draft(TimelinePart("timeline", plan.name("Timeline"), entries=entries), tuple(entry.fact for entry in entries)),
    )


def _ratings(plan: Plan) -> Sequence[Draft]:
    entries = rating_entries(plan.dossier, plan.tongue)
    if not entries:
        return ()
    part = RatingsPart("ratings", plan.name("Risk ratings"), ratings=entries, figures=plan.uncalled("matrix"))
    return (Draft(part, tuple(fact for entry in entries for fact in entry.facts)),)


def _scenarios(plan: Plan) -> Sequence[Draft]:
    entries = scenario_entries(plan.report)
    if not entries:
        return ()
    part = ScenariosPart("scenarios", plan.name("Scenarios"), scenarios=entries, figures=plan.uncalled("scenarios"))
    return (Draft(part, tuple(fact for entry in entries for fact in entry.basis)),)


def _indicators(plan: Plan) -> Sequence[Draft]:
    entries = indicator_entries(plan.dossier.profiles, plan.tongue)
    if not entries:
        return ()
    part = IndicatorsPart("indicators", plan.name("Indicators"), indicators=entries)
    return (Draft(part, tuple(fact for entry in entries for fact in entry.facts)),)


def _actors(plan: Plan) -> Sequence[Draft]:
    entries = actor_entries(plan.dossier, plan.cited, plan.tongue)
    if not entries:
        return ()
    part = ActorsPart("actors", plan.name("Actors"), actors=entries, figures=plan.uncalled("network"))
    return (Draft(part, tuple(fact for each in entries for fact in each.facts)),)


def _differences(plan: Plan) -> Sequence[Draft]:
    """Whatever the facts used so far leave contradicted and no section has shown."""
    found = plan.differences_in(plan.cited)
    if not found:
        return ()
    part = DifferencesPart(
        "differences", plan.name("Where sources differ"), differences=tuple(each.id for each in found)
    )
    return (Draft(part, tuple(fact for each in found for fact in each.facts)),)


def _method(plan: Plan) -> Sequence[Draft]:
    scale = scale_in(plan.tongue, plan.report.likelihood_scale) if plan.judgements else None
    return (Draft(MethodPart("method", plan.name("Method and grading"), scale=scale), ()),)


PARTS: Mapping[TemplateName, tuple[Callable[[Plan], Sequence[Draft]], ...]] = {
    "situation-report": (
        _summary,
        _sections,
        _judgements,
        _countries,
        _timeline,
        _actors,
        _ratings,
        _scenarios,
        _indicators,
        _differences,
        _method,
    ),
    "flash": (_summary, _sections, _judgements, _indicators, _differences),
    "country-profile": (
        _summary,
        _countries,
        _ratings,
        _indicators,
        _sections,
        _judgements,
        _scenarios,
        _timeline,
        _actors,
        _differences,
        _method,
    ),
}
"""Builders in reading order, by template. The annex and the closing page follow: they need the numbers."""


def plan_parts(assessment: Assessment, tongue: Tongue = ENGLISH) -> Plan:
    """Lay out every part that has material."""
    plan = Plan(assessment, tongue)
    for build in PARTS[plan.report.template]:
        plan.drafts += [draft for draft in build(plan) if draft.part.kind not in plan.dossier.left_out]
    plan.drafts += [Draft(part, ()) for part in untranslated_part(plan)]
    return plan
