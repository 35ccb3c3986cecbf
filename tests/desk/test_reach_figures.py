"""What rests on a fact that only a figure shows: no sentence cites it, and its withdrawal must still be told."""

from datetime import date

import pytest

from briefgen.desk.reach import reach_of
from briefgen.desk.session import open_desk

FILES = {
    "briefgen.toml": 'as_of = 2025-08-20\nbrand = "plain"\n',
    "seeds/sources/read.yaml": """\
- {id: gazette, title: Cranes, publisher: Gazette, published: 2025-06-01, reliability: B, descriptor: A daily.}
""",
    "seeds/facts/ties.yaml": """\
- id: pact
  statement: The league signed a pact with the guard.
  topics: [pacts]
  evidence: [{source: gazette, at: page 3}]
- id: met
  statement: The league and the guard met.
  actors: [league, guard]
  countries: [ML]
  evidence: [{source: gazette, at: page 4}]
- id: ambush
  statement: An ambush was reported.
  when: 2025-03
  evidence: [{source: gazette, at: page 5}]
""",
    "seeds/actors/all.yaml": """\
- {id: league, name: League, kind: regional-body, summary: A league., relations: [{to: guard, kind: backs, facts: [pact]}]}
- {id: guard, name: Guard, kind: regional-body, summary: A guard.}
""",
    "seeds/topics/pacts.yaml": "id: pacts\nname: Pacts\n",
    "seeds/countries/mali.yaml": "id: mali\nname: Mali\ncode: ML\n",
    "seeds/reports/mali/report.yaml": "id: mali\ntitle: Mali now\ncovers: [mali]\nauthors: [A. Diallo]\n",
    "seeds/reports/mali/summary.md": "The two met [@met].\n",
    "seeds/reports/mali/incidents.csv": (
        "date,place,country,latitude,longitude,kind,fatalities,source\n2025-03-04,Gao,ML,,,ambush,2,ambush\n"
    ),
}
TEXT = "# They met\n\nThe two met [@met].\n\n![Shown](figure:{figure})\n"


@pytest.fixture
def leaning(tmp_path):
    """What leans on a fact in a desk whose report calls one figure."""

    def ask(figure: str, fact: str) -> list[tuple[str, str, str]]:
        for name, text in {**FILES, "seeds/reports/mali/10-ties.md": TEXT.format(figure=figure)}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        desk = open_desk(tmp_path, None, date(2030, 1, 1))
        assert desk.diagnostics == ()
        found = reach_of(desk, None, "fact", fact, frozenset()).leanings
        return [(each.kind, each.text, f"{each.place.line}") for each in found if each.owner == "report"]

    return ask


@pytest.mark.parametrize("figure", ["network?topics=pacts", "network?actors=league", "network"])
def test_a_network_leans_on_what_carries_its_ties(leaning, figure):
    """Called by topic, by actor, or as it is: then among the actors in the facts that the report uses."""
    assert leaning(figure, "pact") == [("network", "Shown", "5")]


@pytest.mark.parametrize("figure", ["network?countries=ML", "network?topics=pacts&relations=opposes", "scale"])
def test_a_figure_that_does_not_show_it_does_not_lean_on_it(leaning, figure):
    """Of other countries, of other relations, or of another kind."""
    assert leaning(figure, "pact") == []


@pytest.mark.parametrize(
    ("figure", "kind"),
    [
        ("incidents?data=incidents.csv", "incident chart"),
        ("incident-map?data=incidents.csv", "incident map"),
        ("timeline?from=2025", ""),
    ],
)
def test_a_chart_of_incidents_leans_on_the_facts_its_rows_name(leaning, figure, kind):
    """A timeline that names nothing shows only what the report uses."""
    assert leaning(figure, "ambush") == ([(kind, "Shown", "5")] if kind else [])
