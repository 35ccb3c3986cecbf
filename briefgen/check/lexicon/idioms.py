"""Likelihood as people speak of it: idioms of chance and certainty, which no scale has."""

from __future__ import annotations

from briefgen.check.lexicon.patterns import one_of
from briefgen.check.lexicon.term import Term

_IS = r"(?:is|are|remains?|seems?|looks?|stays?|appears?|stands?)"
_SIZE = one_of(
    "slim slender small thin poor low high good fair bright dim bleak minimal negligible slight strong even better worse great "
    "considerable real fading nil zero distant limited modest substantial significant faint tiny against_it"
)
_ECONOMIC = r"(?:the |its |their )?(?:growth|economy|trade|sector|industry|jobs|employment|export)"
_NO_VERB = r"(?:the|a|an|its|their|his|her|our|each|one|secrecy|silence|it|them|him|that|this|any|no|rules?|law|(?-i:[A-Z])\w*)"

# Where two idioms begin at the same letter, the longer one stands first.
ENGLISH_IDIOMS = (
    Term("more than likely", r"(?:more|less) than (?:likely|probable)"),
    Term("as likely as not", r"(?:as )?likely as not"),
    Term(
        "not unlikely",
        r"not (?:at all |altogether |entirely |wholly )?(?:un|im)(?:likely|probable)|"
        r"not (?:very|particularly|too|especially|terribly|all that|so) (?:likely|probable)",
    ),
    Term(
        "odds",
        r"(?<!at )(?<!against )(?<!against the )(?<!against all )(?<!over the )(?<!by any )odds(?! and ends)(?:[- ]on)?",
    ),
    Term(
        "chances are slim",
        rf"(?:chances?|likelihood|probability|possibility|prospects? (?:of|for)(?! {_ECONOMIC}))(?: [\w'’-]+){{0,8}}? {_IS} "
        rf"(?:\w+ )?{_SIZE}",
    ),
    Term("chances are", r"chances are(?=,? (?:that|the|it|they|he|she|a|an|no|this)\b)"),
    Term(
        "next to no chance", r"(?:next to|virtually|practically|effectively|close to) no (?:chance|prospect|likelihood)"
    ),
    Term(
        "little chance",
        rf"{one_of('little no scant some every hardly_any barely_any fat sporting fighting outside slim slender faint reasonable considerable')} "
        r"(?:of a )?(?:chance|likelihood|probability)(?= (?:of|that|for|remains|left)\b|[.,;])",
    ),
    Term(
        "every prospect",
        r"(?:little|no|scant|every|slim|real|good|fair|strong|distinct) prospect(?= (?:of|that|for)\b)",
    ),
    Term(
        "distinct possibility",
        r"(?:strong|distinct|real|serious|good|clear|definite|genuine|high|low|small|slight|outside|faint|every|significant|"
        r"substantial|considerable) (?:possibility|likelihood|probability)",
    ),
    Term("in with a chance", r"in with a (?:\w+ )?chance"),
    Term("better than even", r"(?:better|more|less|worse) than even|even money|coin[- ](?:toss|flip)|touch and go"),
    Term(
        "safe bet",
        r"(?:safe|sure|good|fair) bets?|sure thing|dead cert|(?:we|one|you) (?:can|could|would|might) (?:safely )?bet|"
        r"(?:the smart|our|the) money is on",
    ),
    Term("long shot", r"long[- ]shot"),
    Term("foregone conclusion", r"(?:fore|for)gone conclusion"),
    Term("on the cards", r"(?:on|in) the cards"),
    Term(
        "certainty",
        r"(?:near|virtual|moral|racing|absolute|practical|dead) certainty|is a certainty|"
        rf"{_IS} certain(?= (?:to|that)\b)|in all certainty",
    ),
    Term("bound to", rf"{_IS} (?:almost |all but |virtually )?(?:bound|sure|destined|doomed) to(?! {_NO_VERB}\b)"),
    Term(
        "no doubt",
        r"undoubtedly|doubtless(?:ly)?|without (?:a |any )?(?:shadow of a )?doubt|(?:there is|there can be|we have) "
        r"(?:no|little) doubt that|no doubt(?! (?:about|as to|over|on|that|of|remains)\b)|"
        r"(?<!established )(?<!proven )(?<!proved )beyond (?:a |any |all )?doubt|unquestionably",
    ),
    Term("inevitable", rf"{_IS} (?:all but |now )?inevitable|will inevitably"),
    Term(
        "surely",
        r"(?:will|would|must|shall) (?:most |very )?(?:surely|certainly)|(?<!but )surely(?=,? (?:the|it|they|a|this)\b)",
    ),
    Term("a matter of time", r"(?:only|just|merely|simply) a (?:matter|question) of (?:time|weeks|months|days|when)"),
    Term("out of the question", r"(?<!not )(?:out of the question|unthinkable|inconceivable)"),
    Term(
        "doubtful",
        rf"{_IS} (?:\w+ )?(?:doubtful|questionable)(?= (?:whether|that|if)\b)|{_IS} (?:very |highly |more than )?doubtful",
    ),
    Term("plausible", r"(?:im)?plausibl[ey]"),
    Term(
        "every sign",
        r"(?:every|all the|all) (?:indications?|signs?|reason) (?:is|are|that|to (?:believe|expect|think)|points?)|"
        r"(?:everything|all) points to",
    ),
)

