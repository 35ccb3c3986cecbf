"""What validation finds, in the desk's words: one finding for each fault, with its remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from briefgen.load.codes import fault
from briefgen.load.nearest import nearest_hint
from briefgen.load.shapes import Pointer, Shape, shape_of
from briefgen.load.yaml_file import Unreadable
from briefgen.model.base import ID_PATTERN, LANGUAGE_PATTERN
from briefgen.model.dates import PartialDate
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Place

DATE_FORMS = "Write a day 2025-08-14, a month 2025-08, a year 2025 or an interval 2022/2023."
_DAY_FORM = "Write the day as 2025-08-14."
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_SHOWN = 60
_MISSING = object()

# By pattern: what the text is not, and how to write it.
_PATTERNS = {
    ID_PATTERN: ("malformed-id", "is not an id", "Ids are lower-case letters and digits with hyphens in between: `aes-left-ecowas`."),
    r"^[A-Z]{2}$": ("malformed-value", "is not a country code", "Write ISO 3166-1 alpha-2 in capitals: ML for Mali."),
    r"^https?://\S+$": ("malformed-value", "is not a web address", "Write it from https:// on, without spaces."),
    r"^#[0-9A-Fa-f]{6}$": ("malformed-value", "is not a colour", "Write it in quotes as '#1A2B3C'."),
    r"^(normal|italic)$": ("unknown-value", "is not a font style", "Write normal or italic."),
    LANGUAGE_PATTERN: ("malformed-value", "is not a language tag", "Write a language tag: en, fr, ar, pt-BR."),
}  # fmt: skip
_OTHER = ("malformed-value", "is not written as it should be", "Compare it with an entry that works.")
_KEPT_ELSEWHERE = r"^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$"
_NO_SECRET = ("bare-secret", "a secret itself cannot stand here", "Name where it is kept: env:NAME or file:path.")


@dataclass(frozen=True, slots=True)
class _Case:
    """One complaint of the validator, made readable.

    Attributes:
        kind: Its type.
        name: The field, as a person would call it.
        pointer: Where, within the noun.
        value: What was written, or _MISSING.
        shape: What may be written there; the noun's own where a field is missing or unknown.
        limits: The validator's numbers and patterns.
        optional: Whether the field may be left out.
    """

    kind: str
    name: str
    pointer: Pointer
    value: Any
    shape: Shape
    limits: Mapping[str, Any]
    optional: bool = False

    @property
    def leave_out(self) -> str:
        """The other way to mend it."""
        return " Or leave the field out." if self.optional else ""


def describe(noun: type[BaseModel], raw: object, errors: Iterable[Mapping[str, Any]], place: Place) -> list[Diagnostic]:
    """Findings for a validator's errors.

    Args:
        noun: What the data should be.
        raw: The data.
        errors: The validator's `errors()`.
        place: Of the noun.
    """
    found: dict[tuple[Pointer, str], Diagnostic] = {}
    for error in errors:
        case = _case(shape_of(noun), raw, error)
        told = None if isinstance(case.value, Unreadable) else _tell(case)
        # A union complains once for each of its types; the first complaint stands for all.
        key = (case.pointer, case.name if case.kind in ("missing", "extra_forbidden") else "")
        if told and key not in found:
            found[key] = fault(told[0], place.inside(*case.pointer), told[1], told[2])
    return list(found.values())


def day_fault(value: object, name: str, place: Place) -> Diagnostic:
    """What is wrong with a text that should be one calendar day."""
    text = str(value).strip()
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return fault("impossible-date", place, f"no calendar has the day '{text}'", _DAY_FORM)
    message = f"'{name}' must be one day, and '{text[:_SHOWN]}' is none"
    return fault("malformed-date", place, message, _DAY_FORM)


def _case(shape: Shape, raw: Any, error: Mapping[str, Any]) -> _Case:  # noqa: ANN401 - data as read
    """Follow the error's location through data and shape; steps that only name a union's branch end it."""
    pointer: list[str | int] = []
    kind, here, above = error["type"], shape, shape
    value = raw
    for step in error["loc"]:
        deeper = here.step(step)
        if deeper is None or (kind == "missing" and len(pointer) == len(error["loc"]) - 1):
            break
        value = _at(value, step)
        pointer.append(step)
        above, here = here, deeper
    last = error["loc"][-1] if error["loc"] else ""
    if kind == "extra_forbidden":
        return _Case(kind, str(last), (*pointer, last), _at(value, last), here, {})
    name = str(last) if kind == "missing" else _name(pointer)
    return _Case(
        kind,
        name,
        tuple(pointer),
        value,
        here,
        error.get("ctx", {}),
        bool(pointer) and pointer[-1] not in above.required,
    )


def _at(value: Any, step: str | int) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return value.get(step, _MISSING)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return _MISSING


def _name(pointer: list[str | int]) -> str:
    names = [step for step in pointer if isinstance(step, str)]
    if not names:
        return "the entry"
    return f"an entry of '{names[-1]}'" if isinstance(pointer[-1], int) else f"'{names[-1]}'"


def _tell(case: _Case) -> tuple[str, str, str] | None:  # noqa: PLR0911 - a table of cases
    """Fault, message and remedy; None where something else reports it."""
    kind = case.kind
    if kind == "missing":
        return _missing(case)
    if kind == "extra_forbidden":
        hint = nearest_hint(case.name, case.shape.fields, f"Fields here: {', '.join(case.shape.fields)}.")
        return "unknown-field", f"unknown field '{case.name[:_SHOWN]}'", hint
    if case.value is None:
        return "wrong-type", f"{case.name} is empty", _wanted(case.shape) + case.leave_out
    if case.shape.kind == "value" and isinstance(case.value, str) and not kind.startswith("string_"):
        return None  # A union complains for its other types too.
    if kind == "value_error":
        return _partial_date(case)
    if kind.startswith("date_"):
        return None  # The walk over days has its own words for them.
    if kind in _LIMITS:
        return _LIMITS[kind](case)
    return (
        "wrong-type",
        f"{case.name} must be {_KINDS[case.shape.kind]}, not {_type(case.value)}",
        _wanted(case.shape, case.value),
    )


def _missing(case: _Case) -> tuple[str, str, str]:
    shape = case.shape.step(case.name)
    if shape is None:
        return "wrong-type", f"{_name(list(case.pointer))} has too few entries", "Write all of them."
    return "missing-field", f"the field '{case.name}' is missing", f"Add `{case.name}:`. {_wanted(shape)}"


def _partial_date(case: _Case) -> tuple[str, str, str]:
    text = str(case.value).strip()
    ends = text.split("/")
    if isinstance(case.value, (bool, list, dict)) or len(ends) > 2 or not all(map(_DATE.fullmatch, ends)):  # noqa: PLR2004 - begin and end
        return "malformed-date", f"{case.name} is not a date: '{text[:_SHOWN]}'", DATE_FORMS
    for end in ends:
        try:
            PartialDate(end)
        except ValueError:
            return "impossible-date", f"no calendar has '{end}'", DATE_FORMS
    return "backward-interval", f"the interval '{text}' ends before it begins", "Write the earlier date first."


def _choice(case: _Case) -> tuple[str, str, str]:
    word = str(case.value)
    allowed = ", ".join(case.shape.allowed)
    near = nearest_hint(word.lower(), (choice.lower() for choice in case.shape.allowed))
    meant = next((choice for choice in case.shape.allowed if near == f"Did you mean '{choice.lower()}'?"), "")
    hint = f"Did you mean '{meant}'? Allowed: {allowed}." if meant else f"Allowed: {allowed}."
    return "unknown-value", f"{case.name} cannot be '{word[:_SHOWN]}'", hint


def _pattern(case: _Case) -> tuple[str, str, str]:
    # What was written may be the secret itself: it is not repeated.
    if case.limits["pattern"] == _KEPT_ELSEWHERE:
        return _NO_SECRET
    name, what, hint = _PATTERNS.get(case.limits["pattern"], _OTHER)
    return name, f"'{str(case.value)[:_SHOWN]}' {what}", hint


def _few(case: _Case) -> tuple[str, str, str] | None:
    # Entries that are faulty themselves are not counted by the validator, but they are there.
    if isinstance(case.value, list) and len(case.value) >= case.limits["min_length"]:
        return None
    return "empty-list", f"{case.name} needs at least one entry", "Add one, or delete what cannot have any."


def _bounds(case: _Case) -> tuple[str, str, str]:
    low, high = case.limits.get("ge"), case.limits.get("le")
    limit = f"at least {low}" if low is not None else f"at most {high}"
    return "out-of-range", f"{case.name} is {case.value}; it must be {limit}", f"Write a number that is {limit}."


_LIMITS = {
    "enum": _choice,
    "literal_error": _choice,
    "string_pattern_mismatch": _pattern,
    "string_too_short": lambda case: ("empty-text", f"{case.name} is empty", f"Write the text.{case.leave_out}"),
    "string_too_long": lambda case: (
        "overlong-text",
        f"{case.name} has {len(str(case.value)):,} characters; {case.limits['max_length']:,} are allowed",
        "Shorten it, or split it.",
    ),
    "too_short": _few,
    "too_long": lambda case: ("wrong-type", f"{case.name} has too many entries", "Leave out what is too much."),
    "greater_than_equal": _bounds,
    "less_than_equal": _bounds,
}

_KINDS = {
    "text": "text",
    "number": "a whole number",
    "switch": "true or false",
    "day": "one day",
    "when": "a date",
    "choice": "one of a few words",
    "list": "a list",
    "noun": "a set of fields",
    "value": "text, a number, or true or false",
}


def _type(value: object) -> str:
    if isinstance(value, str):
        return f"the text '{value[:_SHOWN]}'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return "a set of fields" if isinstance(value, dict) else "a list"
    return f"the number {value}" if isinstance(value, (int, float)) else f"'{value}'"


def _wanted(shape: Shape, value: object = None) -> str:
    """How to write a value of that shape."""
    if shape.kind == "noun":
        return f"Write its fields, indented, one a line: {', '.join(shape.fields)}."
    if shape.kind == "choice":
        return f"Allowed: {', '.join(shape.allowed)}."
    if shape.kind == "list":
        scalar = isinstance(value, (str, int, float)) and not isinstance(value, bool)
        return f"Write it in brackets: [{str(value)[:_SHOWN]}]." if scalar else "Write a list: [a, b]."
    if shape.kind == "text" and isinstance(value, (int, float, bool, date)):
        shown = str(value).lower() if isinstance(value, bool) else value
        return f"Put it in quotes: '{shown}'."
    words = {
        "number": "Write digits, without quotes.",
        "switch": "Write true or false.",
        "day": _DAY_FORM,
        "when": DATE_FORMS,
    }
    return words.get(shape.kind, "Write text." if shape.kind == "text" else f"Write {_KINDS[shape.kind]}.")
