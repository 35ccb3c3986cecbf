"""`list`: what the desk holds."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.settings import Settings, tell
from briefgen.model.diagnostic import blocks
from briefgen.model.faults import UsageError

if TYPE_CHECKING:
    from briefgen.desk.session import Desk


class Listed(StrEnum):
    """What can be listed."""

    REPORTS = "reports"
    COUNTRIES = "countries"
    TOPICS = "topics"
    SOURCES = "sources"
    FACTS = "facts"
    ACTORS = "actors"
    CLIENTS = "clients"
    ISSUES = "issues"


def list_nouns(  # noqa: PLR0913 - each option is an argument
    ctx: typer.Context,
    noun: Annotated[Listed, typer.Argument(metavar="WHAT", help="|".join(Listed))] = Listed.REPORTS,
    *,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only what has to do with it: ISO code or profile id.")
    ] = None,
    topic: Annotated[str | None, typer.Option(metavar="ID", help="Only what has to do with this topic.")] = None,
    source: Annotated[str | None, typer.Option(metavar="ID", help="Only what rests on this source.")] = None,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="At most N. Default: all; of issues the newest 20.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """List reports, or what else the desk holds, as a table.

    A "!" behind a fact's grade says that another fact contradicts it.

    Example: briefgen list facts --country ML --topic regional-bodies
    """
    filtered = bool(country or topic or source)
    if noun is Listed.ISSUES:
        _list_issues(ctx.ensure_object(Settings), limit, filtered=filtered, as_json=as_json)
        return
    from briefgen.cli.filters import read_filters, select  # noqa: PLC0415 - start-up, like the next
    from briefgen.cli.tables import print_table, rows_of  # noqa: PLC0415

    desk = ctx.ensure_object(Settings).open()
    chosen = select(desk.library, noun.value, read_filters(desk.library, country, topic, source))[:limit]
    if as_json:
        from briefgen.cli.jsonout import put_json  # noqa: PLC0415 - start-up, like the next
        from briefgen.cli.noun_json import noun_json  # noqa: PLC0415

        put_json([noun_json(one, desk) for one in chosen])
    elif chosen:
        print_table(*rows_of(noun.value, chosen, desk), sys.stdout)
    else:
        tell(f"No {noun.value} pass these filters." if filtered else f"No {noun.value}.")
    say_faulty(desk)


def _list_issues(settings: Settings, limit: int | None, *, filtered: bool, as_json: bool) -> None:
    if filtered:
        raise UsageError("issues are not filtered", "Leave --country, --topic and --source out.")
    from briefgen.cli.issues import list_issues  # noqa: PLC0415 - start-up

    list_issues(settings, limit, as_json=as_json)


def say_faulty(desk: Desk) -> None:
    """Warn that what was shown is not all, where content could not be read.

    Raises:
        typer.Exit: With 1, where there are errors.
    """
    if blocks(desk.diagnostics):
        from briefgen.cli.diagnostics import count  # noqa: PLC0415 - start-up

        tell(f"{count(desk.diagnostics)} in the desk; what is faulty may be missing here. See them: briefgen check")
        raise typer.Exit(1)
