"""`show`: what is known of one thing."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.settings import Settings, put
from briefgen.model.faults import UsageError

if TYPE_CHECKING:
    from briefgen.cli.jsonout import Json
    from briefgen.desk.session import Desk
    from briefgen.model.base import Noun

_NUMBER = re.compile(r"(?=.*[A-Z])[A-Z0-9]+-[A-Z0-9]+-[0-9]{4}-[0-9]{4,}")
"""An issue's number: `ASA-SR-2026-0001`. Ids have no capitals."""

# Plural in the library, singular in print; reports first, because they are asked for most.
_KINDS = {
    "reports": "report",
    "countries": "country",
    "topics": "topic",
    "facts": "fact",
    "sources": "source",
    "actors": "actor",
    "clients": "client",
}


def show(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="Id of a fact, source, actor, profile, report or client, or an issue's number."
        ),
    ],
    *,
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write an issue's files, out of the archive, to this folder.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of all that bears the id.")] = False,
) -> None:
    """Show what is known of one thing.

    A fact's grade and why, a source's facts, a profile's ratings, a report's state, an issue and what it was made of.
    Where an id names several things, a report and a country, each of them is shown.

    Example: briefgen show mali
    """
    if _NUMBER.fullmatch(name):
        _show_issue(ctx.ensure_object(Settings), name, output, as_json=as_json)
        return
    if output is not None:
        raise UsageError("--output is for issues", "Name one: briefgen list issues")
    _show_nouns(ctx.ensure_object(Settings).open(), name, as_json=as_json)


def _show_nouns(desk: Desk, name: str, *, as_json: bool) -> None:
    from briefgen.cli.listing import say_faulty  # noqa: PLC0415 - start-up

    found = {kind: getattr(desk.library, plural)[name] for plural, kind in _KINDS.items() if _has(desk, plural, name)}
    if not found:
        raise _unknown(name, desk)
    if as_json:
        from briefgen.cli.jsonout import put_json  # noqa: PLC0415 - start-up

        put_json([_json(kind, noun, desk) for kind, noun in found.items()])
    else:
        from briefgen.cli.cards import card, print_card  # noqa: PLC0415 - start-up

        for number, (kind, noun) in enumerate(found.items()):
            if number:
                put("")
            print_card(card(kind, noun, desk), sys.stdout)
    say_faulty(desk)


def _show_issue(settings: Settings, number: str, output: Path | None, *, as_json: bool) -> None:
    from briefgen.cli.issues import show_issue  # noqa: PLC0415 - start-up

    if not show_issue(settings, number, output, as_json=as_json):
        raise UsageError(f"there is no issue {number}", "See: briefgen list issues")


def _has(desk: Desk, plural: str, name: str) -> bool:
    return name in getattr(desk.library, plural)


def _unknown(name: str, desk: Desk) -> UsageError:
    from briefgen.cli.nearest import did_you_mean  # noqa: PLC0415 - start-up

    names = [one for plural in _KINDS for one in getattr(desk.library, plural)]
    return UsageError(f"unknown id '{name}'", did_you_mean(name, names) or "See what there is: briefgen list facts")


def _json(kind: str, noun: Noun, desk: Desk) -> Json:
    from briefgen.cli.noun_json import noun_json  # noqa: PLC0415 - start-up

    place = desk.library.places.get((kind, getattr(noun, "id", "")))
    return {"kind": kind, "file": place.file if place else None, **noun_json(noun, desk)}
