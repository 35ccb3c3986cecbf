"""Withdrawing a source or a fact: recorded with a reason, undone with one, corrected in the next issue."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from briefgen.desk.reach import reach_of
from briefgen.desk.registry import existing_registry, registry_of, written_registry
from briefgen.load.nearest import nearest_hint
from briefgen.model.faults import BlockedError
from briefgen.model.reach import Reach
from briefgen.model.record import Record, Withdrawal

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.desk.session import Desk

_TICK = timedelta(microseconds=1)


def corrections(record: Record) -> tuple[Withdrawal, ...]:
    """Withdrawals that the next issue has to tell its readers of, oldest first.

    They stand, concern something that the last issue used, and were made after it: what was withdrawn before the last
    issue was corrected there, and is not told again.
    """
    last = record.last
    if last is None:
        return ()
    found = (
        each for key, each in record.withdrawn.items() if key in last.content.items and each.at > last.issue.issued_at
    )
    return tuple(sorted(found, key=lambda each: (each.at, each.kind, each.id)))


def preview(desk: Desk, kind: str, name: str) -> Reach:
    """What rests on a source or a fact that may be withdrawn.

    Args:
        desk: The desk.
        kind: `source` or `fact`.
        name: Its id.

    Raises:
        BlockedError: Neither the desk nor any issue has it, or it is withdrawn already.
    """
    with registry_of(desk.workspace, create=False) as registry:
        standing = registry.withdrawals() if registry else {}
        _must_stand(kind, name, standing.get((kind, name)))
        _must_be_known(desk, registry, kind, name)
        gone = frozenset(id_ for kind_, id_ in standing if kind_ == "source")
        return reach_of(desk, registry, kind, name, gone)


def withdraw(desk: Desk, withdrawal: Withdrawal) -> Withdrawal:
    """Record a withdrawal; the registry is made where there is none.

    Args:
        desk: The desk.
        withdrawal: With the time of this moment: what is issued afterwards no longer uses it.

    Returns:
        It as recorded. Where the clock is behind, it has the time of the last issue that used it, and a little: issues are
        corrected for what was withdrawn after them.

    Raises:
        BlockedError: Somebody else withdrew it in the meantime.
    """
    with written_registry(desk.workspace) as registry:
        used = registry.issues_using(withdrawal.kind, withdrawal.id)
        after = max((each.issued_at + _TICK for each in used), default=withdrawal.at)
        recorded = replace(withdrawal, at=max(withdrawal.at, after))
        registry.withdraw(recorded)
    return recorded


def reinstate(desk: Desk, taken_back: Withdrawal) -> Withdrawal:
    """Record that a withdrawal no longer holds.

    Args:
        desk: The desk.
        taken_back: What is reinstated, with who does it, when and why.

    Returns:
        The withdrawal that held until now.

    Raises:
        BlockedError: It is not withdrawn.
    """
    kind, name = taken_back.kind, taken_back.id
    with existing_registry(desk.workspace) as registry:
        standing = registry.withdrawals()
        found = standing.get((kind, name))
        if found is None:
            withdrawn = [id_ for kind_, id_ in standing if kind_ == kind]
            hint = nearest_hint(name, withdrawn, "" if withdrawn else f"No {kind} is.")
            raise BlockedError(f"the {kind} '{name}' is not withdrawn", hint)
        registry.reinstate(kind, name, taken_back.because, taken_back.by, taken_back.at)
    return found


def _must_stand(kind: str, name: str, found: Withdrawal | None) -> None:
    if found:
        raise BlockedError(
            f"the {kind} '{name}' was withdrawn on {found.at:%Y-%m-%d} by {found.by}: {found.because}",
            f'To take that back: briefgen withdraw {kind} {name} --undo --because "…"',
        )


def _must_be_known(desk: Desk, registry: Registry | None, kind: str, name: str) -> None:
    nouns = desk.library.sources if kind == "source" else desk.library.facts
    if name in nouns or (kind, name) in desk.library.places or (registry and registry.issues_using(kind, name)):
        return
    raise BlockedError(
        f"the desk has no {kind} '{name}', and no issue ever used one",
        nearest_hint(name, nouns, f"`briefgen list {kind}s` shows all of them."),
    )
