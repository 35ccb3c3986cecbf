"""The text of a PDF's dictionary: how far it goes, and where strings are in it (ISO 32000-1, 7.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_MARK = re.compile(rb"\((?:[^()\\\r]|\\[^\r])*\)|<<|>>|<[0-9A-Fa-f\0\t\n\f\r ]*>|[()<>{}%]", re.DOTALL)
"""Strings, and what begins and ends a dictionary. Alone, each of the last ones is of a form that is not known."""
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}


class UnknownFormError(Exception):
    """A file is of another form than these modules know."""


@dataclass(frozen=True, slots=True)
class Text:
    """A dictionary.

    Attributes:
        raw: As it stands.
        top: The same, with blanks in the places of strings and of the dictionaries in it.
        strings: Where each string in it begins and ends.
        inner: Where each dictionary directly in it, or in an array of it, does.
    """

    raw: bytes
    top: bytes
    strings: tuple[tuple[int, int], ...]
    inner: tuple[tuple[int, int], ...]


def text_at(data: bytes, begins: int) -> Text:
    """A dictionary at its place.

    Raises:
        UnknownFormError: There is none, or there is more in it than is looked for: a comment, brackets within a string.
    """
    depth, last, tops, strings = 0, begins, [], []
    for found in _MARK.finditer(data, begins):
        mark, at = found[0], found.start()
        if depth == 1:
            tops.append((last, at))
        last = found.end()
        if mark == b"<<":
            depth += 1
        elif mark == b">>":
            depth -= 1
        elif len(mark) == 1:
            raise UnknownFormError
        else:
            strings.append((at - begins, last - begins))
        if depth <= 0:
            break
    if depth or not data.startswith(b"<<", begins):
        raise UnknownFormError
    gaps = tuple((end - begins, start - begins) for (_, end), (start, _) in pairwise(tops))
    inner = tuple((start, end) for start, end in gaps if data.startswith(b"<<", begins + start))
    top = bytearray(b" " * (last - begins))
    for start, end in tops:
        top[start - begins : end - begins] = data[start:end]
    return Text(data[begins:last], bytes(top), tuple(strings), inner)


def value_of(string: bytes) -> bytes:
    """What a string means, written in either way."""
    if string.startswith(b"<"):
        digits = bytes(string[1:-1]).translate(None, b"\0\t\n\f\r ")
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    return _ESCAPED.sub(_unescaped, string[1:-1])


def _unescaped(found: re.Match[bytes]) -> bytes:
    told = found[1]
    if told.isdigit():
        return bytes((int(told, 8) & 0xFF,)) if told[:1] < b"8" else told
    return _LETTERS.get(told, told)
