"""`init` and `new`: desks and entries to begin with."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from briefgen.cli.settings import Settings, put, tell, today
from briefgen.model.faults import UsageError

if TYPE_CHECKING:
    from briefgen.desk.session import Desk


class Entry(StrEnum):
    """What can be begun."""

    REPORT = "report"
    COUNTRY = "country"
    TOPIC = "topic"
    SOURCE = "source"
    FACT = "fact"
    ACTOR = "actor"
    CLIENT = "client"


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Default: the working folder.", show_default=False)
    ] = Path(),
) -> None:
    """Make a new desk with a commented example that builds.

    Files that are there already stay as they are.

    Example: briefgen init my-desk
    """
    from briefgen.desk.scaffold import init_desk  # noqa: PLC0415 - start-up

    made = init_desk(Path.cwd() / folder, today())
    for path in made.written:
        put(_shown(path))
    for path in made.kept:
        tell(f"{_shown(path)} was there and stays as it is.")
    where = "" if folder == Path() else f"cd {folder} && "
    tell(f"The desk is ready. See what it makes of its example: {where}briefgen build example")


def new(
    ctx: typer.Context,
    kind: Annotated[Entry, typer.Argument(metavar="KIND", help="|".join(Entry))],
    name: Annotated[str, typer.Argument(metavar="ID", help="Its id: small letters, digits and hyphens.")],
    template: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Of a report: situation-report, flash or country-profile.", show_default=False
        ),
    ] = None,
) -> None:
    """Write a commented file in the right place, to be filled in.

    Example: briefgen new fact port-of-dakar-closed
    """
    from briefgen.desk.scaffold import new_entry  # noqa: PLC0415 - start-up

    _require_template(kind, template)
    desk = ctx.ensure_object(Settings).open()
    _refuse_taken(desk, kind.value, name)
    for path in new_entry(desk.workspace, kind.value, name, today(), template):
        put(_shown(path))
    tell("Fill in what stands without a #, then see whether it holds: briefgen check")


def _require_template(kind: Entry, template: str | None) -> None:
    from briefgen.model.report import TemplateName  # noqa: PLC0415 - start-up

    known = get_args(TemplateName)
    if template is not None and template not in known:
        raise UsageError(f"unknown template '{template}'", f"There are: {', '.join(known)}.")
    if template is not None and kind is not Entry.REPORT:
        raise UsageError(f"A {kind.value} has no template.", "Only a report has one.")


def _refuse_taken(desk: Desk, kind: str, name: str) -> None:
    """An id may also be taken in a list that another file holds."""
    place = desk.library.places.get((kind, name))
    if place:
        raise UsageError(f"The {kind} '{name}' exists already, in {place.file}.", "Choose another id.")


def _shown(path: Path) -> str:
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
