"""English."""

from __future__ import annotations

from briefgen.check.lexicon.idioms import ENGLISH_NO_IDIOMS
from briefgen.check.lexicon.lexicon import Lexicon
from briefgen.check.lexicon.likelihood import ENGLISH_TERMS
from briefgen.check.lexicon.patterns import anywhere
from briefgen.check.lexicon.talk_english import ENGLISH_TALK

_LEVEL = r"(?:very )?(?:low|moderate|medium|high)(?:(?: to |[-–/]to[-–]| or |[-–/])(?:low|moderate|medium|high))?"
_SAYS = (
    r"says?|said|writes?|wrote|reported|added|adds|warns?|warned|claimed|noted|argues?|argued|believes?|believed|predicts?|"
    r"predicted|alleges?|alleged|insists?|insisted|recalls?|recalled|reckons?|reckoned|declared|denies|denied|"
    r"stated|told|asserts?|asserted|acknowledged|explained|quoted|relays?|relayed|threatens?|"
    r"complained|accused|called for"
)
_SPEAKERS = (
    r"ministry|minister|government|junta|agency|outlet|president|spokesman|spokeswoman|critics|observers|analysts|officials|"
    r"diplomats|sources|experts|headline|statement|article|army"
)
_PARTIES = (
    r"bank|union|party|opposition|company|firm|insurers?|prosecutor|lawyers?|governor|general|mayor|embassy|envoy|"
    r"economists?|traders|farmers|residents|witnesses|bookmakers|pollsters|committee|council|commission|mission|fund|lender|"
    r"operator|chamber|association|federation|institute|paper|radio|newspaper|bishop|prefect|police|supporters|opponents|rivals"
)
"""Who has views of their own."""

_NO_NOUN = r"(?! (?:may|might|could|can|will|would|should|must|are|were|have|had|seem|appear|look|of|from|and)\b)"
"""What does not follow a verb of speaking, but its like: "member states might"."""

_NOT_OURS = r"(?<!investor )(?<!business )(?<!consumer )(?<!market )(?<!public )"
_OWN_CONFIDENCE = r"(?:some|little|limited|great|considerable|good|reasonable|full|every|less|more|much|no great|strong|weak|only \w+)"
_NAMED_SAYS = (
    r"reports|claims|notes|estimates|expects|expected|sees|calls|called|counts|puts|judges|states|describes|described|"
    r"suggests|suggested|forecasts|fears|hopes|mentions|considers|regards|announces|declares|explains|cites|concludes|"
    r"estimated|threatens"
)

