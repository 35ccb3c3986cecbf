"""The page "Since the last issue": what changed, cut to what matters, with the arrows on the ratings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from briefgen.compose.news import News
from briefgen.compose.parts import Draft, Plan
from briefgen.compose.words import capital, counted, day_in_words, listed
from briefgen.model.changes import Change, ChangeEntry, ChangeGroup, Changes, Turn
from briefgen.model.entries import RatingEntry
from briefgen.model.parts import ChangesPart, RatingsPart, SummaryPart

_LABEL = "Since the last issue"
_ON_A_PAGE = 20
"""About so many entries fill a page."""
_LEAST = 3
"""So many entries a group keeps, however long the others are."""

_GROUPS: tuple[tuple[str, str, Callable[[News], Iterator[ChangeEntry]]], ...] = (
    ("rating", "Risk ratings", News.ratings),
    ("indicator", "Indicators", News.indicators),
    ("judgement", "Key judgements", News.judgements),
    ("scenario", "Scenarios", News.scenarios),
    ("contradiction", "Where sources differ", News.contradictions),
    ("fact", "Facts", News.facts),
    ("section", "Sections", News.sections),
)
"""Kind, title, and what puts it into words."""


def changes_draft(plan: Plan, changes: Changes) -> Draft:
    """The part, with the facts that it cites in reading order."""
    news = News(plan, changes, frozenset(plan.cited))
    groups = _groups(news) if changes.entries else ()
    compared = _compared(changes, plan.report.language)
    part = ChangesPart("changes", _LABEL, compared=compared, groups=groups, rest=_rest(changes))
    return Draft(part, tuple(fact for group in groups for entry in group.entries for fact in entry.facts))


def with_directions(plan: Plan, changes: Changes) -> None:
    """Put the arrows on the plan's ratings: in the summary, and where they are given their reasons."""
    ways = {each.key: each.direction for each in (*changes.of("rating"), *changes.unchanged)}

    def marked(entries: Iterable[RatingEntry]) -> tuple[RatingEntry, ...]:
        return tuple(replace(entry, direction=ways.get(entry.key)) for entry in entries)

    for index, draft in enumerate(plan.drafts):
        part = draft.part
        if isinstance(part, SummaryPart):
            since = changes.since if any(ways.values()) else ""
            plan.drafts[index] = replace(draft, part=replace(part, ratings=marked(part.ratings), since=since))
        elif isinstance(part, RatingsPart):
            plan.drafts[index] = replace(draft, part=replace(part, ratings=marked(part.ratings)))


def _compared(changes: Changes, language: str) -> str:
    which = f"{changes.since} of {day_in_words(changes.since_as_of, language)}"
    return f"Compared with {which}." if changes.entries else f"Nothing has changed since {which}."


def _groups(news: News) -> tuple[ChangeGroup, ...]:
    """Groups that have something, the longest lists cut until all fit about a page."""
    lists = [list(tell(news)) for _, _, tell in _GROUPS]
    kept = [len(entries) for entries in lists]
    while sum(kept) > _ON_A_PAGE and max(kept) > _LEAST:
        kept[kept.index(max(kept))] -= 1
    return tuple(
        ChangeGroup(kind, title, tuple(entries[:count]), _left(len(entries) - count, kind))
        for (kind, title, _), entries, count in zip(_GROUPS, lists, kept, strict=True)
        if entries
    )


def _left(number: int, noun: str) -> str:
    return f"and {number} more {noun if number == 1 else noun + 's'}" if number else ""


def _rest(changes: Changes) -> str:
    """What no group tells, counted: facts no longer used, sources, actors, profiles, the report's own data."""
    said = [
        *_counted(changes.of("fact"), "fact", {Turn.REMOVED: "no longer used"}),
        *_counted(changes.of("source"), "source", _SOURCES),
        *_counted(changes.of("actor"), "actor", _ACTORS),
        *_counted([each for each in changes.of("indicator") if each.turn is Turn.CHANGED], "indicator", _REWORDED),
        *(f"the profile of {each.label} changed" for each in changes.of("profile")),
        *(f"of the report itself: {_fields(each)}" for each in changes.of("report")),
    ]
    return capital("; ".join(said)) + "." if said else ""


_SOURCES = {
    Turn.NEW: "new",
    Turn.CHANGED: "described anew",
    Turn.REMOVED: "no longer used",
    Turn.WITHDRAWN: "withdrawn",
}
_ACTORS = {Turn.NEW: "new", Turn.CHANGED: "described anew", Turn.REMOVED: "no longer listed"}
_REWORDED = {Turn.CHANGED: "worded or sourced anew"}


def _counted(changes: Sequence[Change], noun: str, words: dict[Turn, str]) -> Iterator[str]:
    numbers = Counter(each.turn for each in changes)
    for turn, word in words.items():
        if numbers[turn]:
            yield f"{counted(numbers[turn], noun)} {word}"


def _fields(change: Change) -> str:
    return listed([name.replace("_", " ") for name in change.before])
