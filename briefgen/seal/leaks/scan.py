"""One file's search: what is read as prose, what as syntax, what as mere bytes, and what was found where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from briefgen.model.saying import saying
from briefgen.seal.leaks.forbidden import Forbidden, covers, without
from briefgen.seal.leaks.patterns import Rank
from briefgen.seal.leaks.reading import spellings
from briefgen.seal.leaks.seen import Finding, Seen, digest

DEEPEST = 8
"""Files within files that are opened."""

UNREADABLE = -1
_RUNS = (
    (re.compile(rb"(?:[\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){5,}"), "utf-8"),
    (re.compile(rb"[\x20-\x7e\xc0-\xff]{8,}"), "latin-1"),
    (re.compile(rb"(?:[\x00\x06][\x20-\xff]|\x20[\x00-\x6f]){5,}"), "utf-16-be"),
    (re.compile(rb"(?:[\x20-\xff][\x00\x06]|[\x00-\x6f]\x20){5,}"), "utf-16-le"),
)
"""What looks like text among bytes, and its codec. Two bytes a letter: Latin, Arabic and punctuation."""

_RAW = -2


@dataclass(slots=True)
class Scan:
    """The search of one file, or of a part that is remembered by itself.

    Attributes:
        forbidden: What may not occur.
        seen: What was scanned before.
        own: The client's own names: no leak, even where other names begin alike.
        depth: Files that this one lies within.
        found: The hits so far.
        personal: Whether a hit was let pass because the name is the client's own: then nothing is remembered of it.
    """

    forbidden: Forbidden
    seen: Seen
    own: tuple[str, ...] = ()
    depth: int = 0
    found: list[Finding] = field(default_factory=list)
    personal: bool = False

    def prose(self, place: str, text: str) -> None:
        """Search what somebody may read: rare words and numbers count."""
        self._search(place, text, Rank.PROSE)

    def syntax(self, place: str, text: str) -> None:
        """Search a format's own words: names and whole strings count."""
        self._search(place, text, Rank.SYNTAX)

    def source(self, place: str, text: str) -> None:
        """Search a whole source as syntax, after its parts: only what no part had is added."""
        whole = self.part()
        whole.syntax(place, text)
        self.add_new(whole)

    def add_new(self, whole: Scan) -> None:
        """Take what another search found and this one did not."""
        had = {(finding.pattern, finding.why) for finding in self.found}
        self.personal |= whole.personal
        self.found += [each for each in whole.found if (each.pattern, each.why) not in had]

    def noise(self, place: str, data: bytes) -> None:
        """Search mere bytes for what they hold of text, in each way of writing letters: whole strings count."""
        for run, codec in _RUNS:
            text = "\n".join(found.decode(codec, "ignore") for found in run.findall(data))
            self._search(place, text, Rank.NOISE, spelt=False)

    def unreadable(self, place: str, why: str) -> None:
        """What cannot be read is not released."""
        self.found.append(Finding(place, UNREADABLE, why))

    def once(self, place: str, kind: str, parts: Iterable[bytes | str], work: Callable[[Scan], None]) -> bool:
        """Search a part, unless the same bytes were searched before for the same words. Gives whether it is clean.

        Args:
            place: What its findings' places begin with.
            kind: How it is searched: the same bytes in another role are another part.
            parts: All that the verdict depends on.
            work: The search itself.
        """
        key = digest(self.forbidden.digest, kind, *parts)
        verdict = self.seen.verdicts.get(key)
        if verdict is None or any(self._is_own(finding.pattern) for finding in verdict):
            within = self.part()
            work(within)
            verdict = tuple(within.found)
            self.personal |= within.personal
            if not within.personal:
                self.seen.keep(key, verdict)
        self.take(place, verdict)
        return not verdict

    def part(self) -> Scan:
        """A search of its own for the same words."""
        return Scan(self.forbidden, self.seen, self.own, self.depth)

    def take(self, place: str, findings: Iterable[Finding]) -> None:
        """Findings of a part, under the part's place."""
        for finding in findings:
            self.found.append(finding._replace(place=inside(place, finding.place)))

    def _search(self, place: str, text: str, rank: Rank, *, spelt: bool = True) -> None:
        if not text:
            return
        for reading in spellings(text) if spelt else (text,):
            hits, others = self.forbidden.search(reading, rank)
            if hits:
                hits = self._foreign(reading, hits)
            self.found += [Finding(place, hit) for hit in hits]
            self.found += [Finding(place, _RAW, f"{owner}:{said}") for owner, said in others]

    def _is_own(self, hit: int) -> bool:
        """Whether a hit may be nothing but the client's own name: another client's file has it as a leak."""
        return hit >= 0 and covers(self.own, self.forbidden.patterns[hit])

    def _foreign(self, text: str, hits: list[int]) -> list[int]:
        """The hits that are not explained by the client's own names."""
        named = [hit for hit in hits if self._is_own(hit)]
        if not named:
            return hits
        self.personal = True
        again, _ = self.forbidden.search(without(text, self.own), Rank.PROSE)
        beside = [hit for hit in again if self._is_own(hit)]
        return [hit for hit in hits if hit not in named] + beside


def inside(place: str, within: str) -> str:
    """A place within another, from the outside in; either may be ""."""
    return saying("%(place)s, %(within)s", place=place, within=within) if place and within else place or within


def raw(finding: Finding) -> tuple[int, str] | None:
    """A number or a path that was found: its owner's number and how it is written."""
    if finding.pattern != _RAW:
        return None
    owner, _, said = finding.why.partition(":")
    return int(owner), said


def chunks(source: str, start: re.Pattern[str], least: int) -> Iterator[str]:
    """A source in pieces that begin where one may, so that one client's name does not make all of it new."""
    before = 0
    for match in start.finditer(source):
        if match.start() - before >= least:
            yield source[before : match.start()]
            before = match.start()
    yield source[before:]
