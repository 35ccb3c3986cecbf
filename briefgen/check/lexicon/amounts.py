"""How amounts are written: number words, scales, units, and words that make a number less exact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Amounts:
    """Words of one language, in small letters without accents.

    Attributes:
        words: Values of number words: `twelve`, `vingt`; hundreds and what multiplies are in `scales`.
        scales: What a number before it is multiplied by: `thousand`, `bn`.
        articles: What says one without counting: "a memorandum".
        several: What says more than one.
        dozens: Words for about or exactly so many: `dozen`, `dizaine`.
        phrases: Numbers of several words that their words do not add up to: `half a dozen`.
        vague: Plural words of magnitude, with the least and the most that they mean: `thousands`.
        over, under, about: What stands before a number that is not exact.
        about_after: What stands behind one: `or so`.
        units: Units of measure by their names, in a form that all languages share.
        percent: Signs and words of percentages.
        fractions: Nouns that make a fraction of the number before them: "two thirds".
        alone: What makes an article count: "un seul".
        breaks: Words that end the nouns behind a number.
        partitive: What makes the number a part: "two of the three".
        partitive_before: The same before the number: "of which two".
        pointers: What makes a number take up what was told before: "the two", "both".
        ordinals: Endings that make a number an ordinal: `3rd`.
        group, decimal: Signs between thousands and before decimals, for a pattern.
    """

    words: Mapping[str, int]
    scales: Mapping[str, int]
    articles: frozenset[str]
    several: tuple[str, ...]
    dozens: Mapping[str, int]
    phrases: Mapping[str, int]
    vague: Mapping[str, tuple[int, int]]
    over: tuple[str, ...]
    under: tuple[str, ...]
    about: tuple[str, ...]
    about_after: tuple[str, ...]
    units: Mapping[str, str]
    percent: tuple[str, ...]
    fractions: frozenset[str]
    alone: frozenset[str]
    breaks: frozenset[str]
    partitive: tuple[str, ...]
    partitive_before: tuple[str, ...]
    pointers: frozenset[str]
    ordinals: tuple[str, ...]
    group: str
    decimal: str


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _values(text: str, start: int = 0) -> dict[str, int]:
    return {word: value for value, words in enumerate(text.split(), start) for word in words.split("/")}


def _units(text: str) -> dict[str, str]:
    return {name: names.split("/")[0] for names in text.split() for name in names.split("/")}


_DOZENS, _HUNDREDS, _THOUSANDS, _MILLIONS = (24, 99), (200, 999), (2_000, 99_999), (2_000_000, 999_000_000)

ENGLISH = Amounts(
    words=_values("zero one/single two/both three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
                  "sixteen seventeen eighteen nineteen")
    | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
    scales={"hundred": 100, "thousand": 1_000, "k": 1_000, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9,
            "trillion": 10**12, "tn": 10**12},
    articles=_words("a an"),
    several=("several", "more than one", "many", "numerous", "multiple"),
    dozens={"dozen": 12},
    phrases={"half a dozen": 6, "a half dozen": 6, "half-dozen": 6, "half a hundred": 50, "half a thousand": 500,
             "a quarter of a million": 250_000, "half a million": 500_000, "a million and a half": 1_500_000,
             "half a billion": 500 * 10**6, "a billion and a half": 1_500 * 10**6},
    vague={"dozens": _DOZENS, "scores": _DOZENS, "hundreds": _HUNDREDS, "thousands": _THOUSANDS,
           "tens of thousands": (20_000, 99_999), "hundreds of thousands": (200_000, 999_999), "millions": _MILLIONS,
           "billions": (2 * 10**9, 999 * 10**9)},
    over=("more than", "over", "above", "at least", "upwards of", "in excess of", "no fewer than", "no less than"),
    under=("less than", "fewer than", "under", "below", "at most", "up to", "as many as", "no more than", "nearly", "almost",
           "close to"),
    about=("about", "around", "roughly", "approximately", "some", "circa", "ca.", "an estimated", "nearly", "almost",
           "close to"),
    about_after=("or so", "or thereabouts", "odd", "at a guess"),
    units=_units("kilometre/kilometres/kilometer/kilometers/km mile/miles metre/metres/meter/meters tonne/tonnes/ton/tons/t "
                 "kilogram/kilograms/kilo/kilos/kg hour/hours minute/minutes day/days week/weeks month/months year/years "
                 "barrel/barrels hectare/hectares/ha litre/litres/liter/liters dollar/dollars euro/euros/eur franc/francs "
                 "cent/cents fortnight/fortnights decade/decades century/centuries"),
    percent=("%", "per cent", "percent", "percentage points"),
    fractions=_words("third thirds quarter quarters half halves fifth fifths tenth tenths"),
    alone=frozenset(),
    breaks=_words("a an the of in on at to by for from with without and or but nor than as who which that whose when where "
                  "while if is are was were be been being has have had do does did will would can could may might must "
                  "shall should not no it its they their them he his she her him we our us you your this these those "
                  "there here after before since until over under about between among against into onto via per also "
                  "then now so such other others more most less least said says again"),
    partitive=("of the", "of them", "of its", "of their", "of these", "of those", "of his", "of her", "of which", "of whom"),
    partitive_before=("of which", "of whom", "of these", "among them", "of them"),
    pointers=_words("the these those its their both other"),
    ordinals=("st", "nd", "rd", "th"),
    group=r"[,\u00a0\u202f ']",
    decimal=r"\.",
)  # fmt: skip

FRENCH = Amounts(
    words=_values("zero un/une/unique deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
    | {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
       "huitante": 80, "octante": 80, "nonante": 90},
    scales={"cent": 100, "cents": 100, "mille": 1_000, "k": 1_000, "million": 10**6, "millions": 10**6,
            "milliard": 10**9, "milliards": 10**9, "md": 10**9, "mds": 10**9},
    articles=_words("un une"),
    several=("plusieurs", "plus d'un", "plus d'une", "de nombreux", "de nombreuses", "maints", "maintes"),
    phrases={"une demi-douzaine": 6, "un quart de million": 250_000, "un demi-million": 500_000,
             "un million et demi": 1_500_000, "un demi-milliard": 500 * 10**6, "un milliard et demi": 1_500 * 10**6},
    dozens={"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "cinquantaine": 50,
            "centaine": 100, "millier": 1_000},
    vague={"dizaines": _DOZENS, "centaines": _HUNDREDS, "milliers": _THOUSANDS,
           "dizaines de milliers": (20_000, 99_999), "centaines de milliers": (200_000, 999_999),
           "des millions": _MILLIONS, "des milliards": (2 * 10**9, 999 * 10**9)},
    over=("plus de", "plus d'", "au moins", "au-dela de", "superieur a"),
    under=("moins de", "moins d'", "au plus", "jusqu'a", "pres de", "presque", "a peine"),
    about=("environ", "quelque", "autour de", "a peu pres", "pres de", "presque"),
    about_after=("environ", "a peu pres", "ou presque"),
    units=_units("kilometre/kilometres/km mile/miles/mille metre/metres tonne/tonnes/t kilogram/kilogramme/kilogrammes/kg/kilos "
                 "hour/heure/heures/h minute/minutes day/jour/jours week/semaine/semaines month/mois year/an/ans/annee/annees "
                 "barrel/baril/barils hectare/hectares/ha litre/litres dollar/dollars euro/euros/eur franc/francs "
                 "cent/centime/centimes decade/decennie/decennies century/siecle/siecles"),
    percent=("%", "pour cent", "points de pourcentage"),
    fractions=_words("tiers quart quarts demi demie moitie cinquieme cinquiemes dixieme dixiemes"),
    alone=_words("seul seule unique"),
    breaks=_words("le la les l un une des de du d en dans sur sous a au aux par pour avec sans et ou mais ni que qui dont ou "
                  "quand si est sont etait etaient ete a ont avait avaient sera seront fut furent ne pas il elle ils elles "
                  "se sa son ses leur leurs ce cet cette ces apres avant depuis entre contre vers plus moins aussi dit"),
    partitive=("des", "d'entre", "de ces", "de ses", "de leurs"),
    partitive_before=("dont", "parmi lesquels", "parmi lesquelles", "parmi eux", "parmi elles"),
    pointers=_words("les ces ses leurs autres"),
    ordinals=("er", "ere", "e", "eme", "nd", "nde"),
    group=r"[.\u00a0\u202f ']",
    decimal=",",
)  # fmt: skip


@cache
def amounts_of(language: str | None) -> Amounts:
    """How a language writes amounts; English for one that is not known.

    Args:
        language: BCP 47 tag.
    """
    return {"fr": FRENCH}.get((language or "")[:2], ENGLISH)
