"""What rests on a source or a fact: facts, then what the desk's content makes of them, then issues."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefgen.check.basis.used import used_facts
from briefgen.check.reading.sentences import sentences
from briefgen.desk.issued_use import issued_use
from briefgen.load.dossier import gather
from briefgen.load.places import look_up
from briefgen.load.shapes import Pointer, fact_mentions
from briefgen.load.standing import standing_report
from briefgen.model.asked import chosen_facts, ties
from briefgen.model.base import Noun
from briefgen.model.dossier import Call, Dossier, Library, Manuscript
from briefgen.model.fact import Evidence, Fact, Stance
from briefgen.model.issue import Issue
from briefgen.model.origins import reached
from briefgen.model.place import Place
from briefgen.model.reach import Leaning, Reach, RestingFact
from briefgen.model.source import Source

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.desk.session import Desk

# A noun's field, what an entry of it is called, and the fields that a reader knows the entry by.
_ENTRIES = {
    "judgements": ("judgement", ("statement",)),
    "scenarios": ("scenario", ("name",)),
    "ratings": ("rating", ("category",)),
    "indicators": ("indicator", ("what",)),
    "leadership": ("office", ("office", "actor")),
    "memberships": ("membership", ("body", "status")),
    "roles": ("role", ("title",)),
    "relations": ("relation", ("kind", "to")),
}


# Figures that show facts by themselves, and what a reader calls them.
_FIGURES = {
    "incident-map": "incident map",
    "incidents": "incident chart",
    "network": "network",
    "timeline": "timeline",
}


def reach_of(desk: Desk, registry: Registry | None, kind: str, name: str, gone: frozenset[str]) -> Reach:
    """Everything that rests on a source or a fact.

    Args:
        desk: The desk.
        registry: Where issues are looked for; None where nothing was issued.
        kind: `source` or `fact`.
        name: Its id.
        gone: Ids of the sources that are withdrawn already, which support nothing any more.
    """
    facts = tuple(_resting(desk.library, kind, name, gone | {name}))
    found = tuple(_leanings(desk, frozenset(fact.id for fact in facts)))
    places = look_up(desk.workspace, {each.place for each in found if each.place.line is None})
    used = registry.issues_using(kind, name) if registry else ()
    return Reach(
        kind=kind,
        id=name,
        label=_label(desk.library, kind, name),
        facts=tuple(sorted(facts, key=lambda fact: (bool(fact.keeps), fact.id))),
        leanings=tuple(replace(each, place=places.get(each.place, each.place)) for each in found),
        issues=tuple(issued_use(issue, registry.content(issue.number), kind, name) for issue in used)
        if registry
        else (),
        corrected=_corrected(registry, used) if registry else (),
    )


def _corrected(registry: Registry, used: Iterable[Issue]) -> tuple[str, ...]:
    numbers = {issue.number for issue in used}
    reports = sorted({issue.report for issue in used})
    return tuple(name for name in reports if any(last.number in numbers for last in registry.issues(name, limit=1)))


def _behind(passage: Evidence, sources: Mapping[str, Source]) -> frozenset[str]:
    """A passage's source and all that the passage rests on."""
    return reached(passage, sources) | {passage.source}


def _label(library: Library, kind: str, name: str) -> str:
    if kind == "source":
        source = library.sources.get(name)
        return f"{source.title} ({source.publisher})" if source else ""
    fact = library.facts.get(name)
    return fact.statement if fact else ""


def _resting(library: Library, kind: str, name: str, gone: frozenset[str]) -> Iterator[RestingFact]:
    if kind == "fact":
        if name in library.facts:
            yield RestingFact(name, library.facts[name].statement, ())
        return
    for fact in library.facts.values():
        passages = [(each, _behind(each, library.sources)) for each in _supporting(fact)]
        if any(name in origins for _, origins in passages):
            keeps = dict.fromkeys(each.source for each, origins in passages if gone.isdisjoint(origins))
            yield RestingFact(fact.id, fact.statement, tuple(keeps))


