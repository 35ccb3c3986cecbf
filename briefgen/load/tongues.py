"""The program's own words in other languages: compiled gettext catalogues, shipped with it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from briefgen.model.tongue import ENGLISH, Tongue

CATALOGUES = Path(__file__).resolve().parent.parent / "locale"
"""One folder a language, as gettext has them: `fr/LC_MESSAGES/briefgen.mo`."""


def tongues() -> tuple[str, ...]:
    """The languages that the program speaks, English first."""
    return ("en", *sorted(file.parts[-3] for file in CATALOGUES.glob("*/LC_MESSAGES/briefgen.mo")))


@cache
def load_tongue(language: str) -> Tongue:
    """The words of a language; English ones for a language that has no catalogue.

    Args:
        language: BCP 47 tag. `fr-CA` takes the words of `fr`.
    """
    file = CATALOGUES / language.split("-", maxsplit=1)[0] / "LC_MESSAGES" / "briefgen.mo"
    if not file.is_file():
        return Tongue(language) if language != ENGLISH.language else ENGLISH
    from babel.messages.mofile import read_mo  # noqa: PLC0415 - an English report does not wait for it

    with file.open("rb") as stream:
        catalogue = read_mo(stream)
    messages: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if key:
            messages[f"{message.context}\x04{key}" if message.context else key] = tuple(form or "" for form in forms)
    return Tongue(language, messages, catalogue.plural_expr)
