"""Freezing: everything that a report uses, by identity and in one form, so that issues can be kept and compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from briefgen.compose.differences import question_of
from briefgen.compose.parts import plan_parts
from briefgen.compose.plan import Plan
from briefgen.model.actor import Actor
from briefgen.model.assessment import Assessment, Contradiction
from briefgen.model.base import Noun
from briefgen.model.dossier import Dossier, Section
from briefgen.model.issue import Frozen, Item, frozen, item
from briefgen.model.marking import highest
from briefgen.model.parts import ActorsPart, CountryPart
from briefgen.model.profile import Country, Profile
from briefgen.model.register import IssuedJudgement
from briefgen.model.report import Judgement
from briefgen.model.scales import SCALES, risk_level
from briefgen.model.source import resting_on

_NOT_OF_THE_REPORT = frozenset({"judgements", "scenarios", "schedule", "waivers", "status", "budget", "as_of"})
"""Frozen as items of their own, or nothing that a reader sees."""

_NOT_OF_THE_PROFILE = frozenset({"ratings", "indicators", "reviewed", "aliases"})


def freeze(assessment: Assessment, others: Iterable[Assessment] = ()) -> Frozen:
    """Everything that the report uses, by identity.

    The day is no content: as long as the same is used, the digest stays. Nor is the order of entries in a file; the
    order of sections is.

    Args:
        assessment: The report in its own language.
        others: The same in the other languages that it exists in: their texts are content too, and are approved with it.
    """
    dossier = assessment.dossier
    items = _distinct(_items(_Used(plan_parts(assessment))))
    translated = [each for other in others for each in _translations(other, items)]
    return frozen(dossier.report.id, dossier.as_of, (*items, *translated))


def _translations(other: Assessment, own: Iterable[Item]) -> Iterator[Item]:
    """What the report says otherwise in another language: its items that are not as in its own."""
    language = other.dossier.report.language
    there = {(each.kind, each.key): _said(each) for each in own}
    for each in _distinct(_items(_Used(plan_parts(other)))):
        said = _said(each)
        if said != there.get((each.kind, each.key)):
            yield item("translation", f"{language}/{each.kind}/{each.key}", said)


def _said(each: Item) -> dict[str, Any]:
    """An item without its grade, whose words are the program's own."""
    return {name: value for name, value in each.value.items() if name != "weighed"}


def issued_judgements(assessment: Assessment) -> tuple[IssuedJudgement, ...]:
    """The report's judgements as its issue prints them, in its order: what goes into the register."""
    report = assessment.dossier.report
    return tuple(
        IssuedJudgement(
            judgement=each.id,
            statement=each.statement,
            horizon=each.horizon,
            analysts=_analysts(each, assessment.dossier),
            likelihood=each.likelihood,
            scale=report.likelihood_scale,
            low=band.low,
            high=band.high,
            confidence=each.confidence.value,
        )
        for each in report.judgements
        if (band := SCALES[report.likelihood_scale].band(each.likelihood))
    )


@dataclass(frozen=True)
class _Used:
    """What a report prints, by id."""

    plan: Plan

    @property
    def assessment(self) -> Assessment:
        return self.plan.assessment

    @property
    def dossier(self) -> Dossier:
        return self.plan.dossier

    @cached_property
    def facts(self) -> tuple[str, ...]:
        return self.plan.cited

    @cached_property
    def reached(self) -> frozenset[str]:
        """Sources and actors that the facts rest on, directly or through others."""
        passages = [each for name in self.facts for each in self.dossier.facts[name].evidence]
        carried = (name for each in passages for name in (each.source, *each.origins))
        return resting_on((*carried, *self.plan.named_sources), self.dossier.sources)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return tuple(each for each in self.assessment.contradictions if each.id in self.plan.shown)

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """Actors with an entry of their own."""
        parts = (draft.part for draft in self.plan.drafts)
        return tuple(actor.id for part in parts if isinstance(part, ActorsPart) for actor in part.actors)

    @cached_property
    def named(self) -> frozenset[str]:
        """Actors of whom only the name is printed: in offices, relations and questions, and behind sources."""
        names = {*self.reached, *(each.subject for each in self.contradictions)}
        for actor in (_actor(self.dossier.actors[name], self.dossier) for name in self.listed):
            names |= {role["of"] for role in actor["roles"]} | {relation["to"] for relation in actor["relations"]}
        if any(isinstance(draft.part, CountryPart) for draft in self.plan.drafts):
            for country in (profile for profile in self.dossier.profiles if isinstance(profile, Country)):
                names |= {each.actor for each in country.leadership} | {each.body for each in country.memberships}
        return frozenset(names & self.dossier.actors.keys()) - set(self.listed)


def _items(used: _Used) -> Iterator[Item]:
    yield item("report", used.dossier.report.id, _report(used.dossier))
    for name in used.facts:
        yield item("fact", name, {**_data(used.dossier.facts[name]), "weighed": _weighed(used.assessment, name)})
    for name in used.reached & used.dossier.sources.keys():
        yield item("source", name, _data(used.dossier.sources[name]))
    for name in used.listed:
        yield item("actor", name, _actor(used.dossier.actors[name], used.dossier))
    for name in used.named:
        yield item("actor", name, {"id": name, "name": used.dossier.actors[name].name})
    for contradiction in used.contradictions:
        yield item("contradiction", contradiction.id, _contradiction(contradiction, used.dossier))
    yield from _conclusions(used.dossier)
    for profile in used.dossier.profiles:
        yield from _profile(profile, used.dossier)
    yield from _sections(used.dossier)


