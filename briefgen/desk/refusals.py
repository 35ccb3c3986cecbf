"""What could not be printed, or not as it should be, as diagnostics at the places where it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.desk.letters import printed_texts
from briefgen.load.places import locate
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.overrun import Overrun, OverrunError
from briefgen.model.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.desk.session import Desk
    from briefgen.model.dossier import Dossier
    from briefgen.model.faults import RenderError

_OVERRUN = ("BG403", "overrun", Severity.ERROR)
_OVERLONG = ("BG404", "overlong-part", Severity.WARNING)
_TELLING = 8
"""Letters that a text needs to be looked for: fewer stand everywhere."""


def refusals(desk: Desk, dossier: Dossier, fault: RenderError) -> tuple[Diagnostic, ...]:
    """Why a report was not printed: an error for each thing that runs out of its place, or what the engine said."""
    if isinstance(fault, OverrunError):
        return _told(desk, dossier, fault.overruns, _OVERRUN)
    place = dossier.places.get(("report", dossier.report.id))
    message = f"report '{dossier.report.id}' could not be printed: {fault}"
    return locate(desk.workspace, (Diagnostic("BG401", "engine-refused", Severity.ERROR, message, fault.hint, place),))


def overlong_parts(desk: Desk, dossier: Dossier, noticed: Iterable[Overrun]) -> tuple[Diagnostic, ...]:
    """A warning for each part that was printed on more pages than it may have."""
    return _told(desk, dossier, noticed, _OVERLONG)


def _told(
    desk: Desk, dossier: Dossier, overruns: Iterable[Overrun], kind: tuple[str, str, Severity]
) -> tuple[Diagnostic, ...]:
    found = []
    for each in overruns:
        message = f"report '{dossier.report.id}', {each.where}: {each.message}"
        found.append(Diagnostic(*kind, message, each.hint, _written_at(each, dossier)))
    return locate(desk.workspace, tuple(dict.fromkeys(found)))


def _written_at(overrun: Overrun, dossier: Dossier) -> Place | None:
    """Where the words stand in the desk's files: in the part's own text if they are there; else the report's place."""
    own = _text_of(overrun.anchor, dossier)
    looked_for = () if overrun.kind == "long" else (_letters(overrun.words), _letters(overrun.passage))
    for words in (each for each in looked_for if len(each) >= _TELLING):
        found = [place for text, place in printed_texts(dossier) if words in _letters(text)]
        near = [place for place in found if own and place.file == own.file]
        if near or (found and not own):
            return (near or found)[0]
    return own or dossier.places.get(("report", dossier.report.id))


def _text_of(anchor: str, dossier: Dossier) -> Place | None:
    """The file of an analyst's text that a part prints."""
    manuscript = dossier.manuscript
    kind, _, number = anchor.partition("-")
    if kind == "summary" and manuscript.summary:
        return manuscript.summary.place
    if kind == "section" and number.isdigit() and int(number) <= len(manuscript.sections):
        return manuscript.sections[int(number) - 1].place
    return None


def _letters(text: str) -> str:
    """Letters and digits alone: type sets quotes, dashes and hyphens of its own."""
    return "".join(filter(str.isalnum, text.casefold()))
