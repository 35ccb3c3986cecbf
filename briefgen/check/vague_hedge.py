"""BG311 vague-hedge: "may", "could", "perhaps" or "seems" stand where the desk owes a likelihood.

Why it matters: "could" is true of anything above nothing. A reader who has to decide needs to know whether the desk means
one chance in ten or nine.

Example: "Mali could leave the mission by June" in an assessment box; "A strike is possible"; "The pact appears to hold".

Looked at are the desk's own sentences: in assessment boxes, in statements of judgements, in the summary's first
paragraph, and those of the text that cite nothing. Not a fault: what a source hedges ("AFP warns that fighting may
spread"), questions, quotations, the month of May, what is allowed ("holders may apply under the code"), what somebody
was able to do ("could not be reached", "we could find none", « peut compter sur »), and phrases such as "as soon as possible".

Mend: use a term of the report's scale, or say what it depends on and write a judgement.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.check.finding import Finding
from briefgen.check.lexicon.languages import lexicon_of
from briefgen.check.lexicon.lexicon import Lexicon
from briefgen.check.reading.hedging import hedge_in
from briefgen.check.reading.sentences import Sentence, sentences
from briefgen.check.reading.voice import attributed
from briefgen.model.assessment import Assessment
from briefgen.model.place import Place
from briefgen.model.saying import saying

_HINT = saying("Say how likely it is, in a term of the report's scale.")
_KINDS = ("lead", "standfirst", "text", "list", "footnote")


def vague_hedge(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each sentence of the desk's own that hedges."""
    dossier = assessment.dossier
    lexicon = lexicon_of(dossier.report.language)
    if not lexicon:
        return
    for sentence in sentences(dossier.manuscript, dossier.report.language):
        if _is_own(sentence, lexicon) and (word := hedge_in(sentence.text, lexicon)):
            yield _finding(word, sentence.place, sentence.section, sentence.text)
    place = dossier.places.get(("report", dossier.report.id))
    for index, judgement in enumerate(dossier.report.judgements):
        if word := hedge_in(judgement.statement, lexicon):
            where = place.inside("judgements", index, "statement") if place else None
            yield _finding(word, where, judgement.id, judgement.statement)


def _is_own(sentence: Sentence, lexicon: Lexicon) -> bool:
    if sentence.kind not in _KINDS:
        return False
    own = sentence.assessment or sentence.kind == "lead" or not sentence.cited
    return own and not attributed(sentence.text, lexicon)


def _finding(word: str, place: Place | None, about: str, text: str) -> Finding:
    return Finding(saying("'%(word)s' leaves open how likely it is", word=word), _HINT, place, about=about, words=text)
