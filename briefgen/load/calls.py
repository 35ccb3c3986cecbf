"""Whether what Markdown calls exists: facts, judgements, figures and what figures are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from briefgen.load.codes import fault
from briefgen.load.countries import country_hint, country_names
from briefgen.load.nearest import nearest_hint
from briefgen.load.references import Known
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dossier import Call

FIGURES: dict[str, tuple[str, ...]] = {
    "timeline": ("from", "to", "topics", "countries"),
    "matrix": (),
    "scale": (),
    "scenarios": (),
}
"""The figures that content may call, with their parameters."""

_YEAR = re.compile(r"[0-9]{4}")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Names:
    """What a text may call.

    Attributes:
        known: Ids of the desk, those of faulty entries included: these are reported where they are written.
        judgements: Ids of the report's judgements.
    """

    known: Known
    judgements: AbstractSet[str]


def check_call(call: Call, names: Names) -> Iterator[Diagnostic]:
    """What is wrong with one call. Pictures are checked where they are read."""
    if call.kind == "citation":
        for fact, place in call.placed_targets:
            yield from names.known.check(fact, ("fact",), place)
    elif call.kind == "judgement" and call.targets[0] not in names.judgements:
        message = f"the report has no judgement '{call.targets[0][:_SHOWN]}'"
        hint = nearest_hint(call.targets[0], names.judgements, "Write it under `judgements:` in report.yaml.")
        yield fault("unknown-id", call.place, message, hint)
    elif call.kind == "figure":
        yield from _check_figure(call, names)


def _check_figure(call: Call, names: Names) -> Iterator[Diagnostic]:
    kind = call.targets[0]
    if kind not in FIGURES:
        hint = nearest_hint(kind, FIGURES)
        yield fault("unknown-figure", call.place, f"unknown figure '{kind[:_SHOWN]}'", hint)
        return
    seen = set()
    for key, value in call.parameters:
        if key not in FIGURES[kind]:
            hint = nearest_hint(key, FIGURES[kind], f"A {kind} takes no parameters.")
            yield fault("unknown-figure", call.place, f"a {kind} has no parameter '{key[:_SHOWN]}'", hint)
        elif key in seen:
            message = f"the parameter '{key}' stands here a second time"
            yield fault("unknown-figure", call.place, message, "Keep one; write several values as a+b.")
        else:
            yield from _check_parameter(call, key, value, names)
        seen.add(key)
    years = {key: int(value) for key, value in call.parameters if key in ("from", "to") and _YEAR.fullmatch(value)}
    if years.get("from", 0) > years.get("to", 9999):
        yield fault(
            "backward-interval", call.place, "the timeline ends before it begins", "Write the earlier year first."
        )


def _check_parameter(call: Call, key: str, value: str, names: Names) -> Iterator[Diagnostic]:
    if key in ("from", "to"):
        if not _YEAR.fullmatch(value):
            yield fault(
                "malformed-date", call.place, f"'{key}' is not a year: '{value[:_SHOWN]}'", "Write four digits: 2025."
            )
        return
    for name in (part.strip() for part in value.replace("+", ",").split(",")):
        if key == "topics":
            yield from names.known.check(name, ("topic",), call.place)
        elif key == "countries" and name not in country_names():
            yield fault("unknown-id", call.place, f"no country has the code '{name[:_SHOWN]}'", country_hint(name))
