"""What may not occur in a client's files, made ready to be looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from briefgen.model.edition import Withheld
from briefgen.seal.leaks.neutral import keys, neutral
from briefgen.seal.leaks.patterns import Pattern, Printed, Rank, numbers, patterns, string
from briefgen.seal.leaks.reading import amounts, fold, haystack, is_word_in, spellings, squeeze, words
from briefgen.seal.leaks.seen import digest

_TAG = re.compile(r"<[^<>]*>|\{[%{#].*?[%}#]\}", re.DOTALL)
_NUMBERED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-[a-z0-9]*[0-9]")
_MORE = re.compile(r"[0-9]+")
_SHORTEST_OTHER = 3
_RAW_OTHER = 6
_NOBODY = -1
_SENTENCE = 16
"""Letters that do not come about where two words meet."""


@dataclass(frozen=True, slots=True, eq=False)
class Forbidden:
    """What may not occur. Made once for all editions of the same content; goes to other processes as it is.

    Attributes:
        patterns: What to look for.
        numbers: Those that say something by themselves, and the withheld thing's number.
        paths: Raw text with a slash in it, in exactly these letters.
        withheld: What the patterns' owners are.
        unsearchable: What was to be found nowhere but stands in what is released, so that it cannot be looked for: a
            client who is also an actor.
        longer: Released ids whose number only begins like that of a withheld one, by the latter: `source-12` is not
            `source-1`.
        digest: Of all this: two with one digest find the same.
    """

    patterns: tuple[Pattern, ...]
    numbers: Mapping[str, int]
    paths: tuple[str, ...]
    withheld: tuple[Withheld, ...] = field(repr=False)
    unsearchable: tuple[str, ...] = ()
    longer: Mapping[str, frozenset[str]] = field(default_factory=dict)
    digest: bytes = b""

    def __bool__(self) -> bool:
        return bool(self.patterns or self.numbers or self.paths)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Forbidden) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def search(self, text: str, rank: Rank) -> tuple[list[int], list[tuple[int, str]]]:
        """What is found in a text: numbers of patterns; and numbers and paths, with their owner."""
        stack = haystack(text)
        matches = _automaton(self).find_matches_as_indexes(stack, overlapping=True)
        found = sorted({number for number, first, _ in matches if not self._begins_longer(number, stack, first)})
        hits = [each for each in found if self.patterns[each].rank >= rank and _stands(self.patterns[each].find, stack)]
        others = [(_NOBODY, path) for path in self.paths if path in text and _is_path(path, text)]
        if self.numbers and rank == Rank.PROSE:
            read = set(amounts(fold(text))) & self.numbers.keys()
            others += [(self.numbers[number], number) for number in sorted(read)]
        return hits, others

    def _begins_longer(self, number: int, stack: str, first: int) -> bool:
        """Whether what stands there is a released id that goes on after the withheld one's last digit."""
        others = self.longer.get(self.patterns[number].find, ())
        return any(stack.startswith(each, first) for each in others)

    def owner(self, number: int) -> Withheld | None:
        """The withheld thing; None for what must not occur in any file."""
        return self.withheld[number] if number >= 0 else None


def forbidden(withheld: Iterable[Withheld], released: Iterable[str], others: Iterable[str] = ()) -> Forbidden:
    """What may not occur in a client's files. The package's docstring has the policy.

    Args:
        withheld: What the client does not get.
        released: All that may be printed: every string of the released dossier, the brand, templates, catalogues and
            gazetteer, in all languages. What stands in it is not looked for.
        others: What may not occur in any file, whoever's: host and user names, paths, other clients' names and ids.
    """
    held, given = tuple(withheld), tuple(released)
    printed = Printed(given)
    wanted: dict[str, Pattern] = {}
    values: dict[str, int] = {}
    for owner, each in enumerate(held):
        for text in dict.fromkeys((*each.texts, each.id)):
            for pattern in patterns(text, owner, printed):
                _take(wanted, pattern)
            for number in numbers(text):
                values.setdefault(number, owner)
    named = [text.strip() for text in others if len(text.strip()) >= _SHORTEST_OTHER]
    paths = tuple(sorted({text for text in named if _has_slash(text)}))
    names = {text: list(_other(text)) for text in named if not _has_slash(text)}
    for each_name in names.values():
        for pattern in each_name:
            _take(wanted, pattern)
    known, longer = _known(wanted, (*given, *neutral()))
    keyed, _ = _known(wanted, keys())
    if values:
        told = set(amounts(fold("\n".join(given))))
        values = {number: owner for number, owner in values.items() if number not in told}
    left = tuple(
        pattern._replace(rank=Rank.PROSE) if find in keyed else pattern
        for find, pattern in wanted.items()
        if find not in known
    )
    blind = tuple(sorted(text for text, made in names.items() if all(each.find in known for each in made)))
    longer = {find: others for find, others in longer.items() if find not in known}
    made = Forbidden(left, values, paths, held, blind, longer)
    return replace(made, digest=_digest(made))


