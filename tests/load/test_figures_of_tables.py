"""From a table in a report's folder, and from its issues before, to figures with their sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from load_desk import Desk

from briefgen.assess.weigh import assess
from briefgen.check.rules import check
from briefgen.compose.briefing import compose
from briefgen.compose.freeze import freeze
from briefgen.compose.periods import full_name, periods, short_name, unit_for
from briefgen.desk.letters import missing_letters
from briefgen.draw.figures import draw
from briefgen.load.brand import load_brand, template_roots
from briefgen.load.dossier import gather
from briefgen.load.library import load_library
from briefgen.load.workspace import find_workspace
from briefgen.model.incident import IncidentChart
from briefgen.model.rated import RatedIssue
from briefgen.model.record import Record

ROOT = Path(__file__).parents[2]
FOLDER = "seeds/reports/leaving"
TABLE = f"{FOLDER}/incidents.csv"
ROWS = """\
date,place,country,latitude,longitude,kind,fatalities,source
2025-01-10,Gao,ML,,,ambush,2,exit-done
2025-01-20,Gao,ML,,,ambush,,exit-done
2025-03-04,Kidal,ML,,,shelling,5,paper-2024
2025-03-05,Téra,NE,,,ambush,1,exit-done
2025-09-01,Gao,ML,,,ambush,9,exit-done
"""


def called(desk: Desk, *calls: str) -> Desk:
    """The desk with these figures in its report."""
    figures = "".join(f"![](figure:{call})\n\n" for call in calls)
    desk.write(TABLE, ROWS).swap(f"{FOLDER}/10-how-it-left.md", "![Timeline]", figures + "![Timeline]")
    assert desk.check() == ()
    return desk


def weighed(desk: Desk, record: Record | None = None):
    """The report, weighed."""
    library = load_library(find_workspace(desk.root)).library
    dossier, found = gather(library, "leaving", date(2025, 8, 20))
    assert not found
    return assess(replace(dossier, record=record or Record()))


def figures(desk: Desk, record: Record | None = None):
    """What it shows, by kind."""
    workspace = find_workspace(ROOT)
    kit, _ = load_brand(workspace, "asa", template_roots(workspace))
    assessment = weighed(desk, record)
    briefing = compose(assessment, kit.brand)
    specs = {spec.kind: spec for spec in briefing.figures.values()}
    for spec in specs.values():
        assert draw(spec, kit.brand).svg
    return specs, briefing


def test_incidents_are_counted_by_period_and_kind(desk):
    """Months without incidents are there, unknown deaths are counted apart, what came after the cut-off is left out."""
    chart = figures(called(desk, "incidents?data=incidents.csv&by=month"))[0]["incidents"].data
    assert chart.groups == ("ambush", "shelling")
    assert [(each.name, each.counts, each.fatalities) for each in chart.periods] == [
        ("January 2025", (2, 0), 2),
        ("February 2025", (0, 0), 0),
        ("March 2025", (1, 1), 6),
    ]
    assert [each.year for each in chart.periods] == ["2025", "", ""]
    assert (chart.unknown, chart.later) == (1, 1)


def test_incidents_are_chosen_by_months_and_countries(desk):
    """And split by country, or not at all."""
    desk = called(desk, "incidents?data=incidents.csv&from=2025-03&split=country&by=quarter")
    chart = figures(desk)[0]["incidents"].data
    assert (chart.groups, [each.counts for each in chart.periods]) == (("Mali", "Niger"), [(1, 1)])
    desk.swap(f"{FOLDER}/10-how-it-left.md", "split=country", "split=none&countries=NE")
    chart = figures(desk)[0]["incidents"].data
    assert isinstance(chart, IncidentChart)
    assert (chart.split, [each.counts for each in chart.periods]) == ("", [(1,)])


def test_a_table_has_its_sources(desk):
    """Facts are cited, a source that no fact rests on is numbered after them; both stand in the annex and the figure."""
    specs, briefing = figures(called(desk, "incident-map?data=incidents.csv"))
    spec = specs["incident-map"]
    annex = next(part for part in briefing.parts if part.kind == "annex")
    numbers = {entry.id: entry.number for entry in annex.sources}
    assert spec.source == tuple(sorted({numbers["wire-2025-08-14"], numbers["paper-2024"]}))
    assert {(spot.name, spot.incidents, spot.fatalities) for spot in spec.data.spots} == {
        ("Gao", 2, 2),
        ("Kidal", 1, 5),
        ("Téra", 1, 1),
    }
    assert spec.data.countries == ("ML", "NE")
    assert "held in fact" in spec.note


def test_a_source_that_only_the_table_names_stands_in_the_annex(desk):
    """It has a number, and is part of what the report is frozen with."""
    desk.swap("seeds/sources/wire.yaml", "- id: heard-of", "- id: tally\n  title: A count\n  publisher: Counters\n"
              "  published: 2025-04-01\n  reliability: B\n  descriptor: A count.\n- id: heard-of")  # fmt: skip
    called(desk, "incidents?data=incidents.csv").swap(TABLE, "5,paper-2024", "5,tally")
    specs, briefing = figures(desk)
    annex = next(part for part in briefing.parts if part.kind == "annex")
    last = annex.sources[-1]
    assert (last.id, last.supports) == ("tally", ())
    assert last.number in specs["incidents"].source
    assert ("source", "tally") in freeze(weighed(desk)).items


def test_an_edit_of_the_table_takes_the_approval_away(desk):
    """The digest that was approved is not that of the report with one cell changed."""
    called(desk, "incidents?data=incidents.csv")
    before = freeze(weighed(desk)).digest
    assert freeze(weighed(desk)).digest == before
    desk.swap(TABLE, "ambush,2,", "ambush,3,")
    assert freeze(weighed(desk)).digest != before


def test_a_map_shows_the_places_that_its_facts_name(desk):
    """With these facts as its sources; one that nobody has a position for is told."""
    desk.swap(
        "seeds/facts/exit.yaml", "countries: [ML]\n  topics", "countries: [ML]\n  places: [Gao, The Hills]\n  topics"
    )
    spec = figures(called(desk, "map"))[0]["map"]
    assert [spot.name for spot in spec.data.places] == ["Gao"]
    assert spec.data.unplaced == ("The Hills",)
    assert spec.source
    named = figures(desk.swap(f"{FOLDER}/10-how-it-left.md", "figure:map", "figure:map?places=kidal+tin-zaouaten"))
    assert {spot.name for spot in named[0]["map"].data.places} == {"Kidal", "Tin Zaouaten"}
    assert named[0]["map"].source == ()


RATED = tuple(RatedIssue(f"N-{day}", date(2025, 1, day), "", (("mali/Security", 2, day),)) for day in (1, 2, 3))


def test_a_history_ends_with_the_report_as_it_stands(desk):
    """Earlier issues by day, then today; the panel shows the same ratings."""
    specs, _ = figures(called(desk, "history", "ratings"), Record(rated=RATED))
    (series,) = specs["history"].data.series
    assert [(point.issue, point.level) for point in series.points] == [("N-1", 1), ("N-2", 2), ("N-3", 2), ("", 5)]
    assert [entry.key for entry in specs["ratings"].data.ratings] == ["mali/Security"]


@pytest.mark.parametrize("rated", [(), (RatedIssue("N-9", date(2025, 8, 20), "", ()),)], ids=["none", "of today"])
def test_a_history_without_an_earlier_issue_is_warned_of_and_left_out(desk, rated):
    """At its call; the report is built without it."""
    called(desk, "history")
    record = Record(rated=rated)
    found = [each for each in check(weighed(desk, record)) if each.name == "short-rating-history"]
    assert [(each.severity.value, each.place.line) for each in found] == [("warning", 7)]
    assert "history" not in figures(desk, record)[0]
    assert not [each for each in check(weighed(desk, Record(rated=RATED))) if each.name == "short-rating-history"]


def test_a_chart_with_nothing_in_it_is_an_error(desk):
    """No incident in its months: told at the call."""
    called(
        desk,
        "incidents?data=incidents.csv&from=2030",
        "incident-map?data=incidents.csv&countries=RU",
        "map?countries=RU",
    )
    found = [each.place.line for each in check(weighed(desk)) if each.name == "figure-without-data"]
    assert found == [7, 9, 11]


def test_letters_of_a_table_are_printed_ones(desk):
    """What no font can set is told in its row, like any other text."""
    called(desk, "incidents?data=incidents.csv").swap(TABLE, "Kidal,ML,,,shelling", "漢,ML,18.4,1.4,shelling")
    kit, _ = load_brand(find_workspace(ROOT), "asa", template_roots(find_workspace(ROOT)))
    (found,) = missing_letters(weighed(desk).dossier, kit)
    assert (found.place.file, found.place.line) == (TABLE, 4)


def test_periods_leave_none_out():
    """Months, quarters and years; as many as can be read, where nobody chooses."""
    first, last = date(2023, 11, 30), date(2024, 4, 1)
    assert [day.isoformat()[:7] for day in periods(first, last, "month")] == [
        "2023-11", "2023-12", "2024-01", "2024-02", "2024-03", "2024-04",
    ]  # fmt: skip
    assert [full_name(day, "quarter", "en") for day in periods(first, last, "quarter")] == [
        "Q4 2023", "Q1 2024", "Q2 2024",
    ]  # fmt: skip
    assert list(periods(date.max, date.max, "year")) == [date(9999, 1, 1)]
    assert [unit_for(first, date(year, 1, 1)) for year in (2024, 2030, 2080)] == ["month", "quarter", "year"]
    assert short_name(date(2025, 8, 1), "month", "fr") == "août"
