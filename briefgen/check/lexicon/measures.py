"""Units of measure that say the same in other numbers: 80 cents and 0.80 dollars, six hectares and 60,000 square metres."""

from __future__ import annotations

from collections.abc import Mapping

BASES: Mapping[str, tuple[str, float]] = {
    "kilometre": ("metre", 1_000),
    "hectare": ("square metre", 10_000),
    "square kilometre": ("square metre", 10**6),
    "tonne": ("kilogram", 1_000),
    "hour": ("minute", 60),
    "day": ("minute", 24 * 60),
    "week": ("minute", 7 * 24 * 60),
    "fortnight": ("minute", 14 * 24 * 60),
    "year": ("month", 12),
    "decade": ("month", 120),
    "century": ("month", 1_200),
    "cent": ("", 0.01),
}
"""What a unit is made of, and how many of it; a cent is a hundredth of any currency."""

POWERS: Mapping[str, str] = {
    "square": "square", "cubic": "cubic", "carre": "square", "carres": "square", "cube": "cubic", "cubes": "cubic",
}  # fmt: skip
"""Words that make an area or a volume of a length, before it or behind it."""
