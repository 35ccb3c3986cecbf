"""Standing profile reports: what a profile says where nobody wrote a report on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.load.codes import fault
from briefgen.load.markdown import read_paragraphs
from briefgen.model.base import MAX_TITLE
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dossier import Call, Library, Manuscript, Section
from briefgen.model.place import Place
from briefgen.model.profile import Country, Profile
from briefgen.model.report import Report


def read_standing(raw: Mapping[str, Any], place: Place) -> tuple[list[Call], list[Diagnostic]]:
    """Calls in a profile's Markdown, and what is wrong with it.

    Args:
        raw: The profile as written, in one language; fields of a wrong type are passed over.
        place: Of the profile.
    """
    calls: list[Call] = []
    found: list[Diagnostic] = []
    name = raw.get("name")
    if isinstance(name, str) and len(name.strip()) > MAX_TITLE:
        message = f"'name' has {len(name):,} characters; {MAX_TITLE} are allowed"
        found.append(fault("overlong-text", place.inside("name"), message, "Shorten it: it stands on a cover."))
    for text, where in _texts(raw, place):
        blocks, faults = read_paragraphs(text, where)
        found += faults
        for call in (call for block in blocks for call in block.calls):
            calls.append(call)
            if call.kind in ("judgement", "picture"):
                message = f"a profile holds no {call.kind}s"
                found.append(fault("misplaced-call", call.place, message, "Write a report folder for it."))
    return calls, found


def _texts(raw: Mapping[str, Any], place: Place) -> Iterator[tuple[str, Place]]:
    summary, standing = raw.get("summary"), raw.get("standing")
    if isinstance(summary, str):
        yield summary, place.inside("summary")
    for index, paragraph in enumerate(standing if isinstance(standing, list) else ()):
        text = paragraph.get("text") if isinstance(paragraph, dict) else None
        if isinstance(text, str):
            yield text, place.inside("standing", index, "text")


def standing_report(library: Library, profile_id: str) -> tuple[Report, Manuscript]:
    """A report that prints a profile."""
    profile = library.profile(profile_id)
    is_country = isinstance(profile, Country)
    report = Report(
        id=profile.id,
        title=profile.name,
        series="Country profile" if is_country else "Topic profile",
        template="country-profile" if is_country else "situation-report",
        covers=(profile.id,),
        topics=() if is_country else (profile.id,),
        marking=profile.marking,
        language=library.language,
    )
    place = library.places["country" if is_country else "topic", profile.id]
    return report, Manuscript(_summary(profile, place), _sections(profile, place))


def _summary(profile: Profile, place: Place) -> Section | None:
    if not profile.summary:
        return None
    blocks, _ = read_paragraphs(profile.summary, place.inside("summary"))
    return Section("summary", "Summary", "", None, blocks, place.inside("summary"))


def _sections(profile: Profile, place: Place) -> tuple[Section, ...]:
    sections = []
    for index, paragraph in enumerate(profile.standing):
        where = place.inside("standing", index)
        blocks, _ = read_paragraphs(paragraph.text, where.inside("text"), paragraph.marking)
        title = paragraph.title
        sections.append(Section(f"standing-{index + 1}", title, title, None, blocks, where, where.inside("title")))
    return tuple(sections)
