"""French sentences that state no fact."""

from __future__ import annotations

from briefgen.check.lexicon.patterns import FEW, anywhere, one_of, opening
from briefgen.check.lexicon.talk import Talk

_PARTIE = one_of("rapport sections? numéro édition chapitre page annexe résumé paragraphe note bulletin partie profil")
_DESSIN = one_of("tableaux? figures? cartes? graphiques? chronologies? frise matrice encadrés? listes?")
_MONTRE = one_of(
    "montrent? montre présentent? présente récapitule résume donnent? donne énumère compare situe ci-dessous ci-dessus ci-contre suivante? "
    "rassemble réunit classe retrace expose clôt"
)
_POINTS = one_of(
    "points? questions? éléments? signes? tests? raisons? remarques? constats? différences lacunes facteurs tendances risques "
    "thèmes aspects conclusions enseignements inconnues limites lectures scénarios explications"
)

_COMPTES = r"(?:dates|chiffres|noms|montants|heures|nombres|totaux|pourcentages|probabilités|traductions|citations|cartes?|titres|faits|notes)"
_ECRIT = r"(?:arrondie?s?|locales?|traduite?s?|transcrite?s?|approximati[fv]e?s?|répertoire|échelle|d['’]origine|converti(?:e?s?)|celles? de la publication|sauf|en (?:dollars|euros|francs))"
_DEFINIT = r"(?:désigne|désignent|signifie|signifient|renvoie|s['’]entend|est employée?|est utilisée?|couvre|veut dire)"
_OUVERT = (
    r"(?:ouverte?s?|inconnue?s?|inexpliquée?s?|incertaine?s?|sans réponse|un mystère|en suspens|difficile à dire|"
    r"pas (?:claire?s?|connue?s?|établie?s?|tranchée?s?))"
)
_RECITS = r"(?:récits?|lectures?|versions?|explications?|comptes|chiffres|hypothèses)"
_VIDES = r"(?:chiffres?|décomptes?|nombres?|listes?|données|détails?|estimations?|preuves?|confirmation|bilan)"

