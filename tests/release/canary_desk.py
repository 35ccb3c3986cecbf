"""A small report made of values, in which every thing has a word of its own that stands nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from briefgen.assess.weigh import assess
from briefgen.compose.briefing import compose
from briefgen.compose.changes import changes
from briefgen.compose.freeze import freeze
from briefgen.load.brand import load_brand, template_roots
from briefgen.load.markdown import read_section
from briefgen.load.workspace import find_workspace
from briefgen.model.actor import Actor
from briefgen.model.brand import Brand
from briefgen.model.briefing import Briefing, Imprint
from briefgen.model.client import Client
from briefgen.model.dossier import Dossier, Manuscript
from briefgen.model.fact import Fact
from briefgen.model.incident import Incident, IncidentTable
from briefgen.model.issue import Issue
from briefgen.model.marking import Marking
from briefgen.model.place import Place
from briefgen.model.profile import Country, Topic
from briefgen.model.record import LastIssue, Record
from briefgen.model.report import Report
from briefgen.model.source import Source

ROOT = Path(__file__).parents[2]
DAY = date(2025, 8, 20)
LABELS = [each.value for each in Marking]


@cache
def brand() -> Brand:
    """The demo desk's."""
    workspace = find_workspace(ROOT)
    kit, _ = load_brand(workspace, workspace.brand, template_roots(workspace))
    assert kit
    return kit.brand


def client(ceiling="TLP:CLEAR", **fields) -> Client:
    """A client that gets both reports."""
    given = {"id": "mine", "name": "A mine", "reports": ("north", "other"), **fields}
    return Client.model_validate({"ceiling": ceiling, **given})


def source(name: str, *derived_from: str, **fields) -> Source:
    """A source with its word in title, address and description."""
    word = f"zq{name.replace('-', '')}"
    given = {
        "title": f"Title {word}",
        "publisher": f"Paper {word}",
        "url": f"https://{word}.example/1",
        "reliability": "B",
        "descriptor": f"Described {word}.",
        "published": "2025-08-01",
    }
    return Source.model_validate({"id": name, "derived_from": derived_from, **given, **fields})


def fact(name: str, *passages, **fields) -> Fact:
    """A fact with its word; a passage is a source's id, or a dict."""
    evidence = [{"at": "p1", **(each if isinstance(each, dict) else {"source": each})} for each in passages]
    given = {"statement": f"It says zq{name.replace('-', '')} so.", "when": "2025-08-02", "topics": ["trade"]}
    return Fact.model_validate({"id": name, "evidence": evidence, **given, **fields})


def actor(name: str, **fields) -> Actor:
    """An actor with its word."""
    return Actor.model_validate({"id": name, "name": f"Zq{name.replace('-', '')}", "kind": "other", **fields})


def judgement(name: str, *basis: str, **fields) -> dict:
    """A judgement with its word."""
    given = {"likelihood": "likely", "confidence": "moderate", "horizon": "2026-08-20"}
    return {"id": name, "statement": f"It will zq{name.replace('-', '')}.", "basis": basis, **given, **fields}


def scenario(name: str, share: int, *basis: str, **fields) -> dict:
    """A scenario with its word."""
    word = f"zq{name.replace('-', '')}"
    return {
        "id": name, "name": f"All {word}", "probability_percent": share, "description": "So.", "basis": basis, **fields
    }  # fmt: skip


def rating(category: str, *facts: str, **fields) -> dict:
    """A rating with its word."""
    return {
        "category": category, "likelihood": 3, "impact": 4, "rationale": f"Because zq{category}.", "facts": facts, **fields
    }  # fmt: skip


def indicator(name: str, *facts: str, **fields) -> dict:
    """An indicator with its word."""
    return {"id": name, "what": f"Watch zq{name}.", "state": "watch", "facts": facts, **fields}


@dataclass
class Desk:
    """A report in the making. Texts are Markdown as analysts write it, by name; `summary` is the summary."""

    texts: dict[str, str]
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()
    actors: tuple[Actor, ...] = ()
    rows: tuple[Incident, ...] = ()
    country: dict | None = None
    report: dict | None = None
    related: tuple[Report, ...] = ()

    def dossier(self) -> Dossier:
        """What loading would give."""
        country = Country.model_validate({"id": "north", "name": "Northland", "code": "ML", **(self.country or {})})
        topics = [Topic(id="trade", name="Trade"), Topic(id="hush", name="Zqhush", marking=Marking.RED)]
        read = {
            name: read_section(text, f"seeds/reports/north/10-{name}.md", name, titled=name != "summary")
            for name, text in self.texts.items()
        }
        assert not [found for each in read.values() for found in each.diagnostics if found.name != "missing-title"]
        sections = {name: each.section for name, each in read.items()}
        return Dossier(
            report=Report.model_validate({"id": "north", "title": "North", "covers": ["north"], **(self.report or {})}),
            manuscript=Manuscript(
                sections.pop("summary", None),
                tuple(sections.values()),
                tables={"rows.csv": IncidentTable("rows.csv", "0" * 64, self.rows)} if self.rows else {},
            ),
            profiles=(country,),
            facts={each.id: each for each in self.facts},
            sources={each.id: each for each in self.sources},
            actors={each.id: each for each in self.actors},
            countries={"north": country},
            topics={each.id: each for each in topics},
            related=self.related,
            as_of=DAY,
            places={
                ("report", "north"): Place("seeds/reports/north/report.yaml"),
                ("country", "north"): Place("n.yaml"),
            },
        )


def incident(number: int, carried: str, **fields) -> Incident:
    """An incident with its word as its place."""
    given = {"latitude": 16.0 + number / 10, "longitude": -3.0, "fatalities": 1}
    return Incident(
        day=date(2025, 6, number), place=f"Zqrow{number}", country="ML", kind="raid", source=carried, line=number, **given, **fields
    )  # fmt: skip


def issued(dossier: Dossier) -> Record:
    """A record whose last issue is this report."""
    issue = Issue(
        "ASA-SR-2025-0007", "north", "North", "Situation report", date(2025, 8, 13), datetime(2025, 8, 13, tzinfo=UTC),
        "I", "A", (), (), (), ("mine", "theirs"), "TLP:CLEAR", "0" * 64, (),
    )  # fmt: skip
    content = freeze(assess(dossier))
    return Record(last=LastIssue(issue, replace(content, as_of=date(2025, 8, 13))))


def printed(dossier: Dossier) -> Briefing:
    """The report composed, with what changed since the last issue in its record."""
    assessment = assess(dossier)
    last = dossier.record.last
    told = changes(last, freeze(assessment), "", dossier.record) if last else None
    return compose(assessment, brand(), Imprint(changes=told))
