"""Admiralty grades: the letter of the best source, and a credibility that only independent origins can raise to 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefgen.model.assessment import Grade, Ground, OriginGroup
from briefgen.model.fact import Fact, Stance
from briefgen.model.grounds import reason_of
from briefgen.model.origins import origin_groups
from briefgen.model.scales import Reliability
from briefgen.model.source import Source
from briefgen.model.tongue import ENGLISH

_GOOD = frozenset({Reliability.A, Reliability.B, Reliability.C})

# What one origin alone can carry: credibility by the reliability of the source that was read.
_ALONE = {"A": 2, "B": 2, "C": 3, "D": 4, "E": 4, "F": 6}


def grade(
    fact: Fact, sources: Mapping[str, Source], opposing: Sequence[Fact] = (), *, overruled: bool = False
) -> Grade:
    """Weigh one fact.

    Args:
        fact: What to weigh.
        sources: By id; those of the fact's evidence and of what they rest on.
        opposing: Facts that contradict it, while nobody has settled which stands.
        overruled: Whether an analyst settled a contradiction against it.
    """
    supporting = origin_groups((item for item in fact.evidence if item.stance is Stance.SUPPORTS), sources)
    disputing = origin_groups((item for item in fact.evidence if item.stance is Stance.DISPUTES), sources)
    letter = _best_letter(supporting, sources)
    against = len(disputing) + _groups_behind(opposing, sources)
    if fact.grade:
        credibility, ground, said = fact.grade.credibility, Ground.ANALYST, fact.grade.reason
    else:
        credibility, ground = _credibility(supporting, against, letter, sources, overruled=overruled)
        said = ""
    given = ground is Ground.ANALYST
    weighed = Grade(letter, credibility, len(supporting), len(disputing), "", given, ground, against, said)
    return replace(weighed, reason=reason_of(weighed, ENGLISH))


def _credibility(
    groups: Sequence[OriginGroup], against: int, letter: Reliability, sources: Mapping[str, Source], *, overruled: bool
) -> tuple[int, Ground]:
    count = len(groups)
    if overruled or not count:
        return 5, Ground.OVERRULED if overruled else Ground.ONLY_DISPUTED
    if letter is Reliability.F:
        return 6, Ground.UNJUDGED
    if against:
        return (3, Ground.CONTESTED) if count >= against else (4, Ground.OUTNUMBERED)
    good = sum(1 for group in groups if _is_good(group, sources))
    if good > 1:
        return 1, Ground.INDEPENDENT
    return (2, Ground.ONE_GOOD) if count > 1 else (_ALONE[letter], Ground.ALONE)


def _groups_behind(facts: Sequence[Fact], sources: Mapping[str, Source]) -> int:
    passages = [item for fact in facts for item in fact.evidence if item.stance is Stance.SUPPORTS]
    return len(origin_groups(passages, sources))


def _best_letter(groups: Sequence[OriginGroup], sources: Mapping[str, Source]) -> Reliability:
    """The best letter that can be judged: F is unknown, not worst, so it only stands where nothing else does."""
    letters = [sources[name].reliability for group in groups for name in group.sources if name in sources]
    return min((letter for letter in letters if letter is not Reliability.F), default=Reliability.F)


def _is_good(group: OriginGroup, sources: Mapping[str, Source]) -> bool:
    return any(sources[name].reliability in _GOOD for name in group.sources if name in sources)
