"""Which figures a report has, what each shows, and that the tables of kinds agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefgen.assess.weigh import assess
from briefgen.compose.briefing import compose
from briefgen.compose.figure_indicators import fitting as fitting_indicators
from briefgen.compose.figure_sources import fitting as fitting_groups
from briefgen.compose.figures import FIGURES
from briefgen.desk.session import open_desk
from briefgen.draw.figures import FIGURES as DRAWN
from briefgen.draw.figures import lay_out
from briefgen.load.brand import load_brand, template_roots
from briefgen.load.dossier import gather
from briefgen.model.asked import chosen_facts, has_data, ties
from briefgen.model.briefing import Imprint
from briefgen.model.changes import Change, Changes, Direction, Turn
from briefgen.model.dossier import Call
from briefgen.model.entries import IndicatorEntry
from briefgen.model.figure import FigureSpec, IndicatorBoard, Outlet, SourceGroup, SourceMap
from briefgen.model.figure_kinds import KINDS
from briefgen.model.parts import ActorsPart, AnnexPart, IndicatorsPart

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def desk():
    """The seed desk."""
    return open_desk(ROOT, None, date(2030, 1, 1))


@pytest.fixture(scope="module")
def dossier(desk):
    """Of the report on Russia and the alliance."""
    return gather(desk.library, "russia-aes", desk.as_of_for("russia-aes"))[0]


@pytest.fixture(scope="module")
def brand(desk):
    """The desk's."""
    return load_brand(desk.workspace, "asa", template_roots(desk.workspace))[0].brand


def asking(dossier, brand, address, caption="Figure", imprint=None):
    """The report with one figure called in its first section: the figure, and the briefing."""
    kind, _, query = address.partition("?")
    section = dossier.manuscript.sections[0]
    parameters = tuple(tuple(each.split("=")) for each in query.split("&")) if query else ()
    call = Call("figure", (kind,), section.blocks[0].place, parameters, caption)
    block = replace(section.blocks[0], text=f"![{caption}](figure:{address})", calls=(call,))
    sections = (replace(section, blocks=(block, *section.blocks[1:])), *dossier.manuscript.sections[1:])
    drawn = replace(dossier, manuscript=replace(dossier.manuscript, sections=sections))
    briefing = compose(assess(drawn), brand, imprint or Imprint())
    name = next((name for name in briefing.parts[1].figures if name in briefing.figures), None)
    return briefing.figures.get(name), briefing


def part_of(briefing, kind):
    """The only part of a kind."""
    return next(part for part in briefing.parts if isinstance(part, kind))


def test_every_room_knows_the_same_kinds():
    """What content may ask for is chosen and drawn, and nothing else is."""
    assert set(KINDS) == set(FIGURES) == set(DRAWN)


def test_figures_are_numbered_as_parts_have_them(dossier, brand):
    """From 1, in reading order, the annex's last; each stands in exactly one part."""
    _, briefing = asking(dossier, brand, "scale")
    listed = [name for part in briefing.parts for name in part.figures]
    assert listed == list(briefing.figures)
    assert [each.number for each in briefing.figures.values()] == list(range(1, len(listed) + 1))
    assert listed[-1] == "sources"


def test_actors_and_annex_have_figures_of_their_own(dossier, brand):
    """The network in the part on actors, the source map in the annex; a board only where something moved."""
    _, briefing = asking(dossier, brand, "scale")
    assert part_of(briefing, ActorsPart).figures == ("network",)
    assert part_of(briefing, AnnexPart).figures == ("sources",)
    assert part_of(briefing, IndicatorsPart).figures == ()


def test_a_figure_that_an_analyst_placed_is_not_repeated(dossier, brand):
    """A network called in a section leaves the part on actors without one."""
    _, briefing = asking(dossier, brand, "network?relations=opposes")
    assert part_of(briefing, ActorsPart).figures == ()


def test_a_network_shows_the_actors_of_the_report(dossier, brand):
    """Each is listed in the part on actors; each tie has sources that the report cites."""
    _, briefing = asking(dossier, brand, "scale")
    shown = briefing.figures["network"].data
    assert {node.id for node in shown.nodes} <= {entry.id for entry in part_of(briefing, ActorsPart).actors}
    assert {end for tie in shown.ties for end in (tie.start, tie.end)} == {node.id for node in shown.nodes}
    assert all(tie.sources for tie in shown.ties)


def test_a_network_of_an_actor_shows_what_ties_it(dossier, brand):
    """Every tie has Russia at one end, and the facts under it are the report's own from then on."""
    figure, briefing = asking(dossier, brand, "network?actors=russia")
    assert {"russia"} == set.intersection(*({tie.start, tie.end} for tie in figure.data.ties))
    call = Call("figure", ("network",), dossier.manuscript.sections[0].place, (("actors", "russia"),))
    assert set(chosen_facts(call, dossier)) <= set(briefing.facts)


def test_a_network_takes_relations_topics_and_a_limit(dossier, brand):
    """Only what opposes; only what facts of a topic carry; only the most connected, and how many that leaves out."""
    figure, _ = asking(dossier, brand, "network?relations=opposes")
    assert {tie.kind for tie in figure.data.ties} == {"opposes"}
    figure, _ = asking(dossier, brand, "network?topics=regional-bodies")
    assert figure.data.ties
    figure, _ = asking(dossier, brand, "network?most=4")
    assert len(figure.data.nodes) <= 4
    assert figure.data.left_out
    assert "more actors with fewer ties are left out" in figure.note


