"""French."""

from __future__ import annotations

from briefgen.check.lexicon.lexicon import Lexicon
from briefgen.check.lexicon.likelihood import FRENCH_TERMS
from briefgen.check.lexicon.patterns import anywhere
from briefgen.check.lexicon.talk import FRENCH_TALK

_LEVEL = r"(?:très )?(?:faible|modérée?|moyenne?|élevée?|limitée?|forte?|haute?)(?: à (?:modérée?|élevée?))?"
_SAYS = (
    r"dit|disent|affirme|affirment|affirmait|déclare|déclarent|rapporte|rapportent|écrit|écrivent|avertit|avertissent|"
    r"estime|estiment|annonce|annoncent|indique|indiquent|précise|précisent|assure|assurent|soutient|soutiennent|"
    r"prétend|prétendent|signale|signalent|rappelle|rappellent|ajoute|ajoutent|souligne|soulignent|juge|jugent|croit|"
    r"redoute|redoutent|craint|craignent|accuse|accusent|promet|a (?:dit|affirmé|déclaré|rapporté|écrit|averti|estimé|"
    r"annoncé|indiqué|précisé|assuré|soutenu|signalé|rappelé|ajouté|souligné|accusé|promis)|ont (?:dit|affirmé|déclaré|"
    r"rapporté|écrit|averti|estimé|annoncé|indiqué|précisé|assuré|soutenu|signalé|rappelé|ajouté|souligné|accusé|promis)"
)
_PARTS = r"(?:rapport|section|sections|numéro|édition|chapitre|page|annexe|résumé|paragraphe|note|bulletin|partie|profil|encadré)"

FRENCH = Lexicon(
    language="fr",
    terms=FRENCH_TERMS,
    not_terms=anywhere(r"(?:probablement|possiblement) vrai", r"cause probable"),
    confidence=anywhere(
        rf"(?:degré de |niveau de )?confiance (?:est )?{_LEVEL}",
        rf"(?:degré|niveau) de confiance (?:est |reste )?{_LEVEL}",
        r"(?:haut|faible) (?:degré|niveau) de confiance",
        rf"{_LEVEL} (?:degré de |niveau de )?confiance",
        r"(?:nous sommes|le desk est) (?:\w+ )?confiants?",
    ),
    hedges=anywhere(
        r"peut",
        r"peuvent",
        r"pourrait",
        r"pourraient",
        r"possiblement",
        r"peut[- ]être",
        r"éventuellement",
        r"potentiellement",
        r"il est possible qu[e'’]",
        r"ne (?:peut|peuvent|saurait|sauraient) être exclue?s?",
        r"n['’]est pas (?:exclue?|à exclure)",
        r"n['’]est pas impossible",
        r"il se peut",
    ),
    not_hedges=anywhere(
        r"ne (?:peut|peuvent|pourrait|pourraient)(?! être exclue?s?)(?: [\w'’-]+){0,2} (?:pas|plus|guère|que|jamais|ni|rien|être|en)",
        r"n['’](?:en |y )?(?:peut|peuvent|pourrait|pourraient)",
        r"(?:rien|personne|aucune?|nul|nulle)(?: [\w'’-]+){0,6} (?:peut|peuvent|pourrait|pourraient)",
        r"(?:dès|aussi vite|aussi tôt|autant|le plus tôt) que (?:possible|faire se peut)",
        r"(?:là où|si|quand|lorsque) (?:c['’]est )?possible",
        r"(?:ce que|tout ce qu['’e]|tant qu['’e]|autant qu['’e]|qui)(?: [\w'’-]+){0,3} (?:peut|peuvent|pourrait|pourraient)",
        r"on peut (?:lire|voir|dire|constater|noter|relever|y lire)",
        r"peut[- ]être \d[\w,.]*",
    ),
    permission=anywhere(
        r"permis",
        r"autorisée?s?",
        r"autorisation",
        r"licence",
        r"visa",
        r"en vertu d[eu]",
        r"selon (?:la loi|le code|le décret)",
        r"la loi",
        r"le code",
        r"le décret",
        r"sous réserve",
        r"à condition",
        r"a le droit",
        r"ont le droit",
    ),
    past=anywhere(r"jusqu['’]en (?:19|20)\d\d", r"avant (?:19|20)\d\d", r"autrefois", r"à l['’]époque", r"jadis"),
    modal=frozenset({"peut", "peuvent", "pourrait", "pourraient"}),
    ability=frozenset(),
    desk=anywhere(
        r"le desk",
        r"du desk",
        r"notre desk",
        r"la rédaction",
        r"nous",
        r"notre (?:avis|jugement|analyse|lecture|évaluation|appréciation)",
        r"à nos yeux",
        r"selon nous",
        r"nos analystes",
    ),
    attribution=anywhere(
        r"selon",
        r"d['’]après",
        r"à en croire",
        r"aux dires d",
        r"de l['’]avis d",
        r"pour l['’]\w+",
        _SAYS,
        r"(?:est|sont|serait|seraient|aurait|auraient) (?:dite?s?|décrite?s?|accusée?s?|signalée?s?|rapportée?s?)",
        r"(?:aurait|auraient) (?:été )?\w+(?:é|i|u|is|it)e?s?",
    ),
    talk=FRENCH_TALK,
    unchanged=anywhere(
        r"inchangée?s? depuis",
        r"comme dans (?:le|notre) (?:dernier|précédent) (?:numéro|rapport|bulletin)",
        r"comme (?:indiqué|rapporté|signalé|exposé) dans (?:le|notre) (?:dernier|précédent) (?:numéro|rapport|bulletin)",
        r"(?:repris|reprise|reconduite?)s? d[eu] ",
        r"(?:reste|restent|demeure|demeurent|est|sont) inchangée?s?",
        r"sans changement depuis",
        r"n['’]a pas changé depuis",
        r"n['’]ont pas changé depuis",
    ),
    unchanged_issue=anywhere(
        r"(?:dernier|précédent) (?:numéro|rapport|bulletin)",
        r"(?:dernière|précédente) édition",
        r"(?:cette|la) (?:section|partie|évaluation)",
    ),
)
