"""English."""

from __future__ import annotations

from briefgen.check.lexicon.lexicon import Lexicon
from briefgen.check.lexicon.likelihood import ENGLISH_TERMS
from briefgen.check.lexicon.patterns import anywhere
from briefgen.check.lexicon.talk import ENGLISH_TALK

_LEVEL = r"(?:very )?(?:low|moderate|medium|high)(?:(?: to |[-–/]to[-–]| or |[-–/])(?:low|moderate|medium|high))?"
_SAYS = (
    r"says?|said|writes?|wrote|reported|added|adds|warns?|warned|claimed|noted|argues?|argued|believes?|believed|predicts?|"
    r"predicted|alleges?|alleged|insists?|insisted|recalls?|recalled|reckons?|reckoned|announced|declared|denies|denied|"
    r"confirmed|stated|told|asserts?|asserted|acknowledged|explained|quoted|relays?|relayed|threatens?|threatened|"
    r"promised|proposed|complained|accused|called for"
)
_NAMED_SAYS = (
    r"reports|claims|notes|estimates|expects|expected|sees|calls|called|counts|puts|judges|states|describes|described|"
    r"suggests|suggested|forecasts|fears|hopes|mentions|considers|regards|announces|declares|explains|cites|concludes|"
    r"estimated|threatens"
)

ENGLISH = Lexicon(
    language="en",
    terms=ENGLISH_TERMS,
    not_terms=anywhere(r"(?:probably|possibly) true", r"(?:how|as) likely", r"grade[ds]? [^.;]{0,20}(?:im)?probable"),
    confidence=anywhere(
        rf"{_LEVEL}[ -](?:levels? of )?(?:analytic(?:al)? )?confidence",
        rf"{_LEVEL} degrees? of confidence",
        r"(?<!investor )(?<!business )(?<!consumer )(?<!market )(?<!public )confidence(?: in [^.;,]{1,60})? (?:is|remains|stays|was|being|level|of) (?:\w+ )?(?:low|moderate|medium|high)",
        rf"confidence: {_LEVEL}",
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
        r"[Cc]an(?:not|'t|’t| not) be (?:ruled out|excluded|discounted)",
        r"[Ii]s (?:\w+ )?possible that",
        case=True,
    ),
    not_hedges=anywhere(
        r"(?:could|might) (?:not(?! only)|never|no longer|hardly|barely|scarcely|only|neither)",
        r"(?:nobody|no one|none|nothing|neither|no \w+|nor|not one|few)(?: [\w'’-]+){0,6} (?:could|can|might)",
        r"could(?: \w+ly)? be (?:bought|reached|found|seen|heard|confirmed|verified|read|counted|checked|identified|established|"
        r"obtained|opened|named|traced|tested|learned|learnt|determined|compared|dated|located|matched|had|assessed)",
        r"(?:could|might) (?:have been|have)(?= (?:had|if))",
        r"(?:whatever|what|who|whoever|wherever|where|all|everything|as \w+ as)(?: [\w'’-]+){0,3} (?:could|might|may)",
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
        r"permits?",
        r"permitted",
        r"licen[cs]e[sd]?",
        r"is allowed",
        r"are allowed",
        r"entitled",
        r"visas?",
        r"by law",
        r"under (?:the|its|a|this|that|article) [^.;,]{0,40}(?:law|code|decree|rules?|terms|agreement|treaty|regulations?|"
        r"act|charter|constitution|contract|order|statute)",
        r"the (?:law|code|decree|rules?|terms|treaty|charter|constitution|contract|statute)(?: \w+){0,3} (?:says?|allows?|provides?)",
    ),
    past=anywhere(
        r"until (?:19|20)\d\d",
        r"until (?:january|february|march|april|may|june|july|august|september|october|november|december)",
        r"before (?:19|20)\d\d",
        r"formerly",
        r"at the time",
        r"used to",
        r"in those (?:days|years)",
        r"no longer",
        r"once could",
        r"could once",
        r"(?:19|20)\d\d,? (?:\w+ ){0,6}could",
    ),
    modal=frozenset({"may", "might", "could"}),
    ability=frozenset({"could"}),
    desk=anywhere(
        r"(?:[Tt]he|[Tt]his|[Oo]ur) desk(?:['’]s)?",
        r"[Ww]e",
        r"(?:[Ii]n )?[Oo]ur (?:own )?(?:view|judgement|judgment|assessment|reading|opinion|expectation|estimate|forecast|"
        r"working assumption|base case|analysts?|confidence)",
        case=True,
    ),
    attribution=anywhere(
        r"[Aa]ccording to",
        r"[Rr]eportedly",
        r"[Aa]llegedly",
        r"(?:is|are|was|were|has been|have been) (?:also |now |widely )?(?:said|reported|alleged|told|claimed|described|rumou?red)",
        r"(?:[Ii]n|[Bb]y|[Oo]n|[Tt]o) [^.;,]{1,50}['’]s? (?:account|view|words|telling|reading|opinion|count|dating|eyes|"
        r"report|description|judgement|estimate)",
        rf"(?<!to )(?:{_SAYS})",
        r"(?:question|matter) (?:for|to) [A-Z]",
        rf"[A-Z][\w'’-]*(?:,[^,;.]{{1,60}},)? (?:{_NAMED_SAYS})",
        rf"(?:ministry|minister|government|junta|agency|outlet|president|spokesman|spokeswoman|critics|observers|analysts|"
        rf"officials|diplomats|sources|experts|headline|statement|article|army|it|they|he|she) (?:{_NAMED_SAYS}|has|have)",
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
