"""BG324 unspelled-acronym: an acronym that the report nowhere spells out.

Why it matters: the writer has used it for years; the reader meets it once, and an alliance, a consultancy and an armed
group may share three letters.

Example: "The GATIA took part" in a report that says nowhere what GATIA is. Spelled out is "Full Name (ABC)", "ABC (Full
Name)", a name with these initials, or the desk's name for the actor whose alias it is; one place anywhere in the report is
enough. Acronyms that everybody knows (UN, EU) need none, nor does a body whose name it is (TASS).

Mend: write the full name with the acronym in brackets where it first stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.check.finding import Finding
from briefgen.check.lexicon.acronyms import common_acronyms
from briefgen.check.reading.acronyms import acronyms_in, spelled_out
from briefgen.check.reading.quotations import contains, spoken
from briefgen.check.reading.sentences import Sentence, sentences
from briefgen.check.reading.spots import spot
from briefgen.model.assessment import Assessment
from briefgen.model.dossier import Dossier
from briefgen.model.saying import saying

_UNREAD = ("caption", "code")


def unspelled_acronym(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each acronym, at its first use."""
    dossier = assessment.dossier
    read = [each for each in sentences(dossier.manuscript, dossier.report.language) if each.kind not in _UNREAD]
    text = " \n".join(each.text for each in read)
    seen = {*common_acronyms(dossier.report.language), *_names(dossier), *spelled_out(text), *_named(text, dossier)}
    for sentence in read:
        for acronym in acronyms_in(sentence.text) if not _shouts(sentence) else ():
            if acronym.text not in seen:
                seen.add(acronym.text)
                yield Finding(
                    saying("'%(acronym)s' is nowhere spelled out", acronym=acronym.text),
                    _remedy(acronym.text, dossier),
                    spot(sentence, acronym.start, acronym.end),
                    about=sentence.section,
                    words=sentence.text,
                )


def _shouts(sentence: Sentence) -> bool:
    """A heading in capitals."""
    return sentence.kind == "heading" and sentence.text == sentence.text.upper()


def _names(dossier: Dossier) -> frozenset[str]:
    """Acronyms that are the name itself: of an actor, or of a publisher, "AFP"."""
    publishers = (name for source in dossier.sources.values() for name in (source.publisher, source.author) if name)
    return frozenset((*(actor.name for actor in dossier.actors.values()), *publishers))


def _named(text: str, dossier: Dossier) -> Iterator[str]:
    """Acronyms that are an actor's alias, where the text has one of its longer names."""
    words = spoken(text)
    for actor in dossier.actors.values():
        longer = [spoken(name) for name in (actor.name, *actor.aliases) if " " in name or not name.isupper()]
        if any(name and contains(words, name) for name in longer):
            yield from (alias for alias in actor.aliases if re.fullmatch(r"[A-Z0-9]+", alias))


def _remedy(acronym: str, dossier: Dossier) -> str:
    name = next((actor.name for actor in dossier.actors.values() if acronym in actor.aliases), "")
    full = name or saying("its full name")
    return saying("Write '%(name)s (%(acronym)s)' where it first stands.", name=full, acronym=acronym)