def test_what_is_over_ties_nobody(dossier):
    """An office that ended before the report's day is no tie."""
    call = Call("figure", ("network",), dossier.manuscript.sections[0].place)
    belousov = dossier.actors["andrei-belousov"]
    role = belousov.roles[0].model_copy(update={"during": type(dossier.facts["modi-attends"].when)("2010/2020")})
    past = replace(dossier, actors={**dossier.actors, belousov.id: belousov.model_copy(update={"roles": (role,)})})
    kinds = {(tie.start, tie.kind) for tie in ties(call, dossier, dossier.facts)}
    later = {(tie.start, tie.kind) for tie in ties(call, past, past.facts)}
    assert kinds - later == {("andrei-belousov", "office")}


def test_a_source_map_counts_each_fact_by_its_groups(dossier, brand):
    """As many rest on one origin alone as the grades say; several outlets of one origin stand in one group."""
    _, briefing = asking(dossier, brand, "scale")
    shown = briefing.figures["sources"].data
    alone = sum(fact.origins == 1 for fact in briefing.facts.values())
    assert any(len(group.outlets) > 1 for group in shown.groups)
    assert shown.facts == len(briefing.facts)
    assert f"{alone} facts rest on one origin alone, of {shown.facts} shown." in briefing.figures["sources"].note
    assert "more origin groups that carry fewer facts are left out." in briefing.figures["sources"].note
    assert sum(group.alone for group in shown.groups) <= alone
    letters = [group.letter for group in shown.groups if group.letter]
    assert sorted(letters) == sorted({entry.group for entry in part_of(briefing, AnnexPart).sources})
    numbers = {entry.number for entry in part_of(briefing, AnnexPart).sources}
    assert {outlet.number for group in shown.groups for outlet in group.outlets} == numbers


def test_a_source_map_of_a_judgement_shows_its_basis(dossier, brand):
    """Only the facts under it."""
    judgement = dossier.report.judgements[0]
    figure, _ = asking(dossier, brand, f"sources?judgements={judgement.id}")
    assert figure.data.facts == len(set(judgement.basis))


def test_a_board_takes_profiles_and_states(dossier, brand):
    """Only what is active; a profile that the report does not cover has nothing to show."""
    figure, _ = asking(dossier, brand, "indicators?states=active")
    assert {entry.state for entry in figure.data.indicators} == {"active"}
    call = Call("figure", ("indicators",), dossier.manuscript.sections[0].place, (("profiles", "regional-bodies"),))
    assert not has_data(call, dossier, ())


def test_a_board_appears_where_an_indicator_moved(dossier, brand):
    """With the state of the last issue, and in the part on indicators."""
    profile = dossier.profiles[0]
    key = f"{profile.id}/{profile.indicators[0].id}"
    moved = Change(
        "indicator", key, Turn.MOVED, "Label", {"state": "watch"}, {"state": "quiet"}, direction=Direction.IMPROVED
    )
    changes = Changes("russia-aes", "ASA-SR-2025-0001", date(2025, 7, 1), "", (moved,))
    _, briefing = asking(dossier, brand, "scale", imprint=Imprint(changes=changes))
    assert part_of(briefing, IndicatorsPart).figures == ("indicators",)
    shown = briefing.figures["indicators"].data
    assert shown.since == "ASA-SR-2025-0001"
    assert [(entry.before, entry.direction) for entry in shown.indicators if entry.before] == [
        ("watch", Direction.IMPROVED)
    ]


def test_a_figure_without_anything_to_show_leaves_no_name_behind(dossier, brand):
    """A rating history before the second issue: neither a figure nor a gap in the numbers."""
    figure, briefing = asking(dossier, brand, "history")
    assert figure is None
    assert all(name in briefing.figures for part in briefing.parts for name in part.figures)
    assert not any(names for names in briefing.parts[1].body.figures.values())


def test_a_figure_stands_on_one_page(dossier, brand):
    """Forty groups of outlets with long names, sixty indicators, forty actors in one body: cut to what a page holds."""
    name = "Secretariat of the Permanent Joint Commission for Patrols at Borders"
    outlets = tuple(Outlet(number, name, "B", 3) for number in range(1, 5))
    groups = [SourceGroup("A", (name, name), outlets, 2, 9, 3) for _ in range(40)]
    entry = IndicatorEntry("Mali", f"{name} {name}", "active", "active", f"{name} {name}", ())
    watched = [replace(entry, state=state) for state in ("quiet", "active") for _ in range(30)]
    shown = fitting_indicators(watched)
    assert {each.state for each in shown} == {"active"}
    bodies = dict(dossier.actors)
    for number in range(40):
        relation = {"to": "aes", "kind": "member-of", "facts": ("aes-has-three-members",)}
        actor = dossier.actors["niger"]
        made = type(actor.relations[0]).model_validate(relation)
        body = {"id": f"body-{number}", "name": f"{name} {number}", "relations": (made,), "roles": ()}
        bodies[f"body-{number}"] = actor.model_copy(update=body)
    crowd, _ = asking(replace(dossier, actors=bodies), brand, "network?actors=aes&most=40")
    assert crowd.data.left_out
    specs = (
        crowd,
        FigureSpec("s", "sources", 1, "Sources", SourceMap(tuple(fitting_groups(groups)), 480)),
        FigureSpec("i", "indicators", 1, "Board", IndicatorBoard(tuple(shown))),
    )
    for spec in specs:
        assert lay_out(spec, brand).height < 640, spec.kind
