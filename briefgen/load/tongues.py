"""The program's own words in other languages: compiled gettext catalogues, shipped with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from struct import iter_unpack, unpack_from

from briefgen.model.tongue import ENGLISH, Tongue

CATALOGUES = Path(__file__).resolve().parent.parent / "locale"
"""One folder a language, as gettext has them: `fr/LC_MESSAGES/briefgen.mo`, and `desk.mo` with what no reader is given."""

_PLURAL = re.compile(r"^Plural-Forms:.*\bplural=([^;\n]+)", re.MULTILINE)


def tongues() -> tuple[str, ...]:
    """The languages that the program speaks, English first."""
    return ("en", *sorted(file.parts[-3] for file in CATALOGUES.glob("*/LC_MESSAGES/briefgen.mo")))


@cache
def load_tongue(language: str) -> Tongue:
    """The words of a language; English ones for a language that has no catalogue.

    Args:
        language: BCP 47 tag. `fr-CA` takes the words of `fr`.
    """
    printed = printed_tongue(language)
    file = _folder(language) / "desk.mo"
    if not file.is_file():
        return printed
    return replace(printed, messages={**{key: forms for key, forms in _entries(file) if key}, **printed.messages})


@cache
def printed_tongue(language: str) -> Tongue:
    """The words of a language that readers are given: without what only the desk is told.

    Args:
        language: BCP 47 tag.
    """
    file = _folder(language) / "briefgen.mo"
    if not file.is_file():
        return Tongue(language) if language != ENGLISH.language else ENGLISH
    # Babel's own reader keeps one message for all contexts that an English word has.
    messages = dict(_entries(file))
    header = "".join(messages.pop("", ()))
    counted = _PLURAL.search(header)
    return Tongue(language, messages, counted[1].strip()) if counted else Tongue(language, messages)


def _folder(language: str) -> Path:
    return CATALOGUES / language.split("-", maxsplit=1)[0].lower() / "LC_MESSAGES"


def _entries(file: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Messages with their forms, as GNU gettext lays them out: a table of places for each, in 32-bit words."""
    data = file.read_bytes()
    _, _, count, ids, strings = unpack_from("<5I", data)
    for (length, start), (size, place) in zip(
        iter_unpack("<2I", data[ids : ids + 8 * count]),
        iter_unpack("<2I", data[strings : strings + 8 * count]),
        strict=True,
    ):
        message = data[start : start + length].decode().partition("\0")[0]
        yield message, tuple(data[place : place + size].decode().split("\0"))
