"""The room's one way through: an assessment goes in, a briefing comes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefgen.compose.annex import source_entries, summary_statement, unread_entries
from briefgen.compose.corrections import correction_line, corrections_part
from briefgen.compose.differences import difference_entry
from briefgen.compose.figure_choice import Layout
from briefgen.compose.figures import figure_specs, with_figures
from briefgen.compose.numbering import number_sources, numbers_of
from briefgen.compose.parts import plan_parts
from briefgen.compose.plan import Draft, Plan
from briefgen.compose.since import changes_draft, with_directions
from briefgen.compose.words import country_name, date_in_words, day_in_words, enumerated
from briefgen.model.assessment import Assessment
from briefgen.model.brand import Brand, Service
from briefgen.model.briefing import Briefing, Dateline, Imprint
from briefgen.model.dossier import Dossier
from briefgen.model.entries import CitedFact, Difference, Prose, RelatedReport
from briefgen.model.figure import FigureSpec, LocatorMap
from briefgen.model.grounds import reason_of
from briefgen.model.marking import Marking, highest
from briefgen.model.parts import AnnexPart, ClosingPart, Part, SummaryPart
from briefgen.model.profile import Country
from briefgen.model.report import Report
from briefgen.model.tongue import ENGLISH, Tongue
from briefgen.model.vocabulary import CREDIBILITY, RELIABILITY, series_name

_SYNTAX = re.compile(r"\s*\[[@!][^\]]*\]|\{:?[^}]*\}|[*_`]|^#+\s*", re.MULTILINE)
"""What Markdown and the content language add to plain words; links keep their text."""


_PLAIN = Imprint()


def compose(assessment: Assessment, brand: Brand, imprint: Imprint = _PLAIN, tongue: Tongue = ENGLISH) -> Briefing:
    """Choose, order, number and put into words everything that the report prints.

    Args:
        assessment: The weighed report.
        brand: Whose look it has.
        imprint: Its number, whether it is a draft, and what is not as the last issue had it.
        tongue: The program's own words in the report's language.
    """
    dossier, report = assessment.dossier, assessment.dossier.report
    plan = _with_imprint(plan_parts(assessment, tongue), imprint)
    lead, used = _lead(plan), plan.cited
    numbers = number_sources(used, dossier.facts, plan.named_sources)
    parts = (*(draft.part for draft in plan.drafts), *_last_parts(plan, brand, numbers, used))
    figures = figure_specs(Layout(plan, parts, numbers, imprint, brand))
    return Briefing(
        report_id=report.id,
        title=report.title,
        short_title=report.short_title or report.title,
        series=series_name(report.series, tongue),
        series_number=imprint.number,
        draft=imprint.draft,
        language=report.language,
        as_of=dossier.as_of,
        marking=_marking(dossier, used, numbers),
        authors=report.authors,
        brand=brand,
        dateline=_dateline(plan, numbers, imprint),
        standfirst=lead,
        description=plain_words(lead.markdown),
        parts=tuple(with_figures(part, figures) for part in parts),
        facts={name: _cited_fact(assessment, name, numbers, tongue) for name in used},
        differences=_differences(plan),
        judgements=plan.judgements,
        figures=figures,
        locator=_locator(dossier, brand, tongue),
        pictures=dossier.manuscript.assets,
        tongue=tongue,
        template=report.template,
    )


def _lead(plan: Plan) -> Prose:
    """The bottom line: the summary's first paragraph."""
    return next((draft.part.lead for draft in plan.drafts if isinstance(draft.part, SummaryPart)), Prose(""))


def _differences(plan: Plan) -> dict[str, Difference]:
    """What a reader is told of each contradiction that the report shows."""
    shown = (each for each in plan.assessment.contradictions if each.id in plan.shown)
    return {each.id: difference_entry(each, plan.dossier, plan.tongue) for each in shown}


def _with_imprint(plan: Plan, imprint: Imprint) -> Plan:
    """The plan with what there is to say about the last issue: after the summary, before all else.

    Put in when everything else is laid out, so that no other part becomes another for it.
    """
    added = []
    if imprint.corrections:
        added.append(Draft(corrections_part(imprint, plan.dossier, plan.tongue), ()))
    if imprint.changes:
        with_directions(plan, imprint.changes)
        if "changes" not in plan.dossier.left_out:
            added.append(changes_draft(plan, imprint.changes))
    at = 0
    if plan.drafts and isinstance(first := plan.drafts[0].part, SummaryPart):
        plan.drafts[0] = replace(plan.drafts[0], part=replace(first, correction=correction_line(imprint, plan.tongue)))
        at = 1
    plan.drafts[at:at] = added
    return plan


def plain_words(markdown: str) -> str:
    """Markdown without its syntax, citations included, on one line."""
    return " ".join(_SYNTAX.sub("", markdown).split())


def _last_parts(plan: Plan, brand: Brand, numbers: Mapping[str, int], used: tuple[str, ...]) -> Iterable[Part]:
    assessment, tongue = plan.assessment, plan.tongue
    if numbers:
        yield AnnexPart(
            "annex",
            plan.name("Sources"),
            sources=source_entries(assessment, numbers, used, tongue),
            unread=unread_entries(assessment, numbers, used),
            statement=summary_statement(assessment, numbers, used, tongue),
            figures=plan.uncalled("sources"),
        )
    house = brand.defaults.briefgen
    left_out = "services" in assessment.dossier.left_out
    services = () if left_out else _fitting_services(assessment.dossier, house.services)
    yield ClosingPart(
        "closing",
        plan.name("Services and contact"),
        services=services,
        offer=house.offer or "" if services else "",
        related=tuple(_related(each, assessment.dossier, tongue) for each in assessment.dossier.related),
        contact=house.contact,
        legal=house.legal,
    )


