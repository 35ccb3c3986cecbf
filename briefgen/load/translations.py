"""Texts in several languages: `statement: {en: …, fr: …}`, taken apart before anything is validated.

What is in the desk's language goes on as if it stood there alone; a noun with translations is validated once more for
each of its languages. Entries without any are never looked at: only what validation refuses is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from briefgen.load.codes import fault
from briefgen.load.shapes import Pointer, Shape, shape_of
from briefgen.load.yaml_file import UNREADABLE, Unreadable
from briefgen.model.base import LANGUAGE_PATTERN
from briefgen.model.dates import PartialDate
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.dossier import Call
from briefgen.model.place import Place

_TAG = re.compile(LANGUAGE_PATTERN)
_MARKED = re.compile(r"""\{:?[^{}\n]*marking=["']?(TLP:[A-Z+]+)""")
_SHOWN = 60
_EXAMPLE = "Write one text a language: {en: …, fr: …}."
_ALIKE = "Both rest on the same facts: mend the one that is behind."
_OF_THEIR_OWN = frozenset({("title",), ("publisher",)})
"""What a source that was read says of itself: it stays in its own language."""


@dataclass(slots=True)
class Apart:
    """An entry, taken apart.

    Attributes:
        raw: Its data in its main language; what was refused is unreadable in it.
        texts: Translations by language and pointer.
        written: The languages of each text that is given in several, the main one first.
        diagnostics: What is wrong with the way they are written.
    """

    raw: dict[str, Any]
    texts: dict[str, dict[Pointer, str]] = field(default_factory=dict)
    written: dict[Pointer, tuple[str, ...]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def spoken(self, language: str) -> dict[str, Any]:
        """The data in a language: its texts, and the main language's where it has none."""
        raw: dict[str, Any] = self.raw
        for pointer, text in self.texts.get(language, {}).items():
            raw = _with(raw, pointer, text)
        return raw


def take_apart(noun: type[BaseModel], raw: dict[str, Any], place: Place, main: str) -> Apart | None:
    """An entry without its translations, and these.

    Args:
        noun: What the entry should be.
        raw: Its data as read.
        place: Of the entry.
        main: BCP 47 tag of the language that a text alone is in.

    Returns:
        None where no text is given in several languages.
    """
    taking = _Taking(noun.__name__ == "Source" and raw.get("read") is not False, place, main)
    left = taking.walk(shape_of(noun), raw, ())
    apart = taking.apart
    if not apart.written and not apart.diagnostics:
        return None
    apart.raw = left
    return apart


def place_in(place: Place, written: Mapping[str, Mapping[Pointer, tuple[str, ...]]], language: str = "") -> Place:
    """Where a text stands in a language, within a field that is written in several.

    Args:
        place: Of the field, or inside it.
        written: The languages of each such text, the main one first, by file and pointer.
        language: BCP 47 tag; the main language counts where the text has no such translation.
    """
    here = written.get(place.file)
    if not here or place.line is not None:
        return place
    for length in range(1, len(place.pointer) + 1):
        languages = here.get(place.pointer[:length])
        if languages:
            inside = place.pointer[length:]
            if inside and isinstance(inside[0], str):
                return place
            return Place(place.file, (*place.pointer[:length], _chosen(languages, language), *inside))
    return place


def differing(original: Iterable[Call], translated: Iterable[Call], place: Place) -> Iterator[Diagnostic]:
    """Where a translation does not cite and call what its original does.

    Args:
        original: What the original cites and calls.
        translated: The same of its translation.
        place: Of the translation as a whole.
    """
    own, others = ({key: call for call in calls for key in _keys(call)} for calls in (original, translated))
    for key in others.keys() - own.keys():
        message = f"the translation {_told(*key)}, and the original does not"
        yield fault("differing-translation", others[key].place, message, _ALIKE)
    for key in own.keys() - others.keys():
        message = f"the original {_told(*key)}, and this translation does not"
        yield fault("differing-translation", place, message, _ALIKE)


def differing_markings(original: str, translated: str, place: Place) -> Iterator[Diagnostic]:
    """That a translation is marked otherwise than its original.

    Args:
        original: The original's text.
        translated: The same of its translation.
        place: Of the translation as a whole.
    """
    own, others = ([each for each in _MARKED.findall(text) if each != "TLP:CLEAR"] for text in (original, translated))
    if own != others:
        message = f"the original is marked {_enumerated(own)}, and this translation {_enumerated(others)}"
        hint = "Mark the same paragraphs, list entries and rows in both, in the same order."
        yield fault("differing-marking", place, message, hint)


def _enumerated(markings: list[str]) -> str:
    return ", ".join(markings[:6]) + (" …" if len(markings) > 6 else "") if markings else "nowhere"  # noqa: PLR2004


def told_once(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Findings without the differences of files that have errors: a misspelt id is no other citation too."""
    every = list(found)
    broken = {one.place.file for one in every if one.place and one.severity is Severity.ERROR}
    return [
        one for one in every if one.name != "differing-translation" or not one.place or one.place.file not in broken
    ]


def _keys(call: Call) -> Iterator[tuple[str, str]]:
    """What is cited or called; a picture may be another one in another language."""
    if call.kind == "citation":
        yield from ((call.kind, fact) for fact in call.targets)
    elif call.kind != "picture":
        yield call.kind, call.address


def _told(kind: str, name: str) -> str:
    if kind == "citation":
        return f"cites '{name[:_SHOWN]}'"
    return f"calls the {kind} '{name[:_SHOWN]}'"


def texts_of(noun: BaseModel) -> Iterator[tuple[Pointer, str]]:
    """What a noun says in the desk's own words and a report prints, with where in it."""
    yield from _texts(shape_of(type(noun)), noun, ())


def _chosen(languages: tuple[str, ...], language: str) -> str:
    return language if language in languages else languages[0]


def _texts(shape: Shape, value: Any, pointer: Pointer) -> Iterator[tuple[Pointer, str]]:  # noqa: ANN401 - a noun or its parts
    if shape.kind == "noun" and value is not None:
        for name, deeper in shape.fields.items():
            yield from _texts(deeper, getattr(value, name), (*pointer, name))
    elif shape.item:
        for index, item in enumerate(value):
            yield from _texts(shape.item, item, (*pointer, index))
    elif shape.printed and isinstance(value, str) and not (shape.kind == "value" and _is_date(value)):
        yield pointer, value


def _is_date(text: str) -> bool:
    try:
        PartialDate(text)
    except ValueError:
        return False
    return True


def text_at(value: Any, pointer: Pointer) -> str:  # noqa: ANN401 - data as read
    """The text at a pointer that leads to one; "" where it does not."""
    for step in pointer:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return ""
    return value if isinstance(value, str) else ""


def _with(value: Any, pointer: Pointer, text: str) -> Any:  # noqa: ANN401 - data as read
    """The data with another text at a pointer that leads to one."""
    if not pointer:
        return text
    step, rest = pointer[0], pointer[1:]
    changed = value.copy()
    changed[step] = _with(value[step], rest, text)
    return changed


class _Taking:
    def __init__(self, read: bool, place: Place, main: str) -> None:  # noqa: FBT001 - one caller
        self.apart = Apart({})
        self._read = read
        self._place = place
        self._main = main

    def walk(self, shape: Shape, value: Any, pointer: Pointer) -> Any:  # noqa: ANN401 - data as read
        """The value in the main language."""
        if type(value) is list:
            item = shape.item
            return [self.walk(item, each, (*pointer, index)) if item else each for index, each in enumerate(value)]
        if type(value) is not dict:
            return value
        if shape.kind == "noun":
            fields = shape.fields
            return {
                key: self.walk(fields[key], each, (*pointer, key)) if key in fields else each
                for key, each in value.items()
            }
        tags = [bool(_TAG.fullmatch(key)) for key in value]
        meant = any(tags) if shape.words else bool(tags) and all(tags)
        return self._languages(shape, value, pointer) if meant else value

    def _languages(self, shape: Shape, value: dict[str, Any], pointer: Pointer) -> Any:  # noqa: ANN401
        """The text in the main language, where several are given."""
        if shape.item and shape.item.words:
            self._say(
                "misplaced-translation",
                pointer,
                "a list is given in several languages",
                "Write each of its entries in them: - {en: …, fr: …}.",
            )
            return UNREADABLE
        if not shape.words or (self._read and pointer in _OF_THEIR_OWN and not self._bracketed(value)):
            name = next(step for step in reversed(pointer) if isinstance(step, str))
            self._say(
                "misplaced-translation", pointer, f"'{name}' is the same in every language", "Write the value alone."
            )
            return UNREADABLE
        found = {tag: text for tag, text in value.items() if self._sound(tag, text, value, pointer)}
        if self._main not in value:
            self._say(
                "malformed-translation",
                pointer,
                f"there is no text in the main language, '{self._main}'",
                f"Add `{self._main}: …`; the others are its translations.",
            )
        self.apart.written[pointer] = (self._main, *(tag for tag in found if tag != self._main))
        for tag in self.apart.written[pointer][1:]:
            self.apart.texts.setdefault(tag, {})[pointer] = found[tag]
        return found.get(self._main, UNREADABLE)

    def _bracketed(self, value: dict[str, Any]) -> bool:
        """Whether a title is the desk's own, for something that has none: "[Article without title]"."""
        return str(value.get(self._main)).startswith("[")

    def _sound(self, tag: str, text: Any, value: dict[str, Any], pointer: Pointer) -> bool:  # noqa: ANN401
        """Whether one language's text is written as it should be; says so where it is not."""
        same = next(each for each in value if each.casefold() == tag.casefold())
        if isinstance(text, Unreadable):
            return False
        if not _TAG.fullmatch(tag):
            message, hint = f"'{tag[:_SHOWN]}' is not a language tag", "Write language tags: en, fr, ar, pt-BR."
        elif same != tag:
            message, hint = f"'{tag}' and '{same}' are one language", "Keep one of the two."
        elif not isinstance(text, str):
            message, hint = (
                f"the text in '{tag}' is no text" if text is not None else f"the text in '{tag}' is empty",
                _EXAMPLE,
            )
        elif not text.strip():
            message, hint = f"the text in '{tag}' is empty", "Write it, or leave the language out."
        else:
            return True
        self._say("malformed-translation", (*pointer, tag), message, hint)
        return False

    def _say(self, name: str, pointer: Pointer, message: str, hint: str) -> None:
        self.apart.diagnostics.append(fault(name, self._place.inside(*pointer), message, hint))
