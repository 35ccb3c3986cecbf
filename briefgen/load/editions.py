"""A report in another language than its own: its nouns and texts in that language, and what it lacks there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from briefgen.load.markdown import label_of
from briefgen.load.printed import printed_actors, printed_facts, printed_sources
from briefgen.load.shapes import Pointer
from briefgen.load.translations import texts_of
from briefgen.model.actor import ActorKind
from briefgen.model.base import Noun
from briefgen.model.dossier import Dossier, Gap, Library, Manuscript, Section
from briefgen.model.place import Place
from briefgen.model.profile import Country

_PROPER = frozenset({ActorKind.PERSON, ActorKind.COMPANY, ActorKind.MEDIA, ActorKind.MILITARY_CONTRACTOR})
"""Actors whose name is the same in every language, unless somebody gives another one."""

_LISTED = {"judgements": "judgement", "scenarios": "scenario", "ratings": "rating", "indicators": "indicator"}
"""Kind of what a list of a report or a profile holds, where it is known by an id of its own."""


def in_language(library: Library, language: str, report_id: str) -> Library:
    """The desk as one of its reports in a language sees it; other reports keep their own languages."""
    reports, manuscripts = _spoken(library, language, "report", library.reports), library.manuscripts
    if report_id in reports:
        report, manuscript = reports[report_id], manuscripts[report_id]
        if report.language != language:
            manuscript = _translated(manuscript, language, report.language)
            report = report.model_copy(update={"language": language})
        reports, manuscripts = {**reports, report_id: report}, {**manuscripts, report_id: manuscript}
    return replace(
        library,
        sources=_spoken(library, language, "source", library.sources),
        facts=_spoken(library, language, "fact", library.facts),
        actors=_spoken(library, language, "actor", library.actors),
        countries=_spoken(library, language, "country", library.countries),
        topics=_spoken(library, language, "topic", library.topics),
        reports=reports,
        manuscripts=manuscripts,
        language=language,
    )


def marked(manuscript: Manuscript, library: Library, profile_id: str, language: str) -> Manuscript:
    """A standing report's text; paragraphs that nobody has translated say which language they are in."""
    kind = "country" if profile_id in library.countries else "topic"
    there = library.translations.get(language, {}).get((kind, profile_id))
    pointers = there.pointers if there else frozenset()

    def said(section: Section, *pointer: str | int) -> Section:
        return section if pointer in pointers else replace(section, language=library.language)

    summary = said(manuscript.summary, "summary") if manuscript.summary else None
    sections = (said(each, "standing", index, "text") for index, each in enumerate(manuscript.sections))
    return replace(manuscript, summary=summary, sections=tuple(sections))


def gaps(dossier: Dossier, library: Library, language: str) -> tuple[Gap, ...]:
    """What a report prints and has no text for in a language.

    Args:
        dossier: The report in that language.
        library: The desk, as it was loaded.
        language: BCP 47 tag; not the report's own.
    """
    return tuple(_Finding(dossier, library, language).all())


def _spoken(library: Library, language: str, kind: str, own: Mapping[str, Any]) -> Mapping[str, Any]:
    nouns = library.translations.get(language, {})
    return {**own, **{name: each.noun for (sort, name), each in nouns.items() if sort == kind}} if nouns else own


def _translated(manuscript: Manuscript, language: str, own: str) -> Manuscript:
    """The texts in a language; those that nobody has translated say which language they are in."""
    texts = manuscript.translations.get(language, {})

    def chosen(section: Section) -> Section:
        return texts.get(section.name) or replace(section, language=own)

    summary = chosen(manuscript.summary) if manuscript.summary else None
    return replace(manuscript, summary=summary, sections=tuple(map(chosen, manuscript.sections)))


