"""Whether what Markdown calls exists: facts, judgements, figures and what figures are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from briefgen.load.codes import fault
from briefgen.load.countries import country_hint, country_names
from briefgen.load.nearest import nearest_hint
from briefgen.load.references import Known
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dossier import Call
from briefgen.model.figure_kinds import KINDS, PERIOD, Parameter, Takes
from briefgen.model.gazetteer import has_spot, spot_names
from briefgen.model.place import Place

_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"(?!0000)[0-9]{4}(-(0[1-9]|1[0-2]))?")
_NUMBER = re.compile(r"[0-9]{1,9}")
_SHOWN = 60


class Written(NamedTuple):
    """A parameter of a figure, as written."""

    key: str
    value: str
    place: Place


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
    elif call.kind == "judgement":
        yield from _check_judgement(call.targets[0], call.place, names)
    elif call.kind == "figure":
        yield from _check_figure(call, names)


def _check_figure(call: Call, names: Names) -> Iterator[Diagnostic]:
    kind = call.targets[0]
    if kind not in KINDS:
        hint = nearest_hint(kind, KINDS, f"Allowed: {', '.join(KINDS)}.")
        yield fault("unknown-figure", call.place, f"unknown figure '{kind[:_SHOWN]}'", hint)
        return
    seen = set()
    for key, value in call.parameters:
        if key not in KINDS[kind]:
            hint = nearest_hint(key, KINDS[kind], f"{_a(kind)} takes no parameters.")
            message = f"{_a(kind).lower()} has no parameter '{key[:_SHOWN]}'"
            yield fault("unknown-figure", call.place, message, hint)
        elif key in seen:
            message = f"the parameter '{key}' stands here a second time"
            hint = "Keep one; write several values as a+b." if KINDS[kind][key].several else "Keep one."
            yield fault("unknown-figure", call.place, message, hint)
        else:
            yield from _check_parameter(Written(key, value, call.place), KINDS[kind][key], names)
        seen.add(key)
    for key, parameter in KINDS[kind].items():
        if parameter.required and key not in seen:
            message = f"{_a(kind).lower()} needs the parameter '{key}'"
            yield fault("unknown-figure", call.place, message, f"Write figure:{kind}?{key}=….")
    ends = {key: value for key, value in call.parameters if key in PERIOD and _MONTH.fullmatch(value)}
    if f"{ends.get('from', '0000')}-01"[:7] > f"{ends.get('to', '9999')}-12"[:7]:
        message = f"the {kind} ends before it begins"
        unit = "year" if all(map(_YEAR.fullmatch, ends.values())) else "month"
        yield fault("backward-interval", call.place, message, f"Write the earlier {unit} first.")


def _a(kind: str) -> str:
    """A kind with its article."""
    return f"{'An' if kind[0] in 'aeiou' else 'A'} {kind}"


def _check_parameter(written: Written, parameter: Parameter, names: Names) -> Iterator[Diagnostic]:
    if parameter.several:
        values = dict.fromkeys(part.strip() for part in written.value.replace("+", ",").split(","))
    else:
        values = {written.value: None}
    for value in values:
        if value:
            yield from _CHECKS[parameter.takes](written._replace(value=value), parameter, names)
        else:
            message = f"the parameter '{written.key}' has an empty value"
            yield fault("empty-text", written.place, message, "Write its value, or leave the parameter out.")


def _check_year(written: Written, _: Parameter, __: Names) -> Iterator[Diagnostic]:
    if not _YEAR.fullmatch(written.value):
        message = f"'{written.key}' is not a year: '{written.value[:_SHOWN]}'"
        yield fault("malformed-date", written.place, message, "Write four digits: 2025.")


def _check_month(written: Written, _: Parameter, __: Names) -> Iterator[Diagnostic]:
    if not _MONTH.fullmatch(written.value):
        message = f"'{written.key}' is neither a year nor a month: '{written.value[:_SHOWN]}'"
        yield fault("malformed-date", written.place, message, "Write 2025 or 2025-08.")


def _check_spot(written: Written, _: Parameter, __: Names) -> Iterator[Diagnostic]:
    if not has_spot(written.value):
        hint = nearest_hint(written.value, spot_names(), "Choose a town nearby; hyphens may stand for spaces.")
        message = f"the gazetteer has no place '{written.value[:_SHOWN]}'"
        yield fault("unknown-spot", written.place, message, hint)


def _check_table(written: Written, _: Parameter, __: Names) -> Iterator[Diagnostic]:
    """Whether it names a table; what is in it is checked where it is read."""
    if not written.value.lower().endswith(".csv"):
        message = f"'{written.key}' names no CSV file: '{written.value[:_SHOWN]}'"
        yield fault(
            "missing-table", written.place, message, "Write the name of a file in the report's folder: incidents.csv."
        )


def _check_number(written: Written, parameter: Parameter, _: Names) -> Iterator[Diagnostic]:
    hint = f"Write a number from {parameter.least} to {parameter.most}."
    if not _NUMBER.fullmatch(written.value):
        message = f"'{written.key}' is not a number: '{written.value[:_SHOWN]}'"
        yield fault("malformed-value", written.place, message, hint)
    elif not parameter.least <= int(written.value) <= parameter.most:
        yield fault("out-of-range", written.place, f"'{written.key}' is out of range: {written.value}", hint)


def _check_word(written: Written, parameter: Parameter, _: Names) -> Iterator[Diagnostic]:
    if written.value not in parameter.words:
        message = f"'{written.key}' does not take '{written.value[:_SHOWN]}'"
        yield fault("unknown-value", written.place, message, nearest_hint(written.value, parameter.words))


def _check_country(written: Written, _: Parameter, __: Names) -> Iterator[Diagnostic]:
    if written.value not in country_names():
        message = f"no country has the code '{written.value[:_SHOWN]}'"
        yield fault("unknown-id", written.place, message, country_hint(written.value))


def _check_id(written: Written, parameter: Parameter, names: Names) -> Iterator[Diagnostic]:
    if "judgement" in parameter.kinds:
        yield from _check_judgement(written.value, written.place, names)
    else:
        yield from names.known.check(written.value, parameter.kinds, written.place)


def _check_judgement(name: str, place: Place, names: Names) -> Iterator[Diagnostic]:
    if name not in names.judgements:
        message = f"the report has no judgement '{name[:_SHOWN]}'"
        hint = nearest_hint(name, names.judgements, "Write it under `judgements:` in report.yaml.")
        yield fault("unknown-id", place, message, hint)


_CHECKS: dict[Takes, Callable[[Written, Parameter, Names], Iterator[Diagnostic]]] = {
    Takes.YEAR: _check_year,
    Takes.MONTH: _check_month,
    Takes.SPOT: _check_spot,
    Takes.TABLE: _check_table,
    Takes.NUMBER: _check_number,
    Takes.WORD: _check_word,
    Takes.COUNTRY: _check_country,
    Takes.ID: _check_id,
}
"""What checks a value, by what its parameter takes."""
