"""A desk made of values, for what real content cannot be made to do: a full disk, a blocked report, Ctrl-C."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from briefgen.model.actor import Actor
from briefgen.model.assessment import Grade
from briefgen.model.client import Client
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.dossier import Block, Call, Library, Manuscript, Section
from briefgen.model.fact import Fact
from briefgen.model.place import Place
from briefgen.model.profile import Country, Topic
from briefgen.model.record import Step, Withdrawal
from briefgen.model.report import Report
from briefgen.model.scales import Reliability
from briefgen.model.source import Source

AS_OF = date(2025, 8, 20)


@dataclass
class Request:
    """Stands for the desk's BuildRequest."""

    reports: tuple[str, ...]
    formats: tuple[str, ...]
    output: Path
    brand: str | None
    languages: tuple[str, ...] = ()
    named: bool = True
    force: bool = False
    clients: tuple[str, ...] | None = None
    jobs: int | None = None
    at: object = None
    digest: str | None = None


@dataclass
class Outcome:
    """Stands for the desk's BuildOutcome."""

    report: str
    client: str | None = None
    language: str = "en"
    as_of: date = AS_OF
    status: str = "built"
    seconds: float = 1.4
    files: tuple[Any, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass
class Desk:
    """Stands for an open desk; a test sets what it should find and do."""

    root: Path
    library: Library
    diagnostics: tuple[Diagnostic, ...] = ()
    checked: tuple[Diagnostic, ...] = ()
    outcomes: dict[str, Outcome | BaseException] = field(default_factory=dict)
    grades: dict[str, Grade] = field(default_factory=dict)
    contradicts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    asked_as_of: date | None = None
    last_steps: dict[str, Step] = field(default_factory=dict)
    withdrawals: dict[tuple[str, str], Withdrawal] = field(default_factory=dict)

    @property
    def workspace(self) -> SimpleNamespace:
        """The desk's settings."""
        folders = {"content": self.root / "seeds", "output": self.root / "output"}
        return SimpleNamespace(root=self.root, name="desk", as_of=AS_OF, brand="plain", language="en", **folders)

    @property
    def reports(self) -> tuple[str, ...]:
        """Ids of all reports."""
        return tuple(sorted(self.library.reports))

    def as_of_for(self, report_id: str) -> date:
        """The day of every report."""
        assert report_id in self.library.reports
        return AS_OF

    def check(self, _: Desk, reports: tuple[str, ...], *, strict: bool) -> tuple[Diagnostic, ...]:
        """What loading found, and what the test set; the desk itself lifts warnings."""
        assert reports
        found = (*self.diagnostics, *self.checked)
        return tuple(replace(one, severity=Severity.ERROR) for one in found) if strict else found

    def build(self, request: Request) -> Iterator[Outcome]:
        """Give each report the outcome that the test set, or a PDF."""
        self.requests.append(request)
        for report in request.reports:
            planned = self.outcomes.get(report, Outcome(report, files=(self.pdf(report),)))
            if isinstance(planned, BaseException):
                raise planned
            yield planned

    @staticmethod
    def pdf(report: str) -> SimpleNamespace:
        """A built file."""
        path = f"output/{report}/{AS_OF}/{report}.pdf"
        return SimpleNamespace(path=path, media_type="application/pdf", bytes=71234, sha256="0" * 64)


def small_library() -> Library:
    """One or two of each kind; a country and a report are both called mali."""
    evidence = [{"source": "gazette", "at": "page 3"}]
    strike = {"when": "2025-06", "countries": ["ML"], "topics": ["ports"], "actors": ["union"]}
    facts = (
        Fact.model_validate({"id": "strike", "statement": "A strike began.", "evidence": evidence, **strike}),
        Fact.model_validate({"id": "no-strike", "statement": "No strike began.", "evidence": evidence}),
    )
    sources = (
        Source(id="gazette", title="Cranes", publisher="Gazette", reliability=Reliability.B, descriptor="A daily."),
        Source(id="wire", title="Wire", publisher="Wire", reliability=Reliability.A, descriptor="A wire.", read=False),
    )
    reports = (
        Report(id="mali", title="Mali now", covers=("mali",), topics=("ports",)),
        Report(id="niger", title="Niger now", covers=("niger",)),
    )
    return Library(
        sources=_by_id(sources),
        facts=_by_id(facts),
        actors=_by_id([Actor.model_validate({"id": "union", "name": "The union", "kind": "other", "country": "ML"})]),
        countries=_by_id([Country(id="mali", name="Mali", code="ML"), Country(id="chad", name="Chad", code="TD")]),
        topics=_by_id([Topic(id="ports", name="Ports")]),
        reports=_by_id(reports),
        clients=_by_id([Client(id="mine", name="Mine SA", reports=("mali",))]),
        manuscripts={"mali": _manuscript()},
        places={
            ("fact", "strike"): Place("seeds/facts/ports.yaml"),
            ("report", "mali"): Place("seeds/reports/mali/report.yaml"),
        },
    )


def _by_id(nouns) -> dict[str, Any]:
    return {noun.id: noun for noun in nouns}


def _manuscript() -> Manuscript:
    place = Place("seeds/reports/mali/10-ports.md")
    block = Block("It began [@strike].", place, calls=(Call("citation", ("strike",), place),))
    return Manuscript(None, (Section("ports", "Ports", "The ports stand still", None, (block,), place),))


def finding(severity: str = "error", **place: Any) -> Diagnostic:
    """A diagnostic with its line."""
    return Diagnostic(
        "BG106",
        "unknown-id",
        Severity(severity),
        "unknown source 'reuters-7'",
        "Did you mean 'reuters-07'?",
        Place(**{"file": "seeds/facts/ports.yaml", "line": 14, "column": 15, **place}),
        '    - {source: reuters-7, at: "page 3"}',
    )
