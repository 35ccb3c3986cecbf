"""Corrections: what the last issue printed and the desk no longer stands by."""

from __future__ import annotations

from briefgen.compose.words import capital, counted, day_in_words, listed
from briefgen.model.briefing import Imprint
from briefgen.model.changes import Change, Correction, Turn
from briefgen.model.dossier import Dossier
from briefgen.model.parts import CorrectionsPart
from briefgen.model.record import Withdrawal


def corrections_part(imprint: Imprint, dossier: Dossier) -> CorrectionsPart:
    """One entry a withdrawal, oldest first. A withdrawn fact has no citation number, and needs none."""
    told = {(each.kind, each.key): each for each in _withdrawn(imprint)}
    ordered = sorted(imprint.corrections, key=lambda each: (each.at, each.kind, each.id))
    number = imprint.changes.since if imprint.changes else ""
    entries = (_correction(each, told.get((each.kind, each.id)), number, dossier) for each in ordered)
    return CorrectionsPart("corrections", "Correction", corrections=tuple(entries))


def correction_line(imprint: Imprint) -> str:
    """The same in a sentence, for the summary; "" where nothing was withdrawn."""
    kinds = [each.kind for each in imprint.corrections]
    if not kinds:
        return ""
    said = listed([counted(kinds.count(kind), kind) for kind in ("fact", "source") if kind in kinds])
    where = imprint.changes.since if imprint.changes else "the last issue"
    return f"{capital(said)} that {where} printed {'is' if len(kinds) == 1 else 'are'} withdrawn."


def _withdrawn(imprint: Imprint) -> tuple[Change, ...]:
    entries = imprint.changes.entries if imprint.changes else ()
    return tuple(each for each in entries if each.turn is Turn.WITHDRAWN)


def _correction(withdrawal: Withdrawal, told: Change | None, number: str, dossier: Dossier) -> Correction:
    return Correction(
        kind=f"{capital(withdrawal.kind)} withdrawn",
        text=told.label if told else _known(withdrawal, dossier),
        on=day_in_words(withdrawal.at.date(), dossier.report.language),
        because=withdrawal.because,
        printed=_printed(withdrawal.kind, told, f"Issue {number}" if number else "The last issue"),
    )


def _printed(kind: str, told: Change | None, which: str) -> str:
    places = [f"“{name}”" for name in told.before.get("printed_in", ())] if told else []
    verb = "printed it" if kind == "fact" else "rested on it"
    return f"{which} {verb}{' in ' + listed(places) if places else ''}."


def _known(withdrawal: Withdrawal, dossier: Dossier) -> str:
    """What the desk calls it, where the issue before does not say; its id where nobody does."""
    if withdrawal.kind == "fact" and withdrawal.id in dossier.facts:
        return dossier.facts[withdrawal.id].statement
    if withdrawal.kind == "source" and withdrawal.id in dossier.sources:
        source = dossier.sources[withdrawal.id]
        return f"{source.title} ({source.publisher})"
    return withdrawal.id
