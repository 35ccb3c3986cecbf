"""Nouns and their running text in each of the languages they are written in."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from pydantic import ValidationError

from briefgen.load.entries import Entry
from briefgen.load.messages import describe
from briefgen.load.shapes import Pointer
from briefgen.load.standing import read_standing
from briefgen.load.translations import Apart, differing, differing_markings, place_in, text_at
from briefgen.model.base import Noun
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dossier import Call, Translation
from briefgen.model.place import Place

Written = Mapping[str, Mapping[Pointer, tuple[str, ...]]]
"""The languages of each text that is given in several, by file and pointer."""


def validate_apart(noun: type[Noun], apart: Apart, place: Place) -> tuple[dict[str, Noun], list[Diagnostic]]:
    """A noun in its main language, under "", and in each of the others; and what is wrong with any of them.

    The same limits hold in every language. A fault of the main language is told once.
    """
    nouns: dict[str, Noun] = {}
    found = list(apart.diagnostics)
    for tag in ("", *apart.texts):
        raw = apart.spoken(tag)
        try:
            nouns[tag] = noun.model_validate(raw)
        except ValidationError as error:
            for one in describe(noun, raw, error.errors(include_url=False), place):
                pointer = one.place.pointer[len(place.pointer) :] if one.place else ()
                if not tag:
                    found.append(one)
                elif pointer in apart.texts[tag]:
                    found.append(replace(one, place=place.inside(*pointer, tag)))
    return nouns, found


def read_translated(
    apart: Apart, place: Place, original: list[Call], written: Written
) -> Iterator[tuple[list[Call], list[Diagnostic]]]:
    """Calls in a profile's running text, language by language, and what is wrong with it.

    Args:
        apart: The profile.
        place: Of the profile.
        original: Calls in its main language.
        written: The languages of its texts.
    """
    for tag, texts in apart.texts.items():
        mine = {(*place.pointer, *pointer) for pointer in texts}
        calls, found = read_standing(apart.spoken(tag), place)
        calls = [_placed(call, written, tag) for call in calls if _field(call.place, mine)]
        found = [
            replace(one, place=place_in(one.place, written, tag))
            for one in found
            if one.place and _field(one.place, mine)
        ]
        for field in sorted(mine, key=str):
            own = [call for call in original if _field(call.place, {field})]
            others = [call for call in calls if _field(call.place, {field})]
            at = Place(place.file, (*field, tag))
            found += differing(own, others, at)
            inside = field[len(place.pointer) :]
            found += differing_markings(text_at(apart.raw, inside), apart.texts[tag].get(inside, ""), at)
        yield calls, found


def translations(
    entries: Iterable[Entry], whole: Mapping[str, Container[str]]
) -> dict[str, dict[tuple[str, str], Translation]]:
    """Nouns in other languages, by language and (kind, id).

    Args:
        entries: All entries.
        whole: Ids of those that hold, by kind.
    """
    found: dict[str, dict[tuple[str, str], Translation]] = {}
    for entry in entries:
        if entry.apart and entry.id in whole.get(entry.kind, ()):
            for tag, noun in entry.spoken.items():
                pointers = frozenset(entry.apart.texts[tag])
                found.setdefault(tag, {})[entry.kind, entry.id] = Translation(noun, pointers)
    return found


def _field(place: Place, fields: set[Pointer]) -> bool:
    """Whether a place lies in one of these fields."""
    return any(place.pointer[: len(field)] == field for field in fields)


def _placed(call: Call, written: Written, tag: str) -> Call:
    """A call, where it stands in a language."""
    places = tuple(place_in(each, written, tag) for each in call.places)
    return replace(call, place=place_in(call.place, written, tag), places=places)
