"""A page's letters in the order in which they are drawn, read from its operators and its fonts' tables of letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import repeat
from struct import unpack
from typing import NamedTuple

from briefgen.seal.leaks.pdf_bytes import meant

_STRING = rb"\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*\))*\)|<[0-9A-Fa-f\s]*>"
_SHOWN = re.compile(
    rb"/([^\s/<>\[\](){}%]+)\s+[-+\d.]+\s+Tf\b|((?:"
    + _STRING
    + rb")|\[(?:[^\]\\(<]|"
    + _STRING
    + rb")*\])\s*(?:TJ|Tj|'|\")"
)
_PART = re.compile(_STRING)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|([\s\S]))")
_CHARACTER = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]+)>|\[([^\]]*)\])")
_SECTION = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_BREAK = re.compile("[-\u2010\u00ad]\n(?=[^\\W\\d_])")
_MOST_RANGE = 70_000


class Letters(NamedTuple):
    """What a font's codes stand for.

    Attributes:
        width: Bytes of a code.
        table: Code to text. Where it is empty, a byte is its own letter.
    """

    width: int = 1
    table: Mapping[int, str] = {}


def letters(cmap: bytes, *, wide: bool) -> Letters:
    """A ToUnicode table read.

    Args:
        cmap: The table; empty where the font has none.
        wide: Whether the font's codes have two bytes.
    """
    table: dict[int, str] = {}
    for kind, body in _SECTION.findall(cmap):
        if kind == b"bfchar":
            for code, text in _CHARACTER.findall(body):
                table[int(code, 16)] = _text(text)
        elif kind == b"bfrange":
            for first, last, text, several in _RANGE.findall(body):
                _range(table, int(first, 16), int(last, 16), text, several)
    return Letters(2 if wide else 1, table)


def _range(table: dict[int, str], first: int, last: int, text: bytes, several: bytes) -> None:
    codes = range(first, min(last, first + _MOST_RANGE) + 1)
    if several:
        table.update(zip(codes, map(_text, re.findall(rb"<([0-9A-Fa-f\s]*)>", several)), strict=False))
        return
    start = _text(text)
    if start:
        for step, code in enumerate(codes):
            table[code] = start[:-1] + chr(min(ord(start[-1]) + step, 0x10FFFF))


def _text(digits: bytes) -> str:
    whole = b"".join(digits.split())
    return bytes.fromhex((whole + b"0" * (len(whole) % 2)).decode()).decode("utf-16-be", "replace")


def drawn(content: bytes, fonts: Mapping[bytes, Letters]) -> tuple[str, ...]:
    """What is drawn, read three ways: without spaces between the strings, with them, and right to left where it is.

    Args:
        content: A page's or form's operators.
        fonts: By the names they have there.
    """
    shown: list[str] = []
    font = Letters()
    for match in _SHOWN.finditer(content):
        if match[1]:
            font = fonts.get(match[1], Letters())
        else:
            shown.append(_shown(match[2], font))
    lines = _BREAK.sub("", "\n".join(shown))
    readings = [lines.replace("\n", ""), lines]
    if any(_RIGHT_TO_LEFT.search(text) for text in shown):
        readings.append(" ".join(text[::-1] for text in shown))
        readings.append("".join(shown)[::-1])
    return tuple(dict.fromkeys(readings))


def unshown(content: bytes) -> bytes:
    """The operators without the strings that they show: those are read by `drawn`."""
    return _SHOWN.sub(b" ", content)


def _shown(operand: bytes, font: Letters) -> str:
    """A string's letters, or those of an array of strings and distances."""
    if font.width == 1 or b"(" in operand:
        return "".join(_read(part, font) for part in _PART.findall(operand))
    return _wide(bytes.fromhex(b"".join(_HEX.findall(operand)).decode()), font)


def _wide(body: bytes, font: Letters) -> str:
    codes = unpack(f">{len(body) // 2}H", body[: len(body) // 2 * 2])
    return "".join(map(font.table.get, codes, repeat(""))) if font.table else "".join(meant(body, wide=True))


def _read(part: bytes, font: Letters) -> str:
    body = part[1:-1]
    if part[:1] == b"<":
        digits = b"".join(body.split())
        body = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    elif b"\\" in body:
        body = _ESCAPE.sub(lambda found: bytes((int(found[1], 8) & 255,)) if found[1] else found[2], body)
    if not font.table:
        return "".join(meant(body, wide=font.width > 1))
    if font.width == 1:
        return "".join(font.table.get(code, chr(code)) for code in body)
    return _wide(body, font)
