"""The commands and the options they share."""

from __future__ import annotations

import logging
import sys
from copy import copy
from pathlib import Path
from typing import Annotated

import typer

import briefgen
from briefgen.cli.build import build
from briefgen.cli.check import check
from briefgen.cli.diff import diff
from briefgen.cli.issue import issue
from briefgen.cli.judgements import judgements, resolve
from briefgen.cli.listing import list_nouns
from briefgen.cli.outbox import outbox
from briefgen.cli.scaffold import init, new
from briefgen.cli.schedule import schedule, weekly
from briefgen.cli.schema import schema
from briefgen.cli.settings import Settings, put
from briefgen.cli.show import show
from briefgen.cli.status import status
from briefgen.cli.verify import verify
from briefgen.cli.withdraw import withdraw
from briefgen.cli.workflow import approve, review

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(asked: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if asked:
        put(f"briefgen {briefgen.__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def options(
    ctx: typer.Context,
    *,
    workspace: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The desk's folder. Default: the nearest one upward with briefgen.toml."),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show logs, and tracebacks of faults.")] = False,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Sourced situation reports, as PDF and HTML, from facts and analyst Markdown.

    Start a desk that builds: briefgen init my-desk, then: briefgen --workspace my-desk build example
    """
    settings = ctx.ensure_object(Settings)
    settings.workspace = workspace
    settings.verbose = verbose
    if verbose:
        logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, format="%(name)s: %(message)s")
    if ctx.invoked_subcommand is None:
        put(ctx.get_help())


app.command()(init)
app.command()(new)
app.command("list")(list_nouns)
app.command()(show)
app.command()(check)
app.command()(build)
app.command()(review)
app.command()(approve)
app.command()(issue)
app.command()(weekly)
app.add_typer(schedule, name="schedule")
app.add_typer(outbox, name="outbox")
app.command()(status)
app.command()(diff)
app.command()(judgements)
app.command()(resolve)
app.command()(withdraw)
app.command()(verify)
app.command()(schema)


def program_for(command: str) -> typer.Typer:
    """The program, with as much of it as a command needs: Typer makes a parser of everything that is there.

    Args:
        command: Its name; with another one, or "", the program is whole.
    """
    commands = [
        each for each in app.registered_commands if command in {each.name, getattr(each.callback, "__name__", "")}
    ]
    groups = [each for each in app.registered_groups if each.name == command]
    if not commands and not groups:
        return app
    needed = copy(app)
    needed.registered_commands, needed.registered_groups = commands, groups
    return needed
