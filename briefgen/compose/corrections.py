"""Corrections: what the last issue printed and the desk no longer stands by."""

from __future__ import annotations

from briefgen.compose.words import capital, counted, day_in_words, listed
from briefgen.model.briefing import Imprint
from briefgen.model.changes import Change, Correction, Turn
from briefgen.model.dossier import Dossier
from briefgen.model.parts import CorrectionsPart
from briefgen.model.record import Withdrawal
from briefgen.model.tongue import Counted, Tongue
from briefgen.model.typography import quotes
from briefgen.model.vocabulary import PARTS

_KINDS = {
    "fact": Counted("%(number)s fact", "%(number)s facts"),
    "source": Counted("%(number)s source", "%(number)s sources"),
}
_WITHDRAWN = Counted(
    "%(things)s that %(issue)s printed is withdrawn.", "%(things)s that %(issue)s printed are withdrawn."
)


def corrections_part(imprint: Imprint, dossier: Dossier, tongue: Tongue) -> CorrectionsPart:
    """One entry a withdrawal, oldest first. A withdrawn fact has no citation number, and needs none."""
    told = {(each.kind, each.key): each for each in _withdrawn(imprint)}
    ordered = sorted(imprint.corrections, key=lambda each: (each.at, each.kind, each.id))
    number = imprint.changes.since if imprint.changes else ""
    entries = (_correction(each, told.get((each.kind, each.id)), number, dossier, tongue) for each in ordered)
    return CorrectionsPart("corrections", tongue.word(*PARTS["Correction"]), corrections=tuple(entries))


def correction_line(imprint: Imprint, tongue: Tongue) -> str:
    """The same in a sentence, for the summary; "" where nothing was withdrawn."""
    kinds = [each.kind for each in imprint.corrections]
    if not kinds:
        return ""
    said = listed((counted(kinds.count(kind), noun, tongue) for kind, noun in _KINDS.items() if kind in kinds), tongue)
    where = imprint.changes.since if imprint.changes else tongue.text("the last issue")
    return tongue.count(*_WITHDRAWN, len(kinds), things=capital(said), issue=where)


def _withdrawn(imprint: Imprint) -> tuple[Change, ...]:
    entries = imprint.changes.entries if imprint.changes else ()
    return tuple(each for each in entries if each.turn is Turn.WITHDRAWN)


def _correction(
    withdrawal: Withdrawal, told: Change | None, number: str, dossier: Dossier, tongue: Tongue
) -> Correction:
    fact = withdrawal.kind == "fact"
    return Correction(
        kind=tongue.text("Fact withdrawn") if fact else tongue.text("Source withdrawn"),
        text=told.label if told else _known(withdrawal, dossier),
        on=day_in_words(withdrawal.at.date(), dossier.report.language),
        because=withdrawal.because,
        printed=_printed(withdrawal.kind, told, number, tongue),
    )


def _printed(kind: str, told: Change | None, number: str, tongue: Tongue) -> str:
    """Where the issue had it. The archive knows the report's own parts by their English names."""
    which = tongue.text("Issue %(number)s", number=number) if number else tongue.text("The last issue")
    names = told.before.get("printed_in", ()) if told else ()
    said = (tongue.word(*PARTS[name]) if name in PARTS else name for name in names)
    places = listed((quotes(tongue.language).around(name) for name in said), tongue) if names else ""
    if kind == "fact":
        if places:
            return tongue.text("%(issue)s printed it in %(places)s.", issue=which, places=places)
        return tongue.text("%(issue)s printed it.", issue=which)
    if places:
        return tongue.text("%(issue)s rested on it in %(places)s.", issue=which, places=places)
    return tongue.text("%(issue)s rested on it.", issue=which)


def _known(withdrawal: Withdrawal, dossier: Dossier) -> str:
    """What the desk calls it, where the issue before does not say; its id where nobody does."""
    if withdrawal.kind == "fact" and withdrawal.id in dossier.facts:
        return dossier.facts[withdrawal.id].statement
    if withdrawal.kind == "source" and withdrawal.id in dossier.sources:
        source = dossier.sources[withdrawal.id]
        return f"{source.title} ({source.publisher})"
    return withdrawal.id
