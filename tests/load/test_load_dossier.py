"""What one report takes from the desk, as of a day."""

from __future__ import annotations

from datetime import date

import pytest
from load_desk import at

from briefgen.load.dossier import gather
from briefgen.load.places import locate
from briefgen.load.workspace import find_workspace
from briefgen.model.faults import UsageError

DAY = date(2025, 8, 20)
FACTS = "seeds/facts/more.yaml"


def found_in(desk, report, day):
    """What gathering finds, as `file:line:column name`."""
    _, found = gather(desk.library(), report, day)
    return [at(one) for one in locate(find_workspace(desk.root), found)]


def more(desk, **fields):
    """One more fact, with other fields than the plainest ones."""
    lines = {"statement": "More.", "evidence": "[{source: paper-2024, at: page 1}]", **fields}
    return desk.write(FACTS, "id: more\n" + "".join(f"{key}: {value}\n" for key, value in lines.items()))


def test_a_report_takes_what_it_rests_on(desk):
    """Its facts, their sources and what these rest on, the profiles it covers."""
    dossier, found = gather(desk.library(), "leaving", DAY)
    assert found == ()
    assert set(dossier.facts) == {"exit-announced", "exit-done"}
    assert set(dossier.sources) == {"paper-2024", "wire-2025-08-14", "heard-of"}
    assert [profile.id for profile in dossier.profiles] == ["mali"]
    assert dossier.manuscript.sections[0].title == "It left in two steps"
    assert dossier.as_of == DAY


@pytest.mark.parametrize(
    ("fields", "taken"),
    [
        ({}, False),
        ({"countries": "[NE]"}, False),
        ({"countries": "[ML]"}, True),
        ({"topics": "[alliances]"}, True),
    ],
)
def test_scope_is_topics_and_countries(desk, fields, taken):
    """A fact that shares neither and that nobody names stays out."""
    dossier, _ = gather(more(desk, **fields).library(), "leaving", DAY)
    assert ("more" in dossier.facts) == taken


def test_facts_named_anywhere_come_in(desk):
    """In the text, in the report's data, in a profile, by an actor in the facts, or by a figure's scope."""
    section = "seeds/reports/leaving/10-how-it-left.md"
    report = "seeds/reports/leaving/report.yaml"
    for file, old, new in (
        (section, "2024 [@exit-announced]", "2024 [@exit-announced; @more]"),
        (section, "topics=alliances", "topics=alliances&countries=NE"),
        (report, "basis: [exit-done]", "basis: [exit-done, more]"),
        (report, "title: Leaving", "title: Leaving\ntimeline: {facts: [more]}"),
        ("seeds/countries/mali.yaml", "facts: [exit-announced]", "facts: [exit-announced, more]"),
        ("seeds/actors/all.yaml", "kind: regional-body", "kind: regional-body, roles: [{title: Bloc, facts: [more]}]"),
    ):
        before = (desk.root / file).read_bytes()
        library = more(desk, countries="[NE]").swap(file, old, new).library()
        assert "more" in gather(library, "leaving", DAY)[0].facts, new
        desk.put(file, before)


def test_a_network_brings_in_what_ties_its_actors(desk):
    """What the actor named says of others, and what others say of it; a network that names nobody brings in nothing."""
    section, actors = "seeds/reports/leaving/10-how-it-left.md", "seeds/actors/all.yaml"
    for actor, other in (("bloc", "ministry"), ("ministry", "bloc")):
        text = (desk.root / actors).read_text(encoding="utf-8")
        kind = "regional-body" if actor == "bloc" else "government-body"
        relation = f"kind: {kind}, relations: [{{to: {other}, kind: opposes, facts: [more]}}]"
        for call, taken in (("network?actors=ministry", True), ("network", actor == "bloc")):
            before = (desk.root / section).read_bytes()
            desk.put(section, before.decode().replace("timeline?from=2020&topics=alliances", call).encode())
            library = more(desk, countries="[NE]").swap(actors, f"kind: {kind}", relation).library()
            assert ("more" in gather(library, "leaving", DAY)[0].facts) == taken, (actor, call)
            desk.put(section, before)
            desk.put(actors, text.encode())


def test_evidence_published_later_is_left_out(desk):
    """The source of 14 August 2025 does not exist on the 13th; one of the year 2024 does."""
    more(desk, countries="[ML]", evidence="[{source: paper-2024, at: a}, {source: wire-2025-08-14, at: b}]")
    dossier, _ = gather(desk.library(), "leaving", date(2025, 8, 13))
    assert set(dossier.facts) == {"exit-announced", "more"}
    assert [passage.source for passage in dossier.facts["more"].evidence] == ["paper-2024"]
    assert set(dossier.sources) == {"paper-2024"}
    dossier, found = gather(desk.library(), "leaving", date(2025, 8, 14))
    assert len(dossier.facts["more"].evidence) == 2
    assert found == ()


def test_a_report_that_rests_on_what_is_later_is_wrong(desk):
    """Each fact once, at the place that names it first; before all sources too."""
    assert found_in(desk, "leaving", date(2025, 8, 13)) == ["seeds/reports/leaving/report.yaml:10:13 later-source"]
    assert found_in(desk, "leaving", date(2023, 1, 1)) == [
        "seeds/countries/mali.yaml:6:77 later-source",
        "seeds/reports/leaving/report.yaml:10:13 later-source",
    ]


