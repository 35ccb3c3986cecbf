"""Markings as they are now, for what was issued before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefgen.model.marking import Marking, highest
from briefgen.release.words import MARKING, marking_in

if TYPE_CHECKING:
    from briefgen.desk.session import Desk
    from briefgen.model.issue import Frozen
    from briefgen.model.profile import Profile


@dataclass(frozen=True, slots=True)
class _Marked:
    """Something that has a marking.

    Attributes:
        kind: As in `model.issue.Item`.
        key: As there.
        part: Which part of it: a passage of evidence, a paragraph's line; "" for all of it.
        marking: Who may see it.
    """

    kind: str
    key: str
    part: str
    marking: Marking

    def __str__(self) -> str:
        return f"the {self.kind} '{self.key}'" + (f", at “{self.part[:60]}”," if self.part else "")


def raised(
    desk: Desk, report: str, read: Callable[[], Frozen | None], ceiling: Marking
) -> Iterator[tuple[str, Marking]]:
    """What an issue held for those with a ceiling, and what is marked higher than that by now.

    Text is known by its words: what was rewritten as well is held against the whole section's marking.

    Args:
        desk: As its files are now.
        report: The report's id.
        read: Reads what the issue was made of; not asked where nothing is marked higher than the ceiling.
        ceiling: The most restricted marking that somebody may have.

    Yields:
        What it is, in words, and its marking now.
    """
    above = [each for each in _now(desk, report) if each.marking.rank > ceiling.rank]
    content = read() if above else None
    for each in above if content else ():
        used = content.items.get((each.kind, each.key)) if content else None
        before = _before(used.value).get(each.part) if used else None
        if before and before.rank <= ceiling.rank:
            yield str(each), each.marking


def _before(value: Mapping[str, Any]) -> Mapping[str, Marking]:
    """How an item of an issue was marked, by part."""
    found = {"": Marking(value.get("marking", Marking.CLEAR))}
    for each in value.get("evidence", ()):
        found[_passage(each["source"], each["at"])] = Marking(each["marking"])
    for each in value.get("standing", ()):
        found[each["title"]] = Marking(each["marking"])
    for words, marking in _lines(value["text"]) if "position" in value else ():
        found[words] = min(found.get(words, marking), marking, key=lambda each: each.rank)
    return found


def _now(desk: Desk, report: str) -> Iterator[_Marked]:
    library = desk.library
    for name, fact in library.facts.items():
        yield _Marked("fact", name, "", fact.marking)
        for each in fact.evidence:
            yield _Marked("fact", name, _passage(each.source, each.at), each.marking)
    for kind, nouns in (("source", library.sources), ("actor", library.actors)):
        yield from (_Marked(kind, name, "", each.marking) for name, each in nouns.items())
    for profile in (*library.countries.values(), *library.topics.values()):
        yield from _of_profile(profile)
    own = library.reports.get(report)
    if own:
        yield _Marked("report", report, "", own.marking)
        yield from (_Marked("judgement", each.id, "", each.marking) for each in own.judgements)
        yield from (_Marked("scenario", each.id, "", each.marking) for each in own.scenarios)
    yield from _of_text(desk, report)


def _of_profile(profile: Profile) -> Iterator[_Marked]:
    yield _Marked("profile", profile.id, "", profile.marking)
    for each in profile.standing:
        yield _Marked("profile", profile.id, each.title, each.marking)
    for rating in profile.ratings:
        yield _Marked("rating", f"{profile.id}/{rating.category}", "", rating.marking)
    for indicator in profile.indicators:
        yield _Marked("indicator", f"{profile.id}/{indicator.id}", "", indicator.marking)


def _of_text(desk: Desk, report: str) -> Iterator[_Marked]:
    manuscript = desk.library.manuscripts.get(report)
    for section in manuscript.texts if manuscript else ():
        name = "summary" if manuscript and section is manuscript.summary else section.name
        blocks = section.all_blocks
        yield _Marked("section", name, "", highest(tuple(block.marking for block in blocks)))
        for line, marking in _lines("\n\n".join(block.text for block in blocks)):
            yield _Marked("section", name, line, marking)


def _passage(source: str, at: str) -> str:
    return f"{source}, {at}"


def _lines(text: str) -> Iterator[tuple[str, Marking]]:
    """Each line of a Markdown text without its marking, and how it is marked.

    That of a paragraph stands at its last line, and that of a subsection at its heading: wherever one was raised, some line
    tells.
    """
    for line in text.splitlines():
        if words := MARKING.sub("", line).strip():
            yield words, marking_in(line)