def _cited_fact(assessment: Assessment, name: str, numbers: Mapping[str, int], tongue: Tongue) -> CitedFact:
    fact, grade = assessment.dossier.facts[name], assessment.grades[name]
    unsettled = {each for found in assessment.contradictions if found.standing is None for each in found.facts}
    return CitedFact(
        id=name,
        statement=fact.statement,
        when=date_in_words(fact.when, assessment.dossier.report.language),
        grade=grade.code,
        grade_words=tongue.text(
            "%(reliability)s source, %(credibility)s",
            reliability=tongue.word(*RELIABILITY[grade.reliability]),
            credibility=tongue.word(*CREDIBILITY[grade.credibility]),
        ),
        grade_reason=reason_of(grade, tongue),
        origins=grade.origins,
        sources=numbers_of([name], assessment.dossier.facts, numbers),
        differs=name in unsettled,
        stale=name in assessment.stale,
    )


def _locator(dossier: Dossier, brand: Brand, tongue: Tongue) -> FigureSpec | None:
    codes = dossier.report.locations or tuple(sorted(_codes(dossier)))
    names = enumerated((country_name(code, dossier.report.language) for code in codes), tongue)
    caption = tongue.text("Where this report is about: %(countries)s", countries=names)
    policy = brand.defaults.briefgen.border_policy or ""
    return FigureSpec("locator", "map", 0, caption, LocatorMap(codes, policy=policy)) if codes else None


def _dateline(plan: Plan, numbers: Mapping[str, int], imprint: Imprint) -> Dateline:
    dossier, report, language = plan.dossier, plan.report, plan.report.language
    codes = report.locations or tuple(each.code for each in dossier.profiles if isinstance(each, Country))
    dated = sorted(source.published for name in numbers if (source := dossier.sources[name]).published)
    return Dateline(
        as_of=day_in_words(dossier.as_of, language),
        locations=tuple(country_name(code, language) for code in codes),
        topics=tuple(dossier.topics[name].name for name in report.topics),
        newest=date_in_words(dated[-1], language) if dated else "",
        period=_period(report, imprint, plan.tongue),
    )


def _period(report: Report, imprint: Imprint, tongue: Tongue) -> str:
    """The days that the report is about; since the last issue, where it does not say."""
    if report.period or not imprint.changes:
        return date_in_words(report.period, report.language)
    return tongue.text("Since %(day)s", day=day_in_words(imprint.changes.since_as_of, report.language))


def _marking(dossier: Dossier, used: Iterable[str], numbers: Mapping[str, int]) -> Marking:
    """The highest of everything that the report uses; the report's own label is the floor."""
    facts = [dossier.facts[name] for name in used]
    return highest(
        (
            dossier.report.marking,
            *(block.marking for section in dossier.manuscript.texts for block in section.all_blocks),
            *(row.marking for table in dossier.manuscript.tables.values() for row in table.incidents),
            *(fact.marking for fact in facts),
            *(item.marking for fact in facts for item in fact.evidence),
            *(dossier.sources[name].marking for name in numbers),
            *(judgement.marking for judgement in dossier.report.judgements),
            *(scenario.marking for scenario in dossier.report.scenarios),
            *(profile.marking for profile in dossier.profiles),
            *(rating.marking for profile in dossier.profiles for rating in profile.ratings),
            *(indicator.marking for profile in dossier.profiles for indicator in profile.indicators),
            *(dossier.actors[name].marking for fact in facts for name in fact.actors if name in dossier.actors),
        )
    )


def _fitting_services(dossier: Dossier, services: tuple[Service, ...]) -> tuple[Service, ...]:
    """Those the report names, or those that share a sector and a region with what it covers."""
    if dossier.report.services:
        return tuple(each for each in services if each.id in dossier.report.services)
    dossier = dossier.own or dossier  # The brand names sectors and regions in the desk's language.
    sectors = {sector.casefold() for profile in dossier.profiles for sector in profile.sectors}
    countries = [each for each in dossier.countries.values() if each.code in _codes(dossier)]
    regions = {name.casefold() for each in countries for name in (*each.regions, each.code, each.name)}
    return tuple(
        each
        for each in services
        if (not each.sectors or sectors & {name.casefold() for name in each.sectors})
        and (not each.regions or regions & {name.casefold() for name in each.regions})
    )


def _codes(dossier: Dossier) -> set[str]:
    return {*dossier.report.locations, *(each.code for each in dossier.profiles if isinstance(each, Country))}


def _related(other: Report, dossier: Dossier, tongue: Tongue) -> RelatedReport:
    topics = [dossier.topics[name].name for name in other.topics if name in dossier.report.topics]
    profiles = {profile.id: profile.name for profile in dossier.profiles}
    shared = [profiles[name] for name in other.covers if name in profiles]
    countries = [
        each.name
        for each in dossier.countries.values()
        if each.code in other.locations and each.code in _codes(dossier)
    ]
    shares = tuple(dict.fromkeys((*shared, *countries, *topics)))
    return RelatedReport(other.id, other.title, series_name(other.series, tongue), shares)
