"""Likelihood terms as they are written in a text, and the scales that have them.

The scales are those of `model/scales.py`, ICD 203 and the PHIA yardstick; adverbs stand for their adjectives: "probably"
is "probable". Terms without a band are in common use and in neither scale; more of these are in `idioms.py`.
"""

from __future__ import annotations

from briefgen.check.lexicon.idioms import ENGLISH_IDIOMS, FRENCH_IDIOMS
from briefgen.check.lexicon.term import Term

ENGLISH_TERMS = (
    *ENGLISH_IDIOMS,
    Term("more likely than not", r"more (?:likely|probable) than not"),
    Term("almost no chance", r"almost no (?:chance|prospect)", ("icd203/almost-no-chance",)),
    Term("remote chance", r"remote chances?", ("phia/remote-chance",)),
    Term(
        "remote",
        r"remote (?:prospects?|possibility|likelihood|odds)|"
        r"(?:chances?|prospects?|possibility|likelihood|odds)(?: [\w'’-]+){0,6}? (?:is|are|remains?|seems?|looks?) "
        r"(?:very |still |now )?remote",
        ("icd203/almost-no-chance",),
    ),
    Term("very unlikely", r"very unlikely", ("icd203/very-unlikely",)),
    Term("highly improbable", r"highly improbabl[ey]", ("icd203/very-unlikely",)),
    Term("highly unlikely", r"highly[ -]unlikely", ("phia/highly-unlikely",)),
    Term("roughly even chance", r"roughly even(?: (?:chances?|odds))?", ("icd203/roughly-even",)),
    Term(
        "realistic possibility", r"realistic(?:ally)? (?:possibilit(?:y|ies)|possible)", ("phia/realistic-possibility",)
    ),
    Term("very likely", r"very likely", ("icd203/very-likely",)),
    Term("highly probable", r"highly probabl[ey]", ("icd203/very-likely",)),
    Term("highly likely", r"highly[ -]likely", ("phia/highly-likely",)),
    Term("almost certain", r"almost certain(?:ly|ty)?", ("icd203/almost-certain", "phia/almost-certain")),
    Term("nearly certain", r"nearly certain(?:ly)?", ("icd203/almost-certain",)),
    Term("virtually certain", r"(?:virtually|practically|all but|near|fairly|pretty) certain(?:ly)?"),
    Term(
        "extremely likely",
        r"(?:extremely|exceptionally|exceedingly|overwhelmingly|quite|rather|fairly|reasonably|somewhat|moderately|"
        r"increasingly|eminently|distinctly|decidedly|entirely|perfectly|strongly|vanishingly|most(?= un)|really|hugely|remarkably) (?:un)?likely",
    ),
    Term(
        "very probable",
        r"(?:very|extremely|quite|rather|fairly|reasonably|somewhat|moderately|most|increasingly|eminently|entirely|strongly|overwhelmingly) (?:im)?probabl[ey]",
    ),
    Term("in all likelihood", r"in all (?:likelihood|probability)"),
    Term(
        "even chance", r"(?:about |an? )?even (?:chances?|odds)|fifty[- ]fifty|50[-–/: ]50(?= (?:chance|odds))|toss-up"
    ),
    Term(
        "good chance",
        r"(?:good|fair|slim|small|strong|real|distinct|serious|high|low|slight|outside|decent) "
        r"(?:chances?|possibility|likelihood|probability|odds)(?= (?:that|of|for|to)\b)",
    ),
    Term("unlikely", r"unlikel(?:y|ihood)", ("icd203/unlikely", "phia/unlikely")),
    Term("improbable", r"improbabl[ey]", ("icd203/unlikely",)),
    Term("likely", r"likely", ("icd203/likely", "phia/likely")),
    Term("probable", r"probabl[ey]", ("icd203/likely", "phia/likely")),
)

_PROBABLE = r"(?:probables?|probablement)"
_IMPROBABLE = r"(?:improbables?|peu probables?)"
_CERTAIN = r"(?:certaine?s?|certainement)"

# Both scales in French are the desk's own rendering: neither standard has a French text. Each term has one rendering,
# so that the scales stay apart: "highly likely" (PHIA) is "hautement probable", "very likely" (ICD 203) "très probable".
FRENCH_TERMS = (
    *FRENCH_IDIOMS,
    Term("selon toute probabilité", r"selon toute (?:probabilité|vraisemblance)"),
    Term("plus probable qu'improbable", r"plus probable qu['’]improbable"),
    Term("presque aucune chance", r"(?:presque|quasiment) aucune chance", ("icd203/almost-no-chance",)),
    Term(
        "chance infime",
        r"(?:(?:chances?|possibilités?) (?:infimes?|minimes?)|infimes? (?:chances?|possibilités?))",
        ("phia/remote-chance",),
    ),
    Term("très improbable", rf"très {_IMPROBABLE}", ("icd203/very-unlikely",)),
    Term("hautement improbable", rf"hautement {_IMPROBABLE}", ("phia/highly-unlikely",)),
    Term(
        "une chance sur deux",
        r"(?:(?:à peu près|environ|près d['’]) ?)?une chance sur deux|chances (?:à peu près )?égales",
        ("icd203/roughly-even",),
    ),
    Term("possibilité réaliste", r"possibilités? (?:réalistes?|réelles?)", ("phia/realistic-possibility",)),
    Term("très probable", rf"très {_PROBABLE}", ("icd203/very-likely",)),
    Term("hautement probable", rf"hautement {_PROBABLE}", ("phia/highly-likely",)),
    Term(
        "presque certain",
        rf"(?:presque|quasi|quasiment)[ -]{_CERTAIN}|quasi[ -]certitude",
        ("icd203/almost-certain", "phia/almost-certain"),
    ),
    Term("pratiquement certain", rf"(?:pratiquement|virtuellement) {_CERTAIN}"),
    Term(
        "assez probable",
        rf"(?:extrêmement|assez|plutôt|fort|relativement|de plus en plus|hautement|bien|fortement|éminemment|tout à fait|nettement|guère|particulièrement|passablement|vraiment|pas(?= im)|pas très) (?:{_IMPROBABLE}|{_PROBABLE})",
    ),
    Term("bonne chance", r"(?:de )?(?:bonnes|fortes|faibles|maigres|sérieuses) chances(?= (?:que|de|pour)\b)"),
    Term("peu probable", _IMPROBABLE, ("icd203/unlikely", "phia/unlikely")),
    Term("probable", _PROBABLE, ("icd203/likely", "phia/likely")),
)
