"""Issuing: an approved report becomes a numbered issue, frozen with all that it used."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from briefgen.archive.identity import HEAD_BYTES, read_identity
from briefgen.archive.registry import Registry
from briefgen.compose.freeze import issued_judgements
from briefgen.desk.budget import over_pages, page_count
from briefgen.desk.edition_press import EditionPress
from briefgen.desk.going_out import GoingOut, going_out, named
from briefgen.desk.languages import stem_of
from briefgen.desk.looks import versions, with_looks
from briefgen.desk.prepare import Prepared
from briefgen.desk.presses import Printer
from briefgen.desk.published import MEDIA_TYPES, BuiltFile, folder_of, publish_files
from briefgen.desk.registry import written_registry
from briefgen.desk.session import Desk
from briefgen.desk.typeset import Forme, numbered, typeset
from briefgen.desk.workflow import Ready, ready, require, told
from briefgen.load.brand import template_roots
from briefgen.model.briefing import Briefing
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.dispatch import Outgoing
from briefgen.model.faults import BlockedError, BriefgenError, MachineError, UnwrittenError
from briefgen.model.issue import Artefact, Frozen, Issue, Series
from briefgen.model.profile import Country
from briefgen.model.record import Stage, Step
from briefgen.model.schedule import SlotEntry
from briefgen.render.orders import printed
from briefgen.render.shelf import read_shelf

_FORMATS = ("pdf", "html")
_ATTEMPTS = 20
_INITIALS = 8
"""Of a series' name, in its numbers."""
_SKEW = timedelta(minutes=5)
"""How far the clocks of machines that share a registry may differ."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What became of an attempt to issue.

    Attributes:
        issue: None where errors in the content stand in its way.
        files: Where it was written besides the archive.
        diagnostics: What was found in the report, located.
        outgoing: What was put into the outbox.
        kept_back: By client, why it gets no edition.
    """

    issue: Issue | None
    files: tuple[BuiltFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    outgoing: tuple[Outgoing, ...] = ()
    kept_back: Mapping[str, tuple[Diagnostic, ...]] = field(default_factory=dict)


def issue_report(  # noqa: PLR0913 - who issues what, when and for whom
    desk: Desk,
    report_id: str,
    by: str,
    at: datetime,
    presses: Printer,
    *,
    editions: EditionPress | None = None,
    slot: SlotEntry | None = None,
    once_more: bool = False,
) -> Issued:
    """Issue an approved report.

    The number is printed on the page, so it is known before the page is set; the registry takes it in one transaction with
    all files and all that is to be sent, or not at all. Where another process was quicker, the pages are set again.

    Args:
        desk: The desk.
        report_id: Which report.
        by: Who issues it.
        at: When.
        presses: What prints.
        editions: What makes clients' editions; None where nobody is sent anything.
        slot: The slot of the schedule that it is issued for, with the run that has it.
        once_more: Whether what was issued as it stands is issued again, under the approval that it had.

    Raises:
        BlockedError: It is not approved as it stands, rests on what was withdrawn meanwhile, or would be given a number
            that a file in the output folder bears already.
        RenderError: The engine refused it.
        MachineError: The registry or the output folder cannot be written, or the clock is behind.
    """
    found = ready(desk, report_id, once_more=once_more)
    if not isinstance(found, Ready):
        return Issued(None, (), found)
    approval = require(found.record, report_id, found.content.digest, Stage.ISSUED if once_more else Stage.APPROVED)
    _require_clock(approval, at)
    return _Issuing(desk, found, approval, by, at, editions, slot).issued(presses)


def series_of(ready: Ready, at: datetime) -> Series:
    """Where the report's numbers are counted: the brand's prefix and the series' initials, for the year of issue."""
    prefix = "".join(_words(ready.kit.brand.defaults.briefgen.series_prefix)) or "DESK"
    words = _words(ready.report.series)
    initials = "".join(word[0] for word in words) if len(words) > 1 else "".join(words)[:2]
    return Series(f"{prefix}-{initials[:_INITIALS] or 'R'}", at.year)


def _words(text: str) -> list[str]:
    """What a number can be made of: capitals without accents, and digits."""
    plain = (letter for letter in unicodedata.normalize("NFKD", text.upper()) if not unicodedata.combining(letter))
    return re.findall(r"[A-Z0-9]+", "".join(plain))


def _require_clock(approval: Step, at: datetime) -> None:
    """An issue is not older than its approval. A clock that has lost its battery would count in a year long past."""
    if at < approval.at - _SKEW:
        raise MachineError(
            f"this machine's clock says {at:%Y-%m-%d %H:%M} UTC, but the report '{approval.report}' was {told(approval)}",
            "Set the clock right: the issue's number and date come from it. If it is the approval's time that is wrong,"
            f" begin again: briefgen review {approval.report}",
        )


@dataclass(frozen=True, slots=True)
class _Issuing:
    """A report on its way into the archive."""

    desk: Desk
    ready: Ready
    approval: Step
    by: str
    at: datetime
    editions: EditionPress | None
    slot: SlotEntry | None

    def issued(self, presses: Printer) -> Issued:
        """Record the issue, then write the files that staff send."""
        with written_registry(self.desk.workspace) as registry:
            issue, artefacts, out = self.record(registry, presses)
        long = over_pages(self.desk, self.ready.prepared.assessment.dossier, page_count(artefacts[0].data))
        files = _publish(self.desk, issue, (*artefacts, *out.artefacts))
        return Issued(issue, files, (*self.ready.diagnostics, *long), tuple(out.outgoing), out.kept_back)

    def record(self, registry: Registry, presses: Printer) -> tuple[Issue, tuple[Artefact, ...], GoingOut]:
        """Set the page with the next number and record it, until the number was still free."""
        content = with_looks(self.desk.workspace, self.ready.prepared, self.ready.content, self.ready.kit)
        judgements = issued_judgements(self.ready.prepared.assessment)
        series = series_of(self.ready, self.at)
        for _ in range(_ATTEMPTS):
            number = registry.next_number(series)
            _require_unprinted(registry, self.desk, number)
            formes = [self._forme(each, number) for each in (self.ready.prepared, *self.ready.translated)]
            artefacts = tuple(each for forme in formes for each in _artefacts(forme, self.desk, presses))
            weighing = self.ready.prepared.weighing
            out = going_out(weighing, self.editions, number) if self.editions else GoingOut()
            issue = self._issue(formes[0], number, self._approved_by(registry))
            step = Step(issue.report, Stage.ISSUED, content.digest, self.by, self.at, number)
            self._require_standing(registry, content)
            files = (*artefacts, *out.artefacts)
            if registry.record_issue(
                issue, content, judgements, files, step, self.approval, tuple(out.outgoing), self.slot
            ):
                return issue, artefacts, out
        raise MachineError(
            f"other processes took the number {_ATTEMPTS} times while the page was being set", "Try again in a moment."
        )

    def _require_standing(self, registry: Registry, content: Frozen) -> None:
        """Nothing that the page rests on was withdrawn while it was being set: its readers would never be told.

        Whatever is withdrawn after this has a later time than the issue, so that the next issue corrects it.
        """
        for key, each in registry.withdrawals().items():
            if key in content.items and key not in self.ready.record.withdrawn:
                raise BlockedError(
                    f"the {each.kind} '{each.id}' was withdrawn by {each.by} while the page was being set",
                    f"See what leans on it: briefgen check {content.report}",
                )

    def _forme(self, prepared: Prepared, number: str) -> Forme:
        """The page in one language."""
        return typeset(prepared, self.ready.kit, numbered(self.desk.workspace, prepared, self.ready.kit, number))

    def _approved_by(self, registry: Registry) -> str:
        """Who approved it; for what is issued once more, who did the first time."""
        before = registry.issue(self.approval.number) if self.approval.number else None
        return before.approved_by if before else self.approval.by

    def _issue(self, forme: Forme, number: str, approved_by: str) -> Issue:
        dossier, report = self.ready.prepared.assessment.dossier, self.ready.report
        codes = report.locations or tuple(each.code for each in dossier.profiles if isinstance(each, Country))
        topics = (*report.topics, *(each.id for each in dossier.profiles if not isinstance(each, Country)))
        clients = (client.id for client in self.desk.library.clients.values() if report.id in client.reports)
        return Issue(
            number=number,
            report=report.id,
            title=report.title,
            series=report.series,
            as_of=dossier.as_of,
            issued_at=self.at,
            issued_by=self.by,
            approved_by=approved_by,
            authors=report.authors,
            countries=codes,
            topics=tuple(dict.fromkeys(topics)),
            clients=tuple(sorted(clients)),
            marking=forme.briefing.marking.value,
            digest=self.approval.digest,
            versions=versions(),
        )


def _require_unprinted(registry: Registry, desk: Desk, number: str) -> None:
    """No file in the output folder bears the number: if one does, the registry was put back from an older copy."""
    for path in sorted(desk.workspace.output.glob("*/*/*.html")):
        try:
            with path.open("rb") as file:
                head = file.read(HEAD_BYTES)
        except OSError:
            continue
        if number.encode() in head and read_identity(head).number == number and registry.issue(number) is None:
            raise BlockedError(
                f"the next number is {number}, and {path.relative_to(desk.workspace.root)} has it already, though the"
                " registry knows of no such issue: was the registry put back from an older copy?",
                "Put the newest copy of the registry back. Where that is lost for good, move the file away: the number"
                " is given again.",
            )


def _artefacts(forme: Forme, desk: Desk, presses: Printer) -> tuple[Artefact, ...]:
    """The finished files, each known to name the issue it belongs to."""
    made = printed(presses.ask(forme.order(read_shelf(template_roots(desk.workspace)), _FORMATS))).files
    stem = stem_of(desk, forme.briefing.report_id, forme.briefing.language)
    return tuple(_artefact(forme.briefing, stem, extension, made[extension]) for extension in _FORMATS)


def _artefact(briefing: Briefing, stem: str, extension: str, data: bytes) -> Artefact:
    """One finished file, known to name the issue it belongs to."""
    found = named(data, extension, briefing.series_number)
    return Artefact(
        name=f"{stem}.{extension}",
        media_type=MEDIA_TYPES[extension],
        data=data,
        language=briefing.language,
        content_sha256=found.content_sha256,
    )


def _publish(desk: Desk, issue: Issue, artefacts: Iterable[Artefact]) -> tuple[BuiltFile, ...]:
    """Write the files that staff send. The issue is safe by now, whatever the disk says."""
    try:
        folder = folder_of(desk.workspace.output, issue.report, issue.as_of)
        return publish_files(folder, {each.name: each.data for each in artefacts}, desk.workspace.root)
    except BriefgenError as fault:
        raise UnwrittenError(issue.number, str(fault)) from fault
