"""`check`: what is wrong with the content, where, and how to mend it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from briefgen.cli.settings import Settings, put
from briefgen.model.diagnostic import blocks


def check(
    ctx: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Reports. Default: the whole desk.")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="The whole desk, as without ids.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count like errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """List every fault of the content, with its line and its remedy.

    Exits with 1 where errors are found; with --strict, on warnings too.

    Example: briefgen check mali --strict
    """
    from briefgen.cli.diagnostics import look_of, merged, render_all  # noqa: PLC0415 - start-up, like the next
    from briefgen.cli.jsonout import diagnostics_json, put_json  # noqa: PLC0415
    from briefgen.cli.targets import targets  # noqa: PLC0415
    from briefgen.desk.check import check_reports  # noqa: PLC0415

    desk = ctx.ensure_object(Settings).open()
    wanted = targets(desk, ids or [], every=every)
    found = merged(check_reports(desk, wanted, strict=strict))
    if as_json:
        put_json(diagnostics_json(found))
    elif found:
        put(render_all(found, look_of(sys.stdout)))
    else:
        put(f"No findings in {_number(len(wanted), 'report')}, {_number(len(desk.library.facts), 'fact')}.")
    raise typer.Exit(int(blocks(found)))


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
