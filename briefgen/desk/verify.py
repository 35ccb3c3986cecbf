"""Whether a file is what the desk issued, and from what."""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.archive.examine import examine
from briefgen.archive.identity import LIMIT_BYTES, PDF
from briefgen.desk.registry import registry_of
from briefgen.model.issue import ArtefactEntry
from briefgen.model.verification import (
    Answer,
    Attached,
    Basis,
    Examination,
    PageDifference,
    Verification,
    Verified,
)

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.load.workspace import Workspace

_HINT_LOCKED = "Give it by reference: --password env:NAME or --password file:PATH."
_SHOWN_PAGES = 12


def verify_files(workspace: Workspace, files: Sequence[Path], password: str | None = None) -> Verified:
    """One verdict for each file.

    Args:
        workspace: Whose registry is asked. The desk's content is not read.
        files: Files of any kind, from anybody.
        password: Tried on those that open only with one.

    Raises:
        MachineError: The registry cannot be read.
    """
    with registry_of(workspace, create=False) as registry:
        nothing_issued = registry is None or not registry.issues(limit=1)
        return Verified(tuple(_verify(registry, file, password) for file in files), nothing_issued)


def _verify(registry: Registry | None, file: Path, password: str | None) -> Verification:
    data = _read(file)
    if isinstance(data, str):
        return Verification(str(file), Answer.UNREADABLE, reason=data)
    digest = sha256(data).hexdigest()
    entries = registry.artefacts_of_hash(digest) if registry else ()
    if registry and entries:
        number = entries[0].number
        return Verification(
            str(file), Answer.ISSUED, number, sha256=digest, basis=_basis(registry, number, _of(number, entries))
        )
    return replace(_compared(registry, str(file), data, password), sha256=digest)


