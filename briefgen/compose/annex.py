"""The source annex and the source summary statement (after ICD 206; the primary was not read)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from briefgen.compose.numbering import group_letter, supporting_sources
from briefgen.compose.words import (
    capital,
    counted,
    date_in_words,
    day_in_words,
    enumerated,
    language_name,
    listed,
    number_in_words,
)
from briefgen.model.assessment import Assessment, OriginGroup
from briefgen.model.entries import SourceEntry, Support, UnreadEntry
from briefgen.model.fact import Stance
from briefgen.model.source import Source, resting_on
from briefgen.model.tongue import Counted, Tongue
from briefgen.model.vocabulary import RELIABILITY

_FACTS = Counted("%(number)s fact", "%(number)s facts")
_SOURCES = Counted("%(number)s source", "%(number)s sources")
_GROUPS = Counted("%(number)s origin group", "%(number)s origin groups")
_UNREAD = Counted(
    "A further %(number)s outlet or statement is known only through them.",
    "A further %(number)s outlets or statements are known only through them.",
)
_CONFIRMED = Counted(
    "%(number)s fact is confirmed by independent origins",
    "%(number)s facts are confirmed by independent origins",
)
_ON_ONE = Counted(
    "%(number)s rests on one origin, or on several not shown to be independent",
    "%(number)s rest on one origin, or on several not shown to be independent",
)
_ALL_OPEN = Counted(
    "The sources contradict each other on %(number)s point, of which all remain open.",
    "The sources contradict each other on %(number)s points, of which all remain open.",
)
_NONE_OPEN = Counted(
    "The sources contradict each other on %(number)s point, of which none remain open.",
    "The sources contradict each other on %(number)s points, of which none remain open.",
)
_SOME_OPEN = Counted(
    "The sources contradict each other on %(number)s point, of which %(open)s remain open.",
    "The sources contradict each other on %(number)s points, of which %(open)s remain open.",
)
_STALE = Counted("%(number)s fact is past the day set for review.", "%(number)s facts are past the day set for review.")
_SILENT = Counted(
    "%(sources)s does not say where the information comes from.",
    "%(sources)s do not say where the information comes from.",
)
_UNKNOWN = Counted(
    "The truth of %(number)s fact cannot be judged on what was read.",
    "The truth of %(number)s facts cannot be judged on what was read.",
)


def source_entries(
    assessment: Assessment, numbers: Mapping[str, int], used: Sequence[str], tongue: Tongue
) -> tuple[SourceEntry, ...]:
    """The sources cited, by number. `used` are the fact ids in order of first use."""
    letters = _group_letters(assessment.groups, numbers)
    return tuple(
        _entry(assessment, name, letters[name], used, tongue, number=number) for name, number in numbers.items()
    )


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


def summary_statement(
    assessment: Assessment, numbers: Mapping[str, int], used: Sequence[str], tongue: Tongue
) -> tuple[str, ...]:
    """How strong the whole base is, what carries the judgements, where sources differ, how old it is, what is missing."""
    return tuple(
        sentence
        for sentence in (
            _breadth(assessment, numbers, used, tongue),
            _corroboration(assessment, used, tongue),
            _weight(assessment, numbers, tongue),
            _conflict(assessment, used, tongue),
            _age(assessment, numbers, used, tongue),
            _gaps(assessment, numbers, used, tongue),
        )
        if sentence
    )


def _entry(  # noqa: PLR0913 - what an entry is made of
    assessment: Assessment, name: str, letter: str, used: Sequence[str], tongue: Tongue, *, number: int
) -> SourceEntry:
    dossier = assessment.dossier
    source, language = dossier.sources[name], dossier.report.language
    group = next((each for each in assessment.groups if name in each.sources), OriginGroup((name,), (name,)))
    return SourceEntry(
        number=number,
        id=name,
        title=source.title,
        publisher=source.publisher,
        author=source.author or "",
        published=date_in_words(source.published, language) or tongue.word("published", "undated"),
        accessed=day_in_words(source.accessed, language) if source.accessed else "",
        url=source.url or "",
        language=language_name(source.language, language),
        reliability=source.reliability.value,
        reliability_words=tongue.word(*RELIABILITY[source.reliability]),
        descriptor=source.descriptor,
        group=letter,
        origins=tuple(_origin_name(origin, assessment) for origin in group.origins),
        supports=tuple(_supports(assessment, name, used, tongue)),
        marking=source.marking,
        language_tag=source.language,
    )


def _supports(assessment: Assessment, source: str, used: Sequence[str], tongue: Tongue) -> list[Support]:
    """One entry a fact and stance; where the source says it twice, both passages stand in it."""
    facts = assessment.dossier.facts
    passages: dict[tuple[str, Stance], list[str]] = {}
    for fact in used:
        for item in facts[fact].evidence:
            if item.source == source:
                passages.setdefault((fact, item.stance), []).append(item.at)
    return [
        Support(fact, facts[fact].statement, enumerated(places, tongue), stance is Stance.DISPUTES)
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
        letters[name] = group_letter(seen.index(group))
    return letters


def _title(source: Source) -> str:
    return source.title if source.title == source.publisher else f"{source.title} ({source.publisher})"


def _origin_name(origin: str, assessment: Assessment) -> str:
    dossier = assessment.dossier
    if origin in dossier.sources:
        source = dossier.sources[origin]
        return source.publisher if source.read else source.title
    return dossier.actors[origin].name if origin in dossier.actors else origin


def _breadth(assessment: Assessment, numbers: Mapping[str, int], used: Sequence[str], tongue: Tongue) -> str:
    groups = {group for group in assessment.groups if any(name in numbers for name in group.sources)}
    unread = len(unread_entries(assessment, numbers, used))
    said = tongue.text(
        "This report uses %(facts)s from %(sources)s that the desk has read, going back to %(groups)s.",
        facts=counted(len(used), _FACTS, tongue),
        sources=counted(len(numbers), _SOURCES, tongue),
        groups=counted(len(groups), _GROUPS, tongue),
    )
    return _together(said, counted(unread, _UNREAD, tongue) if unread else "")


def _corroboration(assessment: Assessment, used: Sequence[str], tongue: Tongue) -> str:
    confirmed = sum(assessment.grades[fact].credibility == 1 for fact in used)
    if not confirmed:
        return tongue.text("No fact used here is confirmed by a second, independent origin.")
    said, rest = capital(counted(confirmed, _CONFIRMED, tongue)), len(used) - confirmed
    if not rest:
        return f"{said}."
    return tongue.text("%(confirmed)s; %(others)s.", confirmed=said, others=counted(rest, _ON_ONE, tongue))


def _weight(assessment: Assessment, numbers: Mapping[str, int], tongue: Tongue) -> str:
    facts = assessment.dossier.facts
    basis = {fact for judgement in assessment.dossier.report.judgements for fact in judgement.basis if fact in facts}
    carried = Counter(source for fact in basis for source in supporting_sources(facts[fact]))
    if not carried:
        return ""
    ranked = sorted(carried.items(), key=lambda pair: (-pair[1], numbers.get(pair[0], 0)))[:2]
    named = (
        tongue.text(
            "%(publisher)s [%(source)s] (%(count)s of %(all)s)",
            publisher=assessment.dossier.sources[name].publisher,
            source=numbers[name],
            count=count,
            all=len(basis),
        )
        for name, count in ranked
    )
    return tongue.text(
        "Of the facts under the key judgements, most come from %(sources)s.", sources=listed(named, tongue)
    )


def _conflict(assessment: Assessment, used: Sequence[str], tongue: Tongue) -> str:
    here = [each for each in assessment.contradictions if set(each.facts) & set(used)]
    if not here:
        return tongue.text("The sources do not contradict each other on any fact used.")
    still_open = sum(each.standing is None for each in here)
    if still_open in {0, len(here)}:
        return counted(len(here), _ALL_OPEN if still_open else _NONE_OPEN, tongue)
    return counted(len(here), _SOME_OPEN, tongue, open=number_in_words(still_open, tongue))


def _age(assessment: Assessment, numbers: Mapping[str, int], used: Sequence[str], tongue: Tongue) -> str:
    dossier = assessment.dossier
    dated = sorted(source.published for name in numbers if (source := dossier.sources[name]).published)
    stale = sum(fact in assessment.stale for fact in used)
    words = capital(counted(stale, _STALE, tongue)) if stale else ""
    if not dated:
        return _together(tongue.text("No source used is dated."), words)
    newest, oldest = (date_in_words(dated[index], dossier.report.language) for index in (-1, 0))
    if newest == oldest:
        return _together(tongue.text("The sources that are dated are from %(date)s.", date=newest), words)
    said = tongue.text(
        "The oldest source is from %(oldest)s and the newest from %(newest)s.", oldest=oldest, newest=newest
    )
    return _together(said, words)


def _gaps(assessment: Assessment, numbers: Mapping[str, int], used: Sequence[str], tongue: Tongue) -> str:
    sources = assessment.dossier.sources
    silent = sorted(number for name, number in numbers.items() if not sources[name].derived_from)
    unknown = sum(assessment.grades[fact].credibility == 6 for fact in used)  # noqa: PLR2004 - the code's own digit
    cited = enumerated((f"[{number}]" for number in silent), tongue)
    return _together(
        tongue.count(*_SILENT, len(silent), sources=cited) if silent else "",
        counted(unknown, _UNKNOWN, tongue) if unknown else "",
    )


def _together(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
