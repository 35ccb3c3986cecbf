"""The list of what an edition does not have: for the desk, and for the search through finished files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.model.actor import Actor
from briefgen.model.dossier import Dossier, Section
from briefgen.model.edition import LAST_ISSUE, Because, Withheld
from briefgen.model.gazetteer import find_spot
from briefgen.model.place import Place
from briefgen.model.profile import Country, Profile
from briefgen.release.figures import hidden
from briefgen.release.manuscript import LostText
from briefgen.release.nouns import shut
from briefgen.release.texts import texts_in, texts_of
from briefgen.release.verdict import Verdict, Why


@dataclass(frozen=True, slots=True)
class Losses:
    """What releasing took away, beside nouns.

    Attributes:
        left: The released report; None where nothing of it is released.
        texts: What its text lost, in each of its languages.
        unwanted: Sections left out by choice.
        gone: What is gone from the last issue, by kind and key.
    """

    left: Dossier | None
    texts: tuple[LostText, ...] = ()
    unwanted: tuple[Section, ...] = ()
    gone: Mapping[tuple[str, str], dict[str, Any]] = field(default_factory=dict)


def withheld_of(dossier: Dossier, verdict: Verdict, losses: Losses) -> tuple[Withheld, ...]:
    """Everything that is withheld from a client, kind by kind."""
    return tuple(_Listing(dossier, verdict, losses).all())


class _Listing:
    def __init__(self, dossier: Dossier, verdict: Verdict, losses: Losses) -> None:
        self._verdict = verdict
        self._losses = losses
        self._sides = (dossier, *((dossier.own,) if dossier.own else ()))
        self._dossier = self._sides[-1]
        self._left = losses.left

    def all(self) -> Iterator[Withheld]:
        verdict, losses = self._verdict, self._losses
        yield from self._nouns("source", "sources", verdict.sources)
        yield from self._nouns("actor", "actors", verdict.actors)
        yield from self._nouns("fact", "facts", verdict.facts)
        yield from self._evidence()
        for actor in self._dossier.actors.values():
            if actor.id not in verdict.actors:
                yield from self._ties(actor)
        for index, profile in enumerate(self._dossier.profiles):
            yield from self._profile(index, profile)
        yield from self._conclusions()
        yield from self._incidents()
        yield from self._related()
        for lost in losses.texts:
            yield _lost(lost)
        for section in losses.unwanted:
            yield Withheld("section", section.name, "choice", section.name, section.place)
        for part in sorted(verdict.terms.parts):
            yield Withheld("part", part, "choice", part)
        for (kind, key), value in losses.gone.items():
            told = texts_in(value["text"]) + texts_of(value["title"]) if kind == "section" else texts_of(value)
            yield Withheld("change", f"{kind} {key}", "marking", LAST_ISSUE, None, told)

    def _place(self, kind: str, name: str, *steps: str | int) -> Place | None:
        place: Place | None = self._dossier.places.get((kind, name))
        return place.inside(*steps) if place and steps else place

    def _nouns(self, kind: str, attribute: str, gone: Mapping[str, Why]) -> Iterator[Withheld]:
        for name, why in gone.items():
            nouns = [each for side in self._sides if (each := getattr(side, attribute).get(name))]
            yield Withheld(kind, name, *why, self._place(kind, name), texts_of(*nouns))

    def _evidence(self) -> Iterator[Withheld]:
        left = self._left
        for name, fact in self._dossier.facts.items():
            for index, passage in enumerate(fact.evidence):
                if left and name in left.facts and self._verdict.shut(passage):
                    above = self._verdict.terms.above(passage.marking)
                    source = self._dossier.sources.get(passage.source)
                    last = left.record.last.content.items if left.record.last else {}
                    known = passage.source in left.sources or ("source", passage.source) in last
                    hushed = None if known else source
                    yield Withheld(
                        "evidence",
                        name,
                        "marking" if above else "basis",
                        passage.marking.value if above else ", ".join((passage.source, *passage.origins)),
                        self._place("fact", name, "evidence", index),
                        texts_of(*([hushed] if hushed else ())),
                    )

    def _ties(self, actor: Actor) -> Iterator[Withheld]:
        verdict = self._verdict
        for index, role in enumerate(actor.roles):
            if role.of in verdict.actors or verdict.baseless(role.facts):
                said = [side.actors[actor.id].roles[index].title for side in self._sides if actor.id in side.actors]
                place = self._place("actor", actor.id, "roles", index)
                yield Withheld("role", actor.id, "basis", _detail(role.facts, role.of), place, texts_of(*said))
        for index, each in enumerate(actor.relations):
            if each.to in verdict.actors or verdict.baseless(each.facts):
                place = self._place("actor", actor.id, "relations", index)
                yield Withheld("relation", actor.id, "basis", _detail(each.facts, each.to), place)

    def _profile(self, index: int, profile: Profile) -> Iterator[Withheld]:
        kind = "country" if isinstance(profile, Country) else "topic"
        sides = [side.profiles[index] for side in self._sides]
        if why := self._verdict.profiles.get(profile.id):
            whole = (each.model_dump(mode="json", exclude={"name", "code"}) for each in sides)
            yield Withheld("profile", profile.id, *why, self._place(kind, profile.id), texts_of(*whole))
            return
        for sort in ("ratings", "indicators"):
            for at, each in enumerate(getattr(profile, sort)):
                if shut(each, self._verdict):
                    said = [getattr(side, sort)[at] for side in sides]
                    name = f"{profile.id}/{each.category if sort == 'ratings' else each.id}"
                    yield Withheld(
                        sort.removesuffix("s"),
                        name,
                        *self._why(each),
                        self._place(kind, profile.id, sort, at),
                        texts_of(*said),
                    )
        if isinstance(profile, Country):
            for at, each in enumerate(profile.leadership):
                if each.actor in self._verdict.actors or self._verdict.baseless(each.facts):
                    place = self._place(kind, profile.id, "leadership", at)
                    offices = [side.leadership[at].office for side in sides if isinstance(side, Country)]
                    yield Withheld(
                        "role", profile.id, "basis", _detail(each.facts, each.actor), place, texts_of(*offices)
                    )
            for at, body in enumerate(profile.memberships):
                if body.body in self._verdict.actors or self._verdict.baseless(body.facts):
                    place = self._place(kind, profile.id, "memberships", at)
                    yield Withheld("relation", profile.id, "basis", _detail(body.facts, body.body), place)

    def _why(self, item: Any) -> Why:  # noqa: ANN401 - a rating, an indicator, a judgement or a scenario
        if self._verdict.terms.above(item.marking):
            return "marking", item.marking.value
        return "basis", ", ".join(item.facts if hasattr(item, "facts") else item.basis)

    def _conclusions(self) -> Iterator[Withheld]:
        report = self._dossier.report
        for sort in ("judgements", "scenarios"):
            kept = {each.id for each in getattr(self._left.report, sort)} if self._left else set()
            for index, each in enumerate(getattr(report, sort)):
                if each.id not in kept:
                    said = [getattr(side.report, sort)[index] for side in self._sides]
                    place = self._place("report", report.id, sort, index)
                    yield Withheld(sort.removesuffix("s"), each.id, *self._why(each), place, texts_of(*said))

    def _incidents(self) -> Iterator[Withheld]:
        for path, table in self._dossier.manuscript.tables.items():
            for row in table.incidents:
                if hidden(row, self._verdict):
                    above = self._verdict.terms.above(row.marking)
                    known = find_spot(row.place, (row.country,)) or find_spot(row.place)
                    where = () if known else (row.place, f"{row.latitude}", f"{row.longitude}")
                    why: tuple[Because, str] = ("marking", row.marking.value) if above else ("basis", row.source)
                    yield Withheld("incident", path, *why, table.place(row), (row.kind, *where))

    def _related(self) -> Iterator[Withheld]:
        kept = {each.id for each in self._left.related} if self._left else set()
        for each in self._dossier.related:
            above = self._verdict.terms.above(each.marking)
            why: Why = ("marking", each.marking.value) if above else ("choice", "related")
            if each.id not in kept:
                # What somebody does without is no secret: other texts may say the same.
                yield Withheld("report", each.id, *why, self._place("report", each.id), (each.title,) if above else ())


def _detail(facts: Iterable[str], other: str | None) -> str:
    return ", ".join((*facts, *((other,) if other else ())))


def _lost(lost: LostText) -> Withheld:
    """A loss of the text; a figure is known by its address, all else by the section it stood in."""
    loss = lost.loss
    name = lost.section if loss.kind == "section" else ""
    if loss.kind in ("figure", "picture"):
        name = loss.detail
    return Withheld(loss.kind, name, loss.because, loss.detail, lost.place, texts_in(loss.text))
