"""The source annex and the source summary statement (after ICD 206; the primary was not read)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from briefgen.compose.numbering import supporting_sources
from briefgen.compose.words import counted, date_in_words, day_in_words, language_name, number_in_words
from briefgen.model.assessment import Assessment, OriginGroup
from briefgen.model.entries import SourceEntry, Support, UnreadEntry
from briefgen.model.fact import Stance
from briefgen.model.source import Source, resting_on


def source_entries(assessment: Assessment, numbers: Mapping[str, int], used: Sequence[str]) -> tuple[SourceEntry, ...]:
    """The sources cited, by number. `used` are the fact ids in order of first use."""
    letters = _group_letters(assessment.groups, numbers)
    return tuple(_entry(assessment, name, number, letters[name], used) for name, number in numbers.items())


def unread_entries(assessment: Assessment, numbers: Mapping[str, int], used: Sequence[str]) -> tuple[UnreadEntry, ...]:
    """Outlets and statements behind the facts used that the desk knows only through a source it read, by name."""
    sources = assessment.dossier.sources
    through: dict[str, set[int]] = {}
    for fact in used:
        for item in assessment.dossier.facts[fact].evidence:
            if item.source in numbers:
                for origin in resting_on(item.origins or sources[item.source].derived_from, sources):
                    through.setdefault(origin, set()).add(numbers[item.source])
    entries = (
        UnreadEntry(
            name=_title(sources[name]),
            descriptor=sources[name].descriptor,
            reliability=sources[name].reliability.value,
            through=tuple(sorted(cited)),
        )
        for name, cited in through.items()
        if name in sources and not sources[name].read
    )
    return tuple(sorted(entries, key=lambda entry: entry.name.casefold()))


def summary_statement(assessment: Assessment, numbers: Mapping[str, int], used: Sequence[str]) -> tuple[str, ...]:
    """How strong the whole base is, what carries the judgements, where sources differ, how old it is, what is missing."""
    return tuple(
        sentence
        for sentence in (
            _breadth(assessment, numbers, used),
            _corroboration(assessment, used),
            _weight(assessment, numbers),
            _conflict(assessment, used),
            _age(assessment, numbers, used),
            _gaps(assessment, numbers, used),
        )
        if sentence
    )


def _entry(assessment: Assessment, name: str, number: int, letter: str, used: Sequence[str]) -> SourceEntry:
    dossier = assessment.dossier
    source, language = dossier.sources[name], dossier.report.language
    group = next((each for each in assessment.groups if name in each.sources), OriginGroup((name,), (name,)))
    return SourceEntry(
        number=number,
        id=name,
        title=source.title,
        publisher=source.publisher,
        author=source.author or "",
        published=date_in_words(source.published, language) or "undated",
        accessed=day_in_words(source.accessed, language) if source.accessed else "",
        url=source.url or "",
        language=language_name(source.language, language),
        reliability=source.reliability.value,
        reliability_words=source.reliability.words,
        descriptor=source.descriptor,
        group=letter,
        origins=tuple(_origin_name(origin, assessment) for origin in group.origins),
        supports=tuple(_supports(assessment, name, used)),
        marking=source.marking,
    )


def _supports(assessment: Assessment, source: str, used: Sequence[str]) -> list[Support]:
    """One entry a fact and stance; where the source says it twice, both passages stand in it."""
    facts = assessment.dossier.facts
    passages: dict[tuple[str, Stance], list[str]] = {}
    for fact in used:
        for item in facts[fact].evidence:
            if item.source == source:
                passages.setdefault((fact, item.stance), []).append(item.at)
    return [
        Support(fact, facts[fact].statement, ", ".join(places), stance is Stance.DISPUTES)
        for (fact, stance), places in passages.items()
    ]


def _group_letters(groups: Sequence[OriginGroup], numbers: Mapping[str, int]) -> dict[str, str]:
    """A, B, C … in order of first citation, so that the annex reads from the top."""
    letters: dict[str, str] = {}
    group_of = {name: group for group in groups for name in group.sources}
    seen: list[OriginGroup] = []
    for name in numbers:
        group = group_of.get(name, OriginGroup((name,), (name,)))
        if group not in seen:
            seen.append(group)
        letters[name] = _letter(seen.index(group))
    return letters


def _letter(index: int) -> str:
    """A … Z, then AA, AB and so on."""
    head, last = divmod(index, 26)
    return (_letter(head - 1) if head else "") + chr(ord("A") + last)


def _title(source: Source) -> str:
    return source.title if source.title == source.publisher else f"{source.title} ({source.publisher})"


def _origin_name(origin: str, assessment: Assessment) -> str:
    dossier = assessment.dossier
    if origin in dossier.sources:
        source = dossier.sources[origin]
        return source.publisher if source.read else source.title
    return dossier.actors[origin].name if origin in dossier.actors else origin


def _breadth(assessment: Assessment, numbers: Mapping[str, int], used: Sequence[str]) -> str:
    groups = {group for group in assessment.groups if any(name in numbers for name in group.sources)}
    unread = len(unread_entries(assessment, numbers, used))
    known = (
        f" A further {counted(unread, 'outlet or statement', 'outlets or statements')} are known only through them."
        if unread
        else ""
    )
    return (
        f"This report uses {counted(len(used), 'fact')} from {counted(len(numbers), 'source')} that the desk has read, "
        f"going back to {counted(len(groups), 'origin group')}.{known}"
    )


def _corroboration(assessment: Assessment, used: Sequence[str]) -> str:
    confirmed = sum(assessment.grades[fact].credibility == 1 for fact in used)
    if not confirmed:
        return "No fact used here is confirmed by a second, independent origin."
    rest = len(used) - confirmed
    others = f"; {number_in_words(rest)} {'rests' if rest == 1 else 'rest'} on one origin, or on several not shown to be independent"
    return f"{counted(confirmed, 'fact is', 'facts are').capitalize()} confirmed by independent origins{others if rest else ''}."


def _weight(assessment: Assessment, numbers: Mapping[str, int]) -> str:
    facts = assessment.dossier.facts
    basis = {fact for judgement in assessment.dossier.report.judgements for fact in judgement.basis if fact in facts}
    carried = Counter(source for fact in basis for source in supporting_sources(facts[fact]))
    if not carried:
        return ""
    ranked = sorted(carried.items(), key=lambda pair: (-pair[1], numbers.get(pair[0], 0)))[:2]
    named = " and ".join(
        f"{assessment.dossier.sources[name].publisher} [{numbers[name]}] ({count} of {len(basis)})"
        for name, count in ranked
    )
    return f"Of the facts under the key judgements, most come from {named}."


def _conflict(assessment: Assessment, used: Sequence[str]) -> str:
    here = [each for each in assessment.contradictions if set(each.facts) & set(used)]
    if not here:
        return "The sources do not contradict each other on any fact used."
    still_open = sum(each.standing is None for each in here)
    left = "all" if still_open == len(here) else number_in_words(still_open)
    return f"The sources contradict each other on {counted(len(here), 'point')}, of which {left} remain open."


def _age(assessment: Assessment, numbers: Mapping[str, int], used: Sequence[str]) -> str:
    dossier = assessment.dossier
    dated = sorted(source.published for name in numbers if (source := dossier.sources[name]).published)
    stale = sum(fact in assessment.stale for fact in used)
    words = f"{counted(stale, 'fact is', 'facts are')} past the day set for review." if stale else ""
    if not dated:
        return f"No source used is dated. {words}".strip()
    newest, oldest = (date_in_words(dated[index], dossier.report.language) for index in (-1, 0))
    if newest == oldest:
        return f"The sources that are dated are from {newest}. {words.capitalize()}".strip()
    return f"The oldest source is from {oldest} and the newest from {newest}. {words.capitalize()}".strip()


def _gaps(assessment: Assessment, numbers: Mapping[str, int], used: Sequence[str]) -> str:
    sources = assessment.dossier.sources
    silent = sorted(number for name, number in numbers.items() if not sources[name].derived_from)
    unknown = sum(assessment.grades[fact].credibility == 6 for fact in used)  # noqa: PLR2004 - the code's own digit
    parts = []
    if silent:
        cited = ", ".join(f"[{number}]" for number in silent)
        parts.append(f"{cited} {'does' if len(silent) == 1 else 'do'} not say where the information comes from.")
    if unknown:
        parts.append(f"The truth of {counted(unknown, 'fact')} cannot be judged on what was read.")
    return " ".join(parts)
