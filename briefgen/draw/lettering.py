"""How wide text is, and where its lines break. A drawing cannot ask the engine, so it measures on the wide side."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

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
"""For a letter that the family lacks: another font steps in, with Arabic letters standing alone."""
_FULL_WIDTH = 1.05

_INVALID = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\ufeff\ufffc\ufff9-\ufffb]"
    # Directional overrides can turn a printed line round.
    "|[\u202a-\u202e\u2066-\u2069]"
)
_NARROW_SPACES = re.compile("[\u2007\u2009\u202f]")
_SPACES = re.compile("[ \t\n\r\u0085\u2028\u2029]+")

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


def width(text: str, size: float) -> float:
    """Width of one line in pt, never less than it is set at.

    Args:
        text: The line.
        size: Type size in pt.
    """
    return sum(map(_advance, text)) * size


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
