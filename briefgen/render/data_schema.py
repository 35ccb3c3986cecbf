"""The JSON Schema of a report's data, read from the nouns themselves: their types, and their docstrings' words."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from briefgen.model import digest, parts
from briefgen.model.attributes import attributes, summary
from briefgen.model.entries import Prose
from briefgen.model.figure import Drawing, FigureSpec
from briefgen.model.parts import Part
from briefgen.render.data import FORMAT, PRINTED, REGISTERS, ReportData

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
}
_POINTER = "RFC 6901: the entry's place in this document."


def report_schema() -> Schema:
    """JSON Schema 2020-12 of what `briefing_json` gives."""
    return _Reading().whole()


class _Reading:
    def __init__(self) -> None:
        self._definitions: dict[str, Schema] = {}

    def whole(self) -> Schema:
        body = self._noun(ReportData, registers=True)
        body["properties"]["format"] |= {"const": FORMAT}
        return {
            "$schema": _DIALECT,
            "$id": FORMAT,
            "title": "Situation report",
            **body,
            "$defs": dict(sorted(self._definitions.items())),
        }

    def _noun(self, noun: type, *, registers: bool = False) -> Schema:
        """An object with every field of a class; in `registers`, entries stand in full where they are listed."""
        told = attributes(noun)
        properties = {}
        for name, hint in self._fields(noun).items():
            schema = self._register(hint) if registers else None
            words = {"description": told[name]} if name in told else {}
            properties[name] = {**(schema or self._of(hint)), **words}
        return _object(properties, summary(noun))

    def _fields(self, noun: type) -> dict[str, Any]:
        hints = get_type_hints(noun, include_extras=False)
        if is_dataclass(noun):
            return {each.name: hints[each.name] for each in fields(noun)}
        if issubclass(noun, BaseModel):
            return {name: hints[name] for name in PRINTED.get(noun, tuple(noun.model_fields))}
        return hints

    def _register(self, hint: Any) -> Schema | None:  # noqa: ANN401 - a type expression
        entry = (get_args(hint) or (None,))[0]
        return {"type": "array", "items": self._defined(entry)} if entry in REGISTERS else None

    def _of(self, hint: Any) -> Schema:  # noqa: ANN401 - a type expression
        """The schema of a type."""
        origin, arguments = get_origin(hint), get_args(hint)
        if hint in _PLAIN:
            return dict(_PLAIN[hint])
        if hint in REGISTERS:
            return _pointer(REGISTERS[hint])
        if origin is None:
            return self._defined(hint)
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin is tuple:
            return self._tuple(arguments)
        one_of = origin in (Union, types.UnionType)
        return {"anyOf": [self._of(each) for each in arguments]} if one_of else self._mapping(arguments)

    def _mapping(self, arguments: tuple[Any, ...]) -> Schema:
        return {"type": "object", "additionalProperties": self._of(arguments[1])}

    def _tuple(self, arguments: tuple[Any, ...]) -> Schema:
        if arguments[-1] is Ellipsis:
            return {"type": "array", "items": self._of(arguments[0])}
        count = len(arguments)
        items = [self._of(each) for each in arguments]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": count}

    def _defined(self, noun: Any) -> Schema:  # noqa: ANN401 - a class
        """A reference to a class's schema, which stands once."""
        if not isinstance(noun, type):
            raise TypeError(f"the data's schema has no form for {noun}")
        name = noun.__name__
        if name not in self._definitions:
            self._definitions[name] = {}  # a noun may hold its own kind
            self._definitions[name] = self._definition(noun)
        return {"$ref": f"#/$defs/{name}"}

    def _definition(self, noun: type) -> Schema:
        if issubclass(noun, Enum):
            return {"enum": [member.value for member in noun], "description": summary(noun)}
        if noun is Part:
            return {"oneOf": [self._defined(each) for each in _kinds()], "description": summary(Part)}
        if noun is FigureSpec:
            drawn = {name: schema for name, schema in self._noun(Drawing)["properties"].items() if name != "svg"}
            return _object(self._noun(FigureSpec)["properties"] | drawn, summary(FigureSpec))
        schema = self._noun(noun)
        if issubclass(noun, Part):
            own = {"kind": {"const": noun.kind}, **schema["properties"]}
            return _object(own, summary(noun))
        if noun is Prose:
            text = {
                "type": "string",
                "description": "The same as plain text: without citations, with what is drawn named.",
            }
            return _object(schema["properties"] | {"text": text}, "A text in Markdown, with citations as `[@fact]`.")
        return schema


def _pointer(register: str) -> Schema:
    """A string that says where in this document an entry stands."""
    pattern = f"^/{register}/(0|[1-9][0-9]*)$"
    return {"type": "string", "format": "json-pointer", "pattern": pattern, "description": _POINTER}


def _object(properties: Mapping[str, Schema], description: str) -> Schema:
    schema = {"type": "object", "properties": dict(properties), "required": list(properties)}
    return {**schema, "additionalProperties": False, "description": description}


def _kinds() -> list[type[Part]]:
    """Every kind of part, by name: a report's, and a digest's."""
    found = [each for module in (parts, digest) for each in vars(module).values() if isinstance(each, type)]
    return sorted({each for each in found if issubclass(each, Part) and each.kind}, key=lambda each: each.kind)