_ACCOUNTS = (
    r"(?:explanations?|readings?|accounts?|stor(?:y|ies)|versions?|theor(?:y|ies)|interpretations?|claims?|reports?|sources?|"
    r"figures?|numbers?|estimates?|hypothes[ei]s|reasons?|motives?|excuses?|grades?|origin|authenticity|value|provenance)"
)
ENGLISH_NO_IDIOMS = (
    rf"plausible (?:\w+ )?(?:{_ACCOUNTS}|alternatives?|deniability|denial|candidates?|suspects?|range)",
    rf"(?:{_ACCOUNTS}|both|either|neither|this|that|they)(?: [\w'’-]+){{0,5}}? {_IS} (?:\w+ )?(?:(?:im)?plausible|doubtful)(?! that)",
)
"""What is said of accounts of something and not of what will happen."""

_EST = r"(?:est|sont|reste|restent|demeure|demeurent|semble|semblent|paraît|paraissent)"

FRENCH_IDIOMS = (
    Term(
        "forte probabilité",
        r"(?:forte|faible|grande|bonne|haute|petite|sérieuse|réelle|moindre) (?:probabilité|possibilité|éventualité)s?|"
        r"(?:probabilité|éventualité)s? (?:forte|faible|élevée|grande|minime|sérieuse|nulle)s?|"
        r"possibilités? (?:forte|faible|sérieuse|minime)s?|peu de risques? qu[e'’]\w*|"
        r"il (?:faut s['’]attendre à|est à prévoir)(?= ce que| qu[e'’]| un| une)",
    ),
    Term(
        "bien des chances",
        one_of(
            "bien_des de_grandes de_bonnes de_fortes de_sérieuses de_réelles grandes bonnes fortes fortes toutes_les toutes_ses "
            "toutes_leurs peu_de guère_de quelques_ de_faibles de_maigres de_minces aucune petite moindre réelle bonne"
        )
        + r" ?chances?(?= (?:que|de|pour|d['’]\w+|qu['’]\w+|dans)\b|[.,;])",
    ),
    Term(
        "chances minces",
        rf"(?:chances?|probabilité|perspectives?)(?: [\w'’-]+){{0,10}}? {_EST} (?:\w+ )?(?:minces?|faibles?|maigres?|réelles?|"
        r"fortes?|grandes?|bonnes?|nulles?|élevées?|minimes|limitées?|sérieuses)",
    ),
    Term(
        "gros à parier",
        r"(?:gros|fort) à parier|(?:parions|gageons) qu[e'’]|on peut (?:parier|gager)|pari (?:sûr|gagné d['’]avance)|à tous les coups",
    ),
    Term(
        "sans doute",
        r"sans (?:aucun |nul )?doute(?! possible)|nul doute qu[e'’]|ne fait (?:guère |aucun |pas de |pas l['’]ombre d['’]un )?doute|à n['’]en pas douter",
    ),
    Term("à coup sûr", r"à coup sûr|assurément|immanquablement|en toute certitude"),
    Term(
        "certain",
        rf"(?:il {_EST} (?:absolument |tout à fait |désormais )?(?:certain|sûr) qu[e'’]\w*|{_EST} (?:absolument |désormais )?(?:certaine?s?|assurée?s?|sûre?s?) d[e'’] ?\w+(?:er|ir|re))|"
        r"\w+(?:ra|ront) (?:certainement|sûrement)|une (?:quasi-)?certitude",
    ),
    Term("inévitable", rf"{_EST} (?:\w+ )?(?:inévitables?|inéluctables?)"),
    Term("selon toute apparence", r"selon toute apparence|en toute (?:probabilité|vraisemblance)"),
    Term(
        "couru d'avance",
        r"(?:courue?s?|jouée?s?|acquise?s?|gagnée?s?|perdue?s?) d['’]avance|quasi(?:ment)?[ -]acquise?s?",
    ),
    Term("cinquante-cinquante", r"cinquante[- ]cinquante|50[-/ ]50|autant de chances"),
    Term("une question de temps", r"(?:qu['’]une|simple|pure) question de (?:temps|jours|semaines|mois)"),
    Term("hors de question", r"(?<!pas )(?:hors de question|impensables?|inconcevables?)|il est exclu qu[e'’]\w*"),
    Term("plus que probable", r"(?:plus|moins) que (?:probable|vraisemblable)"),
    Term("douteux", rf"(?:il )?{_EST} (?:\w+ )?douteu(?:x|ses?)|(?:on|nous) (?:peut|pouvons) douter qu[e'’]\w*"),
    Term(
        "tout porte à croire",
        r"tout (?:porte à|laisse (?:à )?|donne à|incite à|pousse à) ?(?:croire|penser|présager|supposer)|tout indique qu[e'’]\w*",
    ),
    Term("plausible", r"plausibles?"),
    Term(
        "très vraisemblable",
        r"(?:très |fort |assez |peu |plus |hautement |extrêmement )?(?:in)?vraisemblable(?:ment|s)?",
    ),
)

_RECITS = (
    r"(?:explications?|lectures?|récits?|versions?|hypothèses?|interprétations?|théories?|chiffres?|nombres?|estimations?|"
    r"sources?|rapports?|raisons?|motifs?|provenance|origine|authenticité)"
)
FRENCH_NO_IDIOMS = (
    rf"{_RECITS} (?:\w+ )?(?:in)?(?:plausibles?|vraisemblables?)",
    rf"(?:{_RECITS}|les deux|cela)(?: [\w'’-]+){{0,5}}? {_EST} (?:\w+ )?(?:plausibles?|(?:in)?vraisemblables?|douteu(?:x|ses?))",
    rf"(?:plausibles?|(?:in)?vraisemblables?|douteu(?:x|ses?)) {_RECITS}",
)
"""The same in French."""
