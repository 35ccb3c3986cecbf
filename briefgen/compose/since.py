"""The page "Since the last issue": what changed, cut to what matters, with the arrows on the ratings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefgen.compose.news import News, fields_in_words
from briefgen.compose.plan import Draft, Plan
from briefgen.compose.words import capital, counted, day_in_words
from briefgen.model.changes import Change, ChangeEntry, ChangeGroup, Changes, Turn
from briefgen.model.entries import IndicatorEntry, RatingEntry
from briefgen.model.parts import ChangesPart, IndicatorsPart, RatingsPart, SummaryPart
from briefgen.model.tongue import Counted, Tongue
from briefgen.model.vocabulary_of_changes import MORE

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
"""Kind, name in the vocabulary, and what puts it into words."""


def changes_draft(plan: Plan, changes: Changes) -> Draft:
    """The part, with the facts that it cites in reading order."""
    news = News(plan, changes, frozenset(plan.cited))
    groups = _groups(news) if changes.entries else ()
    compared = _compared(changes, plan.report.language, plan.tongue)
    label = plan.name("Since the last issue")
    part = ChangesPart("changes", label, compared=compared, groups=groups, rest=_rest(changes, plan.tongue))
    return Draft(part, tuple(fact for group in groups for entry in group.entries for fact in entry.facts))


def with_directions(plan: Plan, changes: Changes) -> None:
    """Put the arrows on the plan's ratings, in the summary and where they are given their reasons, and on its indicators."""
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
        elif isinstance(part, IndicatorsPart):
            entries = with_ways(part.indicators, changes)
            # The table has the states; only that some moved is worth a picture.
            figures = plan.uncalled("indicators") if any(entry.before for entry in entries) else ()
            plan.drafts[index] = replace(draft, part=replace(part, indicators=entries, figures=figures))


def with_ways(entries: Iterable[IndicatorEntry], changes: Changes | None) -> tuple[IndicatorEntry, ...]:
    """Indicators with where they stood in the last issue, and which way they went."""
    moved = {each.key: each for each in changes.of("indicator") if each.turn is Turn.MOVED} if changes else {}
    return tuple(
        replace(entry, before=moved[entry.key].before["state"], direction=moved[entry.key].direction)
        if entry.key in moved
        else entry
        for entry in entries
    )


def _compared(changes: Changes, language: str, tongue: Tongue) -> str:
    day = day_in_words(changes.since_as_of, language)
    if changes.entries:
        return tongue.text("Compared with %(issue)s of %(day)s.", issue=changes.since, day=day)
    return tongue.text("Nothing has changed since %(issue)s of %(day)s.", issue=changes.since, day=day)


def _groups(news: News) -> tuple[ChangeGroup, ...]:
    """Groups that have something, the longest lists cut until all fit about a page."""
    plan = news.plan
    lists = [list(tell(news)) for _, _, tell in _GROUPS]
    kept = [len(entries) for entries in lists]
    while sum(kept) > _ON_A_PAGE and max(kept) > _LEAST:
        kept[kept.index(max(kept))] -= 1
    return tuple(
        ChangeGroup(kind, plan.name(name), tuple(entries[:count]), _left(len(entries) - count, kind, plan.tongue))
        for (kind, name, _), entries, count in zip(_GROUPS, lists, kept, strict=True)
        if entries
    )


def _left(number: int, kind: str, tongue: Tongue) -> str:
    return tongue.count(*MORE[kind], number) if number else ""


def _rest(changes: Changes, tongue: Tongue) -> str:
    """What no group tells, counted: facts no longer used, sources, actors, profiles, the report's own data."""
    said = [
        *_counted(changes.of("fact"), _FACTS, tongue),
        *_counted(changes.of("source"), _SOURCES, tongue),
        *_counted(changes.of("actor"), _ACTORS, tongue),
        *_counted([each for each in changes.of("indicator") if each.turn is Turn.CHANGED], _INDICATORS, tongue),
        *(tongue.text("the profile of %(name)s changed", name=each.label) for each in changes.of("profile")),
        *(
            tongue.text("of the report itself: %(fields)s", fields=fields_in_words(each.before, tongue))
            for each in changes.of("report")
        ),
    ]
    between = tongue.word("between clauses", "; ")
    return capital(between.join(said)) + "." if said else ""


_FACTS = {Turn.REMOVED: Counted("%(number)s fact no longer used", "%(number)s facts no longer used")}
_SOURCES = {
    Turn.NEW: Counted("%(number)s source new", "%(number)s sources new"),
    Turn.CHANGED: Counted("%(number)s source described anew", "%(number)s sources described anew"),
    Turn.REMOVED: Counted("%(number)s source no longer used", "%(number)s sources no longer used"),
    Turn.WITHDRAWN: Counted("%(number)s source withdrawn", "%(number)s sources withdrawn"),
}
_ACTORS = {
    Turn.NEW: Counted("%(number)s actor new", "%(number)s actors new"),
    Turn.CHANGED: Counted("%(number)s actor described anew", "%(number)s actors described anew"),
    Turn.REMOVED: Counted("%(number)s actor no longer listed", "%(number)s actors no longer listed"),
}
_INDICATORS = {
    Turn.CHANGED: Counted("%(number)s indicator worded or sourced anew", "%(number)s indicators worded or sourced anew")
}


def _counted(changes: Sequence[Change], nouns: Mapping[Turn, Counted], tongue: Tongue) -> Iterator[str]:
    numbers = Counter(each.turn for each in changes)
    return (counted(numbers[turn], noun, tongue) for turn, noun in nouns.items() if numbers[turn])
