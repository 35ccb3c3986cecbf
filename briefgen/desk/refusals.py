"""What could not be printed, or not as it should be, as diagnostics at the places where it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.desk.letters import printed_texts
from briefgen.desk.speech import in_desks_language
from briefgen.load.places import locate
from briefgen.model.diagnostic import Diagnostic, Severity
from briefgen.model.overrun import Overrun, OverrunError
from briefgen.model.place import Place
from briefgen.model.saying import Saying, saying

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefgen.desk.session import Desk
    from briefgen.model.dossier import Dossier
    from briefgen.model.faults import RenderError

_REFUSED = ("BG401", "engine-refused", Severity.ERROR)
_OVERRUN = ("BG403", "overrun", Severity.ERROR)
_OVERLONG = ("BG404", "overlong-part", Severity.WARNING)
_TELLING = 8
"""Letters that a text needs to be looked for: fewer stand everywhere."""


class _Sheet(NamedTuple):
    """What was to be printed.

    Attributes:
        name: As its messages call it.
        dossiers: What it was written in.
        parts: In a digest, the report that a part prints, by its anchor; empty for a report.
        place: Of the whole; None where it has none.
    """

    name: Saying
    dossiers: tuple[Dossier, ...]
    parts: Mapping[str, Dossier]
    place: Place | None


def refusals(desk: Desk, dossier: Dossier, fault: RenderError) -> tuple[Diagnostic, ...]:
    """Why a report was not printed: an error for each thing that runs out of its place, or what the engine said."""
    return _refused(desk, _report(dossier), fault)


def digest_refusals(desk: Desk, name: str, parts: Mapping[str, Dossier], fault: RenderError) -> tuple[Diagnostic, ...]:
    """The same of a digest.

    Args:
        desk: The desk.
        name: The digest's.
        parts: What each of its reports was written in, by the anchor of the part that prints it.
        fault: What was said of it.
    """
    sheet = _Sheet(saying("digest '%(digest)s'", digest=name), tuple(parts.values()), parts, None)
    return _refused(desk, sheet, fault)


def overlong_parts(desk: Desk, dossier: Dossier, noticed: Iterable[Overrun]) -> tuple[Diagnostic, ...]:
    """A warning for each part that was printed on more pages than it may have."""
    return _told(desk, _report(dossier), noticed, _OVERLONG)


def _report(dossier: Dossier) -> _Sheet:
    name = saying("report '%(report)s'", report=dossier.report.id)
    return _Sheet(name, (dossier,), {}, dossier.places.get(("report", dossier.report.id)))


def _refused(desk: Desk, sheet: _Sheet, fault: RenderError) -> tuple[Diagnostic, ...]:
    if isinstance(fault, OverrunError):
        return _told(desk, sheet, fault.overruns, _OVERRUN)
    message = saying("%(name)s could not be printed: %(fault)s", name=sheet.name, fault=str(fault))
    return _located(desk, (Diagnostic(*_REFUSED, message, fault.hint, sheet.place),))


def _told(
    desk: Desk, sheet: _Sheet, overruns: Iterable[Overrun], kind: tuple[str, str, Severity]
) -> tuple[Diagnostic, ...]:
    found = []
    for each in overruns:
        message = saying("%(name)s, %(where)s: %(message)s", name=sheet.name, where=each.where, message=each.message)
        found.append(Diagnostic(*kind, message, each.hint, _written_at(each, sheet)))
    return _located(desk, dict.fromkeys(found))


def _located(desk: Desk, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return in_desks_language(locate(desk.workspace, tuple(found)), desk.workspace)


def _written_at(overrun: Overrun, sheet: _Sheet) -> Place | None:
    """Where the words stand in the desk's files: in the part's own text if they are there; else that, or the whole's place."""
    own = _text_of(overrun.anchor, sheet)
    printed = sheet.parts.get(overrun.anchor)
    looked_for = () if overrun.kind == "long" else (_letters(overrun.words), _letters(overrun.passage))
    for words in (each for each in looked_for if len(each) >= _TELLING):
        texts = (each for dossier in ((printed,) if printed else sheet.dossiers) for each in printed_texts(dossier))
        found = [place for text, place in texts if words in _letters(text)]
        near = [place for place in found if own and place.file == own.file]
        if near or (found and not own):
            return (near or found)[0]
    return own or sheet.place


def _text_of(anchor: str, sheet: _Sheet) -> Place | None:
    """The file of an analyst's text that a part prints; of a digest's part, the report's summary."""
    dossier = sheet.parts.get(anchor)
    if dossier or sheet.parts:
        summary = dossier.manuscript.summary if dossier else None
        return summary.place if summary else None
    manuscript = sheet.dossiers[0].manuscript
    kind, _, number = anchor.partition("_")
    if kind == "summary" and manuscript.summary:
        return manuscript.summary.place
    if kind == "section" and number.isdigit() and int(number) <= len(manuscript.sections):
        return manuscript.sections[int(number) - 1].place
    return None


def _letters(text: str) -> str:
    """Letters and digits alone: type sets quotes, dashes and hyphens of its own."""
    return "".join(filter(str.isalnum, text.casefold()))
