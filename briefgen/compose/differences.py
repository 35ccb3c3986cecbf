"""Contradictions put into words, for their "Sources differ" boxes."""

from __future__ import annotations

from briefgen.compose.words import date_in_words
from briefgen.model.assessment import Contradiction
from briefgen.model.dates import PartialDate
from briefgen.model.dossier import Dossier
from briefgen.model.entries import Difference, Side
from briefgen.model.fact import Fact
from briefgen.model.tongue import Tongue


def difference_entry(found: Contradiction, dossier: Dossier, tongue: Tongue) -> Difference:
    """The box of a contradiction."""
    sides: dict[str, list[str]] = {}
    for name in found.facts:
        sides.setdefault(_value(dossier.facts[name], dossier.report.language, tongue), []).append(name)
    return Difference(
        id=found.id,
        question=question_of(found, dossier),
        sides=tuple(Side(value[:1].upper() + value[1:], tuple(names)) for value, names in sides.items()),
        standing=found.standing,
        reason=found.reason,
    )


def question_of(found: Contradiction, dossier: Dossier) -> str:
    """What the sources differ on: as one of the facts asks it, or made of subject and property."""
    asked = (each.question for name in found.facts if (each := dossier.facts[name].asserts) and each.question)
    subject = dossier.actors[found.subject].name if found.subject in dossier.actors else _spoken(found.subject)
    return next(asked, f"{subject}: {_spoken(found.aspect)}")


def _value(fact: Fact, language: str, tongue: Tongue) -> str:
    """An asserted value as printed: dates in words, ids as words."""
    value = fact.asserts.value if fact.asserts else ""
    if isinstance(value, bool):
        return tongue.word("asserted value", "yes") if value else tongue.word("asserted value", "no")
    try:
        return date_in_words(PartialDate(value), language) if isinstance(value, str) else str(value)
    except ValueError:
        return _spoken(str(value))


def _spoken(name: str) -> str:
    """A kebab-case name as words; what has spaces is already words."""
    return name if " " in name else name.replace("-", " ")
