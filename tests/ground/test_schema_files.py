"""The published schemas are those of the code."""

import importlib.util

from checkout import ROOT

_spec = importlib.util.spec_from_file_location("schema_files", ROOT / "tests" / "schema_files.py")
files = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(files)


def test_the_schemas_on_disk_are_those_of_the_nouns():
    """Otherwise `./run pages` was forgotten."""
    on_disk = {path.name: path.read_text(encoding="utf-8") for path in files.FOLDER.glob("*.json")}
    assert on_disk == dict(files.schema_files())
