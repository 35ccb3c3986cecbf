"""French."""

from __future__ import annotations

from briefgen.check.lexicon.idioms import FRENCH_NO_IDIOMS
from briefgen.check.lexicon.lexicon import Lexicon
from briefgen.check.lexicon.likelihood import FRENCH_TERMS
from briefgen.check.lexicon.patterns import anywhere
from briefgen.check.lexicon.talk_french import FRENCH_TALK

_LEVEL = r"(?:très )?(?:faible|modérée?|moyenne?|élevée?|limitée?|forte?|haute?)(?: à (?:modérée?|élevée?))?"
_SAYS = (
    r"dit|disent|affirme|affirment|affirmait|déclare|déclarent|rapporte|rapportent|écrit|écrivent|avertit|avertissent|"
    r"estime|estiment|annonce|annoncent|indique|indiquent|précise|précisent|assure|assurent|soutient|soutiennent|"
    r"prétend|prétendent|signale|signalent|rappelle|rappellent|ajoute|ajoutent|souligne|soulignent|(?<!\ble )(?<!\bun )(?<!\bce )(?<!\bdu )(?<!\bau )juge|jugent|croit|"
    r"parle(?:nt)? d[e'’]\w*|évoque(?:nt)?|qualifie(?:nt)?|espère(?:nt)?|redoute|redoutent|craint|craignent|accuse|accusent|promet|a (?:dit|affirmé|déclaré|rapporté|écrit|averti|estimé|"
    r"annoncé|indiqué|précisé|assuré|soutenu|signalé|rappelé|ajouté|souligné|accusé|promis)|ont (?:dit|affirmé|déclaré|"
    r"rapporté|écrit|averti|estimé|annoncé|indiqué|précisé|assuré|soutenu|signalé|rappelé|ajouté|souligné|accusé|promis)"
)
_NO_SUBJECT = "".join(
    rf"(?<!\b{word} )"
    for word in [
        "le",
        "un",
        "du",
        "au",
        "de",
        "ce",
        "tout",
        "son",
        "leur",
        "aucun",
        "même",
        "quel",
        "sans",
        "ces",
        "grand",
        "faible",
        "et",
        "ou",
        "note",
        "principal",
        "seul",
    ]
)
"""What stands before "risque" where it is no verb."""

_BROTHERS = r"(?<!vote de )(?<!indice de )(?<!motion de )"
_OTHERS = r"(?! des (?:ménages|investisseurs|marchés|consommateurs|entreprises|milieux|affaires))"
_PARTS = r"(?:rapport|section|sections|numéro|édition|chapitre|page|annexe|résumé|paragraphe|note|bulletin|partie|profil|encadré)"

