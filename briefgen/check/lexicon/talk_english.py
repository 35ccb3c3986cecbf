"""English sentences that state no fact."""

from __future__ import annotations

from briefgen.check.lexicon.patterns import FEW, anywhere, one_of, opening
from briefgen.check.lexicon.talk import Talk

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
_COUNTED = (
    r"(?:dates|figures|names|spellings|times|amounts|currencies|grades|ratings|numbers|quotations|totals|sums|percentages|"
    r"place names|likelihoods|translations|transliterations|maps?|titles|facts|scores|prices|distances)"
)
_WRITTEN = (
    r"(?:rounded|spelt|spelled|transliterated|translated|local|explained|unless|annex|this report|section|gazett(?:e|eer)|scale|"
    r"original|approximate|in (?:dollars|euros|francs|cfa)|to scale|nominal|last page|converted|add up)"
)
_DEFINES = r"(?:means?|stands? for|is short for|refers? to|denotes?|(?:is|are) (?:used|written|spelt|spelled|called|taken|kept)|covers|counts? as)"
_OPEN = (
    r"(?:open|unclear|unknown|unexplained|unanswered|unsettled|unresolved|undecided|uncertain|untold|mystery|disputed|"
    r"not (?:clear|known|settled|decided|established|on record|told|said)|(?:another|different) (?:matter|question)|"
    r"(?:any)?one['’]s guess|hard to (?:say|tell|know))"
)
_ACCOUNTS = r"(?:accounts?|readings?|explanations?|versions?|stories|claims|numbers|figures)"
_GAPS = r"(?:figures?|counts?|numbers?|lists?|data|details?|estimates?|evidence|confirmation|breakdown|toll|survey|total|proof)"
_DO = one_of(
    "ask check keep avoid do_not don['’]t stay look take carry leave use call book insist read travel plan wait see review "
    "confirm expect allow bring watch"
)
_IRREGULAR = (
    r"was|were|had|did|went|came|became|took|undertook|gave|forgave|forbade|said|left|began|made|met|won|lost|fell|rose|grew|drew|flew|"
    r"threw|blew|knew|held|kept|sent|spent|lent|paid|built|shut|broke|spoke|chose|drove|rode|wrote|stole|froze|swore|bore|stood|fought|"
    r"bought|brought|thought|caught|taught|sought|felt|dealt|slept|swept|meant|sat|dug|hung|struck|stuck|swung|shot|sank|sang|drank|swam|"
    r"rang|shrank|forgot|got|shook|ate|saw|heard|fled|fed|hid|found|sold|told|ran|led"
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
            r"the (?:next|following) (?:section|sections|issue|chapter|pages?)(?= |[.,]?$)(?! (?:of|on|before|between|for)\\b)",
            r"in (?:the|this) (?:annex|section|report)(?=[.,]?$)",
            r"the report says so",
            r"(?:is|are) not (?:in|part of) this (?:report|issue|section)",
            r"(?:could|can|cannot|could not|can not) (?:\w+ )?be taken into account",
        ),
        opening(
            rf"(?:(?:all|the|most|some) )*{_COUNTED}(?: (?:for|of|in|from) [^.;,]{{1,40}}?)? "
            rf"(?:are|is|were|follow|come|use|have been|do not){FEW} {_WRITTEN}",
            r"(?:facts|information|data|reporting|the text|this text) (?:ends?|stops?|runs?|was closed|closes|is closed) "
            r"(?:with|on|at|up to|to|in)",
            r"(?:by|with) [^.;]{1,60}?,? (?:we|this report|the report|this section|the desk) (?:means?|understands?)",
            rf"(?:in|throughout) (?:this|our) (?:report|section|text|issue|table|series|chapter),? [^.;]{{1,80}}? {_DEFINES}",
            rf"(?:here,? |throughout,? )?(?:the )?(?:term|word|abbreviation|label|acronym|expression|name) [^.;]{{1,60}}? {_DEFINES}",
            rf"(?:here|below),? [\"“‘][^\"”’]{{1,60}}[\"”’] {_DEFINES}",
            r"(?:an?|the) (?:dash|blank|star|asterisk|arrow|empty cell|colour|shade)(?! of)[^.;]{0,40}? (?:means?|stands?|marks?|shows?)",
            r"(?:the |our |all |some )?(?:earlier|previous|past|later|other|future|further) (?:issues|editions|sections|chapters|annexes)"
            r"(?! (?:of|by|from) (?!this|our|the present))",
            r"(?:the |our |all |some )?(?:earlier|previous|past|other) (?:reports|briefings|updates) (?:of ours |in this series )?"
            r"(?:dealt|covered|looked|treated|set out|described|discussed)",
            r"(?:the|our) (?:last|previous|next|preceding|coming) (?:issue|edition|briefing|section|chapter|update|annex) (?:dealt|looked|"
            r"covered|took|turned|treated|described|discussed|set out|asked|is due|appears|comes|will|follows)",
            rf"(?:the|this|an?) (?:\w+ )?{_DRAWN} (?:at the (?:end|beginning)|on page|that follows|overleaf)",
            r"(?:(?:the|an?|any|no|every|hurried|busy) )*readers?(?! of )(?: [^.;]{0,60}?)? (?:will|can|may|should|might|must|finds?|"
            r"wants?|needs?|who (?:wants?|needs?|knows?))",
            r"(?:whoever|anyone who|those who|anybody who) (?:reads?|wants?|knows? the|needs? only|is in a hurry|are in a hurry|has read)",
            r"(?:this|our) (?:judgement|assessment|rating|estimate|outlook|forecast)(?! (?:was handed|by|of the))",
            r"the (?:ratings?|judgements|likelihoods?)(?: \w+)? (?:stands?|stays?|holds?|rests?|is unchanged|are unchanged|in this report)",
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
        rf"(?:no|not a single)(?: \w+){{0,2}} {_GAPS}(?: (?:of|for|on) [^.;,]{{1,40}}?)? (?:exists?|(?:is|are|was|were|has been|have been|"
        r"could be) (?:\w+ )?(?:available|published|known|given|released|made public|at hand|found|on record|obtained|seen))",
        r"the (?:full |exact )?(?:text|wording|contract|terms|price|report|minutes|agreement|protocol)(?: of [^.;]{1,40}?)? (?:is|are|has|have) "
        r"not (?:been )?(?:public|published|known|available|released|disclosed)",
        rf"there (?:is|are) no(?: \w+){{0,2}} {_GAPS}",
        r"(?:none|nothing|little|not all) of (?:this|that|it|these|those|what)[^.;]{0,40}? (?:can|could) be (?:\w+ )?"
        r"(?:checked|verified|confirmed|tested|proved|proven)",
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
        rf"(?:which|who|what|whether|why|how|when|where)(?= )[^.;]{{1,150}}? (?:is|are|remains?|stays?) "
        rf"(?:(?:still|left|an?|as yet|so far|entirely|quite) )*{_OPEN}(?=[.;:]|$| (?:and|until|for now|to|at|even|in the)\b)",
        r"(?:what|how|whether|who|when|where)(?= )[^.;]{1,80}? (?:depends|hinges|turns) on",
    ),
    comment=opening(
        rf"(?:this|that|these|those|the {one_of('difference distinction point gap question detail order timing silence wording contrast choice pattern')}) "
        rf"(?:\w+ )?(?:matters?|means? (?:that|little|much|nothing|more|less)|leaves? (?:open|room|little|much|no)|raises? (?:the|a|two|three|new|questions?)|"
        rf"makes? (?:it|a|the|no|little)|changes? (?:the|little|nothing|much|what)|deserves?|counts?|weighs?|explains?|complicates?|"
        rf"points? to|is (?:worth|not (?:nothing|much|trivial|decisive|proof)|no small|the (?:point|question|rub|heart|crux|exception))|"
        rf"are (?:not the same|two things|different things))",
        r"(?:it|much|little|all|everything|a great deal|the rest|the answer|the outcome|what follows) (?:\w+ )?(?:depends?|hinges?|turns) on",
        r"for [\w ’'-]{1,40}?,? (?:this|that|it|the \w+) (?:changes?|means?|matters?|is|makes?) (?:very )?(?:little|nothing|much|plain|"
        r"clear|the same|different|simple|less|more|no difference)",
        r"it is (?:\w+ )?(?:hard|difficult|easy|impossible) to (?:see|know|explain|imagine|avoid|understand|follow)",
        r"here (?:is|are) (?:what|the|how|why|two|three|where)",
        r"(?:that|this|it) is (?:(?:only|just|not|at best|an?|the|no|one|whole) )*(?:\w+ )?(?:guess|guesswork|point|difficulty|heart|"
        r"crux|puzzle|opinion|conjecture|inference|estimate|hypothesis|speculation|paradox|lesson|exception|catch|rub)",
        rf"none of (?:these|this|those|that|the (?:two|three)|it)(?: {_ACCOUNTS})? (?:can|excludes?|rules|settles?|proves?|explains?|is proof)",
        rf"(?:both|neither|either|the two|these|those|the three)(?: of the)? {_ACCOUNTS} (?:cannot|can|do not|agree|differ|conflict|fits?|"
        r"are (?:both|compatible|consistent|complete|possible|plausible)|excludes?|is (?:complete|proof|wrong|right|conclusive))",
        r"(?:against|for|in favour of) (?:this|that|it) (?:stands?|speaks?|weighs?|counts?)",
        r"the (?:opposite|reverse|contrary|converse) (?:is|holds|applies)",
        r"the rest is (?:a matter|detail|guesswork|conjecture)",
        r"so far,? so good",
        r"(?:in short|in brief|in sum|in one word),(?! [^.;]*\b\w+ed\b)",
        r"(?:this|that) (?:is|does|has|\w+s) (?:not|nothing|little|much|both|everything|it|us|no|what|how|why|more|less|for|against|true|enough)",
        r"this is [^.;]{0,30}(?:part|section|issue|report|edition|view|reading)s?(?=[.,])",
        r"none of (?:it|this|that|them) (?:is|are|can|proves|settles|excludes) (?:new|proof|enough|certain|conclusive|in itself|decisive|surprising)",
        r"there (?:is|are)(?: \w+){1,2} (?:ways?|reasons?|grounds?) to (?:read|see|explain|look|doubt|think|believe|understand)",
        r"what (?:is missing|matters|counts|is left|is new|is clear|is at stake|is lacking|is striking)",
        r"(?:nobody|no one)(?: [\w'’-]+){0,5} (?:knows|can say|can tell)",
        r"(?:how|what|who|which|why|whether|when)(?: [\w'’-]+){0,8} (?:is|remains) a matter of (?:dispute|debate|opinion|conjecture)",
        r"it is (?:\w+ )?(?:easy|tempting|common|possible) to (?:overstate|understate|exaggerate|forget|overlook|mistake|overread)",
        r"the (?:stakes|argument|conclusion|lesson|contrast|parallel|logic|motive|comparison|message|case) (?:is|are|has|remains?) "
        r"(?:plain|clear|simple|obvious|strong|weak|thin|imperfect|limited|limits|a (?:flaw|weakness)|tempting|another)",
        r"(?:the|these|those|their)(?: \w+)? accounts? (?:of [^.;]{1,40} )?cannot be reconciled",
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
        r"^(?:(?!\b(?:that|whether|if|which|who)\b)[^.;])*?\bshould(?! have\b)",
        r"^(?:please )?(?:do not|don['’]t|never|ask|insist|book|stay(?= (?:away|out|in|off|clear|at|within|alert|inside)\b))(?= [a-z])(?! (?:is|are|was|were|has|have|had|of|before|again)\b)",
        rf"^(?:before|after|during|in|on|at|for|when|where|until|once|with) [^,.;]{{1,60}}, {_DO}(?= [a-z])",
        rf"(?<=: ){_DO}(?= [a-z])",
    ),
    open_end=anywhere(
        r"remains? to be seen",
        r"time will tell",
        rf"will (?:show|tell|decide){FEW} (?:whether|if|how|which|what|who)",
        r"is anyone['’]s guess",
        r"(?:is|are|remains?|stays?) (?:still )?an open question(?! (?:for|to)\b)",
        r"(?:is|are|remains?|stays?) (?:still )?(?:unclear|unknown|uncertain|not (?:yet )?(?:known|clear))",
    ),
    about_talk=anywhere(
        one_of(
            "questions? answers? points? proof conjecture guesswork readings? evidence caveats? reasons arguments? contrast "
            "comparison assumptions? conclusions? judgements? estimates? likelihood scenarios? uncertainty uncertainties certain "
            "unverified unconfirmed untested plausible doubtful indicators? sections? list table annex translation quotations? "
            "gaps? caution explanations? interpretations? differences? distinction story puzzle riddle clue clues hint exception "
            "early_days so_far_so_good word_on what_follows now_to another_matter large_claim record background "
            "picture pattern trend context summary detail details views? guess nobody_knows short_answer short_version "
            "in_one_(?:line|sentence|word) put_(?:shortly|simply|briefly|differently) weakness objection deserves_a_mention"
        ),
        r"the sources",
        r"sources(?! of\b)",
    ),
    past=anywhere(
        r"(?<!\bbe )(?:" + _IRREGULAR + r")",
        r"(?<!is )(?<!are )(?<!be )(?<!remains )(?<!remain )(?!un)(?!need)(?!indeed)\w+ed",
        r"(?:is|are|has been|have been|being) \w+ed (?:by|in|at|to|from|on)",
    ),
    supposition=opening(
        r"(?:in (?:that|this) case|otherwise|if|unless|should|provided(?: that)?|suppose|supposing|as long as|in case)"
    ),
    finite=anywhere(
        r"is|are|has|have|will|would|can|cannot|may|might|must|does|do",
        r"(?<!\bthe )(?<!\ba )\w+s (?:the|an?|its|their|his|her|no|any|it|them|that)",
    ),
    announcing=anywhere(
        r"watch(?:es|ed|ing)?",
        r"(?:look|looks|looking|wait|waits|waiting) (?:out )?for",
        r"(?:signs?|signals?|indicators?|signposts?|triggers?|questions?|things?|points?|topics?|steps?|measures?|documents?|papers?|"
        r"precautions?)(?: [\w'’-]+){0,8}? (?:are|is|to|would|will|worth|for|remain|follow|before|that (?:would|will))",
        r"(?:would|will|should|could|may) (?:\w+ )?(?:change|show|mean|tell|need|ask|bring|carry|check|prepare|keep|follow|include)",
        r"to (?:follow|monitor|ask|check|see|prepare|settle|track|verify|take|carry|keep)",
        r"(?:monitor|track|follow|ask|check|prepare|review|carry|keep|bring)",
        r"(?:open|missing|unknown|left out|not covered|unanswered|recommended|advised)",
    ),
)
