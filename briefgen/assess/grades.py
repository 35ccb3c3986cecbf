"""Admiralty grades: the letter of the best source, and a credibility that only independent origins can raise to 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.assess.origins import origin_groups
from briefgen.model.assessment import Grade, OriginGroup
from briefgen.model.fact import Fact, Stance
from briefgen.model.scales import Reliability
from briefgen.model.source import Source

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
    if fact.grade:
        reason = f"Given by an analyst: {fact.grade.reason}"
        return Grade(letter, fact.grade.credibility, len(supporting), len(disputing), reason, by_analyst=True)
    against = len(disputing) + _groups_behind(opposing, sources)
    credibility, reason = _credibility(supporting, against, letter, sources, overruled=overruled)
    return Grade(letter, credibility, len(supporting), len(disputing), reason)


def _credibility(
    groups: Sequence[OriginGroup], against: int, letter: Reliability, sources: Mapping[str, Source], *, overruled: bool
) -> tuple[int, str]:
    count = len(groups)
    if overruled or not count:
        return 5, "Sources differ, and an analyst let the other account stand." if overruled else "Only disputed."
    if letter is Reliability.F:
        return 6, f"{_origins(count)}, and the reliability of what was read cannot be judged."
    if against:
        return _contested(count, against)
    good = sum(1 for group in groups if _is_good(group, sources))
    if good > 1:
        return 1, f"{_origins(count)}, independent of each other, support it, and nothing disputes it."
    if count > 1:
        return 2, f"{_origins(count)} support it, but only one through a source that is at least fairly reliable."
    return _ALONE[letter], f"One origin ({letter.words}) carries it; no independent origin confirms or disputes it."


def _contested(count: int, against: int) -> tuple[int, str]:
    if count >= against:
        return 3, f"Sources differ: {_origins(count, '')} for it, {_origins(against, '')} against it."
    return 4, f"Sources differ, and fewer origins stand for it ({count}) than against it ({against})."


def _groups_behind(facts: Sequence[Fact], sources: Mapping[str, Source]) -> int:
    passages = [item for fact in facts for item in fact.evidence if item.stance is Stance.SUPPORTS]
    return len(origin_groups(passages, sources))


def _best_letter(groups: Sequence[OriginGroup], sources: Mapping[str, Source]) -> Reliability:
    """The best letter that can be judged: F is unknown, not worst, so it only stands where nothing else does."""
    letters = [sources[name].reliability for group in groups for name in group.sources if name in sources]
    return min((letter for letter in letters if letter is not Reliability.F), default=Reliability.F)


def _is_good(group: OriginGroup, sources: Mapping[str, Source]) -> bool:
    return any(sources[name].reliability in _GOOD for name in group.sources if name in sources)


def _origins(count: int, capital: str = "O") -> str:
    words = {1: "one origin", 2: "two origins", 3: "three origins", 4: "four origins", 5: "five origins"}
    text = words.get(count, f"{count} origins")
    return text[0].upper() + text[1:] if capital else text