FRENCH = Lexicon(
    language="fr",
    terms=FRENCH_TERMS,
    not_terms=anywhere(r"(?:probablement|possiblement) vrai", r"cause probable", *FRENCH_NO_IDIOMS),
    confidence=anywhere(
        rf"{_BROTHERS}(?:degré de |niveau de )?(?:confiance|certitude){_OTHERS}(?: est| reste| demeure)?(?: ?:| ?,| ?–| \()? ?{_LEVEL}",
        rf"notre (?:degré de |niveau de )?confiance[^.;]{{0,60}}? (?:est|reste|demeure) (?:\w+ )?{_LEVEL}",
        r"(?:haut|faible|bon|grand|fort|certain) (?:degré|niveau) de (?:confiance|certitude)",
        r"avec (?:une |un peu de |peu de |beaucoup de )?(?:certaine |pleine |entière |grande |bonne |petite )?confiance",
        r"(?:nous|desk)(?: [\w'’-]+){0,4} (?:peu de|beaucoup de|une (?:certaine|pleine|entière|grande|bonne|petite)) confiance",
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
        r"ne (?:peut|peuvent) être (?:totalement |entièrement )?écartée?s?",
        r"(?:n['’]est|ne sont) pas (?:totalement |entièrement |tout à fait )?(?:exclue?s?|à exclure|à écarter|écartée?s?|impossibles?|"
        r"impensables?|inconcevables?|hors de question)",
        r"(?:on|nous|desk) ne (?:peut|pouvons|saurait|saurions|veut|voulons) (?:pas )?(?:exclure|écarter)",
        r"il se p(?:eu|ourrai)t",
        r"sembl(?:e|ent|erait|eraient)",
        r"par(?:aît|ait|aissent)(?= \w)(?! (?:le|la|les|en|dans|à|au|aux|chaque|tous|toutes|un|une|deux|sous|sur|depuis|régulièrement)\b)",
        r"(?:a|ont) (?:tout )?l['’]air",
        r"apparemment",
        r"devrai(?:t|ent) (?:tenir|durer|passer|survivre|rester|demeurer|continuer|suffire|baisser|augmenter|reculer|progresser|"
        r"s['’]améliorer|se stabiliser|aboutir|échouer|réussir|avoir lieu|intervenir)",
        r"(?:n['’]est|ne sont) pas (?:encore )?(?:certaine?s?|sûre?s?)(?= qu[e'’]| d[e'’]|[.,;])",
        r"présumément",
        r"on dirait",
        r"(?:est|sont|reste|restent) (?:\w+ )?susceptibles? d[e'’]\w*",
        rf"(?<=[\w’'»)] ){_NO_SUBJECT}risque(?:nt)? (?:fort |bien |encore )?(?:de |d['’])(?:ne (?:pas|plus) )?"
        r"(?:(?:se|en|y|le|la|les) |[sl]['’])?\w+(?:er|ir|re|oir)",
        r"il (?:y a|existe|subsiste) (?:toujours |encore )?(?:une|la|quelque) (?:chance|possibilité) (?:qu[e'’]\w*|d['e’]\w*)",
        r"il (?:y a|existe|subsiste) (?:toujours |encore )?(?:un|le|des|quelque) (?:\w+ )?(?:risques?|danger) qu[e'’]\w*",
        r"(?:est|sont|reste|restent|demeure|demeurent) (?:toujours |encore |aussi |bien |tout à fait )?possibles?"
        r"(?= ?[.,;]|$| (?:si|avant|d['’]ici|dès|cette|ce|en cas)\b)",
        r"(?:est|sont) (?:concevables?|envisageables?)",
    ),
    not_hedges=anywhere(
        r"ne (?:peut|peuvent|pourrait|pourraient)(?! être (?:\w+ )?(?:exclue?s?|écartée?s?))(?: [\w'’-]+){0,2} (?:pas|plus|guère|que|jamais|ni|rien|être|en)",
        r"n['’](?:en |y )?(?:peut|peuvent|pourrait|pourraient)",
        r"(?:rien|personne|aucune?|nul|nulle)(?: [\w'’-]+){0,6} (?:peut|peuvent|pourrait|pourraient)",
        r"(?:dès|aussi vite|aussi tôt|autant|le plus tôt) que (?:possible|faire se peut)",
        r"(?:là où|si|quand|lorsque) (?:c['’]est )?possible",
        r"(?:ce que|tout ce qu['’e]|tant qu['’e]|autant qu['’e])(?: [\w'’-]+){0,3} (?:peut|peuvent|pourrait|pourraient)",
        r"qui(?: [\w'’-]+){0,3} (?:peut|peuvent)",
        r"(?:semble|semblent|paraît|paraissent) (?:\w+ )?(?:peu |très |hautement )?(?:im)?probables?",
        r"(?:nous|me|bon|comme il|leur) semble",
        r"on peut(?! (?:craindre|penser|supposer|s['’]attendre|imaginer|redouter|croire|espérer|envisager))",
        r"(?:lectures?|explications?|interprétations?|versions?|comparaisons?|réponses?|passage|accès|entrée|paiement|recours|"
        r"contrôle|vérification|aucune?)(?: [\w'’-]+){0,5}? (?:est|sont|reste|restent) (?:\w+ )?possibles?",
        r"(?:lecteur|lecteurs|lectrice|qui|carte|tableau|rapport|texte)(?: [\w'’-]+){0,4} (?:peut|peuvent)",
        r"(?:peut|peuvent)(?: (?:aussi|encore|déjà|seul|seule|toujours))? (?:(?:se|s['’]|y|en|le|la|les) ?)?"
        r"(?:compter sur|appuyer sur|lire|voir|dire|vérifier|consulter|trouver|demander|choisir|faire appel|saisir|nommer|"
        r"recourir|prévaloir|disposer|accueillir|fournir|produire|contenir|transporter|stocker|traiter|recevoir|payer|acheter|"
        r"vendre|servir|permettre|passer d|réclamer|compter [^.;]{0,20} sur)",
        r"peut[- ]être \d[\w,.]*",
    ),
    permission=anywhere(
        r"(?:avec|sans|muni|sous|titulaires?)(?: [\w'’-]+){0,3} (?:permis|licence|visa|autorisation)",
        r"autorisée?s?",
        r"titulaires?",
        r"en vertu d[eu]",
        r"selon (?:la loi|le code|le décret)",
        r"(?:la loi|le code|le décret) (?:permet|autorise|prévoit|dispose)",
        r"sous réserve",
        r"à condition",
        r"a le droit",
        r"ont le droit",
    ),
    past=anywhere(r"jusqu['’]en (?:19|20)\d\d", r"avant (?:19|20)\d\d", r"autrefois", r"à l['’]époque", r"jadis"),
    modal=frozenset({"peut", "peuvent"}),
    ability=frozenset(),
    desk=anywhere(
        r"le desk",
        r"du desk",
        r"notre desk",
        r"la rédaction",
        r"nous",
        r"(?:notre|nos) (?!(?:sources?|correspondants?|contacts?|informateurs?|interlocuteurs?|partenaires?|équipes?)\b)\w+",
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