def _supporting(fact: Fact) -> list[Evidence]:
    return [each for each in fact.evidence if each.stance is Stance.SUPPORTS]


def _leanings(desk: Desk, facts: frozenset[str]) -> Iterator[Leaning]:
    if not facts:
        return
    library = desk.library
    for name, report in sorted(library.reports.items()):
        manuscript = library.manuscripts[name]
        found = [*_in_text("report", name, manuscript, facts), *_in_noun("report", name, report, library, facts)]
        yield from found
        yield from _in_figures(desk, name, facts, frozenset(fact for one in found for fact in one.facts))
    for kind, nouns in (("country", library.countries), ("topic", library.topics), ("actor", library.actors)):
        for name, noun in sorted(nouns.items()):
            if kind != "actor":
                yield from _in_text(kind, name, standing_report(library, name)[1], facts)
            yield from _in_noun(kind, name, noun, library, facts)


def _in_text(kind: str, name: str, manuscript: Manuscript, facts: Container[str]) -> Iterator[Leaning]:
    for sentence in sentences(manuscript):
        cited = tuple(fact for fact in sentence.cited if fact in facts)
        if cited:
            yield Leaning(kind, name, "sentence", sentence.text.strip(), cited, sentence.place)


def _in_noun(kind: str, name: str, noun: Noun, library: Library, facts: Container[str]) -> Iterator[Leaning]:
    """Judgements, ratings and the like that rest on one of the facts, each once, at the first of them."""
    place = library.places.get((kind, name), Place(""))
    entries: dict[Pointer, list[tuple[str, Pointer]]] = {}
    for mention in fact_mentions(noun):
        if mention.value in facts:
            entries.setdefault(mention.pointer[:2], []).append((mention.value, mention.pointer))
    order = list(type(noun).model_fields)
    for pointer, named in sorted(entries.items(), key=lambda each: order.index(str(each[0][0]))):
        what, text = _entry(noun, pointer)
        yield Leaning(kind, name, what, text, tuple(fact for fact, _ in named), place.inside(*named[0][1]))


def _entry(noun: Noun, pointer: Pointer) -> tuple[str, str]:
    field, index = str(pointer[0]), pointer[1]
    if field not in _ENTRIES or not isinstance(index, int):
        return field, "the facts it shows"  # of these there is the timeline
    what, fields = _ENTRIES[field]
    entry: Any = getattr(noun, field)[index]
    return what, ", ".join(str(getattr(entry, each)) for each in fields)


def _in_figures(desk: Desk, name: str, facts: frozenset[str], used: Container[str]) -> Iterator[Leaning]:
    """Figures called from the text that show one of the facts themselves, whether a sentence cites it or not."""
    dossier: Dossier | None = None
    for call in desk.library.manuscripts[name].calls:
        what = _FIGURES.get(call.targets[0], "") if call.kind == "figure" else ""
        if what == "timeline":
            shown = _on_timeline(call, desk.library, facts, used)
        elif what:
            dossier = dossier or gather(desk.library, name, desk.as_of_for(name))[0]
            shown = facts.intersection(_shown(call, dossier))
        else:
            continue
        if shown:
            yield Leaning("report", name, what, call.caption or call.address, tuple(sorted(shown)), call.place)


def _on_timeline(call: Call, library: Library, facts: frozenset[str], used: Container[str]) -> frozenset[str]:
    """A filtered timeline shows what passes, another one what the report uses."""
    return frozenset(fact for fact in facts if (call.filtered or fact in used) and call.selects(library.facts[fact]))


def _shown(call: Call, dossier: Dossier) -> Iterable[str]:
    """Facts that carry a network's ties or a chart's incidents; a network that names nothing is of what the report uses."""
    if call.targets[0] == "network":
        return (fact for tie in ties(call, dossier, used_facts(dossier)) for fact in tie.facts)
    return chosen_facts(call, dossier)