def _report(dossier: Dossier) -> dict[str, Any]:
    """The report's own data, with the names under which its topics are printed."""
    names = {name: dossier.topics[name].name for name in dossier.report.topics if name in dossier.topics}
    return {**_data(dossier.report, _NOT_OF_THE_REPORT), "topic_names": names}


def _weighed(assessment: Assessment, name: str) -> dict[str, Any]:
    grade = assessment.grades[name]
    return {
        "code": grade.code,
        "reliability": grade.reliability.value,
        "credibility": grade.credibility,
        "origins": grade.origins,
        "reason": grade.reason,
    }


def _actor(actor: Actor, dossier: Dossier) -> dict[str, Any]:
    """The actor, with those roles and relations that a fact at hand carries: no others are printed."""
    value = _data(actor)
    for key in ("roles", "relations"):
        kept = [{**each, "facts": [name for name in each["facts"] if name in dossier.facts]} for each in value[key]]
        value[key] = [each for each in kept if each["facts"]]
    return value


def _contradiction(found: Contradiction, dossier: Dossier) -> dict[str, Any]:
    asserted = ((name, dossier.facts[name].asserts) for name in found.facts)
    return {
        "facts": found.facts,
        "values": {name: each.value for name, each in asserted if each},
        "standing": found.standing,
        "reason": found.reason,
        "question": question_of(found, dossier),
    }


def _conclusions(dossier: Dossier) -> Iterator[Item]:
    """Judgements, with the band that they were printed with, and scenarios."""
    scale = SCALES[dossier.report.likelihood_scale]
    for judgement in dossier.report.judgements:
        band = scale.band(judgement.likelihood)
        printed = {"low": band.low, "high": band.high, "range": band.printed} if band else {}
        analysts = _analysts(judgement, dossier)
        yield item("judgement", judgement.id, {**_data(judgement), "scale": scale.key, **printed, "analysts": analysts})
    for scenario in dossier.report.scenarios:
        yield item("scenario", scenario.id, _data(scenario))


def _analysts(judgement: Judgement, dossier: Dossier) -> tuple[str, ...]:
    """Who answers for it."""
    return (judgement.analyst,) if judgement.analyst else dossier.report.authors


def _profile(profile: Profile, dossier: Dossier) -> Iterator[Item]:
    for index, rating in enumerate(profile.ratings):
        level = risk_level(rating.likelihood, rating.impact)
        value = {**_data(rating), "level": level, "profile": profile.name}
        yield item("rating", dossier.rating_key(profile.id, index), value)
    for indicator in profile.indicators:
        yield item("indicator", f"{profile.id}/{indicator.id}", {**_data(indicator), "profile": profile.name})
    yield item("profile", profile.id, _data(profile, _NOT_OF_THE_PROFILE))


def _sections(dossier: Dossier) -> Iterator[Item]:
    """The summary at position 0 and the sections from 1, whatever number their files begin with."""
    manuscript = dossier.manuscript
    if manuscript.summary:
        yield item("section", "summary", _section(manuscript.summary, 0, dossier))
    for position, section in enumerate(manuscript.sections, 1):
        yield item("section", section.name, _section(section, position, dossier))


def _section(section: Section, position: int, dossier: Dossier) -> dict[str, Any]:
    blocks = section.all_blocks
    assets = dossier.manuscript.assets
    pictures = [call.targets[0] for block in blocks for call in block.calls if call.kind == "picture"]
    tables = dossier.manuscript.tables
    figures = (call for block in blocks for call in block.calls if call.kind == "figure")
    asked = [dict(call.parameters).get("data", "") for call in figures]
    value: dict[str, Any] = {
        "title": section.title or ("Executive summary" if position == 0 else section.label),
        "position": position,
        "text": "\n\n".join(block.text for block in blocks),
        "marking": highest(tuple(block.marking for block in blocks)).value,
    }
    # What a picture shows and a table counts is content: another one under the same name is not what was approved.
    shown = {name: assets[name].sha256 for name in pictures if name in assets}
    counted = {name: tables[name].sha256 for name in asked if name in tables}
    instead = [text for block in blocks for _, text in block.redacted]
    value |= {"redacted": instead} if instead else {}
    return {**value, **({"pictures": shown} if shown else {}), **({"tables": counted} if counted else {})}


def _data(noun: Noun, left_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    return noun.model_dump(mode="json", exclude=set(left_out))


def _distinct(items: Iterable[Item]) -> Sequence[Item]:
    """Items whose kind and key stand for one of them alone: a second "Security" of a profile becomes "Security#2"."""
    seen: dict[tuple[str, str], int] = {}
    kept = []
    for each in items:
        count = seen[each.kind, each.key] = seen.get((each.kind, each.key), 0) + 1
        kept.append(Item(each.kind, f"{each.key}#{count}", each.data) if count > 1 else each)
    return kept
