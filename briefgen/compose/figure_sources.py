"""The source map: origin groups, the outlets through which they came, and how many facts rest on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from briefgen.compose.figure_choice import Chosen, Layout
from briefgen.model.asked import sourced_facts
from briefgen.model.assessment import OriginGroup
from briefgen.model.dossier import Call
from briefgen.model.fact import Evidence, Fact, Stance
from briefgen.model.figure import Outlet, SourceGroup, SourceMap
from briefgen.model.origins import origin_groups, reached
from briefgen.model.parts import AnnexPart
from briefgen.model.typography import typographic

_OUTLETS = 6
"""Of one group, before the rest is counted."""
_MANY = 10
"""Groups that are all shown, however little rests on each."""
_LINES = 54
"""Lines in all, before further groups are left out: a figure stands on one page."""
_ORIGIN_LETTERS, _OUTLET_LETTERS = 22, 26
"""So many letters of an origin and of an outlet stand on a line, at least."""


def sources(layout: Layout, call: Call) -> Chosen | None:
    """What the facts of the report go back to, or those under a judgement, of a topic or a country."""
    facts = sourced_facts(call, layout.dossier, layout.plan.cited)
    carried = _carried(facts, layout)
    if not carried:
        return None
    groups = _groups(carried, layout)
    shown = fitting(groups)
    tongue = layout.tongue
    caption = tongue.text("Where the facts of this report come from, and how many rest on one origin alone")
    left_out = len(groups) - len(shown)
    lone = sum(len(found) == 1 for found in carried.values())
    note = tongue.count(
        "%(num)d fact rests on one origin alone, of %(all)s shown.",
        "%(num)d facts rest on one origin alone, of %(all)s shown.",
        lone,
        all=len(carried),
    )
    if left_out:
        more = tongue.count(
            "%(num)d more origin group that carries fewer facts is left out.",
            "%(num)d more origin groups that carry fewer facts are left out.",
            left_out,
        )
        note = f"{note} {more}"
    return Chosen(SourceMap(tuple(shown), len(carried)), tuple(carried), caption, note)


def _carried(facts: Iterable[str], layout: Layout) -> dict[str, dict[OriginGroup, set[str]]]:
    """The origin groups behind each fact, passage by passage, each with the sources that it came through."""
    known = layout.dossier.sources
    passages = {name: _supporting(layout.dossier.facts[name]) for name in facts}
    groups = origin_groups((each for found in passages.values() for each in found), known)
    of_origin = {origin: group for group in groups for origin in group.origins}
    carried: dict[str, dict[OriginGroup, set[str]]] = {}
    for name, found in passages.items():
        behind: dict[OriginGroup, set[str]] = defaultdict(set)
        for passage in found:
            group = next(of_origin[origin] for origin in sorted(reached(passage, known)) if origin in of_origin)
            behind[group].add(passage.source)
        if behind:
            carried[name] = behind
    return carried


def _supporting(fact: Fact) -> list[Evidence]:
    return [passage for passage in fact.evidence if passage.stance is Stance.SUPPORTS]


def _groups(carried: Mapping[str, Mapping[OriginGroup, set[str]]], layout: Layout) -> list[SourceGroup]:
    """Groups with what rests on them, those that carry most first."""
    alone: dict[OriginGroup, int] = defaultdict(int)
    shared: dict[OriginGroup, int] = defaultdict(int)
    outlets: dict[OriginGroup, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for groups in carried.values():
        for group, names in groups.items():
            (alone if len(groups) == 1 else shared)[group] += 1
            for name in names:
                outlets[group][name] += 1
    letters = _letters(outlets, layout)
    made = [
        SourceGroup(
            letter=letters.get(group, ""),
            origins=tuple(_origin(name, layout) for name in group.origins if group.origins != group.sources),
            outlets=tuple(_outlet(name, carrying, layout) for name, carrying in _ranked(names, layout)[:_OUTLETS]),
            more=max(len(names) - _OUTLETS, 0),
            alone=alone[group],
            shared=shared[group],
        )
        for group, names in outlets.items()
    ]
    return sorted(made, key=lambda each: (-each.alone - each.shared, -each.alone, each.outlets[0].number))


def _ranked(names: Mapping[str, int], layout: Layout) -> list[tuple[str, int]]:
    """Sources by citation number."""
    return sorted(names.items(), key=lambda pair: layout.numbers[pair[0]])


def _letters(groups: Iterable[OriginGroup], layout: Layout) -> dict[OriginGroup, str]:
    """As the annex has them for whole sources; a group that only some passages of a source go back to has none."""
    annex = layout.part(AnnexPart)
    given = {entry.id: entry.group for entry in annex.sources} if annex else {}
    letters: dict[OriginGroup, str] = {}
    for whole in layout.plan.assessment.groups:
        letter = next((given[name] for name in whole.sources if name in given), "")
        same = (each for each in groups if not set(each.origins).isdisjoint(whole.origins) and each not in letters)
        if letter and (group := next(same, None)):
            letters[group] = letter
    return letters


def _origin(name: str, layout: Layout) -> str:
    dossier = layout.dossier
    if name in dossier.sources:
        source = dossier.sources[name]
        said = source.publisher if source.read else source.title
    else:
        said = dossier.actors[name].name if name in dossier.actors else name
    return typographic(said, layout.plan.report.language)


def _outlet(name: str, facts: int, layout: Layout) -> Outlet:
    source = layout.dossier.sources[name]
    publisher = typographic(source.publisher, layout.plan.report.language)
    return Outlet(layout.numbers[name], publisher, source.reliability.value, facts)


def fitting(groups: list[SourceGroup]) -> list[SourceGroup]:
    """As many as a page holds; where there are many, those alone that carry several facts or came by several ways."""
    if len(groups) > _MANY:
        groups = [each for each in groups if each.alone + each.shared > 1 or len(each.outlets) > 1] or groups
    kept: list[SourceGroup] = []
    lines = 0.0
    for group in groups:
        lines += _lines(group)
        if lines > _LINES and kept:
            break
        kept.append(group)
    return kept


def _lines(group: SourceGroup) -> float:
    """About how many lines a group takes on the figure, with the gap after it."""
    origins = min(-(-len(", ".join(group.origins)) // _ORIGIN_LETTERS), 5)
    outlets = sum(1.2 + (len(outlet.name) > _OUTLET_LETTERS) for outlet in group.outlets) + bool(group.more)
    return max(origins, outlets, 2) + 1
