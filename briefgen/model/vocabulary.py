"""The words of closed sets, each with what it is a word for, so that they can be translated where they are printed.

`tongue.word(*CONFIDENCE[value])` says one. What stands here is what the catalogues are made from: a new member of an
enumeration has its word here too, and a test sees to it. What became of things is in `vocabulary_of_changes.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model.actor import ActorKind, RelationKind
from briefgen.model.changes import Direction
from briefgen.model.marking import Marking
from briefgen.model.profile import IndicatorState
from briefgen.model.scales import SCALES, Band, Confidence, LikelihoodScale, Reliability
from briefgen.model.tongue import Tongue, Word

CONFIDENCE: Mapping[str, Word] = {
    Confidence.LOW: Word("confidence", "low"),
    Confidence.MODERATE: Word("confidence", "moderate"),
    Confidence.HIGH: Word("confidence", "high"),
}

RELIABILITY: Mapping[str, Word] = {
    Reliability.A: Word("reliability", "completely reliable"),
    Reliability.B: Word("reliability", "usually reliable"),
    Reliability.C: Word("reliability", "fairly reliable"),
    Reliability.D: Word("reliability", "not usually reliable"),
    Reliability.E: Word("reliability", "unreliable"),
    Reliability.F: Word("reliability", "reliability cannot be judged"),
}

CREDIBILITY: Mapping[int, Word] = {
    1: Word("credibility", "confirmed by other independent sources"),
    2: Word("credibility", "probably true"),
    3: Word("credibility", "possibly true"),
    4: Word("credibility", "doubtful"),
    5: Word("credibility", "improbable"),
    6: Word("credibility", "truth cannot be judged"),
}

LEVELS: tuple[Word, ...] = (
    Word("risk level", "low"),
    Word("risk level", "guarded"),
    Word("risk level", "elevated"),
    Word("risk level", "high"),
    Word("risk level", "severe"),
)
"""Risk levels 1–5."""

LIKELIHOOD: Mapping[str, Word] = {
    "almost no chance": Word("likelihood", "almost no chance"),
    "remote": Word("likelihood", "remote"),
    "very unlikely": Word("likelihood", "very unlikely"),
    "highly improbable": Word("likelihood", "highly improbable"),
    "unlikely": Word("likelihood", "unlikely"),
    "improbable": Word("likelihood", "improbable"),
    "roughly even chance": Word("likelihood", "roughly even chance"),
    "roughly even odds": Word("likelihood", "roughly even odds"),
    "likely": Word("likelihood", "likely"),
    "probable": Word("likelihood", "probable"),
    "very likely": Word("likelihood", "very likely"),
    "highly probable": Word("likelihood", "highly probable"),
    "almost certain": Word("likelihood", "almost certain"),
    "nearly certain": Word("likelihood", "nearly certain"),
    "remote chance": Word("likelihood", "remote chance"),
    "highly unlikely": Word("likelihood", "highly unlikely"),
    "realistic possibility": Word("likelihood", "realistic possibility"),
    "highly likely": Word("likelihood", "highly likely"),
}
"""By the terms of the scales."""

SCALE_NAMES: Mapping[str, Word] = {
    "icd203": Word("likelihood scale", "ICD 203"),
    "phia": Word("likelihood scale", "PHIA probability yardstick"),
}

STATES: Mapping[str, Word] = {
    IndicatorState.QUIET: Word("indicator", "quiet"),
    IndicatorState.WATCH: Word("indicator", "watch"),
    IndicatorState.ACTIVE: Word("indicator", "active"),
    IndicatorState.NOT_KNOWN: Word("indicator", "not known"),
}

DIRECTIONS: Mapping[str, Word] = {
    Direction.DETERIORATED: Word("direction", "deteriorated"),
    Direction.IMPROVED: Word("direction", "improved"),
    Direction.UNCHANGED: Word("direction", "unchanged"),
}

AUDIENCES: Mapping[str, Word] = {
    Marking.CLEAR: Word("marking", "Disclosure is not limited."),
    Marking.GREEN: Word("marking", "Limited to the recipient's community; not for public channels."),
    Marking.AMBER: Word("marking", "Limited to the recipient's organisation and its clients who need to know."),
    Marking.AMBER_STRICT: Word("marking", "Limited to the recipient's organisation."),
    Marking.RED: Word("marking", "For the named individuals only."),
}
"""Who may have what carries a label. The labels themselves are the standard's, in every language."""

ACTOR_GROUPS: Mapping[str, Word] = {
    ActorKind.PERSON: Word("actors", "People"),
    ActorKind.STATE: Word("actors", "States"),
    ActorKind.GOVERNMENT_BODY: Word("actors", "Government bodies"),
    ActorKind.REGIONAL_BODY: Word("actors", "Regional bodies"),
    ActorKind.INTERNATIONAL_BODY: Word("actors", "International bodies"),
    ActorKind.ARMED_GROUP: Word("actors", "Armed groups"),
    ActorKind.MILITARY_CONTRACTOR: Word("actors", "Military contractors"),
    ActorKind.COMPANY: Word("actors", "Companies"),
    ActorKind.OTHER: Word("actors", "Others"),
}
"""Groups in which actors are listed, in order. Media are not: the annex describes them."""

