"""Likelihood terms in the desk's own sentences, held against the report's scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.check.lexicon.languages import lexicon_of
from briefgen.check.lexicon.lexicon import Lexicon
from briefgen.check.lexicon.term import Hit
from briefgen.check.reading.voice import Passage, passages
from briefgen.model.dossier import Dossier
from briefgen.model.scales import SCALES, LikelihoodScale


@dataclass(frozen=True, slots=True)
class Use:
    """A likelihood term that the desk uses, and the sentence it stands in."""

    hit: Hit
    passage: Passage


def foreign_uses(dossier: Dossier) -> tuple[Use | None, tuple[Use, ...]]:
    """The use that makes the report mix two scales, and all others of terms that its scale does not have.

    A report mixes scales where it uses terms that only its own scale has and terms that only another one has; the
    first of these is the one that mixes them.
    """
    lexicon = lexicon_of(dossier.report.language)
    uses = tuple(_uses(dossier, lexicon)) if lexicon else ()
    own = dossier.report.likelihood_scale
    foreign = [use for use in uses if own not in use.hit.term.scales]
    others = [use for use in foreign if use.hit.term.scales]
    mixes = any(use.hit.term.scales == {own} for use in uses)
    mixing = others[0] if others and mixes else None
    return mixing, tuple(use for use in foreign if use is not mixing)


def own_scale(dossier: Dossier) -> LikelihoodScale:
    """The report's scale."""
    return SCALES[dossier.report.likelihood_scale]


def other_scale(use: Use) -> LikelihoodScale | None:
    """The scale that a foreign term belongs to; None where it belongs to none."""
    return next((SCALES[key] for key in sorted(use.hit.term.scales)), None)


def _uses(dossier: Dossier, lexicon: Lexicon) -> Iterator[Use]:
    for passage in passages(dossier, lexicon):
        if not passage.relayed:
            yield from (Use(hit, passage) for hit in lexicon.likelihoods(passage.own))