class _Finding:
    """Looks for what has no translation."""

    def __init__(self, dossier: Dossier, library: Library, language: str) -> None:
        self._dossier = dossier
        self._library = library
        self._language = language
        self._standing = dossier.report.id not in library.reports

    def all(self) -> Iterator[Gap]:
        """Sections, then what the report says itself, then what it rests on."""
        dossier = self._dossier
        yield from self._sections()
        if not self._standing:
            yield from self._listed("report", dossier.report)
        for profile in dossier.profiles:
            yield from self._listed("country" if isinstance(profile, Country) else "topic", profile)
        for name in dossier.report.topics:
            yield from self._of("topic", dossier.topics[name], ("name",)) if name in dossier.topics else ()
        facts, shown = printed_facts(dossier)
        for name in facts:
            yield from self._fact(name, contradicted=name in shown)
        listed, named = printed_actors(dossier, facts)
        for name in listed:
            yield from self._actor(name)
        for name in named:
            yield from self._actor(name, ("name",))
        for name in printed_sources(dossier, facts):
            # The title of what was not read may be its own, or the desk's words for it: nobody can tell.
            yield from self._of("source", dossier.sources[name], ("descriptor",))

    def _missing(self, kind: str, noun: Any) -> Iterator[Pointer]:  # noqa: ANN401 - a noun with an id
        """Where a noun has a text and no translation of it."""
        library = self._library
        main = library.reports[noun.id].language if kind == "report" else library.language
        if main == self._language:
            return
        there = library.translations.get(self._language, {}).get((kind, noun.id))
        pointers = there.pointers if there else frozenset()
        yield from (pointer for pointer, _ in texts_of(noun) if pointer not in pointers)

    def _of(self, kind: str, noun: Any, fields: tuple[str, ...] = ()) -> Iterator[Gap]:  # noqa: ANN401
        found = [pointer for pointer in self._missing(kind, noun) if not fields or pointer[0] in fields]
        yield from self._gap(kind, noun.id, _name(noun), (kind, noun.id), found)

    def _gap(self, kind: str, name: str, told: str, key: tuple[str, str], found: list[Pointer]) -> Iterator[Gap]:
        if found:
            place = self._dossier.places.get(key, Place(""))
            yield Gap(kind, name, told, place.inside(*found[0]), len(found))

    def _sections(self) -> Iterator[Gap]:
        """Texts, and what their labels say."""
        for section in self._dossier.manuscript.texts:
            if section.language:
                yield Gap("section", section.name, section.title or section.label, section.place)
            elif not self._standing and section.name != "summary" and section.label == label_of(section.name):
                yield Gap("label", section.name, section.label, section.title_place or section.place)

    def _listed(self, kind: str, noun: Any) -> Iterator[Gap]:  # noqa: ANN401
        """A report or a profile, with one gap for each thing in it that has an id of its own."""
        found: dict[tuple[str | int, ...], list[Pointer]] = {}
        for pointer in self._missing(kind, noun):
            if pointer[0] not in ("summary", "standing") or self._titles(pointer):
                found.setdefault(pointer[:2] if pointer[0] in _LISTED else (), []).append(pointer)
        for where, pointers in found.items():
            if not where:
                yield from self._gap(kind, noun.id, _name(noun), (kind, noun.id), pointers)
                continue
            part = getattr(noun, str(where[0]))[where[1]]
            name = f"{noun.id}/{part.category}" if where[0] == "ratings" else part.id
            yield from self._gap(_LISTED[str(where[0])], name, _name(part), (kind, noun.id), pointers)

    def _titles(self, pointer: Pointer) -> bool:
        """Whether it is the title of a standing paragraph whose text is translated: of others the whole is missing."""
        sections = self._dossier.manuscript.sections
        return self._standing and pointer[-1] == "title" and not sections[int(pointer[1])].language

    def _fact(self, name: str, *, contradicted: bool) -> Iterator[Gap]:
        """A fact; its value and why it stands are printed only beside what contradicts it."""
        fact = self._dossier.facts[name]
        apart = () if contradicted else ("asserts", "resolution")
        found = [pointer for pointer in self._missing("fact", fact) if pointer[0] not in apart]
        yield from self._gap("fact", name, fact.statement, ("fact", name), found)

    def _actor(self, name: str, fields: tuple[str, ...] = ()) -> Iterator[Gap]:
        """An actor, without roles that nothing at hand carries."""
        actor, facts = self._dossier.actors[name], self._dossier.facts
        found = [
            pointer
            for pointer in self._missing("actor", actor)
            if (not fields or pointer[0] in fields)
            and not (pointer[0] == "name" and actor.kind in _PROPER)
            and not (pointer[0] == "roles" and not _carried(actor.roles[int(pointer[1])].facts, facts))
        ]
        yield from self._gap("actor", name, actor.name, ("actor", name), found)


def _carried(names: Iterable[str], facts: Mapping[str, Any]) -> bool:
    return any(name in facts for name in names)


def _name(noun: Noun) -> str:
    """What a reader knows it by."""
    for field in ("statement", "title", "category", "what", "name"):
        if told := getattr(noun, field, ""):
            return str(told)
    return ""
