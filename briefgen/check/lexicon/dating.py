"""How dates are written: months, parts of a year, what joins two dates, what marks a date of reporting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Dating:
    """Words of one language, in small letters without accents.

    Attributes:
        months: Number of each month by its names and abbreviations.
        capital_months: Whether they are written with a capital.
        ambiguous: Names of months that are other words too: they need a year, a day or a preposition.
        parts: Which part of a month or year a phrase before it means: `early`, `mid`, `late`, `q1` … `q4`, `h1`, `h2`.
        seasons: The same for words that need a year behind them.
        joins: What stands between the two ends of an interval.
        before: Prepositions that a bare month may follow.
        ordinals: Endings of days: `14th`, `1er`.
        counted: Nouns before which a number of four digits is no year: "2000 soldiers".
        reporting: Words beside a date that make it the day of a report.
        fillers: What may stand between the two: "reported on", "dans son article du".
        speaking_day: What stands before the day that the report itself speaks from: "as of".
    """

    months: Mapping[str, int]
    capital_months: bool
    ambiguous: frozenset[str]
    parts: Mapping[str, str]
    seasons: Mapping[str, str]
    joins: tuple[str, ...]
    before: frozenset[str]
    ordinals: tuple[str, ...]
    counted: frozenset[str]
    reporting: frozenset[str]
    fillers: frozenset[str]
    speaking_day: tuple[str, ...]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _months(text: str) -> dict[str, int]:
    return {name: number for number, names in enumerate(text.split(), 1) for name in names.split("/")}


def _phrases(**parts: str) -> dict[str, str]:
    return {phrase.strip(): part for part, phrases in parts.items() for phrase in phrases.split(",")}


ENGLISH = Dating(
    months=_months(
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct "
        "november/nov december/dec"
    ),
    capital_months=True,
    ambiguous=_words("may march mar jan jun sep"),
    parts=_phrases(
        early="early, early in, start of, beginning of, beginnings of, opening of, first days of, first weeks of, "
        "first months of",
        mid="mid, mid-, middle of",
        late="late, late in, end of, close of, last days of, last weeks of, last months of, final weeks of",
        h1="first half of, 1st half of, h1",
        h2="second half of, 2nd half of, h2",
        q1="first quarter of, q1, q1 of",
        q2="second quarter of, q2, q2 of",
        q3="third quarter of, q3, q3 of",
        q4="fourth quarter of, last quarter of, q4, q4 of",
    ),
    seasons=_phrases(
        q1="winter, winter of",
        spring="spring, spring of",
        summer="summer, summer of",
        autumn="autumn, autumn of, fall of",
    ),
    joins=("to", "and", "or", "until", "till", "through", "-", "/"),
    before=_words(
        "in of by since until till from before after during through throughout between and to for early late "
        "mid last this next that every each"
    ),
    ordinals=("st", "nd", "rd", "th"),
    counted=_words(
        "soldiers troops men women people fighters civilians personnel workers vehicles instructors "
        "mercenaries members refugees families houses dead wounded deaths kilometres km tonnes dollars "
        "euros francs militants recruits police"
    ),
    reporting=_words(
        "report reports reported reporting wrote writes write published publishes dated dates date issue issued "
        "edition article articles account headline said says preview relayed relays carried ran"
    ),
    fillers=_words("on in of from by the its it this that so for their his her a an both as early late"),
    speaking_day=("as of", "as at", "until", "up to", "by", "to"),
)

FRENCH = Dating(
    months=_months(
        "janvier/janv fevrier/fevr/fev mars avril/avr mai juin juillet/juil aout septembre octobre/oct novembre/nov "
        "decembre/dec"
    ),
    capital_months=False,
    ambiguous=_words("mars mai"),
    parts=_phrases(
        early="debut, au debut de, au debut d', debut de, debut d', premiers jours de, premieres semaines de, "
        "premiers mois de",
        mid="mi, mi-, milieu de, milieu d'",
        late="fin, a la fin de, fin de, fin d', derniers jours de, dernieres semaines de, derniers mois de",
        h1="premier semestre de, premier semestre, premiere moitie de",
        h2="second semestre de, second semestre, deuxieme semestre, seconde moitie de",
        q1="premier trimestre de, premier trimestre, t1",
        q2="deuxieme trimestre de, deuxieme trimestre, t2",
        q3="troisieme trimestre de, troisieme trimestre, t3",
        q4="quatrieme trimestre de, quatrieme trimestre, dernier trimestre de, dernier trimestre, t4",
    ),
    seasons=_phrases(
        q1="hiver, hiver de", spring="printemps, printemps de", summer="ete, ete de", autumn="automne, automne de"
    ),
    joins=("au", "et", "ou", "a", "jusqu'au", "jusqu'en", "-", "/"),
    before=_words("en de depuis des jusqu'en avant apres pendant debut fin mi courant et ou a"),
    ordinals=("er",),
    counted=_words(
        "soldats hommes femmes personnes combattants civils agents travailleurs vehicules instructeurs "
        "mercenaires membres refugies familles maisons morts blesses kilometres km tonnes dollars euros "
        "francs militants recrues policiers"
    ),
    reporting=_words(
        "rapport rapporte rapportait ecrit ecrivait publie publiait publication date datee datent edition "
        "article articles compte titre dit relaie relaye depeche numero"
    ),
    fillers=_words("le la l les de du d des en dans au a son sa ses cet cette ce par qu que"),
    speaking_day=("au", "jusqu'au", "a la date du", "d'ici au"),
)


@cache
def dating_of(language: str | None) -> Dating:
    """How a language writes dates; English for one that is not known.

    Args:
        language: BCP 47 tag.
    """
    return {"fr": FRENCH}.get((language or "")[:2], ENGLISH)


LANGUAGES = ("en", "fr")
"""Those whose words are known."""
