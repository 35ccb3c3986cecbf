"""Which country codes exist."""

from __future__ import annotations

from functools import cache

from babel import Locale

# What the locale data names beside countries: unions, outlying islands without a code of their own, test codes.
# XK (Kosovo) stays: it is user-assigned, but there is no other code for it and everybody uses it.
_NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}

# Codes that people write and ISO 3166-1 gives otherwise.
_MEANT = {"UK": "GB", "EL": "GR", "EN": "GB"}


@cache
def country_names() -> dict[str, str]:
    """English names by ISO 3166-1 alpha-2 code."""
    names = Locale("en").territories
    return {
        code: name
        for code, name in sorted(names.items())
        if len(code) == len("ML") and code.isalpha() and code not in _NO_COUNTRIES
    }


def country_hint(code: str) -> str:
    """The remedy for a code that no country has."""
    meant = _MEANT.get(code)
    if meant:
        return f"Did you mean '{meant}' ({country_names()[meant]})?"
    near = [f"{other} ({name})" for other, name in country_names().items() if other[0] == code[:1]]
    listed = f" With {code[0]}: {', '.join(near)}." if near else ""
    return f"Write the ISO 3166-1 alpha-2 code.{listed}"
