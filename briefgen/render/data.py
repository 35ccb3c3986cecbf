"""A briefing as data: everything that the printed report holds, for programs, and nothing that it does not hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import singledispatchmethod
from typing import Any, get_type_hints

from markupsafe import Markup, escape
from pydantic import BaseModel

from briefgen.model.brand import Service
from briefgen.model.briefing import Briefing, Dateline
from briefgen.model.entries import (
    CitedFact,
    Difference,
    IndicatorEntry,
    JudgementEntry,
    Prose,
    RatingEntry,
    ScenarioEntry,
    SourceEntry,
    TimelineEntry,
)
from briefgen.model.figure import Drawing, FigureSpec
from briefgen.model.marking import Marking
from briefgen.model.parts import Part
from briefgen.render.markdown_syntax import Mark
from briefgen.render.plain_text import plain_text
from briefgen.render.printed_markdown import printed_markdown
from briefgen.render.prose import Typesetter

FORMAT = "briefgen-report/1"

REGISTERS: Mapping[type, str] = {
    SourceEntry: "sources",
    JudgementEntry: "judgements",
    RatingEntry: "ratings",
    ScenarioEntry: "scenarios",
    IndicatorEntry: "indicators",
    TimelineEntry: "timeline",
}
"""Entries that stand once, in a list of their own; parts and figures point to them, as RFC 6901 writes it: `/ratings/0`."""

PRINTED: Mapping[type, tuple[str, ...]] = {Service: ("name", "text")}
"""Fields that are printed, of nouns that have others."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whose copy this is.

    Attributes:
        name: The client's.
        copy: Number of its copy; null where its copies are not numbered.
        document: Id of this one document, the same whenever it is built from the same content.
    """

    name: str
    copy: int | None
    document: str


@dataclass(frozen=True, slots=True)
class ReportData:
    """A situation report as data: what its pages print, in the order in which they print it.

    Attributes:
        format: Name and version of this format. The version rises when a field goes or changes its meaning; a new field
            does not raise it.
        report: The report's id.
        template: What sort of document it is.
        title: As on the cover.
        short_title: As in running headers.
        series: The series' name.
        number: The issue's number; "" before it is issued.
        draft: Whether nobody has approved it.
        recipient: The client whose copy it is; null where it is nobody's in particular.
        marking: Traffic Light Protocol 2.0: who may have it.
        language: BCP 47 tag.
        as_of: The day it speaks from.
        publisher: Whose report it is.
        authors: By role.
        dateline: When, where, what about.
        standfirst: The bottom line.
        description: The same as one plain sentence or two.
        parts: The report's parts in reading order.
        facts: Facts that the report rests on, with grade and sources; in order of first use.
        differences: Contradictions among these facts: where sources differ, and which fact stands once it is settled.
        sources: The source annex, by citation number.
        judgements: What the desk concludes.
        ratings: Risk ratings of the desk.
        scenarios: Ways it may go on.
        indicators: What to watch.
        timeline: Dated facts.
        figures: What the figures show, with the same in words.
    """

    format: str
    report: str
    template: str
    title: str
    short_title: str
    series: str
    number: str
    draft: bool
    recipient: Recipient | None
    marking: Marking
    language: str
    as_of: date
    publisher: str
    authors: tuple[str, ...]
    dateline: Dateline
    standfirst: Prose
    description: str
    parts: tuple[Part, ...]
    facts: tuple[CitedFact, ...]
    differences: tuple[Difference, ...]
    sources: tuple[SourceEntry, ...]
    judgements: tuple[JudgementEntry, ...]
    ratings: tuple[RatingEntry, ...]
    scenarios: tuple[ScenarioEntry, ...]
    indicators: tuple[IndicatorEntry, ...]
    timeline: tuple[TimelineEntry, ...]
    figures: tuple[FigureSpec, ...]


def briefing_json(briefing: Briefing, drawings: Mapping[str, Drawing]) -> dict[str, Any]:
    """Everything that a report prints, as JSON's own values.

    It is made of the briefing alone, so what was withheld, or left out of print, is not in it.

    Args:
        briefing: What to tell.
        drawings: Its figures, drawn, by id: their words are told too.
    """
    return _Telling(briefing, drawings).told()


def briefing_json_bytes(briefing: Briefing, drawings: Mapping[str, Drawing]) -> bytes:
    """The same as a file: UTF-8, the same bytes for the same briefing."""
    return (json.dumps(briefing_json(briefing, drawings), ensure_ascii=False, indent=1) + "\n").encode()


class _Telling:
    """One briefing on its way into data."""

    def __init__(self, briefing: Briefing, drawings: Mapping[str, Drawing]) -> None:
        self._briefing = briefing
        self._drawings = drawings
        self._registers: dict[str, dict[Any, int]] = {name: {} for name in REGISTERS.values()}
        self._typesetter = _reading_typesetter(briefing)

    def told(self) -> dict[str, Any]:
        briefing = self._briefing
        for judgement in briefing.judgements.values():
            self._point(judgement)
        own = {
            "format": FORMAT,
            "report": briefing.report_id,
            "number": briefing.series_number,
            "publisher": briefing.brand.meta.name.full,
            "recipient": None,  # copies are made of the finished file
            "facts": tuple(briefing.facts.values()),
            "differences": tuple(briefing.differences.values()),
        }
        told: dict[str, Any] = {}
        for name in get_type_hints(ReportData):
            if name == "figures":
                told[name] = [self._figure(each) for each in self._figures()]
            elif name not in self._registers:
                told[name] = self.plain(own[name] if name in own else getattr(briefing, name))
        # Registers are filled by what points to them, so they are told last.
        told |= {name: [self._open(each) for each in entries] for name, entries in self._registers.items()}
        return {name: told[name] for name in get_type_hints(ReportData)}

    def _figures(self) -> Iterable[FigureSpec]:
        locator = self._briefing.locator
        yield from ([locator] if locator and "locator" in self._drawings else [])
        yield from self._briefing.figures.values()

    def _figure(self, spec: FigureSpec) -> dict[str, Any]:
        name = "locator" if spec is self._briefing.locator else spec.id
        drawn = self._open(self._drawings[name])
        return self._open(spec) | {key: value for key, value in drawn.items() if key != "svg"}

    def _point(self, entry: Any) -> str:  # noqa: ANN401 - an entry of any kind
        register = REGISTERS[type(entry)]
        places = self._registers[register]
        return f"/{register}/{places.setdefault(entry, len(places))}"

    def _open(self, value: Any) -> dict[str, Any]:  # noqa: ANN401 - a dataclass of any kind
        """A noun's fields."""
        told = {each.name: self.plain(getattr(value, each.name)) for each in fields(value)}
        return {"kind": value.kind, **told} if isinstance(value, Part) else told

    @singledispatchmethod
    def plain(self, value: Any) -> Any:  # noqa: ANN401 - any value of a briefing
        """A value of a briefing as one of JSON's."""
        if type(value) in REGISTERS:
            return self._point(value)
        if is_dataclass(value):
            return self._open(value)
        if value is None or isinstance(value, bool | int | float):
            return value
        raise TypeError(f"a briefing holds a {type(value).__name__}, which the data has no form for")

    @plain.register
    def _(self, value: str) -> str:
        return str(value.value) if isinstance(value, Enum) else str(value)

    @plain.register
    def _(self, value: date) -> str:
        return value.isoformat()

    @plain.register
    def _(self, value: tuple) -> list[Any] | dict[str, Any]:  # type: ignore[type-arg]
        names = getattr(value, "_fields", None)
        if names:
            return {name: self.plain(each) for name, each in zip(names, value, strict=True)}
        return [self.plain(each) for each in value]

    @plain.register
    def _(self, value: Mapping) -> dict[str, Any]:  # type: ignore[type-arg]
        return {str(name): self.plain(each) for name, each in value.items()}

    @plain.register
    def _(self, value: BaseModel) -> dict[str, Any]:
        names = PRINTED.get(type(value), tuple(type(value).model_fields))
        return {name: self.plain(getattr(value, name)) for name in names}

    @plain.register
    def _(self, value: Prose) -> dict[str, Any]:
        own = {each.name: self.plain(getattr(value, each.name)) for each in fields(value)}
        text = plain_text(self._typesetter.prose(value))
        return {**own, "markdown": printed_markdown(value.markdown), "text": text}


def _reading_typesetter(briefing: Briefing) -> Typesetter:
    """Sets prose for plain text: without citation numbers, and with a pull-out's or a figure's sentence in its place."""

    def paragraph(text: str) -> Markup:
        return Markup("<p>{}</p>").format(text)

    return Typesetter(
        {
            "cite": lambda _: Markup(),
            "judgement": lambda mark: paragraph(briefing.judgements[mark.values[0]].statement),
            "differs": lambda mark: paragraph(briefing.differences[mark.values[0]].question),
            "marking": lambda mark: Markup(" {}").format(mark.values[0]),
            "figure": lambda mark: (
                paragraph(briefing.figures[mark.values[0]].caption) if mark.values[0] in briefing.figures else Markup()
            ),
            "picture": _caption,
        },
        box=lambda _, title, body: Markup("<p>{}</p>").format(title) + body if title else body,
        facts_of={
            name: frozenset(fact for side in each.sides for fact in side.facts)
            for name, each in briefing.differences.items()
        },
        basis_of={name: each.basis for name, each in briefing.judgements.items()},
    )


def _caption(mark: Mark) -> Markup:
    return Markup("<p>{}</p>").format(escape(mark.values[1]))