FRENCH_TALK = Talk(
    report=(
        opening(
            rf"(?:ce|cette|le présent|la présente|notre|l[ae] (?:prochaine?|dernière?|première?|deuxième|seconde?|troisième)|"
            rf"le reste de (?:ce|cette)) {_PARTIE}(?= (?:est|sont|a|ont|porte|couvre|traite|examine|décrit|présente|commence|"
            rf"s['’]ouvre|se|s['’]|revient|aborde|expose|ne|n['’]|compare|rappelle|paraît|donne|passe|pèse)\b)",
            rf"(?:la|les|le) {_PARTIE} (?:suivante?|précédente?|ci-dessous|qui suit)",
            r"(?:sections?|chapitres?|figures?|tableaux?|cartes?|annexes?|encadrés?|graphiques?|pages?) (?:\d+|[A-Z]\b)(?! d[eu]\b)",
            rf"(?:l[ae]|ce|cette|une?|les|ces|l['’]) ?{_DESSIN}{FEW} {_MONTRE}",
            r"(?:voir|cf\.)(?= (?:aussi )?(?:la |le |l['’]|section|annexe|figure|tableau|page|ci-))",
            r"pour (?:plus de détails|le détail|les sources|le contexte),? voir",
            r"ce qui suit",
            rf"(?:tous |toutes )?(?:les )?(?:détails|dates|sources|chiffres|montants){FEW} (?:suivent|figurent|sont données?|se trouvent|sont en)",
        ),
        anywhere(
            rf"{one_of('exposée?s? présentée?s? énumérée?s? résumée?s? traitée?s? expliquée?s? figurent? détaillée?s? décrite?s?')}{FEW} "
            r"(?:ci-dessous|ci-dessus|plus bas|plus loin|en annexe|dans (?:l['’]annexe|la section|le tableau|l['’]encadré))",
            rf"(?:clôt|ouvre|conclut) (?:le|la|ce|cette) {_PARTIE}",
            r"(?:traduite?s?|établie?s?|calculée?s?|dessinée?s?) par nos soins",
            r"(?:changerai(?:t|ent)|infirmerai(?:t|ent)|modifierai(?:t|ent)|parlerai(?:t|ent) contre) (?:ce|cet|cette|notre) "
            r"(?:jugement|avis|évaluation|note|lecture)",
            r"n['’](?:a|ont) (?:pas )?pu être prise?s? en compte",
        ),
        opening(
            rf"(?:(?:tou(?:te)?s|les|la|nos) )*{_COMPTES}(?: (?:de|du|des|pour|sur|en) [^.;,]{{1,40}}?)? "
            rf"(?:sont|est|suivent|viennent|n['’]est|ne sont){FEW} (?:à l['’])?{_ECRIT}",
            r"les noms de lieux suivent",
            r"(?:par|sous) [^.;]{1,60}?,? (?:nous|ce rapport|le rapport|cette section|le desk) (?:entend|entendons|désigne)",
            rf"dans (?:ce|cette|notre) {_PARTIE},? [^.;]{{1,80}}? {_DEFINIT}",
            rf"(?:ici,? )?(?:le |la |l['’])?(?:terme|mot|sigle|expression|nom) [^.;]{{1,60}}? {_DEFINIT}",
            r"(?:les |nos )?(?:numéros?|éditions?|bulletins?) (?:précédente?s?|antérieure?s?|suivante?s?)",
            r"(?:le|notre|la) (?:dernier|précédent|prochain|dernière|précédente|prochaine) (?:numéro|bulletin|édition|section|chapitre) "
            r"(?:traitait|portait|couvrait|examinait|décrivait|traitera|paraîtra|paraît|portera|reviendra|examinera|sera)",
            r"(?:(?:le|la|un|tout|aucun) )?lect(?:eur|rice)s?(?! d)(?: [^.;]{0,60}?)? (?:peut|peuvent|trouvera|trouveront|doit|voudra|saura|qui)",
            r"(?:qui|quiconque|ceux qui)(?: ne)? (?:lit|veut|connaît|connaissent|cherche|n['’]a)",
            r"(?:ce|notre) (?:jugement|évaluation|note|estimation)|cette (?:évaluation|estimation)|la note (?:reste|demeure|tient)",
        ),
    ),
    silence=opening(
        r"aucune? (?:des )?(?:autre )?(?:sources?|comptes? rendus?|textes?|articles?|documents?|récits?)",
        r"rien (?:de ce qui a été lu|dans les sources|dans le dossier)",
        r"les sources (?:lues |consultées )?(?:ne|n['’]|se taisent|restent muettes|sont muettes)",
        r"le dossier (?:ne|n['’]|s['’]arrête|est muet|reste muet)",
        r"(?:le texte|le contrat|le prix|l['’]accord|le protocole|les termes|le rapport)(?: d[eu] ?[^.;]{1,40}?)? (?:n['’]est pas|n['’]a pas été|"
        r"ne sont pas) (?:\w+ )?(?:publi[cé]e?s?|connue?s?|disponibles?|rendus? publics?)",
        rf"(?:il n['’]existe|il n['’]y a) (?:pas d[e'’]|aucune?) ?(?:\w+ )?{_VIDES}",
        rf"aucune? (?:\w+ )?{_VIDES}(?: \w+)? n['’](?:est|a été) (?:\w+ )?(?:disponible|publiée?|connue?|donnée?)",
        r"(?:rien|aucun) de (?:tout )?cela ne peut être (?:vérifié|confirmé)",
        r"(?:on ignore|nul ne sait|personne ne sait|on ne sait)",
    ),
    signpost=opening(
        rf"(?:deux|trois|quatre|cinq|six|plusieurs|quelques|certaine?s|ces|les) (?:\w+ )?{_POINTS}(?: \w+)? "
        r"(?:suivent|ressortent|se dégagent|restent|demeurent|s['’]imposent|comptent|méritent|importent|se posent|sont ouverte?s|"
        r"sont possibles|sont en suspens|dominent|retiennent)",
        r"(?:d['’]abord|ensuite|enfin|premièrement|deuxièmement),?(?: [\w'’-]+){1,3}\.$",
        r"(?:venons-en|passons|revenons) (?:à|au|aux)",
        r"reste (?:la|une|le|à) (?:question|savoir|point)",
        r"(?:la|une) (?:\w+ )?question(?: \w+){0,2}? (?:reste|demeure|se pose)",
        r"(?:il en va de même|il en est de même|cela vaut aussi|qu['’]en est-il)",
        rf"il (?:y a|existe){FEW} {_POINTS}",
        rf"(?:lequel|laquelle|qui|que|pourquoi|comment|où|quand|si|ce qui|ce que)(?= )[^.;]{{1,150}}? (?:est|n['’]est|reste|demeure) {_OUVERT}",
        r"(?:deux|trois|quatre|plusieurs|quelques) (?:\w+ )?(?:conséquences|choses|leçons|questions) (?:en découlent|s['’]ensuivent|suivent)",
        r"(?:voilà|voici|passons|d['’]abord|enfin|un mot)(?=,? (?:pour|la|le|les|ce|un|une|à)\b)",
    ),
    comment=opening(
        r"(?:cela|ceci|ce point|cette (?:différence|distinction|lacune|question|nuance)|l['’]écart|le détail) (?:\w+ )?"
        r"(?:compte|importe|signifie|laisse|pose|mérite|explique|complique|suffit|ne suffit pas)",
        r"(?:tout|beaucoup|la suite|le reste) (?:\w+ )?dépend(?:ra)?(?= d)",
        r"il (?:est|serait) (?:\w+ )?(?:trop tôt|prématuré|difficile de (?:dire|juger)|utile|important|tentant)",
        r"pour [\w ’'-]{1,40}?,? (?:cela|ceci|ce) (?:change|signifie|compte|ne change) (?:peu|rien|beaucoup)",
        r"(?:c['’]est|ce n['’]est|voilà|voici) (?:là |donc |seulement |pas |qu['’])*(?:l['’]|le |la |une? |toute la |tout le )?"
        r"(?:difficulté|question|point|supposition|estimation|conjecture|hypothèse|cœur|exception|nœud|paradoxe)",
        r"(?:cela|ceci) (?:n['’]|ne )?\w+(?! \d)",
        r"(?:l['’]enjeu|le constat|la conclusion|l['’]argument|la leçon|la tendance|le motif|la comparaison) (?:est|a|reste|demeure) "
        r"(?:claire?|simple|faible|forte?|mince|limitée?|un défaut|une faiblesse|ses limites|tentante?)",
        r"ce qui (?:manque|compte|importe|frappe|reste) (?:est|c['’]est)",
        r"(?:combien|qui|pourquoi|comment|où|quand)(?: [\w'’-]+){0,6} fait débat",
        r"il y a (?:deux|trois|plusieurs|d['’]autres) (?:façons|manières|raisons) de (?:lire|voir|comprendre|expliquer|penser|douter)",
        r"l['’](?:inverse|opposé|contraire) (?:est|vaut)",
        rf"(?:les deux|ces|aucune? de ces|ni l['’]un) {_RECITS} (?:ne |n['’])?(?:\w+ )?(?:peuvent|cadrent|concordent|diffèrent|s['’]excluent|exclut|"
        r"divergent|s['’]accordent|sont (?:compatibles|possibles))",
        r"(?:la )?prudence (?:\w+ )?(?:s['’]impose|est de mise)",
    ),
    advice=anywhere(
        rf"{one_of('entreprises sociétés clients opérateurs investisseurs employeurs organisations lecteurs voyageurs équipes partenaires assureurs chauffeurs personnel employés salariés visiteurs transporteurs exploitants armateurs expatriés')}"
        r"(?: [\w'’,-]+){0,10}? (?:devraient|(?:ne )?doivent|ont intérêt|gagneraient|sont invitée?s|feraient bien)",
        r"il convient de",
        r"il est (?:recommandé|conseillé|préférable)",
        r"^(?:ne |n['’])?\w+ez(?= )",
        r"(?<=: )(?:ne |n['’])?\w+ez(?= )",
        rf"^{one_of('vérifiez évitez prévoyez surveillez consultez limitez préparez tenez reportez signalez')}",
    ),
    open_end=anywhere(
        r"reste(?:nt)? à (?:voir|savoir|démontrer|prouver)",
        r"l['’]avenir (?:le )?dira",
        r"(?:dira|diront|montrera|montreront) si",
        r"(?:est|reste|demeure) (?:une question ouverte|incertaine?|inconnue?|en suspens)",
    ),
    about_talk=anywhere(
        one_of(
            "questions? réponses? points? preuves? conjectures? lectures? indices? réserves? raisons arguments? contraste "
            "comparaison hypothèses? conclusions? jugements? estimations? probabilités? scénarios? incertitudes? vérifié "
            "plausibles? douteux indicateurs? sections? listes? tableau annexe traduction citations? lacunes? prudence "
            "explications? différences? distinction énigme exception ce_qui_suit dossier récits contexte tableau résumé détails? avis difficulté en_bref en_un_mot en_une_phrase en_somme"
        ),
        r"les sources",
        r"sources(?! d)",
    ),
    past=anywhere(
        r"était|étaient|avait|avaient|fut|furent|(?:a|ont) (?:été )?\w+(?:é|i|u|is|it)e?s?|\w+(?:èrent|aient|ait)"
    ),
    supposition=opening(r"(?:si(?! bien)|dans ce cas|sinon|s['’]ils?|à supposer|pourvu|à condition|tant que|faute de)"),
    finite=anywhere(
        r"est|sont|a|ont|sera|seront|peut|peuvent|doit|doivent|va|vont|fait|font|\w+ent (?:le|la|les|un|une|des)"
    ),
    announcing=anywhere(
        r"(?:suivr[ae]|suivrons|suivre|surveillera|surveillons|surveiller|guettera|guetter|observer|regarder|vérifier|demander|prévoir)",
        r"(?:signes?|signaux|indicateurs?|indices?|questions?|points?|choses?|éléments?|mesures?|étapes?|documents?|pièces?)"
        r"(?: [\w'’-]+){0,8}? (?:sont|est|à|suivante?s?|restent|suivent|qui (?:changeraient|montreraient))",
        r"(?:changerait|changeraient|montrerait|montreraient|faudra|faudrait|convient|devraient|devrait)",
        r"(?:ouverte?s?|inconnue?s?|sans réponse|recommandée?s?|conseillée?s?)",
    ),
)
