"""Words for the same event, and words that say that a number was reckoned from others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


def _senses(**groups: str) -> dict[str, str]:
    return {word: sense for sense, words in groups.items() for word in words.split()}


SENSES: Mapping[str, str] = _senses(
    dead="die died dies dead death deaths killed kill kills killing fatal fatally fatalities fatality slain perished "
    "mort morts morte mortes tue tues tuee tuees deces decede decedes peri mortellement",
    hurt="hurt injured injury injuries injuring wounded wound wounds wounding blesse blesses blessee blessees blessures",
    held="arrested arrest arrests detained held seized captured jailed imprisoned arrete arretes arretee arretees "
    "detenu detenus capture captures incarcere incarceres",
    taken="abducted kidnapped hostages hostage abductions enleve enleves enlevee enlevees otages otage",
    freed="freed released release liberated libere liberes liberee liberees relache relaches",
    missing="missing disappeared vanished disparu disparus disparue disparues",
    fled="fled displaced displacement flee uprooted deplace deplaces deplacee deplacees fui",
    shut="closed shut closes shuts closure closures ferme fermes fermee fermees",
    down="broken idle defective inoperative panne",
)
"""What a word says, in small letters without accents."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What says in a sentence that one of its numbers is a result.

    Attributes:
        sum: "together", "in all".
        rest: "the difference", "more", "remain".
        times: "twice", "halved".
        rate: "a day", "monthly".
    """

    sum: re.Pattern[str]
    rest: re.Pattern[str]
    times: re.Pattern[str]
    rate: re.Pattern[str]


def _cue(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b")


_ENGLISH = Reckoning(
    sum=_cue(
        r"together|altogether|in all|all told|in total|totals?|totall?ing|total(?:led)?|combined|overall|sum|between them|"
        r"jointly|both|add\w* up"
    ),
    rest=_cue(
        r"differ\w*|discrepan\w*|gap|(?:more|fewer|less)(?! than (?:\W|\d|an?\b|half|one|two|three|four|five|six|seven|eight|nine|ten|"
        r"\w+teen|\w+ty))|up by|down by|(?:went|gone|goes) (?:up|down)|rest|remain\w*|left|leav\w*|missing|"
        r"short\w*|lack\w*|others?|another|further|additional|extra|unpaid|outstanding|apart|margin|higher|lower|added|"
        r"ris(?:e|es|en|ing)|rose|f[ae]ll\w*|gr[eo]w\w*|increase\w*|decrease\w*|balance|to go|to come|not yet"
    ),
    times=_cue(r"twice|doubl\w*|times|twofold|threefold|trebl\w*|tripl\w*|halv\w*|half|quadrupl\w*"),
    rate=_cue(
        r"(?:an?|per|each|every|one) (?:hour|day|week|month|year)|hourly|daily|weekly|monthly|yearly|annual(?:ly)?"
    ),
)
_FRENCH = Reckoning(
    sum=_cue(
        r"ensemble|au total|en tout|totale?s?|totalis\w*|cumul\w*|sommes?|addition\w*|a (?:eux|elles) \w+|les deux"
    ),
    rest=_cue(
        r"differ\w*|ecarts?|rest\w*|manqu\w*|de plus|de moins|autres?|encore|supplementaires?|solde|haussent?|hausse|"
        r"baiss\w*|augment\w*|gagn\w*|perd\w*|davantage|impayes?|marge"
    ),
    times=_cue(r"doubl\w*|tripl\w*|quadrupl\w*|fois|moitie"),
    rate=_cue(r"(?:par|chaque) (?:heure|jour|semaine|mois|an|annee)|quotidien\w*|hebdomadaire\w*|mensuel\w*|annuel\w*"),
)


@cache
def reckoning_of(language: str | None) -> Reckoning:
    """A language's words of reckoning, in small letters without accents; English's for one that is not known.

    Args:
        language: BCP 47 tag.
    """
    return {"fr": _FRENCH}.get((language or "")[:2], _ENGLISH)
