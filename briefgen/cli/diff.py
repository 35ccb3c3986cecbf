"""`diff`: what changed between issues, or since the last one."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.cli.settings import Settings, put
from briefgen.cli.wording import number_of, reading_width
from briefgen.cli.workflow import AsJson, AsOf, open_report

if TYPE_CHECKING:
    from briefgen.model.changes import Change, Changes

_HEADINGS = {
    "rating": "Ratings",
    "indicator": "Indicators",
    "judgement": "Judgements",
    "scenario": "Scenarios",
    "contradiction": "Contradictions",
    "fact": "Facts",
    "source": "Sources",
    "actor": "Actors",
    "section": "Sections",
    "profile": "Profiles",
    "report": "The report itself",
}
_LABELLED = frozenset({"rating", "indicator", "section", "contradiction", "report"})
"""What people know by its label alone; the rest is named with its id."""

_TOLD_OTHERWISE = frozenset({"low", "high"})
"""The ends of a likelihood's range, which is printed as such."""

_SHORT = 60


def diff(  # noqa: PLR0913 - each option is an argument
    ctx: typer.Context,
    report: Annotated[str, typer.Argument(metavar="ID", help="A report.", show_default=False)],
    earlier: Annotated[
        str | None, typer.Argument(metavar="FROM", help="Number of an issue. Default: the last one.")
    ] = None,
    later: Annotated[
        str | None, typer.Argument(metavar="TO", help="Number of a later issue. Default: the content as it stands.")
    ] = None,
    *,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Show what changed since the last issue, or between two.

    Compared by identity, not by text: facts, contradictions, ratings, indicators, judgements, scenarios and sections,
    each with what it was and what it is.

    Example: briefgen diff mali ASA-SR-2026-0001 ASA-SR-2026-0002
    """
    changes = _changes(ctx, report, earlier, later, as_of)
    if as_json:
        from briefgen.cli.jsonout import put_json  # noqa: PLC0415 - start-up

        put_json(changes_json(changes))
    else:
        put("\n".join(_lines(changes)))


def _changes(ctx: typer.Context, report: str, earlier: str | None, later: str | None, as_of: date | None) -> Changes:
    from briefgen.desk.diff import changes_between, changes_since  # noqa: PLC0415 - start-up, like the next
    from briefgen.load.workspace import find_workspace  # noqa: PLC0415

    if earlier and later:
        # Two issues are compared by what the archive holds; the content is not read.
        return changes_between(find_workspace(ctx.ensure_object(Settings).start), report, earlier, later)
    return changes_since(open_report(ctx, report, as_of), report, earlier)


def changes_json(changes: Changes) -> dict[str, Any]:
    """All that changed, for programs."""
    return {
        "report": changes.report,
        "since": changes.since,
        "since_as_of": changes.since_as_of.isoformat(),
        "until": changes.until or None,
        "changes": [_change_json(each) for each in changes.entries],
        "unchanged": [_change_json(each) for each in changes.unchanged],
    }


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "id": change.key,
        "turn": str(change.turn),
        "label": change.label,
        "before": dict(change.before),
        "after": dict(change.after),
        "direction": str(change.direction) if change.direction else None,
        "reason": change.reason or None,
    }


def _lines(changes: Changes) -> Iterator[str]:
    until = f" and {changes.until}" if changes.until else ""
    between = "between" if until else "since"
    if not changes.entries:
        yield f"Nothing in '{changes.report}' changed {between} {changes.since}{until}."
        return
    yield f"{changes.report}: {number_of(len(changes.entries), 'change')} {between} {changes.since}{until}"
    for kind, heading in _HEADINGS.items():
        entries = changes.of(kind)
        if entries:
            yield ""
            yield heading
        for each in entries:
            yield from _entry(each)


def _entry(change: Change) -> Iterator[str]:
    width = reading_width()
    turn = f"{change.direction.arrow} {change.direction}" if change.direction else str(change.turn)
    name = change.label if change.kind in _LABELLED else f"{change.key}: {change.label}"
    yield from textwrap.wrap(f"{turn}: {name}", width, initial_indent="  ", subsequent_indent="      ")
    for field in dict.fromkeys((*change.before, *change.after)):
        if field not in _TOLD_OTHERWISE:
            yield from _field(field, change.before, change.after, width)
    if change.reason:
        yield from textwrap.wrap(f"why: {change.reason}", width, initial_indent="      ", subsequent_indent="        ")


def _field(field: str, before: Mapping[str, Any], after: Mapping[str, Any], width: int) -> Iterator[str]:
    """One field: on a line where both values are short, else one under the other."""
    was, now = _value(before.get(field)), _value(after.get(field))
    name = field.replace("_", " ")
    if field not in before or field not in after:
        values = [("", now if field in after else was)]
    elif len(was) + len(now) <= _SHORT:
        values = [("", f"{was} → {now}")]
    else:
        values = [("was ", was), ("is ", now)]
    for word, value in values:
        yield from textwrap.wrap(
            f"{name} {word}".strip() + f": {value}", width, initial_indent="      ", subsequent_indent="        "
        )


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_value(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(_value, value)) or "none"
    return "none" if value is None or value == "" else " ".join(str(value).split())
