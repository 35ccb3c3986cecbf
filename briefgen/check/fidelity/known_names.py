"""The names that a report may use: its desk's actors, the publishers it reads, and the world's countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from babel import Locale

from briefgen.check.fidelity.names import NameBook
from briefgen.check.reading.quotations import spoken
from briefgen.check.reading.sentences import sentences
from briefgen.check.reading.spelling import folded
from briefgen.model.actor import Actor, ActorKind
from briefgen.model.dossier import Dossier
from briefgen.model.source import Source

_PARTICLES = frozenset(
    {"of", "the", "and", "for", "de", "du", "des", "la", "le", "les", "et", "al", "el", "von", "van", "ben", "bin"}
)
_SMALL_WORD = re.compile(r"(?<![^\W\d_])[a-z]+(?![^\W\d_])")
_CODE = re.compile(r"[A-Z]{2}$")
_BRACKETED = re.compile(r"(?P<name>.+?)\s*\((?P<short>[^()]+)\)$")


def book_of(dossier: Dossier) -> NameBook:
    """Everything that has a name: bearers are `actor:…`, `publisher:…`, `country:…` and `place:…`."""
    return NameBook(_names(dossier))


def _names(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for actor in dossier.actors.values():
        yield from ((name, f"actor:{actor.id}") for name in names_of(actor))
    for source in dossier.sources.values():
        yield from ((name, f"publisher:{key}") for key in publishers(source) for name in forms(key))
    for fact in dossier.facts.values():
        yield from ((place, f"place:{place}") for place in fact.places)
    for language in _languages(dossier):
        yield from ((name, f"country:{code}") for name, code in _countries(language))


def names_of(actor: Actor) -> Iterator[str]:
    """Its name, its aliases, and a person's surname."""
    for name in (actor.name, *actor.aliases):
        yield name
        if actor.kind is ActorKind.PERSON and " " in name:
            yield name.split()[-1]


def publishers(source: Source) -> tuple[str, ...]:
    """Who published and wrote a source, where that is a name and no description."""
    return tuple(name for name in (source.publisher, source.author) if name and _is_name(name))


def forms(name: str) -> tuple[str, ...]:
    """A name that is given with its short form in brackets is two names."""
    match = _BRACKETED.match(name)
    return (match["name"], match["short"]) if match else (name,)


def known_words(dossier: Dossier) -> frozenset[str]:
    """Capitalised words that are right as they stand: those of countries, facts and titles; in small plain letters."""
    texts = (*(fact.statement for fact in dossier.facts.values()), *(each.title for each in dossier.sources.values()))
    countries = (name for language in _languages(dossier) for name, _ in _countries(language))
    return frozenset(word for text in (*texts, *countries) for word in spoken(text))


def country_names(codes: AbstractSet[str], dossier: Dossier) -> tuple[str, ...]:
    """What countries are called, in English and in the report's language."""
    return tuple(
        name for language in sorted(_languages(dossier)) for name, code in _countries(language) if code in codes
    )


def common_words(dossier: Dossier) -> frozenset[str]:
    """Words that some fact or the report's own text writes small, in plain letters: no capital makes a name of them."""
    written = (each.text for each in sentences(dossier.manuscript, dossier.report.language))
    texts = (*(fact.statement for fact in dossier.facts.values()), *written)
    return frozenset(word for text in texts for word in _SMALL_WORD.findall(folded(text)))


def _languages(dossier: Dossier) -> set[str]:
    return {"en", dossier.report.language[:2]}


def _is_name(name: str) -> bool:
    """Whether all its words but particles have capitals: "Not named" and "unnamed observers" are no names."""
    words = re.findall(r"[^\W\d_]+", name)
    return all(word[0].isupper() or word.lower() in _PARTICLES or word == "s" for word in words)


@lru_cache(maxsize=8)
def _countries(language: str) -> tuple[tuple[str, str], ...]:
    territories = Locale.parse(language).territories
    return tuple(
        (re.sub(r"\s*\(.*\)$", "", name), code)
        for code, name in sorted(territories.items())
        if _CODE.match(code) and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO")
    )
