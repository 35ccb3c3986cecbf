"""Where a report leans on facts: each fact with the place that names it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.model.dossier import Dossier
from briefgen.model.place import Place
from briefgen.model.profile import Country, Profile


def profile_place(profile: Profile, dossier: Dossier) -> Place | None:
    """Where a profile is written."""
    kind = "country" if isinstance(profile, Country) else "topic"
    return dossier.places.get((kind, profile.id))


def leaning(dossier: Dossier) -> Iterator[tuple[str, Place | None]]:
    """Fact ids, each with its place: those that the text cites, then those that judgements and other entries rest on."""
    for call in dossier.manuscript.calls:
        if call.kind == "citation":
            yield from call.placed_targets
    for names, pointer, place in _lists(dossier):
        for index, name in enumerate(names):
            yield name, inside(place, *pointer, index)


def inside(place: Place | None, *steps: str | int) -> Place | None:
    """The place of a value deeper in the same file, where the file is known."""
    return place.inside(*steps) if place else None


def _lists(dossier: Dossier) -> Iterator[tuple[tuple[str, ...], tuple[str | int, ...], Place | None]]:
    report, place = dossier.report, dossier.places.get(("report", dossier.report.id))
    for index, judgement in enumerate(report.judgements):
        yield judgement.basis, ("judgements", index, "basis"), place
    for index, scenario in enumerate(report.scenarios):
        yield scenario.basis, ("scenarios", index, "basis"), place
    yield report.timeline.facts, ("timeline", "facts"), place
    for profile in dossier.profiles:
        place = profile_place(profile, dossier)
        for index, rating in enumerate(profile.ratings):
            yield rating.facts, ("ratings", index, "facts"), place
        for index, indicator in enumerate(profile.indicators):
            yield indicator.facts, ("indicators", index, "facts"), place