def test_a_profile_that_rests_on_what_is_later_is_wrong(desk):
    """Ratings of a covered profile are part of the report."""
    desk.swap("seeds/countries/mali.yaml", "facts: [exit-announced]", "facts: [exit-done]")
    desk.swap("seeds/reports/leaving/report.yaml", "basis: [exit-done]", "basis: [exit-announced]")
    assert "seeds/countries/mali.yaml:6:77 later-source" in found_in(desk, "leaving", date(2025, 8, 13))
    assert found_in(desk, "leaving", DAY) == []


def test_undated_sources_stay(desk):
    """Nobody knows that they are later."""
    desk.swap("seeds/sources/wire.yaml", "  published: 2025-08-14\n", "")
    assert found_in(desk, "leaving", date(2020, 1, 1)) != []
    assert "exit-done" in gather(desk.library(), "leaving", date(2020, 1, 1))[0].facts


def test_actors_lose_roles_that_rest_on_what_is_later(desk):
    """What nobody knew on that day is not printed."""
    desk.swap("seeds/actors/all.yaml", "kind: regional-body",
              "kind: regional-body, roles: [{title: New, facts: [exit-done]}, {title: Old, facts: [exit-announced, exit-done]}, {title: Plain}]")  # fmt: skip
    actors = gather(desk.library(), "leaving", date(2025, 8, 13))[0].actors
    assert [(role.title, role.facts) for role in actors["bloc"].roles] == [("Old", ("exit-announced",)), ("Plain", ())]
    assert len(gather(desk.library(), "leaving", DAY)[0].actors["bloc"].roles) == 3


def test_a_settlement_loses_what_is_later(desk):
    """A fact does not stand against one that is not there."""
    more(desk, countries="[ML]", resolution="{against: [exit-done], reason: Newer., on: 2025-08-20}")
    assert gather(desk.library(), "leaving", date(2025, 8, 13))[0].facts["more"].resolution is None
    assert gather(desk.library(), "leaving", DAY)[0].facts["more"].resolution.against == ("exit-done",)


def test_related_reports(desk):
    """Those named first, then those that share a country or a topic; never itself."""
    for name, fields in (
        ("zebra", "covers: [mali]"),
        ("other", "covers: [elsewhere]"),
        ("topical", "covers: [elsewhere]\ntopics: [alliances]"),
    ):
        desk.write(f"seeds/reports/{name}/report.yaml", f"title: T\n{fields}\n")
        desk.write(f"seeds/reports/{name}/summary.md", "Text.\n").write(
            f"seeds/reports/{name}/10-a.md", "# A\n\nText.\n"
        )
    desk.write("seeds/topics/elsewhere.yaml", "name: Elsewhere\n")
    assert [report.id for report in gather(desk.library(), "leaving", DAY)[0].related] == ["topical", "zebra"]
    desk.swap("seeds/reports/leaving/report.yaml", "title: Leaving", "title: Leaving\nrelated: [other, mali]")
    related = gather(desk.library(), "leaving", DAY)[0].related
    assert [report.id for report in related] == ["other", "mali", "topical", "zebra"]
    assert related[1].series == "Country profile"


def test_a_profile_without_a_report_has_a_standing_one(desk):
    """From its summary and standing paragraphs, with their citations."""
    dossier, found = gather(desk.library(), "mali", DAY)
    assert found == ()
    assert (dossier.report.title, dossier.report.series, dossier.report.covers) == (
        "Mali",
        "Country profile",
        ("mali",),
    )
    assert dossier.manuscript.summary.blocks[0].calls[0].targets == ("exit-done",)
    section = dossier.manuscript.sections[0]
    assert (section.title, len(section.blocks)) == ("Alliances", 2)
    assert dossier.places["report", "mali"] == dossier.places["country", "mali"]
    assert found_in(desk, "mali", date(2025, 8, 13)) == ["seeds/countries/mali.yaml:4:10 later-source"]
    dossier, _ = gather(desk.library(), "alliances", DAY)
    assert (dossier.report.series, dossier.report.topics, dossier.manuscript.summary) == (
        "Topic profile",
        ("alliances",),
        None,
    )


def test_a_standing_paragraphs_marking_marks_its_blocks(desk):
    """What is restricted there is restricted in print."""
    desk.swap("seeds/countries/mali.yaml", "- title: Alliances", "- title: Alliances\n    marking: TLP:AMBER")
    blocks = gather(desk.library(), "mali", DAY)[0].manuscript.sections[0].blocks
    assert {block.marking for block in blocks} == {"TLP:AMBER"}


def test_an_unknown_report_is_a_usage_error(desk):
    """With the nearest id; a faulty one says that it is faulty."""
    with pytest.raises(UsageError) as error:
        gather(desk.library(), "leavin", DAY)
    assert error.value.hint == "Did you mean 'leaving'?"
    desk.swap("seeds/reports/leaving/report.yaml", "title: Leaving", "titel: Leaving")
    with pytest.raises(UsageError, match="faulty"):
        gather(desk.library(), "leaving", DAY)
