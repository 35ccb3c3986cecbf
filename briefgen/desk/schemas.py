"""The schemas that briefgen publishes: of what a desk's files hold, and of a report's data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from briefgen.load.content_schema import CONTENT, content_schema
from briefgen.render.data_schema import report_schema

REPORT_JSON = "report-json"
"""Name of the schema of what `build --format json` writes."""

SCHEMAS = (*CONTENT, REPORT_JSON)
"""Names of all schemas."""


def schema(name: str) -> Mapping[str, Any]:
    """The schema of that name, JSON Schema 2020-12."""
    return report_schema() if name == REPORT_JSON else content_schema(name)


def schema_text(name: str) -> str:
    """The same as a file."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def schema_file(name: str) -> str:
    """Name of the file that holds it."""
    return f"{name}.schema.json"