RELATIONS: Mapping[str, Word] = {
    RelationKind.MEMBER_OF: Word("relation", "member of"),
    RelationKind.PART_OF: Word("relation", "part of"),
    RelationKind.BACKS: Word("relation", "backs"),
    RelationKind.OPPOSES: Word("relation", "opposes"),
    RelationKind.SUCCEEDS: Word("relation", "succeeds"),
    RelationKind.PARTNERS_WITH: Word("relation", "partner of"),
    RelationKind.REPLACES: Word("relation", "replaces"),
    RelationKind.FORMER_MEMBER_OF: Word("relation", "former member of"),
}

PARTS: Mapping[str, Word] = {
    "Executive summary": Word("part", "Executive summary"),
    "Correction": Word("part", "Correction"),
    "Since the last issue": Word("part", "Since the last issue"),
    "Key judgements": Word("part", "Key judgements"),
    "Timeline": Word("part", "Timeline"),
    "Actors": Word("part", "Actors"),
    "Risk ratings": Word("part", "Risk ratings"),
    "Scenarios": Word("part", "Scenarios"),
    "Indicators": Word("part", "Indicators"),
    "Where sources differ": Word("part", "Where sources differ"),
    "Method and grading": Word("part", "Method and grading"),
    "Sources": Word("part", "Sources"),
    "Services and contact": Word("part", "Services and contact"),
    "Facts": Word("part", "Facts"),
    "Sections": Word("part", "Sections"),
}
"""Names of the parts that every report has, by what the archive calls them."""

SERIES: Mapping[str, Word] = {
    "Situation report": Word("series", "Situation report"),
    "Flash alert": Word("series", "Flash alert"),
    "Country profile": Word("series", "Country profile"),
    "Digest": Word("series", "Digest"),
}
"""Series that a desk need not name in every language; what else one is called is the desk's own word."""

NUMBERS: tuple[Word, ...] = (
    Word("number", "none"),
    Word("number", "one"),
    Word("number", "two"),
    Word("number", "three"),
    Word("number", "four"),
    Word("number", "five"),
    Word("number", "six"),
    Word("number", "seven"),
    Word("number", "eight"),
    Word("number", "nine"),
    Word("number", "ten"),
    Word("number", "eleven"),
    Word("number", "twelve"),
)
"""Numbers that running text has in words. A language whose numbers agree with their noun has digits here."""

MONTHS: tuple[Word, ...] = (
    Word("short month", "Jan"),
    Word("short month", "Feb"),
    Word("short month", "Mar"),
    Word("short month", "Apr"),
    Word("short month", "May"),
    Word("short month", "June"),
    Word("short month", "July"),
    Word("short month", "Aug"),
    Word("short month", "Sept"),
    Word("short month", "Oct"),
    Word("short month", "Nov"),
    Word("short month", "Dec"),
)

FINDINGS: Mapping[str, Word] = {
    "inside": Word("calibration", "inside"),
    "less than said": Word("calibration", "less than said"),
    "more than said": Word("calibration", "more than said"),
    "within chance": Word("calibration", "within chance"),
}


def series_name(series: str, tongue: Tongue) -> str:
    """A series' name; as the desk wrote it where it is the desk's own."""
    return tongue.word(*SERIES[series]) if series in SERIES else series


def likelihood_term(term: str, tongue: Tongue) -> str:
    """A scale's term; as it is where no scale has it."""
    return tongue.word(*LIKELIHOOD[term]) if term in LIKELIHOOD else term


def percent(number: object, tongue: Tongue) -> str:
    """A percentage, or a range of them, with the sign where the language puts it."""
    return tongue.text("%(number)s %%", number=number)


def range_in_words(printed: str, tongue: Tongue) -> str:
    """A range as its standard prints it, with the sign where the language puts it."""
    return percent(printed.removesuffix(" %"), tongue) if printed.endswith(" %") else printed


def scale_in(tongue: Tongue, key: str) -> LikelihoodScale:
    """A likelihood scale in another language. Terms that fall together there stand once."""
    scale = SCALES[key]
    if tongue.english:
        return scale
    bands = (
        Band(
            band.key,
            tuple(dict.fromkeys(likelihood_term(term, tongue) for term in band.terms)),
            band.low,
            band.high,
            range_in_words(band.printed, tongue),
        )
        for band in scale.bands
    )
    return LikelihoodScale(scale.key, tongue.word(*SCALE_NAMES[key]), tuple(bands))
