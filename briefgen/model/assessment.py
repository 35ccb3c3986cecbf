"""A dossier, weighed: who rests on whom, what that makes of each fact, where facts disagree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from briefgen.model.dossier import Dossier
from briefgen.model.scales import Reliability


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Sources that reach the same origin, and so count once.

    Attributes:
        origins: Ids of the sources or actors they rest on in the end.
        sources: Ids of the sources in the group.
    """

    origins: tuple[str, ...]
    sources: tuple[str, ...]


class Ground(StrEnum):
    """What a credibility rests on."""

    ANALYST = "analyst"
    OVERRULED = "overruled"
    ONLY_DISPUTED = "only-disputed"
    UNJUDGED = "unjudged"
    CONTESTED = "contested"
    OUTNUMBERED = "outnumbered"
    INDEPENDENT = "independent"
    ONE_GOOD = "one-good"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Grade:
    """An Admiralty grade. Letter and number are judged apart.

    Attributes:
        reliability: The best letter among the supporting sources that can be judged; F where none can.
        credibility: 1–6; 6 means that it cannot be judged.
        origins: Number of independent origin groups that support the fact.
        disputed_by: Number of origin groups that dispute it.
        reason: Why, in one or two sentences, in English; `model/grounds.py` has it in other languages.
        by_analyst: Whether an analyst gave the number by hand.
        ground: What the credibility rests on; None where nobody noted it.
        against: Number of origin groups that stand against it, those behind contradicting facts included.
        said: The analyst's own words, where one gave the number.
    """

    reliability: Reliability
    credibility: int
    origins: int
    disputed_by: int
    reason: str
    by_analyst: bool = False
    ground: Ground | None = None
    against: int = 0
    said: str = ""

    @property
    def code(self) -> str:
        """As printed: B2."""
        return f"{self.reliability}{self.credibility}"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that assert different values of the same property of the same subject.

    Attributes:
        subject: Id of what it is about.
        aspect: Which property.
        facts: Ids of all facts in it, sorted by value, then id.
        standing: Id of the fact an analyst let stand; None while it is open.
        reason: The analyst's; "" while it is open.
    """

    subject: str
    aspect: str
    facts: tuple[str, ...]
    standing: str | None = None
    reason: str = ""

    @property
    def id(self) -> str:
        """Stable name: subject and property."""
        return f"{self.subject}.{self.aspect}"


@dataclass(frozen=True, slots=True)
class Assessment:
    """The weighed dossier.

    Attributes:
        dossier: What was weighed.
        grades: By fact id.
        groups: Origin groups over all read sources, largest first.
        contradictions: Open ones first.
        contradicts: Fact ids that each fact is contradicted by, by fact id; only facts that have some.
        stale: Ids of facts past their `review_by`.
        judgement_origins: Origin groups behind the facts that each judgement rests on, by judgement id; disputing
            passages do not count.
    """

    dossier: Dossier
    grades: Mapping[str, Grade]
    groups: tuple[OriginGroup, ...]
    contradictions: tuple[Contradiction, ...]
    contradicts: Mapping[str, tuple[str, ...]]
    stale: frozenset[str]
    judgement_origins: Mapping[str, tuple[OriginGroup, ...]] = field(default_factory=dict)
