"""What is known of one thing, as labelled lines."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from briefgen.cli.diagnostics import bold, look_of, printable
from briefgen.cli.filters import cited_facts
from briefgen.cli.wording import reading_width
from briefgen.model.scales import CREDIBILITY

if TYPE_CHECKING:
    from briefgen.desk.session import Desk
    from briefgen.model.actor import Actor
    from briefgen.model.base import Noun
    from briefgen.model.client import Client
    from briefgen.model.fact import Evidence, Fact
    from briefgen.model.profile import Profile
    from briefgen.model.report import Report
    from briefgen.model.source import Source


class Line(NamedTuple):
    """A label and what it says; several values stand under one another."""

    label: str
    values: tuple[str, ...]


class Card(NamedTuple):
    """What is known of one thing.

    Attributes:
        title: Kind and id.
        lead: The sentence that matters most.
        lines: The rest; those without a value are left out in print.
    """

    title: str
    lead: str
    lines: tuple[Line, ...]


def card(kind: str, noun: Noun, desk: Desk) -> Card:
    """The card of a noun.

    Args:
        kind: Singular: `fact`.
        noun: Of that kind.
        desk: What else is known of it.
    """
    name = getattr(noun, "id", "")
    lead, lines = _CARDS[kind](noun, desk)
    place = desk.library.places.get((kind, name))
    return Card(f"{kind} {name}", lead, (*lines, _line("written in", place.file if place else None)))


def print_card(one: Card, stream: TextIO) -> None:
    """Title, lead and labelled lines, wrapped to the reader's width."""
    look = look_of(stream)
    width = reading_width()
    lines = [line for line in one.lines if line.values]
    margin = max(len(line.label) for line in lines) + 4
    text = [bold(one.title, look), *_wrapped(one.lead, width, "  ", "  "), ""]
    for line in lines:
        for number, value in enumerate(line.values):
            label = f"  {'' if number else line.label}".ljust(margin)
            text += _wrapped(value, width, label, " " * margin + ("  " if line.values[1:] else ""))
    stream.write("\n".join(text) + "\n")
    stream.flush()


