"""Names that take the place of a fact's own: of nobody whom the desk knows, and so in no book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from briefgen.check.fidelity.belonging import Belonging, covered_countries
from briefgen.check.fidelity.cited import origins_of
from briefgen.check.fidelity.known_names import country_names, publishers
from briefgen.check.fidelity.runs import Part, Run, runs
from briefgen.check.lexicon.naming import DEMONYMS, NO_NAMES, PLACE_PREPOSITIONS
from briefgen.check.reading.quotations import quotations, spoken
from briefgen.check.reading.spelling import distance
from briefgen.model.dossier import Dossier
from briefgen.model.fact import Fact

_SHORTEST = 4
"""Letters of a word that is held against the fact's for a slip; at the head of a sentence it needs one more."""
_LONG = 8
"""From here on two letters may differ."""
_SHARED = 2
"""Words of a name that may have one in common with another name."""


class Swap(NamedTuple):
    """A name in a text that stands for another one of the facts.

    Attributes:
        start: Index of its first character.
        end: Index behind its last one.
        meant: The facts' name.
        slip: Whether it is that name misspelt, and no other one.
    """

    start: int
    end: int
    meant: str
    slip: bool


@dataclass(frozen=True, slots=True)
class FactNames:
    """What the facts of a sentence name.

    Attributes:
        names: Runs of their statements, and their actors and places as runs.
        places: Those that stand as places.
        words: Every word that belongs to them, in small plain letters.
        elsewhere: Words that are right as they stand because other facts and the report's subject have them.
    """

    names: tuple[Run, ...]
    places: tuple[Run, ...]
    words: frozenset[str]
    elsewhere: frozenset[str]


def names_of_facts(facts: Sequence[Fact], own: Belonging, dossier: Dossier, elsewhere: frozenset[str]) -> FactNames:
    """What facts name: in their statements, as actors and places, and as those who carry them.

    Args:
        facts: Those that a sentence cites.
        own: Who and what belongs to them.
        dossier: The report's.
        elsewhere: Words that are right as they stand, in small plain letters.
    """
    said = [run for fact in facts for run in runs(fact.statement)]
    given = [run for fact in facts for place in fact.places for run in runs(place)]
    called = [name for actor in own.named for name in (actor.name, *actor.aliases)]
    sources = [dossier.sources[name] for name in origins_of(facts, dossier) if name in dossier.sources]
    carried = [text for each in sources for text in (each.title, *publishers(each))]
    named = [run for name in called for run in runs(name)]
    values = [str(fact.asserts.value) for fact in facts if fact.asserts]
    places = [place for fact in facts for place in fact.places]
    countries = country_names(own.countries | covered_countries(dossier), dossier)
    texts = (*(fact.statement for fact in facts), *called, *carried, *values, *places, *countries)
    stood = [run for run in said if run.before in PLACE_PREPOSITIONS and not run.titled]
    return FactNames(
        tuple(piece for run in (*said, *given, *named) for piece in _pieces(run)),
        (*stood, *given),
        frozenset(word for text in texts for word in spoken(text)),
        elsewhere,
    )


def _pieces(run: Run) -> Iterator[Run]:
    """A name, and what stands in it between its small words: "Petra Lanz of the Kessel Group" may be two names."""
    yield run
    ends = [at for at in range(1, len(run.parts)) if run.parts[at].start - run.parts[at - 1].end > 1]
    for first, last in pairwise((0, *ends, len(run.parts))) if ends else ():
        yield run._replace(parts=run.parts[first:last])


def swaps(text: str, facts: FactNames, common: frozenset[str], told: AbstractSet[int]) -> Iterator[Swap]:
    """Names of a sentence that none of its facts has, each with the name that it stands for.

    Args:
        text: The sentence.
        facts: What its facts name.
        common: Words that are written small somewhere.
        told: Indices of characters in names that the desk knows, which are judged by themselves.
    """
    words = spoken(text)
    quoted = [(each.start, each.end) for each in quotations(text)]
    for run in runs(text, common):
        if any(start <= run.parts[0].start < end for start, end in quoted):
            continue
        foreign = [part for part in run.parts if part.start not in told and _is_foreign(part, facts)]
        if foreign:
            found = _sibling(run, foreign, facts, words) or _slip(run, foreign, facts, words)
            found = found or _other_place(run, foreign, facts, words, text)
            if found:
                yield found


def _is_foreign(part: Part, facts: FactNames) -> bool:
    word = part.low
    if word in facts.words or word in NO_NAMES or part.word.isupper():
        return False
    return not any(_derived(word, own) for own in facts.words)


def _derived(word: str, other: str) -> bool:
    """Whether one is the other with an ending: Kelmaran, of Kelmara."""
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) < _SHORTEST:
        return False
    stems = (shorter, shorter[:-1]) if shorter[-1] in "aeiouy" else (shorter,)
    return any(longer.startswith(stem) and longer[len(stem) :] in DEMONYMS for stem in stems)


def _sibling(run: Run, foreign: Sequence[Part], facts: FactNames, words: Sequence[str]) -> Swap | None:
    """A name that has all words but one in common with one of the facts' names: another first name, another firm."""
    for name in facts.names:
        size = len(name.parts)
        for at in range(len(run.parts) - size + 1) if size >= _SHARED else ():
            window = run.parts[at : at + size]
            apart = [(part, own) for part, own in zip(window, name.parts, strict=True) if part.low != own.low]
            if len(apart) == 1 and apart[0][0] in foreign and _replaces(*apart[0], words):
                part, own = apart[0]
                return Swap(window[0].start, window[-1].end, _written(name), _is_near(part.low, own.low))
    return None


def _replaces(part: Part, own: Part, words: Sequence[str]) -> bool:
    """Whether a word stands for another one, which the sentence has nowhere; an initial stands for its name."""
    initial = min(len(part.word), len(own.word)) == 1 and part.low[0] == own.low[0]
    return not initial and own.low not in words


def _slip(run: Run, foreign: Sequence[Part], facts: FactNames, words: Sequence[str]) -> Swap | None:
    """A word that is nearly one of the facts' names."""
    for part in foreign:
        shortest = _SHORTEST + (run.opens and part is run.parts[0])
        if len(part.word) < shortest or part.low in facts.elsewhere:
            continue
        for name in facts.names:
            for own in name.parts:
                if own.low not in words and not own.word.isupper() and _is_near(part.low, own.low):
                    return Swap(part.start, part.end, own.word, slip=True)
    return None


def _is_near(word: str, own: str) -> bool:
    shorter = min(len(word), len(own))
    most = 2 if shorter >= _LONG else 1
    return shorter >= _SHORTEST and distance(word, own, most) <= most


def _other_place(run: Run, foreign: Sequence[Part], facts: FactNames, words: Sequence[str], text: str) -> Swap | None:
    """A place that no fact names, where the facts name another one that the sentence leaves out."""
    if run.before not in PLACE_PREPOSITIONS or run.titled or len(foreign) < len(run.parts):
        return None
    if text[run.parts[-1].end : run.parts[-1].end + 1] == "," and run.parts[0].start <= len(run.before) + 1:
        return None
    present = {
        word for name in facts.places for word in name.words if any(word == own or _derived(word, own) for own in words)
    }
    if not facts.places or present:
        return None
    return Swap(run.parts[0].start, run.parts[-1].end, _written(facts.places[0]), slip=False)


def _written(name: Run) -> str:
    return " ".join(part.word for part in name.parts)
