"""`schema`: what may stand in a file, for editors and programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.settings import put, tell
from briefgen.model.faults import UsageError

_Name = Annotated[
    str | None,
    typer.Argument(
        metavar="TYPE", help="source, fact, actor, …, or report-json for a report's data.", show_default=False
    ),
]
_Output = Annotated[Path | None, typer.Option(metavar="DIR", help="Write one file a type into this folder.")]


def schema(name: _Name = None, *, output: _Output = None) -> None:
    """Print the JSON Schema of a content type, or write all of them into a folder.

    Editors complete and check YAML by it. In Visual Studio Code, with the YAML extension, the first line of a file names
    its schema: "# yaml-language-server: $schema=../../schemas/fact.schema.json"; the setting yaml.schemas does so for
    whole folders. No TYPE and --output DIR: all of them.

    Example: briefgen schema --output schemas
    """
    from briefgen.cli.nearest import did_you_mean  # noqa: PLC0415 - start-up
    from briefgen.desk.schemas import SCHEMAS, schema_text  # noqa: PLC0415 - start-up

    there_are = f"There are {', '.join(SCHEMAS)}."
    if name and name not in SCHEMAS:
        raise UsageError(f"there is no content type '{name}'", did_you_mean(name, SCHEMAS) or there_are)
    if output:
        _write(output, (name,) if name else SCHEMAS)
    elif name:
        put(schema_text(name).rstrip("\n"))
    else:
        raise UsageError("Which type?", f"{there_are} All at once: briefgen schema --output DIR")


def _write(folder: Path, names: tuple[str, ...]) -> None:
    from briefgen.archive.files import publish  # noqa: PLC0415 - start-up
    from briefgen.desk.schemas import schema_file, schema_text  # noqa: PLC0415 - start-up

    for name in names:
        path = folder / schema_file(name)
        publish(path, schema_text(name).encode())
        put(str(path))
    tell("Name one in the first line of a YAML file: # yaml-language-server: $schema=PATH")
