"""Letters that the brand's fonts do not have.

The page uses no font of the machine's, so that it looks the same everywhere; a letter that the brand's fonts lack would
print as an empty box. It is an error where it was written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from briefgen.check.basis.used import used_facts
from briefgen.model.base import Noun
from briefgen.model.brand import BrandKit
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.dossier import Dossier
from briefgen.model.place import Place

_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Unicode categories that no font draws."""


def missing_letters(dossier: Dossier, kit: BrandKit) -> list[Diagnostic]:
    """One error for each text that the fonts cannot set, at its place."""
    return [
        Diagnostic(
            "BG402",
            "missing-letter",
            Severity.ERROR,
            f"the fonts of brand '{kit.folder}' have no {', '.join(_named(letter) for letter in lacking)}",
            "Write it otherwise, or give the brand a font that has it.",
            place,
        )
        for text, place in printed_texts(dossier)
        if (lacking := sorted({letter for letter in text if ord(letter) not in kit.letters and _drawn(letter)}))
    ]


def printed_texts(dossier: Dossier) -> Iterator[tuple[str, Place]]:
    """Every text that the report may print, line by line where it is Markdown, with its place."""
    yield from _written(dossier)
    yield from _listed(dossier)
    for table in dossier.manuscript.tables.values():
        for incident in table.incidents:
            yield f"{incident.place} {incident.kind}", table.place(incident)


def _drawn(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSEEN


def _named(letter: str) -> str:
    return f"{letter} (U+{ord(letter):04X})"


def _written(dossier: Dossier) -> Iterator[tuple[str, Place]]:
    """Titles and lines of Markdown."""
    for section in dossier.manuscript.texts:
        yield section.title, section.place
        for block in section.all_blocks:
            for offset, line in enumerate(block.text.splitlines()):
                place = block.place
                yield line, Place(place.file, place.pointer, place.line + offset if place.line else None, 1)


def _listed(dossier: Dossier) -> Iterator[tuple[str, Place]]:
    """Texts in YAML that the report prints."""
    report = dossier.report.id
    yield from _texts(dossier.report, dossier.places.get(("report", report)))
    for profile in dossier.profiles:
        place = dossier.places.get(("country", profile.id)) or dossier.places.get(("topic", profile.id))
        yield from _texts(profile, place)
    facts = {name: dossier.facts[name] for name in sorted(used_facts(dossier))}
    for name, fact in facts.items():
        yield from _texts(fact, dossier.places.get(("fact", name)))
    for name in sorted({actor for fact in facts.values() for actor in fact.actors} & dossier.actors.keys()):
        yield from _texts(dossier.actors[name], dossier.places.get(("actor", name)))
    for name in sorted({item.source for fact in facts.values() for item in fact.evidence} & dossier.sources.keys()):
        yield from _texts(dossier.sources[name], dossier.places.get(("source", name)))


def _texts(noun: Noun, place: Place | None) -> Iterator[tuple[str, Place]]:
    if place:
        yield from _inside(noun.model_dump(), place)


def _inside(value: object, place: Place) -> Iterator[tuple[str, Place]]:
    if isinstance(value, str):
        yield value, place
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(item, place.inside(key))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _inside(item, place.inside(index))
