"""Acronyms that nobody needs spelled out, and codes that are none."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ANYWHERE = _words("AIDS CEO COVID DNA GDP GMT GPS HIV HQ ID IT OK PDF SMS TV UTC VIP SIM AI AM PM CET CCTV DVD USB")
_ENGLISH = _words("UN EU US USA UK NATO USSR BBC CNN FBI CIA NGO UAE")
_FRENCH = _words("ONU UE OTAN USA URSS PIB ONG VIH TVA PME BBC CNN FBI CIA SIDA")

CURRENCIES = _words("USD EUR GBP CHF XOF XAF FCFA CFA JPY CNY RUB CAD AUD ZAR NGN GHS MAD DZD TND EGP")
"""Currencies in the three letters of ISO 4217, and as they are written in West Africa."""


def common_acronyms(language: str | None) -> frozenset[str]:
    """Those that a reader of the language knows.

    Args:
        language: BCP 47 tag; English where it is not known.
    """
    return _ANYWHERE | ({"fr": _FRENCH}.get((language or "")[:2], _ENGLISH))
