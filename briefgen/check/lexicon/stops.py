"""Abbreviations: where a full stop ends no sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Stops:
    """What a full stop may stand behind without ending a sentence.

    Attributes:
        titles: Words before a name, as written: "Gen", "M".
        never: What never ends a sentence: "e.g", "approx".
        never_before_capital: What may, but does not before a capital: "vs".
        before_numbers: What does not before a number: "No", "art".
        times: "a.m", "p.m".
        after_times: What goes on behind them: a weekday, a time zone.
        closing: What may end a sentence and may stand within one: "Inc", "etc".
        openers: Words that begin a sentence behind such an abbreviation.
        speaking: Verbs that go on behind a quotation.
    """

    titles: frozenset[str]
    never: frozenset[str]
    never_before_capital: frozenset[str]
    before_numbers: frozenset[str]
    times: frozenset[str]
    after_times: frozenset[str]
    closing: frozenset[str]
    openers: frozenset[str]
    speaking: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = Stops(
    titles=_words(
        "Mr Mrs Ms Mx Dr Prof Gen Lt Col Maj Capt Cpt Sgt Cpl Adm Cmdr Brig Pres Gov Sen Rep Amb Sec Min Hon Rev Fr St "
        "Msgr Supt Insp Eng Sr Sra Sheikh Messrs"
    ),
    never=_words("e.g i.e approx ca cf viz esp incl excl resp est"),
    never_before_capital=_words("vs v dept dist mt ft al"),
    before_numbers=_words(
        "no nos c b d r art arts fig figs p pp para paras vol ch sec sect § op ex app tab jan feb mar apr jun "
        "jul aug sep sept oct nov dec"
    ),
    times=_words("a.m p.m"),
    after_times=_words(
        "monday tuesday wednesday thursday friday saturday sunday gmt utc cet est bst local january february march april "
        "may june july august september october november december"
    ),
    closing=_words("inc ltd co corp bros jr sr s.a plc etc"),
    openers=_words(
        "The This That These Those It Its He His She Her They Their We Our You In On At By For From Of To With Within "
        "Without After Before Since Until During Under Over Between Among Despite Although Though While When Where "
        "Whether If As And But Or Nor Yet So Because However Moreover Meanwhile Both Each All Some Most Many Few No Not "
        "None Neither Either One Two Three Four Five A An There Here What Which Who Why How According Only Also Such"
    ),
    speaking=_words("said asked says asks replied wrote added told warned wondered demanded answered"),
)

FRENCH = Stops(
    titles=_words("M MM Me Mgr Dr Pr Gal Col Cdt Lt St Ste Mme Mlle"),
    never=_words("p.ex ex c.-à-d env cf ca"),
    never_before_capital=_words("vs"),
    before_numbers=_words("n no nos art arts fig p pp vol chap al § t janv févr avr juil sept oct nov déc"),
    times=frozenset(),
    after_times=frozenset(),
    closing=_words("etc s.a cie sté"),
    openers=_words(
        "Le La Les L Un Une Des Ce Cet Cette Ces C Il Elle Ils Elles On Nous Vous Son Sa Ses Leur Leurs En Au Aux À A "
        "Dans Par Pour Sur Sous Avec Sans Selon D De Du Depuis Après Avant Pendant Lors Si Quand Lorsque Mais Et Ou Or "
        "Donc Car Toutefois Cependant Chaque Tous Toutes Aucun Aucune Deux Trois Quatre Cinq Qui Que Quoi Où Comment S"
    ),
    speaking=_words("dit déclare demande répond affirme ajoute demandé répondu déclaré"),
)


@cache
def stops_of(language: str | None) -> Stops:
    """The abbreviations of a language, or of all where none or an unknown one is given.

    Args:
        language: BCP 47 tag.
    """
    known = {"en": ENGLISH, "fr": FRENCH}.get((language or "")[:2])
    if known:
        return known
    names = Stops.__dataclass_fields__
    return Stops(**{name: getattr(ENGLISH, name) | getattr(FRENCH, name) for name in names})
