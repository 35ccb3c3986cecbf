"""`schema` on the command line."""

import json

import pytest

TYPES = ("source", "fact", "actor", "country", "topic", "report", "client", "brand", "report-json")


@pytest.mark.parametrize("name", TYPES)
def test_a_type_is_printed_as_one_json_value(briefgen, name):
    """And nothing else, so that it can be sent into a file."""
    ran = briefgen("schema", name)
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_all_go_into_a_folder(briefgen, tmp_path):
    """One file a type, each told; no desk is needed."""
    ran = briefgen("schema", "--output", tmp_path / "schemas")
    assert ran.code == 0
    written = sorted((tmp_path / "schemas").iterdir())
    assert [path.name for path in written] == sorted(f"{name}.schema.json" for name in TYPES)
    assert sorted(ran.out.split()) == [str(path) for path in written]
    assert "yaml-language-server: $schema=" in ran.err
    assert json.loads((tmp_path / "schemas" / "fact.schema.json").read_text(encoding="utf-8"))["title"] == "fact"


def test_one_goes_into_a_folder(briefgen, tmp_path):
    """Alone."""
    assert briefgen("schema", "fact", "--output", tmp_path).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["fact.schema.json"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["fcat"], "there is no content type 'fcat'. Did you mean 'fact'?"),
        (["poem"], "There are source, fact"),
        ([], "Which type?"),
    ],
)
def test_a_wrong_type_is_told(briefgen, arguments, told):
    """With what there is."""
    ran = briefgen("schema", *arguments)
    assert ran.code == 2
    assert told in ran.err
