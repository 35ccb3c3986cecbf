"""BG318 differing-name: a sentence names somebody of whom the facts that it cites do not speak.

Why it matters: a deed that is put down to the wrong minister, outlet or country is the error that is complained of, and
the citation makes it look checked.

Example: "Salifou Modi spoke for Mali [@camara-speaks-for-mali]", where the fact names Sadio Camara; "Sadio Kamara".
So is a name that the desk does not know, where it stands for one of the facts': another first name before the same surname,
another firm with the same first word, another town behind the same preposition. Right are the facts' actors, what their statements name, their countries and places, whoever carries them (publisher,
author, origin), and the countries that the report covers.

Mend: write the fact's name, cite the fact that speaks of this one, or add a spelling that is in use to the actor's
aliases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.check.fidelity.belonging import Belonging, belonging, covered_countries
from briefgen.check.fidelity.cited import cited_sentences, named
from briefgen.check.fidelity.known_names import book_of, common_words, known_words
from briefgen.check.fidelity.names import Mention, NearMiss
from briefgen.check.fidelity.swapped_names import Swap, names_of_facts, swaps
from briefgen.check.finding import Finding
from briefgen.check.reading.sentences import Sentence
from briefgen.check.reading.spots import spot
from briefgen.model.actor import ActorKind
from briefgen.model.assessment import Assessment
from briefgen.model.fact import Fact
from briefgen.model.saying import saying

_SCENE = re.compile(r"(?:In|Across|Elsewhere in|Outside|Beyond|En|Au|Aux|Hors de?) $")
_LEFT_OUT = re.compile(
    r"\b(?:not|no|nor|neither|without|except|apart from|other than|unlike|leaves?|omits?|ne|n'|ni|sans|sauf|hors|pas|aucun)\b|n't",
    re.IGNORECASE,
)


def differing_name(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each name that belongs to no fact of its sentence, and for each that is misspelt."""
    dossier = assessment.dossier
    book = book_of(dossier)
    known, common = known_words(dossier), common_words(dossier)
    covered = covered_countries(dossier)
    for sentence, facts in cited_sentences(dossier):
        own = belonging(facts, dossier, book)
        mentions, misses = book.mentions(sentence.text), book.near_misses(sentence.text, known)
        for mention in mentions:
            if not own.has(mention) and not _sets_the_scene(mention, sentence.text, own, covered):
                yield _foreign(sentence, facts, mention, own)
        yield from (_misspelt(sentence, miss) for miss in misses)
        spans = [(each.start, each.end) for each in mentions] + [(each.start, each.end) for each in misses]
        told = {at for span in spans for at in range(*span)}
        names = names_of_facts(facts, own, dossier, known)
        yield from (_swapped(sentence, facts, each) for each in swaps(sentence.text, names, common, told))


def _sets_the_scene(mention: Mention, text: str, own: Belonging, covered: frozenset[str]) -> bool:
    """A country that opens the sentence, or one that the report covers.

    Where the report covers several, one of them is out of place where the facts speak of the others only, save that the
    sentence says so ("not in Burkina Faso").
    """
    codes = {code for bearer in mention.bearers if (code := _country(bearer, own))}
    if not codes:
        return not own.places and all(bearer.startswith("place:") for bearer in mention.bearers)
    if codes & covered:
        return len(covered) == 1 or not covered & own.countries or bool(_LEFT_OUT.search(text))
    return bool(_SCENE.match(text[: mention.start])) and text[mention.end : mention.end + 1] == ","


def _country(bearer: str, own: Belonging) -> str | None:
    kind, _, name = bearer.partition(":")
    if kind == "country":
        return name
    actor = own.actors.get(name) if kind == "actor" else None
    return actor.country if actor is not None and actor.kind is ActorKind.STATE else None


def _foreign(sentence: Sentence, facts: Sequence[Fact], mention: Mention, own: Belonging) -> Finding:
    theirs = sorted({own.actors[name].name for fact in facts for name in fact.actors if name in own.actors})
    whom = saying("; they name %(names)s", names=", ".join(theirs[:6])) if theirs else ""
    return Finding(
        saying(
            "the text names '%(name)s', the facts it cites (%(facts)s) do not%(whom)s",
            name=mention.words,
            facts=named(facts),
            whom=whom,
        ),
        saying("Write the fact's name, or cite the fact that speaks of this one."),
        spot(sentence, mention.start, mention.end),
        about=sentence.section,
        words=sentence.text,
    )


def _misspelt(sentence: Sentence, miss: NearMiss) -> Finding:
    return Finding(
        saying("the text writes '%(written)s'; the desk knows '%(name)s'", written=miss.words, name=miss.name),
        saying("Write '%(meant)s', or add the spelling to the aliases where it is in use.", meant=miss.meant),
        spot(sentence, miss.start, miss.end),
        about=sentence.section,
        words=sentence.text,
    )


def _swapped(sentence: Sentence, facts: Sequence[Fact], swap: Swap) -> Finding:
    return Finding(
        saying(
            "the text writes '%(written)s'; the facts it cites (%(facts)s) have '%(meant)s'",
            written=sentence.text[swap.start : swap.end],
            facts=named(facts),
            meant=swap.meant,
        ),
        saying("Write '%(meant)s'.", meant=swap.meant)
        if swap.slip
        else saying("Write the fact's name, or cite the fact that speaks of this one."),
        spot(sentence, swap.start, swap.end),
        about=sentence.section,
        words=sentence.text,
    )
