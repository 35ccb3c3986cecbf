"""`verify`: whether a file is what the desk issued, unchanged, and from what."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.settings import Settings, put, tell
from briefgen.cli.wording import number_of
from briefgen.model.faults import MachineError, UsageError

if TYPE_CHECKING:
    from briefgen.cli.cards import Line
    from briefgen.cli.jsonout import Json
    from briefgen.model.issue import ArtefactEntry
    from briefgen.model.verification import Basis, Verification

_SHOWN = 5
_HASH_DIGITS = 12
_FIRST = ("fact", "source", "judgement", "rating", "section", "template")
"""What is asked for most; other kinds follow by name."""


def verify(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="PDF or HTML files.", show_default=False)],
    *,
    password: Annotated[
        str | None, typer.Option(metavar="REF", help="What opens them: env:NAME or file:PATH, never the password.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="List all that it was built from.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say whether a file is one that the desk issued.

    Byte for byte, or a copy, or altered, or foreign; and what it was built from. The issue is named from the file
    itself: a renamed file is still issued. Exits with 0 where every file is, else 1.

    Example: briefgen verify mali.pdf
    """
    from briefgen.desk.verify import verify_files  # noqa: PLC0415 - start-up, like the next
    from briefgen.load.workspace import find_workspace  # noqa: PLC0415
    from briefgen.model.verification import Answer  # noqa: PLC0415

    workspace = find_workspace(ctx.ensure_object(Settings).start)
    found = verify_files(workspace, files, _secret(password) if password else None)
    if as_json:
        from briefgen.cli.jsonout import put_json  # noqa: PLC0415 - start-up

        put_json({"verified": [_json(each) for each in found.verdicts]})
    else:
        for number, each in enumerate(found.verdicts):
            if number:
                put("")
            _print(each, every=every)
    if found.nothing_issued:
        tell("This desk has issued nothing yet.")
    raise typer.Exit(int(any(each.answer is not Answer.ISSUED for each in found.verdicts)))


def _secret(reference: str) -> str:
    """The password that a reference leads to. The reference is not repeated: it may be the password."""
    from briefgen.load.reference import split_reference, variable  # noqa: PLC0415 - only who gives a password waits

    kind, name = split_reference(reference) or ("", "")
    if not name:
        raise UsageError("a password is given by reference only", "Write --password env:NAME or --password file:PATH.")
    if kind == "file":
        return _from_file(Path(name))
    value = variable(name)
    if not value:
        raise UsageError(f"the environment variable {name} is not set", "Put the password into it.")
    return value


def _from_file(path: Path) -> str:
    from briefgen.load.reference import first_line  # noqa: PLC0415 - only who gives a password waits

    try:
        line = first_line(path)
    except (OSError, ValueError) as fault:
        raise MachineError(f"the password's file cannot be read: {path}", "Check its name and permissions.") from fault
    if not line:
        raise UsageError(f"there is no password in {path}", "Write it on the file's first line.")
    return line


def _print(found: Verification, *, every: bool) -> None:
    from briefgen.cli.cards import Card, Line, print_card  # noqa: PLC0415 - start-up

    lines = [Line("file", (found.file,)), Line("SHA-256", (found.sha256,) if found.sha256 else ())]
    if found.basis:
        lines += [*_issue(found.basis), *_built_from(found.basis, every=every)]
    print_card(Card(found.answer, found.sentence, tuple(lines)), sys.stdout)


def _issue(basis: Basis) -> list[Line]:
    from briefgen.cli.cards import Line  # noqa: PLC0415 - start-up

    issue, newer = basis.issue, basis.newer
    return [
        Line("issue", (f"{issue.number}, {issue.series}",)),
        Line("report", (issue.report,)),
        Line("title", (issue.title,)),
        Line("as of", (issue.as_of.isoformat(),)),
        Line("issued", (f"{issue.issued_at:%Y-%m-%d %H:%M} UTC by {issue.issued_by}",)),
        Line("approved", (f"by {issue.approved_by}",)),
        Line("edition", tuple(_edition(each) for each in basis.artefacts)),
        Line("newer issue", (f"{newer[0]}, as of {newer[1]}",) if newer else ()),
        Line(
            "withdrawn since",
            tuple(f"{each.kind} {each.id}, {each.at:%Y-%m-%d}: {each.because}" for each in basis.withdrawn),
        ),
    ]


def _edition(artefact: ArtefactEntry) -> str:
    whose = f"client {artefact.client}" if artefact.client else "the desk's own"
    return f"{artefact.name}: {whose}, language {artefact.language}{', encrypted' if artefact.encrypted else ''}"


def _built_from(basis: Basis, *, every: bool) -> Iterator[Line]:
    from briefgen.cli.cards import Line  # noqa: PLC0415 - start-up

    by_kind = basis.by_kind
    if basis.content is None:
        yield Line("built from", ("the registry has lost what it was built from",))
    for kind in (*(kind for kind in _FIRST if kind in by_kind), *sorted(set(by_kind) - set(_FIRST))):
        items = by_kind[kind]
        shown = items if every else items[:_SHOWN]
        rest = len(items) - len(shown)
        more = (f"… and {rest:,} more: --all",) if rest else ()
        yield Line(
            number_of(len(items), kind),
            (*(f"{digest[:_HASH_DIGITS]} {key}" for key, digest in shown), *more),
        )


def _json(found: Verification) -> Json:
    identity, basis, difference = found.identity, found.basis, found.difference
    return {
        "file": found.file,
        "verdict": str(found.answer),
        "sentence": found.sentence,
        "number": found.number or None,
        "sha256": found.sha256 or None,
        "media_type": identity.media_type or None,
        "encrypted": identity.encrypted,
        "pages_differing": list(difference.pages) if difference else None,
        "pages_missing": list(difference.missing) if difference else None,
        "issue": _issue_json(basis) if basis else None,
        "built_from": [
            {"kind": kind, "id": key, "sha256": digest}
            for kind, items in (basis.by_kind.items() if basis else ())
            for key, digest in items
        ],
    }


def _issue_json(basis: Basis) -> Json:
    from briefgen.cli.issues import issue_json  # noqa: PLC0415 - start-up, like the next
    from briefgen.cli.reach import withdrawal_json  # noqa: PLC0415

    return {
        **issue_json(basis.issue),
        "editions": [
            {"name": each.name, "client": each.client or None, "language": each.language, "encrypted": each.encrypted}
            for each in basis.artefacts
        ],
        "newer": basis.newer[0] if basis.newer else None,
        "withdrawn_since": [withdrawal_json(each) for each in basis.withdrawn],
    }