def _read(file: Path) -> bytes | str:
    """The bytes, or why there are none."""
    try:
        # Non-blocking: opening a named pipe would wait for a writer for ever.
        with os.fdopen(os.open(file, os.O_RDONLY | os.O_NONBLOCK), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return "It is no regular file."
            data = stream.read(LIMIT_BYTES + 1)
    except FileNotFoundError:
        return "There is no such file."
    except IsADirectoryError:
        return "It is a folder."
    except OSError as fault:
        return f"{fault.strerror or 'The disk fails'}."
    return f"It is larger than {LIMIT_BYTES // 1_000_000} MB." if len(data) > LIMIT_BYTES else data


def _compared(registry: Registry | None, file: str, data: bytes, password: str | None) -> Verification:
    """The verdict on bytes that were never issued."""
    found = examine(data, password)
    identity = found.identity
    if not identity.opened:
        locked = identity.encrypted
        reason = f"{identity.fault} {_HINT_LOCKED}".strip() if locked else identity.fault
        return Verification(file, Answer.LOCKED if locked else Answer.UNREADABLE, reason=reason, identity=identity)
    entries = registry.artefacts_of_content(found.content_sha256) if registry and found.content_sha256 else ()
    if registry and entries:
        return _same_pages(registry, Verification(file, Answer.RESAVED, identity=identity), password, found, entries)
    if not identity.number:
        return Verification(file, Answer.DRAFT if identity.ours else Answer.FOREIGN, identity=identity)
    if registry is None or registry.issue(identity.number) is None:
        return Verification(file, Answer.MISATTRIBUTED, identity.number, identity=identity)
    return _altered(registry, Verification(file, Answer.ALTERED, identity.number, identity=identity), password, found)


def _same_pages(
    registry: Registry,
    verdict: Verification,
    password: str | None,
    found: Examination,
    entries: tuple[ArtefactEntry, ...],
) -> Verification:
    """A file that shows what was issued, in other bytes: what it calls itself and what it brings along must agree."""
    identity = found.identity
    named = _of(identity.number, entries)
    number = entries[0].number if not named else identity.number
    copies = named or _of(number, entries)
    verdict = replace(verdict, number=number, basis=_basis(registry, number, copies))
    if identity.number and not named:
        reason = f"Its pages are those of issue {number}."
        return replace(verdict, answer=Answer.ALTERED, number=identity.number, reason=reason)
    issued = _attached(registry, copies, password)
    if issued is None:
        hint = _HINT_LOCKED if any(each.encrypted for each in copies) else ""
        verdict = replace(verdict, reason=f"Whether the same files are attached to it cannot be told. {hint}".rstrip())
    elif others := sorted({each.name for each in set(found.attached) - issued}):
        reason = f"Its pages are those that were issued; the attached {_listed_names(others)} is not."
        return replace(verdict, answer=Answer.ALTERED, reason=reason)
    elif lost := sorted({each.name for each in issued - set(found.attached)}):
        verdict = replace(verdict, reason=f"It lacks the attached {_listed_names(lost)}.")
    bared = not identity.encrypted and all(entry.encrypted for entry in copies)
    return replace(verdict, answer=Answer.UNENCRYPTED) if bared else verdict


def _attached(
    registry: Registry, copies: tuple[ArtefactEntry, ...], password: str | None
) -> frozenset[Attached] | None:
    """Files attached to what was issued; None where that does not open."""
    held = [examine(data, password) for each in copies if (data := registry.artefact_data(each.sha256))]
    if not any(each.identity.opened for each in held):
        return None
    return frozenset(file for each in held for file in each.attached)


def _listed_names(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names[:_SHOWN_PAGES])


def _altered(registry: Registry, verdict: Verification, password: str | None, found: Examination) -> Verification:
    """The verdict with the pages that differ, where the archive's bytes can be read to tell."""
    verdict = replace(verdict, basis=_basis(registry, verdict.number, ()))
    if verdict.identity.media_type != PDF:
        return replace(verdict, reason="Its bytes are not those that were issued.")
    difference = _nearest(registry, verdict.number, password, found)
    if difference is None:
        return replace(verdict, reason=_untold(registry, verdict.number, found))
    return replace(verdict, reason=_told(difference), difference=difference)


def _nearest(registry: Registry, number: str, password: str | None, found: Examination) -> PageDifference | None:
    """How its pages differ from those of the issue's file that it is most like."""
    differences = []
    for entry in registry.artefacts(number):
        data = registry.artefact_data(entry.sha256) if entry.media_type == PDF and found.pages else None
        issued = examine(data, password).pages if data else ()
        if issued:
            differences.append(_difference(found.pages, issued))
    return min(differences, key=lambda each: len(each.pages) + len(each.missing), default=None)


def _difference(pages: tuple[str, ...], issued: tuple[str, ...]) -> PageDifference:
    """Page by page where there are as many; else by what can be matched in order, so that one lost page counts once."""
    if len(pages) == len(issued):
        differing = tuple(
            number for number, pair in enumerate(zip(pages, issued, strict=True), 1) if len(set(pair)) > 1
        )
        return PageDifference(differing, (), len(pages), len(issued))
    matched = SequenceMatcher(None, pages, issued, autojunk=False).get_matching_blocks()
    here = {block.a + step for block in matched for step in range(block.size)}
    there = {block.b + step for block in matched for step in range(block.size)}
    return PageDifference(_others(pages, here), _others(issued, there), len(pages), len(issued))


def _others(pages: tuple[str, ...], matched: Container[int]) -> tuple[int, ...]:
    return tuple(index + 1 for index in range(len(pages)) if index not in matched)


def _told(found: PageDifference) -> str:
    if len(found.pages) == found.count:
        return "None of its pages is as it was issued."
    sentences = [
        "" if found.count == found.issued else f"It has {_pages(found.count)}; {found.issued} were issued.",
        _listed(found.pages, "differs", "differ"),
        _listed(found.missing, "of the issue is missing", "of the issue are missing"),
    ]
    told = " ".join(filter(None, sentences))
    return told or "Its pages are the same, but what is shown of them is not."


def _listed(numbers: tuple[int, ...], one: str, several: str) -> str:
    if not numbers:
        return ""
    more = f" and {len(numbers) - _SHOWN_PAGES} more" if numbers[_SHOWN_PAGES:] else ""
    listed = ", ".join(map(str, numbers[:_SHOWN_PAGES])) + more
    return f"Pages {listed} {several}." if len(numbers) > 1 else f"Page {listed} {one}."


def _pages(number: int) -> str:
    return f"{number} page{'s' * (number != 1)}"


def _untold(registry: Registry, number: str, found: Examination) -> str:
    if not found.pages:
        return "Its pages cannot be read."
    locked = any(entry.encrypted for entry in registry.artefacts(number) if entry.media_type == PDF)
    wanted = f" without the issued file's password. {_HINT_LOCKED}" if locked else "."
    return f"Which pages differ cannot be told{wanted}"


def _of(number: str, entries: tuple[ArtefactEntry, ...]) -> tuple[ArtefactEntry, ...]:
    return tuple(entry for entry in entries if entry.number == number)


def _basis(registry: Registry, number: str, artefacts: tuple[ArtefactEntry, ...]) -> Basis | None:
    issue = registry.issue(number)
    if issue is None:
        return None
    content = registry.content(number)
    newest = next(iter(registry.issues(issue.report, limit=1)), issue)
    used = content.items if content else {}
    withdrawn = tuple(each for key, each in sorted(registry.withdrawals().items()) if key in used)
    newer = (newest.number, newest.as_of) if newest.number != number else None
    return Basis(issue, artefacts, content, withdrawn, newer)
