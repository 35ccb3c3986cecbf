"""What keeps an edition from going out: conclusions without a basis, scenarios that no longer sum up, nothing to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.model.client import Client
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dossier import Dossier
from briefgen.model.marking import Marking
from briefgen.model.profile import Country, Profile
from briefgen.model.saying import saying
from briefgen.release.codes import fault
from briefgen.release.verdict import Verdict

_WHOLE = 100
"""Percent."""


def faults(before: Dossier, after: Dossier, client: Client, verdict: Verdict) -> Iterator[Diagnostic]:
    """Errors of one edition."""
    report, place = before.report, before.places.get(("report", before.report.id))
    for index, each in enumerate(report.judgements):
        if _loose(each.marking, each.basis, verdict):
            what = saying(
                "the judgement '%(judgement)s' is free for the client '%(client)s', and all it rests on is withheld: %(basis)s",
                judgement=each.id,
                client=client.id,
                basis=_named(each.basis, verdict),
            )
            yield fault("withheld-basis", what, place and place.inside("judgements", index, "basis"), each.id)
    for profile in (each for each in before.profiles if each.id not in verdict.profiles):
        yield from _of_profile(profile, before, client, verdict)
    left = sum(each.probability_percent for each in after.report.scenarios)
    if after.report.scenarios and left != _WHOLE:
        gone = [each.id for each in report.scenarios if each.id not in {one.id for one in after.report.scenarios}]
        what = saying(
            "without %(scenarios)s the scenarios for the client '%(client)s' sum to %(sum)s, not 100",
            scenarios=", ".join(f"'{name}'" for name in gone),
            client=client.id,
            sum=left,
        )
        yield fault("withheld-scenario", what, place and place.inside("scenarios"))
    if before.manuscript.texts and not after.manuscript.texts:
        what = saying(
            "nothing of the text of '%(report)s' is left for the client '%(client)s'",
            report=report.id,
            client=client.id,
        )
        yield fault("empty-edition", what, place, report.id)


def _of_profile(profile: Profile, before: Dossier, client: Client, verdict: Verdict) -> Iterator[Diagnostic]:
    place = before.places.get(("country" if isinstance(profile, Country) else "topic", profile.id))
    for index, rating in enumerate(profile.ratings):
        if _loose(rating.marking, rating.facts, verdict):
            what = saying(
                "the rating '%(rating)s' is free for the client '%(client)s', and all it rests on is withheld: %(basis)s",
                rating=f"{profile.id}/{rating.category}",
                client=client.id,
                basis=_named(rating.facts, verdict),
            )
            yield fault("withheld-basis", what, place and place.inside("ratings", index, "facts"), rating.category)
    for index, indicator in enumerate(profile.indicators):
        if _loose(indicator.marking, indicator.facts, verdict):
            what = saying(
                "the indicator '%(indicator)s' is free for the client '%(client)s', and all it rests on is withheld: %(basis)s",
                indicator=indicator.id,
                client=client.id,
                basis=_named(indicator.facts, verdict),
            )
            yield fault("withheld-basis", what, place and place.inside("indicators", index, "facts"), indicator.id)


def _loose(marking: Marking, basis: Iterable[str], verdict: Verdict) -> bool:
    return not verdict.terms.above(marking) and verdict.baseless(basis)


def _named(basis: Iterable[str], verdict: Verdict) -> str:
    """The facts, each with why it is withheld."""
    return ", ".join(f"'{name}' ({verdict.facts[name][1]})" for name in basis if name in verdict.facts)
