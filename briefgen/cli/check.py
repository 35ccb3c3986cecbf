"""`check`: what is wrong with the content, where, and how to mend it."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.settings import Settings, put
from briefgen.cli.wording import number_of
from briefgen.model.diagnostic import Diagnostic, blocks
from briefgen.model.faults import UsageError

if TYPE_CHECKING:
    from briefgen.desk.session import Desk


class Form(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def check(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Reports. Default: the whole desk.")] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="The whole desk, as without ids.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count like errors.")] = False,
    form: Annotated[
        Form | None,
        typer.Option("--format", help="text; json; github, for annotations in a workflow; sarif, for code hosts."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    explain: Annotated[
        str | None, typer.Option(metavar="CODE", help="Print the page of a finding, by code or name, and stop.")
    ] = None,
) -> None:
    """List every fault of the content, with its line and its remedy.

    Exits with 1 where errors are found; with --strict, on warnings too.

    Example: briefgen check mali --strict
    """
    if explain is not None:
        _explain(explain, ids or [])
        return
    from briefgen.cli.diagnostics import merged  # noqa: PLC0415 - start-up, like the next
    from briefgen.cli.targets import targets  # noqa: PLC0415
    from briefgen.desk.check import check_reports  # noqa: PLC0415

    written = _form(form, as_json=as_json)
    desk = ctx.ensure_object(Settings).open()
    wanted = targets(desk, ids or [], every=every)
    found = merged(check_reports(desk, wanted, strict=strict))
    if written is Form.TEXT and not found:
        put(_nothing(desk, wanted))
    else:
        _put(found, written)
    raise typer.Exit(int(blocks(found)))


def _form(form: Form | None, *, as_json: bool) -> Form:
    if as_json and form not in (None, Form.JSON):
        raise UsageError(f"--json and --format {form} exclude each other", "Leave one of them out.")
    return Form.JSON if as_json else form or Form.TEXT


def _explain(word: str, ids: list[str]) -> None:
    from briefgen.cli.diagnostics import look_of  # noqa: PLC0415 - only who asks waits for it
    from briefgen.cli.explain import explained  # noqa: PLC0415

    if ids:
        raise UsageError("--explain shows a page and checks nothing", "Leave the reports out.")
    put(explained(word, look_of(sys.stdout).width))


def _put(found: tuple[Diagnostic, ...], form: Form) -> None:
    """Write findings, and load only what their form needs."""
    if form is Form.TEXT:
        from briefgen.cli.diagnostics import look_of, render_all  # noqa: PLC0415

        put(render_all(found, look_of(sys.stdout)))
    elif form is Form.GITHUB:
        from briefgen.cli.annotations import annotate  # noqa: PLC0415

        if found:
            put(annotate(found))
    elif form is Form.SARIF:
        from briefgen.cli.jsonout import put_json  # noqa: PLC0415
        from briefgen.cli.sarif import sarif  # noqa: PLC0415

        put_json(sarif(found))
    else:
        from briefgen.cli.jsonout import diagnostics_json, put_json  # noqa: PLC0415

        put_json(diagnostics_json(found))


def _nothing(desk: Desk, wanted: tuple[str, ...]) -> str:
    reports, facts = len(wanted), len(desk.library.facts)
    return f"No findings in {number_of(reports, 'report')}, {number_of(facts, 'fact')}."
