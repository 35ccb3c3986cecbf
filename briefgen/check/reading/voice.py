"""Who speaks: the desk, or a source that it quotes or relays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.check.lexicon.lexicon import Lexicon
from briefgen.check.reading.sentences import sentences, split_sentences
from briefgen.model.dossier import Dossier
from briefgen.model.place import Place

_QUOTED = re.compile(r"“[^“”]*+”|«[^«»]*+»|\"[^\"]*+\"|‘[^‘’]*+’")
_AFTER_DESK = r"(?:[ ,]+[\w'’-]+){0,3}"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that a report prints, from its text or from its data.

    Attributes:
        words: As it reads.
        own: The same with blanks for what stands in quotation marks.
        place: Where it was written.
        about: What it is about: a section's name, a judgement's, scenario's or indicator's id, `mali/Security`.
        kind: A sentence's, or the field: `statement`, `assumptions`, `would_change`, `reason`, `description`,
            `signposts`, `rationale`, `signals`.
        relayed: Whether it gives what somebody else says, and cites where.
    """

    words: str
    own: str
    place: Place | None
    about: str
    kind: str
    relayed: bool = False


def own_words(text: str) -> str:
    """A text with blanks for what stands in quotation marks."""
    return _QUOTED.sub(lambda match: " " * len(match.group()), text)


def attributed(text: str, lexicon: Lexicon) -> bool:
    """Whether somebody other than the desk says it."""
    without_desk = re.sub(rf"(?:{lexicon.desk.pattern}){_AFTER_DESK}", " ", own_words(text), flags=lexicon.desk.flags)
    return bool(lexicon.attribution.search(without_desk))


def passages(dossier: Dossier, lexicon: Lexicon) -> Iterator[Passage]:
    """Every sentence of the text, then of judgements, scenarios, ratings and indicators."""
    for each in sentences(dossier.manuscript, dossier.report.language):
        if each.kind not in ("code", "quote"):
            relayed = bool(each.cited) and attributed(each.text, lexicon)
            yield Passage(each.text, own_words(each.text), each.place, each.section, each.kind, relayed)
    for text, place, about, kind in _fields(dossier):
        for span in split_sentences(text, dossier.report.language):
            words = text[span.start : span.end]
            yield Passage(words, own_words(words), place, about, kind)


_Field = tuple[str, Place | None, str, str]


def _fields(dossier: Dossier) -> Iterator[_Field]:
    report = dossier.report
    place = dossier.places.get(("report", report.id))
    for index, judgement in enumerate(report.judgements):
        steps = ("judgements", index)
        yield judgement.statement, _inside(place, *steps, "statement"), judgement.id, "statement"
        for kind, lines in (("assumptions", judgement.assumptions), ("would_change", judgement.would_change)):
            for number, line in enumerate(lines):
                yield line, _inside(place, *steps, kind, number), judgement.id, kind
        if judgement.reason:
            yield judgement.reason, _inside(place, *steps, "reason"), judgement.id, "reason"
    for index, scenario in enumerate(report.scenarios):
        steps = ("scenarios", index)
        yield scenario.description, _inside(place, *steps, "description"), scenario.id, "description"
        for number, line in enumerate(scenario.signposts):
            yield line, _inside(place, *steps, "signposts", number), scenario.id, "signposts"
    yield from _profile_fields(dossier)


def _profile_fields(dossier: Dossier) -> Iterator[_Field]:
    for profile in dossier.profiles:
        place = dossier.places.get(("country", profile.id)) or dossier.places.get(("topic", profile.id))
        for index, rating in enumerate(profile.ratings):
            where = _inside(place, "ratings", index, "rationale")
            yield rating.rationale, where, dossier.rating_key(profile.id, index), "rationale"
        for index, indicator in enumerate(profile.indicators):
            if indicator.signals:
                yield indicator.signals, _inside(place, "indicators", index, "signals"), indicator.id, "signals"


def _inside(place: Place | None, *steps: str | int) -> Place | None:
    return place.inside(*steps) if place else None
