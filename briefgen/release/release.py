"""The room's one way through: a report goes in, what one client may see of it comes out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefgen.model.client import Client
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dossier import Dossier, Gap
from briefgen.model.edition import Withheld
from briefgen.model.marking import Marking
from briefgen.model.saying import saying
from briefgen.release.codes import fault
from briefgen.release.faults import faults
from briefgen.release.figures import Showing, left_tables, named_facts
from briefgen.release.manuscript import Editing
from briefgen.release.names import named_actors, named_countries, named_sources, named_topics
from briefgen.release.nouns import cut_profile, left_actors, left_facts, left_sources, shut
from briefgen.release.old_values import Now
from briefgen.release.record import release_record
from briefgen.release.reports import cut_report, left_related
from briefgen.release.terms import Terms, terms_of
from briefgen.release.verdict import Verdict, verdict_of
from briefgen.release.withheld import Losses, withheld_of


@dataclass(frozen=True, slots=True)
class Released:
    """A report as one client may see it.

    Attributes:
        dossier: What it gets; None where it gets nothing of the report.
        withheld: What it does not get, and why. For the desk alone.
        diagnostics: What must be mended before an edition goes out; not located.
    """

    dossier: Dossier | None
    withheld: tuple[Withheld, ...]
    diagnostics: tuple[Diagnostic, ...]


def release(dossier: Dossier, client: Client) -> Released:
    """Take out of a report what a client may not see, and whatever rests on that alone.

    What comes out holds no word of what is withheld: not in facts, not in the text, not in the report's own language, not
    in what the last issue held. Clients of the same `terms_of` get the same.

    Args:
        dossier: The report in the edition's language, with its record.
        client: Whose edition it is.
    """
    terms, report = terms_of(client), dossier.report
    place = dossier.places.get(("report", report.id))
    if terms.above(report.marking):
        what = saying(
            "the report '%(report)s' is %(marking)s, and the client '%(client)s' may have %(ceiling)s",
            report=report.id,
            marking=report.marking.value,
            client=client.id,
            ceiling=terms.ceiling.value,
        )
        gone = Withheld("report", report.id, "marking", report.marking.value, place, (report.title,))
        return Released(None, (gone,), (fault("withheld-report", what, place, report.id),))
    verdict = verdict_of(dossier, terms)
    if all(name in verdict.profiles for name in report.covers):
        what = saying(
            "everything that the report '%(report)s' covers is above what the client '%(client)s' may have",
            report=report.id,
            client=client.id,
        )
        lost = withheld_of(dossier, verdict, Losses(None))
        return Released(None, lost, (fault("withheld-report", what, place, report.id),))
    return _released(dossier, client, verdict)


def _released(dossier: Dossier, client: Client, verdict: Verdict) -> Released:
    original = _Releasing(dossier.own, verdict) if dossier.own else None
    own = original.released() if original else None
    releasing = _Releasing(dossier, verdict)
    left = replace(releasing.released(), own=own)
    left = replace(left, untranslated=tuple(gap for gap in dossier.untranslated if _told(gap, dossier, left)))
    record = release_record(dossier.record, Now(verdict, releasing.gone, dossier, left))
    left = replace(left, record=record.record)
    losses = Losses(
        left,
        tuple(each for one in (releasing, original) if one for each in one.editing.lost),
        tuple(section for section in releasing.editing.unwanted),
        record.gone,
    )
    return Released(left, withheld_of(dossier, verdict, losses), tuple(faults(dossier, left, client, verdict)))


class _Releasing:
    """A report in one language on its way through.

    Attributes:
        gone: Ratings, indicators, scenarios and sections that are withheld, by kind and key.
        editing: What its text lost.
    """

    def __init__(self, dossier: Dossier, verdict: Verdict) -> None:
        self._dossier = dossier
        self._verdict = verdict
        self.gone = _gone(dossier, verdict)
        related = left_related(dossier, verdict)
        names = frozenset(key for _, key in self.gone) | {key.rpartition("/")[2] for _, key in self.gone}
        self._nouns = replace(
            dossier,
            report=cut_report(dossier.report, verdict, names, related),
            manuscript=replace(dossier.manuscript, tables=left_tables(dossier.manuscript.tables, verdict)),
            profiles=tuple(cut_profile(each, verdict) for each in dossier.profiles if each.id not in verdict.profiles),
            facts=left_facts(dossier.facts, verdict),
            sources=left_sources(dossier.sources, verdict),
            actors=left_actors(dossier.actors, verdict),
            related=related,
            countries={name: each for name, each in dossier.countries.items() if name not in verdict.profiles},
            topics={name: each for name, each in dossier.topics.items() if name not in verdict.profiles},
        )
        showing = Showing(verdict, dossier, self._nouns)
        self.editing = Editing(verdict, showing.address, _covers(dossier))

    def released(self) -> Dossier:
        """What is left of it."""
        nouns = self._nouns
        manuscript = self.editing.manuscript(self._dossier.manuscript, nouns.manuscript.tables)
        kept = {section.name for section in manuscript.texts}
        self.gone |= {("section", each.name) for each in self._dossier.manuscript.texts if each.name not in kept}
        left = replace(nouns, manuscript=manuscript, left_out=_left_out(self._dossier, nouns, self._verdict.terms))
        left = replace(left, sources=named_sources(left))
        left = replace(left, actors=named_actors(left))
        return replace(left, countries=named_countries(left), topics=named_topics(left))


def _gone(dossier: Dossier, verdict: Verdict) -> frozenset[tuple[str, str]]:
    """Ratings, indicators and scenarios that leave."""
    gone = {
        ("scenario", each.id)
        for each in dossier.report.scenarios
        if verdict.terms.above(each.marking) or verdict.baseless(each.basis)
    }
    for profile in dossier.profiles:
        whole = profile.id in verdict.profiles
        for index, rating in enumerate(profile.ratings):
            if whole or shut(rating, verdict):
                gone.add(("rating", dossier.rating_key(profile.id, index)))
        gone |= {
            ("indicator", f"{profile.id}/{each.id}") for each in profile.indicators if whole or shut(each, verdict)
        }
    return frozenset(gone)


def _covers(dossier: Dossier) -> dict[str, Marking]:
    """Markings of a profile's standing paragraphs, by the names that they have as sections."""
    profile = next((each for each in dossier.profiles if each.id == dossier.report.id), None)
    return {f"standing-{number}": each.marking for number, each in enumerate(profile.standing, 1)} if profile else {}


def _left_out(before: Dossier, after: Dossier, terms: Terms) -> frozenset[str]:
    """Parts that are left out; a timeline of chosen facts too that would show all facts, now that none is left of them."""
    emptied = before.report.timeline.facts and not after.report.timeline.facts
    return terms.left_out | ({"timeline"} if emptied else set())


def _told(gap: Gap, before: Dossier, after: Dossier) -> bool:
    """Whether a missing translation is still of something that is printed."""
    report = after.report
    known: dict[str, set[str]] = {
        "section": {each.name for each in after.manuscript.texts},
        "label": {each.name for each in after.manuscript.texts},
        "judgement": {each.id for each in report.judgements},
        "scenario": {each.id for each in report.scenarios},
        "rating": {f"{each.id}/{one.category}" for each in after.profiles for one in each.ratings},
        "indicator": {one.id for each in after.profiles for one in each.indicators},
        "actor": set(after.actors),
        "source": set(after.sources),
        "country": set(after.countries),
        "topic": set(after.topics),
        "fact": set(after.facts) - (set(named_facts(before)) - set(named_facts(after))),
    }
    return gap.kind not in known or gap.id in known[gap.kind]
