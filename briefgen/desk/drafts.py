"""Drafts for the desk alone: a report that is due and that nobody approved, as it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.desk.languages import stem_of
from briefgen.desk.prepare import prepare
from briefgen.desk.published import MEDIA_TYPES
from briefgen.desk.typeset import imprint_of, typeset
from briefgen.load.brand import template_roots
from briefgen.model.dispatch import Enclosure, Outgoing
from briefgen.model.faults import BlockedError
from briefgen.model.issue import Artefact
from briefgen.render.orders import printed
from briefgen.render.shelf import read_shelf

if TYPE_CHECKING:
    from briefgen.archive.registry import Registry
    from briefgen.desk.presses import Printer
    from briefgen.desk.session import Desk
    from briefgen.model.schedule import SlotEntry


def send_draft(desk: Desk, registry: Registry, printer: Printer, entry: SlotEntry) -> None:
    """Print a report as it stands and put it into the outbox, to the desk's own addresses.

    Args:
        desk: The desk.
        registry: Takes it.
        printer: What prints.
        entry: What becomes of the slot, in the same step.

    Raises:
        BlockedError: The report has no brand, or another run has the slot meanwhile.
        RenderError: The engine refused it.
        MachineError: The registry cannot be written.
    """
    report = entry.slot.report
    prepared = prepare(desk, report)
    if prepared.kit is None:
        raise BlockedError(f"the brand of '{report}' has errors", f"Mend it: briefgen check {report}")
    imprint = replace(imprint_of(desk.workspace, prepared, prepared.kit), number="", draft=True)
    forme = typeset(prepared, prepared.kit, imprint)
    made = printed(printer.ask(forme.order(read_shelf(template_roots(desk.workspace)), ("pdf",)))).files["pdf"]
    briefing = forme.briefing
    file = Artefact(
        f"{stem_of(desk, report, briefing.language)}.pdf", MEDIA_TYPES["pdf"], made, language=briefing.language
    )
    outgoing = tuple(
        Outgoing(
            number=f"draft-{report}-{entry.slot.due:%Y%m%dT%H%MZ}",
            report=report,
            client="",
            channel="mail",
            target=address,
            marking=briefing.marking.value,
            language=briefing.language,
            title=briefing.title,
            enclosures=(Enclosure(file.name, file.media_type, file.sha256),),
        )
        for address in desk.workspace.tell.to
    )
    registry.queue(outgoing, (file,), entry.at, entry)
