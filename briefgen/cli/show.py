"""`show`: what is known of one thing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.settings import Settings, put
from briefgen.model.faults import UsageError

if TYPE_CHECKING:
    from briefgen.cli.jsonout import Json
    from briefgen.desk.session import Desk
    from briefgen.model.base import Noun

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
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of a fact, source, actor, profile, report or client.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of all that bears the id.")] = False,
) -> None:
    """Show what is known of one thing.

    A fact's grade and why, a source's facts, a profile's ratings, a report's state. Where an id names several things,
    a report and a country, each of them is shown.

    Example: briefgen show mali
    """
    from briefgen.cli.listing import say_faulty  # noqa: PLC0415 - start-up

    desk = ctx.ensure_object(Settings).open()
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


def _has(desk: Desk, plural: str, name: str) -> bool:
    return name in getattr(desk.library, plural)


def _unknown(name: str, desk: Desk) -> UsageError:
    from briefgen.cli.nearest import did_you_mean  # noqa: PLC0415 - start-up

    names = [one for plural in _KINDS for one in getattr(desk.library, plural)]
    return UsageError(f"unknown id '{name}'", did_you_mean(name, names) or "See what there is: briefgen list facts")


def _json(kind: str, noun: Noun, desk: Desk) -> Json:
    from briefgen.cli.jsonout import noun_json  # noqa: PLC0415 - start-up

    place = desk.library.places.get((kind, getattr(noun, "id", "")))
    return {"kind": kind, "file": place.file if place else None, **noun_json(noun, desk)}
