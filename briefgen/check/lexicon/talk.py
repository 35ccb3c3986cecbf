"""Sentences that state no fact: about the report, about gaps in the record, leading on, commenting, advising."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.check.lexicon.patterns import FEW, anywhere, one_of, opening


@dataclass(frozen=True, slots=True)
class Talk:
    """What shows that a sentence of one language states no fact.

    Attributes:
        report: That it is about the report itself.
        silence: That it is about what no source says: there is nothing to cite for it.
        signpost: That it only leads on to the next.
        comment: That it only says what the one before it is worth.
        advice: That it says what readers should do.
        open_end: That it only says that something is not known yet.
        about_talk: Words for what is said rather than for what happens: "question", "evidence". A short sentence with one,
            without numbers, names and past tense, is talk.
        past: A past tense.
    """

    report: tuple[re.Pattern[str], ...]
    silence: re.Pattern[str]
    signpost: re.Pattern[str]
    comment: re.Pattern[str]
    advice: re.Pattern[str]
    open_end: re.Pattern[str]
    about_talk: re.Pattern[str]
    past: re.Pattern[str]


_PART = one_of(
    "report sections? issue edition chapter page annex summary paragraphs? briefing update series profile part"
)
_DRAWN = one_of("tables? figures? maps? charts? timelines? matrix graphs? diagrams? box boxes lists? panels? columns?")
_SHOWS = one_of(
    "shows? sets?_out lists? gives? below above opposite summari[sz]es? compares? plots? marks? traces? overleaf collects? "
    "sets?_both places? covers? brings? puts? closes? sorts? names?"
)
_SET_OUT = one_of(
    "set_out listed treated given shown described discussed explained summari[sz]ed taken_up found assessed presented "
    "graded laid_out marked collected printed follows? appears? stands? more read"
)
_WHERE = rf"(?:below|above|overleaf|in (?:the|this|an?) {one_of('annex table section box figure next following sections last')}|in sections? \d+)"
_MATTERS = one_of(
    "points? questions? things? matters? issues? signs? tests? reasons? developments? themes? strands? threads? features? "
    "lessons? differences? gaps? caveats? factors? events? trends? risks? topics? aspects? conclusions? observations? "
    "consequences? implications? possibilities readings? uncertainties unknowns? limits? problems? answers? "
    "considerations? scenarios? explanations? accounts? warnings? qualifications?"
)
_STAND = one_of(
    "follow stand_out remain matter arise emerge have_changed deserve need call_for come_first bear merit are_open are_left are_worth "
    "are_possible are_clear are_central are_unanswered are_at_stake are_set_out frame shape shaped marked dominated run "
    "recur suggest_themselves count define decide apply"
)
_STATE = one_of(
    "open this simple clear clearer different unsettled mixed two another next here first instructive useful worth plain "
    "otherwise blurred unanswered what whether who how why apart brief short patchy uneven incomplete thin weak strong "
    "scarce one-sided circumstantial slight limited less_clear more_complicated harder another_one"
)
_READERS = one_of(
    "companies firms clients operators investors employers organi[sz]ations readers travell?ers staff managers teams anyone "
    "visitors businesses contractors subscribers insurers carriers partners those_who"
)

ENGLISH_TALK = Talk(
    report=(
        opening(
            rf"(?:this|the present|our|the (?:next|last|following|previous|preceding|first|second|third|final)|each|"
            rf"the (?:rest|remainder) of this) {_PART}(?= (?:is|are|was|has|have|had|covers?|looks?|deals?|takes?|turns?|sets?|"
            rf"describes?|begins?|ends?|closes?|opens?|examines?|gives?|asks?|shows?|explains?|does|do|uses?|appears?|rests?|"
            rf"draws?|speaks?|follows?|considers?|weighs?|reviews?|returns?|lists?|sums?|assess|assesses|treats?|compares?|"
            rf"concerns?|goes|keeps?|relies|reads?|counts?|prints?|names?|leaves?|will|can|cannot)\b)"
            rf"(?! (?:was|were|has been|had been) (?:published|confirmed|leaked|denied|released|rejected))",
            r"(?:sections?|chapters?|figures?|tables?|maps?|annex(?:es)?|box(?:es)?|charts?|pages?) "
            r"(?:\d+|[A-Z]\b|[IVX]+\b|one|two|three|four|five)(?! of (?:the|its|a)\b)",
            rf"(?:the|this|a|each) (?:\w+ )?{_DRAWN}{FEW} {_SHOWS}(?! (?:by|of)\b)",
            rf"(?:all )?{one_of('dates figures names spellings times amounts currencies grades ratings numbers quotations')}{FEW} "
            rf"(?:are|is|follow|follows){FEW} {one_of('local explained here report section translations source original annex rounded dollars euros francs unless')}",
            rf"(?:it|they|these|the text|the account) (?:covers?|is based on|are based on|sets? out){FEW} {_PART}",
            r"what follows",
            r"the \w+ (?:below|above)(?= \w+s\b)",
            rf"(?:this|it|that) is the \w+ {_PART}",
            rf"(?:the )?{one_of('details particulars sources reasons examples definitions methods?')} (?:are|is|stand|appear|follow) {_WHERE}",
            r"(?:the )?(?:details|particulars|reasons|examples) follow",
            r"(?:see|compare|cf\.|read)(?= (?:also )?(?:section|the |our |annex|figure|table|page|chapter|box|below|above))",
            r"for (?:details|background|the background|more|the sources|definitions),? see",
        ),
        anywhere(
            rf"{_SET_OUT}{FEW} {_WHERE}",
            rf"(?:closes?|opens?|ends?|concludes?|introduces?) (?:the|this) {_PART}",
            rf"the {_PART} (?:that|which) (?:follows?|precedes?)",
            r"the (?:next|following) (?:section|sections|issue|chapter|pages?)(?= |[.,]?$)(?! of)",
            r"in (?:the|this) (?:annex|section|report)(?=[.,]?$)",
            r"the report says so",
        ),
    ),
    silence=opening(
        rf"(?:no|none of the|neither of the|not one of the|neither|few of the)(?: (?:other|single|further|public|open|two|three|"
        rf"four|five|many))? {one_of('sources? accounts? texts? articles? outlets?')}",
        r"nothing(?: (?:that (?:was|has been) |we )?(?:read|seen|consulted)| in the (?:record|sources))",
        r"the sources(?: (?:that were )?(?:read|consulted|seen))? (?:(?:do|did|are) not|give no|say nothing|leave|stay silent|"
        r"are silent|offer no|name no|are thin)",
        r"the (?:public )?record (?:does not|gives no|says nothing|has no|holds no|is|stops|ends|offers no|names no|shows no|"
        r"contains no)",
        r"(?:what|who|how|where|when|whether|why)(?: [\w'’,-]+){1,25}? (?:no source|none of the sources|nothing read|"
        r"the sources (?:read )?do not|is not (?:known|told|recorded|on record))",
    ),
    signpost=opening(
        rf"(?:two|three|four|five|six|several|a few|some|these|the following|both|many|a number of){FEW} {_MATTERS}(?: \w+)? {_STAND}",
        rf"there (?:is|are){FEW} {_MATTERS}",
        r"(?:first|second|third|next|finally|lastly|then),?(?: [\w'’-]+){1,3}\.$",
        r"(?:turning|moving|coming|returning|so much|to begin|to start|to return|to turn)(?: \w+)? (?:to|on|for|with|from)\b",
        rf"(?:the|a|one)(?: \w+)? {one_of('question issue point problem picture answer difference test comparison distinction contrast background context order argument evidence record case base basis reasoning')}"
        rf"{FEW} (?:is|remains|stays|looks|matters|follows|arises)(?: \w+)?(?: {_STATE})?(?=[.,: ])",
        r"(?:the same|much the same)(?: \w+)? (?:holds?|applies|goes|is true)",
        r"(?:so much|that) (?:is where|is how|is why|is all|is not all)",
        r"(?:what|who|why|how) (?:remains|matters|follows|counts|this means|that means)",
        r"(?:other|further|more) (?:\w+ )?(?:follow|below)",
        r"(?:here|on this|at this point|on that)(?: point)?,? (?:the )?(?:sources|accounts|two accounts|three accounts) (?:part|differ|diverge)",
        r"\w+ (?:comes|come) (?:first|next|last|second|third)\.$",
        r"taken together,? (?:these|they|the|those)",
        r"each (?:is|are) (?:taken|treated|read|considered)",
    ),
    comment=opening(
        rf"(?:this|that|these|those|the {one_of('difference distinction point gap question detail order timing silence wording contrast choice pattern')}) "
        rf"(?:\w+ )?(?:matters?|means? (?:that|little|much|nothing|more|less)|leaves? (?:open|room|little|much|no)|raises? (?:the|a|two|three|new|questions?)|"
        rf"makes? (?:it|a|the|no|little)|changes? (?:the|little|nothing|much|what)|deserves?|counts?|weighs?|explains?|complicates?|"
        rf"points? to|is (?:worth|not (?:nothing|much|trivial|decisive|proof)|no small|the (?:point|question|rub|heart|crux|exception))|"
        rf"are (?:not the same|two things|different things))",
        r"(?:it|much|little|all|everything|a great deal|the rest|the answer|the outcome|what follows) (?:\w+ )?(?:depends?|hinges?|turns) on",
        r"(?:more|much|little|less) (?:hangs|rests|turns|depends) on",
        r"(?:caution|care|patience) is (?:\w+ )?(?:advised|in order|needed|due|called for|warranted)",
        r"(?:it is|it would be|it remains) (?:\w+ )?(?:too (?:soon|early)|premature|unwise|worth|hard to (?:say|tell|judge)|"
        r"difficult to (?:say|tell|judge)|tempting|right|fair|wise|useful|important|unclear|an open question|uncertain|one thing)",
    ),
    advice=anywhere(
        rf"{_READERS}(?: [\w'’,-]+){{0,10}}? (?:should|ought to|need to|must|are advised|is advised|would do well|will find|do well|"
        rf"have reason|would be wise|are well advised)",
        r"it is advisable",
        r"(?:is|are) recommended",
        rf"^{one_of('review avoid check keep plan register ask watch prepare confirm allow expect consider ensure treat verify update monitor limit defer postpone carry brief build assume bear secure')}(?= [a-z])(?! (?:is|are|was|were|has|have|had|of)\b)",
    ),
    open_end=anywhere(
        r"remains? to be seen",
        r"time will tell",
        rf"will (?:show|tell|decide){FEW} (?:whether|if|how|which|what|who)",
        r"is anyone['’]s guess",
        r"(?:is|are|remains?|stays?) (?:still )?an open question(?! (?:for|to)\b)",
        r"(?:is|are|remains?|stays?) (?:still )?(?:unclear|unknown|uncertain|not known)",
    ),
    about_talk=anywhere(
        one_of(
            "questions? answers? points? proof conjecture guesswork readings? evidence caveats? reasons arguments? contrast "
            "comparison assumptions? conclusions? judgements? estimates? likelihood scenarios? uncertainty uncertainties certain "
            "unverified unconfirmed untested plausible doubtful indicators? sections? list table annex translation quotations? "
            "gaps? caution explanations? interpretations? differences? distinction story puzzle riddle clue clues hint exception "
            "early_days so_far_so_good word_on what_follows now_to another_matter large_claim record background "
            "picture pattern trend context summary detail details"
        ),
        r"the sources",
        r"sources(?! of\b)",
    ),
    past=anywhere(
        r"was|were|had|did|went|came|took|gave|said|left|began|made|met|won|lost|fell|rose|grew|held|kept|sent|paid|built|shut|broke|ran|led",
        r"(?<!is )(?<!are )(?<!be )(?<!remains )(?<!remain )(?!un)(?!need)(?!indeed)\w+ed",
        r"(?:is|are|has been|have been|being) \w+ed (?:by|in|at|to|from|on)",
    ),
)

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
        ),
    ),
    silence=opening(
        r"aucune? (?:des )?(?:autre )?(?:sources?|comptes? rendus?|textes?|articles?|documents?|récits?)",
        r"rien (?:de ce qui a été lu|dans les sources|dans le dossier)",
        r"les sources (?:lues |consultées )?(?:ne|n['’]|se taisent|restent muettes|sont muettes)",
        r"le dossier (?:ne|n['’]|s['’]arrête|est muet|reste muet)",
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
    ),
    comment=opening(
        r"(?:cela|ceci|ce point|cette (?:différence|distinction|lacune|question|nuance)|l['’]écart|le détail) (?:\w+ )?"
        r"(?:compte|importe|signifie|laisse|pose|mérite|explique|complique|suffit|ne suffit pas)",
        r"(?:tout|beaucoup|la suite|le reste) (?:\w+ )?dépend(?:ra)?(?= d)",
        r"il (?:est|serait) (?:\w+ )?(?:trop tôt|prématuré|difficile de (?:dire|juger)|utile|important|tentant)",
        r"(?:la )?prudence (?:\w+ )?(?:s['’]impose|est de mise)",
    ),
    advice=anywhere(
        rf"{one_of('entreprises sociétés clients opérateurs investisseurs employeurs organisations lecteurs voyageurs équipes partenaires assureurs')}"
        r"(?: [\w'’,-]+){0,10}? (?:devraient|doivent|ont intérêt|gagneraient|sont invitée?s|feraient bien)",
        r"il convient de",
        r"il est (?:recommandé|conseillé|préférable)",
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
            "explications? différences? distinction énigme exception ce_qui_suit dossier récits contexte tableau résumé détails?"
        ),
        r"les sources",
        r"sources(?! d)",
    ),
    past=anywhere(
        r"était|étaient|avait|avaient|fut|furent|(?:a|ont) (?:été )?\w+(?:é|i|u|is|it)e?s?|\w+(?:èrent|aient|ait)"
    ),
)
