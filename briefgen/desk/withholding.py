"""What is withheld from clients, and why an edition does not go out, said in the desk's language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from briefgen.desk.speech import in_desks_language
from briefgen.load.places import look_up
from briefgen.load.tongues import load_tongue
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.saying import said, saying

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefgen.desk.build import BuildRequest
    from briefgen.desk.session import Desk
    from briefgen.load.workspace import Workspace
    from briefgen.model.saying import Saying
    from briefgen.seal.leaks import Leak

_UNSEALED = ("BG406", "unsealed-edition", Severity.ERROR)
_LEAK = ("BG405", "leak", Severity.ERROR)
_OTHERWISE = saying("Say it otherwise, or mark it as the rest is; see: briefgen check --explain BG405")
_UNREADABLE = saying("the report or the client's file has errors, so nobody can tell; see: briefgen check")


def unsealed(workspace: Workspace, report: str, client: str, fault: str, hint: str) -> tuple[Diagnostic, ...]:
    """Why an edition could not be made its client's own.

    Args:
        workspace: The desk's folder.
        report: Id of the report, or of the digest.
        client: Id of the client.
        fault: What is wrong; a saying, or text as it stands.
        hint: What mends it, likewise.
    """
    message = saying(
        "the edition of '%(report)s' for '%(client)s' was not made: %(fault)s",
        report=report,
        client=client,
        fault=fault,
    )
    return in_desks_language((Diagnostic(*_UNSEALED, message, hint),), workspace)


def leaking(workspace: Workspace, report: str, client: str, leaks: Iterable[Leak]) -> tuple[Diagnostic, ...]:
    """Why a finished edition is not published: a finding for each leak, with both its ends.

    Args:
        workspace: The desk's folder.
        report: Id of the report, or of the digest.
        client: Id of the client.
        leaks: What its files hold.
    """
    found = []
    for leak in _located(workspace, tuple(leaks)):
        message = saying(
            "the edition of '%(report)s' for '%(client)s' is not published: %(leak)s",
            report=report,
            client=client,
            leak=leak.message,
        )
        found.append(Diagnostic(*_LEAK, message, _OTHERWISE))
    return in_desks_language(found, workspace)


def _located(workspace: Workspace, leaks: tuple[Leak, ...]) -> Iterator[Leak]:
    """Leaks that know the lines where what they hold was written."""
    lines = look_up(workspace, {each.withheld.place for each in leaks if each.withheld and each.withheld.place})
    for each in leaks:
        if each.withheld and each.withheld.place in lines:
            yield replace(each, withheld=replace(each.withheld, place=lines[each.withheld.place]))
        else:
            yield each


class Explanation(NamedTuple):
    """What an edition does without.

    Attributes:
        edition: Which, as programs are told: `mali for example-mining (en)`.
        title: The same in the desk's language.
        lines: What is withheld and why, in the desk's language.
        known: Whether that can be told: not where a file is faulty.
    """

    edition: str
    title: str
    lines: tuple[str, ...]
    known: bool = True


def explanations(desk: Desk, request: BuildRequest) -> Iterator[Explanation]:
    """For each edition, what is left out of it and why, in words: for the desk alone.

    Raises:
        UsageError: There is no such client, brand or digest, or it does not get a report.
    """
    from briefgen.desk.build import require_brand  # noqa: PLC0415 - only who asks, like the rest
    from briefgen.desk.chosen_clients import chosen_clients, reports_of, unread_clients  # noqa: PLC0415
    from briefgen.desk.editions import contents  # noqa: PLC0415
    from briefgen.desk.prepare import Weighing  # noqa: PLC0415
    from briefgen.release.explain import explain  # noqa: PLC0415

    require_brand(desk, request.brand)
    clients = chosen_clients(desk, request.clients or (), request.reports, named=request.named)
    for name in unread_clients(desk, request.clients or ()):
        yield from (_untold(desk, each, name) for each in reports_of(desk, name, request.reports))
    for report in request.reports:
        takers = [each for each in clients if report in each.reports]
        if not desk.readable(report):
            yield from (_untold(desk, report, each.id) for each in takers)
            continue
        for content in contents(Weighing(desk, report), takers, request.brand) if takers else ():
            told = explain(content.withheld)
            yield from (_explained(desk, report, each.id, content.language, told) for each in content.clients)


def _untold(desk: Desk, report: str, client: str) -> Explanation:
    return _explained(desk, report, client, desk.workspace.language, (_UNREADABLE,))._replace(known=False)


def _explained(desk: Desk, report: str, client: str, language: str, lines: Iterable[Saying]) -> Explanation:
    tongue = load_tongue(desk.workspace.language)
    edition = saying("%(report)s for %(client)s (%(language)s)", report=report, client=client, language=language)
    return Explanation(str(edition), edition.within(tongue), tuple(str(said(each, tongue)) for each in lines))