ENGLISH = Lexicon(
    language="en",
    terms=ENGLISH_TERMS,
    not_terms=anywhere(
        r"(?:probably|possibly) true",
        r"(?:how|as) likely(?! as not)",
        r"grade[ds]? [^.;]{0,20}(?:im)?probable",
        *ENGLISH_NO_IDIOMS,
    ),
    confidence=anywhere(
        rf"{_LEVEL}[ -](?:levels? of )?(?:analytic(?:al)? )?confidence",
        rf"{_LEVEL} degrees? of confidence",
        rf"{_NOT_OURS}confidence(?: in [^.;,]{{1,60}})? (?:is|remains|stays|was|being|level|of) (?:\w+ )?(?:low|moderate|medium|high)",
        rf"{_NOT_OURS}confidence(?: levels?)?(?::| is| [–—-]) ?{_LEVEL}",
        rf"confidence(?: levels?)? \({_LEVEL}\)",
        rf"(?<=[–—,;(-] )confidence {_LEVEL}",
        rf"(?:our|our own) confidence[^.;]{{0,80}}? (?:is|remains|stays|being) (?:\w+ )?(?:{_LEVEL}|limited|strong|weak|great|modest|fair)",
        rf"with (?:only )?{_OWN_CONFIDENCE} (?:degree of )?confidence",
        rf"(?:we|desk)(?: [\w'’-]+){{0,3}} (?:only |rather |very |fairly )?{_OWN_CONFIDENCE} confidence",
        r"(?:we|the desk|analysts|our desk)(?: \w+){0,3} confident(?:ly)?",
        r"(?:highly|moderately|fairly|very|reasonably|fully|quite) confident",
    ),
    # "may" in small letters: the month has a capital.
    hedges=anywhere(
        r"may",
        r"[Mm]ight",
        r"[Cc]ould",
        r"[Pp]ossibly",
        r"[Pp]erhaps",
        r"[Mm]aybe",
        r"[Cc]onceivabl[ey]",
        r"[Pp]otentially",
        r"[Cc]an(?:not|'t|’t| not) be (?:ruled out|excluded|discounted|dismissed|precluded)",
        r"(?:[Ww]e|[Dd]esk|[Oo]ne|[Nn]obody|[Nn]o one) (?:can(?:not|'t|’t| not)?|(?:do|does|would) not) (?:\w+ )?"
        r"(?:rule out|exclude|discount|dismiss)",
        r"[Ii]s not (?:to be )?(?:ruled out|excluded|discounted|impossible|inconceivable|unthinkable|out of the question)",
        r"possible that",
        r"[Ww]e (?:see|leave) (?:a|some|the) (?:chance|possibility)",
        r"(?:is|are) (?:\w+ )?(?:liable|apt) to(?! (?:a|the|pay|tax)\b)",
        r"(?:is|are) in danger of",
        r"runs? the risk of",
        r"(?<!the )(?<!of )(?<!and )risks \w+ing",
        r"(?:is|are|remains?) (?:not|by no means|far from) (?:yet )?(?:certain|sure)(?= (?:that|to|whether|if)\b|[.,;])",
        r"(?:has|have) the potential (?:to|for)",
        r"should (?:hold|last|pass|survive|continue|remain|suffice|prove|ease|recover|fall|rise|improve|stabili[sz]e|succeed|fail)",
        r"(?:is|are|remains?) (?:also |still |always |quite |well |just |\w+ly )?possible(?=[.,;]|$| (?:if|before|by|this|next|within)\b)",
        r"[Tt]here (?:is|are|remains?|exists?) (?:still |always |also )?(?:an?|some|the) (?:chance|possibility) (?:that|of)",
        r"[Tt]here (?:is|are|remains?|exists?) (?:still |always |also )?(?:an?|some|the)(?: \w+)? (?:risk|danger|prospect) that",
        r"(?:is|remains?) (?:also |still )?(?:a|one) possibility",
        r"(?:has|have|stands?) a chance of",
        r"can be expected to",
        r"[Ss]eems?",
        r"appears? (?:to|that|set|ready|poised|close|bound|keen|determined|intent|willing|unwilling|headed|reluctant)",
        r"looks? (?:set|ready|poised|close|bound|headed|to be|like|as if|as though|determined)",
        r"(?:is|are|stands?) (?:\w+ )?poised (?:to|for)",
        r"[Aa]pparently",
        r"[Ss]eemingly",
        r"[Pp]resumably",
        r"[Aa]rguably",
        case=True,
    ),
    not_hedges=anywhere(
        r"could (?:not(?! only)|never|no longer|hardly|barely|scarcely|only|neither)",
        r"(?:nobody|no one|none|nothing|neither|no \w+|nor|not one|few)(?: [\w'’-]+){0,6} (?:could|can)",
        r"could(?: \w+ly)? be (?:seen|heard|confirmed|verified|read|counted|checked|identified|established|traced|determined|located|"
        r"learned|learnt|(?:bought|found|had)(?= (?:at|in|for|on|everywhere)\b))",
        r"(?:could|might) (?:have been|have)(?= (?:had|if))",
        r"(?:[Ww]e|[Dd]esk) could(?: \w+ly)? (?:find|reach|confirm|verify|establish|trace|check|obtain|identify|speak|visit|read)",
        r"could(?: \w+ly)? (?:find|see|get|obtain|give|name|reach|trace|hear|show|identify|establish|confirm|produce|offer) "
        r"(?:no|none|nothing|neither|only|few|little|nobody)",
        r"(?:reader|readers|following|map|table|figures?|text|report)(?: [\w'’-]+){0,4} (?:may|can|could|might) (?:be )?"
        r"(?:read|skip|skipped|stop|turn|find|watched|followed|used|quoted|copied|passed|shared|cited|seen|found)",
        r"(?:than|as|what|all|so|how|[Ww]hatever)(?: (?:it|they|he|she|this|that))? (?:seems?|appears? to)",
        r"(?:seems?|appears? to be|looks?) (?:\w+ )?(?:(?:un)?likely|(?:im)?probable|almost certain|remote)",
        r"[Aa]rguably the",
        r"(?:readings?|explanations?|interpretations?|accounts?|versions?|answers?|comparisons?|meanings?|travel|access|passage|"
        r"entry|crossing|payment|appeals?|landing|verification|checks?|contact|nothing|no \w+|neither|both|either)"
        r"(?: [\w'’-]+){0,5}? (?:is|are|remains?) (?:\w+ )?possible",
        r"(?:whatever|what|who|whoever|wherever|as \w+ as)(?: [\w'’-]+){0,3} (?:could|might|may)",
        r"(?:all|everything) (?:that )?(?:it|they|he|she|we) (?:could|might|may)",
        r"as (?:soon|far|much|many|long|little|early|late|often) as (?:possible|could be|may be)",
        r"(?:wherever|whenever|where|if|when) possible",
        r"(?:the|its|their|his|her|our|military|economic|naval|air|armed|industrial|financial|sheer|whole|full|all|"
        r"russian|american|french|chinese) might(?! \w+ (?:be|have)\b)(?! (?:be|have|not|well|also|still|yet)\b)",
        r"may (?:only|not)(?= [^.;]{0,200} (?:without|unless|except|until|before)\b)",
        r"may or may not",
        r"(?:possibly|probably) true",
        r"perhaps (?:\d|as (?:many|few|much)|half|a (?:dozen|hundred|thousand|third|quarter|fifth)|two|three|four|five|six|"
        r"seven|eight|nine|ten|twenty|thirty|forty|fifty|several hundred)[\w,.]*",
        r"perhaps the (?:most|least|best|worst|only|first|last|\w+est)",
    ),
    permission=anywhere(
        r"(?:with|without|under|has|have|hold|holds|holding|holders? of|holders|for|only)(?: [\w'’-]+){0,3} (?:permits?|licen[cs]es?|visas?)",
        r"permitted",
        r"licensed",
        r"holders",
        r"is allowed",
        r"are allowed",
        r"entitled",
        r"by law",
        r"under (?:the|its|a|this|that|article) [^.;,]{0,40}(?:law|code|decree|rules?|terms|agreement|treaty|regulations?|"
        r"act|charter|constitution|contract|order|statute)",
        r"the (?:law|code|decree|rules?|terms|treaty|charter|constitution|contract|statute)(?: \w+){0,3} (?:says?|allows?|provides?)",
    ),
    past=anywhere(
        r"^(?:until|before|up to) (?:\w+ )?(?:(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|"
        r"november|december)",
        r"formerly",
        r"at the time",
        r"used to",
        r"in those (?:days|years)",
        r"once could",
        r"could once",
    ),
    modal=frozenset({"may"}),
    ability=frozenset({"could"}),
    desk=anywhere(
        r"(?:[Tt]he|[Tt]his|[Oo]ur) desk(?:['’]s)?",
        r"[Ww]e",
        r"[Oo]urs",
        r"(?:(?:[Ii]n|[Tt]o|[Oo]n|[Bb]y|[Ff]or) )?[Oo]ur(?: own)? (?!(?:\w+ )?(?:sources?|correspondents?|contacts?|informants?|stringers?|"
        r"interlocutors?|partners?|people|staff)\b)\w+",
        case=True,
    ),
    attribution=anywhere(
        r"[Aa]ccording to",
        r"[Rr]eportedly",
        r"[Aa]llegedly",
        r"(?:is|are|was|were|has been|have been) (?:also |now |widely )?(?:said|reported|alleged|told|claimed|described|rumou?red)",
        r"(?:[Ii]n|[Bb]y|[Oo]n|[Tt]o) [^.;,]{1,50}['’]s? (?:account|view|words|telling|reading|opinion|count|dating|eyes|"
        r"report|description|judgement|estimate)",
        rf"(?<!to )(?<!\b[Tt]hat )(?<!\b[Tt]he )(?<!\ban )(?<!\ba )(?<!\bits )(?<!\btheir )(?<!\bany )(?:{_SAYS}|(?<!, )(?:announced|confirmed|promised|proposed|threatened))",
        r"(?:question|matter) (?:for|to) [A-Z]",
        rf"[A-Z][\w'’-]*(?:,[^,;.]{{1,60}},)? (?:{_NAMED_SAYS}){_NO_NOUN}",
        rf"(?:{_SPEAKERS}|it|they|he|she) (?:{_NAMED_SAYS}){_NO_NOUN}",
        rf"(?:{_PARTIES})(?: of [A-Z]\w+)? (?:{_NAMED_SAYS}|expect|estimate|fear|hope|see|think|thinks|doubt|doubts){_NO_NOUN}",
        case=True,
    ),
    talk=ENGLISH_TALK,
    unchanged=anywhere(
        r"unchanged (?:since|from)",
        r"as (?:we )?(?:reported|stated|said|described|set out) in (?:the|our) (?:last|previous|preceding) (?:issue|report|edition)",
        r"as in (?:the|our) (?:last|previous|preceding) (?:issue|report|edition)",
        r"carried over from",
        r"repeated from",
        r"(?:has|have) not changed since",
        r"(?:is|are|stands?|remains?) unchanged",
        r"no change since",
        r"nothing (?:has changed|new) since",
    ),
    unchanged_issue=anywhere(
        r"(?:last|previous|preceding|earlier) (?:issue|report|edition|briefing)",
        r"(?:this|the) (?:section|assessment|part|text|chapter|outlook) (?:\w+ )?(?:is|remains|stands|has not)",
        r"(?:everything|all|text) below",
    ),
)
