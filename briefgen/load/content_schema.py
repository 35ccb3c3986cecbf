"""JSON Schemas of what a desk's YAML files hold, for editors: what the loader accepts, with the nouns' own words."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from briefgen.load.library import NOUNS
from briefgen.load.shapes import Shape, shape_of
from briefgen.model.attributes import attributes, summary
from briefgen.model.base import LANGUAGE_PATTERN, Noun
from briefgen.model.brand import Brand
from briefgen.model.report import Judgement, Report
from briefgen.model.scales import SCALES

Json = dict[str, Any]

CONTENT: dict[str, type[Noun]] = {**NOUNS, "brand": Brand}
"""What has a file of its own in a desk."""

_ALONE = (Report, Brand)
"""Nouns that stand alone in their file; of the others a file may hold a list."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ONE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_WHEN = "A day 2025-08-14, a month 2025-08, a year 2025, or an interval of two of these: 2022/2023."
_NAMES = {
    "source": "id of a source",
    "read-source": "id of a source that was read",
    "fact": "id of a fact",
    "actor": "id of an actor",
    "country": "id of a country's profile",
    "topic": "id of a topic",
    "report": "id of a report",
    "country-code": "ISO 3166-1 alpha-2 code",
}


def content_schema(kind: str) -> Json:
    """JSON Schema 2020-12 of a file of that kind.

    Args:
        kind: A key of `CONTENT`.
    """
    noun = CONTENT[kind]
    whole = noun.model_json_schema(schema_generator=_Schema, mode="validation")
    definitions = dict(sorted({**whole.pop("$defs", {}), noun.__name__: whole}.items()))
    for definition in definitions.values():
        definition["description"] = definition["description"].partition("\n\n")[0]
    entry = definitions[noun.__name__]
    one: Json = {"$ref": f"#/$defs/{noun.__name__}"}
    if noun not in _ALONE:
        # A list's entries name themselves; a lone one may take the name of its file.
        several = {"type": "array", "minItems": 1, "items": {**one, "required": ["id"]}}
        one = {"if": {"type": "array"}, "then": several, "else": one}
    if "id" in entry.get("required", ()):
        entry["required"].remove("id")
        if not entry["required"]:
            del entry["required"]
    return {"$schema": _DIALECT, "title": kind, "description": summary(noun), **one, "$defs": definitions}


class _Schema(GenerateJsonSchema):
    """Pydantic's schemas, with what the loader knows besides: forms of dates, whose ids, which texts have languages."""

    def date_schema(self, schema: core_schema.DateSchema) -> Json:  # noqa: ARG002 - pydantic's signature
        return {"type": "string", "format": "date", "pattern": f"^{_DAY}$", "examples": ["2025-08-14"]}

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> Json:  # noqa: ARG002 - pydantic's signature
        """A date as sources give it: the one noun that is no model."""
        text = {"type": "string", "pattern": f"^{_ONE}(/{_ONE})?$"}
        year = {"type": "integer", "minimum": 1000, "maximum": 9999}
        examples = ["2025-08-14", "2025-08", 2025, "2022/2023"]
        return {"anyOf": [text, year], "description": _WHEN, "examples": examples}

    def model_schema(self, schema: core_schema.ModelSchema) -> Json:
        """A noun, with the sentences of its docstring."""
        noun: type[BaseModel] = schema["cls"]
        made = super().model_schema(schema)
        told = attributes(noun)
        for name, field in made.get("properties", {}).items():
            field.pop("title", None)
            _refine(field, shape_of(noun).fields[name])
            _flat(field)
            if (noun, name) == (Judgement, "likelihood"):
                field |= {"enum": sorted({band.key for scale in SCALES.values() for band in scale.bands})}
            field["description"] = _words(told.get(name, ""), shape_of(noun).fields[name])
        return {**made, "description": summary(noun), "title": noun.__name__}


def _refine(field: Json, shape: Shape) -> None:
    """Add to a field's schema what its shape knows."""
    if shape.item:
        for item in field.get("prefixItems", [field["items"]] if "items" in field else []):
            _refine(item, shape.item)
        return
    for holder in (field, *field.get("anyOf", ())):
        if holder.get("type") != "string":
            continue
        if shape.words:
            _open_to_languages(holder)
        elif shape.ref and "country-code" in shape.ref.kinds:
            holder["examples"] = ["ML"]


def _open_to_languages(holder: Json) -> None:
    """Let a text be given for each language too: `{en: …, fr: …}`. How long it may be holds for each."""
    one = {key: holder.pop(key) for key in ("type", "minLength", "maxLength") if key in holder}
    several = {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": LANGUAGE_PATTERN},
        "additionalProperties": one,
        "description": "The text in several languages: `{en: …, fr: …}`.",
    }
    holder["anyOf"] = [one, several]


def _flat(field: Json) -> None:
    """One list of what a field may be, instead of lists within lists."""
    branches: list[Json] = []
    for branch in field.pop("anyOf", ()):
        branches += branch["anyOf"] if set(branch) == {"anyOf"} else [branch]
    if branches:
        field["anyOf"] = branches


def _words(sentence: str, shape: Shape) -> str:
    ref = shape.ref or (shape.item.ref if shape.item else None)
    names = [_NAMES[kind] for kind in (ref.kinds if ref else ()) if kind in _NAMES]
    if not names:
        return sentence
    what = f"{' or '.join(names)}."
    what = f"Each an {what}" if shape.item else what[0].upper() + what[1:]
    return f"{sentence} {what}".strip()
