"""Schemas of content for editors: what the loader takes is valid by them, and what it refuses for its shape is not."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from briefgen.load.content import FOLDERS
from briefgen.load.content_schema import CONTENT, content_schema
from briefgen.load.yaml_file import parse_yaml

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds").rglob("*.yaml"))
SCAFFOLDED = sorted((ROOT / "templates" / "desk" / "init" / "seeds").rglob("*.yaml"))
BRANDS = sorted((ROOT / "templates" / "brands").rglob("brand.yaml"))
CHECKS = {kind: Draft202012Validator(content_schema(kind)) for kind in CONTENT}

FACT = {"id": "a", "statement": "It is so.", "evidence": [{"source": "b", "at": "page 1"}]}
SOURCE = {"id": "a", "title": "T", "publisher": "P", "reliability": "B", "descriptor": "D."}
COUNTRY = {"id": "mali", "name": "Mali", "code": "ML"}
REPORT = {"title": "T", "covers": ["mali"]}


def faults(kind, data):
    """What is wrong with a file's data."""
    return [f"{fault.json_path}: {fault.message}" for fault in CHECKS[kind].iter_errors(data)]


def kind_of(path):
    """What a file holds, by the folder that it lies in."""
    return "brand" if path.name == "brand.yaml" else next(FOLDERS[part] for part in path.parts if part in FOLDERS)


@pytest.mark.parametrize("path", [*SEEDS, *SCAFFOLDED, *BRANDS], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_loads_is_valid(path):
    """Every file of the demo desk, of a new desk, and of the brands."""
    assert faults(kind_of(path), parse_yaml(path.read_text(encoding="utf-8"), path.name).data) == []


@pytest.mark.parametrize("kind", CONTENT)
def test_every_field_says_what_it_is(kind):
    """In the words of the noun's own docstring; and no field is taken that the noun does not have."""
    schema = content_schema(kind)
    Draft202012Validator.check_schema(schema)
    for definition in schema["$defs"].values():
        assert definition["description"]
        for name, field in definition.get("properties", {}).items():
            assert len(field["description"]) > 3, name
        if "properties" in definition:
            assert definition["additionalProperties"] is False


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("fact", FACT),
        ("fact", [FACT, FACT]),
        ("fact", {key: value for key, value in FACT.items() if key != "id"}),
        ("fact", {**FACT, "statement": {"en": "It is so.", "fr": "C'est ainsi."}}),
        ("fact", {**FACT, "when": 2025}),
        ("fact", {**FACT, "when": "2022-01/2023"}),
        ("fact", {**FACT, "places": ["Bamako", {"en": "Timbuktu", "fr": "Tombouctou"}]}),
        ("source", {**SOURCE, "published": "2025-08", "author": None}),
        ("report", {**REPORT, "id": "mali"}),
    ],
)
def test_what_the_loader_takes_is_valid(kind, data):
    """One entry or a list; the id of a lone one may be left out; a text or one a language; dates in four forms."""
    assert faults(kind, data) == []


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("fact", []),
        ("fact", [{key: value for key, value in FACT.items() if key != "id"}]),
        ("fact", {**FACT, "evidence": []}),
        ("fact", {**FACT, "statment": "x"}),
        ("fact", {**FACT, "when": "August 2025"}),
        ("fact", {**FACT, "review_by": "2025-08"}),
        ("fact", {**FACT, "countries": ["Mali"]}),
        ("fact", {**FACT, "statement": {}}),
        ("fact", {**FACT, "statement": {"English": "x"}}),
        ("fact", {**FACT, "statement": 5}),
        ("fact", {**FACT, "grade": {"credibility": 7, "reason": "x"}}),
        ("fact", {**FACT, "marking": "TLP:WHITE"}),
        ("source", {**SOURCE, "reliability": "G"}),
        ("source", {**SOURCE, "read": "yes"}),
        ("source", {**SOURCE, "url": "ftp://x"}),
        ("source", {**SOURCE, "id": "Not_An_Id"}),
        (
            "country",
            {**COUNTRY, "ratings": [{"category": "x", "likelihood": 6, "impact": 1, "rationale": "x", "facts": ["a"]}]},
        ),
        ("report", [REPORT]),
        ("report", {**REPORT, "likelihood_scale": "own"}),
        ("brand", {"meta": {"name": {"short": {"en": "A"}, "full": "A"}}}),
        ("topic", "x"),
    ],
)
def test_what_the_loader_refuses_is_not_valid(kind, data):
    """For its shape: what it refers to only the loader knows."""
    assert faults(kind, data)
