"""Colours made of the brand's tokens, and whether text can be read on them."""

from __future__ import annotations

from functools import lru_cache

LEGIBLE = 4.5
"""Least contrast of text with its ground (WCAG 2.2, 1.4.3)."""

_STEPS = 20
_NEARLY_BLACK = 0.04045
"""Up to here sRGB is linear (IEC 61966-2-1)."""


def mix(colour: str, other: str, share: float) -> str:
    """The colour with `other` mixed in, channel by channel.

    Args:
        colour: Literal hex, because `var()` paints black inside a drawing.
        other: Likewise.
        share: Of `colour`, 0–1: 1 leaves it as it is.
    """
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(mine * share + theirs * (1 - share)):02x}" for mine, theirs in pairs)


def contrast(colour: str, other: str) -> float:
    """Contrast ratio, 1–21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(colour), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=512)
def luminance(colour: str) -> float:
    """Relative luminance, 0–1 (WCAG 2.2)."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable_on(ground: str, *inks: str) -> str:
    """The first of the inks that can be read on the ground, or the one that stands out most where none can."""
    for ink in inks:
        if contrast(ink, ground) >= LEGIBLE:
            return ink
    return max(inks, key=lambda ink: contrast(ink, ground))


def legible(colour: str, ground: str, ink: str) -> str:
    """The colour, taken towards `ink` only as far as it must be to be read on the ground."""
    for step in range(_STEPS + 1):
        mixed = mix(colour, ink, 1 - step / _STEPS)
        if contrast(mixed, ground) >= LEGIBLE:
            return mixed
    return ink


def tint(colour: str, ground: str, ink: str, share: float) -> str:
    """The colour lightened to `share` of it, and further where `ink` could not be read on it otherwise."""
    for step in range(_STEPS):
        mixed = mix(colour, ground, share * (1 - step / _STEPS))
        if contrast(ink, mixed) >= LEGIBLE:
            return mixed
    return ground


def _channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0–255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: float) -> float:
    """A channel of sRGB, 0–1, as light."""
    return channel / 12.92 if channel <= _NEARLY_BLACK else float(((channel + 0.055) / 1.055) ** 2.4)
