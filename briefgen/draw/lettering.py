"""How wide text is, and where its lines break. A drawing cannot ask the engine, so it measures on the wide side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, zip_longest

# Advances of IBM Plex Sans Condensed in em, the wider of Regular and SemiBold, rounded up to a class.
_CLASSES = {
    0.215: " '",
    0.27: "ijlł’‘,.",
    0.305: ":;![]()",
    0.35: "ftr{}|·",
    0.43: 'I-/\\"•',
    0.48: "sczvLJ?“”",
    0.515: "aegkoxy_*ø",
    0.545: "bdhnpqu+0123456789<=>Z^`~$FTESđ–×≥≤−",
    0.61: "ABCPRVXY€ß",
    0.66: "DGHKNOQU&#Ø",
    0.74: "wM—",
    0.815: "m…@æ→↑",
    0.9: "W%œÆŒ",
}
_ADVANCES = {character: advance for advance, characters in _CLASSES.items() for character in characters}
_OTHER = 0.9
"""For a letter that the family lacks: another font steps in."""
_FULL_WIDTH = 1.05

# The same of IBM Plex Sans Arabic: for a letter that is not joined to the next one, and for one that is.
_APART = {
    0.3: "اأإآ،؛١٠",
    0.345: "رز",
    0.44: "ء",
    0.52: "وؤةه؟٤٦٢",
    0.56: "٥٧٨٩",
    0.59: "دذ",
    0.66: "عغجحخچ٣",
    0.7: "م",
    0.74: "نل",
    0.77: "ىيئقی",
    0.8: "طظ",
    0.96: "بتثپك",
    1.03: "فکگ",
    1.24: "سش",
    1.32: "صض",
    0.11: "ـ",
}
_JOINED = {
    0.11: "ـ",
    0.33: "بتثپنلئيی",
    0.49: "فقكگک",
    0.55: "عغ",
    0.59: "م",
    0.66: "ه",
    0.67: "جحخچ",
    0.72: "طظ",
    0.85: "سش",
    0.91: "صض",
}
_APART_ADVANCES = {letter: advance for advance, letters in _APART.items() for letter in letters}
_JOINED_ADVANCES = {letter: advance for advance, letters in _JOINED.items() for letter in letters}

_INVALID = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\ufeff\ufffc\ufff9-\ufffb]"
    # Directional overrides can turn a printed line round.
    "|[\u202a-\u202e\u2066-\u2069]"
)
_NARROW_SPACES = re.compile("[\u2007\u2009\u202f]")
_SPACES = re.compile("[ \t\n\r\u0085\u2028\u2029]+")

_RIGHT_TO_LEFT = frozenset({"R", "AL"})

ELLIPSIS = "…"


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """The text without what XML forbids or a line cannot hold: control characters, line breaks, overrides.

    Thin spaces, which Plex lacks, become no-break spaces.
    """
    return _SPACES.sub(" ", _NARROW_SPACES.sub("\xa0", _INVALID.sub("", text))).strip()


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends a sentence already."""
    text = clean(text)
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


@lru_cache(maxsize=4096)
def width(text: str, size: float) -> float:
    """Width of one line in pt, never less than it is set at.

    Args:
        text: The line.
        size: Type size in pt.
    """
    if runs_right_to_left(text):
        return _joined_width(text) * size
    return sum(map(_advance, text)) * size


@lru_cache(maxsize=4096)
def runs_right_to_left(text: str) -> bool:
    """Whether it has letters that are written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text)


def _joined_width(text: str) -> float:
    """Width in em of a line in which letters may join."""
    letters = [each for each in text if not unicodedata.combining(each)]
    return sum(
        _JOINED_ADVANCES[letter]
        if letter in _JOINED_ADVANCES and following in _APART_ADVANCES and following.isalpha() and following != "ء"
        else _APART_ADVANCES.get(letter) or _advance(letter)
        for letter, following in zip_longest(letters, letters[1:], fillvalue="")
    )


def wrap(text: str, room: float, size: float) -> list[str]:
    """Lines that are at most `room` pt wide, broken at spaces, or inside a word that is wider than a line.

    At least one line, which may be empty.
    """
    return list(_lines(text, room, size))


def fit(text: str, room: float, size: float, lines: int) -> list[str]:
    """As `wrap`, but at most that many lines: the last one ends with an ellipsis where text was left out."""
    wrapped = list(islice(_lines(text, room, size), lines + 1))
    if len(wrapped) <= lines:
        return wrapped
    last = _drop_word(wrapped[lines - 1]) if _too_wide(wrapped[lines - 1], room, size) else wrapped[lines - 1]
    while _too_wide(last, room, size) and len(last) > 1:
        last = last[:-1]
    return [*wrapped[: lines - 1], _with_ellipsis(last)]


def _lines(text: str, room: float, size: float) -> Iterator[str]:
    """Lines one by one, so that a long text is measured only as far as it is shown."""
    line, taken = "", 0.0
    for word in clean(text).split(" "):
        step = width(f" {word}" if line else word, size)
        if taken + step <= room:
            line, taken = f"{line} {word}" if line else word, taken + step
            continue
        if line:
            yield line
        *full, line = _chop(word, room, size)
        yield from full
        taken = width(line, size)
    yield line


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    """Advance in em."""
    known = _ADVANCES.get(character)
    if known is not None:
        return known
    if unicodedata.east_asian_width(character) in "WF":
        return _FULL_WIDTH
    base = unicodedata.normalize("NFKD", character)[0]
    return _ADVANCES.get(base, _OTHER)


def _chop(word: str, room: float, size: float) -> list[str]:
    """The word in pieces that each fit; one piece where it fits whole."""
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, size) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _too_wide(line: str, room: float, size: float) -> bool:
    """Whether the line has no room left for an ellipsis."""
    return width(line + ELLIPSIS, size) > room


def _drop_word(text: str) -> str:
    """The text without its last word, or as it is where that is its only one."""
    head, _, _ = text.rpartition(" ")
    return head or text


def _with_ellipsis(text: str) -> str:
    """The text ending in an ellipsis, without a stop or comma before it."""
    return text.rstrip(" ,;:.–—-") + ELLIPSIS
