"""Writes docs/schemas: the JSON Schema of every content type and of a report's data.

Run it with `./run pages`. The nouns are the source; what lies in docs/schemas is made from them.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from briefgen.desk.schemas import SCHEMAS, schema_file, schema_text

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "schemas"


def schema_files() -> Mapping[str, str]:
    """Every file of docs/schemas by its name."""
    return {schema_file(name): schema_text(name) for name in SCHEMAS}


def main() -> None:
    """Write what changed, and take away what is gone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    files = schema_files()
    for name, text in files.items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    for path in FOLDER.glob("*.json"):
        if path.name not in files:
            path.unlink()
            sys.stdout.write(f"{path.relative_to(ROOT)}: gone\n")


if __name__ == "__main__":
    main()