def _wrapped(value: str, width: int, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        printable(value),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _line(label: str, *values: object) -> Line:
    return Line(label, tuple(str(value) for value in values if value not in {None, ""}))


def _joined(label: str, values: Iterable[object]) -> Line:
    return _line(label, ", ".join(map(str, values)))


def _fact(fact: Fact, desk: Desk) -> tuple[str, list[Line]]:
    grade = desk.grades.get(fact.id)
    words = f"{grade.code}: {grade.reliability.words}, {CREDIBILITY[grade.credibility]}" if grade else None
    cited = [report.id for report in desk.library.reports.values() if fact.id in cited_facts(desk.library, report)]
    asserted = fact.asserts
    return fact.statement, [
        _line("withdrawn", _withdrawn("fact", fact.id, desk)),
        _line("when", fact.when),
        _line("grade", words),
        _line("why", grade.reason if grade else None),
        _line("evidence", *(_passage(passage, desk) for passage in fact.evidence)),
        _line("contradicted by", *(_stated(other, desk) for other in desk.contradicts.get(fact.id, ()))),
        _line("resolved", fact.resolution.reason if fact.resolution else None),
        _line("asserts", f"{asserted.subject}, {asserted.property}: {asserted.value}" if asserted else None),
        _joined("countries", fact.countries),
        _joined("topics", fact.topics),
        _joined("actors", fact.actors),
        _joined("places", fact.places),
        _joined("cited in", sorted(cited)),
        _line("review by", fact.review_by),
        _line("marking", fact.marking),
    ]


def _withdrawn(kind: str, name: str, desk: Desk) -> str | None:
    """When, by whom and why the desk took it back; None where it stands by it."""
    found = desk.withdrawals.get((kind, name))
    return f"on {found.at:%Y-%m-%d} by {found.by}: {found.because}" if found else None


def _passage(passage: Evidence, desk: Desk) -> str:
    source = desk.library.sources.get(passage.source)
    known = f" ({source.reliability}; {source.publisher})" if source else ""
    resting = f", resting on {', '.join(passage.origins)}" if passage.origins else ""
    return f"{passage.stance} it: {passage.source}, {passage.at}{known}{resting}"


def _stated(fact_id: str, desk: Desk) -> str:
    fact = desk.library.facts.get(fact_id)
    return f"{fact_id}: {fact.statement}" if fact else fact_id


def _facts_where(desk: Desk, concerns: Callable[[Fact], bool]) -> list[str]:
    facts = (fact for fact in desk.library.facts.values() if concerns(fact))
    return [_graded(fact, desk) for fact in sorted(facts, key=lambda fact: fact.id)]


def _graded(fact: Fact, desk: Desk) -> str:
    grade = desk.grades.get(fact.id)
    return f"{fact.id}{f' ({grade.code})' if grade else ''}: {fact.statement}"


def _source(source: Source, desk: Desk) -> tuple[str, list[Line]]:
    resting = [other.id for other in desk.library.sources.values() if source.id in other.derived_from]
    return f"{source.title}. {source.publisher}", [
        _line("withdrawn", _withdrawn("source", source.id, desk)),
        _line("reliability", f"{source.reliability}: {source.reliability.words}"),
        _line("descriptor", source.descriptor),
        _line("author", source.author),
        _line("published", source.published),
        _line("accessed", source.accessed or ("not read by the desk" if not source.read else None)),
        _line("address", source.url),
        _line("language", source.language),
        _joined("rests on", source.derived_from),
        _joined("rested on by", sorted(resting)),
        _line("marking", source.marking),
        _line("facts", *_facts_where(desk, lambda fact: any(one.source == source.id for one in fact.evidence))),
    ]


def _actor(actor: Actor, desk: Desk) -> tuple[str, list[Line]]:
    return actor.name, [
        _line("kind", actor.kind),
        _line("country", actor.country),
        _line("summary", actor.summary),
        _joined("also called", actor.aliases),
        _line(
            "roles",
            *(_spell(f"{role.title}{f' of {role.of}' if role.of else ''}", role.during) for role in actor.roles),
        ),
        _line("relations", *(_spell(f"{one.kind} {one.to}", one.during) for one in actor.relations)),
        _line("marking", actor.marking),
        _line("facts", *_facts_where(desk, lambda fact: actor.id in fact.actors)),
    ]


def _spell(text: str, during: object) -> str:
    return f"{text}, {during}" if during else text


def _profile(profile: Profile, desk: Desk) -> tuple[str, list[Line]]:
    library = desk.library
    code = getattr(profile, "code", None)
    reports = [report.id for report in library.reports.values() if profile.id in report.covers]
    return profile.name, [
        _line("code", code),
        _line("summary", profile.summary),
        _joined("regions", getattr(profile, "regions", ())),
        _joined("also called", getattr(profile, "aliases", ())),
        _joined("sectors", profile.sectors),
        _line("leadership", *(f"{one.office}: {one.actor}" for one in getattr(profile, "leadership", ()))),
        _line(
            "memberships",
            *(_spell(f"{one.body}: {one.status}", one.during) for one in getattr(profile, "memberships", ())),
        ),
        _line(
            "ratings",
            *(
                f"{one.category}: likelihood {one.likelihood} of 5, impact {one.impact} of 5. {one.rationale}"
                for one in profile.ratings
            ),
        ),
        _line("indicators", *(f"{one.state}: {one.what}" for one in profile.indicators)),
        _line("reviewed", profile.reviewed),
        _joined("reports", sorted(reports)),
        _line("marking", profile.marking),
        _line("facts", *_facts_where(desk, lambda fact: profile.id in fact.topics or code in fact.countries)),
    ]


def _report(report: Report, desk: Desk) -> tuple[str, list[Line]]:
    library = desk.library
    manuscript = library.manuscripts.get(report.id)
    return report.title, [
        _line("series", report.series),
        _line("stage", _stage(report.id, desk)),
        _line("as of", desk.as_of_for(report.id)),
        _line("marking", report.marking),
        _joined("covers", report.covers),
        _joined("topics", report.topics),
        _joined("authors", report.authors),
        _line("summary", _written(manuscript.summary is not None) if manuscript else None),
        _line("sections", *(section.title or section.label for section in manuscript.sections) if manuscript else ()),
        _line(
            "judgements",
            *(
                f"{one.id}: {one.statement} ({one.likelihood}; confidence {one.confidence}; by {one.horizon})"
                for one in report.judgements
            ),
        ),
        _line("scenarios", *(f"{one.probability_percent} %: {one.name}" for one in report.scenarios)),
        _line("facts cited", len(cited_facts(library, report))),
        _joined("clients", sorted(client.id for client in library.clients.values() if report.id in client.reports)),
    ]


def _stage(report_id: str, desk: Desk) -> str:
    """How far the report has come, as it stands."""
    newest = desk.last_steps.get(report_id)
    if newest is None:
        return "draft"
    from briefgen.desk.prepare import prepare  # noqa: PLC0415 - only reports on record need it
    from briefgen.desk.workflow import told  # noqa: PLC0415

    content = prepare(desk, report_id).content
    held = content is not None and content.digest == newest.digest
    return told(newest) if held else f"draft, edited after it was {told(newest)}"


def _written(there: bool) -> str:  # noqa: FBT001 - one question, one answer
    return "written" if there else "not written yet"


def _client(client: Client, desk: Desk) -> tuple[str, list[Line]]:  # noqa: ARG001 - all cards are made alike
    return client.name, [
        _line("language", client.language),
        _line("ceiling", client.ceiling),
        _joined("reports", client.reports),
        _joined("left out", client.leave_out),
        _line("brand", client.brand),
        _line("deliveries", *(f"{one.channel}: {', '.join(one.to) or one.path or ''}" for one in client.deliver)),
    ]


_CARDS: Mapping[str, Callable[[Any, Desk], tuple[str, list[Line]]]] = {
    "fact": _fact,
    "source": _source,
    "actor": _actor,
    "country": _profile,
    "topic": _profile,
    "report": _report,
    "client": _client,
}