def _digest(made: Forbidden) -> bytes:
    """Of all that decides what is found."""
    more = (f"{find} {' '.join(sorted(others))}" for find, others in sorted(made.longer.items()))
    values = (f"{each!r}" for each in made.numbers.items())
    return digest(*(f"{each!r}" for each in made.patterns), "", *values, "", *made.paths, repr(made.withheld), *more)


def _take(wanted: dict[str, Pattern], pattern: Pattern) -> None:
    """Keep it, or raise the rank of the one that finds the same."""
    before = wanted.get(pattern.find)
    if before is None or (pattern.rank, pattern.owner == _NOBODY) > (before.rank, before.owner == _NOBODY):
        wanted[pattern.find] = pattern


def _has_slash(text: str) -> bool:
    return "/" in text or "\\" in text


def _other(text: str) -> Iterator[Pattern]:
    """A name of somebody who must not be named: anywhere if it is long, as a word of its own if it is short."""
    folded = fold(text)
    if len(folded) >= _RAW_OTHER:
        yield Pattern(folded, Rank.NOISE, text, _NOBODY)
        for pattern in string(text, _NOBODY):
            yield pattern._replace(rank=Rank.NOISE)
    else:
        yield Pattern(words(folded), Rank.SYNTAX, text, _NOBODY)


def _known(wanted: Mapping[str, Pattern], texts: Iterable[str]) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """The patterns that occur in these texts; and by each id with a number, the ids there whose number goes on."""
    if not wanted:
        return frozenset(), {}
    finds = list(wanted)
    search = AhoCorasick(finds)
    stacks = "\n".join(map(_stacks, texts))
    known: set[str] = set()
    longer: dict[str, set[str]] = {}
    for number, _, last in search.find_matches_as_indexes(stacks, overlapping=True):
        find = finds[number]
        more = _MORE.match(stacks, last) if _NUMBERED.fullmatch(find) else None
        if more:
            longer.setdefault(find, set()).add(find + more[0])
        else:
            known.add(find)
    return frozenset(known), {find: frozenset(others) for find, others in longer.items()}


@lru_cache(maxsize=8192)
def _stacks(text: str) -> str:
    """What is searched of a text. Most of what is released is the program's own, and the same for every printing."""
    return "\n".join(map(haystack, _readings(text)))


def _readings(text: str) -> Iterator[str]:
    """A text as it stands, and as it is printed: without tags, with its entities read."""
    yield from spellings(text) if any(sign in text for sign in "&%\\") else (text,)
    if "<" in text or "{" in text:
        yield _TAG.sub(" ", text)
        yield _TAG.sub("", text)


def _stands(find: str, stack: str) -> bool:
    """Whether what was found is no accident of two words that meet."""
    return len(find) >= _SENTENCE or not find.isalnum() or is_word_in(find, stack)


def _is_path(path: str, text: str) -> bool:
    """Whether it stands there as a path: not as the end of an address, nor the beginning of another name."""
    return re.search(rf"(?<![\w.-]){re.escape(path)}(?!\w)", text) is not None


def without(text: str, names: Iterable[str]) -> str:
    """The text's words without a client's own names, to see whether another's stand beside them.

    A longer name is taken out wherever its letters stand, since a page's tags may join it to what is before it.
    """
    stack = words(fold(text))
    for name in names:
        stack = _own(name).sub(" \n ", stack)
    return stack


@lru_cache(maxsize=4096)
def _own(name: str) -> re.Pattern[str]:
    letters = squeeze(words(fold(name)))
    if not letters:
        return re.compile(r"(?!)")
    found = " ?".join(letters)
    return re.compile(found if len(letters) >= _RAW_OTHER else f"(?<= ){found}(?= )")


def covers(own: Iterable[str], pattern: Pattern) -> bool:
    """Whether a name that is found may be nothing but the client's own, or a part of it."""
    letters = squeeze(words(pattern.find))
    return pattern.owner == _NOBODY and any(letters in squeeze(words(fold(name))) for name in own)


@lru_cache(maxsize=64)
def _automaton(wanted: Forbidden) -> AhoCorasick:
    return AhoCorasick([pattern.find for pattern in wanted.patterns])
