"""Dossiers made of values, for rules: each test writes only what its rule looks at."""

from datetime import UTC, date, datetime

from briefgen.assess.weigh import assess
from briefgen.check.rules import check
from briefgen.model.dossier import Block, Call, Dossier, Manuscript, Section
from briefgen.model.fact import Fact
from briefgen.model.issue import Issue, frozen, item
from briefgen.model.marking import Marking
from briefgen.model.place import Place
from briefgen.model.profile import Country
from briefgen.model.record import LastIssue, Record, Withdrawal
from briefgen.model.report import Report
from briefgen.model.source import Source

DAY = date(2025, 8, 20)
REPORT = Place("seeds/reports/mali/report.yaml")


def source(name, *derived_from, **fields):
    """A source that rests on others."""
    given = {"title": name.title(), "publisher": name.title(), "reliability": "B", "descriptor": "One.", **fields}
    return Source.model_validate({"id": name, "derived_from": derived_from, **given})


def fact(name, *passages, **fields):
    """A fact; a passage is a source's id, or a dict."""
    evidence = [{"at": "p1", **(each if isinstance(each, dict) else {"source": each})} for each in passages]
    return Fact.model_validate({"id": name, "statement": "It is so.", "evidence": evidence, **fields})


def judgement(name="holds", basis=("a",), **fields):
    """A judgement, moderate and likely."""
    given = {"statement": "It will hold.", "likelihood": "likely", "confidence": "moderate", "horizon": "2026-08-20"}
    return {"id": name, "basis": basis, **given, **fields}


def scenario(key, share, **fields):
    """A scenario."""
    return {"id": key, "name": key.title(), "probability_percent": share, "description": f"All {key}.", **fields}


def block(*cited, marking="TLP:CLEAR"):
    """A paragraph that cites facts, each at a column of its own."""
    places = tuple(Place("seeds/reports/mali/10-a.md", line=3, column=9 * (number + 1)) for number in range(len(cited)))
    place = Place("seeds/reports/mali/10-a.md", line=3, column=1)
    calls = (Call("citation", cited, place, places=places),) if cited else ()
    return Block("It is so.", place, Marking(marking), calls)


def dossier(facts=(), sources=(), blocks=(), *, profiles=(), record=None, as_of=DAY, **report):  # noqa: PLR0913 - all that rules look at
    """What a report rests on, made of values."""
    whole = Report.model_validate({"id": "mali", "title": "Mali", "covers": ["mali"], **report})
    text = Section("a", "A", "A", None, tuple(blocks), Place("seeds/reports/mali/10-a.md"))
    places = {("report", "mali"): REPORT}
    places |= {("fact", each.id): Place("seeds/facts/f.yaml", (number,)) for number, each in enumerate(facts)}
    places |= {("source", each.id): Place("seeds/sources/s.yaml", (number,)) for number, each in enumerate(sources)}
    kinds = {each.id: "country" if isinstance(each, Country) else "topic" for each in profiles}
    places |= {(kinds[name], name): Place(f"seeds/profiles/{name}.yaml") for name in kinds}
    return Dossier(
        report=whole,
        manuscript=Manuscript(None, (text,)),
        profiles=tuple(profiles),
        facts={each.id: each for each in facts},
        sources={each.id: each for each in sources},
        actors={},
        countries={},
        topics={},
        related=(),
        as_of=as_of,
        places=places,
        record=record or Record(),
    )


def found(name, *args, **kwargs):
    """Findings of one rule in a dossier of these parts."""
    return [each for each in check(assess(dossier(*args, **kwargs))) if each.name == name]


def withdrawn(kind, name):
    """A record with one withdrawal."""
    at = datetime(2025, 8, 18, 9, tzinfo=UTC)
    return Record(withdrawn={(kind, name): Withdrawal(kind, name, "the agency retracted it.", "Chief editor", at)})


def last_issue(as_of=date(2025, 8, 13), **judgements):
    """A record whose last issue held these judgements, by id."""
    issue = Issue(
        "ASA-SR-2025-0007", "mali", "Mali", "Situation report", as_of, datetime(2025, 8, 13, tzinfo=UTC), "I", "A",
        (), (), (), (), "TLP:CLEAR", "0" * 64, (),
    )  # fmt: skip
    items = [item("judgement", name, value) for name, value in judgements.items()]
    return Record(last=LastIssue(issue, frozen("mali", as_of, items)))


CHAIN = (source("paper", "wire"), source("wire", "ministry", read=False), source("daily"))
"""The daily knows for itself; the paper has it from the wire, and that from the ministry."""
